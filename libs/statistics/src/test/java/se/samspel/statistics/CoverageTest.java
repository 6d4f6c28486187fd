package se.samspel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * What the intervals and rules promise, by simulation from fixed seeds: a 95 % interval holds the
 * truth about 95 times in a hundred, and stable processes cry wolf as often as the specification
 * says.
 */
class CoverageTest {
  private final SplittableRandom random = new SplittableRandom(20261125);

  private static double share(int times, BooleanSupplier happens) {
    var count = 0;
    for (var i = 0; i < times; i++) {
      count += happens.getAsBoolean() ? 1 : 0;
    }
    return (double) count / times;
  }

  private long binomial(int n, double p) {
    var x = 0L;
    for (var i = 0; i < n; i++) {
      x += random.nextDouble() < p ? 1 : 0;
    }
    return x;
  }

  private long poisson(double mean) {
    var limit = Math.exp(-mean);
    var k = 0L;
    for (var product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      k++;
    }
    return k;
  }

  private static boolean holds(Estimate of, double truth) {
    var lower = of.lower();
    var upper = of.upper();
    return lower != null && upper != null && lower <= truth && truth <= upper;
  }

  @Test
  void wilsonHoldsTheTruthAboutAsOftenAsItSays() {
    for (var p : List.of(0.1, 0.35, 0.72, 0.9)) {
      for (var n : List.of(30, 80, 250)) {
        var covered = share(3_000, () -> holds(Proportions.wilson(binomial(n, p), n, 0.95), p));
        assertThat(covered).as("p " + p + " n " + n).isBetween(0.92, 0.985);
      }
    }
  }

  @Test
  void clopperPearsonHoldsItAtLeastAsOften() {
    for (var p : List.of(0.02, 0.2, 0.5, 0.97)) {
      for (var n : List.of(10, 45, 200)) {
        var covered =
            share(3_000, () -> holds(Proportions.clopperPearson(binomial(n, p), n, 0.95), p));
        assertThat(covered).as("p " + p + " n " + n).isGreaterThan(0.94);
      }
    }
  }

  @Test
  void ratesHoldTheTruthOnBothSidesOfTheStepAtTen() {
    for (var events : List.of(2.0, 6.0, 10.0, 14.0, 60.0)) {
      var covered =
          share(
              4_000,
              () -> holds(Rates.crude(poisson(events), 1, 1, 0.95, Rates.Limit.AUTO), events));
      assertThat(covered).as("mean " + events).isBetween(0.935, 0.995);
    }
  }

  @Test
  void standardisedRatesHoldTheTruth() {
    var populations = List.of(5_200.0, 8_100.0, 9_900.0, 7_000.0, 2_100.0);
    var standards = List.of(16_000.0, 24_000.0, 27_500.0, 23_000.0, 9_500.0);
    var rates = List.of(0.002, 0.004, 0.003, 0.001, 0.002);
    var truth = 0.0;
    for (var i = 0; i < 5; i++) {
      truth += standards.get(i) * rates.get(i) / 100_000;
    }
    var target = truth;
    var covered =
        share(
            3_000,
            () -> {
              var strata = new ArrayList<Standardisation.Stratum>();
              for (var i = 0; i < 5; i++) {
                strata.add(
                    new Standardisation.Stratum(
                        poisson(populations.get(i) * rates.get(i)),
                        populations.get(i),
                        standards.get(i)));
              }
              var of = Standardisation.direct(strata, List.of(0.95), 1, 10).bands().get(0.95);
              return of != null && of.lower() <= target && target <= of.upper();
            });
    assertThat(covered).isBetween(0.935, 0.975);
  }

  @Test
  void repeatedEpisodesNeedTheWiderIntervalAndItHolds() {
    // Persons have 1 or 5 episodes: as Poisson the interval is far too narrow.
    var truth = 0.001 * 1 + 0.0004 * 5;
    var plain = new int[1];
    var covered =
        share(
            2_000,
            () -> {
              var one = poisson(40_000 * 0.001);
              var five = poisson(40_000 * 0.0004);
              var rows =
                  List.of(
                      new Standardisation.Repeats("all", 1, one, 40_000, 1),
                      new Standardisation.Repeats("all", 5, five, 40_000, 1));
              var of = Standardisation.repeated(rows, List.of(0.95), 1, 10).bands().get(0.95);
              var naive = Rates.crude(one + 5 * five, 40_000, 1, 0.95, Rates.Limit.AUTO);
              plain[0] += holds(naive, truth) ? 1 : 0;
              return of != null && of.lower() <= truth && truth <= of.upper();
            });
    assertThat(covered).isBetween(0.92, 0.98);
    assertThat(plain[0] / 2_000.0).isLessThan(0.8);
  }

