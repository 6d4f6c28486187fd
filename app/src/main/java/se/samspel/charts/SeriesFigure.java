package se.samspel.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samspel.charts.Drawing.Anchor;
import se.samspel.charts.Drawing.Sheet;
import se.samspel.charts.Drawing.Spot;
import se.samspel.charts.SeriesChart.Point;
import se.samspel.statistics.ControlChart;
import se.samspel.statistics.ImprovementChart.Direction;
import se.samspel.ui.Messages;
import se.samspel.ui.Numbers;

/** Draws a series chart: lines with their names at the right end, marks, phases, flags, table. */
final class SeriesFigure {

  private static final int WIDTH = 800;
  private static final int LEFT = 62;
  private static final int RIGHT = 158;
  private static final int TOP = 30;
  private static final int PLOT = 270;
  private static final double LETTER = 6.6;
  private static final double LINE_HEIGHT = 15;

  /** Past so many points marks of common points would only cover each other. */
  private static final int MOST_MARKS = 400;

  private final SeriesChart chart;
  private final Series series;
  private final Locale locale;
  private final Axis y;
  private final double width;
  private final boolean warnings;

  SeriesFigure(SeriesChart chart, Locale locale, boolean warnings) {
    this.warnings = warnings;
    this.chart = chart;
    this.series = chart.series();
    this.locale = locale;
    this.width = WIDTH - LEFT - RIGHT;
    this.y = axis(List.of(chart), TOP + PLOT, TOP, 6);
  }

  /** A scale that holds every value, limit and target of the charts. */
  static Axis axis(List<SeriesChart> charts, double from, double to, int steps) {
    var least = Double.POSITIVE_INFINITY;
    var most = Double.NEGATIVE_INFINITY;
    for (var chart : charts) {
      for (var it : chart.points()) {
        for (var v : new Double[] {it.value(), it.centre(), it.lower(), it.upper()}) {
          if (v != null) {
            least = Math.min(least, v);
            most = Math.max(most, v);
          }
        }
      }
      var target = chart.series().target();
      if (target != null) {
        least = Math.min(least, target);
        most = Math.max(most, target);
      }
      var counts =
          switch (chart.kind()) {
            case C, U, U_PRIME, G, T -> true;
            case RUN, I, P, P_PRIME -> false;
          };
      least = counts ? Math.min(0, least) : least;
    }
    return most < least ? Axis.of(0, 1, from, to, steps) : Axis.of(least, most, from, to, steps);
  }

  private String t(String key, Object... arguments) {
    return Messages.get(locale, key, arguments);
  }

  private double x(double point) {
    var n = series.moments().size();
    return LEFT + width * (n == 1 ? 0.5 : (point + 0.5) / n);
  }

  private String title() {
    return series.place().isBlank()
        ? series.indicator()
        : t("diagram.title", series.indicator(), series.place());
  }

  Figure figure(String id) {
    var flags = List.copyOf(series.flags().values());
    var sheet = new Sheet(WIDTH, TOP + PLOT + 34 + (flags.isEmpty() ? 0 : 24));
    drawAxes(sheet);
    drawPhases(sheet);
    drawLimits(sheet);
    drawValues(sheet);
    drawFlags(sheet);
    drawNames(sheet);
    var sentences = chart.sentences(locale);
    return new Figure(
        id,
        sheet.finish(
            title(),
            t("diagram.kind." + chart.kind().label()) + ". " + String.join(" ", sentences)),
        sentences,
        badges(),
        legend(),
        notes(),
        flags,
        table());
  }

  private void drawAxes(Sheet sheet) {
    for (var mark : y.marks()) {
      sheet.line(Ink.GRID, LEFT, y.at(mark), LEFT + width, y.at(mark));
      sheet.words(
          Ink.QUIET, LEFT - 8, y.at(mark) + 4, Anchor.END, series.measure().tick(mark, y, locale));
    }
    var base = TOP + PLOT;
    sheet.line(Ink.AXIS, LEFT, base, LEFT + width, base);
    var n = series.moments().size();
    var longest = series.moments().stream().mapToInt(it -> it.brief().length()).max().orElse(1);
    var every = (int) Math.max(1, Math.ceil(n * (longest * LETTER + 12) / width));
    for (var i = 0; i < n; i += every) {
      sheet.line(Ink.AXIS, x(i), base, x(i), base + 4);
      sheet.words(Ink.QUIET, x(i), base + 18, Anchor.MIDDLE, series.moments().get(i).brief());
    }
    for (var i = 0; i < n; i++) {
      if (series.moments().get(i).state() == Series.State.SUPPRESSED) {
        sheet.words(Ink.QUIET, x(i), base - 4, Anchor.MIDDLE, "..");
      }
    }
  }

