package se.samspel.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each MUST of a statement, as a sentence with one statement that keeps it or breaks it. */
class RulesTests {

  private static final String ACTOR = "{\"mbox\":\"mailto:aisha@example.org\"}";
  private static final String VERB = "{\"id\":\"http://example.org/verbs/did\"}";
  private static final String OBJECT = "{\"id\":\"http://example.org/course\"}";

  /** A whole statement; {@code more} are further properties, each with a comma before it. */
  private static String statement(String more) {
    return parts(ACTOR, VERB, OBJECT, more);
  }

  private static String parts(String actor, String verb, String object, String more) {
    return "{\"actor\":" + actor + ",\"verb\":" + verb + ",\"object\":" + object + more + "}";
  }

  private static String actor(String actor) {
    return parts(actor, VERB, OBJECT, "");
  }

  private static String verb(String verb) {
    return parts(ACTOR, verb, OBJECT, "");
  }

  private static String object(String object) {
    return parts(ACTOR, VERB, object, "");
  }

  private static String definition(String definition) {
    return object("{\"id\":\"http://example.org/a\",\"definition\":" + definition + "}");
  }

  private static String result(String result) {
    return statement(",\"result\":" + result);
  }

  private static String context(String context) {
    return statement(",\"context\":" + context);
  }

  private static String attachment(String change) {
    var whole =
        "\"usageType\":\"http://example.org/use\",\"display\":{\"sv\":\"Bilaga\"},\"contentType\":"
            + "\"text/plain\",\"length\":4,\"sha2\":\""
            + "a".repeat(64)
            + "\",\"fileUrl\":\"http://example.org/f\"";
    return statement(",\"attachments\":[{" + whole + change + "}]");
  }

  private static String attachmentWithout(String part) {
    return attachment("").replace(part, "");
  }

  private static Arguments ok(String rule, String json) {
    return Arguments.of(rule, json);
  }

