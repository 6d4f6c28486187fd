package se.samspel.core;

import java.util.List;

/**
 * A module's part of a programme pack: which files are its own, what may stand in them, and how
 * they are loaded. Each module that takes facts from a pack has one bean of this type, ordered by
 * {@link org.springframework.core.annotation.Order} along the module dependencies.
 */
public interface PackPart {

  /** The files that this module reads and loads. */
  List<PackFile> files();

  /**
   * Tells everything that is wrong in this module's files: forms, ranges, references. Columns and
   * required cells have been checked already.
   */
  void check(Pack pack, PackFaults faults);

  /** Loads what the pack changes, inside the one transaction of the whole load. */
  void load(PackChange change);
}
