package se.samspel.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;

/** The workshop as somebody without account meets it. */
class WorkshopPagesTests {

  private final TestApp app = TestApp.plain();
  private final Reader visitor = app.visitor();

  private static String months(String row) {
    var out = new StringBuilder();
    for (var i = 0; i < 24; i++) {
      out.append(2023 + i / 12)
          .append('-')
          .append(i % 12 < 9 ? "0" : "")
          .append(i % 12 + 1)
          .append('\t')
          .append(row.replace("#", Integer.toString(40 + i * 7 % 5)))
          .append('\n');
    }
    return out.toString();
  }

  private Reader.Answer make(Map<String, String> fields) {
    var answer = visitor.submit("/verkstad", "/verkstad", fields);
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    return answer;
  }

  @Test
  void theEmptyPageAsksForNumbersAndSetsNoCookie() {
    var answer = visitor.get("/verkstad");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.html().selectFirst("label[for=f-data]").text())
        .isEqualTo("Klistra in siffror");
    assertThat(answer.body()).doesNotContain("_csrf").doesNotContain("style=");
    assertThat(answer.header("Content-Language")).isEqualTo("sv");
    assertThat(answer.html().select("nav a[aria-current=page]").text()).isEqualTo("Verkstad");
  }

  @Test
  void pastedNumbersBecomeAChartASentenceATableAndAReason() {
    var answer =
        make(
            Map.of(
                "data",
                months("#\t100"),
                "titel",
                "Trygga",
                "plats",
                "Halland",
                "riktning",
                "hogre",
                "mal",
                "80"));
    assertThat(answer.status()).isEqualTo(200);
    var page = answer.html();
    assertThat(page.selectFirst("svg.drawing[role=img] > title").text())
        .isEqualTo("Trygga i Halland");
    assertThat(page.selectFirst(".summary").text())
        .startsWith("Trygga i Halland var")
        .contains("i december 2024")
        .contains("Målet 80,0")
        .contains("nås inte");
    assertThat(page.select(".chart-figure tbody tr")).hasSize(24);
    assertThat(answer.text()).contains("Vi valde: Andelar (p).").contains("Ingen regel slog till");
    assertThat(page.selectFirst("textarea[name=data]").wholeText()).contains("2023-01\t40\t100");
    assertThat(page.select("[style]")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run|#|Seriediagram",
        "i|#|Enskilda värden",
        "p|#\t100|Andelar (p)",
        "p-prime|#\t100|Andelar med stora",
        "u|#\t20|Händelser per underlag",
        "u-prime|#\t20|Händelser per stora",
        "c|#|Antal (c)",
        "g|#|Fall mellan",
        "t|#|Tid mellan händelser"
      })
  void everyChartCanBeChosen(String chart, String row, String name) {
    var answer = make(Map.of("data", months(row.replace("\\t", "\t")), "diagram", chart));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).contains("Du valde: " + name);
    assertThat(answer.html().select("svg.drawing .line")).isNotEmpty();
  }

  @Test
  void datesAloneBecomeDaysBetweenEvents() {
    var dates = new StringBuilder("Datum\n");
    var day = java.time.LocalDate.of(2024, 1, 3);
    for (var i = 0; i < 15; i++) {
      day = day.plusDays(10 + i % 4);
      dates.append(day).append('\n');
    }
    var answer = make(Map.of("data", dates.toString()));
    assertThat(answer.text())
        .contains("Tid mellan händelser (t)")
        .contains("Dagar mellan händelser");
    assertThat(answer.html().select(".chart-figure tbody tr")).hasSize(14);
  }

  @Test
  void theRulesThatFiredAreToldWithWhereAndWhatTheyMean() {
    var data = months("#").replaceAll("2024-12\t\\d+", "2024-12\t90,5");
    var answer = make(Map.of("data", data, "diagram", "i", "riktning", "lagre"));
    assertThat(answer.html().selectFirst("dl.rules dt").text()).isEqualTo("över den övre gränsen");
    assertThat(answer.html().selectFirst("dl.rules dd").text()).contains("december 2024");
    assertThat(answer.html().selectFirst(".badges").text()).contains("Försämring");
    assertThat(answer.html().select("svg.drawing path.worse")).isNotEmpty();
  }

  @Test
  void phasesFreezeAndExclusionsAreFollowedAndExplained() {
    var answer =
        make(
            Map.of(
                "data", months("#,5"),
                "faser", "jan 2024: ny mottagning",
                "frys", "2023-11: före",
                "uteslut", "2024-03: flytt\n"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text())
        .contains("Ny fas från januari 2024: ny mottagning")
        .contains("till och med november 2023: före")
        .contains("mars 2024 är inte medräknad: flytt");
    var without =
        make(Map.of("data", months("#,5"), "faser", "jan 2024: ny mottagning", "utan", "faser"));
    assertThat(without.text()).doesNotContain("Ny fas från");
  }

  @Test
  void unitsBecomeAFunnelAndBeforeAndAfterAreCompared() {
    var units = new StringBuilder("Enhet;Ja;Alla\n");
    for (var i = 0; i < 12; i++) {
      units.append("Enhet ").append(i).append(';').append(i == 4 ? 95 : 50).append(";100\n");
    }
    var funnel = make(Map.of("data", units.toString(), "markera", "enhet 7"));
    assertThat(funnel.text()).contains("1 av 12 enheter avviker").contains("Enhet 4");
    assertThat(funnel.html().select("svg text:containsOwn(Enhet 7)")).isNotEmpty();
    var both =
        make(
            Map.of(
                "data", "Enhet;Ja;Av;Ja;Av\nNorr;20;100;60;100\nSyd;50;100;52;100\n",
                "diagram", "fore-efter",
                "riktning", "hogre"));
    assertThat(both.status()).as(both.text()).isEqualTo(200);
    assertThat(both.text()).contains("1 av 2 enheter har ändrats");
    assertThat(both.html().selectFirst(".chart-figure tbody tr").text())
        .contains("40,0 procentenheter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Klistra in siffror eller välj en fil",
        "2024-01;tolv\\n2024-02;3\\n2024-03;4|Rad 1, kolumn 2: ”tolv” är inget tal",
        "2024-01;3\\njna 2024;3\\n2024-03;4|Rad 2, kolumn 1: ”jna 2024” går inte att läsa som en period",
        "2024-01;3\\n2024-01;4\\n2024-02;4|står på både rad 1 och rad 2",
        "2024-01;3\\n2024K1;4\\n2024-02;4|Rad 2: ”2024K1” är en annan sorts period",
        "2024-01;3;2;x\\n2024-02;4;9;x|1",
        "a\\nb\\nc|Det finns inga tal att rita",
        "2024-01-03\\n2024-01-03|två händelser samma dag",
      })
  void whatIsWrongIsToldWithRowAndColumnAndThePastedIsKept(String data, String told) {
    var text = data.replace("\\n", "\n");
    var diagram = told.equals("1") ? "p" : "";
    var answer = make(Map.of("data", text, "diagram", diagram));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.text()).contains(told.equals("1") ? "Rad 1: 3 av 2 går inte" : told);
    assertThat(answer.html().selectFirst("textarea[name=data]").wholeText().strip())
        .isEqualTo(text.strip());
    assertThat(answer.html().selectFirst(".error-summary a").attr("href")).isEqualTo("#f-data");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mal|åttio|Målet ska vara ett tal",
        "riktning|upp|hogre, lagre, ingen",
        "diagram|tårta|run, i, p",
        "profil|x|nhsr",
        "per|7|1, 100",
        "faser|2031-01: x|finns inte",
        "faser|2023-05|Skriv varför",
        "faser|2023-01: x|börjar redan",
        "frys|2031: x|finns inte",
        "uteslut|2023-05|Skriv varför",
        "kol_varde|99|Kolumnen finns inte",
        "kol_varde|1|används redan",
        "kol_namnare|x|Kolumnen finns inte",
      })
  void everyChoiceIsCheckedAndKept(String field, String value, String told) {
    var fields = new HashMap<>(Map.of("data", months("#,5")));
    fields.put(field, value);
    var answer = make(fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.text()).contains(told);
    assertThat(
            answer.html().selectFirst("[name=" + field + "]").text()
                + answer.html().selectFirst("[name=" + field + "]").val())
        .contains(
            field.startsWith("riktning")
                    || field.equals("diagram")
                    || field.equals("profil")
                    || field.equals("per")
                ? ""
                : value);
    assertThat(answer.html().selectFirst("textarea[name=data]").wholeText()).contains("2023-01");
  }

  @Test
  void markupInNumbersAndTitlesIsShownAsTextOnly() {
    var answer = make(Map.of("data", "<script>;3\n<b>;4\n", "titel", "<img src=x>"));
    assertThat(answer.body())
        .doesNotContain("<img src")
        .doesNotContain("<script>;")
        .doesNotContain("<b>");
  }

  @Test
  void theLinkMakesTheSameChartAgainAndCarriesAllOfIt() {
    var made =
        make(Map.of("data", months("#\t100"), "titel", "Trygga", "mal", "80", "riktning", "hogre"));
    var href = made.html().selectFirst("a[href^=/verkstad?d=]").attr("href");
    assertThat(made.text()).contains("Länken bär med sig siffrorna");
    var again = app.visitor().get(href);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Cache-Control")).isEqualTo("no-store");
    assertThat(again.header("Set-Cookie")).isEmpty();
    assertThat(again.html().selectFirst("svg.drawing[role=img]").outerHtml())
        .isEqualTo(made.html().selectFirst("svg.drawing[role=img]").outerHtml());
    assertThat(again.html().selectFirst("a[href^=/verkstad?d=]").attr("href")).isEqualTo(href);
  }

  @Test
  void whenTheNumbersAreTooManyForALinkItIsSaid() {
    var random = new java.util.Random(3);
    var data = new StringBuilder();
    for (var i = 0; i < 3_000; i++) {
      data.append(random.nextInt(1_000_000)).append(",5\n");
    }
    var answer = make(Map.of("data", data.toString()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.html().select("a[href^=/verkstad?d=]")).isEmpty();
    assertThat(answer.text()).contains("för många för att rymmas i en länk");
    assertThat(answer.html().select(".chart-figure tbody tr")).hasSize(500);
  }

  @Test
  void aBrokenLinkIsToldKindly() {
    var answer = visitor.get("/verkstad?d=1AAAA");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("Länken är trasig");
    assertThat(answer.html().selectFirst("textarea[name=data]")).isNotNull();
  }

  @Test
  void theExampleIsMadeUpAndShowsAllThatAChartCanSay() {
    var answer = visitor.get("/verkstad?exempel=1");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("påhittad").contains("Ny bedömningsmall").contains("nås");
  }

  private HttpResponse<byte[]> send(String name, byte[] file, Map<String, String> fields) {
    var boundary = "gräns-42".replace('ä', 'a');
    var body = new ByteArrayOutputStream();
    fields.forEach((key, value) ->
        body.writeBytes(
            ("--"
                    + boundary
                    + "\r\nContent-Disposition: form-data; name=\""
                    + key
                    + "\"\r\n\r\n"
                    + value
                    + "\r\n")
                .getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"underlag\"; filename=\""
                + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(app.url("/verkstad")))
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .header("Accept", "text/html")
              .POST(BodyPublishers.ofByteArray(body.toByteArray()))
              .build(),
          BodyHandlers.ofByteArray());
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void filesAreReadAndTheirNumbersStandInTheFormAfterwards() throws IOException {
    var csv = "Månad;Värde\nmaj 2024;3,5\njuni 2024;4\n".getBytes(Charset.forName("windows-1252"));
    for (var file : Map.of("tal.csv", csv, "tal.xlsx", ReadingTests.workbook()).entrySet()) {
      var answer = send(file.getKey(), file.getValue(), Map.of("titel", "Möten", "data", ""));
      var html = org.jsoup.Jsoup.parse(new String(answer.body(), StandardCharsets.UTF_8));
      assertThat(answer.statusCode()).as(html.text()).isEqualTo(200);
      assertThat(html.selectFirst("h2").text()).isEqualTo("Möten");
      assertThat(html.selectFirst("textarea[name=data]").wholeText()).contains("Månad\t");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void aBadFileIsToldAndWhatWasPastedIsKept() {
    var answer =
        send("tal.xlsx", new byte[] {'P', 'K', 3, 4, 9, 9, 8, 8, 9}, Map.of("data", "2024-01\t3"));
    var html = org.jsoup.Jsoup.parse(new String(answer.body(), StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(html.text()).contains("Arbetsboken går inte att läsa");
    assertThat(html.selectFirst("textarea[name=data]").wholeText()).contains("2024-01\t3");
    var large = send("tal.csv", "1\n".repeat(600_000).getBytes(StandardCharsets.UTF_8), Map.of());
    assertThat(large.statusCode()).isEqualTo(422);
    assertThat(new String(large.body(), StandardCharsets.UTF_8)).contains("högst 1 MB");
  }

  @Test
  void theChartIsSavedAsPictureDrawingAndTable() throws IOException {
    var fields = new HashMap<>(Map.of("data", months("#\t100"), "titel", "Trygga"));
    fields.put("fil", "svg");
    var svg = make(fields);
    assertThat(svg.header("Content-Type")).startsWith("image/svg+xml");
    assertThat(svg.header("Content-Disposition")).contains("diagram.svg");
    assertThat(svg.body()).contains("<style>").contains("Trygga");
    fields.put("fil", "csv");
    var csv = make(fields);
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.body())
        .startsWith(
            "\ufeffPeriod,Antal,Av,Värde,Medel,Undre gräns,Övre gräns,Att veta\r\njanuari 2023,40");
    assertThat(csv.body().lines()).hasSize(25);
    fields.put("fil", "exe");
    assertThat(make(fields).status()).isEqualTo(400);
    var png = send("tom.csv", new byte[0], Map.of("data", months("#\t100"), "fil", "png"));
    assertThat(png.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(ImageIO.read(new ByteArrayInputStream(png.body())).getWidth()).isEqualTo(1_600);
  }

  @Test
  void nothingIsStored() {
    var before = rows();
    make(Map.of("data", months("#\t100")));
    visitor.get("/verkstad?exempel=1");
    assertThat(rows()).isEqualTo(before);
  }

  /** How many rows every table of the application holds. */
  private Map<String, Long> rows() {
    return app.as(
        se.samspel.core.Person.SYSTEM,
        () -> {
          var out = new java.util.TreeMap<String, Long>();
          var jdbc = app.bean(org.springframework.jdbc.core.simple.JdbcClient.class);
          for (var table :
              jdbc.sql(
                      """
                      select schemaname || '.' || tablename
                        from pg_tables
                       where schemaname not in ('pg_catalog', 'information_schema', 'public')
                         and has_table_privilege(
                               quote_ident(schemaname) || '.' || quote_ident(tablename), 'select')
                      """)
                  .query(String.class)
                  .list()) {
            out.put(table, jdbc.sql("select count(*) from " + table).query(Long.class).single());
          }
          assertThat(out).containsKey("access.audit_entry");
          return out;
        });
  }
}
