package se.samspel.statistics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of a series before it is published. Source: spec 13; Iglewicz and Hoaglin 1993. */
public final class DataChecks {
  static final Method OUTLIERS = Method.of("outliers.z-and-modified-z");
  static final Method CONSISTENCY = Method.of("consistency.ratio");

  /** 0.6745·MAD is one standard deviation of a normal distribution. */
  private static final double NORMAL_MAD = 0.6745;

  /** 1.253314 mean absolute deviations are one standard deviation of a normal distribution. */
  private static final double NORMAL_MEAN_DEVIATION = 1.253314;

  /** Periods that a new value is compared with. */
  private static final int PREVIOUS_PERIODS = 3;

  /**
   * Scores of every value; absent where a value or the spread is absent. An absent score is never
   * an outlier.
   *
   * @param sd with n - 1, absent below two values
   */
  public record Outliers(
      @Nullable Double mean,
      @Nullable Double sd,
      @Nullable Double median,
      @Nullable Double medianAbsoluteDeviation,
      @Nullable Double meanAbsoluteDeviation,
      List<@Nullable Double> zScores,
      List<@Nullable Double> modifiedZScores,
      List<Boolean> zOutlier,
      List<Boolean> modifiedZOutlier,
      Status status,
      Method method) {}

  /** Current value over the mean of the previous ones. */
  public record Consistency(
      @Nullable Double ratio, @Nullable Boolean flagged, Status status, Method method) {
    public Consistency {
      Absent.refuseNonFinite(ratio);
    }
  }

  private DataChecks() {}

  /**
   * z = (x - mean)/sd; modified z = 0.6745·(x - median)/MAD, or (x - median)/(1.253314·mean
   * absolute deviation from the median) when MAD is 0, or none when both are. Flags are strict.
   *
   * @param values null marks an absent value
   */
  public static Outliers outliers(
      List<@Nullable Double> values, double zThreshold, double modifiedThreshold) {
    return outliers(Absent.array(values), zThreshold, modifiedThreshold);
  }

  static Outliers outliers(double[] values, double zThreshold, double modifiedThreshold) {
    var xs = Absent.present(values);
    var n = xs.length;
    var mean = n == 0 ? Double.NaN : Sums.mean(xs);
    var sd = n < 2 ? Double.NaN : Sums.sd(xs);
    var median = n == 0 ? Double.NaN : Sums.median(xs);
    var deviations = new double[n];
    for (var i = 0; i < n; i++) {
      deviations[i] = Math.abs(xs[i] - median);
    }
    var mad = n == 0 ? Double.NaN : Sums.median(deviations);
    var meanDeviation = n == 0 ? Double.NaN : Sums.mean(deviations);
    var z = new double[values.length];
    var modified = new double[values.length];
    var zFlag = new ArrayList<Boolean>(values.length);
    var modifiedFlag = new ArrayList<Boolean>(values.length);
    for (var i = 0; i < values.length; i++) {
      z[i] = sd > 0 ? (values[i] - mean) / sd : Double.NaN;
      modified[i] =
          mad > 0
              ? NORMAL_MAD * (values[i] - median) / mad
              : meanDeviation > 0
                  ? (values[i] - median) / (NORMAL_MEAN_DEVIATION * meanDeviation)
                  : Double.NaN;
      zFlag.add(Limits.above(Math.abs(z[i]), zThreshold));
      modifiedFlag.add(Limits.above(Math.abs(modified[i]), modifiedThreshold));
    }
    var status =
        n == 0
            ? Status.MISSING
            : n < 2 ? Status.TOO_FEW_OBSERVATIONS : sd == 0 ? Status.ZERO_VARIATION : Status.OK;
    return new Outliers(
        Absent.orNull(mean),
        Absent.orNull(sd),
        Absent.orNull(median),
        Absent.orNull(mad),
        Absent.orNull(meanDeviation),
        Absent.list(z),
        Absent.list(modified),
        List.copyOf(zFlag),
        List.copyOf(modifiedFlag),
        status,
        OUTLIERS);
  }

  /**
   * current / mean of the up to three latest previous values that are present; flagged when |ratio
   * - 1| exceeds the tolerance. NO_DENOMINATOR when that mean is 0, MISSING when there is nothing
   * to compare.
   *
   * @param current null when absent
   * @param previous in order of time, null marks an absent value
   */
  public static Consistency consistency(
      @Nullable Double current, List<@Nullable Double> previous, double tolerance) {
    return consistency(current == null ? Double.NaN : current, Absent.array(previous), tolerance);
  }

  static Consistency consistency(double current, double[] previous, double tolerance) {
    var present = Absent.present(previous);
    var latest =
        java.util.Arrays.copyOfRange(
            present, Math.max(0, present.length - PREVIOUS_PERIODS), present.length);
    if (Absent.absent(current) || latest.length == 0) {
      return new Consistency(null, null, Status.MISSING, CONSISTENCY);
    }
    var mean = Sums.mean(latest);
    if (mean == 0) {
      return new Consistency(null, null, Status.NO_DENOMINATOR, CONSISTENCY);
    }
    var ratio = current / mean;
    return new Consistency(
        ratio, Limits.above(Math.abs(ratio - 1), tolerance), Status.OK, CONSISTENCY);
  }
}
