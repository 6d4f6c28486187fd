package se.samspel.indicators;

import static java.util.stream.Collectors.groupingBy;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.ui.Messages;
import se.samspel.ui.OpenData;

/** The definitions, and the values of each indicator with small numbers hidden, as open data. */
@Component
class IndicatorDatasets implements OpenData {

  private static final String DEFINITIONS = "indicators";
  private static final String VALUES_OF = "indicator-";

  private final Indicators indicators;

  IndicatorDatasets(Indicators indicators) {
    this.indicators = indicators;
  }

  @Override
  @Transactional(readOnly = true)
  public List<Dataset> datasets(AsOf asOf) {
    var values = indicators.listOpenValues(asOf).stream().collect(groupingBy(Reading::indicator));
    return Stream.concat(
            Stream.of(Dataset.list(DEFINITIONS, Set.of(Theme.HEAL))),
            indicators.listIndicators(asOf).stream()
                .map(it -> dataset(it, values.getOrDefault(it.id(), List.of()))))
        .toList();
  }

  private static Dataset dataset(Indicator it, List<Reading> values) {
    return new Dataset(
        VALUES_OF + it.id(),
        new Text(it.name(Messages.SWEDISH), it.name(Locale.ENGLISH)),
        new Text(
            description(it, values, Messages.SWEDISH), description(it, values, Locale.ENGLISH)),
        Dataset.words(Text.of("open-data.indicator.words")),
        Set.of(Theme.HEAL),
        Frequency.IRREG,
        span(values));
  }

  private static String description(Indicator it, List<Reading> values, Locale locale) {
    var missing = Messages.get(locale, "missing");
    var about =
        Messages.get(
            locale,
            "open-data.indicator.text",
            it.code(),
            it.numerator(locale),
            it.denominator(locale).orElse(missing),
            it.origin(locale).orElse(missing));
    var guarded =
        it.ofPersons()
            ? " " + Messages.get(locale, "open-data.indicator.protected", it.leastCount())
            : "";
    var empty = values.isEmpty() ? " " + Messages.get(locale, "open-data.indicator.empty") : "";
    return about + guarded + empty;
  }

  private static Optional<DateSpan> span(List<Reading> values) {
    var spans =
        values.stream().map(Reading::period).filter(Period::dated).map(Period::span).toList();
    return spans.stream()
        .map(DateSpan::from)
        .min(Comparator.naturalOrder())
        .map(first ->
            new DateSpan(
                first,
                spans.stream().map(DateSpan::to).max(Comparator.naturalOrder()).orElseThrow()));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Rows> rows(String dataset, AsOf asOf) {
    if (dataset.equals(DEFINITIONS)) {
      return Optional.of(
          Rows.of(
              IndicatorApi.IndicatorItem.class,
              indicators.listIndicators(asOf).stream()
                  .map(IndicatorApi.IndicatorItem::of)
                  .toList()));
    }
    if (!dataset.startsWith(VALUES_OF)) {
      return Optional.empty();
    }
    var id = dataset.substring(VALUES_OF.length());
    if (indicators.findIndicator(id, asOf).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Rows.of(
            IndicatorApi.ValueItem.class,
            indicators.listValues(id, asOf).stream().map(IndicatorApi.ValueItem::of).toList()));
  }
}
