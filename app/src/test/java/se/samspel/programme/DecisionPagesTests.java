package se.samspel.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.samspel.access.AuditLog;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;

class DecisionPagesTests {

  private final TestApp app = TestApp.plain();
  private final Reader leader = app.signedIn("programledare");

  private String saved(String form, Map<String, String> fields) {
    var answer = leader.submit(form, form.replaceAll("[?].*", ""), fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    return answer.header("Location").replaceAll("[?].*", "").replaceAll("^https?://[^/]+", "");
  }

  @Test
  void aBodyMeetsDecidesAndSeesWhatCameOfIt() {
    var body = saved("/beslut/organ/nytt", Map.of("nameSv", "Styrgruppen", "taskSv", "Leder."));
    var bodyId = body.substring("/beslut/organ/".length());
    var meeting =
        saved(
            "/beslut/moten/nytt?organ=" + bodyId,
            Map.of("heldOn", "2026-03-02", "titleSv", "Styrgruppens vårmöte"));
    saved(meeting + "/dagordning", Map.of("titleSv", "Fördelning av medel"));
    var decision =
        saved(
            "/beslut/nytt?mote=" + meeting.substring("/beslut/moten/".length()),
            Map.of(
                "titleSv", "Medel till regionerna",
                "diaryNumber", "26/0113",
                "amountKronor", "1 200 000"));
    saved(
        decision + "/atgarder/ny",
        Map.of("textSv", "Skicka villkoren", "ownerSv", "Programkansliet", "dueOn", "2026-04-01"));

    var page = app.visitor().get(decision);
    assertThat(page.text())
        .contains("0 av 1 åtgärder är klara, 1 är sena.")
        .contains("26/0113")
        .contains("1\u202f200\u202f000")
        .contains("Ingen delaktighet är antecknad för beslutet.")
        .contains("Styrgruppens vårmöte");
    assertThat(app.visitor().get(meeting).text())
        .contains("Fördelning av medel")
        .contains("Medel till regionerna");
    assertThat(app.visitor().get("/beslut?q=26/0113").text()).contains("Medel till regionerna");

    var action = leader.get(decision).html().select("a[href*=/atgarder/]").last().attr("href");
    var unsaid = leader.submit(action, action, Map.of("doneOn", "2026-05-01"));
    assertThat(unsaid.status()).isEqualTo(422);
    assertThat(
            leader
                .submit(action, action, Map.of("doneOn", "2026-05-01", "outcomeSv", "Skickade."))
                .status())
        .isEqualTo(303);
    assertThat(app.visitor().get(decision).text())
        .contains("1 av 1 åtgärder är klara, 0 är sena.")
        .contains("Skickade.");
    assertThat(app.bean(AuditLog.class).firstBroken()).isEmpty();
    assertThat(app.bean(AuditLog.class).newest(20, Long.MAX_VALUE))
        .extracting(AuditLog.Entry::action)
        .contains("decision-added", "action-edited", "meeting-added", "body-added");
  }

  @Test
  void everyWrongFieldOfADecisionIsTold() {
    var answer =
        leader.submit(
            "/beslut/nytt",
            "/beslut/nytt",
            Map.of(
                "body", "finns-inte",
                "meeting", "finns-inte",
                "decidedOn", "2999-01-01",
                "titleSv", "",
                "about", "behovet",
                "amountKronor", "mycket"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary li")).hasSize(6);
  }

  @Test
  void onlyThoseWhoKeepDecisionsMayWriteThem() {
    var coordinator = app.signedIn("samordnare-12");
    assertThat(coordinator.get("/beslut/nytt").status()).isEqualTo(403);
    assertThat(coordinator.get("/beslut/organ/nytt").status()).isEqualTo(403);
    assertThat(app.visitor().get("/beslut/moten/nytt").status()).isEqualTo(403);
  }

  @Test
  void aFileIsTakenWhenItIsWhatItsNameSays() {
    var body = saved("/beslut/organ/nytt", Map.of("nameSv", "Arbetsgruppen"));
    var decision =
        saved(
            "/beslut/nytt?organ=" + body.substring("/beslut/organ/".length()),
            Map.of("titleSv", "Beslut med handlingar"));
    var pdf = "%PDF-1.4 prov".getBytes(StandardCharsets.UTF_8);
    assertThat(upload(decision, "protokoll.pdf", pdf).status()).isEqualTo(303);
    var link = app.visitor().get(decision).html().selectFirst("a[href^=/beslut/dokument/]");
    assertThat(link.text()).isEqualTo("protokoll.pdf");
    var file = app.visitor().get(link.attr("href"), "*/*");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(file.header("Content-Disposition")).startsWith("attachment");
    assertThat(file.body()).isEqualTo("%PDF-1.4 prov");

    assertThat(upload(decision, "program.exe", pdf).status()).isEqualTo(422);
    assertThat(upload(decision, "bild.png", pdf).status()).isEqualTo(422);
    assertThat(upload(decision, "brev.docx", pdf).status()).isEqualTo(422);
    assertThat(upload(decision, "tom.pdf", new byte[0]).status()).isEqualTo(422);
    assertThat(app.visitor().get(decision).html().select("a[href^=/beslut/dokument/]")).hasSize(1);
  }

  private Reader.Answer upload(String decision, String name, byte[] content) {
    var token =
        leader
            .get(decision)
            .html()
            .select("form[action=\"" + decision + "/dokument\"] input[name=_csrf]")
            .attr("value");
    var boundary = "----samspel";
    var body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n"
                + token
                + "\r\n--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return leader.send(
        HttpRequest.newBuilder(URI.create(leader.url(decision + "/dokument")))
            .header("Accept", "text/html")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  @Test
  void anInitiativeIsApprovedBySomebodyElseThanWhoProposedIt() {
    var path = saved("/insatser/ny", Map.of("nameSv", "Träffar för närstående"));
    var steps = path + "/steg";
    assertThat(leader.submit(path, steps, Map.of("to", "proposed", "reason", "Redo.")).status())
        .isEqualTo(303);
    var id = path.substring("/insatser/".length());
    saved(
        "/delaktighet/ny?om=initiative:" + id,
        new HashMap<>(
            Map.of(
                "level", "3",
                "perspective", "relative",
                "form", "panel",
                "stage", "design",
                "participants", "4")));
    var key = leader.get(path).html().select("#f-involvement option[value^=record]").attr("value");
    var own =
        leader.submit(path, steps, Map.of("to", "approved", "reason", "Bra.", "involvement", key));
    assertThat(own.status()).isEqualTo(409);
    assertThat(own.text()).contains("Någon annan än den som tog förra steget");

    var other =
        saved2(app.signedIn("egenerfaren"), "/insatser/ny", Map.of("nameSv", "Stöd i väntan"));
    var rep = app.signedIn("egenerfaren");
    assertThat(
            rep.submit(other, other + "/steg", Map.of("to", "proposed", "reason", "Behövs."))
                .status())
        .isEqualTo(303);
    var bare = leader.submit(other, other + "/steg", Map.of("to", "approved", "reason", "Bra."));
    assertThat(bare.status()).isEqualTo(422);
    saved(
        "/delaktighet/undantag/nytt?om=initiative:" + other.substring("/insatser/".length()),
        Map.of("reason", "Förslaget kom från egen erfarenhet", "decidedBy", "Programledaren"));
    var waiver =
        leader.get(other).html().select("#f-involvement option[value^=waiver]").attr("value");
    assertThat(
            leader
                .submit(
                    other,
                    other + "/steg",
                    Map.of("to", "approved", "reason", "Bra.", "involvement", waiver))
                .status())
        .isEqualTo(303);
    assertThat(app.visitor().get(other).text()).contains("Godkänd");
    var seen = leader.get(other).html().select("form[action$=/bekrafta] [name=version]").val();
    assertThat(leader.submit(other, other + "/bekrafta", Map.of("version", "x")).status())
        .isEqualTo(422);
    assertThat(leader.submit(other, other + "/bekrafta", Map.of()).status()).isEqualTo(303);
    assertThat(leader.submit(other, other + "/bekrafta", Map.of("version", seen)).status())
        .isEqualTo(409);
    assertThat(rep.get(other).html().select("form[action$=/bekrafta]")).isEmpty();
  }

  private static String saved2(Reader reader, String form, Map<String, String> fields) {
    var answer = reader.submit(form, form, fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    return answer.header("Location").replaceAll("[?].*", "").replaceAll("^https?://[^/]+", "");
  }

  @Test
  void whatADecisionIsAboutIsChosenByItsTitleAndNeverByItsKey() {
    var need = saved("/behov/nytt", Map.of("statementSv", "Ett behov att välja ur listan"));
    var key = "need:" + need.substring("/behov/".length());
    var body = saved("/beslut/organ/nytt", Map.of("nameSv", "Rådet som väljer"));
    var form = "/beslut/nytt?organ=" + body.substring("/beslut/organ/".length());
    var choice =
        leader
            .get(form)
            .html()
            .selectFirst("#f-about optgroup[label=Behov] option[value=" + key + "]");
    assertThat(choice).isNotNull();
    assertThat(choice.text()).isEqualTo("Ett behov att välja ur listan");
    assertThat(leader.get(form).text()).doesNotContain("need:");

    var decision = saved(form, Map.of("titleSv", "Behovet prövas", "about", key));
    assertThat(app.visitor().get(decision).html().select("a[href=" + need + "]")).isNotEmpty();
    var edit = decision + "/andra";
    assertThat(leader.get(edit).html().select("#f-about option[selected]").attr("value"))
        .isEqualTo(key);
    var step = leader.get(need).html();
    assertThat(step.select("#f-decision option").eachText())
        .anyMatch(it -> it.endsWith("Behovet prövas"));
    assertThat(step.select("#f-towards option[value=" + need.substring("/behov/".length()) + "]"))
        .as("a need isn't merged into itself")
        .isEmpty();
  }

  @Test
  void anInitiativeSaysWhichMethodItIsAbout() {
    app.database()
        .asOwner()
        .sql(
            """
            insert into knowledge.method (id, version, name_sv, recorded_at)
            values ('metod-i-insats', 1, 'Metoden som sprids', '2026-01-01') on conflict do nothing\
            """)
        .update();
    assertThat(leader.get("/insatser/ny").html().select("#f-method option").eachText())
        .contains("Metoden som sprids");
    var path = saved("/insatser/ny", Map.of("nameSv", "Sprid metoden", "method", "metod-i-insats"));
    assertThat(app.visitor().get(path).html().select("a[href=/metoder/metod-i-insats]"))
        .isNotEmpty();
    var unknown =
        leader.submit(
            "/insatser/ny", "/insatser/ny", Map.of("nameSv", "X", "method", "finns-inte"));
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.html().select(".error-summary a").eachAttr("href"))
        .containsExactly("#f-method");
  }

  @Test
  void aPageAsOnceKnownShowsTheVersionsRecordedByThen() {
    var path = saved("/insatser/ny", Map.of("nameSv", "Första namnet"));
    var id = path.substring("/insatser/".length());
    var known =
        app.database()
            .asOwner()
            .sql("select recorded_at from programme.initiative where id = :id and version = 1")
            .param("id", id)
            .query((rs, n) -> rs.getTimestamp(1).toInstant())
            .single();
    saved(path + "/andra", Map.of("nameSv", "Andra namnet"));
    assertThat(app.visitor().get(path).html().select("#versioner + ol > li")).hasSize(2);
    var then = app.visitor().get(path + "?kant=" + known);
    assertThat(then.text()).contains("Första namnet").doesNotContain("Andra namnet");
    assertThat(then.html().select("#versioner")).isEmpty();
    assertThat(app.visitor().json("/api/v1/initiatives/" + id + "/versions?known=" + known).body())
        .contains("Första namnet")
        .doesNotContain("Andra namnet");
  }
}
