package se.samspel.indicators;

import java.util.List;
import java.util.Optional;
import se.samspel.indicators.imports.Fault;

/** What trying an import gives. */
sealed interface Trial {

  /** It can't be imported; nothing was kept. */
  record Faulty(List<Fault> faults, List<Change> changes) implements Trial {}

  /**
   * It can be imported as shown.
   *
   * @param absent rows without a value where there is none before either
   * @param fingerprint of what is shown; sent back when it is committed
   */
  record Ready(ImportRun run, List<Change> changes, int absent, String fingerprint)
      implements Trial {}

  /** The same bytes have been imported with the same choices. */
  record Known(ImportRun run) implements Trial {}

  /** A value as it would be and as it is, both under disclosure control. */
  record Change(ImportPlan.Kind kind, Optional<Reading> before, Reading after) {}
}
