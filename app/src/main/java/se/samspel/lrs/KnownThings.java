package se.samspel.lrs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import se.samspel.xapi.Json;
import se.samspel.xapi.Version;

/**
 * The resources that tell what the store knows: an activity, a person, itself.
 *
 * <p>Source: xAPI 1.0.3 part three §2.4, §2.5, §2.8; IEEE 9274.1.1 §4.1.6.3, §4.1.6.4, §4.1.6.7.
 */
@Component
class KnownThings {

  private final StatementTable table;

  KnownThings(StatementTable table) {
    this.table = table;
  }

  Answer activity(Call call, Credential credential) {
    reading(call, credential);
    call.only(Set.of("activityId"));
    var iri = call.needIri("activityId");
    credential.admit(iri);
    var activity = new LinkedHashMap<String, Json>();
    activity.put("objectType", Json.text("Activity"));
    activity.put("id", Json.text(iri));
    var definition = table.definitions(List.of(iri)).get(iri);
    if (definition != null) {
      activity.put("definition", definition);
    }
    return Answer.json(new Json.Members(activity).write());
  }

  Answer person(Call call, Credential credential) {
    reading(call, credential);
    call.only(Set.of("agent"));
    var agent = call.needAgent("agent");
    var person = new LinkedHashMap<String, Json>();
    person.put("objectType", Json.text("Person"));
    var names = table.names(Term.agent(agent));
    if (!names.isEmpty()) {
      person.put("name", new Json.Items(names));
    }
    agent
        .json()
        .values()
        .forEach((kind, value) -> person.put(kind, new Json.Items(List.of(value))));
    return Answer.json(new Json.Members(person).write());
  }

  private static void reading(Call call, Credential credential) {
    if (!call.reads()) {
      throw new Refusal(405, "this resource knows GET");
    }
    credential.need(
        Scope.READ_STATEMENTS,
        Scope.READ_MINE,
        Scope.READ_ALL,
        Scope.DEFINE,
        Scope.PROFILE,
        Scope.STATE);
  }

  static Answer about(Call call) {
    if (!call.reads()) {
      throw new Refusal(405, "this resource knows GET");
    }
    var about = new LinkedHashMap<String, Json>();
    about.put(
        "version",
        new Json.Items(List.of(Json.text(Version.V1.number()), Json.text(Version.V2.number()))));
    about.put("extensions", new Json.Members(Map.of()));
    return Answer.json(new Json.Members(about).write());
  }
}
