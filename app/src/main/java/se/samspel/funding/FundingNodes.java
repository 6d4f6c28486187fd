package se.samspel.funding;

import java.util.Collection;
import java.util.HashSet;
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

/** Agreements and budget lines as nodes of the thread: those whose time had begun by the day. */
@Component
@Transactional(readOnly = true)
class FundingNodes implements Nodes {

  private final FundingTable table;

  FundingNodes(FundingTable table) {
    this.table = table;
  }

  @Override
  public Set<NodeKind> kinds() {
    return Set.of(NodeKind.AGREEMENT, NodeKind.BUDGET_LINE);
  }

  @Override
  public Map<String, Node> describe(NodeKind kind, Collection<String> ids, AsOf asOf) {
    var nodes = new LinkedHashMap<String, Node>();
    var wanted = new HashSet<>(ids);
    for (var node : list(kind, asOf)) {
      if (wanted.contains(node.ref().id())) {
        nodes.put(node.ref().id(), node);
      }
    }
    return nodes;
  }

  @Override
  public List<Node> list(NodeKind kind, AsOf asOf) {
    return switch (kind) {
      case AGREEMENT ->
          table.agreements(asOf.known()).stream()
              .filter(it -> !it.span().from().isAfter(asOf.day()))
              .map(it ->
                  new Node(
                      new NodeRef(kind, it.id()),
                      it.version(),
                      it.name(),
                      "/medel/" + it.id(),
                      it.synthetic(),
                      it.source()))
              .toList();
      case BUDGET_LINE ->
          table.budgetLines(asOf.known()).stream()
              .filter(it -> !it.span().from().isAfter(asOf.day()))
              .map(it ->
                  new Node(
                      new NodeRef(kind, it.id()),
                      it.version(),
                      it.purpose().orElse(it.id()),
                      "/medel/" + it.agreement() + "/rader/" + it.id(),
                      it.synthetic(),
                      it.source()))
              .toList();
      default -> List.of();
    };
  }
}
