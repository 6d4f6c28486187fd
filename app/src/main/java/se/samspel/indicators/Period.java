package se.samspel.indicators;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.samspel.core.DateSpan;

/**
 * The time a value is about: a year {@code 2022}, a month {@code 2021-05}, a half-year {@code
 * 2024-H1}, a quarter {@code 2024-Q1}, several years pooled {@code 2018/2022}, or {@link #UNDATED}.
 *
 * @param code as written above
 * @param span its days
 */
public record Period(String code, DateSpan span) implements Comparable<Period> {

  /** A period that no source dates. */
  public static final String UNDATED = "undated";

  /** How long a period is. */
  public enum Grain {
    MONTH,
    QUARTER,
    HALF_YEAR,
    YEAR,
    /** Several years pooled. */
    YEARS,
    /** No source says. */
    UNDATED
  }

  private static final Pattern YEAR = Pattern.compile("(\\d{4})");
  private static final Pattern MONTH = Pattern.compile("(\\d{4})-(0[1-9]|1[0-2])");
  private static final Pattern HALF = Pattern.compile("(\\d{4})-H([12])");
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})-Q([1-4])");
  private static final Pattern YEARS = Pattern.compile("(\\d{4})/(\\d{4})");

  /**
   * Reads a period.
   *
   * @throws IllegalArgumentException when it has another form, or ends before it begins
   */
  public static Period parse(String code) {
    Matcher found;
    if ((found = YEAR.matcher(code)).matches()) {
      return months(code, year(found), 1, 12);
    }
    if ((found = MONTH.matcher(code)).matches()) {
      return months(code, year(found), Integer.parseInt(found.group(2)), 1);
    }
    if ((found = HALF.matcher(code)).matches()) {
      return months(code, year(found), 6 * Integer.parseInt(found.group(2)) - 5, 6);
    }
    if ((found = QUARTER.matcher(code)).matches()) {
      return months(code, year(found), 3 * Integer.parseInt(found.group(2)) - 2, 3);
    }
    if ((found = YEARS.matcher(code)).matches()) {
      int last = Integer.parseInt(found.group(2));
      return new Period(
          code, new DateSpan(LocalDate.of(year(found), 1, 1), LocalDate.of(last + 1, 1, 1)));
    }
    if (code.equals(UNDATED)) {
      return new Period(code, new DateSpan(DateSpan.EARLIEST, DateSpan.OPEN));
    }
    throw new IllegalArgumentException("not a period: " + code);
  }

  /** Whether {@link #parse} reads the text. */
  public static boolean isPeriod(String code) {
    try {
      parse(code);
      return true;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  /** Whether any source says when it was. */
  public boolean dated() {
    return !code.equals(UNDATED);
  }

  /** How long it is. */
  public Grain grain() {
    if (!dated()) {
      return Grain.UNDATED;
    }
    if (YEARS.matcher(code).matches()) {
      return Grain.YEARS;
    }
    return switch ((int) java.time.Period.between(span.from(), span.to()).toTotalMonths()) {
      case 1 -> Grain.MONTH;
      case 3 -> Grain.QUARTER;
      case 6 -> Grain.HALF_YEAR;
      default -> Grain.YEAR;
    };
  }

  /** How many years are pooled; 1 for a year, 0 for shorter periods and for none. */
  public int years() {
    return dated() ? java.time.Period.between(span.from(), span.to()).getYears() : 0;
  }

  @Override
  public int compareTo(Period other) {
    int byStart = span.from().compareTo(other.span.from());
    return byStart != 0 ? byStart : code.compareTo(other.code);
  }

  private static int year(Matcher found) {
    return Integer.parseInt(found.group(1));
  }

  private static Period months(String code, int year, int first, int count) {
    var start = YearMonth.of(year, first);
    return new Period(code, new DateSpan(start.atDay(1), start.plusMonths(count).atDay(1)));
  }
}
