package se.samspel.implementation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A dated fact about a track.
 *
 * @param notApplicable that the stage does not concern the unit; then it says nothing of where it
 *     stands
 * @param recordedAt the moment it was recorded; of two on the same day the later one decides
 */
public record StageEvent(
    String id,
    String track,
    Stage stage,
    LocalDate day,
    Optional<String> activity,
    Optional<String> reason,
    Optional<String> evidence,
    boolean notApplicable,
    String recordedBy,
    Instant recordedAt,
    boolean synthetic) {
  public StageEvent {
    if (stage == Stage.DECLINED && reason.isEmpty() && !notApplicable) {
      throw new IllegalArgumentException("a unit declines with a reason");
    }
  }
}
