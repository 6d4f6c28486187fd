package se.samspel.programme;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Something that the programme or its field did.
 *
 * @param day the first day that the date may mean
 * @param precision how much of the date the source gives
 */
public record TimelineEntry(
    String id,
    LocalDate day,
    Precision precision,
    String kind,
    String textSv,
    Optional<String> textEn,
    Stamp stamp) {

  /** How much of a date a source gives. */
  public enum Precision {
    DAY,
    MONTH,
    YEAR
  }

  /** The date as the source gives it: {@code 2011}, {@code 2011-10} or {@code 2011-10-03}. */
  public String date() {
    return switch (precision) {
      case YEAR -> day.toString().substring(0, 4);
      case MONTH -> day.toString().substring(0, 7);
      case DAY -> day.toString();
    };
  }
}