  private void drawPhases(Sheet sheet) {
    var number = 1;
    for (var phase : chart.phases()) {
      if (phase.first() > 0) {
        var at = x(phase.first() - 0.5);
        sheet.line(Ink.PHASE, at, TOP - 14, at, TOP + PLOT);
      }
      if (chart.phases().size() > 1) {
        var room = (int) ((x(phase.last() + 0.5) - x(phase.first() - 0.5)) / LETTER) - 2;
        var name =
            phase.reason().isBlank()
                ? t("diagram.phase", number)
                : t("diagram.phase-named", number, phase.reason());
        sheet.words(
            Ink.QUIET,
            Math.max(x(phase.first() - 0.5), LEFT) + 4,
            TOP - 14,
            Anchor.START,
            name.length() <= room
                ? name
                : room > 10 ? name.substring(0, room - 1) + "…" : "" + number);
      }
      number++;
    }
    var freeze = chart.cut().freezeAfter();
    if (freeze != null) {
      var at = x(freeze + 0.5);
      sheet.line(Ink.PHASE, at, TOP, at, TOP + PLOT);
      sheet.words(Ink.QUIET, at - 4, TOP + PLOT - 6, Anchor.END, t("diagram.baseline"));
    }
  }

  private interface Reading {
    @Nullable Double of(Point point);
  }

  private void drawLimits(Sheet sheet) {
    for (var phase : chart.phases()) {
      var limit = phase.provisional() ? Ink.PROVISIONAL : Ink.LIMIT;
      steps(sheet, phase, Ink.CENTRE, Point::centre);
      if (!chart.constant()) {
        if (warnings) {
          steps(sheet, phase, Ink.WARNING, Point::lowerWarning);
          steps(sheet, phase, Ink.WARNING, Point::upperWarning);
        }
        steps(sheet, phase, limit, Point::lower);
        steps(sheet, phase, limit, Point::upper);
      }
    }
    var target = series.target();
    if (target != null) {
      sheet.line(Ink.TARGET, LEFT, y.at(target), LEFT + width, y.at(target));
    }
  }

  /** A line that is level over each point and steps between them; one piece where it is level. */
  private void steps(Sheet sheet, SeriesChart.Phase phase, Ink ink, Reading reading) {
    var through = new ArrayList<Spot>();
    @Nullable Double before = null;
    for (var i = phase.first(); i <= phase.last(); i++) {
      var value = reading.of(chart.points().get(i));
      if (value == null) {
        sheet.line(ink, through);
        through.clear();
      } else {
        if (before == null || through.isEmpty()) {
          through.add(new Spot(x(i - 0.5), y.at(value)));
        } else if (!before.equals(value)) {
          through.add(new Spot(x(i - 0.5), y.at(before)));
          through.add(new Spot(x(i - 0.5), y.at(value)));
        }
        if (i == phase.last() || reading.of(chart.points().get(i + 1)) == null) {
          through.add(new Spot(x(i + 0.5), y.at(value)));
        }
      }
      before = value;
    }
    sheet.line(ink, through);
  }

  private void drawValues(Sheet sheet) {
    for (var phase : chart.phases()) {
      var through = new ArrayList<Spot>();
      for (var i = phase.first(); i <= phase.last(); i++) {
        var point = chart.points().get(i);
        var value = point.value();
        if (value == null || point.mark() == Mark.EXCLUDED) {
          sheet.line(Ink.LINE, thinned(through));
          through.clear();
        } else {
          through.add(new Spot(x(i), y.at(value)));
        }
      }
      sheet.line(Ink.LINE, thinned(through));
    }
    var crowded = series.moments().size() > MOST_MARKS;
    var seen = new HashSet<String>();
    for (var i = 0; i < chart.points().size(); i++) {
      var point = chart.points().get(i);
      var value = point.value();
      if (value == null || (crowded && point.mark() == Mark.COMMON)) {
        continue;
      }
      var at = Math.round(x(i)) + " " + Math.round(y.at(value)) + " " + point.mark();
      if (crowded && !seen.add(at)) {
        continue;
      }
      var state = series.moments().get(i).state();
      var hollow = state == Series.State.PROVISIONAL || state == Series.State.INCOMPLETE;
      sheet.dot(point.mark(), x(i), y.at(value), series.moments().size() > 90 ? 2.6 : 4, hollow, i);
    }
  }

