package se.samspel.implementation;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Nodes;

/** Tracks and regional plans as nodes of the golden thread. */
@Component
@Transactional(readOnly = true)
class ImplementationNodes implements Nodes {

  private final TrackTable tracks;
  private final PlanTable plans;

  ImplementationNodes(TrackTable tracks, PlanTable plans) {
    this.tracks = tracks;
    this.plans = plans;
  }

  @Override
  public Set<NodeKind> kinds() {
    return Set.of(NodeKind.TRACK, NodeKind.PLAN);
  }

  @Override
  public Map<String, Node> describe(NodeKind kind, Collection<String> ids, AsOf asOf) {
    var nodes = new HashMap<String, Node>();
    if (kind == NodeKind.TRACK) {
      tracks
          .names(ids, asOf)
          .forEach((id, named) ->
              nodes.put(
                  id,
                  new Node(
                      new NodeRef(kind, id),
                      named.version(),
                      named.title(),
                      "/inforande/" + id,
                      named.synthetic(),
                      named.source())));
      return nodes;
    }
    for (var plan : list(kind, asOf)) {
      if (ids.contains(plan.ref().id())) {
        nodes.put(plan.ref().id(), plan);
      }
    }
    return nodes;
  }

  /** Regional plans alone: the tracks are too many to look up in a list. */
  @Override
  public List<Node> list(NodeKind kind, AsOf asOf) {
    return kind == NodeKind.PLAN
        ? plans.plans(Optional.empty(), Optional.empty(), asOf).stream()
            .filter(it -> !it.span().from().isAfter(asOf.day()))
            .map(it ->
                new Node(
                    new NodeRef(kind, it.id()),
                    it.version(),
                    it.title(),
                    "/planer/" + it.id(),
                    it.synthetic(),
                    it.source()))
            .toList()
        : List.of();
  }
}
