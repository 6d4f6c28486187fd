package se.samspel.core;

import java.time.LocalDate;

/**
 * A half-open span of days, {@code from} included and {@code to} excluded.
 *
 * @param from first day; {@link #EARLIEST} where no source gives one
 * @param to first day after; {@link #OPEN} while it still holds
 */
public record DateSpan(LocalDate from, LocalDate to) {

  /** Stands for "since before anyone wrote it down". */
  public static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  /** Stands for "until further notice". */
  public static final LocalDate OPEN = LocalDate.of(9999, 1, 1);

  public DateSpan {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("the span " + from + " – " + to + " holds no day");
    }
  }

  /** From the given day and until further notice. */
  public static DateSpan since(LocalDate from) {
    return new DateSpan(from, OPEN);
  }

  /** Whether the day lies within the span. */
  public boolean holds(LocalDate day) {
    return !day.isBefore(from) && day.isBefore(to);
  }

  /** Whether the two spans share a day. */
  public boolean overlaps(DateSpan other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }
}
