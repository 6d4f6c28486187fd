package se.samspel.core;

import java.time.Instant;
import java.util.List;

/**
 * What a pack changes in comparison with what was loaded of it before. A row that is as it was is
 * absent, so loading a pack twice changes nothing.
 */
public interface PackChange {

  /** The whole pack, for what a row refers to. */
  Pack pack();

  /** Rows of the file that are new or have another content, in the file's order. */
  List<PackRow> put(String file);

  /** Rows of the file as they were last loaded, which the pack no longer holds. */
  List<PackRow> removed(String file);

  /** Whether every row is made up, for a demonstration; each row loaded must be marked so. */
  boolean synthetic();

  /** The moment that everything loaded carries as {@code recorded_at} and {@code replaced_at}. */
  Instant moment();
}
