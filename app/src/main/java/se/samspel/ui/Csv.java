package se.samspel.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Tables as RFC 4180 files: UTF-8 with a byte order mark, comma, CRLF, decimal point. A cell that a
 * spreadsheet would run as a formula is prefixed with an apostrophe.
 */
public final class Csv {

  private static final String RISKY = "=+-@\t\r";

  private Csv() {}

  /** The table as an answer that is saved under the name. */
  public static ResponseEntity<byte[]> answer(
      String filename, List<String> header, List<? extends List<? extends @Nullable Object>> rows) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + filename + "\"")
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .body(bytes(header, rows));
  }

  /** The table as a file's bytes. */
  public static byte[] bytes(
      List<String> header, List<? extends List<? extends @Nullable Object>> rows) {
    var text = new StringBuilder("\ufeff");
    try (var printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecord(header);
      for (var row : rows) {
        for (var cell : row) {
          printer.print(safe(cell));
        }
        printer.println();
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Object safe(@Nullable Object cell) {
    return cell instanceof String text && !text.isEmpty() && RISKY.indexOf(text.charAt(0)) >= 0
        ? "'" + text
        : cell;
  }
}
