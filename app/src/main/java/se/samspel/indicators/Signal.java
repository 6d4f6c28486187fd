package se.samspel.indicators;

import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.RegionCode;

/**
 * A question to a region: the newest value of an indicator differs more from what is usual there
 * than chance explains. It holds no number, so that nothing is left in it when the number is later
 * protected.
 *
 * @param rule what was seen, such as {@code above-limit}
 * @param mark {@code better}, {@code worse} or {@code neutral}
 * @param answer the region's own, empty until it has answered
 * @param words of the answer
 * @param actsOn the need or initiative that the answer leads to, {@code kind:id}
 * @param withdrawn whether the value was corrected or protected, so that there is nothing to ask
 */
public record Signal(
    String id,
    int version,
    String indicator,
    String series,
    RegionCode region,
    Period period,
    String rule,
    String mark,
    LocalDate askedOn,
    Optional<SignalAnswer> answer,
    Optional<String> words,
    Optional<String> actsOn,
    Optional<LocalDate> answeredOn,
    boolean withdrawn,
    boolean synthetic) {

  /** Whether it waits for the region. */
  public boolean open() {
    return !withdrawn && answer.isEmpty();
  }
}
