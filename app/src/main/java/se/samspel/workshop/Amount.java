package se.samspel.workshop;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers as people in Sweden write them: 1 234,5 and 72 %, also with a decimal point. */
final class Amount {

  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u202f\\u2009']");
  private static final Pattern GROUPED =
      Pattern.compile("-?\\d{1,3}(?:[ \\u00a0\\u202f\\u2009']\\d{3})+(?:[.,]\\d+)?");
  private static final Pattern PLAIN = Pattern.compile("-?\\d{1,15}(?:[.,]\\d{1,15})?");
  private static final Set<String> MISSING =
      Set.of("", "-", "–", ".", "..", "na", "n/a", "null", "saknas", "uppgift saknas");

  private Amount() {}

  /** Whether the cell says that there is no value. Zero is a value. */
  static boolean missing(String cell) {
    return MISSING.contains(cell.strip().toLowerCase(Locale.ROOT));
  }

  /** Whether the cell is written with a percent sign. */
  static boolean percent(String cell) {
    return cell.strip().endsWith("%");
  }

  /** The number, a percent sign left out; empty when the cell is none. Always finite. */
  static Optional<Double> parse(String cell) {
    var text = cell.strip().replace('\u2212', '-');
    if (percent(text)) {
      text = text.substring(0, text.length() - 1).strip();
    }
    if (GROUPED.matcher(text).matches()) {
      text = SPACES.matcher(text).replaceAll("");
    }
    return PLAIN.matcher(text).matches()
        ? Optional.of(Double.parseDouble(text.replace(',', '.')))
        : Optional.empty();
  }
}
