package se.samspel.ui;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.Kronor;

/**
 * Numbers, dates and money as the reader's language writes them. In Swedish: decimal comma, narrow
 * no-break space (U+202F) between thousands, minus as U+2212.
 */
public final class Numbers {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final char NARROW_SPACE = '\u202f';
  private static final char MINUS = '\u2212';
  private static final Numbers SWEDISH = new Numbers(Messages.SWEDISH);
  private static final Numbers ENGLISH = new Numbers(Locale.ENGLISH);

  private final Locale locale;

  private Numbers(Locale locale) {
    this.locale = locale;
  }

  /** Numbers as the language writes them: English only where asked for, otherwise Swedish. */
  public static Numbers of(Locale locale) {
    return locale.getLanguage().equals("en") ? ENGLISH : SWEDISH;
  }

  /** Numbers as Swedish writes them. */
  public static Numbers swedish() {
    return SWEDISH;
  }

  /** A whole number: {@code 10 551 707}. */
  public String whole(long number) {
    return format("#,##0", number);
  }

  /** A number with the decimals given: {@code 3,21}. */
  public String decimal(double number, int decimals) {
    return format("#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals)), number);
  }

  /** A number with as many decimals as it has, at most four. */
  public String plain(double number) {
    return format("#,##0.####", number);
  }

  /** A share as percent without decimals: {@code 75 %}. */
  public String percent(double share) {
    return format("#,##0", share * 100) + "\u00a0%";
  }

  /** Whole kronor: {@code 10 000 000 kr}. */
  public String kronor(Kronor amount) {
    return format("#,##0", Math.round(amount.ore() / 100.0)) + "\u00a0kr";
  }

  /** A day: {@code 24 november 2026}. */
  public String day(LocalDate day) {
    if (!day.isBefore(DateSpan.OPEN) || !day.isAfter(DateSpan.EARLIEST)) {
      return "";
    }
    return DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(day);
  }

  /** A day where there is one. */
  public String day(Optional<LocalDate> day) {
    return day.map(this::day).orElse("");
  }

  /** A moment in Swedish time: {@code 2026-11-24 17.05}. */
  public String moment(Instant moment) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH.mm", locale).format(moment.atZone(SWEDEN));
  }

  /**
   * A span of days: {@code 1 oktober 2011 – 31 december 2015}, {@code från 1 oktober 2011}, {@code
   * till och med 31 december 2015}; the empty string when both ends are open.
   */
  public String span(DateSpan span) {
    var from = span.from().equals(DateSpan.EARLIEST) ? "" : day(span.from());
    var to = span.to().equals(DateSpan.OPEN) ? "" : day(span.to().minusDays(1));
    if (from.isEmpty() && to.isEmpty()) {
      return "";
    }
    if (to.isEmpty()) {
      return Messages.get(locale, "span.from", from);
    }
    return from.isEmpty() ? Messages.get(locale, "span.to", to) : from + " – " + to;
  }

  private String format(String pattern, double number) {
    var symbols = DecimalFormatSymbols.getInstance(locale);
    if (!locale.getLanguage().equals("en")) {
      symbols.setGroupingSeparator(NARROW_SPACE);
      symbols.setDecimalSeparator(',');
      symbols.setMinusSign(MINUS);
    }
    return new DecimalFormat(pattern, symbols).format(number);
  }
}
