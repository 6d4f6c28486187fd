package se.samspel.funding;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import se.samspel.core.DateSpan;
import se.samspel.core.PackRow;

/** The period of an agreement as sources write it, and the days that it means. */
final class Period {

  static final String YEARLY = "yearly";

  private static final Pattern PARTS =
      Pattern.compile("(\\d{4}(?:-\\d{2}(?:-\\d{2})?)?)(?:/(\\d{4}(?:-\\d{2}(?:-\\d{2})?)?))?");

  private Period() {}

  /**
   * The days of the period, both ends as precise as they are written; empty when it is not written
   * as {@code 2016}, {@code 2011-10/2015-12} or {@code yearly}, or ends before it begins.
   */
  static Optional<DateSpan> span(String text) {
    if (text.equals(YEARLY)) {
      return Optional.of(new DateSpan(DateSpan.EARLIEST, DateSpan.OPEN));
    }
    var parts = PARTS.matcher(text);
    if (!parts.matches()
        || !PackRow.isDate(parts.group(1))
        || (parts.group(2) != null && !PackRow.isDate(parts.group(2)))) {
      return Optional.empty();
    }
    var from = first(parts.group(1));
    var to = after(parts.group(2) == null ? parts.group(1) : parts.group(2));
    return from.isBefore(to) ? Optional.of(new DateSpan(from, to)) : Optional.empty();
  }

  private static LocalDate first(String text) {
    return switch (text.length()) {
      case 4 -> LocalDate.parse(text + "-01-01");
      case 7 -> LocalDate.parse(text + "-01");
      default -> LocalDate.parse(text);
    };
  }

  private static LocalDate after(String text) {
    var first = first(text);
    return switch (text.length()) {
      case 4 -> first.plusYears(1);
      case 7 -> first.plusMonths(1);
      default -> first.plusDays(1);
    };
  }
}
