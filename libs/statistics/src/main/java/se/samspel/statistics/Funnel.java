package se.samspel.statistics;

import static se.samspel.statistics.RefusalCode.NEGATIVE_NUMERATOR;
import static se.samspel.statistics.RefusalCode.OUT_OF_RANGE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Funnel plots: how far a unit of a given size strays from the target by chance, and whether units
 * differ by more than chance. Two pairs of limits, 95 and 99.8 %. Source: spec 9; Spiegelhalter
 * 2005 and 2012.
 */
public final class Funnel {
  static final Method SPIEGELHALTER = Method.of("funnel.spiegelhalter");
  static final Method SIGNIFICANCE = Method.of("funnel.significance");
  static final Method POISSON_EXPECTED = Method.of("funnel.poisson-expected");

  static final double LEVEL_95 = 0.95;
  static final double LEVEL_998 = 0.998;

  /** Fewer units do not tell how much units differ. */
  static final int UNITS_FOR_TAU = 10;

  /** What the funnel shows. */
  public enum Statistic {
    PROPORTION,
    RATIO,
    RATE
  }

  /** How limits are found. */
  public enum Shape {
    /** target -+ z·sqrt(target(1-target)/n), clipped to 0..1. */
    WILSON_INVERSE("wilson-inverse"),
    /**
     * (r - a)/n with r the binomial quantile and a the interpolation to the exact level, clipped to
     * 0..1.
     */
    EXACT_BINOMIAL("exact-binomial-interpolated"),
    /** 0.5·chi²⁻¹(a/2; 2E)/E and 0.5·chi²⁻¹(1-a/2; 2E+2)/E, times the target. */
    EXACT_POISSON("exact-poisson-chisq");

    private final String label;

