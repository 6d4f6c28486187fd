package se.samspel.core;

import java.util.List;
import java.util.Locale;

/**
 * The steps that an object may take between its states. Whatever is not listed is refused with a
 * sentence that names where it stands and where it may go.
 *
 * @param <S> the states
 * @param steps every step that is allowed
 */
public record StateMachine<S extends Enum<S>>(List<Step<S>> steps) {

  /**
   * One allowed step.
   *
   * @param needs what must stand behind it
   */
  public record Step<S extends Enum<S>>(S from, S to, List<Ground> needs) {}

  /** What a step may ask for. */
  public enum Ground {
    /** An involvement record or a waiver with a named decider. */
    INVOLVEMENT,
    /** A decision of a body. */
    DECISION,
    /** Somebody else than the one who took the step before. */
    FOUR_EYES
  }

  /** A step that asks for the grounds given. */
  public static <S extends Enum<S>> Step<S> step(S from, S to, Ground... needs) {
    return new Step<>(from, to, List.of(needs));
  }

  /** Where an object in the state may go. */
  public List<Step<S>> from(S state) {
    return steps.stream().filter(step -> step.from() == state).toList();
  }

  /**
   * The step between the two.
   *
   * @throws Refused ({@code CONFLICT}) when it is not allowed; its arguments are message keys of
   *     the states {@code state.<kind>.<code>}
   */
  public Step<S> require(String kind, S from, S to) {
    return steps.stream()
        .filter(step -> step.from() == from && step.to() == to)
        .findFirst()
        .orElseThrow(() ->
            new Refused(
                Refused.Kind.CONFLICT,
                "refused.step",
                new Refused.MessageKey(key(kind, from)),
                new Refused.MessageKey(key(kind, to))));
  }

  /** The message key of a state's name. */
  public static String key(String kind, Enum<?> state) {
    return "state." + kind + "." + code(state);
  }

  /** The state as the database and the API write it: lower case with hyphens. */
  public static String code(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
