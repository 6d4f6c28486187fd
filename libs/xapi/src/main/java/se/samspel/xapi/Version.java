package se.samspel.xapi;

import java.util.Optional;
import java.util.regex.Pattern;

/** The versions of the Experience API that are spoken here. */
public enum Version {
  /** xAPI 1.0.3; a request for any 1.0.x is answered by it. */
  V1("1.0.3"),
  /** xAPI 2.0, IEEE 9274.1.1-2023. */
  V2("2.0.0");

  /** The header that a request names its version in, and an answer likewise. */
  public static final String HEADER = "X-Experience-API-Version";

  private static final Pattern ONE = Pattern.compile("1\\.0(\\.\\d{1,4})?");
  private static final Pattern TWO = Pattern.compile("2\\.0(\\.\\d{1,4})?");

  private final String number;

  Version(String number) {
    this.number = number;
  }

  /** The number that answers carry, with its patch. */
  public String number() {
    return number;
  }

  /**
   * The version that answers a request with this header, empty where none does.
   *
   * <p>Source: xAPI 1.0.3 part three §3.3; IEEE 9274.1.1 §4.1.2.1.
   */
  public static Optional<Version> of(String header) {
    if (ONE.matcher(header).matches()) {
      return Optional.of(V1);
    }
    return TWO.matcher(header).matches() ? Optional.of(V2) : Optional.empty();
  }
}
