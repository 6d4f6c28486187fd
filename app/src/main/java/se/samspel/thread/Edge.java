package se.samspel.thread;

import java.util.Optional;
import se.samspel.core.LinkType;
import se.samspel.core.NodeRef;

/**
 * All links of a type between the same ends and in the same region, as one.
 *
 * @param from empty where it does not matter which (a budget line, a track)
 * @param to empty where it does not matter which (a reach cell)
 * @param region code; empty for the whole country
 * @param confirmed whether any of them is
 * @param synthetic whether they were made up
 */
record Edge(
    LinkType type,
    Optional<NodeRef> from,
    Optional<NodeRef> to,
    Optional<String> region,
    boolean confirmed,
    boolean synthetic) {}
