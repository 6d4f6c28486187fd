package se.samspel.core;

import java.time.LocalDate;

/**
 * Something that was done in a region, to be shown beside what was measured there. That it stands
 * beside says nothing about cause.
 *
 * @param day when
 * @param kind what sort of thing
 * @param title in Swedish
 * @param path its page, beginning with {@code /}
 * @param synthetic whether it was made up for a demonstration
 */
public record Activity(LocalDate day, Kind kind, String title, String path, boolean synthetic) {

  /** What sort of thing was done. */
  public enum Kind {
    /** An occasion of a training. */
    TRAINING,
    /** A unit began to work by a recommendation or a method. */
    STAGE,
    /** A regional plan was adopted. */
    PLAN
  }
}
