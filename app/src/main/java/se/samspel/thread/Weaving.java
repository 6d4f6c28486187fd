package se.samspel.thread;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.samspel.core.LinkType;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.ui.ThreadLine;
import se.samspel.ui.ThreadLine.Knot;
import se.samspel.ui.ThreadLine.State;

/**
 * Follows the edges from each need through initiative, money, method, training, reach, adoption and
 * measure, and says for each region which knots are there.
 *
 * <p>Each knot is judged by itself: a knot after a gap may well be whole. Reach and adoption are
 * always a region's own. A measure is a region's own when the indicator has a value there.
 *
 * <p>Source: question 1, coordination reference §4.
 */
final class Weaving {

  private static final Set<NodeKind> METHODS = Set.of(NodeKind.METHOD, NodeKind.RECOMMENDATION);

  private final Map<LinkType, Map<NodeRef, List<Edge>>> byFrom = new EnumMap<>(LinkType.class);
  private final Map<LinkType, Map<NodeRef, List<Edge>>> byTo = new EnumMap<>(LinkType.class);
  private final Map<String, Map<String, Boolean>> measured;
  private final Own reached = new Own();
  private final Own adopted = new Own();

  /** What a node has in each region of its own. */
  private static final class Own {
    private final Map<NodeRef, Map<String, State>> states = new HashMap<>();
    private final Set<NodeRef> synthetic = new HashSet<>();

    void put(NodeRef node, Edge edge) {
      edge.region()
          .ifPresent(region -> {
            var state = edge.confirmed() ? State.WHOLE : State.UNCONFIRMED;
            states.computeIfAbsent(node, it -> new HashMap<>()).merge(region, state, Own::better);
            if (edge.synthetic()) {
              synthetic.add(node);
            }
          });
    }

    /** The best state of any of the nodes by region; regions where none has any are absent. */
    Map<String, State> of(Set<NodeRef> nodes) {
      var best = new HashMap<String, State>();
      for (var node : nodes) {
        states
            .getOrDefault(node, Map.of())
            .forEach((region, state) -> best.merge(region, state, Own::better));
      }
      return best;
    }

    boolean synthetic(Set<NodeRef> nodes) {
      return nodes.stream().anyMatch(synthetic::contains);
    }

    private static State better(State one, State other) {
      return one == State.WHOLE ? one : other;
    }
  }

  /**
   * @param measured by indicator the regions that have a value of it
   */
  Weaving(List<Edge> edges, Map<String, Map<String, Boolean>> measured) {
    this.measured = measured;
    for (var edge : edges) {
      if (edge.type() == LinkType.REACHED) {
        edge.from().ifPresent(training -> reached.put(training, edge));
        continue;
      }
      if (edge.type() == LinkType.ADOPTS) {
        edge.to().ifPresent(answer -> adopted.put(answer, edge));
        continue;
      }
      edge.from().ifPresent(from -> put(byFrom, edge, from));
      edge.to().ifPresent(to -> put(byTo, edge, to));
    }
  }

  private static void put(Map<LinkType, Map<NodeRef, List<Edge>>> index, Edge edge, NodeRef node) {
    index
        .computeIfAbsent(edge.type(), it -> new HashMap<>())
        .computeIfAbsent(node, it -> new ArrayList<>())
        .add(edge);
  }

  private List<Edge> from(LinkType type, NodeRef node) {
    return byFrom.getOrDefault(type, Map.of()).getOrDefault(node, List.of());
  }

  private List<Edge> to(LinkType type, NodeRef node) {
    return byTo.getOrDefault(type, Map.of()).getOrDefault(node, List.of());
  }

