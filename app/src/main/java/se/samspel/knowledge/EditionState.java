package se.samspel.knowledge;

import static se.samspel.core.StateMachine.step;

import java.util.List;
import java.util.Set;
import se.samspel.core.StateMachine;
import se.samspel.core.StateMachine.Ground;

/**
 * Where an edition of a recommendation stands on its way from draft to use and out of use.
 *
 * <p>Source: state machines, coordination reference §2.
 */
public enum EditionState {
  DRAFT,
  EVIDENCE_REVIEW,
  COI_CLEARED,
  PANEL_DECIDED,
  CONSULTATION,
  REVISED,
  APPROVED,
  SCHEDULED,
  PUBLISHED,
  REVIEW_DUE,
  REAFFIRMED,
  SUPERSEDED,
  WITHDRAWN;

  private static final Set<EditionState> IN_FORCE = Set.of(PUBLISHED, REVIEW_DUE, REAFFIRMED);
  private static final Set<EditionState> OPEN =
      Set.of(CONSULTATION, PUBLISHED, REVIEW_DUE, REAFFIRMED, SUPERSEDED, WITHDRAWN);

  /**
   * The steps that people may take. An edition becomes superseded only by a later edition being
   * published, which is a consequence and no step of its own.
   */
  static final StateMachine<EditionState> STEPS =
      new StateMachine<>(
          List.of(
              step(DRAFT, EVIDENCE_REVIEW, Ground.INVOLVEMENT),
              step(EVIDENCE_REVIEW, COI_CLEARED),
              step(COI_CLEARED, PANEL_DECIDED, Ground.INVOLVEMENT, Ground.DECISION),
              step(PANEL_DECIDED, CONSULTATION),
              step(CONSULTATION, REVISED),
              step(REVISED, APPROVED, Ground.FOUR_EYES),
              step(APPROVED, SCHEDULED),
              step(SCHEDULED, PUBLISHED),
              step(PUBLISHED, REVIEW_DUE),
              step(REVIEW_DUE, REAFFIRMED),
              step(REAFFIRMED, REVIEW_DUE),
              step(PUBLISHED, WITHDRAWN),
              step(REVIEW_DUE, WITHDRAWN),
              step(REAFFIRMED, WITHDRAWN)));

  /** Whether care is to be given by it. */
  public boolean inForce() {
    return IN_FORCE.contains(this);
  }

  /** Whether everyone may read it: what is being written is for those who have signed in. */
  public boolean open() {
    return OPEN.contains(this);
  }

  /** Whether its words may still be changed; from approval on they stand. */
  public boolean editable() {
    return compareTo(APPROVED) < 0;
  }

  /** As the database and the API write it: lower case with hyphens. */
  public String code() {
    return StateMachine.code(this);
  }

  /** The message key of its name. */
  public String key() {
    return StateMachine.key("recommendation", this);
  }

  /**
   * The state that {@link #code()} writes so.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static EditionState ofCode(String code) {
    return valueOf(code.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
  }
}
