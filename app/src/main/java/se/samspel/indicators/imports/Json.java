package se.samspel.indicators.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A place in a service's answer. Types are read strictly: a field that has become a text, or a
 * number a list, means that the source has changed, and is told rather than guessed at.
 */
record Json(String part, String path, JsonNode node, Gathering gathering) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a part.
   *
   * @throws Unreadable when it is a page, is broken off or is no JSON
   */
  static Json of(Extract.Part part, Gathering gathering) {
    if (Texts.isHtml(part.content())) {
      throw new Unreadable(Place.whole(part.location()), "import.fault.html");
    }
    var text = Texts.utf8(part);
    try {
      return new Json(part.location(), "$", MAPPER.readTree(text), gathering);
    } catch (JacksonException broken) {
      var at = broken.getLocation();
      throw new Unreadable(
          new Place(
              part.location(),
              at == null ? 0 : Math.max(0, at.getLineNr()),
              at == null ? "" : Integer.toString(Math.max(0, at.getColumnNr()))),
          "import.fault.broken-json");
    }
  }

  Place place() {
    return new Place(part, 0, path);
  }

  boolean has(String name) {
    return node.has(name) && !node.get(name).isNull();
  }

  Json field(String name) {
    return new Json(part, path + "." + name, node.path(name), gathering);
  }

  /** The elements of the list; a fault and none when it is something else. */
  List<Json> list() {
    if (!node.isArray()) {
      wrong("import.type.list");
      return List.of();
    }
    var items = new ArrayList<Json>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new Json(part, path + "[" + i + "]", node.get(i), gathering));
    }
    return items;
  }

  /** The text; a fault and empty when it is something else. */
  Optional<String> text() {
    if (node.isString()) {
      return Optional.of(node.stringValue());
    }
    return wrong("import.type.text");
  }

  /** An identity, which sources write as a text or as a whole number. */
  Optional<String> id() {
    if (node.isString() && !node.stringValue().isBlank()) {
      return Optional.of(node.stringValue().strip());
    }
    if (node.isIntegralNumber()) {
      return Optional.of(node.asString());
    }
    return wrong("import.type.id");
  }

  /** The whole number; a fault and empty when it is something else. */
  Optional<Integer> whole() {
    if (node.isInt()) {
      return Optional.of(node.intValue());
    }
    return wrong("import.type.whole");
  }

  /** The number, empty without a fault for null; a fault and empty when it is something else. */
  Optional<Double> number() {
    if (node.isNull()) {
      return Optional.empty();
    }
    if (node.isNumber() && Double.isFinite(node.doubleValue())) {
      return Optional.of(node.doubleValue());
    }
    return wrong("import.type.number");
  }

  /** Whether the field says yes; absent and null are no. */
  boolean yes() {
    if (node.isMissingNode() || node.isNull()) {
      return false;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    wrong("import.type.yes-no");
    return false;
  }

  void fault(String key, Object... arguments) {
    gathering.fault(place(), key, arguments);
  }

  private <T> Optional<T> wrong(String expected) {
    if (node instanceof MissingNode) {
      gathering.fault(place(), "import.fault.no-field", path);
    } else {
      gathering.fault(
          place(), "import.fault.type", shown(), new se.samspel.core.Refused.MessageKey(expected));
    }
    return Optional.empty();
  }

  private String shown() {
    var text = node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
