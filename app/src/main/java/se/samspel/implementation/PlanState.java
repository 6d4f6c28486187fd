package se.samspel.implementation;

import static se.samspel.core.StateMachine.step;

import java.util.List;
import se.samspel.core.StateMachine;

/** Where a regional plan stands. */
public enum PlanState {
  /** Seen by its region alone. */
  DRAFT,
  /** Decided by the region. */
  ADOPTED,
  /** No longer meant to be followed. */
  WITHDRAWN;

  static final StateMachine<PlanState> STEPS =
      new StateMachine<>(
          List.of(step(DRAFT, ADOPTED), step(DRAFT, WITHDRAWN), step(ADOPTED, WITHDRAWN)));
}
