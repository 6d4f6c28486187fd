package se.samspel.funding;

import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.Kronor;
import se.samspel.core.RegionCode;

/**
 * A dated amount on a budget line.
 *
 * @param id identity: lower case, digits and hyphens
 * @param version from 1; what an edit must carry
 * @param budgetLine the line it draws on
 * @param kind promised or come to
 * @param settles for an outcome: the commitment that it uses up whole
 * @param day when
 * @param amount negative for a correction
 * @param region which region it went to, where other than the line's
 * @param method identity of the method it was for
 * @param text what it was, in Swedish
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record Entry(
    String id,
    int version,
    String budgetLine,
    Kind kind,
    Optional<String> settles,
    LocalDate day,
    Kronor amount,
    Optional<RegionCode> region,
    Optional<String> method,
    Optional<String> text,
    Optional<String> source,
    boolean synthetic) {

  /** Promised, or what it came to. */
  public enum Kind {
    COMMITMENT,
    OUTCOME
  }
}
