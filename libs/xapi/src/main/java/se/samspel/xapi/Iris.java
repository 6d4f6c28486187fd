package se.samspel.xapi;

import java.util.regex.Pattern;

/** Identifiers: IRIs, e-mail addresses and UUIDs. */
final class Iris {

  private static final String NEVER = "<>\"{}|\\^`";

  private static final Pattern MAILTO =
      Pattern.compile("mailto:[^\\s@<>\",;:\\\\()\\[\\]]+@[^\\s@<>\",;:\\\\()\\[\\]]+");
  private static final Pattern UUID_FORM =
      Pattern.compile(
          "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");

  private Iris() {}

  /**
   * Whether the text is an absolute IRI: a scheme, then no control, white space or delimiter that
   * RFC 3987 leaves out, and percent signs only before two hexadecimal digits.
   */
  static boolean iri(String text) {
    var colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1 || !scheme(text, colon)) {
      return false;
    }
    for (int i = colon + 1; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '%' && !(hex(text, i + 1) && hex(text, i + 2))) {
        return false;
      }
      if (c <= ' ' || c == 0x7F || NEVER.indexOf(c) >= 0 || c > 0x7F && Character.isSpaceChar(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean scheme(String text, int end) {
    for (int i = 0; i < end; i++) {
      var c = text.charAt(i);
      var letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '+' || c == '.' || c == '-'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hex(String text, int i) {
    return i < text.length() && text.charAt(i) < 128 && Character.digit(text.charAt(i), 16) >= 0;
  }

  /** An address as {@code mailto:} IRI without headers. */
  static boolean mailto(String text) {
    return MAILTO.matcher(text).matches();
  }

  static boolean uuid(String text) {
    return UUID_FORM.matcher(text).matches();
  }
}
