package se.samspel.programme;

import java.util.Optional;

/**
 * A point on a meeting's agenda.
 *
 * @param position from 1
 * @param about the node it is about, written {@code kind:id}
 */
public record AgendaItem(
    String id, String meeting, int position, String titleSv, Optional<String> about, Stamp stamp) {}
