package se.samspel.lrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.samspel.testing.TestApp;
import se.samspel.xapi.Attachment;
import se.samspel.xapi.ContentType;
import se.samspel.xapi.Multipart;

class StatementResourceTests {

  private static final TestApp APP =
      TestApp.start(
          "run",
          Map.of(
              "samspel.lrs.key", "key",
              "samspel.lrs.secret", "secret",
              "samspel.lrs.page", 10,
              "samspel.lrs.batch", 50,
              "samspel.lrs.body", "1MB",
              "samspel.lrs.origins", "https://learn.example.org"));
  private static final Client ONE = new Client(APP, "1.0.3", "key", "secret");
  private static final Client TWO = new Client(APP, "2.0.0", "key", "secret");

  @AfterAll
  static void close() {
    APP.close();
  }

  private static String iri() {
    return "http://example.org/" + UUID.randomUUID();
  }

  private static String mail() {
    return "mailto:" + UUID.randomUUID() + "@example.org";
  }

  private static String agent(String mbox) {
    return "{\"mbox\":\"" + mbox + "\"}";
  }

  private static String statement(UUID id, String actor, String verb, String object) {
    return "{\"id\":\""
        + id
        + "\",\"actor\":"
        + actor
        + ",\"verb\":{\"id\":\""
        + verb
        + "\"},\"object\":"
        + object
        + "}";
  }

  private static String plain(UUID id, String verb) {
    return statement(id, agent("mailto:a@example.org"), verb, "{\"id\":\"http://example.org/o\"}");
  }

  private static String reference(UUID id) {
    return "{\"objectType\":\"StatementRef\",\"id\":\"" + id + "\"}";
  }

  private static String voiding(UUID id, UUID target) {
    return statement(
        id,
        agent("mailto:a@example.org"),
        "http://adlnet.gov/expapi/verbs/voided",
        reference(target));
  }

  @Test
  void numbersTextAndOrderComeBackAsTheyWereSent() {
    var id = UUID.randomUUID();
    var sent =
        "{\"result\":{\"extensions\":{\"http://x.se/z\":[1.50,-0,1E+2,0.10,123456789012345678901234567890],"
            + "\"http://x.se/a\":{\"b\":null,\"a\":\"\\u0000 \\ud83d Å \\\"\"}},\"score\":{\"raw\":1.50}},"
            + "\"id\":\""
            + id
            + "\",\"object\":{\"id\":\"http://x.se/ö\"},\"verb\":{\"id\":\"http://x.se/v\"},"
            + "\"actor\":{\"mbox\":\"mailto:a@x.se\"},\"timestamp\":\"2026-11-25T12:00:00.5+01:00\"";
    assertThat(ONE.putStatement(id, sent + "}").status()).isEqualTo(204);
    assertThat(ONE.statement(id).text()).startsWith(sent + ",");
  }

  @Test
  void theSameStatementAgainIsAcceptedAndAnotherOfTheIdIsRefused() {
    var id = UUID.randomUUID();
    assertThat(ONE.putStatement(id, plain(id, "http://x.se/v")).status()).isEqualTo(204);
    assertThat(ONE.putStatement(id, plain(id, "http://x.se/v")).status()).isEqualTo(204);
    assertThat(TWO.post("/xapi/statements", plain(id, "http://x.se/v")).status()).isEqualTo(200);
    assertThat(ONE.putStatement(id, plain(id, "http://x.se/w")).status()).isEqualTo(409);
    assertThat(TWO.post("/xapi/statements", plain(id, "http://x.se/w")).status()).isEqualTo(409);
  }

  @Test
  void aStatementReadFromTheStoreCanBeSentBackToIt() {
    var id = UUID.randomUUID();
    ONE.putStatement(id, plain(id, "http://x.se/v"));
    var read = ONE.statement(id).text();
    assertThat(read).contains("\"timestamp\"", "\"authority\"", "\"stored\"");
    assertThat(ONE.putStatement(id, read).status()).isEqualTo(204);
    assertThat(ONE.statement(id).text()).isEqualTo(read);
  }

  @Test
  void aRequestIsStoredWholeOrNotAtAll() {
    var taken = UUID.randomUUID();
    var fresh = UUID.randomUUID();
    ONE.putStatement(taken, plain(taken, "http://x.se/v"));
    var batch = "[" + plain(fresh, "http://x.se/v") + "," + plain(taken, "http://x.se/w") + "]";
    assertThat(ONE.post("/xapi/statements", batch).status()).isEqualTo(409);
    assertThat(ONE.statement(fresh).status()).isEqualTo(404);
    var broken = "[" + plain(fresh, "http://x.se/v") + ",{}]";
    assertThat(ONE.post("/xapi/statements", broken).status()).isEqualTo(400);
    assertThat(ONE.statement(fresh).status()).isEqualTo(404);
  }

