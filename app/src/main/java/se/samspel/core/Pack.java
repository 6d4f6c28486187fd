package se.samspel.core;

import java.util.List;
import java.util.Set;

/** A whole programme pack as read from disk, before anything of it is loaded. */
public interface Pack {

  /** The pack's identity, such as {@code sjalvskada}. */
  String id();

  /** Every row of the file in its order; empty when the pack lacks the file. */
  List<PackRow> rows(String file);

  /**
   * The keys of the file's rows, in this pack and in every pack loaded before it, for checking
   * references.
   */
  Set<String> keys(String file);
}
