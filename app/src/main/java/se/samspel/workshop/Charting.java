package se.samspel.workshop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.samspel.charts.Measure;
import se.samspel.charts.Series;
import se.samspel.charts.SeriesChart;
import se.samspel.core.Refused;
import se.samspel.statistics.ControlChart;
import se.samspel.statistics.ImprovementChart.Direction;
import se.samspel.statistics.Refusal;
import se.samspel.statistics.Sentences;
import se.samspel.ui.Messages;

/** Makes the chart that a recipe asks for. */
final class Charting {

  static final List<String> CHARTS =
      List.of("run", "i", "p", "p-prime", "u", "u-prime", "c", "g", "t", "funnel", "fore-efter");
  private static final List<String> PARTED = List.of("p", "p-prime", "u", "u-prime", "funnel");
  static final List<String> DIRECTIONS = List.of("hogre", "lagre", "ingen");
  static final List<String> PROFILES = List.of("nhsr", "mdc-excel", "anhoej");
  static final List<String> PERS = List.of("1", "100", "1000", "10000", "100000");

  /** Longest title, place or reason, characters. */
  private static final int LONGEST = 120;

  private final Recipe recipe;
  private final Locale locale;
  private final Faults faults = new Faults();

  private Charting(Recipe recipe, Locale locale) {
    this.recipe = recipe;
    this.locale = locale;
  }

  /**
   * Reads, computes and draws.
   *
   * @throws Refused with every fault when the recipe can't be followed
   */
  static Made make(Recipe recipe, Locale locale) {
    return new Charting(recipe, locale).make();
  }

  private Made make() {
    var grid = Grid.ofText(recipe.get("data"));
    checkChoices();
    var guessed = Layout.of(grid);
    var layout =
        (PARTED.contains(recipe.get("diagram")) ? guessed.parted() : guessed)
            .chosen(recipe, faults);
    checkColumns(layout, grid);
    faults.refuse();
    var groups = new Grouping(recipe, locale, faults);
    if (groups.wanted(layout)) {
      return groups.make(grid, layout);
    }
    return overTime(grid, layout);
  }

  private Made overTime(Grid grid, Layout layout) {
    if (layout.value() < 0 && !layout.timed()) {
      faults.add("data", "workshop.fault.no-numbers");
    }
    faults.refuse();
    var rows = Rows.of(grid, layout, faults);
    faults.refuse();
    if (rows.rows().stream().allMatch(it -> it.value() == null)) {
      faults.add("data", rows.events() ? "workshop.fault.two-days" : "workshop.fault.no-numbers");
      faults.refuse();
    }
    var heading =
        layout.value() >= 0 && layout.value() < layout.heading().size()
            ? layout.heading().get(layout.value())
            : "";
    var suggested = Suggestion.of(rows, heading);
    var kind = kind(recipe.get("diagram").isBlank() ? suggested.chart() : recipe.get("diagram"));
    checkFigures(rows, kind);
    faults.refuse();
    var series = series(rows, kind, heading);
    var cut = cut(series, rows);
    faults.refuse();
    try {
      var chart = SeriesChart.draw(series, kind, profile(), cut);
      return new Made(
          chart.figure("diagram", locale, !recipe.get("varning").isBlank()),
          Optional.of(chart),
          suggested,
          recipe.get("diagram").isBlank(),
          layout,
          Layout.of(grid),
          notes(rows));
    } catch (Refusal refusal) {
      faults.add("data", "workshop.fault.unfit");
      faults.refuse();
      throw refusal;
    }
  }

  private void checkChoices() {
    oneOf("diagram", CHARTS);
    oneOf("riktning", DIRECTIONS);
    oneOf("profil", PROFILES);
    oneOf("per", PERS);
    for (var field : List.of("titel", "plats", "markera")) {
      if (recipe.get(field).length() > LONGEST) {
        faults.add(field, "field.too-long", LONGEST);
      }
    }
  }

  private void oneOf(String field, List<String> words) {
    if (!recipe.get(field).isBlank() && !words.contains(recipe.get(field))) {
      faults.add(field, "field.one-of", String.join(", ", words));
    }
  }

