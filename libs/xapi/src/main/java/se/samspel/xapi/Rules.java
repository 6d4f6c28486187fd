package se.samspel.xapi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a statement's parts, each named as the specification names the part. A part that
 * breaks one is refused with the place and the rule.
 *
 * <p>Source: xAPI 1.0.3 part two §2.2–§2.4, §4; IEEE 9274.1.1 §4.2.
 */
final class Rules {

  private static final Set<String> STATEMENT =
      Set.of(
          "id",
          "actor",
          "verb",
          "object",
          "result",
          "context",
          "timestamp",
          "stored",
          "authority",
          "version",
          "attachments");
  private static final Set<String> SUB_STATEMENT =
      Set.of(
          "objectType", "actor", "verb", "object", "result", "context", "timestamp", "attachments");
  private static final Set<String> IDENTIFIED =
      Set.of("objectType", "name", "mbox", "mbox_sha1sum", "openid", "account");
  private static final Set<String> GROUP =
      Set.of("objectType", "name", "member", "mbox", "mbox_sha1sum", "openid", "account");
  private static final Set<String> DEFINITION =
      Set.of(
          "name",
          "description",
          "type",
          "moreInfo",
          "extensions",
          "interactionType",
          "correctResponsesPattern",
          "choices",
          "scale",
          "source",
          "target",
          "steps");
  private static final Map<String, Set<String>> COMPONENTS =
      Map.of(
          "choice", Set.of("choices"),
          "sequencing", Set.of("choices"),
          "likert", Set.of("scale"),
          "matching", Set.of("source", "target"),
          "performance", Set.of("steps"));
  private static final Set<String> INTERACTIONS =
      Set.of(
          "true-false",
          "choice",
          "fill-in",
          "long-fill-in",
          "matching",
          "performance",
          "sequencing",
          "likert",
          "numeric",
          "other");
  private static final List<String> COMPONENT_LISTS =
      List.of("choices", "scale", "source", "target", "steps");
  private static final Set<String> CONTEXT_1 =
      Set.of(
          "registration",
          "instructor",
          "team",
          "contextActivities",
          "revision",
          "platform",
          "language",
          "statement",
          "extensions");
  private static final Set<String> CONTEXT_2 =
      Set.of(
          "registration",
          "instructor",
          "team",
          "contextActivities",
          "contextAgents",
          "contextGroups",
          "revision",
          "platform",
          "language",
          "statement",
          "extensions");

  private final Version version;

  Rules(Version version) {
    this.version = version;
  }

  /** Where a part stands, for the refusal's sentence. */
  record Place(@Nullable Place within, String name) {
    static final Place ROOT = new Place(null, "statement");

    Place at(String part) {
      return new Place(this, part);
    }

    @Override
    public String toString() {
      return within == null ? name : within + "." + name;
    }
  }

  private static Invalid invalid(Place place, String rule) {
    return new Invalid(place + " " + rule);
  }

  void statement(Json json) {
    var place = Place.ROOT;
    var statement = members(json, place);
    only(statement, STATEMENT, place);
    optional(statement, "id", place, Rules::uuid);
    parts(statement, place);
    optional(statement, "stored", place, Rules::timestamp);
    optional(statement, "authority", place, this::authority);
    optional(statement, "version", place, this::version);
    voiding(statement, place);
  }

  static boolean voids(Json.Members statement) {
    return statement
        .findMembers("verb")
        .flatMap(verb -> verb.findText("id"))
        .filter(Statement.VOIDED::equals)
        .isPresent();
  }

  private static void voiding(Json.Members statement, Place place) {
    if (voids(statement)
        && !"StatementRef"
            .equals(
                statement
                    .findMembers("object")
                    .flatMap(it -> it.findText("objectType"))
                    .orElse(""))) {
      throw invalid(place.at("object"), "must be a StatementRef when the verb voids");
    }
  }

