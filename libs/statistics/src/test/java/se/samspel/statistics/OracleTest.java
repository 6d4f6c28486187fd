package se.samspel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every oracle case, compared by the rules of the oracles' README; each is a test of its own. */
@NullUnmarked // reads JSON, where anything may be absent and a wrong guess fails the test
class OracleTest {
  /** Tolerances of a file or a case. */
  private record Tolerance(double relative, double absolute) {
    static Tolerance of(Map<?, ?> map, Tolerance otherwise) {
      return new Tolerance(
          map.get("rel") instanceof Number rel ? rel.doubleValue() : otherwise.relative,
          map.get("abs") instanceof Number abs ? abs.doubleValue() : otherwise.absolute);
    }

    boolean holds(double got, double expected) {
      return Math.abs(got - expected) <= Math.max(absolute, relative * Math.abs(expected));
    }
  }

  @TestFactory
  Stream<DynamicContainer> everyOracleCaseIsMet() throws IOException {
    return Oracles.files().stream()
        .map(file -> {
          var tolerance =
              Tolerance.of((Map<?, ?>) file.get("defaultTolerance"), new Tolerance(0, 0));
          return DynamicContainer.dynamicContainer(
              String.valueOf(file.get("id")),
              Oracles.cases(file).stream()
                  .map(c -> DynamicTest.dynamicTest(c.id(), () -> check(c, tolerance))));
        });
  }

  @Test
  void all368CasesAreThere() throws IOException {
    var cases = Oracles.files().stream().flatMap(f -> Oracles.cases(f).stream()).toList();
    assertThat(cases).hasSize(368);
    assertThat(cases.stream().map(Oracles.Case::operation).collect(Collectors.toSet()))
        .isEqualTo(Operations.names());
  }

  @Test
  void noCaseHasAnInputThatIsIgnored() throws IOException {
    for (var file : Oracles.files()) {
      for (var c : Oracles.cases(file)) {
        if (Operations.answer(c.operation(), c.input()) instanceof Answer.Given given) {
          assertThat(given.fields()).as(c.id()).doesNotContainKey("ignored");
        }
      }
    }
  }

  private static void check(Oracles.Case c, Tolerance fileTolerance) {
    var tolerance = Tolerance.of(c.tolerance(), fileTolerance);
    var error = c.expect().get("error");
    switch (Operations.answer(c.operation(), c.input())) {
      case Answer.Refused refused -> {
        assertThat(refused.code().name()).as(refused.sentence()).isEqualTo(error);
        assertThat(refused.sentence()).endsWith(".");
      }
      case Answer.Given given -> {
        assertThat(error).as("an error was expected").isNull();
        refuseNonFinite(given.fields(), c.id());
        if (c.operation().equals("suppressionProtect")) {
          checkProtection(c, given.fields());
        } else {
          compare(c.expect(), given.fields(), tolerance, c.id());
        }
      }
    }
  }

  private static void refuseNonFinite(@Nullable Object value, String path) {
    switch (value) {
      case null -> {}
      case Number n -> assertThat(n.doubleValue()).as(path).isFinite();
      case Map<?, ?> map -> map.forEach((k, v) -> refuseNonFinite(v, path + "." + k));
      case List<?> list -> list.forEach(v -> refuseNonFinite(v, path));
      default -> assertThat(value).isInstanceOfAny(String.class, Boolean.class);
    }
  }

  private static void compare(
      @Nullable Object expected, @Nullable Object got, Tolerance tolerance, String path) {
    switch (expected) {
      case null -> assertThat(got).as(path).isNull();
      case Number n -> {
        assertThat(got).as(path).isInstanceOf(Number.class);
        var x = ((Number) got).doubleValue();
        if (!tolerance.holds(x, n.doubleValue())) {
          fail(path + ": expected " + n + " but got " + x);
        }
      }
      case Map<?, ?> map -> {
        assertThat(got).as(path).isInstanceOf(Map.class);
        map.forEach((k, v) -> {
          if (v != null) {
            assertThat(((Map<?, ?>) got).containsKey(k)).as(path + " has " + k).isTrue();
          }
          compare(v, ((Map<?, ?>) got).get(k), tolerance, path + "." + k);
        });
      }
      case List<?> list when path.endsWith(".bounds") || path.endsWith(".exactlyDisclosed") ->
          assertThat(asSet(got)).as(path).isEqualTo(asSet(list));
      case List<?> list -> {
        assertThat(got).as(path).isInstanceOf(List.class);
        var other = (List<?>) got;
        assertThat(other).as(path).hasSameSizeAs(list);
        for (var i = 0; i < list.size(); i++) {
          compare(list.get(i), other.get(i), tolerance, path + "[" + (i + 1) + "]");
        }
      }
      default -> assertThat(got).as(path).isEqualTo(expected);
    }
  }

  /** Bounds by id with whole numbers, or plain ids. */
  private static Set<String> asSet(@Nullable Object list) {
    var out = new HashSet<String>();
    for (var element : (List<?>) list) {
      out.add(
          element instanceof Map<?, ?> b
              ? b.get("id") + " " + whole(b.get("min")) + " " + whole(b.get("max"))
              : String.valueOf(element));
    }
    assertThat(out).hasSameSizeAs((List<?>) list);
    return out;
  }

  private static String whole(@Nullable Object x) {
    return x instanceof Number n ? String.valueOf(n.longValue()) : "none";
  }

  /** README rule 6, the audit by an independent linear program. */
  private static void checkProtection(Oracles.Case c, Map<String, ?> got) {
    var expect = c.expect();
    assertThat(got.get("solvable")).isEqualTo(expect.get("solvable"));
    assertThat(got.get("primaryAloneIsSafe")).isEqualTo(expect.get("primaryAloneIsSafe"));
    assertThat(Set.copyOf((List<?>) got.get("primary")))
        .isEqualTo(Set.copyOf((List<?>) expect.get("primary")));
    assertThat(got.get("minimumSecondaryCount")).isEqualTo(expect.get("minimumSecondaryCount"));
    assertThat(whole(got.get("minimumSecondarySum")))
        .isEqualTo(whole(expect.get("minimumSecondarySum")));
    if (Boolean.FALSE.equals(expect.get("solvable"))) {
      assertThat((List<?>) got.get("secondary")).isEmpty();
      return;
    }
    var hidden = new HashSet<String>();
    ((List<?>) got.get("suppressed")).forEach(id -> hidden.add(String.valueOf(id)));
    var width = ((Number) c.input().get("minimumIntervalWidth")).longValue();
    var primary = new ArrayList<String>();
    ((List<?>) got.get("primary")).forEach(id -> primary.add(String.valueOf(id)));
    IndependentAudit.of(c.input(), hidden).requireProtected(primary, width);
    var least = ((Number) expect.get("minimumSecondaryCount")).intValue();
    assertThat(((List<?>) got.get("secondary")).size())
        .isLessThanOrEqualTo(least + Math.max(1, least / 5));
  }
}
