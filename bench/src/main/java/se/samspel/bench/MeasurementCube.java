package se.samspel.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import se.samspel.statistics.ControlChart;
import se.samspel.statistics.DisclosureRule;
import se.samspel.statistics.Funnel;
import se.samspel.statistics.ImprovementChart;
import se.samspel.statistics.Inequality;
import se.samspel.statistics.Proportions;

/**
 * A cube of counts in memory, and everything that the indicator pages show worked out from it by
 * {@code libs/statistics}.
 *
 * <p>Format: two columns of 32-bit counts, numerators and denominators, a cell being one indicator,
 * month, region, sex and age band. The cell's place is {@code (((indicator · months + month) ·
 * regions + region) · sexes + sex) · ages + age}, so that one month of one indicator is one
 * unbroken stretch.
 */
final class MeasurementCube {

  static final int REGIONS = 21;
  static final int SEXES = 2;
  static final int AGES = 19;
  private static final int OF_A_REGION = SEXES * AGES;
  private static final int MONTHS_OF_A_YEAR = 12;
  private static final double CONFIDENCE = 0.95;

  private final int indicators;
  private final int months;
  private final int[] numerators;
  private final int[] denominators;

  /** Sums over sex and age by indicator, month, and region with the country last. */
  private final long[] sumsOf;

  private final long[] sumsBy;

  /** What was worked out, counted so that nothing can be left undone unseen. */
  record Done(int charts, int intervals, int funnels, int inequalities, int withheld) {
    static final Done NOTHING = new Done(0, 0, 0, 0, 0);

    Done and(Done other) {
      return new Done(
          charts + other.charts,
          intervals + other.intervals,
          funnels + other.funnels,
          inequalities + other.inequalities,
          withheld + other.withheld);
    }
  }

  /** A cube with made-up counts, the same for the same sizes. */
  MeasurementCube(int indicators, int months) {
    this.indicators = indicators;
    this.months = months;
    numerators = new int[indicators * months * REGIONS * OF_A_REGION];
    denominators = new int[numerators.length];
    sumsOf = new long[indicators * months * (REGIONS + 1)];
    sumsBy = new long[sumsOf.length];
    var random = new SplittableRandom(20261125);
    for (int i = 0; i < numerators.length; i++) {
      denominators[i] = random.nextInt(4, 60);
      numerators[i] = random.nextInt(0, denominators[i] / 2 + 1);
    }
  }

  int cells() {
    return numerators.length;
  }

  /** Everything from the cells. */
  Done recompute() {
    for (int indicator = 0; indicator < indicators; indicator++) {
      for (int month = 0; month < months; month++) {
        sum(indicator, month);
      }
    }
    return everyone(0);
  }

  /**
   * One more month in place of the last: its cells are summed, and each chart, the month's
   * intervals, and the last year's funnel and inequality are made again.
   */
  Done lastMonth() {
    for (int indicator = 0; indicator < indicators; indicator++) {
      sum(indicator, months - 1);
    }
    return everyone(months - 1);
  }

  private Done everyone(int fromMonth) {
    var done = Done.NOTHING;
    for (int indicator = 0; indicator < indicators; indicator++) {
      done = done.and(indicator(indicator, fromMonth));
    }
    return done;
  }

  private void sum(int indicator, int month) {
    int cell = (indicator * months + month) * REGIONS * OF_A_REGION;
    int at = (indicator * months + month) * (REGIONS + 1);
    long allOf = 0;
    long allBy = 0;
    for (int region = 0; region < REGIONS; region++) {
      long of = 0;
      long by = 0;
      for (int i = 0; i < OF_A_REGION; i++, cell++) {
        of += numerators[cell];
        by += denominators[cell];
      }
      sumsOf[at + region] = of;
      sumsBy[at + region] = by;
      allOf += of;
      allBy += by;
    }
    sumsOf[at + REGIONS] = allOf;
    sumsBy[at + REGIONS] = allBy;
  }