  static Stream<Arguments> kept() {
    return Stream.of(
        ok("a statement needs no more than actor, verb and object", statement("")),
        ok(
            "properties may come in any order",
            "{\"object\":" + OBJECT + ",\"verb\":" + VERB + ",\"actor\":" + ACTOR + "}"),
        ok(
            "an id is a UUID of any case",
            statement(",\"id\":\"AA97B177-9383-4934-8543-0F91A7A02836\"")),
        ok(
            "an agent may be known by a hash",
            actor("{\"mbox_sha1sum\":\"" + "0f".repeat(20) + "\"}")),
        ok(
            "an agent may be known by an openid",
            actor("{\"openid\":\"https://id.example.org/x\"}")),
        ok(
            "an agent may be known by an account",
            actor("{\"account\":{\"homePage\":\"http://example.org\",\"name\":\"\"}}")),
        ok(
            "a group may be anonymous with members",
            actor("{\"objectType\":\"Group\",\"member\":[" + ACTOR + "]}")),
        ok(
            "an identified group needs no members",
            actor("{\"objectType\":\"Group\",\"mbox\":\"mailto:g@example.org\"}")),
        ok(
            "an object may be an agent",
            object("{\"objectType\":\"Agent\",\"mbox\":\"mailto:b@example.org\"}")),
        ok(
            "an object may be a statement",
            object(
                "{\"objectType\":\"StatementRef\",\"id\":\"aa97b177-9383-4934-8543-0f91a7a02836\"}")),
        ok(
            "an object may be a sub-statement",
            object(
                "{\"objectType\":\"SubStatement\",\"actor\":"
                    + ACTOR
                    + ",\"verb\":"
                    + VERB
                    + ",\"object\":"
                    + OBJECT
                    + "}")),
        ok(
            "extensions may hold null and anything else",
            definition(
                "{\"extensions\":{\"http://example.org/x\":null,\"http://example.org/y\":[1,{\"a\":null}]}}")),
        ok("extensions may be empty", definition("{\"extensions\":{}}")),
        ok(
            "a choice may have choices",
            definition(
                "{\"interactionType\":\"choice\",\"choices\":[{\"id\":\"a\",\"description\":{\"sv\":\"A\"}}],\"correctResponsesPattern\":[\"a\"]}")),
        ok(
            "matching has source and target",
            definition(
                "{\"interactionType\":\"matching\",\"source\":[{\"id\":\"a\"}],\"target\":[{\"id\":\"a\"}]}")),
        ok("a score may be given as scaled alone", result("{\"score\":{\"scaled\":-1}}")),
        ok("raw lies from min to max", result("{\"score\":{\"raw\":5,\"min\":5,\"max\":5.1}}")),
        ok("a duration may have weeks alone", result("{\"duration\":\"P4W\"}")),
        ok("a duration may have every part", result("{\"duration\":\"P3Y1M29DT4H35M59.14S\"}")),
        ok("a duration may have more than hundredths", result("{\"duration\":\"PT0.123456S\"}")),
        ok(
            "a timestamp may be in any zone",
            statement(",\"timestamp\":\"2026-02-28T23:59:59+01:00\"")),
        ok(
            "a timestamp may have a leap second",
            statement(",\"timestamp\":\"2016-12-31T23:59:60Z\"")),
        ok(
            "a lone context activity is let through",
            context("{\"contextActivities\":{\"parent\":" + OBJECT + "}}")),
        ok(
            "context activities may be lists",
            context("{\"contextActivities\":{\"category\":[" + OBJECT + "]}}")),
        ok(
            "context may name a statement",
            context(
                "{\"statement\":{\"objectType\":\"StatementRef\",\"id\":\"aa97b177-9383-4934-8543-0f91a7a02836\"}}")),
        ok(
            "context may name platform and revision of an activity",
            context("{\"platform\":\"Moodle\",\"revision\":\"2\"}")),
        ok("an attachment may have a fileUrl", attachment("")),
        ok(
            "a voiding statement targets a statement",
            parts(
                ACTOR,
                "{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"}",
                "{\"objectType\":\"StatementRef\",\"id\":\"aa97b177-9383-4934-8543-0f91a7a02836\"}",
                "")),
        ok("version 1.0 and its patches are let through", statement(",\"version\":\"1.0.9\"")),
        ok(
            "language tags may have script and region",
            verb(
                "{\"id\":\"http://example.org/v\",\"display\":{\"zh-Hant-TW\":\"x\",\"sr-Latn-RS\":\"y\",\"x-own\":\"z\",\"i-klingon\":\"k\"}}")),
        ok(
            "an IRI may have letters beyond ASCII",
            object("{\"id\":\"http://example.org/självskada/ö\"}")));
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        ok("a statement is an object", "[1]"),
        ok("a statement has an actor", "{\"verb\":" + VERB + ",\"object\":" + OBJECT + "}"),
        ok("a statement has a verb", "{\"actor\":" + ACTOR + ",\"object\":" + OBJECT + "}"),
        ok("a statement has an object", "{\"actor\":" + ACTOR + ",\"verb\":" + VERB + "}"),
        ok("nothing is null outside extensions", statement(",\"result\":null")),
        ok("no property is unknown", statement(",\"extra\":1")),
        ok("a property's case counts", statement(",\"Result\":{}")),
        ok(
            "an id is a UUID of 36 characters",
            statement(",\"id\":\"AA97B177-9383-4934-8543-0F91A7A028368\"")),
        ok(
            "an id has hexadecimal digits",
            statement(",\"id\":\"MA97B177-9383-4934-8543-0F91A7A02836\"")),
        ok("an id is text", statement(",\"id\":12345")),
        ok("an agent has an identifier", actor("{\"name\":\"Aisha\"}")),
        ok(
            "an agent has no second identifier",
            actor("{\"mbox\":\"mailto:a@example.org\",\"openid\":\"http://example.org/x\"}")),
        ok("an agent has no members", actor("{\"mbox\":\"mailto:a@example.org\",\"member\":[]}")),
        ok(
            "an actor's type is Agent or Group",
            actor("{\"objectType\":\"agent\",\"mbox\":\"mailto:a@example.org\"}")),
        ok("an mbox has the form mailto:", actor("{\"mbox\":\"aisha@example.org\"}")),
        ok("an mbox is an address", actor("{\"mbox\":\"mailto:example.org\"}")),
        ok("a hash has 40 hexadecimal digits", actor("{\"mbox_sha1sum\":\"abc\"}")),
        ok("an openid is an IRI", actor("{\"openid\":\"ab=c://example.org\"}")),
        ok("an account has a home page", actor("{\"account\":{\"name\":\"x\"}}")),
        ok("an account has a name", actor("{\"account\":{\"homePage\":\"http://example.org\"}}")),
        ok(
            "an account's home page is an IRI",
            actor("{\"account\":{\"homePage\":\"example.org\",\"name\":\"x\"}}")),
        ok(
            "an account's name is text",
            actor("{\"account\":{\"homePage\":\"http://example.org\",\"name\":1}}")),
        ok("an anonymous group has members", actor("{\"objectType\":\"Group\"}")),
        ok(
            "a group's member is no group",
            actor(
                "{\"objectType\":\"Group\",\"member\":[{\"objectType\":\"Group\",\"mbox\":\"mailto:a@example.org\"}]}")),
        ok(
            "a group's member has an identifier",
            actor("{\"objectType\":\"Group\",\"member\":[{\"name\":\"x\"}]}")),
        ok("an agent's name is text", actor("{\"mbox\":\"mailto:a@example.org\",\"name\":1}")),
        ok("a verb has an id", verb("{\"display\":{\"sv\":\"gjorde\"}}")),
        ok("a verb's id is an IRI", verb("{\"id\":\"did\"}")),
        ok(
            "a verb's display is a language map",
            verb("{\"id\":\"http://example.org/v\",\"display\":\"gjorde\"}")),
        ok(
            "a language tag has at most 8 letters",
            verb("{\"id\":\"http://example.org/v\",\"display\":{\"something\":\"x\"}}")),
        ok(
            "a language tag has each extension once",
            verb("{\"id\":\"http://example.org/v\",\"display\":{\"zh-z-aaa-z-bbb-c-ccc\":\"x\"}}")),
        ok(
            "a language map's texts are text",
            verb("{\"id\":\"http://example.org/v\",\"display\":{\"sv\":1}}")),
        ok("an activity has an id", object("{\"objectType\":\"Activity\"}")),
        ok("an activity's id is an IRI", object("{\"id\":\"a course\"}")),
        ok(
            "an object's type is one of five",
            object("{\"objectType\":\"Thing\",\"id\":\"http://example.org/a\"}")),
        ok("an activity's type is an IRI", definition("{\"type\":\"course\"}")),
        ok("moreInfo is an IRI", definition("{\"moreInfo\":\"more\"}")),
        ok("an extension's name is an IRI", definition("{\"extensions\":{\"x\":1}}")),
        ok("extensions are an object", definition("{\"extensions\":[]}")),
        ok("an interaction type is one of ten", definition("{\"interactionType\":\"choiCe\"}")),
        ok(
            "responses without interaction type have no meaning",
            definition("{\"correctResponsesPattern\":[\"a\"]}")),
        ok(
            "a pattern is a list of texts",
            definition("{\"interactionType\":\"choice\",\"correctResponsesPattern\":[1]}")),
        ok(
            "a true-false has no choices",
            definition("{\"interactionType\":\"true-false\",\"choices\":[{\"id\":\"a\"}]}")),
        ok(
            "an interaction component has an id",
            definition(
                "{\"interactionType\":\"choice\",\"choices\":[{\"description\":{\"sv\":\"A\"}}]}")),
        ok(
            "component ids differ",
            definition(
                "{\"interactionType\":\"choice\",\"choices\":[{\"id\":\"a\"},{\"id\":\"a\"}]}")),
        ok("a statement reference has an id", object("{\"objectType\":\"StatementRef\"}")),
        ok(
            "a statement reference has nothing else",
            object(
                "{\"objectType\":\"StatementRef\",\"id\":\"aa97b177-9383-4934-8543-0f91a7a02836\",\"definition\":{}}")),
        ok(
            "a sub-statement holds no sub-statement",
            object(
                "{\"objectType\":\"SubStatement\",\"actor\":"
                    + ACTOR
                    + ",\"verb\":"
                    + VERB
                    + ",\"object\":{\"objectType\":\"SubStatement\",\"actor\":"
                    + ACTOR
                    + ",\"verb\":"
                    + VERB
                    + ",\"object\":"
                    + OBJECT
                    + "}}")),
        ok(
            "a sub-statement has no id",
            object(
                "{\"objectType\":\"SubStatement\",\"id\":\"aa97b177-9383-4934-8543-0f91a7a02836\",\"actor\":"
                    + ACTOR
                    + ",\"verb\":"
                    + VERB
                    + ",\"object\":"
                    + OBJECT
                    + "}")),
        ok(
            "a sub-statement has no authority",
            object(
                "{\"objectType\":\"SubStatement\",\"authority\":"
                    + ACTOR
                    + ",\"actor\":"
                    + ACTOR
                    + ",\"verb\":"
                    + VERB
                    + ",\"object\":"
                    + OBJECT
                    + "}")),
        ok("scaled is from -1 to 1", result("{\"score\":{\"scaled\":1.001}}")),
        ok("raw is not below min", result("{\"score\":{\"raw\":1,\"min\":2}}")),
        ok("raw is not above max", result("{\"score\":{\"raw\":3,\"max\":2}}")),
        ok("min is below max", result("{\"score\":{\"min\":2,\"max\":2}}")),
        ok("a score is a number and not text", result("{\"score\":{\"raw\":\"5\"}}")),
        ok("success is true or false", result("{\"success\":\"true\"}")),
        ok("completion is true or false", result("{\"completion\":1}")),
        ok("a response is text", result("{\"response\":1}")),
        ok("a duration is of ISO 8601", result("{\"duration\":\"PA1H0M0S\"}")),
        ok("a duration does not mix weeks with days", result("{\"duration\":\"P4W1D\"}")),
        ok("a duration is not empty", result("{\"duration\":\"PT\"}")),
        ok("a registration is a UUID", context("{\"registration\":\"1\"}")),
        ok("a team is a group", context("{\"team\":" + ACTOR + "}")),
        ok("an instructor is an agent or a group", context("{\"instructor\":{\"name\":\"x\"}}")),
        ok(
            "context activities are activities",
            context(
                "{\"contextActivities\":{\"parent\":[{\"objectType\":\"Agent\",\"mbox\":\"mailto:a@example.org\"}]}}")),
        ok(
            "context activities have four kinds",
            context("{\"contextActivities\":{\"children\":[]}}")),
        ok("context language is a language tag", context("{\"language\":\"a12345678\"}")),
        ok(
            "context statement is a reference",
            context("{\"statement\":{\"id\":\"aa97b177-9383-4934-8543-0f91a7a02836\"}}")),
        ok(
            "platform belongs to activities",
            parts(
                ACTOR,
                VERB,
                "{\"objectType\":\"Agent\",\"mbox\":\"mailto:b@example.org\"}",
                ",\"context\":{\"platform\":\"x\"}")),
        ok(
            "revision belongs to activities",
            parts(
                ACTOR,
                VERB,
                "{\"objectType\":\"Agent\",\"mbox\":\"mailto:b@example.org\"}",
                ",\"context\":{\"revision\":\"x\"}")),
        ok("a timestamp is of RFC 3339", statement(",\"timestamp\":\"01/11/2015\"")),
        ok(
            "a timestamp is a day that exists",
            statement(",\"timestamp\":\"2026-02-29T00:00:00Z\"")),
        ok(
            "a timestamp has no offset of -00:00",
            statement(",\"timestamp\":\"2008-09-15T15:53:00.601-00:00\"")),
        ok(
            "a timestamp has no offset of -00",
            statement(",\"timestamp\":\"2008-09-15T15:53:00.601-00\"")),
        ok("a version is 1.0.x", statement(",\"version\":\"1.1.0\"")),
        ok(
            "an authority as group has two members",
            statement(",\"authority\":{\"objectType\":\"Group\",\"member\":[" + ACTOR + "]}")),
        ok("attachments are a list", statement(",\"attachments\":{}")),
        ok(
            "an attachment has a usage type",
            attachmentWithout("\"usageType\":\"http://example.org/use\",")),
        ok("an attachment has a display", attachmentWithout("\"display\":{\"sv\":\"Bilaga\"},")),
        ok(
            "an attachment has a content type",
            attachmentWithout("\"contentType\":\"text/plain\",")),
        ok("an attachment has a length", attachmentWithout("\"length\":4,")),
        ok("an attachment has a hash", attachmentWithout("\"sha2\":\"" + "a".repeat(64) + "\",")),
        ok("an attachment's length is whole", attachment("").replace("4,", "4.5,")),
        ok(
            "an attachment's fileUrl is an IRI",
            attachment("").replace("http://example.org/f", "f")),
        ok(
            "a voiding statement's object is a reference",
            verb("{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"}")));
  }

