package se.samspel.workshop;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import se.samspel.core.Refused;

/**
 * All that a chart is made from: the numbers as text and the choices. Nothing else is known, so the
 * same recipe gives the same chart, and a link that carries it carries everything.
 *
 * @param fields by name; blank ones left out
 */
record Recipe(Map<String, String> fields) {

  /** The fields, in the order they stand in a link. */
  static final List<String> NAMES =
      List.of(
          "data",
          "diagram",
          "titel",
          "plats",
          "mal",
          "riktning",
          "profil",
          "per",
          "faser",
          "frys",
          "uteslut",
          "kol_tid",
          "kol_varde",
          "kol_namnare",
          "markera",
          "varning");

  /** Longest link that browsers, mail and this server are sure to carry, characters. */
  static final int LONGEST_LINK = 6_000;

  /** First in a link, so that a later form can be told from this one. */
  private static final String FORM = "1";

  private static final int MOST_BYTES = 2_000_000;

  Recipe {
    var kept = new LinkedHashMap<String, String>();
    for (var name : NAMES) {
      var value = fields.getOrDefault(name, "");
      if (!value.isBlank()) {
        kept.put(name, value);
      }
    }
    fields = java.util.Collections.unmodifiableMap(kept);
  }

  /** The field, empty where it was left out. */
  String get(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The same with one field as something else. */
  Recipe with(String name, String value) {
    var all = new LinkedHashMap<>(fields);
    all.put(name, value);
    return new Recipe(all);
  }

  /** The recipe in the letters of a link. */
  String packed() {
    var query = new StringBuilder();
    fields.forEach((name, value) ->
        query
            .append(query.isEmpty() ? "" : "&")
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value.replace("\r\n", "\n"), StandardCharsets.UTF_8)));
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(query.toString().getBytes(StandardCharsets.UTF_8));
      deflater.finish();
      var out = new ByteArrayOutputStream();
      var buffer = new byte[8_192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return FORM + Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    } finally {
      deflater.end();
    }
  }

  /**
   * Reads a link.
   *
   * @throws Refused when it is broken or of a later form
   */
  static Recipe unpacked(String link) {
    if (!link.startsWith(FORM)) {
      throw broken();
    }
    var inflater = new Inflater(true);
    try {
      inflater.setInput(Base64.getUrlDecoder().decode(link.substring(FORM.length())));
      var out = new ByteArrayOutputStream();
      var buffer = new byte[8_192];
      while (!inflater.finished()) {
        var n = inflater.inflate(buffer);
        if (n == 0 || out.size() > MOST_BYTES) {
          throw broken();
        }
        out.write(buffer, 0, n);
      }
      var fields = new LinkedHashMap<String, String>();
      for (var pair : out.toString(StandardCharsets.UTF_8).split("&")) {
        var at = pair.indexOf('=');
        if (at > 0) {
          fields.put(
              pair.substring(0, at),
              URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
      }
      var recipe = new Recipe(fields);
      if (recipe.get("data").isEmpty()) {
        throw broken();
      }
      return recipe;
    } catch (DataFormatException | IllegalArgumentException notALink) {
      throw broken();
    } finally {
      inflater.end();
    }
  }

  private static Refused broken() {
    return Refused.fields(List.of(new Refused.FieldFault("", "workshop.fault.link")));
  }
}
