package se.samspel.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.RegionCode;
import se.samspel.testing.TestApp;

class ActorPagesTests {

  private static final String UNIT_FORM = "/aktorer/enheter/bup-lund/andra";

  private final TestApp app = SeededApp.get();

  @Test
  void theListShowsOrganisationsAndTheChainAndFindsByName() {
    assertThat(app.visitor().get("/aktorer").text())
        .contains("Socialstyrelsen", "Ungdomsmottagning");
    var found = app.visitor().get("/aktorer?q=shedo").text();
    assertThat(found).contains("SHEDO").doesNotContain("Socialstyrelsen");
    assertThat(app.visitor().get("/aktorer?q=finnsinte").text()).contains("inget som stämmer");
    assertThat(app.visitor().get("/aktorer?region=12").text()).contains("BUP Lund");
  }

  @Test
  void anOrganisationAndAUnitHavePagesAndOthersAreNotFound() {
    assertThat(app.visitor().get("/aktorer/shedo").text()).contains("shedo.se", "egen erfarenhet");
    assertThat(app.visitor().get("/aktorer/akuten-varberg").text())
        .contains("Region Halland", "Varberg", "Västra", "uppgift saknas")
        .doesNotContain("Södra");
    assertThat(app.visitor().get("/aktorer/finns-inte").status()).isEqualTo(404);
  }

  @Test
  void groupingsAreShownAsOfAnyDay() {
    assertThat(app.visitor().get("/indelningar?dag=2012-01-01").text())
        .contains("Samverkansregion", "Laholm (kommun)", "Stockholm–Gotland", "lag 1982:777");
    assertThat(app.visitor().get("/indelningar?dag=2012-13-01").status()).isEqualTo(400);
  }

  @Test
  void aCoordinatorChangesAUnitOfTheRegionAndTheOldNameHoldsForThePast() {
    var samir = app.signedIn("samordnare-12");
    var added =
        samir.submit(
            "/aktorer/enheter/ny",
            "/aktorer/enheter/ny",
            Map.of("name", "Elevhälsan Åsbo", "actorType", "type-elevhalsa", "staff", "12"));
    assertThat(added.status()).isEqualTo(303);
    assertThat(added.header("Location")).endsWith("/aktorer/elevhalsan-asbo-12?klart=unit-saved");

    var form = "/aktorer/enheter/elevhalsan-asbo-12/andra";
    var changed = samir.submit(form, form, Map.of("name", "Elevhälsan Norr", "from", "2024-08-01"));
    assertThat(changed.status()).isEqualTo(303);
    assertThat(app.visitor().get("/aktorer/elevhalsan-asbo-12").text()).contains("Elevhälsan Norr");
    assertThat(app.visitor().get("/aktorer/elevhalsan-asbo-12?dag=2024-07-31").html().title())
        .contains("Elevhälsan Åsbo");
  }

