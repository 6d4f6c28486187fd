package se.samspel.reach;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import se.samspel.core.RegionCode;

/**
 * The people of a kind of actor and a profession in a region whom trainings in the same thing have
 * reached.
 *
 * @param taughtKind {@code recommendation} or {@code method}
 * @param taught its identity
 * @param people how many had been reached by the day asked about, on the basis that counts most of
 *     them; contacts where people are not known
 * @param since first day after the earliest report
 * @param generation the latest in the cascade
 * @param synthetic whether any part was made up
 */
public record Trained(
    RegionCode region,
    String taughtKind,
    String taught,
    String actorType,
    Optional<String> profession,
    Tally people,
    LocalDate since,
    int generation,
    boolean synthetic) {

  private record Group(
      String region, String kind, String taught, String actorType, String profession) {}

  /** What is protected: a training's part of a group, what has ended apart from what is newer. */
  private record Cell(
      String region, String training, String actorType, String profession, boolean ended)
      implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER =
        Comparator.comparing(Cell::region)
            .thenComparing(Cell::training)
            .thenComparing(Cell::actorType)
            .thenComparing(Cell::profession)
            .thenComparing(Cell::ended);

    @Override
    public int compareTo(Cell other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * @param facts all that may be counted outside its region
   * @param taught by training; the others count only as what could be reckoned from
   */
  static List<Trained> of(
      List<Fact> facts, Map<String, Training.Teaches> taught, LocalDate before) {
    var hidden = new EnumMap<Basis, Set<Cell>>(Basis.class);
    for (var basis : Basis.values()) {
      hidden.put(basis, Protecting.within(facts, basis, fact -> cell(fact, before)));
    }
    var groups = new TreeMap<Group, List<Fact>>(Comparator.comparing(Group::toString));
    for (var fact : facts) {
      var what = taught.get(fact.training());
      if (what != null) {
        groups
            .computeIfAbsent(
                new Group(
                    fact.region(),
                    what.kind(),
                    what.id(),
                    fact.actorType(),
                    fact.profession().orElse("")),
                it -> new ArrayList<>())
            .add(fact);
      }
    }
    return groups.entrySet().stream()
        .map(it -> trained(it.getKey(), it.getValue(), hidden, before))
        .toList();
  }

  private static Cell cell(Fact fact, LocalDate before) {
    return new Cell(
        fact.region(),
        fact.training(),
        fact.actorType(),
        fact.profession().orElse(""),
        !fact.to().isAfter(before));
  }

  private static Trained trained(
      Group group, List<Fact> facts, Map<Basis, Set<Cell>> hidden, LocalDate before) {
    var ended = facts.stream().filter(fact -> !fact.to().isAfter(before)).toList();
    var withheld =
        ended.stream()
            .anyMatch(
                fact -> hidden.getOrDefault(fact.basis(), Set.of()).contains(cell(fact, before)));
    return new Trained(
        new RegionCode(group.region()),
        group.kind(),
        group.taught(),
        group.actorType(),
        Optional.of(group.profession()).filter(it -> !it.isEmpty()),
        withheld ? Tally.WITHHELD : most(ended),
        facts.stream().map(Fact::to).min(Comparator.naturalOrder()).orElseThrow(),
        facts.stream().mapToInt(Fact::generation).max().orElseThrow(),
        facts.stream().anyMatch(Fact::synthetic));
  }

  private static Tally most(List<Fact> facts) {
    return Counting.byBasis(facts).values().stream()
        .map(it -> it.people().known() ? it.people() : it.contacts())
        .filter(Tally::known)
        .max(Comparator.comparingLong(Tally::low))
        .orElse(Tally.UNKNOWN);
  }
}
