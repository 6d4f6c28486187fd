package se.samspel.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.samspel.reach.Suppressing.Place;

class SuppressingTests {

  @Test
  void oneSmallCellTakesTheNextSmallestWithIt() {
    assertThat(Suppressing.line(Map.of("a", 3L, "b", 8L, "c", 90L)))
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void smallCellsThatAreSmallTogetherTakeAnotherWithThem() {
    assertThat(Suppressing.line(Map.of("a", 1L, "b", 2L, "c", 9L)))
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void aZeroIsNeverHiddenAndProtectsNothing() {
    assertThat(Suppressing.line(Map.of("a", 0L, "b", 2L, "c", 9L)))
        .containsExactlyInAnyOrder("b", "c");
    assertThat(Suppressing.line(Map.of("a", 0L, "b", 5L))).isEmpty();
  }

  @Test
  void nothingSmallHidesNothing() {
    assertThat(Suppressing.line(Map.of("a", 5L, "b", 8L))).isEmpty();
  }

  @Test
  void noRowOrColumnOfATableGivesAHiddenCellAway() {
    var random = new Random(20261125);
    for (int round = 0; round < 300; round++) {
      var counts = new HashMap<Place, Long>();
      for (int row = 0; row < 6; row++) {
        for (int column = 0; column < 5; column++) {
          counts.put(new Place("r" + row, "c" + column), (long) random.nextInt(25));
        }
      }
      var hidden = Suppressing.table(counts, Set.of(), Set.of());
      counts.forEach((place, count) -> {
        if (count > 0 && count < 5) {
          assertThat(hidden).contains(place);
        }
      });
      for (int row = 0; row < 6; row++) {
        var name = "r" + row;
        assertLineSafe(counts, hidden, it -> it.row().equals(name));
      }
      for (int column = 0; column < 5; column++) {
        var name = "c" + column;
        assertLineSafe(counts, hidden, it -> it.column().equals(name));
      }
    }
  }

  private static void assertLineSafe(
      Map<Place, Long> counts, Set<Place> hidden, java.util.function.Predicate<Place> line) {
    var within = hidden.stream().filter(line).toList();
    var open = counts.keySet().stream().filter(line).filter(it -> !hidden.contains(it)).toList();
    var sum = within.stream().mapToLong(counts::get).sum();
    var nothingLeft = open.stream().allMatch(it -> counts.get(it) == 0);
    assertThat(within.isEmpty() || nothingLeft || (within.size() > 1 && sum >= 5)).isTrue();
  }

  @Test
  void everyCellOfAHiddenRowIsHidden() {
    var counts =
        Map.of(
            new Place("a", "x"),
            7L,
            new Place("a", "y"),
            9L,
            new Place("b", "x"),
            40L,
            new Place("b", "y"),
            50L);
    assertThat(Suppressing.table(counts, Set.of("a"), Set.of()))
        .contains(new Place("a", "x"), new Place("a", "y"));
  }
}
