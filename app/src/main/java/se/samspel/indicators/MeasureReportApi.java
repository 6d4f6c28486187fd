package se.samspel.indicators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Visit;
import tools.jackson.databind.ObjectMapper;

/**
 * The values of an indicator as FHIR MeasureReports, made of the same readings as everything else:
 * what is protected is masked here too.
 */
@RestController
class MeasureReportApi {

  private static final MediaType FHIR = MediaType.parseMediaType("application/fhir+json");
  private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  private static final String POPULATIONS =
      "http://terminology.hl7.org/CodeSystem/measure-population";
  private static final String GENDER = "http://hl7.org/fhir/administrative-gender";

  private final Indicators indicators;
  private final ObjectMapper json;

  MeasureReportApi(Indicators indicators, ObjectMapper json) {
    this.indicators = indicators;
    this.json = json;
  }

  /**
   * A bundle with a summary report for each region and period that has a value; {@code fhir} is R4
   * or R5, {@code region} and {@code period} choose among them. Values of other series than the
   * main one, and of single ages, are left out: the report has no place for them. So are our own
   * sums of the regions, which would come back as the country's own value.
   */
  @GetMapping("/api/v1/indicators/{id}/measure-reports")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> reports(
      @PathVariable String id, @RequestParam(defaultValue = "R4") String fhir, Visit visit) {
    if (!List.of("R4", "R5").contains(fhir)) {
      throw Refused.fields(List.of(new Refused.FieldFault("fhir", "field.one-of", "R4, R5")));
    }
    var indicator =
        indicators
            .findIndicator(id.toLowerCase(Locale.ROOT), visit.asOf())
            .orElseThrow(Refused::notFound);
    var about = new LinkedHashMap<String, List<Reading>>();
    indicators.listValues(indicator.id(), visit.asOf()).stream()
        .filter(it ->
            !it.summed()
                && it.series().isEmpty()
                && it.age().equals("all")
                && it.period().dated()
                && it.unit().equals(indicator.unit()))
        .filter(it -> visit.query("region").map(it.region()::equals).orElse(true))
        .filter(it -> visit.query("period").map(it.period().code()::equals).orElse(true))
        .forEach(it ->
            about
                .computeIfAbsent(it.region() + it.period().code(), k -> new ArrayList<>())
                .add(it));
    var entries =
        about.values().stream()
            .map(it -> Map.of("resource", report(indicator, it, fhir.equals("R5"))))
            .toList();
    var bundle = new LinkedHashMap<String, Object>();
    bundle.put("resourceType", "Bundle");
    bundle.put("type", "collection");
    if (!entries.isEmpty()) {
      bundle.put("entry", entries);
    }
    return ResponseEntity.ok().contentType(FHIR).body(json.writeValueAsBytes(bundle));
  }

  static Map<String, Object> report(Indicator indicator, List<Reading> readings, boolean five) {
    var first = readings.getFirst();
    var report = new LinkedHashMap<String, Object>();
    report.put("resourceType", "MeasureReport");
    report.put("status", readings.stream().anyMatch(Reading::provisional) ? "pending" : "complete");
    report.put("type", "summary");
    report.put(
        "measure", "urn:samspel:Measure/" + indicator.id() + "|" + first.definitionVersion());
    var region = Map.of("system", "urn:samspel:region", "value", first.region());
    report.put("subject", Map.of("identifier", region));
    report.put(
        "period",
        Map.of(
            "start",
            first.period().span().from().toString(),
            "end",
            first.period().span().to().minusDays(1).toString()));
    var group = new LinkedHashMap<String, Object>();
    readings.stream()
        .filter(it -> it.sex().equals("total"))
        .findFirst()
        .ifPresent(it -> fill(group, it, five));
    var strata =
        readings.stream()
            .filter(it -> !it.sex().equals("total"))
            .map(it -> {
              var stratum = new LinkedHashMap<String, Object>();
              stratum.put(
                  five ? "valueCodeableConcept" : "value",
                  concept(GENDER, it.sex().equals("women") ? "female" : "male"));
              fill(stratum, it, five);
              return stratum;
            })
            .toList();
    if (!strata.isEmpty()) {
      var code = Map.of("text", "sex");
      group.put(
          "stratifier", List.of(Map.of("code", five ? code : List.of(code), "stratum", strata)));
    }
    report.put("group", List.of(group));
    return report;
  }

  private static void fill(Map<String, Object> group, Reading it, boolean five) {
    var populations = new ArrayList<Map<String, Object>>();
    population(it, "numerator", it.numerator()).ifPresent(populations::add);
    population(it, "denominator", it.denominator()).ifPresent(populations::add);
    if (!populations.isEmpty()) {
      group.put("population", populations);
    }
    var score = new LinkedHashMap<String, Object>();
    it.value()
        .ifPresentOrElse(
            value -> {
              score.put("value", value);
              score.put("unit", it.unit().equals("percent") ? "%" : it.unit());
            },
            () -> score.put("extension", absent(it)));
    group.put(five ? "measureScoreQuantity" : "measureScore", score);
  }

  /** FHIR counts are whole numbers; what is no such number has its place in the score alone. */
  private static Optional<Map<String, Object>> population(
      Reading it, String code, Optional<Double> count) {
    var population = new LinkedHashMap<String, Object>();
    population.put("code", concept(POPULATIONS, code));
    if (count.filter(n -> n == Math.rint(n) && n <= Integer.MAX_VALUE).isPresent()) {
      population.put("count", count.get().intValue());
    } else if (it.suppressed()) {
      population.put("_count", Map.of("extension", absent(it)));
    } else {
      return Optional.empty();
    }
    return Optional.of(population);
  }

  private static List<Map<String, String>> absent(Reading it) {
    return List.of(Map.of("url", ABSENT, "valueCode", it.suppressed() ? "masked" : "unknown"));
  }

  private static Map<String, Object> concept(String system, String code) {
    return Map.of("coding", List.of(Map.of("system", system, "code", code)));
  }
}
