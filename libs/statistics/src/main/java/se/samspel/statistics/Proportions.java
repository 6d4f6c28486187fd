package se.samspel.statistics;

import static se.samspel.statistics.RefusalCode.NEGATIVE_DENOMINATOR;
import static se.samspel.statistics.RefusalCode.NEGATIVE_NUMERATOR;
import static se.samspel.statistics.RefusalCode.NUMERATOR_EXCEEDS_DENOMINATOR;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/** Proportions x of n, range 0 to 1, and comparisons of them. Source: spec 2 and 7. */
public final class Proportions {
  static final Method WILSON = Method.of("proportion.wilson");
  static final Method CLOPPER_PEARSON = Method.of("proportion.clopper-pearson");
  static final Method NEWCOMBE = Method.of("difference.newcombe-10");
  static final Method COCHRAN_ARMITAGE = Method.of("trend.cochran-armitage");

  /** Limits of a proportion, 0 &lt;= lower &lt;= upper &lt;= 1. */
  record Interval(double lower, double upper) {}

  /**
   * Difference of two proportions, range -1 to 1.
   *
   * @param difference first minus second, absent without both denominators
   */
  public record Difference(
      @Nullable Double difference,
      @Nullable Double lower,
      @Nullable Double upper,
      Status status,
      Method method) {
    public Difference {
      Absent.refuseNonFinite(difference, lower, upper);
    }
  }

  /**
   * Test of a trend over ordered groups, one degree of freedom.
   *
   * @param chiSquared at least 0; absent when nothing varies
   * @param pValue 0 to 1
   */
  public record Trend(
      @Nullable Double chiSquared, @Nullable Double pValue, Status status, Method method) {
    public Trend {
      Absent.refuseNonFinite(chiSquared, pValue);
    }
  }

  private Proportions() {}

  static void check(long x, long n) {
    Refusal.when(x < 0, NEGATIVE_NUMERATOR, "The numerator is below 0: " + x + ".");
    Refusal.when(n < 0, NEGATIVE_DENOMINATOR, "The denominator is below 0: " + n + ".");
    Refusal.when(
        x > n,
        NUMERATOR_EXCEEDS_DENOMINATOR,
        "The numerator " + x + " is larger than the denominator " + n + ".");
  }

  /**
   * Wilson's score interval: centre (p + z²/2n)/(1 + z²/n), half-width z·sqrt(p(1-p)/n + z²/4n²)/(1
   * + z²/n). Lower is exactly 0 for x = 0, upper exactly 1 for x = n. Status NO_DENOMINATOR for n =
   * 0. Source: spec 2; Wilson 1927.
   *
   * @throws Refusal NEGATIVE_NUMERATOR, NUMERATOR_EXCEEDS_DENOMINATOR, INVALID_CONFIDENCE
   */
  public static Estimate wilson(long x, long n, double confidence) {
    check(x, n);
    var z = Limits.z(confidence);
    if (n == 0) {
      return Estimate.none(Status.NO_DENOMINATOR, WILSON, 0);
    }
    var limits = wilsonInterval(x, n, z);
    return new Estimate((double) x / n, limits.lower, limits.upper, Status.OK, WILSON, n);
  }

  static Interval wilsonInterval(long x, long n, double z) {
    var p = (double) x / n;
    var z2n = z * z / n;
    var centre = (p + z2n / 2) / (1 + z2n);
    var half = z * Math.sqrt(p * (1 - p) / n + z2n / (4 * (double) n)) / (1 + z2n);
    return new Interval(
        x == 0 ? 0 : Math.max(0, centre - half), x == n ? 1 : Math.min(1, centre + half));
  }

  /**
   * Clopper and Pearson's exact interval: lower Beta⁻¹(a/2; x, n-x+1), upper Beta⁻¹(1-a/2; x+1,
   * n-x). Status NO_DENOMINATOR for n = 0. Source: spec 2.
   *
   * @throws Refusal as {@link #wilson}
   */
  public static Estimate clopperPearson(long x, long n, double confidence) {
    check(x, n);
    Limits.confidence(confidence);
    if (n == 0) {
      return Estimate.none(Status.NO_DENOMINATOR, CLOPPER_PEARSON, 0);
    }
    var limits = clopperPearsonInterval(x, n, confidence);
    return new Estimate((double) x / n, limits.lower, limits.upper, Status.OK, CLOPPER_PEARSON, n);
  }

