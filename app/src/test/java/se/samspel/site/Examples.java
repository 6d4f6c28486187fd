package se.samspel.site;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.testing.TestApp;
import se.samspel.ui.Visit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Examples for the API's description. What has a schema is built from it. A body that is a bag of
 * fields has none: then the handler itself tells which fields it reads, and what it refuses tells
 * what each of them is.
 */
final class Examples {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();
  private static final int DEEPEST = 6;
  private static final String DAY = "2026-11-25";

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("id", "exempel"),
          Map.entry("region", "12"),
          Map.entry("county", "12"),
          Map.entry("code", "12"),
          Map.entry("doi", "10.1000/exempel"),
          Map.entry("href", "/behov/exempel"),
          Map.entry("path", "/behov/exempel"),
          Map.entry("evidence", "https://www.sbu.se/"),
          Map.entry("source", "https://www.sbu.se/"),
          Map.entry("period", "2026-10"),
          Map.entry("sex", "women"),
          Map.entry("status", "known"),
          Map.entry("unit", "persons"),
          Map.entry("subject", "need:exempel"),
          Map.entry("target", "recommendation:4"),
          Map.entry("teaches", "recommendation:4"),
          Map.entry("involvement", "record:exempel"),
          Map.entry("mediaType", "application/pdf"),
          Map.entry("started", "2026-01"),
          Map.entry("ended", "2026-12"),
          Map.entry("amountKronor", "125000"),
          Map.entry("number", "4"),
          Map.entry("level", "3"),
          Map.entry("page", "1"),
          Map.entry("limit", "20"));

  private static final Set<String> WHOLE =
      Set.of("version", "edition", "generation", "position", "total", "severity", "level");

  private static final Person PERSON =
      new Person(
          "exempel", "Exempel", Set.of(Permission.values()), Optional.of(new RegionCode("12")));

  private final TestApp app;
  private final ObjectNode schemas;

  Examples(TestApp app, ObjectNode schemas) {
    this.app = app;
    this.schemas = schemas;
  }

  /** What a schema describes. */
  JsonNode of(JsonNode schema) {
    return of(schema, "text", 0);
  }

  private JsonNode of(JsonNode schema, String name, int depth) {
    if (schema.has("$ref")) {
      var ref = schema.path("$ref").asString();
      return of(schemas.path(ref.substring(ref.lastIndexOf('/') + 1)), name, depth + 1);
    }
    if (schema.has("enum")) {
      return schema.path("enum").path(0);
    }
    return switch (schema.path("type").asString("")) {
      case "array" -> {
        var array = MAPPER.createArrayNode();
        if (depth < DEEPEST) {
          array.add(of(schema.path("items"), name, depth + 1));
        }
        yield array;
      }
      case "integer", "number" -> MAPPER.getNodeFactory().numberNode(whole(name));
      case "boolean" -> MAPPER.getNodeFactory().booleanNode(!name.equals("synthetic"));
      case "string" -> text(word(name, schema.path("format").asString("")));
      default -> {
        var object = MAPPER.createObjectNode();
        if (depth < DEEPEST) {
          schema
              .path("properties")
              .properties()
              .forEach(it -> object.set(it.getKey(), of(it.getValue(), it.getKey(), depth + 1)));
          if (schema.has("additionalProperties")) {
            object.set("exempel", of(schema.path("additionalProperties"), name, depth + 1));
          }
        }
        yield object;
      }
    };
  }

  private static JsonNode text(String text) {
    return MAPPER.getNodeFactory().stringNode(text);
  }

  private static int whole(String name) {
    if (WORDS.getOrDefault(name, "").matches("[1-9]\\d*")) {
      return Integer.parseInt(WORDS.getOrDefault(name, ""));
    }
    if (name.toLowerCase(java.util.Locale.ROOT).endsWith("year")) {
      return 2026;
    }
    if (name.endsWith("Ore")) {
      return 12_500_000;
    }
    return WHOLE.contains(name) || name.endsWith("Version") ? 1 : 20;
  }

  private static String word(String name, String format) {
    if (format.equals("date-time") || name.endsWith("At")) {
      return DAY + "T12:00:00Z";
    }
    if (format.equals("date")
        || name.matches("day|date|due|from|to|changed|adopted|valid(From|To)|.+[a-z](On|_on|By)")
            && !name.matches("(said|decided|adopted|approved)By")) {
      return DAY;
    }
    if (format.equals("uri")) {
      return "https://samspel.example/om";
    }
    if (WORDS.containsKey(name)) {
      return WORDS.getOrDefault(name, "");
    }
    if (WHOLE.contains(name) || name.matches(".*(Year|_contacts|_unique|Version|Days)")) {
      return Integer.toString(whole(name));
    }
    if (name.endsWith("En")) {
      return "A text in English";
    }
    return name.matches(".*(Sv|By)|title|sentence|reason|label|name|text|question|caveat|owner")
        ? "En text på svenska"
        : "exempel";
  }

  /** A refusal as the API answers it. */
  static ObjectNode problem(String status, String path) {
    var problem = MAPPER.createObjectNode();
    var known =
        switch (status) {
          case "400" -> List.of("refused:malformed", "Förfrågan går inte att förstå");
          case "401" -> List.of("refused:sign-in", "Logga in först");
          case "403" -> List.of("refused:forbidden", "Du har inte behörighet");
          case "404" -> List.of("refused:not-found", "Sidan finns inte");
          case "409" -> List.of("refused:stale", "Någon annan hann före");
          default -> List.of("refused:fields", "Något behöver rättas");
        };
    var detail =
        switch (status) {
          case "400" -> "Förfrågan har ett värde som inte går att läsa. Kontrollera adressen.";
          case "401" -> "Logga in för att göra det här.";
          case "403" -> "Din roll får inte göra det här.";
          case "404" -> "Det du söker finns inte, eller har flyttats.";
          case "409" -> "Någon annan har sparat en nyare version. Inget har ändrats.";
          default -> "Rätta 1 uppgifter och skicka igen. Inget har sparats.";
        };
    problem.put("type", se.samspel.ui.Problems.TYPE + known.getFirst());
    problem.put("title", known.getLast());
    problem.put("status", Integer.parseInt(status));
    problem.put("detail", detail);
    problem.put("instance", path.replaceAll("\\{[^}]*}", "exempel"));
    if (status.equals("422")) {
      var error = problem.putArray("errors").addObject();
      error.put("field", "version");
      error.put("detail", "Fyll i fältet.");
    }
    return problem;
  }

  /**
   * The fields that a handler reads from a bag of fields, each with a value it takes for one. What
   * the handler writes is undone.
   *
   * @param identity of a thing there is, by the path of the list it stands in
   */
  ObjectNode fields(HandlerMethod handler, String path, Function<String, Optional<String>> identity)
      throws Exception {
    var asked = new LinkedHashSet<String>();
    var sent = new HashMap<String, String>();
    var known = new LinkedHashMap<String, String>();
    for (var round : List.of("", "?", "again")) {
      for (var fault : call(handler, path, identity, recording(asked, sent))) {
        learn(fault).ifPresent(it -> known.put(fault.field(), it));
      }
      asked.forEach(name -> {
        if (round.isEmpty()) {
          sent.put(name, "?");
        } else {
          sent.put(name, known.getOrDefault(name, word(name, "")));
        }
      });
    }
    var body = MAPPER.createObjectNode();
    asked.forEach(name -> body.put(name, known.getOrDefault(name, word(name, ""))));
    return body;
  }

  private static Map<String, String> recording(Set<String> asked, Map<String, String> sent) {
    return new HashMap<>(sent) {
      @Override
      public @Nullable String get(Object key) {
        asked.add((String) key);
        return super.get(key);
      }
    };
  }

  private static Optional<String> learn(Refused.FieldFault fault) {
    var first = fault.arguments().isEmpty() ? "" : fault.arguments().getFirst().toString();
    return switch (fault.key()) {
      case "field.one-of" -> Optional.of(first.replaceAll(",.*", ""));
      case "field.day" -> Optional.of(DAY);
      case "field.region" -> Optional.of("12");
      case "field.whole", "field.decimal" -> {
        var usual = whole(fault.field());
        var most = Double.parseDouble(fault.arguments().get(1).toString());
        var least = Double.parseDouble(first);
        yield Optional.of(usual >= least && usual <= most ? Integer.toString(usual) : first);
      }
      default -> Optional.empty();
    };
  }

  private List<Refused.FieldFault> call(
      HandlerMethod handler,
      String path,
      Function<String, Optional<String>> identity,
      Map<String, String> body)
      throws Exception {
    var arguments = new ArrayList<Object>();
    for (var parameter : handler.getMethodParameters()) {
      var type = parameter.getParameterType();
      if (type == String.class) {
        var list = path.replaceAll("/\\{.*", "");
        arguments.add(identity.apply(list).orElse("1"));
      } else if (type == int.class) {
        arguments.add(1);
      } else if (type == Visit.class) {
        arguments.add(CurrentPerson.callThrowing(PERSON, this::visit));
      } else if (type == Map.class) {
        arguments.add(body);
      } else if (type == MultipartFile.class) {
        arguments.add(new MockMultipartFile("file", "exempel.csv", "text/csv", new byte[] {'x'}));
      } else if (type == Optional.class) {
        arguments.add(Optional.empty());
      } else {
        throw new AssertionError(handler + " takes a " + type + ", which examples know nothing of");
      }
    }
    var method = handler.getMethod();
    method.setAccessible(true);
    var bean = handler.createWithResolvedBean().getBean();
    var faults = new ArrayList<Refused.FieldFault>();
    try {
      app.as(
          PERSON,
          () -> {
            try {
              method.invoke(bean, arguments.toArray());
            } catch (InvocationTargetException refused) {
              if (refused.getCause() instanceof Refused known) {
                faults.addAll(known.faults());
              }
            } catch (IllegalAccessException closed) {
              throw new IllegalStateException(closed);
            }
            throw new Undone();
          });
    } catch (Undone expected) {
      return faults;
    }
    return faults;
  }

  private Object visit() throws Exception {
    var resolver = Class.forName("se.samspel.ui.WebSetup$VisitResolver");
    var method = resolver.getDeclaredMethod("visit", jakarta.servlet.http.HttpServletRequest.class);
    method.setAccessible(true);
    return method.invoke(app.bean(resolver), new MockHttpServletRequest("POST", "/api/v1"));
  }

  private static final class Undone extends RuntimeException {}
}
