package se.samspel.core;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a module that owns nodes offers the golden thread. Each such module has one bean of this
 * type; {@code thread} collects them and so depends on none of the modules.
 */
public interface Nodes {

  /** The kinds this module owns. */
  Set<NodeKind> kinds();

  /**
   * Describes the nodes that existed then; those that did not are absent from the answer.
   *
   * @param ids identities, all of the kind
   */
  Map<String, Node> describe(NodeKind kind, Collection<String> ids, AsOf asOf);

  /**
   * The nodes of a kind that a form offers to choose from by name, in the order they are best read.
   * Empty for a kind that nobody looks up in a list, such as every unit's way towards a
   * recommendation.
   */
  default List<Node> list(NodeKind kind, AsOf asOf) {
    return List.of();
  }
}
