package se.samspel.bench;

import java.util.Arrays;

/** Chooses a measurement by its name. */
final class Bench {

  private Bench() {}

  /**
   * Runs a measurement.
   *
   * @param args its name, then its own arguments
   * @throws Exception when it can't be run
   */
  public static void main(String[] args) throws Exception {
    var rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
    switch (args.length == 0 ? "" : args[0]) {
      case "pages" -> PagesBench.main(rest);
      case "thread" -> ThreadBench.main(rest);
      case "lrs" -> LrsBench.main(rest);
      case "measurement" -> MeasurementBench.main(rest);
      default -> {
        System.err.println("say which: start, thread, pages, lrs, measurement");
        System.exit(2);
      }
    }
  }
}
