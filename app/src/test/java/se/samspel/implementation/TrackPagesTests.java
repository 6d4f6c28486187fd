package se.samspel.implementation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.RegionCode;
import se.samspel.testing.Ground;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;

/** Tracks, plans and pairs over HTTP, and what the database itself refuses. */
class TrackPagesTests {

  private final TestApp app = TestApp.plain();
  private final Reader coordinator = app.signedIn("samordnare-12");
  private final String track = "spar-" + UUID.randomUUID().toString().substring(0, 8);
  private final String solna = track + "-solna";

  @BeforeEach
  void ground() {
    Ground.lay(app);
    for (var table :
        new String[] {"confirmation", "stage_event", "track", "plan_item", "plan", "pair"}) {
      app.database().asOwner().sql("delete from implementation." + table).update();
    }
    Ground.track(app, track, "12", "enhet-malmo", 1, 6, "2026-05-01");
    Ground.track(app, solna, "01", "enhet-solna", 2, 5, "2026-11-01");
  }

  @Test
  void theMatrixShowsTheFurthestStageAndCanBeNarrowed() {
    var page = app.visitor().get("/inforande");
    assertThat(page.text()).contains("Region Skåne", "I drift", "Börjar");
    assertThat(app.visitor().get("/inforande?flagga=on-old-version").text())
        .contains("I drift")
        .doesNotContain("Börjar enheter");
    assertThat(app.visitor().get("/inforande?steg=7").text()).contains("Inget svarar");
    assertThat(app.visitor().get("/inforande?steg=x").status()).isEqualTo(400);
    assertThat(app.visitor().get("/inforande.csv").body()).contains(track, "on-old-version");
    assertThat(app.visitor().json("/api/v1/tracks?region=12").body())
        .contains("\"stage\":6", "on-old-version", "\"synthetic\":false");
  }

  @Test
  void aTrackTellsItsHistoryAndWhatToLookOutFor() {
    var page = app.visitor().get("/inforande/" + track);
    assertThat(page.text()).contains("Vuxenpsykiatri Malmö", "gammal upplaga", "har stannat upp");
    assertThat(page.html().select("form[method=post]")).isEmpty();
    assertThat(app.visitor().get("/inforande/" + track + "?dag=2026-06-01").text())
        .doesNotContain("har stannat upp");
    assertThat(app.visitor().get("/inforande/finns-inte").status()).isEqualTo(404);
  }

