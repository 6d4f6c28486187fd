package se.samspel.indicators.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/** The empty table that people fill in and hand in. */
public final class Template {

  /** Its columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "indikator",
          "serie",
          "region",
          "kon",
          "alder",
          "period",
          "taljare",
          "namnare",
          "varde",
          "enhet",
          "tackning",
          "preliminar",
          "kalla");

  private Template() {}

  /** As CSV with semicolons, which Swedish spreadsheets open as columns. */
  public static byte[] csv() {
    return ("\ufeff" + String.join(";", COLUMNS) + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * As a workbook: a sheet to fill in, whose cells are text so that "01" and "2024-05" stay as
   * written, and a sheet that explains each column.
   *
   * @param sheet name of the first sheet
   * @param help name of the second
   * @param explanations a sentence for each of {@link #COLUMNS}
   */
  public static byte[] workbook(String sheet, String help, List<String> explanations) {
    var bytes = new ByteArrayOutputStream();
    try (var book = new Workbook(bytes, "Samspel", "1.0")) {
      var values = book.newWorksheet(sheet);
      for (int i = 0; i < COLUMNS.size(); i++) {
        values.style(i).format("@").set();
        values.value(0, i, COLUMNS.get(i));
        values.style(0, i).bold().set();
        values.width(i, 14);
      }
      values.freezePane(0, 1);
      var explained = book.newWorksheet(help);
      explained.width(0, 14);
      explained.width(1, 100);
      for (int i = 0; i < COLUMNS.size(); i++) {
        explained.value(i, 0, COLUMNS.get(i));
        explained.value(i, 1, explanations.get(i));
      }
      book.finish();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return bytes.toByteArray();
  }
}
