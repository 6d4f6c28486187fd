package se.samspel.involvement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.samspel.core.Kronor;
import se.samspel.core.Person;
import se.samspel.core.RegionCode;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;

class InvolvementsTests {

  private final TestApp app = TestApp.plain();
  private final Involvements involvements = app.bean(Involvements.class);

  private static Involvement involvement(
      String id, String subject, int level, int given, int followed, Optional<LocalDate> feedback) {
    return new Involvement(
        id,
        0,
        subject,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        level,
        Involvement.Perspective.OWN_EXPERIENCE,
        Involvement.Form.PANEL,
        Involvement.Stage.DESIGN,
        Optional.of(3),
        LocalDate.of(2026, 3, 1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        given,
        followed,
        new Involvement.Feedback(feedback, Optional.empty(), Optional.empty()),
        new Involvement.Terms(Optional.empty(), Optional.empty()),
        Instant.EPOCH,
        Optional.empty(),
        false);
  }

  private static Subject subject(String key, String body, long kronor) {
    return new Subject(
        key,
        key,
        "/" + key,
        Optional.of(body),
        Optional.empty(),
        Optional.of(Kronor.of(kronor)),
        Optional.empty(),
        false,
        false);
  }

  private static Waiver waiver(String subject, String decider) {
    return new Waiver(
        "undantag-1",
        0,
        subject,
        Optional.empty(),
        Optional.empty(),
        "Brådskande",
        decider,
        LocalDate.of(2026, 3, 1),
        Instant.EPOCH,
        false);
  }

  @Test
  void aWaiverNamesTheOneWhoDecidedIt() {
    for (var nobody : List.of("", " ", "-", "?", "1")) {
      assertThatThrownBy(() -> waiver("need:x", nobody))
          .as(nobody)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() ->
            app.as(
                Person.SYSTEM,
                () ->
                    app.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                        .sql(
                            """
                            insert into involvement.waiver
                              (id, version, subject, reason_sv, decided_by, decided_on, recorded_at)
                            values ('utan', 1, 'need:x', 'x', ' ', '2026-01-01', now())\
                            """)
                        .update()))
        .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
    assertThat(involvements.carries("waiver:utan")).isFalse();
  }

  @Test
  void theCountsFollowTheirDefinitions() {
    var overview =
        Rollup.overview(
            List.of(
                subject("decision:a", "styrgruppen", 100),
                subject("decision:b", "styrgruppen", 300),
                subject("decision:c", "radet", 50),
                subject("decision:d", "radet", 50)),
            List.of(
                involvement("1", "decision:a", 3, 4, 3, Optional.of(LocalDate.of(2026, 3, 31))),
                involvement("2", "decision:b", 1, 1, 0, Optional.of(LocalDate.of(2026, 4, 1))),
                involvement("3", "decision:c", 4, 0, 0, Optional.empty())),
            List.of(waiver("decision:d", "Rådet")),
            LocalDate.of(2026, 11, 1));
    var all = overview.all();
    assertThat(all.rate()).contains(0.75);
    assertThat(all.medianLevel()).contains(3.0);
    assertThat(all.influence()).contains(0.6);
    assertThat(all.feedback()).contains(1 / 3.0);
    assertThat(all.waived()).isEqualTo(1);
    assertThat(all.amount()).isEqualTo(Kronor.of(500));
    assertThat(all.amountBelow()).isEqualTo(Kronor.of(350));
    assertThat(overview.bodies())
        .extracting(Rollup::group, Rollup::subjects, Rollup::amountBelow)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("radet", 2, Kronor.of(50)),
            org.assertj.core.api.Assertions.tuple("styrgruppen", 2, Kronor.of(300)));
  }

