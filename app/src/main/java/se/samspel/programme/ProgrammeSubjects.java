package se.samspel.programme;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.NodeKind;
import se.samspel.core.StateMachine;
import se.samspel.involvement.Subject;
import se.samspel.involvement.Subjects;

/** Needs, initiatives and decisions as what lived experience ought to be part of. */
@Component
class ProgrammeSubjects implements Subjects {

  private static final Set<String> NEED_WAITS =
      Set.of(StateMachine.code(Need.State.RAISED), StateMachine.code(Need.State.TRIAGED));
  private static final Set<String> INITIATIVE_WAITS =
      Set.of(
          StateMachine.code(Initiative.State.IDEA), StateMachine.code(Initiative.State.PROPOSED));

  private final ProgrammeTables tables;
  private final TransitionTable transitions;

  ProgrammeSubjects(ProgrammeTables tables, TransitionTable transitions) {
    this.tables = tables;
    this.transitions = transitions;
  }

  @Override
  public List<Subject> list(AsOf asOf) {
    var needs = transitions.newest(NodeKind.NEED.code(), asOf);
    var initiatives = transitions.newest(NodeKind.INITIATIVE.code(), asOf);
    return Stream.of(
            tables.needs.list(asOf).stream()
                .map(need -> subject(need, waits(needs, need.id(), NEED_WAITS))),
            tables.initiatives.list(asOf).stream()
                .map(it -> subject(it, waits(initiatives, it.id(), INITIATIVE_WAITS))),
            tables.decisions.list(asOf).stream()
                .filter(it -> !it.decidedOn().isAfter(asOf.day()))
                .map(ProgrammeSubjects::subject))
        .flatMap(it -> it)
        .toList();
  }

  @Override
  public Optional<Subject> find(String key, AsOf asOf) {
    var id = key.substring(key.indexOf(':') + 1);
    return switch (key.substring(0, Math.max(0, key.indexOf(':')))) {
      case "need" ->
          tables
              .needs
              .find(id, asOf)
              .map(it -> subject(it, waits(transitions.newest("need", asOf), id, NEED_WAITS)));
      case "initiative" ->
          tables
              .initiatives
              .find(id, asOf)
              .map(it ->
                  subject(it, waits(transitions.newest("initiative", asOf), id, INITIATIVE_WAITS)));
      case "decision" ->
          tables
              .decisions
              .find(id, asOf)
              .filter(it -> !it.decidedOn().isAfter(asOf.day()))
              .map(ProgrammeSubjects::subject);
      default -> Optional.empty();
    };
  }

  @Override
  public Map<String, String> bodyNames(AsOf asOf) {
    return tables.bodies.list(asOf).stream().collect(Collectors.toMap(Body::id, Body::nameSv));
  }

  private static boolean waits(Map<String, Transition> newest, String id, Set<String> states) {
    return Optional.ofNullable(newest.get(id)).filter(it -> states.contains(it.to())).isPresent();
  }

  private static Subject subject(Need need, boolean open) {
    return new Subject(
        "need:" + need.id(),
        need.statementSv(),
        "/behov/" + need.id(),
        Optional.empty(),
        need.region(),
        Optional.empty(),
        since(need.span()),
        open,
        need.stamp().synthetic());
  }

  private static Subject subject(Initiative initiative, boolean open) {
    return new Subject(
        "initiative:" + initiative.id(),
        initiative.nameSv(),
        "/insatser/" + initiative.id(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        since(initiative.span()),
        open,
        initiative.stamp().synthetic());
  }

  private static Optional<LocalDate> since(DateSpan span) {
    return Optional.of(span.from()).filter(day -> day.isAfter(DateSpan.EARLIEST));
  }

  private static Subject subject(Decision decision) {
    return new Subject(
        "decision:" + decision.id(),
        decision.titleSv(),
        "/beslut/" + decision.id(),
        Optional.of(decision.body()),
        Optional.empty(),
        decision.amount(),
        Optional.of(decision.decidedOn()),
        false,
        decision.stamp().synthetic());
  }
}
