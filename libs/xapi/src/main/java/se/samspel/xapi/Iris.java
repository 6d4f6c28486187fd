package se.samspel.xapi;

import java.util.regex.Pattern;

/** Identifiers: IRIs, e-mail addresses and UUIDs. */
final class Iris {

  // RFC 3987: a scheme, then no control, white space or delimiter that an IRI can't hold.
  private static final Pattern IRI =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s\\p{Cntrl}<>\"{}|\\\\^`]+");
  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern MAILTO =
      Pattern.compile("mailto:[^\\s@<>\",;:\\\\()\\[\\]]+@[^\\s@<>\",;:\\\\()\\[\\]]+");
  private static final Pattern UUID_FORM =
      Pattern.compile(
          "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");

  private Iris() {}

  static boolean iri(String text) {
    return IRI.matcher(text).matches() && !BAD_ESCAPE.matcher(text).find();
  }

  /** An address as {@code mailto:} IRI without headers. */
  static boolean mailto(String text) {
    return MAILTO.matcher(text).matches();
  }

  static boolean uuid(String text) {
    return UUID_FORM.matcher(text).matches();
  }
}
