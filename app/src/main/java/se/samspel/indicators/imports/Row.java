package se.samspel.indicators.imports;

import java.util.Map;
import java.util.Optional;

/**
 * A value as a source gives it, not yet checked against any definition.
 *
 * @param place where it stands
 * @param indicator identity of the indicator, lower case
 * @param series values of different series are never joined; empty for the main one
 * @param region a region's code of two digits or {@code SE}
 * @param sex {@code total}, {@code women} or {@code men}
 * @param age such as {@code all}, {@code 13-24}, {@code 85+}
 * @param period as {@code Period} writes it
 * @param figures what is measured
 * @param unit empty: the definition's own
 * @param provisional whether the source says that it may change
 * @param source who gives it, as it is shown
 * @param cells where its parts stand by name ({@code indicator}, {@code region}, {@code sex},
 *     {@code age}, {@code period}, {@code value}, {@code numerator}, {@code denominator}, {@code
 *     unit}, {@code series}, {@code completeness}), where they stand apart
 */
public record Row(
    Place place,
    String indicator,
    String series,
    String region,
    String sex,
    String age,
    String period,
    Figures figures,
    Optional<String> unit,
    boolean provisional,
    String source,
    Map<String, Place> cells) {

  /** A row whose parts all stand in its own place. */
  public Row(
      Place place,
      String indicator,
      String series,
      String region,
      String sex,
      String age,
      String period,
      Figures figures,
      Optional<String> unit,
      boolean provisional,
      String source) {
    this(
        place,
        indicator,
        series,
        region,
        sex,
        age,
        period,
        figures,
        unit,
        provisional,
        source,
        Map.of());
  }

  public Row {
    cells = Map.copyOf(cells);
  }

  /**
   * Where a part of it stands.
   *
   * @param part such as {@code period} or {@code numerator}
   */
  public Place at(String part) {
    return cells.getOrDefault(part, place);
  }

  /**
   * The figures of a row. With none at all the row tells that the source gives no value.
   *
   * @param value in the unit; may be left out where numerator and denominator give it
   * @param completeness 0–1
   */
  public record Figures(
      Optional<Double> value,
      Optional<Double> numerator,
      Optional<Double> denominator,
      Optional<Double> completeness) {

    /** Only a value, or none. */
    public static Figures of(Optional<Double> value) {
      return new Figures(value, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether the source gives no value. */
    public boolean none() {
      return value.isEmpty() && numerator.isEmpty();
    }
  }
}