  @Test
  void ofManyWritersOfTheSameIdsOneWinsAndNobodyGetsAFault() throws Exception {
    var ids = new ArrayList<UUID>();
    for (int i = 0; i < 10; i++) {
      ids.add(UUID.randomUUID());
    }
    var statuses = new ConcurrentHashMap<Integer, Integer>();
    var won = new ConcurrentHashMap<UUID, java.util.Set<String>>();
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        var verb = "http://x.se/v" + i % 2;
        var order = new ArrayList<>(ids);
        Collections.shuffle(order, new Random(i));
        var batch = i % 5 == 0;
        writers.submit(() -> {
          if (batch) {
            var bodies = order.stream().map(id -> plain(id, verb)).toList();
            var status =
                ONE.post("/xapi/statements", "[" + String.join(",", bodies) + "]").status();
            statuses.merge(status, 1, Integer::sum);
            if (status == 200) {
              order.forEach(
                  id -> won.computeIfAbsent(id, it -> ConcurrentHashMap.newKeySet()).add(verb));
            }
            return;
          }
          for (var id : order) {
            var status = ONE.putStatement(id, plain(id, verb)).status();
            statuses.merge(status, 1, Integer::sum);
            if (status == 204) {
              won.computeIfAbsent(id, it -> ConcurrentHashMap.newKeySet()).add(verb);
            }
          }
        });
      }
    }
    assertThat(statuses.keySet()).isSubsetOf(200, 204, 409).contains(204, 409);
    for (var id : ids) {
      assertThat(won.get(id)).as("one content won for each id").hasSize(1);
      assertThat(ONE.statement(id).text())
          .contains(won.getOrDefault(id, java.util.Set.of()).iterator().next());
    }
  }

  @Test
  void aReaderWhoPagesSeesEachStatementOnceWhileOthersWrite() throws Exception {
    var verb = iri();
    var written = ConcurrentHashMap.<String>newKeySet();
    var before = new HashSet<String>();
    for (int i = 0; i < 35; i++) {
      var id = UUID.randomUUID();
      ONE.putStatement(id, plain(id, verb));
      before.add(id.toString());
    }
    var writing = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        threads.submit(() -> {
          while (writing.get()) {
            var id = UUID.randomUUID();
            ONE.putStatement(id, plain(id, verb));
            written.add(id.toString());
          }
        });
      }
      var down = pages("/xapi/statements?verb=" + Client.encoded(verb) + "&limit=7", 1_000);
      assertThat(down).doesNotHaveDuplicates().containsAll(before);
      writing.set(false);
    }
    var all = new HashSet<>(before);
    all.addAll(written);
    var up = pages("/xapi/statements?ascending=true&verb=" + Client.encoded(verb), 10_000);
    assertThat(up).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aReaderWhoFollowsTheLogForwardsMissesNothing() throws Exception {
    var verb = iri();
    var written = ConcurrentHashMap.<String>newKeySet();
    var seen = new ArrayList<String>();
    var from =
        APP.bean(Lrs.class).after(Instant.EPOCH, 1_000).stream()
            .map(Lrs.Logged::stored)
            .reduce((a, b) -> b)
            .orElse(Instant.EPOCH);
    while (true) {
      var further = APP.bean(Lrs.class).after(from, 1_000);
      if (further.isEmpty()) {
        break;
      }
      from = further.getLast().stored();
    }
    var writing = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        threads.submit(() -> {
          for (int n = 0; n < 60; n++) {
            var id = UUID.randomUUID();
            ONE.putStatement(id, plain(id, verb));
            written.add(id.toString());
          }
          writing.set(false);
        });
      }
      while (writing.get()) {
        for (var next : APP.bean(Lrs.class).after(from, 50)) {
          seen.add(next.json());
          from = next.stored();
        }
      }
    }
    for (var next : APP.bean(Lrs.class).after(from, 1_000)) {
      seen.add(next.json());
    }
    var ids = seen.stream().filter(it -> it.contains(verb)).map(it -> it.substring(7, 43)).toList();
    assertThat(ids).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
  }

  private static List<String> pages(String first, int most) {
    var ids = new ArrayList<String>();
    for (var next = first; !next.isEmpty() && ids.size() < most; ) {
      var reply = ONE.get(next);
      assertThat(reply.status()).isEqualTo(200);
      ids.addAll(Client.ids(reply));
      next = Client.more(reply);
    }
    return ids;
  }

  @Test
  void aVoidedStatementIsFoundAsVoidedOnly() {
    var id = UUID.randomUUID();
    var verb = iri();
    ONE.putStatement(id, plain(id, verb));
    var by = UUID.randomUUID();
    assertThat(ONE.putStatement(by, voiding(by, id)).status()).isEqualTo(204);
    assertThat(ONE.statement(id).status()).isEqualTo(404);
    assertThat(ONE.get("/xapi/statements?voidedStatementId=" + id).status()).isEqualTo(200);
    assertThat(Client.ids(ONE.get("/xapi/statements?verb=" + Client.encoded(verb))))
        .containsExactly(by.toString());
  }

  @Test
  void aVoidingThatArrivesBeforeItsTargetStillVoidsIt() {
    var id = UUID.randomUUID();
    var by = UUID.randomUUID();
    ONE.putStatement(by, voiding(by, id));
    ONE.putStatement(id, plain(id, iri()));
    assertThat(ONE.statement(id).status()).isEqualTo(404);
    assertThat(ONE.get("/xapi/statements?voidedStatementId=" + id).status()).isEqualTo(200);
  }

  @Test
  void aVoidingCannotItselfBeVoided() {
    var id = UUID.randomUUID();
    var by = UUID.randomUUID();
    var again = UUID.randomUUID();
    ONE.putStatement(id, plain(id, iri()));
    ONE.putStatement(by, voiding(by, id));
    ONE.putStatement(again, voiding(again, by));
    assertThat(ONE.statement(by).status()).isEqualTo(200);
    assertThat(ONE.statement(id).status()).isEqualTo(404);
  }

  @Test
  void aFilterThatATargetMeetsIsMetByWhatRefersToItInEitherOrder() {
    var person = mail();
    var target = UUID.randomUUID();
    var early = UUID.randomUUID();
    var late = UUID.randomUUID();
    var second = UUID.randomUUID();
    var other = agent(mail());
    ONE.putStatement(early, statement(early, other, "http://x.se/confirmed", reference(target)));
    ONE.putStatement(second, statement(second, other, "http://x.se/noted", reference(early)));
    ONE.putStatement(
        target, statement(target, agent(person), "http://x.se/did", "{\"id\":\"http://x.se/o\"}"));
    ONE.putStatement(late, statement(late, other, "http://x.se/confirmed", reference(target)));
    var query = "/xapi/statements?agent=" + Client.encoded(agent(person));
    assertThat(Client.ids(ONE.get(query)))
        .containsExactly(late.toString(), target.toString(), second.toString(), early.toString());
    assertThat(Client.ids(ONE.get(query + "&verb=" + Client.encoded("http://x.se/did"))))
        .containsExactly(late.toString(), target.toString(), second.toString(), early.toString());
    assertThat(Client.ids(ONE.get(query + "&verb=" + Client.encoded("http://x.se/confirmed"))))
        .as("they confirm a statement of hers, but no statement of hers confirms")
        .isEmpty();
  }

  @Test
  void statementsThatReferToEachOtherInACircleAreStored() {
    var a = UUID.randomUUID();
    var b = UUID.randomUUID();
    var verb = iri();
    assertThat(ONE.putStatement(a, statement(a, agent(mail()), verb, reference(b))).status())
        .isEqualTo(204);
    assertThat(ONE.putStatement(b, statement(b, agent(mail()), verb, reference(a))).status())
        .isEqualTo(204);
    assertThat(
            ONE.putStatement(
                    verbId(verb),
                    statement(verbId(verb), agent(mail()), verb, reference(verbId(verb))))
                .status())
        .isEqualTo(204);
    assertThat(Client.ids(ONE.get("/xapi/statements?verb=" + Client.encoded(verb)))).hasSize(3);
  }

  private static UUID verbId(String verb) {
    return UUID.fromString(verb.substring(verb.lastIndexOf('/') + 1));
  }

  @Test
  void relatedAgentsAndActivitiesAreFoundWhereverTheyStand() {
    var id = UUID.randomUUID();
    var teacher = mail();
    var member = mail();
    var parent = iri();
    var course = iri();
    var registration = UUID.randomUUID();
    var json =
        "{\"id\":\""
            + id
            + "\",\"actor\":{\"objectType\":\"Group\",\"member\":["
            + agent(mail())
            + ","
            + agent(member)
            + "]},\"verb\":{\"id\":\"http://x.se/v\"},\"object\":{\"id\":\""
            + course
            + "\"},\"context\":{\"registration\":\""
            + registration
            + "\",\"instructor\":"
            + agent(teacher)
            + ",\"contextActivities\":{\"parent\":[{\"id\":\""
            + parent
            + "\"}]}}}";
    assertThat(ONE.putStatement(id, json).status()).isEqualTo(204);
    var found = List.of(id.toString());
    var none = List.of();
    assertThat(search("agent", agent(member), "")).isEqualTo(found);
    assertThat(search("agent", agent(teacher), "")).isEqualTo(none);
    assertThat(search("agent", agent(teacher), "&related_agents=true")).isEqualTo(found);
    assertThat(search("activity", course, "")).isEqualTo(found);
    assertThat(search("activity", parent, "")).isEqualTo(none);
    assertThat(search("activity", parent, "&related_activities=true")).isEqualTo(found);
    assertThat(
            search(
                "registration",
                registration.toString(),
                "&related_agents=true&agent=" + Client.encoded(agent(teacher))))
        .isEqualTo(found);
    assertThat(
            search(
                "agent",
                agent(teacher),
                "&related_agents=true&related_activities=true&verb=http://x.se/v&activity="
                    + Client.encoded(parent)))
        .isEqualTo(found);
    assertThat(search("agent", agent(teacher), "&related_agents=true&verb=http://x.se/w"))
        .isEqualTo(none);
  }

  private static List<String> search(String name, String value, String more) {
    return Client.ids(ONE.get("/xapi/statements?" + name + "=" + Client.encoded(value) + more));
  }

  @Test
  void attachmentsComeBackOctetByOctet() {
    var content = new byte[1_000];
    new Random(5).nextBytes(content);
    var hash = Attachment.hash(content, "0".repeat(64));
    var id = UUID.randomUUID();
    var json =
        plain(id, iri())
            .replaceFirst(
                "}$",
                ",\"attachments\":[{\"usageType\":\"http://x.se/u\",\"display\":{\"sv\":\"B\"},"
                    + "\"contentType\":\"image/png\",\"length\":1000,\"sha2\":\""
                    + hash
                    + "\"}]}");
    var body =
        new Multipart.Writer("grens", json.getBytes(StandardCharsets.UTF_8))
            .add("image/png", hash, content)
            .bytes();
    var headers = Map.of("Content-Type", "multipart/mixed; boundary=grens");
    assertThat(ONE.send("POST", "/xapi/statements", headers, body).status()).isEqualTo(200);
    assertThat(ONE.statement(id).headers().get("content-type")).isEqualTo("application/json");
    var reply = ONE.get("/xapi/statements?attachments=true&statementId=" + id);
    var parts =
        Multipart.read(
            reply.body(),
            ContentType.parse(reply.headers().getOrDefault("content-type", "")).orElseThrow(),
            5);
    assertThat(parts).hasSize(2);
    assertThat(parts.getLast().content()).isEqualTo(content);
    assertThat(parts.getLast().header("content-type")).contains("image/png");
    content[0]++;
    var forged =
        new Multipart.Writer(
                "grens",
                json.replace(id.toString(), UUID.randomUUID().toString())
                    .getBytes(StandardCharsets.UTF_8))
            .add("image/png", hash, content)
            .bytes();
    assertThat(ONE.send("POST", "/xapi/statements", headers, forged).status()).isEqualTo(400);
    assertThat(
            ONE.post("/xapi/statements", json.replace(id.toString(), UUID.randomUUID().toString()))
                .status())
        .as("without its content")
        .isEqualTo(400);
  }

  @Test
  void aHeadIsAGetWithoutBody() {
    var id = UUID.randomUUID();
    ONE.putStatement(id, plain(id, iri()));
    var get = ONE.statement(id);
    var head = ONE.send("HEAD", "/xapi/statements?statementId=" + id, Map.of(), new byte[0]);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().get("content-length")).isEqualTo(Integer.toString(get.body().length));
    assertThat(head.headers().get("last-modified")).isEqualTo(get.headers().get("last-modified"));
  }

  @Test
  void theAlternateSyntaxIsOneOfVersionOneOnly() {
    var id = UUID.randomUUID();
    var form =
        "statementId="
            + id
            + "&X-Experience-API-Version=1.0.3&Content-Type=application%2Fjson&content="
            + Client.encoded(plain(id, "http://x.se/å"));
    var headers =
        Map.of("Content-Type", "application/x-www-form-urlencoded", "X-Experience-API-Version", "");
    assertThat(
            ONE.send(
                    "POST",
                    "/xapi/statements?method=PUT",
                    headers,
                    form.getBytes(StandardCharsets.UTF_8))
                .status())
        .isEqualTo(204);
    assertThat(ONE.statement(id).text()).contains("http://x.se/å");
    var two = form.replace("1.0.3", "2.0.0");
    assertThat(
            ONE.send(
                    "POST",
                    "/xapi/statements?method=PUT",
                    headers,
                    two.getBytes(StandardCharsets.UTF_8))
                .status())
        .isEqualTo(400);
  }

  @Test
  void limitsAreRefusedWithTheirStatus() {
    var many = new ArrayList<String>();
    for (int i = 0; i < 51; i++) {
      many.add(plain(UUID.randomUUID(), "http://x.se/v"));
    }
    assertThat(ONE.post("/xapi/statements", "[" + String.join(",", many) + "]").status())
        .isEqualTo(413);
    assertThat(ONE.post("/xapi/statements", "\"" + "x".repeat(1_100_000) + "\"").status())
        .isEqualTo(413);
    assertThat(ONE.post("/xapi/statements", "[".repeat(500)).status()).isEqualTo(400);
    assertThat(ONE.get("/xapi/statements?limit=-1").status()).isEqualTo(400);
    assertThat(ONE.get("/xapi/statements?agent=" + Client.encoded("{\"mbox\":1}")).status())
        .isEqualTo(400);
    assertThat(ONE.get("/xapi/statements?verb=http%3A%2F%2Fx.se%2F%00").status()).isEqualTo(400);
    assertThat(ONE.get("/xapi/statements?verb=http%3A%2F%2Fx.se%2F%ff").status()).isEqualTo(400);
    assertThat(ONE.get("/xapi/nothing").status()).isEqualTo(404);
    assertThat(ONE.send("DELETE", "/xapi/statements", Map.of(), new byte[0]).status())
        .isEqualTo(405);
  }

  @Test
  void anOriginThatIsNotListedIsNotAllowed() {
    var listed =
        ONE.send(
            "OPTIONS",
            "/xapi/statements",
            Map.of("Origin", "https://learn.example.org"),
            new byte[0]);
    assertThat(listed.status()).isEqualTo(204);
    assertThat(listed.headers())
        .containsEntry("access-control-allow-origin", "https://learn.example.org");
    var other =
        ONE.send(
            "OPTIONS",
            "/xapi/statements",
            Map.of("Origin", "https://evil.example.org"),
            new byte[0]);
    assertThat(other.headers()).doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void fuzzedRequestsNeverGetAFault() throws Exception {
    var seed =
        plain(UUID.randomUUID(), "http://x.se/v")
            .replaceFirst(
                "}$",
                ",\"context\":{\"contextActivities\":{\"parent\":[{\"id\":\"http://x.se/p\"}]},\"team\":{\"objectType\":\"Group\",\"mbox\":\"mailto:g@x.se\"}},"
                    + "\"result\":{\"score\":{\"raw\":1,\"scaled\":0.5},\"duration\":\"PT1S\"},\"timestamp\":\"2026-01-01T00:00:00Z\"}");
    var statuses = new ConcurrentHashMap<Integer, Integer>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        var random = new Random(thread);
        threads.submit(() -> {
          for (int i = 0; i < 400; i++) {
            var bytes =
                seed.replaceFirst("[0-9a-f-]{36}", UUID.randomUUID().toString())
                    .getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(5); change >= 0; change--) {
              bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var type =
                random.nextInt(4) == 0
                    ? "multipart/mixed; boundary=" + (char) random.nextInt(33, 127)
                    : "application/json";
            var path =
                random.nextInt(6) == 0
                    ? "/xapi/activities/state?activityId=http://x.se/a&stateId=%F0%9F%98%80&agent="
                        + Client.encoded("{\"mbox\":\"mailto:f@x.se\"}")
                    : "/xapi/statements";
            statuses.merge(
                ONE.send(
                        random.nextInt(8) == 0 ? "PUT" : "POST",
                        path,
                        Map.of("Content-Type", type),
                        bytes)
                    .status(),
                1,
                Integer::sum);
          }
          return null;
        });
      }
    }
    assertThat(statuses.keySet()).allMatch(status -> status < 500).contains(200, 400);
    assertThat(statuses.values().stream().mapToInt(it -> it).sum()).isEqualTo(1_600);
  }
}
