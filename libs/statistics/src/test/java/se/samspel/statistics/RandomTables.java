package se.samspel.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Tables with all their margins, from a seed. */
final class RandomTables {
  private RandomTables() {}

  /**
   * Rows by columns with row, column and grand totals; about a third of the cells small and some 0.
   */
  static Table twoWay(SplittableRandom random, int rows, int columns, int largest) {
    return cube(random, new int[] {rows, columns}, largest);
  }

  static Table threeWay(SplittableRandom random, int a, int b, int c, int largest) {
    return cube(random, new int[] {a, b, c}, largest);
  }

  private static Table cube(SplittableRandom random, int[] sizes, int largest) {
    var values = new LinkedHashMap<String, Long>();
    fill(random, sizes, largest, new int[sizes.length], 0, values);
    var sums = new ArrayList<Table.Sum>();
    for (var axis = 0; axis < sizes.length; axis++) {
      for (var id : new ArrayList<>(values.keySet())) {
        var at = id.split("\\.");
        if (!at[axis].equals("1")) {
          continue;
        }
        var parts = new ArrayList<String>();
        var sum = 0L;
        for (var k = 1; k <= sizes[axis]; k++) {
          at[axis] = String.valueOf(k);
          parts.add(String.join(".", at));
          sum += values.getOrDefault(String.join(".", at), 0L);
        }
        at[axis] = "T";
        var total = String.join(".", at);
        values.put(total, sum);
        sums.add(new Table.Sum(total, parts));
      }
    }
    var linked = new ArrayList<Table.Sum>(sums);
    var cells = new ArrayList<Table.Cell>();
    values.forEach((id, value) -> cells.add(new Table.Cell(id, value)));
    addOtherMargins(sizes, values.keySet().stream().toList(), linked);
    return new Table(cells, linked);
  }

  /** Margins of margins along the axes that the first pass summed before they existed. */
  private static void addOtherMargins(int[] sizes, List<String> ids, ArrayList<Table.Sum> sums) {
    var have = new java.util.HashSet<>(sums);
    for (var axis = 0; axis < sizes.length; axis++) {
      for (var id : ids) {
        var at = id.split("\\.");
        if (!at[axis].equals("T")) {
          continue;
        }
        var parts = new ArrayList<String>();
        for (var k = 1; k <= sizes[axis]; k++) {
          at[axis] = String.valueOf(k);
          parts.add(String.join(".", at));
        }
        var sum = new Table.Sum(id, parts);
        if (have.add(sum)) {
          sums.add(sum);
        }
      }
    }
  }

  private static void fill(
      SplittableRandom random,
      int[] sizes,
      int largest,
      int[] at,
      int axis,
      Map<String, Long> out) {
    if (axis == sizes.length) {
      var draw = random.nextDouble();
      var value =
          draw < 0.15 ? 0 : draw < 0.4 ? 1 + random.nextInt(4) : random.nextInt(largest + 1);
      out.put(
          String.join(".", Arrays.stream(at).mapToObj(i -> String.valueOf(i + 1)).toList()),
          (long) value);
      return;
    }
    for (at[axis] = 0; at[axis] < sizes[axis]; at[axis]++) {
      fill(random, sizes, largest, at, axis + 1, out);
    }
    at[axis] = 0;
  }

