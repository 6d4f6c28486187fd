package se.samspel.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.samspel.core.AsOf;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.RegionCode;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;

/** Importing over the web, from a file to a value and back. */
class ImportTests {

  private static final HttpServer KOLADA = kolada();
  private static final TestApp APP =
      TestApp.start(
          "run",
          Map.of(
              "samspel.sources.kolada",
              "http://127.0.0.1:" + KOLADA.getAddress().getPort() + "/v3"));
  private static volatile String answer = "";
  private static final String OWN = "/indikatorer/importer/egen-mall";
  private static final String BUP = "/indikatorer/importer/bup-vantetider";
  private static final String HEADER = "indikator;region;kon;period;taljare;namnare;varde\n";
  private static int numbers;

  private final Reader researcher = APP.signedIn("forskare");
  private String id = "";

  private static HttpServer kolada() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/v3/data/kpi/",
          exchange -> {
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  @AfterAll
  static void thenTheServiceIsClosed() {
    KOLADA.stop(0);
    APP.close();
  }

  @BeforeAll
  static void givenEveryRegion() {
    APP.database()
        .asOwner()
        .sql(
            """
            insert into actors.region (code, version, letter, name_sv, county_sv, tile_row, tile_col, recorded_at)
            select code, 1, 'X', 'Region ' || code, code, 1, 1, '2026-01-01'
              from unnest(string_to_array('01 03 04 05 06 07 08 09 10 12 13 14 17 18 19 20 21 22 23 24 25', ' ')) as code
             where not exists (select 1 from actors.region e where e.code = code)\
            """)
        .update();
  }

  @BeforeEach
  void givenAnIndicator() {
    id = "imp-" + ++numbers;
    define(id, Map.of());
    if (numbers == 1) {
      define("i07", Map.of("breaks", "2021-01-01 Ny modell"));
    }
  }

  private void define(String name, Map<String, String> more) {
    var fields =
        new LinkedHashMap<>(
            Map.of(
                "id", name,
                "nameSv", "Prov " + name,
                "numerator", "de som",
                "denominator", "alla",
                "unit", "percent",
                "direction", "up",
                "counts", "persons"));
    fields.putAll(more);
    var answer = researcher.submit("/indikatorer/ny", "/indikatorer", fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
  }

  private static Reader.Answer send(
      Reader reader, String page, String action, Map<String, String> fields, byte[] content) {
    var token = reader.get(page).html().select("form[enctype] input[name=_csrf]").attr("value");
    return multipart(reader, action, token, fields, "fil", content);
  }

  private static Reader.Answer multipart(
      Reader reader,
      String action,
      String token,
      Map<String, String> fields,
      String name,
      byte[] content) {
    var boundary = "----prov";
    var body = new ByteArrayOutputStream();
    var all = new LinkedHashMap<>(fields);
    all.put("_csrf", token);
    all.forEach((field, value) ->
        body.writeBytes(
            ("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, field, value))
                .getBytes(StandardCharsets.UTF_8)));
    body.writeBytes(
        ("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"prov.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                .formatted(boundary, name))
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return reader.send(
        HttpRequest.newBuilder(URI.create(reader.url(action)))
            .header("Accept", action.startsWith("/api/") ? "application/json" : "text/html")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private Reader.Answer tried(String lines) {
    return tried(researcher, (HEADER + lines).getBytes(StandardCharsets.UTF_8));
  }

  private static Reader.Answer tried(Reader reader, byte[] content) {
    return send(reader, OWN, OWN + "/prova", Map.of("origin", "Region Skåne"), content);
  }

  private static String run(Reader.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    return answer.header("Location").replaceAll("[?].*", "").replaceAll("^https?://[^/]+", "");
  }

  private Reader.Answer confirm(String run) {
    return researcher.submit(run, run + "/bekrafta", Map.of());
  }

  private String imported(String lines) {
    var run = run(tried(lines));
    var confirmed = confirm(run);
    assertThat(confirmed.header("Location"))
        .as(confirmed.text())
        .endsWith("klart=import-committed");
    return run;
  }

  private static long count(String what) {
    return APP.database().asOwner().sql("select count(*) from " + what).query(Long.class).single();
  }

  private String shown(String region) {
    return APP.visitor()
        .json("/api/v1/indicator-values?indicator=" + id + "&region=" + region)
        .body();
  }

  @Test
  void theGoldenTableGives75PerCentNationallyAndGotlandOfFourteen() throws IOException {
    var golden = Files.readAllBytes(Path.of("../programmes/sjalvskada/bup-first-assessment.csv"));
    var run = run(send(researcher, BUP, BUP + "/prova", Map.of("month", "undated"), golden));
    assertThat(researcher.get(run).text()).contains("Nya värden: 42", "Rättade värden: 0");
    assertThat(APP.visitor().json("/api/v1/indicator-values?indicator=i07").body())
        .contains("\"total\":0");
    assertThat(confirm(run).status()).isEqualTo(303);
    var indicators = APP.bean(Indicators.class);
    var national =
        indicators.listNational("i07", AsOf.day(DateSpan.OPEN.minusDays(1))).stream()
            .filter(it -> it.series().isEmpty())
            .toList();
    assertThat(national).hasSize(1);
    assertThat(Math.round(national.getFirst().value().orElseThrow())).isEqualTo(75);
    var gotland =
        indicators.listValues("i07", AsOf.day(DateSpan.OPEN.minusDays(1))).stream()
            .filter(it -> it.region().equals("09") && it.series().isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(gotland.denominator()).contains(14.0);
    assertThat(gotland.suppressed()).isTrue();
    assertThat(gotland.provenance().orElseThrow().location()).isEqualTo("prov.csv");
  }

  @Test
  void nothingChangesUntilItIsConfirmedAndTheValueCarriesItsExtract() {
    var content = (HEADER + id + ";12;;2024-05;30;40;\n").getBytes(StandardCharsets.UTF_8);
    var run = run(tried(researcher, content));
    var page = researcher.get(run);
    assertThat(page.text()).contains("Nya värden: 1", "75 (30 av 40)", "Inget är ändrat än");
    assertThat(shown("12")).contains("\"total\":0");
    assertThat(APP.visitor().get(run).status()).isEqualTo(404);

    assertThat(confirm(run).status()).isEqualTo(303);
    assertThat(shown("12"))
        .contains("\"value\":75.0", "\"source\":\"Region Skåne\"", "\"location\":\"prov.csv\"")
        .contains("\"method\":\"proportion.wilson", "\"definitionVersion\":1", "\"sha256\":\"");
    var seen = APP.visitor().get(run);
    assertThat(seen.text()).contains("Införd", "75 (30 av 40)", "prov.csv");
    assertThat(seen.header("Set-Cookie")).isEmpty();
    assertThat(APP.visitor().get("/indikatorer/importer").text()).contains("Egen mall", "Införd");
    assertThat(
            APP.database()
                .asOwner()
                .sql(
                    "select object_id from access.audit_entry where action = 'import-committed' and object_id = :id")
                .param("id", run.substring(run.lastIndexOf('/') + 1))
                .query(String.class)
                .list())
        .hasSize(1);
  }

  @Test
  void theSameFileIsImportedOnce() {
    var lines = id + ";12;;2024;30;40;\n";
    var run = imported(lines);
    long rows = count("indicators.value");
    var again = tried(lines);
    assertThat(again.header("Location")).endsWith("klart=import-known").contains(run);
    assertThat(confirmed(run)).endsWith("klart=import-known");
    assertThat(count("indicators.value")).isEqualTo(rows);
  }

  private String confirmed(String run) {
    var token = researcher.get(OWN).html().select("form[enctype] input[name=_csrf]").attr("value");
    return researcher
        .post(run + "/bekrafta", Map.of("_csrf", token, "sett", "x"))
        .header("Location");
  }

  @Test
  void aCorrectionSupersedesAndUndoingItSupersedesAgain() {
    imported(id + ";12;;2023;30;40;\n" + id + ";13;;2023;20;40;\n");
    var before = APP.bean(se.samspel.core.Changes.class).latest();
    var second =
        imported(id + ";12;;2023;32;40;\n" + id + ";13;;2023;20;40;\n" + id + ";14;;2023;10;40;\n");
    var page = researcher.get(second);
    assertThat(page.text()).contains("Nya värden: 1", "Rättade värden: 1", "Oförändrade: 1");
    assertThat(shown("12")).contains("\"value\":80.0", "\"version\":2");
    assertThat(
            APP.visitor()
                .json("/api/v1/indicator-values?indicator=" + id + "&region=12&known=" + before)
                .body())
        .contains("\"value\":75.0");

    var undone = researcher.submit(second, second + "/angra", Map.of());
    assertThat(undone.header("Location")).endsWith("klart=import-undone");
    assertThat(shown("12")).contains("\"value\":75.0", "\"version\":3");
    assertThat(shown("13")).contains("\"value\":50.0");
    assertThat(shown("14")).contains("\"total\":0");
    assertThat(APP.visitor().get(second).text()).contains("Ångrad");
    assertThat(researcher.get(second).html().select("form[action$=/angra]")).isEmpty();
  }

  @Test
  void anImportThatSomethingLaterHasChangedIsNotUndoneUntilThatIs() {
    var first = imported(id + ";12;;2022;30;40;\n");
    var second = imported(id + ";12;;2022;31;40;\n");
    var early = researcher.submit(first, first + "/angra", Map.of());
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.text()).contains("1 av dess värden");
    assertThat(researcher.submit(second, second + "/angra", Map.of()).status()).isEqualTo(303);
    assertThat(researcher.submit(first, first + "/angra", Map.of()).status()).isEqualTo(303);
    assertThat(shown("12")).contains("\"total\":0");
    assertThat(run(tried(id + ";12;;2022;30;40;\n"))).isNotEqualTo(first);
  }

  @Test
  void everyFaultIsToldAndNothingIsKept() {
    long values = count("indicators.value");
    long extracts = count("indicators.extract");
    var answer =
        tried(
            id
                + ";12;;2024;30;40;\n"
                + id
                + ";12;;2024;31;40;\n"
                + id
                + ";12;;2023;50;40;\n"
                + id
                + ";12;;2022;-1;40;\n"
                + id
                + ";99;;2022;1;40;\n"
                + id
                + ";12;;2099;1;40;\n"
                + id
                + ";12;;våren;1;40;\n"
                + "saknas;12;;2022;1;40;\n"
                + id
                + ";13;;2022;10;40;80\n"
                + id
                + ";14;;2022;;;130\n"
                + id
                + ";17;;2022;;40;\n"
                + id
                + ";18;;2022;många;40;\n");
    assertThat(answer.status()).isEqualTo(422);
    var text = answer.text();
    assertThat(text)
        .contains("Det går inte att importera", "Inget har ändrats")
        .contains("står två gånger", "prov.csv:2")
        .contains("Täljaren 50 är större än nämnaren 40")
        .contains("kan inte vara mindre än 0")
        .contains("ingen region ”99”")
        .contains("2099 är inte slut än")
        .contains("”våren” är ingen period")
        .contains("ingen indikator ”saknas”")
        .contains("80 stämmer inte med täljare och nämnare, som ger 25")
        .contains("130 är mer än 100")
        .contains("Nämnaren står utan täljare")
        .contains("taljare (E13)", "”många” är inget tal")
        .contains("taljare (E4)", "region (B6)", "period (D7)", "varde (G10)");
    assertThat(answer.html().select("table tbody tr")).hasSize(11);
    assertThat(answer.html().select("#f-origin").attr("value")).isEqualTo("Region Skåne");
    assertThat(count("indicators.value")).isEqualTo(values);
    assertThat(count("indicators.extract")).isEqualTo(extracts);
  }

  @Test
  void aFileThatIsNoTableLeavesEverythingAsItWas() {
    long extracts = count("indicators.extract");
    var latin = (HEADER + "i07;Skåne;;2024;1;2;\n").getBytes(Charset.forName("windows-1252"));
    assertThat(tried(researcher, latin).text()).contains("UTF-8", "prov.csv");
    assertThat(tried(researcher, "<html>Logga in</html>".getBytes(StandardCharsets.UTF_8)).text())
        .contains("webbsida");
    assertThat(tried(researcher, new byte[0]).status()).isEqualTo(422);
    assertThat(
            send(researcher, OWN, OWN + "/prova", Map.of(), "x".getBytes(StandardCharsets.UTF_8))
                .html()
                .select("#e-origin"))
        .isNotEmpty();
    assertThat(tried(researcher, new byte[11_000_000]).status()).isEqualTo(413);
    assertThat(count("indicators.extract")).isEqualTo(extracts);
  }

  @Test
  void aChangeInBetweenIsSeenBeforeItIsConfirmed() {
    var run = run(tried(id + ";12;;2021;30;40;\n"));
    var seen = researcher.get(run).html().select("input[name=sett]").attr("value");
    imported(id + ";12;;2021;29;40;\n");
    var late = researcher.submit(run, run + "/bekrafta", Map.of("sett", seen));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text()).contains("Titta igen");
    assertThat(shown("12")).contains("\"value\":72.5");
    assertThat(researcher.get(run).text()).contains("Rättade värden: 1");
    assertThat(confirm(run).status()).isEqualTo(303);
    assertThat(shown("12")).contains("\"value\":75.0");
  }

  @Test
  void whatFailsHalfwayLeavesNothing() {
    var run = run(tried(id + ";12;;2020;30;40;\n" + id + ";13;;2020;30;40;\n"));
    var owner = APP.database().asOwner();
    long values = count("indicators.value");
    var known = APP.bean(se.samspel.core.Changes.class).latest();
    owner
        .sql(
            "alter table indicators.value add constraint halfway check (indicator <> '"
                + id
                + "' or region <> '13')")
        .update();
    try {
      assertThat(confirm(run).status()).isEqualTo(500);
    } finally {
      owner.sql("alter table indicators.value drop constraint halfway").update();
    }
    assertThat(count("indicators.value")).isEqualTo(values);
    assertThat(APP.bean(se.samspel.core.Changes.class).latest()).isEqualTo(known);
    assertThat(researcher.get(run).text()).contains("Inget är ändrat än");
    assertThat(confirm(run).status()).isEqualTo(303);
    assertThat(count("indicators.value")).isEqualTo(values + 2);
  }

  @Test
  void onlyThoseWhoEditIndicatorsImport() {
    var token = researcher.get(OWN).html().select("form[enctype] input[name=_csrf]").attr("value");
    assertThat(token).isNotEmpty();
    var run = run(tried(id + ";12;;2019;30;40;\n"));
    for (var who : new String[] {"samordnare-12", "ekonom"}) {
      var other = APP.signedIn(who);
      assertThat(other.get(OWN).html().select("form[enctype]")).isEmpty();
      assertThat(other.get(run).status()).isEqualTo(404);
      var own = other.get("/indikatorer").html().select("input[name=_csrf]").attr("value");
      assertThat(
              multipart(
                      other,
                      OWN + "/prova",
                      own,
                      Map.of("origin", "x"),
                      "fil",
                      HEADER.getBytes(StandardCharsets.UTF_8))
                  .status())
          .isEqualTo(403);
      assertThat(other.post(run + "/bekrafta", Map.of("_csrf", own, "sett", "x")).status())
          .isEqualTo(403);
      assertThat(other.post(run + "/angra", Map.of("_csrf", own, "version", "1")).status())
          .isEqualTo(403);
    }
    var ekonom = new Person("ekonom", "E", Set.of(Permission.EDIT_FUNDING), Optional.empty());
    assertThatThrownBy(() ->
            CurrentPerson.call(
                ekonom,
                () -> APP.bean(Importing.class).file("egen-mall", Map.of(), "x", new byte[1])))
        .isInstanceOf(se.samspel.core.Refused.class);
    assertThat(shown("12")).contains("\"total\":0");
  }

  @Test
  void theDatabaseItselfKeepsExtractsAndTrialsFromOthers() {
    run(tried(id + ";12;;2018;30;40;\n"));
    var coordinator =
        new Person("c12", "C", Set.of(Permission.REPORT_REGION), Optional.of(new RegionCode("12")));
    var jdbc = APP.bean(JdbcClient.class);
    for (var who : new Person[] {coordinator, Person.VISITOR}) {
      assertThat(
              APP.as(
                  who,
                  () ->
                      jdbc.sql("select count(*) from indicators.extract_part")
                          .query(Long.class)
                          .single()))
          .isZero();
      assertThat(
              APP.as(
                  who,
                  () ->
                      jdbc.sql("select count(*) from indicators.import_run where state = 'tried'")
                          .query(Long.class)
                          .single()))
          .isZero();
    }
    assertThatThrownBy(() ->
            APP.as(
                coordinator,
                () ->
                    jdbc.sql(
                            """
                            insert into indicators.extract (id, source, location, fetched_at, sha256, bytes, recorded_at)
                            values ('x', 'x', 'x', now(), repeat('0', 64), 1, now())\
                            """)
                        .update()))
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .hasMessageContaining("row-level security");
  }

  @Test
  void aPeriodOverABreakIsRefusedAndANewDefinitionRewritesNothing() {
    var over = tried("i07;12;;2019/2022;30;40;\n");
    assertThat(over.status()).isEqualTo(422);
    assertThat(over.text()).contains("går över brottet 2021-01-01");

    imported(id + ";12;;2022;30;40;\n");
    var redefined =
        researcher.submit(
            "/indikatorer/" + id + "/andra",
            "/indikatorer/" + id + "/andra",
            Map.of("validFrom", "2024-01-01", "numerator", "de som nu", "lagDays", "90"));
    assertThat(redefined.status()).as(redefined.text()).isEqualTo(303);
    imported(id + ";12;;2022;30;40;\n" + id + ";12;;2024;32;40;\n");
    assertThat(shown("12"))
        .contains("\"period\":\"2022\"", "\"definitionVersion\":1")
        .contains("\"period\":\"2024\"", "\"definitionVersion\":2");
    assertThat(
            APP.database()
                .asOwner()
                .sql("select count(*) from indicators.value where indicator = :id")
                .param("id", id)
                .query(Long.class)
                .single())
        .isEqualTo(2);
    assertThat(APP.visitor().get("/indikatorer/" + id).html().select(".diff ins").text())
        .contains("nu", "90");
  }

  @Test
  void aLockedValueIsNotChanged() {
    imported(id + ";12;;2022;30;40;\n");
    APP.database()
        .asOwner()
        .sql("update indicators.value set state = 'locked' where indicator = :id")
        .param("id", id)
        .update();
    var answer = tried(id + ";12;;2022;31;40;\n");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("Värdet är låst");
  }

  @Test
  void aServiceIsAskedAndItsAnswerShownBeforeItIsConfirmed() {
    var page = "/indikatorer/importer/kolada";
    var fields = Map.of("measures", "U79119 = " + id, "years", "2023");
    answer = "<!DOCTYPE html><html><body>Underhåll</body></html>";
    var html = researcher.submit(page, page + "/prova", Map.of());
    assertThat(html.status()).isEqualTo(422);
    var token = researcher.get(page).html().select("form[enctype] input[name=_csrf]").attr("value");
    var sent = new LinkedHashMap<>(fields);
    sent.put("_csrf", token);
    var refused = researcher.post(page + "/hamta", sent);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("webbsida", "/v3/data/kpi/U79119/municipality/0000,0001");

    answer =
        """
        {"count":1,"values":[{"kpi":"U79119","municipality":"0012","period":2023,"values":[
          {"gender":"T","value":61.5,"count":1,"status":"","isdeleted":false}]}],"next_url":null}\
        """;
    var run = run(researcher.post(page + "/hamta", sent));
    assertThat(researcher.get(run).text()).contains("Nya värden: 1", "61,5");
    assertThat(confirm(run).status()).isEqualTo(303);
    assertThat(shown("12")).contains("\"value\":61.5", "Källa: Kolada (RKA), nyckeltal U79119");

    sent.put("years", "snart");
    var wrong = researcher.post(page + "/hamta", sent);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.html().select("#e-years").text()).contains("Skriv ett år");
  }

  @Test
  void smallCountsAreLeftOutOfWhatIsShownBeforeAndAfter() {
    var run =
        run(
            tried(
                id + ";12;;2022;3;40;\n" + id + ";13;;2022;38;40;\n" + id + ";14;;2022;20;40;\n"));
    var page = researcher.get(run);
    assertThat(page.text()).contains("färre än 5").doesNotContain("(3 av 40)", "(38 av 40)");
    assertThat(confirm(run).status()).isEqualTo(303);
    assertThat(APP.visitor().get(run).text()).doesNotContain("(3 av 40)", "7,5");
  }

  @Test
  void machinesTryCommitListAndUndo() {
    var token = researcher.get(OWN).html().select("form[enctype] input[name=_csrf]").attr("value");
    var content = (HEADER + id + ";12;;2024;30;40;\n").getBytes(StandardCharsets.UTF_8);
    var fields = Map.of("source", "egen-mall", "origin", "Region Skåne");
    var dry = multipart(researcher, "/api/v1/indicator-imports", token, fields, "file", content);
    assertThat(dry.status()).as(dry.body()).isEqualTo(201);
    assertThat(dry.body())
        .contains(
            "\"state\":\"tried\"",
            "\"fresh\":1",
            "\"kind\":\"fresh\"",
            "\"alreadyImported\":false");
    assertThat(shown("12")).contains("\"total\":0");
    var all = new LinkedHashMap<>(fields);
    all.put("mode", "commit");
    var done = multipart(researcher, "/api/v1/indicator-imports", token, all, "file", content);
    assertThat(done.body()).contains("\"state\":\"committed\"");
    assertThat(shown("12")).contains("\"value\":75.0");
    var again = multipart(researcher, "/api/v1/indicator-imports", token, all, "file", content);
    assertThat(again.body()).contains("\"alreadyImported\":true");
    var run = done.body().replaceAll("(?s).*?\"id\":\"([0-9a-f]+)\".*", "$1");
    assertThat(APP.visitor().json("/api/v1/indicator-imports").body()).contains(run);

    var wrong =
        multipart(
            researcher,
            "/api/v1/indicator-imports",
            token,
            fields,
            "file",
            (HEADER + id + ";99;;2024;x;40;\n").getBytes(StandardCharsets.UTF_8));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("\"field\":\"prov.csv:2 taljare (E2)\"", "är inget tal");
    var undone =
        researcher.send(
            HttpRequest.newBuilder(
                    URI.create(researcher.url("/api/v1/indicator-imports/" + run + "/undo")))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"version\":\"2\"}")));
    assertThat(undone.body()).contains("\"state\":\"undone\"");
    assertThat(
            multipart(
                    APP.signedIn("ekonom"),
                    "/api/v1/indicator-imports",
                    "",
                    fields,
                    "file",
                    content)
                .status())
        .isEqualTo(403);
  }

  @Test
  void reportsThatGoOutComeBackUnchangedAndMaskWhatIsSmall() {
    imported(
        id
            + ";12;;2024-05;30;40;\n"
            + id
            + ";12;kvinnor;2024-05;12;20;\n"
            + id
            + ";12;män;2024-05;18;20;\n"
            + id
            + ";13;;2024-05;30;40;\n");
    for (var release : new String[] {"R4", "R5"}) {
      var bundle =
          APP.visitor().get("/api/v1/indicators/" + id + "/measure-reports?fhir=" + release, "*/*");
      assertThat(bundle.header("Content-Type")).startsWith("application/fhir+json");
      assertThat(bundle.body())
          .contains("\"code\":\"masked\"".replace("code", "valueCode"), "\"count\":30");
      assertThat(bundle.body()).doesNotContain("\"count\":18");
      var fhir = "/indikatorer/importer/fhir";
      var run =
          run(
              send(
                  researcher,
                  fhir,
                  fhir + "/prova",
                  Map.of("origin", "Region Skåne"),
                  bundle.body().getBytes(StandardCharsets.UTF_8)));
      assertThat(researcher.get(run).text())
          .contains("Nya värden: 0", "Rättade värden: 0", "Oförändrade: 2");
    }
    assertThat(APP.visitor().json("/api/v1/indicators/" + id + "/measure-reports?fhir=R3").status())
        .isEqualTo(422);
  }

  @Test
  void everySourceHasAPageThatSaysWhatItNeedsAndWhatWasNotVerified() {
    var list = APP.visitor().get("/indikatorer/importer");
    assertThat(list.status()).isEqualTo(200);
    for (var source :
        new String[] {"kolada", "socialstyrelsen", "scb", "scb-v2", "varden-i-siffror"}) {
      var page = APP.visitor().get("/indikatorer/importer/" + source);
      assertThat(page.text()).contains("inte prövats mot den riktiga tjänsten");
      assertThat(page.html().select("form[enctype]")).isEmpty();
      assertThat(
              researcher
                  .get("/indikatorer/importer/" + source)
                  .html()
                  .select("button[formaction$=/hamta]"))
          .hasSize(1);
    }
    assertThat(list.html().select("tbody a[href^=/indikatorer/importer/]").size())
        .isGreaterThanOrEqualTo(8);
    assertThat(APP.visitor().get("/indikatorer/importer/okand").status()).isEqualTo(404);
    assertThat(APP.visitor().get("/indikatorer/importer/mall.csv").body())
        .contains("indikator;serie");
    assertThat(APP.visitor().get("/indikatorer/importer/mall.xlsx").header("Content-Type"))
        .contains("spreadsheetml");
  }
}