  @Test
  void nothingToCountIsUnknownAndNotZero() {
    var all = Rollup.overview(List.of(), List.of(), List.of(), LocalDate.of(2026, 1, 1)).all();
    assertThat(all.rate()).isEmpty();
    assertThat(all.medianLevel()).isEmpty();
    assertThat(all.influence()).isEmpty();
    assertThat(all.feedback()).isEmpty();
    assertThat(all.belowShare()).isEmpty();
  }

  private String need(Reader leader) {
    var answer =
        leader.submit("/behov/nytt", "/behov/nytt", Map.of("statementSv", "Delaktighet prövas"));
    assertThat(answer.status()).isEqualTo(303);
    return answer.header("Location").replaceAll(".*/behov/|[?].*", "");
  }

  @Test
  void theRepresentativeReviewsRecordsAndTellsWhatItLedTo() {
    var id = need(app.signedIn("programledare"));
    var rep = app.signedIn("egenerfaren");
    assertThat(rep.get("/delaktighet/granska").html().select("a[href=/behov/" + id + "]"))
        .hasSize(1);
    var form = "/delaktighet/ny?om=need:" + id;
    var fields =
        new HashMap<>(
            Map.of(
                "level", "3",
                "perspective", "own-experience",
                "form", "meeting",
                "stage", "problem",
                "heldOn", "2026-03-01",
                "participants", "3",
                "adviceGiven", "2",
                "adviceFollowed", "1"));
    var answer = rep.submit(form, "/delaktighet/ny", fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    var path = answer.header("Location").replaceAll("^https?://[^/]+|[?].*", "");
    assertThat(rep.get("/delaktighet/granska").html().select("a[href=/behov/" + id + "]"))
        .isEmpty();

    assertThat(app.visitor().get(path).text())
        .contains("färre än 5")
        .contains("1 av 2 råd följdes.");
    var json = app.visitor().json("/api/v1/involvement?subject=need:" + id).body();
    assertThat(json).contains("\"fewerThanFive\":true").contains("\"participants\":null");

    var early = rep.submit(path, path + "/aterkoppling", Map.of("feedbackOn", "2026-02-01"));
    assertThat(early.status()).isEqualTo(422);
    assertThat(
            rep.submit(path, path + "/aterkoppling", Map.of("feedbackOn", "2026-03-20")).status())
        .isEqualTo(303);
    var stale =
        rep.submit(
            path, path + "/aterkoppling", Map.of("feedbackOn", "2026-03-21", "version", "1"));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(involvements.carries("record:" + path.substring("/delaktighet/".length()))).isTrue();
  }

  @Test
  void everyWrongFieldIsTold() {
    var rep = app.signedIn("egenerfaren");
    var answer =
        rep.submit(
            "/delaktighet/ny",
            "/delaktighet/ny",
            Map.ofEntries(
                Map.entry("subject", "vad som helst"),
                Map.entry("heldOn", "i går"),
                Map.entry("level", "6"),
                Map.entry("perspective", "x"),
                Map.entry("form", "x"),
                Map.entry("stage", ""),
                Map.entry("participants", "0"),
                Map.entry("adviceGiven", "1"),
                Map.entry("adviceFollowed", "2"),
                Map.entry("rating", "9"),
                Map.entry("region", "x")));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary li")).hasSize(10);
    var unknown =
        rep.submit(
            "/delaktighet/undantag/nytt",
            "/delaktighet/undantag/nytt",
            Map.of("subject", "need:finns-inte", "reason", "x", "decidedBy", "Rådet"));
    assertThat(unknown.status()).isEqualTo(422);
    var nobody =
        rep.submit(
            "/delaktighet/undantag/nytt",
            "/delaktighet/undantag/nytt",
            Map.of("subject", "need:finns-inte", "reason", "", "decidedBy", "-"));
    assertThat(nobody.status()).isEqualTo(422);
    assertThat(nobody.html().select(".error-summary li")).hasSize(2);
  }

  @Test
  void nobodyHasTakenPartOnADayThatHasNotCome() {
    var id = need(app.signedIn("programledare"));
    var rep = app.signedIn("egenerfaren");
    var form = "/delaktighet/ny?om=need:" + id;
    var fields =
        new HashMap<>(
            Map.of(
                "level", "3",
                "perspective", "own-experience",
                "form", "meeting",
                "stage", "problem",
                "heldOn", "2126-03-01",
                "feedbackOn", "2126-03-02"));
    var answer = rep.submit(form, "/delaktighet/ny", fields);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary a").eachAttr("href"))
        .containsExactly("#f-heldOn", "#f-feedbackOn");
    assertThat(answer.text()).contains("Dagen har inte varit än.");
    var waiver =
        rep.submit(
            "/delaktighet/undantag/nytt",
            "/delaktighet/undantag/nytt",
            Map.of(
                "subject", "need:" + id,
                "reason", "Bråttom",
                "decidedBy", "Rådet",
                "decidedOn", "2126-03-01"));
    assertThat(waiver.status()).isEqualTo(422);
  }

  @Test
  void onlyThoseWithTheRoleRecordInvolvement() {
    assertThat(app.visitor().get("/delaktighet/granska").status()).isEqualTo(403);
    assertThat(app.signedIn("samordnare-12").get("/delaktighet/ny").status()).isEqualTo(403);
    var bound =
        new Person(
            "bunden",
            "Bunden",
            java.util.Set.of(se.samspel.core.Permission.RECORD_INVOLVEMENT),
            Optional.of(new RegionCode("12")));
    var elsewhere =
        new Waiver(
            "annan-region",
            0,
            "need:x",
            Optional.empty(),
            Optional.of(new RegionCode("24")),
            "Skäl",
            "Rådet",
            LocalDate.of(2026, 1, 1),
            Instant.EPOCH,
            false);
    assertThatThrownBy(() -> app.as(bound, () -> involvements.waive(elsewhere)))
        .hasMessageContaining("other-region");
  }

  @Test
  void whatPeopleTookPartInIsChosenByItsTitle() {
    var leader = app.signedIn("programledare");
    var raised =
        leader.submit("/behov/nytt", "/behov/nytt", Map.of("statementSv", "Ett behov för panelen"));
    var id = raised.header("Location").replaceAll("[?].*", "").replaceAll("^.*/behov/", "");
    for (var form : List.of("/delaktighet/ny", "/delaktighet/undantag/nytt")) {
      var page = leader.get(form);
      var choice = "#f-subject optgroup[label=Behov] option[value=need:" + id + "]";
      assertThat(page.html().select(choice).eachText()).containsExactly("Ett behov för panelen");
      assertThat(page.text()).doesNotContain("need:");
    }
    assertThat(
            leader
                .get("/delaktighet/ny?om=need:" + id)
                .html()
                .select("#f-subject option[selected]")
                .attr("value"))
        .isEqualTo("need:" + id);
    assertThat(app.visitor().get("/delaktighet").text())
        .contains("beslut, behov, insatser och rekommendationer");
  }

  @Test
  void aBodyOrPanelThatDoesNotExistIsRefused() {
    var id = need(app.signedIn("programledare"));
    var answer =
        app.signedIn("egenerfaren")
            .submit(
                "/delaktighet/ny?om=need:" + id,
                "/delaktighet/ny",
                Map.of(
                    "level", "3",
                    "perspective", "own-experience",
                    "form", "meeting",
                    "stage", "problem",
                    "heldOn", "2026-03-01",
                    "body", "finns-inte",
                    "panel", "finns-inte"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary a").eachAttr("href"))
        .containsExactly("#f-body", "#f-panel");
  }

  @Test
  void aTextWithACharacterThatCannotBeKeptIsTheSendersFault() {
    var answer =
        app.signedIn("programledare")
            .submit("/behov/nytt", "/behov/nytt", Map.of("statementSv", "Ett behov\0"));
    assertThat(answer.status()).isEqualTo(400);
  }
}
