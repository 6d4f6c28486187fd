package se.samspel.programme;

import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.DateSpan;

/**
 * Something that the programme does or lets do.
 *
 * @param parent the initiative that it is a part of
 * @param lead who leads it
 * @param need the need that it was begun for
 * @param method the method that it is to produce
 * @param started its first day, as precisely as the source gives it: year, month or day
 * @param ended its last day, likewise
 */
public record Initiative(
    String id,
    String nameSv,
    Optional<String> nameEn,
    Optional<String> parent,
    Optional<String> lead,
    Optional<String> aim,
    Optional<String> need,
    Optional<String> method,
    Optional<String> started,
    Optional<String> ended,
    DateSpan span,
    Stamp stamp) {

  /** Days after which a living initiative's state counts as no longer confirmed. */
  static final int CONFIRM_DAYS = 90;

  /** Where it stands. Source: coordination reference §2. */
  public enum State {
    IDEA,
    PROPOSED,
    APPROVED,
    FUNDED,
    RUNNING,
    PAUSED,
    DELIVERING,
    CLOSED,
    HANDED_OVER,
    CANCELLED;

    /** Whether there is still work to confirm in it. */
    boolean living() {
      return switch (this) {
        case APPROVED, FUNDED, RUNNING, PAUSED, DELIVERING -> true;
        case IDEA, PROPOSED, CLOSED, HANDED_OVER, CANCELLED -> false;
      };
    }
  }

  /**
   * Where it stood on a day by its own dates alone, for an initiative of which no step is recorded:
   * before its first day proposed, then running, after its last day closed. Empty where no source
   * gives a first day: then nobody knows.
   */
  Optional<State> stateByDates(LocalDate day) {
    if (ended.filter(it -> !day.isBefore(Dates.dayAfter(it))).isPresent()) {
      return Optional.of(State.CLOSED);
    }
    return started.map(it -> day.isBefore(Dates.first(it)) ? State.PROPOSED : State.RUNNING);
  }
}
