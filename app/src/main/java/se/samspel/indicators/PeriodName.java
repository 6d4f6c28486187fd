package se.samspel.indicators;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import se.samspel.ui.Messages;

/** What a period is called in a sentence and on an axis. */
final class PeriodName {

  private PeriodName() {}

  /** As in a sentence: {@code mars 2026}. */
  static String of(Period period, Locale locale) {
    var from = period.span().from();
    return switch (period.grain()) {
      case MONTH -> DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(from);
      case QUARTER ->
          Messages.get(locale, "finding.quarter", quarter(from), Integer.toString(from.getYear()));
      case HALF_YEAR ->
          Messages.get(
              locale,
              from.getMonthValue() < 7 ? "finding.first-half" : "finding.second-half",
              Integer.toString(from.getYear()));
      case YEARS -> period.code().replace('/', '–');
      case YEAR -> period.code();
      case UNDATED -> Messages.get(locale, "value.undated");
    };
  }

  /** As on an axis: {@code mar 26}. */
  static String brief(Period period, Locale locale) {
    var from = period.span().from();
    return switch (period.grain()) {
      case MONTH ->
          from.getMonth().getDisplayName(TextStyle.SHORT_STANDALONE, locale).replace(".", "")
              + " "
              + from.getYear() % 100;
      case QUARTER -> "K" + quarter(from) + " " + from.getYear() % 100;
      case HALF_YEAR -> (from.getMonthValue() < 7 ? "1/" : "2/") + from.getYear();
      case YEAR, YEARS, UNDATED -> of(period, locale);
    };
  }

  private static String quarter(LocalDate day) {
    return Integer.toString((day.getMonthValue() + 2) / 3);
  }
}
