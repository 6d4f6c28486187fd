package se.samspel.thread;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Nodes;

/** The names and pages of nodes, asked of the modules that own them. */
@Component
class Names {

  private final Map<NodeKind, Nodes> owners = new EnumMap<>(NodeKind.class);

  Names(ObjectProvider<Nodes> modules) {
    modules.forEach(module -> module.kinds().forEach(kind -> owners.put(kind, module)));
  }

  /** The nodes that existed then, by reference; one question to each kind. */
  Map<NodeRef, Node> describe(Collection<NodeRef> refs, AsOf asOf) {
    var byKind = new EnumMap<NodeKind, Set<String>>(NodeKind.class);
    refs.forEach(ref -> byKind.computeIfAbsent(ref.kind(), kind -> new HashSet<>()).add(ref.id()));
    var found = new HashMap<NodeRef, Node>();
    byKind.forEach((kind, ids) -> {
      var owner = owners.get(kind);
      if (owner != null) {
        owner.describe(kind, ids, asOf).values().forEach(node -> found.put(node.ref(), node));
      }
    });
    return found;
  }

  Optional<Node> find(NodeRef ref, AsOf asOf) {
    return Optional.ofNullable(describe(List.of(ref), asOf).get(ref));
  }
}