  @ParameterizedTest(name = "kept: {0}")
  @MethodSource("kept")
  void aStatementThatKeepsTheRuleIsRead(String rule, String json) {
    for (var version : Version.values()) {
      assertThat(Statement.read(Json.read(json, Limits.DEFAULT), version)).as(rule).isNotNull();
    }
  }

  @ParameterizedTest(name = "broken: {0}")
  @MethodSource("broken")
  void aStatementThatBreaksTheRuleIsRefused(String rule, String json) {
    for (var version : Version.values()) {
      assertThatThrownBy(() -> Statement.read(Json.read(json, Limits.DEFAULT), version))
          .as(rule)
          .isInstanceOf(Invalid.class);
    }
  }

  static Stream<Arguments> onlyInTwo() {
    var types = ",\"relevantTypes\":[\"http://example.org/nurse\"]";
    return Stream.of(
        ok(
            "contextAgents came with 2.0",
            context(
                "{\"contextAgents\":[{\"objectType\":\"contextAgent\",\"agent\":"
                    + ACTOR
                    + types
                    + "}]}")),
        ok(
            "contextGroups came with 2.0",
            context(
                "{\"contextGroups\":[{\"objectType\":\"contextGroup\",\"group\":{\"objectType\":\"Group\",\"member\":["
                    + ACTOR
                    + "]}}]}")),
        ok("version 2.0.0 came with 2.0", statement(",\"version\":\"2.0.0\"")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("onlyInTwo")
  void whatCameWithTwoIsRefusedInOne(String rule, String json) {
    assertThat(Statement.read(Json.read(json, Limits.DEFAULT), Version.V2)).as(rule).isNotNull();
    assertThatThrownBy(() -> Statement.read(Json.read(json, Limits.DEFAULT), Version.V1))
        .as(rule)
        .isInstanceOf(Invalid.class);
  }

  static Stream<Arguments> brokenInTwo() {
    return Stream.of(
        ok(
            "a contextAgent says its type",
            context("{\"contextAgents\":[{\"agent\":" + ACTOR + "}]}")),
        ok(
            "a contextAgent has an agent",
            context("{\"contextAgents\":[{\"objectType\":\"contextAgent\"}]}")),
        ok(
            "relevantTypes are not empty",
            context(
                "{\"contextAgents\":[{\"objectType\":\"contextAgent\",\"agent\":"
                    + ACTOR
                    + ",\"relevantTypes\":[]}]}")),
        ok(
            "relevantTypes are IRIs",
            context(
                "{\"contextAgents\":[{\"objectType\":\"contextAgent\",\"agent\":"
                    + ACTOR
                    + ",\"relevantTypes\":[\"nurse\"]}]}")),
        ok(
            "a contextGroup has a group",
            context(
                "{\"contextGroups\":[{\"objectType\":\"contextGroup\",\"group\":"
                    + ACTOR
                    + "}]}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenInTwo")
  void whatTwoDemandsOfContextActorsIsDemanded(String rule, String json) {
    assertThatThrownBy(() -> Statement.read(Json.read(json, Limits.DEFAULT), Version.V2))
        .as(rule)
        .isInstanceOf(Invalid.class);
  }
}
