package se.samspel.indicators.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.samspel.core.Fields;

/**
 * Kolada's API, version 3: at most 25 identities in a part of the address, pages by {@code
 * next_url}, regions as {@code 0001}, the country as {@code 0000}.
 *
 * <p>Source: domain reference §3.8. Not verified against the live service.
 */
@Component
@Order(10)
class Kolada implements Source {

  private static final int MOST_IDS = 25;
  private static final String LABEL = "Källa: Kolada (RKA), nyckeltal ";

  /** Key figures whose period is the last of five years. */
  private static final Set<String> FIVE_YEARS = Set.of("N61603");

  private final Client client;
  private final SourceSettings settings;

  Kolada(Client client, SourceSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  @Override
  public String id() {
    return "kolada";
  }

  @Override
  public List<Choosing> choices() {
    return List.of(
        Choosing.lines("measures", "U79119 = i08\nU72552 = i09\nN61603 = i30"),
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

  private record Asked(Map<String, String> measures, List<Integer> years) {}

  private static Asked asked(Map<String, String> choices) {
    var fields = new Fields(choices);
    var asked =
        new Asked(
            Mapping.pairs(fields, "measures", "[NU]\\d{5}", "[a-z0-9-]+"),
            Mapping.years(fields, "years"));
    fields.accept();
    return asked;
  }

  @Override
  public Extract fetch(Map<String, String> choices) {
    var asked = asked(choices);
    var conversation = client.with(settings.kolada());
    var places = new ArrayList<String>(List.of("0000"));
    Places.REGIONS.forEach(it -> places.add("00" + it));
    for (var measures : Mapping.parts(List.copyOf(asked.measures().keySet()), MOST_IDS)) {
      for (var some : Mapping.parts(places, MOST_IDS)) {
        for (var years : Mapping.parts(asked.years(), MOST_IDS)) {
          var path =
              "/data/kpi/%s/municipality/%s/year/%s?per_page=5000"
                  .formatted(
                      String.join(",", measures),
                      String.join(",", some),
                      years.stream().map(Object::toString).collect(Collectors.joining(",")));
          follow(conversation, conversation.get(path));
        }
      }
    }
    return conversation.extract();
  }

  private static void follow(Client.Conversation conversation, Extract.Part first) {
    for (var part = first; ; ) {
      var answer = Json.of(part, new Gathering());
      if (!answer.has("next_url")) {
        return;
      }
      var next = answer.field("next_url");
      var address = next.text();
      if (address.isEmpty()) {
        throw new Unreadable(next.place(), "import.fault.next", "next_url");
      }
      part = conversation.next(address.get(), next.place());
    }
  }

  @Override
  public Gathered read(Extract extract, Map<String, String> choices) {
    var asked = asked(choices);
    var gathering = new Gathering();
    try {
      for (var part : extract.parts()) {
        var values = Json.of(part, gathering).field("values");
        values.list().forEach(it -> item(it, asked, gathering));
      }
    } catch (Unreadable unreadable) {
      return gathering.endedBy(unreadable);
    }
    return gathering.done();
  }

  private static void item(Json item, Asked asked, Gathering gathering) {
    var kpi = item.field("kpi").text();
    var place = item.field("municipality").text();
    var year = item.field("period").whole();
    var values = item.field("values").list();
    if (kpi.isEmpty() || place.isEmpty() || year.isEmpty()) {
      return;
    }
    var indicator = Optional.ofNullable(asked.measures().get(kpi.get()));
    if (indicator.isEmpty()) {
      item.field("kpi").fault("import.fault.not-asked", kpi.get());
      return;
    }
    if (!asked.years().contains(year.get())) {
      item.field("period").fault("import.fault.not-asked", year.get());
      return;
    }
    var region =
        place.filter(it -> it.matches("00\\d{2}")).flatMap(it -> Places.region(it.substring(2)));
    if (region.isEmpty()) {
      item.field("municipality").fault("import.fault.region", place.get());
      return;
    }
    for (var one : values) {
      var gender = one.field("gender").text();
      var sex = gender.flatMap(Kolada::sex);
      if (gender.isPresent() && sex.isEmpty()) {
        one.field("gender").fault("import.fault.sex", gender.get());
      }
      var deleted = one.field("isdeleted").yes();
      var value = one.field("value").number();
      if (sex.isPresent()) {
        gathering.add(
            new Row(
                one.place(),
                indicator.get(),
                "",
                region.get(),
                sex.get(),
                "all",
                FIVE_YEARS.contains(kpi.get())
                    ? (year.get() - 4) + "/" + year.get()
                    : year.get().toString(),
                Row.Figures.of(deleted ? Optional.empty() : value),
                Optional.empty(),
                false,
                LABEL + kpi.get()));
      }
    }
  }

  private static Optional<String> sex(String gender) {
    return switch (gender) {
      case "T" -> Optional.of("total");
      case "K" -> Optional.of("women");
      case "M" -> Optional.of("men");
      default -> Optional.empty();
    };
  }
}
