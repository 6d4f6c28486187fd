package se.samspel.statistics;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/** Means with t intervals, and comparison of two estimates. Source: spec 6 and 10.1. */
public final class Means {
  static final Method STUDENT = Method.of("mean.student-t");
  static final Method DELTA = Method.of("difference-ratio.normal");

  /**
   * A mean.
   *
   * @param n observations that were present
   * @param sd standard deviation with n - 1, in the unit of the values
   */
  public record Mean(
      int n,
      @Nullable Double mean,
      @Nullable Double sd,
      @Nullable Double lower,
      @Nullable Double upper,
      Status status,
      Method method) {
    public Mean {
      Absent.refuseNonFinite(mean, sd, lower, upper);
    }
  }

  /**
   * First against second of two estimates with standard errors.
   *
   * @param ratio absent when the second value is 0; its limits also when the first is, or a sign
   *     differs
   */
  public record Comparison(
      double difference,
      double differenceLower,
      double differenceUpper,
      @Nullable Double ratio,
      @Nullable Double ratioLower,
      @Nullable Double ratioUpper,
      Status status,
      Method method) {
    public Comparison {
      Absent.refuseNonFinite(
          difference, differenceLower, differenceUpper, ratio, ratioLower, ratioUpper);
    }
  }

  private Means() {}

  /**
   * Arithmetic mean with Student's t interval. Absent values are left out. One observation: mean
   * only, TOO_FEW_OBSERVATIONS; none: MISSING.
   *
   * @param values null marks an absent value
   * @throws Refusal INVALID_CONFIDENCE
   */
  public static Mean mean(List<@Nullable Double> values, double confidence) {
    return mean(Absent.array(values), confidence);
  }

  static Mean mean(double[] values, double confidence) {
    Limits.confidence(confidence);
    var xs = Absent.present(values);
    if (xs.length == 0) {
      return new Mean(0, null, null, null, null, Status.MISSING, STUDENT);
    }
    var mean = Sums.mean(xs);
    if (xs.length == 1) {
      return new Mean(1, mean, null, null, null, Status.TOO_FEW_OBSERVATIONS, STUDENT);
    }
    var sd = Sums.sd(xs);
    var half =
        TDistribution.of(xs.length - 1.0).inverseSurvivalProbability((1 - confidence) / 2)
            * sd
            / Math.sqrt(xs.length);
    return new Mean(xs.length, mean, sd, mean - half, mean + half, Status.OK, STUDENT);
  }

  /**
   * Difference with normal limits d -+ z·sqrt(se1² + se2²) and ratio with limits r·exp(-+
   * z·sqrt((se1/v1)² + (se2/v2)²)). Status NOT_APPLICABLE when the ratio has no meaning. Source:
   * spec 10.1 (difference, ratio).
   *
   * @throws Refusal NEGATIVE_STANDARD_ERROR, INVALID_CONFIDENCE
   */
  public static Comparison compare(
      double value1, double se1, double value2, double se2, double confidence) {
    Refusal.when(
        se1 < 0 || se2 < 0, RefusalCode.NEGATIVE_STANDARD_ERROR, "A standard error is below 0.");
    var z = Limits.z(confidence);
    var difference = value1 - value2;
    var half = z * Math.hypot(se1, se2);
    if (value2 == 0) {
      return new Comparison(
          difference,
          difference - half,
          difference + half,
          null,
          null,
          null,
          Status.NOT_APPLICABLE,
          DELTA);
    }
    var ratio = value1 / value2;
    if (!(ratio > 0)) {
      return new Comparison(
          difference,
          difference - half,
          difference + half,
          ratio + 0.0,
          null,
          null,
          Status.OK,
          DELTA);
    }
    var spread = Math.exp(z * Math.hypot(se1 / value1, se2 / value2));
    return new Comparison(
        difference,
        difference - half,
        difference + half,
        ratio,
        ratio / spread,
        Absent.orNull(ratio * spread),
        Status.OK,
        DELTA);
  }
}
