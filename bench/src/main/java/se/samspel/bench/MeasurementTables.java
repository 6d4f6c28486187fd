package se.samspel.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import se.samspel.statistics.Protection;
import se.samspel.statistics.Refusal;
import se.samspel.statistics.Table;

/**
 * Tables of counts with every margin, protected and then audited as an attacker would. About one
 * cell in six is small.
 */
final class MeasurementTables {

  private static final int ROUNDS = 5;

  /** What is tried where cells alone do not protect, by measurement methods §12.4. */
  private static final Protection.Policy WITH_TOTALS = new Protection.Policy(5, false, 4, true);

  private MeasurementTables() {}

  /**
   * What one shape took, in milliseconds.
   *
   * @param protect median and worst over tables of different content
   * @param audit of the protected table, likewise
   * @param outcome what came of the tables, in words
   */
  record Took(
      String shape, int cells, int hidden, double[] protect, double[] audit, String outcome) {}

  static List<Took> measure(List<int[]> shapes) {
    // The machine's own warm-up.
    round(new int[] {6, 5}, 1);
    round(new int[] {4, 4, 2}, 1);
    return shapes.stream().map(MeasurementTables::shape).toList();
  }

  private record Round(int cells, int hidden, double protect, double audit, String outcome) {}

  private static Took shape(int[] sizes) {
    var rounds = new ArrayList<Round>();
    for (int seed = 1; seed <= ROUNDS; seed++) {
      rounds.add(round(sizes, seed));
    }
    var outcomes = new LinkedHashMap<String, Integer>();
    rounds.forEach(it -> outcomes.merge(it.outcome(), 1, Integer::sum));
    var words = new StringBuilder();
    outcomes.forEach((what, times) ->
        words.append(words.isEmpty() ? "" : ", ").append(times).append(' ').append(what));
    var took =
        new Took(
            String.join(" × ", Arrays.stream(sizes).mapToObj(Integer::toString).toList()),
            rounds.getFirst().cells(),
            rounds.stream().mapToInt(Round::hidden).sum() / rounds.size(),
            rounds.stream().mapToDouble(Round::protect).sorted().toArray(),
            rounds.stream().mapToDouble(Round::audit).sorted().toArray(),
            words.toString());
    System.err.printf(
        "bench measurement: table %s protect %s audit %s %s%n",
        took.shape(), Arrays.toString(took.protect()), Arrays.toString(took.audit()), words);
    return took;
  }

  private static Round round(int[] sizes, int seed) {
    var table = table(sizes, seed);
    var began = System.nanoTime();
    Protection protection;
    var totals = false;
    try {
      protection = Protection.protect(table, Protection.Policy.usual());
      if (!protection.solvable()) {
        totals = true;
        protection = Protection.protect(table, WITH_TOTALS);
      }
    } catch (Refusal refused) {
      return new Round(table.cells().size(), 0, millis(began), 0, "refused: " + refused.code());
    }
    var protect = millis(began);
    if (!protection.solvable()) {
      return new Round(table.cells().size(), 0, protect, 0, "not solvable, so withheld");
    }
    var hidden = new HashSet<>(protection.primary());
    hidden.addAll(protection.secondary());
    var published =
        new Table(
            table.cells().stream()
                .map(it -> hidden.contains(it.id()) ? new Table.Cell(it.id(), null) : it)
                .toList(),
            table.sums());
    began = System.nanoTime();
    var audit = Protection.audit(published);
    var primary = new HashSet<>(protection.primary());
    for (var known : audit.bounds()) {
      var max = known.max();
      if (primary.contains(known.id())
          && max != null
          && max - known.min() < Protection.Policy.usual().width()) {
        throw new IllegalStateException(known + " can be worked out");
      }
    }
    return new Round(
        table.cells().size(),
        hidden.size(),
        protect,
        millis(began),
        totals ? "protected with totals hidden too" : "protected");
  }

  private static double millis(long began) {
    return (System.nanoTime() - began) / 1e6;
  }

  /** Cells and all margins of all dimensions; {@code T} stands for a total. */
  private static Table table(int[] sizes, int seed) {
    var random = new SplittableRandom(seed);
    var values = new LinkedHashMap<String, Long>();
    var sums = new ArrayList<Table.Sum>();
    inner(sizes, new int[sizes.length], 0, random, values);
    for (int axis = 0; axis < sizes.length; axis++) {
      for (var id : List.copyOf(values.keySet())) {
        var at = id.split("\\.");
        if (!at[axis].equals("0")) {
          continue;
        }
        var parts = new ArrayList<String>();
        long sum = 0;
        for (int i = 0; i < sizes[axis]; i++) {
          at[axis] = Integer.toString(i);
          parts.add(String.join(".", at));
          sum += values.getOrDefault(parts.getLast(), 0L);
        }
        at[axis] = "T";
        var total = String.join(".", at);
        values.put(total, sum);
        sums.add(new Table.Sum(total, parts));
      }
    }
    // A margin that was summed along a later axis is the sum along the earlier ones too.
    var have = new HashSet<>(sums);
    for (int axis = 0; axis < sizes.length; axis++) {
      for (var id : List.copyOf(values.keySet())) {
        var at = id.split("\\.");
        if (!at[axis].equals("T")) {
          continue;
        }
        var parts = new ArrayList<String>();
        for (int i = 0; i < sizes[axis]; i++) {
          at[axis] = Integer.toString(i);
          parts.add(String.join(".", at));
        }
        var sum = new Table.Sum(id, parts);
        if (have.add(sum)) {
          sums.add(sum);
        }
      }
    }
    var cells = new ArrayList<Table.Cell>();
    values.forEach((id, value) -> cells.add(new Table.Cell(id, value)));
    return new Table(cells, sums);
  }

  private static void inner(
      int[] sizes,
      int[] at,
      int axis,
      SplittableRandom random,
      LinkedHashMap<String, Long> values) {
    if (axis == sizes.length) {
      long value = random.nextInt(6) == 0 ? random.nextInt(0, 5) : random.nextInt(5, 200);
      values.put(String.join(".", Arrays.stream(at).mapToObj(Integer::toString).toList()), value);
      return;
    }
    for (int i = 0; i < sizes[axis]; i++) {
      at[axis] = i;
      inner(sizes, at, axis + 1, random, values);
    }
  }
}