  /** The need's thread in each of the regions that it concerns. */
  Picture.Strand strand(Picture.Need stated, Iterable<String> regions) {
    var need = new NodeRef(NodeKind.NEED, stated.id());
    var addresses = from(LinkType.ADDRESSES, need);
    var aims = new HashSet<>(stated.aims());
    addresses.forEach(edge -> edge.to().ifPresent(aim -> aims.add(aim.id())));
    var motivates = from(LinkType.MOTIVATES, need);
    var initiatives = ends(motivates.stream().map(Edge::to));
    var funds = initiatives.stream().flatMap(it -> to(LinkType.FUNDS, it).stream()).toList();
    var produces =
        initiatives.stream().flatMap(it -> from(LinkType.PRODUCES, it).stream()).toList();
    var methods =
        Stream.concat(
                to(LinkType.ANSWERS, need).stream().filter(it -> METHODS.contains(kind(it.from()))),
                produces.stream().filter(it -> METHODS.contains(kind(it.to()))))
            .toList();
    var answers =
        ends(methods.stream().map(it -> it.type() == LinkType.ANSWERS ? it.from() : it.to()));
    var teaches =
        Stream.concat(
                answers.stream().flatMap(it -> to(LinkType.TEACHES, it).stream()),
                produces.stream().filter(it -> kind(it.to()) == NodeKind.TRAINING))
            .toList();
    var trainings =
        ends(teaches.stream().map(it -> it.type() == LinkType.TEACHES ? it.from() : it.to()));
    var reachedIn = reached.of(trainings);
    var adoptedIn = adopted.of(answers);
    var measures =
        Stream.concat(
                Stream.of(need),
                Stream.concat(
                    answers.stream(), aims.stream().map(it -> new NodeRef(NodeKind.AIM, it))))
            .flatMap(it -> to(LinkType.MEASURES, it).stream())
            .toList();

    var needState =
        Set.of("raised", "triaged").contains(stated.state()) ? State.UNCONFIRMED : State.WHOLE;
    var lines = new LinkedHashMap<String, ThreadLine>();
    for (var region : regions) {
      if (stated.region().isPresent() && !stated.region().get().equals(region)) {
        continue;
      }
      var states = new EnumMap<Knot, State>(Knot.class);
      states.put(
          Knot.AIM,
          addresses.isEmpty() && !stated.aims().isEmpty()
              ? State.UNCONFIRMED
              : wideOr(addresses, region));
      states.put(Knot.NEED, needState);
      states.put(Knot.INITIATIVE, wideOr(motivates, region));
      states.put(Knot.MONEY, wideOr(funds, region));
      states.put(Knot.METHOD, wideOr(methods, region));
      states.put(Knot.TRAINING, wideOr(teaches, region));
      states.put(Knot.REACH, reachedIn.getOrDefault(region, State.MISSING));
      states.put(Knot.ADOPTION, adoptedIn.getOrDefault(region, State.MISSING));
      states.put(Knot.MEASURE, measure(measures, region));
      lines.put(region, new ThreadLine(List.copyOf(states.values())));
    }
    var along =
        Stream.of(addresses, motivates, funds, methods, teaches, measures).flatMap(List::stream);
    return new Picture.Strand(
        new Picture.Need(
            stated.id(),
            stated.version(),
            stated.statement(),
            stated.severity(),
            stated.state(),
            Set.copyOf(aims),
            stated.region(),
            stated.source(),
            stated.synthetic()),
        new Picture.Ties(initiatives, answers, trainings, ends(measures.stream().map(Edge::from))),
        lines,
        stated.synthetic()
            || along.anyMatch(Edge::synthetic)
            || reached.synthetic(trainings)
            || adopted.synthetic(answers));
  }

  private static @org.jspecify.annotations.Nullable NodeKind kind(Optional<NodeRef> node) {
    return node.map(NodeRef::kind).orElse(null);
  }

  private static Set<NodeRef> ends(Stream<Optional<NodeRef>> nodes) {
    var found = new java.util.LinkedHashSet<NodeRef>();
    nodes.forEach(it -> it.ifPresent(found::add));
    return found;
  }

  /** Links of the whole country or of the region. */
  private static State wideOr(List<Edge> edges, String region) {
    return best(
        edges.stream().filter(it -> it.region().isEmpty() || it.region().get().equals(region)));
  }

  private State measure(List<Edge> edges, String region) {
    return best(
        edges.stream()
            .filter(it ->
                it.region().filter(region::equals).isPresent()
                    || it.region().isEmpty()
                        && it.from()
                            .map(indicator ->
                                measured.getOrDefault(indicator.id(), Map.of()).containsKey(region))
                            .orElse(false)));
  }

  private static State best(Stream<Edge> edges) {
    var state = State.MISSING;
    for (var edge : (Iterable<Edge>) edges::iterator) {
      if (edge.confirmed()) {
        return State.WHOLE;
      }
      state = State.UNCONFIRMED;
    }
    return state;
  }
}