  @Test
  void everyWrongFieldIsToldAndKept() {
    var answer =
        app.signedIn("samordnare-12")
            .submit(
                "/aktorer/enheter/ny",
                "/aktorer/enheter/ny",
                Map.of(
                    "name", "",
                    "actorType", "type-trolleri",
                    "municipality", "halmstad",
                    "staff", "-3",
                    "from", "2024-02-01",
                    "until", "2023-01-01"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary a"))
        .extracting(it -> it.attr("href"))
        .containsExactlyInAnyOrder(
            "#f-name", "#f-actorType", "#f-municipality", "#f-staff", "#f-until");
    assertThat(answer.html().select("input[name=staff]").attr("value")).isEqualTo("-3");
  }

  @Test
  void anotherRegionAWrongRoleAndAStaleVersionAreRefused() {
    var signe = app.signedIn("samordnare-24");
    assertThat(signe.get(UNIT_FORM).status()).isEqualTo(403);
    assertThat(app.signedIn("ekonom").get(UNIT_FORM).status()).isEqualTo(403);
    assertThat(app.visitor().get(UNIT_FORM).status()).isEqualTo(403);
    var samir = app.signedIn("samordnare-12");
    var form = samir.get(UNIT_FORM).html();
    assertThat(samir.submit(UNIT_FORM, UNIT_FORM, Map.of("staff", "41")).status()).isEqualTo(303);
    var late =
        Map.of(
            "_csrf", form.select("form[action=" + UNIT_FORM + "] input[name=_csrf]").attr("value"),
            "name", "BUP Lund",
            "actorType", "type-bup",
            "version", "1",
            "region", "12");
    assertThat(samir.post(UNIT_FORM, late).status()).isEqualTo(409);
    assertThat(
            signe
                .submit(
                    "/aktorer/enheter/ny",
                    "/aktorer/enheter/ny",
                    Map.of("region", "12", "name", "X", "actorType", "type-bup"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void theDatabaseItselfKeepsACoordinatorToTheRegion() {
    var signe =
        new Person(
            "samordnare-24",
            "Signe",
            Set.of(Permission.REPORT_REGION),
            Optional.of(new RegionCode("24")));
    assertThatThrownBy(() ->
            app.as(
                signe,
                () ->
                    app.bean(JdbcClient.class)
                        .sql(
                            """
                            insert into actors.unit
                              (id, version, region, actor_type, name_sv, recorded_at)
                            values ('x', 1, '12', 'type-bup', 'X', now())\
                            """)
                        .update()))
        .rootCause()
        .hasMessageContaining("row-level security");
    assertThat(
            app.as(
                signe,
                () ->
                    app.bean(JdbcClient.class)
                        .sql("update actors.unit set replaced_at = now() where region = '12'")
                        .update()))
        .isZero();
  }

  @Test
  void aContactIsAddedAndChangedByTheRegion() {
    var samir = app.signedIn("samordnare-12");
    var added =
        samir.submit(
            "/aktorer/kontakter/ny",
            "/aktorer/kontakter/ny",
            Map.of("function", "Regional samordnare", "address", "samordnare@region.example"));
    assertThat(added.status()).isEqualTo(303);
    var form = "/aktorer/kontakter/regional-samordnare-12/andra";
    assertThat(samir.submit(form, form, Map.of("address", "ny@region.example")).status())
        .isEqualTo(303);
    assertThat(app.visitor().get("/aktorer?region=12").text()).contains("ny@region.example");
    assertThat(samir.submit(form, form, Map.of("address", "")).status()).isEqualTo(422);
    assertThat(app.signedIn("samordnare-24").get(form).status()).isEqualTo(403);
  }

  @Test
  void theProgrammeLeaderRegroupsAndWhatWouldLeaveARegionOutIsRefused() {
    var pernilla = app.signedIn("programledare");
    var form = "/indelningar/samverkansregion/andra";
    var refused =
        pernilla.submit(
            form,
            form,
            Map.of(
                "member",
                "municipality:gotland",
                "group",
                "Norra",
                "from",
                "2030-01-01",
                "source",
                "prov"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("både hel och kommunvis");
    var moved =
        pernilla.submit(
            form,
            form,
            Map.of(
                "member", "region:21", "group", "Norra", "from", "2030-01-01", "source", "prov"));
    assertThat(moved.status()).isEqualTo(303);
    assertThat(app.visitor().json("/api/v1/regions/21?day=2029-12-31").body())
        .contains("mellansverige");
    assertThat(app.visitor().json("/api/v1/regions/21?day=2030-01-01").body())
        .contains("\"norra\"")
        .doesNotContain("mellansverige");
    assertThat(app.signedIn("samordnare-12").get(form).status()).isEqualTo(403);
    assertThat(
            pernilla
                .submit(form, form, Map.of("member", "", "group", "", "from", "x", "source", ""))
                .html()
                .select(".error-summary a"))
        .hasSize(4);
  }

  @Test
  void theApiListsRegionsOrganisationsHierarchiesAndUnits() {
    assertThat(app.visitor().json("/api/v1/regions?limit=1").body())
        .contains("\"total\":21", "\"code\":\"01\"", "\"population\":2454821");
    assertThat(app.visitor().json("/api/v1/organisations?kind=authority").body())
        .contains("\"total\":2", "socialstyrelsen");
    assertThat(app.visitor().json("/api/v1/hierarchies/samverkansregion").body())
        .contains("\"form\":\"partition\"", "\"member\":\"laholm\"");
    assertThat(app.visitor().json("/api/v1/units?region=13").body()).contains("akuten-varberg");
    assertThat(app.visitor().json("/api/v1/units?region=x").status()).isEqualTo(400);
    assertThat(app.visitor().json("/api/v1/units/none").status()).isEqualTo(404);
    assertThat(app.visitor().json("/api/v1/regions/99").status()).isEqualTo(404);
  }
}
