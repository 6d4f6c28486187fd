package se.samspel.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samspel.testing.Ground;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;

/** A coordinator's month, without JavaScript, over HTTP. */
class MonthTests {

  private final TestApp app = TestApp.plain();
  private final Reader coordinator = app.signedIn("samordnare-12");
  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String malmo = "spar-malmo-" + mark;
  private final String lund = "spar-lund-" + mark;
  private final String solna = "spar-solna-" + mark;

  @BeforeEach
  void ground() {
    Ground.lay(app);
    app.database().asOwner().sql("delete from implementation.confirmation").update();
    app.database().asOwner().sql("delete from implementation.stage_event").update();
    app.database().asOwner().sql("delete from implementation.assessment").update();
    app.database().asOwner().sql("delete from implementation.track").update();
    Ground.track(app, malmo, "12", "enhet-malmo", 2, 3, "2026-05-01");
    Ground.track(app, lund, "12", "enhet-lund", 2, 5, "2026-05-01");
    Ground.track(app, solna, "01", "enhet-solna", 2, 5, "2026-05-01");
  }

  @Test
  void whereToGoNextIsAPlaceInTheListOrRefusedBeforeAnythingIsDone() {
    for (var place : java.util.List.of("//evil.example", "https://evil.example", "m-A", "#x\r\n")) {
      for (var field : java.util.List.of("next", "here")) {
        var answer =
            post("/regioner/12/bekrafta", Map.of("subject", "track:" + malmo, field, place));
        assertThat(answer.status()).as(field + " " + place).isEqualTo(400);
      }
      var unit = Map.of("unit", "enhet-malmo", "recommendation", "g4", "answer", "partly");
      var sent = new java.util.LinkedHashMap<>(unit);
      sent.put("here", place);
      assertThat(post("/regioner/12/svar", sent).status()).isEqualTo(400);
    }
    assertThat(count("implementation.confirmation")).isZero();
    assertThat(count("implementation.assessment")).isZero();
    var answer =
        post("/regioner/12/bekrafta", Map.of("subject", "track:" + malmo, "next", "m-gone"));
    assertThat(answer.header("Location")).endsWith("/regioner/12?klart=month-confirmed#att-gora");
  }

