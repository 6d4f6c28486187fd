package se.samspel.lrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.samspel.testing.TestApp;

class DocumentResourceTests {

  private static final TestApp APP =
      TestApp.start("run", Map.of("samspel.lrs.key", "key", "samspel.lrs.secret", "secret"));
  private static final Client ONE = new Client(APP, "1.0.3", "key", "secret");
  private static final Client TWO = new Client(APP, "2.0.0", "key", "secret");

  @AfterAll
  static void close() {
    APP.close();
  }

  private static String state() {
    return "/xapi/activities/state?activityId=http://x.se/"
        + UUID.randomUUID()
        + "&stateId=s&agent="
        + Client.encoded("{\"mbox\":\"mailto:a@x.se\"}");
  }

  @Test
  void aDocumentComesBackOctetByOctetWithItsType() {
    var path = state();
    var bytes = new byte[] {0, 1, (byte) 0xFF, '<', '&'};
    assertThat(
            ONE.send("PUT", path, Map.of("Content-Type", "image/x-own; a=\"b c\""), bytes).status())
        .isEqualTo(204);
    var reply = ONE.get(path);
    assertThat(reply.body()).isEqualTo(bytes);
    assertThat(reply.headers().get("content-type")).isEqualTo("image/x-own; a=\"b c\"");
    assertThat(reply.headers().get("etag")).matches("\"[0-9a-f]{40}\"");
    assertThat(reply.headers().get("content-security-policy")).contains("sandbox");
    assertThat(reply.headers().get("x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void aFormIsKeptAsADocumentAndNotReadAsParameters() {
    var path = state();
    var headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
    assertThat(ONE.send("PUT", path, headers, "a=1&b=2".getBytes(StandardCharsets.UTF_8)).status())
        .isEqualTo(204);
    assertThat(ONE.get(path).text()).isEqualTo("a=1&b=2");
  }

  @Test
  void ofManyWhoWriteOverTheSameVersionOneWins() throws Exception {
    var path = state();
    ONE.put(path, "{\"n\":0}", Map.of());
    var tag = ONE.get(path).headers().get("etag");
    var statuses = new ConcurrentHashMap<Integer, Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 50; i++) {
        var n = i;
        threads.submit(() ->
            statuses.merge(
                ONE.put(path, "{\"n\":" + n + "}", Map.of("If-Match", tag)).status(),
                1,
                Integer::sum));
      }
    }
    assertThat(statuses).isEqualTo(Map.of(204, 1, 412, 49));
  }

  @Test
  void ofManyWhoCreateTheSameDocumentOneWins() throws Exception {
    var path = state();
    var created = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        var n = i;
        threads.submit(() -> {
          if (TWO.put(path, "{\"n\":" + n + "}", Map.of("If-None-Match", "*")).status() == 204) {
            created.incrementAndGet();
          }
        });
      }
    }
    assertThat(created).hasValue(1);
  }

  @Test
  void whatManyMergeAtOnceIsAllThere() throws Exception {
    var path = state();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        var n = i;
        threads.submit(
            () -> assertThat(ONE.post(path, "{\"p" + n + "\":" + n + "}").status()).isEqualTo(204));
      }
    }
    assertThat(ONE.get(path).json().values()).hasSize(40);
  }

  @Test
  void aDocumentThatExistsIsNotOverwrittenWithoutACondition() {
    var path = state();
    assertThat(TWO.put(path, "{\"a\":1}", Map.of()).status()).isEqualTo(204);
    assertThat(TWO.put(path, "{\"a\":2}", Map.of()).status()).isEqualTo(409);
    assertThat(TWO.get(path).text()).isEqualTo("{\"a\":1}");
    assertThat(ONE.put(path, "{\"a\":2}", Map.of()).status())
        .as("1.0.3 lets state be overwritten")
        .isEqualTo(204);
  }

  @Test
  void aDocumentThatIsNoObjectIsNotMerged() {
    var path = state();
    ONE.put(path, "[1]", Map.of());
    assertThat(ONE.post(path, "{\"a\":1}").status()).isEqualTo(400);
    assertThat(ONE.get(path).text()).isEqualTo("[1]");
  }

  @Test
  void allStatesOfARegistrationCanBeListedAndDeleted() {
    var activity = "http://x.se/" + UUID.randomUUID();
    var base =
        "/xapi/activities/state?activityId="
            + activity
            + "&agent="
            + Client.encoded("{\"mbox\":\"mailto:a@x.se\"}");
    var registration = UUID.randomUUID();
    ONE.put(base + "&stateId=a&registration=" + registration, "1", Map.of());
    ONE.put(base + "&stateId=b", "2", Map.of());
    assertThat(ONE.get(base).text()).isEqualTo("[\"a\",\"b\"]");
    assertThat(ONE.get(base + "&registration=" + registration).text()).isEqualTo("[\"a\"]");
    assertThat(
            ONE.send("DELETE", base + "&registration=" + registration, Map.of(), new byte[0])
                .status())
        .isEqualTo(204);
    assertThat(ONE.get(base).text()).isEqualTo("[\"b\"]");
  }
}
