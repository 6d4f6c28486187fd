package se.samspel.core;

/**
 * The kinds of node that the golden thread links. A module owns each kind; {@code thread} knows
 * them only through {@link Nodes}.
 *
 * <p>Source: the golden thread's model, coordination reference §1.
 */
public enum NodeKind {
  AIM,
  NEED,
  KNOWLEDGE_GAP,
  INITIATIVE,
  AGREEMENT,
  BUDGET_LINE,
  METHOD,
  RECOMMENDATION,
  EVIDENCE,
  TRAINING,
  REACH,
  TRACK,
  PLAN,
  INDICATOR,
  DECISION;

  /** The kind as it stands in the database and in the API: lower case with hyphens. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind that {@link #code()} writes so.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static NodeKind ofCode(String code) {
    return valueOf(code.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
  }
}
