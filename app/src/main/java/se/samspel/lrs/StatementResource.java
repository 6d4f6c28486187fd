package se.samspel.lrs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import se.samspel.xapi.AgentId;
import se.samspel.xapi.Form;
import se.samspel.xapi.Json;
import se.samspel.xapi.Languages;
import se.samspel.xapi.Multipart;
import se.samspel.xapi.Statement;
import se.samspel.xapi.Version;

/**
 * Statements: taking them in, giving them out.
 *
 * <p>Source: xAPI 1.0.3 part three §2.1; IEEE 9274.1.1 §4.1.6.1.
 */
@Component
class StatementResource {

  private static final Set<String> ONE =
      Set.of("statementId", "voidedStatementId", "format", "attachments");
  private static final Set<String> MANY =
      Set.of(
          "agent",
          "verb",
          "activity",
          "registration",
          "related_activities",
          "related_agents",
          "since",
          "until",
          "limit",
          "format",
          "attachments",
          "ascending",
          "from");
  private static final int MOST_ATTACHMENTS = 500;
  private static final long MOST_ATTACHED_OCTETS = 64_000_000;

  private final Writing writing;
  private final StatementTable table;
  private final AttachmentTable attachments;
  private final LrsSettings settings;
  private final String home;

  StatementResource(
      Writing writing,
      StatementTable table,
      AttachmentTable attachments,
      LrsSettings settings,
      @Value("${samspel.base-url}") String home) {
    this.writing = writing;
    this.table = table;
    this.attachments = attachments;
    this.settings = settings;
    this.home = home;
  }

  Answer put(Call call, Credential credential, Version version) {
    credential.need(Scope.WRITE_STATEMENTS);
    call.only(Set.of("statementId"));
    call.need("statementId");
    var id = call.findUuid("statementId").orElseThrow();
    var incoming = Incoming.read(call, MOST_ATTACHMENTS);
    if (!(incoming.json() instanceof Json.Members json)) {
      throw Refusal.badRequest("PUT takes one statement");
    }
    var given = json.find("id").isPresent();
    var statement =
        Statement.read(
            given ? json : json.with("id", Json.text(call.need("statementId"))), version);
    if (!statement.id().equals(Optional.of(id))) {
      throw Refusal.badRequest("the statement's id is not the parameter statementId");
    }
    store(incoming, List.of(statement), credential, version);
    return Answer.noContent();
  }

  Answer post(Call call, Credential credential, Version version) {
    credential.need(Scope.WRITE_STATEMENTS);
    call.only(Set.of());
    var incoming = Incoming.read(call, MOST_ATTACHMENTS);
    var statements = Statement.readAll(incoming.json(), version);
    if (statements.size() > settings.batch()) {
      throw Refusal.tooLarge("one request takes at most " + settings.batch() + " statements");
    }
    var arrivals = store(incoming, statements, credential, version);
    return Answer.json(
        new Json.Items(
                arrivals.stream()
                    .<Json>map(it ->
                        Json.text(it.statement().json().findText("id").orElse(it.id().toString())))
                    .toList())
            .write());
  }

  private List<Arrival> store(
      Incoming incoming, List<Statement> statements, Credential credential, Version version) {
    var arrivals = incoming.arrivals(statements, credential, home, version, UUID::randomUUID);
    if (!arrivals.isEmpty()) {
      writing.store(new Batch(arrivals, incoming.contents()));
    }
    return arrivals;
  }

  Answer get(Call call, Credential credential) {
    credential.need(Scope.READ_STATEMENTS, Scope.READ_MINE, Scope.READ_ALL);
    var one = call.find("statementId").isPresent();
    var voided = call.find("voidedStatementId").isPresent();
    if (one && voided) {
      throw Refusal.badRequest("statementId and voidedStatementId exclude each other");
    }
    call.only(one || voided ? ONE : MANY);
    var form =
        Form.of(call.find("format").orElse("exact"))
            .orElseThrow(
                () -> Refusal.badRequest("the parameter 'format' is ids, exact or canonical"));
    return one || voided ? single(call, credential, form, voided) : page(call, credential, form);
  }

  private Optional<AgentId> mine(Credential credential) {
    return credential.has(Scope.READ_STATEMENTS, Scope.READ_ALL)
        ? Optional.empty()
        : Optional.of(credential.agent(home));
  }

  private Answer single(Call call, Credential credential, Form form, boolean voided) {
    var id = call.findUuid(voided ? "voidedStatementId" : "statementId").orElseThrow();
    var found =
        table
            .find(id, voided)
            .filter(it -> mayRead(it, credential))
            .orElseThrow(() -> Refusal.notFound("there is no such statement"));
    var body = shaped(List.of(found), form, call).getFirst();
    return carrying(List.of(found), body, call.flag("attachments")).lastModified(found.stored());
  }

  private boolean mayRead(StatementTable.Stored found, Credential credential) {
    var mine = mine(credential);
    if (mine.isEmpty()
        && credential.registration().isEmpty()
        && credential.activityPrefix().isEmpty()) {
      return true;
    }
    var statement = new Statement(found.json());
    var own =
        mine.isEmpty()
            || statement.json().findMembers("authority").flatMap(AgentId::of).equals(mine);
    var registered =
        credential.registration().isEmpty()
            || credential.registration().equals(statement.registration());
    var below =
        credential.activityPrefix().isEmpty()
            || statement.relatedActivities().stream()
                .anyMatch(it -> it.startsWith(credential.activityPrefix().get()));
    return own && registered && below;
  }

