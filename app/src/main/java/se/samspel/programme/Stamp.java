package se.samspel.programme;

import java.time.Instant;
import java.util.Optional;

/**
 * Which version of something a row is, and where it comes from.
 *
 * @param version from 1; 0 before it is recorded
 * @param recordedAt when it was written down
 * @param source where it is taken from, empty where none is given
 * @param synthetic whether it was made up for a demonstration
 */
public record Stamp(int version, Instant recordedAt, Optional<String> source, boolean synthetic) {

  /** Of something that isn't recorded yet. */
  static Stamp draft(Optional<String> source, boolean synthetic) {
    return new Stamp(0, Instant.EPOCH, source, synthetic);
  }
}
