package se.samspel.statistics;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plain sentences about figures, made from the result objects alone, in Swedish and English. The
 * wording lies in {@code messages/statistics_*.properties} and never claims a cause. Source:
 * background report, section 6 (text templates); spec 14.
 */
public final class Sentences {

  /** How values are shown. */
  public enum Unit {
    /** Values 0 to 1, shown as percent. */
    SHARE,
    /** Values 0 to 100, shown as percent. */
    PERCENT,
    /** Shown as they are. */
    NUMBER
  }

  /** Length of a period. */
  public enum Step {
    /** Points without a length of their own: dates of events, weeks off the calendar, samples. */
    POINT,
    WEEK,
    MONTH,
    QUARTER,
    HALF_YEAR,
    YEAR
  }

  /**
   * What a series is about.
   *
   * @param indicator name with a capital first letter
   * @param place region or unit
   * @param periods one name per point, such as "mars 2026"
   * @param decimals shown, 0 to 6, rounded half up
   */
  public record Subject(
      String indicator, String place, List<String> periods, Step step, Unit unit, int decimals) {
    public Subject {
      periods = List.copyOf(periods);
      if (decimals < 0 || decimals > 6) {
        throw new IllegalArgumentException("0 to 6 decimals, not " + decimals);
      }
    }
  }

  /** Expected share of stable charts whose last point signals, from simulation (spec 8.4). */
  static final double FALSE_LAST_POINT = 0.016;

  private final Properties words = new Properties();
  private final DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
  private final String percent;