  private Answer page(Call call, Credential credential, Form form) {
    var filter = filter(call, credential);
    var page = table.page(filter);
    var statements = page.statements();
    var more = page.more();
    if (call.flag("attachments")) {
      var fitting = fitting(statements);
      more = more || fitting.size() < statements.size();
      statements = fitting;
    }
    var out = new StringBuilder(256 + statements.size() * 1_500).append("{\"statements\":[");
    var separator = "";
    for (var body : shaped(statements, form, call)) {
      out.append(separator).append(body);
      separator = ",";
    }
    out.append("],\"more\":");
    var next = more ? more(call, statements.getLast().stored()) : "";
    Json.text(next).write(out);
    out.append('}');
    return carrying(statements, out.toString(), call.flag("attachments"));
  }

  private StatementFilter filter(Call call, Credential credential) {
    var registration = call.findUuid("registration");
    if (credential.registration().isPresent()) {
      if (registration.isPresent() && !registration.equals(credential.registration())) {
        throw Refusal.forbidden("this credential is bound to another registration");
      }
      registration = credential.registration();
    }
    var activity = call.findIri("activity");
    if (credential.activityPrefix().isPresent()) {
      credential.admit(
          activity.orElseThrow(() ->
              Refusal.forbidden(
                  "this credential is bound to a tree of activities: name one of them")));
    }
    var limit =
        call.find("limit")
            .map(text -> {
              if (!text.matches("\\d{1,9}")) {
                throw Refusal.badRequest("the parameter 'limit' must be a whole number");
              }
              return Integer.parseInt(text);
            })
            .orElse(0);
    return new StatementFilter(
        call.findAgent("agent"),
        call.findIri("verb"),
        activity,
        registration,
        call.flag("related_agents"),
        call.flag("related_activities"),
        call.findMoment("since"),
        call.findMoment("until"),
        call.flag("ascending"),
        limit == 0 ? settings.page() : Math.min(limit, settings.page()),
        call.findMoment("from"),
        mine(credential));
  }

  // The rest of the query itself is the cursor: it needs no memory here and is good for ever.
  private static String more(Call call, Instant last) {
    var parameters = new LinkedHashMap<>(call.parameters());
    parameters.put("from", Moments.text(last));
    var query = new StringBuilder(Endpoint.PATH + "/statements");
    var separator = '?';
    for (var parameter : parameters.entrySet()) {
      query
          .append(separator)
          .append(parameter.getKey())
          .append('=')
          .append(java.net.URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
      separator = '&';
    }
    return query.toString();
  }

  private List<String> shaped(List<StatementTable.Stored> statements, Form form, Call call) {
    if (form == Form.EXACT) {
      return statements.stream().map(StatementTable.Stored::body).toList();
    }
    var parsed = statements.stream().map(StatementTable.Stored::json).toList();
    var iris = new HashSet<String>();
    if (form == Form.CANONICAL) {
      parsed.forEach(json -> iris.addAll(new Statement(json).relatedActivities()));
    }
    var definitions = table.definitions(iris);
    var wishes = call.header("accept-language").map(Languages::wishes).orElse(List.of());
    return parsed.stream()
        .map(json ->
            form.apply(json, iri -> Optional.ofNullable(definitions.get(iri)), wishes).write())
        .toList();
  }

  // ---- attachments -------------------------------------------------------------------------

  private Answer carrying(List<StatementTable.Stored> statements, String json, boolean attached) {
    if (!attached) {
      return Answer.json(json);
    }
    var types = types(statements);
    var boundary = "samspel-" + UUID.randomUUID();
    var writer = new Multipart.Writer(boundary, json.getBytes(StandardCharsets.UTF_8));
    attachments
        .contents(types.keySet())
        .forEach((hash, content) ->
            writer.add(types.getOrDefault(hash, "application/octet-stream"), hash, content));
    return Answer.of("multipart/mixed; boundary=" + boundary, writer.bytes());
  }

  private static Map<String, String> types(List<StatementTable.Stored> statements) {
    var types = new LinkedHashMap<String, String>();
    for (var statement : statements) {
      if (statement.body().contains("\"sha2\"")) {
        new Statement(statement.json())
            .attachments()
            .forEach(it -> types.putIfAbsent(it.sha2(), it.contentType()));
      }
    }
    return types;
  }

  /** The first statements whose attachments fit into one answer, at least one. */
  private List<StatementTable.Stored> fitting(List<StatementTable.Stored> statements) {
    var sizes = attachments.sizes(types(statements).keySet());
    var seen = new LinkedHashSet<String>();
    var fitting = new ArrayList<StatementTable.Stored>();
    var octets = 0L;
    for (var statement : statements) {
      for (var hash : types(List.of(statement)).keySet()) {
        octets += seen.add(hash) ? sizes.getOrDefault(hash, 0L) : 0L;
      }
      if (octets > MOST_ATTACHED_OCTETS && !fitting.isEmpty()) {
        break;
      }
      fitting.add(statement);
    }
    return fitting;
  }
}
