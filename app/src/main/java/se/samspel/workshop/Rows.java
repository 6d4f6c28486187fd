package se.samspel.workshop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.samspel.statistics.Sentences.Step;

/**
 * The rows as figures in order.
 *
 * @param rows in order of time where they are timed, missing periods put in
 * @param step length of a period
 * @param percent the values were written with a percent sign
 * @param events only days were given: each value is the days since the one before
 * @param turned the rows came with the newest first
 * @param filled how many periods were put in
 * @param decimals most decimals that a value was written with
 */
record Rows(
    List<Row> rows,
    Step step,
    boolean percent,
    boolean events,
    boolean turned,
    int filled,
    int decimals) {

  /**
   * A row.
   *
   * @param line where it was given; 0 for a period that was put in
   * @param label as it was written
   * @param value absent where it is missing
   * @param denominator absent where there is none or it is missing
   * @param note what happened; blank for nothing
   */
  record Row(
      int line,
      String label,
      Optional<When> when,
      @Nullable Double value,
      @Nullable Double denominator,
      String note) {}

  Rows {
    rows = List.copyOf(rows);
  }

  /** Reads the rows of a grid; what can't be read is a fault. */
  static Rows of(Grid grid, Layout layout, Faults faults) {
    var percent = false;
    var decimals = 0;
    var rows = new ArrayList<Row>();
    var body = layout.body(grid);
    var number = 0;
    for (var line : body) {
      number++;
      var label = layout.label() < 0 ? Integer.toString(number) : line.cells().get(layout.label());
      var when = layout.label() < 0 || !layout.timed() ? Optional.<When>empty() : When.parse(label);
      if (layout.label() >= 0 && layout.timed() && when.isEmpty() && mostlyTimes(body, layout)) {
        faults.cell(line, layout.label(), layout, "workshop.fault.period");
      }
      var value = layout.value() < 0 ? null : number(line, layout.value(), layout, faults);
      if (layout.value() >= 0) {
        percent |= Amount.percent(line.cells().get(layout.value()));
        decimals = Math.max(decimals, decimals(line.cells().get(layout.value())));
      }
      var of = layout.denominator() < 0 ? null : number(line, layout.denominator(), layout, faults);
      rows.add(
          new Row(
              line.number(),
              label,
              when,
              value,
              of,
              layout.note() < 0 ? "" : line.cells().get(layout.note())));
    }
    var events = layout.value() < 0 && layout.timed();
    return ordered(rows, percent, events, decimals, faults);
  }

  private static boolean mostlyTimes(List<Grid.Line> body, Layout layout) {
    return body.stream()
                .filter(it -> When.parse(it.cells().get(layout.label())).isPresent())
                .count()
            * 2
        >= body.size();
  }

  private static @Nullable Double number(Grid.Line line, int column, Layout layout, Faults faults) {
    var cell = line.cells().get(column);
    if (Amount.missing(cell)) {
      return null;
    }
    var number = Amount.parse(cell);
    if (number.isEmpty()) {
      faults.cell(line, column, layout, "workshop.fault.number");
      return null;
    }
    return number.get();
  }

  private static int decimals(String cell) {
    var plain = cell.strip().replace("%", "").strip();
    var at = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'));
    return at < 0 ? 0 : plain.length() - at - 1;
  }

  private static Rows ordered(
      List<Row> given, boolean percent, boolean events, int decimals, Faults faults) {
    var timed = !given.isEmpty() && given.stream().allMatch(it -> it.when().isPresent());
    if (!timed) {
      return new Rows(given, Step.POINT, percent, false, false, 0, decimals);
    }
    var steps = given.stream().map(it -> when(it).step()).distinct().toList();
    if (steps.size() > 1) {
      var odd =
          given.stream()
              .filter(it -> when(it).step() != steps.getFirst())
              .findFirst()
              .orElseThrow();
      faults.add("data", "workshop.fault.mixed", odd.line(), odd.label(), given.getFirst().label());
      return new Rows(given, Step.POINT, percent, false, false, 0, decimals);
    }
    var rows = new ArrayList<>(events ? given : monthly(given));
    var turned = rows.size() > 1 && when(rows.getFirst()).compareTo(when(rows.getLast())) > 0;
    rows.sort(Comparator.comparing(Rows::when));
    if (events) {
      return new Rows(between(rows, faults), Step.POINT, false, true, turned, 0, 0);
    }
    var seen = new HashMap<When, Integer>();
    for (var row : rows) {
      var before = seen.put(when(row), row.line());
      if (before != null) {
        faults.add(
            "data",
            "workshop.fault.twice",
            row.label(),
            Math.min(before, row.line()),
            Math.max(before, row.line()));
      }
    }
    var step = when(rows.getFirst()).step();
    if (step == Step.POINT || faults.any()) {
      return new Rows(rows, step, percent, false, turned, 0, decimals);
    }
    var whole = new ArrayList<Row>();
    var expected = when(rows.getFirst());
    for (var row : rows) {
      for (; expected.compareTo(when(row)) < 0; expected = expected.next()) {
        if (whole.size() > Grid.MOST_VALUES) {
          faults.add("data", "workshop.fault.gap", row.line(), row.label());
          return new Rows(rows, step, percent, false, turned, 0, decimals);
        }
        whole.add(new Row(0, "", Optional.of(expected), null, null, ""));
      }
      whole.add(row);
      expected = when(row).next();
    }
    return new Rows(whole, step, percent, false, turned, whole.size() - rows.size(), decimals);
  }

  /** Days that are all the first of their month are how spreadsheets write months. */
  private static List<Row> monthly(List<Row> rows) {
    var first = rows.stream().allMatch(it -> when(it).first().getDayOfMonth() == 1);
    if (when(rows.getFirst()).step() != Step.POINT || !first || rows.size() < 3) {
      return rows;
    }
    return rows.stream()
        .map(it ->
            new Row(
                it.line(),
                it.label(),
                it.when().map(When::asMonth),
                it.value(),
                it.denominator(),
                it.note()))
        .toList();
  }

  private static List<Row> between(List<Row> days, Faults faults) {
    var out = new ArrayList<Row>();
    for (var i = 1; i < days.size(); i++) {
      var days0 = when(days.get(i - 1)).daysTo(when(days.get(i)));
      var it = days.get(i);
      if (days0 == 0) {
        faults.add("data", "workshop.fault.same-day", it.label(), it.line());
      }
      out.add(new Row(it.line(), it.label(), it.when(), (double) days0, null, it.note()));
    }
    return Collections.unmodifiableList(out);
  }

  private static When when(Row row) {
    return row.when().orElseThrow();
  }
}
