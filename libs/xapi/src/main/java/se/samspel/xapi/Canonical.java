package se.samspel.xapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form of a statement in which two that say the same are equal text: what a store may assign or
 * write otherwise is left out or written one way.
 *
 * <p>Left out: {@code id}, {@code stored}, {@code authority}, {@code version}; the display of verbs
 * and the definitions of activities. One way: the order of properties and of a group's members, a
 * lone context activity as a list of one, default object types, numbers, points in time, durations
 * to a hundredth of a second, UUIDs, domains, language tags and hashes in lower case. {@code
 * timestamp} is kept, as a point in time; {@link #same} knows that a store may have assigned it.
 *
 * <p>Source: xAPI 1.0.3 part two §2.3.1; IEEE 9274.1.1 §4.2.3.
 */
public final class Canonical {

  private Canonical() {}

  /** The canonical form of the statement, its timestamp included where it has one. */
  public static String of(Json.Members statement) {
    return statement(statement).write();
  }

  /** SHA-256 of the canonical form, 32 bytes. */
  public static byte[] hash(Json.Members statement) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(of(statement).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Whether the two say the same. A timestamp that only one of them has is passed over, since it
   * may have been assigned by the store that the other was read from.
   */
  public static boolean same(Json.Members one, Json.Members other) {
    if (one.find("timestamp").isPresent() != other.find("timestamp").isPresent()) {
      return of(one.without("timestamp")).equals(of(other.without("timestamp")));
    }
    return of(one).equals(of(other));
  }

  private static Json.Members statement(Json.Members statement) {
    var form = new TreeMap<String, Json>();
    statement
        .values()
        .forEach((name, value) -> {
          switch (name) {
            case "id", "stored", "authority", "version" -> {}
            case "actor" -> form.put(name, actor(value));
            case "verb" -> form.put(name, verb(value));
            case "object" -> form.put(name, object(value));
            case "result" -> form.put(name, result(value));
            case "context" -> form.put(name, context(value));
            case "timestamp" -> form.put(name, timestamp(value));
            case "attachments" -> {
              if (!(value instanceof Json.Items items && items.values().isEmpty())) {
                form.put(name, each(value, Canonical::attachment));
              }
            }
            default -> form.put(name, plain(value));
          }
        });
    return new Json.Members(form);
  }

  private static Json actor(Json json) {
    if (!(json instanceof Json.Members actor)) {
      return json;
    }
    var form = new TreeMap<String, Json>();
    actor
        .values()
        .forEach((name, value) -> {
          switch (name) {
            case "objectType" -> {
              if (!value.equals(Json.text("Agent"))) {
                form.put(name, value);
              }
            }
            case "mbox", "mbox_sha1sum" ->
                form.put(
                    name,
                    value instanceof Json.Text text
                        ? Json.text(AgentId.same(name, text.value()))
                        : value);
            case "member" -> form.put(name, unordered(value));
            default -> form.put(name, plain(value));
          }
        });
    return new Json.Members(form);
  }

  private static Json unordered(Json json) {
    if (!(json instanceof Json.Items items)) {
      return json;
    }
    var members = new ArrayList<Json>();
    items.values().forEach(member -> members.add(actor(member)));
    members.sort(java.util.Comparator.comparing(Json::write));
    return new Json.Items(members);
  }

  private static Json verb(Json json) {
    return json instanceof Json.Members verb ? verb.without("display") : json;
  }

  private static Json object(Json json) {
    if (!(json instanceof Json.Members object)) {
      return json;
    }
    return switch (object.findText("objectType").orElse("Activity")) {
      case "Activity" -> activity(object);
      case "Agent", "Group" -> {
        // Here, unlike in an actor, the type says what the object is and has no default of Agent.
        var form = new TreeMap<>(((Json.Members) actor(object)).values());
        form.put("objectType", object.values().get("objectType"));
        yield new Json.Members(form);
      }
      case "StatementRef" -> reference(object);
      case "SubStatement" -> statement(object);
      default -> plain(object);
    };
  }

  private static Json activity(Json json) {
    if (!(json instanceof Json.Members activity)) {
      return json;
    }
    return plain(activity.without("objectType", "definition"));
  }

  private static Json reference(Json json) {
    if (!(json instanceof Json.Members reference)) {
      return json;
    }
    var form = new TreeMap<>(reference.values());
    form.computeIfPresent("id", (name, value) -> lowerCase(value));
    return new Json.Members(form);
  }

  private static Json result(Json json) {
    if (!(json instanceof Json.Members result)) {
      return json;
    }
    var form = new TreeMap<String, Json>();
    result
        .values()
        .forEach((name, value) ->
            form.put(
                name,
                name.equals("duration") && value instanceof Json.Text text
                    ? Json.text(Durations.compared(text.value()))
                    : plain(value)));
    return new Json.Members(form);
  }

  private static Json context(Json json) {
    if (!(json instanceof Json.Members context)) {
      return json;
    }
    var form = new TreeMap<String, Json>();
    context
        .values()
        .forEach((name, value) -> {
          switch (name) {
            case "instructor", "team" -> form.put(name, actor(value));
            case "registration", "language" -> form.put(name, lowerCase(value));
            case "statement" -> form.put(name, reference(value));
            case "contextActivities" -> form.put(name, contextActivities(value));
            case "contextAgents" -> form.put(name, each(value, it -> inner(it, "agent")));
            case "contextGroups" -> form.put(name, each(value, it -> inner(it, "group")));
            default -> form.put(name, plain(value));
          }
        });
    return new Json.Members(form);
  }

  private static Json inner(Json json, String part) {
    if (!(json instanceof Json.Members members)) {
      return json;
    }
    var form = new TreeMap<String, Json>();
    members
        .values()
        .forEach((name, value) -> form.put(name, name.equals(part) ? actor(value) : plain(value)));
    return new Json.Members(form);
  }

  private static Json contextActivities(Json json) {
    if (!(json instanceof Json.Members lists)) {
      return json;
    }
    var form = new TreeMap<String, Json>();
    lists
        .values()
        .forEach((name, value) -> {
          var list = value instanceof Json.Members one ? new Json.Items(List.of(one)) : value;
          if (!(list instanceof Json.Items items && items.values().isEmpty())) {
            form.put(name, each(list, Canonical::activity));
          }
        });
    return new Json.Members(form);
  }

  private static Json attachment(Json json) {
    if (!(json instanceof Json.Members attachment)) {
      return json;
    }
    var form = new TreeMap<String, Json>();
    attachment
        .values()
        .forEach((name, value) -> {
          switch (name) {
            case "display", "description" -> form.put(name, lowerCaseTags(value));
            case "sha2" -> form.put(name, lowerCase(value));
            default -> form.put(name, plain(value));
          }
        });
    return new Json.Members(form);
  }

  private static Json lowerCaseTags(Json json) {
    if (!(json instanceof Json.Members map)) {
      return json;
    }
    var form = new TreeMap<String, Json>();
    map.values().forEach((tag, text) -> form.put(tag.toLowerCase(Locale.ROOT), text));
    return new Json.Members(form);
  }

  private static Json timestamp(Json json) {
    return json instanceof Json.Text text
        ? Timestamps.parse(text.value()).<Json>map(it -> Json.text(it.toString())).orElse(json)
        : json;
  }

  private static Json lowerCase(Json json) {
    return json instanceof Json.Text text ? Json.text(text.value().toLowerCase(Locale.ROOT)) : json;
  }

  private static Json each(Json json, java.util.function.UnaryOperator<Json> form) {
    return json instanceof Json.Items items
        ? new Json.Items(items.values().stream().map(form).toList())
        : json;
  }

  private static Json plain(Json json) {
    return switch (json) {
      case Json.Members members -> {
        var form = new TreeMap<String, Json>();
        for (Map.Entry<String, Json> member : members.values().entrySet()) {
          form.put(member.getKey(), plain(member.getValue()));
        }
        yield new Json.Members(form);
      }
      case Json.Items items -> each(items, Canonical::plain);
      case Json.Numeral numeral -> new Json.Numeral(Numbers.canonical(numeral));
      default -> json;
    };
  }
}
