package se.samspel.indicators.imports;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers as Swedish sources write them: decimal comma, spaces between thousands (also the no-break
 * and the narrow no-break ones), and a minus sign of either kind. A point is always a decimal
 * point, as in the files that the product itself writes; never a thousands separator.
 *
 * <p>Source: domain reference §3.9.
 */
final class SwedishNumber {

  private static final Pattern SPACES = Pattern.compile("[ \\u00a0\\u202f\\u2009]");
  private static final Pattern GROUPED =
      Pattern.compile("-?\\d{1,3}(?:[ \\u00a0\\u202f\\u2009]\\d{3})+(?:[,.]\\d+)?");
  private static final Pattern PLAIN = Pattern.compile("-?\\d{1,15}(?:[,.]\\d{1,15})?");

  private SwedishNumber() {}

  /** The number, empty when the text is none. Never NaN and never without end. */
  static Optional<Double> parse(String text) {
    var number = text.strip().replace('\u2212', '-');
    if (GROUPED.matcher(number).matches()) {
      number = SPACES.matcher(number).replaceAll("");
    }
    if (!PLAIN.matcher(number).matches()) {
      return Optional.empty();
    }
    return Optional.of(Double.parseDouble(number.replace(',', '.')));
  }
}
