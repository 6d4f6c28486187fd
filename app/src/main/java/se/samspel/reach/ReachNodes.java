package se.samspel.reach;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Nodes;

/** Trainings, and everyone in a region reached by a training, as nodes of the golden thread. */
@Component
@Transactional(readOnly = true)
class ReachNodes implements Nodes {

  private final ReachTable table;

  ReachNodes(ReachTable table) {
    this.table = table;
  }

  @Override
  public Set<NodeKind> kinds() {
    return Set.of(NodeKind.TRAINING, NodeKind.REACH);
  }

  @Override
  public Map<String, Node> describe(NodeKind kind, Collection<String> ids, AsOf asOf) {
    return kind == NodeKind.TRAINING ? trainings(ids, asOf) : reach(ids, asOf);
  }

  /** Trainings alone: whom a training reached in a region is never looked up in a list. */
  @Override
  public List<Node> list(NodeKind kind, AsOf asOf) {
    return kind == NodeKind.TRAINING
        ? table.trainings(asOf).stream().map(ReachNodes::node).toList()
        : List.of();
  }

  private Map<String, Node> trainings(Collection<String> ids, AsOf asOf) {
    return table.trainings(asOf).stream()
        .filter(it -> ids.contains(it.id()))
        .collect(Collectors.toMap(Training::id, ReachNodes::node));
  }

  private static Node node(Training training) {
    return new Node(
        new NodeRef(NodeKind.TRAINING, training.id()),
        training.version(),
        training.title(),
        "/utbildningar/" + training.id(),
        training.synthetic(),
        training.source());
  }

  private Map<String, Node> reach(Collection<String> ids, AsOf asOf) {
    var since = table.reachedSince(ids, asOf);
    var regions = table.regionNames(asOf);
    var trainings = new HashMap<String, Training>();
    table.trainings(asOf).forEach(it -> trainings.put(it.id(), it));
    var nodes = new HashMap<String, Node>();
    for (var id : since.keySet()) {
      var dash = id.lastIndexOf('-');
      var training = Optional.ofNullable(trainings.get(id.substring(0, dash)));
      var region = id.substring(dash + 1);
      nodes.put(
          id,
          new Node(
              new NodeRef(NodeKind.REACH, id),
              1,
              training.map(Training::title).orElse(id.substring(0, dash))
                  + " – "
                  + regions.getOrDefault(region, region),
              "/regioner/" + region,
              training.map(Training::synthetic).orElse(false),
              training.flatMap(Training::source)));
    }
    return nodes;
  }
}
