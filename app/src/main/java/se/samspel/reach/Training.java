package se.samspel.reach;

import java.util.Optional;
import se.samspel.core.DateSpan;

/**
 * A training and what it teaches.
 *
 * @param form {@code web}, {@code course}, {@code cascade} or {@code conference}
 * @param teaches the edition or method it teaches; empty where none is given
 * @param initiative the initiative that produced it
 * @param owner who answers for it
 * @param involvement the involvement record or waiver behind its content
 * @param span the days it is given
 * @param source where it is taken from
 */
public record Training(
    String id,
    int version,
    String title,
    Optional<String> titleEn,
    String form,
    Optional<Teaches> teaches,
    Optional<String> initiative,
    Optional<String> owner,
    Optional<String> involvement,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {

  /**
   * What is taught.
   *
   * @param kind {@code recommendation} or {@code method}
   * @param version the edition, for a recommendation
   * @param title its name in Swedish; the id where it isn't known
   */
  public record Teaches(String kind, String id, int version, String title) {}
}
