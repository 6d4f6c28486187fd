package se.samspel.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Comparison with slack, confidence levels and normal quantiles. Source: spec 0. */
final class Limits {
  /** Relative slack of every comparison with a limit. */
  static final double SLACK = 1e-9;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Limits() {}

  /** {@code y} lies above the limit by more than the slack. */
  static boolean above(double y, double limit) {
    return y - limit > SLACK * Math.max(1, Math.abs(limit));
  }

  /** {@code y} lies below the limit by more than the slack. */
  static boolean below(double y, double limit) {
    return limit - y > SLACK * Math.max(1, Math.abs(limit));
  }

  /** Neither above nor below. */
  static boolean on(double y, double limit) {
    return !above(y, limit) && !below(y, limit);
  }

  static double confidence(double level) {
    Refusal.when(
        !(level >= 0.5 && level < 1),
        RefusalCode.INVALID_CONFIDENCE,
        "The confidence level must be at least 0.5 and below 1, but was " + level + ".");
    return level;
  }

  /** The exact two-sided normal quantile, 1.959963984540054 for 0.95. */
  static double z(double confidence) {
    return NORMAL.inverseSurvivalProbability((1 - confidence(confidence)) / 2);
  }

  /** P(|Z| >= |z|), range 0 to 1. */
  static double twoSided(double z) {
    return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
  }

  static double clip(double x, double low, double high) {
    return Math.min(high, Math.max(low, x));
  }

  /** "95" for 0.95 and "998" for 0.998: the name a level has in field names. */
  static String levelName(double confidence) {
    var digits = java.math.BigDecimal.valueOf(confidence).stripTrailingZeros().toPlainString();
    var fraction = digits.startsWith("0.") ? digits.substring(2) : digits;
    return fraction.length() == 1 ? fraction + "0" : fraction;
  }
}
