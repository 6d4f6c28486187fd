package se.samspel.core;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a programme pack's file.
 *
 * @param file the file's name, such as {@code needs.csv}
 * @param line line in the file, the header being line 1
 * @param key the row's identity within its file
 * @param cells text by column, stripped; blank cells are empty strings
 */
public record PackRow(String file, int line, String key, Map<String, String> cells) {

  /** The cell's text, empty when blank or when the file lacks the column. */
  public Optional<String> find(String column) {
    return Optional.ofNullable(cells.get(column)).filter(it -> !it.isBlank());
  }

  /** The cell's text; the empty string when blank. */
  public String get(String column) {
    return cells.getOrDefault(column, "");
  }

  /** The parts of a cell that holds several values, separated by semicolons. */
  public List<String> list(String column) {
    return Arrays.stream(get(column).split(";"))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /** A whole number, empty when blank. Call after {@link PackPart#check} has accepted the pack. */
  public Optional<Long> number(String column) {
    return find(column).map(Long::parseLong);
  }

  /**
   * The first day of a date written {@code 2011}, {@code 2011-10} or {@code 2011-10-03}; empty when
   * blank.
   *
   * @throws java.time.DateTimeException when it has another form
   */
  public Optional<LocalDate> firstDay(String column) {
    return find(column).map(PackRow::parseFirstDay);
  }

  /** The day after the last day of a date written with year, month or day precision. */
  public Optional<LocalDate> dayAfter(String column) {
    return find(column)
        .map(text -> {
          var first = parseFirstDay(text);
          return switch (text.length()) {
            case 4 -> first.plusYears(1);
            case 7 -> first.plusMonths(1);
            default -> first.plusDays(1);
          };
        });
  }

  /** The span of the row's {@code valid_from} and {@code valid_to} cells; open where blank. */
  public DateSpan validity() {
    return new DateSpan(
        firstDay("valid_from").orElse(DateSpan.EARLIEST),
        dayAfter("valid_to").orElse(DateSpan.OPEN));
  }

  /** Whether the text is a date of year, month or day precision. */
  public static boolean isDate(String text) {
    try {
      parseFirstDay(text);
      return true;
    } catch (java.time.DateTimeException notADate) {
      return false;
    }
  }

  private static LocalDate parseFirstDay(String text) {
    return switch (text.length()) {
      case 4 -> java.time.Year.parse(text).atDay(1);
      case 7 -> java.time.YearMonth.parse(text).atDay(1);
      default -> LocalDate.parse(text);
    };
  }
}
