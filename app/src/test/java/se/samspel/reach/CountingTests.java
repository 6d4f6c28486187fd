package se.samspel.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CountingTests {

  private static Fact fact(
      String training, Sex sex, int month, Basis basis, long contacts, long unique) {
    return new Fact(
        training,
        "12",
        "type-polis",
        Optional.empty(),
        sex,
        LocalDate.of(2026, month, 1),
        LocalDate.of(2026, month + 1, 1),
        1,
        basis,
        OptionalLong.of(contacts),
        unique < 0 ? OptionalLong.empty() : OptionalLong.of(unique),
        false);
  }

  @Test
  void basesAreNeverAddedTogether() {
    var sums =
        Counting.byBasis(
            List.of(
                fact("a", Sex.WOMEN, 1, Basis.HEADCOUNT, 10, 10),
                fact("a", Sex.WOMEN, 1, Basis.WEB_COMPLETIONS, 7, 7)));
    assertThat(sums.get(Basis.HEADCOUNT).contacts()).isEqualTo(Tally.between(10, 10));
    assertThat(sums.get(Basis.WEB_COMPLETIONS).contacts()).isEqualTo(Tally.between(7, 7));
  }

  @Test
  void differentPeopleOfOneReportAddUpOverSexes() {
    var sum =
        Counting.byBasis(
            List.of(
                fact("a", Sex.WOMEN, 1, Basis.HEADCOUNT, 10, 9),
                fact("a", Sex.MEN, 1, Basis.HEADCOUNT, 5, 5)));
    assertThat(sum.get(Basis.HEADCOUNT).people()).isEqualTo(Tally.between(14, 14));
  }

  @Test
  void differentPeopleOverSeveralReportsAreARange() {
    var sum =
        Counting.byBasis(
            List.of(
                fact("a", Sex.WOMEN, 1, Basis.HEADCOUNT, 10, 9),
                fact("b", Sex.WOMEN, 1, Basis.HEADCOUNT, 20, 15)));
    assertThat(sum.get(Basis.HEADCOUNT).people()).isEqualTo(Tally.between(15, 24));
    assertThat(sum.get(Basis.HEADCOUNT).contacts()).isEqualTo(Tally.between(30, 30));
  }

  @Test
  void aPartThatNobodyKnowsMakesTheSumUnknown() {
    var sum =
        Counting.byBasis(
            List.of(
                fact("a", Sex.WOMEN, 1, Basis.HEADCOUNT, 10, -1),
                fact("a", Sex.MEN, 1, Basis.HEADCOUNT, 5, 5)));
    assertThat(sum.get(Basis.HEADCOUNT).people().kind()).isEqualTo(Tally.Kind.MISSING);
    assertThat(sum.get(Basis.HEADCOUNT).contacts()).isEqualTo(Tally.between(15, 15));
  }

  @Test
  void aShownSplitEqualsItsTotalOrHidesAtLeastTwo() {
    var split =
        Split.open(
                By.SEX,
                List.of(
                    fact("a", Sex.WOMEN, 1, Basis.HEADCOUNT, 100, 100),
                    fact("a", Sex.MEN, 1, Basis.HEADCOUNT, 3, 3),
                    fact("a", Sex.OTHER, 1, Basis.HEADCOUNT, 20, 20)),
                Map.of())
            .shown();
    assertThat(split.lines().stream().filter(it -> it.on(Basis.HEADCOUNT).contacts().hidden()))
        .hasSize(2);
    assertThat(split.total(Basis.HEADCOUNT).contacts()).isEqualTo(Tally.between(123, 123));
    assertThat(split.withholds()).isTrue();
  }
}
