package se.samspel.indicators;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.samspel.actors.Region;
import se.samspel.charts.FunnelChart;
import se.samspel.charts.InequalityChart;
import se.samspel.charts.IntervalChart;
import se.samspel.charts.Mark;
import se.samspel.charts.Measure;
import se.samspel.charts.Series;
import se.samspel.charts.SeriesChart;
import se.samspel.statistics.ControlChart;
import se.samspel.statistics.Funnel;
import se.samspel.statistics.ImprovementChart.Direction;
import se.samspel.statistics.Inequality;
import se.samspel.statistics.Refusal;
import se.samspel.statistics.Sentences;
import se.samspel.ui.Messages;

/**
 * What an indicator shows: the one object that its page, tables, sentences, files and API are made
 * from. It is made from {@link Reading}s, which have passed disclosure control, and from nothing
 * else; a hidden number is not in it and can't leave by it.
 *
 * @param stratum which of the indicator's readings it is about
 * @param strata those that could be asked for
 * @param axis every period from the first to the last, missing ones too
 * @param country the whole country
 * @param lines one per region, from north to south
 * @param newest the newest settled period with a value from at least half of the regions; empty
 *     when there is none
 */
record Findings(
    Indicator indicator,
    Locale locale,
    Optional<Stratum> stratum,
    List<Stratum> strata,
    List<Period> axis,
    Line country,
    List<Line> lines,
    Optional<Period> newest) {

  /** Months shown at most; the limits are those of what is shown. Source: methods, section 6. */
  private static final int MOST_POINTS = 36;

  private static final int LEAST_POINTS = 3;
  private static final double COMPLETE = 0.9;

  /** A median denominator above this makes limits of chance alone too narrow. Source: 8.1. */
  private static final double LARGE = 2_000;

  private static final double PER = 100_000;

  /**
   * Readings that may be compared: never two ways of measuring.
   *
   * @param passed breaks of the definition before it
   */
  record Stratum(
      String series,
      String sex,
      String age,
      String unit,
      Period.Grain grain,
      int years,
      long passed) {

    static Stratum of(Reading it, List<Break> breaks) {
      return new Stratum(
          it.series(),
          it.sex(),
          it.age(),
          it.unit(),
          it.period().grain(),
          it.period().years(),
          Stretch.passed(it, breaks));
    }

    /** As an address writes it. */
    String key() {
      return Integer.toHexString(Objects.hash(series, sex, age, unit, grain.name(), years, passed));
    }
  }

  /** Why there is no chart. */
  enum Absence {
    NO_VALUES,
    TOO_FEW,
    YES_OR_NO,
    OVERLAPPING,
    UNREADABLE;

    String key() {
      return "finding.absence." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A place over time.
   *
   * @param code of a region, or {@code SE}
   * @param readings by period, those that were told
   * @param chart absent for the reason given
   */
  record Line(
      String code,
      String name,
      Optional<Region> region,
      Map<Period, Reading> readings,
      Optional<SeriesChart> chart,
      Optional<Absence> absence) {

    /** The newest period that anything was told about. */
    Optional<Reading> last() {
      return readings.values().stream().max(Comparator.comparing(Reading::period));
    }

    /** Whether the newest counted point differs from chance. */
    boolean signals() {
      return chart
          .filter(it -> it.newest() >= 0 && it.points().get(it.newest()).signals())
          .isPresent();
    }
  }

  static Findings of(
      Indicator indicator,
      List<Reading> open,
      List<Region> regions,
      Optional<String> asked,
      Locale locale) {
    var dated = open.stream().filter(it -> it.period().dated()).toList();
    var byStratum =
        dated.stream()
            .collect(
                groupingBy(
                    it -> Stratum.of(it, indicator.breaks()),
                    LinkedHashMap::new,
                    java.util.stream.Collectors.toList()));
    var strata = List.copyOf(byStratum.keySet());
    var chosen =
        strata.stream()
            .filter(it -> asked.filter(it.key()::equals).isPresent())
            .findFirst()
            .or(() ->
                strata.stream()
                    .max(
                        Comparator.comparing((Stratum it) -> it.series().isEmpty())
                            .thenComparing(it -> it.sex().equals("total"))
                            .thenComparing(it -> it.passed())
                            .thenComparing(it -> byStratum.getOrDefault(it, List.of()).size())));
    var ordered = new ArrayList<>(regions);
    ordered.sort(Comparator.comparingInt(Region::tileRow).thenComparingInt(Region::tileColumn));
    var readings = chosen.map(it -> byStratum.getOrDefault(it, List.of())).orElse(List.of());
    var axis = axis(readings);
    var shape = Shape.of(indicator, readings);
    var byPlace = readings.stream().collect(groupingBy(Reading::region));
    var lines = new ArrayList<Line>();
    for (var region : ordered) {
      var code = region.code().value();
      lines.add(
          line(
              indicator,
              locale,
              code,
              region.name(),
              Optional.of(region),
              byPlace.getOrDefault(code, List.of()),
              axis,
              shape));
    }
    var country =
        line(
            indicator,
            locale,
            Measured.COUNTRY,
            Messages.get(locale, "value.country"),
            Optional.empty(),
            byPlace.getOrDefault(Measured.COUNTRY, List.of()),
            axis,
            shape);
    return new Findings(
        indicator, locale, chosen, strata, axis, country, lines, newest(axis, lines));
  }

  /** How the values become points: decided once for the indicator, never per place. */
  private record Shape(
      ControlChart.Kind kind, Measure measure, boolean counts, Optional<Absence> absence) {

    static Shape of(Indicator indicator, List<Reading> readings) {
      var valued = readings.stream().filter(it -> it.value().isPresent()).toList();
      var unit = readings.isEmpty() ? indicator.unit() : readings.getFirst().unit();
      var counts =
          (unit.equals("percent") || unit.equals("per 100 000"))
              && !valued.isEmpty()
              && valued.stream()
                  .allMatch(it ->
                      it.numerator().isPresent()
                          && it.denominator().filter(n -> n > 0).isPresent());
      if (!readings.isEmpty() && readings.getFirst().period().grain() == Period.Grain.YEARS) {
        return new Shape(
            ControlChart.Kind.RUN, measure(unit, counts), counts, Optional.of(Absence.OVERLAPPING));
      }
      if (!counts) {
        return new Shape(
            ControlChart.Kind.I, measure(unit, false), false, Optional.<Absence>empty());
      }
      var sizes =
          valued.stream()
              .filter(it -> !it.region().equals(Measured.COUNTRY))
              .mapToDouble(it -> it.denominator().orElse(0.0))
              .sorted()
              .toArray();
      var median = sizes.length == 0 ? 0 : sizes[sizes.length / 2];
      var large = median > LARGE;
      if (unit.equals("percent")) {
        return new Shape(
            large ? ControlChart.Kind.P_PRIME : ControlChart.Kind.P,
            Measure.SHARE,
            true,
            sizes.length > 0 && median < 2 ? Optional.of(Absence.YES_OR_NO) : Optional.empty());
      }
      return new Shape(
          large ? ControlChart.Kind.U_PRIME : ControlChart.Kind.U,
          measure(unit, true),
          true,
          Optional.empty());
    }

    private static Measure measure(String unit, boolean counts) {
      return unit.equals("percent")
          ? counts ? Measure.SHARE : new Measure(Sentences.Unit.PERCENT, 1)
          : new Measure(Sentences.Unit.NUMBER, 1);
    }
  }

  private static Line line(
      Indicator indicator,
      Locale locale,
      String code,
      String name,
      Optional<Region> region,
      List<Reading> readings,
      List<Period> axis,
      Shape shape) {
    var by = new HashMap<Period, Reading>();
    readings.forEach(it -> by.put(it.period(), it));
    var moments = new ArrayList<Series.Moment>();
    for (var period : axis) {
      moments.add(moment(period, Optional.ofNullable(by.get(period)), shape, locale));
    }
    var values = moments.stream().filter(it -> it.numerator() != null).count();
    // The country's share of regions that say yes is followed, a single region's yes or no isn't.
    var absence =
        shape
            .absence()
            .filter(it -> it != Absence.YES_OR_NO || region.isPresent())
            .or(() ->
                readings.isEmpty()
                    ? Optional.of(Absence.NO_VALUES)
                    : values < LEAST_POINTS ? Optional.of(Absence.TOO_FEW) : Optional.empty());
    if (absence.isPresent()) {
      return new Line(code, name, region, by, Optional.empty(), absence);
    }
    var series =
        new Series(
            capital(indicator.name(locale)),
            name,
            step(axis.getFirst().grain()),
            shape.measure(),
            moments,
            direction(indicator),
            null,
            new TreeMap<>());
    try {
      var chart = SeriesChart.draw(series, shape.kind(), Series.Profile.NHSR, Series.Cut.NONE);
      return new Line(code, name, region, by, Optional.of(chart), Optional.empty());
    } catch (Refusal notDrawn) {
      return new Line(code, name, region, by, Optional.empty(), Optional.of(Absence.UNREADABLE));
    }
  }

  private static Series.Moment moment(
      Period period, Optional<Reading> reading, Shape shape, Locale locale) {
    var name = PeriodName.of(period, locale);
    var brief = PeriodName.brief(period, locale);
    var it = reading.orElse(null);
    if (it == null) {
      return Series.Moment.missing(name, brief);
    }
    if (it.suppressed()) {
      return Series.Moment.suppressed(name, brief);
    }
    if (it.value().isEmpty()) {
      return Series.Moment.missing(name, brief);
    }
    var state = state(it);
    if (!shape.counts()) {
      return new Series.Moment(name, brief, state, it.value().get(), null);
    }
    var of = it.denominator().orElseThrow();
    return new Series.Moment(
        name,
        brief,
        state,
        it.numerator().orElseThrow(),
        it.unit().equals("percent") ? of : Double.valueOf(of / PER));
  }

  private static Series.State state(Reading it) {
    if (it.suppressed()) {
      return Series.State.SUPPRESSED;
    }
    if (it.value().isEmpty()) {
      return Series.State.MISSING;
    }
    if (it.completeness().filter(part -> part < COMPLETE).isPresent()) {
      return Series.State.INCOMPLETE;
    }
    return it.provisional() ? Series.State.PROVISIONAL : Series.State.OBSERVED;
  }

  static Direction direction(Indicator indicator) {
    return switch (indicator.direction()) {
      case "up" -> Direction.INCREASE;
      case "down" -> Direction.DECREASE;
      default -> Direction.NEUTRAL;
    };
  }

  private static Sentences.Step step(Period.Grain grain) {
    return switch (grain) {
      case MONTH -> Sentences.Step.MONTH;
      case QUARTER -> Sentences.Step.QUARTER;
      case HALF_YEAR -> Sentences.Step.HALF_YEAR;
      case YEAR -> Sentences.Step.YEAR;
      case YEARS, UNDATED -> Sentences.Step.POINT;
    };
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static List<Period> axis(List<Reading> readings) {
    var told = readings.stream().map(Reading::period).distinct().sorted().toList();
    if (told.isEmpty()) {
      return List.of();
    }
    int months =
        switch (told.getFirst().grain()) {
          case MONTH -> 1;
          case QUARTER -> 3;
          case HALF_YEAR -> 6;
          case YEAR -> 12;
          case YEARS, UNDATED -> 0;
        };
    var all = new ArrayList<Period>();
    if (months == 0) {
      all.addAll(told);
    } else {
      var last = told.getLast().span().from();
      for (var day = told.getFirst().span().from();
          !day.isAfter(last);
          day = day.plusMonths(months)) {
        all.add(Period.parse(code(day, months)));
      }
    }
    return List.copyOf(all.subList(Math.max(0, all.size() - MOST_POINTS), all.size()));
  }

  private static String code(LocalDate day, int months) {
    return switch (months) {
      case 1 -> YearMonth.from(day).toString();
      case 3 -> day.getYear() + "-Q" + (day.getMonthValue() + 2) / 3;
      case 6 -> day.getYear() + "-H" + (day.getMonthValue() < 7 ? 1 : 2);
      default -> Integer.toString(day.getYear());
    };
  }

  private static Optional<Period> newest(List<Period> axis, List<Line> lines) {
    for (var settled : List.of(true, false)) {
      for (var i = axis.size() - 1; i >= 0; i--) {
        var period = axis.get(i);
        var told =
            lines.stream()
                .map(it -> it.readings().get(period))
                .filter(Objects::nonNull)
                .filter(it -> it.value().isPresent() && !(settled && it.provisional()))
                .count();
        if (told > 0 && 2 * told >= lines.size()) {
          return Optional.of(period);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether any reading shown was made up for a demonstration. */
  boolean synthetic() {
    return lines.stream()
            .anyMatch(it -> it.readings().values().stream().anyMatch(Reading::synthetic))
        || country.readings().values().stream().anyMatch(Reading::synthetic);
  }

  List<Line> drawn() {
    return lines.stream().filter(it -> it.chart().isPresent()).toList();
  }

  Line line(String code) {
    return lines.stream().filter(it -> it.code().equals(code)).findFirst().orElse(country);
  }

  /** The line's chart with what was done there as flags. */
  static SeriesChart flagged(SeriesChart chart, SortedMap<Integer, String> flags) {
    var s = chart.series();
    return SeriesChart.draw(
        new Series(
            s.indicator(),
            s.place(),
            s.step(),
            s.measure(),
            s.moments(),
            s.direction(),
            s.target(),
            flags),
        chart.kind(),
        Series.Profile.NHSR,
        chart.cut());
  }

  Measure measure() {
    return Shape.of(indicator, readings()).measure();
  }

  private boolean counted() {
    var shape = Shape.of(indicator, readings());
    return shape.counts() && shape.absence().isEmpty();
  }

  private List<Reading> readings() {
    var all = new ArrayList<>(country.readings().values());
    lines.forEach(it -> all.addAll(it.readings().values()));
    return all;
  }

  /**
   * The regions of the newest period against what they are together; empty where it says nothing.
   */
  Optional<FunnelChart> funnel(String own) {
    if (newest.isEmpty() || !counted()) {
      return Optional.empty();
    }
    var units = new ArrayList<FunnelChart.Unit>();
    for (var line : lines) {
      var it = line.readings().get(newest.get());
      var state = it == null ? Series.State.MISSING : state(it);
      var shown = it != null && it.value().isPresent() && !it.suppressed();
      units.add(
          new FunnelChart.Unit(
              line.name(),
              state,
              shown && it != null ? it.numerator().orElse(null) : null,
              shown && it != null ? size(it) : null,
              line.code().equals(own)));
    }
    try {
      return Optional.of(
          FunnelChart.draw(title(newest.get()), true, statistic(), measure(), units, false));
    } catch (Refusal notDrawn) {
      return Optional.empty();
    }
  }

  private static @Nullable Double size(Reading it) {
    return it.denominator().map(n -> it.unit().equals("percent") ? n : n / PER).orElse(null);
  }

  private Funnel.Statistic statistic() {
    return stratum.filter(it -> it.unit().equals("percent")).isPresent()
        ? Funnel.Statistic.PROPORTION
        : Funnel.Statistic.RATE;
  }

  private String title(Period period) {
    return Messages.get(
        locale, "finding.at", capital(indicator.name(locale)), PeriodName.of(period, locale));
  }

  /** Every region's newest value with its interval, from north to south. */
  Optional<IntervalChart> intervals(String own) {
    if (newest.isEmpty() || stratum.isEmpty()) {
      return Optional.empty();
    }
    var measure = measure();
    double scale = measure.unit() == Sentences.Unit.SHARE ? 100 : 1;
    var rows = new ArrayList<IntervalChart.Row>();
    for (var line : lines) {
      var it = line.readings().get(newest.get());
      var state = it == null ? Series.State.MISSING : state(it);
      var interval = it == null || it.suppressed() ? Optional.<Interval>empty() : it.interval();
      rows.add(
          new IntervalChart.Row(
              line.name(),
              state,
              it == null || it.suppressed() ? null : it.value().map(v -> v / scale).orElse(null),
              interval.map(v -> v.lower() / scale).orElse(null),
              interval.map(v -> v.upper() / scale).orElse(null),
              Mark.COMMON,
              line.code().equals(own)));
    }
    var whole =
        Optional.ofNullable(country.readings().get(newest.get()))
            .flatMap(Reading::value)
            .map(it -> it / scale);
    return Optional.of(
        new IntervalChart(
            title(newest.get()),
            List.of(Messages.get(locale, "finding.intervals", PeriodName.of(newest.get(), locale))),
            measure,
            rows,
            whole.orElse(null),
            whole.isPresent() ? Messages.get(locale, "value.country") : ""));
  }

  /**
   * How unequal a period was, tested against no difference at all.
   *
   * @param measured absent where too few regions are known
   */
  record Gap(Period period, List<Inequality.Group> groups, Optional<Inequality> measured) {

    Optional<Double> difference() {
      return measured.map(it -> it.values().get(Inequality.Measure.DIFFERENCE)).map(Math::abs);
    }

    Optional<Inequality.NoDifference> chance() {
      return measured.map(it -> it.noDifference().get(Inequality.Measure.DIFFERENCE));
    }
  }

  /** The inequality of a period; regions with complete reports alone. */
  Gap gap(Period period) {
    var counted = new ArrayList<Reading>();
    for (var line : lines) {
      var it = line.readings().get(period);
      if (it != null && it.value().isPresent() && state(it) != Series.State.INCOMPLETE) {
        counted.add(it);
      }
    }
    if (!counted()) {
      return new Gap(period, List.of(), Optional.empty());
    }
    double numerator = counted.stream().mapToDouble(it -> it.numerator().orElse(0.0)).sum();
    double of = counted.stream().mapToDouble(it -> Objects.requireNonNullElse(size(it), 0.0)).sum();
    double pooled = of > 0 ? numerator / of : 0;
    var share = measure().unit() == Sentences.Unit.SHARE;
    var groups = new ArrayList<Inequality.Group>();
    for (var line : lines) {
      var it = line.readings().get(period);
      var here = it != null && counted.contains(it) ? it : null;
      var n = here == null ? null : size(here);
      groups.add(
          here == null || n == null
              ? new Inequality.Group(line.name(), null, 0, null, false)
              : new Inequality.Group(
                  line.name(),
                  here.numerator().orElse(0.0) / n,
                  n,
                  // What is tested is that all are alike, so the error is that of the common level.
                  Math.sqrt(share ? pooled * (1 - pooled) / n : pooled / n),
                  false));
    }
    try {
      var question =
          new Inequality.Question(
              !indicator.direction().equals("down"),
              1000,
              100,
              0.95,
              2_000,
              1,
              0,
              share ? Double.valueOf(1) : null);
      return new Gap(period, groups, Optional.of(Inequality.measure(groups, question)));
    } catch (Refusal tooFew) {
      return new Gap(period, groups, Optional.empty());
    }
  }

  /** What the gap says, in the language; empty where it couldn't be measured. */
  List<String> said(Gap gap) {
    var in = locale.getLanguage().equals("en") ? Sentences.english() : Sentences.swedish();
    var told = gap.groups().stream().filter(it -> it.value() != null).toList();
    return gap.measured()
        .map(it -> in.ofInequality(it, told, measure().unit(), measure().decimals()))
        .orElse(List.of());
  }

  /** The gap over time beside what chance would give; empty where no period could be measured. */
  Optional<InequalityChart> inequality(List<Gap> gaps) {
    var measured = gaps.stream().filter(it -> it.measured().isPresent()).toList();
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    var moments = new ArrayList<InequalityChart.Moment>();
    for (var gap : gaps) {
      var values =
          gap.measured().isEmpty()
              ? List.<Double>of()
              : gap.groups().stream()
                  .map(Inequality.Group::value)
                  .filter(Objects::nonNull)
                  .map(it -> (Double) it)
                  .sorted()
                  .toList();
      moments.add(
          new InequalityChart.Moment(
              PeriodName.of(gap.period(), locale),
              PeriodName.brief(gap.period(), locale),
              gap.difference().orElse(null),
              gap.chance().map(Findings::least).orElse(null),
              gap.chance().map(Findings::most).orElse(null),
              values.isEmpty() ? null : values.getLast(),
              values.isEmpty() ? null : values.getFirst()));
    }
    return Optional.of(
        new InequalityChart(
            Messages.get(locale, "finding.inequality", capital(indicator.name(locale))),
            said(measured.getLast()),
            measure(),
            moments));
  }

  static double least(Inequality.NoDifference none) {
    return Math.min(Math.abs(none.lower()), Math.abs(none.upper()));
  }

  static double most(Inequality.NoDifference none) {
    return Math.max(Math.abs(none.lower()), Math.abs(none.upper()));
  }

  /** The control chart of the gap itself; empty with too few measured periods. */
  Optional<SeriesChart> gapChart(List<Gap> gaps) {
    if (gaps.stream().filter(it -> it.measured().isPresent()).count() < LEAST_POINTS) {
      return Optional.empty();
    }
    var moments = new ArrayList<Series.Moment>();
    for (var gap : gaps) {
      var name = PeriodName.of(gap.period(), locale);
      var brief = PeriodName.brief(gap.period(), locale);
      moments.add(
          gap.difference()
              .map(it -> Series.Moment.of(name, brief, it, null))
              .orElseGet(() -> Series.Moment.missing(name, brief)));
    }
    return Optional.of(
        SeriesChart.draw(
            new Series(
                Messages.get(locale, "finding.gap-of", indicator.name(locale)),
                Messages.get(locale, "value.country"),
                step(axis.getFirst().grain()),
                measure().asGap(),
                moments,
                Direction.DECREASE,
                null,
                new TreeMap<>()),
            ControlChart.Kind.I,
            Series.Profile.NHSR,
            Series.Cut.NONE));
  }

  /** Whether the line's value of the period is hidden, missing or shown. */
  Series.State stateOf(Line line, Period period) {
    var it = line.readings().get(period);
    return it == null ? Series.State.MISSING : state(it);
  }
}
