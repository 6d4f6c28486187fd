package se.samspel.lrs;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Moments as the database keeps them: whole microseconds. */
final class Moments {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Moments() {}

  static String text(Instant moment) {
    return TEXT.format(moment);
  }

  /** The moment itself or, where it isn't later than the last one, a microsecond after that. */
  static Instant after(Instant last, Instant now) {
    var micros = now.truncatedTo(ChronoUnit.MICROS);
    return micros.isAfter(last) ? micros : last.plus(1, ChronoUnit.MICROS);
  }

  static OffsetDateTime sql(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
