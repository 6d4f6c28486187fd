package se.samspel.actors;

import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;

/**
 * How a change of something dated divides its days: what was before the day that the change holds
 * from is kept as it was, and the rest is renewed.
 *
 * @param kept the days that stay as they were, empty when the change corrects them all
 * @param renewed the days that the new content holds
 */
record Revising(Optional<DateSpan> kept, DateSpan renewed) {

  /**
   * Reads the fields {@code from} (first day of the new content; blank corrects every day) and
   * {@code until} (last day that the thing exists; blank leaves it open).
   *
   * @param span the days that the content to be changed holds
   */
  static Revising read(DateSpan span, Fields fields) {
    var from = fields.optionalDay("from").orElse(span.from());
    var to = fields.optionalDay("until").map(day -> day.plusDays(1)).orElse(DateSpan.OPEN);
    return of(span, from, to, fields);
  }

  private static Revising of(DateSpan span, LocalDate from, LocalDate to, Fields fields) {
    if (from.isBefore(span.from())) {
      fields.fault("from", "actors.from-early", span.from());
      return new Revising(Optional.empty(), span);
    }
    if (!from.isBefore(to)) {
      fields.fault("until", "actors.until-early");
      return new Revising(Optional.empty(), span);
    }
    var kept =
        from.equals(span.from())
            ? Optional.<DateSpan>empty()
            : Optional.of(new DateSpan(span.from(), from));
    return new Revising(kept, new DateSpan(from, to));
  }
}
