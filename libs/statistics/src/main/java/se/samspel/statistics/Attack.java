package se.samspel.statistics;

import static se.samspel.statistics.RefusalCode.INCONSISTENT_TABLE;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody can work out about hidden cells who knows every published cell, every sum, and that
 * counts are whole and not negative: the least and the largest value of each hidden cell. Source:
 * spec 12.3 and 12.4.4.
 *
 * <p>First everything that follows by substitution: a line with one unknown, two unknowns that
 * determine each other, a line already at its least. What is left falls apart into components.
 * Where every unknown is in at most two lines with signs that fit a network, the bounds are maximum
 * flows in the residual network of any feasible table and whole by themselves; otherwise they come
 * from linear programs (docs/decisions/0010).
 */
final class Attack {
  /** No upper bound. */
  static final long UNBOUNDED = FlowNetwork.UNBOUNDED;

  /** Least and largest value by cell; published cells are left at 0. */
  record Bounds(long[] least, long[] most) {
    long width(int cell) {
      return most[cell] >= UNBOUNDED ? UNBOUNDED : most[cell] - least[cell];
    }
  }

  /** Sum of coefficient times unknown = right. */
  record Row(int[] unknowns, long[] coefficients, long right) {}

  private final int[] parent;
  private final int[] sign;
  private final long[] offset;
  private final long[] low;
  private final long[] high;
  private final long @Nullable [] truth;
  private final long enough;
  private List<Row> rows = new ArrayList<>();

  private Attack(int cells, long @Nullable [] truth, long enough) {
    parent = new int[cells];
    sign = new int[cells];
    offset = new long[cells];
    low = new long[cells];
    high = new long[cells];
    for (var i = 0; i < cells; i++) {
      parent[i] = i;
      sign[i] = 1;
      high[i] = UNBOUNDED;
    }
    this.truth = truth;
    this.enough = enough;
  }

  /**
   * Bounds of all hidden cells.
   *
   * @param values of the published cells; of all when {@code known}
   * @param known the hidden values are true as well and serve as the starting table
   * @param enough stop narrowing a cell once this width is shown; the bounds are then inside the
   *     true ones
   * @throws Refusal INCONSISTENT_TABLE when no counts fit, TIME_LIMIT
   */
  static Bounds bounds(
      Table.Line[] lines,
      long[] values,
      boolean[] hidden,
      boolean known,
      boolean[] wanted,
      long enough) {
    var attack = new Attack(values.length, known ? values : null, enough);
    for (var line : lines) {
      attack.add(line, values, hidden);
    }
    attack.substitute();
    return attack.solve(hidden, wanted);
  }

  private void add(Table.Line line, long[] values, boolean[] hidden) {
    var unknowns = new int[line.parts().length + 1];
    var coefficients = new long[unknowns.length];
    var size = 0;
    var right = 0L;
    for (var p : line.parts()) {
      if (hidden[p]) {
        unknowns[size] = p;
        coefficients[size++] = 1;
      } else {
        right -= values[p];
      }
    }
    if (hidden[line.total()]) {
      unknowns[size] = line.total();
      coefficients[size++] = -1;
    } else {
      right += values[line.total()];
    }
    rows.add(new Row(Arrays.copyOf(unknowns, size), Arrays.copyOf(coefficients, size), right));
  }

  /** Follows the chain so that unknown = sign·root + offset. */
  private int root(int i) {
    while (parent[parent[i]] != parent[i]) {
      var p = parent[i];
      offset[i] += sign[i] * offset[p];
      sign[i] *= sign[p];
      parent[i] = parent[p];
    }
    return parent[i];
  }

  private boolean fixed(int root) {
    return low[root] == high[root];
  }

