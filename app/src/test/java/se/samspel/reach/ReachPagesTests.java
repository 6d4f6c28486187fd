package se.samspel.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.RegionCode;
import se.samspel.testing.Ground;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;

/** Reporting reach over HTTP, and what the database itself refuses. */
class ReachPagesTests {

  private final TestApp app = TestApp.plain();
  private final Reader coordinator = app.signedIn("samordnare-12");

  @BeforeEach
  void ground() {
    Ground.lay(app);
    app.database().asOwner().sql("delete from reach.cell").update();
    app.database().asOwner().sql("delete from reach.occasion").update();
    app.database().asOwner().sql("delete from reach.transition").update();
  }

  private static Map<String, String> report() {
    return new HashMap<>(
        Map.of(
            "training", "gutbildning",
            "from", "2026-10-01",
            "to", "2026-10-31",
            "actor_type", "type-vuxenpsykiatri",
            "basis", "headcount",
            "women_contacts", "40",
            "women_unique", "30",
            "men_contacts", "12",
            "men_unique", "12",
            "approve", "true"));
  }

  @Test
  void whetherTheRegionStandsBehindAReportIsSaidOrRefused() {
    var fields = report();
    fields.put("approve", "banan");
    var answer = coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", fields);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary").text()).contains("Välj ett av: false, true");
    assertThat(
            app.database()
                .asOwner()
                .sql("select count(*) from reach.cell")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void aVisitorIsAskedToSignInAndAnotherRoleIsRefused() {
    var answer = app.visitor().json("/api/v1/reach-reports");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("WWW-Authenticate")).isNotEmpty();
    assertThat(answer.body()).contains("Logga in");
    assertThat(sentWithoutToken(app.visitor()).status()).isEqualTo(401);
    assertThat(sentWithoutToken(coordinator).status()).isEqualTo(403);
  }

  private Reader.Answer sentWithoutToken(Reader reader) {
    return reader.send(
        java.net.http.HttpRequest.newBuilder(java.net.URI.create(app.url("/api/v1/reach-reports")))
            .header("Content-Type", "application/json")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));
  }

  @Test
  void aReportIsSavedApprovedAndCountedByEveryone() {
    var answer = coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", report());
    assertThat(answer.status()).isEqualTo(303);
    assertThat(app.visitor().get("/rackvidd").text()).contains("Region Skåne", "52", "42");
    assertThat(app.visitor().get("/rackvidd?efter=sex").text()).contains("Kvinnor", "40");
    assertThat(app.visitor().json("/api/v1/reach?by=region").body())
        .contains("\"low\":52")
        .contains("\"synthetic\":false");
    assertThat(app.visitor().get("/utbildningar/gutbildning").text()).contains("Region Skåne");
  }

  @Test
  void aReportThatIsNotApprovedIsTheRegionsOwn() {
    var fields = report();
    fields.put("approve", "");
    coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", fields);
    assertThat(app.visitor().get("/rackvidd").text()).doesNotContain("52");
    assertThat(coordinator.get("/rackvidd/rapporter").text()).contains("kontrollerad", "40");
    assertThat(coordinator.get("/regioner/12").text()).contains("52");
    assertThat(app.visitor().get("/regioner/12").text()).doesNotContain("52");
    assertThat(app.signedIn("samordnare-01").get("/rackvidd/rapporter").text())
        .doesNotContain("kontrollerad");
  }

  @Test
  void anOccasionIsTheRegionsOwnUntilItStandsBehindAReportOfIt() {
    var fields = report();
    fields.put("approve", "");
    fields.put("held_on", "2026-10-02");
    coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", fields);
    assertThat(occasionsSeenBy(app.visitor())).isZero();
    assertThat(occasionsSeenBy(app.signedIn("samordnare-01"))).isZero();
    assertThat(occasionsSeenBy(coordinator)).isEqualTo(1);
    var id =
        app.database().asOwner().sql("select min(id) from reach.cell").query(String.class).single();
    assertThat(step(coordinator, id, "approved-here", 1).status()).isEqualTo(303);
    assertThat(occasionsSeenBy(app.visitor())).isEqualTo(1);
    assertThat(step(coordinator, id, "entered", 2).status()).isEqualTo(303);
    assertThat(occasionsSeenBy(app.visitor())).isZero();
    assertThat(occasionsSeenBy(coordinator)).isEqualTo(1);
    var approved = report();
    approved.put("held_on", "2026-10-03");
    approved.put("actor_type", "type-polis");
    coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", approved);
    assertThat(occasionsSeenBy(app.visitor())).isEqualTo(1);
  }

  private static int occasionsSeenBy(Reader reader) {
    var body = reader.json("/api/v1/occasions?training=gutbildning").body();
    return body.split("\"heldOn\"", -1).length - 1;
  }

  @Test
  void everyWrongFieldIsToldAtOnceAndNothingIsSaved() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("training", "finns-inte");
    fields.put("from", "2026-10-31");
    fields.put("to", "2026-10-01");
    fields.put("actor_type", "");
    fields.put("basis", "gissning");
    fields.put("women_contacts", "3");
    fields.put("women_unique", "5");
    fields.put("men_contacts", "-1");
    fields.put("municipality", "9999");
    fields.put("parent", "inget");
    fields.put("total_contacts", "många");
    var answer = coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", fields);
    assertThat(answer.status()).isEqualTo(422);
    var wrong =
        answer.html().select(".error-summary a").eachAttr("href").stream()
            .map(it -> it.substring(3))
            .toList();
    assertThat(wrong)
        .contains(
            "training",
            "to",
            "actor_type",
            "basis",
            "women_unique",
            "men_contacts",
            "municipality",
            "parent",
            "total_contacts");
    assertThat(answer.html().selectFirst("#f-women_unique").attr("value")).isEqualTo("5");
    assertThat(cells()).isZero();
  }

  @Test
  void aTotalMustEqualItsParts() {
    var fields = report();
    fields.put("total_contacts", "53");
    var answer = coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", fields);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("53", "52");
  }

  @Test
  void aReportWithoutSexNeedsAReason() {
    var fields = report();
    for (var field : Set.of("women_contacts", "women_unique", "men_contacts", "men_unique")) {
      fields.put(field, "");
    }
    fields.put("unknown_contacts", "52");
    assertThat(coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", fields).status())
        .isEqualTo(422);
    fields.put("reason", "Plattformen frågar inte");
    assertThat(coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", fields).status())
        .isEqualTo(303);
    assertThat(coordinator.get("/rackvidd/rapporter").text()).contains("uppgift saknas");
  }

  @Test
  void theSameReportTwiceIsRefused() {
    coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", report());
    assertThat(
            coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", report()).status())
        .isEqualTo(409);
  }

  @Test
  void theLadderIsClimbedByTheRightPeopleInOrder() {
    var fields = report();
    fields.put("approve", "");
    coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", fields);
    var id =
        app.database().asOwner().sql("select min(id) from reach.cell").query(String.class).single();
    var leader = app.signedIn("programledare");
    assertThat(step(coordinator, id, "locked", 1).status()).isEqualTo(403);
    assertThat(step(leader, id, "approved-above", 1).status()).isEqualTo(409);
    assertThat(step(app.signedIn("samordnare-01"), id, "approved-here", 1).status()).isEqualTo(404);
    assertThat(step(coordinator, id, "approved-here", 7).status()).isEqualTo(409);
    assertThat(step(coordinator, id, "approved-here", 1).status()).isEqualTo(303);
    assertThat(step(app.signedIn("samordnare-01"), id, "entered", 2).status()).isEqualTo(403);
    assertThat(step(leader, id, "approved-above", 2).status()).isEqualTo(303);
    assertThat(step(leader, id, "accepted", 3).status()).isEqualTo(303);
    assertThat(step(leader, id, "locked", 4).status()).isEqualTo(303);
    assertThat(step(leader, id, "entered", 5).status()).isEqualTo(409);
  }

  @Test
  void aCorrectionSupersedesAndAStaleOneIsRefused() {
    var fields = report();
    fields.put("approve", "");
    coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", fields);
    var id =
        app.database().asOwner().sql("select min(id) from reach.cell").query(String.class).single();
    var page = "/rackvidd/rapportera?rapport=" + id;
    assertThat(
            coordinator
                .submit(page, "/rackvidd/rapportera", Map.of("women_contacts", "41"))
                .status())
        .isEqualTo(303);
    assertThat(coordinator.get("/rackvidd/rapporter").text()).contains("41 deltaganden");
    assertThat(cells()).isEqualTo(4);
    var stale = new HashMap<>(Map.of("women_contacts", "42", "version", "1"));
    assertThat(coordinator.submit(page, "/rackvidd/rapportera", stale).status()).isEqualTo(409);
  }

  @Test
  void aSmallRegionIsHiddenOutsideAndTrueForItsOwnCoordinator() {
    var fields = report();
    fields.put("women_contacts", "2");
    fields.put("women_unique", "2");
    fields.put("men_contacts", "1");
    fields.put("men_unique", "1");
    coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", fields);
    assertThat(app.visitor().get("/rackvidd").text()).contains("färre än 5");
    assertThat(app.visitor().json("/api/v1/reach").body())
        .contains("\"status\":\"hidden\"")
        .doesNotContain("\"low\":3");
    assertThat(app.visitor().get("/rackvidd.csv").body()).contains("dold");
    assertThat(app.visitor().get("/regioner/12").html().select("#rackvidd").text())
        .contains("färre än 5");
    assertThat(coordinator.get("/regioner/12").html().select("#rackvidd").text()).contains("3");
  }

  @Test
  void aCascadeOccasionCountsOneGenerationMoreThanItsLeaders() {
    var first = report();
    first.put("held_on", "2026-10-02");
    coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", first);
    var parent =
        app.database().asOwner().sql("select id from reach.occasion").query(String.class).single();
    var second = report();
    second.put("parent", parent);
    second.put("held_on", "2026-10-01");
    assertThat(coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", second).status())
        .isEqualTo(422);
    second.put("held_on", "2026-10-20");
    assertThat(coordinator.submit("/rackvidd/rapportera", "/rackvidd/rapportera", second).status())
        .isEqualTo(303);
    assertThat(app.visitor().get("/utbildningar/gutbildning").text())
        .contains("Led 1: tillfällen: 1", "Led 2: tillfällen: 1");
  }

  @Test
  void otherRolesMayNotReport() {
    assertThat(app.visitor().get("/rackvidd/rapportera").status()).isEqualTo(403);
    assertThat(app.signedIn("ekonom").get("/rackvidd/rapportera").status()).isEqualTo(403);
    assertThat(app.signedIn("ekonom").get("/rackvidd/rapporter").status()).isEqualTo(403);
  }

  @Test
  void theDatabaseItselfRefusesAnotherRegionsCells() {
    var person =
        new Person(
            "samordnare-01",
            "S",
            Set.of(Permission.PUBLIC, Permission.REPORT_REGION),
            Optional.of(new RegionCode("01")));
    var insert =
        """
        insert into reach.cell (id, version, training, region, actor_type, sex, period_from, period_to, basis, contacts,
          state, visibility, recorded_at)
        values ('rls-%s', 1, 'gutbildning', '%s', 'type-polis', 'women', '2026-01-01', '2026-02-01', 'headcount', 9,
          'validated', 'region', now())\
        """;
    assertThatThrownBy(() ->
            app.as(
                person,
                () -> app.bean(JdbcClient.class).sql(insert.formatted("12", "12")).update()))
        .hasStackTraceContaining("row-level security");
    app.as(person, () -> app.bean(JdbcClient.class).sql(insert.formatted("01", "01")).update());
    assertThat(app.<Integer>as(person, this::seen)).isEqualTo(1);
    assertThat(app.<Integer>as(Person.VISITOR, this::seen)).isZero();
    var other =
        new Person("samordnare-12", "S", person.permissions(), Optional.of(new RegionCode("12")));
    assertThat(app.<Integer>as(other, this::seen)).isZero();
    assertThat(
            app.<Integer>as(
                other,
                () ->
                    app.bean(JdbcClient.class)
                        .sql("update reach.cell set replaced_at = now() where id = 'rls-01'")
                        .update()))
        .isZero();
  }

  private int seen() {
    return app.bean(JdbcClient.class)
        .sql("select count(*) from reach.cell where id like 'rls-%'")
        .query(Integer.class)
        .single();
  }

  private Reader.Answer step(Reader reader, String id, String to, int version) {
    var token = reader.get("/rackvidd").html().selectFirst("input[name=_csrf]").attr("value");
    return reader.post(
        "/rackvidd/rapporter/" + id + "/steg",
        Map.of("_csrf", token, "to", to, "version", "" + version, "reason", "rättas"));
  }

  private int cells() {
    return app.database()
        .asOwner()
        .sql("select count(*) from reach.cell")
        .query(Integer.class)
        .single();
  }

  private static Map<String, String> training(String title) {
    return new HashMap<>(
        Map.of(
            "titleSv", title,
            "form", "course",
            "teaches", "recommendation:g4",
            "validFrom", "2026-01-01",
            "validTo", "2027-12-31"));
  }

  private static String saved(Reader.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    return answer.header("Location").replaceAll("[?].*", "").replaceAll("^https?://[^/]+", "");
  }

  /** The editions of the ground stand in force only once they have taken their steps. */
  private void publish(int edition, String state) {
    app.database()
        .asOwner()
        .sql(
            """
            insert into knowledge.transition (kind, id, to_state, day, recorded_at, actor, reason)
            values ('recommendation', :id, :state, '2016-03-01', now(), 'prov', 'prov')\
            """)
        .param("id", "g4/" + edition)
        .param("state", state)
        .update();
  }

  @Test
  void theOfficeAndTheEditorsKeepTheTrainings() {
    publish(2, "published");
    var editor = app.signedIn("redaktor");
    assertThat(editor.get("/utbildningar").html().select("a[href=/utbildningar/ny]")).hasSize(1);
    var path =
        saved(
            editor.submit(
                "/utbildningar/ny", "/utbildningar/ny", training("Riskplan i praktiken")));
    assertThat(app.visitor().get(path).text())
        .contains("Riskplan i praktiken", "Riskplan", "upplaga 2", "2027");
    assertThat(
            app.bean(JdbcClient.class)
                .sql(
                    "select count(*) from thread.link where key like 'teaches:training:%' and from_id = :id")
                .param("id", path.substring("/utbildningar/".length()))
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThat(
            coordinator.get("/rackvidd/rapportera").html().select("#f-training option").eachText())
        .contains("Riskplan i praktiken");

    var edit = path + "/andra";
    var stale = Map.of("version", "7", "titleSv", "För sent");
    assertThat(editor.submit(edit, edit, stale).status()).isEqualTo(409);
    saved(
        app.signedIn("programledare")
            .submit(edit, edit, Map.of("titleSv", "Riskplan, fördjupning")));
    assertThat(app.visitor().get(path).text()).contains("Riskplan, fördjupning");

    assertThat(coordinator.get("/utbildningar/ny").status()).isEqualTo(403);
    assertThat(coordinator.get(edit).status()).isEqualTo(403);
    assertThat(app.visitor().get("/utbildningar/ny").status()).isEqualTo(403);
    assertThat(app.visitor().get("/utbildningar").html().select("a[href=/utbildningar/ny]"))
        .isEmpty();
  }

  @Test
  void everyWrongFieldOfATrainingIsTold() {
    var editor = app.signedIn("redaktor");
    var answer =
        editor.submit(
            "/utbildningar/ny",
            "/utbildningar/ny",
            Map.of(
                "titleSv", "",
                "form", "föreläsning",
                "teaches", "recommendation:g4",
                "teachesVersion", "9",
                "initiative", "finns-inte",
                "involvement", "record:finns-inte",
                "validFrom", "2026-01-02",
                "validTo", "2026-01-01"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary a").eachAttr("href"))
        .containsExactlyInAnyOrder(
            "#f-titleSv",
            "#f-form",
            "#f-teachesVersion",
            "#f-initiative",
            "#f-involvement",
            "#f-validTo");
  }

  @Test
  void aTrainingInAWithdrawnEditionSaysSo() {
    publish(1, "withdrawn");
    publish(2, "published");
    var fields = training("Riskplan, gammal");
    fields.put("teachesVersion", "1");
    var path =
        saved(app.signedIn("redaktor").submit("/utbildningar/ny", "/utbildningar/ny", fields));
    assertThat(app.visitor().get(path).html().select(".notice").text()).contains("är indragen");
    assertThat(app.visitor().get("/utbildningar?q=gammal").text()).contains("är indragen");
  }
}
