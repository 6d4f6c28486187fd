package se.samspel.funding;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    var wanted = new HashSet<>(ids);
    var nodes = new LinkedHashMap<String, Node>();
    if (kind == NodeKind.AGREEMENT) {
      for (var it : table.agreements(asOf.known())) {
        if (wanted.contains(it.id()) && !it.span().from().isAfter(asOf.day())) {
          nodes.put(
              it.id(),
              new Node(
                  new NodeRef(kind, it.id()),
                  it.version(),
                  it.name(),
                  "/medel/" + it.id(),
                  it.synthetic(),
                  it.source()));
        }
      }
    } else if (kind == NodeKind.BUDGET_LINE) {
      for (var it : table.budgetLines(asOf.known())) {
        if (wanted.contains(it.id()) && !it.span().from().isAfter(asOf.day())) {
          nodes.put(
              it.id(),
              new Node(
                  new NodeRef(kind, it.id()),
                  it.version(),
                  it.purpose().orElse(it.id()),
                  "/medel/" + it.agreement() + "/rader/" + it.id(),
                  it.synthetic(),
                  it.source()));
        }
      }
    }
    return nodes;
  }
}