  private void checkColumns(Layout layout, Grid grid) {
    var columns = List.of(layout.label(), layout.value(), layout.denominator());
    var fields = List.of("kol_tid", "kol_varde", "kol_namnare");
    for (var i = 0; i < columns.size(); i++) {
      if (columns.get(i) >= grid.columns()) {
        faults.add(fields.get(i), "workshop.fault.column");
      }
    }
    if (layout.value() >= 0 && layout.value() == layout.label()) {
      faults.add("kol_varde", "workshop.fault.same-column");
    }
    if (layout.value() >= 0 && layout.value() == layout.denominator()) {
      faults.add("kol_namnare", "workshop.fault.same-column");
    }
  }

  static ControlChart.Kind kind(String label) {
    for (var it : ControlChart.Kind.values()) {
      if (it.label().equals(label)) {
        return it;
      }
    }
    throw new IllegalArgumentException("no chart " + label);
  }

  private void checkFigures(Rows rows, ControlChart.Kind kind) {
    var proportion = kind == ControlChart.Kind.P || kind == ControlChart.Kind.P_PRIME;
    var ratio = proportion || kind == ControlChart.Kind.U || kind == ControlChart.Kind.U_PRIME;
    if (ratio && rows.rows().stream().allMatch(it -> it.denominator() == null)) {
      faults.add("diagram", "workshop.fault.needs-denominator");
      return;
    }
    for (var row : rows.rows()) {
      var value = row.value();
      var of = row.denominator();
      if (value == null || row.line() == 0) {
        continue;
      }
      if (value < 0 && kind != ControlChart.Kind.RUN && kind != ControlChart.Kind.I) {
        faults.add("data", "workshop.fault.negative", row.line(), written(value));
      }
      if (kind == ControlChart.Kind.T && value == 0) {
        faults.add("data", "workshop.fault.zero-time", row.line());
      }
      if (of != null && of < 0) {
        faults.add("data", "workshop.fault.negative", row.line(), written(of));
      }
      if (ratio && of == null) {
        faults.add("data", "workshop.fault.no-denominator", row.line());
      }
      if (proportion && of != null && value > of) {
        faults.add("data", "workshop.fault.part-of-less", row.line(), written(value), written(of));
      }
    }
  }

  private String written(double value) {
    return se.samspel.ui.Numbers.of(locale).plain(value);
  }

  private Series series(Rows rows, ControlChart.Kind kind, String heading) {
    var ratio =
        switch (kind) {
          case P, P_PRIME, U, U_PRIME -> true;
          case RUN, I -> rows.rows().stream().anyMatch(it -> it.denominator() != null);
          case C, G, T -> false;
        };
    var share =
        ratio
            && (kind == ControlChart.Kind.P
                || kind == ControlChart.Kind.P_PRIME
                || (recipe.get("per").isBlank()
                    && kind != ControlChart.Kind.U
                    && kind != ControlChart.Kind.U_PRIME
                    && parts(rows)));
    var per =
        share || !ratio ? 1 : recipe.get("per").isBlank() ? 1 : Integer.parseInt(recipe.get("per"));
    var unit =
        share
            ? Sentences.Unit.SHARE
            : rows.percent() && !ratio ? Sentences.Unit.PERCENT : Sentences.Unit.NUMBER;
    var decimals = ratio && !share ? 2 : Math.min(3, Math.max(1, rows.decimals()));
    var moments = new ArrayList<Series.Moment>();
    var flags = new TreeMap<Integer, String>();
    for (var row : rows.rows()) {
      var name = row.when().map(it -> it.name(locale)).orElse(row.label());
      var brief = row.when().map(it -> it.brief(locale)).orElse(shortened(row.label(), 14));
      var value = row.value();
      var of = ratio ? row.denominator() : null;
      if (!row.note().isBlank()) {
        flags.put(
            moments.size(),
            Messages.get(locale, "workshop.flag", name, shortened(row.note(), LONGEST)));
      }
      moments.add(
          value == null || (ratio && of == null)
              ? Series.Moment.missing(name, brief)
              : Series.Moment.of(name, brief, value, of == null ? null : Double.valueOf(of / per)));
    }
    var title = recipe.get("titel").strip();
    return new Series(
        !title.isEmpty()
            ? title
            : rows.events()
                ? Messages.get(locale, "workshop.days-between")
                : heading.isBlank() ? Messages.get(locale, "workshop.value") : heading,
        recipe.get("plats").strip(),
        rows.step(),
        new Measure(unit, decimals),
        moments,
        direction(),
        target(share),
        flags);
  }

