package se.samspel.charts;

import java.util.List;

/**
 * What a diagram shows, as a table: the same values, the same words.
 *
 * @param caption what the table holds
 * @param header one cell per column; the first column names the row
 * @param rows cells as they are read
 * @param numbers columns, from 0, that hold numbers
 */
public record ChartTable(
    String caption, List<String> header, List<List<String>> rows, java.util.Set<Integer> numbers) {
  public ChartTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
    numbers = java.util.Set.copyOf(numbers);
    for (var row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(row.size() + " cells under " + header.size());
      }
    }
  }

  /** Whether the column holds numbers. */
  public boolean number(int column) {
    return numbers.contains(column);
  }
}
