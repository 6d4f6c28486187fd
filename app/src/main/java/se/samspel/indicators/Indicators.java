package se.samspel.indicators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;

/**
 * What is measured and what it shows. Small counts of persons are left out of everything that this
 * class hands out.
 */
@Component
public class Indicators {

  private final DefinitionTable definitions;
  private final ValueTable values;

  Indicators(DefinitionTable definitions, ValueTable values) {
    this.definitions = definitions;
    this.values = values;
  }

  /** The definitions of the day, by identity. */
  @Transactional(readOnly = true)
  public List<Indicator> listIndicators(AsOf asOf) {
    return definitions.asOf(asOf);
  }

  /** The definition of the day. */
  @Transactional(readOnly = true)
  public Optional<Indicator> findIndicator(String id, AsOf asOf) {
    return definitions.asOf(asOf).stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /**
   * The versions of a definition that had been recorded then, the newest first; empty when there is
   * none.
   */
  @Transactional(readOnly = true)
  public List<Indicator> listVersions(String id, AsOf asOf) {
    return definitions.versions(id, asOf.known());
  }

  /**
   * The values of an indicator that the one who asks may see, the newest period first, each series
   * by itself. The country's sum of the regions' values is among them, marked as a sum, where no
   * source gives the country's own.
   */
  @Transactional(readOnly = true)
  public List<Reading> listValues(String indicator, AsOf asOf) {
    var then = findIndicator(indicator, asOf);
    return definitions.versions(indicator).stream()
        .findFirst()
        .map(newest -> readings(guarded(then, newest), values.asOf(indicator, asOf)))
        .orElse(List.of());
  }

  /**
   * The values of every indicator that anyone may see, whoever asks; what is left out of them does
   * not hang on values that are not everyone's yet.
   */
  @Transactional(readOnly = true)
  public List<Reading> listOpenValues(AsOf asOf) {
    var then = new HashMap<String, Indicator>();
    definitions.asOf(asOf).forEach(it -> then.put(it.id(), it));
    var open = new LinkedHashMap<String, List<Measured>>();
    for (var it : values.asOf(asOf)) {
      if (it.state().open()) {
        open.computeIfAbsent(it.indicator(), key -> new ArrayList<>()).add(it);
      }
    }
    var readings = new ArrayList<Reading>();
    for (var newest : definitions.newest()) {
      var values = open.getOrDefault(newest.id(), List.of());
      var known = Optional.ofNullable(then.get(newest.id()));
      readings.addAll(readings(guarded(known, newest), values));
    }
    return readings;
  }

  /** Those of one indicator. */
  @Transactional(readOnly = true)
  public List<Reading> listOpenValues(String indicator, AsOf asOf) {
    var then = findIndicator(indicator, asOf);
    var open = values.asOf(indicator, asOf).stream().filter(it -> it.state().open()).toList();
    return definitions.versions(indicator).stream()
        .findFirst()
        .map(newest -> readings(guarded(then, newest), open))
        .orElse(List.of());
  }

  /** What was known then is protected as was decided then, and never less than today. */
  private static Indicator guarded(Optional<Indicator> then, Indicator newest) {
    return then.map(it -> it.guardedAs(newest)).orElse(newest);
  }

  /**
   * The values that may be compared over time, cut where the definition has a break: the only form
   * in which anything should be computed over time.
   */
  @Transactional(readOnly = true)
  public List<Stretch> listStretches(String indicator, AsOf asOf) {
    return Stretch.of(
        listValues(indicator, asOf),
        findIndicator(indicator, asOf).map(Indicator::breaks).orElse(List.of()));
  }

  /**
   * The country's value by adding up the numerators and the denominators of the regions, for total
   * of sexes and all ages, in each period and series where at least two regions have both.
   */
  @Transactional(readOnly = true)
  public List<Reading> listNational(String indicator, AsOf asOf) {
    return listValues(indicator, asOf).stream().filter(Reading::summed).toList();
  }

  /** What the units are called in Swedish, those that the packs name. */
  @Transactional(readOnly = true)
  public Map<String, String> unitNames(AsOf asOf) {
    return definitions.units(asOf.known()).stream()
        .collect(
            Collectors.toMap(DefinitionTable.UnitName::unit, DefinitionTable.UnitName::nameSv));
  }

  @Transactional(readOnly = true)
  List<DefinitionTable.RegionName> regions() {
    return definitions.regions();
  }

  @Transactional(readOnly = true)
  List<DefinitionTable.AimName> aims(java.time.LocalDate day) {
    return definitions.aims(day);
  }

  static List<Reading> readings(Indicator indicator, List<Measured> all) {
    var hidden = Disclosure.hidden(all, indicator);
    var readings = new ArrayList<Reading>();
    var groups = new LinkedHashMap<String, List<Measured>>();
    for (var it : all) {
      var key =
          String.join(
              "\u001f", it.series(), it.period().code(), it.unit().orElse(""), it.sex(), it.age());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(it);
    }
    for (var group : groups.values()) {
      sum(indicator, group, hidden).ifPresent(readings::add);
      group.forEach(it -> readings.add(reading(indicator, it, hidden.contains(it.id()))));
    }
    return readings;
  }

  private static Optional<Reading> sum(
      Indicator indicator, List<Measured> group, java.util.Set<String> hidden) {
    var regions =
        group.stream()
            .filter(it -> !it.region().equals(Measured.COUNTRY) && it.state().open())
            .filter(it -> it.numerator().isPresent() && it.denominator().isPresent())
            .toList();
    boolean given = group.stream().anyMatch(it -> it.region().equals(Measured.COUNTRY));
    if (given || regions.size() < 2) {
      return Optional.empty();
    }
    double numerator = regions.stream().mapToDouble(it -> it.numerator().orElseThrow()).sum();
    double denominator = regions.stream().mapToDouble(it -> it.denominator().orElseThrow()).sum();
    var first = regions.getFirst();
    var unit = first.unit().orElse(indicator.unit());
    // Where every part but one is shown, or all too few are left out, the sum would tell them.
    var out = regions.stream().filter(it -> hidden.contains(it.id())).toList();
    boolean tells =
        indicator.ofPersons()
            && (numerator < indicator.leastCount()
                || (!out.isEmpty()
                    && (out.size() == 1
                        || out.stream().mapToDouble(it -> it.numerator().orElseThrow()).sum()
                            < indicator.leastCount())));
    return Optional.of(
        new Reading(
            Measured.id(
                first.indicator(),
                first.series(),
                "sum",
                first.sex(),
                first.age(),
                first.period().code(),
                unit),
            0,
            first.indicator(),
            first.definitionVersion(),
            first.series(),
            Measured.COUNTRY,
            first.sex(),
            first.age(),
            first.period(),
            tells
                ? Optional.empty()
                : Measured.computed(Optional.of(numerator), Optional.of(denominator), unit),
            tells ? Optional.empty() : Optional.of(numerator),
            tells ? Optional.empty() : Optional.of(denominator),
            unit,
            tells,
            indicator.leastCount(),
            Optional.empty(),
            regions.stream().anyMatch(Measured::provisional),
            true,
            ValueState.ACCEPTED,
            first.source(),
            regions.stream().anyMatch(Measured::synthetic),
            Optional.empty()));
  }

  static Reading reading(Indicator indicator, Measured it, boolean hidden) {
    // In a series of its own the denominator may stand in another series too, and the difference
    // between the two would tell what is left out here.
    boolean hideAll =
        hidden
            && (!it.series().isEmpty()
                || it.denominator().filter(d -> d < indicator.leastCount()).isPresent());
    return new Reading(
        it.id(),
        it.version(),
        it.indicator(),
        it.definitionVersion(),
        it.series(),
        it.region(),
        it.sex(),
        it.age(),
        it.period(),
        hidden ? Optional.empty() : it.value(),
        hidden ? Optional.empty() : it.numerator(),
        hideAll ? Optional.empty() : it.denominator(),
        it.unit().orElse(indicator.unit()),
        hidden,
        indicator.leastCount(),
        it.completeness(),
        it.provisional(),
        false,
        it.state(),
        it.source(),
        it.synthetic(),
        it.provenance());
  }
}