  private Sentences(String language) {
    var swedish = language.equals("sv");
    symbols.setDecimalSeparator(swedish ? ',' : '.');
    symbols.setGroupingSeparator(swedish ? '\u00a0' : ',');
    symbols.setMinusSign('\u2212');
    percent = swedish ? "\u00a0%" : "%";
    var file = "/messages/statistics_" + language + ".properties";
    try (var in = Sentences.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no " + file);
      }
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Sentences swedish() {
    return new Sentences("sv");
  }

  public static Sentences english() {
    return new Sentences("en");
  }

  /**
   * What the last observed point says, every rule that fired there by priority, then target and
   * reservations.
   *
   * @throws IllegalArgumentException when the subject does not name as many periods as there are
   *     points
   */
  public List<String> of(ImprovementChart chart, ImprovementChart.Plan plan, Subject subject) {
    var n = chart.values().size();
    if (subject.periods().size() != n) {
      throw new IllegalArgumentException(
          n + " points but " + subject.periods().size() + " periods");
    }
    var last = n - 1;
    while (last >= 0 && chart.values().get(last) == null) {
      last--;
    }
    if (last < 0) {
      return List.of(say("status.missing", Map.of()));
    }
    var out = new ArrayList<String>();
    out.add(opening(at(chart.values(), last), last, subject));
    if (chart.lower().get(last) == null) {
      out.add(say("chart.nolimits", Map.of()));
    } else if (at(chart.lower(), last) == at(chart.upper(), last)) {
      out.add(say("chart.constant", Map.of()));
    } else {
      addRules(chart, plan, subject, last, out);
    }
    var assurance = chart.assurance();
    var target = plan.target();
    if (assurance != null && target != null) {
      var key =
          switch (assurance) {
            case CONSISTENT_PASS -> "chart.target.pass";
            case INCONSISTENT -> "chart.target.sometimes";
            case CONSISTENT_FAIL -> "chart.target.fail";
          };
      out.add(say(key, Map.of("target", shown(target, subject))));
    }
    if (chart.provisional() && chart.lower().get(last) != null) {
      out.add(say("chart.provisional", Map.of()));
    }
    if (last < n - 1) {
      out.add(say("chart.latest.missing", Map.of("period", subject.periods().get(n - 1))));
    }
    return List.copyOf(out);
  }

  private String opening(double value, int at, Subject subject) {
    var key =
        "chart.opening"
            + (subject.step() == Step.POINT ? ".point" : "")
            + (subject.place().isBlank() ? ".noplace" : "");
    return say(
        key,
        Map.of(
            "indicator",
            subject.indicator(),
            "place",
            subject.place(),
            "value",
            shown(value, subject),
            "period",
            subject.periods().get(at)));
  }

  /**
   * What the last observed point of a control or run chart says: its place among the limits, then
   * Anhøj's rules for the phase it stands in, then the target against that phase's limits. Points
   * that were left out say nothing.
   *
   * @param target in the unit of the values; absent for none
   * @param exclude points from 1 that the chart was told to leave out
   * @throws IllegalArgumentException when the subject does not name as many periods as there are
   *     points
   */
  public List<String> of(
      ControlChart chart,
      ImprovementChart.Direction direction,
      @Nullable Double target,
      Set<Integer> exclude,
      Subject subject) {
    var n = chart.values().size();
    if (subject.periods().size() != n) {
      throw new IllegalArgumentException(
          n + " points but " + subject.periods().size() + " periods");
    }
    var last = n - 1;
    while (last >= 0 && (chart.values().get(last) == null || exclude.contains(last + 1))) {
      last--;
    }
    if (last < 0) {
      return List.of(say("status.missing", Map.of()));
    }
    var point = last + 1;
    var phase =
        chart.phases().stream()
            .filter(it -> it.first() <= point && point <= it.last())
            .findFirst()
            .orElseThrow();
    var out = new ArrayList<String>();
    out.add(opening(at(chart.values(), last), last, subject));
    addLimits(chart, direction, last, subject, out);
    addRuns(chart, phase, subject, last, out);
    addTarget(chart, direction, target, last, subject, out);
    if (chart.lower().get(last) != null
        && counted(chart, phase, exclude) < ImprovementChart.SETTLED) {
      out.add(say("chart.provisional", Map.of()));
    }
    if (last < n - 1 && chart.values().get(n - 1) == null) {
      out.add(say("chart.latest.missing", Map.of("period", subject.periods().get(n - 1))));
    }
    return List.copyOf(out);
  }

  private static long counted(ControlChart chart, ControlChart.Phase phase, Set<Integer> exclude) {
    return java.util.stream.IntStream.rangeClosed(phase.first(), phase.last())
        .filter(i -> !exclude.contains(i) && chart.values().get(i - 1) != null)
        .count();
  }

  private void addLimits(
      ControlChart chart,
      ImprovementChart.Direction direction,
      int last,
      Subject subject,
      List<String> out) {
    if (chart.kind() == ControlChart.Kind.RUN) {
      return;
    }
    if (chart.lower().get(last) == null || chart.upper().get(last) == null) {
      out.add(say("chart.nolimits", Map.of()));
      return;
    }
    var lower = at(chart.lower(), last);
    var upper = at(chart.upper(), last);
    if (lower == upper) {
      out.add(say("chart.constant", Map.of()));
      return;
    }
    var limits = Map.of("lower", bare(lower, subject), "upper", shown(upper, subject));
    if (!chart.sigmaSignal().get(last)) {
      out.add(say("chart.within", limits));
      return;
    }
    var cause =
        at(chart.values(), last) > upper
            ? ImprovementChart.Cause.ABOVE_LIMIT
            : ImprovementChart.Cause.BELOW_LIMIT;
    out.add(
        say(
            cause.high() ? "chart.above" : "chart.below",
            limits,
            Map.of("judgement", judgement(cause, direction))));
  }

  private void addRuns(
      ControlChart chart, ControlChart.Phase phase, Subject subject, int last, List<String> out) {
    var runs = phase.runs();
    var centre = chart.centre().get(last);
    var longest = runs.longest();
    var most = runs.longestMax();
    var crossings = runs.crossings();
    var fewest = runs.crossingsMin();
    if (chart.kind() == ControlChart.Kind.RUN && centre != null) {
      out.add(say("chart.median", Map.of("centre", shown(centre, subject))));
    }
    if (longest == null || most == null || crossings == null || fewest == null) {
      return;
    }
    if (longest > most) {
      out.add(say("chart.runs.long", Map.of("longest", whole(longest), "most", whole(most))));
    }
    if (crossings < fewest) {
      out.add(
          say("chart.runs.few", Map.of("crossings", whole(crossings), "fewest", whole(fewest))));
    }
    if (!runs.signal() && !chart.sigmaSignal().get(last)) {
      out.add(say("chart.calm", Map.of()));
    }
  }

  private void addTarget(
      ControlChart chart,
      ImprovementChart.Direction direction,
      @Nullable Double target,
      int last,
      Subject subject,
      List<String> out) {
    var low = chart.lower().get(last);
    var high = chart.upper().get(last);
    if (target == null
        || low == null
        || high == null
        || direction == ImprovementChart.Direction.NEUTRAL) {
      return;
    }
    var up = direction == ImprovementChart.Direction.INCREASE;
    var key =
        Limits.above(target, high)
            ? (up ? "chart.target.fail" : "chart.target.pass")
            : Limits.below(target, low)
                ? (up ? "chart.target.pass" : "chart.target.fail")
                : "chart.target.sometimes";
    out.add(say(key, Map.of("target", shown(target, subject))));
  }

  private static double at(List<@Nullable Double> xs, int i) {
    var x = xs.get(i);
    return x == null ? Double.NaN : x;
  }

  private void addRules(
      ImprovementChart chart,
      ImprovementChart.Plan plan,
      Subject subject,
      int last,
      List<String> out) {
    var lower = at(chart.lower(), last);
    var upper = at(chart.upper(), last);
    var limits = Map.of("lower", bare(lower, subject), "upper", shown(upper, subject));
    if (chart.rules().get(last).isEmpty()) {
      out.add(say("chart.common", limits));
    }
    for (var cause : chart.rules().get(last)) {
      var judged = Map.of("judgement", judgement(cause, plan.direction()));
      out.add(
          switch (cause) {
            case ABOVE_LIMIT -> say("chart.above", limits, judged);
            case BELOW_LIMIT -> say("chart.below", limits, judged);
            case TREND_UP, TREND_DOWN ->
                say(
                    cause == ImprovementChart.Cause.TREND_UP
                        ? "chart.trend.up"
                        : "chart.trend.down",
                    judged,
                    steps(subject),
                    Map.of("n", whole(stepsInARow(chart, last))));
            case TWO_OF_THREE_HIGH, TWO_OF_THREE_LOW ->
                say(
                    "chart.near."
                        + (near(chart, last, cause.high()) == 3 ? "three." : "two.")
                        + (cause.high() ? "high" : "low"),
                    judged,
                    steps(subject));
            case SHIFT_HIGH, SHIFT_LOW ->
                say(
                    cause.high() ? "chart.shift.high" : "chart.shift.low",
                    judged,
                    steps(subject),
                    Map.of(
                        "n",
                        whole(onOneSide(chart, last)),
                        "mean",
                        shown(at(chart.mean(), last), subject)));
            case COMMON -> throw new IllegalStateException("no rule is called common");
          });
    }
  }

  private String judgement(ImprovementChart.Cause cause, ImprovementChart.Direction direction) {
    return switch (direction) {
      case NEUTRAL -> word("judgement.neither");
      case INCREASE -> word(cause.high() ? "judgement.good" : "judgement.bad");
      case DECREASE -> word(cause.high() ? "judgement.bad" : "judgement.good");
    };
  }

  private Map<String, String> steps(Subject subject) {
    var name = subject.step().name().toLowerCase(Locale.ROOT);
    return Map.of(
        "step.many", word("step." + name + ".many"), "step.those", word("step." + name + ".those"));
  }

  private static int stepsInARow(ImprovementChart chart, int last) {
    var n = 0;
    for (var i = last; i > 0; i--) {
      var step = way(at(chart.values(), i), at(chart.values(), i - 1));
      if (step == 0 || step != way(at(chart.values(), last), at(chart.values(), last - 1))) {
        break;
      }
      n++;
    }
    return n;
  }

  private static int onOneSide(ImprovementChart chart, int last) {
    var mean = at(chart.mean(), last);
    var side = way(at(chart.values(), last), mean);
    var n = 0;
    for (var i = last; i >= 0 && at(chart.mean(), i) == mean; i--) {
      if (way(at(chart.values(), i), mean) != side) {
        break;
      }
      n++;
    }
    return n;
  }

  private static int way(double y, double from) {
    return Limits.above(y, from) ? 1 : Limits.below(y, from) ? -1 : 0;
  }

  private static int near(ImprovementChart chart, int last, boolean high) {
    var mean = at(chart.mean(), last);
    var limit = at(high ? chart.upper() : chart.lower(), last);
    var near = mean + (limit - mean) * 2 / 3;
    var n = 0;
    for (var i = last; i > last - 3 && i >= 0; i--) {
      var y = at(chart.values(), i);
      var beyondNear = high ? Limits.above(y, near) : Limits.below(y, near);
      var beyond = high ? Limits.above(y, limit) : Limits.below(y, limit);
      n += beyondNear && !beyond ? 1 : 0;
    }
    return n;
  }

  /**
   * Why there is no figure; empty for OK and the states of a chart, which {@link #of} puts into
   * words.
   */
  public Optional<String> of(Status status, DisclosureRule rule) {
    return switch (status) {
      case OK, ZERO_VARIATION, SCREENING_DEGENERATE -> Optional.empty();
      case SUPPRESSED -> {
        var spelt = words.getProperty("number." + rule.threshold());
        var threshold = spelt == null ? whole(rule.threshold()) : spelt;
        yield Optional.of(say("status.suppressed", Map.of("threshold", threshold)));
      }
      case MISSING, NO_DENOMINATOR, TOO_FEW_EVENTS, TOO_FEW_OBSERVATIONS, NOT_APPLICABLE ->
          Optional.of(say("status." + status.name().toLowerCase(Locale.ROOT), Map.of()));
    };
  }

  /**
   * Who differs from the country.
   *
   * @param names of the units, as many as the categories
   * @param dispersion says whether chance explains the spread; absent when it was not asked
   */
  public List<String> ofFunnel(
      List<String> names,
      List<Funnel.@Nullable Category> categories,
      Funnel.@Nullable Dispersion dispersion) {
    return ofFunnel(names, categories, dispersion, "funnel.");
  }

  /** The same about units of any sort, against what they are together. */
  public List<String> ofFunnelOfUnits(
      List<String> names,
      List<Funnel.@Nullable Category> categories,
      Funnel.@Nullable Dispersion dispersion) {
    return ofFunnel(names, categories, dispersion, "funnel.units.");
  }

  private List<String> ofFunnel(
      List<String> names,
      List<Funnel.@Nullable Category> categories,
      Funnel.@Nullable Dispersion dispersion,
      String about) {
    if (names.size() != categories.size()) {
      throw new IllegalArgumentException(names.size() + " names for " + categories.size());
    }
    var outside = new ArrayList<String>();
    var units = 0;
    for (var i = 0; i < names.size(); i++) {
      var category = categories.get(i);
      units += category == null ? 0 : 1;
      if (category != null && category != Funnel.Category.NOT_SIGNIFICANT) {
        outside.add(names.get(i));
      }
    }
    var out = new ArrayList<String>();
    out.add(
        outside.isEmpty()
            ? say(about + "none", Map.of("units", whole(units)))
            : say(
                about + "some",
                Map.of(
                    "k",
                    whole(outside.size()),
                    "units",
                    whole(units),
                    "list",
                    String.join(", ", outside))));
    out.add(
        say("funnel.chance", Map.of("expected", whole(Math.round(units * (1 - Funnel.LEVEL_95))))));
    if (dispersion != null && dispersion.overdispersed()) {
      var phi = dispersion.phi();
      out.add(say(about + "spread", Map.of("phi", number(phi == null ? Double.NaN : phi, 1))));
    }
    return List.copyOf(out);
  }

  /**
   * How unequal it is and whether chance could be the reason. Gaps in percent are percentage
   * points.
   *
   * @param groups those that were measured
   */
  public List<String> ofInequality(
      Inequality of, List<Inequality.Group> groups, Unit unit, int decimals) {
    var subject = new Subject("", "", List.of(), Step.YEAR, unit, decimals);
    var high = Double.NEGATIVE_INFINITY;
    var low = Double.POSITIVE_INFINITY;
    for (var group : groups) {
      var value = group.value();
      if (value != null) {
        high = Math.max(high, value);
        low = Math.min(low, value);
      }
    }
    var out = new ArrayList<String>();
    out.add(
        say(
            "inequality.gap",
            Map.of(
                "high",
                shown(high, subject),
                "low",
                shown(low, subject),
                "gap",
                gap(high - low, subject))));
    var none = of.noDifference().get(Inequality.Measure.DIFFERENCE);
    if (none != null) {
      var least = Math.min(Math.abs(none.lower()), Math.abs(none.upper()));
      var most = Math.max(Math.abs(none.lower()), Math.abs(none.upper()));
      out.add(
          say(
              "inequality.chance",
              Map.of("lower", bare(least, subject), "upper", gap(most, subject))));
      if (none.explainedByChance()) {
        out.add(say("inequality.explained", Map.of()));
      }
    }
    var gain = of.values().get(Inequality.Measure.ATTRIBUTABLE_RISK);
    if (gain != null && gain != 0) {
      out.add(
          say(
              gain > 0 ? "inequality.gain.up" : "inequality.gain.down",
              Map.of("gain", gap(Math.abs(gain), subject))));
    }
    return List.copyOf(out);
  }

  /**
   * The three waiting figures, never one without the others.
   *
   * @param startedWithin of the cohort at the same number of days, absent when there is no cohort
   */
  public List<String> ofWaiting(
      Waiting.Compliance of,
      String period,
      double targetDays,
      @Nullable Estimate startedWithin,
      String cohort) {
    var days = number(targetDays, 0);
    var out = new ArrayList<String>();
    var completed = of.completed().estimate().value();
    out.add(
        completed == null
            ? say("waiting.completed.none", Map.of("period", period))
            : say(
                "waiting.completed",
                Map.of("period", period, "share", share(completed), "days", days)));
    var waiting = of.waiting().estimate().value();
    var longest = of.longest();
    out.add(
        waiting == null || longest == null
            ? say("waiting.queue.empty", Map.of())
            : say(
                "waiting.queue",
                Map.of("share", share(waiting), "days", days, "longest", number(longest, 0))));
    var started = startedWithin == null ? null : startedWithin.value();
    if (started != null) {
      out.add(
          say("waiting.cohort", Map.of("cohort", cohort, "share", share(started), "days", days)));
    }
    return List.copyOf(out);
  }

  /** How many of the signals in the last period chance alone would give. */
  public String ofAlarms(int charts, int signals) {
    return say(
        "alarms",
        Map.of(
            "charts",
            whole(charts),
            "signals",
            whole(signals),
            "expected",
            whole(Math.round(charts * FALSE_LAST_POINT))));
  }

  private String share(double value) {
    return number(100 * value, 0) + percent;
  }

  private String shown(double value, Subject subject) {
    return bare(value, subject) + (subject.unit() == Unit.NUMBER ? "" : percent);
  }

  private String gap(double value, Subject subject) {
    return bare(value, subject) + (subject.unit() == Unit.NUMBER ? "" : " " + word("unit.points"));
  }

  private String bare(double value, Subject subject) {
    return number(subject.unit() == Unit.SHARE ? 100 * value : value, subject.decimals());
  }

  private String whole(long value) {
    return number(value, 0);
  }

  private String number(double value, int decimals) {
    // Twelve digits first, so that 0.285 · 100 is 28.5 and not 28.499999999999996.
    var exact = new BigDecimal(value).round(new java.math.MathContext(12, RoundingMode.HALF_EVEN));
    var rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
    var pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    return new DecimalFormat(pattern, symbols)
        .format(rounded.signum() == 0 ? rounded.abs() : rounded);
  }

  private String word(String key) {
    var word = words.getProperty(key);
    if (word == null) {
      throw new IllegalStateException("no wording for " + key);
    }
    return word;
  }

  @SafeVarargs
  private String say(String key, Map<String, String>... filled) {
    var out = new StringBuilder();
    var text = word(key);
    var at = 0;
    for (var open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      var close = text.indexOf('}', open);
      out.append(text, at, open).append(value(text.substring(open + 1, close), key, filled));
      at = close + 1;
    }
    return out.append(text.substring(at)).toString();
  }

  private static String value(String name, String key, Map<String, String>[] filled) {
    for (var map : filled) {
      var value = map.get(name);
      if (value != null) {
        return value;
      }
    }
    throw new IllegalStateException("nothing to fill {" + name + "} of " + key + " with");
  }
}
