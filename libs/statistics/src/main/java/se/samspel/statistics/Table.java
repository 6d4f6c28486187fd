package se.samspel.statistics;

import static se.samspel.statistics.RefusalCode.DUPLICATE_ID;
import static se.samspel.statistics.RefusalCode.INCONSISTENT_TABLE;
import static se.samspel.statistics.RefusalCode.NEGATIVE_COUNT;
import static se.samspel.statistics.RefusalCode.UNKNOWN_CELL;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts and the sums between them over every published margin: sex, age, region, months in
 * quarters, municipalities in regions. Source: spec 12.3.
 *
 * @param cells totals included
 * @param sums every margin as total = sum of parts
 */
public record Table(List<Cell> cells, List<Sum> sums) {

  /**
   * A count.
   *
   * @param value at least 0; absent when it is not published
   */
  public record Cell(String id, @Nullable Long value) {
    public Cell {
      Refusal.when(
          value != null && value < 0,
          NEGATIVE_COUNT,
          "The cell " + id + " is below 0: " + value + ".");
    }
  }

  /** total = sum of parts, by cell id. */
  public record Sum(String total, List<String> parts) {
    public Sum {
      parts = List.copyOf(parts);
      Refusal.when(
          parts.isEmpty(), RefusalCode.MISSING_FIELD, "The total " + total + " has no parts.");
      Refusal.when(
          new HashSet<>(parts).size() != parts.size() || parts.contains(total),
          DUPLICATE_ID,
          "The sum of " + total + " names a cell twice.");
    }
  }

  /** A sum by position of the cells. */
  record Line(int total, int[] parts) {}

  public Table {
    cells = List.copyOf(cells);
    sums = List.copyOf(sums);
    var known = new HashSet<String>();
    for (var cell : cells) {
      Refusal.when(!known.add(cell.id), DUPLICATE_ID, "The cell " + cell.id + " is given twice.");
    }
    for (var sum : sums) {
      refuseUnknown(known, sum.total);
      sum.parts.forEach(p -> refuseUnknown(known, p));
    }
  }

  private static void refuseUnknown(HashSet<String> known, String id) {
    Refusal.when(
        !known.contains(id), UNKNOWN_CELL, "A sum names the cell " + id + ", which is not given.");
  }

  Line[] lines() {
    Map<String, Integer> at = new HashMap<>();
    for (var i = 0; i < cells.size(); i++) {
      at.put(cells.get(i).id, i);
    }
    return sums.stream()
        .map(s ->
            new Line(
                at.getOrDefault(s.total, -1),
                s.parts.stream().mapToInt(p -> at.getOrDefault(p, -1)).toArray()))
        .toArray(Line[]::new);
  }

  /** All values of a table in which none is absent and every sum holds. */
  long[] complete() {
    var values = new long[cells.size()];
    for (var i = 0; i < values.length; i++) {
      var value = cells.get(i).value;
      if (value == null) {
        throw new Refusal(
            RefusalCode.MISSING_FIELD, "The cell " + cells.get(i).id + " has no value to protect.");
      }
      values[i] = value;
    }
    for (var line : lines()) {
      var sum = 0L;
      for (var p : line.parts) {
        sum = Math.addExact(sum, values[p]);
      }
      Refusal.when(
          sum != values[line.total],
          INCONSISTENT_TABLE,
          "The parts of "
              + cells.get(line.total).id
              + " add up to "
              + sum
              + ", not to "
              + values[line.total]
              + ".");
    }
    return values;
  }
}
