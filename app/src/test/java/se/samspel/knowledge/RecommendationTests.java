package se.samspel.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import se.samspel.core.LinksAsserted;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;

class RecommendationTests {

  private static final TestApp APP = TestApp.plain();
  private static final AtomicInteger NUMBERS = new AtomicInteger(100);
  private static final List<Object> TOLD = new CopyOnWriteArrayList<>();

  private final Reader editor = APP.signedIn("redaktor");
  private final Reader leader = APP.signedIn("programledare");

  @BeforeAll
  static void givenGroundsAndListening() {
    var owner = APP.database().asOwner();
    owner
        .sql(
            """
            insert into involvement.record (id, version, subject, level, perspective, form, stage, held_on, recorded_at)
            values ('kunskap-1', 1, 'recommendation:100', 3, 'own-experience', 'panel', 'decision', '2026-01-01', now())
            on conflict do nothing\
            """)
        .update();
    owner
        .sql(
            """
            insert into programme.decision (id, version, body, decided_on, title_sv, recorded_at)
            values ('kunskap-1', 1, 'panelen', '2026-01-01', 'Antas', now()) on conflict do nothing\
            """)
        .update();
    owner
        .sql(
            """
            insert into actors.region (code, version, letter, name_sv, county_sv, tile_row, tile_col, recorded_at)
            select code, 1, 'X', name, name, 1, 1, '2026-01-01'
              from (values ('12', 'Region Skåne'), ('24', 'Region Västerbotten')) as r (code, name)
             where not exists (select 1 from actors.region e where e.code = r.code)\
            """)
        .update();
    APP.bean(ApplicationEventMulticaster.class)
        .addApplicationListener(
            (ApplicationListener<PayloadApplicationEvent<?>>)
                event -> TOLD.add(event.getPayload()));
  }

  private String begin() {
    var number = Integer.toString(NUMBERS.incrementAndGet());
    var answer =
        editor.submit(
            "/rekommendationer/ny",
            "/rekommendationer",
            Map.of("number", number, "titleSv", "Prov " + number, "textSv", "Gör så här."));
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    APP.database()
        .asOwner()
        .sql(
            """
            insert into involvement.record (id, version, subject, level, perspective, form, stage, held_on, recorded_at)
            values ('kunskap-' || :number, 1, 'recommendation:' || :number, 3, 'own-experience', 'panel', 'design',
                    '2026-01-10', now())\
            """)
        .param("number", number)
        .update();
    return number;
  }

