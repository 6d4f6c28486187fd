package se.samspel.core;

import java.util.regex.Pattern;

/**
 * A region by its SCB county code, two digits ({@code 01} … {@code 25}).
 *
 * <p>Source: SCB, län och kommuner i kodnummerordning.
 */
public record RegionCode(String value) implements Comparable<RegionCode> {

  private static final Pattern FORM = Pattern.compile("\\d{2}");

  public RegionCode {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("a region code is two digits, not '" + value + "'");
    }
  }

  @Override
  public int compareTo(RegionCode other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
