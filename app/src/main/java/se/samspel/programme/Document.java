package se.samspel.programme;

import java.time.Instant;

/**
 * A file that belongs to a decision, without its content.
 *
 * @param about what it belongs to, written {@code kind:id}
 * @param name as it was sent, with nothing but letters, digits, spaces, hyphens and points
 * @param bytes its size
 */
record Document(
    String id,
    String about,
    String name,
    String mediaType,
    String sha256,
    long bytes,
    Instant recordedAt,
    boolean synthetic) {}
