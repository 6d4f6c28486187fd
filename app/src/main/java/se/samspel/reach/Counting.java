package se.samspel.reach;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds reached people without counting anyone twice. Contacts add up. Different people add up
 * within one training, period and generation; over several of them the same person may recur, so
 * the answer is a range: no fewer than the largest of them in each region and sex, no more than
 * all.
 */
final class Counting {

  private Counting() {}

  private record Group(
      String training, java.time.LocalDate from, java.time.LocalDate to, int generation) {}

  private record Where(String region, Sex sex) {}

  /** The sums of each basis; bases are never joined. */
  static Map<Basis, Reached> byBasis(List<Fact> facts) {
    var parts = new EnumMap<Basis, List<Fact>>(Basis.class);
    facts.forEach(
        fact -> parts.computeIfAbsent(fact.basis(), it -> new java.util.ArrayList<>()).add(fact));
    var sums = new EnumMap<Basis, Reached>(Basis.class);
    parts.forEach((basis, part) -> sums.put(basis, sum(part)));
    return sums;
  }

  private static Reached sum(List<Fact> facts) {
    return new Reached(contacts(facts), people(facts));
  }

  private static Tally contacts(List<Fact> facts) {
    long sum = 0;
    for (var fact : facts) {
      if (fact.contacts().isEmpty()) {
        return Tally.UNKNOWN;
      }
      sum += fact.contacts().getAsLong();
    }
    return Tally.between(sum, sum);
  }

  private static Tally people(List<Fact> facts) {
    long all = 0;
    var largest = new HashMap<Where, Map<Group, Long>>();
    for (var fact : facts) {
      if (fact.unique().isEmpty()) {
        return Tally.UNKNOWN;
      }
      all += fact.unique().getAsLong();
      largest
          .computeIfAbsent(new Where(fact.region(), fact.sex()), it -> new HashMap<>())
          .merge(
              new Group(fact.training(), fact.from(), fact.to(), fact.generation()),
              fact.unique().getAsLong(),
              Long::sum);
    }
    long least = 0;
    for (var groups : largest.values()) {
      least += groups.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
    return Tally.between(least, all);
  }
}
