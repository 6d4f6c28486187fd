package se.samspel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What must not matter does not: the unit, the order, how a group is cut, which way is up. Seeds
 * are fixed.
 */
class InvarianceTest {
  private static final int SEEDS = 40;

  private static double[] series(Random random, int n) {
    var out = new double[n];
    for (var i = 0; i < n; i++) {
      out[i] = Math.round(1000 * random.nextGaussian()) / 100.0 + (i > 2 * n / 3 ? 8 : 0);
      if (random.nextInt(12) == 0) {
        out[i] = Double.NaN;
      }
    }
    return out;
  }

  private static double[] scaled(double[] xs, double a, double b) {
    return java.util.Arrays.stream(xs).map(x -> a + b * x).toArray();
  }

  private static double of(@Nullable Double x) {
    return x == null ? Double.NaN : x;
  }

  @Test
  void theUnitOfASeriesDoesNotChangeWhatItSignals() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      var y = series(new Random(seed), 30);
      var plan = ImprovementChart.Plan.of(ImprovementChart.Direction.INCREASE, null);
      var one = ImprovementChart.draw(y, plan);
      var other = ImprovementChart.draw(scaled(y, 500, 3.5), plan);
      assertThat(other.specialCause()).as("seed " + seed).isEqualTo(one.specialCause());
      assertThat(other.rules()).isEqualTo(one.rules());
      var chart = ControlChart.draw(ControlChart.Kind.I, y, null, ControlChart.Plan.plain());
      var moved =
          ControlChart.draw(
              ControlChart.Kind.I, scaled(y, 500, 3.5), null, ControlChart.Plan.plain());
      assertThat(moved.sigmaSignal()).isEqualTo(chart.sigmaSignal());
      assertThat(moved.phases().getFirst().runs()).isEqualTo(chart.phases().getFirst().runs());
      assertThat(of(moved.upper().getFirst()))
          .isCloseTo(500 + 3.5 * of(chart.upper().getFirst()), within(1e-9 * 600));
    }
  }

  @Test
  void turnedUpsideDownEveryHighBecomesALow() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      var y = series(new Random(seed), 30);
      var up =
          ImprovementChart.draw(
              y, ImprovementChart.Plan.of(ImprovementChart.Direction.INCREASE, 1.0));
      var down =
          ImprovementChart.draw(
              scaled(y, 0, -1),
              ImprovementChart.Plan.of(ImprovementChart.Direction.DECREASE, -1.0));
      assertThat(down.pointType()).as("seed " + seed).isEqualTo(up.pointType());
      assertThat(down.assurance()).isEqualTo(up.assurance());
      for (var i = 0; i < y.length; i++) {
        var a = up.specialCause().get(i);
        var b = down.specialCause().get(i);
        if (a != null && b != null && a != ImprovementChart.Cause.COMMON) {
          assertThat(b.name()).isEqualTo(mirrored(a.name()));
        }
      }
    }
  }

  private static String mirrored(String cause) {
    return switch (cause) {
      case "ABOVE_LIMIT" -> "BELOW_LIMIT";
      case "BELOW_LIMIT" -> "ABOVE_LIMIT";
      case "TREND_UP" -> "TREND_DOWN";
      case "TREND_DOWN" -> "TREND_UP";
      default ->
          cause.endsWith("HIGH") ? cause.replace("HIGH", "LOW") : cause.replace("LOW", "HIGH");
    };
  }

  @Test
  void aPhaseIsDrawnAsIfItStoodAlone() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      var y = series(new Random(seed), 34);
      var plan = new ControlChart.Plan(true, new TreeSet<>(List.of(14)), null, new TreeSet<>());
      var both = ControlChart.draw(ControlChart.Kind.I, y, null, plan);
      var second =
          ControlChart.draw(
              ControlChart.Kind.I,
              java.util.Arrays.copyOfRange(y, 14, 34),
              null,
              ControlChart.Plan.plain());
      assertThat(both.upper().subList(14, 34)).isEqualTo(second.upper());
      assertThat(both.phases().get(1).runs()).isEqualTo(second.phases().getFirst().runs());
    }
  }

  @Test
  void freezeAndPhasesWorkTogether() {
    var y = series(new Random(5), 34);
    var plan = new ControlChart.Plan(true, new TreeSet<>(List.of(14)), 24, new TreeSet<>());
    var chart = ControlChart.draw(ControlChart.Kind.I, y, null, plan);
    var first =
        ControlChart.draw(
            ControlChart.Kind.I,
            java.util.Arrays.copyOfRange(y, 0, 14),
            null,
            ControlChart.Plan.plain());
    var base =
        ControlChart.draw(
            ControlChart.Kind.I,
            java.util.Arrays.copyOfRange(y, 14, 24),
            null,
            ControlChart.Plan.plain());
    assertThat(chart.upper().getFirst()).isEqualTo(first.upper().getFirst());
    assertThat(chart.upper().get(14)).isEqualTo(base.upper().getFirst());
    assertThat(chart.upper().get(33)).isEqualTo(base.upper().getFirst());
  }

  @Test
  void excludedPointsCouldHaveAnyValue() {
    var y = series(new Random(9), 24);
    var plan = new ControlChart.Plan(true, new TreeSet<>(), null, new TreeSet<>(List.of(6, 20)));
    var one = ControlChart.draw(ControlChart.Kind.I, y, null, plan);
    y[5] = 1e6;
    y[19] = -1e6;
    var other = ControlChart.draw(ControlChart.Kind.I, y, null, plan);
    assertThat(other.upper()).isEqualTo(one.upper());
    assertThat(other.phases()).isEqualTo(one.phases());
    assertThat(other.sigmaSignal().get(5)).isTrue();
  }

  @Test
  void aProportionChartOfEqualDenominatorsIsBlindToTheirName() {
    var counts = new double[] {8, 11, 7, 9, 12, 10, 6, 9};
    var n = new double[] {20, 20, 20, 20, 20, 20, 20, 20};
    var p = ControlChart.draw(ControlChart.Kind.P, counts, n, ControlChart.Plan.plain());
    var u = ControlChart.draw(ControlChart.Kind.U, counts, n, ControlChart.Plan.plain());
    assertThat(p.values()).isEqualTo(u.values());
    assertThat(p.centre()).isEqualTo(u.centre());
    assertThat(of(p.upper().getFirst())).isLessThan(of(u.upper().getFirst()));
  }

  private static List<Inequality.Group> groups(Random random, int k) {
    var out = new ArrayList<Inequality.Group>();
    for (var i = 0; i < k; i++) {
      out.add(
          new Inequality.Group(
              "g" + i, 20 + 60 * random.nextDouble(), 100 + random.nextInt(9_000), null, false));
    }
    return out;
  }

  private static double measure(Inequality of, Inequality.Measure m) {
    return of.values().getOrDefault(m, Double.NaN);
  }

  @Test
  void inequalityScalesAsItsUnitSays() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      var groups = groups(new Random(seed), 8);
      var doubled =
          groups.stream()
              .map(g ->
                  new Inequality.Group(g.id(), 2 * of(g.value()), g.population() * 7, null, false))
              .toList();
      var one = Inequality.measure(groups, Inequality.Question.of(true));
      var other = Inequality.measure(doubled, Inequality.Question.of(true));
      for (var m : Inequality.Measure.values()) {
        var factor =
            switch (m) {
              case RATIO,
                  VARIATION,
                  THEIL,
                  LOG_DEVIATION,
                  DISPARITY,
                  DISPARITY_WEIGHTED,
                  ATTRIBUTABLE_FRACTION ->
                  1;
              case VARIANCE -> 4;
              default -> 2;
            };
        assertThat(measure(other, m))
            .as(m.label())
            .isCloseTo(
                factor * measure(one, m), within(1e-9 * Math.max(1, Math.abs(measure(one, m)))));
      }
    }
  }

  @Test
  void splittingAGroupInTwoEqualOnesChangesNoWeightedMeasure() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      var groups = groups(new Random(seed), 6);
      var split = new ArrayList<>(groups);
      var first = split.removeFirst();
      split.add(new Inequality.Group("a", first.value(), first.population() * 0.3, null, false));
      split.add(new Inequality.Group("b", first.value(), first.population() * 0.7, null, false));
      Collections.shuffle(split, new Random(seed));
      var one = Inequality.measure(groups, Inequality.Question.of(false));
      var other = Inequality.measure(split, Inequality.Question.of(false));
      for (var m : Inequality.Measure.values()) {
        var unweighted =
            m == Inequality.Measure.DISPARITY
                || m == Inequality.Measure.FROM_MEAN
                || m == Inequality.Measure.FROM_BEST
                || m == Inequality.Measure.FROM_REFERENCE;
        if (!unweighted) {
          assertThat(measure(other, m)).as(m.label()).isCloseTo(measure(one, m), within(1e-8));
        }
      }
    }
  }

  @Test
  void theGradientDoesNotCareAboutTheOrderOfTheList() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      var random = new Random(seed);
      var groups = new ArrayList<Gradient.Group>();
      for (var i = 1; i <= 6; i++) {
        groups.add(
            new Gradient.Group(i, 10 + 80 * random.nextDouble(), 50 + random.nextInt(900), 1.0));
      }
      var shuffled = new ArrayList<>(groups);
      Collections.shuffle(shuffled, random);
      var one = Gradient.measure(groups, true, 100.0);
      var other = Gradient.measure(shuffled, true, 100.0);
      assertThat(other.siiLinear()).isCloseTo(one.siiLinear(), within(1e-9));
      assertThat(of(other.siiLogit())).isCloseTo(of(one.siiLogit()), within(1e-9));
      assertThat(of(other.concentrationIndex()))
          .isCloseTo(of(one.concentrationIndex()), within(1e-12));
      assertThat(Gradient.withErrors(shuffled, 0.95).se())
          .isCloseTo(Gradient.withErrors(groups, 0.95).se(), within(1e-12));
      assertThat(of(one.siiLogit())).isBetween(-100.0, 100.0);
    }
  }

  @Test
  void splittingAStratumOfEqualRateChangesNoStandardisedRate() {
    var whole =
        List.of(
            new Standardisation.Stratum(40L, 20_000, 600),
            new Standardisation.Stratum(30L, 9_000, 400));
    var split =
        List.of(
            new Standardisation.Stratum(10L, 5_000, 150),
            new Standardisation.Stratum(30L, 15_000, 450),
            new Standardisation.Stratum(30L, 9_000, 400));
    var one = Standardisation.direct(whole, List.of(0.95), 100_000, 10);
    var other = Standardisation.direct(split, List.of(0.95), 100_000, 10);
    assertThat(of(other.value())).isCloseTo(of(one.value()), within(1e-9));
    assertThat(other.bands().getOrDefault(0.95, new Standardisation.Band(0, 0)).upper())
        .isCloseTo(
            one.bands().getOrDefault(0.95, new Standardisation.Band(0, 0)).upper(), within(1e-9));
  }

  @Test
  void waitsMayComeInAnyOrder() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      var random = new Random(seed);
      var waits = new ArrayList<Waiting.Referral>();
      for (var i = 0; i < 50; i++) {
        waits.add(new Waiting.Referral(random.nextInt(60), random.nextInt(3) > 0));
      }
      var one = Waiting.cohort(waits, new double[] {10, 30}, 0.95);
      Collections.shuffle(waits, random);
      assertThat(Waiting.cohort(waits, new double[] {10, 30}, 0.95)).isEqualTo(one);
    }
  }

  @Test
  void leavingPeopleInTheQueueDoesNotImproveTheCohortMeasure() {
    var seen = new ArrayList<Waiting.Referral>();
    for (var i = 0; i < 30; i++) {
      seen.add(new Waiting.Referral(10, true));
    }
    var queue = new ArrayList<>(seen);
    for (var i = 0; i < 70; i++) {
      queue.add(new Waiting.Referral(90, false));
    }
    var without =
        of(Waiting.cohort(seen, new double[] {30}, 0.95).startedWithin().getFirst().value());
    var with =
        of(Waiting.cohort(queue, new double[] {30}, 0.95).startedWithin().getFirst().value());
    assertThat(without).isEqualTo(1);
    assertThat(with).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void unitsMayComeInAnyOrderInAFunnel() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      var random = new Random(seed);
      var units = new ArrayList<Funnel.Unit>();
      for (var i = 0; i < 21; i++) {
        var n = 100 + random.nextInt(900);
        units.add(new Funnel.Unit("u" + i, random.nextInt(n), n));
      }
      var one = Funnel.dispersion(Funnel.Scale.PROPORTION, units, 0.1, 0.998, 1, false);
      var reversed = units.reversed();
      var other = Funnel.dispersion(Funnel.Scale.PROPORTION, reversed, 0.1, 0.998, 1, false);
      assertThat(of(other.phi())).isCloseTo(of(one.phi()), within(1e-9));
      assertThat(of(other.tau2())).isCloseTo(of(one.tau2()), within(1e-12));
      assertThat(Funnel.categories(Funnel.Statistic.PROPORTION, reversed).reversed())
          .isEqualTo(Funnel.categories(Funnel.Statistic.PROPORTION, units));
    }
  }

  @Test
  void theFunnelAndTheWilsonIntervalAgreeOnWhoIsOutside() {
    var random = new Random(3);
    for (var k = 0; k < 400; k++) {
      var n = 5 + random.nextInt(400);
      var x = random.nextInt(n + 1);
      var target = 0.05 + 0.9 * random.nextDouble();
      var limits =
          Funnel.limits(
              Funnel.Statistic.PROPORTION, Funnel.Shape.WILSON_INVERSE, target, new double[] {n});
      var interval = Proportions.wilson(x, n, 0.95);
      var outsideFunnel =
          (double) x / n > of(limits.upper95().getFirst())
              || (double) x / n < of(limits.lower95().getFirst());
      var outsideInterval = target > of(interval.upper()) || target < of(interval.lower());
      assertThat(outsideFunnel)
          .as(x + " of " + n + " against " + target)
          .isEqualTo(outsideInterval);
    }
  }

  @Test
  void adjustedPValuesKeepTheOrderAndNeverShrink() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      var p = new Random(seed).doubles(21).toArray();
      var adjusted = Multiplicity.benjaminiHochberg(p);
      for (var i = 0; i < p.length; i++) {
        assertThat(adjusted[i]).isBetween(p[i] - 1e-12, 1.0);
        for (var j = 0; j < p.length; j++) {
          if (p[i] < p[j]) {
            assertThat(adjusted[i]).isLessThanOrEqualTo(adjusted[j]);
          }
        }
      }
    }
  }

  @Test
  void oneOutlierInAConstantSeriesGivesLimitsThatAreNotOfWidthZero() {
    var y = new double[24];
    java.util.Arrays.fill(y, 30);
    y[12] = 45;
    var chart = ControlChart.draw(ControlChart.Kind.I, y, null, ControlChart.Plan.plain());
    assertThat(chart.status()).isEqualTo(Status.SCREENING_DEGENERATE);
    assertThat(chart.sigmaSignal().stream().filter(s -> s).count()).isEqualTo(1);
    var improvement =
        ImprovementChart.draw(
            y, ImprovementChart.Plan.of(ImprovementChart.Direction.INCREASE, null));
    assertThat(improvement.status()).isEqualTo(Status.SCREENING_DEGENERATE);
    assertThat(of(improvement.upper().getFirst())).isGreaterThan(30.6);
  }
}
