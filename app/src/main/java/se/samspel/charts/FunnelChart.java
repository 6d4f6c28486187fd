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
import se.samspel.statistics.Funnel;
import se.samspel.statistics.Refusal;
import se.samspel.statistics.Sentences;
import se.samspel.ui.Messages;
import se.samspel.ui.Numbers;

/**
 * A funnel of units against what they are together: limits that narrow as the denominator grows, 95
 * and 99.8 %. Source: spec 9. The table is in the order the units were given, never by value.
 *
 * @param title what it shows
 * @param regions whether the units are the regions of the country, for the words
 * @param categories one per unit, absent where it has no value or is left out
 * @param target the pooled value; absent without any unit to pool
 * @param dispersion of proportions with at least ten units; absent otherwise
 * @param adjusted whether categories and limits allow for the over-dispersion
 */
public record FunnelChart(
    String title,
    boolean regions,
    Funnel.Statistic statistic,
    Measure measure,
    List<Unit> units,
    List<Funnel.@Nullable Category> categories,
    @Nullable Double target,
    Funnel.@Nullable Dispersion dispersion,
    boolean adjusted) {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 420;
  private static final int LEFT = 62;
  private static final int RIGHT = 150;
  private static final int TOP = 24;
  private static final int BOTTOM = 52;
  private static final int CURVE = 120;

  /** Past this ratio of largest to smallest denominator the axis is drawn on a root scale. */
  private static final double WIDE = 20;

  /** Units below which tau² is not estimated. Spec 9. */
  private static final int LEAST_FOR_SPREAD = 10;

  /** Spread past which the indicator is not comparable as it is defined. Spec 9. */
  private static final double NOT_COMPARABLE = 4;

  /**
   * A unit.
   *
   * @param name as it is read
   * @param numerator absent exactly when missing or suppressed
   * @param denominator absent exactly when missing or suppressed
   * @param own the reader's own, always named in the drawing
   */
  public record Unit(
      String name,
      Series.State state,
      @Nullable Double numerator,
      @Nullable Double denominator,
      boolean own) {
    public Unit {
      var absent = state == Series.State.MISSING || state == Series.State.SUPPRESSED;
      if (absent != (numerator == null) || absent != (denominator == null)) {
        throw new IllegalArgumentException(
            name + " is " + state + ", which does not go with its figures");
      }
    }

    /** Whether it is part of the pool. */
    boolean counted() {
      var of = denominator;
      return of != null && of > 0 && state != Series.State.INCOMPLETE;
    }

    double value() {
      return of(numerator) / of(denominator);
    }

    private static double of(@Nullable Double x) {
      return x == null ? Double.NaN : x;
    }
  }

  public FunnelChart {
    units = List.copyOf(units);
    categories = java.util.Collections.unmodifiableList(new ArrayList<>(categories));
  }

  /**
   * Computes the funnel.
   *
   * @param adjusted whether to allow for over-dispersion where there is any; heard for proportions
   * @throws Refusal when a numerator is larger than its denominator, or a figure is negative
   */
  public static FunnelChart draw(
      String title,
      boolean regions,
      Funnel.Statistic statistic,
      Measure measure,
      List<Unit> units,
      boolean adjusted) {
    var counted = units.stream().filter(Unit::counted).toList();
    var pool =
        counted.stream()
            .map(it ->
                new Funnel.Unit(it.name(), Unit.of(it.numerator()), Unit.of(it.denominator())))
            .toList();
    var found = Funnel.categories(statistic, pool);
    var dispersion =
        statistic == Funnel.Statistic.PROPORTION && pool.size() >= LEAST_FOR_SPREAD
            ? Funnel.dispersion(Funnel.Scale.PROPORTION, pool, 0.1, 0.998, 1, false)
            : null;
    var wider = adjusted && dispersion != null && dispersion.overdispersed();
    var categories = new ArrayList<Funnel.@Nullable Category>();
    var k = 0;
    for (var unit : units) {
      if (!unit.counted()) {
        categories.add(null);
        continue;
      }
      categories.add(
          wider && dispersion != null ? within(unit, dispersion.adjusted(), k) : found.get(k));
      k++;
    }
    var x = pool.stream().mapToDouble(Funnel.Unit::numerator).sum();
    var n = pool.stream().mapToDouble(Funnel.Unit::denominator).sum();
    return new FunnelChart(
        title,
        regions,
        statistic,
        measure,
        units,
        categories,
        statistic == Funnel.Statistic.RATIO ? Double.valueOf(1) : n > 0 ? x / n : null,
        dispersion,
        wider);
  }

  private static Funnel.Category within(Unit unit, Funnel.Lines lines, int k) {
    var y = unit.value();
    if (y > Unit.of(lines.upper998().get(k))) {
      return Funnel.Category.HIGH_998;
    }
    if (y < Unit.of(lines.lower998().get(k))) {
      return Funnel.Category.LOW_998;
    }
    if (y > Unit.of(lines.upper95().get(k))) {
      return Funnel.Category.HIGH_95;
    }
    return y < Unit.of(lines.lower95().get(k))
        ? Funnel.Category.LOW_95
        : Funnel.Category.NOT_SIGNIFICANT;
  }

  /** What it says, in the language. */
  public List<String> sentences(Locale locale) {
    var counted = new ArrayList<String>();
    var where = new ArrayList<Funnel.@Nullable Category>();
    for (var i = 0; i < units.size(); i++) {
      counted.add(units.get(i).name());
      where.add(categories.get(i));
    }
    var in = locale.getLanguage().equals("en") ? Sentences.english() : Sentences.swedish();
    var out =
        new ArrayList<>(
            regions
                ? in.ofFunnel(counted, where, dispersion)
                : in.ofFunnelOfUnits(counted, where, dispersion));
    var phi = dispersion == null ? null : dispersion.phi();
    if (phi != null && phi > NOT_COMPARABLE) {
      out.add(Messages.get(locale, "diagram.funnel.not-comparable"));
    }
    return List.copyOf(out);
  }

  private static Mark mark(Funnel.@Nullable Category category) {
    return category == null || category == Funnel.Category.NOT_SIGNIFICANT
        ? Mark.COMMON
        : Mark.NEUTRAL;
  }

  /** The funnel with everything around it. */
  public Figure figure(String id, Locale locale) {
    var sheet = new Sheet(WIDTH, HEIGHT);
    draw(sheet, locale);
    var sentences = sentences(locale);
    return new Figure(
        id,
        sheet.finish(
            title,
            Messages.get(locale, "diagram.kind.funnel") + ". " + String.join(" ", sentences)),
        sentences,
        List.of(),
        legend(locale),
        notes(locale),
        List.of(),
        table(locale));
  }

  private void draw(Sheet sheet, Locale locale) {
    var counted = units.stream().filter(Unit::counted).toList();
    var middle = target;
    if (counted.isEmpty() || middle == null) {
      sheet.words(
          Ink.QUIET, WIDTH / 2.0, HEIGHT / 2.0, Anchor.MIDDLE, Messages.get(locale, "missing"));
      return;
    }
    var most = counted.stream().mapToDouble(it -> Unit.of(it.denominator())).max().orElse(1);
    var least = counted.stream().mapToDouble(it -> Unit.of(it.denominator())).min().orElse(1);
    var root = most > WIDE * least;
    var x = new Axis(0, root ? Math.sqrt(most * 1.05) : most * 1.05, LEFT, WIDTH - RIGHT, 1);
    var sizes = new double[CURVE];
    for (var i = 0; i < CURVE; i++) {
      var share = (i + 1.0) / CURVE;
      var size = root ? Math.pow(share * x.high(), 2) : share * x.high();
      sizes[i] = Math.max(1, Math.rint(size));
    }
    var shape =
        statistic == Funnel.Statistic.PROPORTION
            ? Funnel.Shape.WILSON_INVERSE
            : Funnel.Shape.EXACT_POISSON;
    var lines = Funnel.limits(statistic, shape, middle, sizes);
    var start = 0;
    while (start < CURVE - 1 && sizes[start] < 0.6 * least) {
      start++;
    }
    var low = middle;
    var high = middle;
    for (var it : counted) {
      low = Math.min(low, it.value());
      high = Math.max(high, it.value());
    }
    for (var i = start; i < CURVE; i++) {
      low = Math.min(low, Unit.of(lines.lower998().get(i)));
      high = Math.max(high, Unit.of(lines.upper998().get(i)));
    }
    var y = Axis.of(low, high, HEIGHT - BOTTOM, TOP, 6);
    axes(sheet, x, y, root, most, locale);
    if (adjusted && dispersion != null) {
      throughUnits(sheet, x, y, root, dispersion.adjusted());
    } else {
      curve(sheet, Ink.INNER, x, y, root, sizes, lines.lower95(), start);
      curve(sheet, Ink.INNER, x, y, root, sizes, lines.upper95(), start);
      curve(sheet, Ink.OUTER, x, y, root, sizes, lines.lower998(), start);
      curve(sheet, Ink.OUTER, x, y, root, sizes, lines.upper998(), start);
    }
    sheet.line(Ink.CENTRE, LEFT, y.at(middle), WIDTH - RIGHT, y.at(middle));
    sheet.words(
        Ink.WORDS,
        WIDTH - RIGHT + 8,
        y.at(middle) + 4,
        Anchor.START,
        Messages.get(
            locale,
            regions ? "diagram.name.country" : "diagram.name.all",
            measure.shown(middle.doubleValue(), locale)));
    var taken = new ArrayList<Spot>();
    for (var i = 0; i < units.size(); i++) {
      var unit = units.get(i);
      if (unit.denominator() == null || Unit.of(unit.denominator()) == 0) {
        continue;
      }
      var at = new Spot(place(x, root, Unit.of(unit.denominator())), y.at(unit.value()));
      if (unit.own()) {
        sheet.line(
            Ink.OWN,
            at.x() - 9,
            at.y() - 9,
            at.x() + 9,
            at.y() - 9,
            at.x() + 9,
            at.y() + 9,
            at.x() - 9,
            at.y() + 9,
            at.x() - 9,
            at.y() - 9);
      }
      var hollow = unit.state() != Series.State.OBSERVED;
      sheet.dot(mark(categories.get(i)), at.x(), at.y(), 4.2, hollow, i);
      if (unit.own() || mark(categories.get(i)) != Mark.COMMON) {
        name(sheet, unit, at, taken);
      }
    }
  }

  private static void name(Sheet sheet, Unit unit, Spot at, List<Spot> taken) {
    var down = unit.own() ? at.y() - 16 : at.y() + 4;
    for (var tries = 0; tries < 6; tries++) {
      var there = down;
      if (taken.stream()
          .noneMatch(it -> Math.abs(it.y() - there) < 13 && Math.abs(it.x() - at.x()) < 110)) {
        break;
      }
      down += 13;
    }
    taken.add(new Spot(at.x(), down));
    var name = unit.name().length() <= 26 ? unit.name() : unit.name().substring(0, 25) + "…";
    sheet.words(unit.own() ? Ink.STRONG : Ink.WORDS, at.x() + 12, down, Anchor.START, name);
  }

  private static double place(Axis x, boolean root, double size) {
    return x.at(root ? Math.sqrt(size) : size);
  }

  private void axes(Sheet sheet, Axis x, Axis y, boolean root, double most, Locale locale) {
    for (var mark : y.marks()) {
      sheet.line(Ink.GRID, LEFT, y.at(mark), WIDTH - RIGHT, y.at(mark));
      sheet.words(Ink.QUIET, LEFT - 8, y.at(mark) + 4, Anchor.END, measure.tick(mark, y, locale));
    }
    var base = HEIGHT - BOTTOM;
    sheet.line(Ink.AXIS, LEFT, base, WIDTH - RIGHT, base);
    var last = Double.NEGATIVE_INFINITY;
    for (var mark : Axis.of(0, most, 0, 1, root ? 10 : 5).marks()) {
      var at = place(x, root, mark);
      if (at <= WIDTH - RIGHT + 1 && at - last > 52) {
        sheet.line(Ink.AXIS, at, base, at, base + 4);
        sheet.words(Ink.QUIET, at, base + 18, Anchor.MIDDLE, Numbers.of(locale).plain(mark));
        last = at;
      }
    }
    sheet.words(
        Ink.QUIET,
        (LEFT + WIDTH - RIGHT) / 2.0,
        base + 38,
        Anchor.MIDDLE,
        Messages.get(locale, root ? "diagram.axis.size-root" : "diagram.axis.size"));
  }

  private static void curve(
      Sheet sheet,
      Ink ink,
      Axis x,
      Axis y,
      boolean root,
      double[] sizes,
      List<@Nullable Double> limits,
      int start) {
    var through = new ArrayList<Spot>();
    for (var i = start; i < sizes.length; i++) {
      var limit = limits.get(i);
      if (limit != null) {
        through.add(new Spot(place(x, root, sizes[i]), y.at(limit)));
      }
    }
    sheet.line(ink, through);
  }

  /** Limits that allow for over-dispersion are known at the units; lines go through them. */
  private void throughUnits(Sheet sheet, Axis x, Axis y, boolean root, Funnel.Lines lines) {
    var counted = units.stream().filter(Unit::counted).toList();
    var order = new ArrayList<Integer>();
    for (var i = 0; i < counted.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> Unit.of(counted.get(i).denominator())));
    var all = List.of(lines.lower95(), lines.upper95(), lines.lower998(), lines.upper998());
    for (var l = 0; l < all.size(); l++) {
      var through = new ArrayList<Spot>();
      for (var i : order) {
        var limit = all.get(l).get(i);
        if (limit != null) {
          var clipped = Math.min(y.high(), Math.max(y.low(), limit));
          through.add(
              new Spot(place(x, root, Unit.of(counted.get(i).denominator())), y.at(clipped)));
        }
      }
      sheet.line(l < 2 ? Ink.INNER : Ink.OUTER, through);
    }
  }

  private List<Figure.Badge> legend(Locale locale) {
    var marks = new HashSet<Mark>();
    categories.forEach(it -> marks.add(mark(it)));
    var out = new ArrayList<Figure.Badge>();
    if (marks.contains(Mark.COMMON)) {
      out.add(new Figure.Badge(Mark.COMMON, Messages.get(locale, "diagram.funnel.within")));
    }
    if (marks.contains(Mark.NEUTRAL)) {
      out.add(new Figure.Badge(Mark.NEUTRAL, Messages.get(locale, "diagram.funnel.outside")));
    }
    return out;
  }

  private List<String> notes(Locale locale) {
    var out = new ArrayList<String>();
    out.add(Messages.get(locale, "diagram.note.funnel"));
    if (adjusted) {
      out.add(Messages.get(locale, "diagram.note.adjusted"));
    }
    if (units.stream().anyMatch(it -> it.state() == Series.State.INCOMPLETE)) {
      out.add(Messages.get(locale, "diagram.note.incomplete"));
    }
    if (units.stream().anyMatch(it -> it.state() == Series.State.SUPPRESSED)) {
      out.add(Messages.get(locale, "diagram.note.hidden-units"));
    }
    return out;
  }

  private ChartTable table(Locale locale) {
    var rows = new ArrayList<List<String>>();
    for (var i = 0; i < units.size(); i++) {
      var unit = units.get(i);
      var hidden = unit.state() == Series.State.SUPPRESSED;
      var none = Messages.get(locale, "missing");
      var category = categories.get(i);
      var note = category == null ? "" : Messages.get(locale, key(category));
      rows.add(
          List.of(
              unit.name(),
              hidden ? ".." : count(unit.numerator(), none, locale),
              hidden ? ".." : count(unit.denominator(), none, locale),
              hidden
                  ? ".."
                  : unit.denominator() == null || Unit.of(unit.denominator()) == 0
                      ? none
                      : measure.shown(unit.value(), locale),
              hidden ? Messages.get(locale, "diagram.suppressed") : note));
    }
    return new ChartTable(
        Messages.get(locale, "diagram.table", title),
        List.of(
            Messages.get(locale, regions ? "diagram.column.region" : "diagram.column.unit"),
            Messages.get(locale, "diagram.column.numerator"),
            Messages.get(locale, "diagram.column.denominator"),
            Messages.get(locale, "diagram.column.value"),
            Messages.get(locale, "diagram.column.note")),
        rows,
        Set.of(1, 2, 3));
  }

  private static String count(@Nullable Double value, String none, Locale locale) {
    return value == null ? none : Numbers.of(locale).plain(value);
  }

  /** Message key of what a category means. */
  public static String key(Funnel.Category category) {
    return "diagram.category." + SeriesFigure.key(category.name());
  }
}
