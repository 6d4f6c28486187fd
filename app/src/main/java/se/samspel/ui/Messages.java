package se.samspel.ui;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import se.samspel.core.Refused;

/**
 * The sentences of the interface, from {@code messages/<module>_sv.properties} and {@code _en}.
 *
 * <p>A message holds its arguments as {@code {0}}, {@code {1}} …, already formatted as text. A key
 * that no file has is a fault of the build ({@code MessagesTests}) and reads as the key itself.
 */
public final class Messages {

  /** Swedish, the interface's first language. */
  public static final Locale SWEDISH = Locale.forLanguageTag("sv");

  private static final Map<String, Map<String, String>> BY_LANGUAGE =
      Map.of("sv", load("sv"), "en", load("en"));

  private Messages() {}

  /** The sentence in the language; English only where asked for, otherwise Swedish. */
  public static String get(Locale locale, String key, Object... arguments) {
    var language = locale.getLanguage().equals("en") ? "en" : "sv";
    var pattern = BY_LANGUAGE.getOrDefault(language, Map.of()).get(key);
    return pattern == null ? key : fill(locale, pattern, arguments);
  }

  /** Whether the key has a sentence in the language. */
  public static boolean has(Locale locale, String key) {
    return BY_LANGUAGE.getOrDefault(locale.getLanguage(), Map.of()).containsKey(key);
  }

  /** As {@link #get}, with the arguments as a list. */
  public static String get(Locale locale, String key, List<Object> arguments) {
    return get(locale, key, arguments.toArray());
  }

  private static String fill(Locale locale, String pattern, Object... arguments) {
    var text = pattern;
    for (int i = 0; i < arguments.length; i++) {
      var argument =
          arguments[i] instanceof Refused.MessageKey message
              ? get(locale, message.key())
              : String.valueOf(arguments[i]);
      text = text.replace("{" + i + "}", argument);
    }
    return text;
  }

  private static Map<String, String> load(String language) {
    var all = new HashMap<String, String>();
    try {
      var files =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:messages/*_" + language + ".properties");
      for (var file : files) {
        var properties = new Properties();
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          properties.load(reader);
        }
        properties.stringPropertyNames().forEach(key -> all.put(key, properties.getProperty(key)));
      }
    } catch (IOException broken) {
      throw new IllegalStateException("the messages can't be read", broken);
    }
    return Map.copyOf(all);
  }
}
