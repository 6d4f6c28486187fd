package se.samspel.indicators;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.actors.Actors;
import se.samspel.core.Activities;
import se.samspel.core.Activity;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.RegionCode;
import se.samspel.ui.Messages;

/**
 * The findings of the indicators, from the values that are everyone's, so that they are the same
 * whoever asks. Kept until anything changes.
 */
@Component
class Following {

  private static final int KEPT = 400;

  private final Indicators indicators;
  private final Actors actors;
  private final Changes changes;
  private final ObjectProvider<Activities> activities;
  private final Cache<Key, Findings> kept = Caffeine.newBuilder().maximumSize(KEPT).build();
  private final Cache<Findings, List<Findings.Gap>> gaps =
      Caffeine.newBuilder().maximumSize(KEPT).weakKeys().build();

  private record Key(String indicator, AsOf asOf, String stratum, Locale locale, long mark) {}

  Following(
      Indicators indicators,
      Actors actors,
      Changes changes,
      ObjectProvider<Activities> activities) {
    this.indicators = indicators;
    this.actors = actors;
    this.changes = changes;
    this.activities = activities;
  }

  /** What the indicator shows, of the stratum asked for or the one that is most its own. */
  @Transactional(readOnly = true)
  public Findings of(Indicator indicator, AsOf asOf, Optional<String> stratum, Locale locale) {
    var key = new Key(indicator.id(), asOf, stratum.orElse(""), locale, changes.mark());
    var before = kept.getIfPresent(key);
    if (before != null) {
      return before;
    }
    var made =
        Findings.of(
            indicator,
            indicators.listOpenValues(indicator.id(), asOf),
            actors.regions(asOf),
            stratum,
            locale);
    kept.put(key, made);
    return made;
  }

  /** The same as it stands inside the transaction that is changing it. */
  @Transactional(readOnly = true)
  public Findings changing(Indicator indicator, AsOf asOf, Locale locale) {
    return Findings.of(
        indicator,
        indicators.listOpenValues(indicator.id(), asOf),
        actors.regions(asOf),
        Optional.empty(),
        locale);
  }

  /** What every indicator shows. */
  @Transactional(readOnly = true)
  public List<Findings> all(AsOf asOf, Locale locale) {
    return indicators.listIndicators(asOf).stream()
        .map(it -> of(it, asOf, Optional.empty(), locale))
        .toList();
  }

  /** The inequality of every period; the work of a second, so kept. */
  List<Findings.Gap> gaps(Findings findings) {
    var before = gaps.getIfPresent(findings);
    if (before != null) {
      return before;
    }
    var made = findings.axis().stream().map(findings::gap).toList();
    gaps.put(findings, made);
    return made;
  }

  /** What had been done in the region by the day, the latest first. */
  @Transactional(readOnly = true)
  public List<Activity> activities(String region, AsOf asOf) {
    if (region.equals(Measured.COUNTRY)) {
      return List.of();
    }
    var code = new RegionCode(region);
    var all = new ArrayList<Activity>();
    activities.stream().forEach(it -> all.addAll(it.of(code, asOf)));
    all.sort(java.util.Comparator.comparing(Activity::day).reversed());
    return List.copyOf(all);
  }

  /** The activities as flags along the findings' axis, one per period. */
  static SortedMap<Integer, String> flags(Findings findings, List<Activity> activities) {
    var flags = new TreeMap<Integer, String>();
    for (var i = 0; i < findings.axis().size(); i++) {
      var period = findings.axis().get(i);
      var here = activities.stream().filter(it -> period.span().holds(it.day())).toList();
      if (!here.isEmpty()) {
        flags.put(
            i, PeriodName.of(period, findings.locale()) + ": " + words(here, findings.locale()));
      }
    }
    return flags;
  }

  private static String words(List<Activity> here, Locale locale) {
    var parts = new ArrayList<String>();
    for (var kind : Activity.Kind.values()) {
      var titles =
          here.stream().filter(it -> it.kind() == kind).map(Activity::title).distinct().toList();
      if (!titles.isEmpty()) {
        parts.add(
            Messages.get(
                locale,
                "finding.activity." + kind.name().toLowerCase(Locale.ROOT),
                titles.stream().limit(2).collect(Collectors.joining(", "))
                    + (titles.size() > 2 ? " …" : "")));
      }
    }
    return String.join("; ", parts);
  }
}
