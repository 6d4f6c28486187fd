package se.samspel.packs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a pack says about itself in {@code pack.properties}.
 *
 * @param id lower case, digits and hyphens; stays the same over all editions of the pack
 * @param title the programme's name
 * @param language the language of the texts, {@code sv} or {@code en}
 */
record PackDescription(String id, String title, String language) {

  /** The file's name. */
  static final String FILE = "pack.properties";

  /** What must stand in it. */
  static final List<String> REQUIRED = List.of("id", "title", "language");

  /** What may stand in it. */
  static final List<String> KNOWN =
      List.of("id", "title", "language", "description", "licence", "maintainer");

  static final String ID_FORM = "[a-z0-9][a-z0-9-]{0,39}";
  static final List<String> LANGUAGES = List.of("sv", "en");

  /** Reads it; what is missing is told and stands as an empty text. */
  static PackDescription read(byte @Nullable [] bytes, List<PackFault> faults) {
    if (bytes == null) {
      faults.add(new PackFault(FILE, 0, "", "packs.fault.no-description"));
      return new PackDescription("", "", "");
    }
    var properties = new Properties();
    try {
      properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException | IllegalArgumentException malformed) {
      faults.add(new PackFault(FILE, 0, "", "packs.fault.description-form"));
      return new PackDescription("", "", "");
    }
    var known = String.join(", ", KNOWN);
    for (var name : properties.stringPropertyNames()) {
      if (!KNOWN.contains(name)) {
        faults.add(new PackFault(FILE, 0, name, "packs.fault.description-unknown", known));
      }
    }
    for (var name : REQUIRED) {
      if (properties.getProperty(name, "").isBlank()) {
        faults.add(new PackFault(FILE, 0, name, "packs.fault.blank"));
      }
    }
    var id = properties.getProperty("id", "").strip();
    if (!id.isEmpty() && !id.matches(ID_FORM)) {
      faults.add(new PackFault(FILE, 0, "id", "packs.fault.description-id", id));
    }
    var language = properties.getProperty("language", "").strip();
    if (!language.isEmpty() && !LANGUAGES.contains(language)) {
      faults.add(new PackFault(FILE, 0, "language", "packs.fault.description-language", language));
    }
    return new PackDescription(id, properties.getProperty("title", "").strip(), language);
  }
}
