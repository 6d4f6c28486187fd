package se.samspel.workshop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samspel.charts.Figure;
import se.samspel.charts.FunnelChart;
import se.samspel.charts.IntervalChart;
import se.samspel.charts.Mark;
import se.samspel.charts.Measure;
import se.samspel.charts.Series;
import se.samspel.statistics.Funnel;
import se.samspel.statistics.Proportions;
import se.samspel.statistics.Refusal;
import se.samspel.statistics.Sentences;
import se.samspel.ui.Messages;
import se.samspel.ui.Numbers;

/** Compares units with each other (a funnel), or each with itself before and after. */
final class Grouping {

  /** Units that a chart can name. */
  private static final int MOST_UNITS = 400;

  private final Recipe recipe;
  private final Locale locale;
  private final Faults faults;

  Grouping(Recipe recipe, Locale locale, Faults faults) {
    this.recipe = recipe;
    this.locale = locale;
    this.faults = faults;
  }

  /** Whether the recipe asks for it, or nobody has chosen and the rows are named and not timed. */
  boolean wanted(Layout layout) {
    var chart = recipe.get("diagram");
    if (!chart.isBlank()) {
      return chart.equals("funnel") || chart.equals("fore-efter");
    }
    return layout.label() >= 0 && !layout.timed() && layout.denominator() >= 0;
  }

  Made make(Grid grid, Layout layout) {
    var after = recipe.get("diagram").equals("fore-efter");
    if (layout.label() < 0) {
      faults.add("data", "workshop.fault.no-names");
    }
    if (after ? layout.numeric().size() < 4 : layout.value() < 0 || layout.denominator() < 0) {
      faults.add("data", after ? "workshop.fault.needs-four" : "workshop.fault.needs-two");
    }
    if (layout.body(grid).size() > MOST_UNITS) {
      faults.add("data", "workshop.fault.too-many-units", MOST_UNITS);
    }
    faults.refuse();
    checkNames(grid, layout);
    var made = after ? beforeAfter(grid, layout) : funnel(grid, layout);
    return new Made(
        made,
        Optional.empty(),
        Suggestion.of("funnel", "workshop.reason.funnel"),
        recipe.get("diagram").isBlank(),
        layout,
        Layout.of(grid),
        List.of());
  }

  private void checkNames(Grid grid, Layout layout) {
    var seen = new HashMap<String, Integer>();
    for (var line : layout.body(grid)) {
      var name = line.cells().get(layout.label());
      if (name.isBlank()) {
        faults.add("data", "workshop.fault.no-name", line.number());
        continue;
      }
      var before = seen.put(name.toLowerCase(Locale.ROOT), line.number());
      if (before != null) {
        faults.add("data", "workshop.fault.twice", name, before, line.number());
      }
    }
  }

  private @Nullable Double count(Grid.Line line, int column, Layout layout) {
    var cell = line.cells().get(column);
    if (Amount.missing(cell)) {
      return null;
    }
    var number = Amount.parse(cell);
    if (number.isEmpty()) {
      faults.cell(line, column, layout, "workshop.fault.number");
      return null;
    }
    if (number.get() < 0 || number.get() != Math.rint(number.get()) || number.get() > 1e9) {
      faults.cell(line, column, layout, "workshop.fault.whole");
      return null;
    }
    return number.get();
  }

  private void checkParts(Grid.Line line, @Nullable Double part, @Nullable Double of) {
    if (part != null && of != null && part > of) {
      var numbers = Numbers.of(locale);
      faults.add(
          "data",
          "workshop.fault.part-of-less",
          line.number(),
          numbers.plain(part),
          numbers.plain(of));
    }
  }

  private String title(String key) {
    var given = recipe.get("titel").strip();
    return given.isEmpty() ? Messages.get(locale, key) : given;
  }

  private Figure funnel(Grid grid, Layout layout) {
    var own = recipe.get("markera").strip();
    var rate = !recipe.get("per").isBlank();
    var per = rate ? Integer.parseInt(recipe.get("per")) : 1;
    var units = new ArrayList<FunnelChart.Unit>();
    for (var line : layout.body(grid)) {
      var name = line.cells().get(layout.label());
      var part = count(line, layout.value(), layout);
      var of = count(line, layout.denominator(), layout);
      if (!rate) {
        checkParts(line, part, of);
      }
      var missing = part == null || of == null;
      units.add(
          new FunnelChart.Unit(
              name,
              missing ? Series.State.MISSING : Series.State.OBSERVED,
              missing ? null : part,
              of == null || part == null ? null : Double.valueOf(of / per),
              name.equalsIgnoreCase(own)));
    }
    if (!own.isEmpty() && units.stream().noneMatch(FunnelChart.Unit::own)) {
      faults.add("markera", "workshop.fault.no-such-unit", own);
    }
    if (units.stream().filter(it -> it.denominator() != null).count() < 2) {
      faults.add("data", "workshop.fault.two-units");
    }
    faults.refuse();
    try {
      return FunnelChart.draw(
              title("workshop.funnel"),
              false,
              rate ? Funnel.Statistic.RATE : Funnel.Statistic.PROPORTION,
              rate ? new Measure(Sentences.Unit.NUMBER, 2) : Measure.SHARE,
              units,
              true)
          .figure("diagram", locale);
    } catch (Refusal refusal) {
      faults.add("data", "workshop.fault.unfit");
      faults.refuse();
      throw refusal;
    }
  }

  private Figure beforeAfter(Grid grid, Layout layout) {
    var columns = layout.numeric();
    var rows = new ArrayList<IntervalChart.Row>();
    var up = recipe.get("riktning");
    var changed = 0;
    for (var line : layout.body(grid)) {
      var name = line.cells().get(layout.label());
      var x1 = count(line, columns.get(0), layout);
      var n1 = count(line, columns.get(1), layout);
      var x2 = count(line, columns.get(2), layout);
      var n2 = count(line, columns.get(3), layout);
      checkParts(line, x1, n1);
      checkParts(line, x2, n2);
      if (x1 == null || n1 == null || x2 == null || n2 == null || faults.any()) {
        rows.add(
            new IntervalChart.Row(
                name, Series.State.MISSING, null, null, null, Mark.COMMON, false));
        continue;
      }
      var it =
          Proportions.difference(
              x2.longValue(), n2.longValue(), x1.longValue(), n1.longValue(), 0.95);
      var lower = it.lower();
      var upper = it.upper();
      var beyond = lower != null && upper != null && (lower > 0 || upper < 0);
      changed += beyond ? 1 : 0;
      rows.add(
          new IntervalChart.Row(
              name,
              Series.State.OBSERVED,
              it.difference(),
              lower,
              upper,
              beyond && lower != null ? mark(lower > 0, up) : Mark.COMMON,
              name.equalsIgnoreCase(recipe.get("markera").strip())));
    }
    faults.refuse();
    var compared = rows.stream().filter(it -> it.value() != null).count();
    return new IntervalChart(
            title("workshop.before-after"),
            List.of(
                Messages.get(locale, "workshop.before-after-lead", changed, compared),
                Messages.get(locale, "workshop.before-after-care")),
            Measure.SHARE.asGap(),
            rows,
            0.0,
            Messages.get(locale, "workshop.no-change"))
        .figure("diagram", locale);
  }

  private static Mark mark(boolean higher, String direction) {
    return switch (direction) {
      case "hogre" -> higher ? Mark.BETTER : Mark.WORSE;
      case "lagre" -> higher ? Mark.WORSE : Mark.BETTER;
      default -> Mark.NEUTRAL;
    };
  }
}
