package se.samspel.xapi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A statement that keeps every rule of its version; one that doesn't can't be made.
 *
 * @param json the statement as it was sent, except that a lone context activity has become a list
 *     of one, as the specification demands of a store
 */
public record Statement(Json.Members json) {

  /** The verb of a statement that takes another back. */
  public static final String VOIDED = "http://adlnet.gov/expapi/verbs/voided";

  private static final List<String> ACTIVITY_LISTS =
      List.of("parent", "grouping", "category", "other");

  /**
   * Reads a statement.
   *
   * @throws Invalid when it breaks a rule of the version
   */
  public static Statement read(Json json, Version version) {
    new Rules(version).statement(json);
    return new Statement(listed((Json.Members) json));
  }

  /** The statements of a request's body: one, or a list. */
  public static List<Statement> readAll(Json json, Version version) {
    if (!(json instanceof Json.Items items)) {
      return List.of(read(json, version));
    }
    return items.values().stream().map(item -> read(item, version)).toList();
  }

  /**
   * Reads an agent or an identified group, as the parameter {@code agent} holds it.
   *
   * @throws Invalid when it is none
   */
  public static AgentId readAgent(Json json) {
    new Rules(Version.V2).actor(json, new Rules.Place(null, "agent"));
    return AgentId.of((Json.Members) json)
        .orElseThrow(() -> new Invalid("agent must have mbox, mbox_sha1sum, openid or account"));
  }

  /** Whether the text is an absolute IRI. */
  public static boolean isIri(String text) {
    return Iris.iri(text);
  }

