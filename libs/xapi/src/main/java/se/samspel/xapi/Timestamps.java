package se.samspel.xapi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Points in time as RFC 3339 writes them, with what ISO 8601 allows clients of 1.0.3. */
public final class Timestamps {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})[Tt](\\d{2}):(\\d{2}):(\\d{2})(?:[.,](\\d{1,30}))?"
              + "(?:([Zz])|([+-])(\\d{2})(?::?(\\d{2}))?)?");
  private static final int NANO_DIGITS = 9;

  private Timestamps() {}

  /**
   * The point in time, empty where the text is no timestamp. One without a zone is read as UTC
   * (1.0.3 leaves it open); the offset −00:00, which means "unknown", is refused.
   *
   * <p>Source: xAPI 1.0.3 part two §4.5; IEEE 9274.1.1 §4.2.7; RFC 3339 §4.3.
   */
  public static Optional<Instant> parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var minus = "-".equals(match.group(9));
    var hours = match.group(10) == null ? 0 : Integer.parseInt(match.group(10));
    var minutes = match.group(11) == null ? 0 : Integer.parseInt(match.group(11));
    if (minus && hours == 0 && minutes == 0) {
      return Optional.empty();
    }
    var second = Integer.parseInt(match.group(6));
    try {
      // A leap second is a valid timestamp; Java counts it as the second after.
      var leap = second == 60 ? 1 : 0;
      var local =
          LocalDateTime.of(
              Integer.parseInt(match.group(1)),
              Integer.parseInt(match.group(2)),
              Integer.parseInt(match.group(3)),
              Integer.parseInt(match.group(4)),
              Integer.parseInt(match.group(5)),
              second - leap,
              nanos(match.group(7)));
      var offset =
          minus
              ? ZoneOffset.ofHoursMinutes(-hours, -minutes)
              : ZoneOffset.ofHoursMinutes(hours, minutes);
      return Optional.of(local.toInstant(offset).plusSeconds(leap));
    } catch (DateTimeException impossible) {
      return Optional.empty();
    }
  }

  private static int nanos(@org.jspecify.annotations.Nullable String fraction) {
    if (fraction == null) {
      return 0;
    }
    var digits = (fraction + "000000000").substring(0, NANO_DIGITS);
    return Integer.parseInt(digits);
  }
}
