package se.samspel.indicators;

import java.util.Optional;
import se.samspel.statistics.Estimate;
import se.samspel.statistics.Proportions;
import se.samspel.statistics.Rates;

/**
 * A value of an indicator as it may be shown, read out and sent.
 *
 * @param indicator identity of the indicator
 * @param definitionVersion the version of the definition it was measured by
 * @param series values of different series are never joined into one line or one sum
 * @param region a region's code or {@code SE}
 * @param sex {@code total}, {@code women} or {@code men}
 * @param value in {@code unit}; empty when suppressed or when no source gives it
 * @param suppressed whether something is left out because it would tell of fewer persons than the
 *     definition allows
 * @param least the least count that may be shown
 * @param completeness 0–1
 * @param provisional whether the source says that it may change
 * @param provenance the extract it was imported from; empty when it was reported or came with a
 *     pack
 * @param summed whether it is the sum of the regions' own values
 */
public record Reading(
    String id,
    int version,
    String indicator,
    int definitionVersion,
    String series,
    String region,
    String sex,
    String age,
    Period period,
    Optional<Double> value,
    Optional<Double> numerator,
    Optional<Double> denominator,
    String unit,
    boolean suppressed,
    int least,
    Optional<Double> completeness,
    boolean provisional,
    boolean summed,
    ValueState state,
    Optional<String> source,
    boolean synthetic,
    Optional<Provenance> provenance) {

  private static final double CONFIDENCE = 0.95;
  private static final double PER = 100_000;

  /**
   * The 95 % interval: Wilson's for a share; for a rate exact below ten events and Byar's from ten.
   * Empty where numerator and denominator are not both shown, are not counts, or where the unit has
   * no such interval.
   */
  public Optional<Interval> interval() {
    if (numerator.filter(Reading::isCount).isEmpty()
        || denominator.filter(it -> isCount(it) && it > 0).isEmpty()) {
      return Optional.empty();
    }
    long part = Math.round(numerator.get());
    double whole = denominator.get();
    return switch (unit) {
      case "percent" ->
          part <= whole
              ? bounds(Proportions.wilson(part, Math.round(whole), CONFIDENCE), 100)
              : Optional.empty();
      case "per 100 000" -> bounds(Rates.crude(part, whole, PER, CONFIDENCE, Rates.Limit.AUTO), 1);
      default -> Optional.empty();
    };
  }

  private static Optional<Interval> bounds(Estimate estimate, double scale) {
    var lower = estimate.lower();
    var upper = estimate.upper();
    return lower == null || upper == null
        ? Optional.empty()
        : Optional.of(
            new Interval(lower * scale, upper * scale, CONFIDENCE, estimate.method().toString()));
  }

  private static boolean isCount(double number) {
    return number >= 0 && number == Math.rint(number) && number < 1e12;
  }
}
