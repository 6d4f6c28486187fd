package se.samspel.charts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samspel.charts.Drawing.Anchor;
import se.samspel.charts.Drawing.Sheet;
import se.samspel.charts.Drawing.Spot;
import se.samspel.statistics.Sentences;
import se.samspel.ui.Messages;

/**
 * How unequal it is over time: the gap between highest and lowest beside the band that chance alone
 * would give if nothing differed. Source: spec 10.1.
 *
 * @param title what it shows
 * @param lead what the newest says, in the reader's language ({@link Sentences#ofInequality})
 * @param moments in order of time
 */
public record InequalityChart(
    String title, List<String> lead, Measure measure, List<Moment> moments) {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 340;
  private static final int LEFT = 62;
  private static final int RIGHT = 30;
  private static final int TOP = 24;
  private static final int BOTTOM = 40;

  /**
   * A period.
   *
   * @param gap highest minus lowest; absent where too few have reported
   * @param chanceLower of the band under equality; absent together with the upper
   * @param high the highest group's value, absent with the gap
   * @param low the lowest group's value, absent with the gap
   */
  public record Moment(
      String name,
      String brief,
      @Nullable Double gap,
      @Nullable Double chanceLower,
      @Nullable Double chanceUpper,
      @Nullable Double high,
      @Nullable Double low) {

    /** Larger than chance would give. */
    boolean beyondChance() {
      var upper = chanceUpper;
      var is = gap;
      return is != null && upper != null && is > upper;
    }
  }

  public InequalityChart {
    lead = List.copyOf(lead);
    moments = List.copyOf(moments);
  }

  /** The chart with everything around it. */
  public Figure figure(String id, Locale locale) {
    var sheet = new Sheet(WIDTH, HEIGHT);
    draw(sheet, locale);
    return new Figure(
        id,
        sheet.finish(
            title, Messages.get(locale, "diagram.kind.inequality") + ". " + String.join(" ", lead)),
        lead,
        List.of(),
        List.of(
            new Figure.Badge(Mark.COMMON, Messages.get(locale, "diagram.inequality.within")),
            new Figure.Badge(Mark.NEUTRAL, Messages.get(locale, "diagram.inequality.beyond"))),
        List.of(Messages.get(locale, "diagram.note.inequality")),
        List.of(),
        table(locale));
  }

  private double x(double point) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (point + 0.5) / Math.max(1, moments.size());
  }

  private void draw(Sheet sheet, Locale locale) {
    var most = 0.0;
    for (var it : moments) {
      for (var v : new Double[] {it.gap(), it.chanceUpper()}) {
        most = v == null ? most : Math.max(most, v);
      }
    }
    var y = Axis.of(0, most == 0 ? 1 : most, HEIGHT - BOTTOM, TOP, 5);
    for (var mark : y.marks()) {
      sheet.line(Ink.GRID, LEFT, y.at(mark), WIDTH - RIGHT, y.at(mark));
      sheet.words(
          Ink.QUIET, LEFT - 8, y.at(mark) + 4, Anchor.END, measure.asGap().tick(mark, y, locale));
    }
    band(sheet, y);
    var every = (int) Math.max(1, Math.ceil(moments.size() * 56.0 / (WIDTH - LEFT - RIGHT)));
    var through = new ArrayList<Spot>();
    for (var i = 0; i < moments.size(); i++) {
      if (i % every == 0) {
        sheet.words(Ink.QUIET, x(i), HEIGHT - BOTTOM + 18, Anchor.MIDDLE, moments.get(i).brief());
      }
      var gap = moments.get(i).gap();
      if (gap == null) {
        sheet.line(Ink.LINE, through);
        through.clear();
      } else {
        through.add(new Spot(x(i), y.at(gap)));
      }
    }
    sheet.line(Ink.LINE, through);
    for (var i = 0; i < moments.size(); i++) {
      var it = moments.get(i);
      var gap = it.gap();
      if (gap != null) {
        sheet.dot(it.beyondChance() ? Mark.NEUTRAL : Mark.COMMON, x(i), y.at(gap), 4, false, i);
      }
    }
  }

  private void band(Sheet sheet, Axis y) {
    var above = new ArrayList<Spot>();
    var below = new ArrayList<Spot>();
    for (var i = 0; i <= moments.size(); i++) {
      var it = i < moments.size() ? moments.get(i) : null;
      var lower = it == null ? null : it.chanceLower();
      var upper = it == null ? null : it.chanceUpper();
      if (lower == null || upper == null) {
        Collections.reverse(below);
        above.addAll(below);
        sheet.area(Ink.BAND, above);
        above.clear();
        below.clear();
      } else {
        for (var side : new double[] {-0.5, 0.5}) {
          above.add(new Spot(x(i + side), y.at(upper)));
          below.add(new Spot(x(i + side), y.at(lower)));
        }
      }
    }
  }

  private ChartTable table(Locale locale) {
    var rows = new ArrayList<List<String>>();
    for (var it : moments) {
      var lower = it.chanceLower();
      var upper = it.chanceUpper();
      rows.add(
          List.of(
              it.name(),
              measure.shown(it.high(), locale),
              measure.shown(it.low(), locale),
              measure.asGap().shown(it.gap(), locale),
              lower == null || upper == null
                  ? ""
                  : Messages.get(
                      locale,
                      "diagram.from-to",
                      measure.asGap().shown(lower.doubleValue(), locale),
                      measure.asGap().shown(upper.doubleValue(), locale)),
              it.gap() == null
                  ? ""
                  : Messages.get(
                      locale,
                      it.beyondChance()
                          ? "diagram.inequality.beyond"
                          : "diagram.inequality.within")));
    }
    return new ChartTable(
        Messages.get(locale, "diagram.table", title),
        List.of(
            Messages.get(locale, "diagram.column.period"),
            Messages.get(locale, "diagram.column.highest"),
            Messages.get(locale, "diagram.column.lowest"),
            Messages.get(locale, "diagram.column.gap"),
            Messages.get(locale, "diagram.column.chance"),
            Messages.get(locale, "diagram.column.note")),
        rows,
        Set.of(1, 2, 3, 4));
  }
}
