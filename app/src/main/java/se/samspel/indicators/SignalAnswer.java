package se.samspel.indicators;

/** How a region answers why a value differs from what is usual. */
public enum SignalAnswer {
  /** It is seen and nothing more needs to be done. */
  ACCEPT,
  /** There is an explanation. */
  EXPLAIN,
  /** Something will be done about it. */
  ACT
}
