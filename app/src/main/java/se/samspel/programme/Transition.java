package se.samspel.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A step from one state to another, as it was taken.
 *
 * @param from empty for the first state
 * @param day the day it holds from
 * @param actor who took it
 * @param involvement key of the involvement record or waiver behind it
 * @param revisitOn when a parked need is taken up again
 * @param towards the need that it merged into, or who took the initiative over
 */
public record Transition(
    String kind,
    String id,
    Optional<String> from,
    String to,
    LocalDate day,
    Instant recordedAt,
    String actor,
    String reason,
    Optional<String> decision,
    Optional<String> involvement,
    Optional<LocalDate> revisitOn,
    Optional<String> towards,
    boolean synthetic) {

  /** The step without where it led, for one who may not see that. */
  Transition withoutTowards() {
    return new Transition(
        kind,
        id,
        from,
        to,
        day,
        recordedAt,
        actor,
        reason,
        decision,
        involvement,
        revisitOn,
        Optional.empty(),
        synthetic);
  }
}
