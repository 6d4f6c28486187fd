package se.samspel.implementation;

import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.RegionCode;

/**
 * A unit's own answer about a recommendation, as of its day.
 *
 * @param evidence address of what shows it
 */
public record Assessment(
    String id,
    RegionCode region,
    String unit,
    String unitName,
    String recommendation,
    int edition,
    Answer answer,
    Optional<String> evidence,
    LocalDate day,
    boolean synthetic) {

  /** Days since the answer was given. */
  public long age(LocalDate today) {
    return java.time.temporal.ChronoUnit.DAYS.between(day, today);
  }
}
