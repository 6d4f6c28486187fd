package se.samspel.lrs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import se.samspel.xapi.AgentId;
import se.samspel.xapi.ContentType;
import se.samspel.xapi.Invalid;
import se.samspel.xapi.Json;
import se.samspel.xapi.Limits;
import se.samspel.xapi.Statement;
import se.samspel.xapi.Timestamps;

/**
 * A request as the resources see it, whichever way it came: directly, or in 1.0.3's alternate
 * syntax, a form that holds headers, parameters and content.
 *
 * @param method in upper case
 * @param path below {@code /xapi}, such as {@code /statements}
 * @param parameters of the query, each at most once
 * @param headers names in lower case
 * @param body what was sent
 */
record Call(
    String method,
    String path,
    Map<String, String> parameters,
    Map<String, String> headers,
    byte[] body) {

  private static final Set<String> FORM_HEADERS =
      Set.of(
          "authorization",
          "x-experience-api-version",
          "content-type",
          "content-length",
          "if-match",
          "if-none-match",
          "accept-language",
          "accept");
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

  Call {
    parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    headers = Map.copyOf(headers);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** Whether this is the alternate syntax of 1.0.3. */
  boolean alternate() {
    return method.equals("POST") && parameters.containsKey("method");
  }

  /**
   * The request that an alternate one stands for.
   *
   * <p>Source: xAPI 1.0.3 part three §1.3.
   *
   * @throws Refusal (400) when it is not built as the specification says
   */
  Call unwrapped() {
    if (parameters.size() != 1) {
      throw Refusal.badRequest("an alternate request has the query parameter method and no other");
    }
    var meant = parameters.getOrDefault("method", "").toUpperCase(Locale.ROOT);
    if (!METHODS.contains(meant)) {
      throw Refusal.badRequest("the alternate method is none of GET, HEAD, PUT, POST and DELETE");
    }
    if (header("content-type")
        .flatMap(ContentType::parse)
        .filter(it -> it.type().equals("application/x-www-form-urlencoded"))
        .isEmpty()) {
      throw Refusal.badRequest(
          "an alternate request is a form (application/x-www-form-urlencoded)");
    }
    var form = pairs(new String(body, StandardCharsets.ISO_8859_1));
    var innerHeaders = new LinkedHashMap<>(headers);
    innerHeaders.remove("content-type");
    innerHeaders.remove("content-length");
    var innerParameters = new LinkedHashMap<String, String>();
    byte[] content = null;
    for (var field : form.entrySet()) {
      var lower = field.getKey().toLowerCase(Locale.ROOT);
      if (field.getKey().equals("content")) {
        content = field.getValue();
      } else if (FORM_HEADERS.contains(lower)) {
        innerHeaders.put(lower, text(field.getValue()));
      } else {
        innerParameters.put(field.getKey(), text(field.getValue()));
      }
    }
    var sends = meant.equals("PUT") || meant.equals("POST");
    if (sends && content == null) {
      throw Refusal.badRequest("an alternate request that sends something has the field content");
    }
    if (sends) {
      // The form has no type of its own for the content; 1.0.3 leaves JSON to be assumed.
      innerHeaders.putIfAbsent("content-type", "application/json");
    }
    return new Call(
        meant, path, innerParameters, innerHeaders, content == null ? new byte[0] : content);
  }

  // ---- parameters --------------------------------------------------------------------------

  /** Refuses (400) parameters that the resource doesn't have. */
  void only(Set<String> names) {
    for (var name : parameters.keySet()) {
      if (!names.contains(name)) {
        throw Refusal.badRequest("the parameter '" + name + "' is not one of this resource");
      }
    }
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  String need(String name) {
    return find(name)
        .orElseThrow(() -> Refusal.badRequest("the parameter '" + name + "' is missing"));
  }

  Optional<String> findIri(String name) {
    return find(name)
        .map(text -> {
          if (!Statement.isIri(text)) {
            throw Refusal.badRequest("the parameter '" + name + "' must be an absolute IRI");
          }
          return text;
        });
  }

  String needIri(String name) {
    need(name);
    return findIri(name).orElseThrow();
  }

  Optional<UUID> findUuid(String name) {
    return find(name)
        .map(text ->
            Statement.uuid(text)
                .orElseThrow(
                    () -> Refusal.badRequest("the parameter '" + name + "' must be a UUID")));
  }

  Optional<Instant> findMoment(String name) {
    return find(name)
        .map(text ->
            Timestamps.parse(text)
                .orElseThrow(
                    () -> Refusal.badRequest("the parameter '" + name + "' must be a timestamp")));
  }

  boolean flag(String name) {
    return switch (find(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.badRequest("the parameter '" + name + "' must be true or false");
    };
  }

  Optional<AgentId> findAgent(String name) {
    return find(name)
        .map(text -> {
          try {
            return Statement.readAgent(Json.read(text, Limits.DEFAULT));
          } catch (Invalid invalid) {
            throw Refusal.badRequest("the parameter '" + name + "': " + invalid.reason());
          }
        });
  }

  AgentId needAgent(String name) {
    need(name);
    return findAgent(name).orElseThrow();
  }

  // ---- reading queries and forms -----------------------------------------------------------

  /** The parameters of a query string, each decoded. */
  static Map<String, String> query(String query) {
    var result = new LinkedHashMap<String, String>();
    pairs(query).forEach((name, value) -> result.put(name, text(value)));
    return result;
  }

  private static Map<String, byte[]> pairs(String encoded) {
    var result = new LinkedHashMap<String, byte[]>();
    for (var pair : encoded.split("&", -1)) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        var name = text(decode(equals < 0 ? pair : pair.substring(0, equals)));
        var value = decode(equals < 0 ? "" : pair.substring(equals + 1));
        if (result.put(name, value) != null) {
          throw Refusal.badRequest("the parameter '" + name + "' is given twice");
        }
      }
    }
    return result;
  }

  private static byte[] decode(String text) {
    var out = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '%') {
        var high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        var low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
        if (low < 0) {
          throw Refusal.badRequest("a parameter is not percent-encoded as it should be");
        }
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(c == '+' ? ' ' : c);
      }
    }
    return out.toByteArray();
  }

  private static String text(byte[] utf8) {
    try {
      var text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString();
      if (text.indexOf('\0') >= 0) {
        throw Refusal.badRequest("a parameter holds the character NUL");
      }
      return text;
    } catch (CharacterCodingException notUtf8) {
      throw Refusal.badRequest("a parameter is not UTF-8");
    }
  }
}
