package se.samspel.statistics;

/**
 * Long computations ask here whether somebody still waits: interrupt the thread and the computation
 * ends with TIME_LIMIT. The interrupt flag is left set for the caller to see.
 */
final class Patience {
  private Patience() {}

  static void check() {
    Refusal.when(
        Thread.currentThread().isInterrupted(),
        RefusalCode.TIME_LIMIT,
        "The computation took longer than the time it was given.");
  }
}
