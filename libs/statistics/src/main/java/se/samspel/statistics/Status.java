package se.samspel.statistics;

/** Why a statistic has, or has not, a value. Source: spec 0. */
public enum Status {
  /** The value stands. */
  OK,
  /** Nothing to divide by: no value, and above all not 0 %. */
  NO_DENOMINATOR,
  /** Fewer events than the method needs; no value. */
  TOO_FEW_EVENTS,
  /** Fewer observations than the method needs; what can be said without them is still given. */
  TOO_FEW_OBSERVATIONS,
  /** All observations are equal: limits lie on the centre and nothing signals. */
  ZERO_VARIATION,
  /**
   * Screening would have removed every moving range that is not 0; the unscreened mean was used.
   */
  SCREENING_DEGENERATE,
  /** Hidden by disclosure control. */
  SUPPRESSED,
  /** Nothing was observed. */
  MISSING,
  /** The statistic has no meaning for these figures. */
  NOT_APPLICABLE
}