  private static Reader.Answer step(
      Reader reader, String number, int edition, String to, Map<String, String> more) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("to", to);
    fields.put("reason", "Prov");
    fields.putAll(more);
    var page = "/rekommendationer/" + number + "/" + edition;
    return reader.submit(page, page + "/steg", fields);
  }

  private void publish(String number, int edition) {
    var involved = Map.of("involvement", "record:kunskap-" + number);
    var decided = Map.of("involvement", "record:kunskap-" + number, "decision", "kunskap-1");
    assertThat(step(editor, number, edition, "evidence-review", involved).status()).isEqualTo(303);
    assertThat(step(editor, number, edition, "coi-cleared", Map.of()).status()).isEqualTo(303);
    assertThat(step(editor, number, edition, "panel-decided", decided).status()).isEqualTo(303);
    assertThat(step(editor, number, edition, "consultation", Map.of()).status()).isEqualTo(303);
    assertThat(step(editor, number, edition, "revised", Map.of()).status()).isEqualTo(303);
    assertThat(step(leader, number, edition, "approved", Map.of()).status()).isEqualTo(303);
    assertThat(step(editor, number, edition, "scheduled", Map.of()).status()).isEqualTo(303);
    assertThat(
            step(editor, number, edition, "published", Map.of("reviewDue", "2031-01-01")).status())
        .isEqualTo(303);
  }

  @Test
  void theNextEditionIsWrittenFromTheNewestOrRefusedAsStale() {
    var number = begin();
    publish(number, 1);
    var form = "/rekommendationer/" + number + "/ny-upplaga";
    assertThat(editor.submit(form, form, Map.of("version", "banan")).status()).isEqualTo(422);
    assertThat(editor.submit(form, form, Map.of("version", "")).status()).isEqualTo(422);
    assertThat(editor.submit(form, form, Map.of("textSv", "Ny.")).status()).isEqualTo(303);
    publish(number, 2);
    assertThat(editor.submit(form, form, Map.of("version", "1")).status()).isEqualTo(409);
    assertThat(editor.submit(form, form, Map.of("textSv", "Nyare.")).status()).isEqualTo(303);
  }

  @Test
  void anEditionGoesStepByStepAndSupersedesTheOneBefore() {
    var number = begin();
    assertThat(APP.visitor().get("/rekommendationer/" + number).status()).isEqualTo(404);
    publish(number, 1);
    assertThat(APP.visitor().get("/rekommendationer/" + number).text())
        .contains("Gör så här.", "1 januari 2031", "deltog");

    var again =
        editor.submit(
            "/rekommendationer/" + number + "/ny-upplaga",
            "/rekommendationer/" + number + "/ny-upplaga",
            Map.of("textSv", "Gör så här, varsamt."));
    assertThat(again.header("Location")).contains("/rekommendationer/" + number + "/2");
    assertThat(APP.visitor().get("/rekommendationer/" + number).text())
        .contains("Gör så här.")
        .doesNotContain("varsamt");
    publish(number, 2);

    var page = APP.visitor().get("/rekommendationer/" + number);
    assertThat(page.text()).contains("upplaga 2", "varsamt", "Skillnad mot förra upplagan");
    assertThat(page.html().select("ins").text()).contains("varsamt");
    assertThat(APP.visitor().get("/rekommendationer/" + number + "/1").text())
        .contains("Den här upplagan gäller inte längre");
    assertThat(TOLD)
        .filteredOn(it -> it instanceof EditionPublished p && p.number().equals(number))
        .hasSize(2);
    assertThat(TOLD)
        .anyMatch(it ->
            it instanceof LinksAsserted links
                && links.links().stream()
                    .anyMatch(link ->
                        link.key().contains("supersedes:recommendation:" + number)
                            && link.involvement()
                                .equals(java.util.Optional.of("record:kunskap-" + number))));
  }

  @Test
  void aStepAsksForItsGroundsAndKeepsWhatWasWritten() {
    var number = begin();
    var bare = step(editor, number, 1, "evidence-review", Map.of("reason", "Vi granskar nu"));
    assertThat(bare.status()).isEqualTo(422);
    assertThat(bare.text()).contains("egen erfarenhet har deltagit", "Vi granskar nu");
    var invented =
        step(editor, number, 1, "evidence-review", Map.of("involvement", "record:finns-inte"));
    assertThat(invented.status()).isEqualTo(422);
    assertThat(invented.text()).contains("record:finns-inte");
    var other =
        step(editor, number, 1, "evidence-review", Map.of("involvement", "record:kunskap-1"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text()).contains("gäller något annat", "notera en ny");
    assertThat(editor.get("/rekommendationer/" + number + "/1").text()).contains("Utkast");
  }

  @Test
  void anIllegalStepIsRefusedWithASentence() {
    var number = begin();
    var answer =
        editor.submit(
            "/rekommendationer/" + number + "/1",
            "/rekommendationer/" + number + "/1/steg",
            Map.of("to", "published", "reason", "Bråttom"));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text()).contains("Det går inte att gå från Utkast till Gäller");
  }

  @Test
  void theOneWhoRevisedMayNotApprove() {
    var number = begin();
    var involved = Map.of("involvement", "record:kunskap-" + number, "decision", "kunskap-1");
    for (var to :
        List.of("evidence-review", "coi-cleared", "panel-decided", "consultation", "revised")) {
      assertThat(step(editor, number, 1, to, involved).status()).as(to).isEqualTo(303);
    }
    var own = step(editor, number, 1, "approved", Map.of());
    assertThat(own.status()).isEqualTo(422);
    assertThat(own.text()).contains("någon annan");
    assertThat(step(leader, number, 1, "approved", Map.of()).status()).isEqualTo(303);
    var late =
        editor.post(
            "/rekommendationer/" + number + "/1/andra",
            Map.of("_csrf", csrf(editor), "titleSv", "Annat", "version", "1"));
    assertThat(late.status()).isEqualTo(409);
  }

  private static String csrf(Reader reader) {
    return reader.get("/rekommendationer").html().selectFirst("input[name=_csrf]").attr("value");
  }

  @Test
  void aWithdrawalIsShownAtOnceAndToldToTheOthers() {
    var number = begin();
    publish(number, 1);
    assertThat(
            step(editor, number, 1, "withdrawn", Map.of("reason", "Ny kunskap om risker")).status())
        .isEqualTo(303);
    assertThat(APP.visitor().get("/rekommendationer/" + number).text())
        .contains("drogs tillbaka", "Ny kunskap om risker");
    assertThat(APP.visitor().json("/api/v1/recommendations/" + number).status()).isEqualTo(404);
    assertThat(APP.visitor().json("/api/v1/recommendations/" + number + "/1").body())
        .contains("\"withdrawn\"");
    assertThat(TOLD)
        .anyMatch(it ->
            it instanceof RecommendationWithdrawn w
                && w.number().equals(number)
                && w.reason().equals("Ny kunskap om risker"));
  }

  @Test
  void retractedEvidenceFlagsEveryRecommendationThatRestsOnIt() {
    var number = begin();
    publish(number, 1);
    var id = "artikel-" + number;
    var added =
        editor.submit(
            "/underlag/nytt",
            "/underlag",
            Map.of(
                "id",
                id,
                "titleSv",
                "En artikel",
                "doi",
                "https://doi.org/10.1000/ABC",
                "supports",
                number + "@1"));
    assertThat(added.status()).as(added.text()).isEqualTo(303);
    assertThat(APP.visitor().get("/underlag/" + id).text())
        .contains("10.1000/abc", "Prov " + number);
    assertThat(APP.visitor().get("/rekommendationer/" + number).text())
        .doesNotContain("tagits tillbaka");

    var wrong =
        editor.submit(
            "/underlag/" + id,
            "/underlag/" + id + "/aterkalla",
            Map.of("retractedOn", "9000-01-01"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.html().select(".error-summary li")).hasSize(2);
    var retracted =
        editor.submit(
            "/underlag/" + id,
            "/underlag/" + id + "/aterkalla",
            Map.of("retractedOn", "2026-02-01", "retractionReason", "Fel i data"));
    assertThat(retracted.status()).isEqualTo(303);

    assertThat(APP.visitor().get("/rekommendationer/" + number).text())
        .contains("har tagits tillbaka av sin utgivare");
    assertThat(
            APP.visitor()
                .get("/rekommendationer")
                .html()
                .select("tr:contains(Prov " + number + ")")
                .text())
        .contains("behöver ses över");
    assertThat(APP.visitor().json("/api/v1/recommendations/" + number).body())
        .contains("\"retractedEvidence\":[\"" + id + "\"]");
    assertThat(TOLD)
        .contains(
            new EvidenceRetracted(id, List.of(number + "@1"), java.time.LocalDate.of(2026, 2, 1)));
    assertThat(TOLD)
        .anyMatch(it ->
            it instanceof LinksAsserted links
                && links
                    .ended()
                    .contains("supports:evidence:" + id + ":recommendation:" + number + "-1"));
  }

  @Test
  void everyWrongFieldIsToldAndNothingIsSaved() {
    var answer =
        editor.submit(
            "/rekommendationer/ny",
            "/rekommendationer",
            Map.of(
                "number",
                "noll",
                "titleSv",
                "",
                "strength",
                "enorm",
                "direction",
                "bakåt",
                "certainty",
                "kanske",
                "reviewDue",
                "i morgon",
                "textSv",
                "x".repeat(20_001)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary a").eachAttr("href"))
        .containsExactlyInAnyOrder(
            "#f-number",
            "#f-titleSv",
            "#f-strength",
            "#f-direction",
            "#f-certainty",
            "#f-reviewDue",
            "#f-textSv");
    assertThat(answer.html().select("[aria-invalid=true]")).hasSize(7);
  }

  @Test
  void whoEditsNoKnowledgeIsRefused() {
    var number = begin();
    assertThat(APP.visitor().get("/rekommendationer/ny").status()).isEqualTo(403);
    var economist = APP.signedIn("ekonom");
    assertThat(economist.get("/rekommendationer/ny").status()).isEqualTo(403);
    var step =
        economist.post(
            "/rekommendationer/" + number + "/1/steg",
            Map.of(
                "_csrf", token(economist), "to", "evidence-review", "reason", "x", "version", "1"));
    assertThat(step.status()).isEqualTo(403);
    assertThat(
            editor.get("/rekommendationer/" + number + "/1").html().select("td:contains(Utkast)"))
        .isNotEmpty();
  }

  private static String token(Reader reader) {
    return reader.get("/rekommendationer").html().selectFirst("input[name=_csrf]").attr("value");
  }

  @Test
  void aSaveOfAnOldVersionIsRefused() {
    var number = begin();
    var page = "/rekommendationer/" + number + "/1/andra";
    assertThat(editor.submit(page, page, Map.of("titleSv", "Först")).status()).isEqualTo(303);
    var stale = editor.submit(page, page, Map.of("titleSv", "Sedan", "version", "1"));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.text()).contains("nyare version");
    assertThat(editor.get("/rekommendationer/" + number + "/1").text()).contains("Först");
  }

  @Test
  void aCoordinatorAddsForTheOwnRegionAlone() {
    var number = begin();
    publish(number, 1);
    var coordinator = APP.signedIn("samordnare-12");
    var page = "/rekommendationer/" + number + "/1";
    var fields =
        Map.of(
            "region",
            "12",
            "part",
            "periphery",
            "textSv",
            "Hos oss ringer man först.",
            "approvedBy",
            "Chefsläkaren");
    assertThat(coordinator.submit(page, page + "/tillagg", fields).status()).isEqualTo(303);
    assertThat(APP.visitor().get(page).text())
        .contains("Hos oss ringer man först.", "Region Skåne");

    var other = new LinkedHashMap<>(fields);
    other.put("region", "24");
    assertThat(coordinator.submit(page, page + "/tillagg", other).status()).isEqualTo(403);
    var wrong =
        coordinator.submit(page, page + "/tillagg", Map.of("region", "xx", "validFrom", "nu"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.html().select(".error-summary a").eachAttr("href"))
        .containsExactlyInAnyOrder(
            "#f-region", "#f-part", "#f-textSv", "#f-approvedBy", "#f-validFrom");

    var form = coordinator.get(page).html().selectFirst("form[action$=/avsluta]");
    assertThat(APP.signedIn("samordnare-24").get(page).html().select("form[action$=/avsluta]"))
        .isEmpty();
    var stranger = APP.signedIn("samordnare-24");
    assertThat(
            stranger
                .post(form.attr("action"), Map.of("_csrf", token(stranger), "version", "1"))
                .status())
        .isEqualTo(403);
    assertThat(coordinator.submit(page, form.attr("action"), Map.of()).status()).isEqualTo(303);
    assertThat(APP.visitor().get(page).text()).contains("Ingen region har lämnat");
  }

  @Test
  void methodsAreFoundUnderAnyNameAndANameLeadsToOne() {
    var id = "metod-" + NUMBERS.incrementAndGet();
    var added =
        editor.submit(
            "/metoder/ny",
            "/metoder",
            Map.of(
                "id", id, "nameSv", "Inläggning " + id, "synonyms", "kort " + id + "; pass " + id));
    assertThat(added.status()).as(added.text()).isEqualTo(303);
    assertThat(APP.visitor().get("/metoder?q=kort%20" + id).text())
        .contains("kort " + id + " är samma metod som Inläggning " + id);
    assertThat(APP.visitor().json("/api/v1/methods/pass%20" + id).body())
        .contains("\"id\":\"" + id + "\"");

    var twin =
        editor.submit(
            "/metoder/ny",
            "/metoder",
            Map.of("id", id + "-b", "nameSv", "Annan", "synonyms", "Kort " + id));
    assertThat(twin.status()).isEqualTo(422);
    assertThat(twin.text()).contains("hör redan till metoden Inläggning " + id);

    var page = "/metoder/" + id + "/andra";
    assertThat(editor.submit(page, page, Map.of("population", "vuxna")).status()).isEqualTo(303);
    assertThat(editor.submit(page, page, Map.of("version", "1")).status()).isEqualTo(409);
    assertThat(APP.visitor().get("/metoder/" + id).html().select("ins").text()).contains("vuxna");
    assertThat(APP.visitor().get("/metoder/ny").status()).isEqualTo(403);
  }
}
