package se.samspel.reach;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reach split by one thing.
 *
 * @param lines one for each value, in its order
 * @param total by basis
 * @param synthetic whether any part was made up
 */
public record Split(By by, List<Line> lines, Map<Basis, Reached> total, boolean synthetic) {

  /**
   * A value with its counts.
   *
   * @param key such as a region code
   * @param label its name in Swedish; for sexes, generations and years the key itself
   */
  public record Line(String key, String label, Map<Basis, Reached> reached) {
    public Reached on(Basis basis) {
      return reached.getOrDefault(basis, Reached.NONE);
    }
  }

  public Reached total(Basis basis) {
    return total.getOrDefault(basis, Reached.NONE);
  }

  /** The bases that anything was counted on. */
  public List<Basis> bases() {
    return List.copyOf(total.keySet());
  }

  /** Whether anything is hidden. */
  public boolean withholds() {
    return total.values().stream().anyMatch(it -> it.contacts().hidden())
        || lines.stream()
            .anyMatch(
                line -> line.reached().values().stream().anyMatch(it -> it.contacts().hidden()));
  }

  /** The split with everything shown, for those who may see their own. */
  static Split open(By by, List<Fact> facts, Map<String, String> names) {
    var keyed = new TreeMap<String, List<Fact>>();
    facts.forEach(
        fact -> keyed.computeIfAbsent(by.key(fact), it -> new java.util.ArrayList<>()).add(fact));
    var lines =
        keyed.entrySet().stream()
            .map(it ->
                new Line(
                    it.getKey(),
                    names.getOrDefault(it.getKey(), it.getKey()),
                    Counting.byBasis(it.getValue())))
            .toList();
    return new Split(by, lines, Counting.byBasis(facts), facts.stream().anyMatch(Fact::synthetic));
  }

  /** The split as anyone may see it. */
  Split shown() {
    var hidden = new EnumMap<Basis, java.util.Set<String>>(Basis.class);
    for (var basis : total.keySet()) {
      var counts = new TreeMap<String, Long>();
      lines.forEach(line -> counts.put(line.key(), line.on(basis).smallest()));
      hidden.put(basis, Suppressing.line(counts));
    }
    return without(hidden);
  }

  /** The split with the lines given hidden, and a total that is itself small. */
  Split without(Map<Basis, java.util.Set<String>> hidden) {
    var shown =
        lines.stream()
            .map(line -> {
              var reached = new EnumMap<Basis, Reached>(Basis.class);
              line.reached()
                  .forEach((basis, it) ->
                      reached.put(
                          basis,
                          hidden.getOrDefault(basis, java.util.Set.of()).contains(line.key())
                              ? Reached.WITHHELD
                              : it));
              return new Line(line.key(), line.label(), reached);
            })
            .toList();
    var totals = new EnumMap<Basis, Reached>(Basis.class);
    total.forEach(
        (basis, it) -> totals.put(basis, Suppressing.small(it.smallest()) ? Reached.WITHHELD : it));
    return new Split(by, shown, totals, synthetic);
  }
}
