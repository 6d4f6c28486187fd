package se.samspel.indicators;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Csv;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Indicator definitions and values for machines. */
@RestController
class IndicatorApi {

  static final List<String> CSV_HEADER =
      List.of(
          "indikator",
          "definition",
          "serie",
          "region",
          "summa",
          "kon",
          "alder",
          "period",
          "period_fran",
          "period_till",
          "varde",
          "taljare",
          "namnare",
          "enhet",
          "skyddad",
          "minsta_antal",
          "tackning",
          "preliminar",
          "lage",
          "kalla",
          "syntetisk");

  private final Indicators indicators;
  private final Defining defining;
  private final ValueReporting reporting;

  IndicatorApi(Indicators indicators, Defining defining, ValueReporting reporting) {
    this.indicators = indicators;
    this.defining = defining;
    this.reporting = reporting;
  }

  /** A version of an indicator's definition. */
  record IndicatorItem(
      String id,
      int version,
      String nameSv,
      Optional<String> nameEn,
      String numerator,
      Optional<String> denominator,
      String unit,
      String direction,
      Optional<String> origin,
      List<String> strata,
      Optional<String> caveat,
      Optional<String> aim,
      Optional<Integer> lagDays,
      String counts,
      int leastCount,
      boolean contextOnly,
      Optional<LocalDate> validFrom,
      Optional<LocalDate> validTo,
      Optional<String> source,
      boolean synthetic,
      Optional<String> numeratorSv,
      Optional<String> denominatorSv,
      Optional<String> originSv,
      Optional<String> caveatSv) {

    static IndicatorItem of(Indicator it) {
      return new IndicatorItem(
          it.id(),
          it.version(),
          it.nameSv(),
          it.nameEn(),
          it.numerator(),
          it.denominator(),
          it.unit(),
          it.direction(),
          it.origin(),
          it.strata(),
          it.caveat(),
          it.aim(),
          it.lagDays(),
          it.counts(),
          it.leastCount(),
          it.contextOnly(),
          Optional.of(it.span().from())
              .filter(day -> day.isAfter(se.samspel.core.DateSpan.EARLIEST)),
          Optional.of(it.span().to()).filter(day -> day.isBefore(se.samspel.core.DateSpan.OPEN)),
          it.source(),
          it.synthetic(),
          it.inSwedish().numerator(),
          it.inSwedish().denominator(),
          it.inSwedish().origin(),
          it.inSwedish().caveat());
    }
  }

  /**
   * A value. Where {@code suppressed} is true, what is absent would tell of fewer than {@code
   * leastCount} persons. {@code summed}: the sum of the regions' values.
   */
  record ValueItem(
      String id,
      int version,
      String indicator,
      int definitionVersion,
      String series,
      String region,
      boolean summed,
      String sex,
      String age,
      String period,
      Optional<LocalDate> periodFrom,
      Optional<LocalDate> periodTo,
      Optional<Double> value,
      Optional<Double> numerator,
      Optional<Double> denominator,
      String unit,
      boolean suppressed,
      int leastCount,
      Optional<Double> completeness,
      boolean provisional,
      String state,
      Optional<String> source,
      boolean synthetic) {

    static ValueItem of(Reading it) {
      var span = Optional.of(it.period()).filter(Period::dated).map(Period::span);
      return new ValueItem(
          it.id(),
          it.version(),
          it.indicator(),
          it.definitionVersion(),
          it.series(),
          it.region(),
          it.summed(),
          it.sex(),
          it.age(),
          it.period().code(),
          span.map(se.samspel.core.DateSpan::from),
          span.map(se.samspel.core.DateSpan::to),
          it.value(),
          it.numerator(),
          it.denominator(),
          it.unit(),
          it.suppressed(),
          it.least(),
          it.completeness(),
          it.provisional(),
          it.state().code(),
          it.source(),
          it.synthetic());
    }
  }

  /** The definitions of the day. */
  @GetMapping("/api/v1/indicators")
  @Permit(Permission.PUBLIC)
  Listing<IndicatorItem> indicators(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(indicators.listIndicators(visit.asOf()), page, limit).map(IndicatorItem::of);
  }

  /** The definition of the day. */
  @GetMapping("/api/v1/indicators/{id}")
  @Permit(Permission.PUBLIC)
  IndicatorItem indicator(@PathVariable String id, Visit visit) {
    return indicators
        .findIndicator(id.toLowerCase(Locale.ROOT), visit.asOf())
        .map(IndicatorItem::of)
        .orElseThrow(Refused::notFound);
  }