  @Test
  void everyWrongFieldOfAStageIsToldAtOnce() {
    var page = "/inforande/" + track;
    var answer =
        coordinator.submit(
            page,
            page + "/steg",
            Map.of(
                "stage", "0",
                "day", "2999-01-01",
                "evidence", "javascript:alert(1)",
                "activity", "x".repeat(2001)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary a").eachAttr("href"))
        .containsExactlyInAnyOrder("#f-reason", "#f-day", "#f-evidence", "#f-activity");
    assertThat(answer.html().selectFirst("#f-evidence").attr("value"))
        .isEqualTo("javascript:alert(1)");
    var ten = coordinator.submit(page, page + "/steg", Map.of("stage", "10"));
    assertThat(ten.status()).isEqualTo(422);
  }

  @Test
  void aStageRecordedOnThePageStandsInTheHistoryAndInThePast() {
    var page = "/inforande/" + track;
    var answer =
        coordinator.submit(
            page, page + "/steg", Map.of("stage", "4", "day", "2026-10-01", "activity", "Kurs"));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(app.visitor().get(page).text()).contains("Kurs", "har backat");
    assertThat(app.visitor().get(page + "?dag=2026-09-30").text()).doesNotContain("Kurs");
  }

  @Test
  void anotherRegionsTrackIsNotChanged() {
    var token = token();
    for (var path : new String[] {"/steg", "/andra"}) {
      var answer =
          coordinator.post(
              "/inforande/" + solna + path, Map.of("_csrf", token, "stage", "6", "version", "1"));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text()).contains("en annan region");
    }
    assertThat(
            coordinator
                .post("/kedjan/01", Map.of("_csrf", token, "a", "type-polis", "version", "0"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void whatATrackRestsOnIsSavedOnceForEachVersion() {
    var page = "/inforande/" + track;
    assertThat(
            coordinator
                .submit(
                    page, page + "/andra", Map.of("one_person", "true", "owner", "Enhetschefen"))
                .status())
        .isEqualTo(303);
    assertThat(app.visitor().get(page).text()).contains("Enhetschefen", "sårbart");
    assertThat(
            coordinator
                .submit(page, page + "/andra", Map.of("version", "1", "owner", "Någon"))
                .status())
        .isEqualTo(409);
  }

  @Test
  void aUnitBeginsOnce() {
    var fields = Map.of("unit", "enhet-lund", "target", "recommendation:g4");
    assertThat(coordinator.submit("/inforande/ny", "/inforande/ny", fields).status())
        .isEqualTo(303);
    assertThat(coordinator.submit("/inforande/ny", "/inforande/ny", fields).status())
        .isEqualTo(409);
    var wrong =
        coordinator.submit(
            "/inforande/ny",
            "/inforande/ny",
            Map.of("unit", "enhet-solna", "target", "method:finns-inte"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.html().select(".error-summary li")).hasSize(2);
  }

  @Test
  void aPairIsRecordedInEitherOrderAndStaleIsRefused() {
    var fields =
        Map.of(
            "a",
            "type-vuxenpsykiatri",
            "b",
            "type-polis",
            "signed_routine",
            "yes",
            "named_contact",
            "no");
    assertThat(coordinator.submit("/kedjan/12", "/kedjan/12", fields(fields, "0")).status())
        .isEqualTo(303);
    assertThat(app.visitor().get("/kedjan/12").text()).contains("Polisen – Vuxenpsykiatri", "ja");
    assertThat(post("/kedjan/12", fields(fields, "0")).status()).isEqualTo(409);
    assertThat(
            post("/kedjan/12", fields(Map.of("a", "type-polis", "b", "type-polis"), "0")).status())
        .isEqualTo(422);
  }

  @Test
  void aPlanIsDraftedAdoptedComparedAndItsDocumentFetched() {
    var pdf = "%PDF-1.7\nplan".getBytes(StandardCharsets.US_ASCII);
    var answer = upload("/planer/ny", Map.of(), "Plan för Skåne.pdf", pdf);
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    var page =
        answer.header("Location").replaceFirst("\\?.*", "").replaceFirst("^http://[^/]*", "");
    assertThat(app.visitor().get(page).status()).isEqualTo(404);
    assertThat(app.visitor().get(page + "/dokument").status()).isEqualTo(404);
    assertThat(coordinator.get(page).text()).contains("utkast");
    assertThat(
            coordinator.submit(page, page + "/steg", Map.of("to", "adopted", "day", "")).status())
        .isEqualTo(422);
    assertThat(
            coordinator
                .submit(page, page + "/steg", Map.of("to", "adopted", "day", "2026-01-10"))
                .status())
        .isEqualTo(303);
    assertThat(app.visitor().get("/planer").text()).contains("Regional plan", "Alla enheter");
    var document = app.visitor().get(page + "/dokument");
    assertThat(document.header("Content-Disposition")).startsWith("attachment");
    assertThat(document.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(document.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(document.body()).startsWith("%PDF");
    var token = token();
    assertThat(
            coordinator
                .post(
                    page + "/steg",
                    Map.of("_csrf", token, "to", "draft", "version", "2", "day", "2026-01-10"))
                .status())
        .isEqualTo(409);
    var other = app.signedIn("samordnare-01");
    var otherToken = other.get("/regioner").html().selectFirst("input[name=_csrf]").attr("value");
    var refused =
        other.post(
            page + "/steg",
            Map.of("_csrf", otherToken, "to", "withdrawn", "version", "2", "reason", "x"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text()).contains("en annan region");
  }

  @Test
  void aPlanWithWrongFieldsAndAWrongFileIsToldAllAtOnce() {
    var answer =
        upload(
            "/planer/ny",
            Map.of("title", "", "from", "2026-12-31", "to", "2026-01-01"),
            "plan.pdf",
            "<html>".getBytes(StandardCharsets.US_ASCII));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary a").eachAttr("href"))
        .containsExactlyInAnyOrder("#f-title", "#f-to", "#f-document");
    assertThat(
            app.database()
                .asOwner()
                .sql("select count(*) from implementation.plan")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void theDatabaseItselfRefusesAnotherRegion() {
    var person =
        new Person(
            "samordnare-01",
            "S",
            Set.of(Permission.PUBLIC, Permission.REPORT_REGION),
            Optional.of(new RegionCode("01")));
    for (var insert :
        new String[] {
          "insert into implementation.track (id, version, region, unit, target_kind, target_id, target_version, recorded_at)"
              + " values ('x', 1, '12', 'u', 'method', 'm', 1, now())",
          "insert into implementation.stage_event (id, track, region, stage, day, recorded_by, recorded_at)"
              + " values ('x', 't', '12', 1, '2026-01-01', 'x', now())",
          "insert into implementation.confirmation (id, region, subject, day, actor, recorded_at)"
              + " values ('x', '12', 'track:t', '2026-01-01', 'x', now())",
          "insert into implementation.assessment (id, region, unit, recommendation, edition, answer, day, recorded_at)"
              + " values ('x', '12', 'u', '4', 1, 'not', '2026-01-01', now())",
          "insert into implementation.plan (id, version, region, title_sv, state, valid_from, valid_to, recorded_at)"
              + " values ('x', 1, '12', 'p', 'draft', '2026-01-01', '2027-01-01', now())",
          "insert into implementation.pair (id, version, region, actor_a, actor_b, recorded_at)"
              + " values ('x', 1, '12', 'a', 'b', now())"
        }) {
      assertThatThrownBy(
              () -> app.as(person, () -> app.bean(JdbcClient.class).sql(insert).update()))
          .hasStackTraceContaining("row-level security");
    }
    assertThat(
            app.<Integer>as(
                person,
                () ->
                    app.bean(JdbcClient.class)
                        .sql(
                            "update implementation.track set replaced_at = now() where region = '12'")
                        .update()))
        .isZero();
  }

  private static Map<String, String> fields(Map<String, String> fields, String version) {
    var all = new LinkedHashMap<>(fields);
    all.put("version", version);
    return all;
  }

  private Reader.Answer post(String path, Map<String, String> fields) {
    var all = new LinkedHashMap<>(fields);
    all.put("_csrf", token());
    return coordinator.post(path, all);
  }

  private String token() {
    return coordinator.get("/regioner").html().selectFirst("input[name=_csrf]").attr("value");
  }

  private Reader.Answer upload(
      String path, Map<String, String> other, String filename, byte[] content) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("_csrf", token());
    fields.put("version", "");
    fields.put("title", "Regional plan");
    fields.put("from", "2026-01-01");
    fields.put("to", "2027-12-31");
    fields.put("how_g4", "Alla enheter skriver riskplan");
    fields.putAll(other);
    var boundary = "samspel-boundary";
    var body = new StringBuilder();
    fields.forEach((name, value) ->
        body.append("--")
            .append(boundary)
            .append("\r\nContent-Disposition: form-data; name=\"")
            .append(name)
            .append("\"\r\n\r\n")
            .append(value)
            .append("\r\n"));
    body.append("--")
        .append(boundary)
        .append("\r\nContent-Disposition: form-data; name=\"document\"; filename=\"")
        .append(filename)
        .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    var start = body.toString().getBytes(StandardCharsets.UTF_8);
    var end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    var all = new byte[start.length + content.length + end.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(content, 0, all, start.length, content.length);
    System.arraycopy(end, 0, all, start.length + content.length, end.length);
    return coordinator.send(
        HttpRequest.newBuilder(URI.create(coordinator.url(path)))
            .header("Accept", "text/html, application/json;q=0.9")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(all)));
  }

  @Test
  void aPlanWithItsDocumentIsSentThroughTheApiToo() {
    var pdf = "%PDF-1.7\nplan".getBytes(StandardCharsets.US_ASCII);
    var draft = upload("/api/v1/plans", Map.of("title", "Plan genom API"), "plan.pdf", pdf);
    assertThat(draft.status()).as(draft.body()).isEqualTo(201);
    var id = draft.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    assertThat(coordinator.json("/api/v1/plans/" + id).body())
        .contains("Plan genom API", "/planer/" + id + "/dokument");
    assertThat(coordinator.get("/planer/" + id + "/dokument", "*/*").body())
        .isEqualTo("%PDF-1.7\nplan");
    var wrong =
        upload(
            "/api/v1/plans",
            Map.of("title", ""),
            "plan.pdf",
            "program".getBytes(StandardCharsets.US_ASCII));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("title", "document");
  }

  @Test
  void evidenceIsALinkOnlyWhenItIsAnAddress() {
    for (var evidence :
        new String[] {"protokoll från uppföljning", "https://example.org/underlag"}) {
      app.database()
          .asOwner()
          .sql("update implementation.stage_event set evidence = :evidence where track = :track")
          .param("evidence", evidence)
          .param("track", track)
          .update();
      var page = coordinator.get("/inforande/" + track);
      assertThat(page.html().select(".steps a").eachAttr("href"))
          .isEqualTo(evidence.startsWith("https") ? List.of(evidence) : List.of());
    }
  }
}
