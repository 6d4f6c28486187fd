package se.samspel.indicators;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Nodes;

/** The indicators as nodes of the golden thread. */
@Component
class IndicatorNodes implements Nodes {

  private final DefinitionTable definitions;

  IndicatorNodes(DefinitionTable definitions) {
    this.definitions = definitions;
  }

  @Override
  public Set<NodeKind> kinds() {
    return Set.of(NodeKind.INDICATOR);
  }

  @Override
  @Transactional(readOnly = true)
  public Map<String, Node> describe(NodeKind kind, Collection<String> ids, AsOf asOf) {
    return list(kind, asOf).stream()
        .filter(it -> ids.contains(it.ref().id()))
        .collect(Collectors.toMap(it -> it.ref().id(), Function.identity()));
  }

  @Override
  @Transactional(readOnly = true)
  public List<Node> list(NodeKind kind, AsOf asOf) {
    return kind == NodeKind.INDICATOR
        ? definitions.asOf(asOf).stream()
            .map(it ->
                new Node(
                    new NodeRef(kind, it.id()),
                    it.version(),
                    it.nameSv(),
                    "/indikatorer/" + it.id(),
                    it.synthetic(),
                    it.source().or(it::origin)))
            .toList()
        : List.of();
  }
}
