package se.samspel.indicators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackFaults;
import se.samspel.core.PackFile;
import se.samspel.core.PackPart;
import se.samspel.core.PackRow;

/** Indicator definitions and values of a programme pack. */
@Component
@Order(80)
class IndicatorPack implements PackPart {

  private static final String INDICATORS = "indicators.csv";
  private static final String UNITS = "measurement-units.csv";
  private static final String OBSERVATIONS = "observations.csv";
  private static final String FIRST_ASSESSMENT = "bup-first-assessment.csv";

  /** The indicator that the file of first assessments holds values of. */
  private static final String FIRST_ASSESSMENT_ID = "i07";

  private static final String CHOSEN_WAITING = "Patientvald väntan";

  // How the facts' caveats say it: "counts under 10 hidden", "fewer than 10 answers hidden".
  private static final Pattern LEAST = Pattern.compile("(?:under|fewer than) (\\d+)[^.;]*hidden");

  private static final List<String> STATES =
      java.util.Arrays.stream(ValueState.values()).map(ValueState::code).toList();

  private final DefinitionTable definitions;
  private final ValueTable values;
  private final ApplicationEventPublisher events;

  IndicatorPack(DefinitionTable definitions, ValueTable values, ApplicationEventPublisher events) {
    this.definitions = definitions;
    this.values = values;
    this.events = events;
  }

  @Override
  public List<PackFile> files() {
    return List.of(
        new PackFile(
            INDICATORS,
            List.of(
                "id",
                "name_sv",
                "name_en",
                "numerator",
                "denominator",
                "unit",
                "direction",
                "origin",
                "strata",
                "caveat",
                "aim",
                "lag_days",
                "counts",
                "least_count",
                "context_only",
                "valid_from",
                "valid_to",
                "source",
                "numerator_sv",
                "denominator_sv",
                "origin_sv",
                "caveat_sv"),
            List.of("id", "name_sv", "numerator", "unit", "direction"),
            List.of("id")),
        new PackFile(
            UNITS, List.of("unit", "name_sv"), List.of("unit", "name_sv"), List.of("unit")),
        new PackFile(
            OBSERVATIONS,
            List.of(
                "indicator",
                "region",
                "sex",
                "age",
                "period",
                "value",
                "count",
                "unit",
                "source",
                "series",
                "numerator",
                "denominator",
                "completeness",
                "provisional",
                "state",
                "definition_version"),
            List.of("indicator", "region", "sex", "age", "period"),
            List.of("indicator", "series", "region", "sex", "age", "period", "unit")),
        new PackFile(
            FIRST_ASSESSMENT,
            List.of(
                "region",
                "completed_total",
                "completed_excl_patient_chosen",
                "within_30_days",
                "patient_chosen_31_plus",
                "period",
                "source"),
            List.of(
                "region",
                "completed_total",
                "completed_excl_patient_chosen",
                "within_30_days",
                "patient_chosen_31_plus"),
            List.of("region", "period")));
  }

  @Override
  public void check(Pack pack, PackFaults faults) {
    var known = new HashSet<String>();
    pack.keys(INDICATORS).forEach(it -> known.add(it.toLowerCase(Locale.ROOT)));
    checkDefinitions(pack, faults);
    checkObservations(pack, faults, known);
    checkFirstAssessments(pack, faults, known);
  }

  private static void checkDefinitions(Pack pack, PackFaults faults) {
    var aims = pack.keys("aims.csv");
    for (var row : pack.rows(INDICATORS)) {
      if (!row.get("id").matches("[A-Za-z0-9-]+")) {
        faults.add(row, "id", "pack.indicator.identity", row.get("id"));
      }
      oneOf(row, "direction", Defining.DIRECTIONS, faults);
      oneOf(row, "counts", Defining.COUNTS, faults);
      oneOf(row, "context_only", List.of("true", "false"), faults);
      number(row, "lag_days", "\\d{1,4}", faults);
      number(row, "least_count", "\\d{1,3}", faults);
      row.find("aim")
          .filter(it -> !aims.contains(it))
          .ifPresent(it -> faults.add(row, "aim", "pack.indicator.no-aim", it));
      date(row, "valid_from", faults);
      date(row, "valid_to", faults);
    }
  }

