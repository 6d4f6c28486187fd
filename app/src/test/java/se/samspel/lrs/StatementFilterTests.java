package se.samspel.lrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.samspel.testing.TestApp;
import se.samspel.xapi.AgentId;
import se.samspel.xapi.Json;
import se.samspel.xapi.Limits;
import se.samspel.xapi.Statement;

/** Random stores and random questions, each answered once by the store and once by plain search. */
class StatementFilterTests {

  private static final TestApp APP =
      TestApp.start(
          "run",
          Map.of("samspel.lrs.key", "key", "samspel.lrs.secret", "secret", "samspel.lrs.page", 3));

  @AfterAll
  static void close() {
    APP.close();
  }

  private static final int STATEMENTS = 80;
  private static final int QUESTIONS = 120;

  private final Random random = new Random(20_261_125);
  private final List<UUID> ids = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();

  @Test
  void theStoreFindsWhatAPlainSearchFinds() {
    var credentials = APP.bean(Credentials.class);
    for (int i = 0; i < 2; i++) {
      var made =
          credentials.make(
              new Credentials.Wish(
                  "",
                  Set.of(Scope.WRITE_STATEMENTS, Scope.READ_MINE),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()));
      clients.add(new Client(APP, "2.0.0", made.credential().key(), made.secret()));
    }
    var root = new Client(APP, "2.0.0", "key", "secret");
    for (int i = 0; i < STATEMENTS; i++) {
      ids.add(UUID.randomUUID());
    }
    for (int i = 0; i < STATEMENTS; i++) {
      assertThat(clients.get(random.nextInt(2)).putStatement(ids.get(i), statement(i)).status())
          .isEqualTo(204);
    }
    var all = read();
    assertThat(all).hasSize(STATEMENTS);
    var answered = 0;
    for (int i = 0; i < QUESTIONS; i++) {
      var question = question(all);
      var mine = random.nextInt(3) == 0;
      var client = mine ? clients.getFirst() : root;
      var expected = expected(all, question, mine);
      answered += expected.isEmpty() ? 0 : 1;
      assertThat(pages(client, question))
          .as(question + (mine ? " of one's own" : ""))
          .isEqualTo(expected);
    }
    assertThat(answered).as("questions with an answer").isGreaterThan(QUESTIONS / 4);
  }

  private String actor() {
    return "{\"mbox\":\"mailto:p" + random.nextInt(4) + "@x.se\"}";
  }

  private String activity() {
    return "http://x.se/a" + random.nextInt(4);
  }

  private String statement(int i) {
    var about =
        random.nextInt(4) == 0
            ? "{\"objectType\":\"Group\",\"member\":[" + actor() + "," + actor() + "]}"
            : actor();
    var verb = random.nextInt(8) == 0 ? Statement.VOIDED : "http://x.se/v" + random.nextInt(3);
    // Towards any other statement, arrived or not.
    var reference =
        "{\"objectType\":\"StatementRef\",\"id\":\"" + ids.get(random.nextInt(STATEMENTS)) + "\"}";
    var object =
        verb.equals(Statement.VOIDED) || random.nextInt(4) == 0
            ? reference
            : random.nextInt(5) == 0
                ? "{\"objectType\":\"Agent\"," + actor().substring(1)
                : "{\"id\":\"" + activity() + "\"}";
    var context =
        random.nextBoolean()
            ? ",\"context\":{\"registration\":\"00000000-0000-4000-8000-00000000000"
                + random.nextInt(3)
                + "\",\"instructor\":"
                + actor()
                + ",\"contextActivities\":{\"other\":[{\"id\":\""
                + activity()
                + "\"}]}}"
            : "";
    return "{\"id\":\""
        + ids.get(i)
        + "\",\"actor\":"
        + about
        + ",\"verb\":{\"id\":\""
        + verb
        + "\"},\"object\":"
        + object
        + context
        + "}";
  }

  /** A statement as the plain search sees it. */
  private record Known(Statement statement, String stored, boolean voided) {
    UUID id() {
      return statement.id().orElseThrow();
    }
  }

