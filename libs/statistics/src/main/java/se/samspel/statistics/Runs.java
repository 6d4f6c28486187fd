package se.samspel.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Anhøj's rules: an unusually long run on one side of the centre, or unusually few crossings of it.
 * Points on the centre and missing points are dropped and neither break nor lengthen a run. Many
 * crossings are no signal. Source: spec 8.2; Anhøj and Olesen 2014.
 *
 * @param useful points off the centre
 * @param longest longest run, absent without useful points
 * @param longestMax round(log2 n) + 3, half to even
 * @param crossings of the centre
 * @param crossingsMin smallest k with P(X &lt;= k) &gt;= 0.05, X ~ Bin(n - 1, 0.5)
 */
public record Runs(
    int useful,
    @Nullable Integer longest,
    @Nullable Integer longestMax,
    @Nullable Integer crossings,
    @Nullable Integer crossingsMin,
    boolean signal) {

  static final Method METHOD = Method.of("runs.anhoej");

  static Runs of(double[] values, double centre) {
    var useful = 0;
    var longest = 0;
    var run = 0;
    var crossings = 0;
    var side = 0;
    for (var y : values) {
      if (Absent.absent(y) || Limits.on(y, centre)) {
        continue;
      }
      useful++;
      var now = y > centre ? 1 : -1;
      if (now == side) {
        run++;
      } else {
        crossings += side == 0 ? 0 : 1;
        run = 1;
      }
      side = now;
      longest = Math.max(longest, run);
    }
    if (useful == 0) {
      return new Runs(0, null, null, null, null, false);
    }
    var most = longestMax(useful);
    var fewest = crossingsMin(useful);
    return new Runs(useful, longest, most, crossings, fewest, longest > most || crossings < fewest);
  }

  /** Longest run that is not a signal among {@code useful} points, at least 1. */
  public static int longestMax(int useful) {
    return (int) Math.rint(Math.log(useful) / Math.log(2)) + 3;
  }

  /** Fewest crossings that are not a signal among {@code useful} points, at least 1. */
  public static int crossingsMin(int useful) {
    return BinomialDistribution.of(useful - 1, 0.5).inverseCumulativeProbability(0.05);
  }
}
