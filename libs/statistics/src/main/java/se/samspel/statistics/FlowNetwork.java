package se.samspel.statistics;

import java.util.Arrays;

/** Maximum flow between two nodes by Dinic's algorithm, on whole numbers. */
final class FlowNetwork {
  /** A capacity without bound; twice it still fits. */
  static final long UNBOUNDED = Long.MAX_VALUE / 4;

  private final int[] head;
  private final int[] level;
  private final int[] turn;
  private final int[] queue;
  private final int[] path;
  private int[] next = new int[16];
  private int[] to = new int[16];
  private int edges;
  long[] capacity = new long[16];

  FlowNetwork(int nodes) {
    head = new int[nodes];
    Arrays.fill(head, -1);
    level = new int[nodes];
    turn = new int[nodes];
    queue = new int[nodes];
    path = new int[nodes];
  }

  /**
   * Adds an arc and its reverse, and gives the arc's number; the reverse has the number with the
   * last bit flipped.
   */
  int add(int from, int into, long forward, long backward) {
    if (edges + 2 > to.length) {
      next = Arrays.copyOf(next, 2 * next.length);
      to = Arrays.copyOf(to, 2 * to.length);
      capacity = Arrays.copyOf(capacity, 2 * capacity.length);
    }
    put(from, into, forward);
    put(into, from, backward);
    return edges - 2;
  }

  private void put(int from, int into, long cap) {
    to[edges] = into;
    capacity[edges] = cap;
    next[edges] = head[from];
    head[from] = edges++;
  }

  int first(int node) {
    return head[node];
  }

  int following(int edge) {
    return next[edge];
  }

  int target(int edge) {
    return to[edge];
  }

  int edges() {
    return edges;
  }

  /** Pushes up to {@code limit} from source to sink and leaves the capacities as they then are. */
  long push(int source, int sink, long limit) {
    var flow = 0L;
    while (flow < limit && levels(source, sink)) {
      System.arraycopy(head, 0, turn, 0, head.length);
      long more;
      while (flow < limit && (more = augment(source, sink, limit - flow)) > 0) {
        flow += more;
      }
    }
    return flow;
  }

  private boolean levels(int source, int sink) {
    Arrays.fill(level, -1);
    level[source] = 0;
    queue[0] = source;
    var size = 1;
    for (var at = 0; at < size; at++) {
      var node = queue[at];
      for (var e = head[node]; e >= 0; e = next[e]) {
        if (capacity[e] > 0 && level[to[e]] < 0) {
          level[to[e]] = level[node] + 1;
          queue[size++] = to[e];
          if (to[e] == sink) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * One path along the levels; a loop rather than recursion, because a path may be as long as the
   * table has lines.
   */
  private long augment(int source, int sink, long limit) {
    var depth = 0;
    var node = source;
    while (node != sink) {
      var e = turn[node];
      if (e < 0) {
        if (depth == 0) {
          return 0;
        }
        level[node] = -1;
        node = to[path[--depth] ^ 1];
        turn[node] = next[turn[node]];
      } else if (capacity[e] > 0 && level[to[e]] == level[node] + 1) {
        path[depth++] = e;
        node = to[e];
      } else {
        turn[node] = next[e];
      }
    }
    var flow = limit;
    for (var k = 0; k < depth; k++) {
      flow = Math.min(flow, capacity[path[k]]);
    }
    for (var k = 0; k < depth; k++) {
      capacity[path[k]] -= flow;
      capacity[path[k] ^ 1] += flow;
    }
    return flow;
  }
}
