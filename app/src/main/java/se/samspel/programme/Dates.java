package se.samspel.programme;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import se.samspel.core.PackRow;
import se.samspel.ui.Page;

/**
 * Dates of year, month or day precision, written {@code 2011}, {@code 2011-10}, {@code 2011-10-03}.
 */
final class Dates {

  private Dates() {}

  static boolean valid(String date) {
    return PackRow.isDate(date);
  }

  /** The first day that it may mean. */
  static LocalDate first(String date) {
    return switch (date.length()) {
      case 4 -> Year.parse(date).atDay(1);
      case 7 -> YearMonth.parse(date).atDay(1);
      default -> LocalDate.parse(date);
    };
  }

  /** The day after the last one that it may mean. */
  static LocalDate dayAfter(String date) {
    return switch (date.length()) {
      case 4 -> first(date).plusYears(1);
      case 7 -> first(date).plusMonths(1);
      default -> first(date).plusDays(1);
    };
  }

  /** As people read it, never more precise than it is. */
  static String words(Page page, String date) {
    return switch (date.length()) {
      case 4 -> date;
      case 7 -> month(page, first(date));
      default -> page.numbers().day(first(date));
    };
  }

  /** A month: {@code oktober 2011}. */
  static String month(Page page, LocalDate day) {
    return java.time.format.DateTimeFormatter.ofPattern("LLLL uuuu", page.frame().locale())
        .format(day);
  }
}