  private void substitute() {
    var changed = true;
    while (changed) {
      Patience.check();
      changed = false;
      var kept = new ArrayList<Row>(rows.size());
      var seen = new HashMap<List<Long>, Long>();
      for (var row : rows) {
        var now = rewritten(row);
        if (now.unknowns.length == 0) {
          refuseUnless(now.right == 0);
        } else if (settles(now)) {
          changed = true;
        } else {
          var right = seen.putIfAbsent(key(now), now.right);
          refuseUnless(right == null || right == now.right);
          if (right == null) {
            kept.add(now);
          }
        }
      }
      rows = kept;
    }
  }

  private static List<Long> key(Row row) {
    var key = new ArrayList<Long>(2 * row.unknowns.length);
    for (var k = 0; k < row.unknowns.length; k++) {
      key.add((long) row.unknowns[k]);
      key.add(row.coefficients[k]);
    }
    return key;
  }

  private static void refuseUnless(boolean consistent) {
    Refusal.when(
        !consistent,
        INCONSISTENT_TABLE,
        "No whole counts of at least 0 fit the published cells and sums.");
  }

  /**
   * In terms of roots that are still open, divided by the common factor, first coefficient above 0.
   */
  private Row rewritten(Row row) {
    Map<Integer, Long> terms = new TreeMap<>();
    var right = row.right;
    for (var k = 0; k < row.unknowns.length; k++) {
      var i = row.unknowns[k];
      var r = root(i);
      right -= row.coefficients[k] * offset[i];
      if (fixed(r)) {
        right -= row.coefficients[k] * sign[i] * low[r];
      } else {
        terms.merge(r, row.coefficients[k] * sign[i], Long::sum);
      }
    }
    terms.values().removeIf(c -> c == 0);
    var factor = 0L;
    for (var c : terms.values()) {
      factor = gcd(factor, Math.abs(c));
    }
    if (factor == 0) {
      return new Row(new int[0], new long[0], right);
    }
    refuseUnless(right % factor == 0);
    if (terms.values().iterator().next() < 0) {
      factor = -factor;
    }
    var unknowns = new int[terms.size()];
    var coefficients = new long[terms.size()];
    var k = 0;
    for (var term : terms.entrySet()) {
      unknowns[k] = term.getKey();
      coefficients[k++] = term.getValue() / factor;
    }
    return new Row(unknowns, coefficients, right / factor);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Whether the row says all it has to say by fixing unknowns or tying one to another. */
  private boolean settles(Row row) {
    var first = row.unknowns[0];
    if (row.unknowns.length == 1) {
      refuseUnless(row.right % row.coefficients[0] == 0);
      fix(first, row.right / row.coefficients[0]);
      return true;
    }
    if (row.unknowns.length == 2
        && row.coefficients[0] == 1
        && Math.abs(row.coefficients[1]) == 1) {
      tie(first, (int) -row.coefficients[1], row.unknowns[1], row.right);
      return true;
    }
    var least = activity(row, 1);
    refuseUnless(least <= row.right);
    if (least == row.right) {
      push(row, 1);
      return true;
    }
    var most = -activity(row, -1);
    refuseUnless(most >= row.right);
    if (most == row.right) {
      push(row, -1);
      return true;
    }
    return false;
  }

  private void fix(int root, long value) {
    refuseUnless(value >= low[root] && value <= high[root]);
    low[root] = value;
    high[root] = value;
  }

  /** x = way·y + right, and the bounds of x become bounds of y. */
  private void tie(int x, int way, int y, long right) {
    var least = way > 0 ? low[x] - right : high[x] >= UNBOUNDED ? 0 : right - high[x];
    var most = way > 0 ? (high[x] >= UNBOUNDED ? UNBOUNDED : high[x] - right) : right - low[x];
    parent[x] = y;
    sign[x] = way;
    offset[x] = right;
    low[y] = Math.max(low[y], least);
    high[y] = Math.min(high[y], most);
    refuseUnless(low[y] <= high[y]);
  }

  /** Least value of way times the left side; minus unbounded when it has none. */
  private long activity(Row row, int way) {
    var sum = 0L;
    for (var k = 0; k < row.unknowns.length; k++) {
      var c = way * row.coefficients[k];
      if (c < 0 && high[row.unknowns[k]] >= UNBOUNDED) {
        return -UNBOUNDED;
      }
      sum += c * (c > 0 ? low : high)[row.unknowns[k]];
    }
    return sum;
  }

  private void push(Row row, int way) {
    for (var k = 0; k < row.unknowns.length; k++) {
      var i = row.unknowns[k];
      fix(i, (way * row.coefficients[k] > 0 ? low : high)[i]);
    }
  }

  private Bounds solve(boolean[] hidden, boolean[] wanted) {
    var cells = parent.length;
    var wantedRoots = new boolean[cells];
    for (var i = 0; i < cells; i++) {
      if (hidden[i] && wanted[i]) {
        wantedRoots[root(i)] = true;
      }
    }
    var least = low.clone();
    var most = high.clone();
    for (var component : components()) {
      Patience.check();
      var part = new Part(component, low, high, truth, enough);
      if (!part.byFlow(wantedRoots, least, most)) {
        LinearBounds.tighten(component, low, high, truth, wantedRoots, enough, least, most);
      }
    }
    var out = new Bounds(new long[cells], new long[cells]);
    for (var i = 0; i < cells; i++) {
      if (!hidden[i]) {
        continue;
      }
      var r = root(i);
      var open = most[r] >= UNBOUNDED;
      out.least[i] = sign[i] > 0 ? least[r] + offset[i] : offset[i] - most[r];
      out.most[i] = sign[i] < 0 ? offset[i] - least[r] : open ? UNBOUNDED : most[r] + offset[i];
    }
    return out;
  }

  /** Rows that hang together through their unknowns. */
  private List<List<Row>> components() {
    var group = new HashMap<Integer, Integer>();
    var parents = new int[rows.size()];
    for (var r = 0; r < parents.length; r++) {
      parents[r] = r;
      for (var i : rows.get(r).unknowns) {
        var other = group.putIfAbsent(i, r);
        if (other != null) {
          parents[top(parents, r)] = top(parents, other);
        }
      }
    }
    Map<Integer, List<Row>> parts = new TreeMap<>();
    for (var r = 0; r < parents.length; r++) {
      parts.computeIfAbsent(top(parents, r), k -> new ArrayList<>()).add(rows.get(r));
    }
    return List.copyOf(parts.values());
  }

  private static int top(int[] parents, int r) {
    while (parents[r] != r) {
      parents[r] = parents[parents[r]];
      r = parents[r];
    }
    return r;
  }

  /**
   * A component as a network: rows are nodes, unknowns are arcs from the row where they count up to
   * the one where down.
   */
  private static final class Part {
    private final List<Row> rows;
    private final long[] low;
    private final long[] high;
    private final long @Nullable [] truth;
    private final long enough;
    private final Map<Integer, int[]> ends = new TreeMap<>();
    private final int[] way;

    Part(List<Row> rows, long[] low, long[] high, long @Nullable [] truth, long enough) {
      this.rows = rows;
      this.low = low;
      this.high = high;
      this.truth = truth;
      this.enough = enough;
      this.way = new int[rows.size()];
    }

    boolean byFlow(boolean[] wanted, long[] least, long[] most) {
      if (!signsFit()) {
        return false;
      }
      var ground = rows.size();
      var network = new FlowNetwork(rows.size() + 3);
      Map<Integer, Integer> arcs = new TreeMap<>();
      for (var end : ends.entrySet()) {
        var from = end.getValue()[0] < 0 ? ground : end.getValue()[0];
        var into = end.getValue()[1] < 0 ? ground : end.getValue()[1];
        var i = end.getKey();
        var room = high[i] >= UNBOUNDED ? UNBOUNDED : high[i] - low[i];
        arcs.put(i, network.add(from, into, room, 0));
      }
      start(network, arcs, ground);
      var base = Arrays.copyOf(network.capacity, network.edges());
      for (var arc : arcs.entrySet()) {
        Patience.check();
        var i = arc.getKey();
        if (!wanted[i]) {
          continue;
        }
        var e = arc.getValue();
        var from = network.target(e ^ 1);
        var into = network.target(e);
        var up = detour(network, base, e, into, from, Math.min(enough, base[e]));
        var down =
            up >= enough ? 0 : detour(network, base, e, from, into, Math.min(enough, base[e ^ 1]));
        var at = low[i] + base[e ^ 1];
        least[i] = at - down;
        most[i] = up >= UNBOUNDED / 2 ? UNBOUNDED : at + up;
      }
      return true;
    }

    private static long detour(
        FlowNetwork network, long[] base, int skip, int source, int sink, long limit) {
      if (limit <= 0) {
        return 0;
      }
      System.arraycopy(base, 0, network.capacity, 0, base.length);
      network.capacity[skip] = 0;
      network.capacity[skip ^ 1] = 0;
      return network.push(source, sink, limit);
    }

    private boolean signsFit() {
      Map<Integer, List<int[]>> places = new TreeMap<>();
      for (var r = 0; r < rows.size(); r++) {
        var row = rows.get(r);
        for (var k = 0; k < row.unknowns.length; k++) {
          if (Math.abs(row.coefficients[k]) != 1) {
            return false;
          }
          var at = places.computeIfAbsent(row.unknowns[k], i -> new ArrayList<>());
          at.add(new int[] {r, (int) row.coefficients[k]});
          if (at.size() > 2) {
            return false;
          }
        }
      }
      way[0] = 1;
      var queue = new ArrayDeque<Integer>(List.of(0));
      while (!queue.isEmpty()) {
        var r = queue.remove();
        for (var i : rows.get(r).unknowns) {
          var at = places.getOrDefault(i, List.of());
          if (at.size() < 2) {
            continue;
          }
          var mine = at.get(0)[0] == r ? at.get(0) : at.get(1);
          var other = at.get(0)[0] == r ? at.get(1) : at.get(0);
          var needed = -way[r] * mine[1] * other[1];
          if (way[other[0]] == 0) {
            way[other[0]] = needed;
            queue.add(other[0]);
          } else if (way[other[0]] != needed) {
            return false;
          }
        }
      }
      for (var place : places.entrySet()) {
        var end = new int[] {-1, -1};
        for (var at : place.getValue()) {
          end[way[at[0]] * at[1] > 0 ? 0 : 1] = at[0];
        }
        ends.put(place.getKey(), end);
      }
      return true;
    }

    /**
     * Puts a feasible table on the arcs: the true one where it is known, else one found by a flow.
     */
    private void start(FlowNetwork network, Map<Integer, Integer> arcs, int ground) {
      if (truth != null) {
        for (var arc : arcs.entrySet()) {
          move(network, arc.getValue(), truth[arc.getKey()] - low[arc.getKey()]);
        }
        return;
      }
      var source = ground + 1;
      var sink = ground + 2;
      var balance = new long[rows.size() + 1];
      for (var r = 0; r < rows.size(); r++) {
        var row = rows.get(r);
        var right = row.right;
        for (var k = 0; k < row.unknowns.length; k++) {
          right -= row.coefficients[k] * low[row.unknowns[k]];
        }
        balance[r] = way[r] * right;
        balance[ground] -= balance[r];
      }
      var wanted = 0L;
      var extra = new ArrayList<Integer>();
      for (var node = 0; node <= ground; node++) {
        if (balance[node] > 0) {
          extra.add(network.add(source, node, balance[node], 0));
          wanted += balance[node];
        } else if (balance[node] < 0) {
          extra.add(network.add(node, sink, -balance[node], 0));
        }
      }
      refuseUnless(network.push(source, sink, wanted) == wanted);
      for (var e : extra) {
        network.capacity[e] = 0;
        network.capacity[e ^ 1] = 0;
      }
    }

    private static void move(FlowNetwork network, int arc, long flow) {
      network.capacity[arc] -= flow;
      network.capacity[arc ^ 1] += flow;
    }
  }
}
