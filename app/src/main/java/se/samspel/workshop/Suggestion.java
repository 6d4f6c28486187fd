package se.samspel.workshop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which chart fits the figures, and why, by {@code measurement-methods} 8.1.
 *
 * @param chart code of the chart
 * @param reason message key
 * @param arguments of the message
 */
record Suggestion(String chart, String reason, List<Object> arguments) {

  /** Denominators above which a proportion varies more than its own chance explains. */
  private static final double LARGE = 2_000;

  /** Events per period below which counting periods says little. */
  private static final double RARE = 2;

  static Suggestion of(String chart, String reason, Object... arguments) {
    return new Suggestion(chart, reason, List.of(arguments));
  }

  /** Suggests a chart over time. */
  static Suggestion of(Rows rows, String heading) {
    if (rows.events()) {
      return of("t", "workshop.reason.events");
    }
    var words = heading.toLowerCase(java.util.Locale.ROOT);
    if (words.contains("dagar mellan") || words.contains("tid mellan")) {
      return of("t", "workshop.reason.time-between");
    }
    if (words.contains("mellan")) {
      return of("g", "workshop.reason.cases-between");
    }
    var both =
        rows.rows().stream().filter(it -> it.value() != null && it.denominator() != null).toList();
    if (!both.isEmpty()) {
      var parts = both.stream().allMatch(it -> number(it.value()) <= number(it.denominator()));
      var median = median(both.stream().map(it -> number(it.denominator())).toList());
      var large = median >= LARGE;
      if (parts) {
        return large ? of("p-prime", "workshop.reason.p-prime") : of("p", "workshop.reason.p");
      }
      return large ? of("u-prime", "workshop.reason.u-prime") : of("u", "workshop.reason.u");
    }
    var values = new ArrayList<Double>();
    rows.rows()
        .forEach(it -> {
          if (it.value() != null) {
            values.add(number(it.value()));
          }
        });
    var counts = !rows.percent() && values.stream().allMatch(it -> it >= 0 && it == Math.rint(it));
    if (!counts || values.isEmpty()) {
      return of("i", "workshop.reason.i");
    }
    var mean = values.stream().mapToDouble(it -> it).average().orElse(0);
    return mean < RARE ? of("c", "workshop.reason.rare") : of("c", "workshop.reason.c");
  }

  private static double number(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
