package se.samspel.indicators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One series of one place over time, as a plain line. A period that is suppressed or missing leaves
 * a gap, and nothing is drawn over a break.
 *
 * @param first the period at the left end
 * @param last the period at the right end
 * @param paths the line's pieces as SVG path data in a box of {@link #WIDTH} × {@link #HEIGHT}
 * @param dots where the values stand
 */
record ValueLine(
    String series,
    Reading first,
    Reading last,
    double least,
    double most,
    List<String> paths,
    List<Dot> dots) {

  static final int WIDTH = 480;
  static final int HEIGHT = 160;
  private static final int EDGE = 12;

  record Dot(double x, double y, String period, double value) {}

  /**
   * The line of the first series that has at least two dated values of one place, sex, age and
   * unit; empty when there is none, or when the readings are of several places.
   */
  static Optional<ValueLine> of(List<Reading> readings, List<Break> breaks) {
    if (readings.stream().map(Reading::region).distinct().count() != 1) {
      return Optional.empty();
    }
    return readings.stream()
        .filter(it -> it.period().dated() && it.sex().equals("total"))
        .collect(
            Collectors.groupingBy(
                it -> it.series() + "\u001f" + it.age() + "\u001f" + it.unit(),
                java.util.LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .filter(it -> it.stream().filter(one -> one.value().isPresent()).count() >= 2)
        .findFirst()
        .map(it -> draw(it, breaks));
  }

  private static ValueLine draw(List<Reading> readings, List<Break> breaks) {
    var sorted = readings.stream().sorted(Comparator.comparing(Reading::period)).toList();
    var values = sorted.stream().flatMap(it -> it.value().stream()).toList();
    double most = values.stream().mapToDouble(it -> it).max().orElseThrow();
    double least = Math.min(0, values.stream().mapToDouble(it -> it).min().orElseThrow());
    double reach = most > least ? most - least : 1;
    var paths = new ArrayList<String>();
    var dots = new ArrayList<Dot>();
    var path = new StringBuilder();
    for (int i = 0; i < sorted.size(); i++) {
      var value = sorted.get(i).value();
      if (i > 0 && breaks.stream().anyMatch(between(sorted.get(i - 1), sorted.get(i)))) {
        end(path, paths);
      }
      if (value.isEmpty()) {
        end(path, paths);
        continue;
      }
      double x = EDGE + (WIDTH - 2.0 * EDGE) * i / (sorted.size() - 1);
      double y = HEIGHT - EDGE - (HEIGHT - 2.0 * EDGE) * (value.get() - least) / reach;
      path.append(path.isEmpty() ? "M" : "L").append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
      dots.add(new Dot(x, y, sorted.get(i).period().code(), value.get()));
    }
    end(path, paths);
    return new ValueLine(
        sorted.getFirst().series(),
        sorted.getFirst(),
        sorted.getLast(),
        least,
        most,
        List.copyOf(paths),
        List.copyOf(dots));
  }

  private static Predicate<Break> between(Reading before, Reading after) {
    return it ->
        it.day().isAfter(before.period().span().from())
            && !it.day().isAfter(after.period().span().from());
  }

  private static void end(StringBuilder path, List<String> paths) {
    if (!path.isEmpty()) {
      paths.add(path.toString());
      path.setLength(0);
    }
  }
}
