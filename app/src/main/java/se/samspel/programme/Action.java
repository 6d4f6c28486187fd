package se.samspel.programme;

import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.RegionCode;

/**
 * What somebody is to do because of a decision.
 *
 * @param ownerSv who is to do it: a function, never a private person
 * @param outcomeSv what came of it
 */
public record Action(
    String id,
    String decision,
    String textSv,
    String ownerSv,
    Optional<RegionCode> region,
    LocalDate dueOn,
    Optional<LocalDate> doneOn,
    Optional<String> outcomeSv,
    Stamp stamp) {

  /** Whether it ought to have been done by the day and is not. */
  public boolean overdue(LocalDate day) {
    return dueOn.isBefore(day) && doneOn.filter(done -> !done.isAfter(day)).isEmpty();
  }
}
