package se.samspel.indicators.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * FHIR MeasureReport, R4 and R5, one or a bundle. Only summaries: a report of single patients is
 * refused whole. What a report masks is left as it was.
 *
 * <p>Source: HL7 FHIR R4 and R5, MeasureReport; measurement reference §6.
 */
@Component
@Order(70)
class MeasureReports implements Source {

  @Override
  public String id() {
    return "fhir";
  }

  @Override
  public List<Choosing> choices() {
    return List.of(Choosing.text("origin", ""));
  }

  @Override
  public List<String> endings() {
    return List.of(".json");
  }

  @Override
  public Gathered read(Extract extract, Map<String, String> choices) {
    var fields = new se.samspel.core.Fields(choices);
    var origin = fields.text("origin", 200);
    fields.accept();
    var gathering = new Gathering();
    try {
      for (var part : extract.parts()) {
        resource(Json.of(part, gathering), origin, gathering);
      }
    } catch (Unreadable unreadable) {
      return gathering.endedBy(unreadable);
    }
    return gathering.done();
  }

  private static void resource(Json it, String origin, Gathering gathering) {
    var type = it.field("resourceType").text().orElse("");
    if (type.equals("Bundle")) {
      it.field("entry").list().forEach(entry -> report(entry.field("resource"), origin, gathering));
    } else {
      report(it, origin, gathering);
    }
  }

  private static void report(Json it, String origin, Gathering gathering) {
    var resource = it.field("resourceType").text();
    if (resource.filter("MeasureReport"::equals).isEmpty()) {
      it.field("resourceType").fault("import.fault.fhir-resource", resource.orElse(""));
      return;
    }
    var type = it.field("type").text();
    if (type.filter("summary"::equals).isEmpty()) {
      it.field("type").fault("import.fault.fhir-type", type.orElse(""));
      return;
    }
    var status = it.field("status").text().orElse("");
    if (!List.of("complete", "pending").contains(status)) {
      it.field("status").fault("import.fault.fhir-status", status);
      return;
    }
    var indicator = it.field("measure").text().map(MeasureReports::lastPart);
    var region = region(it);
    var period = period(it.field("period"));
    var groups = it.field("group").list();
    if (groups.size() != 1) {
      it.field("group").fault("import.fault.fhir-groups", groups.size());
      return;
    }
    if (indicator.isEmpty() || region.isEmpty() || period.isEmpty()) {
      return;
    }
    var about =
        new About(indicator.get(), region.get(), period.get(), status.equals("pending"), origin);
    var group = groups.getFirst();
    row(group, "total", about).ifPresent(gathering::add);
    if (group.has("stratifier")) {
      group.field("stratifier").list().forEach(s -> strata(s, about, gathering));
    }
  }

  private record About(
      String indicator, String region, String period, boolean provisional, String origin) {}

  private static void strata(Json stratifier, About about, Gathering gathering) {
    if (!stratifier.has("stratum")) {
      return;
    }
    for (var stratum : stratifier.field("stratum").list()) {
      // R4 writes value, R5 valueCodeableConcept.
      var value =
          stratum.has("value") ? stratum.field("value") : stratum.field("valueCodeableConcept");
      var codes = value.field("coding").list();
      var sex =
          codes.stream()
              .flatMap(it -> it.field("code").text().stream())
              .flatMap(it -> Places.sex(it).stream())
              .findFirst();
      if (sex.isEmpty()) {
        value.fault("import.fault.fhir-stratum");
      } else {
        row(stratum, sex.get(), about).ifPresent(gathering::add);
      }
    }
  }

  private static Optional<Row> row(Json group, String sex, About about) {
    var numerator = count(group, "numerator");
    var denominator = count(group, "denominator");
    // R4 writes measureScore, R5 measureScoreQuantity.
    var score =
        group.has("measureScore")
            ? group.field("measureScore")
            : group.field("measureScoreQuantity");
    var value = score.has("value") ? score.field("value").number() : Optional.<Double>empty();
    if (numerator.isEmpty() && value.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Row(
            group.place(),
            about.indicator(),
            "",
            about.region(),
            sex,
            "all",
            about.period(),
            new Row.Figures(value, numerator, denominator, Optional.empty()),
            Optional.empty(),
            about.provisional(),
            about.origin()));
  }

  private static Optional<Double> count(Json group, String wanted) {
    if (!group.has("population")) {
      return Optional.empty();
    }
    for (var population : group.field("population").list()) {
      var codes = population.field("code").field("coding").list();
      boolean right =
          codes.stream().flatMap(it -> it.field("code").text().stream()).anyMatch(wanted::equals);
      if (right && population.has("count")) {
        return population.field("count").number();
      }
    }
    return Optional.empty();
  }

  private static Optional<String> region(Json it) {
    for (var who : List.of("subject", "reporter")) {
      if (!it.has(who)) {
        continue;
      }
      var by = it.field(who);
      var code =
          by.has("identifier")
              ? by.field("identifier").field("value").text()
              : by.has("reference")
                  ? by.field("reference").text().map(MeasureReports::lastPart)
                  : Optional.<String>empty();
      var region = code.map(text -> text.toUpperCase(Locale.ROOT)).flatMap(Places::region);
      if (region.isPresent()) {
        return region;
      }
    }
    it.field("subject").fault("import.fault.fhir-region");
    return Optional.empty();
  }

  private static String lastPart(String address) {
    var plain = address.replaceAll("\\|.*$", "");
    return plain.substring(plain.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /** From whole months: a month, a quarter, a half-year, a year or several years. */
  private static Optional<String> period(Json period) {
    var start = period.field("start").text();
    var end = period.field("end").text();
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    try {
      var from = LocalDate.parse(start.get().substring(0, Math.min(10, start.get().length())));
      var after =
          LocalDate.parse(end.get().substring(0, Math.min(10, end.get().length()))).plusDays(1);
      long months = Period.between(from, after).toTotalMonths();
      boolean whole = from.getDayOfMonth() == 1 && after.equals(from.plusMonths(months));
      int first = from.getMonthValue() - 1;
      if (whole && months == 1) {
        return Optional.of(from.toString().substring(0, 7));
      }
      if (whole && months == 3 && first % 3 == 0) {
        return Optional.of(from.getYear() + "-Q" + (first / 3 + 1));
      }
      if (whole && months == 6 && first % 6 == 0) {
        return Optional.of(from.getYear() + "-H" + (first / 6 + 1));
      }
      if (whole && months == 12 && first == 0) {
        return Optional.of(Integer.toString(from.getYear()));
      }
      if (whole && months > 12 && months % 12 == 0 && first == 0) {
        return Optional.of(from.getYear() + "/" + (from.getYear() + months / 12 - 1));
      }
    } catch (DateTimeException notADay) {
      // Told below.
    }
    period.fault("import.fault.period", start.get() + "–" + end.get());
    return Optional.empty();
  }
}
