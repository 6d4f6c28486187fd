package se.samspel.reach;

/**
 * What a count of reached people rests on. Counts of different bases are never added together:
 * somebody who booked a seat may be the same person as one who completed the course on the web.
 */
public enum Basis {
  /** Completions that a learning platform registered. */
  WEB_COMPLETIONS,
  /** Seats booked, whether or not somebody sat there. */
  REGISTERED_SEATS,
  /** People counted in the room. */
  HEADCOUNT
}