  private void parts(Json.Members statement, Place place) {
    actor(required(statement, "actor", place), place.at("actor"));
    verb(required(statement, "verb", place), place.at("verb"));
    object(required(statement, "object", place), place.at("object"));
    optional(statement, "result", place, this::result);
    var aboutActivity =
        statement
            .findMembers("object")
            .map(it -> it.findText("objectType").orElse("Activity"))
            .filter("Activity"::equals)
            .isPresent();
    optional(
        statement, "context", place, (context, where) -> context(context, where, aboutActivity));
    optional(statement, "timestamp", place, Rules::timestamp);
    optional(statement, "attachments", place, this::attachments);
  }

  private void authority(Json json, Place place) {
    actor(json, place);
    var authority = members(json, place);
    if ("Group".equals(authority.findText("objectType").orElse("Agent"))) {
      // The consumer of three-legged OAuth: an anonymous group of application and user.
      if (AgentId.of(authority).isPresent() || authority.items("member").size() != 2) {
        throw invalid(place, "as a Group must be anonymous and have exactly two members");
      }
    }
  }

  private void version(Json json, Place place) {
    var accepted = Version.of(string(json, place));
    if (accepted.isEmpty() || (version == Version.V1 && accepted.get() != Version.V1)) {
      throw invalid(
          place, version == Version.V1 ? "must be 1.0 or 1.0.x" : "must be 1.0.x or 2.0.x");
    }
  }

  // ---- agents and groups -------------------------------------------------------------------

  void actor(Json json, Place place) {
    var actor = members(json, place);
    var type = actor.find("objectType").map(it -> string(it, place.at("objectType")));
    switch (type.orElse("Agent")) {
      case "Agent" -> agent(actor, place);
      case "Group" -> group(actor, place);
      default -> throw invalid(place.at("objectType"), "must be Agent or Group");
    }
  }

  void agent(Json json, Place place) {
    var agent = members(json, place);
    objectType(agent, "Agent", place);
    only(agent, IDENTIFIED, place);
    if (identify(agent, place) != 1) {
      throw invalid(
          place, "must have exactly one of mbox, mbox_sha1sum, openid and account, as an Agent");
    }
    optional(agent, "name", place, Rules::string);
  }

  void group(Json json, Place place) {
    var group = members(json, place);
    if (!"Group".equals(group.findText("objectType").orElse(""))) {
      throw invalid(place.at("objectType"), "must be Group");
    }
    only(group, GROUP, place);
    var identifiers = identify(group, place);
    if (identifiers > 1) {
      throw invalid(place, "may have one of mbox, mbox_sha1sum, openid and account, not more");
    }
    if (identifiers == 0 && group.items("member").isEmpty()) {
      throw invalid(place, "must have members, as an anonymous Group");
    }
    optional(group, "name", place, Rules::string);
    optional(group, "member", place, (members, where) -> each(members, where, this::agent));
  }

  private int identify(Json.Members actor, Place place) {
    optional(actor, "mbox", place, Rules::mbox);
    optional(actor, "mbox_sha1sum", place, Rules::sha1);
    optional(actor, "openid", place, Rules::iri);
    optional(actor, "account", place, Rules::account);
    return (int) AgentId.KINDS.stream().filter(actor.values()::containsKey).count();
  }

  private static void mbox(Json json, Place place) {
    if (!Iris.mailto(string(json, place))) {
      throw invalid(place, "must be an e-mail address of the form mailto:name@domain");
    }
  }

  private static void sha1(Json json, Place place) {
    var text = string(json, place);
    if (text.length() != 40
        || !text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
      throw invalid(place, "must be a SHA-1 of 40 hexadecimal digits");
    }
  }

  private static void account(Json json, Place place) {
    var account = members(json, place);
    only(account, Set.of("homePage", "name"), place);
    iri(required(account, "homePage", place), place.at("homePage"));
    string(required(account, "name", place), place.at("name"));
  }

  // ---- verb and object ---------------------------------------------------------------------

  private void verb(Json json, Place place) {
    var verb = members(json, place);
    only(verb, Set.of("id", "display"), place);
    iri(required(verb, "id", place), place.at("id"));
    optional(verb, "display", place, Rules::languageMap);
  }

