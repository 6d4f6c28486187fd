package se.samspel.indicators;

import static se.samspel.core.StateMachine.step;

import java.util.List;
import java.util.Locale;
import se.samspel.core.StateMachine;

/**
 * How far a reported value has come towards being everyone's.
 *
 * <p>Source: state machines, coordination reference §2 (IndicatorValue).
 */
public enum ValueState {
  ENTERED,
  VALIDATED,
  APPROVED_HERE,
  APPROVED_ABOVE,
  ACCEPTED,
  LOCKED;

  /** A region approves its own; the programme accepts, and locks what is published. */
  static final StateMachine<ValueState> STEPS =
      new StateMachine<>(
          List.of(
              step(ENTERED, VALIDATED),
              step(VALIDATED, APPROVED_HERE),
              step(APPROVED_HERE, APPROVED_ABOVE),
              step(APPROVED_ABOVE, ACCEPTED),
              step(ACCEPTED, LOCKED)));

  /** Whether everyone may read it. */
  public boolean open() {
    return compareTo(APPROVED_ABOVE) >= 0;
  }

  /** As the database and the API write it: lower case with hyphens. */
  public String code() {
    return StateMachine.code(this);
  }

  /** The message key of its name. */
  public String key() {
    return StateMachine.key("indicator-value", this);
  }

  /**
   * The state that {@link #code()} writes so.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ValueState ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
