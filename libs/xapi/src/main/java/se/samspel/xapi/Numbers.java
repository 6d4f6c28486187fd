package se.samspel.xapi;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as they were sent, made comparable. */
final class Numbers {

  // Comparing 1e999999999 with 1 digit by digit would take all memory there is.
  private static final int LARGEST_EXPONENT = 10_000;

  private Numbers() {}

  /** The exact value, empty where its exponent is beyond ±10 000. */
  static Optional<BigDecimal> exact(Json.Numeral numeral) {
    try {
      var value = new BigDecimal(numeral.literal());
      var size = (long) value.precision() - value.scale();
      return Math.abs(size) > LARGEST_EXPONENT ? Optional.empty() : Optional.of(value);
    } catch (ArithmeticException | NumberFormatException beyond) {
      return Optional.empty();
    }
  }

  /** A text that equal numbers share: 1, 1.0 and 1E0 give the same. */
  static String canonical(Json.Numeral numeral) {
    return exact(numeral)
        .map(value -> value.signum() == 0 ? "0" : value.stripTrailingZeros().toString())
        .orElse(numeral.literal());
  }
}
