package se.samspel.indicators;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A day from which the values are measured so differently that nothing may be computed over it: no
 * line, no change, no sum.
 *
 * @param day the first day of the new way
 * @param reason what changed
 */
public record Break(LocalDate day, String reason) {

  /** Reads what {@link #text} writes; empty when it is something else. */
  public static Optional<Break> parse(String text) {
    var plain = text.strip();
    if (!plain.matches("\\d{4}-\\d{2}-\\d{2}(\\s.*)?")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Break(LocalDate.parse(plain.substring(0, 10)), plain.substring(10).strip()));
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  /** {@code 2021-01-01 Ny modell}. */
  public String text() {
    return (day + " " + reason).strip();
  }

  /** Whether the period begins before the break and ends after it. */
  boolean inside(Period period) {
    return period.dated() && period.span().from().isBefore(day) && day.isBefore(period.span().to());
  }
}
