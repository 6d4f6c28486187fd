package se.samspel.xapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The form that statements are returned in.
 *
 * <p>Source: xAPI 1.0.3 part three §2.1.3, parameter {@code format}; IEEE 9274.1.1 §4.1.6.1.
 */
public enum Form {
  /** Every agent, activity, verb and group by its identifier alone. */
  IDS,
  /** As received. */
  EXACT,
  /** Activities by the store's own definition, and one language of every map. */
  CANONICAL;

  private static final List<String> LANGUAGE_MAPS = List.of("name", "description");
  private static final List<String> COMPONENT_LISTS =
      List.of("choices", "scale", "source", "target", "steps");

  /** The form by the parameter's value, empty where it names none. */
  public static Optional<Form> of(String name) {
    return switch (name) {
      case "ids" -> Optional.of(IDS);
      case "exact" -> Optional.of(EXACT);
      case "canonical" -> Optional.of(CANONICAL);
      default -> Optional.empty();
    };
  }

  /**
   * The statement in this form.
   *
   * @param statement as stored
   * @param definitions the store's own definition of an activity by its IRI
   * @param wishes the reader's languages, most wished first
   */
  public Json.Members apply(
      Json.Members statement,
      Function<String, Optional<Json.Members>> definitions,
      List<String> wishes) {
    return switch (this) {
      case EXACT -> statement;
      case IDS ->
          new Shape(Shape::identity, Shape::activityIdentity, Shape::verbIdentity)
              .statement(statement);
      case CANONICAL ->
          new Shape(
                  actor -> actor,
                  activity -> canonicalActivity(activity, definitions, wishes),
                  verb -> oneLanguage(verb, List.of("display"), wishes))
              .statement(statement);
    };
  }

  private static Json.Members canonicalActivity(
      Json.Members activity,
      Function<String, Optional<Json.Members>> definitions,
      List<String> wishes) {
    var definition =
        activity.findText("id").flatMap(definitions).or(() -> activity.findMembers("definition"));
    if (definition.isEmpty()) {
      return activity;
    }
    var shaped = oneLanguage(definition.get(), LANGUAGE_MAPS, wishes);
    for (var list : COMPONENT_LISTS) {
      if (shaped.find(list).isPresent()) {
        shaped =
            shaped.with(
                list,
                new Json.Items(
                    shaped.items(list).stream()
                        .map(item ->
                            item instanceof Json.Members component
                                ? oneLanguage(component, List.of("description"), wishes)
                                : item)
                        .toList()));
      }
    }
    return activity.with("definition", shaped);
  }

  private static Json.Members oneLanguage(
      Json.Members json, List<String> names, List<String> wishes) {
    var result = json;
    for (var name : names) {
      var map = result.findMembers(name);
      if (map.isPresent()) {
        var best = Languages.best(map.get().values(), wishes);
        result =
            result.with(
                name,
                new Json.Members(
                    best.map(it -> Map.of(it.getKey(), it.getValue())).orElse(Map.of())));
      }
    }
    return result;
  }

  /** Walks through a statement and gives its parts their form. */
  private record Shape(
      Function<Json.Members, Json.Members> actor,
      Function<Json.Members, Json.Members> activity,
      Function<Json.Members, Json.Members> verb) {

    Json.Members statement(Json.Members statement) {
      var result = new LinkedHashMap<String, Json>();
      statement
          .values()
          .forEach((name, value) ->
              result.put(
                  name,
                  value instanceof Json.Members part
                      ? switch (name) {
                        case "actor", "authority" -> actor.apply(part);
                        case "verb" -> verb.apply(part);
                        case "object" -> object(part);
                        case "context" -> context(part);
                        default -> part;
                      }
                      : value));
      return new Json.Members(result);
    }

    private Json.Members object(Json.Members object) {
      return switch (object.findText("objectType").orElse("Activity")) {
        case "Activity" -> activity.apply(object);
        case "Agent", "Group" -> actor.apply(object);
        case "SubStatement" -> statement(object);
        default -> object;
      };
    }

    private Json.Members context(Json.Members context) {
      var result = new LinkedHashMap<String, Json>();
      context
          .values()
          .forEach((name, value) ->
              result.put(
                  name,
                  switch (name) {
                    case "instructor", "team" -> with(value, actor);
                    case "contextAgents" -> each(value, it -> inner(it, "agent"));
                    case "contextGroups" -> each(value, it -> inner(it, "group"));
                    case "contextActivities" -> activities(value);
                    default -> value;
                  }));
      return new Json.Members(result);
    }

    private Json activities(Json json) {
      if (!(json instanceof Json.Members lists)) {
        return json;
      }
      var result = new LinkedHashMap<>(lists.values());
      result.replaceAll((name, list) -> each(list, activity));
      return new Json.Members(result);
    }

    private Json.Members inner(Json.Members item, String part) {
      return item.findMembers(part).map(it -> item.with(part, actor.apply(it))).orElse(item);
    }

    private static Json with(Json json, Function<Json.Members, Json.Members> form) {
      return json instanceof Json.Members members ? form.apply(members) : json;
    }

    private static Json each(Json json, Function<Json.Members, Json.Members> form) {
      return json instanceof Json.Items items
          ? new Json.Items(items.values().stream().map(it -> with(it, form)).toList())
          : json;
    }

    static Json.Members identity(Json.Members actor) {
      var result = new LinkedHashMap<String, Json>();
      actor.find("objectType").ifPresent(it -> result.put("objectType", it));
      var identified = false;
      for (var kind : AgentId.KINDS) {
        var value = actor.values().get(kind);
        if (value != null) {
          result.put(kind, value);
          identified = true;
        }
      }
      if (!identified && actor.find("member").isPresent()) {
        result.put(
            "member",
            new Json.Items(
                actor.items("member").stream().map(it -> with(it, Shape::identity)).toList()));
      }
      return new Json.Members(result);
    }

    static Json.Members activityIdentity(Json.Members activity) {
      return activity.without("definition", "objectType");
    }

    static Json.Members verbIdentity(Json.Members verb) {
      return verb.without("display");
    }
  }
}
