package se.samspel.charts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.samspel.statistics.ControlChart;
import se.samspel.statistics.ImprovementChart;
import se.samspel.statistics.ImprovementChart.Cause;
import se.samspel.statistics.Refusal;
import se.samspel.statistics.Runs;
import se.samspel.statistics.Sentences;

/**
 * A control or run chart of a series: every point with its limits, the rules that fired there and
 * what they mean, and the sentences about the newest. Source: spec 8.
 *
 * <p>Where the newest phase has fewer than ten counted points nothing can be said about limits: the
 * chart becomes a run chart ({@link #fellBack}).
 *
 * @param kind what was drawn
 * @param fellBack whether limits were asked for but there are too few points
 * @param assurance of the target; absent without target, limits or direction
 * @param constant all counted values of the newest phase are alike, so that nothing can deviate
 */
public record SeriesChart(
    Series series,
    ControlChart.Kind kind,
    Series.Profile profile,
    Series.Cut cut,
    boolean fellBack,
    List<Point> points,
    List<Phase> phases,
    ImprovementChart.@Nullable Assurance assurance,
    boolean constant,
    List<String> swedish,
    List<String> english) {

  /** Counted points in the newest phase that limits need; fewer make a run chart. Spec 8.3. */
  static final int LEAST_FOR_LIMITS = 10;

  /** Counted points in a phase below which its limits will still move. Spec 8.3. */
  static final int SETTLED = 13;

  /**
   * A point.
   *
   * @param value absent where it is missing, hidden or has no denominator
   * @param rules that fired
   * @param counted whether it is part of limits and rules
   */
  public record Point(
      @Nullable Double value,
      @Nullable Double centre,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Double lowerWarning,
      @Nullable Double upperWarning,
      Mark mark,
      Set<Cause> rules,
      boolean counted) {
    public Point {
      rules =
          Collections.unmodifiableSet(
              rules.isEmpty() ? EnumSet.noneOf(Cause.class) : EnumSet.copyOf(rules));
    }

    /** Whether any rule fired. */
    public boolean signals() {
      return !rules.isEmpty();
    }
  }

  /**
   * A phase.
   *
   * @param first point, from 0
   * @param last point, from 0
   * @param reason why it begins; blank for the first
   * @param provisional its limits will still move
   * @param runs Anhøj's rules; absent where another profile speaks
   */
  public record Phase(
      int first, int last, String reason, boolean provisional, @Nullable Runs runs) {}

  public SeriesChart {
    points = List.copyOf(points);
    phases = List.copyOf(phases);
    swedish = List.copyOf(swedish);
    english = List.copyOf(english);
  }

  /**
   * Computes the chart.
   *
   * @param kind which chart; its values come from the series' numerators and, on p, p′, u and u′
   *     charts, denominators
   * @param profile heard only on charts of individual values
   * @throws Refusal when the figures don't fit the chart, or a cut names a point that is not there
   */
  public static SeriesChart draw(
      Series series, ControlChart.Kind kind, Series.Profile profile, Series.Cut cut) {
    var left = leftOut(series, cut);
    var newest = cut.phases().isEmpty() ? 0 : cut.phases().lastKey();
    var counted = 0;
    for (var i = newest; i < series.moments().size(); i++) {
      counted += left.contains(i + 1) || valueless(series.moments().get(i)) ? 0 : 1;
    }
    var fall = kind != ControlChart.Kind.RUN && counted < LEAST_FOR_LIMITS;
    var drawn = fall ? ControlChart.Kind.RUN : kind;
    return drawn == ControlChart.Kind.I && profile != Series.Profile.ANHOEJ
        ? improvement(series, profile, cut, left)
        : control(series, drawn, cut, left, fall);
  }

  private static boolean valueless(Series.Moment moment) {
    var of = moment.denominator();
    return moment.numerator() == null || (of != null && of == 0);
  }

  private static SortedSet<Integer> leftOut(Series series, Series.Cut cut) {
    var out = new TreeSet<Integer>();
    cut.excluded().keySet().forEach(it -> out.add(it + 1));
    for (var i = 0; i < series.moments().size(); i++) {
      if (series.moments().get(i).state() == Series.State.INCOMPLETE) {
        out.add(i + 1);
      }
    }
    return out;
  }

  private static List<@Nullable Double> numerators(Series series) {
    var out = new ArrayList<@Nullable Double>();
    series.moments().forEach(it -> out.add(it.numerator()));
    return out;
  }

  private static @Nullable List<@Nullable Double> denominators(
      Series series, ControlChart.Kind kind) {
    var needed =
        switch (kind) {
          case P, P_PRIME, U, U_PRIME -> true;
          case RUN, I -> series.moments().stream().anyMatch(it -> it.denominator() != null);
          case C, G, T -> false;
        };
    if (!needed) {
      return null;
    }
    var out = new ArrayList<@Nullable Double>();
    // A missing period has no denominator either; one stands in, as its numerator is absent.
    series
        .moments()
        .forEach(it -> out.add(it.denominator() == null ? Double.valueOf(1) : it.denominator()));
    return out;
  }

  private static Sentences.Subject subject(Series series, List<String> periods) {
    return new Sentences.Subject(
        series.indicator(),
        series.place(),
        periods,
        series.step(),
        series.measure().unit(),
        series.measure().decimals());
  }

  private static SeriesChart control(
      Series series,
      ControlChart.Kind kind,
      Series.Cut cut,
      SortedSet<Integer> left,
      boolean fellBack) {
    var breaks = new TreeSet<>(cut.phases().keySet());
    var freeze = cut.freezeAfter();
    var chart =
        ControlChart.draw(
            kind,
            numerators(series),
            denominators(series, kind),
            new ControlChart.Plan(true, breaks, freeze == null ? null : freeze + 1, left));
    var points = new ArrayList<Point>();
    for (var i = 0; i < chart.values().size(); i++) {
      var counted = !left.contains(i + 1);
      var value = chart.values().get(i);
      var rules = EnumSet.noneOf(Cause.class);
      var upper = chart.upper().get(i);
      if (counted && value != null && upper != null && chart.sigmaSignal().get(i)) {
        rules.add(value > upper ? Cause.ABOVE_LIMIT : Cause.BELOW_LIMIT);
      }
      points.add(
          new Point(
              value,
              chart.centre().get(i),
              chart.lower().get(i),
              upper,
              chart.lower95().get(i),
              chart.upper95().get(i),
              mark(rules, series, cut, i),
              rules,
              counted && value != null));
    }
    var phases = new ArrayList<Phase>();
    for (var it : chart.phases()) {
      phases.add(phase(cut, it.first() - 1, it.last() - 1, points, it.runs()));
    }
    var names = series.moments().stream().map(Series.Moment::name).toList();
    var last = lastWithLimits(points);
    return new SeriesChart(
        series,
        kind,
        Series.Profile.ANHOEJ,
        cut,
        fellBack,
        points,
        phases,
        last < 0 ? null : assurance(series, points.get(last)),
        constant(points),
        said(Sentences.swedish(), chart, series, left, names),
        said(Sentences.english(), chart, series, left, names));
  }

  private static List<String> said(
      Sentences in, ControlChart chart, Series series, Set<Integer> left, List<String> names) {
    return in.of(chart, series.direction(), series.target(), left, subject(series, names));
  }

  private static SeriesChart improvement(
      Series series, Series.Profile profile, Series.Cut cut, SortedSet<Integer> left) {
    // What is left out is taken away first, so that its neighbours become adjacent (spec 8.1).
    var kept = new ArrayList<Integer>();
    var values = new ArrayList<@Nullable Double>();
    var names = new ArrayList<String>();
    var frozen = 0;
    var freeze = cut.freezeAfter();
    for (var i = 0; i < series.moments().size(); i++) {
      if (left.contains(i + 1)) {
        continue;
      }
      var it = series.moments().get(i);
      kept.add(i);
      values.add(valueless(it) ? null : value(it));
      names.add(it.name());
      frozen += freeze != null && i <= freeze ? 1 : 0;
    }
    var starts = new TreeSet<Integer>();
    for (var start : cut.phases().keySet()) {
      starts.add(1 + (int) kept.stream().filter(it -> it < start).count());
    }
    var plan =
        new ImprovementChart.Plan(
            series.direction(), series.target(), starts, null, true, 7, profile.trend());
    var chart = ImprovementChart.draw(values, plan, frozen == 0 ? null : Integer.valueOf(frozen));
    var points = spread(series, cut, kept, chart);
    var phases = new ArrayList<Phase>();
    var edges = new TreeSet<>(cut.phases().keySet());
    edges.add(0);
    for (var first : edges) {
      var next = edges.higher(first);
      phases.add(phase(cut, first, (next == null ? points.size() : next) - 1, points, null));
    }
    var subject = subject(series, names);
    return new SeriesChart(
        series,
        ControlChart.Kind.I,
        profile,
        cut,
        false,
        points,
        phases,
        chart.assurance(),
        constant(points),
        Sentences.swedish().of(chart, plan, subject),
        Sentences.english().of(chart, plan, subject));
  }

  private static double value(Series.Moment it) {
    var numerator = it.numerator();
    var denominator = it.denominator();
    return (numerator == null ? Double.NaN : numerator) / (denominator == null ? 1 : denominator);
  }

  private static List<Point> spread(
      Series series, Series.Cut cut, List<Integer> kept, ImprovementChart chart) {
    var at = new LinkedHashMap<Integer, Integer>();
    for (var k = 0; k < kept.size(); k++) {
      at.put(kept.get(k), k);
    }
    var points = new ArrayList<Point>();
    for (var i = 0; i < series.moments().size(); i++) {
      var k = at.get(i);
      if (k != null) {
        points.add(
            point(
                chart.values().get(k),
                chart,
                k,
                mark(chart.rules().get(k), series, cut, i),
                chart.rules().get(k),
                true));
        continue;
      }
      // Limits are drawn on the whole phase, also where a point was left out of them.
      var near = neighbour(kept, i, cut);
      var it = series.moments().get(i);
      points.add(
          near < 0
              ? new Point(
                  value(it),
                  null,
                  null,
                  null,
                  null,
                  null,
                  mark(Set.of(), series, cut, i),
                  Set.of(),
                  false)
              : point(value(it), chart, near, mark(Set.of(), series, cut, i), Set.of(), false));
    }
    return points;
  }

  private static Point point(
      @Nullable Double value,
      ImprovementChart chart,
      int k,
      Mark mark,
      Set<Cause> rules,
      boolean counted) {
    var mean = chart.mean().get(k);
    var lower = chart.lower().get(k);
    var upper = chart.upper().get(k);
    return new Point(
        value,
        mean,
        lower,
        upper,
        mean == null || lower == null ? null : Double.valueOf(mean - (mean - lower) * 2 / 3),
        mean == null || upper == null ? null : Double.valueOf(mean + (upper - mean) * 2 / 3),
        mark,
        rules,
        counted && value != null);
  }

  private static int neighbour(List<Integer> kept, int point, Series.Cut cut) {
    var found = -1;
    for (var k = 0; k < kept.size(); k++) {
      if (phaseOf(cut, kept.get(k)) == phaseOf(cut, point)) {
        found = k;
      }
    }
    return found;
  }

  private static int phaseOf(Series.Cut cut, int point) {
    return cut.phases().headMap(point + 1).size();
  }

  private static Mark mark(Set<Cause> rules, Series series, Series.Cut cut, int point) {
    if (cut.excluded().containsKey(point)) {
      return Mark.EXCLUDED;
    }
    if (rules.isEmpty()) {
      return Mark.COMMON;
    }
    return switch (ImprovementChart.type(rules.iterator().next(), series.direction())) {
      case IMPROVEMENT -> Mark.BETTER;
      case CONCERN -> Mark.WORSE;
      case NEUTRAL_HIGH, NEUTRAL_LOW -> Mark.NEUTRAL;
      case COMMON_CAUSE -> Mark.COMMON;
    };
  }

  private static Phase phase(
      Series.Cut cut, int first, int last, List<Point> points, @Nullable Runs runs) {
    var counted = points.subList(first, last + 1).stream().filter(Point::counted).count();
    return new Phase(first, last, cut.phases().getOrDefault(first, ""), counted < SETTLED, runs);
  }

  private static int lastWithLimits(List<Point> points) {
    for (var i = points.size() - 1; i >= 0; i--) {
      if (points.get(i).counted() && points.get(i).lower() != null) {
        return i;
      }
    }
    return -1;
  }

  private static boolean constant(List<Point> points) {
    var last = lastWithLimits(points);
    return last >= 0
        && java.util.Objects.equals(points.get(last).lower(), points.get(last).upper());
  }

  private static ImprovementChart.@Nullable Assurance assurance(Series series, Point last) {
    var target = series.target();
    var lower = last.lower();
    var upper = last.upper();
    if (target == null
        || lower == null
        || upper == null
        || series.direction() == ImprovementChart.Direction.NEUTRAL) {
      return null;
    }
    var up = series.direction() == ImprovementChart.Direction.INCREASE;
    if (beyond(target, upper)) {
      return up
          ? ImprovementChart.Assurance.CONSISTENT_FAIL
          : ImprovementChart.Assurance.CONSISTENT_PASS;
    }
    if (beyond(lower, target)) {
      return up
          ? ImprovementChart.Assurance.CONSISTENT_PASS
          : ImprovementChart.Assurance.CONSISTENT_FAIL;
    }
    return ImprovementChart.Assurance.INCONSISTENT;
  }

  /** More by more than the slack of every comparison (spec 0). */
  private static boolean beyond(double y, double limit) {
    return y - limit > 1e-9 * Math.max(1, Math.abs(limit));
  }

  /** What it says, in the language. */
  public List<String> sentences(Locale locale) {
    return locale.getLanguage().equals("en") ? english : swedish;
  }

  /** The newest counted point, from 0; -1 when there is none. */
  public int newest() {
    for (var i = points.size() - 1; i >= 0; i--) {
      if (points.get(i).counted()) {
        return i;
      }
    }
    return -1;
  }

  /** What the newest counted point shows; common where there is none. */
  public Mark newestMark() {
    var at = newest();
    return at < 0 ? Mark.COMMON : points.get(at).mark();
  }

  /** Whether the newest phase signals by Anhøj's rules. */
  public boolean shifted() {
    var runs = phases.isEmpty() ? null : phases.getLast().runs();
    return runs != null && runs.signal();
  }

  /** Every rule that fired, with the names of the periods where it did, in order of priority. */
  public Map<Cause, List<String>> fired() {
    var out = new LinkedHashMap<Cause, List<String>>();
    for (var cause : Cause.values()) {
      var where = new ArrayList<String>();
      for (var i = 0; i < points.size(); i++) {
        if (points.get(i).rules().contains(cause)) {
          where.add(series.moments().get(i).name());
        }
      }
      if (!where.isEmpty()) {
        out.put(cause, List.copyOf(where));
      }
    }
    return Collections.unmodifiableMap(out);
  }

  /** The marks that occur. */
  Set<Mark> marks() {
    var out = new HashSet<Mark>();
    points.stream().filter(it -> it.value() != null).forEach(it -> out.add(it.mark()));
    return out;
  }

  /** The chart with everything around it, without warning lines. */
  public Figure figure(String id, Locale locale) {
    return figure(id, locale, false);
  }

  /**
   * The chart with everything around it.
   *
   * @param warnings whether the lines two sigma from the centre are drawn
   */
  public Figure figure(String id, Locale locale, boolean warnings) {
    return new SeriesFigure(this, locale, warnings).figure(id);
  }
}
