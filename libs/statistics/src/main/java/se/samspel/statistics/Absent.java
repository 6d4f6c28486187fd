package se.samspel.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Crossing between the arrays inside, where NaN marks an absent observation, and the results, where
 * absent is null.
 */
final class Absent {
  private Absent() {}

  static boolean absent(double x) {
    return Double.isNaN(x);
  }

  static @Nullable Double orNull(double x) {
    return Double.isFinite(x) ? Double.valueOf(x + 0.0) : null;
  }

  static List<@Nullable Double> list(double[] xs) {
    var out = new ArrayList<@Nullable Double>(xs.length);
    for (var x : xs) {
      out.add(orNull(x));
    }
    return Collections.unmodifiableList(out);
  }

  static double[] array(List<@Nullable Double> xs) {
    return xs.stream().mapToDouble(x -> x == null ? Double.NaN : x).toArray();
  }

  static double[] present(double[] xs) {
    var out = new double[xs.length];
    var n = 0;
    for (var x : xs) {
      if (!absent(x)) {
        out[n++] = x;
      }
    }
    return java.util.Arrays.copyOf(out, n);
  }

  /** A published figure is finite; one that is not comes from figures beyond all sense. */
  static void refuseNonFinite(@Nullable Double... xs) {
    for (var x : xs) {
      Refusal.when(
          x != null && !Double.isFinite(x),
          RefusalCode.OUT_OF_RANGE,
          "The figures are too large or too small to compute with.");
    }
  }
}
