package se.samspel.indicators.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.samspel.core.Fields;

/**
 * Socialstyrelsen's statistics database: one measure and one cause in each question, numbers as
 * texts with decimal comma, pages by {@code nasta_sida}. Inpatient care (SV) fills I01 and
 * inpatient or specialised outpatient care (SVOV) fills I02, and never the other. Among deaths a
 * row that is not there is zero deaths; anywhere else it is a value that is missing.
 *
 * <p>Source: domain reference §3.9. Not verified against the live service.
 */
@Component
@Order(20)
class Socialstyrelsen implements Source {

  private static final String LABEL = "Socialstyrelsens statistikdatabas, ";
  private static final List<String> SEXES = List.of("1", "2", "3");

  /** What is asked for, and the indicator that alone it may fill. */
  private enum Measure {
    INPATIENT("i01", "yttreorsakertillskadorochforgiftningar", "VXY2", "6", "7", "SV", 2001),
    SPECIALISED("i02", "yttreorsakertillskadorochforgiftningar", "VXY2", "6", "7", "SVOV", 2008),
    /** Y10–Y34 among both, since coding drifts between them. */
    UNDETERMINED("i03", "yttreorsakertillskadorochforgiftningar", "VXY4", "6", "6", "SV", 2001),
    SUICIDE("i30", "dodsorsaker", "2026", "1", "2", "", 1997);

    private final String indicator;
    private final String dataset;
    private final String diagnosis;
    private final String count;
    private final String rate;
    private final String care;
    private final int firstYear;

    Measure(
        String indicator,
        String dataset,
        String diagnosis,
        String count,
        String rate,
        String care,
        int firstYear) {
      this.indicator = indicator;
      this.dataset = dataset;
      this.diagnosis = diagnosis;
      this.count = count;
      this.rate = rate;
      this.care = care;
      this.firstYear = firstYear;
    }

    boolean deaths() {
      return this == SUICIDE;
    }

    /** The causes that are asked for, each in a question of its own. */
    List<String> diagnoses() {
      return this == UNDETERMINED ? List.of("VXY2", "VXY4") : List.of(diagnosis);
    }

    List<String> figures() {
      return count.equals(rate) ? List.of(count) : List.of(count, rate);
    }

    String label() {
      return LABEL
          + dataset
          + " "
          + diagnosis
          + (care.isEmpty() ? "" : " " + care)
          + (deaths() ? " (döda under fem år; medel av fem årstal)" : "");
    }
  }

  private final Client client;
  private final SourceSettings settings;