  private static void checkObservations(Pack pack, PackFaults faults, Set<String> known) {
    var regions = pack.keys("regions.csv");
    for (var row : pack.rows(OBSERVATIONS)) {
      if (!List.of(row.get("indicator").split("\\+")).stream()
          .allMatch(it -> known.contains(it.toLowerCase(Locale.ROOT)))) {
        faults.add(row, "indicator", "pack.indicator.unknown", row.get("indicator"));
      }
      if (!row.get("region").equals(Measured.COUNTRY) && !regions.contains(row.get("region"))) {
        faults.add(row, "region", "pack.indicator.no-region", row.get("region"));
      }
      oneOf(row, "sex", ValueReporting.SEXES, faults);
      if (!row.get("age").matches("all|patients|<\\d{1,3}|\\d{1,3}\\+|\\d{1,3}-\\d{1,3}")) {
        faults.add(row, "age", "pack.indicator.age", row.get("age"));
      }
      if (!Period.isPeriod(row.get("period"))) {
        faults.add(row, "period", "pack.indicator.period", row.get("period"));
      }
      for (var column : List.of("value", "count", "numerator", "denominator")) {
        number(row, column, "-?\\d+(\\.\\d+)?", faults);
      }
      number(row, "completeness", "0(\\.\\d+)?|1(\\.0+)?", faults);
      number(row, "definition_version", "[1-9]\\d{0,3}", faults);
      oneOf(row, "provisional", List.of("true", "false"), faults);
      oneOf(row, "state", STATES, faults);
      if (row.find("value").isEmpty()
          && row.find("count").isEmpty()
          && row.find("numerator").isEmpty()) {
        faults.add(row, "value", "pack.indicator.no-value");
      }
      if (row.find("count").isPresent() && row.find("numerator").isPresent()) {
        faults.add(row, "count", "pack.indicator.count-twice");
      }
    }
  }

  private static void checkFirstAssessments(Pack pack, PackFaults faults, Set<String> known) {
    var regions = pack.keys("regions.csv");
    for (var row : pack.rows(FIRST_ASSESSMENT)) {
      if (!regions.contains(row.get("region"))) {
        faults.add(row, "region", "pack.indicator.no-region", row.get("region"));
      }
      if (!known.contains(FIRST_ASSESSMENT_ID)) {
        faults.add(row, "region", "pack.indicator.unknown", FIRST_ASSESSMENT_ID);
      }
      row.find("period")
          .filter(it -> !Period.isPeriod(it))
          .ifPresent(it -> faults.add(row, "period", "pack.indicator.period", it));
      var counts =
          List.of(
              "completed_total",
              "completed_excl_patient_chosen",
              "within_30_days",
              "patient_chosen_31_plus");
      counts.forEach(column -> number(row, column, "\\d{1,9}", faults));
      if (counts.stream().allMatch(column -> row.get(column).matches("\\d{1,9}"))) {
        if (count(row, "completed_total")
            != count(row, "completed_excl_patient_chosen") + count(row, "patient_chosen_31_plus")) {
          faults.add(row, "completed_total", "pack.indicator.sum", row.get("completed_total"));
        }
        if (count(row, "within_30_days") > count(row, "completed_excl_patient_chosen")) {
          faults.add(row, "within_30_days", "pack.indicator.part", row.get("within_30_days"));
        }
      }
    }
  }

  private static void oneOf(PackRow row, String column, List<String> words, PackFaults faults) {
    if (row.find(column).filter(it -> !words.contains(it)).isPresent()) {
      faults.add(row, column, "pack.indicator.one-of", row.get(column), String.join(", ", words));
    }
  }

  private static void number(PackRow row, String column, String form, PackFaults faults) {
    if (row.find(column).filter(it -> !it.matches(form)).isPresent()) {
      faults.add(row, column, "pack.indicator.number", row.get(column));
    }
  }

  private static void date(PackRow row, String column, PackFaults faults) {
    if (row.find(column).filter(it -> !PackRow.isDate(it)).isPresent()) {
      faults.add(row, column, "pack.indicator.date", row.get(column));
    }
  }

  private static long count(PackRow row, String column) {
    return Long.parseLong(row.get(column));
  }

  @Override
  public void load(PackChange change) {
    loadDefinitions(change);
    var versions = new HashMap<String, List<Indicator>>();
    var gone = new ArrayList<String>();
    var fresh = new ArrayList<Measured>();
    change.removed(OBSERVATIONS).forEach(row -> gone.add(observation(row, change, versions).id()));
    change
        .removed(FIRST_ASSESSMENT)
        .forEach(row -> firstAssessments(row, change, versions).forEach(it -> gone.add(it.id())));
    change.put(OBSERVATIONS).forEach(row -> fresh.add(observation(row, change, versions)));
    change
        .put(FIRST_ASSESSMENT)
        .forEach(row -> fresh.addAll(firstAssessments(row, change, versions)));
    fresh.forEach(it -> gone.add(it.id()));
    values.replace(gone, change.moment());
    values.insert(fresh, change.moment());
  }

  private void loadDefinitions(PackChange change) {
    for (var row : change.removed(UNITS)) {
      definitions.replaceUnit(row.get("unit"), change.moment());
    }
    for (var row : change.put(UNITS)) {
      definitions.replaceUnit(row.get("unit"), change.moment());
      definitions.insertUnit(
          new DefinitionTable.UnitName(row.get("unit"), row.get("name_sv")), change.moment());
    }
    for (var row : change.removed(INDICATORS)) {
      definitions.replace(id(row), change.moment());
    }
    for (var row : change.put(INDICATORS)) {
      var before = definitions.current(id(row)).stream().findFirst();
      var after = indicator(row, definitions.nextVersion(id(row)), change.synthetic());
      definitions.replace(after.id(), change.moment());
      definitions.insert(after, change.moment());
      events.publishEvent(Defining.links(before, after, change.moment()));
    }
  }