  static Interval clopperPearsonInterval(long x, long n, double confidence) {
    var tail = (1 - confidence) / 2;
    var lower = x == 0 ? 0 : BetaDistribution.of(x, n - x + 1.0).inverseCumulativeProbability(tail);
    var upper = x == n ? 1 : BetaDistribution.of(x + 1.0, n - x).inverseSurvivalProbability(tail);
    return new Interval(lower, upper);
  }

  /**
   * Newcombe's method 10 for p1 - p2: d - sqrt((p1-l1)² + (u2-p2)²), d + sqrt((u1-p1)² + (p2-l2)²)
   * with Wilson limits l, u. Status NO_DENOMINATOR when either denominator is 0. Source: spec 7;
   * Newcombe 1998.
   *
   * @throws Refusal as {@link #wilson}
   */
  public static Difference difference(long x1, long n1, long x2, long n2, double confidence) {
    check(x1, n1);
    check(x2, n2);
    var z = Limits.z(confidence);
    if (n1 == 0 || n2 == 0) {
      return new Difference(null, null, null, Status.NO_DENOMINATOR, NEWCOMBE);
    }
    var p1 = (double) x1 / n1;
    var p2 = (double) x2 / n2;
    var first = wilsonInterval(x1, n1, z);
    var second = wilsonInterval(x2, n2, z);
    var d = p1 - p2;
    return new Difference(
        d,
        Math.max(-1, d - Math.hypot(p1 - first.lower, second.upper - p2)),
        Math.min(1, d + Math.hypot(first.upper - p1, p2 - second.lower)),
        Status.OK,
        NEWCOMBE);
  }

  /**
   * Cochran-Armitage test of a linear trend in proportions over ordered groups: chi² = (sum s(x -
   * n·p))² / (p(1-p)(sum n·s² - (sum n·s)²/N)), one degree of freedom. ZERO_VARIATION when the
   * pooled proportion is 0 or 1 or all scores of groups with a denominator are equal;
   * NO_DENOMINATOR when all are empty. Source: spec 7.
   *
   * @throws Refusal NEGATIVE_NUMERATOR, NUMERATOR_EXCEEDS_DENOMINATOR, UNEQUAL_LENGTHS,
   *     TOO_FEW_GROUPS
   */
  public static Trend trend(long[] numerators, long[] denominators, double[] scores) {
    var k = numerators.length;
    Refusal.when(
        denominators.length != k || scores.length != k,
        RefusalCode.UNEQUAL_LENGTHS,
        "Numerators, denominators and scores must be equally many.");
    Refusal.when(k < 2, RefusalCode.TOO_FEW_GROUPS, "A trend needs at least two groups.");
    var totalX = 0.0;
    var totalN = 0.0;
    var sumS = 0.0;
    for (var i = 0; i < k; i++) {
      check(numerators[i], denominators[i]);
      totalX += numerators[i];
      totalN += denominators[i];
      sumS += denominators[i] * scores[i];
    }
    if (totalN == 0) {
      return new Trend(null, null, Status.NO_DENOMINATOR, COCHRAN_ARMITAGE);
    }
    var p = totalX / totalN;
    var centre = sumS / totalN;
    var slope = 0.0;
    var spread = 0.0;
    for (var i = 0; i < k; i++) {
      slope += (scores[i] - centre) * (numerators[i] - denominators[i] * p);
      spread += denominators[i] * (scores[i] - centre) * (scores[i] - centre);
    }
    if (totalX == 0
        || totalX == totalN
        || spread <= 1e-12 * totalN * Math.max(1, centre * centre)) {
      return new Trend(null, null, Status.ZERO_VARIATION, COCHRAN_ARMITAGE);
    }
    var chi = slope * slope / (p * (1 - p) * spread);
    return new Trend(
        chi,
        chi == 0 ? 1 : ChiSquaredDistribution.of(1).survivalProbability(chi),
        Status.OK,
        COCHRAN_ARMITAGE);
  }
}