  Socialstyrelsen(Client client, SourceSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  @Override
  public String id() {
    return "socialstyrelsen";
  }

  @Override
  public List<Choosing> choices() {
    return List.of(
        Choosing.among("measure", List.of("inpatient", "specialised", "undetermined", "suicide")),
        Choosing.text("years", ""),
        Choosing.lines("ages", "19 = all"));
  }

  @Override
  public List<String> endings() {
    return List.of(".json");
  }

  @Override
  public boolean fetches() {
    return true;
  }

  private record Asked(
      Measure measure, List<Integer> years, Map<String, String> ages, List<String> regions) {

    String indicator() {
      return measure.indicator;
    }
  }

  private static Asked asked(Map<String, String> choices) {
    var fields = new Fields(choices);
    var measure = fields.oneOf("measure", Measure.class);
    var years = Mapping.years(fields, "years");
    if (!years.isEmpty() && years.getFirst() < measure.firstYear) {
      fields.fault("years", "import.choice-first-year", measure.firstYear);
    }
    if (measure.deaths() && !years.isEmpty() && years.size() < 5) {
      fields.fault("years", "import.choice-five-years");
    }
    var ages = Mapping.pairs(fields, "ages", "\\d{1,2}", "all|\\d{1,3}\\+|\\d{1,3}-\\d{1,3}");
    fields.accept();
    var regions =
        IntStream.concat(
                IntStream.of(0), Places.REGIONS.stream().mapToInt(it -> Integer.parseInt(it)))
            .mapToObj(Integer::toString)
            .toList();
    return new Asked(measure, years, ages, regions);
  }

  @Override
  public Extract fetch(Map<String, String> choices) {
    var asked = asked(choices);
    var conversation = client.with(settings.socialstyrelsen());
    // The measure and the cause take one value each: several in one question answer 404.
    for (var diagnosis : asked.measure().diagnoses()) {
      for (var figure : asked.measure().figures()) {
        follow(conversation, conversation.get(path(asked, diagnosis, figure)));
      }
    }
    return conversation.extract();
  }

  private static String path(Asked asked, String diagnosis, String figure) {
    return "/%s/resultat/diagnos/%s/alder/%s/kon/%s/matt/%s/ar/%s/region/%s%s?per_sida=5000&sida=1"
        .formatted(
            asked.measure().dataset,
            diagnosis,
            String.join(",", asked.ages().keySet()),
            String.join(",", SEXES),
            figure,
            asked.years().stream().map(Object::toString).collect(Collectors.joining(",")),
            String.join(",", asked.regions()),
            asked.measure().care.isEmpty() ? "" : "/vardform/" + asked.measure().care);
  }

  private static void follow(Client.Conversation conversation, Extract.Part first) {
    for (var part = first; ; ) {
      var answer = Json.of(part, new Gathering());
      if (!answer.has("nasta_sida")) {
        return;
      }
      var next = answer.field("nasta_sida");
      var address = next.text();
      if (address.isEmpty()) {
        throw new Unreadable(next.place(), "import.fault.next", "nasta_sida");
      }
      part = conversation.next(address.get(), next.place());
    }
  }

  /** A cell of the table that was asked for. */
  private record Slot(String region, String sex, String age, int year) {}

  private record Figure(Place place, double number) {}

  @Override
  public Gathered read(Extract extract, Map<String, String> choices) {
    var asked = asked(choices);
    var gathering = new Gathering();
    var counts = new LinkedHashMap<Slot, Figure>();
    var rates = new LinkedHashMap<Slot, Figure>();
    try {
      for (var part : extract.parts()) {
        for (var item : Json.of(part, gathering).field("data").list()) {
          item(item, asked, counts, rates, gathering);
        }
      }
      if (asked.measure() == Measure.UNDETERMINED) {
        shares(asked, counts, rates, gathering);
      } else if (asked.measure().deaths()) {
        pooled(Place.whole(extract.location()), asked, counts, rates, gathering);
      } else {
        yearly(asked, counts, rates, gathering);
      }
    } catch (Unreadable unreadable) {
      return gathering.endedBy(unreadable);
    }
    return gathering.done();
  }

  private static void item(
      Json item,
      Asked asked,
      Map<Slot, Figure> counts,
      Map<Slot, Figure> rates,
      Gathering gathering) {
    // A wrong segment of the address answers 200 with every cause: what came is compared with what
    // was asked for, field by field.
    var diagnosis = asked(item, "diagnosId", asked.measure().diagnoses());
    var figure = asked(item, "mattId", asked.measure().figures());
    var year = asked(item, "ar", asked.years().stream().map(Object::toString).toList());
    var region = asked(item, "regionId", asked.regions());
    var age = asked(item, "alderId", List.copyOf(asked.ages().keySet()));
    var sex = asked(item, "konId", SEXES);
    var number = number(item.field("varde"));
    if (diagnosis.isEmpty()
        || figure.isEmpty()
        || year.isEmpty()
        || region.isEmpty()
        || age.isEmpty()
        || sex.isEmpty()
        || number.isEmpty()) {
      return;
    }
    var slot =
        new Slot(
            Places.region(region.get()).orElseThrow(),
            List.of("men", "women", "total").get(SEXES.indexOf(sex.get())),
            asked.ages().getOrDefault(age.get(), "all"),
            Integer.parseInt(year.get()));
    // Of two causes the second stands where the rate of one does.
    boolean first =
        asked.measure() == Measure.UNDETERMINED
            ? diagnosis.get().equals(asked.measure().diagnosis)
            : figure.get().equals(asked.measure().count);
    var into = first ? counts : rates;
    var before = into.put(slot, new Figure(item.place(), number.get()));
    if (before != null) {
      gathering.fault(item.place(), "import.fault.twice", before.place().toString());
    }
  }

  private static Optional<String> asked(Json item, String field, List<String> wanted) {
    var found = item.field(field).id();
    if (found.isPresent() && !wanted.contains(found.get())) {
      item.field(field).fault("import.fault.not-asked", found.get());
      return Optional.empty();
    }
    return found;
  }

  private static Optional<Double> number(Json varde) {
    if (varde.node().isNumber()) {
      return varde.number();
    }
    var text = varde.text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    // Decimal comma and spaces between thousands; a point would be another form than the service's.
    var number =
        text.get().contains(".") ? Optional.<Double>empty() : SwedishNumber.parse(text.get());
    if (number.isEmpty()) {
      varde.fault("import.fault.number", text.get());
    }
    return number;
  }

  private static void yearly(
      Asked asked, Map<Slot, Figure> counts, Map<Slot, Figure> rates, Gathering gathering) {
    var slots = new ArrayList<>(rates.keySet());
    counts.keySet().stream().filter(it -> !rates.containsKey(it)).forEach(slots::add);
    for (var slot : slots) {
      var rate = Optional.ofNullable(rates.get(slot));
      var count = Optional.ofNullable(counts.get(slot));
      gathering.add(
          row(
              asked,
              rate.or(() -> count).orElseThrow().place(),
              slot,
              Integer.toString(slot.year()),
              rate.map(Figure::number),
              count.map(Figure::number)));
    }
  }

  /** Undetermined intent of it and self-harm together, where both are told. */
  private static void shares(
      Asked asked, Map<Slot, Figure> undetermined, Map<Slot, Figure> harmed, Gathering gathering) {
    undetermined.forEach((slot, part) -> {
      var other = Optional.ofNullable(harmed.get(slot)).map(Figure::number);
      if (other.isPresent()) {
        gathering.add(
            new Row(
                part.place(),
                asked.indicator(),
                "",
                slot.region(),
                slot.sex(),
                slot.age(),
                Integer.toString(slot.year()),
                new Row.Figures(
                    Optional.empty(),
                    Optional.of(part.number()),
                    Optional.of(part.number() + other.get()),
                    Optional.empty()),
                Optional.empty(),
                false,
                asked.measure().label()));
      }
    });
  }

  /** Five years together, for every five years in a row that were asked for. */
  private static void pooled(
      Place whole,
      Asked asked,
      Map<Slot, Figure> counts,
      Map<Slot, Figure> rates,
      Gathering gathering) {
    if (counts.isEmpty() && rates.isEmpty()) {
      throw new Unreadable(whole, "import.fault.no-rows");
    }
    for (var region : asked.regions()) {
      for (var sex : List.of("total", "women", "men")) {
        for (var age : asked.ages().values()) {
          for (int last = asked.years().getFirst() + 4; last <= asked.years().getLast(); last++) {
            double deaths = 0;
            double rate = 0;
            for (int year = last - 4; year <= last; year++) {
              var slot = new Slot(Places.region(region).orElseThrow(), sex, age, year);
              var count = Optional.ofNullable(counts.get(slot));
              var share = Optional.ofNullable(rates.get(slot));
              if (count.map(Figure::number).orElse(0.0) > 0
                  != share.map(Figure::number).orElse(0.0) > 0) {
                gathering.fault(
                    count.or(() -> share).map(Figure::place).orElse(whole),
                    "import.fault.deaths-without-rate");
              }
              deaths += count.map(Figure::number).orElse(0.0);
              rate += share.map(Figure::number).orElse(0.0);
            }
            gathering.add(
                row(
                    asked,
                    whole,
                    new Slot(Places.region(region).orElseThrow(), sex, age, last),
                    (last - 4) + "/" + last,
                    Optional.of(rate / 5),
                    Optional.of(deaths)));
          }
        }
      }
    }
  }

  private static Row row(
      Asked asked,
      Place place,
      Slot slot,
      String period,
      Optional<Double> rate,
      Optional<Double> count) {
    return new Row(
        place,
        asked.indicator(),
        "",
        slot.region(),
        slot.sex(),
        slot.age(),
        period,
        new Row.Figures(rate, count, Optional.empty(), Optional.empty()),
        Optional.empty(),
        false,
        asked.measure().label());
  }
}
