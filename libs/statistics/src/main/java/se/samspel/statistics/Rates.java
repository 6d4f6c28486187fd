package se.samspel.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/** Events per person-time, and the ratio of two rates. Source: spec 3 and 7. */
public final class Rates {
  static final Method EXACT = Method.of("rate.exact-poisson");
  static final Method BYAR = Method.of("rate.byar");
  static final Method RATIO = Method.of("rate-ratio.exact-conditional");

  /**
   * How the limits of a count are found; AUTO is exact below ten events and Byar's from ten (the
   * PHE rule).
   */
  public enum Limit {
    AUTO,
    EXACT,
    BYAR;

    Limit at(double events) {
      return this == AUTO ? (events < 10 ? EXACT : BYAR) : this;
    }
  }

  /** Limits of an expected number of events. */
  record Interval(double lower, double upper, Limit used) {
    Method method() {
      return used == Limit.BYAR ? BYAR : EXACT;
    }
  }

  /**
   * Ratio of two rates.
   *
   * @param ratio at least 0, absent when the second count is 0 or a person-time is
   * @param pValue two-sided, 0 to 1
   */
  public record Ratio(
      @Nullable Double ratio,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Double pValue,
      Status status,
      Method method) {
    public Ratio {
      Absent.refuseNonFinite(ratio, lower, upper, pValue);
    }
  }

  private Rates() {}

  /**
   * A crude rate per {@code multiplier} of person-time. Exact (Garwood): 0.5·chi²⁻¹(a/2; 2x),
   * 0.5·chi²⁻¹(1-a/2; 2x+2). Byar: x(1 - 1/9x - z/(3·sqrt x))³, (x+1)(1 - 1/9(x+1) +
   * z/(3·sqrt(x+1)))³, meant for x &gt;= 10. Status NO_DENOMINATOR without person-time. {@code n}
   * of the result is the number of events. Source: spec 3; Breslow and Day 1987.
   *
   * @throws Refusal NEGATIVE_COUNT, NON_POSITIVE_POPULATION (below 0), INVALID_CONFIDENCE
   */
  public static Estimate crude(
      long events, double personTime, double multiplier, double confidence, Limit limit) {
    Refusal.when(events < 0, RefusalCode.NEGATIVE_COUNT, "The count is below 0: " + events + ".");
    Refusal.when(
        personTime < 0,
        RefusalCode.NON_POSITIVE_POPULATION,
        "The person-time is below 0: " + personTime + ".");
    var limits = events(events, confidence, limit);
    if (personTime == 0) {
      return Estimate.none(Status.NO_DENOMINATOR, limits.method(), events);
    }
    var scale = multiplier / personTime;
    return new Estimate(
        events * scale,
        limits.lower * scale,
        limits.upper * scale,
        Status.OK,
        limits.method(),
        events);
  }

  static Interval events(double x, double confidence, Limit limit) {
    Limits.confidence(confidence);
    return limit.at(x) == Limit.BYAR ? byar(x, confidence) : exact(x, confidence);
  }

  static Interval exact(double x, double confidence) {
    var tail = (1 - confidence) / 2;
    var lower =
        x == 0 ? 0 : 0.5 * ChiSquaredDistribution.of(2 * x).inverseCumulativeProbability(tail);
    var upper = 0.5 * ChiSquaredDistribution.of(2 * x + 2).inverseSurvivalProbability(tail);
    return new Interval(lower, upper, Limit.EXACT);
  }

  static Interval byar(double x, double confidence) {
    var z = Limits.z(confidence);
    var lower = x == 0 ? 0 : x * cube(1 - 1 / (9 * x) - z / (3 * Math.sqrt(x)));
    var upper = (x + 1) * cube(1 - 1 / (9 * (x + 1)) + z / (3 * Math.sqrt(x + 1)));
    return new Interval(lower, upper, Limit.BYAR);
  }

  private static double cube(double x) {
    return x * x * x;
  }

  /**
   * Ratio of two rates, exact and conditional on the total: x1 ~ Bin(x1 + x2, pi), Clopper-Pearson
   * limits of pi mapped by pi/(1-pi)·T2/T1; the p value sums the probabilities not above the
   * observed one (relative slack 1e-7). No events at all: TOO_FEW_EVENTS. No person-time:
   * NO_DENOMINATOR. A second count of 0 leaves ratio and upper limit absent (NOT_APPLICABLE).
   * Source: spec 7.
   *
   * @throws Refusal NEGATIVE_COUNT, NON_POSITIVE_POPULATION (below 0), INVALID_CONFIDENCE
   */
  public static Ratio ratio(long x1, double time1, long x2, double time2, double confidence) {
    Refusal.when(
        x1 < 0 || x2 < 0,
        RefusalCode.NEGATIVE_COUNT,
        "A count is below 0: " + Math.min(x1, x2) + ".");
    Refusal.when(
        time1 < 0 || time2 < 0,
        RefusalCode.NON_POSITIVE_POPULATION,
        "A person-time is below 0: " + Math.min(time1, time2) + ".");
    Limits.confidence(confidence);
    if (time1 == 0 || time2 == 0) {
      return new Ratio(null, null, null, null, Status.NO_DENOMINATOR, RATIO);
    }
    var n = Math.addExact(x1, x2);
    if (n == 0) {
      return new Ratio(null, null, null, null, Status.TOO_FEW_EVENTS, RATIO);
    }
    Refusal.when(
        n > Integer.MAX_VALUE,
        RefusalCode.OUT_OF_RANGE,
        "The counts add up to more than 2 147 483 647.");
    var share = Proportions.clopperPearsonInterval(x1, n, confidence);
    var times = time2 / time1;
    var p = twoSided((int) x1, (int) n, time1 / (time1 + time2));
    var lower = share.lower() / (1 - share.lower()) * times;
    if (x2 == 0) {
      return new Ratio(null, Absent.orNull(lower), null, p, Status.NOT_APPLICABLE, RATIO);
    }
    var upper = share.upper() / (1 - share.upper()) * times;
    return new Ratio((double) x1 / x2 * times, lower, upper, p, Status.OK, RATIO);
  }

  private static double twoSided(int x, int n, double p) {
    var binomial = BinomialDistribution.of(n, p);
    var bar = binomial.probability(x) * (1 + 1e-7);
    var mean = n * p;
    if (x == mean) {
      return 1;
    }
    if (x < mean) {
      var low = (int) Math.ceil(mean);
      var high = n + 1;
      while (low < high) {
        var mid = (low + high) >>> 1;
        if (binomial.probability(mid) <= bar) {
          high = mid;
        } else {
          low = mid + 1;
        }
      }
      var upperTail = low > n ? 0 : binomial.survivalProbability(low - 1);
      return Math.min(1, binomial.cumulativeProbability(x) + upperTail);
    }
    var low = -1;
    var high = (int) Math.floor(mean);
    while (low < high) {
      var mid = (low + high + 1) >> 1;
      if (binomial.probability(mid) <= bar) {
        low = mid;
      } else {
        high = mid - 1;
      }
    }
    var lowerTail = low < 0 ? 0 : binomial.cumulativeProbability(low);
    return Math.min(1, lowerTail + binomial.survivalProbability(x - 1));
  }
}
