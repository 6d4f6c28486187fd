package se.samspel.packs;

import java.time.Instant;
import java.util.List;

/** How the loading of a programme pack ended. */
public sealed interface Loading {

  /**
   * The pack changed what was loaded.
   *
   * @param pack the pack's identity
   * @param files files with rows
   * @param rows rows in all
   * @param added rows with a key that the pack did not hold before
   * @param changed rows with other content than before, which they supersede
   * @param ended rows that the pack no longer holds
   * @param moment the moment of the change
   */
  record Changed(
      String pack, int files, int rows, int added, int changed, int ended, Instant moment)
      implements Loading {}

  /**
   * Everything was loaded already; nothing was written.
   *
   * @param pack the pack's identity
   * @param files files with rows
   * @param rows rows in all
   */
  record Unchanged(String pack, int files, int rows) implements Loading {}

  /**
   * The pack has faults; nothing was changed.
   *
   * @param pack the pack's identity
   * @param faults all of them, in reading order
   */
  record Faulty(String pack, List<PackFault> faults) implements Loading {}
}
