package se.samspel.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Inequality between ordered groups, rank 1 worst off. R is the ridit: cumulative share of the
 * population before the group plus half its own. Source: spec 10.2 to 10.4.
 *
 * @param midpoints R per group, in the order given
 * @param mean population-weighted mean
 * @param siiLinear slope of the weighted regression of the value on R, in the unit of the values
 * @param siiIntercept fitted value at R = 0
 * @param riiLinear fitted(1)/fitted(0), absent when either is not above 0
 * @param siiLogit max·(p(1) - p(0)) of the logit fit; absent for rates and where the fit does not
 *     converge
 * @param riiLogit p(1)/p(0)
 * @param concentrationIndex (2/mu)·sum w(y - mu)(R - mean R), absent when mu is 0
 * @param wagstaff corrected for a bounded indicator; absent for rates
 * @param erreygers corrected for a bounded indicator; absent for rates
 * @param attributableRisk value of the best-off group minus mu, 0 if that group is worse than mu
 * @param attributableFraction that over mu, percent
 * @param differenceExtremes best off minus worst off
 * @param ratioExtremes best off over worst off, absent when the latter is 0
 */
public record Gradient(
    List<@Nullable Double> midpoints,
    double mean,
    double siiLinear,
    double siiIntercept,
    @Nullable Double riiLinear,
    @Nullable Double siiLogit,
    @Nullable Double riiLogit,
    @Nullable Double concentrationIndex,
    double concentrationIndexAbsolute,
    @Nullable Double wagstaff,
    @Nullable Double erreygers,
    double attributableRisk,
    @Nullable Double attributableFraction,
    double differenceExtremes,
    @Nullable Double ratioExtremes,
    Status status,
    Method method) {

  public Gradient {
    Absent.refuseNonFinite(
        mean,
        siiLinear,
        siiIntercept,
        concentrationIndexAbsolute,
        attributableRisk,
        differenceExtremes);
  }

  static final Method METHOD = Method.of("inequality.ranked");
  static final Method LOG = Method.of("sii.log");
  static final Method CLOSED_FORM = Method.of("sii.closed-form-normal");

  private static final int ITERATIONS = 200;

  /**
   * A group.
   *
   * @param rank 1 is worst off; ranks differ
   * @param value absent where missing, which is refused
   * @param population at least 0
   */
  public record Group(double rank, @Nullable Double value, double population, @Nullable Double se) {
    public Group {
      Refusal.when(
          population < 0,
          RefusalCode.NON_POSITIVE_POPULATION,
          "The population of rank " + rank + " is below 0: " + population + ".");
      Refusal.when(
          se != null && se < 0,
          RefusalCode.NEGATIVE_STANDARD_ERROR,
          "The standard error of rank " + rank + " is below 0: " + se + ".");
    }
  }

  /**
   * Slope and relative index of the fit of ln y. Source: spec 10.2.
   *
   * @param sii exp(a+b) - exp(a), absent when a value is not above 0
   * @param rii exp(b)
   * @param intercept exp(a)
   */
  public record LogFit(
      @Nullable Double sii,
      @Nullable Double rii,
      @Nullable Double intercept,
      Status status,
      Method method) {
    public LogFit {
      Absent.refuseNonFinite(sii, rii, intercept);
    }
  }

  /** The linear SII with its standard error and normal limits. Source: spec 10.2. */
  public record SlopeInterval(double sii, double se, double lower, double upper, Method method) {
    public SlopeInterval {
      Absent.refuseNonFinite(sii, se, lower, upper);
    }
  }

  private record Ridits(double[] y, double[] w, double[] r, int worst, int best) {
    double mean(double[] xs) {
      var sum = 0.0;
      for (var i = 0; i < xs.length; i++) {
        sum += w[i] * xs[i];
      }
      return sum;
    }

    /** Intercept and slope of the weighted regression of {@code xs} on R. */
    double[] fit(double[] xs, double[] weights) {
      var total = 0.0;
      var rBar = 0.0;
      var xBar = 0.0;
      for (var i = 0; i < xs.length; i++) {
        total += weights[i];
        rBar += weights[i] * r[i];
        xBar += weights[i] * xs[i];
      }
      rBar /= total;
      xBar /= total;
      var top = 0.0;
      var bottom = 0.0;
      for (var i = 0; i < xs.length; i++) {
        top += weights[i] * (r[i] - rBar) * (xs[i] - xBar);
        bottom += weights[i] * (r[i] - rBar) * (r[i] - rBar);
      }
      var slope = top / bottom;
      return new double[] {xBar - slope * rBar, slope};
    }
  }

  private static Ridits ridits(List<Group> groups) {
    Refusal.when(
        groups.size() < 3,
        RefusalCode.TOO_FEW_GROUPS,
        "A gradient needs at least three groups, but there are " + groups.size() + ".");
    Refusal.when(
        groups.stream().anyMatch(g -> g.value == null),
        RefusalCode.TOO_MANY_MISSING,
        "Ordered groups must all have a value.");
    var total = groups.stream().mapToDouble(Group::population).sum();
    Refusal.when(total == 0, RefusalCode.ZERO_POPULATION, "All populations are 0.");
    var order =
        IntStream.range(0, groups.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> groups.get(i).rank))
            .mapToInt(Integer::intValue)
            .toArray();
    var k = groups.size();
    var y = new double[k];
    var w = new double[k];
    var r = new double[k];
    var before = 0.0;
    for (var at = 0; at < k; at++) {
      var i = order[at];
      var g = groups.get(i);
      Refusal.when(
          at > 0 && g.rank == groups.get(order[at - 1]).rank,
          RefusalCode.DUPLICATE_RANK,
          "Two groups have rank " + g.rank + ".");
      var value = g.value;
      y[i] = value == null ? Double.NaN : value;
      w[i] = g.population / total;
      r[i] = before + w[i] / 2;
      before += w[i];
    }
    Refusal.when(
        IntStream.range(0, k).filter(i -> w[i] > 0).count() < 2,
        RefusalCode.ZERO_POPULATION,
        "A gradient needs people in at least two groups.");
    return new Ridits(y, w, r, order[0], order[k - 1]);
  }

  /**
   * All measures of the gradient.
   *
   * @param favourable high is good
   * @param boundedMaximum 100 for percentages; absent for rates, which have no logit fit, Wagstaff
   *     or Erreygers
   * @throws Refusal TOO_FEW_GROUPS, TOO_MANY_MISSING (any), ZERO_POPULATION, DUPLICATE_RANK,
   *     OUT_OF_RANGE when a bounded value is outside 0..max
   */
  public static Gradient measure(
      List<Group> groups, boolean favourable, @Nullable Double boundedMaximum) {
    var at = ridits(groups);
    var k = at.y.length;
    if (boundedMaximum != null) {
      for (var y : at.y) {
        Refusal.when(
            !(boundedMaximum > 0) || y < 0 || y > boundedMaximum,
            RefusalCode.OUT_OF_RANGE,
            "The value " + y + " lies outside 0 to " + boundedMaximum + ".");
      }
    }
    var first = at.y[0];
    var equal = java.util.Arrays.stream(at.y).allMatch(y -> y == first);
    var mean = equal ? first : at.mean(at.y);
    var line = equal ? new double[] {first, 0} : at.fit(at.y, at.w);
    var top = line[0] + line[1];
    var logit = boundedMaximum == null ? null : logit(at, equal, boundedMaximum);
    var rBar = at.mean(at.r);
    var covariance = 0.0;
    for (var i = 0; i < k; i++) {
      covariance += at.w[i] * (at.y[i] - mean) * (at.r[i] - rBar);
    }
    var index = mean == 0 ? Double.NaN : 2 * covariance / mean;
    var max = boundedMaximum == null ? Double.NaN : boundedMaximum;
    var reference = at.y[at.best];
    var risk = favourable ? Math.max(0, reference - mean) : Math.min(0, reference - mean);
    var worst = at.y[at.worst];
    return new Gradient(
        Absent.list(at.r),
        mean,
        line[1],
        line[0],
        line[0] > 0 && top > 0 ? Absent.orNull(top / line[0]) : null,
        logit == null ? null : Absent.orNull(logit[0]),
        logit == null ? null : Absent.orNull(logit[1]),
        Absent.orNull(index),
        2 * covariance,
        Absent.orNull(index / (1 - mean / max)),
        Absent.orNull(4 * 2 * covariance / max),
        risk + 0.0,
        mean == 0 ? null : Absent.orNull(100 * risk / mean),
        reference - worst,
        worst == 0 ? null : Absent.orNull(reference / worst),
        mean == 0 ? Status.NOT_APPLICABLE : Status.OK,
        METHOD);
  }

  /**
   * Quasi-binomial logit of y/max on R with the populations as weights, by iteratively reweighted
   * least squares. SII and RII, or NaN when the fit runs away, as it does when the groups are
   * perfectly separated.
   */
  private static double[] logit(Ridits at, boolean equal, double max) {
    if (equal) {
      return new double[] {0, at.y[0] == 0 ? Double.NaN : 1};
    }
    var k = at.y.length;
    var mean = Limits.clip(at.mean(at.y) / max, 1e-9, 1 - 1e-9);
    var a = Math.log(mean / (1 - mean));
    var b = 0.0;
    var weights = new double[k];
    var working = new double[k];
    for (var n = 0; n < ITERATIONS; n++) {
      for (var i = 0; i < k; i++) {
        var eta = a + b * at.r[i];
        var p = 1 / (1 + Math.exp(-eta));
        var v = Math.max(p * (1 - p), 1e-300);
        weights[i] = at.w[i] * v;
        working[i] = eta + (at.y[i] / max - p) / v;
      }
      var next = at.fit(working, weights);
      var step = Math.max(Math.abs(next[0] - a), Math.abs(next[1] - b));
      var size = Math.max(1, Math.max(Math.abs(next[0]), Math.abs(next[1])));
      a = next[0];
      b = next[1];
      if (!Double.isFinite(step) || size > 1e6) {
        break;
      }
      // Past the eighth digit of the step, what is left is rounding.
      if (step < 1e-12 * size || (n > 50 && step < 1e-9 * size)) {
        var bottom = 1 / (1 + Math.exp(-a));
        var top = 1 / (1 + Math.exp(-a - b));
        return new double[] {max * (top - bottom), top / bottom};
      }
    }
    return new double[] {Double.NaN, Double.NaN};
  }

  /**
   * SII of ln y, for rates. A value of 0 or below: NOT_APPLICABLE.
   *
   * @throws Refusal as {@link #measure}
   */
  public static LogFit log(List<Group> groups) {
    var at = ridits(groups);
    var logs = java.util.Arrays.stream(at.y).map(Math::log).toArray();
    if (java.util.Arrays.stream(at.y).anyMatch(y -> !(y > 0))) {
      return new LogFit(null, null, null, Status.NOT_APPLICABLE, LOG);
    }
    var line = at.fit(logs, at.w);
    var low = Math.exp(line[0]);
    return new LogFit(Math.exp(line[0] + line[1]) - low, Math.exp(line[1]), low, Status.OK, LOG);
  }

  /**
   * Linear SII with Var = sum c²·se², c = w(R - mean R)/sum w(R - mean R)²: what the simulation of
   * PHE converges to.
   *
   * @throws Refusal as {@link #measure}; MISSING_FIELD when a group has no standard error;
   *     INVALID_CONFIDENCE
   */
  public static SlopeInterval withErrors(List<Group> groups, double confidence) {
    var z = Limits.z(confidence);
    var at = ridits(groups);
    var rBar = at.mean(at.r);
    var spread = 0.0;
    for (var i = 0; i < at.r.length; i++) {
      spread += at.w[i] * (at.r[i] - rBar) * (at.r[i] - rBar);
    }
    var variance = 0.0;
    for (var i = 0; i < at.r.length; i++) {
      var se = groups.get(i).se;
      if (se == null) {
        throw new Refusal(RefusalCode.MISSING_FIELD, "Every group needs a standard error (se).");
      }
      var c = at.w[i] * (at.r[i] - rBar) / spread;
      variance += c * c * se * se;
    }
    var sii = at.fit(at.y, at.w)[1];
    var se = Math.sqrt(variance);
    return new SlopeInterval(sii, se, sii - z * se, sii + z * se, CLOSED_FORM);
  }
}
