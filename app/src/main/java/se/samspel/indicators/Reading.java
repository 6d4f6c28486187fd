package se.samspel.indicators;

import java.util.Optional;

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
    boolean synthetic) {}