  /** The UUID, empty where the text is none in its standard form. */
  public static Optional<UUID> uuid(String text) {
    return Iris.uuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  // A lone activity is returned as a list (1.0.3 part two §2.4.6.2; IEEE 9274.1.1 §4.2.2.5).
  private static Json.Members listed(Json.Members statement) {
    var result = statement;
    var context = statement.findMembers("context");
    var lists = context.flatMap(it -> it.findMembers("contextActivities"));
    if (context.isPresent() && lists.isPresent()) {
      var changed = new LinkedHashMap<>(lists.get().values());
      changed.replaceAll((name, value) ->
          value instanceof Json.Members one ? new Json.Items(List.of(one)) : value);
      if (!changed.equals(lists.get().values())) {
        result =
            result.with(
                "context", context.get().with("contextActivities", new Json.Members(changed)));
      }
    }
    var object = statement.findMembers("object");
    if (object.isPresent() && isSubStatement(object.get())) {
      var listed = listed(object.get());
      if (listed != object.get()) {
        result = result.with("object", listed);
      }
    }
    return result;
  }

  private static boolean isSubStatement(Json.Members object) {
    return type(object).equals("SubStatement");
  }

  private static String type(Json.Members object) {
    return object.findText("objectType").orElse("Activity");
  }

  /** The statement's id, empty where the sender leaves it to the store. */
  public Optional<UUID> id() {
    return json.findText("id").map(UUID::fromString);
  }

  /** The IRI of the verb. */
  public String verb() {
    return json.findMembers("verb").orElseThrow().findText("id").orElseThrow();
  }

  /** When what it tells happened, empty where the sender leaves it to the store. */
  public Optional<Instant> timestamp() {
    return json.findText("timestamp").flatMap(Timestamps::parse);
  }

  /** Whether this takes another statement back. */
  public boolean voids() {
    return verb().equals(VOIDED);
  }

  /** The registration that it belongs to. */
  public Optional<UUID> registration() {
    return json.findMembers("context")
        .flatMap(context -> context.findText("registration"))
        .map(UUID::fromString);
  }

  /** The statement that is its object. */
  public Optional<UUID> target() {
    return json.findMembers("object")
        .filter(object -> type(object).equals("StatementRef"))
        .flatMap(object -> object.findText("id"))
        .map(UUID::fromString);
  }

  /** The IRI of the activity that is its object. */
  public Optional<String> activity() {
    return json.findMembers("object")
        .filter(object -> type(object).equals("Activity"))
        .flatMap(object -> object.findText("id"));
  }

  /**
   * Who the statement is about: actor and object, and the members of either where it is a group.
   *
   * <p>Source: xAPI 1.0.3 part three §2.1.3, parameter {@code agent}.
   */
  public Set<AgentId> agents() {
    var found = new LinkedHashSet<AgentId>();
    json.findMembers("actor").ifPresent(actor -> addActor(actor, found));
    json.findMembers("object")
        .filter(object -> Set.of("Agent", "Group").contains(type(object)))
        .ifPresent(object -> addActor(object, found));
    return found;
  }

  /** Everyone in it but the authority: also instructor, team, context, and the sub-statement's. */
  public Set<AgentId> relatedAgents() {
    var found = new LinkedHashSet<AgentId>(agents());
    addContextAgents(json, found);
    json.findMembers("object")
        .filter(Statement::isSubStatement)
        .ifPresent(sub -> {
          found.addAll(new Statement(sub).agents());
          addContextAgents(sub, found);
        });
    return found;
  }

  private static void addContextAgents(Json.Members statement, Set<AgentId> found) {
    statement
        .findMembers("context")
        .ifPresent(context -> {
          context.findMembers("instructor").ifPresent(it -> addActor(it, found));
          context.findMembers("team").ifPresent(it -> addActor(it, found));
          for (var list : List.of("contextAgents", "contextGroups")) {
            for (var item : context.items(list)) {
              if (item instanceof Json.Members members) {
                members.findMembers("agent").ifPresent(it -> addActor(it, found));
                members.findMembers("group").ifPresent(it -> addActor(it, found));
              }
            }
          }
        });
  }

  private static void addActor(Json.Members actor, Set<AgentId> found) {
    AgentId.of(actor).ifPresent(found::add);
    for (var member : actor.items("member")) {
      if (member instanceof Json.Members agent) {
        AgentId.of(agent).ifPresent(found::add);
      }
    }
  }

  /** The agents and groups in it, each as it is written there, members included. */
  public List<Json.Members> actors() {
    var found = new ArrayList<Json.Members>();
    collectActors(json, found);
    return found;
  }

  private static void collectActors(Json.Members statement, List<Json.Members> found) {
    statement.findMembers("actor").ifPresent(it -> collectActor(it, found));
    statement
        .findMembers("object")
        .ifPresent(object -> {
          switch (type(object)) {
            case "Agent", "Group" -> collectActor(object, found);
            case "SubStatement" -> collectActors(object, found);
            default -> {}
          }
        });
    statement
        .findMembers("context")
        .ifPresent(context -> {
          context.findMembers("instructor").ifPresent(it -> collectActor(it, found));
          context.findMembers("team").ifPresent(it -> collectActor(it, found));
          for (var list : List.of("contextAgents", "contextGroups")) {
            for (var item : context.items(list)) {
              if (item instanceof Json.Members members) {
                members.findMembers("agent").ifPresent(it -> collectActor(it, found));
                members.findMembers("group").ifPresent(it -> collectActor(it, found));
              }
            }
          }
        });
  }

  private static void collectActor(Json.Members actor, List<Json.Members> found) {
    found.add(actor);
    for (var member : actor.items("member")) {
      if (member instanceof Json.Members agent) {
        found.add(agent);
      }
    }
  }

  /** The IRIs of the activities in it: object, context, and the sub-statement's. */
  public Set<String> relatedActivities() {
    var found = new LinkedHashSet<String>();
    activities().forEach(it -> found.add(it.findText("id").orElseThrow()));
    return found;
  }

  /** The activities in it, each as it is written there. */
  public List<Json.Members> activities() {
    var found = new ArrayList<Json.Members>();
    collectActivities(json, found);
    return found;
  }

  private static void collectActivities(Json.Members statement, List<Json.Members> found) {
    statement
        .findMembers("object")
        .ifPresent(object -> {
          switch (type(object)) {
            case "Activity" -> found.add(object);
            case "SubStatement" -> collectActivities(object, found);
            default -> {}
          }
        });
    statement
        .findMembers("context")
        .flatMap(context -> context.findMembers("contextActivities"))
        .ifPresent(lists -> {
          for (var list : ACTIVITY_LISTS) {
            for (var item : lists.items(list)) {
              if (item instanceof Json.Members activity) {
                found.add(activity);
              }
            }
          }
        });
  }

  /** Its attachments, those of a sub-statement included. */
  public List<Attachment> attachments() {
    var found = new ArrayList<Attachment>();
    collectAttachments(json, found);
    json.findMembers("object")
        .filter(Statement::isSubStatement)
        .ifPresent(sub -> collectAttachments(sub, found));
    return found;
  }

  private static void collectAttachments(Json.Members statement, List<Attachment> found) {
    for (var item : statement.items("attachments")) {
      if (item instanceof Json.Members attachment) {
        found.add(Attachment.of(attachment));
      }
    }
  }

  /** The statement without its signature, as the signature's payload holds it. */
  Json.Members unsigned() {
    var kept =
        json.items("attachments").stream()
            .filter(item ->
                !(item instanceof Json.Members attachment
                    && attachment
                        .findText("usageType")
                        .filter(Attachment.SIGNATURE::equals)
                        .isPresent()))
            .toList();
    return kept.isEmpty()
        ? json.without("attachments")
        : json.with("attachments", new Json.Items(kept));
  }

  /**
   * The definition that results when one sender adds to what is known of an activity: newer texts
   * and values win, everything else stays.
   */
  public static Json.Members merged(Json.Members known, Json.Members added) {
    var result = new LinkedHashMap<>(known.values());
    for (Map.Entry<String, Json> entry : added.values().entrySet()) {
      var name = entry.getKey();
      var before = result.get(name);
      if (Set.of("name", "description", "extensions").contains(name)
          && before instanceof Json.Members old
          && entry.getValue() instanceof Json.Members fresh) {
        var map = new LinkedHashMap<>(old.values());
        map.putAll(fresh.values());
        result.put(name, new Json.Members(map));
      } else {
        result.put(name, entry.getValue());
      }
    }
    return new Json.Members(result);
  }
}
