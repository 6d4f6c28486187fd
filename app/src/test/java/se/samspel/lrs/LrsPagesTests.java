package se.samspel.lrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.samspel.testing.TestApp;

class LrsPagesTests {

  private static final TestApp APP =
      TestApp.start("run", Map.of("samspel.lrs.key", "key", "samspel.lrs.secret", "secret"));
  private static final Client CLIENT = new Client(APP, "2.0.0", "key", "secret");

  @AfterAll
  static void close() {
    APP.close();
  }

  @Test
  void theStoreIsForThoseWhoKeepIt() {
    for (var path : List.of("/lrs", "/lrs/nycklar", "/lrs/handelser/" + UUID.randomUUID())) {
      assertThat(APP.visitor().get(path).status()).as(path).isEqualTo(403);
      assertThat(APP.signedIn("samordnare-12").get(path).status()).as(path).isEqualTo(403);
    }
    assertThat(APP.signedIn("programledare").get("/lrs").status()).isEqualTo(200);
  }

  @Test
  void anEventIsFoundAndReadableAndTextInItIsNoMarkup() {
    var id = UUID.randomUUID();
    var json =
        "{\"id\":\""
            + id
            + "\",\"actor\":{\"mbox\":\"mailto:aisha@example.org\"},\"verb\":{\"id\":\"http://x.se/v\","
            + "\"display\":{\"en\":\"completed\",\"sv\":\"slutförde\"}},\"object\":{\"id\":\"http://x.se/o\",\"definition\":"
            + "{\"name\":{\"sv\":\"<script>alert(1)</script> kurs\"}}},\"result\":{\"score\":{\"raw\":1.50}}}";
    assertThat(CLIENT.putStatement(id, json).status()).isEqualTo(204);
    var leader = APP.signedIn("programledare");
    var found = leader.get("/lrs?person=aisha@example.org").body();
    assertThat(found).contains("slutförde", "/lrs/handelser/" + id).doesNotContain("<script>alert");
    assertThat(leader.get("/lrs?person=nobody@example.org").body()).doesNotContain(id.toString());
    assertThat(leader.get("/lrs?registrering=x").status()).isEqualTo(422);
    var one = leader.get("/lrs/handelser/" + id).body();
    assertThat(one).contains("1.50", "aisha@example.org").doesNotContain("<script>alert");
    assertThat(leader.get("/lrs/handelser/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void aRefusedRequestIsShownWithItsReason() {
    assertThat(CLIENT.post("/xapi/statements", "{}").status()).isEqualTo(400);
    assertThat(APP.signedIn("programledare").get("/lrs").body())
        .contains("statement.actor is missing");
  }

  @Test
  void aKeyIsMadeShownOnceAndTakenBack() {
    var leader = APP.signedIn("programledare");
    assertThat(leader.submit("/lrs/nycklar", "/lrs/nycklar", Map.of("namn", "")).status())
        .isEqualTo(422);
    var made =
        leader
            .submit(
                "/lrs/nycklar",
                "/lrs/nycklar",
                Map.of("namn", "Region Norr", "far", "statements/write"))
            .body();
    var key = between(made, "Nyckel</dt><dd><code>");
    var secret = between(made, "Hemlighet</dt><dd><code>");
    var client = new Client(APP, "2.0.0", key, secret);
    var id = UUID.randomUUID();
    var json =
        "{\"actor\":{\"mbox\":\"mailto:a@x.se\"},\"verb\":{\"id\":\"http://x.se/v\"},\"object\":{\"id\":\"http://x.se/o\"}}";
    assertThat(client.putStatement(id, json).status()).isEqualTo(204);
    assertThat(client.statement(id).status()).isEqualTo(403);
    assertThat(leader.get("/lrs/nycklar").body()).contains(key).doesNotContain(secret);
    leader.submit("/lrs/nycklar", "/lrs/nycklar/" + key + "/aterkalla", Map.of());
    assertThat(client.putStatement(UUID.randomUUID(), json).status()).isEqualTo(401);
    assertThat(
            APP.database()
                .asOwner()
                .sql("select action from access.audit_entry where object_id = :key order by seq")
                .param("key", key)
                .query(String.class)
                .list())
        .containsExactly("lrs-key-made", "lrs-key-revoked");
  }

  private static String between(String text, String before) {
    var start = text.indexOf(before) + before.length();
    assertThat(start).isGreaterThan(before.length());
    return text.substring(start, text.indexOf('<', start));
  }
}