  private static String id(PackRow row) {
    return row.get("id").toLowerCase(Locale.ROOT);
  }

  private static Indicator indicator(PackRow row, int version, boolean synthetic) {
    var caveat = row.find("caveat");
    return new Indicator(
        id(row),
        version,
        row.get("name_sv"),
        row.find("name_en"),
        row.get("numerator"),
        row.find("denominator"),
        row.get("unit"),
        row.get("direction"),
        row.find("origin"),
        row.list("strata"),
        caveat,
        row.find("aim"),
        row.number("lag_days").map(Long::intValue),
        row.find("counts").orElse(counts(row)),
        row.number("least_count")
            .map(Long::intValue)
            .or(() -> least(caveat))
            .orElse(Indicator.LEAST_COUNT),
        row.find("context_only")
            .map(Boolean::parseBoolean)
            .orElse(caveat.filter(it -> it.contains("never shown as a result")).isPresent()),
        row.validity(),
        row.find("source"),
        synthetic,
        new Indicator.InSwedish(
            row.find("numerator_sv"),
            row.find("denominator_sv"),
            row.find("origin_sv"),
            row.find("caveat_sv")));
  }

  /** What is counted: persons unless the facts say that it is units, regions or decisions. */
  private static String counts(PackRow row) {
    return row.get("numerator").matches("(units|regions|decisions)\\b.*") ? "units" : "persons";
  }

  private static Optional<Integer> least(Optional<String> caveat) {
    return caveat
        .map(LEAST::matcher)
        .filter(it -> it.find())
        .map(it -> Integer.parseInt(it.group(1)));
  }

  private Indicator version(
      String id, Period period, PackChange change, Map<String, List<Indicator>> versions) {
    var all = versions.computeIfAbsent(id, definitions::versions);
    return all.stream()
        .filter(it -> it.span().holds(period.span().from()))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .orElseThrow(
            () -> new IllegalStateException("unchecked pack " + change.pack().id() + ": " + id));
  }

  private Measured observation(
      PackRow row, PackChange change, Map<String, List<Indicator>> versions) {
    // "I01+I03" is a value of I01 with I03 counted in: a series of its own.
    var parts = row.get("indicator").split("\\+");
    var id = parts[0].toLowerCase(Locale.ROOT);
    var series = row.find("series").orElse(parts.length > 1 ? row.get("indicator") : "");
    var period = Period.parse(row.get("period"));
    var definition = version(id, period, change, versions);
    var unit = row.find("unit").orElse(definition.unit());
    var numerator = decimal(row, "numerator").or(() -> decimal(row, "count"));
    var denominator = decimal(row, "denominator");
    return new Measured(
        Measured.id(
            id, series, row.get("region"), row.get("sex"), row.get("age"), period.code(), unit),
        0,
        id,
        row.number("definition_version").map(Long::intValue).orElse(definition.version()),
        series,
        row.get("region"),
        row.get("sex"),
        row.get("age"),
        period,
        decimal(row, "value").or(() -> Measured.computed(numerator, denominator, unit)),
        numerator,
        denominator,
        Optional.of(unit),
        decimal(row, "completeness"),
        row.get("provisional").equals("true"),
        row.find("state").map(ValueState::ofCode).orElse(ValueState.ACCEPTED),
        row.find("source"),
        change.synthetic());
  }

  /**
   * Two values of a row: those assessed within 30 days of those who did not choose to wait, and
   * those who chose to wait of all.
   */
  private List<Measured> firstAssessments(
      PackRow row, PackChange change, Map<String, List<Indicator>> versions) {
    return List.of(
        firstAssessment(
            row, change, versions, "", "within_30_days", "completed_excl_patient_chosen"),
        firstAssessment(
            row, change, versions, CHOSEN_WAITING, "patient_chosen_31_plus", "completed_total"));
  }

  private Measured firstAssessment(
      PackRow row,
      PackChange change,
      Map<String, List<Indicator>> versions,
      String series,
      String numeratorColumn,
      String denominatorColumn) {
    var period = Period.parse(row.find("period").orElse(Period.UNDATED));
    var definition = version(FIRST_ASSESSMENT_ID, period, change, versions);
    var numerator = decimal(row, numeratorColumn);
    var denominator = decimal(row, denominatorColumn);
    return new Measured(
        Measured.id(
            definition.id(), series, row.get("region"), "total", "all", period.code(), "percent"),
        0,
        definition.id(),
        definition.version(),
        series,
        row.get("region"),
        "total",
        "all",
        period,
        Measured.computed(numerator, denominator, "percent"),
        numerator,
        denominator,
        Optional.of("percent"),
        Optional.empty(),
        false,
        ValueState.ACCEPTED,
        row.find("source").or(definition::origin),
        change.synthetic());
  }

  private static Optional<Double> decimal(PackRow row, String column) {
    return row.find(column).map(Double::parseDouble);
  }
}
