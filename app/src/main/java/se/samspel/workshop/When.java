package se.samspel.workshop;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.samspel.statistics.Sentences.Step;
import se.samspel.ui.Messages;

/**
 * The time a value is about, in the forms people write it.
 *
 * @param step its length; {@link Step#POINT} is a day
 * @param first its first day
 */
record When(Step step, LocalDate first) implements Comparable<When> {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec");
  private static final String MONTH_NAME =
      "(jan(?:uari|uary)?|feb(?:ruari|ruary)?|mars?|march|apr(?:il)?|maj|may|jun[ie]?|jul[iy]?"
          + "|aug(?:usti?)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?"
          + "|dec(?:ember)?)\\.?";
  private static final String YEAR = "((?:19|20)\\d\\d)";

  private interface Making {
    When of(Matcher found);
  }

  private record Form(Pattern pattern, Making making) {}

  private static final List<Form> FORMS =
      List.of(
          form(YEAR + "[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\\d|3[01])", m -> day(m, 1, 2, 3)),
          form(YEAR + "[-/.](\\d{1,2})[-/.](\\d{1,2})", m -> day(m, 1, 2, 3)),
          form("(\\d{1,2})[/.](\\d{1,2})[/. ]+" + YEAR, m -> day(m, 3, 2, 1)),
          form("(\\d{1,2}) " + MONTH_NAME + " " + YEAR, When::namedDay),
          form(YEAR + "\\s?[-/m]?\\s?(0?[1-9]|1[0-2])", m -> month(m, 1, 2)),
          form("(0?[1-9]|1[0-2])[-/]" + YEAR, m -> month(m, 2, 1)),
          form(MONTH_NAME + "[\\s-]*'?(\\d{4}|\\d{2})", m -> named(m, 1, 2)),
          form("(\\d{4})[\\s-]*" + MONTH_NAME, m -> named(m, 2, 1)),
          form(YEAR + "[\\s-]*(?:k|q|kv|kvartal)\\s?([1-4])", m -> part(m, 1, 2, Step.QUARTER, 3)),
          form("(?:k|q|kv|kvartal)\\s?([1-4])[\\s-]*" + YEAR, m -> part(m, 2, 1, Step.QUARTER, 3)),
          form(YEAR + "[\\s-]*(?:h|halvår)\\s?([12])", m -> part(m, 1, 2, Step.HALF_YEAR, 6)),
          form("(?:h|halvår)\\s?([12])[\\s-]*" + YEAR, m -> part(m, 2, 1, Step.HALF_YEAR, 6)),
          form(YEAR + "[\\s-]*(?:v|w|vecka)\\.?\\s?(\\d{1,2})", m -> week(m, 1, 2)),
          form("(?:v|w|vecka)\\.?\\s?(\\d{1,2})[\\s-]+" + YEAR, m -> week(m, 2, 1)),
          form(YEAR, m -> new When(Step.YEAR, LocalDate.of(year(m, 1), 1, 1))));

  private static Form form(String pattern, Making making) {
    return new Form(Pattern.compile(pattern), making);
  }

