package se.samspel.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.samspel.core.Refused;
import se.samspel.statistics.Sentences.Step;
import se.samspel.ui.Messages;

/** Numbers, periods and tables as people write, paste and save them. */
class ReadingTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024-01|MONTH|2024-01-01",
        "2024/1|MONTH|2024-01-01",
        "202403|MONTH|2024-03-01",
        "2024M03|MONTH|2024-03-01",
        "jan 2024|MONTH|2024-01-01",
        "Januari 2024|MONTH|2024-01-01",
        "okt-24|MONTH|2024-10-01",
        "maj. 2024|MONTH|2024-05-01",
        "2024 mars|MONTH|2024-03-01",
        "03/2024|MONTH|2024-03-01",
        "2024K1|QUARTER|2024-01-01",
        "2024-K4|QUARTER|2024-10-01",
        "2024 kv 2|QUARTER|2024-04-01",
        "kvartal 3 2024|QUARTER|2024-07-01",
        "2024-Q2|QUARTER|2024-04-01",
        "Q2 2024|QUARTER|2024-04-01",
        "2024-H2|HALF_YEAR|2024-07-01",
        "halvår 1 2024|HALF_YEAR|2024-01-01",
        "2024v05|WEEK|2024-01-29",
        "vecka 1 2025|WEEK|2024-12-30",
        "2024-W05|WEEK|2024-01-29",
        "2024|YEAR|2024-01-01",
        "2024-01-15|POINT|2024-01-15",
        "15/1 2024|POINT|2024-01-15",
        "15.1.2024|POINT|2024-01-15",
        "20240115|POINT|2024-01-15",
        "15 januari 2024|POINT|2024-01-15",
      })
  void periodsAreReadInTheFormsPeopleWrite(String text, Step step, LocalDate first) {
    assertThat(When.parse(text)).contains(new When(step, first));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "jna 2024", "2024-13", "2024-02-30", "2024K5", "vecka 54 2024", "12", "1800"})
  void whatIsNoPeriodIsNotReadAsOne(String text) {
    assertThat(When.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 234,5|1234.5",
        "1\u00a0234|1234",
        "1\u202f234\u202f567|1234567",
        "72 %|72",
        "-3|-3",
        "\u22123,5|-3.5",
        "0.25|0.25",
        "0|0"
      })
  void numbersAreReadAsSwedesWriteThem(String text, double value) {
    assertThat(Amount.parse(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 23", "1.2.3", "NaN", "Infinity", "1e5", "tolv", "0x10", "1,2,3"})
  void whatIsNoNumberIsNotReadAsOne(String text) {
    assertThat(Amount.parse(text)).isEmpty();
  }

  @Test
  void missingIsNotZero() {
    for (var text : List.of("", " ", "-", "–", "..", ".", "saknas", "Uppgift saknas", "NA")) {
      assertThat(Amount.missing(text)).as(text).isTrue();
    }
    assertThat(Amount.missing("0")).isFalse();
  }

  private static List<List<String>> cells(String text) {
    return Grid.ofText(text).lines().stream().map(Grid.Line::cells).toList();
  }

  @Test
  void everySortOfSeparatorIsFound() {
    var wanted = List.of(List.of("2024-01", "3,5"), List.of("2024-02", "4"));
    assertThat(cells("2024-01\t3,5\n2024-02\t4")).isEqualTo(wanted);
    assertThat(cells("2024-01;3,5\r\n2024-02;4\r\n")).isEqualTo(wanted);
    assertThat(cells("\ufeff2024-01;\"3,5\"\n\n2024-02;4")).isEqualTo(wanted);
    assertThat(cells("2024-01 3,5\n2024-02 4")).isEqualTo(wanted);
    assertThat(cells("2024-01,3.5\n2024-02,4"))
        .isEqualTo(List.of(List.of("2024-01", "3.5"), List.of("2024-02", "4")));
    assertThat(cells("jan 2024 1 234,5\nfeb 2024 2 345"))
        .isEqualTo(List.of(List.of("jan 2024", "1 234,5"), List.of("feb 2024", "2 345")));
    assertThat(cells("3,5\n4,25\n1 234,5"))
        .isEqualTo(List.of(List.of("3,5"), List.of("4,25"), List.of("1 234,5")));
  }

  @Test
  void rowsKeepTheNumbersThatTheirWriterSees() {
    assertThat(Grid.ofText("a;b\n\n1;2\n").lines().getLast().number()).isEqualTo(3);
    assertThat(Grid.ofText("a;b\n\"x\ny\";2\n3;4\n").lines().getLast().number()).isEqualTo(4);
    var grid = Grid.ofText("a;b\n\n1;2\n");
    assertThat(Grid.ofText(grid.text())).isEqualTo(grid);
  }

  private static String fault(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    var caught = org.assertj.core.api.Assertions.catchThrowableOfType(Refused.class, reading);
    return caught == null ? "" : caught.faults().getFirst().key();
  }

  @Test
  void whatCannotBeReadIsSaid() {
    assertThat(fault(() -> Grid.ofText("  \n "))).isEqualTo("workshop.fault.empty");
    assertThat(fault(() -> Grid.ofText("1\n".repeat(600_000))))
        .isEqualTo("workshop.fault.too-large");
    assertThat(fault(() -> Grid.ofText("1\n".repeat(100_001))))
        .isEqualTo("workshop.fault.too-many-values");
    assertThat(fault(() -> Grid.ofText("a;\"b\n1;2"))).isEqualTo("workshop.fault.quotes");
    assertThat(fault(() -> Grid.ofText(";".repeat(150) + "1")))
        .isEqualTo("workshop.fault.too-many-columns");
    assertThat(fault(() -> Grid.ofFile(new byte[0]))).isEqualTo("workshop.fault.empty");
    assertThat(fault(() -> Grid.ofFile(new byte[1_000_001]))).isEqualTo("workshop.fault.too-large");
    assertThat(fault(() -> Grid.ofFile("<!DOCTYPE html><p>".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("workshop.fault.html");
    assertThat(fault(() -> Grid.ofFile(new byte[] {'P', 'K', 3, 4, 0, 0, 8, 8, 9})))
        .isEqualTo("workshop.fault.broken-workbook");
    assertThat(fault(() -> Grid.ofFile(new byte[] {1, 2, 3, 0, 5})))
        .isEqualTo("workshop.fault.not-text");
  }

  @Test
  void aFileInWindows1252IsReadToo() {
    var text = "Månad;Värde\nmaj 2024;3\n";
    assertThat(Grid.ofFile(text.getBytes(Charset.forName("windows-1252"))))
        .isEqualTo(Grid.ofText(text));
    assertThat(Grid.ofFile(("\ufeff" + text).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Grid.ofText(text));
  }

  static byte[] workbook() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var book = new Workbook(out, "test", "1.0")) {
      var sheet = book.newWorksheet("Blad1");
      sheet.value(0, 0, "Månad");
      sheet.value(0, 1, "Ja");
      sheet.value(0, 2, "Alla");
      for (var i = 0; i < 12; i++) {
        sheet.value(i + 1, 0, LocalDate.of(2024, i + 1, 1));
        sheet.style(i + 1, 0).format("yyyy-mm-dd").set();
        sheet.value(i + 1, 1, 10 + i % 3);
        sheet.value(i + 1, 2, 20.0);
      }
    }
    return out.toByteArray();
  }

  @Test
  void aWorkbooksFirstSheetIsReadAndItsFirstsOfMonthsAreMonths() throws IOException {
    var grid = Grid.ofFile(workbook());
    assertThat(grid.lines().get(1).cells()).containsExactly("2024-01-01", "10", "20");
    var layout = Layout.of(grid);
    assertThat(layout.denominator()).isEqualTo(2);
    var rows = Rows.of(grid, layout, new Faults());
    assertThat(rows.step()).isEqualTo(Step.MONTH);
    assertThat(rows.rows()).hasSize(12);
  }

  @Test
  void aBrokenWorkbookIsSaidToBeBroken() throws IOException {
    var whole = workbook();
    assertThat(fault(() -> Grid.ofFile(java.util.Arrays.copyOf(whole, whole.length / 2))))
        .isEqualTo("workshop.fault.broken-workbook");
  }

  private static Layout layout(String text) {
    return Layout.of(Grid.ofText(text));
  }

  @Test
  void columnsAreGuessedFromWhatStandsInThem() {
    var three = layout("Månad;Ja;Alla\n2024-01;3;20\n2024-02;5;22");
    assertThat(List.of(three.label(), three.value(), three.denominator()))
        .isEqualTo(List.of(0, 1, 2));
    assertThat(three.headed()).isTrue();
    var two = layout("2024-01;3\n2024-02;5");
    assertThat(List.of(two.label(), two.value(), two.denominator())).isEqualTo(List.of(0, 1, -1));
    assertThat(two.headed()).isFalse();
    var years = layout("2020;2021\n2021;2010\n2022;1990");
    assertThat(years.timed()).isTrue();
    assertThat(years.value()).isEqualTo(1);
    var named = layout("Enhet;Ja;Alla\nNorr;3;20\nSyd;5;22");
    assertThat(named.timed()).isFalse();
    assertThat(named.label()).isZero();
    var one = layout("3\n5\n4");
    assertThat(one.label()).isEqualTo(-1);
    assertThat(one.value()).isZero();
    assertThat(layout("Datum\n2024-01-03\n2024-02-05").value()).isEqualTo(-1);
    assertThat(layout("Månad;Ja;Händelse\n2024-01;3;\n2024-02;5;Utbildning").note()).isEqualTo(2);
    assertThat(layout("Månad;Fall;Vårddygn\n2024-01;3;2\n2024-02;5;4").denominator()).isEqualTo(2);
  }

  private static Suggestion suggested(String text) {
    var grid = Grid.ofText(text);
    var layout = Layout.of(grid);
    var rows = Rows.of(grid, layout, new Faults());
    return Suggestion.of(
        rows, layout.heading().isEmpty() ? "" : layout.heading().get(Math.max(0, layout.value())));
  }

  @Test
  void theChartThatFitsIsSuggested() {
    assertThat(suggested("Månad;Ja;Alla\n2024-01;3;20\n2024-02;5;22").chart()).isEqualTo("p");
    assertThat(suggested("Månad;Ja;Alla\n2024-01;300;2100\n2024-02;500;2300").chart())
        .isEqualTo("p-prime");
    assertThat(suggested("Månad;Fall;Vårddygn\n2024-01;30;20\n2024-02;5;40").chart())
        .isEqualTo("u");
    assertThat(suggested("2024-01;30\n2024-02;25").chart()).isEqualTo("c");
    assertThat(suggested("2024-01;1\n2024-02;0").reason()).isEqualTo("workshop.reason.rare");
    assertThat(suggested("2024-01;30,5\n2024-02;25").chart()).isEqualTo("i");
    assertThat(suggested("2024-01;30 %\n2024-02;25 %").chart()).isEqualTo("i");
    assertThat(suggested("Datum\n2024-01-03\n2024-02-05").chart()).isEqualTo("t");
    assertThat(suggested("Nr;Fall mellan\n2024-01;30\n2024-02;25").chart()).isEqualTo("g");
  }

  @Test
  void periodsThatLackARowGetAnEmptyPlace() {
    var grid = Grid.ofText("2024-05;5\n2024-01;1\n2024-02;2");
    var rows = Rows.of(grid, Layout.of(grid), new Faults());
    assertThat(rows.turned()).isTrue();
    assertThat(rows.filled()).isEqualTo(2);
    assertThat(rows.rows().stream().map(Rows.Row::value))
        .containsExactly(1.0, 2.0, null, null, 5.0);
  }

  @Test
  void aLinkBringsBackTheWholeRecipe() {
    var recipe =
        new Recipe(
            Map.of("data", "Månad\tVärde\n2024-01\t3,5 % & å\n", "titel", "Tid", "mal", " "));
    assertThat(Recipe.unpacked(recipe.packed())).isEqualTo(recipe);
    assertThat(recipe.fields()).doesNotContainKey("mal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1", "1!!!!", "1AAAA", "2eJw", "1S0ksSQQA"})
  void aBrokenLinkIsRefused(String link) {
    assertThatThrownBy(() -> Recipe.unpacked(link)).isInstanceOf(Refused.class);
  }

  @Test
  void aLinkThatUnpacksWithoutEndIsRefused() {
    var deflater = new java.util.zip.Deflater(9, true);
    deflater.setInput(("data=" + "a".repeat(30_000_000)).getBytes(StandardCharsets.UTF_8));
    deflater.finish();
    var buffer = new byte[100_000];
    var n = deflater.deflate(buffer);
    deflater.end();
    var link =
        "1" + java.util.Base64.getUrlEncoder().encodeToString(java.util.Arrays.copyOf(buffer, n));
    assertThatThrownBy(() -> Recipe.unpacked(link)).isInstanceOf(Refused.class);
  }

  @Test
  void periodsHaveSwedishNames() {
    assertThat(When.parse("2024-03").orElseThrow().name(Messages.SWEDISH)).isEqualTo("mars 2024");
    assertThat(When.parse("2024K3").orElseThrow().name(Messages.SWEDISH))
        .isEqualTo("kvartal 3 2024");
    assertThat(When.parse("2024-H2").orElseThrow().name(Messages.SWEDISH))
        .isEqualTo("andra halvåret 2024");
    assertThat(When.parse("2025v01").orElseThrow().name(Messages.SWEDISH))
        .isEqualTo("vecka 1 2025");
  }
}
