package se.samspel.programme;

import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.RegionCode;

/**
 * Something that is not as it should be for people, as somebody has stated it.
 *
 * @param severity 1–5 as the programme sets it, empty where nobody has
 * @param saidBy who states it
 * @param saidYear when
 * @param aim the aim that it stands in the way of
 * @param region whose need it is, empty for the whole country
 * @param regionOnly whether only the region itself and the programme may read it
 */
public record Need(
    String id,
    String statementSv,
    Optional<String> statementEn,
    Optional<String> populationSv,
    Optional<Integer> severity,
    Optional<String> saidBy,
    Optional<Integer> saidYear,
    Optional<String> aim,
    Optional<RegionCode> region,
    boolean regionOnly,
    DateSpan span,
    Stamp stamp) {

  public Need {
    if (regionOnly && region.isEmpty()) {
      throw new IllegalArgumentException("a need that only a region may read has a region");
    }
    if (severity.filter(it -> it < 1 || it > 5).isPresent()) {
      throw new IllegalArgumentException("severity is 1–5, not " + severity.get());
    }
  }

  /** Where it stands. Source: coordination reference §2. */
  public enum State {
    RAISED,
    TRIAGED,
    CONFIRMED,
    PRIORITISED,
    BEING_ADDRESSED,
    MET,
    PARKED,
    MERGED
  }
}
