package se.samspel.reach;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which cells of a table may not be shown, so that no small group can be read or reckoned from the
 * rest. A count of 1–4 is small. Where the hidden cells of a line would be one, or together small,
 * the next smallest is hidden too; a zero protects nothing and is never hidden.
 *
 * <p>Source: invariant 3 (coordination reference §3).
 */
final class Suppressing {

  /** Counts below this, and above zero, are small. */
  static final long THRESHOLD = 5;

  private Suppressing() {}

  static boolean small(long count) {
    return count > 0 && count < THRESHOLD;
  }

  /**
   * The hidden cells of a line whose total is shown beside it.
   *
   * @param counts by cell; where contacts and people differ, the smaller of them
   * @return all that are not zero when the total itself is small
   */
  static <K extends Comparable<K>> Set<K> line(Map<K, Long> counts) {
    var hidden = new HashSet<K>();
    counts.forEach((cell, count) -> {
      if (small(count)) {
        hidden.add(cell);
      }
    });
    protect(counts, hidden);
    return hidden;
  }

  /** Hides more of the line until what is hidden is more than one cell and not small together. */
  private static <K extends Comparable<K>> boolean protect(Map<K, Long> counts, Set<K> hidden) {
    var before = hidden.size();
    while (true) {
      var within =
          counts.entrySet().stream()
              .filter(it -> hidden.contains(it.getKey()) && it.getValue() > 0)
              .toList();
      var sum = within.stream().mapToLong(Map.Entry::getValue).sum();
      if (within.isEmpty() || (within.size() > 1 && sum >= THRESHOLD)) {
        return hidden.size() > before;
      }
      var next =
          counts.entrySet().stream()
              .filter(it -> !hidden.contains(it.getKey()) && it.getValue() > 0)
              .min(Map.Entry.<K, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
      if (next.isEmpty()) {
        return hidden.size() > before;
      }
      hidden.add(next.get().getKey());
    }
  }

  /** A place in a table. */
  record Place(String row, String column) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      var byRow = row.compareTo(other.row);
      return byRow != 0 ? byRow : column.compareTo(other.column);
    }
  }

  /**
   * The hidden cells of a table with the sums of its rows and columns shown beside it, except those
   * sums that are hidden themselves; every cell of such a row or column is hidden.
   */
  static Set<Place> table(
      Map<Place, Long> counts, Set<String> hiddenRows, Set<String> hiddenColumns) {
    var hidden = new HashSet<Place>();
    var rows = new TreeMap<String, Set<Place>>();
    var columns = new TreeMap<String, Set<Place>>();
    for (var place : counts.keySet()) {
      boolean row = hiddenRows.contains(place.row());
      boolean column = hiddenColumns.contains(place.column());
      if (row || column) {
        hidden.add(place);
      }
      if (!row) {
        rows.computeIfAbsent(place.row(), it -> new HashSet<>()).add(place);
      }
      if (!column) {
        columns.computeIfAbsent(place.column(), it -> new HashSet<>()).add(place);
      }
    }
    var lines = new ArrayList<Set<Place>>(rows.values());
    lines.addAll(columns.values());
    return lines(counts, hidden, lines);
  }

  /**
   * The hidden cells of any table.
   *
   * @param out cells that are hidden whatever they count; zeros among them are shown
   * @param lines the cells of each sum that is shown beside them
   */
  static <K extends Comparable<K>> Set<K> lines(
      Map<K, Long> counts, Set<K> out, Collection<? extends Set<K>> lines) {
    var hidden = new HashSet<K>();
    counts.forEach((cell, count) -> {
      if (small(count) || (count > 0 && out.contains(cell))) {
        hidden.add(cell);
      }
    });
    var sums = new ArrayList<Map<K, Long>>();
    for (var line : lines) {
      var part = new TreeMap<K, Long>();
      line.forEach(cell -> part.put(cell, counts.getOrDefault(cell, 0L)));
      sums.add(part);
    }
    var changed = true;
    while (changed) {
      changed = false;
      for (var sum : sums) {
        changed |= protect(sum, hidden);
      }
    }
    return hidden;
  }
}
