package se.samspel.lrs;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a credential allows.
 *
 * <p>Source: xAPI 1.0.3 part three §4.2, table of scopes.
 */
enum Scope {
  WRITE_STATEMENTS("statements/write"),
  READ_MINE("statements/read/mine"),
  READ_STATEMENTS("statements/read"),
  STATE("state"),
  DEFINE("define"),
  PROFILE("profile"),
  READ_ALL("all/read"),
  ALL("all");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  static Optional<Scope> of(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }
}
