package se.samspel.reach;

import static se.samspel.core.StateMachine.step;

import java.util.List;
import se.samspel.core.StateMachine;
import se.samspel.core.StateMachine.Ground;

/**
 * How far a report of reached people has come on its way to being relied upon. From {@link
 * #APPROVED_HERE} on it is counted publicly.
 *
 * <p>Source: coordination reference §2, the approval ladder of reach reports.
 */
public enum ReachState {
  /** Written down. */
  ENTERED,
  /** The form's checks hold. */
  VALIDATED,
  /** The region stands behind it. */
  APPROVED_HERE,
  /** The programme has looked at it. */
  APPROVED_ABOVE,
  /** It stands in the programme's figures. */
  ACCEPTED,
  /** Reported to the state; never changed again. */
  LOCKED;

  /** The steps, with the way back to {@link #ENTERED} for a report that must be corrected. */
  static final StateMachine<ReachState> STEPS =
      new StateMachine<>(
          List.of(
              step(ENTERED, VALIDATED),
              step(VALIDATED, APPROVED_HERE),
              step(APPROVED_HERE, APPROVED_ABOVE, Ground.FOUR_EYES),
              step(APPROVED_ABOVE, ACCEPTED),
              step(ACCEPTED, LOCKED),
              step(VALIDATED, ENTERED),
              step(APPROVED_HERE, ENTERED),
              step(APPROVED_ABOVE, ENTERED),
              step(ACCEPTED, ENTERED)));

  /** Whether the step into this state belongs to the region; the rest belong to the programme. */
  boolean regional() {
    return this == ENTERED || this == VALIDATED || this == APPROVED_HERE;
  }

  /** Whether the report may still be edited. */
  boolean open() {
    return this == ENTERED || this == VALIDATED;
  }

  /** Whether figures that leave the region count it. */
  boolean counted() {
    return compareTo(APPROVED_HERE) >= 0;
  }
}
