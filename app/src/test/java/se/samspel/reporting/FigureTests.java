package se.samspel.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.samspel.access.AuditLog;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.FigureSource;
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.testing.TestApp;

/** Invariant 4: every published number is a figure with definition, parameters, as-of and hash. */
class FigureTests {

  private static final TestApp APP = TestApp.plain();
  private static final LocalDate DAY = LocalDate.of(2026, 1, 31);

  private final Figures figures = APP.bean(Figures.class);

  private static FigureSource.Definition definition(String id) {
    return new FigureSource.Definition(id, 1, "Hur många?", "Vi räknade.");
  }

  private static FigureSource.Answer answer(int count) {
    return new FigureSource.Answer(
        "Det är " + count + ".",
        Map.of(
            "rows",
            List.of(Map.of("region", "12", "count", count, "share", 0.75)),
            "none",
            List.of()),
        List.of("studylibsv.com/doc/1"),
        true);
  }

  private Figure take(String definition, int count, AsOf asOf) {
    return APP.as(
        Person.SYSTEM,
        () -> figures.snapshot(definition(definition), Map.of("need", "a"), asOf, answer(count)));
  }

  private java.util.Optional<Figure> find(Figure figure) {
    return figures.find(figure.id(), AsOf.day(LocalDate.of(2200, 1, 1)));
  }

  private static AsOf known() {
    return new AsOf(DAY, APP.bean(Changes.class).latest());
  }

  @Test
  void theSameAnswerTakenTwiceIsOneFigure() {
    var asOf = known();
    var first = take("idempotent", 3, asOf);
    assertThat(take("idempotent", 3, asOf)).isEqualTo(first);
    assertThat(take("idempotent", 3, known())).isEqualTo(first);
    var second = take("idempotent", 4, known());
    assertThat(second.previous()).contains(first.id());
    assertThat(second.hash()).isNotEqualTo(first.hash());
    assertThat(take("idempotent", 3, new AsOf(DAY.plusDays(1), asOf.known())).hash())
        .isNotEqualTo(first.hash());
  }

  @Test
  void aFigureIsVerifiedAndOneThatWasChangedIsNot() {
    var first = take("verified", 3, known());
    var second = take("verified", 4, known());
    assertThat(figures.verify(find(second).orElseThrow())).isTrue();
    assertThat(APP.visitor().get("/siffror/" + second.id()).text())
        .contains(
            "Det är 4.",
            "Kontrollsumman stämmer",
            "Syntetiska uppgifter",
            "31 januari 2026",
            "studylibsv.com/doc/1",
            second.hash());

    APP.database()
        .asOwner()
        .sql("update reporting.figure set sentence_sv = 'Det är 30.' where id = :id")
        .param("id", first.id())
        .update();
    assertThat(figures.verify(find(first).orElseThrow())).isFalse();
    assertThat(figures.verify(find(second).orElseThrow())).isFalse();
    assertThat(APP.visitor().get("/siffror/" + first.id()).text())
        .contains("Kontrollsumman stämmer inte");
    assertThat(APP.visitor().json("/api/v1/figures/" + first.id()).body())
        .contains("\"verified\":false");
  }

  @Test
  void theRegisterIsReadAsOfADayAndAMomentAndRefusesWhatIsNeither() {
    var figure = take("as-of", 1, known());
    var list = "/api/v1/figures?definition=as-of";
    assertThat(APP.visitor().json(list).body()).contains(figure.id());
    assertThat(APP.visitor().json(list + "&day=2020-01-01").body()).doesNotContain(figure.id());
    assertThat(APP.visitor().json(list + "&known=2020-01-01T00:00:00Z").body())
        .doesNotContain(figure.id());
    var one = "/api/v1/figures/" + figure.id();
    assertThat(APP.visitor().json(one).status()).isEqualTo(200);
    assertThat(APP.visitor().json(one + "?day=2020-01-01").status()).isEqualTo(404);
    for (var garbage : List.of("day=x", "known=x")) {
      assertThat(APP.visitor().json(list + "&" + garbage).status()).as(garbage).isEqualTo(400);
      assertThat(APP.visitor().json(one + "?" + garbage).status()).as(garbage).isEqualTo(400);
    }
    assertThat(APP.visitor().get("/siffror?dag=x").status()).isEqualTo(400);
  }

