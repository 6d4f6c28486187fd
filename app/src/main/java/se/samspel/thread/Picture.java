package se.samspel.thread;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.samspel.core.AsOf;
import se.samspel.core.NodeRef;
import se.samspel.ui.ThreadLine;
import se.samspel.ui.ThreadLine.Knot;
import se.samspel.ui.ThreadLine.State;

/**
 * The whole thread as of a day: every living need in every region with the states of its nine
 * knots. Made once for each day, moment and scope ({@link Picturing}); every page and figure about
 * gaps is a cut of it.
 *
 * @param asOf which day, and the moment that it is bound to
 * @param regions by code
 * @param strands each living need with its thread in every region that it concerns
 * @param groups the groups of the dated hierarchies that held then
 */
record Picture(
    AsOf asOf,
    Map<String, Region> regions,
    Map<String, Aim> aims,
    Map<String, Strand> strands,
    List<Group> groups) {

  /**
   * A region.
   *
   * @param population inhabitants, empty where no source gives them
   * @param row place in the tile grid, from 1
   * @param column place in the tile grid, from 1
   */
  record Region(
      String code, String letter, String name, Optional<Integer> population, int row, int column) {}

  /** An aim of the programme. */
  record Aim(String id, String text, boolean synthetic) {}

  /**
   * A group of regions in one of the hierarchies.
   *
   * @param members codes of the regions that belong to it
   * @param partly those of them that only some municipalities of belong to it
   */
  record Group(String hierarchy, String id, String name, Set<String> members, Set<String> partly) {
    String key() {
      return hierarchy + "/" + id;
    }
  }

  /**
   * A need.
   *
   * @param severity 1–5 as the programme sets it, empty where nobody has
   * @param state of its state machine; {@code raised} where no step is recorded
   * @param region the one region that it concerns, empty for all
   */
  record Need(
      String id,
      int version,
      String statement,
      Optional<Integer> severity,
      String state,
      Set<String> aims,
      Optional<String> region,
      Optional<String> source,
      boolean synthetic) {

    static final Set<String> PRIORITISED = Set.of("prioritised", "being-addressed");

    boolean prioritised() {
      return PRIORITISED.contains(state);
    }
  }

  /**
   * A need with what the thread ties to it.
   *
   * @param ties the nodes along the thread
   * @param lines by region code
   * @param synthetic whether a link or node along it was made up
   */
  record Strand(Need need, Ties ties, Map<String, ThreadLine> lines, boolean synthetic) {

    boolean breaksIn(String region) {
      var line = lines.get(region);
      return line != null && line.firstMissing().isPresent();
    }

    /** How many regions break where, in the order of the thread. */
    Map<Knot, Long> breaks(Set<String> within) {
      var counts = new LinkedHashMap<Knot, Long>();
      for (var knot : Knot.values()) {
        var count =
            lines.entrySet().stream()
                .filter(it -> within.contains(it.getKey()))
                .filter(it -> it.getValue().firstMissing().filter(knot::equals).isPresent())
                .count();
        if (count > 0) {
          counts.put(knot, count);
        }
      }
      return counts;
    }
  }

  /** The nodes along a need's thread, whichever region. */
  record Ties(
      Set<NodeRef> initiatives,
      Set<NodeRef> answers,
      Set<NodeRef> trainings,
      Set<NodeRef> indicators) {}

  /** Inhabitants of the regions where the need's thread breaks. */
  long populationInGap(Strand strand, Set<String> within) {
    return strand.lines().entrySet().stream()
        .filter(it -> within.contains(it.getKey()) && it.getValue().firstMissing().isPresent())
        .map(it -> regions.get(it.getKey()))
        .mapToLong(region -> region == null ? 0 : region.population().orElse(0))
        .sum();
  }

  /** Severity × population in gap; empty where nobody has set the severity. */
  Optional<Long> weight(Strand strand, Set<String> within) {
    return strand.need().severity().map(it -> it * populationInGap(strand, within));
  }

  /**
   * A need with what makes it heavy.
   *
   * @param weight severity × population where its thread breaks; empty where nobody has set the
   *     severity
   * @param population inhabitants where its thread breaks
   */
  record Ranked(Strand strand, Optional<Long> weight, long population) {}

  /**
   * The needs chosen with their weights, the heaviest first. Those whose severity nobody has set
   * come last, by the population where they break.
   */
  List<Ranked> weighed(Cut cut) {
    var within = within(cut);
    return strands.values().stream()
        .filter(strand -> cut.holds(strand.need()))
        .filter(strand -> strand.lines().keySet().stream().anyMatch(within::contains))
        .map(strand -> new Ranked(strand, weight(strand, within), populationInGap(strand, within)))
        .sorted(
            Comparator.comparingLong((Ranked it) -> -it.weight().orElse(-1L))
                .thenComparing(it -> -it.strand().need().severity().orElse(0))
                .thenComparing(it -> -it.population())
                .thenComparing(it -> it.strand().need().id()))
        .toList();
  }

  /** The needs chosen, the heaviest first. */
  List<Strand> ranked(Cut cut) {
    return weighed(cut).stream().map(Ranked::strand).toList();
  }

  /** Codes of the regions that the cut asks about. */
  Set<String> within(Cut cut) {
    return cut.group()
        .map(key ->
            groups.stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .map(Group::members)
                .orElse(Set.of()))
        .orElse(regions.keySet());
  }

  /**
   * One line for several needs: a knot is drawn when at least half of them have it, and whole when
   * at least half have it confirmed. Empty when no need concerns the region.
   */
  Optional<ThreadLine> together(List<Strand> chosen, String region) {
    var lines =
        chosen.stream()
            .map(it -> it.lines().get(region))
            .filter(java.util.Objects::nonNull)
            .toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ThreadLine(
            java.util.Arrays.stream(Knot.values()).map(knot -> middle(lines, knot)).toList()));
  }

  private static State middle(List<ThreadLine> lines, Knot knot) {
    var whole = 0;
    var there = 0;
    for (var line : lines) {
      switch (line.state(knot)) {
        case WHOLE -> {
          whole++;
          there++;
        }
        case UNCONFIRMED -> there++;
        case MISSING -> {}
      }
    }
    if (2 * whole >= lines.size()) {
      return State.WHOLE;
    }
    return 2 * there >= lines.size() ? State.UNCONFIRMED : State.MISSING;
  }

  /**
   * The picture through a cut.
   *
   * @param ranked the needs chosen, the heaviest first
   * @param spots each region of the cut, in code order
   * @param threads how many pairs of need and region there are
   * @param broken how many of them break
   */
  record Look(
      List<Ranked> ranked,
      Set<String> within,
      List<Spot> spots,
      long threads,
      long broken,
      boolean synthetic) {}

  /**
   * A region through a cut.
   *
   * @param line the needs as one, empty when none concerns the region
   * @param broken how many of the needs break here
   * @param reach 0–1: how far the needs' threads reach in the mean
   * @param first the heaviest need that breaks here, or else that concerns it
   */
  record Spot(
      Region region,
      Optional<ThreadLine> line,
      long broken,
      double reach,
      Optional<String> first) {}

  /** Looks through the cut. */
  Look look(Cut cut) {
    var within = within(cut);
    var ranked = weighed(cut);
    var chosen = ranked.stream().map(Ranked::strand).toList();
    var spots = new java.util.ArrayList<Spot>();
    var threads = 0L;
    var broken = 0L;
    for (var region : regions.values()) {
      if (!within.contains(region.code())) {
        continue;
      }
      var here = chosen.stream().filter(it -> it.lines().containsKey(region.code())).toList();
      var breaking = here.stream().filter(it -> it.breaksIn(region.code())).toList();
      threads += here.size();
      broken += breaking.size();
      spots.add(
          new Spot(
              region,
              together(chosen, region.code()),
              breaking.size(),
              here.stream()
                      .map(it -> it.lines().get(region.code()))
                      .filter(java.util.Objects::nonNull)
                      .mapToInt(ThreadLine::reaches)
                      .average()
                      .orElse(0)
                  / Knot.values().length,
              (breaking.isEmpty() ? here : breaking)
                  .stream().findFirst().map(it -> it.need().id())));
    }
    return new Look(
        ranked, within, spots, threads, broken, chosen.stream().anyMatch(Strand::synthetic));
  }

  /** Which needs and regions are looked at. */
  record Cut(Optional<String> aim, Optional<String> need, Optional<String> group) {
    static final Cut ALL = new Cut(Optional.empty(), Optional.empty(), Optional.empty());

    boolean holds(Need candidate) {
      return (aim.isEmpty() || candidate.aims().contains(aim.get()))
          && (need.isEmpty() || candidate.id().equals(need.get()));
    }
  }
}