  private void object(Json json, Place place) {
    var object = members(json, place);
    var type = object.find("objectType").map(it -> string(it, place.at("objectType")));
    switch (type.orElse("Activity")) {
      case "Activity" -> activity(object, place);
      case "Agent" -> agent(object, place);
      case "Group" -> group(object, place);
      case "StatementRef" -> statementRef(object, place);
      case "SubStatement" -> subStatement(object, place);
      default ->
          throw invalid(
              place.at("objectType"),
              "must be Activity, Agent, Group, StatementRef or SubStatement");
    }
  }

  private void statementRef(Json json, Place place) {
    var reference = members(json, place);
    only(reference, Set.of("objectType", "id"), place);
    if (!"StatementRef".equals(reference.findText("objectType").orElse(""))) {
      throw invalid(place.at("objectType"), "must be StatementRef");
    }
    uuid(required(reference, "id", place), place.at("id"));
  }

  private void subStatement(Json json, Place place) {
    var sub = members(json, place);
    only(sub, SUB_STATEMENT, place);
    if ("SubStatement"
        .equals(sub.findMembers("object").flatMap(it -> it.findText("objectType")).orElse(""))) {
      throw invalid(place.at("object"), "must not be a SubStatement inside a SubStatement");
    }
    parts(sub, place);
    voiding(sub, place);
  }

  void activity(Json json, Place place) {
    var activity = members(json, place);
    objectType(activity, "Activity", place);
    only(activity, Set.of("objectType", "id", "definition"), place);
    iri(required(activity, "id", place), place.at("id"));
    optional(activity, "definition", place, this::definition);
  }

  private void definition(Json json, Place place) {
    var definition = members(json, place);
    only(definition, DEFINITION, place);
    optional(definition, "name", place, Rules::languageMap);
    optional(definition, "description", place, Rules::languageMap);
    optional(definition, "type", place, Rules::iri);
    optional(definition, "moreInfo", place, Rules::iri);
    optional(definition, "extensions", place, Rules::extensions);
    interaction(definition, place);
  }

  private void interaction(Json.Members definition, Place place) {
    var type =
        definition.find("interactionType").map(it -> string(it, place.at("interactionType")));
    if (type.isPresent() && !INTERACTIONS.contains(type.get())) {
      throw invalid(place.at("interactionType"), "is none of the interaction types");
    }
    if (type.isEmpty() && definition.values().containsKey("correctResponsesPattern")) {
      throw invalid(place, "with a correctResponsesPattern must have an interactionType");
    }
    optional(
        definition,
        "correctResponsesPattern",
        place,
        (pattern, where) -> each(pattern, where, Rules::string));
    var allowed = COMPONENTS.getOrDefault(type.orElse(""), Set.of());
    for (var list : COMPONENT_LISTS) {
      if (definition.values().containsKey(list) && !allowed.contains(list)) {
        throw invalid(place.at(list), "does not belong to this interactionType");
      }
      optional(definition, list, place, Rules::components);
    }
  }

  private static void components(Json json, Place place) {
    var ids = new java.util.HashSet<String>();
    each(
        json,
        place,
        (item, where) -> {
          var component = members(item, where);
          only(component, Set.of("id", "description"), where);
          var id = string(required(component, "id", where), where.at("id"));
          if (id.isEmpty()) {
            throw invalid(where.at("id"), "must not be empty");
          }
          if (!ids.add(id)) {
            throw invalid(where.at("id"), "must be unique in its list");
          }
          optional(component, "description", where, Rules::languageMap);
        });
  }

  // ---- result and context ------------------------------------------------------------------

  private void result(Json json, Place place) {
    var result = members(json, place);
    only(
        result,
        Set.of("score", "success", "completion", "response", "duration", "extensions"),
        place);
    optional(result, "score", place, Rules::score);
    optional(result, "success", place, Rules::bool);
    optional(result, "completion", place, Rules::bool);
    optional(result, "response", place, Rules::string);
    optional(result, "duration", place, Rules::duration);
    optional(result, "extensions", place, Rules::extensions);
  }

