package se.samspel.charts;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samspel.statistics.Sentences;
import se.samspel.ui.Messages;
import se.samspel.ui.Numbers;

/**
 * How the values of a diagram are written.
 *
 * @param unit what a value is
 * @param decimals shown, 0 to 6
 * @param gap whether it is a difference between two values, which in percent is percentage points
 */
public record Measure(Sentences.Unit unit, int decimals, boolean gap) {

  /** Shares, 0 to 1, as percent with one decimal. */
  public static final Measure SHARE = new Measure(Sentences.Unit.SHARE, 1);

  /** How values, not differences, are written. */
  public Measure(Sentences.Unit unit, int decimals) {
    this(unit, decimals, false);
  }

  public Measure {
    if (decimals < 0 || decimals > 6) {
      throw new IllegalArgumentException("0 to 6 decimals, not " + decimals);
    }
  }

  /** The same for differences between two values. */
  public Measure asGap() {
    return new Measure(unit, decimals, true);
  }

  /** The value as it is read: {@code 72,4 %}. */
  public String shown(double value, Locale locale) {
    return shown(value, decimals, locale);
  }

  /** The value, or that it is missing. */
  public String shown(@Nullable Double value, Locale locale) {
    return value == null ? Messages.get(locale, "missing") : shown(value.doubleValue(), locale);
  }

  String shown(double value, int places, Locale locale) {
    var scaled = unit == Sentences.Unit.SHARE ? 100 * value : value;
    // Twelve digits first, as the sentences do it, so that 0.285 is 28.5 and never 28.4.
    var exact =
        new java.math.BigDecimal(scaled)
            .round(new java.math.MathContext(12, java.math.RoundingMode.HALF_EVEN))
            .setScale(places, java.math.RoundingMode.HALF_UP)
            .doubleValue();
    var number = Numbers.of(locale).decimal(exact == 0 ? 0 : exact, places);
    if (unit == Sentences.Unit.NUMBER) {
      return number;
    }
    if (gap) {
      return Messages.get(locale, "diagram.points", number);
    }
    return number + (locale.getLanguage().equals("en") ? "%" : "\u00a0%");
  }

  /** The number of a difference without its unit. */
  String bare(double value, Locale locale) {
    return new Measure(Sentences.Unit.NUMBER, decimals)
        .shown(unit == Sentences.Unit.SHARE ? 100 * value : value, decimals, locale);
  }

  /** A place on an axis. */
  String tick(double value, Axis axis, Locale locale) {
    // A share is shown in hundredths, so two decimals of it are none of a percent.
    var places = unit == Sentences.Unit.SHARE ? Math.max(0, axis.decimals() - 2) : axis.decimals();
    // Along an axis of differences the unit would not fit; the words beside it have it.
    return gap
        ? new Measure(Sentences.Unit.NUMBER, decimals)
            .shown(unit == Sentences.Unit.SHARE ? 100 * value : value, places, locale)
        : shown(value, places, locale);
  }
}
