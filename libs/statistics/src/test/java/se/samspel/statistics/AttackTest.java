package se.samspel.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The attacker's bounds: flows against linear programs against counting all tables. */
class AttackTest {

  @Test
  void aLinearProgramSaysWhenThereIsNoUpperBound() {
    // a + b + c = d + e + 4 with all five hidden: everything may grow.
    var rows =
        List.of(
            new Attack.Row(new int[] {0, 1, 2, 3, 4}, new long[] {1, 1, 1, -1, -1}, 4),
            new Attack.Row(new int[] {0, 1, 5}, new long[] {1, 1, 1}, 6));
    var low = new long[6];
    var high = new long[6];
    Arrays.fill(high, Attack.UNBOUNDED);
    var least = low.clone();
    var most = high.clone();
    var all = new boolean[] {true, true, true, true, true, true};
    LinearBounds.tighten(rows, low, high, null, all, Attack.UNBOUNDED, least, most);
    assertThat(least).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(most).containsExactly(6, 6, Attack.UNBOUNDED, Attack.UNBOUNDED, Attack.UNBOUNDED, 6);
  }

  @Test
  void flowsAndLinearProgramsAgreeOnRandomTablesWithMargins() {
    for (var seed = 1; seed <= 60; seed++) {
      var random = new SplittableRandom(seed);
      var table = RandomTables.twoWay(random, 2 + random.nextInt(4), 2 + random.nextInt(4), 12);
      var values = table.complete();
      var hidden = new boolean[values.length];
      var names = new ArrayList<String>();
      for (var i = 0; i < hidden.length; i++) {
        hidden[i] = random.nextDouble() < 0.5;
        if (hidden[i]) {
          names.add(table.cells().get(i).id());
        }
      }
      for (var known : List.of(true, false)) {
        var bounds = Attack.bounds(table.lines(), values, hidden, known, hidden, Attack.UNBOUNDED);
        var independent =
            IndependentAudit.of(RandomTables.input(table), java.util.Set.copyOf(names));
        for (var i = 0; i < hidden.length; i++) {
          if (hidden[i]) {
            var id = table.cells().get(i).id();
            assertThat(bounds.least()[i])
                .as("seed " + seed + " least " + id)
                .isEqualTo(independent.least(id));
            var most = independent.most(id);
            if (most > IndependentAudit.CEILING / 2) {
              assertThat(bounds.most()[i])
                  .as("seed " + seed + " most " + id)
                  .isEqualTo(Attack.UNBOUNDED);
            } else {
              assertThat(bounds.most()[i]).as("seed " + seed + " most " + id).isEqualTo(most);
            }
          }
        }
      }
    }
  }

  @Test
  void boundsOfAThreeWayTableAreThoseOfCountingEveryTable() {
    for (var seed = 1; seed <= 25; seed++) {
      var random = new SplittableRandom(seed);
      var table = RandomTables.threeWay(random, 2, 2, 3, 3);
      var values = table.complete();
      var inner = new boolean[values.length];
      for (var i = 0; i < inner.length; i++) {
        inner[i] = !table.cells().get(i).id().contains("T") && random.nextDouble() < 0.8;
      }
      var bounds = Attack.bounds(table.lines(), values, inner, false, inner, Attack.UNBOUNDED);
      var counted = RandomTables.count(table, inner);
      for (var i = 0; i < inner.length; i++) {
        if (inner[i]) {
          assertThat(List.of(bounds.least()[i], bounds.most()[i]))
              .as("seed " + seed + " " + table.cells().get(i).id())
              .isEqualTo(List.of(counted.least()[i], counted.most()[i]));
        }
      }
    }
  }
}
