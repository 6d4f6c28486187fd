package se.samspel.indicators.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

class OwnTableTests {

  private static final String HEADER = "indikator;region;kon;alder;period;taljare;namnare;varde\n";

  private static Gathered read(String name, byte[] content) {
    return new OwnTable()
        .read(Extract.file(name, content, Instant.EPOCH), Map.of("origin", "Region Skåne"));
  }

  private static Gathered csv(String text) {
    return read("prov.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  static String told(Gathered gathered) {
    return gathered.faults().stream()
        .map(it -> it.place() + " " + it.key())
        .collect(Collectors.joining("\n"));
  }

  private static byte[] workbook(Consumer<Worksheet> fill) {
    var bytes = new ByteArrayOutputStream();
    try (var book = new Workbook(bytes, "prov", "1.0")) {
      fill.accept(book.newWorksheet("Blad"));
      book.finish();
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
    return bytes.toByteArray();
  }

  private static void row(Worksheet sheet, int row, Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] instanceof Number number) {
        sheet.value(row, i, number);
      } else {
        sheet.value(row, i, cells[i].toString());
      }
    }
  }

  @Test
  void aLineIsAValue() {
    var gathered = csv(HEADER + "I07;12;kvinnor;13-24;2024-05;1\u00a0630;1 700;\n");
    assertThat(told(gathered)).isEmpty();
    var row = gathered.rows().getFirst();
    assertThat(row.indicator()).isEqualTo("i07");
    assertThat(row.region()).isEqualTo("12");
    assertThat(row.sex()).isEqualTo("women");
    assertThat(row.age()).isEqualTo("13-24");
    assertThat(row.period()).isEqualTo("2024-05");
    assertThat(row.figures().numerator()).contains(1630.0);
    assertThat(row.figures().denominator()).contains(1700.0);
    assertThat(row.figures().value()).isEmpty();
    assertThat(row.source()).isEqualTo("Region Skåne");
    assertThat(row.place().line()).isEqualTo(2);
  }

  @Test
  void commasTabsByteOrderMarksAndRegionNamesAreRead() {
    var gathered = csv("\ufeffindikator,region,period,varde\ni08,Region Skåne,2024,\"75,4\"\n");
    assertThat(told(gathered)).isEmpty();
    assertThat(gathered.rows().getFirst().region()).isEqualTo("12");
    assertThat(gathered.rows().getFirst().figures().value()).contains(75.4);
    assertThat(csv("indikator\tregion\tperiod\tvarde\ni08\tRiket\t2024\t75\n").rows())
        .extracting(Row::region)
        .containsExactly("SE");
  }

  @Test
  void everyFaultIsToldWithItsCell() {
    var gathered =
        csv(
            HEADER
                + "i07;Månen;båda;ung;2024;x;10;\n"
                + ";12;;;;1;2;\n"
                + "i07;12;;;undated;1;2;NaN\n");
    assertThat(told(gathered))
        .isEqualTo(
            """
            prov.csv:2 region (B2) import.fault.region
            prov.csv:2 kon (C2) import.fault.sex
            prov.csv:2 alder (D2) import.fault.age
            prov.csv:2 taljare (F2) import.fault.number
            prov.csv:3 indikator (A3) import.fault.required
            prov.csv:3 period (E3) import.fault.required
            prov.csv:4 period (E4) import.fault.undated
            prov.csv:4 varde (H4) import.fault.number\
            """);
    assertThat(gathered.rows()).isEmpty();
  }

  @Test
  void anotherEncodingIsRefusedWhereItShows() {
    var latin =
        (HEADER + "i07;12;;;2024;1;2;\ni07;Skåne;;;2024;1;2;\n")
            .getBytes(Charset.forName("windows-1252"));
    assertThat(told(read("prov.csv", latin))).isEqualTo("prov.csv:3 B import.fault.encoding");
    assertThat(told(read("prov.csv", HEADER.getBytes(StandardCharsets.UTF_16))))
        .isEqualTo("prov.csv import.fault.utf16");
    assertThat(told(csv(HEADER + "i07;Sk\ufffdne;;;2024;1;2;\n")))
        .isEqualTo("prov.csv:2 B import.fault.encoding");
  }

  @Test
  void aFileThatIsBrokenOffIsRefused() {
    assertThat(told(csv(HEADER + "i07;12;;;2024;1;2;\ni07;12;;;20")))
        .isEqualTo("prov.csv:3 import.fault.cells");
    assertThat(told(csv(HEADER + "i07;\"12;;;2024;1;2;\n"))).contains("import.fault.broken-csv");
    assertThat(told(csv(""))).isEqualTo("prov.csv import.fault.empty");
    assertThat(told(csv("indikator;period\n"))).contains("import.fault.missing-columns");
    assertThat(told(csv("indikator;region;period;varde;farg\ni07;12;2024;5;gul\n")))
        .contains("prov.csv:1 E1 import.fault.unknown-column");
    assertThat(told(csv("indikator;region;period;varde;varde\n")))
        .contains("prov.csv:1 E1 import.fault.column-twice");
  }

  @Test
  void aWebPageIsNoTable() {
    assertThat(told(csv("<!DOCTYPE html><html><body>Logga in</body></html>")))
        .isEqualTo("prov.csv import.fault.html");
  }

  @Test
  void aWorkbookIsReadWithItsTextsNumbersAndDates() {
    var gathered =
        read(
            "prov.xlsx",
            workbook(sheet -> {
              row(sheet, 0, "indikator", "region", "period", "taljare", "namnare");
              row(sheet, 1, "i07", "01", "2024-05", 14, 20);
              row(sheet, 2, "i07", 9, 2023, "1 630", "1 700,0");
              row(sheet, 3, "i07", "12");
              sheet.value(3, 2, java.time.LocalDate.of(2024, 5, 1));
              sheet.style(3, 2).format("yyyy-mm").set();
              sheet.value(3, 3, 3);
            }));
    assertThat(told(gathered)).isEmpty();
    assertThat(gathered.rows()).extracting(Row::region).containsExactly("01", "09", "12");
    assertThat(gathered.rows())
        .extracting(Row::period)
        .containsExactly("2024-05", "2023", "2024-05");
    assertThat(gathered.rows().get(1).figures().numerator()).contains(1630.0);
  }

  @Test
  void aFormulaIsRefusedWithItsCell() {
    var gathered =
        read(
            "prov.xlsx",
            workbook(sheet -> {
              row(sheet, 0, "indikator", "region", "period", "taljare", "namnare");
              row(sheet, 1, "i07", "12", "2024", 5);
              sheet.formula(1, 4, "D2*2");
              row(sheet, 2, "i07", "13", "2024", 5, 9);
            }));
    assertThat(told(gathered)).isEqualTo("prov.xlsx:2 E2 import.fault.formula");
    assertThat(gathered.rows()).hasSize(1);
  }

  @Test
  void aDamagedWorkbookIsRefused() {
    var whole = workbook(sheet -> row(sheet, 0, "indikator", "region", "period"));
    assertThat(told(read("prov.xlsx", Arrays.copyOf(whole, whole.length / 2))))
        .isEqualTo("prov.xlsx import.fault.broken-workbook");
    var old = new byte[600];
    System.arraycopy(
        new byte[] {
          (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
        },
        0,
        old,
        0,
        8);
    assertThat(told(read("prov.xls", old))).isEqualTo("prov.xls import.fault.old-workbook");
  }

  @Test
  void aSmallFileThatUnpacksToAMountainIsRefused() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      var block = new byte[1 << 20];
      for (int i = 0; i < 110; i++) {
        zip.write(block);
      }
      zip.closeEntry();
    }
    assertThat(bytes.size()).isLessThan(200_000);
    assertThat(told(read("bomb.xlsx", bytes.toByteArray())))
        .isEqualTo("bomb.xlsx import.fault.bomb");
  }

  @Test
  void aFileWithTooManyLinesIsRefusedWithAClearSentence() {
    var text = new StringBuilder("indikator;region;period;varde\n");
    for (int i = 0; i <= Gathering.MOST_ROWS; i++) {
      text.append("i08;12;2024;5\n");
    }
    assertThat(told(csv(text.toString()))).isEqualTo("prov.csv import.fault.too-many-rows");
  }

  @Test
  void theTemplateThatIsGivenOutIsTheOneThatIsRead() {
    assertThat(told(csv(new String(Template.csv(), StandardCharsets.UTF_8)))).isEmpty();
    var empty =
        read("mall.xlsx", Template.workbook("Värden", "Hjälp", List.copyOf(Template.COLUMNS)));
    assertThat(told(empty)).isEmpty();
    assertThat(empty.rows()).isEmpty();
  }
}
