package se.samspel.ui;

import java.util.Optional;
import java.util.regex.Pattern;

/** How a fact's source is shown: as a link where it is an address, otherwise by name. */
public final class Sources {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://)?([a-z0-9-]+(?:\\.[a-z0-9-]+)+)(/\\S*)?", Pattern.CASE_INSENSITIVE);

  private Sources() {}

  /** The address that the source names, empty when it is not an address. */
  public static Optional<String> href(String source) {
    if (!ADDRESS.matcher(source).matches()) {
      return Optional.empty();
    }
    return Optional.of(source.startsWith("http") ? source : "https://" + source);
  }

  /** The source as read by people; {@code seed} is the programme's own account. */
  public static String name(Page page, String source) {
    return source.equals("seed") ? page.t("source.programme") : source;
  }
}
