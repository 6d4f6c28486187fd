package se.samspel.indicators;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A value of an indicator as it is stored, small counts included. It never leaves the module so;
 * what leaves is {@link Reading}.
 *
 * @param definitionVersion the version of the definition it was measured by
 * @param series values of different series are never joined into one line or one sum
 * @param region a region's code or {@code SE}
 * @param sex {@code total}, {@code women} or {@code men}
 * @param age such as {@code all}, {@code 15+}, {@code 13-24}
 * @param provenance the extract it was imported from; empty when it was reported or came with a
 *     pack
 * @param completeness 0–1, the part of those who should report that did
 */
record Measured(
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
    Optional<String> unit,
    Optional<Double> completeness,
    boolean provisional,
    ValueState state,
    Optional<String> source,
    boolean synthetic,
    Optional<Provenance> provenance) {

  /** A value that was not imported. */
  Measured(
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
      Optional<String> unit,
      Optional<Double> completeness,
      boolean provisional,
      ValueState state,
      Optional<String> source,
      boolean synthetic) {
    this(
        id,
        version,
        indicator,
        definitionVersion,
        series,
        region,
        sex,
        age,
        period,
        value,
        numerator,
        denominator,
        unit,
        completeness,
        provisional,
        state,
        source,
        synthetic,
        Optional.empty());
  }

  /** The whole country. */
  static final String COUNTRY = "SE";

  /** The identity that follows from what the value is about. */
  static String id(
      String indicator,
      String series,
      String region,
      String sex,
      String age,
      String period,
      String unit) {
    try {
      var key = String.join("\u001f", indicator, series, region, sex, age, period, unit);
      var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The value that numerator and denominator give, where the unit says how. */
  static Optional<Double> computed(
      Optional<Double> numerator, Optional<Double> denominator, String unit) {
    if (numerator.isEmpty() || denominator.isEmpty() || denominator.get() == 0) {
      return Optional.empty();
    }
    double share = numerator.get() / denominator.get();
    return switch (unit) {
      case "percent" -> Optional.of(share * 100);
      case "per 100 000" -> Optional.of(share * 100_000);
      case "ratio" -> Optional.of(share);
      default -> Optional.empty();
    };
  }
}