  /** Every version of a definition, the newest first. */
  @GetMapping("/api/v1/indicators/{id}/versions")
  @Permit(Permission.PUBLIC)
  Listing<IndicatorItem> versions(
      @PathVariable String id,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
      Visit visit) {
    var all = indicators.listVersions(id.toLowerCase(Locale.ROOT), visit.asOf());
    if (all.isEmpty()) {
      throw Refused.notFound();
    }
    return Listing.of(all, page, limit).map(IndicatorItem::of);
  }

  /** Adds an indicator. */
  @PostMapping("/api/v1/indicators")
  @Permit(Permission.EDIT_INDICATORS)
  @ResponseStatus(HttpStatus.CREATED)
  IndicatorItem add(@RequestBody Map<String, String> body, Visit visit) {
    return IndicatorItem.of(defining.add(new Fields(body), visit.today()));
  }

  /** Saves a new version that holds from {@code validFrom}; {@code version} is the one read. */
  @PutMapping("/api/v1/indicators/{id}")
  @Permit(Permission.EDIT_INDICATORS)
  IndicatorItem redefine(
      @PathVariable String id, @RequestBody Map<String, String> body, Visit visit) {
    return IndicatorItem.of(defining.redefine(id, new Fields(body), visit.today()));
  }

  /**
   * The values of one indicator, or of all, the newest period first; filtered by {@code region}
   * ({@code SE} for the country), {@code period}, {@code sex} and {@code series}.
   */
  @GetMapping("/api/v1/indicator-values")
  @Permit(Permission.PUBLIC)
  Listing<ValueItem> values(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(chosen(visit), page, limit).map(ValueItem::of);
  }

  /** The same values, all of them, as a table. */
  @GetMapping("/api/v1/indicator-values.csv")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> csv(Visit visit) {
    return Csv.answer(
        "indicator-values.csv",
        CSV_HEADER,
        chosen(visit).stream().map(IndicatorApi::csvRow).toList());
  }

  private List<Reading> chosen(Visit visit) {
    var asOf = visit.asOf();
    var indicator = visit.query("indicator").map(it -> it.toLowerCase(Locale.ROOT));
    return indicators.listIndicators(asOf).stream()
        .filter(it -> indicator.isEmpty() || it.id().equals(indicator.get()))
        .flatMap(it -> indicators.listValues(it.id(), asOf).stream())
        .filter(it -> visit.query("region").map(it.region()::equals).orElse(true))
        .filter(it -> visit.query("period").map(it.period().code()::equals).orElse(true))
        .filter(it -> visit.query("sex").map(it.sex()::equals).orElse(true))
        .filter(it -> visit.query("series").map(it.series()::equals).orElse(true))
        .toList();
  }

  static List<@Nullable Object> csvRow(Reading it) {
    return Arrays.<@Nullable Object>asList(
        it.indicator(),
        it.definitionVersion(),
        it.series(),
        it.region(),
        it.summed(),
        it.sex(),
        it.age(),
        it.period().code(),
        it.period().dated() ? it.period().span().from() : "",
        it.period().dated() ? it.period().span().to() : "",
        it.value().orElse(null),
        it.numerator().orElse(null),
        it.denominator().orElse(null),
        it.unit(),
        it.suppressed(),
        it.least(),
        it.completeness().orElse(null),
        it.provisional(),
        it.state().code(),
        it.source().orElse(""),
        it.synthetic());
  }

  /** Reports a value, or corrects the one reported; {@code version} 0 where there is none. */
  @PostMapping("/api/v1/indicators/{id}/values")
  @Permit(Permission.SIGNED_IN)
  @ResponseStatus(HttpStatus.CREATED)
  ValueItem report(@PathVariable String id, @RequestBody Map<String, String> body, Visit visit) {
    return ValueItem.of(
        reporting.report(id.toLowerCase(Locale.ROOT), new Fields(body), visit.today()));
  }

  /** Takes a value one step towards being everyone's, or locks it. */
  @PostMapping("/api/v1/indicator-values/{id}/steps")
  @Permit(Permission.SIGNED_IN)
  ValueItem step(@PathVariable String id, @RequestBody Map<String, String> body) {
    return ValueItem.of(reporting.step(id, new Fields(body)));
  }
}
