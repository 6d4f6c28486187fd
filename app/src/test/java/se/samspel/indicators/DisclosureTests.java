package se.samspel.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.samspel.core.DateSpan;

/** Invariant 3: counts below the least never leave, nor can they be worked out. */
class DisclosureTests {

  private static Indicator of(String counts, int least) {
    return new Indicator(
        "i99",
        1,
        "Prov",
        Optional.empty(),
        "persons",
        Optional.of("all"),
        "percent",
        "up",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        counts,
        least,
        false,
        DateSpan.since(DateSpan.EARLIEST),
        Optional.empty(),
        false,
        Indicator.InSwedish.NONE);
  }

  private static Measured value(
      String region, String sex, String age, double numerator, double denominator) {
    return new Measured(
        region + "/" + sex + "/" + age,
        1,
        "i99",
        1,
        "",
        region,
        sex,
        age,
        Period.parse("2024"),
        Measured.computed(Optional.of(numerator), Optional.of(denominator), "percent"),
        Optional.of(numerator),
        Optional.of(denominator),
        Optional.of("percent"),
        Optional.empty(),
        false,
        ValueState.ACCEPTED,
        Optional.empty(),
        false);
  }

  private static Measured region(String region, double numerator, double denominator) {
    return value(region, "total", "all", numerator, denominator);
  }

  @Test
  void fewerThanTheLeastIsLeftOutAndSoIsTheComplement() {
    var values =
        List.of(region("01", 4, 50), region("12", 46, 50), region("24", 5, 50), region("25", 2, 3));
    assertThat(Disclosure.hidden(values, of("persons", 5)))
        .containsExactlyInAnyOrder("01/total/all", "12/total/all", "25/total/all");
    assertThat(Disclosure.hidden(values, of("units", 5))).isEmpty();
  }

  @Test
  void aSingleRegionLeftOutTakesTheSmallestOtherWithIt() {
    var values = List.of(region("01", 3, 50), region("12", 20, 50), region("24", 30, 60));
    assertThat(Disclosure.hidden(values, of("persons", 5)))
        .containsExactlyInAnyOrder("01/total/all", "12/total/all");
  }

  @Test
  void oneSexLeftOutTakesTheOtherWithIt() {
    var values =
        List.of(
            value("01", "total", "all", 23, 100),
            value("01", "women", "all", 20, 50),
            value("01", "men", "all", 3, 50));
    assertThat(Disclosure.hidden(values, of("persons", 5)))
        .containsExactlyInAnyOrder("01/women/all", "01/men/all");
  }

  @Test
  void agesThatMakeUpAnotherAreProtectedTogether() {
    var values =
        List.of(
            value("SE", "total", "13-24", 40, 100),
            value("SE", "total", "13-19", 37, 50),
            value("SE", "total", "20-24", 3, 50));
    assertThat(Disclosure.hidden(values, of("persons", 5)))
        .containsExactlyInAnyOrder("SE/total/13-19", "SE/total/20-24");
  }

  @Test
  void theLeastCountIsTheDefinitions() {
    var values = List.of(region("01", 9, 50), region("12", 8, 50), region("24", 20, 50));
    assertThat(Disclosure.hidden(values, of("persons", 10))).hasSize(2);
    assertThat(Disclosure.hidden(values, of("persons", 5))).isEmpty();
  }

  @Test
  void noSingleCountBelowTheLeastFollowsFromWhatIsShownForAnyTable() {
    var random = new Random(7);
    for (int round = 0; round < 300; round++) {
      var values = new ArrayList<Measured>();
      for (int r = 1; r <= 5; r++) {
        double women = random.nextInt(12);
        double men = random.nextInt(12);
        values.add(value("0" + r, "women", "all", women, 40));
        values.add(value("0" + r, "men", "all", men, 40));
        values.add(value("0" + r, "total", "all", women + men, 80));
      }
      var hidden = Disclosure.hidden(values, of("persons", 5));
      for (var it : values) {
        assertThat(it.numerator().orElseThrow() < 5 && !hidden.contains(it.id())).isFalse();
      }
      for (int r = 1; r <= 5; r++) {
        notTheOnlyOne(hidden, "0" + r + "/total/all", "0" + r + "/women/all", "0" + r + "/men/all");
      }
      for (var sex : List.of("women", "men", "total")) {
        var out =
            values.stream().filter(it -> it.sex().equals(sex) && hidden.contains(it.id())).toList();
        assertThat(out).hasSizeGreaterThanOrEqualTo(out.isEmpty() ? 0 : 2);
      }
    }
  }

  private static void notTheOnlyOne(Set<String> hidden, String... line) {
    long out = java.util.Arrays.stream(line).filter(hidden::contains).count();
    assertThat(out).isNotEqualTo(1);
  }
}
