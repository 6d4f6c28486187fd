package se.samspel.indicators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.samspel.statistics.Funnel;

/**
 * Equal care as a claim that is tested on one indicator. Source: methods, 9 and 10.1.
 *
 * @param gap of the newest period that could be measured
 * @param outside names of the regions outside 99.8 %
 * @param spread how many times more the regions differ than by chance; empty with fewer than ten
 * @param beyondChance whether that spread, or the gap, is more than chance explains
 */
record Equality(
    Findings findings,
    Findings.Gap gap,
    List<String> outside,
    Optional<Double> spread,
    boolean beyondChance) {

  /** Empty where too few regions are known in every period. */
  static Optional<Equality> of(Following following, Findings it) {
    var gap =
        following.gaps(it).reversed().stream()
            .filter(one -> one.measured().isPresent())
            // As in the funnel: what the source may still change is not tested.
            .filter(one -> it.newest().filter(day -> one.period().compareTo(day) <= 0).isPresent())
            .findFirst();
    if (gap.isEmpty()) {
      return Optional.empty();
    }
    var funnel = it.funnel("");
    var outside = new ArrayList<String>();
    funnel.ifPresent(chart -> {
      for (var i = 0; i < chart.units().size(); i++) {
        var category = chart.categories().get(i);
        if (category == Funnel.Category.HIGH_998 || category == Funnel.Category.LOW_998) {
          outside.add(chart.units().get(i).name());
        }
      }
    });
    var explained = gap.get().chance().map(none -> none.explainedByChance()).orElse(true);
    return Optional.of(
        new Equality(
            it,
            gap.get(),
            outside,
            funnel.flatMap(chart ->
                Optional.ofNullable(chart.dispersion()).flatMap(d -> Optional.ofNullable(d.phi()))),
            !explained));
  }

  String difference() {
    return gap.difference()
        .map(v -> findings.measure().asGap().shown(v.doubleValue(), findings.locale()))
        .orElse("");
  }

  String chance() {
    return gap.chance()
        .map(it ->
            findings.measure().asGap().shown(Findings.least(it), findings.locale())
                + "–"
                + findings.measure().asGap().shown(Findings.most(it), findings.locale()))
        .orElse("");
  }

  String period() {
    return PeriodName.of(gap.period(), findings.locale());
  }
}