  private static void score(Json json, Place place) {
    var score = members(json, place);
    only(score, Set.of("scaled", "raw", "min", "max"), place);
    var scaled = score.find("scaled").map(it -> number(it, place.at("scaled")));
    var raw = score.find("raw").map(it -> number(it, place.at("raw")));
    var min = score.find("min").map(it -> number(it, place.at("min")));
    var max = score.find("max").map(it -> number(it, place.at("max")));
    if (scaled.isPresent() && scaled.get().abs().compareTo(BigDecimal.ONE) > 0) {
      throw invalid(place.at("scaled"), "must be from -1 to 1");
    }
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) >= 0) {
      throw invalid(place.at("min"), "must be less than max");
    }
    if (raw.isPresent() && min.isPresent() && raw.get().compareTo(min.get()) < 0) {
      throw invalid(place.at("raw"), "must not be less than min");
    }
    if (raw.isPresent() && max.isPresent() && raw.get().compareTo(max.get()) > 0) {
      throw invalid(place.at("raw"), "must not be more than max");
    }
  }

  private void context(Json json, Place place, boolean aboutActivity) {
    var context = members(json, place);
    only(context, version == Version.V1 ? CONTEXT_1 : CONTEXT_2, place);
    optional(context, "registration", place, Rules::uuid);
    optional(context, "instructor", place, this::actor);
    optional(context, "team", place, this::group);
    optional(context, "contextActivities", place, this::contextActivities);
    optional(
        context,
        "contextAgents",
        place,
        (agents, where) ->
            each(
                agents,
                where,
                (item, at) -> contextActor(item, at, "contextAgent", "agent", this::agent)));
    optional(
        context,
        "contextGroups",
        place,
        (groups, where) ->
            each(
                groups,
                where,
                (item, at) -> contextActor(item, at, "contextGroup", "group", this::group)));
    if (!aboutActivity) {
      for (var name : List.of("revision", "platform")) {
        if (context.values().containsKey(name)) {
          throw invalid(place.at(name), "may only be used when the object is an Activity");
        }
      }
    }
    optional(context, "revision", place, Rules::string);
    optional(context, "platform", place, Rules::string);
    optional(context, "language", place, Rules::language);
    optional(context, "statement", place, this::statementRef);
    optional(context, "extensions", place, Rules::extensions);
  }

  private void contextActivities(Json json, Place place) {
    var lists = members(json, place);
    only(lists, Set.of("parent", "grouping", "category", "other"), place);
    lists
        .values()
        .forEach((name, value) -> {
          if (value instanceof Json.Members one) {
            activity(one, place.at(name));
          } else {
            each(value, place.at(name), this::activity);
          }
        });
  }

  private void contextActor(
      Json json, Place place, String type, String part, BiConsumer<Json, Place> rule) {
    var item = members(json, place);
    only(item, Set.of("objectType", part, "relevantTypes"), place);
    if (!type.equals(item.findText("objectType").orElse(""))) {
      throw invalid(place.at("objectType"), "must be " + type);
    }
    rule.accept(required(item, part, place), place.at(part));
    optional(
        item,
        "relevantTypes",
        place,
        (types, where) -> {
          if (types instanceof Json.Items items && items.values().isEmpty()) {
            throw invalid(where, "must not be empty");
          }
          each(types, where, Rules::iri);
        });
  }

  // ---- attachments -------------------------------------------------------------------------

  private void attachments(Json json, Place place) {
    each(
        json,
        place,
        (item, where) -> {
          var attachment = members(item, where);
          only(
              attachment,
              Set.of(
                  "usageType",
                  "display",
                  "description",
                  "contentType",
                  "length",
                  "sha2",
                  "fileUrl"),
              where);
          iri(required(attachment, "usageType", where), where.at("usageType"));
          languageMap(required(attachment, "display", where), where.at("display"));
          optional(attachment, "description", where, Rules::languageMap);
          contentType(required(attachment, "contentType", where), where.at("contentType"));
          length(required(attachment, "length", where), where.at("length"));
          sha2(required(attachment, "sha2", where), where.at("sha2"));
          optional(attachment, "fileUrl", where, Rules::iri);
        });
  }

  private static void contentType(Json json, Place place) {
    if (!ContentType.valid(string(json, place))) {
      throw invalid(place, "must be an Internet media type");
    }
  }

  private static void length(Json json, Place place) {
    var length = number(json, place);
    if (length.signum() < 0 || length.stripTrailingZeros().scale() > 0) {
      throw invalid(place, "must be a whole number of octets");
    }
  }

  private static void sha2(Json json, Place place) {
    if (!Attachment.isHash(string(json, place))) {
      throw invalid(place, "must be a SHA-2 (224, 256, 384 or 512 bits) in hexadecimal digits");
    }
  }

  // ---- values ------------------------------------------------------------------------------

  private static Json.Members members(Json json, Place place) {
    if (json instanceof Json.Members members) {
      return members;
    }
    throw invalid(place, "must be an object");
  }

  private static void only(Json.Members members, Set<String> names, Place place) {
    for (var entry : members.values().entrySet()) {
      if (!names.contains(entry.getKey())) {
        throw invalid(place.at(entry.getKey()), "is not a property of the specification");
      }
      if (entry.getValue() == Json.Nil.NULL) {
        throw invalid(place.at(entry.getKey()), "must not be null");
      }
    }
  }

  private static Json required(Json.Members members, String name, Place place) {
    return members.find(name).orElseThrow(() -> invalid(place.at(name), "is missing"));
  }

  private static void optional(
      Json.Members members, String name, Place place, BiConsumer<Json, Place> rule) {
    var value = members.values().get(name);
    if (value != null) {
      rule.accept(value, place.at(name));
    }
  }

  private static void each(Json json, Place place, BiConsumer<Json, Place> rule) {
    if (!(json instanceof Json.Items items)) {
      throw invalid(place, "must be an array");
    }
    for (int i = 0; i < items.values().size(); i++) {
      rule.accept(items.values().get(i), place.at(Integer.toString(i)));
    }
  }

  private static void objectType(Json.Members members, String type, Place place) {
    var given = members.values().get("objectType");
    if (given != null && !string(given, place.at("objectType")).equals(type)) {
      throw invalid(place.at("objectType"), "must be " + type);
    }
  }

  private static String string(Json json, Place place) {
    if (json instanceof Json.Text text) {
      return text.value();
    }
    throw invalid(place, "must be a string");
  }

  private static void bool(Json json, Place place) {
    if (!(json instanceof Json.Bool)) {
      throw invalid(place, "must be true or false");
    }
  }

  private static BigDecimal number(Json json, Place place) {
    if (json instanceof Json.Numeral numeral) {
      return Numbers.exact(numeral)
          .orElseThrow(() -> invalid(place, "is a number out of all proportion"));
    }
    throw invalid(place, "must be a number");
  }

  private static void iri(Json json, Place place) {
    if (!Iris.iri(string(json, place))) {
      throw invalid(place, "must be an absolute IRI");
    }
  }

  private static void uuid(Json json, Place place) {
    if (!Iris.uuid(string(json, place))) {
      throw invalid(place, "must be a UUID in its standard form");
    }
  }

  private static void timestamp(Json json, Place place) {
    if (Timestamps.parse(string(json, place)).isEmpty()) {
      throw invalid(place, "must be a timestamp as RFC 3339 writes it, and not of offset -00:00");
    }
  }

  private static void duration(Json json, Place place) {
    if (!Durations.valid(string(json, place))) {
      throw invalid(place, "must be a duration as ISO 8601 writes it");
    }
  }

  private static void language(Json json, Place place) {
    if (!Languages.valid(string(json, place))) {
      throw invalid(place, "must be a language tag of RFC 5646");
    }
  }

  private static void languageMap(Json json, Place place) {
    members(json, place)
        .values()
        .forEach((tag, text) -> {
          if (!Languages.valid(tag)) {
            throw invalid(place.at(tag), "must have a language tag of RFC 5646 as its name");
          }
          string(text, place.at(tag));
        });
  }

  private static void extensions(Json json, Place place) {
    for (var name : members(json, place).values().keySet()) {
      if (!Iris.iri(name)) {
        throw invalid(place.at(name), "must have an absolute IRI as its name");
      }
    }
  }
}
