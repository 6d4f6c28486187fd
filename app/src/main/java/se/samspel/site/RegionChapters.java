package se.samspel.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.samspel.actors.Actors;
import se.samspel.actors.Contact;
import se.samspel.core.AsOf;
import se.samspel.core.RegionCode;
import se.samspel.funding.Funding;
import se.samspel.funding.Money;
import se.samspel.indicators.Indicator;
import se.samspel.indicators.Indicators;
import se.samspel.indicators.Reading;
import se.samspel.involvement.Involvement;
import se.samspel.involvement.Involvements;

/** What the modules that a region page only reads have to say of the region. */
@Component
class RegionChapters {

  private final Actors actors;
  private final Funding funding;
  private final Indicators indicators;
  private final Involvements involvements;

  RegionChapters(Actors actors, Funding funding, Indicators indicators, Involvements involvements) {
    this.actors = actors;
    this.funding = funding;
    this.indicators = indicators;
    this.involvements = involvements;
  }

  /**
   * A region's chapters.
   *
   * @param moneySynthetic whether any of the money was made up
   * @param values the newest value of each indicator and series
   * @param units what the values' units are called
   * @param involvements the newest first
   */
  record Chapters(
      List<Contact> contacts,
      Money money,
      boolean moneySynthetic,
      List<Value> values,
      Map<String, String> units,
      List<Involvement> involvements) {}

  /** A region's newest value of an indicator, both sexes and all ages together. */
  record Value(Indicator indicator, Reading reading) {}

  Chapters of(RegionCode region, AsOf asOf) {
    var book = funding.book(asOf);
    return new Chapters(
        actors.contacts(region, asOf),
        book.ofRegion(region),
        book.lines().stream()
            .anyMatch(it -> it.synthetic() && it.region().filter(region::equals).isPresent()),
        values(region, asOf),
        indicators.unitNames(asOf),
        involvements.list(asOf).stream()
            .filter(it -> it.region().equals(Optional.of(region)))
            .toList());
  }

  private List<Value> values(RegionCode region, AsOf asOf) {
    var values = new ArrayList<Value>();
    for (var indicator : indicators.listIndicators(asOf)) {
      var newest = new LinkedHashMap<String, Reading>();
      indicators.listValues(indicator.id(), asOf).stream()
          .filter(it -> it.region().equals(region.value()))
          .filter(it -> it.sex().equals("total") && it.age().equals("all"))
          .forEach(it -> newest.putIfAbsent(it.series() + "|" + it.unit(), it));
      newest.values().forEach(it -> values.add(new Value(indicator, it)));
    }
    return values;
  }
}
