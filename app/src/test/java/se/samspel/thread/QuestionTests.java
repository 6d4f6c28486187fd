package se.samspel.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.Kronor;
import se.samspel.ui.Messages;

class QuestionTests {

  private final World world = World.shared();

  private static List<String> rows(Answer answer) {
    return answer.rows().stream()
        .map(row ->
            row.cells().stream()
                .map(cell ->
                    cell instanceof se.samspel.core.Refused.MessageKey(var key)
                        ? key.substring(key.lastIndexOf('.') + 1)
                        : Objects.toString(Answer.plain(cell)))
                .collect(Collectors.joining("|")))
        .toList();
  }

  private static String sentence(Answer answer) {
    return answer.sentence().text(Messages.SWEDISH);
  }

  @Test
  void theThreadBreaksWhereTheFirstLinkIsMissingHeaviestFirst() {
    var answer = world.ask(1);
    assertThat(rows(answer))
        .containsExactly(
            "need:n1|5|01|adoption|7|2000000|11500000", "need:n1|5|13|reach|6|300000|11500000");
    assertThat(sentence(answer))
        .startsWith("Tråden brister i 2 av 3 fall, räknat på 1 prioriterade");
  }

  @Test
  void theCostOfAWorkingImplementationIsOutcomePerUnit() {
    var answer = world.ask(2);
    assertThat(rows(answer))
        .containsExactly(
            "recommendation:4|12|agreement:g1|100000.00|100000.00|0.00|0.00|1|1|100000.00|100000.00",
            "null|null|agreement:g1|20000.00|0.00|20000.00|0.00|null|null|null|null");
    assertThat(sentence(answer)).contains("100\u202f000\u00a0kr").contains("1 enheter");
    assertThat(answer.missing().getFirst().text(Messages.SWEDISH)).contains("20\u202f000\u00a0kr");
  }

  @Test
  void trainedWithoutAdoptionAndAdoptedWithoutTrainingAreToldApart() {
    assertThat(rows(world.ask(3)))
        .containsExactly(
            "trained|01|recommendation:4|BUP|läkare|25|2023-02-01|1|0|null",
            "untrained|01|recommendation:4|Akutmottagning|null|0|2023-01-01|null|6|Akuten Solna");
  }

  @Test
  void noQuestionTellsANumberThatThePagesOfReachAndIndicatorsHide() {
    var own = World.fresh();
    own.change((jdbc, at) -> {
      jdbc.sql("update reach.cell set replaced_at = :at where id = 'c4'")
          .param("at", java.sql.Timestamp.from(at))
          .update();
      World.put(
          jdbc,
          at,
          "indicators.definition",
          "id, version, name_sv, numerator, denominator, unit, direction",
          "'i50', 1, 'Andel som fått stöd', 'n', 'd', 'percent', 'up'");
      for (int month = 1; month <= 10; month++) {
        var signal = month == 10;
        for (var row :
            List.of(
                "'01', 'total', %d, 50".formatted(signal ? 3 : 20),
                "'12', 'total', %d, 150".formatted(signal ? 57 : 20 + month % 2),
                "'SE', 'total', %d, 200".formatted(signal ? 60 : 40 + month % 2),
                "'SE', 'women', %d, 100".formatted(signal ? 58 : 30),
                "'SE', 'men', %d, 100".formatted(signal ? 2 : 10 + month % 2))) {
          var cells = row.split(", ");
          World.put(
              jdbc,
              at,
              "indicators.value",
              "id, version, indicator, definition_version, period, period_from, period_to, region, sex, numerator,"
                  + " denominator, value, unit",
              "'i50-%s-%s-%d', 1, 'i50', 1, '2025-%02d', '2025-%02d-01', '2025-%02d-28', %s, %s, 'percent'"
                  .formatted(
                      cells[0].replace("'", ""),
                      cells[1].replace("'", ""),
                      month,
                      month,
                      month,
                      month,
                      row,
                      100.0 * Integer.parseInt(cells[2]) / Integer.parseInt(cells[3])));
        }
      }
    });
    // 25 of 28 would tell of the three others.
    assertThat(rows(own.ask(3))).noneMatch(row -> row.startsWith("trained|01"));
    // 57 of the country's 60 would tell of Stockholm's three.
    assertThat(rows(own.ask(10))).noneMatch(row -> row.startsWith("indicator:i50"));
    assertThat(rows(own.ask(11)))
        .filteredOn(row -> row.startsWith("indicator|indicator:i50"))
        .singleElement()
        .asString()
        .startsWith("indicator|indicator:i50|null|2025-10|30.0|null|null|percent");
    var visitor = own.app.visitor();
    assertThat(visitor.get("/fragor/3.csv?dag=2026-06-30", "text/csv").body())
        .doesNotContain("läkare");
    assertThat(visitor.json("/api/v1/questions/10?day=2026-06-30").body()).doesNotContain("i50");
    var frozen = own.app.bean(Figures.class).compute("question-3", Map.of(), World.THEN);
    assertThat(frozen.result().toString()).doesNotContain("läkare");
    own.app.close();
  }

