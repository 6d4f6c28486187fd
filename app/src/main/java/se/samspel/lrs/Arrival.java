package se.samspel.lrs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import se.samspel.xapi.AgentId;
import se.samspel.xapi.Canonical;
import se.samspel.xapi.Json;
import se.samspel.xapi.Statement;
import se.samspel.xapi.Version;

/**
 * A statement on its way into the store: checked, with its id, and everything computed that does
 * not depend on the moment it is stored at, so that the one who writes has little left to do.
 *
 * @param id its own, or one assigned here
 * @param statement as sent
 * @param hash of its canonical form
 * @param authority term of the agent that answers for it
 * @param terms what it is found by
 * @param body the stored text up to where the moment follows, without the closing brace
 * @param definitions what it tells of activities, by their IRI
 * @param names what it calls agents: agent's term to JSON text
 */
record Arrival(
    UUID id,
    Statement statement,
    byte[] hash,
    UUID authority,
    Terms terms,
    String body,
    Map<String, Json.Members> definitions,
    Set<Map.Entry<UUID, String>> names) {

  /**
   * What a statement is found by.
   *
   * @param actor the first that it is about
   * @param related further terms of agents and activities
   */
  record Terms(
      UUID verb,
      Optional<UUID> actor,
      Optional<UUID> activity,
      Optional<UUID> registration,
      Set<UUID> related) {

    static Terms of(Statement statement) {
      var about = new ArrayList<>(statement.agents());
      var related = new java.util.LinkedHashSet<UUID>();
      for (int i = 1; i < about.size(); i++) {
        related.add(Term.alsoAbout(about.get(i)));
      }
      for (var agent : statement.relatedAgents()) {
        if (!about.contains(agent)) {
          related.add(Term.relatedAgent(agent));
        }
      }
      var activity = statement.activity();
      for (var iri : statement.relatedActivities()) {
        if (!activity.equals(Optional.of(iri))) {
          related.add(Term.relatedActivity(iri));
        }
      }
      return new Terms(
          Term.verb(statement.verb()),
          about.stream().findFirst().map(Term::agent),
          activity.map(Term::activity),
          statement.registration(),
          related);
    }
  }

  /**
   * Prepares a statement.
   *
   * @param newId the id for a statement that has none
   * @param authority the agent that answers for it
   * @param defines whether its sender may say what activities are
   */
  static Arrival of(
      Statement statement, UUID newId, Json.Members authority, Version version, boolean defines) {
    var id = statement.id().orElse(newId);
    var stored = new LinkedHashMap<>(statement.json().without("stored", "authority").values());
    stored.putIfAbsent("id", Json.text(id.toString()));
    stored.putIfAbsent("version", Json.text(version == Version.V1 ? "1.0.0" : "2.0.0"));
    stored.put("authority", authority);
    var text = new Json.Members(stored).write();
    var definitions = new LinkedHashMap<String, Json.Members>();
    if (defines) {
      for (var activity : statement.activities()) {
        var definition = activity.findMembers("definition");
        if (definition.isPresent()) {
          definitions.merge(
              activity.findText("id").orElseThrow(), definition.get(), Statement::merged);
        }
      }
    }
    var names = new java.util.LinkedHashSet<Map.Entry<UUID, String>>();
    for (var actor : statement.actors()) {
      var agent = AgentId.of(actor);
      var name = actor.findText("name");
      if (agent.isPresent() && name.isPresent()) {
        names.add(Map.entry(Term.agent(agent.get()), Json.text(name.get()).write()));
      }
    }
    return new Arrival(
        id,
        statement,
        Canonical.hash(statement.json()),
        Term.agent(AgentId.of(authority).orElseThrow()),
        Terms.of(statement),
        text.substring(0, text.length() - 1),
        definitions,
        names);
  }

  /** The stored text. */
  String bodyAt(Instant moment) {
    var text = Moments.text(moment);
    var ending = ",\"stored\":\"" + text + "\"";
    if (statement.timestamp().isEmpty()) {
      ending += ",\"timestamp\":\"" + text + "\"";
    }
    return body + ending + "}";
  }

  static List<UUID> ids(List<Arrival> arrivals) {
    return arrivals.stream().map(Arrival::id).toList();
  }
}
