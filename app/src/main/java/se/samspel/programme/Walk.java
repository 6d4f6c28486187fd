package se.samspel.programme;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import se.samspel.core.NodeKind;
import se.samspel.core.PackRow;
import se.samspel.core.Refused;
import se.samspel.core.StateMachine;

/**
 * Follows the steps of a pack, together with those already taken, from state to state.
 *
 * <p>Where nothing is recorded yet, something stands where it begins; an initiative stands where
 * its dates put it. A first step to that very state, or to the first state of all, only says so.
 */
final class Walk {

  /** A step of the pack with the state that it leaves, or what is wrong with it. */
  record Stride(PackRow row, Optional<String> from, Optional<Refused> wrong) {}

  private final BiFunction<String, LocalDate, Optional<Initiative.State>> byDates;

  /**
   * Follows steps.
   *
   * @param byDates the state that an initiative's own dates give it on a day
   */
  Walk(BiFunction<String, LocalDate, Optional<Initiative.State>> byDates) {
    this.byDates = byDates;
  }

  private record Taken(
      String kind, String id, String to, LocalDate day, String actor, Optional<PackRow> row) {
    String thing() {
      return kind + ":" + id;
    }

    String same() {
      return thing() + ":" + to + ":" + day;
    }
  }

  /** Follows the rows in the order of their days. */
  List<Stride> follow(List<PackRow> rows, List<Transition> earlier) {
    var steps = new HashMap<String, Taken>();
    var ordered = new ArrayList<Taken>();
    for (var step : earlier) {
      var taken =
          new Taken(step.kind(), step.id(), step.to(), step.day(), step.actor(), Optional.empty());
      steps.put(taken.same(), taken);
      ordered.add(taken);
    }
    for (var row : rows) {
      var taken =
          new Taken(
              row.get("kind"),
              row.get("id"),
              row.get("to_state"),
              LocalDate.parse(row.get("day")),
              row.find("actor").orElse("system"),
              Optional.of(row));
      var known = steps.put(taken.same(), taken);
      if (known == null) {
        ordered.add(taken);
      } else {
        ordered.set(ordered.indexOf(known), taken);
      }
    }
    ordered.sort(Comparator.comparing(Taken::day));
    var at = new HashMap<String, Taken>();
    var strides = new ArrayList<Stride>();
    for (var step : ordered) {
      step.row().ifPresent(row -> strides.add(stride(row, step, at)));
      at.put(step.thing(), step);
    }
    return strides;
  }

  private Stride stride(PackRow row, Taken step, Map<String, Taken> at) {
    var kind = NodeKind.ofCode(step.kind());
    var last = at.get(step.thing());
    if (last == null) {
      var base =
          kind == NodeKind.INITIATIVE
              ? byDates
                  .apply(step.id(), step.day())
                  .map(StateMachine::code)
                  .orElse(Machines.first(kind))
              : Machines.first(kind);
      if (step.to().equals(base) || step.to().equals(Machines.first(kind))) {
        return new Stride(row, Optional.empty(), Optional.empty());
      }
      return judged(row, step, kind, base, "");
    }
    if (step.to().equals(last.to()) && kind == NodeKind.INITIATIVE) {
      return new Stride(row, Optional.of(last.to()), Optional.empty());
    }
    return judged(row, step, kind, last.to(), last.actor());
  }

  private static Stride judged(
      PackRow row, Taken step, NodeKind kind, String from, String lastActor) {
    try {
      var grounds = Machines.require(kind, from, step.to());
      if (grounds.contains(StateMachine.Ground.INVOLVEMENT) && row.find("involvement").isEmpty()) {
        throw new Refused(Refused.Kind.INVALID, "step.involvement-needed");
      }
      if (grounds.contains(StateMachine.Ground.FOUR_EYES)
          && (row.find("actor").isEmpty() || step.actor().equals(lastActor))) {
        throw new Refused(Refused.Kind.INVALID, "step.four-eyes");
      }
      return new Stride(row, Optional.of(from), Optional.empty());
    } catch (Refused refused) {
      return new Stride(row, Optional.of(from), Optional.of(refused));
    }
  }
}
