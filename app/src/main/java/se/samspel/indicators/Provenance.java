package se.samspel.indicators;

import java.time.Instant;

/**
 * The extract that a value was imported from.
 *
 * @param run identity of the import
 * @param location the file's name, or the address that was asked
 * @param fetchedAt when it was fetched or handed in
 * @param sha256 of the extract's bytes
 */
public record Provenance(String run, String location, Instant fetchedAt, String sha256) {}
