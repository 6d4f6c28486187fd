package se.samspel.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Bounds of unknown counts by linear programs, for tables that are no network: three and more
 * dimensions, linked tables. Every solution found is a feasible table and widens the known range of
 * all unknowns at once, which saves most of the programs where only a minimum width has to be
 * shown. A solution that is not whole is solved again over whole numbers.
 */
final class LinearBounds {
  private static final double WHOLE = 1e-6;

  /** One program may take this long, in milliseconds; what it has found by then counts. */
  private static final long PATIENCE_MILLIS = 2_000;

  static {
    // Requests run side by side; a program of this size gains nothing from threads of its own.
    OjAlgoUtils.limitThreadsTo(1);
  }

  private final List<Attack.Row> rows;
  private final int[] unknowns;
  private final Map<Integer, Integer> place = new TreeMap<>();
  private final long[] low;
  private final long[] high;
  private final long[] least;
  private final long[] most;

  private LinearBounds(List<Attack.Row> rows, long[] low, long[] high, long[] least, long[] most) {
    this.rows = rows;
    this.low = low;
    this.high = high;
    this.least = least;
    this.most = most;
    for (var row : rows) {
      for (var i : row.unknowns()) {
        place.putIfAbsent(i, 0);
      }
    }
    unknowns = place.keySet().stream().mapToInt(Integer::intValue).toArray();
    for (var k = 0; k < unknowns.length; k++) {
      place.put(unknowns[k], k);
    }
  }

  /**
   * Fills in least and most of the unknowns of {@code rows}.
   *
   * @param truth a feasible table, where there is one
   * @param wanted unknowns whose bounds are asked for
   * @param enough a width that need not be exceeded
   * @throws Refusal INCONSISTENT_TABLE when nothing fits, TIME_LIMIT
   */
  static void tighten(
      List<Attack.Row> rows,
      long[] low,
      long[] high,
      long @Nullable [] truth,
      boolean[] wanted,
      long enough,
      long[] least,
      long[] most) {
    new LinearBounds(rows, low, high, least, most).run(truth, wanted, enough);
  }

  private void run(long @Nullable [] truth, boolean[] wanted, long enough) {
    for (var i : unknowns) {
      least[i] = truth == null ? Attack.UNBOUNDED : truth[i];
      most[i] = truth == null ? -1 : truth[i];
    }
    // Minimising cannot run away, so it finds a first table if there is one.
    Refusal.when(
        truth == null
            && !widen(solve(unknowns[0], false, false))
            && !widen(solve(unknowns[0], false, true)),
        RefusalCode.INCONSISTENT_TABLE,
        "No whole counts of at least 0 fit the published cells and sums.");
    for (var i : unknowns) {
      if (!wanted[i]) {
        continue;
      }
      Patience.check();
      if (most[i] < Attack.UNBOUNDED && most[i] < high[i] && !wide(i, enough)) {
        optimise(i, true);
      }
      if (least[i] > low[i] && !wide(i, enough)) {
        optimise(i, false);
      }
    }
  }

  private boolean wide(int i, long enough) {
    return most[i] >= least[i] && most[i] - least[i] >= enough;
  }

  /**
   * A solver that gives up leaves the range as it is known, which is never wider than the true one,
   * so that a cell may be hidden in vain but not be shown in error.
   */
  private void optimise(int i, boolean up) {
    var relaxed = solve(i, up, false);
    if (relaxed.getState() == Optimisation.State.UNBOUNDED) {
      most[i] = Attack.UNBOUNDED;
    } else if (!widen(relaxed)) {
      widen(solve(i, up, true));
    }
  }

  /**
   * Takes a whole feasible table into the known ranges; false when it is not whole or none was
   * found.
   */
  private boolean widen(Optimisation.Result result) {
    Patience.check();
    if (!result.getState().isFeasible()) {
      return false;
    }
    var table = new long[unknowns.length];
    for (var k = 0; k < unknowns.length; k++) {
      var x = result.doubleValue(k);
      table[k] = Math.round(x);
      if (Math.abs(x - table[k]) > WHOLE * Math.max(1, Math.abs(x))) {
        return false;
      }
    }
    if (!fits(table)) {
      return false;
    }
    for (var k = 0; k < unknowns.length; k++) {
      least[unknowns[k]] = Math.min(least[unknowns[k]], table[k]);
      most[unknowns[k]] = Math.max(most[unknowns[k]], table[k]);
    }
    return true;
  }

  private boolean fits(long[] table) {
    for (var row : rows) {
      var sum = 0L;
      for (var k = 0; k < row.unknowns().length; k++) {
        sum += row.coefficients()[k] * table[place.getOrDefault(row.unknowns()[k], 0)];
      }
      if (sum != row.right()) {
        return false;
      }
    }
    return true;
  }

  private Optimisation.Result solve(int target, boolean up, boolean whole) {
    var model = new ExpressionsBasedModel();
    model.options.time_abort = PATIENCE_MILLIS;
    var variables = new ArrayList<Variable>(unknowns.length);
    for (var i : unknowns) {
      var variable = model.newVariable("x" + i).lower(low[i]);
      if (high[i] < Attack.UNBOUNDED) {
        variable.upper(high[i]);
      }
      if (i == target) {
        variable.weight(1);
      }
      variables.add(whole ? variable.integer() : variable);
    }
    for (var r = 0; r < rows.size(); r++) {
      var row = rows.get(r);
      var expression = model.newExpression("r" + r).level(row.right());
      for (var k = 0; k < row.unknowns().length; k++) {
        expression.set(
            variables.get(Arrays.binarySearch(unknowns, row.unknowns()[k])), row.coefficients()[k]);
      }
    }
    return up ? model.maximise() : model.minimise();
  }
}
