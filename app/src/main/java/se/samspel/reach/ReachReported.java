package se.samspel.reach;

import java.time.Instant;
import se.samspel.core.RegionCode;

/**
 * Told when people of a region were reported as reached by a training, in the same transaction.
 *
 * @param synthetic whether the report was made up for a demonstration
 */
public record ReachReported(String training, RegionCode region, Instant moment, boolean synthetic) {

  /** Identity of the node that gathers everyone in a region reached by a training. */
  public static String nodeId(String training, String region) {
    return training + "-" + region;
  }
}
