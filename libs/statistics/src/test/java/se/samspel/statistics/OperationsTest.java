package se.samspel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever is sent in, the answer is a figure, "no value" with a status, or a refusal that says
 * why.
 */
@NullUnmarked // reads JSON, where anything may be absent and a wrong guess fails the test
class OperationsTest {

  private static Answer.Refused refused(String operation, String json) {
    var answer = Operations.answer(operation, Oracles.parse(json));
    assertThat(answer).as(json).isInstanceOf(Answer.Refused.class);
    return (Answer.Refused) answer;
  }

  private static Map<String, @Nullable Object> given(String operation, String json) {
    var answer = Operations.answer(operation, Oracles.parse(json));
    assertThat(answer).as(answer.toString()).isInstanceOf(Answer.Given.class);
    return ((Answer.Given) answer).fields();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nonsense             | {}                                                      | UNKNOWN_OPERATION
          proportion           | {"denominator":4}                                       | MISSING_FIELD
          proportion           | {"numerator":"1","denominator":4}                       | WRONG_TYPE
          proportion           | {"numerator":[1],"denominator":4}                       | WRONG_TYPE
          proportion           | {"numerator":1.5,"denominator":4}                       | NOT_A_WHOLE_NUMBER
          proportion           | {"numerator":1,"denominator":4,"method":"wald"}         | UNKNOWN_CHOICE
          proportion           | {"numerator":1,"denominator":4,"method":7}              | WRONG_TYPE
          proportion           | {"numerator":1,"denominator":4,"confidence":0.4}        | INVALID_CONFIDENCE
          proportion           | {"numerator":1,"denominator":4,"confidence":1}          | INVALID_CONFIDENCE
          proportion           | {"numerator":1e300,"denominator":1e301}                 | OUT_OF_RANGE
          proportion           | {"numerator":0,"denominator":-1}                        | NEGATIVE_DENOMINATOR
          rate                 | {"count":3}                                             | MISSING_POPULATION
          rate                 | {"count":3,"personTime":-5}                             | NON_POSITIVE_POPULATION
          rate                 | {"count":3,"personTime":5,"multiplier":0}               | OUT_OF_RANGE
          mean                 | {"values":5}                                            | WRONG_TYPE
          mean                 | {"values":[1,"a"]}                                      | WRONG_TYPE
          mean                 | {"values":[1,[2]]}                                      | WRONG_TYPE
          quantile             | {"values":[1],"probabilities":[1.1]}                    | INVALID_PROBABILITY
          quantile             | {"values":[1],"probabilities":[0.1],"types":[10]}       | UNKNOWN_CHOICE
          quantileGroups       | {"values":[1,2],"groups":0}                             | OUT_OF_RANGE
          spc                  | {"chart":"x","values":[1]}                              | UNKNOWN_CHOICE
          spc                  | {"chart":"p","values":[1]}                              | MISSING_FIELD
          spc                  | {"chart":"p","values":[1],"denominators":[1,2]}         | UNEQUAL_LENGTHS
          spc                  | {"chart":"p","values":[3],"denominators":[2]}           | NUMERATOR_EXCEEDS_DENOMINATOR
          spc                  | {"chart":"p","values":[-3],"denominators":[2]}          | NEGATIVE_NUMERATOR
          spc                  | {"chart":"c","values":[-3]}                             | NEGATIVE_COUNT
          spc                  | {"chart":"t","values":[3,0]}                            | NON_POSITIVE_VALUE
          spc                  | {"chart":"i","values":[3,4],"breakAfter":[2]}           | OUT_OF_RANGE
          spc                  | {"chart":"i","values":[3,4],"freezeAfter":3}            | OUT_OF_RANGE
          spc                  | {"chart":"i","values":[3,4],"exclude":[0]}              | OUT_OF_RANGE
          nhseXmr              | {"values":[1,2],"improvementDirection":"up"}            | UNKNOWN_CHOICE
          nhseXmr              | {"values":[1],"improvementDirection":"increase","rebaseAt":[2]} | OUT_OF_RANGE
          funnelLimits         | {"statistic":"ratio","method":"wilson-inverse","target":1,"denominators":[1]} | UNKNOWN_CHOICE
          funnelLimits         | {"statistic":"proportion","target":1.2,"denominators":[1]} | OUT_OF_RANGE
          siiWithSe            | {"groups":[{"rank":1,"value":1,"population":1},{"rank":2,"value":1,"population":1},{"rank":3,"value":1,"population":1}]} | MISSING_FIELD
          inequalityRanked     | {"favourable":true,"groups":[{"rank":1,"value":1,"population":1},{"rank":1,"value":1,"population":1},{"rank":3,"value":1,"population":1}]} | DUPLICATE_RANK
          inequalityRanked     | {"favourable":true,"groups":[{"rank":1,"value":1,"population":1},{"rank":2,"value":null,"population":1},{"rank":3,"value":1,"population":1}]} | TOO_MANY_MISSING
          adjustPValues        | {"pValues":[0.2,1.2]}                                   | INVALID_P_VALUE
          trendTest            | {"numerators":[1,2],"denominators":[2]}                 | UNEQUAL_LENGTHS
          waitingCompliance    | {"completed":[{"days":-1}],"waiting":[]}                | NEGATIVE_DAYS
          waitingKaplanMeier   | {"waits":[{"days":1}],"targets":[30]}                   | MISSING_FIELD
          waitingKaplanMeier   | {"waits":[{"days":1,"completed":"yes"}],"targets":[30]} | WRONG_TYPE
          daysWaited           | {"from":"2026-02-30","to":"2026-03-01"}                 | INVALID_DATE
          suppressionIndicator | {"numerator":1,"denominator":4,"threshold":0}           | OUT_OF_RANGE
          suppressionProtect   | {"cells":[{"id":"A","value":1},{"id":"A","value":2}],"equations":[]} | DUPLICATE_ID
          suppressionProtect   | {"cells":[{"id":"A","value":1}],"equations":[{"total":"T","parts":["A"]}]} | UNKNOWN_CELL
          suppressionProtect   | {"cells":[{"id":"A","value":null}],"equations":[]}      | MISSING_FIELD
          suppressionProtect   | {"cells":[{"id":"A","value":-4}],"equations":[]}        | NEGATIVE_COUNT
          suppressionAudit     | {"cells":["A"],"equations":[]}                          | WRONG_TYPE
          """)
  void wrongInputIsRefusedWithACodeAndASentence(String operation, String json, RefusalCode code) {
    var refused = refused(operation, json);
    assertThat(refused.code()).as(refused.sentence()).isEqualTo(code);
    assertThat(refused.sentence()).matches("(?s)[A-Z].*\\.");
  }

  @Test
  void aRefusalNamesTheFieldByItsPath() {
    assertThat(
            refused(
                    "dsr",
                    """
                    {"strata":[{"count":1,"population":9,"standard":1},
                               {"count":1,"population":9,"standard":"x"}]}
                    """)
                .sentence())
        .contains("strata[1].standard");
  }

  @Test
  void deepAndLongInputIsRefusedBeforeAnythingIsComputed() {
    Object deep = 1;
    for (var i = 0; i < 10; i++) {
      deep = List.of(deep);
    }
    assertThat(((Answer.Refused) Operations.answer("mean", Map.of("values", deep))).code())
        .isEqualTo(RefusalCode.TOO_DEEP);
    var tooMany = Collections.nCopies(100_001, 1);
    assertThat(((Answer.Refused) Operations.answer("mean", Map.of("values", tooMany))).code())
        .isEqualTo(RefusalCode.TOO_MANY_VALUES);
    var most = Collections.nCopies(100_000, 1);
    assertThat(Operations.answer("mean", Map.of("values", most))).isInstanceOf(Answer.Given.class);
  }

  @Test
  void aMisspeltOptionIsReported() {
    assertThat(given("proportion", "{\"numerator\":1,\"denominator\":4,\"confidance\":0.9}"))
        .containsEntry("ignored", List.of("confidance"));
  }

  @Test
  void everyAnswerCarriesStatusAndMethodWithVersion() throws IOException {
    for (var file : Oracles.files()) {
      for (var c : Oracles.cases(file)) {
        if (Operations.answer(c.operation(), c.input()) instanceof Answer.Given given) {
          assertThat(Arrays.stream(Status.values()).map(Enum::name))
              .contains(String.valueOf(given.fields().get("status")));
          assertThat(String.valueOf(given.fields().get("method")))
              .as(c.id())
              .matches("[a-z0-9.-]+/\\d+");
        }
      }
    }
  }

  @Test
  void theSameInputGivesTheSameDoublesTwice() throws IOException {
    for (var file : Oracles.files()) {
      for (var c : Oracles.cases(file)) {
        assertThat(Operations.answer(c.operation(), c.input()))
            .isEqualTo(Operations.answer(c.operation(), c.input()));
      }
    }
  }

  @Test
  void emptySeriesHaveNoValueRatherThanZero() {
    assertThat(given("mean", "{\"values\":[]}"))
        .containsEntry("mean", null)
        .containsEntry("status", "MISSING");
    assertThat(given("spc", "{\"chart\":\"i\",\"values\":[]}")).containsEntry("status", "MISSING");
    assertThat(given("nhseXmr", "{\"values\":[],\"improvementDirection\":\"increase\"}"))
        .containsEntry("status", "MISSING")
        .containsEntry("variationIcon", null);
    assertThat(given("waitingKaplanMeier", "{\"waits\":[],\"targets\":[30]}"))
        .containsEntry("status", "MISSING")
        .containsEntry("startedWithin", Arrays.asList((Object) null));
    assertThat(given("consistencyRatio", "{\"current\":3,\"previous\":[]}"))
        .containsEntry("ratio", null);
    assertThat(given("outlierScores", "{\"values\":[null]}")).containsEntry("mean", null);
  }

  @Test
  void aLongComputationEndsWhenItsThreadIsInterrupted() throws InterruptedException {
    var table = RandomTables.input(RandomTables.threeWay(new SplittableRandom(1), 12, 12, 12, 9));
    var codes = Collections.synchronizedList(new ArrayList<Answer>());
    var thread =
        Thread.ofVirtual().start(() -> codes.add(Operations.answer("suppressionProtect", table)));
    Thread.sleep(200);
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    assertThat(codes).hasSize(1);
    if (codes.getFirst() instanceof Answer.Refused refused) {
      assertThat(refused.code()).isEqualTo(RefusalCode.TIME_LIMIT);
    }
  }

  /** Every leaf of every oracle input is spoilt in turn by something a careless client sends. */
  @Test
  void spoiltInputNeverBreaksAnOperation() throws IOException {
    var spoils =
        Arrays.asList(
            null,
            -1,
            0,
            0.5,
            1,
            3.0,
            1e15,
            1e-300,
            1e300,
            "x",
            true,
            List.of(),
            Map.of(),
            List.of(1));
    var random = new SplittableRandom(20261125);
    var tried = 0;
    for (var file : Oracles.files()) {
      for (var c : Oracles.cases(file)) {
        for (var k = 0; k < 25; k++) {
          var spoilt = spoil(c.input(), random, spoils.get(random.nextInt(spoils.size())));
          @SuppressWarnings("unchecked")
          var input = (Map<String, Object>) spoilt;
          var answer =
              assertTimeoutPreemptively(
                  Duration.ofSeconds(30),
                  () -> Operations.answer(c.operation(), input),
                  () -> c.id() + " " + input);
          if (answer instanceof Answer.Given given) {
            requireFinite(given.fields(), c.id() + " " + input);
          }
          tried++;
        }
      }
    }
    assertThat(tried).isEqualTo(368 * 25);
  }

  private static Object spoil(Object value, SplittableRandom random, Object with) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      var out = new LinkedHashMap<Object, Object>(map);
      var keys = new ArrayList<Object>(map.keySet());
      var key = keys.get(random.nextInt(keys.size()));
      out.put(key, random.nextInt(4) == 0 ? with : spoil(map.get(key), random, with));
      return out;
    }
    if (value instanceof List<?> list && !list.isEmpty()) {
      var out = new ArrayList<Object>(list);
      var at = random.nextInt(list.size());
      out.set(at, spoil(list.get(at), random, with));
      return out;
    }
    return with;
  }

  private static void requireFinite(Object value, String what) {
    switch (value) {
      case null -> {}
      case Double d -> assertThat(Double.isFinite(d)).as(what).isTrue();
      case Map<?, ?> map -> map.values().forEach(v -> requireFinite(v, what));
      case List<?> list -> list.forEach(v -> requireFinite(v, what));
      default -> {}
    }
  }
}
