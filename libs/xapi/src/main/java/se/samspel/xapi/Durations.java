package se.samspel.xapi;

import java.util.regex.Pattern;

/** Lengths of time as ISO 8601 writes them. */
final class Durations {

  // One branch each for weeks and for the rest; only the smallest part may have decimals.
  private static final Pattern FORM =
      Pattern.compile(
          "P(?:\\d+(?:[.,]\\d+)?W"
              + "|(?=\\d|T\\d)(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?"
              + "(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:[.,]\\d+)?S)?)?"
              + "|\\d+[.,]\\d+[YD]|(?:\\d+Y)?\\d+[.,]\\d+M|(?:\\d+Y)?(?:\\d+M)?\\d+[.,]\\d+D"
              + "|(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?T(?:\\d+[.,]\\d+H|(?:\\d+H)?\\d+[.,]\\d+M))");

  private static final Pattern SECONDS = Pattern.compile("([.,]\\d{2})\\d+S$");
  private static final int LONGEST = 200;

  private Durations() {}

  static boolean valid(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }

  /**
   * The text with seconds cut to a hundredth, which is all that comparison may look at.
   *
   * <p>Source: xAPI 1.0.3 part two §4.6; IEEE 9274.1.1 §4.2.7.
   */
  static String compared(String text) {
    return SECONDS.matcher(text).replaceFirst("$1S");
  }
}