  private Done indicator(int indicator, int fromMonth) {
    var rule = DisclosureRule.usual();
    int charts = 0;
    int intervals = 0;
    int withheld = 0;
    for (int region = 0; region <= REGIONS; region++) {
      var counts = new ArrayList<@Nullable Double>(months);
      var denominator = new ArrayList<@Nullable Double>(months);
      var shares = new ArrayList<@Nullable Double>(months);
      for (int month = 0; month < months; month++) {
        int at = (indicator * months + month) * (REGIONS + 1) + region;
        var shown = rule.judge(sumsOf[at], sumsBy[at]).publishNumerator();
        counts.add(shown ? (double) sumsOf[at] : null);
        denominator.add((double) sumsBy[at]);
        shares.add(shown ? (double) sumsOf[at] / sumsBy[at] : null);
        withheld += shown ? 0 : 1;
        if (month >= fromMonth) {
          Proportions.wilson(sumsOf[at], sumsBy[at], CONFIDENCE);
          intervals++;
        }
      }
      ControlChart.draw(ControlChart.Kind.P_PRIME, counts, denominator, ControlChart.Plan.plain());
      ImprovementChart.draw(
          shares, ImprovementChart.Plan.of(ImprovementChart.Direction.INCREASE, null));
      charts += 2;
    }
    int years = 0;
    for (int last = months - 1;
        last >= fromMonth && last >= MONTHS_OF_A_YEAR - 1;
        last -= MONTHS_OF_A_YEAR) {
      year(indicator, last);
      years++;
    }
    return new Done(charts, intervals, years, years, withheld);
  }

  /** The funnel and the inequality of the twelve months that end with the given one. */
  private void year(int indicator, int last) {
    var units = new ArrayList<Funnel.Unit>();
    var groups = new ArrayList<Inequality.Group>();
    for (int region = 0; region < REGIONS; region++) {
      long of = 0;
      long by = 0;
      for (int month = last - MONTHS_OF_A_YEAR + 1; month <= last; month++) {
        int at = (indicator * months + month) * (REGIONS + 1) + region;
        of += sumsOf[at];
        by += sumsBy[at];
      }
      var id = Integer.toString(region);
      units.add(new Funnel.Unit(id, of, by));
      double share = (double) of / by;
      groups.add(new Inequality.Group(id, share, by, Math.sqrt(share * (1 - share) / by), false));
    }
    double pooled =
        units.stream().mapToDouble(Funnel.Unit::numerator).sum()
            / units.stream().mapToDouble(Funnel.Unit::denominator).sum();
    Funnel.limits(
        Funnel.Statistic.PROPORTION,
        Funnel.Shape.WILSON_INVERSE,
        pooled,
        units.stream().mapToDouble(Funnel.Unit::denominator).toArray());
    Funnel.categories(Funnel.Statistic.PROPORTION, units);
    Inequality.measure(groups, Inequality.Question.of(true));
  }

  /** What one size took, in seconds. */
  record Took(
      int indicators, int months, int cells, double full, double month, Done all, Done one) {}

  /** The full recompute and the last month's, each the middle of three. */
  static List<Took> measure(List<int[]> sizes) {
    var took = new ArrayList<Took>();
    new MeasurementCube(2, 24).recompute();
    for (var size : sizes) {
      var cube = new MeasurementCube(size[0], size[1]);
      var full = new double[3];
      var month = new double[3];
      var all = Done.NOTHING;
      var one = Done.NOTHING;
      for (int i = 0; i < full.length; i++) {
        var began = System.nanoTime();
        all = cube.recompute();
        full[i] = (System.nanoTime() - began) / 1e9;
        began = System.nanoTime();
        one = cube.lastMonth();
        month[i] = (System.nanoTime() - began) / 1e9;
      }
      Arrays.sort(full);
      Arrays.sort(month);
      took.add(new Took(size[0], size[1], cube.cells(), full[1], month[1], all, one));
      System.err.println("bench measurement: cube " + took.getLast());
    }
    return took;
  }
}