  @Test
  void thoseWhoWorkByAnOldEditionAreNamedWithWhoActs() {
    assertThat(rows(world.ask(4)))
        .containsExactly(
            "track|Akuten Solna|01|recommendation:4|1|2|superseded|2020-01-01|region|Verksamhetschef",
            "training|Gammal kurs|null|recommendation:4|1|2|superseded|2020-01-01|programme|Kansliet");
  }

  @Test
  void decisionsAreCountedByInvolvementInTheLastWholeQuarter() {
    var answer = world.ask(5);
    assertThat(rows(answer))
        .containsExactly("2026 kv 1|body|Styrgruppen|2|1|1|1200.00|700.00|0.75|1.0");
    assertThat(sentence(answer))
        .startsWith("2026 kv 1 fattades 1 av 2 beslut")
        .contains("700\u00a0kr");
  }

  @Test
  void moneyAtRiskIsForecastFromThePaceAndNeedsThatFitAreNamed() {
    assertThat(rows(world.ask(6)))
        .containsExactly(
            "agreement:g1|2026-12-31|184|1000000.00|120000.00|50000.00|758011.05|false|758011.05"
                + "|Planer går inte att jämföra|true");
  }

  @Test
  void theForecastIsNeverBelowWhatIsSpentAndPromised() {
    assertThat(MoneyAtRisk.unspent(Kronor.of(100), Kronor.of(20), Kronor.of(50), 50, 100))
        .isEqualTo(Kronor.of(30));
    assertThat(MoneyAtRisk.unspent(Kronor.of(100), Kronor.of(40), Kronor.of(0), 50, 100))
        .isEqualTo(Kronor.of(20));
    assertThat(MoneyAtRisk.unspent(Kronor.of(10), Kronor.of(40), Kronor.of(0), 50, 100))
        .isEqualTo(Kronor.ZERO);
  }

  @Test
  void anOpenGapIsToldWithItsNeedsMoneyAndEvidence() {
    assertThat(rows(world.ask(7))).containsExactly("knowledge-gap:kg1|open|SBU|2024|1|true|1|null");
  }

  @Test
  void theTimeOfKnowledgeIsCountedStepByStep() {
    var answer = world.ask(8);
    assertThat(rows(answer))
        .containsExactly(
            "recommendation:4|01|366|2922|0|null|to-training",
            "recommendation:4|12|366|2312|396|365|to-training");
    assertThat(answer.more().stream().map(it -> it.text(Messages.SWEDISH)))
        .contains("Insatser väntade 30 dagar i mitten på beslut (1 insatser).")
        .contains("Insatser väntade 50 dagar i mitten på medel (1 insatser).");
  }

  @Test
  void theWeakestPairAroundThePersonComesFirst() {
    var answer = world.ask(9);
    assertThat(rows(answer))
        .containsExactly(
            "01|BUP|Polisen|false|false|false|false|0",
            "12|BUP|Polisen|true|false|null|false|1",
            "12|Akutmottagning|BUP|true|true|true|true|4");
    assertThat(sentence(answer))
        .isEqualTo(
            "Svagast är BUP – Polisen: i snitt 0,5 av fyra delar finns. I 1 av 3 par finns ingen del alls.");
  }

  @Test
  void aSignalStandsBesideWhatHappenedAndRegionsWithoutButNeverAsACause() {
    var answer = world.ask(10);
    assertThat(answer.rows()).hasSize(1);
    var row = answer.rows().getFirst();
    assertThat(row.cells().subList(2, 4)).isEqualTo(List.of("2025-10", 30.0));
    assertThat(rows(answer).getFirst()).contains("|worse|0|0|0|null|null|1|0");
    assertThat(sentence(answer)).contains("säger inte vad som är orsaken");
  }

  @Test
  void whatMayBeSaidIsSplitBySexAndTheMadeUpMayNot() {
    assertThat(rows(world.ask(11)))
        .containsExactly(
            "indicator|indicator:i01|null|2024|80.0|110.0|50.0|per 100 000|null|null|true|may|Socialstyrelsen",
            "indicator|indicator:i02|null|2024|7.0|null|null|antal|null|null|false|synthetic|påhittat",
            "recommendation|recommendation:4|null|2020|null|null|null|null|moderate|3|true|may|kvalitetsdokument");
    assertThat(world.ask(11).synthetic()).isTrue();
  }

  @Test
  void whatHangsOnTheMoneyIsToldWithTheSmallestThingToDo() {
    assertThat(rows(world.ask(12)))
        .containsExactly(
            "tracks|recommendation:4|01|1|0|1|0|1|null|second-person",
            "tracks|recommendation:4|12|1|1|0|0|0|null|hand-over",
            "training|training:t1|null|null|null|null|null|null|2026-12-31|training-owner");
  }