  /** Municipalities in regions in the nation, by month and for all months. */
  static Table municipalitiesByMonth(SplittableRandom random, int regions, int each, int months) {
    var values = new LinkedHashMap<String, Long>();
    var sums = new ArrayList<Table.Sum>();
    var nation = new ArrayList<String>();
    for (var r = 1; r <= regions; r++) {
      var municipalities = new ArrayList<String>();
      for (var k = 1; k <= each; k++) {
        var name = "K" + r + k;
        municipalities.add(name);
        for (var m = 1; m <= months; m++) {
          values.put(
              name + "." + m,
              random.nextInt(4) == 0 ? 1L + random.nextInt(4) : 6L + random.nextInt(40));
        }
      }
      nation.add("R" + r);
      for (var m = 1; m <= months; m++) {
        total("R" + r + "." + m, suffixed(municipalities, "." + m), values, sums);
      }
      for (var name : municipalities) {
        total(name + ".year", monthsOf(name, months), values, sums);
      }
      total("R" + r + ".year", monthsOf("R" + r, months), values, sums);
      sums.add(new Table.Sum("R" + r + ".year", suffixed(municipalities, ".year")));
    }
    for (var m = 1; m <= months; m++) {
      total("N." + m, suffixed(nation, "." + m), values, sums);
    }
    total("N.year", monthsOf("N", months), values, sums);
    sums.add(new Table.Sum("N.year", suffixed(nation, ".year")));
    var cells = new ArrayList<Table.Cell>();
    values.forEach((id, value) -> cells.add(new Table.Cell(id, value)));
    return new Table(cells, sums);
  }

  private static List<String> suffixed(List<String> names, String suffix) {
    return names.stream().map(n -> n + suffix).toList();
  }

  private static List<String> monthsOf(String name, int months) {
    return java.util.stream.IntStream.rangeClosed(1, months).mapToObj(m -> name + "." + m).toList();
  }

  private static void total(
      String id, List<String> parts, Map<String, Long> values, List<Table.Sum> sums) {
    values.put(id, parts.stream().mapToLong(p -> values.getOrDefault(p, 0L)).sum());
    sums.add(new Table.Sum(id, parts));
  }

  /** The table as an operation reads it. */
  static Map<String, Object> input(Table table) {
    var cells = new ArrayList<Map<String, Object>>();
    for (var cell : table.cells()) {
      var c = new LinkedHashMap<String, Object>();
      c.put("id", cell.id());
      var value = cell.value();
      if (value != null) {
        c.put("value", value);
      }
      cells.add(c);
    }
    var sums = new ArrayList<Map<String, Object>>();
    table.sums().forEach(s -> sums.add(Map.of("total", s.total(), "parts", s.parts())));
    var out = new LinkedHashMap<String, Object>();
    out.put("cells", cells);
    out.put("equations", sums);
    return out;
  }

  /** Bounds by going through every table that fits. */
  static Attack.Bounds count(Table table, boolean[] hidden) {
    var values = table.complete();
    var lines = table.lines();
    var least = new long[values.length];
    var most = new long[values.length];
    Arrays.fill(least, Long.MAX_VALUE);
    Arrays.fill(most, -1);
    go(values.clone(), hidden, lines, 0, least, most);
    return new Attack.Bounds(least, most);
  }

  private static void go(
      long[] values, boolean[] hidden, Table.Line[] lines, int at, long[] least, long[] most) {
    if (at == values.length) {
      for (var i = 0; i < values.length; i++) {
        least[i] = Math.min(least[i], values[i]);
        most[i] = Math.max(most[i], values[i]);
      }
      return;
    }
    if (!hidden[at]) {
      go(values, hidden, lines, at + 1, least, most);
      return;
    }
    var before = values[at];
    for (var x = 0L; x <= room(values, lines, at); x++) {
      values[at] = x;
      if (possible(values, hidden, lines, at)) {
        go(values, hidden, lines, at + 1, least, most);
      }
    }
    values[at] = before;
  }

  private static long room(long[] values, Table.Line[] lines, int cell) {
    var room = Long.MAX_VALUE;
    for (var line : lines) {
      for (var p : line.parts()) {
        room = p == cell ? Math.min(room, values[line.total()]) : room;
      }
    }
    return room;
  }

  /** No finished line is wrong and no unfinished one already too large; totals are published. */
  private static boolean possible(long[] values, boolean[] hidden, Table.Line[] lines, int upTo) {
    for (var line : lines) {
      var sum = 0L;
      var open = false;
      for (var p : line.parts()) {
        if (hidden[p] && p > upTo) {
          open = true;
        } else {
          sum += values[p];
        }
      }
      if (sum > values[line.total()] || (!open && sum != values[line.total()])) {
        return false;
      }
    }
    return true;
  }
}