  /** Reads a time; empty when the text is none. */
  static Optional<When> parse(String text) {
    var plain = text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s\\u00a0\\u202f]+", " ");
    if (plain.length() > 30) {
      return Optional.empty();
    }
    for (var form : FORMS) {
      var found = form.pattern().matcher(plain);
      if (found.matches()) {
        try {
          return Optional.of(form.making().of(found));
        } catch (DateTimeException noSuchDay) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static int year(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static When day(Matcher m, int year, int month, int day) {
    return new When(
        Step.POINT,
        LocalDate.of(
            year(m, year), Integer.parseInt(m.group(month)), Integer.parseInt(m.group(day))));
  }

  private static When namedDay(Matcher m) {
    return new When(
        Step.POINT, LocalDate.of(year(m, 3), monthOf(m.group(2)), Integer.parseInt(m.group(1))));
  }

  private static When month(Matcher m, int year, int month) {
    return new When(Step.MONTH, LocalDate.of(year(m, year), Integer.parseInt(m.group(month)), 1));
  }

  private static When named(Matcher m, int month, int year) {
    var written = year(m, year);
    return new When(
        Step.MONTH,
        LocalDate.of(written < 100 ? 2000 + written : written, monthOf(m.group(month)), 1));
  }

  private static int monthOf(String name) {
    var three = name.substring(0, 3).replace("may", "maj").replace("oct", "okt");
    return 1 + MONTHS.indexOf(three);
  }

  private static When part(Matcher m, int year, int part, Step step, int months) {
    var which = Integer.parseInt(m.group(part));
    return new When(step, LocalDate.of(year(m, year), (which - 1) * months + 1, 1));
  }

  private static When week(Matcher m, int year, int week) {
    // The fourth of January lies in the first week of its year (ISO 8601).
    var monday =
        LocalDate.of(year(m, year), 1, 4)
            .with(java.time.DayOfWeek.MONDAY)
            .plusWeeks(Integer.parseInt(m.group(week)) - 1L);
    if (monday.get(IsoFields.WEEK_BASED_YEAR) != year(m, year)) {
      throw new DateTimeException("no such week");
    }
    return new When(Step.WEEK, monday);
  }

  /** The next one of the same length. */
  When next() {
    return new When(
        step,
        switch (step) {
          case POINT -> first.plusDays(1);
          case WEEK -> first.plusWeeks(1);
          case MONTH -> first.plusMonths(1);
          case QUARTER -> first.plusMonths(3);
          case HALF_YEAR -> first.plusMonths(6);
          case YEAR -> first.plusYears(1);
        });
  }

  /** The month that a day stands for. */
  When asMonth() {
    return new When(Step.MONTH, YearMonth.from(first).atDay(1));
  }

  /** Days to a later one. */
  long daysTo(When later) {
    return ChronoUnit.DAYS.between(first, later.first);
  }

  /** As in a sentence: {@code mars 2026}. */
  String name(Locale locale) {
    return switch (step) {
      case POINT -> DateTimeFormatter.ofPattern("d MMMM uuuu", locale).format(first);
      case WEEK ->
          Messages.get(
              locale,
              "workshop.when.week",
              first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
              first.get(IsoFields.WEEK_BASED_YEAR));
      case MONTH -> DateTimeFormatter.ofPattern("LLLL uuuu", locale).format(first);
      case QUARTER ->
          Messages.get(
              locale,
              "workshop.when.quarter",
              first.get(IsoFields.QUARTER_OF_YEAR),
              first.getYear());
      case HALF_YEAR ->
          Messages.get(
              locale,
              first.getMonthValue() < 7 ? "workshop.when.half-1" : "workshop.when.half-2",
              first.getYear());
      case YEAR -> Integer.toString(first.getYear());
    };
  }

  /** As on an axis: {@code mar 26}. */
  String brief(Locale locale) {
    return switch (step) {
      case POINT -> DateTimeFormatter.ofPattern("d/M uu", locale).format(first);
      case WEEK ->
          Messages.get(
              locale,
              "workshop.when.week-brief",
              first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
              first.get(IsoFields.WEEK_BASED_YEAR));
      case MONTH -> DateTimeFormatter.ofPattern("LLL uu", locale).format(first).replace(".", "");
      case QUARTER ->
          Messages.get(
              locale,
              "workshop.when.quarter-brief",
              first.get(IsoFields.QUARTER_OF_YEAR),
              first.getYear());
      case HALF_YEAR ->
          Messages.get(
              locale,
              "workshop.when.half-brief",
              first.getMonthValue() < 7 ? 1 : 2,
              first.getYear());
      case YEAR -> Integer.toString(first.getYear());
    };
  }

  @Override
  public int compareTo(When other) {
    return first.compareTo(other.first);
  }
}
