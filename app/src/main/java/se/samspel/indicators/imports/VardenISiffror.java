package se.samspel.indicators.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.samspel.core.Fields;

/**
 * Vården i siffror: measures by their identities, regions by county code, the country as {@code
 * SE}. The kind of period must be named in the question.
 *
 * <p>Source: domain reference §3.11. Not verified against the live service.
 */
@Component
@Order(40)
class VardenISiffror implements Source {

  private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private final Client client;
  private final SourceSettings settings;

  VardenISiffror(Client client, SourceSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  @Override
  public String id() {
    return "varden-i-siffror";
  }

  @Override
  public List<Choosing> choices() {
    return List.of(
        Choosing.lines("measures", ""),
        Choosing.among("grain", List.of("year", "half-year", "quarter", "month")),
        Choosing.text("years", ""));
  }

  @Override
  public List<String> endings() {
    return List.of(".json");
  }

  @Override
  public boolean fetches() {
    return true;
  }

  private record Asked(Map<String, String> measures, String grain, List<Integer> years) {}

  private static Asked asked(Map<String, String> choices) {
    var fields = new Fields(choices);
    var asked =
        new Asked(
            Mapping.pairs(fields, "measures", GUID, "[a-z0-9-]+").entrySet().stream()
                .collect(
                    Collectors.toMap(
                        it -> it.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue)),
            fields.oneOf("grain", List.of("year", "half-year", "quarter", "month")),
            Mapping.years(fields, "years"));
    fields.accept();
    return asked;
  }

  @Override
  public Extract fetch(Map<String, String> choices) {
    var asked = asked(choices);
    var conversation = client.with(settings.vardenISiffror());
    var units = new ArrayList<String>(List.of("SE"));
    units.addAll(Places.REGIONS);
    var body =
        """
        {"measureIds":[%s],"units":[%s],"periodType":"%s","dateFrom":"%d-01-01","dateTo":"%d-12-31"}\
        """
            .formatted(
                quoted(List.copyOf(asked.measures().keySet())),
                quoted(units),
                periodType(asked.grain()),
                asked.years().getFirst(),
                asked.years().getLast());
    conversation.post(
        "/api/measurements/measurementswithmetadata", body, Map.of("x-bvo-ticket", ""));
    return conversation.extract();
  }

  private static String quoted(List<String> words) {
    return words.stream().sorted().map(it -> '"' + it + '"').collect(Collectors.joining(","));
  }

  private static String periodType(String grain) {
    return switch (grain) {
      case "half-year" -> "HalfYear";
      case "quarter" -> "Quarter";
      case "month" -> "Month";
      default -> "Year";
    };
  }

  @Override
  public Gathered read(Extract extract, Map<String, String> choices) {
    var asked = asked(choices);
    var gathering = new Gathering();
    try {
      for (var part : extract.parts()) {
        Json.of(part, gathering).list().forEach(it -> measure(it, asked, gathering));
      }
    } catch (Unreadable unreadable) {
      return gathering.endedBy(unreadable);
    }
    return gathering.done();
  }

  private static void measure(Json item, Asked asked, Gathering gathering) {
    var measure = item.field("measureId").text().map(it -> it.toLowerCase(Locale.ROOT));
    var unit = item.field("organizationId").id();
    if (measure.isEmpty() || unit.isEmpty()) {
      return;
    }
    var indicator = Optional.ofNullable(asked.measures().get(measure.get()));
    if (indicator.isEmpty()) {
      item.field("measureId").fault("import.fault.not-asked", measure.get());
      return;
    }
    var region = Places.region(unit.get());
    if (region.isEmpty()) {
      item.field("organizationId").fault("import.fault.region", unit.get());
      return;
    }
    for (var one : item.field("measurements").list()) {
      var type = one.field("periodType").text();
      if (type.filter(it -> !it.equals(periodType(asked.grain()))).isPresent()) {
        one.field("periodType").fault("import.fault.not-asked", type.orElseThrow());
        continue;
      }
      var period = period(one.field("period").field("start"), asked.grain());
      var figures =
          new Row.Figures(
              one.field("value").number(),
              absent(one, "numerator"),
              absent(one, "denominator"),
              Optional.empty());
      period.ifPresent(it ->
          gathering.add(
              new Row(
                  one.place(),
                  indicator.get(),
                  "",
                  region.get(),
                  "total",
                  "all",
                  it,
                  figures,
                  Optional.empty(),
                  false,
                  "Vården i siffror, mått " + measure.get())));
    }
  }

  private static Optional<Double> absent(Json one, String field) {
    return one.has(field) ? one.field(field).number() : Optional.empty();
  }

  private static Optional<String> period(Json start, String grain) {
    var text = start.text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      var day = LocalDate.parse(text.get().substring(0, Math.min(10, text.get().length())));
      int months =
          switch (grain) {
            case "half-year" -> 6;
            case "quarter" -> 3;
            case "month" -> 1;
            default -> 12;
          };
      if (day.getDayOfMonth() == 1 && (day.getMonthValue() - 1) % months == 0) {
        int number = (day.getMonthValue() - 1) / months + 1;
        return Optional.of(
            switch (grain) {
              case "half-year" -> day.getYear() + "-H" + number;
              case "quarter" -> day.getYear() + "-Q" + number;
              case "month" -> text.get().substring(0, 7);
              default -> Integer.toString(day.getYear());
            });
      }
    } catch (DateTimeException notADay) {
      // Told below.
    }
    start.fault("import.fault.period", text.get());
    return Optional.empty();
  }
}
