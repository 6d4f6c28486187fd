package se.samspel.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.samspel.core.AsOf;
import se.samspel.testing.Reader;
import se.samspel.testing.TestApp;

class NeedPagesTests {

  private final TestApp app = TestApp.plain();

  /** Raises a need and gives its path. */
  private String raised(Reader reader, String statement, Map<String, String> more) {
    var fields = new java.util.HashMap<>(Map.of("statementSv", statement));
    fields.putAll(more);
    var answer = reader.submit("/behov/nytt", "/behov/nytt", fields);
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
    return answer.header("Location").replaceAll("[?].*", "").replaceAll("^https?://[^/]+", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/behov",
        "/behov/luckor",
        "/mal",
        "/insatser",
        "/historik",
        "/beslut",
        "/delaktighet",
        "/behov?q=finns-inte&lage=raised&mal=x&region=12",
        "/historik?q=x&slag=study&ar=2011"
      })
  void anyoneReadsTheListsWithoutACookie(String path) {
    var answer = app.visitor().get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.html().select("h1")).hasSize(1);
  }

  @Test
  void aCoordinatorRaisesANeedForTheOwnRegion() {
    var skane = app.signedIn("samordnare-12");
    var path = raised(skane, "Kortare väntan till bedömning i söder", Map.of());
    var page = app.visitor().get(path);
    assertThat(page.text()).contains("Kortare väntan till bedömning i söder").contains("Lyft");
    assertThat(page.html().select("a[href^=/trad/need/]")).hasSize(1);
    assertThat(
            app.database()
                .asOwner()
                .sql("select region from programme.need where id = :id")
                .param("id", path.substring("/behov/".length()))
                .query(String.class)
                .single())
        .isEqualTo("12");
  }

  @Test
  void aNeedOfTheOwnRegionAloneIsSeenThereAndByTheProgramme() {
    var path = raised(app.signedIn("samordnare-12"), "Bara för oss", Map.of("regionOnly", "true"));
    assertThat(app.visitor().get(path).status()).isEqualTo(404);
    assertThat(app.signedIn("samordnare-24").get(path).status()).isEqualTo(404);
    assertThat(app.signedIn("samordnare-12").get(path).status()).isEqualTo(200);
    assertThat(app.signedIn("programledare").get(path).status()).isEqualTo(200);
    // Signed in, but with no duty for the whole programme.
    assertThat(app.signedIn("revisor").get(path).status()).isEqualTo(404);
  }

  @Test
  void whatTellsOfANeedOfTheOwnRegionAloneIsSeenByThoseWhoMaySeeTheNeed() {
    var skane = app.signedIn("samordnare-12");
    var path = raised(skane, "Bara för oss här", Map.of("regionOnly", "true"));
    var need = path.substring("/behov/".length());
    var owner = app.database().asOwner();
    owner
        .sql(
            """
            insert into involvement.record (id, version, subject, level, perspective, form, stage, held_on, said_sv, recorded_at)
            values ('rec-' || :need, 1, 'need:' || :need, 3, 'own-experience', 'panel', 'problem', '2026-01-10', 'Sagt om oss', now())\
            """)
        .param("need", need)
        .update();
    owner
        .sql(
            """
            insert into involvement.waiver (id, version, subject, reason_sv, decided_by, decided_on, recorded_at)
            values ('wai-' || :need, 1, 'need:' || :need, 'Skäl om oss', 'Rådet', '2026-01-10', now())\
            """)
        .param("need", need)
        .update();
    owner
        .sql(
            """
            insert into programme.decision (id, version, body, decided_on, title_sv, about, recorded_at)
            values ('dec-' || :need, 1, 'b', '2026-01-10', 'Beslut om oss', 'need:' || :need, now())\
            """)
        .param("need", need)
        .update();
    owner
        .sql(
            """
            insert into programme.action (id, version, decision, text_sv, owner_sv, due_on, recorded_at)
            values ('act-' || :need, 1, 'dec-' || :need, 'Uppdrag om oss', 'Någon', '2026-01-10', now())\
            """)
        .param("need", need)
        .update();
    owner
        .sql(
            """
            insert into programme.initiative (id, version, name_sv, need, recorded_at)
            values ('ini-' || :need, 1, 'Insats för alla', :need, now())\
            """)
        .param("need", need)
        .update();
    var pages =
        java.util.List.of(
            "/delaktighet/rec-" + need, "/delaktighet/undantag/wai-" + need, "/beslut/dec-" + need);
    for (var page : pages) {
      assertThat(app.visitor().get(page).status()).as(page).isEqualTo(404);
      assertThat(app.signedIn("samordnare-24").get(page).status()).as(page).isEqualTo(404);
      assertThat(skane.get(page).status()).as(page).isEqualTo(200);
    }
    for (var list :
        java.util.List.of("/delaktighet", "/beslut", "/api/v1/decisions", "/api/v1/involvement")) {
      assertThat(app.visitor().get(list).body())
          .as(list)
          .doesNotContain("om oss")
          .doesNotContain(need);
    }
    var own = AsOf.day(java.time.LocalDate.of(2026, 6, 1));
    assertThat(app.bean(Programme.class).listSteps(se.samspel.core.NodeKind.NEED, need, own))
        .isEmpty();
    assertThat(
            app.as(
                se.samspel.core.Person.VISITOR,
                () ->
                    app.bean(JdbcClient.class)
                        .sql("select count(*) from programme.action where id = 'act-' || :need")
                        .param("need", need)
                        .query(Integer.class)
                        .single()))
        .isZero();
    var initiative = app.visitor().get("/insatser/ini-" + need);
    assertThat(initiative.text()).contains("visas inte");
    assertThat(initiative.body().replace("ini-" + need, "")).doesNotContain(need);
    assertThat(app.visitor().json("/api/v1/initiatives/ini-" + need).body())
        .contains("\"need\":null");
    assertThat(app.visitor().json("/api/v1/initiatives?need=" + need).body())
        .contains("\"total\":0");
    assertThat(skane.get("/insatser/ini-" + need).text()).contains("Bara för oss här");
    assertThat(skane.json("/api/v1/initiatives?need=" + need).body()).contains("\"" + need + "\"");
  }

  @Test
  void anotherRegionsNeedCanBeReadButNotChanged() {
    var path = raised(app.signedIn("samordnare-12"), "Stöd till skolor i söder", Map.of());
    var norr = app.signedIn("samordnare-24");
    assertThat(norr.get(path).html().select("a[href$=/andra]")).isEmpty();
    assertThat(norr.get(path + "/andra").status()).isEqualTo(403);
    var token = norr.get("/behov/nytt").html().select("main input[name=_csrf]").attr("value");
    var answer =
        norr.post(
            path + "/andra",
            Map.of("_csrf", token, "version", "1", "statementSv", "Övertaget", "region", "24"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(norr.get(path).text()).doesNotContain("Övertaget");
  }

  @Test
  void aNeedCannotBeRaisedForAnotherRegion() {
    var answer =
        app.signedIn("samordnare-24")
            .submit(
                "/behov/nytt",
                "/behov/nytt",
                Map.of("statementSv", "För någon annan", "region", "12"));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void everyWrongFieldIsToldAtOnceAndNothingIsLost() {
    var answer =
        app.signedIn("programledare")
            .submit(
                "/behov/nytt",
                "/behov/nytt",
                Map.of(
                    "statementSv", "",
                    "saidYear", "2999",
                    "severity", "9",
                    "aim", "finns-inte",
                    "region", "x",
                    "saidBy", "granskningen",
                    "populationSv", "x".repeat(301)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select(".error-summary li")).hasSize(6);
    assertThat(answer.html().select("#f-saidBy").attr("value")).isEqualTo("granskningen");
    assertThat(answer.html().select("[aria-invalid=true]")).hasSize(6);
  }

  @Test
  void aStaleVersionIsRefusedAndTheNewerOneStays() {
    var leader = app.signedIn("programledare");
    var path = raised(leader, "Första ordalydelsen", Map.of());
    var edited =
        leader.submit(
            path + "/andra", path + "/andra", Map.of("statementSv", "Andra ordalydelsen"));
    assertThat(edited.status()).isEqualTo(303);
    var late =
        leader.submit(
            path + "/andra", path + "/andra", Map.of("statementSv", "För sent", "version", "1"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text()).contains("Någon annan har sparat en nyare version");
    var page = leader.get(path);
    assertThat(page.text()).contains("Version 2").doesNotContain("För sent");
    assertThat(page.html().select("del").text()).contains("Första");
    assertThat(page.html().select("ins").text()).contains("Andra");
  }

  @Test
  void thoseWithoutTheRoleRaiseNothing() {
    assertThat(app.signedIn("ekonom").get("/behov/nytt").status()).isEqualTo(403);
    assertThat(app.visitor().get("/behov/nytt").status()).isEqualTo(403);
    assertThat(app.signedIn("egenerfaren").get("/behov/luckor/ny").status()).isEqualTo(403);
    assertThat(app.signedIn("ekonom").get("/insatser/ny").status()).isEqualTo(403);
    assertThat(app.signedIn("egenerfaren").get("/mal/nytt").status()).isEqualTo(403);
  }

  @Test
  void aNeedIsConfirmedOnlyWithInvolvementBehindIt() {
    var leader = app.signedIn("programledare");
    var path = raised(leader, "Tryggare övergång till vuxenvård", Map.of());
    var id = path.substring("/behov/".length());
    var steps = path + "/steg";
    assertThat(leader.submit(path, steps, Map.of("to", "triaged", "reason", "Bedömt.")).status())
        .isEqualTo(303);
    var bare = leader.submit(path, steps, Map.of("to", "confirmed", "reason", "Klart."));
    assertThat(bare.status()).isEqualTo(422);
    assertThat(bare.text()).contains("Steget kräver delaktighet");
    var unknown =
        leader.submit(
            path,
            steps,
            Map.of("to", "confirmed", "reason", "Klart.", "involvement", "waiver:finns-inte"));
    assertThat(unknown.status()).isEqualTo(422);

    var waiver =
        leader.submit(
            "/delaktighet/undantag/nytt?om=need:" + id,
            "/delaktighet/undantag/nytt",
            Map.of("reason", "Brådskande", "decidedBy", "Programledaren"));
    assertThat(waiver.status()).as(waiver.text()).isEqualTo(303);
    var key = leader.get(path).html().select("#f-involvement option[value^=waiver]").attr("value");
    assertThat(
            leader
                .submit(
                    path, steps, Map.of("to", "confirmed", "reason", "Klart.", "involvement", key))
                .status())
        .isEqualTo(303);
    assertThat(app.visitor().get(path).text()).contains("Bekräftat").contains("Undantag");

    var skipped = leader.submit(path, steps, Map.of("to", "met", "reason", "Hoppar."));
    assertThat(skipped.status()).isEqualTo(409);
    assertThat(skipped.text()).contains("från Bekräftat till Tillgodosett");
  }

  @Test
  void aCoordinatorReadsOnlyWhatIsOpenOrOwnStraightFromTheDatabase() {
    var path =
        raised(app.signedIn("samordnare-12"), "Enbart i söder", Map.of("regionOnly", "true"));
    var id = path.substring("/behov/".length());
    assertThat(count("samordnare-12", "12", id)).isEqualTo(1);
    assertThat(count("samordnare-24", "24", id)).isZero();
  }

  private int count(String username, String region, String id) {
    var person =
        new se.samspel.core.Person(
            username,
            username,
            java.util.Set.of(se.samspel.core.Permission.RAISE_NEED),
            java.util.Optional.of(new se.samspel.core.RegionCode(region)));
    return app.as(
        person,
        () ->
            app.bean(JdbcClient.class)
                .sql("select count(*) from programme.need where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single());
  }
}
