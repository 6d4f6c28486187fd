package se.samspel.reach;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What of the reach must be hidden where several tables of it are shown: the country by each thing
 * that it is split by, and region × training with both its margins. Anything finer is protected
 * beside all of them.
 */
final class Protecting {

  private Protecting() {}

  static List<Fact> part(List<Fact> facts, By by, String key) {
    return facts.stream().filter(fact -> by.key(fact).equals(key)).toList();
  }

  /** What is hidden by basis of one region's trainings, or of one training's regions. */
  static Map<Basis, Set<String>> hidden(List<Fact> facts, By by, String key) {
    var hidden = new EnumMap<Basis, Set<String>>(Basis.class);
    for (var basis : Basis.values()) {
      var lines = new HashSet<String>();
      for (var place : places(facts, basis)) {
        if (by == By.REGION && place.row().equals(key)) {
          lines.add(place.column());
        } else if (by == By.TRAINING && place.column().equals(key)) {
          lines.add(place.row());
        }
      }
      hidden.put(basis, lines);
    }
    return hidden;
  }

  /** What is hidden of the table region × training, so that both its margins can be shown. */
  private static Set<Suppressing.Place> places(List<Fact> facts, Basis basis) {
    return Suppressing.table(
        counts(facts, basis, fact -> new Suppressing.Place(fact.region(), fact.training())),
        margin(facts, By.REGION, basis),
        margin(facts, By.TRAINING, basis));
  }

  private static Set<String> margin(List<Fact> facts, By by, Basis basis) {
    return Suppressing.line(counts(facts, basis, by::key));
  }

  private static <K extends Comparable<K>> Map<K, Long> counts(
      List<Fact> facts, Basis basis, Function<Fact, K> key) {
    var parts = new TreeMap<K, List<Fact>>();
    facts.stream()
        .filter(fact -> fact.basis() == basis)
        .forEach(fact -> parts.computeIfAbsent(key.apply(fact), it -> new ArrayList<>()).add(fact));
    var counts = new TreeMap<K, Long>();
    parts.forEach((it, part) -> counts.put(it, smallest(part, basis)));
    return counts;
  }

  private static long smallest(List<Fact> facts, Basis basis) {
    return Counting.byBasis(facts).getOrDefault(basis, Reached.NONE).smallest();
  }

  /**
   * What is hidden of a table that divides region × training further, beside that table and the
   * country's kinds of actor.
   *
   * @param cell the part that a fact belongs to; parts of different regions, trainings and kinds of
   *     actor are different
   */
  static <K extends Comparable<K>> Set<K> within(
      List<Fact> facts, Basis basis, Function<Fact, K> cell) {
    var places = places(facts, basis);
    var actors = margin(facts, By.ACTOR_TYPE, basis);
    var counts = counts(facts, basis, cell);
    var hidden = new HashSet<K>();
    var lines = new TreeMap<String, Set<K>>();
    for (var fact : facts) {
      if (fact.basis() != basis) {
        continue;
      }
      var part = cell.apply(fact);
      var place = new Suppressing.Place(fact.region(), fact.training());
      if (places.contains(place) || actors.contains(fact.actorType())) {
        hidden.add(part);
      }
      if (!places.contains(place)) {
        lines.computeIfAbsent("place " + place, it -> new HashSet<>()).add(part);
      }
      if (!actors.contains(fact.actorType())) {
        lines.computeIfAbsent("actor " + fact.actorType(), it -> new HashSet<>()).add(part);
      }
    }
    return Suppressing.lines(counts, hidden, lines.values());
  }
}
