package se.samspel.programme;

import static se.samspel.core.StateMachine.Ground.FOUR_EYES;
import static se.samspel.core.StateMachine.Ground.INVOLVEMENT;
import static se.samspel.core.StateMachine.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import se.samspel.core.NodeKind;
import se.samspel.core.StateMachine;

/**
 * Every step that a need, a knowledge gap or an initiative may take.
 *
 * <p>Source: coordination reference §2. What it leaves open is settled here: a need may be parked
 * or merged from any state on its way and an initiative cancelled from any, a parked or merged need
 * is reopened as triaged (so that it must be confirmed anew), a met one as prioritised.
 */
final class Machines {

  static final StateMachine<Need.State> NEED = need();
  static final StateMachine<KnowledgeGap.State> GAP = gap();
  static final StateMachine<Initiative.State> INITIATIVE = initiative();

  private Machines() {}

  private static StateMachine<Need.State> need() {
    var steps = new ArrayList<StateMachine.Step<Need.State>>();
    steps.add(step(Need.State.RAISED, Need.State.TRIAGED));
    steps.add(step(Need.State.TRIAGED, Need.State.CONFIRMED, INVOLVEMENT));
    steps.add(step(Need.State.CONFIRMED, Need.State.PRIORITISED));
    steps.add(step(Need.State.PRIORITISED, Need.State.BEING_ADDRESSED));
    steps.add(step(Need.State.BEING_ADDRESSED, Need.State.MET));
    for (var on :
        List.of(
            Need.State.RAISED,
            Need.State.TRIAGED,
            Need.State.CONFIRMED,
            Need.State.PRIORITISED,
            Need.State.BEING_ADDRESSED)) {
      steps.add(step(on, Need.State.PARKED));
      steps.add(step(on, Need.State.MERGED));
    }
    steps.add(step(Need.State.PARKED, Need.State.TRIAGED));
    steps.add(step(Need.State.MERGED, Need.State.TRIAGED));
    steps.add(step(Need.State.MET, Need.State.PRIORITISED));
    return new StateMachine<>(List.copyOf(steps));
  }

  private static StateMachine<KnowledgeGap.State> gap() {
    return new StateMachine<>(
        List.of(
            step(KnowledgeGap.State.OPEN, KnowledgeGap.State.SCOPED),
            step(KnowledgeGap.State.SCOPED, KnowledgeGap.State.STUDIED),
            step(KnowledgeGap.State.SCOPED, KnowledgeGap.State.COMMISSIONED),
            step(KnowledgeGap.State.STUDIED, KnowledgeGap.State.ANSWERED),
            step(KnowledgeGap.State.STUDIED, KnowledgeGap.State.ACCEPTED_AS_UNKNOWN),
            step(KnowledgeGap.State.COMMISSIONED, KnowledgeGap.State.ANSWERED),
            step(KnowledgeGap.State.COMMISSIONED, KnowledgeGap.State.ACCEPTED_AS_UNKNOWN)));
  }

  private static StateMachine<Initiative.State> initiative() {
    var steps = new ArrayList<StateMachine.Step<Initiative.State>>();
    steps.add(step(Initiative.State.IDEA, Initiative.State.PROPOSED));
    steps.add(step(Initiative.State.PROPOSED, Initiative.State.APPROVED, INVOLVEMENT, FOUR_EYES));
    steps.add(step(Initiative.State.APPROVED, Initiative.State.FUNDED));
    steps.add(step(Initiative.State.FUNDED, Initiative.State.RUNNING));
    steps.add(step(Initiative.State.RUNNING, Initiative.State.PAUSED));
    steps.add(step(Initiative.State.PAUSED, Initiative.State.RUNNING));
    steps.add(step(Initiative.State.RUNNING, Initiative.State.DELIVERING));
    steps.add(step(Initiative.State.DELIVERING, Initiative.State.CLOSED));
    steps.add(step(Initiative.State.CLOSED, Initiative.State.HANDED_OVER));
    for (var on :
        List.of(
            Initiative.State.IDEA,
            Initiative.State.PROPOSED,
            Initiative.State.APPROVED,
            Initiative.State.FUNDED,
            Initiative.State.RUNNING,
            Initiative.State.PAUSED,
            Initiative.State.DELIVERING)) {
      steps.add(step(on, Initiative.State.CANCELLED));
    }
    return new StateMachine<>(List.copyOf(steps));
  }

  /** The state that something of the kind begins in. */
  static String first(NodeKind kind) {
    return switch (kind) {
      case NEED -> StateMachine.code(Need.State.RAISED);
      case KNOWLEDGE_GAP -> StateMachine.code(KnowledgeGap.State.OPEN);
      case INITIATIVE -> StateMachine.code(Initiative.State.IDEA);
      default -> throw new IllegalArgumentException(kind + " has no states");
    };
  }

  /** The states of the kind, in order. */
  static List<String> states(NodeKind kind) {
    Enum<?>[] states =
        switch (kind) {
          case NEED -> Need.State.values();
          case KNOWLEDGE_GAP -> KnowledgeGap.State.values();
          case INITIATIVE -> Initiative.State.values();
          default -> throw new IllegalArgumentException(kind + " has no states");
        };
    return java.util.Arrays.stream(states).map(StateMachine::code).toList();
  }

  /** Where something of the kind may go from the state. */
  static List<StateMachine.Step<?>> from(NodeKind kind, String state) {
    return switch (kind) {
      case NEED -> List.copyOf(NEED.from(Need.State.valueOf(constant(state))));
      case KNOWLEDGE_GAP -> List.copyOf(GAP.from(KnowledgeGap.State.valueOf(constant(state))));
      case INITIATIVE -> List.copyOf(INITIATIVE.from(Initiative.State.valueOf(constant(state))));
      default -> throw new IllegalArgumentException(kind + " has no states");
    };
  }

  /**
   * What the step asks for.
   *
   * @throws se.samspel.core.Refused when it is not allowed
   */
  static List<StateMachine.Ground> require(NodeKind kind, String from, String to) {
    return switch (kind) {
      case NEED -> require(NEED, kind, Need.State.class, from, to);
      case KNOWLEDGE_GAP -> require(GAP, kind, KnowledgeGap.State.class, from, to);
      case INITIATIVE -> require(INITIATIVE, kind, Initiative.State.class, from, to);
      default -> throw new IllegalArgumentException(kind + " has no states");
    };
  }

  private static <S extends Enum<S>> List<StateMachine.Ground> require(
      StateMachine<S> machine, NodeKind kind, Class<S> states, String from, String to) {
    return machine
        .require(
            kind.code(), Enum.valueOf(states, constant(from)), Enum.valueOf(states, constant(to)))
        .needs();
  }

  private static String constant(String code) {
    return code.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