  @Test
  void theRegisterIsNeverChangedByTheApplication() {
    var figure = take("append-only", 1, known());
    assertThatThrownBy(() ->
            APP.as(
                Person.SYSTEM,
                () ->
                    APP.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                        .sql("delete from reporting.figure where id = :id")
                        .param("id", figure.id())
                        .update()))
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  @Test
  void anAnswerIsFrozenAsAVisitorSeesIt() {
    var seen = new java.util.ArrayList<Person>();
    var source =
        new FigureSource() {
          @Override
          public List<Definition> definitions() {
            return List.of(definition("asked"));
          }

          @Override
          public Answer compute(String definition, Map<String, String> parameters, AsOf asOf) {
            seen.add(CurrentPerson.get());
            assertThat(asOf.frozen()).isTrue();
            assertThat(parameters).containsOnlyKeys("need");
            return answer(2);
          }
        };
    var freezing = new Freezing(List.of(source), figures, APP.bean(AuditLog.class));
    var figure =
        CurrentPerson.call(
            Person.SYSTEM,
            () -> freezing.freeze("asked", Map.of("need", "a", "region", " "), AsOf.day(DAY)));
    assertThat(seen).containsExactly(Person.VISITOR);
    assertThat(figure.takenBy()).isEqualTo("system");
    assertThatThrownBy(() -> freezing.freeze("unknown", Map.of(), AsOf.day(DAY)))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() -> freezing.freeze("asked", Map.of("need", "b"), AsOf.day(DAY)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("FORBIDDEN");
  }

  @Test
  void onlyThoseWhoMayFreezeAreLetIn() {
    assertThat(APP.visitor().get("/siffror").status()).isEqualTo(200);
    var economist = APP.signedIn("ekonom");
    var token = economist.get("/siffror").html().selectFirst("input[name=_csrf]").attr("value");
    assertThat(economist.post("/siffror", Map.of("_csrf", token, "definition", "asked")).status())
        .isEqualTo(403);
    var leader = APP.signedIn("programledare");
    var own = leader.get("/siffror").html().selectFirst("input[name=_csrf]").attr("value");
    assertThat(leader.post("/siffror", Map.of("_csrf", own, "definition", "finns-inte")).status())
        .isEqualTo(404);
    assertThat(
            leader.post("/siffror", Map.of("_csrf", own, "definition", "x", "dag", "nu")).status())
        .isEqualTo(400);
  }

  @Test
  void aPastDayIsFrozenAsThatDay() {
    var leader = APP.signedIn("programledare");
    var token = leader.get("/siffror").html().selectFirst("input[name=_csrf]").attr("value");
    var taken =
        leader.post(
            "/siffror", Map.of("_csrf", token, "definition", "question-1", "dag", "2020-02-29"));
    assertThat(taken.status()).isEqualTo(303);
    assertThat(figures.list(AsOf.day(LocalDate.of(2200, 1, 1))).getFirst().day()).isEqualTo(LocalDate.of(2020, 2, 29));
  }

  @Test
  void equalValuesHaveEqualTextHoweverTheyAreWritten() {
    assertThat(
            CanonicalJson.canonical("{\"b\": 1.50, \"a\": [1e2, \"å\\u00e4\", null, true, 0.0]}"))
        .isEqualTo("{\"a\":[100,\"åä\",null,true,0],\"b\":1.5}");
    assertThat(CanonicalJson.canonical("{\"a\":1,\"b\":2}"))
        .isEqualTo(CanonicalJson.canonical("{\"b\":2.0,\"a\":1.00}"));
  }
}
