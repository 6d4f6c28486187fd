package se.samspel.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.NodeKind;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.involvement.Involvements;
import se.samspel.ui.Messages;

/** Takes needs, knowledge gaps and initiatives from state to state. */
@Component
class Stepping {

  private static final int LONGEST = 2_000;
  private static final int KEY = 200;

  private final TransitionTable table;
  private final ProgrammeTables tables;
  private final Involvements involvements;
  private final Changes changes;

  Stepping(
      TransitionTable table, ProgrammeTables tables, Involvements involvements, Changes changes) {
    this.table = table;
    this.tables = tables;
    this.involvements = involvements;
    this.changes = changes;
  }

  /** What is to be moved: its kind, identity, region, and its state where no step is recorded. */
  record Thing(NodeKind kind, String id, Optional<RegionCode> region, String base) {}

  /**
   * Takes the step that the fields ask for: {@code from} (the state seen), {@code to}, {@code
   * reason}, and where the step asks for them {@code involvement}, {@code decision}, {@code
   * revisitOn}, {@code towards}; {@code day} when it holds from another day than today.
   *
   * @throws Refused when the step is not allowed, lacks its grounds, or somebody was faster
   */
  Transition take(Thing thing, Fields fields, LocalDate today) {
    var to = fields.oneOf("to", Machines.states(thing.kind()));
    var seen = fields.find("from");
    var day = fields.optionalDay("day").orElse(today);
    var reason = fields.text("reason", LONGEST);
    var involvement = fields.optional("involvement", KEY);
    var decision = fields.optional("decision", KEY);
    var revisitOn = fields.optionalDay("revisitOn");
    var towards = fields.optional("towards", KEY);
    var last = last(thing, today);
    var from = last.map(Transition::to).orElse(thing.base());
    if (fields.find("to").filter(to::equals).isPresent()) {
      if (seen.isPresent() && !seen.get().equals(from)) {
        throw Refused.stale();
      }
      var grounds = Machines.require(thing.kind(), from, to);
      allow(thing, from, to);
      if (grounds.contains(StateMachine.Ground.FOUR_EYES)
          && last.filter(it -> it.actor().equals(CurrentPerson.get().username())).isPresent()) {
        throw new Refused(Refused.Kind.CONFLICT, "step.four-eyes");
      }
      checkInvolvement(thing, grounds, involvement, decision, fields);
    }
    if (day.isAfter(today)) {
      fields.fault("day", "step.day-later");
    }
    if (last.filter(it -> day.isBefore(it.day())).isPresent()) {
      fields.fault("day", "step.day-before", last.get().day());
    }
    if (decision.filter(it -> tables.decisions.newest(it).isEmpty()).isPresent()) {
      fields.fault("decision", "programme.unknown");
    }
    checkEnds(thing, to, day, revisitOn, towards, fields);
    fields.accept();
    return add(
        thing, from, to, day, reason, decision, involvement, revisitOn, towards, "stepped", today);
  }

  private int taken(Thing thing, LocalDate today) {
    return table.history(thing.kind().code(), thing.id(), AsOf.day(today)).size();
  }

  private Optional<Transition> last(Thing thing, LocalDate today) {
    return table.history(thing.kind().code(), thing.id(), AsOf.day(today)).stream().findFirst();
  }

  /** A proposal is anyone's who may raise a need; every other step is the programme's. */
  private static void allow(Thing thing, String from, String to) {
    var proposes =
        thing.kind() == NodeKind.INITIATIVE
            && from.equals(StateMachine.code(Initiative.State.IDEA))
            && to.equals(StateMachine.code(Initiative.State.PROPOSED));
    var permission = proposes ? Permission.RAISE_NEED : Permission.EDIT_PROGRAMME;
    var person = CurrentPerson.get();
    if (!person.may(permission)) {
      throw Refused.forbidden();
    }
    if (thing.region().isPresent() && !person.may(permission, thing.region().get())) {
      throw Refused.otherRegion();
    }
  }

