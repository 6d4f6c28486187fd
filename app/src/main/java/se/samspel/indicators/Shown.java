package se.samspel.indicators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.samspel.charts.Figure;
import se.samspel.charts.Panels;
import se.samspel.charts.Tile;
import se.samspel.charts.TileMap;
import se.samspel.core.Activity;
import se.samspel.statistics.Funnel;
import se.samspel.ui.Visit;

/** The findings of an indicator as its page draws them, with one place in large. */
record Shown(
    Findings findings,
    Findings.Line line,
    Optional<Figure> large,
    List<Activity> activities,
    Optional<Panels> panels,
    List<Findings.Line> undrawn,
    Optional<Figure> funnel,
    Optional<Figure> intervals,
    Optional<TileMap> map,
    Optional<Figure> inequality,
    Optional<Figure> gap) {

  static Shown of(Following following, Findings it, Visit visit, String region) {
    var locale = visit.locale();
    var line = it.line(region);
    var activities = following.activities(line.code(), visit.asOf());
    var own = region.isEmpty() ? visit.person().region().map(c -> c.value()).orElse("") : region;
    var large =
        line.chart()
            .map(chart ->
                Findings.flagged(chart, Following.flags(it, activities)).figure("stor", locale));
    var panels = new ArrayList<Panels.Panel>();
    for (var one : it.drawn()) {
      panels.add(new Panels.Panel(tile(it, one, own), one.chart().orElseThrow()));
    }
    var name = it.indicator().name(locale);
    var funnel = it.funnel(own);
    var gaps = following.gaps(it);
    return new Shown(
        it,
        line,
        large,
        activities,
        panels.isEmpty() ? Optional.empty() : Optional.of(new Panels(name, panels, false)),
        panels.isEmpty()
            ? List.of()
            : it.lines().stream().filter(one -> one.chart().isEmpty()).toList(),
        funnel.map(chart -> chart.figure("tratt", locale)),
        it.intervals(own).map(chart -> chart.figure("intervall", locale)),
        funnel.map(chart -> {
          var places = new ArrayList<TileMap.Place>();
          for (var i = 0; i < it.lines().size(); i++) {
            var one = it.lines().get(i);
            var period = it.newest().orElseThrow();
            var state = it.stateOf(one, period);
            Funnel.Category category = chart.categories().get(i);
            var reading = one.readings().get(period);
            places.add(
                new TileMap.Place(
                    tile(it, one, own),
                    state,
                    category,
                    reading == null ? "–" : Overview.shown(reading, it, locale)));
          }
          return new TileMap(name, places);
        }),
        it.inequality(gaps).map(chart -> chart.figure("olikhet", locale)),
        it.gapChart(gaps).map(chart -> chart.figure("skillnad", locale)));
  }

  private static Tile tile(Findings it, Findings.Line line, String own) {
    var region = line.region().orElseThrow();
    return new Tile(
        region.letter(),
        region.name(),
        region.tileRow(),
        region.tileColumn(),
        "/indikatorer/" + it.indicator().id() + "?region=" + line.code() + "#diagram",
        line.code().equals(own));
  }
}
