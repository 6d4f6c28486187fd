package se.samspel.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samspel.charts.Drawing.Anchor;
import se.samspel.charts.Drawing.Sheet;
import se.samspel.ui.Messages;

/**
 * Values with their intervals, one below the other in the order given, which is fixed: geographic
 * or by name, never by value.
 *
 * @param title what it shows
 * @param lead what it says, in the reader's language
 * @param rows in the order they are drawn
 * @param reference a line through all of them, such as the country; absent for none
 * @param referenceName what the line is, in the reader's language; blank without it
 */
public record IntervalChart(
    String title,
    List<String> lead,
    Measure measure,
    List<Row> rows,
    @Nullable Double reference,
    String referenceName) {

  private static final int WIDTH = 800;
  private static final int LEFT = 210;
  private static final int RIGHT = 250;
  private static final int TOP = 26;
  private static final int ROW = 22;

  /**
   * A value.
   *
   * @param value absent where there is none
   * @param lower absent together with upper
   * @param mark what it shows, {@link Mark#COMMON} unless a test says otherwise
   * @param own the reader's own
   */
  public record Row(
      String name,
      Series.State state,
      @Nullable Double value,
      @Nullable Double lower,
      @Nullable Double upper,
      Mark mark,
      boolean own) {
    public Row {
      var absent = state == Series.State.MISSING || state == Series.State.SUPPRESSED;
      if ((absent && (value != null || lower != null)) || (lower == null) != (upper == null)) {
        throw new IllegalArgumentException(
            name + " is " + state + ", which does not go with its figures");
      }
    }
  }

  public IntervalChart {
    lead = List.copyOf(lead);
    rows = List.copyOf(rows);
  }

  /** The chart with everything around it. */
  public Figure figure(String id, Locale locale) {
    var sheet = new Sheet(WIDTH, TOP + ROW * rows.size() + 34);
    draw(sheet, locale);
    return new Figure(
        id,
        sheet.finish(
            title, Messages.get(locale, "diagram.kind.intervals") + ". " + String.join(" ", lead)),
        lead,
        List.of(),
        List.of(),
        List.of(Messages.get(locale, "diagram.note.intervals")),
        List.of(),
        table(locale));
  }

  private void draw(Sheet sheet, Locale locale) {
    var least = Double.POSITIVE_INFINITY;
    var most = Double.NEGATIVE_INFINITY;
    for (var row : rows) {
      for (var v : new Double[] {row.value(), row.lower(), row.upper()}) {
        least = v == null ? least : Math.min(least, v);
        most = v == null ? most : Math.max(most, v);
      }
    }
    var line = reference;
    if (line != null) {
      least = Math.min(least, line);
      most = Math.max(most, line);
    }
    var x =
        most < least
            ? Axis.of(0, 1, LEFT, WIDTH - RIGHT, 5)
            : Axis.of(least, most, LEFT, WIDTH - RIGHT, 5);
    var base = TOP + ROW * rows.size();
    for (var mark : x.marks()) {
      sheet.line(Ink.GRID, x.at(mark), TOP - 6, x.at(mark), base);
      sheet.words(Ink.QUIET, x.at(mark), base + 18, Anchor.MIDDLE, measure.tick(mark, x, locale));
    }
    if (line != null) {
      sheet.line(Ink.TARGET, x.at(line), TOP - 6, x.at(line), base);
      sheet.words(Ink.WORDS, x.at(line), TOP - 12, Anchor.MIDDLE, referenceName);
    }
    for (var i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var y = TOP + ROW * (i + 0.5);
      sheet.words(row.own() ? Ink.STRONG : Ink.WORDS, LEFT - 12, y + 4, Anchor.END, row.name());
      var low = row.lower();
      var high = row.upper();
      if (low != null && high != null) {
        sheet.line(row.own() ? Ink.OWN : Ink.WHISKER, x.at(low), y, x.at(high), y);
      }
      var value = row.value();
      if (value != null) {
        var hollow =
            row.state() == Series.State.PROVISIONAL || row.state() == Series.State.INCOMPLETE;
        sheet.dot(row.mark(), x.at(value), y, 4.2, hollow, i);
      }
      sheet.words(Ink.QUIET, WIDTH - RIGHT + 12, y + 4, Anchor.START, words(row, locale));
    }
  }

  private String words(Row row, Locale locale) {
    if (row.state() == Series.State.SUPPRESSED) {
      return "..";
    }
    var low = row.lower();
    var high = row.upper();
    // Beside the line the unit is said once.
    var value = measure.shown(row.value(), locale);
    return low == null || high == null
        ? value
        : Messages.get(locale, "diagram.interval", value, bare(low, locale), bare(high, locale));
  }

  private String bare(double value, Locale locale) {
    return measure.gap() ? measure.bare(value, locale) : measure.shown(value, locale);
  }

  private ChartTable table(Locale locale) {
    var cells = new ArrayList<List<String>>();
    for (var row : rows) {
      var hidden = row.state() == Series.State.SUPPRESSED;
      cells.add(
          List.of(
              row.name(),
              hidden ? ".." : measure.shown(row.value(), locale),
              bound(row.lower(), locale),
              bound(row.upper(), locale),
              hidden
                  ? Messages.get(locale, "diagram.suppressed")
                  : row.mark() == Mark.COMMON ? "" : Messages.get(locale, row.mark().key())));
    }
    return new ChartTable(
        Messages.get(locale, "diagram.table", title),
        List.of(
            Messages.get(locale, "diagram.column.unit"),
            Messages.get(locale, "diagram.column.value"),
            Messages.get(locale, "diagram.column.from"),
            Messages.get(locale, "diagram.column.to"),
            Messages.get(locale, "diagram.column.note")),
        cells,
        Set.of(1, 2, 3));
  }

  private String bound(@Nullable Double value, Locale locale) {
    return value == null ? "" : measure.shown(value.doubleValue(), locale);
  }
}