  private void checkInvolvement(
      Thing thing,
      List<StateMachine.Ground> grounds,
      Optional<String> key,
      Optional<String> decision,
      Fields fields) {
    if (key.isEmpty()) {
      if (grounds.contains(StateMachine.Ground.INVOLVEMENT)) {
        fields.fault("involvement", "step.involvement-needed");
      }
      return;
    }
    var about = involvements.findSubject(key.get());
    if (about.isEmpty()) {
      fields.fault("involvement", "step.involvement-unknown");
    } else if (!about.get().equals(thing.kind().code() + ":" + thing.id())
        && !about.equals(decision.map(it -> "decision:" + it))) {
      fields.fault("involvement", "step.involvement-other");
    }
  }

  private void checkEnds(
      Thing thing,
      String to,
      LocalDate day,
      Optional<LocalDate> revisitOn,
      Optional<String> towards,
      Fields fields) {
    if (to.equals(StateMachine.code(Need.State.PARKED))
        && (revisitOn.isEmpty() || !revisitOn.get().isAfter(day))) {
      fields.fault("revisitOn", "step.revisit");
    }
    if (to.equals(StateMachine.code(Need.State.MERGED))
        && (towards.isEmpty()
            || towards.get().equals(thing.id())
            || tables.needs.newest(towards.get()).isEmpty())) {
      fields.fault("towards", "step.merged-into");
    }
    if (to.equals(StateMachine.code(Initiative.State.HANDED_OVER)) && towards.isEmpty()) {
      fields.fault("towards", "step.handed-to");
    }
  }

  /**
   * Confirms that a living initiative stands where it is said to stand.
   *
   * @param fields {@code version}: how many steps the one who confirms has seen
   * @throws Refused when it isn't living, or when somebody was faster
   */
  Transition confirm(Thing thing, Fields fields, LocalDate today) {
    if (!CurrentPerson.get().may(Permission.EDIT_PROGRAMME)) {
      throw Refused.forbidden();
    }
    int seen = fields.version();
    fields.accept();
    if (seen != taken(thing, today)) {
      throw Refused.stale();
    }
    var from = last(thing, today).map(Transition::to).orElse(thing.base());
    if (!Initiative.State.valueOf(from.toUpperCase(java.util.Locale.ROOT).replace('-', '_'))
        .living()) {
      throw new Refused(
          Refused.Kind.CONFLICT,
          "step.nothing-to-confirm",
          new Refused.MessageKey("state.initiative." + from));
    }
    return add(
        thing,
        from,
        from,
        today,
        Messages.get(Messages.SWEDISH, "step.confirmed-reason"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "confirmed",
        today);
  }

  /** The first state of something new, in the same change as it was recorded in. */
  void begin(NodeKind kind, String id, String reason, LocalDate day, Instant moment) {
    table.add(
        List.of(
            new Transition(
                kind.code(),
                id,
                Optional.empty(),
                Machines.first(kind),
                day,
                moment,
                CurrentPerson.get().username(),
                reason,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false)),
        moment);
  }

  private Transition add(
      Thing thing,
      String from,
      String to,
      LocalDate day,
      String reason,
      Optional<String> decision,
      Optional<String> involvement,
      Optional<LocalDate> revisitOn,
      Optional<String> towards,
      String verb,
      LocalDate today) {
    var moment =
        changes.record(
            new Changes.Change(
                thing.kind().code() + "-" + verb,
                thing.kind().code(),
                thing.id(),
                thing.region(),
                Optional.of(from),
                Optional.of(to)));
    // The door of changes is held now: what stands here, stands.
    if (!last(thing, today).map(Transition::to).orElse(thing.base()).equals(from)) {
      throw Refused.stale();
    }
    var step =
        new Transition(
            thing.kind().code(),
            thing.id(),
            Optional.of(from),
            to,
            day.isBefore(DateSpan.EARLIEST) ? DateSpan.EARLIEST : day,
            moment,
            CurrentPerson.get().username(),
            reason,
            decision,
            involvement,
            revisitOn,
            towards,
            false);
    table.add(List.of(step), moment);
    return step;
  }
}