  private static List<Known> read() {
    var statements =
        APP.bean(Lrs.class).after(java.time.Instant.EPOCH, 1_000).stream()
            .map(it -> new Statement((Json.Members) Json.read(it.json(), Limits.DEFAULT)))
            .toList();
    var voided = new HashSet<UUID>();
    statements.stream()
        .filter(Statement::voids)
        .forEach(it -> voided.add(it.target().orElseThrow()));
    return statements.stream()
        .map(it ->
            new Known(
                it,
                it.json().findText("stored").orElseThrow(),
                voided.contains(it.id().orElseThrow()) && !it.voids()))
        .toList();
  }

  private Map<String, String> question(List<Known> all) {
    var question = new LinkedHashMap<String, String>();
    if (random.nextInt(2) == 0) {
      question.put("agent", actor());
      question.put("related_agents", Boolean.toString(random.nextBoolean()));
    }
    if (random.nextInt(3) == 0) {
      question.put("verb", "http://x.se/v" + random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      question.put("activity", activity());
      question.put("related_activities", Boolean.toString(random.nextBoolean()));
    }
    if (random.nextInt(4) == 0) {
      question.put("registration", "00000000-0000-4000-8000-00000000000" + random.nextInt(3));
    }
    if (random.nextInt(4) == 0) {
      question.put("since", all.get(random.nextInt(all.size())).stored());
    }
    if (random.nextInt(4) == 0) {
      question.put("until", all.get(random.nextInt(all.size())).stored());
    }
    question.put("ascending", Boolean.toString(random.nextBoolean()));
    return question;
  }

  private List<String> expected(List<Known> all, Map<String, String> question, boolean mine) {
    var byId = new LinkedHashMap<UUID, Known>();
    all.forEach(it -> byId.put(it.id(), it));
    var own = all.stream().filter(it -> authority(it).value().equals(ownKey())).toList();
    var order = Comparator.comparing(Known::stored);
    return (mine ? own : all)
        .stream()
            .filter(it -> !it.voided())
            .filter(it -> it.stored().compareTo(question.getOrDefault("since", "")) > 0)
            .filter(it -> it.stored().compareTo(question.getOrDefault("until", "9")) <= 0)
            .filter(it -> itself(it, question, byId))
            .sorted("true".equals(question.get("ascending")) ? order : order.reversed())
            .map(it -> it.id().toString())
            .toList();
  }

  private String ownKey() {
    var first =
        clients.getFirst().get("/xapi/statements?limit=1").json().items("statements").getFirst();
    return authority(new Known(new Statement((Json.Members) first), "", false)).value();
  }

  private static AgentId authority(Known known) {
    return known.statement().json().findMembers("authority").flatMap(AgentId::of).orElseThrow();
  }

  /** Whether the statement or one that it targets, at any distance, meets the whole question. */
  private static boolean itself(Known start, Map<String, String> question, Map<UUID, Known> byId) {
    var seen = new HashSet<UUID>();
    var next = Optional.of(start);
    while (next.isPresent() && seen.add(next.get().id())) {
      if (meets(next.get(), question)) {
        return true;
      }
      next = next.get().statement().target().flatMap(id -> Optional.ofNullable(byId.get(id)));
    }
    return false;
  }

  private static boolean meets(Known known, Map<String, String> question) {
    var statement = known.statement();
    var agent = question.get("agent");
    if (agent != null) {
      var wanted = Statement.readAgent(Json.read(agent, Limits.DEFAULT));
      var among = new HashSet<>(statement.agents());
      if ("true".equals(question.get("related_agents"))) {
        among.addAll(statement.relatedAgents());
        among.add(authority(known));
      }
      if (!among.contains(wanted)) {
        return false;
      }
    }
    var activity = question.get("activity");
    if (activity != null
        && !("true".equals(question.get("related_activities"))
            ? statement.relatedActivities().contains(activity)
            : statement.activity().equals(Optional.of(activity)))) {
      return false;
    }
    var registration = question.get("registration");
    return statement.verb().equals(question.getOrDefault("verb", statement.verb()))
        && (registration == null
            || statement.registration().equals(Optional.of(UUID.fromString(registration))));
  }

  private static List<String> pages(Client client, Map<String, String> question) {
    var query = new StringBuilder("/xapi/statements?limit=3");
    question.forEach(
        (name, value) -> query.append('&').append(name).append('=').append(Client.encoded(value)));
    var found = new ArrayList<String>();
    for (var next = query.toString(); !next.isEmpty(); ) {
      var reply = client.get(next);
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      found.addAll(Client.ids(reply));
      next = Client.more(reply);
    }
    return found;
  }
}
