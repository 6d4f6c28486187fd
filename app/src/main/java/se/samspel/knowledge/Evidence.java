package se.samspel.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Something published that recommendations rest on.
 *
 * @param id stable identity: lower case, digits and hyphens
 * @param version from 1
 * @param certainty {@code high}, {@code moderate}, {@code low} or {@code very-low}
 * @param supports the editions it is a ground for, each written {@code number@edition}
 * @param retractedOn the day its publisher took it back, empty while it stands
 * @param retractionReason why, in a sentence
 */
public record Evidence(
    String id,
    int version,
    String titleSv,
    Optional<String> doi,
    Optional<Integer> publishedYear,
    Optional<String> certainty,
    List<String> supports,
    Optional<LocalDate> retractedOn,
    Optional<String> retractionReason,
    Optional<String> source,
    boolean synthetic) {

  /** Whether its publisher has taken it back by the day. */
  public boolean retracted(LocalDate day) {
    return retractedOn.filter(on -> !on.isAfter(day)).isPresent();
  }
}
