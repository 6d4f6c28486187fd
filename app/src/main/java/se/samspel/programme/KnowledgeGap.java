package se.samspel.programme;

import java.util.Optional;
import se.samspel.core.DateSpan;

/** A question that nobody can answer yet and that the programme needs answered. */
public record KnowledgeGap(
    String id,
    String questionSv,
    Optional<String> questionEn,
    Optional<String> saidBy,
    Optional<Integer> saidYear,
    Optional<String> aim,
    DateSpan span,
    Stamp stamp) {

  /** Where it stands. Source: coordination reference §2. */
  public enum State {
    OPEN,
    SCOPED,
    STUDIED,
    COMMISSIONED,
    ANSWERED,
    ACCEPTED_AS_UNKNOWN
  }
}
