package se.samspel.lrs;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import se.samspel.xapi.ContentType;
import se.samspel.xapi.Invalid;
import se.samspel.xapi.Json;
import se.samspel.xapi.Limits;
import se.samspel.xapi.Version;

/**
 * The three resources that keep documents: activity state, agent profile, activity profile.
 *
 * <p>Source: xAPI 1.0.3 part three §2.2, §2.3, §2.6, §2.7, §3.1; IEEE 9274.1.1 §4.1.4, §4.1.6.
 */
@Component
class DocumentResource {

  private final DocumentTable table;
  private final Clock clock;

  DocumentResource(DocumentTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * What a request is about: a document, or all of an owner.
   *
   * @param name empty for all
   */
  private record Subject(
      Document.Kind kind, UUID owner, Optional<UUID> registration, Optional<String> name) {

    Document.Address address() {
      return new Document.Address(
          kind,
          owner,
          registration.orElse(Document.NO_REGISTRATION),
          name.orElseThrow(() -> Refusal.badRequest("the document's id is missing")));
    }
  }

  Answer answer(Document.Kind kind, Call call, Credential credential, Version version) {
    var scope = kind == Document.Kind.STATE ? Scope.STATE : Scope.PROFILE;
    if (call.reads()) {
      credential.need(scope, Scope.READ_ALL);
    } else {
      credential.need(scope);
    }
    var subject = subject(kind, call, credential);
    return switch (call.method()) {
      case "GET", "HEAD" -> subject.name().isPresent() ? get(subject) : list(subject, call);
      case "PUT" -> put(subject, call, version);
      case "POST" -> post(subject, call);
      case "DELETE" -> delete(subject, call);
      default -> throw new Refusal(405, "this resource knows GET, PUT, POST and DELETE");
    };
  }

  private static Subject subject(Document.Kind kind, Call call, Credential credential) {
    var nameParameter = kind == Document.Kind.STATE ? "stateId" : "profileId";
    call.only(
        switch (kind) {
          case STATE -> Set.of("activityId", "agent", "registration", "stateId", "since");
          case AGENT_PROFILE -> Set.of("agent", "profileId", "since");
          case ACTIVITY_PROFILE -> Set.of("activityId", "profileId", "since");
        });
    var name = call.find(nameParameter);
    if (name.filter(String::isEmpty).isPresent()) {
      throw Refusal.badRequest("the parameter '" + nameParameter + "' is empty");
    }
    call.findMoment("since");
    if (call.find("since").isPresent() && (name.isPresent() || !call.reads())) {
      throw Refusal.badRequest("the parameter 'since' is for listing documents");
    }
    var owner =
        switch (kind) {
          case STATE -> Term.state(call.needIri("activityId"), call.needAgent("agent"));
          case AGENT_PROFILE -> Term.agent(call.needAgent("agent"));
          case ACTIVITY_PROFILE -> Term.activity(call.needIri("activityId"));
        };
    call.find("activityId").ifPresent(credential::admit);
    var registration = call.findUuid("registration");
    credential
        .registration()
        .filter(bound -> kind == Document.Kind.STATE && !registration.equals(Optional.of(bound)))
        .ifPresent(bound -> {
          throw Refusal.forbidden("this credential is bound to the registration " + bound);
        });
    if (name.isEmpty()
        && !call.reads()
        && !(kind == Document.Kind.STATE && call.method().equals("DELETE"))) {
      throw Refusal.badRequest("the parameter '" + nameParameter + "' is missing");
    }
    return new Subject(kind, owner, registration, name);
  }

  private Answer get(Subject subject) {
    var document =
        table
            .find(subject.address())
            .orElseThrow(() -> Refusal.notFound("there is no such document"));
    return Answer.of(document.contentType(), document.content())
        .with("ETag", '"' + document.etag() + '"')
        .lastModified(document.updated());
  }

  private Answer list(Subject subject, Call call) {
    var names =
        table.names(
            subject.kind(), subject.owner(), subject.registration(), call.findMoment("since"));
    return Answer.json(new Json.Items(names.stream().<Json>map(Json::text).toList()).write());
  }

  private Answer put(Subject subject, Call call, Version version) {
    var document = document(call);
    var kind = subject.kind();
    table.change(
        subject.address(),
        present -> {
          condition(call, present);
          var unconditional =
              call.header("if-match").isEmpty() && call.header("if-none-match").isEmpty();
          var profile = kind != Document.Kind.STATE;
          // 1.0.3 asks this of profiles, 2.0 of state too.
          if (unconditional && present.isPresent() && (version == Version.V2 || profile)) {
            throw Refusal.conflict(
                "there is a document already: fetch it, and send its ETag as If-Match");
          }
          // 1.0.3 part three §3.1: a client must say what it expects; 2.0 dropped that.
          if (unconditional && version == Version.V1 && profile) {
            throw Refusal.badRequest(
                "a profile is written with If-Match, or If-None-Match: * where there is none");
          }
          return document;
        });
    return Answer.noContent();
  }

  private Answer post(Subject subject, Call call) {
    var document = document(call);
    if (isJson(document)) {
      document.object();
    }
    table.change(
        subject.address(),
        present -> {
          condition(call, present);
          return present.map(it -> it.merged(document)).orElse(document);
        });
    return Answer.noContent();
  }

  private Answer delete(Subject subject, Call call) {
    if (subject.name().isEmpty()) {
      table.deleteAll(subject.kind(), subject.owner(), subject.registration());
    } else {
      table.delete(subject.address(), present -> condition(call, present));
    }
    return Answer.noContent();
  }

  private Document document(Call call) {
    var type = call.header("content-type").orElse("application/octet-stream");
    if (ContentType.parse(type).isEmpty()) {
      throw Refusal.badRequest("the header Content-Type can't be read");
    }
    var document = new Document(type, call.body(), now());
    if (isJson(document)) {
      try {
        Json.read(call.body(), Limits.DEFAULT);
      } catch (Invalid malformed) {
        throw Refusal.badRequest("the document: " + malformed.reason());
      }
    }
    return document;
  }

  private static boolean isJson(Document document) {
    return ContentType.parse(document.contentType()).filter(ContentType::json).isPresent();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Refuses (412) when If-Match or If-None-Match does not fit the present document. */
  private static void condition(Call call, Optional<Document> present) {
    var match = call.header("if-match");
    if (match.isPresent() && !names(match.get(), present)) {
      throw Refusal.preconditionFailed();
    }
    var noneMatch = call.header("if-none-match");
    if (noneMatch.isPresent() && names(noneMatch.get(), present)) {
      throw Refusal.preconditionFailed();
    }
  }

  private static boolean names(String header, Optional<Document> present) {
    if (present.isEmpty()) {
      return false;
    }
    var tag = present.get().etag();
    return List.of(header.split(",")).stream()
        .map(String::strip)
        .map(it -> it.startsWith("W/") ? it.substring(2) : it)
        .anyMatch(it -> it.equals("*") || it.equals('"' + tag + '"') || it.equals(tag));
  }
}
