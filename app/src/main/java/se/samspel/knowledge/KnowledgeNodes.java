package se.samspel.knowledge;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Nodes;

/** The methods, recommendations and evidence as nodes of the golden thread. */
@Component
class KnowledgeNodes implements Nodes {

  private final MethodTable methods;
  private final EditionTable editions;
  private final GroundTable grounds;

  KnowledgeNodes(MethodTable methods, EditionTable editions, GroundTable grounds) {
    this.methods = methods;
    this.editions = editions;
    this.grounds = grounds;
  }

  @Override
  public Set<NodeKind> kinds() {
    return Set.of(NodeKind.METHOD, NodeKind.RECOMMENDATION, NodeKind.EVIDENCE);
  }

  @Override
  @Transactional(readOnly = true)
  public Map<String, Node> describe(NodeKind kind, Collection<String> ids, AsOf asOf) {
    var nodes = all(kind, asOf);
    nodes.keySet().retainAll(Set.copyOf(ids));
    return nodes;
  }

  @Override
  @Transactional(readOnly = true)
  public List<Node> list(NodeKind kind, AsOf asOf) {
    return List.copyOf(all(kind, asOf).values());
  }

  private Map<String, Node> all(NodeKind kind, AsOf asOf) {
    var nodes = new LinkedHashMap<String, Node>();
    switch (kind) {
      case METHOD -> {
        for (var it : methods.asOf(asOf)) {
          nodes.put(
              it.id(),
              new Node(
                  new NodeRef(kind, it.id()),
                  it.version(),
                  it.nameSv(),
                  "/metoder/" + it.id(),
                  it.synthetic(),
                  it.source()));
        }
      }
      case RECOMMENDATION -> {
        for (var it : editions.asOf(asOf)) {
          // By edition, so that the last that is or was in force stands, or else the first draft.
          if (it.state().inForce() || !nodes.containsKey(it.number())) {
            nodes.put(
                it.number(),
                new Node(
                    new NodeRef(kind, it.number()),
                    it.edition(),
                    it.titleSv(),
                    "/rekommendationer/" + it.number(),
                    it.synthetic(),
                    it.source()));
          }
        }
      }
      case EVIDENCE -> {
        for (var it : grounds.evidence(asOf)) {
          nodes.put(
              it.id(),
              new Node(
                  new NodeRef(kind, it.id()),
                  it.version(),
                  it.titleSv(),
                  "/underlag/" + it.id(),
                  it.synthetic(),
                  it.source()));
        }
      }
      default -> {
        // Other modules own the other kinds.
      }
    }
    return nodes;
  }
}
