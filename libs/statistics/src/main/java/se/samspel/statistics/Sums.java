package se.samspel.statistics;

import java.util.Arrays;

/**
 * Sums, means and variances that survive large offsets. Source: spec 0 (Neumaier sum, two-pass
 * variance).
 */
final class Sums {
  private Sums() {}

  static double sum(double[] xs) {
    var sum = 0.0;
    var lost = 0.0;
    for (var x : xs) {
      var next = sum + x;
      lost += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
      sum = next;
    }
    return sum + lost;
  }

  static double mean(double[] xs) {
    return sum(xs) / xs.length;
  }

  /** Sample standard deviation with n - 1; needs two observations. */
  static double sd(double[] xs) {
    var mean = mean(xs);
    var squares = new double[xs.length];
    for (var i = 0; i < xs.length; i++) {
      squares[i] = (xs[i] - mean) * (xs[i] - mean);
    }
    return Math.sqrt(sum(squares) / (xs.length - 1));
  }

  static double median(double[] xs) {
    var sorted = xs.clone();
    Arrays.sort(sorted);
    var mid = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[mid]
        : sorted[mid - 1] + (sorted[mid] - sorted[mid - 1]) / 2;
  }
}
