package se.samspel.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever the table, nobody can bound a small cell tighter than the policy says. */
class ProtectionTest {
  private static final Protection.Policy USUAL = Protection.Policy.usual();

  private static HashSet<String> hidden(Protection protection) {
    var hidden = new HashSet<>(protection.primary());
    hidden.addAll(protection.secondary());
    return hidden;
  }

  private static Table published(Table table, Protection protection) {
    var hidden = hidden(protection);
    return new Table(
        table.cells().stream()
            .map(c -> hidden.contains(c.id()) ? new Table.Cell(c.id(), null) : c)
            .toList(),
        table.sums());
  }

  @Test
  void noSmallCellOfARandomTableCanBeBoundedTighterThanThePolicy() {
    var solved = 0;
    for (var seed = 1; seed <= 150; seed++) {
      var random = new SplittableRandom(seed);
      var table = RandomTables.twoWay(random, 2 + random.nextInt(5), 2 + random.nextInt(5), 40);
      var policy = new Protection.Policy(5, random.nextBoolean(), 4, random.nextBoolean());
      var protection = Protection.protect(table, policy);
      if (protection.solvable()) {
        solved++;
        IndependentAudit.of(RandomTables.input(table), hidden(protection))
            .requireProtected(protection.primary(), policy.width());
      } else {
        assertThat(protection.secondary()).as("half protected").isEmpty();
      }
    }
    assertThat(solved).isGreaterThan(100);
  }

  @Test
  void threeWayTablesAreProtectedToo() {
    var solved = 0;
    for (var seed = 1; seed <= 40; seed++) {
      var random = new SplittableRandom(seed);
      var table = RandomTables.threeWay(random, 3, 3, 2, 60);
      var protection = Protection.protect(table, new Protection.Policy(5, false, 4, true));
      if (protection.solvable()) {
        solved++;
        IndependentAudit.of(RandomTables.input(table), hidden(protection))
            .requireProtected(protection.primary(), 4);
      }
    }
    assertThat(solved).isGreaterThan(20);
  }

  @Test
  void whatIsCalledUnsolvableStaysOpenEvenWhenAllThatMayBeHiddenIsHidden() {
    var refused = 0;
    for (var seed = 1; seed <= 120; seed++) {
      var table = RandomTables.twoWay(new SplittableRandom(seed), 2, 3, 6);
      var protection = Protection.protect(table, USUAL);
      if (protection.solvable()) {
        continue;
      }
      refused++;
      var totals = new HashSet<String>();
      table.sums().forEach(s -> totals.add(s.total()));
      var all = new HashSet<>(protection.primary());
      for (var cell : table.cells()) {
        var value = cell.value();
        if (value != null && value > 0 && !totals.contains(cell.id())) {
          all.add(cell.id());
        }
      }
      var audit = IndependentAudit.of(RandomTables.input(table), all);
      assertThat(protection.primary())
          .as("seed " + seed)
          .anyMatch(id -> audit.most(id) - audit.least(id) < 4);
    }
    assertThat(refused).isGreaterThan(10);
  }

  @Test
  void theHeuristicNeedsHardlyMoreCellsThanTheProvedMinimum() {
    var extra = 0;
    var proved = 0;
    for (var seed = 1; seed <= 60; seed++) {
      var table = RandomTables.twoWay(new SplittableRandom(seed), 4, 4, 60);
      var best = Protection.protect(table, USUAL);
      if (!best.solvable() || !best.optimal()) {
        continue;
      }
      proved++;
      assertThat(best.optimalSets()).contains(best.secondary());
      var rough = Protection.heuristic(table, USUAL);
      assertThat(rough.secondary().size()).isGreaterThanOrEqualTo(best.secondary().size());
      extra += rough.secondary().size() - best.secondary().size();
    }
    assertThat(proved).isGreaterThan(30);
    assertThat(extra)
        .as("cells too many in all " + proved + " tables")
        .isLessThanOrEqualTo(proved / 3);
  }

  @Test
  void theOrderOfCellsAndSumsDoesNotChangeHowMuchIsHidden() {
    for (var seed = 1; seed <= 30; seed++) {
      var random = new SplittableRandom(seed);
      var table = RandomTables.twoWay(random, 3, 4, 30);
      var turned = new Table(table.cells().reversed(), table.sums().reversed());
      var one = Protection.protect(table, USUAL);
      var other = Protection.protect(turned, USUAL);
      assertThat(other.solvable()).isEqualTo(one.solvable());
      assertThat(new TreeSet<>(other.primary())).isEqualTo(new TreeSet<>(one.primary()));
      if (one.optimal() && other.optimal()) {
        assertThat(other.secondary()).hasSameSizeAs(one.secondary());
        assertThat(other.secondarySum()).isEqualTo(one.secondarySum());
      }
    }
  }