  @Test
  void newcombesDifferenceAndTheRateRatioHoldTheTruth() {
    var difference =
        share(
            3_000,
            () -> {
              var of = Proportions.difference(binomial(60, 0.7), 60, binomial(90, 0.55), 90, 0.95);
              var lower = of.lower();
              var upper = of.upper();
              return lower != null && upper != null && lower <= 0.15 && 0.15 <= upper;
            });
    assertThat(difference).isBetween(0.93, 0.975);
    var ratio =
        share(
            2_000,
            () -> {
              var of = Rates.ratio(poisson(30), 100, poisson(20), 200, 0.95);
              var lower = of.lower();
              var upper = of.upper();
              return lower != null && lower <= 3 && (upper == null || 3 <= upper);
            });
    assertThat(ratio).isBetween(0.945, 0.995);
  }

  @Test
  void kaplanMeierHoldsTheTrueShareAlthoughManyStillWait() {
    var truth = 1 - Math.exp(-30.0 / 40);
    var covered =
        share(
            1_500,
            () -> {
              var waits = new ArrayList<Waiting.Referral>();
              for (var i = 0; i < 120; i++) {
                var contact = -40 * Math.log(random.nextDouble());
                var cut = 5 + 60 * random.nextDouble();
                waits.add(new Waiting.Referral(Math.min(contact, cut), contact <= cut));
              }
              var of = Waiting.cohort(waits, new double[] {30}, 0.95).startedWithin().getFirst();
              return holds(of, truth);
            });
    assertThat(covered).isBetween(0.93, 0.97);
  }

  private double gaussian() {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }

  private double[] stable(int points) {
    var out = new double[points];
    for (var i = 0; i < points; i++) {
      out[i] = gaussian();
    }
    return out;
  }

  @Test
  void stableProcessesCryWolfAsOftenAsTheSpecificationSays() {
    var points = List.of(12, 24, 36);
    var anywhere = List.of(0.079, 0.177, 0.292);
    var last = List.of(0.015, 0.016, 0.015);
    var runs = List.of(0.015, 0.029, 0.038);
    var plan = ImprovementChart.Plan.of(ImprovementChart.Direction.NEUTRAL, null);
    for (var k = 0; k < points.size(); k++) {
      var counts = new int[3];
      var times = 4_000;
      for (var i = 0; i < times; i++) {
        var series = stable(points.get(k));
        var chart = ImprovementChart.draw(series, plan);
        var causes = chart.specialCause();
        counts[0] += causes.stream().anyMatch(c -> c != ImprovementChart.Cause.COMMON) ? 1 : 0;
        counts[1] += causes.getLast() != ImprovementChart.Cause.COMMON ? 1 : 0;
        var run = ControlChart.draw(ControlChart.Kind.RUN, series, null, ControlChart.Plan.plain());
        counts[2] += run.phases().getFirst().runs().signal() ? 1 : 0;
      }
      assertThat((double) counts[0] / times)
          .as("anywhere, " + points.get(k))
          .isCloseTo(anywhere.get(k), within(0.025));
      assertThat((double) counts[1] / times)
          .as("last, " + points.get(k))
          .isCloseTo(last.get(k), within(0.008));
      assertThat((double) counts[2] / times)
          .as("runs, " + points.get(k))
          .isCloseTo(runs.get(k), within(0.02));
    }
  }

  @Test
  void equalGroupsAreSeldomCalledUnequal() {
    var question = Inequality.Question.of(true);
    var called =
        share(
            200,
            () -> {
              var groups = new ArrayList<Inequality.Group>();
              for (var i = 0; i < 12; i++) {
                groups.add(
                    new Inequality.Group(
                        "g" + i, 60 + 3 * gaussian(), 1_000 + 100 * i, 3.0, false));
              }
              var none = Inequality.measure(groups, question).noDifference();
              var variance = none.get(Inequality.Measure.VARIANCE);
              return variance != null && !variance.explainedByChance();
            });
    assertThat(called).isLessThan(0.07);
  }

  @Test
  void funnelsFlagAboutOneInTwentyOfEqualUnits() {
    var flagged =
        share(
            300,
            () -> {
              var units = new ArrayList<Funnel.Unit>();
              for (var i = 0; i < 21; i++) {
                var n = 150 + 40 * i;
                units.add(new Funnel.Unit("u" + i, binomial(n, 0.4), n));
              }
              return Funnel.categories(Funnel.Statistic.PROPORTION, units).stream()
                  .anyMatch(c -> c != Funnel.Category.NOT_SIGNIFICANT);
            });
    // One of 21 at 5 % somewhere: 1 - 0.95^21 = 66 %.
    assertThat(flagged).isBetween(0.5, 0.8);
  }
}