  @Test
  void everyQuestionHasAPageAFileAndTheSameAnswerForMachines() {
    var reader = world.app.visitor();
    for (int number = 1; number <= 12; number++) {
      var page = reader.get("/fragor/" + number + "?dag=2026-06-30");
      assertThat(page.status()).as("question " + number).isEqualTo(200);
      assertThat(page.text()).contains(sentence(world.ask(number)).replace('\u00a0', ' '));
      assertThat(page.header("Set-Cookie")).isEmpty();
      assertThat(page.text()).doesNotContain("MessageKey").doesNotContain("question.");
      var json = reader.json("/api/v1/questions/" + number + "?day=2026-06-30");
      assertThat(json.status()).isEqualTo(200);
      assertThat(json.body()).contains("\"answer\"").contains("\"missing\"");
      var csv = reader.get("/fragor/" + number + ".csv?dag=2026-06-30", "text/csv");
      assertThat(csv.status()).isEqualTo(200);
      assertThat(csv.body().lines().count()).isEqualTo(1 + world.ask(number).rows().size());
    }
    assertThat(reader.get("/fragor").html().select("ol.cards > li")).hasSize(12);
    assertThat(reader.get("/fragor/13").status()).isEqualTo(404);
    assertThat(reader.get("/fragor/1?dag=igår").status()).isEqualTo(400);
  }

  @Test
  void machinesThatAskInEnglishAreAnsweredInEnglish() {
    var answer =
        world
            .app
            .visitor()
            .send(
                java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(world.app.url("/api/v1/questions/1?day=2026-06-30")))
                    .header("Accept-Language", "en-GB,en;q=0.9"));
    assertThat(answer.body())
        .contains("Where does the thread break?")
        .contains("The thread breaks in 2 of 3");
  }

  @Test
  void beforeAnythingWasThereEveryQuestionAnswersWithASentenceAndNoRows() {
    var early = AsOf.day(LocalDate.of(2010, 1, 1));
    for (int number = 1; number <= 12; number++) {
      var answer = world.app.bean(Questions.class).answer(number, early);
      assertThat(sentence(answer)).isNotBlank().doesNotContain("question.");
      answer.missing().forEach(it -> assertThat(it.text(Messages.SWEDISH)).doesNotContain("{"));
    }
  }

  @Test
  void aPermanentLinkGivesTheSameAnswerAfterEverythingHasChanged() {
    var own = World.fresh();
    var known = own.app.bean(Changes.class).latest();
    var frozen = new AsOf(World.DAY, known);
    var questions = own.app.bean(Questions.class);
    Map<Integer, List<String>> before =
        questions.numbers().stream()
            .collect(Collectors.toMap(it -> it, it -> rows(questions.answer(it, frozen))));
    own.change((jdbc, at) -> {
      var tables =
          List.of(
              "programme.need",
              "programme.decision",
              "reach.cell",
              "implementation.track",
              "implementation.stage_event",
              "implementation.pair",
              "funding.entry",
              "indicators.value",
              "knowledge.recommendation",
              "programme.knowledge_gap",
              "thread.link");
      for (var table : tables) {
        jdbc.sql("update " + table + " set replaced_at = :at where replaced_at = 'infinity'")
            .param("at", java.sql.Timestamp.from(at))
            .update();
      }
    });
    // Asked anew, past every answer that is kept in memory.
    var again = TestAppAgain.questions(own);
    for (var number : questions.numbers()) {
      assertThat(rows(again.answer(number, frozen)))
          .as("question " + number)
          .isEqualTo(before.get(number));
    }
    assertThat(again.answer(1, World.THEN).rows()).isEmpty();
    assertThat(again.answer(11, World.THEN).rows()).isEmpty();
    own.app.close();
  }

  @Test
  void whoeverMayFreezesTheAnswerFromItsPage() {
    assertThat(world.app.visitor().get("/fragor/4").html().select("form[action=/siffror]"))
        .isEmpty();
    var leader = world.app.signedIn("programledare");
    var frozen = leader.submit("/fragor/4?dag=2026-06-30", "/siffror", Map.of());
    assertThat(frozen.status()).isEqualTo(303);
    assertThat(leader.get(frozen.header("Location")).text())
        .contains("spår, utbildningar, tillägg");
  }

  @Test
  void theAnswersAreOfferedForFreezing() {
    var figures = world.app.bean(Figures.class);
    assertThat(figures.definitions()).hasSize(12);
    var figure = figures.compute("question-11", Map.of(), World.THEN);
    assertThat(figure.sources()).contains("Socialstyrelsen");
    assertThat(figure.synthetic()).isTrue();
    assertThat(figure.sentence()).isEqualTo(sentence(world.ask(11)));
  }
}
