package se.samspel.xapi;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An Internet media type with its parameters.
 *
 * @param type in lower case, such as {@code application/json}
 * @param parameters names in lower case to values without quotes
 */
public record ContentType(String type, Map<String, String> parameters) {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern TYPE = Pattern.compile("(" + TOKEN + "/" + TOKEN + ")\\s*");
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*(?:("
              + TOKEN
              + ")=(?:("
              + TOKEN
              + "|[^\\s;\"]+)|\"((?:[^\"\\\\]|\\\\.)*)\")\\s*)?");
  private static final int LONGEST = 1_000;

  public ContentType {
    parameters = Map.copyOf(parameters);
  }

  /** The media type of the header, empty where it can't be read. */
  public static Optional<ContentType> parse(String header) {
    if (header.length() > LONGEST) {
      return Optional.empty();
    }
    var type = TYPE.matcher(header);
    if (!type.lookingAt()) {
      return Optional.empty();
    }
    var parameters = new LinkedHashMap<String, String>();
    var parameter = PARAMETER.matcher(header);
    var at = type.end();
    while (at < header.length()) {
      if (!parameter.region(at, header.length()).lookingAt()) {
        return Optional.empty();
      }
      if (parameter.group(1) != null) {
        var value =
            parameter.group(2) != null
                ? parameter.group(2)
                : parameter.group(3).replaceAll("\\\\(.)", "$1");
        parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
      }
      at = parameter.end();
    }
    return Optional.of(new ContentType(type.group(1).toLowerCase(Locale.ROOT), parameters));
  }

  static boolean valid(String header) {
    return parse(header).isPresent();
  }

  /** Whether this is {@code application/json}, whatever its parameters. */
  public boolean json() {
    return type.equals("application/json");
  }
}
