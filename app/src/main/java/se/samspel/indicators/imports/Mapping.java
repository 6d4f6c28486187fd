package se.samspel.indicators.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import se.samspel.core.Fields;

/** Choices that stand as lines: {@code U79119 = i08}. */
final class Mapping {

  private Mapping() {}

  /** The pairs of a choice, with a fault for each line that has another form. */
  static Map<String, String> pairs(Fields fields, String name, String left, String right) {
    var pairs = new LinkedHashMap<String, String>();
    for (var line : fields.text(name, 4_000).split("\\R")) {
      if (line.isBlank()) {
        continue;
      }
      var sides = line.split("=", -1);
      if (sides.length != 2
          || !sides[0].strip().matches(left)
          || !sides[1].strip().toLowerCase(Locale.ROOT).matches(right)) {
        fields.fault(name, "import.choice-line", line.strip());
      } else if (pairs.put(sides[0].strip(), sides[1].strip().toLowerCase(Locale.ROOT)) != null) {
        fields.fault(name, "import.choice-twice", sides[0].strip());
      }
    }
    return pairs;
  }

  /** {@code 2019}, or {@code 2019-2023}: each year. */
  static List<Integer> years(Fields fields, String name) {
    var text = fields.text(name, 20).replace("–", "-").replace(" ", "");
    if (!text.matches("(19|20)\\d{2}(-(19|20)\\d{2})?")) {
      fields.fault(name, "import.choice-years");
      return List.of();
    }
    int first = Integer.parseInt(text.substring(0, 4));
    int last = Integer.parseInt(text.substring(text.length() - 4));
    if (last < first) {
      fields.fault(name, "import.choice-years");
    }
    var years = new ArrayList<Integer>();
    for (int year = first; year <= last; year++) {
      years.add(year);
    }
    return years;
  }

  /** The list in parts of at most so many. */
  static <T> List<List<T>> parts(List<T> all, int most) {
    var parts = new ArrayList<List<T>>();
    for (int from = 0; from < all.size(); from += most) {
      parts.add(all.subList(from, Math.min(all.size(), from + most)));
    }
    return parts;
  }
}
