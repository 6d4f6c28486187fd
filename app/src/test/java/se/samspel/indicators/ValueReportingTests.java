package se.samspel.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.RegionCode;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;

class ValueReportingTests {

  private static final TestApp APP = TestApp.plain();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Reader researcher = APP.signedIn("forskare");
  private final Reader skane = APP.signedIn("samordnare-12");

  @BeforeAll
  static void givenTwoRegions() {
    APP.database()
        .asOwner()
        .sql(
            """
            insert into actors.region (code, version, letter, name_sv, county_sv, tile_row, tile_col, recorded_at)
            select code, 1, 'X', name, name, 1, 1, '2026-01-01'
              from (values ('12', 'Region Skåne'), ('24', 'Region Västerbotten')) as r (code, name)
             where not exists (select 1 from actors.region e where e.code = r.code)\
            """)
        .update();
  }

  private String indicator() {
    var id = "prov-" + NUMBERS.incrementAndGet();
    var answer =
        researcher.submit(
            "/indikatorer/ny",
            "/indikatorer",
            Map.of(
                "id",
                id,
                "nameSv",
                "Prov",
                "numerator",
                "de som",
                "denominator",
                "alla",
                "unit",
                "percent",
                "direction",
                "up",
                "counts",
                "persons"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    return id;
  }

  private static Reader.Answer report(Reader reader, String id, Map<String, String> fields) {
    var page = "/indikatorer/" + id + "/rapportera";
    var all = new LinkedHashMap<>(Map.of("source", "egen rapportering", "period", "2024-H1"));
    all.putAll(fields);
    return reader.submit(page, page, all);
  }

  private static String valueId(String id, String region) {
    return APP.database()
        .asOwner()
        .sql(
            "select id from indicators.value where indicator = :id and region = :region and"
                + " replaced_at = 'infinity'")
        .param("id", id)
        .param("region", region)
        .query(String.class)
        .single();
  }

  @Test
  void whatARegionReportsWaitsForTheProgramme() {
    var id = indicator();
    var reported = report(skane, id, Map.of("numerator", "30", "denominator", "40"));
    assertThat(reported.header("Location")).as(reported.text()).endsWith("klart=value-waits");
    assertThat(APP.visitor().get("/indikatorer/" + id).text())
        .contains("uppgift saknas")
        .doesNotContain("75 %");
    assertThat(APP.signedIn("samordnare-24").get("/indikatorer/" + id).text())
        .doesNotContain("75 %");
    assertThat(skane.get("/indikatorer/" + id).text()).contains("75 %", "Godkänt av regionen");

    var step = "/indikatorer/varden/" + valueId(id, "12") + "/steg";
    var own = skane.get("/indikatorer/" + id).html();
    assertThat(own.select("form[action=" + step + "]")).isEmpty();
    assertThat(
            skane
                .post(
                    step,
                    Map.of(
                        "_csrf",
                        own.selectFirst("input[name=_csrf]").attr("value"),
                        "version",
                        "1",
                        "to",
                        "approved-above"))
                .status())
        .isEqualTo(403);
    assertThat(researcher.submit("/indikatorer/" + id, step, Map.of()).status()).isEqualTo(303);
    assertThat(APP.visitor().get("/indikatorer/" + id).text()).contains("75 %", "Region Skåne");

    assertThat(researcher.submit("/indikatorer/" + id, step, Map.of("to", "locked")).status())
        .isEqualTo(409);
    assertThat(researcher.submit("/indikatorer/" + id, step, Map.of("to", "accepted")).status())
        .isEqualTo(303);
    assertThat(researcher.submit("/indikatorer/" + id, step, Map.of("to", "locked")).status())
        .isEqualTo(303);
    var late =
        report(
            researcher,
            id,
            Map.of("region", "12", "numerator", "31", "denominator", "40", "version", "4"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text()).contains("låst");
  }

  @Test
  void anotherRegionsValueIsRefused() {
    var id = indicator();
    var answer = report(skane, id, Map.of("region", "24", "numerator", "30", "denominator", "40"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("annan region");
    assertThat(report(skane, id, Map.of("region", "SE", "value", "10")).status()).isEqualTo(403);
    assertThat(APP.signedIn("ekonom").get("/indikatorer/" + id + "/rapportera").status())
        .isEqualTo(403);
    assertThat(APP.visitor().get("/indikatorer/" + id + "/rapportera").status()).isEqualTo(403);
  }

  @Test
  void theDatabaseItselfRefusesAnotherRegionsValue() {
    var coordinator =
        new Person("c12", "C", Set.of(Permission.REPORT_REGION), Optional.of(new RegionCode("12")));
    var insert =
        """
        insert into indicators.value
          (id, version, indicator, definition_version, region, period, period_from, period_to, state, recorded_at)
        values ('rls', 1, 'rls', 1, '24', '2024', '2024-01-01', '2025-01-01', 'entered', now())\
        """;
    assertThatThrownBy(
            () -> APP.as(coordinator, () -> APP.bean(JdbcClient.class).sql(insert).update()))
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .hasMessageContaining("row-level security");
  }

  @Test
  void everyWrongFieldIsToldAndNothingIsSaved() {
    var id = indicator();
    var answer =
        report(
            researcher,
            id,
            Map.of(
                "region",
                "99",
                "sex",
                "båda",
                "age",
                "ung",
                "period",
                "våren",
                "numerator",
                "50",
                "denominator",
                "40",
                "value",
                "130",
                "completeness",
                "120",
                "source",
                ""));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary a").eachAttr("href"))
        .containsExactlyInAnyOrder(
            "#f-region",
            "#f-sex",
            "#f-age",
            "#f-period",
            "#f-numerator",
            "#f-value",
            "#f-completeness",
            "#f-source");
    assertThat(
            report(
                    researcher,
                    id,
                    Map.of("region", "12", "numerator", "30", "denominator", "40", "value", "50"))
                .text())
        .contains("stämmer inte med täljaren");
    assertThat(report(researcher, id, Map.of("region", "12", "period", "2099")).text())
        .contains("Perioden har inte börjat än", "täljare och nämnare, eller värdet");
    assertThat(APP.visitor().json("/api/v1/indicator-values?indicator=" + id).body())
        .contains("\"total\":0");
  }

  @Test
  void aCorrectionNamesTheVersionItCorrects() {
    var id = indicator();
    var first = Map.of("region", "12", "numerator", "30", "denominator", "40");
    assertThat(report(researcher, id, first).status()).isEqualTo(303);
    assertThat(report(researcher, id, first).status()).isEqualTo(409);
    var edit = "/indikatorer/" + id + "/rapportera?varde=" + valueId(id, "12");
    var corrected =
        researcher.submit(edit, "/indikatorer/" + id + "/rapportera", Map.of("numerator", "20"));
    assertThat(corrected.status()).isEqualTo(303);
    assertThat(APP.visitor().get("/indikatorer/" + id).text()).contains("50 %");
  }

  @Test
  void aNewDefinitionHoldsFromItsDayAndTheOldValuesKeepTheirs() {
    var id = indicator();
    assertThat(
            report(researcher, id, Map.of("region", "12", "numerator", "30", "denominator", "40"))
                .status())
        .isEqualTo(303);
    var page = "/indikatorer/" + id + "/andra";
    var change = Map.of("numerator", "de som fick vänta", "validFrom", "2025-01-01");
    assertThat(researcher.submit(page, page, change).status()).isEqualTo(303);
    assertThat(
            researcher
                .submit(page, page, Map.of("version", "1", "validFrom", "2026-01-01"))
                .status())
        .isEqualTo(409);
    assertThat(researcher.submit(page, page, Map.of("validFrom", "2024-01-01")).status())
        .isEqualTo(422);
    var shown = APP.visitor().get("/indikatorer/" + id);
    assertThat(shown.html().select("ins").text()).contains("fick vänta");
    assertThat(APP.visitor().json("/api/v1/indicators/" + id + "?day=2024-06-01").body())
        .contains("\"version\":1");
    assertThat(APP.visitor().json("/api/v1/indicators/" + id).body()).contains("\"version\":2");
    assertThat(APP.visitor().json("/api/v1/indicator-values?indicator=" + id).body())
        .contains("\"definitionVersion\":1");

    assertThat(
            report(
                    researcher,
                    id,
                    Map.of(
                        "region",
                        "12",
                        "period",
                        "2025-H1",
                        "numerator",
                        "30",
                        "denominator",
                        "40"))
                .status())
        .isEqualTo(303);
    assertThat(APP.visitor().json("/api/v1/indicator-values?period=2025-H1&indicator=" + id).body())
        .contains("\"definitionVersion\":2");
  }

  @Test
  void everyWrongFieldOfADefinitionIsTold() {
    var answer =
        researcher.submit(
            "/indikatorer/ny",
            "/indikatorer",
            Map.of("id", "I 1", "leastCount", "2", "lagDays", "snart", "aim", "okänt"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary a").eachAttr("href"))
        .containsExactlyInAnyOrder(
            "#f-id",
            "#f-nameSv",
            "#f-numerator",
            "#f-unit",
            "#f-direction",
            "#f-counts",
            "#f-leastCount",
            "#f-lagDays",
            "#f-aim");
    assertThat(skane.get("/indikatorer/ny").status()).isEqualTo(403);
  }
}
