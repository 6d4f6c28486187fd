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

  /** Its next version, asking again. */
  Signal askedAfter(Signal before) {
    return with(before.version + 1, answer, words, actsOn, answeredOn, false);
  }

  /** Its next version, with nothing left to ask. */
  Signal withdraw() {
    return with(version + 1, answer, words, actsOn, answeredOn, true);
  }

  /** Its next version, with the region's answer. */
  Signal answer(SignalAnswer answer, String words, Optional<String> actsOn, LocalDate day) {
    return with(
        version + 1,
        Optional.of(answer),
        Optional.of(words),
        answer == SignalAnswer.ACT ? actsOn : Optional.empty(),
        Optional.of(day),
        false);
  }

  private Signal with(
      int version,
      Optional<SignalAnswer> answer,
      Optional<String> words,
      Optional<String> actsOn,
      Optional<LocalDate> answeredOn,
      boolean withdrawn) {
    return new Signal(
        id,
        version,
        indicator,
        series,
        region,
        period,
        rule,
        mark,
        askedOn,
        answer,
        words,
        actsOn,
        answeredOn,
        withdrawn,
        synthetic);
  }
}