  @Test
  void aThingThatStillHoldsIsConfirmedInOneClickAndLeadsToTheNext() {
    var page = coordinator.get("/regioner/12").html();
    assertThat(page.select(".month > li[id=m-track-" + malmo + "]")).hasSize(1);
    var form = page.selectFirst("li[id=m-track-" + malmo + "] form[action=/regioner/12/bekrafta]");
    assertThat(form).isNotNull();
    var next = form.selectFirst("input[name=next]").attr("value");
    var answer = post("/regioner/12/bekrafta", Map.of("subject", "track:" + malmo, "next", next));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).endsWith("#" + (next.isEmpty() ? "att-gora" : next));
    var after = coordinator.get("/regioner/12").html();
    assertThat(after.select("li[id=m-track-" + malmo + "]")).isEmpty();
    assertThat(after.select("li[id=m-track-" + lund + "]")).hasSize(1);
    assertThat(after.select("li.done").text()).contains("Malmö", "stämmer fortfarande");
  }

  @Test
  void confirmingTwiceChangesNothing() {
    post("/regioner/12/bekrafta", Map.of("subject", "track:" + malmo));
    post("/regioner/12/bekrafta", Map.of("subject", "track:" + malmo));
    assertThat(count("implementation.confirmation")).isEqualTo(1);
  }

  @Test
  void allTracksTowardsOneThingAreConfirmedTogetherAndUndoneTogether() {
    post("/regioner/12/bekrafta", Map.of("subject", "target:recommendation:g4"));
    assertThat(count("implementation.confirmation")).isEqualTo(2);
    var done = coordinator.get("/regioner/12").html().selectFirst("li.done");
    assertThat(done.text()).contains("enheter: 2");
    post(
        "/regioner/12/angra",
        Map.of("kind", "confirmation", "id", done.selectFirst("input[name=id]").attr("value")));
    var after = coordinator.get("/regioner/12").html();
    assertThat(after.select("li[id=m-track-" + malmo + "]")).hasSize(1);
    assertThat(after.select("li.done")).isEmpty();
  }

  @Test
  void aNewStageIsChosenAndSavedAndCanBeUndone() {
    var answer = post("/regioner/12/steg", Map.of("track", malmo, "stage", "6", "version", "1"));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(coordinator.get("/inforande/" + malmo).text()).contains("I drift");
    var done = coordinator.get("/regioner/12").html().selectFirst("li.done");
    assertThat(done.text()).contains("I drift");
    post(
        "/regioner/12/angra",
        Map.of("kind", "stage", "id", done.selectFirst("input[name=id]").attr("value")));
    assertThat(coordinator.get("/inforande/" + malmo).text()).contains("Planerar");
    assertThat(coordinator.get("/regioner/12").html().select("li[id=m-track-" + malmo + "]"))
        .hasSize(1);
  }

  @Test
  void aStageSavedOnTopOfAnotherIsRefusedAsStale() {
    post("/regioner/12/steg", Map.of("track", malmo, "stage", "4", "version", "1"));
    var answer = post("/regioner/12/steg", Map.of("track", malmo, "stage", "7", "version", "1"));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("nyare version");
  }

  @Test
  void savingWithoutAChoiceShowsTheListAgainWithTheFault() {
    var answer =
        post(
            "/regioner/12/steg",
            Map.of("track", malmo, "stage", "", "version", "1", "here", "m-track-" + malmo));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary").text()).contains("Fyll i fältet");
    assertThat(answer.html().select("select[aria-invalid=true]")).hasSize(1);
  }

  @Test
  void aUnitsOwnAnswerIsChosenAndSaved() {
    var answer =
        post(
            "/regioner/12/svar",
            Map.of("unit", "enhet-malmo", "recommendation", "g4", "answer", "partly"));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(app.visitor().get("/regioner/12").text()).contains("uppfyller delvis", "0 dagar");
  }

  @Test
  void anotherRegionIsReadButNotChanged() {
    var page = coordinator.get("/regioner/01");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.html().select("#att-gora, main form[method=post]")).isEmpty();
    var confirm = post("/regioner/01/bekrafta", Map.of("subject", "track:" + solna));
    assertThat(confirm.status()).isEqualTo(403);
    assertThat(confirm.text()).contains("en annan region");
    var stage = post("/regioner/01/steg", Map.of("track", solna, "stage", "6", "version", "1"));
    assertThat(stage.status()).isEqualTo(403);
    assertThat(
            post("/regioner/12/steg", Map.of("track", solna, "stage", "6", "version", "1"))
                .status())
        .isEqualTo(403);
    assertThat(post("/regioner/12/bekrafta", Map.of("subject", "track:" + solna)).status())
        .isEqualTo(403);
    assertThat(count("implementation.confirmation")).isZero();
  }

  @Test
  void aVisitorSeesTheRegionAndNothingToDo() {
    var page = app.visitor().get("/regioner/12");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.html().select("form[method=post]")).isEmpty();
    assertThat(page.header("Set-Cookie")).isEmpty();
    assertThat(app.visitor().get("/regioner").text()).contains("Region Skåne");
    assertThat(app.visitor().get("/regioner/99").status()).isEqualTo(404);
    assertThat(app.visitor().get("/regioner/ab").status()).isEqualTo(404);
  }

  @Test
  void anotherRoleMayNotConfirm() {
    var economist = app.signedIn("ekonom");
    var token = economist.get("/regioner/12").html().selectFirst("input[name=_csrf]").attr("value");
    var answer =
        economist.post(
            "/regioner/12/bekrafta", Map.of("_csrf", token, "subject", "track:" + malmo));
    assertThat(answer.status()).isEqualTo(403);
  }

  private Reader.Answer post(String path, Map<String, String> fields) {
    var token =
        coordinator.get("/regioner/12").html().selectFirst("input[name=_csrf]").attr("value");
    var all = new java.util.LinkedHashMap<>(fields);
    all.put("_csrf", token);
    return coordinator.post(path, all);
  }

  private int count(String table) {
    return app.database()
        .asOwner()
        .sql("select count(*) from " + table)
        .query(Integer.class)
        .single();
  }
}