    Shape(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /** Where a unit lies. */
  public enum Category {
    HIGH_998,
    HIGH_95,
    NOT_SIGNIFICANT,
    LOW_95,
    LOW_998
  }

  /** Scale on which over-dispersion is measured. */
  public enum Scale {
    /** asin sqrt p, winsorised. */
    PROPORTION,
    /** ln(O/E), truncated, expected optionally rounded to two decimals. */
    SHMI,
    /** sqrt(O/E), winsorised; adjusted limits stay on that scale. */
    CQC,
    /** ln((x+.5)/(n+.5)), winsorised. */
    RATIO_OF_COUNTS
  }

  /**
   * One unit.
   *
   * @param numerator at least 0
   * @param denominator at least 0; 0 leaves the unit without limits
   */
  public record Unit(String id, double numerator, double denominator) {
    public Unit {
      Refusal.when(
          numerator < 0,
          NEGATIVE_NUMERATOR,
          "The numerator of " + id + " is below 0: " + numerator + ".");
      Refusal.when(
          denominator < 0,
          RefusalCode.NEGATIVE_DENOMINATOR,
          "The denominator of " + id + " is below 0: " + denominator + ".");
    }

    double value() {
      return denominator == 0 ? Double.NaN : numerator / denominator;
    }
  }

  /** Both pairs of limits, one entry per unit, absent where the unit has no denominator. */
  public record Lines(
      List<@Nullable Double> lower95,
      List<@Nullable Double> upper95,
      List<@Nullable Double> lower998,
      List<@Nullable Double> upper998,
      Method method) {}

  /**
   * Over-dispersion and both funnels.
   *
   * @param target on the scale of the values, before the multiplier
   * @param phi mean squared trimmed z; above 1 the units differ more than chance
   * @param tau2 between-unit variance on the working scale; absent with fewer than ten units
   * @param zTrimmed winsorised z, or absent where truncated
   * @param limits from chance alone
   * @param adjusted with tau2 added; absent with fewer than ten units
   * @param outlier outside the adjusted limits at the level asked for
   */
  public record Dispersion(
      @Nullable Double target,
      @Nullable Double phi,
      @Nullable Double tau2,
      List<@Nullable Double> zScores,
      List<@Nullable Double> zTrimmed,
      Lines limits,
      Lines adjusted,
      List<@Nullable Boolean> outlier,
      int units,
      @Nullable Double phiThreshold,
      boolean overdispersed,
      Status status,
      Method method) {}

  /**
   * Spiegelhalter's test and limits for proportions on their own scale.
   *
   * @param phiThreshold 1 + 2·sqrt(2/I)
   * @param multiplicative target -+ z·s·sqrt(max(1, phi)), clipped to 0..1
   * @param additive target -+ z·sqrt(s² + tau2), clipped to 0..1
   */
  public record Spread(
      @Nullable Double target,
      List<@Nullable Double> z,
      List<@Nullable Double> zWinsorised,
      @Nullable Double phi,
      @Nullable Double phiThreshold,
      boolean overdispersed,
      @Nullable Double tau2,
      Lines multiplicative,
      Lines additive,
      Status status,
      Method method) {}

  /** A limit as a function of the unit and the signed normal quantile. */
  private interface LimitAt {
    double at(int unit, double z);
  }

  private Funnel() {}

  /**
   * Limits at given denominators.
   *
   * @param target 0 to 1 for a proportion, at least 0 otherwise
   * @param denominators n, expected events (ratio) or person-time (rate, target per unit of it)
   * @throws Refusal OUT_OF_RANGE, NEGATIVE_DENOMINATOR, NOT_A_WHOLE_NUMBER, UNKNOWN_CHOICE for a
   *     shape that does not fit
   */
  public static Lines limits(
      Statistic statistic, Shape shape, double target, double[] denominators) {
    var proportion = statistic == Statistic.PROPORTION;
    Refusal.when(
        proportion == (shape == Shape.EXACT_POISSON),
        RefusalCode.UNKNOWN_CHOICE,
        "The method " + shape.label + " does not fit a " + name(statistic) + ".");
    Refusal.when(
        target < 0 || (proportion && target > 1),
        OUT_OF_RANGE,
        "The target " + target + " is not a possible " + name(statistic) + ".");
    for (var n : denominators) {
      Refusal.when(n < 0, RefusalCode.NEGATIVE_DENOMINATOR, "A denominator is below 0: " + n + ".");
      Refusal.when(
          shape == Shape.EXACT_BINOMIAL && (n != Math.rint(n) || n > Integer.MAX_VALUE),
          RefusalCode.NOT_A_WHOLE_NUMBER,
          "Exact binomial limits need whole denominators, not " + n + ".");
    }
    return lines(
        denominators.length,
        (i, z) -> limit(statistic, shape, target, denominators[i], z),
        Method.of("funnel." + shape.label));
  }

  private static String name(Statistic statistic) {
    return statistic.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static double limit(Statistic statistic, Shape shape, double target, double n, double z) {
    if (n == 0) {
      return Double.NaN;
    }
    return switch (shape) {
      case WILSON_INVERSE -> Limits.clip(target + z * Math.sqrt(target * (1 - target) / n), 0, 1);
      case EXACT_BINOMIAL -> binomialLimit(target, (int) n, level(z));
      case EXACT_POISSON -> {
        var expected = statistic == Statistic.RATE ? target * n : n;
        yield expected == 0 ? Double.NaN : target * poissonLimit(expected, z) / expected;
      }
    };
  }

  /** P(Z &lt;= z) for the four quantiles in use, exact rather than through the inverse. */
  private static double level(double z) {
    var tail = Math.abs(z) > 2.5 ? (1 - LEVEL_998) / 2 : (1 - LEVEL_95) / 2;
    return z < 0 ? tail : 1 - tail;
  }

  private static double poissonLimit(double expected, double z) {
    var of = Rates.exact(expected, Math.abs(z) > 2.5 ? LEVEL_998 : LEVEL_95);
    return z < 0 ? of.lower() : of.upper();
  }

  private static double binomialLimit(double target, int n, double level) {
    var binomial = BinomialDistribution.of(n, target);
    var r = binomial.inverseCumulativeProbability(level);
    var a = (binomial.cumulativeProbability(r) - level) / binomial.probability(r);
    return Limits.clip((r - a) / n, 0, 1);
  }

  private static Lines lines(int n, LimitAt limit, Method method) {
    var z95 = Limits.z(LEVEL_95);
    var z998 = Limits.z(LEVEL_998);
    var out = new double[4][n];
    for (var i = 0; i < n; i++) {
      Patience.check();
      out[0][i] = limit.at(i, -z95);
      out[1][i] = limit.at(i, z95);
      out[2][i] = limit.at(i, -z998);
      out[3][i] = limit.at(i, z998);
    }
    return new Lines(
        Absent.list(out[0]), Absent.list(out[1]), Absent.list(out[2]), Absent.list(out[3]), method);
  }

  /**
   * Expected counts at which each observed count becomes significantly low (upper) or high (lower):
   * the exact Poisson interval.
   *
   * @throws Refusal NEGATIVE_COUNT
   */
  static Lines poissonExpected(long[] observed) {
    for (var x : observed) {
      Refusal.when(x < 0, RefusalCode.NEGATIVE_COUNT, "A count is below 0: " + x + ".");
    }
    return lines(observed.length, (i, z) -> poissonLimit(observed[i], z), POISSON_EXPECTED);
  }

  /**
   * Category of every unit, absent without denominator. A proportion is compared with the limits
   * around the pooled one (the same as asking whether its Wilson interval excludes it); for a ratio
   * the denominators are expected events, for a rate the pooled rate times person-time, and the
   * exact or Byar interval of the observed events is asked whether it excludes them.
   *
   * @throws Refusal NUMERATOR_EXCEEDS_DENOMINATOR and those of {@link Unit}
   */
  public static List<@Nullable Category> categories(Statistic statistic, List<Unit> units) {
    var pooled = pooled(units, statistic == Statistic.PROPORTION);
    var out = new ArrayList<@Nullable Category>(units.size());
    for (var u : units) {
      var expected = statistic == Statistic.RATIO ? u.denominator : pooled * u.denominator;
      if (u.denominator == 0 || Absent.absent(pooled)) {
        out.add(null);
      } else if (statistic == Statistic.PROPORTION) {
        out.add(
            category(
                u.value(),
                wilson(pooled, u, -Limits.z(LEVEL_95)),
                wilson(pooled, u, Limits.z(LEVEL_95)),
                wilson(pooled, u, -Limits.z(LEVEL_998)),
                wilson(pooled, u, Limits.z(LEVEL_998))));
      } else {
        var of95 = Rates.events(u.numerator, LEVEL_95, Rates.Limit.AUTO);
        var of998 = Rates.events(u.numerator, LEVEL_998, Rates.Limit.AUTO);
        // The expected number above the upper limit of the observed means the unit is low.
        out.add(category(-expected, -of95.upper(), -of95.lower(), -of998.upper(), -of998.lower()));
      }
    }
    return Collections.unmodifiableList(out);
  }

  private static double wilson(double pooled, Unit u, double z) {
    return limit(Statistic.PROPORTION, Shape.WILSON_INVERSE, pooled, u.denominator, z);
  }

  private static Category category(
      double y, double lower95, double upper95, double lower998, double upper998) {
    if (Limits.above(y, upper998)) {
      return Category.HIGH_998;
    }
    if (Limits.below(y, lower998)) {
      return Category.LOW_998;
    }
    if (Limits.above(y, upper95)) {
      return Category.HIGH_95;
    }
    return Limits.below(y, lower95) ? Category.LOW_95 : Category.NOT_SIGNIFICANT;
  }

  private static double pooled(List<Unit> units, boolean proportion) {
    var x = 0.0;
    var n = 0.0;
    for (var u : units) {
      Refusal.when(
          proportion && u.numerator > u.denominator,
          RefusalCode.NUMERATOR_EXCEEDS_DENOMINATOR,
          "The numerator of " + u.id + " is larger than its denominator.");
      x += u.denominator == 0 ? 0 : u.numerator;
      n += u.denominator;
    }
    return n == 0 ? Double.NaN : x / n;
  }

  /**
   * Over-dispersion on the working scale of the data (see {@link Scale}), as the published methods
   * do it. With z_i the standardised distance to the target: winsorised at the trim and 1 - trim
   * quantiles (type 7), or truncated by rank groups floor(r/trim/(I+1)); phi = sum z²/I; tau2 = 0
   * if I·phi &lt; I - 1, else max(0, (I·phi - (I-1))/(sum w - sum w²/sum w)), w = 1/s². Fewer than
   * ten units: TOO_FEW_OBSERVATIONS, tau2 and adjusted limits absent. A unit without events on the
   * SHMI scale has no z. Source: spec 9.
   *
   * @param trim share trimmed at each end, above 0 and below 0.5
   * @param level of the adjusted limits that make an outlier
   * @throws Refusal OUT_OF_RANGE, UNKNOWN_CHOICE (level), NUMERATOR_EXCEEDS_DENOMINATOR and those
   *     of {@link Unit}
   */
  public static Dispersion dispersion(
      Scale scale,
      List<Unit> asGiven,
      double trim,
      double level,
      double multiplier,
      boolean roundExpected) {
    Refusal.when(
        !(trim > 0 && trim < 0.5),
        OUT_OF_RANGE,
        "The trimmed share must be above 0 and below 0.5: " + trim + ".");
    Refusal.when(
        level != LEVEL_95 && level != LEVEL_998,
        RefusalCode.UNKNOWN_CHOICE,
        "Outliers are told at 0.95 or 0.998, not at " + level + ".");
    var units = roundExpected ? rounded(asGiven) : asGiven;
    var standardised = scale == Scale.SHMI || scale == Scale.CQC;
    var pooled = pooled(units, scale == Scale.PROPORTION);
    var target = Absent.absent(pooled) || !standardised ? pooled : 1;
    var n = units.size();
    var z = new double[n];
    var s = new double[n];
    var limitS = new double[n];
    for (var i = 0; i < n; i++) {
      var u = units.get(i);
      s[i] = error(scale, u);
      limitS[i] = scale == Scale.RATIO_OF_COUNTS ? halfRoot(u.denominator) : s[i];
      z[i] = (working(scale, u) - toWorking(scale, target)) / s[i];
      z[i] = Double.isFinite(z[i]) ? z[i] : Double.NaN;
    }
    var trimmed = scale == Scale.SHMI ? truncated(z, trim) : winsorised(z, trim);
    var phi = phi(trimmed);
    var counted = Absent.present(trimmed).length;
    var enough = Absent.present(z).length >= UNITS_FOR_TAU;
    var tau2 = enough ? tau2(trimmed, s, phi) : Double.NaN;
    var plain =
        lines(
            n,
            (i, q) ->
                multiplier
                    * (standardised
                        ? limit(
                            Statistic.RATIO, Shape.EXACT_POISSON, 1, units.get(i).denominator, q)
                        : fromWorking(scale, toWorking(scale, target) + q * limitS[i])),
            Method.of("funnel." + (standardised ? Shape.EXACT_POISSON.label : label(scale))));
    LimitAt adjustedAt =
        (i, q) ->
            multiplier
                * fromWorking(
                    scale, toWorking(scale, target) + q * Math.sqrt(limitS[i] * limitS[i] + tau2));
    var adjusted = lines(n, adjustedAt, Method.of("funnel.additive." + label(scale)));
    var zLevel = Limits.z(level);
    var outlier = new ArrayList<@Nullable Boolean>(n);
    for (var i = 0; i < n; i++) {
      var value = multiplier * units.get(i).value();
      var low = adjustedAt.at(i, -zLevel);
      var high = adjustedAt.at(i, zLevel);
      outlier.add(
          Absent.absent(low) || Absent.absent(value)
              ? null
              : Boolean.valueOf(Limits.above(value, high) || Limits.below(value, low)));
    }
    var threshold = counted == 0 ? Double.NaN : threshold(counted);
    return new Dispersion(
        Absent.orNull(target),
        Absent.orNull(phi),
        Absent.orNull(tau2),
        Absent.list(z),
        Absent.list(trimmed),
        plain,
        adjusted,
        Collections.unmodifiableList(outlier),
        counted,
        Absent.orNull(threshold),
        Limits.above(phi, threshold),
        counted == 0 ? Status.MISSING : enough ? Status.OK : Status.TOO_FEW_OBSERVATIONS,
        Method.of("funnel.overdispersion." + label(scale)));
  }

  private static String label(Scale scale) {
    return switch (scale) {
      case PROPORTION -> "pr-arcsine";
      case SHMI -> "sr-shmi";
      case CQC -> "sr-cqc";
      case RATIO_OF_COUNTS -> "rc-log";
    };
  }

  private static List<Unit> rounded(List<Unit> units) {
    return units.stream()
        .map(u -> new Unit(u.id, u.numerator, Math.rint(u.denominator * 100) / 100))
        .toList();
  }

  private static double working(Scale scale, Unit u) {
    if (u.denominator == 0) {
      return Double.NaN;
    }
    return scale == Scale.RATIO_OF_COUNTS
        ? Math.log((u.numerator + 0.5) / (u.denominator + 0.5))
        : toWorking(scale, u.value());
  }

  private static double toWorking(Scale scale, double y) {
    return switch (scale) {
      case PROPORTION -> Math.asin(Math.sqrt(y));
      case CQC -> Math.sqrt(y);
      case SHMI, RATIO_OF_COUNTS -> Math.log(y);
    };
  }

  private static double fromWorking(Scale scale, double y) {
    return switch (scale) {
      case PROPORTION -> {
        var sine = Math.sin(Limits.clip(y, 0, Math.PI / 2));
        yield sine * sine;
      }
      case CQC -> y;
      case SHMI, RATIO_OF_COUNTS -> Math.exp(y);
    };
  }

  private static double error(Scale scale, Unit u) {
    if (u.denominator == 0) {
      return Double.NaN;
    }
    return switch (scale) {
      case PROPORTION, CQC -> halfRoot(u.denominator);
      case SHMI -> 1 / Math.sqrt(u.denominator);
      case RATIO_OF_COUNTS -> {
        var x = u.numerator + 0.5;
        var n = u.denominator + 0.5;
        yield Math.sqrt(u.numerator / (x * x) + u.denominator / (n * n));
      }
    };
  }

  private static double halfRoot(double n) {
    return n == 0 ? Double.NaN : 1 / (2 * Math.sqrt(n));
  }

  private static double[] winsorised(double[] z, double trim) {
    var sorted = Absent.present(z);
    Arrays.sort(sorted);
    var low = Quantiles.ofSorted(sorted, trim, 7);
    var high = Quantiles.ofSorted(sorted, 1 - trim, 7);
    var out = new double[z.length];
    for (var i = 0; i < z.length; i++) {
      out[i] = Absent.absent(z[i]) ? z[i] : Limits.clip(z[i], low, high);
    }
    return out;
  }

  private static double[] truncated(double[] z, double trim) {
    var sorted = Absent.present(z);
    Arrays.sort(sorted);
    var groups = 1 / trim;
    var out = new double[z.length];
    for (var i = 0; i < z.length; i++) {
      var group = Math.floor(averageRank(sorted, z[i]) * groups / (sorted.length + 1) + 1e-12);
      out[i] = group > 0 && group < groups - 1 - 1e-9 ? z[i] : Double.NaN;
    }
    return out;
  }

  private static double averageRank(double[] sorted, double x) {
    if (Absent.absent(x)) {
      return Double.NaN;
    }
    var below = Quantiles.firstAtLeast(sorted, x);
    return (below + 1 + Quantiles.firstAbove(sorted, x)) / 2.0;
  }

  private static double phi(double[] trimmed) {
    var z = Absent.present(trimmed);
    return z.length == 0 ? Double.NaN : Arrays.stream(z).map(x -> x * x).sum() / z.length;
  }

  private static double threshold(int units) {
    return 1 + 2 * Math.sqrt(2.0 / units);
  }

  private static double tau2(double[] trimmed, double[] s, double phi) {
    var count = 0;
    var w = 0.0;
    var w2 = 0.0;
    for (var i = 0; i < s.length; i++) {
      if (!Absent.absent(trimmed[i])) {
        var weight = 1 / (s[i] * s[i]);
        count++;
        w += weight;
        w2 += weight * weight;
      }
    }
    if (count * phi < count - 1) {
      return 0;
    }
    return Math.max(0, (count * phi - (count - 1)) / (w - w2 / w));
  }

  /**
   * Spiegelhalter's test of over-dispersion for proportions, untransformed: s = sqrt(p(1-p)/n) with
   * the pooled p, z winsorised at the given share (type 7). NO_DENOMINATOR without units,
   * ZERO_VARIATION when the pooled proportion is 0 or 1, and with fewer than ten units tau2 and
   * additive limits are absent (TOO_FEW_OBSERVATIONS). Source: spec 9.
   *
   * @throws Refusal OUT_OF_RANGE, NUMERATOR_EXCEEDS_DENOMINATOR and those of {@link Unit}
   */
  public static Spread spread(List<Unit> units, double winsorise, int quantileType) {
    Refusal.when(
        !(winsorise >= 0 && winsorise < 0.5),
        OUT_OF_RANGE,
        "The winsorised share must be at least 0 and below 0.5: " + winsorise + ".");
    var target = pooled(units, true);
    var n = units.size();
    var s = new double[n];
    var z = new double[n];
    for (var i = 0; i < n; i++) {
      var u = units.get(i);
      s[i] = u.denominator == 0 ? Double.NaN : Math.sqrt(target * (1 - target) / u.denominator);
      z[i] = s[i] > 0 ? (u.value() - target) / s[i] : Double.NaN;
    }
    var sorted = Absent.present(z);
    Arrays.sort(sorted);
    var low = Quantiles.ofSorted(sorted, winsorise, quantileType);
    var high = Quantiles.ofSorted(sorted, 1 - winsorise, quantileType);
    var held = new double[n];
    for (var i = 0; i < n; i++) {
      held[i] = Absent.absent(z[i]) ? z[i] : Limits.clip(z[i], low, high);
    }
    var phi = phi(held);
    var enough = sorted.length >= UNITS_FOR_TAU;
    var tau2 = enough ? tau2(held, s, phi) : Double.NaN;
    var stretch = Math.sqrt(Math.max(1, phi));
    var threshold = sorted.length == 0 ? Double.NaN : threshold(sorted.length);
    var status =
        Absent.absent(target)
            ? Status.NO_DENOMINATOR
            : sorted.length == 0
                ? Status.ZERO_VARIATION
                : enough ? Status.OK : Status.TOO_FEW_OBSERVATIONS;
    return new Spread(
        Absent.orNull(target),
        Absent.list(z),
        Absent.list(held),
        Absent.orNull(phi),
        Absent.orNull(threshold),
        Limits.above(phi, threshold),
        Absent.orNull(tau2),
        lines(n, (i, q) -> Limits.clip(target + q * s[i] * stretch, 0, 1), SPIEGELHALTER),
        lines(
            n,
            (i, q) -> Limits.clip(target + q * Math.sqrt(s[i] * s[i] + tau2), 0, 1),
            SPIEGELHALTER),
        status,
        SPIEGELHALTER);
  }
}
