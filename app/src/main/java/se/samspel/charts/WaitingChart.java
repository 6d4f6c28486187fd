package se.samspel.charts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.samspel.charts.Drawing.Anchor;
import se.samspel.charts.Drawing.Sheet;
import se.samspel.charts.Drawing.Spot;
import se.samspel.statistics.Estimate;
import se.samspel.statistics.Waiting;
import se.samspel.ui.Messages;

/**
 * How large a share of the referred has come within so many days, those who still wait counted for
 * as long as they have waited. Source: spec 11 (Kaplan–Meier).
 *
 * @param title what it shows
 * @param lead what it says, in the reader's language
 * @param days where the share steps up, with 0 first and the longest wait last
 * @param started share at each of the days, with its interval
 * @param targetDays the limit that was promised; absent for none
 */
public record WaitingChart(
    String title,
    List<String> lead,
    List<Double> days,
    List<Estimate> started,
    @Nullable Double targetDays) {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 340;
  private static final int LEFT = 62;
  private static final int RIGHT = 40;
  private static final int TOP = 28;
  private static final int BOTTOM = 52;

  /** Days that the table holds at most; steps between them are left out there. */
  private static final int MOST_ROWS = 40;

  public WaitingChart {
    lead = List.copyOf(lead);
    days = List.copyOf(days);
    started = List.copyOf(started);
    if (days.size() != started.size()) {
      throw new IllegalArgumentException(days.size() + " days but " + started.size() + " shares");
    }
  }

  /** Computes the curve of a cohort. The caller sees to it that the cohort is large enough. */
  public static WaitingChart draw(
      String title, List<String> lead, List<Waiting.Referral> cohort, @Nullable Double targetDays) {
    var at = new TreeSet<Double>();
    at.add(0.0);
    for (var it : cohort) {
      if (it.completed()) {
        at.add(it.days());
      }
    }
    cohort.stream().mapToDouble(Waiting.Referral::days).max().ifPresent(at::add);
    var days = at.stream().mapToDouble(Double::doubleValue).toArray();
    return new WaitingChart(
        title,
        lead,
        List.copyOf(at),
        Waiting.cohort(cohort, days, 0.95).startedWithin(),
        targetDays);
  }

  /** The curve with everything around it. */
  public Figure figure(String id, Locale locale) {
    var sheet = new Sheet(WIDTH, HEIGHT);
    draw(sheet, locale);
    return new Figure(
        id,
        sheet.finish(
            title, Messages.get(locale, "diagram.kind.waiting") + ". " + String.join(" ", lead)),
        lead,
        List.of(),
        List.of(),
        List.of(Messages.get(locale, "diagram.note.waiting")),
        List.of(),
        table(locale));
  }

  private void draw(Sheet sheet, Locale locale) {
    var most = Math.max(days.isEmpty() ? 1 : days.getLast(), targetDays == null ? 1 : targetDays);
    var x = Axis.of(0, most, LEFT, WIDTH - RIGHT, 8);
    var y = Axis.of(0, 1, HEIGHT - BOTTOM, TOP, 5);
    for (var mark : y.marks()) {
      sheet.line(Ink.GRID, LEFT, y.at(mark), WIDTH - RIGHT, y.at(mark));
      sheet.words(
          Ink.QUIET, LEFT - 8, y.at(mark) + 4, Anchor.END, Measure.SHARE.tick(mark, y, locale));
    }
    for (var mark : x.marks()) {
      sheet.words(
          Ink.QUIET,
          x.at(mark),
          HEIGHT - BOTTOM + 18,
          Anchor.MIDDLE,
          se.samspel.ui.Numbers.of(locale).plain(mark));
    }
    sheet.words(
        Ink.QUIET,
        (LEFT + WIDTH - RIGHT) / 2.0,
        HEIGHT - 12,
        Anchor.MIDDLE,
        Messages.get(locale, "diagram.axis.days"));
    var above = new ArrayList<Spot>();
    var below = new ArrayList<Spot>();
    var curve = new ArrayList<Spot>();
    for (var i = 0; i < days.size(); i++) {
      var until = i + 1 < days.size() ? days.get(i + 1) : days.get(i);
      var value = started.get(i).value();
      var lower = started.get(i).lower();
      var upper = started.get(i).upper();
      if (value != null) {
        curve.add(new Spot(x.at(days.get(i)), y.at(value)));
        curve.add(new Spot(x.at(until), y.at(value)));
      }
      if (lower != null && upper != null) {
        for (var day : new double[] {days.get(i), until}) {
          above.add(new Spot(x.at(day), y.at(upper)));
          below.add(new Spot(x.at(day), y.at(lower)));
        }
      }
    }
    Collections.reverse(below);
    above.addAll(below);
    sheet.area(Ink.BAND, above);
    sheet.line(Ink.CURVE, curve);
    var target = targetDays;
    if (target != null) {
      sheet.line(Ink.TARGET, x.at(target), TOP, x.at(target), HEIGHT - BOTTOM);
      sheet.words(
          Ink.STRONG,
          x.at(target) + 6,
          TOP - 8,
          Anchor.START,
          Messages.get(
              locale, "diagram.name.days", se.samspel.ui.Numbers.of(locale).plain(target)));
    }
  }

  private ChartTable table(Locale locale) {
    var rows = new ArrayList<List<String>>();
    var every = Math.max(1, (days.size() + MOST_ROWS - 1) / MOST_ROWS);
    for (var i = 0; i < days.size(); i++) {
      if (i % every == 0 || i == days.size() - 1) {
        var it = started.get(i);
        rows.add(
            List.of(
                se.samspel.ui.Numbers.of(locale).plain(days.get(i)),
                Measure.SHARE.shown(it.value(), locale),
                it.lower() == null ? "" : Measure.SHARE.shown(it.lower(), locale),
                it.upper() == null ? "" : Measure.SHARE.shown(it.upper(), locale)));
      }
    }
    return new ChartTable(
        Messages.get(locale, "diagram.table", title),
        List.of(
            Messages.get(locale, "diagram.column.days"),
            Messages.get(locale, "diagram.column.started"),
            Messages.get(locale, "diagram.column.from"),
            Messages.get(locale, "diagram.column.to")),
        rows,
        Set.of(1, 2, 3));
  }
}
