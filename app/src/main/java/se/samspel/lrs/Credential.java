package se.samspel.lrs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import se.samspel.xapi.AgentId;
import se.samspel.xapi.Json;
import se.samspel.xapi.Statement;

/**
 * One who may speak to the store.
 *
 * @param key its public half
 * @param name what people call it; part of the authority of its statements
 * @param scopes what it allows, at least one
 * @param activityPrefix the tree of activities that it is bound to, by the start of their IRIs
 * @param registration the registration that it is bound to
 * @param created when it was made
 * @param expires when it ends by itself
 * @param revoked when it was taken back
 */
record Credential(
    String key,
    String name,
    Set<Scope> scopes,
    Optional<String> activityPrefix,
    Optional<UUID> registration,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> revoked) {

  Credential {
    scopes = Set.copyOf(scopes);
    if (scopes.isEmpty() || !key.matches("[^\\s:]{1,200}")) {
      throw new IllegalArgumentException("a credential has a key without colon, and a scope");
    }
  }

  boolean valid(Instant now) {
    return revoked.isEmpty() && expires.filter(end -> !end.isAfter(now)).isEmpty();
  }

  boolean has(Scope... any) {
    for (var scope : any) {
      if (scopes.contains(scope)) {
        return true;
      }
    }
    return scopes.contains(Scope.ALL);
  }

  /** Refuses unless the credential has one of the scopes, or all. */
  void need(Scope... any) {
    if (!has(any)) {
      throw Refusal.forbidden("this credential's scopes do not allow the request");
    }
  }

  /** Refuses a statement outside what the credential is bound to. */
  void admit(Statement statement) {
    registration.ifPresent(bound -> {
      if (!statement.registration().equals(Optional.of(bound))) {
        throw Refusal.forbidden("this credential is bound to the registration " + bound);
      }
    });
    activityPrefix.ifPresent(prefix -> {
      if (statement.relatedActivities().stream().noneMatch(it -> it.startsWith(prefix))) {
        throw Refusal.forbidden("this credential is bound to activities below " + prefix);
      }
    });
  }

  /** Refuses an activity outside the tree that the credential is bound to. */
  void admit(String activity) {
    activityPrefix
        .filter(prefix -> !activity.startsWith(prefix))
        .ifPresent(prefix -> {
          throw Refusal.forbidden("this credential is bound to activities below " + prefix);
        });
  }

  /**
   * The agent that answers for what the credential sends.
   *
   * @param homePage the installation's address
   */
  AgentId agent(String homePage) {
    return new AgentId("account", key, homePage);
  }

  /** The authority as a statement carries it. */
  Json.Members authority(String homePage) {
    var json = new LinkedHashMap<String, Json>();
    json.put("objectType", Json.text("Agent"));
    if (!name.isBlank()) {
      json.put("name", Json.text(name));
    }
    json.putAll(agent(homePage).json().values());
    return new Json.Members(json);
  }
}
