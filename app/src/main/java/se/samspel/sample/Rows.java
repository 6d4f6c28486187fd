package se.samspel.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the sample as they grow, by file. */
final class Rows {

  private final Map<String, List<Map<String, String>>> files = new LinkedHashMap<>();

  /**
   * Adds a row.
   *
   * @param cells column, value, column, value …; a null or empty value leaves the cell blank
   */
  void add(String file, @Nullable Object... cells) {
    var row = new LinkedHashMap<String, String>();
    for (int i = 0; i < cells.length; i += 2) {
      var value = cells[i + 1] instanceof Optional<?> maybe ? maybe.orElse(null) : cells[i + 1];
      row.put(String.valueOf(cells[i]), value == null ? "" : value.toString());
    }
    files.computeIfAbsent(file, it -> new ArrayList<>()).add(row);
  }

  /** What has been added to the file so far. */
  List<Map<String, String>> of(String file) {
    return files.getOrDefault(file, List.of());
  }

  /** Every file. */
  Map<String, List<Map<String, String>>> all() {
    return files;
  }
}
