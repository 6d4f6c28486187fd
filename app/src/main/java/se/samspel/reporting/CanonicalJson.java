package se.samspel.reporting;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one way of writing a JSON value, so that equal values have equal bytes and so equal hashes:
 * names in the order of their UTF-16 code units, no white space, numbers in plain decimal notation
 * without needless zeros.
 *
 * <p>Source of the idea: RFC 8785; numbers differ, since they are decimal here and not IEEE 754.
 */
final class CanonicalJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private CanonicalJson() {}

  /**
   * The value, made of what JSON can hold, as canonical text.
   *
   * @throws JacksonException when it holds something else
   */
  static String of(Object value) {
    return canonical(MAPPER.writeValueAsString(value));
  }

  /** The JSON text as canonical text. */
  static String canonical(String json) {
    var text = new StringBuilder();
    write(MAPPER.readTree(json), text);
    return text.toString();
  }

  /** The text as values to be written out as JSON. */
  static JsonNode tree(String json) {
    return MAPPER.readTree(json);
  }

  /** The text broken into lines for people. */
  static String readable(String json) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(MAPPER.readTree(json));
  }

  /** SHA-256 of the text's UTF-8 bytes, in hexadecimal. */
  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void write(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      var parts = new ArrayList<String>();
      var sorted = new TreeMap<String, JsonNode>();
      node.properties().forEach(it -> sorted.put(it.getKey(), it.getValue()));
      sorted.forEach((name, value) -> {
        var part = new StringBuilder(MAPPER.writeValueAsString(name)).append(':');
        write(value, part);
        parts.add(part.toString());
      });
      text.append('{').append(String.join(",", parts)).append('}');
    } else if (node.isArray()) {
      var parts = new ArrayList<String>();
      for (var value : node) {
        var part = new StringBuilder();
        write(value, part);
        parts.add(part.toString());
      }
      text.append('[').append(String.join(",", parts)).append(']');
    } else if (node.isNumber()) {
      text.append(plain(node.decimalValue()));
    } else {
      text.append(MAPPER.writeValueAsString(node));
    }
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
