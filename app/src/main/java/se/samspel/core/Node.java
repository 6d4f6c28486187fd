package se.samspel.core;

import java.util.Optional;

/**
 * How a node is named and reached, as of some day.
 *
 * @param ref which node
 * @param version the version that held, from 1
 * @param title its name in Swedish
 * @param path its page, beginning with {@code /}
 * @param synthetic whether it was made up for a demonstration
 * @param source where it comes from, empty where no source is given
 */
public record Node(
    NodeRef ref,
    int version,
    String title,
    String path,
    boolean synthetic,
    Optional<String> source) {}
