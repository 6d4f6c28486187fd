package se.samspel.statistics;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The XmR chart of Making Data Count, profile NHSR: mean -+ 2.66 mean moving ranges, four rules, a
 * variation and an assurance icon. One label per point by priority (outside, trend, two of three,
 * shift), and beside it every rule that fired, because a point can be good and bad at once. Source:
 * spec 8.3.
 *
 * @param mean of the point's phase
 * @param specialCause label per point, absent where the point is missing
 * @param rules every rule that fired, per point
 * @param pointType per point, absent where the point is missing
 * @param variationIcon of the last observed point, with _HIGH or _LOW unless common cause; absent
 *     without points
 * @param assurance of the target against the last phase's limits; absent without target, limits or
 *     direction
 * @param provisional a phase has fewer than 13 observed points, so its limits will still move
 * @param observedInLastPhase observed points; below ten show a run chart and no icons
 * @param status of the first phase that is not OK, else OK
 */
public record ImprovementChart(
    List<@Nullable Double> values,
    List<@Nullable Double> mean,
    List<@Nullable Double> lower,
    List<@Nullable Double> upper,
    List<@Nullable Cause> specialCause,
    List<Set<Cause>> rules,
    List<@Nullable PointType> pointType,
    @Nullable String variationIcon,
    @Nullable Assurance assurance,
    boolean provisional,
    int observedInLastPhase,
    Status status,
    Method method) {

  static final Method METHOD = Method.of("spc.xmr.nhsr");

  /** Limits lie 2.66 mean moving ranges from the mean, the rounded 3/1.128 of the profile. */
  private static final double FACTOR = 2.66;

  /** Observed points below which limits are provisional. */
  static final int SETTLED = 13;

  /** What a point tells, in order of priority. */
  public enum Cause {
    ABOVE_LIMIT,
    BELOW_LIMIT,
    TREND_UP,
    TREND_DOWN,
    TWO_OF_THREE_HIGH,
    TWO_OF_THREE_LOW,
    SHIFT_HIGH,
    SHIFT_LOW,
    COMMON;

    /** Whether it is about high or rising values. */
    public boolean high() {
      return this == ABOVE_LIMIT
          || this == TREND_UP
          || this == TWO_OF_THREE_HIGH
          || this == SHIFT_HIGH;
    }
  }

  /** What the point means, given which way is better. */
  public enum PointType {
    COMMON_CAUSE,
    IMPROVEMENT,
    CONCERN,
    NEUTRAL_HIGH,
    NEUTRAL_LOW
  }

  /** Whether the process as it is will meet the target. */
  public enum Assurance {
    CONSISTENT_PASS,
    CONSISTENT_FAIL,
    INCONSISTENT
  }

  /** Which way is better. */
  public enum Direction {
    INCREASE,
    DECREASE,
    NEUTRAL
  }

  /**
   * How the chart is drawn. Points count from 1.
   *
   * @param target in the unit of the values
   * @param rebaseAt first point of every phase but the first
   * @param baselinePoints limits of each phase rest on its first so many points; absent: on all
   * @param screen drop moving ranges of 3.267 means or more once
   * @param shiftLength points on one side that make a shift, at least 2
   * @param trendLength points in one direction that make a trend, at least 2
   */
  public record Plan(
      Direction direction,
      @Nullable Double target,
      SortedSet<Integer> rebaseAt,
      @Nullable Integer baselinePoints,
      boolean screen,
      int shiftLength,
      int trendLength) {
    public Plan {
      rebaseAt = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(rebaseAt));
      Refusal.when(
          shiftLength < 2 || trendLength < 2,
          RefusalCode.OUT_OF_RANGE,
          "A shift and a trend take at least 2 points.");
      Refusal.when(
          baselinePoints != null && baselinePoints < 1,
          RefusalCode.OUT_OF_RANGE,
          "A baseline has at least 1 point, but " + baselinePoints + " were asked for.");
    }

    /** One phase, screened, runs and trends of seven. */
    public static Plan of(Direction direction, @Nullable Double target) {
      return new Plan(direction, target, new TreeSet<>(), null, true, 7, 7);
    }
  }

  private static final class Marks {
    final double[] mean;
    final double[] lower;
    final double[] upper;
    final List<Set<Cause>> causes = new ArrayList<>();
    boolean provisional;
    int observedInLastPhase;
    Status status = Status.OK;

    Marks(int n) {
      mean = new double[n];
      lower = new double[n];
      upper = new double[n];
      for (var i = 0; i < n; i++) {
        causes.add(EnumSet.noneOf(Cause.class));
      }
    }
  }

  /**
   * Draws the chart.
   *
   * @param values in order of time; null marks a missing one, which interrupts shift, trend and two
   *     of three
   * @throws Refusal OUT_OF_RANGE when a rebase point does not exist
   */
  public static ImprovementChart draw(List<@Nullable Double> values, Plan plan) {
    return draw(Absent.array(values), plan);
  }

  /**
   * Draws the chart with a baseline that ends at one point of the whole series, as in {@link
   * ControlChart.Plan}: where it falls inside a phase that phase's limits rest on the points up to
   * it, and the other phases rest on all their points. Phases and freeze together: spec 8.
   *
   * @param freezeAfter from 1; absent for none, and then the plan's own baseline stands
   * @throws Refusal OUT_OF_RANGE when a rebase point or the last point of the baseline does not
   *     exist
   */
  public static ImprovementChart draw(
      List<@Nullable Double> values, Plan plan, @Nullable Integer freezeAfter) {
    Refusal.when(
        freezeAfter != null && (freezeAfter < 1 || freezeAfter > values.size()),
        RefusalCode.OUT_OF_RANGE,
        "The baseline must end at one of the points, but ends at " + freezeAfter + ".");
    return draw(Absent.array(values), plan, freezeAfter);
  }

  static ImprovementChart draw(double[] y, Plan plan) {
    return draw(y, plan, null);
  }

  private static ImprovementChart draw(double[] y, Plan plan, @Nullable Integer freezeAfter) {
    for (var at : plan.rebaseAt) {
      Refusal.when(
          at < 1 || at > y.length,
          RefusalCode.OUT_OF_RANGE,
          "There is no point " + at + " to rebase at.");
    }
    var marks = new Marks(y.length);
    var starts = new TreeSet<>(plan.rebaseAt);
    if (y.length > 0) {
      starts.add(1);
    }
    for (var start : starts) {
      var next = starts.higher(start);
      var end = next == null ? y.length : next - 1;
      var baseline =
          freezeAfter == null
              ? plan.baselinePoints
              : freezeAfter >= start && freezeAfter < end
                  ? Integer.valueOf(freezeAfter - start + 1)
                  : null;
      phase(y, start - 1, end, baseline, plan, marks);
    }
    return result(y, plan, marks);
  }

  private static void phase(
      double[] y, int from, int to, @Nullable Integer baseline, Plan plan, Marks marks) {
    var end = baseline == null ? to : Math.min(to, from + baseline);
    var base = java.util.Arrays.copyOfRange(y, from, end);
    var present = Absent.present(base);
    var ranges = MovingRanges.of(base, plan.screen);
    var mean = present.length == 0 ? Double.NaN : ranges.centre(present);
    var half = FACTOR * ranges.mean();
    var status = present.length == 0 ? Status.MISSING : ranges.status();
    if (status != Status.OK && marks.status == Status.OK) {
      marks.status = status;
    }
    var observed = Absent.present(java.util.Arrays.copyOfRange(y, from, to)).length;
    marks.provisional |= observed < SETTLED;
    marks.observedInLastPhase = observed;
    for (var i = from; i < to; i++) {
      marks.mean[i] = mean;
      marks.lower[i] = mean - half;
      marks.upper[i] = mean + half;
    }
    if (status == Status.MISSING || status == Status.ZERO_VARIATION) {
      return;
    }
    markOutside(y, from, to, marks);
    markTrend(y, from, to, plan.trendLength, marks);
    markTwoOfThree(y, from, to, mean, half, marks);
    markShift(y, from, to, mean, plan.shiftLength, marks);
  }

  private static void markOutside(double[] y, int from, int to, Marks marks) {
    for (var i = from; i < to; i++) {
      if (Limits.above(y[i], marks.upper[i])) {
        marks.causes.get(i).add(Cause.ABOVE_LIMIT);
      } else if (Limits.below(y[i], marks.lower[i])) {
        marks.causes.get(i).add(Cause.BELOW_LIMIT);
      }
    }
  }

  private static int step(double[] y, int i) {
    return Limits.above(y[i], y[i - 1]) ? 1 : Limits.below(y[i], y[i - 1]) ? -1 : 0;
  }

  private static void markTrend(double[] y, int from, int to, int length, Marks marks) {
    var inTrend = new boolean[y.length];
    var run = 0;
    var way = 0;
    for (var i = from + 1; i < to; i++) {
      var step = step(y, i);
      run = step != 0 && step == way ? run + 1 : step == 0 ? 0 : 1;
      way = step;
      if (run == length - 1) {
        java.util.Arrays.fill(inTrend, i - length + 1, i + 1, true);
      } else if (run >= length) {
        inTrend[i] = true;
      }
    }
    for (var i = from; i < to; i++) {
      if (!inTrend[i]) {
        continue;
      }
      var onward = i + 1 < to && inTrend[i + 1] ? step(y, i + 1) : 0;
      var direction = onward != 0 ? onward : i > from ? step(y, i) : 0;
      marks.causes.get(i).add(direction > 0 ? Cause.TREND_UP : Cause.TREND_DOWN);
    }
  }

  private static void markTwoOfThree(
      double[] y, int from, int to, double mean, double half, Marks marks) {
    if (Absent.absent(half)) {
      return;
    }
    for (var i = from; i + 2 < to; i++) {
      for (var side = -1; side <= 1; side += 2) {
        var near = mean + side * half * 2 / 3;
        var limit = mean + side * half;
        var sameSide = 0;
        var close = 0;
        for (var k = i; k < i + 3; k++) {
          sameSide += beyond(y[k], mean, side) ? 1 : 0;
          close += beyond(y[k], near, side) && !beyond(y[k], limit, side) ? 1 : 0;
        }
        if (sameSide < 3 || close < 2) {
          continue;
        }
        for (var k = i; k < i + 3; k++) {
          if (beyond(y[k], near, side) && !beyond(y[k], limit, side)) {
            marks.causes.get(k).add(side > 0 ? Cause.TWO_OF_THREE_HIGH : Cause.TWO_OF_THREE_LOW);
          }
        }
      }
    }
  }

  private static boolean beyond(double y, double limit, int side) {
    return side > 0 ? Limits.above(y, limit) : Limits.below(y, limit);
  }

  private static void markShift(
      double[] y, int from, int to, double mean, int length, Marks marks) {
    var run = 0;
    var side = 0;
    for (var i = from; i < to; i++) {
      var now = Limits.above(y[i], mean) ? 1 : Limits.below(y[i], mean) ? -1 : 0;
      run = now == 0 ? 0 : now == side ? run + 1 : 1;
      side = now;
      var cause = side > 0 ? Cause.SHIFT_HIGH : Cause.SHIFT_LOW;
      for (var k = run == length ? i - length + 1 : i; run >= length && k <= i; k++) {
        marks.causes.get(k).add(cause);
      }
    }
  }

  private static ImprovementChart result(double[] y, Plan plan, Marks marks) {
    var causes = new ArrayList<@Nullable Cause>();
    var types = new ArrayList<@Nullable PointType>();
    String icon = null;
    for (var i = 0; i < y.length; i++) {
      if (Absent.absent(y[i])) {
        causes.add(null);
        types.add(null);
        continue;
      }
      var cause = marks.causes.get(i).stream().findFirst().orElse(Cause.COMMON);
      var type = type(cause, plan.direction);
      causes.add(cause);
      types.add(type);
      icon =
          switch (type) {
            case IMPROVEMENT, CONCERN -> type + (cause.high() ? "_HIGH" : "_LOW");
            case COMMON_CAUSE, NEUTRAL_HIGH, NEUTRAL_LOW -> type.name();
          };
    }
    return new ImprovementChart(
        Absent.list(y),
        Absent.list(marks.mean),
        Absent.list(marks.lower),
        Absent.list(marks.upper),
        java.util.Collections.unmodifiableList(causes),
        marks.causes.stream().map(java.util.Collections::unmodifiableSet).toList(),
        java.util.Collections.unmodifiableList(types),
        icon,
        y.length == 0
            ? null
            : assurance(plan, marks.lower[y.length - 1], marks.upper[y.length - 1]),
        marks.provisional,
        marks.observedInLastPhase,
        y.length == 0 ? Status.MISSING : marks.status,
        METHOD);
  }

  /** What a label means when this way is better. */
  public static PointType type(Cause cause, Direction direction) {
    if (cause == Cause.COMMON) {
      return PointType.COMMON_CAUSE;
    }
    return switch (direction) {
      case INCREASE -> cause.high() ? PointType.IMPROVEMENT : PointType.CONCERN;
      case DECREASE -> cause.high() ? PointType.CONCERN : PointType.IMPROVEMENT;
      case NEUTRAL -> cause.high() ? PointType.NEUTRAL_HIGH : PointType.NEUTRAL_LOW;
    };
  }

  private static @Nullable Assurance assurance(Plan plan, double lower, double upper) {
    var target = plan.target;
    if (target == null || plan.direction == Direction.NEUTRAL || Absent.absent(upper)) {
      return null;
    }
    var up = plan.direction == Direction.INCREASE;
    if (Limits.above(target, upper)) {
      return up ? Assurance.CONSISTENT_FAIL : Assurance.CONSISTENT_PASS;
    }
    if (Limits.below(target, lower)) {
      return up ? Assurance.CONSISTENT_PASS : Assurance.CONSISTENT_FAIL;
    }
    return Assurance.INCONSISTENT;
  }
}