  @Test
  void theLibrarysOwnAuditOfWhatIsPublishedFindsNothing() {
    for (var seed = 200; seed < 230; seed++) {
      var table = RandomTables.twoWay(new SplittableRandom(seed), 6, 8, 25);
      var protection = Protection.protect(table, USUAL);
      if (!protection.solvable()) {
        continue;
      }
      var audit = Protection.audit(published(table, protection));
      assertThat(audit.exactlyDisclosed()).as("seed " + seed).isEmpty();
      for (var known : audit.bounds()) {
        var max = known.max();
        if (protection.primary().contains(known.id()) && max != null) {
          assertThat(max - known.min()).isGreaterThanOrEqualTo(4);
        }
      }
    }
  }

  @Test
  void aHierarchyOfMunicipalitiesMonthsAndRegionsIsProtected() {
    for (var seed = 1; seed <= 10; seed++) {
      var table = RandomTables.municipalitiesByMonth(new SplittableRandom(seed), 3, 4, 3);
      var protection = Protection.protect(table, new Protection.Policy(5, false, 4, true));
      assertThat(protection.solvable()).isTrue();
      IndependentAudit.of(RandomTables.input(table), hidden(protection))
          .requireProtected(protection.primary(), 4);
    }
  }

  @Test
  void whatAnEarlierReleaseHidStaysHidden() {
    for (var seed = 1; seed <= 20; seed++) {
      var random = new SplittableRandom(seed);
      var before = RandomTables.twoWay(random, 4, 4, 50);
      var earlier = Protection.protect(before, USUAL);
      if (!earlier.solvable()) {
        continue;
      }
      var now = RandomTables.twoWay(random, 4, 4, 50);
      var kept = hidden(earlier);
      var later = Protection.protect(now, USUAL, kept);
      if (later.solvable()) {
        assertThat(hidden(later)).containsAll(kept);
        var audit = IndependentAudit.of(RandomTables.input(now), hidden(later));
        for (var id : later.primary()) {
          assertThat(audit.most(id) - audit.least(id)).as(id).isGreaterThanOrEqualTo(4);
        }
      }
    }
    assertThatThrownBy(() ->
            Protection.protect(
                RandomTables.twoWay(new SplittableRandom(1), 2, 2, 9),
                USUAL,
                java.util.Set.of("nowhere")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(RefusalCode.UNKNOWN_CELL));
  }

  @Test
  void aTableWhosePartsDoNotAddUpIsRefused() {
    var table =
        new Table(
            List.of(new Table.Cell("A", 3L), new Table.Cell("B", 9L), new Table.Cell("T", 13L)),
            List.of(new Table.Sum("T", List.of("A", "B"))));
    assertThatThrownBy(() -> Protection.protect(table, USUAL))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(RefusalCode.INCONSISTENT_TABLE));
  }

  @Test
  void anAuditOfImpossiblePublishedNumbersIsRefused() {
    var table =
        new Table(
            List.of(
                new Table.Cell("A", null),
                new Table.Cell("B", null),
                new Table.Cell("C", 9L),
                new Table.Cell("T", 4L)),
            List.of(new Table.Sum("T", List.of("A", "B", "C"))));
    assertThatThrownBy(() -> Protection.audit(table))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(RefusalCode.INCONSISTENT_TABLE));
  }

  @Test
  void nationalTablesAreProtectedAndAuditedWithinTheTimeOfARequest() {
    for (var size : List.of(new int[] {21, 19, 2}, new int[] {290, 12})) {
      var random = new SplittableRandom(7);
      var table =
          size.length == 3
              ? RandomTables.threeWay(random, size[0], size[1], size[2], 60)
              : RandomTables.twoWay(random, size[0], size[1], 30);
      var start = System.nanoTime();
      var protection = Protection.protect(table, new Protection.Policy(5, false, 4, true));
      var protectedAfter = System.nanoTime();
      assertThat(protection.solvable()).isTrue();
      var audit = Protection.audit(published(table, protection));
      var audited = System.nanoTime();
      System.out.printf(
          "%s: %d cells, %d primary, %d secondary; protected in %d ms, audited in %d ms%n",
          java.util.Arrays.toString(size),
          table.cells().size(),
          protection.primary().size(),
          protection.secondary().size(),
          (protectedAfter - start) / 1_000_000,
          (audited - protectedAfter) / 1_000_000);
      assertThat(audit.exactlyDisclosed()).isEmpty();
      var small = new HashSet<>(protection.primary());
      for (var known : audit.bounds()) {
        var max = known.max();
        if (max != null && small.contains(known.id())) {
          assertThat(max - known.min()).isGreaterThanOrEqualTo(4);
        }
      }
    }
  }
}
