package se.samspel.reach;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import se.samspel.core.Fields;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;

/**
 * Reads the form of a report, with every fault told at once: a count for each sex, or a reason;
 * people no more than contacts; a total that equals its parts.
 */
final class Reporting {

  private static final int MOST = 1_000_000;
  private static final int LONGEST = 200;

  private Reporting() {}

  /** What may be chosen in the form. */
  record Known(
      List<Training> trainings,
      Map<String, String> actorTypes,
      Map<String, String> municipalities,
      List<Occasion> occasions,
      LocalDate today) {}

  /**
   * A report that has been read, with the occasion that it makes known.
   *
   * @param occasion new; empty where the form gives no day that the training was held
   */
  record Read(ReachReport report, Optional<Occasion> occasion) {}

  /**
   * Reads the fields.
   *
   * @param occasionId identity for the occasion, should the form make one known
   * @throws se.samspel.core.Refused with every fault
   */
  static Read read(Fields fields, RegionCode region, Known known, String occasionId) {
    var training =
        fields.oneOf("training", ids(known.trainings().stream().map(Training::id).toList()));
    var actorType = fields.oneOf("actor_type", ids(List.copyOf(known.actorTypes().keySet())));
    var municipality = fields.optional("municipality", LONGEST);
    if (municipality.isPresent() && !known.municipalities().containsKey(municipality.get())) {
      fields.fault("municipality", "reach.fault.municipality");
    }
    var profession = fields.optional("profession", LONGEST);
    var from = fields.day("from");
    var last = fields.day("to");
    if (fields.find("from").isPresent() && fields.find("to").isPresent()) {
      if (last.isBefore(from)) {
        fields.fault("to", "reach.fault.period");
      } else if (last.isAfter(known.today())) {
        fields.fault("to", "reach.fault.future");
      }
    }
    var basis = fields.oneOf("basis", Basis.class);
    var occasion = occasion(fields, region, known, training, occasionId);
    var counts = counts(fields);
    var reason = fields.optional("reason", LONGEST);
    if (!counts.isEmpty()
        && counts.keySet().stream().allMatch(sex -> sex == Sex.UNKNOWN)
        && reason.isEmpty()) {
      fields.fault("reason", "reach.fault.no-split");
    }
    total(fields, counts);
    fields.accept();
    return new Read(
        new ReachReport(
            training,
            occasion.map(Occasion::id),
            region,
            municipality,
            actorType,
            profession,
            from,
            last.plusDays(1),
            occasion.map(Occasion::generation).orElse(1),
            basis,
            counts,
            reason),
        occasion);
  }

  private static Optional<Occasion> occasion(
      Fields fields, RegionCode region, Known known, String training, String id) {
    var held = fields.optionalDay("held_on");
    if (held.isPresent() && held.get().isAfter(known.today())) {
      fields.fault("held_on", "reach.fault.future");
    }
    var parentId = fields.optional("parent", LONGEST);
    if (parentId.isEmpty()) {
      return held.map(day -> new Occasion(id, training, region, day, 1, Optional.empty(), false));
    }
    var parent =
        known.occasions().stream()
            .filter(it -> it.id().equals(parentId.get()) && it.training().equals(training))
            .findFirst();
    if (parent.isEmpty()) {
      fields.fault("parent", "reach.fault.parent");
      return Optional.empty();
    }
    if (held.isEmpty()) {
      if (fields.find("held_on").isEmpty()) {
        fields.fault("held_on", "reach.fault.held-on");
      }
      return Optional.empty();
    }
    if (held.get().isBefore(parent.get().heldOn())) {
      fields.fault("held_on", "reach.fault.before-parent");
    }
    return Optional.of(
        new Occasion(
            id, training, region, held.get(), parent.get().generation() + 1, parentId, false));
  }

  private static Map<Sex, ReachReport.Count> counts(Fields fields) {
    var counts = new EnumMap<Sex, ReachReport.Count>(Sex.class);
    for (var sex : Sex.values()) {
      var code = StateMachine.code(sex);
      var contacts = fields.optionalWhole(code + "_contacts", 0, MOST);
      var unique = fields.optionalWhole(code + "_unique", 0, MOST);
      if (contacts.isPresent() && unique.isPresent() && unique.get() > contacts.get()) {
        fields.fault(code + "_unique", "reach.fault.unique", contacts.get());
      } else if (contacts.isPresent() || unique.isPresent()) {
        counts.put(sex, new ReachReport.Count(whole(contacts), whole(unique)));
      }
    }
    if (counts.isEmpty()) {
      fields.fault("women_contacts", "reach.fault.no-count");
    }
    return counts;
  }

  private static void total(Fields fields, Map<Sex, ReachReport.Count> counts) {
    var total = fields.optionalWhole("total_contacts", 0, MOST);
    if (total.isEmpty() || counts.isEmpty()) {
      return;
    }
    if (counts.values().stream().anyMatch(it -> it.contacts().isEmpty())) {
      fields.fault("total_contacts", "reach.fault.total-unknown");
      return;
    }
    var sum = counts.values().stream().mapToInt(it -> it.contacts().getAsInt()).sum();
    if (sum != total.get()) {
      fields.fault("total_contacts", "reach.fault.total", total.get(), sum);
    }
  }

  private static OptionalInt whole(Optional<Long> value) {
    return value.isPresent() ? OptionalInt.of(value.get().intValue()) : OptionalInt.empty();
  }

  /** Words for a choice; never empty, so that a field with nothing to choose is refused. */
  private static List<String> ids(List<String> ids) {
    return ids.isEmpty() ? List.of("–") : new ArrayList<>(ids);
  }
}
