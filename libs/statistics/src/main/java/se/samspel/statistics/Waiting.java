package se.samspel.statistics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waiting times three ways: those who came, those who still wait, and the whole cohort of referrals
 * with the ones still waiting counted as censored. Days are calendar days without time zone.
 * Source: spec 11.
 */
public final class Waiting {
  static final Method COMPLIANCE = Method.of("waiting.compliance-wilson");
  static final Method KAPLAN_MEIER = Method.of("waiting.kaplan-meier-log-log");

  /** S(t) this close to 1 - p lies on it. */
  private static final double ON_STEP = 1e-12;

  /**
   * One wait.
   *
   * @param days at least 0
   * @param patientChosen chosen by the patient, left out of shares
   */
  public record Wait(double days, boolean patientChosen) {
    public Wait {
      refuseNegative(days);
    }
  }

  /**
   * One referral.
   *
   * @param completed the contact took place after {@code days}; otherwise the person still waited
   *     then
   */
  public record Referral(double days, boolean completed) {
    public Referral {
      refuseNegative(days);
    }
  }

  /**
   * Share within the target among one group.
   *
   * @param patientChosen waits that were left out, counted
   */
  public record Share(int n, int within, int patientChosen, Estimate estimate) {}

  /**
   * Both official shares. Neither is given without the other, because a queue can hide behind those
   * who came.
   *
   * @param median days, type 7, of completed waits
   * @param p90 days, type 7, of completed waits
   * @param longest days, of those still waiting
   */
  public record Compliance(
      Share completed,
      Share waiting,
      @Nullable Double median,
      @Nullable Double p90,
      @Nullable Double longest) {
    public Compliance {
      Absent.refuseNonFinite(median, p90, longest);
    }
  }

  /**
   * A quantile of the time to contact in days.
   *
   * @param days absent when not reached
   * @param lower where the lower band of S crosses, absent when it does not
   * @param upper where the upper band of S crosses, absent when it does not
   */
  public record Time(@Nullable Double days, @Nullable Double lower, @Nullable Double upper) {
    public Time {
      Absent.refuseNonFinite(days, lower, upper);
    }
  }

  /**
   * The cohort.
   *
   * @param startedWithin 1 - S(t) for every target, in the order asked
   */
  public record Cohort(
      int n,
      int completed,
      List<Estimate> startedWithin,
      Time median,
      Time p90,
      Status status,
      Method method) {}

  private record Steps(
      double[] time, double[] survival, double[] lower, double[] upper, double last) {}

  private Waiting() {}

  private static void refuseNegative(double days) {
    Refusal.when(
        !(days >= 0),
        RefusalCode.NEGATIVE_DAYS,
        "A wait is at least 0 days, but was " + days + ".");
  }

  /**
   * Calendar days from one date to another.
   *
   * @throws Refusal END_BEFORE_START
   */
  public static long days(LocalDate from, LocalDate to) {
    Refusal.when(
        to.isBefore(from),
        RefusalCode.END_BEFORE_START,
        "The wait ends " + to + ", before it starts " + from + ".");
    return ChronoUnit.DAYS.between(from, to);
  }

  /**
   * Share of completed and of still waiting at most {@code targetDays}, with Wilson limits;
   * NO_DENOMINATOR for an empty group.
   *
   * @throws Refusal INVALID_CONFIDENCE
   */
  public static Compliance compliance(
      List<Wait> completed, List<Wait> waiting, double targetDays, double confidence) {
    var done = counted(completed);
    var left = counted(waiting);
    Arrays.sort(done);
    return new Compliance(
        share(done, completed.size(), targetDays, confidence),
        share(left, waiting.size(), targetDays, confidence),
        Absent.orNull(Quantiles.ofSorted(done, 0.5, 7)),
        Absent.orNull(Quantiles.ofSorted(done, 0.9, 7)),
        Absent.orNull(Arrays.stream(left).max().orElse(Double.NaN)));
  }

  private static double[] counted(List<Wait> waits) {
    return waits.stream().filter(w -> !w.patientChosen()).mapToDouble(Wait::days).toArray();
  }

  private static Share share(double[] days, int all, double target, double confidence) {
    var within = (int) Arrays.stream(days).filter(d -> !Limits.above(d, target)).count();
    return new Share(
        days.length,
        within,
        all - days.length,
        Proportions.wilson(within, days.length, confidence));
  }

