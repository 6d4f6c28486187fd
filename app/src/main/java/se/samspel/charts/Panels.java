package se.samspel.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samspel.charts.Drawing.Sheet;
import se.samspel.charts.Drawing.Spot;
import se.samspel.ui.Messages;

/**
 * The same chart for every region, small, laid out as the regions lie ({@code charts/panels.jte}).
 * All have one scale unless each is asked to have its own; that is then said.
 *
 * @param title what it shows
 * @param panels one per region
 * @param ownScale whether each has a scale of its own
 */
public record Panels(String title, List<Panel> panels, boolean ownScale) {

  private static final int WIDTH = 150;
  private static final int HEIGHT = 76;
  private static final int EDGE = 6;

  /** A region and its chart. */
  public record Panel(Tile tile, SeriesChart chart) {

    /** The newest value as it is read: {@code ..} where it is hidden. */
    public String newest(Locale locale) {
      var moments = chart.series().moments();
      if (moments.isEmpty()) {
        return Messages.get(locale, "missing");
      }
      if (moments.getLast().state() == Series.State.SUPPRESSED) {
        return "..";
      }
      return chart.series().measure().shown(chart.points().getLast().value(), locale);
    }

    /** What the newest counted point shows. */
    public Figure.Badge badge(Locale locale) {
      var mark = chart.newestMark();
      return new Figure.Badge(
          mark, Messages.get(locale, "diagram.badge." + SeriesFigure.key(mark.name())));
    }
  }

  public Panels {
    panels = List.copyOf(panels);
  }

  /** The small drawing of a panel. */
  public Drawing drawing(Panel panel, Locale locale) {
    var charts = ownScale ? List.of(panel.chart()) : panels.stream().map(Panel::chart).toList();
    var y = SeriesFigure.axis(charts, HEIGHT - EDGE, EDGE, 3);
    var sheet = new Sheet(WIDTH, HEIGHT);
    var points = panel.chart().points();
    level(sheet, Ink.CENTRE, panel.chart(), y, SeriesChart.Point::centre);
    level(sheet, Ink.LIMIT, panel.chart(), y, SeriesChart.Point::lower);
    level(sheet, Ink.LIMIT, panel.chart(), y, SeriesChart.Point::upper);
    var through = new ArrayList<Spot>();
    for (var i = 0; i < points.size(); i++) {
      var value = points.get(i).value();
      if (value == null || points.get(i).mark() == Mark.EXCLUDED) {
        sheet.line(Ink.LINE, through);
        through.clear();
      } else {
        through.add(new Spot(x(i, points.size()), y.at(value)));
      }
    }
    sheet.line(Ink.LINE, through);
    for (var i = 0; i < points.size(); i++) {
      var value = points.get(i).value();
      if (value != null && (points.get(i).signals() || i == panel.chart().newest())) {
        sheet.dot(points.get(i).mark(), x(i, points.size()), y.at(value), 3, false, -1);
      }
    }
    return sheet.finish(panel.tile().name(), String.join(" ", panel.chart().sentences(locale)));
  }

  private interface Reading {
    @Nullable Double of(SeriesChart.Point point);
  }

  private static void level(Sheet sheet, Ink ink, SeriesChart chart, Axis y, Reading reading) {
    var points = chart.points();
    for (var phase : chart.phases()) {
      var through = new ArrayList<Spot>();
      for (var i = phase.first(); i <= phase.last(); i++) {
        var value = reading.of(points.get(i));
        if (value != null) {
          through.add(new Spot(x(i - 0.5, points.size()), y.at(value)));
          through.add(new Spot(x(i + 0.5, points.size()), y.at(value)));
        }
      }
      sheet.line(ink, through);
    }
  }

  private static double x(double point, int n) {
    return EDGE + (WIDTH - 2.0 * EDGE) * (point + 0.5) / n;
  }

  /** The newest of every region, in the order given. */
  public ChartTable table(Locale locale) {
    var rows = new ArrayList<List<String>>();
    for (var panel : panels) {
      rows.add(
          List.of(
              panel.tile().name(),
              panel.newest(locale),
              panel.badge(locale).words(),
              String.join(" ", panel.chart().sentences(locale))));
    }
    return new ChartTable(
        Messages.get(locale, "diagram.table", title),
        List.of(
            Messages.get(locale, "diagram.column.region"),
            Messages.get(locale, "diagram.column.value"),
            Messages.get(locale, "diagram.column.shows"),
            Messages.get(locale, "diagram.column.says")),
        rows,
        Set.of(1));
  }
}
