package se.samspel.indicators;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import se.samspel.statistics.Sentences;
import se.samspel.ui.Messages;
import se.samspel.ui.Page;

/**
 * An indicator in the list. Only newest points are told of, as a point somewhere among many is
 * coloured by chance too often. Source: methods, 8.4.
 *
 * @param charts regions with limits
 * @param signals those whose newest point differs
 * @param told regions with a value in the newest period
 */
record Overview(Findings findings, int charts, int signals, int told, int regions) {

  static Overview of(Findings it) {
    var charts =
        (int) it.drawn().stream().filter(line -> !line.chart().orElseThrow().fellBack()).count();
    var signals = (int) it.lines().stream().filter(Findings.Line::signals).count();
    var told =
        it.newest()
            .map(period ->
                (int)
                    it.lines().stream()
                        .map(line -> line.readings().get(period))
                        .filter(one -> one != null && one.value().isPresent())
                        .count())
            .orElse(0);
    return new Overview(it, charts, signals, told, it.lines().size());
  }

  /** How many of the signals chance alone would give. */
  static String alarms(Collection<Overview> all, Locale locale) {
    var in = locale.getLanguage().equals("en") ? Sentences.english() : Sentences.swedish();
    return in.ofAlarms(
        all.stream().mapToInt(Overview::charts).sum(),
        all.stream().mapToInt(Overview::signals).sum());
  }

  private Optional<Reading> national() {
    return findings.country().readings().values().stream()
        .filter(it -> it.value().isPresent())
        .max(java.util.Comparator.comparing(Reading::period));
  }

  /** The country's newest value with its period. */
  String newest(Page page) {
    return national()
        .map(it ->
            shown(it, findings, page.frame().locale())
                + " ("
                + PeriodName.of(it.period(), page.frame().locale())
                + ")")
        .orElseGet(() -> page.t("missing"));
  }

  static String shown(Reading it, Findings findings, Locale locale) {
    double scale = findings.measure().unit() == Sentences.Unit.SHARE ? 100 : 1;
    return it.value()
        .map(v -> findings.measure().shown(v.doubleValue() / scale, locale))
        .orElseGet(() -> it.suppressed() ? ".." : Messages.get(locale, "missing"));
  }

  /** What the country's newest point shows, or why there is no chart. */
  String variation(Page page) {
    return variation(findings.country(), page);
  }

  static String variation(Findings.Line line, Page page) {
    return line.chart()
        .map(it ->
            it.fellBack()
                ? page.t("finding.few-points")
                : page.t("diagram.badge." + it.newestMark().name().toLowerCase(Locale.ROOT)))
        .orElseGet(() -> page.t(line.absence().orElse(Findings.Absence.NO_VALUES).key()));
  }

  String flagged(Page page) {
    return charts == 0 ? "–" : page.t("finding.flagged", signals, charts);
  }
}