  /** Where many points fall on one column of pixels only its lowest and highest are drawn. */
  private static List<Spot> thinned(List<Spot> through) {
    if (through.size() <= 2 * WIDTH) {
      return through;
    }
    var out = new ArrayList<Spot>();
    for (var i = 0; i < through.size(); ) {
      var column = Math.floor(through.get(i).x());
      var low = through.get(i);
      var high = low;
      for (; i < through.size() && Math.floor(through.get(i).x()) == column; i++) {
        low = through.get(i).y() < low.y() ? through.get(i) : low;
        high = through.get(i).y() > high.y() ? through.get(i) : high;
      }
      out.add(low);
      out.add(high);
    }
    return out;
  }

  private void drawFlags(Sheet sheet) {
    var number = 1;
    var base = TOP + PLOT;
    for (var point : series.flags().keySet()) {
      var at = x(point);
      sheet.line(Ink.FLAG, at, base, at, base + 40);
      sheet.line(Ink.FLAG, at, base + 28, at + 12, base + 33, at, base + 38);
      sheet.words(Ink.QUIET, at + 14, base + 38, Anchor.START, Integer.toString(number++));
    }
  }

  private record Name(Ink ink, double at, String text) {}

  private void drawNames(Sheet sheet) {
    if (chart.points().isEmpty()) {
      return;
    }
    var last = chart.points().getLast();
    var names = new ArrayList<Name>();
    var run = chart.kind() == ControlChart.Kind.RUN || chart.kind() == ControlChart.Kind.G;
    name(names, Ink.WORDS, last.centre(), run ? "diagram.name.median" : "diagram.name.centre");
    if (!chart.constant()) {
      name(names, Ink.QUIET, last.upper(), "diagram.name.upper");
      name(names, Ink.QUIET, last.lower(), "diagram.name.lower");
    }
    name(names, Ink.STRONG, series.target(), "diagram.name.target");
    names.sort(Comparator.comparingDouble(Name::at));
    var free = Double.NEGATIVE_INFINITY;
    for (var it : names) {
      var at = Math.max(it.at() + 4, free);
      sheet.words(it.ink(), LEFT + width + 8, at, Anchor.START, it.text());
      free = at + LINE_HEIGHT;
    }
  }

  private void name(List<Name> names, Ink ink, @Nullable Double value, String key) {
    if (value != null) {
      names.add(new Name(ink, y.at(value), t(key, series.measure().shown(value, locale))));
    }
  }

  private List<Figure.Badge> badges() {
    var out = new ArrayList<Figure.Badge>();
    if (chart.newest() < 0 || chart.fellBack()) {
      return out;
    }
    var mark = chart.newestMark();
    if (mark == Mark.COMMON && chart.shifted()) {
      out.add(new Figure.Badge(Mark.NEUTRAL, t("diagram.badge.shifted")));
    } else {
      out.add(new Figure.Badge(mark, t("diagram.badge." + mark.name().toLowerCase(Locale.ROOT))));
    }
    var assurance = chart.assurance();
    if (assurance != null) {
      switch (assurance) {
        case CONSISTENT_PASS -> out.add(new Figure.Badge(Mark.BETTER, t("diagram.target.pass")));
        case CONSISTENT_FAIL -> out.add(new Figure.Badge(Mark.WORSE, t("diagram.target.fail")));
        case INCONSISTENT -> out.add(new Figure.Badge(Mark.COMMON, t("diagram.target.sometimes")));
      }
    }
    return out;
  }

  private List<Figure.Badge> legend() {
    var out = new ArrayList<Figure.Badge>();
    var marks = chart.marks();
    for (var mark : Mark.values()) {
      if (marks.contains(mark)) {
        out.add(new Figure.Badge(mark, t(mark.key())));
      }
    }
    if (states().contains(Series.State.PROVISIONAL)) {
      out.add(new Figure.Badge(Mark.COMMON, true, t("diagram.mark.provisional")));
    }
    if (states().contains(Series.State.INCOMPLETE)) {
      out.add(new Figure.Badge(Mark.COMMON, true, t("diagram.mark.incomplete")));
    }
    return out;
  }

