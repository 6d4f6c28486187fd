package se.samspel.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles by the nine definitions of Hyndman and Fan, and groups of equal size. Type 7 is for
 * display, type 2 is the median of statutes. Source: spec 6; Hyndman and Fan 1996.
 */
public final class Quantiles {
  static final Method GROUPS = Method.of("quantile-groups.competition-rank");

  /** Four units in the last place: n·p that should be whole is taken as whole. */
  private static final double FUZZ = 4 * Math.ulp(1.0);

  private Quantiles() {}

  static Method method(int type) {
    return Method.of("quantile.hf" + type);
  }

  /**
   * Quantile of the present values.
   *
   * @param values null marks an absent value
   * @param p 0 to 1
   * @param type 1 to 9
   * @return empty when there is no value
   * @throws Refusal INVALID_PROBABILITY, UNKNOWN_CHOICE
   */
  public static Optional<Double> quantile(List<@Nullable Double> values, double p, int type) {
    var xs = Absent.present(Absent.array(values));
    Arrays.sort(xs);
    return Optional.ofNullable(Absent.orNull(ofSorted(xs, p, type)));
  }

  /** NaN for an empty sample. */
  static double ofSorted(double[] xs, double p, int type) {
    Refusal.when(
        !(p >= 0 && p <= 1),
        RefusalCode.INVALID_PROBABILITY,
        "A probability lies between 0 and 1, but was " + p + ".");
    Refusal.when(
        type < 1 || type > 9,
        RefusalCode.UNKNOWN_CHOICE,
        "The type of quantile is one of 1 to 9, but was " + type + ".");
    var n = xs.length;
    if (n == 0) {
      return Double.NaN;
    }
    if (type <= 3) {
      var position = type == 3 ? n * p - 0.5 : n * p;
      var j = (int) Math.floor(position + FUZZ * Math.max(1, n * p));
      var whole = Math.abs(position - j) <= FUZZ * Math.max(1, n * p);
      var weight =
          switch (type) {
            case 1 -> whole ? 0.0 : 1.0;
            case 2 -> whole ? 0.5 : 1.0;
            default -> whole && j % 2 == 0 ? 0.0 : 1.0;
          };
      return between(xs, j, weight);
    }
    var position =
        switch (type) {
          case 4 -> n * p;
          case 5 -> n * p + 0.5;
          case 6 -> (n + 1) * p;
          case 7 -> (n - 1) * p + 1;
          case 8 -> (n + 1.0 / 3) * p + 1.0 / 3;
          default -> (n + 0.25) * p + 0.375;
        };
    var j = (int) Math.floor(position + FUZZ * n);
    var weight = position - j;
    return between(xs, j, Math.abs(weight) <= FUZZ * n ? 0 : weight);
  }

  /** Between the j-th and the next order statistic, counted from 1 and held inside the sample. */
  private static double between(double[] xs, int j, double weight) {
    var low = xs[Math.clamp(j - 1, 0, xs.length - 1)];
    var high = xs[Math.clamp(j, 0, xs.length - 1)];
    return weight == 0 ? low : weight == 1 ? high : (1 - weight) * low + weight * high;
  }

  /**
   * Groups 1 to k of nearly equal size: with N present values and competition rank r (ties share
   * the lowest), g = floor(k + 1 - ceil((N + 1 - r)/(N/k))), 0 becomes 1. Ties share a group. N
   * &lt; k: all absent. Source: spec 6.
   *
   * @param values NaN marks an absent value, which gets no group
   * @param groups k, at least 1
   * @param invert true when group 1 holds the highest values
   * @throws Refusal OUT_OF_RANGE
   */
  static List<@Nullable Integer> groups(double[] values, int groups, boolean invert) {
    Refusal.when(
        groups < 1,
        RefusalCode.OUT_OF_RANGE,
        "There must be at least 1 group, but " + groups + " were asked for.");
    var sorted = Absent.present(values);
    Arrays.sort(sorted);
    var n = sorted.length;
    var out = new ArrayList<@Nullable Integer>(values.length);
    for (var x : values) {
      if (Absent.absent(x) || n < groups) {
        out.add(null);
        continue;
      }
      var below = firstAtLeast(sorted, x);
      var above = n - firstAbove(sorted, x);
      var rank = 1 + (invert ? above : below);
      var g = (int) Math.floor(groups + 1 - Math.ceil((n + 1 - rank) / ((double) n / groups)));
      out.add(Math.max(1, g));
    }
    return Collections.unmodifiableList(out);
  }

  static int firstAtLeast(double[] sorted, double x) {
    var low = 0;
    var high = sorted.length;
    while (low < high) {
      var mid = (low + high) >>> 1;
      if (sorted[mid] < x) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  static int firstAbove(double[] sorted, double x) {
    var low = 0;
    var high = sorted.length;
    while (low < high) {
      var mid = (low + high) >>> 1;
      if (sorted[mid] <= x) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }
}
