package se.samspel.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjustment of many p values, so that 21 regions do not give one false finding by themselves.
 * Source: spec 7.
 */
final class Multiplicity {
  static final Method BENJAMINI_HOCHBERG = Method.of("adjust.benjamini-hochberg");

  private Multiplicity() {}

  /** Adjusted at 1; absent stays absent and is not counted in m. */
  static double[] benjaminiHochberg(double[] p) {
    var order = order(p);
    var m = order.length;
    var out = absentEverywhere(p);
    var least = 1.0;
    for (var i = m - 1; i >= 0; i--) {
      least = Math.min(least, p[order[i]] * m / (i + 1));
      out[order[i]] = least;
    }
    return out;
  }

  /** Holm's step-down adjustment, clipped at 1. */
  static double[] holm(double[] p) {
    var order = order(p);
    var m = order.length;
    var out = absentEverywhere(p);
    var most = 0.0;
    for (var i = 0; i < m; i++) {
      most = Math.max(most, Math.min(1, p[order[i]] * (m - i)));
      out[order[i]] = most;
    }
    return out;
  }

  private static double[] absentEverywhere(double[] p) {
    var out = new double[p.length];
    java.util.Arrays.fill(out, Double.NaN);
    return out;
  }

  private static int[] order(double[] p) {
    for (var x : p) {
      Refusal.when(
          x < 0 || x > 1,
          RefusalCode.INVALID_P_VALUE,
          "A p value lies between 0 and 1, but was " + x + ".");
    }
    return IntStream.range(0, p.length)
        .filter(i -> !Absent.absent(p[i]))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
