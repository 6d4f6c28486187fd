package se.samspel.workshop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which column holds what. Columns count from 0; -1 stands for none.
 *
 * @param heading names of the columns where the first row gives them, otherwise blank
 * @param label period or name of each row
 * @param value what is drawn, or the numerator
 * @param denominator what the value is a part of
 * @param note what happened
 * @param numeric columns of numbers, in order
 * @param timed whether the label is a time
 */
record Layout(
    List<String> heading,
    boolean headed,
    int label,
    int value,
    int denominator,
    int note,
    List<Integer> numeric,
    boolean timed) {

  private static final Pattern DENOMINATOR =
      Pattern.compile(
          "(?i).*\\b(nämnare|totalt?|av|alla|underlag|denominator|population|folkmängd|invånare"
              + "|besök|vårddygn|dygn|n)\\b.*");
  private static final Pattern NOTE =
      Pattern.compile("(?i).*(händelse|aktivitet|kommentar|notering|hänt|comment|event).*");
  private static final Pattern TIME =
      Pattern.compile("(?i).*(år|period|månad|datum|tid|vecka|kvartal|halvår|year|month|date).*");

  /** Share of readable cells that makes a column one of times or numbers. */
  private static final double MOSTLY = 0.5;

  private enum Sort {
    TIME,
    NUMBER,
    WORDS,
    EMPTY
  }

  /** How a column is told to somebody: its number, and its heading where it has one. */
  String name(int column) {
    var words = column < heading.size() ? heading.get(column) : "";
    return words.isBlank() ? Integer.toString(column + 1) : column + 1 + " (" + words + ")";
  }

  /** The rows below the heading. */
  List<Grid.Line> body(Grid grid) {
    return headed ? grid.lines().subList(1, grid.lines().size()) : grid.lines();
  }

  /** Guesses from headings and cells. */
  static Layout of(Grid grid) {
    var below = grid.lines().subList(Math.min(1, grid.lines().size() - 1), grid.lines().size());
    var sorts = new ArrayList<Sort>();
    for (var c = 0; c < grid.columns(); c++) {
      sorts.add(sort(below, c, grid.columns() > 1 && c == 0));
    }
    var first = grid.lines().getFirst();
    var headed =
        grid.lines().size() > 1
            && IntStream.range(0, grid.columns())
                .anyMatch(c -> unlike(first.cells().get(c), sorts.get(c)))
            && IntStream.range(0, grid.columns())
                .noneMatch(c -> figure(first.cells().get(c), sorts.get(c)));
    var heading = headed ? first.cells() : List.<String>of();
    var label = sorts.indexOf(Sort.TIME);
    if (label < 0) {
      label = sorts.indexOf(Sort.WORDS);
    }
    var numeric = new ArrayList<Integer>();
    for (var c = 0; c < sorts.size(); c++) {
      if (sorts.get(c) == Sort.NUMBER) {
        numeric.add(c);
      }
    }
    var value = numeric.isEmpty() ? -1 : numeric.getFirst();
    var body = headed ? below : grid.lines();
    return new Layout(
        heading,
        headed,
        label,
        value,
        denominator(body, heading, numeric),
        note(heading, sorts, label),
        List.copyOf(numeric),
        label >= 0 && sorts.get(label) == Sort.TIME);
  }

  private static Sort sort(List<Grid.Line> lines, int column, boolean first) {
    var times = 0;
    var numbers = 0;
    var years = 0;
    var filled = 0;
    for (var line : lines) {
      var cell = line.cells().get(column);
      if (Amount.missing(cell)) {
        continue;
      }
      filled++;
      var number = Amount.parse(cell);
      numbers += number.isPresent() ? 1 : 0;
      var time = When.parse(cell);
      times += time.isPresent() ? 1 : 0;
      years += time.isPresent() && number.isPresent() ? 1 : 0;
    }
    if (filled == 0) {
      return Sort.EMPTY;
    }
    // 2024 alone is a year in the first column and a number in the others.
    if (times >= MOSTLY * filled && (first || times > years)) {
      return Sort.TIME;
    }
    return numbers >= MOSTLY * filled ? Sort.NUMBER : Sort.WORDS;
  }

  private static boolean unlike(String cell, Sort sort) {
    return switch (sort) {
      case TIME ->
          When.parse(cell).isEmpty()
              && (cell.isBlank() || TIME.matcher(cell).matches() || !cell.matches(".*\\d.*"));
      case NUMBER ->
          !Amount.missing(cell) && Amount.parse(cell).isEmpty() && !cell.matches("[-\\d.,\\s]+");
      case WORDS, EMPTY -> false;
    };
  }

  /** Whether the cell is a figure like those below it, so that its row is no heading. */
  private static boolean figure(String cell, Sort sort) {
    var time = When.parse(cell).isPresent();
    return (sort == Sort.TIME && time)
        || (sort == Sort.NUMBER && !time && Amount.parse(cell).isPresent());
  }

  private static int denominator(
      List<Grid.Line> body, List<String> heading, List<Integer> numeric) {
    if (numeric.size() < 2) {
      return -1;
    }
    var value = numeric.getFirst();
    var next = numeric.get(1);
    var named = !heading.isEmpty() && DENOMINATOR.matcher(heading.get(next)).matches();
    var holds =
        body.stream()
            .allMatch(line -> {
              var x = Amount.parse(line.cells().get(value));
              var n = Amount.parse(line.cells().get(next));
              return x.isEmpty() || n.isEmpty() || (x.get() <= n.get() && whole(x) && whole(n));
            });
    return named || holds ? next : -1;
  }

  private static boolean whole(Optional<Double> number) {
    return number.filter(it -> it == Math.rint(it)).isPresent();
  }

  private static int note(List<String> heading, List<Sort> sorts, int label) {
    for (var c = 0; c < heading.size(); c++) {
      if (c != label
          && sorts.get(c) == Sort.WORDS
          && NOTE.matcher(heading.get(c).toLowerCase(Locale.ROOT)).matches()) {
        return c;
      }
    }
    return -1;
  }

  /** The same for a chart that needs a denominator: the second column of numbers, if any. */
  Layout parted() {
    return denominator >= 0 || numeric.size() < 2
        ? this
        : new Layout(heading, headed, label, value, numeric.get(1), note, numeric, timed);
  }

  /** The same with the columns that somebody has chosen; blank leaves the guess, 0 means none. */
  Layout chosen(Recipe recipe, Faults faults) {
    return new Layout(
        heading,
        headed,
        pick(recipe, "kol_tid", label, faults),
        pick(recipe, "kol_varde", value, faults),
        pick(recipe, "kol_namnare", denominator, faults),
        note,
        numeric,
        recipe.get("kol_tid").isBlank() ? timed : true);
  }

  private static int pick(Recipe recipe, String field, int guessed, Faults faults) {
    var chosen = recipe.get(field);
    if (chosen.isBlank()) {
      return guessed;
    }
    if (!chosen.matches("\\d{1,3}")) {
      faults.add(field, "workshop.fault.column");
      return guessed;
    }
    return Integer.parseInt(chosen) - 1;
  }
}
