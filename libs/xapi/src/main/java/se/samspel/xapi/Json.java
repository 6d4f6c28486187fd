package se.samspel.xapi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON value that is written as it was read: the order of properties, the digits of numbers and
 * every character of text stay (white space between tokens does not).
 */
public sealed interface Json {

  /** Text, decoded. May hold lone surrogates, which are written as escapes. */
  record Text(String value) implements Json {}

  /** A number by the characters that it was sent with, such as {@code 1.50} or {@code 1E+2}. */
  record Numeral(String literal) implements Json {}

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** The value null. */
  enum Nil implements Json {
    NULL
  }

  /** An array. */
  record Items(List<Json> values) implements Json {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An object; the map keeps the order of the properties. */
  record Members(Map<String, Json> values) implements Json {
    public Members {
      values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The property, empty where the object has none of that name. */
    public Optional<Json> find(String name) {
      return Optional.ofNullable(values.get(name));
    }

    /** The property's text, empty where it is missing or isn't text. */
    public Optional<String> findText(String name) {
      return values.get(name) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** The property as an object, empty where it is missing or isn't one. */
    public Optional<Members> findMembers(String name) {
      return values.get(name) instanceof Members members ? Optional.of(members) : Optional.empty();
    }

    /** The property's elements, none where it is missing or isn't an array. */
    public List<Json> items(String name) {
      return values.get(name) instanceof Items items ? items.values() : List.of();
    }

    /** The same object with the property set: in its place, or last where it is new. */
    public Members with(String name, Json value) {
      var changed = new LinkedHashMap<>(values);
      changed.put(name, value);
      return new Members(changed);
    }

    /** The same object without the properties. */
    public Members without(String... names) {
      var changed = new LinkedHashMap<>(values);
      for (var name : names) {
        changed.remove(name);
      }
      return new Members(changed);
    }
  }

  /**
   * Reads one value.
   *
   * @param utf8 the whole text; anything but white space after the value is refused
   * @param limits how deep and how large it may be
   * @throws Invalid when it is not JSON in UTF-8, names a property twice or passes a limit
   */
  static Json read(byte[] utf8, Limits limits) {
    try {
      var characters =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8));
      return read(characters.toString(), limits);
    } catch (CharacterCodingException notUtf8) {
      throw new Invalid("the body is not UTF-8");
    }
  }

  /** As {@link #read(byte[], Limits)}, from characters. */
  static Json read(String text, Limits limits) {
    var factory = limits.equals(Limits.DEFAULT) ? Reading.FACTORY : Reading.factory(limits);
    try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
      var first = parser.nextToken();
      if (first == null) {
        throw new Invalid("there is no JSON in the body");
      }
      var value = Reading.value(parser, first);
      if (parser.nextToken() != null) {
        throw new Invalid("there is more than one JSON value in the body");
      }
      return value;
    } catch (JacksonException malformed) {
      throw new Invalid("not readable as JSON: " + malformed.getOriginalMessage());
    }
  }

  /** The value as text, without white space between tokens. */
  default String write() {
    var out = new StringBuilder(256);
    write(out);
    return out.toString();
  }

  /** Appends the value to the text. */
  default void write(StringBuilder out) {
    Writing.value(this, out);
  }

  /** The text as a JSON value. */
  static Text text(String value) {
    return new Text(value);
  }

  /** An object of one property. */
  static Members object(String name, Json value) {
    return new Members(Map.of(name, value));
  }

  /** Turns tokens into values. */
  final class Reading {
    private Reading() {}

    private static final JsonFactory FACTORY = factory(Limits.DEFAULT);

    private static JsonFactory factory(Limits limits) {
      return JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(limits.depth())
                  .maxStringLength(limits.text())
                  .maxNameLength(limits.name())
                  .maxNumberLength(limits.numeral())
                  .build())
          .build();
    }

    private static Json value(JsonParser parser, JsonToken token) {
      return switch (token) {
        case START_OBJECT -> members(parser);
        case START_ARRAY -> items(parser);
        case VALUE_STRING -> new Text(parser.getString());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getString());
        case VALUE_TRUE -> new Bool(true);
        case VALUE_FALSE -> new Bool(false);
        case VALUE_NULL -> Nil.NULL;
        default -> throw new Invalid("not readable as JSON: unexpected " + token);
      };
    }

    private static Members members(JsonParser parser) {
      var values = new LinkedHashMap<String, Json>();
      for (var name = parser.nextName(); name != null; name = parser.nextName()) {
        var token = parser.nextToken();
        if (values.put(name, value(parser, token)) != null) {
          throw new Invalid("the property '" + name + "' is given twice");
        }
      }
      return new Members(values);
    }

    private static Items items(JsonParser parser) {
      var values = new ArrayList<Json>();
      for (var token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        values.add(value(parser, token));
      }
      return new Items(values);
    }
  }

  /** Turns values into characters. */
  final class Writing {
    private Writing() {}

    private static final String HEX = "0123456789abcdef";

    private static void value(Json json, StringBuilder out) {
      switch (json) {
        case Text text -> text(text.value(), out);
        case Numeral numeral -> out.append(numeral.literal());
        case Bool bool -> out.append(bool.value());
        case Nil ignored -> out.append("null");
        case Items items -> {
          var separator = '[';
          for (var item : items.values()) {
            out.append(separator);
            value(item, out);
            separator = ',';
          }
          out.append(items.values().isEmpty() ? "[]" : "]");
        }
        case Members members -> {
          var separator = '{';
          for (var member : members.values().entrySet()) {
            out.append(separator);
            text(member.getKey(), out);
            out.append(':');
            value(member.getValue(), out);
            separator = ',';
          }
          out.append(members.values().isEmpty() ? "{}" : "}");
        }
      }
    }

    private static void text(String value, StringBuilder out) {
      out.append('"');
      var kept = 0;
      for (int i = 0; i < value.length(); i++) {
        var c = value.charAt(i);
        if (c >= ' ' && c != '"' && c != '\\' && !(Character.isSurrogate(c) && lone(value, i))) {
          continue;
        }
        out.append(value, kept, i);
        kept = i + 1;
        escape(c, out);
      }
      out.append(value, kept, value.length()).append('"');
    }

    private static void escape(char c, StringBuilder out) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default ->
            out.append("\\u")
                .append(HEX.charAt(c >> 12))
                .append(HEX.charAt(c >> 8 & 15))
                .append(HEX.charAt(c >> 4 & 15))
                .append(HEX.charAt(c & 15));
      }
    }

    private static boolean lone(String value, int i) {
      var c = value.charAt(i);
      if (Character.isHighSurrogate(c)) {
        return i + 1 >= value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
      }
      return Character.isLowSurrogate(c)
          && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
    }
  }
}