  private Set<Series.State> states() {
    var out = new HashSet<Series.State>();
    series.moments().forEach(it -> out.add(it.state()));
    return out;
  }

  private List<String> notes() {
    var out = new ArrayList<String>();
    if (chart.fellBack()) {
      out.add(t("diagram.note.fell-back"));
    }
    if (chart.kind() == ControlChart.Kind.I) {
      out.add(
          t(
              "diagram.note.profile."
                  + chart.profile().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }
    if (chart.phases().stream().anyMatch(SeriesChart.Phase::provisional)
        && chart.kind() != ControlChart.Kind.RUN) {
      out.add(t("diagram.note.provisional"));
    }
    var freeze = chart.cut().freezeAfter();
    if (freeze != null) {
      out.add(
          t(
              "diagram.note.freeze",
              series.moments().get(freeze).name(),
              chart.cut().freezeReason()));
    }
    chart
        .phases()
        .forEach(it -> {
          if (!it.reason().isBlank()) {
            out.add(t("diagram.note.phase", series.moments().get(it.first()).name(), it.reason()));
          }
        });
    chart
        .cut()
        .excluded()
        .forEach((point, reason) ->
            out.add(t("diagram.note.excluded", series.moments().get(point).name(), reason)));
    if (states().contains(Series.State.MISSING)) {
      out.add(t("diagram.note.missing"));
    }
    if (states().contains(Series.State.SUPPRESSED)) {
      out.add(t("diagram.note.suppressed"));
    }
    return out;
  }

  private ChartTable table() {
    var counts = series.moments().stream().anyMatch(it -> it.denominator() != null);
    var limits = chart.kind() != ControlChart.Kind.RUN;
    var header = new ArrayList<String>();
    header.add(t("diagram.column.period"));
    if (counts) {
      header.add(t("diagram.column.numerator"));
      header.add(t("diagram.column.denominator"));
    }
    header.add(t("diagram.column.value"));
    header.add(t(limits ? "diagram.column.centre" : "diagram.column.median"));
    if (limits) {
      header.add(t("diagram.column.lower"));
      header.add(t("diagram.column.upper"));
    }
    header.add(t("diagram.column.note"));
    var rows = new ArrayList<List<String>>();
    for (var i = 0; i < chart.points().size(); i++) {
      var moment = series.moments().get(i);
      var point = chart.points().get(i);
      var row = new ArrayList<String>();
      row.add(moment.name());
      var hidden = moment.state() == Series.State.SUPPRESSED;
      if (counts) {
        row.add(hidden ? ".." : count(moment.numerator()));
        row.add(hidden ? ".." : count(moment.denominator()));
      }
      row.add(hidden ? ".." : series.measure().shown(point.value(), locale));
      row.add(blank(point.centre()));
      if (limits) {
        row.add(blank(point.lower()));
        row.add(blank(point.upper()));
      }
      row.add(note(i));
      rows.add(row);
    }
    var numbers = new HashSet<Integer>();
    for (var c = 1; c < header.size() - 1; c++) {
      numbers.add(c);
    }
    return new ChartTable(t("diagram.table", title()), header, rows, numbers);
  }

  private String count(@Nullable Double value) {
    return value == null ? t("missing") : Numbers.of(locale).plain(value);
  }

  private String blank(@Nullable Double value) {
    return value == null ? "" : series.measure().shown(value.doubleValue(), locale);
  }

  private String note(int i) {
    var out = new ArrayList<String>();
    var point = chart.points().get(i);
    point.rules().forEach(it -> out.add(t("diagram.rule." + key(it.name()))));
    if (point.signals() && series.direction() != Direction.NEUTRAL) {
      out.add(t("diagram.badge." + point.mark().name().toLowerCase(Locale.ROOT)));
    }
    var moment = series.moments().get(i);
    switch (moment.state()) {
      case PROVISIONAL -> out.add(t("diagram.mark.provisional"));
      case INCOMPLETE -> out.add(t("diagram.mark.incomplete"));
      case MISSING -> out.add(t("missing"));
      case SUPPRESSED -> out.add(t("diagram.suppressed"));
      case OBSERVED -> {
        if (point.value() == null) {
          out.add(t("diagram.no-denominator"));
        }
      }
    }
    var excluded = chart.cut().excluded().get(i);
    if (excluded != null) {
      out.add(t("diagram.excluded", excluded));
    }
    var flag = series.flags().get(i);
    if (flag != null) {
      out.add(flag);
    }
    return String.join("; ", out);
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
