package se.samspel.funding;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Something that an agreement asks to be reported by a day.
 *
 * @param id identity: lower case, digits and hyphens
 * @param version from 1; what an edit must carry
 * @param agreement which agreement asks
 * @param who is to report
 * @param due last day
 * @param what is to be reported
 * @param doneOn when it was; empty where no source says so
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record Duty(
    String id,
    int version,
    String agreement,
    String who,
    LocalDate due,
    String what,
    Optional<LocalDate> doneOn,
    Optional<String> source,
    boolean synthetic) {

  /** How near the day is. Source: the clock of requisitions, coordination reference §2. */
  public enum Clock {
    /** Past its day and not known to be done. */
    OVERDUE,
    /** At most 7 days left. */
    WITHIN_7,
    /** At most 30 days left. */
    WITHIN_30,
    /** At most 60 days left. */
    WITHIN_60,
    /** More than 60 days left. */
    LATER,
    /** Done. */
    DONE
  }

  /** How near the day is, seen from the day given. */
  public Clock clock(LocalDate today) {
    if (doneOn.filter(done -> !done.isAfter(today)).isPresent()) {
      return Clock.DONE;
    }
    var left = daysLeft(today);
    if (left < 0) {
      return Clock.OVERDUE;
    }
    if (left <= 7) {
      return Clock.WITHIN_7;
    }
    if (left <= 30) {
      return Clock.WITHIN_30;
    }
    return left <= 60 ? Clock.WITHIN_60 : Clock.LATER;
  }

  /** Days left; negative when the day has passed. */
  public long daysLeft(LocalDate today) {
    return ChronoUnit.DAYS.between(today, due);
  }
}