  /**
   * Kaplan-Meier: S(t) = prod(1 - d/n), events before censorings at a tie. Limits of S are S^exp(-+
   * z·sqrt(G)/ln S), G = sum d/(n(n-d)); none when S = 0, [0, 0] of the started share when S = 1. A
   * quantile is the first event time with S &lt;= 1 - p; on a step exactly at 1 - p the midpoint to
   * the next event, or to the last observed time when no event follows. MISSING for an empty
   * cohort, TOO_FEW_EVENTS when nobody has come yet (the shares are then 0 with the status said).
   *
   * @throws Refusal INVALID_CONFIDENCE
   */
  public static Cohort cohort(List<Referral> waits, double[] targets, double confidence) {
    var z = Limits.z(confidence);
    if (waits.isEmpty()) {
      var none = Estimate.none(Status.MISSING, KAPLAN_MEIER, 0);
      var nothing = new Time(null, null, null);
      return new Cohort(
          0,
          0,
          Collections.nCopies(targets.length, none),
          nothing,
          nothing,
          Status.MISSING,
          KAPLAN_MEIER);
    }
    var steps = steps(waits, z);
    var completed = (int) waits.stream().filter(Referral::completed).count();
    var started = new ArrayList<Estimate>();
    for (var target : targets) {
      started.add(startedWithin(steps, target, waits.size()));
    }
    return new Cohort(
        waits.size(),
        completed,
        List.copyOf(started),
        time(steps, 0.5),
        time(steps, 0.9),
        completed == 0 ? Status.TOO_FEW_EVENTS : Status.OK,
        KAPLAN_MEIER);
  }

  private static Steps steps(List<Referral> waits, double z) {
    var sorted = new ArrayList<>(waits);
    sorted.sort(
        java.util.Comparator.comparingDouble(Referral::days)
            .thenComparing(Referral::completed, java.util.Comparator.reverseOrder()));
    var size = sorted.size();
    var time = new double[size + 1];
    var survival = new double[size + 1];
    var lower = new double[size + 1];
    var upper = new double[size + 1];
    survival[0] = 1;
    lower[0] = 1;
    upper[0] = 1;
    var k = 1;
    var s = 1.0;
    var greenwood = 0.0;
    for (var i = 0; i < size; ) {
      var days = sorted.get(i).days();
      var atRisk = size - i;
      var events = 0;
      for (; i < size && sorted.get(i).days() == days; i++) {
        events += sorted.get(i).completed() ? 1 : 0;
      }
      if (events == 0) {
        continue;
      }
      s = events == atRisk ? 0 : s * (1 - (double) events / atRisk);
      greenwood += events == atRisk ? 0 : (double) events / ((double) atRisk * (atRisk - events));
      time[k] = days;
      survival[k] = s;
      var factor = Math.exp(z * Math.sqrt(greenwood) / Math.log(s));
      lower[k] = s == 0 ? Double.NaN : Math.pow(s, 1 / factor);
      upper[k] = s == 0 ? Double.NaN : Math.pow(s, factor);
      k++;
    }
    return new Steps(
        Arrays.copyOf(time, k),
        Arrays.copyOf(survival, k),
        Arrays.copyOf(lower, k),
        Arrays.copyOf(upper, k),
        sorted.getLast().days());
  }

  private static Estimate startedWithin(Steps steps, double target, int n) {
    // The last step that the target has reached; the first is the start, before any event.
    var k = 0;
    for (var high = steps.time.length - 1; k < high; ) {
      var mid = (k + high + 1) >>> 1;
      if (Limits.above(steps.time[mid], target)) {
        high = mid - 1;
      } else {
        k = mid;
      }
    }
    return new Estimate(
        1 - steps.survival[k],
        Absent.orNull(1 - steps.upper[k]),
        Absent.orNull(1 - steps.lower[k]),
        Status.OK,
        KAPLAN_MEIER,
        n);
  }

  private static Time time(Steps steps, double p) {
    return new Time(
        Absent.orNull(crossing(steps, steps.survival, p)),
        Absent.orNull(crossing(steps, steps.lower, p)),
        Absent.orNull(crossing(steps, steps.upper, p)));
  }

  private static double crossing(Steps steps, double[] curve, double p) {
    for (var i = 0; i < curve.length; i++) {
      if (!(curve[i] <= 1 - p + ON_STEP)) {
        continue;
      }
      if (curve[i] < 1 - p - ON_STEP) {
        return steps.time[i];
      }
      var next = i + 1 < steps.time.length ? steps.time[i + 1] : steps.last;
      return (steps.time[i] + next) / 2;
    }
    return Double.NaN;
  }
}
