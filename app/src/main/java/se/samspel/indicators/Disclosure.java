package se.samspel.indicators;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which values of an indicator must be left out so that nobody can read, or work out, a count of
 * fewer persons than allowed.
 *
 * <p>A value is left out when its numerator, its denominator or what is left between them is
 * smaller than the least count. Where a total with all its parts but one could be read, or parts
 * left out that together are too few, one more part is left out: over the regions of the country,
 * the sexes, and ages that together make up another.
 *
 * <p>Source: measurement methods §12.1–12.3; invariant 3, coordination reference.
 */
final class Disclosure {

  private static final Pattern AGES = Pattern.compile("(\\d+)-(\\d+)");

  private final int least;
  private final Map<String, Measured> byId = new HashMap<>();
  private final Set<String> hidden = new HashSet<>();

  private Disclosure(List<Measured> values, int least) {
    this.least = least;
    values.forEach(it -> byId.put(it.id(), it));
  }

  /** The identities of the values that must be left out, all values being of one indicator. */
  static Set<String> hidden(List<Measured> values, Indicator indicator) {
    if (!indicator.ofPersons() || indicator.leastCount() == 0) {
      return Set.of();
    }
    var disclosure = new Disclosure(values, indicator.leastCount());
    disclosure.hideSmall();
    var lines = disclosure.lines(values);
    while (disclosure.hideMore(lines)) {
      // Each round may open a new line; every round hides at least one, so it ends.
    }
    return Set.copyOf(disclosure.hidden);
  }

  private void hideSmall() {
    for (var it : byId.values()) {
      boolean small = it.numerator().filter(this::few).isPresent();
      small |= it.denominator().filter(this::few).isPresent();
      small |=
          isShare(it)
              && it.denominator().isPresent()
              && it.numerator().filter(n -> few(it.denominator().get() - n)).isPresent();
      if (small) {
        hidden.add(it.id());
      }
    }
  }

  private static boolean isShare(Measured it) {
    return it.unit().filter(unit -> unit.equals("percent")).isPresent();
  }

  private boolean few(double count) {
    return count < least;
  }

  /** A total with the parts that make it up; the total may stand only as our own sum. */
  private record Line(String total, List<String> parts) {}

  private List<Line> lines(List<Measured> values) {
    var counted = values.stream().filter(it -> it.numerator().isPresent()).toList();
    var lines = new ArrayList<Line>();
    group(counted, it -> key(it, "", it.sex(), it.age()))
        .forEach(all -> {
          var parts = all.stream().filter(it -> !it.region().equals(Measured.COUNTRY)).toList();
          var total = all.stream().filter(it -> it.region().equals(Measured.COUNTRY)).findFirst();
          if (parts.size() > 1) {
            lines.add(new Line(total.map(Measured::id).orElse(""), ids(parts)));
          }
        });
    group(counted, it -> key(it, it.region(), "", it.age()))
        .forEach(all -> {
          var parts = all.stream().filter(it -> !it.sex().equals("total")).toList();
          all.stream()
              .filter(it -> it.sex().equals("total") && parts.size() > 1)
              .forEach(total -> lines.add(new Line(total.id(), ids(parts))));
        });
    group(counted, it -> key(it, it.region(), it.sex(), ""))
        .forEach(all -> {
          for (var total : all) {
            var parts = chain(total, all);
            if (parts.size() > 1) {
              lines.add(new Line(total.id(), ids(parts)));
            }
          }
        });
    return lines;
  }

  private static String key(Measured it, String region, String sex, String age) {
    return String.join(
        "\u001f", it.series(), it.period().code(), it.unit().orElse(""), region, sex, age);
  }

  private static List<List<Measured>> group(List<Measured> values, Function<Measured, String> by) {
    return List.copyOf(values.stream().collect(Collectors.groupingBy(by)).values());
  }

  private static List<String> ids(List<Measured> values) {
    return values.stream().map(Measured::id).toList();
  }

  /** The ages that follow on one another and together make up the total's, empty when none do. */
  private static List<Measured> chain(Measured total, List<Measured> all) {
    var ages = AGES.matcher(total.age());
    if (!ages.matches()) {
      return List.of();
    }
    int next = Integer.parseInt(ages.group(1));
    int last = Integer.parseInt(ages.group(2));
    var parts = new ArrayList<Measured>();
    while (next <= last) {
      int from = next;
      var part =
          all.stream()
              .filter(it -> it != total && begins(it, from, last))
              .min(Comparator.comparingInt(it -> lastAge(it)));
      if (part.isEmpty()) {
        return List.of();
      }
      parts.add(part.get());
      next = lastAge(part.get()) + 1;
    }
    return parts;
  }

  private static boolean begins(Measured it, int from, int last) {
    var ages = AGES.matcher(it.age());
    return ages.matches() && Integer.parseInt(ages.group(1)) == from && lastAge(it) <= last;
  }

  private static int lastAge(Measured it) {
    var ages = AGES.matcher(it.age());
    return ages.matches() ? Integer.parseInt(ages.group(2)) : Integer.MAX_VALUE;
  }

  private boolean hideMore(List<Line> lines) {
    boolean more = false;
    for (var line : lines) {
      var out = line.parts().stream().filter(hidden::contains).toList();
      boolean totalOut = hidden.contains(line.total());
      boolean derivable =
          totalOut ? out.isEmpty() : out.size() == 1 || (!out.isEmpty() && few(sum(out)));
      if (derivable) {
        var next =
            line.parts().stream()
                .filter(it -> !hidden.contains(it))
                .min(Comparator.comparingDouble(this::count).thenComparing(it -> it));
        more |= next.isPresent() && hidden.add(next.get());
      }
    }
    return more;
  }

  private double sum(List<String> ids) {
    return ids.stream().mapToDouble(this::count).sum();
  }

  private double count(String id) {
    var it = byId.get(id);
    return it == null ? 0 : it.numerator().orElse(0.0);
  }
}
