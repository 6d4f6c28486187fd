package se.samspel.core;

import java.time.Instant;
import java.util.List;

/**
 * Who may see nodes of the golden thread has been decided anew, perhaps as before. Published in the
 * transaction that decided it, once it is stored; what tells of the nodes follows.
 *
 * @param moment of the change that decided it
 */
public record VisibilityDecided(List<NodeRef> nodes, Instant moment) {
  public VisibilityDecided {
    nodes = List.copyOf(nodes);
  }
}