  private static boolean parts(Rows rows) {
    return rows.rows().stream()
        .allMatch(it -> {
          var value = it.value();
          var of = it.denominator();
          return value == null || of == null || value <= of;
        });
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private Direction direction() {
    return switch (recipe.get("riktning")) {
      case "hogre" -> Direction.INCREASE;
      case "lagre" -> Direction.DECREASE;
      default -> Direction.NEUTRAL;
    };
  }

  private Series.Profile profile() {
    return switch (recipe.get("profil")) {
      case "mdc-excel" -> Series.Profile.MDC_EXCEL;
      case "anhoej" -> Series.Profile.ANHOEJ;
      default -> Series.Profile.NHSR;
    };
  }

  private @Nullable Double target(boolean share) {
    var written = recipe.get("mal");
    if (written.isBlank()) {
      return null;
    }
    var target = Amount.parse(written);
    if (target.isEmpty()) {
      faults.add("mal", "workshop.fault.target");
      return null;
    }
    if (share && (target.get() < 0 || target.get() > 100)) {
      faults.add("mal", "workshop.fault.target-share");
    }
    return share ? target.get() / 100 : target.get();
  }

  private Series.Cut cut(Series series, Rows rows) {
    var phases = reasons("faser", series, rows);
    if (phases.containsKey(0)) {
      faults.add("faser", "workshop.fault.first-phase");
      phases.remove(0);
    }
    var excluded = reasons("uteslut", series, rows);
    var freeze = reasons("frys", series, rows);
    if (freeze.size() > 1) {
      faults.add("frys", "workshop.fault.one-freeze");
    }
    return freeze.isEmpty()
        ? new Series.Cut(phases, null, "", excluded)
        : new Series.Cut(phases, freeze.firstKey(), freeze.firstEntry().getValue(), excluded);
  }

  /** One a line, {@code period: reason}; both must be there. */
  private TreeMap<Integer, String> reasons(String field, Series series, Rows rows) {
    var out = new TreeMap<Integer, String>();
    for (var line : recipe.get(field).lines().filter(it -> !it.isBlank()).toList()) {
      var at = line.indexOf(':');
      var period = (at < 0 ? line : line.substring(0, at)).strip();
      var reason = at < 0 ? "" : line.substring(at + 1).strip();
      var point = point(period, series, rows);
      if (point.isEmpty()) {
        faults.add(field, "workshop.fault.no-such-period", shortened(period, 30));
      } else if (reason.isEmpty()) {
        faults.add(field, "workshop.fault.no-reason", period);
      } else if (out.put(point.get(), shortened(reason, LONGEST)) != null) {
        faults.add(field, "workshop.fault.period-twice", period);
      }
    }
    return out;
  }

  private static Optional<Integer> point(String written, Series series, Rows rows) {
    var when = When.parse(written);
    for (var i = 0; i < rows.rows().size(); i++) {
      var row = rows.rows().get(i);
      if ((when.isPresent() && row.when().equals(when))
          || row.label().equalsIgnoreCase(written)
          || series.moments().get(i).name().equalsIgnoreCase(written)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private List<String> notes(Rows rows) {
    var out = new ArrayList<String>();
    if (rows.turned()) {
      out.add(Messages.get(locale, "workshop.note.turned"));
    }
    if (rows.filled() > 0) {
      out.add(Messages.get(locale, "workshop.note.filled", rows.filled()));
    }
    return out;
  }
}
