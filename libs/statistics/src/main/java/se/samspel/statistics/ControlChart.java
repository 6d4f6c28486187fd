package se.samspel.statistics;

import static se.samspel.statistics.RefusalCode.NEGATIVE_COUNT;
import static se.samspel.statistics.RefusalCode.OUT_OF_RANGE;
import static se.samspel.statistics.RefusalCode.UNEQUAL_LENGTHS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A control chart: points with centre and limits, and Anhøj's rules per phase. Everything is on the
 * natural scale, a proportion between 0 and 1 or a rate per unit of the denominator.
 *
 * <p>Limits are centre -+ 3 sigma ({@code lower}, {@code upper}) and -+ 2 sigma ({@code lower95},
 * {@code upper95}), sigma by kind of chart. A point signals when it lies strictly outside the 3
 * sigma limits. Source: spec 8.1.
 *
 * @param values what is drawn, absent where missing or without denominator
 * @param centre of the point's phase
 * @param status of the first phase that is not OK, else OK
 */
public record ControlChart(
    Kind kind,
    List<@Nullable Double> values,
    List<@Nullable Double> centre,
    List<@Nullable Double> lower,
    List<@Nullable Double> upper,
    List<@Nullable Double> lower95,
    List<@Nullable Double> upper95,
    List<Boolean> sigmaSignal,
    List<Phase> phases,
    Status status,
    Method method) {

  /** Exponent that makes exponential times nearly normal. */
  private static final double T_POWER = 3.6;

  /** Kinds of chart. */
  public enum Kind {
    /** Median and Anhøj's rules, no limits. */
    RUN("run"),
    /** Individual values: sigma = mean moving range / 1.128. */
    I("i"),
    /** Proportions: sigma = sqrt(c(1-c)/n), limits clipped to 0..1. */
    P("p"),
    /** Laney's proportions: sigma of p times the moving-range sigma of the standardised points. */
    P_PRIME("p-prime"),
    /** Events per unit: sigma = sqrt(c/n), lower limit at least 0. */
    U("u"),
    /** Laney's events per unit. */
    U_PRIME("u-prime"),
    /** Counts: sigma = sqrt(c), lower limit at least 0. */
    C("c"),
    /**
     * Cases between events: the median is drawn, limits are from the mean m, sigma = sqrt(m(m+1)).
     */
    G("g"),
    /** Time between events, above 0: an I chart of y^(1/3.6), raised back. */
    T("t");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    boolean proportion() {
      return this == P || this == P_PRIME;
    }

    boolean ratio() {
      return proportion() || this == U || this == U_PRIME;
    }

    boolean laney() {
      return this == P_PRIME || this == U_PRIME;
    }
  }

  /**
   * A phase of the chart.
   *
   * @param number from 1
   * @param first first point, from 1
   * @param last last point
   * @param sigmaRatio Laney's factor, which may be below 1; absent on other charts
   */
  public record Phase(
      int number, int first, int last, Runs runs, @Nullable Double sigmaRatio, Status status) {}

  /**
   * How a chart is to be cut and what its limits rest on. Per phase the base is the points that are
   * not excluded and, where the freeze falls inside the phase, not after it. Points count from 1.
   *
   * @param breakAfter last point of every phase but the last
   * @param freezeAfter last point of the baseline, in the whole series; phases that begin after it
   *     rest on all their points
   * @param exclude points drawn but left out of centre, limits and runs
   */
  public record Plan(
      boolean screen,
      SortedSet<Integer> breakAfter,
      @Nullable Integer freezeAfter,
      SortedSet<Integer> exclude) {
    public Plan {
      breakAfter = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(breakAfter));
      exclude = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(exclude));
    }

    /** Screened, one phase, nothing frozen or left out. */
    public static Plan plain() {
      return new Plan(true, new TreeSet<>(), null, new TreeSet<>());
    }

    void checkAgainst(int points) {
      for (var b : breakAfter) {
        Refusal.when(
            b < 1 || b >= points,
            OUT_OF_RANGE,
            "A phase can only break after a point before the last, not after point " + b + ".");
      }
      for (var e : exclude) {
        Refusal.when(
            e < 1 || e > points, OUT_OF_RANGE, "There is no point " + e + " to leave out.");
      }
      Refusal.when(
          freezeAfter != null && (freezeAfter < 1 || freezeAfter > points),
          OUT_OF_RANGE,
          "The baseline must end at one of the points, but ends at " + freezeAfter + ".");
    }
  }

  /** Centre and sigma of one phase. */
  private record Level(
      double drawn, double centre, double[] sigma, Status status, @Nullable Double sigmaRatio) {}

  private static final class Lines {
    final double[] centre;
    final double[] lower;
    final double[] upper;
    final double[] lower95;
    final double[] upper95;
    final List<Boolean> signal;

    Lines(int n) {
      centre = absent(n);
      lower = absent(n);
      upper = absent(n);
      lower95 = absent(n);
      upper95 = absent(n);
      signal = new ArrayList<>(java.util.Collections.nCopies(n, false));
    }

    static double[] absent(int n) {
      var out = new double[n];
      Arrays.fill(out, Double.NaN);
      return out;
    }
  }

  /**
   * Draws a chart.
   *
   * @param counts observations, or numerators where the kind has denominators; null marks a missing
   *     one
   * @param denominators required for p, p', u and u'; for run and i charts each observation is
   *     divided by its own. A denominator of 0 leaves the point without value, limits and signal
   * @throws Refusal NEGATIVE_COUNT, NEGATIVE_DENOMINATOR, NUMERATOR_EXCEEDS_DENOMINATOR,
   *     NON_POSITIVE_VALUE (t chart), UNEQUAL_LENGTHS, MISSING_FIELD, OUT_OF_RANGE (phases, freeze,
   *     exclusions)
   */
  public static ControlChart draw(
      Kind kind,
      List<@Nullable Double> counts,
      @Nullable List<@Nullable Double> denominators,
      Plan plan) {
    return draw(
        kind, Absent.array(counts), denominators == null ? null : Absent.array(denominators), plan);
  }

  static ControlChart draw(
      Kind kind, double[] counts, double @Nullable [] denominators, Plan plan) {
    plan.checkAgainst(counts.length);
    check(kind, counts, denominators);
    var weights = weights(counts, denominators);
    var values = values(kind, counts, denominators, weights);
    var lines = new Lines(counts.length);
    var phases = new ArrayList<Phase>();
    var first = 1;
    for (var last : ends(counts.length, plan)) {
      phases.add(phase(kind, phases.size() + 1, first, last, counts, weights, values, plan, lines));
      first = last + 1;
    }
    var status =
        phases.stream()
            .map(Phase::status)
            .filter(s -> s != Status.OK)
            .findFirst()
            .orElse(counts.length == 0 ? Status.MISSING : Status.OK);
    return new ControlChart(
        kind,
        Absent.list(values),
        Absent.list(lines.centre),
        Absent.list(lines.lower),
        Absent.list(lines.upper),
        Absent.list(lines.lower95),
        Absent.list(lines.upper95),
        List.copyOf(lines.signal),
        List.copyOf(phases),
        status,
        Method.of("spc." + kind.label + (kind == Kind.I || kind == Kind.T ? ".qicharts" : "")));
  }

  private static List<Integer> ends(int n, Plan plan) {
    var ends = new ArrayList<>(plan.breakAfter);
    if (n > 0) {
      ends.add(n);
    }
    return ends;
  }

  private static void check(Kind kind, double[] counts, double @Nullable [] denominators) {
    Refusal.when(
        kind.ratio() && denominators == null,
        RefusalCode.MISSING_FIELD,
        "A " + kind.label + " chart needs denominators.");
    Refusal.when(
        denominators != null && denominators.length != counts.length,
        UNEQUAL_LENGTHS,
        "Values and denominators must be equally many.");
    for (var i = 0; i < counts.length; i++) {
      var x = counts[i];
      var negative = x < 0 && kind != Kind.RUN && kind != Kind.I && kind != Kind.T;
      Refusal.when(
          negative,
          kind.proportion() ? RefusalCode.NEGATIVE_NUMERATOR : NEGATIVE_COUNT,
          "Point " + (i + 1) + " is below 0: " + x + ".");
      Refusal.when(
          kind == Kind.T && x <= 0,
          RefusalCode.NON_POSITIVE_VALUE,
          "A t chart needs times above 0, but point " + (i + 1) + " is " + x + ".");
      if (denominators != null) {
        Refusal.when(
            denominators[i] < 0,
            RefusalCode.NEGATIVE_DENOMINATOR,
            "The denominator of point " + (i + 1) + " is below 0.");
        Refusal.when(
            kind.proportion() && x > denominators[i],
            RefusalCode.NUMERATOR_EXCEEDS_DENOMINATOR,
            "The numerator of point " + (i + 1) + " is larger than its denominator.");
      }
    }
  }

  /**
   * Denominator of every point, NaN where the point is missing or has none; 1 on charts without
   * denominators.
   */
  private static double[] weights(double[] counts, double @Nullable [] denominators) {
    var out = new double[counts.length];
    for (var i = 0; i < out.length; i++) {
      var n = denominators == null ? 1 : denominators[i];
      out[i] = Absent.absent(counts[i]) || n == 0 ? Double.NaN : n;
    }
    return out;
  }

  private static double[] values(
      Kind kind, double[] counts, double @Nullable [] denominators, double[] weights) {
    var out = new double[counts.length];
    for (var i = 0; i < out.length; i++) {
      out[i] =
          denominators == null || kind == Kind.C || kind == Kind.G || kind == Kind.T
              ? counts[i]
              : counts[i] / weights[i];
    }
    return out;
  }

  private static Phase phase(
      Kind kind,
      int number,
      int first,
      int last,
      double[] counts,
      double[] weights,
      double[] values,
      Plan plan,
      Lines lines) {
    var frozen = plan.freezeAfter != null && plan.freezeAfter >= first && plan.freezeAfter < last;
    var end = frozen && plan.freezeAfter != null ? plan.freezeAfter : last;
    var base = points(first, end, plan);
    var level = level(kind, base, first, last, counts, weights, values, plan.screen);
    for (var i = first - 1; i < last; i++) {
      draw(kind, i, values[i], level.sigma[i - first + 1], level, lines);
    }
    var useful = points(first, last, plan);
    return new Phase(
        number,
        first,
        last,
        Runs.of(at(values, useful), level.drawn),
        level.sigmaRatio,
        level.status);
  }

  private static int[] points(int first, int last, Plan plan) {
    return java.util.stream.IntStream.rangeClosed(first, last)
        .filter(i -> !plan.exclude.contains(i))
        .map(i -> i - 1)
        .toArray();
  }

  private static double[] at(double[] xs, int[] points) {
    var out = new double[points.length];
    for (var i = 0; i < points.length; i++) {
      out[i] = xs[points[i]];
    }
    return out;
  }

  private static Level level(
      Kind kind,
      int[] base,
      int first,
      int last,
      double[] counts,
      double[] weights,
      double[] values,
      boolean screen) {
    var y = at(values, base);
    var present = Absent.present(y);
    var n = last - first + 1;
    if (present.length == 0) {
      return new Level(Double.NaN, Double.NaN, Lines.absent(n), Status.MISSING, null);
    }
    return switch (kind) {
      case RUN -> {
        var median = Sums.median(present);
        yield new Level(median, median, Lines.absent(n), Status.OK, null);
      }
      case I -> {
        var ranges = MovingRanges.of(y, screen);
        var centre = ranges.centre(present);
        yield constant(centre, centre, ranges.mean() / MovingRanges.D2, n, ranges.status());
      }
      case C -> {
        var centre = Sums.mean(present);
        yield constant(centre, centre, Math.sqrt(centre), n, variation(centre));
      }
      case G -> {
        var mean = Sums.mean(present);
        yield constant(
            Sums.median(present), mean, Math.sqrt(mean * (mean + 1)), n, variation(mean));
      }
      case T -> {
        for (var i = 0; i < y.length; i++) {
          y[i] = Math.pow(y[i], 1 / T_POWER);
        }
        var ranges = MovingRanges.of(y, screen);
        var centre = ranges.centre(Absent.present(y));
        yield constant(
            Math.pow(centre, T_POWER), centre, ranges.mean() / MovingRanges.D2, n, ranges.status());
      }
      case P, P_PRIME, U, U_PRIME -> pooled(kind, base, first, n, counts, weights, values, screen);
    };
  }

  private static Status variation(double sigma) {
    return sigma == 0 ? Status.ZERO_VARIATION : Status.OK;
  }

  private static Level constant(double drawn, double centre, double sigma, int n, Status status) {
    var out = new double[n];
    Arrays.fill(out, sigma);
    return new Level(drawn, centre, out, status, null);
  }

  private static Level pooled(
      Kind kind,
      int[] base,
      int first,
      int n,
      double[] counts,
      double[] weights,
      double[] values,
      boolean screen) {
    var events = 0.0;
    var total = 0.0;
    for (var i : base) {
      if (!Absent.absent(weights[i])) {
        events += counts[i];
        total += weights[i];
      }
    }
    var centre = events / total;
    var unit = kind.proportion() ? Math.max(0, centre * (1 - centre)) : centre;
    var sigma = new double[n];
    for (var i = 0; i < n; i++) {
      sigma[i] = Math.sqrt(unit / weights[first - 1 + i]);
    }
    if (unit == 0 || !kind.laney()) {
      return new Level(centre, centre, sigma, variation(unit), null);
    }
    var z = new double[base.length];
    for (var i = 0; i < z.length; i++) {
      z[i] = (values[base[i]] - centre) / Math.sqrt(unit / weights[base[i]]);
    }
    var ranges = MovingRanges.of(z, screen);
    var ratio = ranges.mean() / MovingRanges.D2;
    for (var i = 0; i < n; i++) {
      sigma[i] *= ratio;
    }
    return new Level(centre, centre, sigma, ranges.status(), Absent.orNull(ratio));
  }

  private static void draw(Kind kind, int i, double y, double sigma, Level level, Lines lines) {
    lines.centre[i] = level.drawn;
    if (Absent.absent(sigma) || kind == Kind.RUN) {
      return;
    }
    lines.lower[i] = scaled(kind, level.centre - 3 * sigma);
    lines.upper[i] = scaled(kind, level.centre + 3 * sigma);
    lines.lower95[i] = scaled(kind, level.centre - 2 * sigma);
    lines.upper95[i] = scaled(kind, level.centre + 2 * sigma);
    var outside = Limits.above(y, lines.upper[i]) || Limits.below(y, lines.lower[i]);
    lines.signal.set(i, outside && level.status != Status.ZERO_VARIATION);
  }

  private static double scaled(Kind kind, double limit) {
    return switch (kind) {
      case RUN, I -> limit;
      case P, P_PRIME -> Limits.clip(limit, 0, 1);
      case U, U_PRIME, C, G -> Math.max(0, limit);
      case T -> limit <= 0 ? 0 : Math.pow(limit, T_POWER);
    };
  }
}
