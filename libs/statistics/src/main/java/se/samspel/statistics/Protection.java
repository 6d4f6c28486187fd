package se.samspel.statistics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Hides cells of a table so that no small count can be worked out: primary cells by the threshold,
 * secondary cells so that the attacker's interval of every primary cell is at least {@code width}
 * wide and no hidden cell is known exactly. Always audited; what cannot be protected is refused
 * rather than half protected. Source: spec 12.3 and 12.4.
 *
 * <p>Small tables are searched for the pattern with fewest secondary cells, then least sum. Larger
 * ones: where the table is a network, the cheapest cycle through each primary cell; otherwise the
 * cheapest cell in the violated line until the audit passes. Then secondary cells are un-hidden,
 * largest first, while the audit still passes.
 *
 * @param solvable false: with the cells that may be hidden no pattern protects the primary ones,
 *     and nothing may be published
 * @param primary ids of cells below the threshold
 * @param secondary ids hidden to protect them; empty when not solvable
 * @param primaryAloneIsSafe no secondary cell is needed
 * @param optimal the pattern is proved to have fewest cells and then least sum
 * @param optimalSets all such patterns; the first is {@code secondary}. Empty unless proved
 */
public record Protection(
    boolean solvable,
    List<String> primary,
    List<String> secondary,
    boolean primaryAloneIsSafe,
    boolean optimal,
    List<List<String>> optimalSets,
    long secondarySum,
    Method method) {

  static final Method METHOD = Method.of("disclosure.table");
  static final Method AUDIT = Method.of("disclosure.audit");

  /** Patterns the exact search may look at. */
  private static final int PATTERNS = 400_000;

  /** Audits the exact search may make. */
  private static final int AUDITS = 40_000;

  /** Time for the exact search and for the clean-up, each. */
  private static final long SEARCH_NANOS = 1_000_000_000L;

  /** Cost of hiding one more cell; its value only decides between equally many. */
  private static final long COST_OF_CELL = 1_000_000_000L;

  /**
   * What is to be protected and how.
   *
   * @param threshold counts below it are primary, at least 1
   * @param protectZeros 0 is primary too
   * @param width least width of a primary cell's interval, at least 1; threshold - 1 by default
   * @param totalsEligible totals may be hidden as secondary cells
   */
  public record Policy(int threshold, boolean protectZeros, long width, boolean totalsEligible) {
    public Policy {
      Refusal.when(
          threshold < 1 || width < 1,
          RefusalCode.OUT_OF_RANGE,
          "The threshold and the interval width are at least 1.");
    }

    /** Threshold 5, intervals at least 4 wide, zeros shown, totals kept. */
    public static Policy usual() {
      return new Policy(5, false, 4, false);
    }

    boolean small(long value) {
      return value < threshold && (value > 0 || protectZeros);
    }
  }

  /** What an attacker knows of a hidden cell; {@code max} is absent when unbounded. */
  public record Known(String id, long min, @Nullable Long max) {}

  /** Bounds of all hidden cells and the ids of those known exactly. */
  public record Audit(List<Known> bounds, List<String> exactlyDisclosed) {}

  /**
   * What can be worked out about the cells without value.
   *
   * @throws Refusal INCONSISTENT_TABLE, TIME_LIMIT
   */
  public static Audit audit(Table table) {
    var n = table.cells().size();
    var values = new long[n];
    var hidden = new boolean[n];
    for (var i = 0; i < n; i++) {
      var value = table.cells().get(i).value();
      hidden[i] = value == null;
      values[i] = value == null ? 0 : value;
    }
    var bounds = Attack.bounds(table.lines(), values, hidden, false, hidden, Attack.UNBOUNDED);
    var known = new ArrayList<Known>();
    var exact = new ArrayList<String>();
    for (var i = 0; i < n; i++) {
      if (hidden[i]) {
        var id = table.cells().get(i).id();
        var open = bounds.most()[i] >= Attack.UNBOUNDED;
        known.add(new Known(id, bounds.least()[i], open ? null : bounds.most()[i]));
        if (bounds.width(i) == 0) {
          exact.add(id);
        }
      }
    }
    return new Audit(List.copyOf(known), List.copyOf(exact));
  }

  /**
   * Protects a table.
   *
   * @throws Refusal INCONSISTENT_TABLE, MISSING_FIELD (a cell without value), TIME_LIMIT
   */
  public static Protection protect(Table table, Policy policy) {
    return protect(table, policy, Set.of());
  }

  /**
   * Protects a table whose earlier release already hid cells: they stay hidden, so that a revised
   * table does not tell what the earlier one kept. Source: spec 12.4.6.
   *
   * @param keptHidden ids of cells that are not to be published whatever their value
   * @throws Refusal UNKNOWN_CELL and as {@link #protect(Table, Policy)}
   */
  public static Protection protect(Table table, Policy policy, Set<String> keptHidden) {
    return new Search(table, policy, keptHidden, System::nanoTime).run(true);
  }

  /** Without the exact search, as for a table too large for it. */
  static Protection heuristic(Table table, Policy policy) {
    return new Search(table, policy, Set.of(), System::nanoTime).run(false);
  }

  private static final class Search {
    final Table table;
    final Policy policy;
    final LongSupplier clock;
    final long[] values;
    final Table.Line[] lines;
    final int n;
    final boolean[] primary;

    /** Hidden whatever happens: primary, or hidden before. */
    final boolean[] start;

    final boolean[] eligible;
    final int[][] linesOf;
    final int[] primaries;

    Search(Table table, Policy policy, Set<String> keptHidden, LongSupplier clock) {
      this.table = table;
      this.policy = policy;
      this.clock = clock;
      values = table.complete();
      lines = table.lines();
      n = values.length;
      primary = new boolean[n];
      start = new boolean[n];
      eligible = new boolean[n];
      var total = new boolean[n];
      for (var line : lines) {
        total[line.total()] = true;
      }
      for (var i = 0; i < n; i++) {
        primary[i] = policy.small(values[i]);
        start[i] = primary[i] || keptHidden.contains(table.cells().get(i).id());
        eligible[i] = !start[i] && values[i] > 0 && (policy.totalsEligible || !total[i]);
      }
      var ids = table.cells().stream().map(Table.Cell::id).collect(Collectors.toSet());
      for (var id : keptHidden) {
        Refusal.when(
            !ids.contains(id),
            RefusalCode.UNKNOWN_CELL,
            "The cell " + id + " is to stay hidden, but is not given.");
      }
      primaries = IntStream.range(0, n).filter(i -> primary[i]).toArray();
      var count = new int[n];
      for (var line : lines) {
        count[line.total()]++;
        for (var p : line.parts()) {
          count[p]++;
        }
      }
      linesOf = new int[n][];
      for (var i = 0; i < n; i++) {
        linesOf[i] = new int[count[i]];
      }
      for (var l = 0; l < lines.length; l++) {
        linesOf[lines[l].total()][--count[lines[l].total()]] = l;
        for (var p : lines[l].parts()) {
          linesOf[p][--count[p]] = l;
        }
      }
    }

    Protection run(boolean prove) {
      if (safe(start)) {
        return answer(start, safe(primary), true, List.of(secondaryIds(start)));
      }
      var network = Cycles.of(this);
      var pattern = network == null ? byLines() : network.protect();
      if (pattern == null || !safe(pattern)) {
        pattern = start.clone();
        for (var i = 0; i < n; i++) {
          pattern[i] |= eligible[i];
        }
        // Hiding more never narrows an interval: when even all of it is not enough, nothing is.
        if (!safe(pattern)) {
          return new Protection(false, ids(primary), List.of(), false, true, List.of(), 0, METHOD);
        }
      }
      pattern = published(pattern);
      if (network == null) {
        pattern = cleaned(pattern);
      }
      return prove ? exact(pattern) : answer(pattern, false, false, List.of());
    }

    /** Every primary cell has its width; cells known exactly are the clean-up's business. */
    boolean safe(boolean[] hidden) {
      for (var l : lines) {
        if (lonely(l, hidden)) {
          return false;
        }
      }
      var bounds = Attack.bounds(lines, values, hidden, true, primary, policy.width);
      for (var p : primaries) {
        if (bounds.width(p) < policy.width) {
          return false;
        }
      }
      return true;
    }

    /** A primary cell alone in its line is known to everybody who can subtract. */
    private boolean lonely(Table.Line line, boolean[] hidden) {
      var count = hidden[line.total()] ? 1 : 0;
      var small = primary[line.total()];
      for (var p : line.parts()) {
        if (hidden[p]) {
          count++;
          small |= primary[p];
        }
      }
      return count == 1 && small;
    }

    /**
     * Publishes secondary cells that anybody could work out: hiding them protects nothing and would
     * only look safe.
     */
    boolean[] published(boolean[] hidden) {
      var bounds = Attack.bounds(lines, values, hidden, true, hidden, 1);
      var out = hidden.clone();
      for (var i = 0; i < n; i++) {
        if (hidden[i] && !start[i] && bounds.width(i) == 0) {
          out[i] = false;
        }
      }
      return out;
    }

    /** The cheapest cell of each violated line, until the audit passes. Null when cells run out. */
    private boolean @Nullable [] byLines() {
      var hidden = start.clone();
      // A cell that is wide enough stays so when more is hidden.
      var narrow = primary.clone();
      while (true) {
        Patience.check();
        fillLines(hidden);
        var bounds = Attack.bounds(lines, values, hidden, true, narrow, policy.width);
        var added = false;
        for (var p : primaries) {
          if (narrow[p] && bounds.width(p) >= policy.width) {
            narrow[p] = false;
          } else if (narrow[p]) {
            var cell = cheapest(linesOf[p], hidden);
            if (cell < 0) {
              cell = cheapest(IntStream.range(0, lines.length).toArray(), hidden);
            }
            if (cell < 0) {
              return null;
            }
            hidden[cell] = true;
            added = true;
          }
        }
        if (!added) {
          return hidden;
        }
      }
    }

    private void fillLines(boolean[] hidden) {
      var queue = new ArrayDeque<Integer>();
      for (var l = 0; l < lines.length; l++) {
        queue.add(l);
      }
      while (!queue.isEmpty()) {
        var l = queue.remove();
        if (hiddenIn(lines[l], hidden) != 1) {
          continue;
        }
        var cell = cheapest(new int[] {l}, hidden);
        if (cell < 0) {
          continue;
        }
        hidden[cell] = true;
        for (var other : linesOf[cell]) {
          queue.add(other);
        }
      }
    }

    private static int hiddenIn(Table.Line line, boolean[] hidden) {
      var count = hidden[line.total()] ? 1 : 0;
      for (var p : line.parts()) {
        count += hidden[p] ? 1 : 0;
      }
      return count;
    }

    /** Prefers a cell whose other lines already hide something, then the smallest. */
    private int cheapest(int[] among, boolean[] hidden) {
      var best = -1;
      var bestCost = Long.MAX_VALUE;
      for (var l : among) {
        var parts = lines[l].parts();
        for (var k = -1; k < parts.length; k++) {
          var i = k < 0 ? lines[l].total() : parts[k];
          if (!eligible[i] || hidden[i]) {
            continue;
          }
          var bare = 0L;
          for (var other : linesOf[i]) {
            bare += hiddenIn(lines[other], hidden) == 0 ? 1 : 0;
          }
          var cost = bare * COST_OF_CELL + values[i];
          if (cost < bestCost) {
            bestCost = cost;
            best = i;
          }
        }
      }
      return best;
    }

    private boolean[] cleaned(boolean[] pattern) {
      var hidden = pattern.clone();
      var until = clock.getAsLong() + SEARCH_NANOS;
      for (var i : secondaries(hidden)) {
        if (clock.getAsLong() > until) {
          break;
        }
        hidden[i] = false;
        if (!safe(hidden)) {
          hidden[i] = true;
        }
      }
      return published(hidden);
    }

    /** Largest first. */
    int[] secondaries(boolean[] hidden) {
      return IntStream.range(0, n)
          .filter(i -> hidden[i] && !start[i])
          .boxed()
          .sorted(Comparator.comparingLong((Integer i) -> values[i]).reversed())
          .mapToInt(Integer::intValue)
          .toArray();
    }

    /**
     * Tries all patterns with fewer cells, and those with as many, unless they are too many to try.
     */
    private Protection exact(boolean[] found) {
      var candidates =
          IntStream.range(0, n)
              .filter(i -> eligible[i])
              .boxed()
              .sorted(Comparator.comparingLong(i -> values[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      var size = secondaries(found).length;
      var patterns = 0.0;
      for (var k = 1; k <= size; k++) {
        patterns += choose(candidates.length, k);
      }
      if (patterns > PATTERNS) {
        return answer(found, false, false, List.of());
      }
      var tries = new Tries(this, candidates, clock.getAsLong() + SEARCH_NANOS);
      for (var k = 1; k <= size && tries.best.isEmpty(); k++) {
        if (!tries.all(k)) {
          return answer(found, false, false, List.of());
        }
      }
      if (tries.best.isEmpty()) {
        return answer(found, false, false, List.of());
      }
      var first = tries.best.getFirst();
      return answer(first, false, true, tries.best.stream().map(this::secondaryIds).toList());
    }

    private static double choose(int n, int k) {
      var out = 1.0;
      for (var i = 0; i < k; i++) {
        out *= (double) (n - i) / (i + 1);
      }
      return out;
    }

    private Protection answer(
        boolean[] hidden, boolean alone, boolean optimal, List<List<String>> sets) {
      var sum = 0L;
      for (var i = 0; i < n; i++) {
        sum += hidden[i] && !primary[i] ? values[i] : 0;
      }
      return new Protection(
          true, ids(primary), secondaryIds(hidden), alone, optimal, sets, sum, METHOD);
    }

    private List<String> ids(boolean[] cells) {
      return IntStream.range(0, n)
          .filter(i -> cells[i])
          .mapToObj(i -> table.cells().get(i).id())
          .toList();
    }

    private List<String> secondaryIds(boolean[] hidden) {
      return IntStream.range(0, n)
          .filter(i -> hidden[i] && !primary[i])
          .mapToObj(i -> table.cells().get(i).id())
          .toList();
    }
  }

  /** All patterns of one size, cheapest sums kept. */
  private static final class Tries {
    private final Search search;
    private final int[] candidates;
    private final long until;
    private final boolean[] hidden;
    private int audits;
    private long bestSum = Long.MAX_VALUE;
    final List<boolean[]> best = new ArrayList<>();

    Tries(Search search, int[] candidates, long until) {
      this.search = search;
      this.candidates = candidates;
      this.until = until;
      this.hidden = search.start.clone();
    }

    /** False when the search ran out of tries or time, so that nothing is proved. */
    boolean all(int size) {
      return from(0, size, 0);
    }

    private boolean from(int at, int left, long sum) {
      // Candidates rise in value, so the cheapest completion from here is known.
      if (left > 0
          && at + left <= candidates.length
          && sum + left * search.values[candidates[at]] > bestSum) {
        return true;
      }
      if (left == 0) {
        return judge(sum);
      }
      for (var k = at; k + left <= candidates.length; k++) {
        hidden[candidates[k]] = true;
        var go = from(k + 1, left - 1, sum + search.values[candidates[k]]);
        hidden[candidates[k]] = false;
        if (!go) {
          return false;
        }
      }
      return true;
    }

    private boolean judge(long sum) {
      if (sum > bestSum) {
        return true;
      }
      for (var line : search.lines) {
        if (Search.hiddenIn(line, hidden) == 1) {
          return true;
        }
      }
      if (++audits > AUDITS || search.clock.getAsLong() > until) {
        return false;
      }
      if (search.safe(hidden) && Arrays.equals(search.published(hidden), hidden)) {
        if (sum < bestSum) {
          best.clear();
          bestSum = sum;
        }
        best.add(hidden.clone());
      }
      return true;
    }
  }

  /**
   * Protection in a network: every cell that may be hidden is an arc between two lines, a hidden
   * cell is protected by flow through other hidden cells, and the cheapest missing flow is a
   * shortest path in the residual network.
   */
  private static final class Cycles {
    private final Search search;
    private final FlowNetwork network;
    private final int[] arcOf;
    private final int[] cellOf;
    private final boolean[] hidden;
    private final List<int[]> witnesses = new ArrayList<>();

    private Cycles(Search search, FlowNetwork network, int[] arcOf, int[] cellOf) {
      this.search = search;
      this.network = network;
      this.arcOf = arcOf;
      this.cellOf = cellOf;
      this.hidden = search.start.clone();
    }

    /** Null when some cell is in more than two lines or the signs do not fit. */
    static @Nullable Cycles of(Search search) {
      var count = search.lines.length;
      var way = new int[count];
      var candidate = new boolean[search.n];
      for (var i = 0; i < search.n; i++) {
        candidate[i] = search.start[i] || search.eligible[i];
        if (candidate[i] && search.linesOf[i].length > 2) {
          return null;
        }
      }
      for (var start = 0; start < count; start++) {
        if (way[start] == 0 && !spread(search, candidate, way, start)) {
          return null;
        }
      }
      var network = new FlowNetwork(count + 1);
      var arcOf = new int[search.n];
      Arrays.fill(arcOf, -1);
      var cellOf = new int[search.n];
      var arcs = 0;
      for (var i = 0; i < search.n; i++) {
        if (!candidate[i] || search.linesOf[i].length == 0) {
          continue;
        }
        var from = count;
        var into = count;
        for (var l : search.linesOf[i]) {
          if (way[l] * sign(search, l, i) > 0) {
            from = l;
          } else {
            into = l;
          }
        }
        arcOf[i] = network.add(from, into, 0, 0);
        cellOf[arcs++] = i;
      }
      return new Cycles(search, network, arcOf, cellOf);
    }

    private static int sign(Search search, int line, int cell) {
      return search.lines[line].total() == cell ? -1 : 1;
    }

    private static boolean spread(Search search, boolean[] candidate, int[] way, int start) {
      way[start] = 1;
      var queue = new ArrayDeque<Integer>(List.of(start));
      while (!queue.isEmpty()) {
        var l = queue.remove();
        var parts = search.lines[l].parts();
        for (var k = -1; k < parts.length; k++) {
          var i = k < 0 ? search.lines[l].total() : parts[k];
          if (!candidate[i] || search.linesOf[i].length < 2) {
            continue;
          }
          var other = search.linesOf[i][0] == l ? search.linesOf[i][1] : search.linesOf[i][0];
          var needed = -way[l] * sign(search, l, i) * sign(search, other, i);
          if (way[other] == 0) {
            way[other] = needed;
            queue.add(other);
          } else if (way[other] != needed) {
            return false;
          }
        }
      }
      return true;
    }

    boolean @Nullable [] protect() {
      for (var p : search.primaries) {
        Patience.check();
        var witness = ensure(p, true);
        if (witness == null) {
          return null;
        }
        witnesses.add(witness);
      }
      unhide();
      return hidden;
    }

    /**
     * Cells whose flow shows the width of {@code p}; hides more cells until it does, if allowed.
     * Null when it cannot.
     */
    private int @Nullable [] ensure(int p, boolean mayHide) {
      var arc = arcOf[p];
      if (arc < 0) {
        return new int[0];
      }
      var from = network.target(arc ^ 1);
      var into = network.target(arc);
      while (true) {
        var used = new ArrayList<Integer>();
        reset(p);
        var up = network.push(into, from, search.policy.width);
        collect(used);
        var pathUp = mayHide && up < search.policy.width ? path(into, from) : null;
        var down = 0L;
        int[] pathDown = null;
        if (up < search.policy.width) {
          reset(p);
          var room = Math.min(search.values[p], search.policy.width - up);
          down = network.push(from, into, room);
          collect(used);
          pathDown = mayHide && down < room ? path(from, into) : null;
        }
        if (up + down >= search.policy.width) {
          return used.stream().mapToInt(Integer::intValue).toArray();
        }
        var path = cost(pathUp) <= cost(pathDown) ? pathUp : pathDown;
        if (path == null) {
          return null;
        }
        for (var i : path) {
          hidden[i] = true;
        }
      }
    }

    private long cost(int @Nullable [] path) {
      if (path == null) {
        return Long.MAX_VALUE;
      }
      var sum = 0L;
      for (var i : path) {
        sum += hidden[i] ? 0 : COST_OF_CELL + search.values[i];
      }
      return sum;
    }

    /**
     * Hidden cells can rise without bound and fall to 0; published ones and {@code p} itself stand
     * still.
     */
    private void reset(int p) {
      for (var k = 0; 2 * k < network.edges(); k++) {
        var i = cellOf[k];
        var open = hidden[i] && i != p;
        network.capacity[2 * k] = open ? FlowNetwork.UNBOUNDED : 0;
        network.capacity[2 * k + 1] = open ? search.values[i] : 0;
      }
    }

    private void collect(List<Integer> used) {
      for (var k = 0; 2 * k < network.edges(); k++) {
        var i = cellOf[k];
        if (network.capacity[2 * k] > 0 && network.capacity[2 * k] != FlowNetwork.UNBOUNDED) {
          used.add(i);
        } else if (network.capacity[2 * k + 1] != search.values[i] && network.capacity[2 * k] > 0) {
          used.add(i);
        }
      }
    }

    /**
     * Cheapest path after the flow pushed so far, over hidden and not yet hidden cells; the cells
     * it would hide.
     */
    private int @Nullable [] path(int source, int sink) {
      var nodes = search.lines.length + 1;
      var distance = new long[nodes];
      Arrays.fill(distance, Long.MAX_VALUE);
      var via = new int[nodes];
      Arrays.fill(via, -1);
      var queue = new PriorityQueue<long[]>(Comparator.comparingLong(x -> x[0]));
      distance[source] = 0;
      queue.add(new long[] {0, source});
      while (!queue.isEmpty()) {
        var head = queue.remove();
        var node = (int) head[1];
        if (head[0] > distance[node]) {
          continue;
        }
        if (node == sink) {
          break;
        }
        for (var e = network.first(node); e >= 0; e = network.following(e)) {
          var step = step(e);
          var to = network.target(e);
          if (step >= 0 && distance[node] + step < distance[to]) {
            distance[to] = distance[node] + step;
            via[to] = e;
            queue.add(new long[] {distance[to], to});
          }
        }
      }
      if (distance[sink] == Long.MAX_VALUE) {
        return null;
      }
      var cells = new ArrayList<Integer>();
      for (var node = sink; node != source; node = network.target(via[node] ^ 1)) {
        cells.add(cellOf[via[node] / 2]);
      }
      return cells.stream().filter(i -> !hidden[i]).mapToInt(Integer::intValue).toArray();
    }

    /** Cost of one more unit over an edge; -1 when it cannot carry one. */
    private long step(int e) {
      var i = cellOf[e / 2];
      if (search.start[i] || hidden[i]) {
        return network.capacity[e] > 0 ? 0 : -1;
      }
      return COST_OF_CELL + search.values[i];
    }

    /**
     * Un-hides secondary cells, largest first, where the primary cells that leaned on them find
     * other cover.
     */
    private void unhide() {
      var until = search.clock.getAsLong() + SEARCH_NANOS;
      for (var cell : search.secondaries(hidden)) {
        if (search.clock.getAsLong() > until) {
          return;
        }
        hidden[cell] = false;
        var replaced = new ArrayList<int[]>();
        var at = new ArrayList<Integer>();
        var fine = true;
        for (var w = 0; w < witnesses.size() && fine; w++) {
          if (Arrays.stream(witnesses.get(w)).anyMatch(i -> i == cell)) {
            var witness = ensure(search.primaries[w], false);
            fine = witness != null;
            if (witness != null) {
              replaced.add(witness);
              at.add(w);
            }
          }
        }
        if (fine) {
          for (var k = 0; k < at.size(); k++) {
            witnesses.set(at.get(k), replaced.get(k));
          }
        } else {
          hidden[cell] = true;
        }
      }
    }
  }
}
