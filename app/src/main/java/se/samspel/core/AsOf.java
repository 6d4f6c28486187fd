package se.samspel.core;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The two questions behind every dated answer: which day is asked about, and what was known when.
 *
 * <p>A row answers when its validity holds {@code day} ({@code valid_from <= day < valid_to}) and
 * it had been recorded, and not yet replaced, at {@code known}. Since nothing is overwritten, the
 * same pair gives the same answer for ever; that is what a permanent link carries.
 *
 * @param day the day the answer is about
 * @param known the moment of the last change that the answer may use
 */
public record AsOf(LocalDate day, Instant known) {

  /** Later than any moment: everything that is recorded now. */
  public static final Instant NOW_KNOWN = Instant.parse("9999-01-01T00:00:00Z");

  /** The given day with all that is known today. */
  public static AsOf day(LocalDate day) {
    return new AsOf(day, NOW_KNOWN);
  }

  /** Whether the answer is bound to a moment of knowledge, and so never changes. */
  public boolean frozen() {
    return known.isBefore(NOW_KNOWN);
  }
}
