package se.samspel.lrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.samspel.testing.TestApp;

class CredentialTests {

  private static final TestApp APP =
      TestApp.start(
          "run",
          Map.of(
              "samspel.lrs.key", "key", "samspel.lrs.secret", "secret", "samspel.lrs.rate", 200));
  private static final Client ROOT = new Client(APP, "1.0.3", "key", "secret");
  private static final String VERB = "http://x.se/v";

  @AfterAll
  static void close() {
    APP.close();
  }

  private static Credentials.Wish wish(Scope... scopes) {
    return new Credentials.Wish(
        "Region Norr", Set.of(scopes), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Client client(Credentials.Wish wish) {
    var made = APP.bean(Credentials.class).make(wish);
    return new Client(APP, "1.0.3", made.credential().key(), made.secret());
  }

  private static String statement(UUID id, String more) {
    return "{\"id\":\""
        + id
        + "\",\"actor\":{\"mbox\":\"mailto:a@x.se\"},\"verb\":{\"id\":\""
        + VERB
        + "\"},\"object\":{\"id\":\"http://x.se/tree/leaf\"}"
        + more
        + "}";
  }

  @Test
  void withoutARightCredentialNothingIsAnswered() {
    for (var wrong :
        new String[] {
          "", "Basic", "Basic !", "Basic a2V5", "Basic a2V5Ong=", "Bearer x", "Basic OnNlY3JldA=="
        }) {
      var reply =
          ROOT.send(
              "GET",
              "/xapi/statements",
              Map.of("Authorization", wrong.isEmpty() ? "None x" : wrong),
              new byte[0]);
      assertThat(reply.status()).as(wrong).isEqualTo(401);
      assertThat(reply.headers().get("www-authenticate")).startsWith("Basic");
      assertThat(reply.headers()).doesNotContainKey("set-cookie");
    }
  }

  @Test
  void manyWrongCredentialsFromOneAddressCloseItForAWhile() {
    var own =
        TestApp.start("run", Map.of("samspel.lrs.key", "key", "samspel.lrs.secret", "secret"));
    var wrong = new Client(own, "1.0.3", "key", "guess");
    var status = 401;
    // A minute may turn in the middle, so enough for two.
    for (int i = 0; i < 62 && status == 401; i++) {
      status = wrong.get("/xapi/statements").status();
    }
    assertThat(status).isEqualTo(429);
    assertThat(wrong.get("/xapi/about").status()).isEqualTo(200);
    own.close();
  }

  @Test
  void eachScopeAllowsWhatItNamesAndNoMore() {
    var write = client(wish(Scope.WRITE_STATEMENTS));
    var read = client(wish(Scope.READ_STATEMENTS));
    var state = client(wish(Scope.STATE));
    var id = UUID.randomUUID();
    assertThat(write.putStatement(id, statement(id, "")).status()).isEqualTo(204);
    assertThat(write.statement(id).status()).isEqualTo(403);
    assertThat(read.statement(id).status()).isEqualTo(200);
    assertThat(read.putStatement(UUID.randomUUID(), statement(UUID.randomUUID(), "")).status())
        .isEqualTo(403);
    var path =
        "/xapi/activities/state?activityId=http://x.se/a&stateId=s&agent="
            + Client.encoded("{\"mbox\":\"mailto:a@x.se\"}");
    assertThat(state.put(path, "{}", Map.of()).status()).isEqualTo(204);
    assertThat(state.statement(id).status()).isEqualTo(403);
    assertThat(read.get(path).status()).isEqualTo(403);
    assertThat(client(wish(Scope.READ_ALL)).get(path).status()).isEqualTo(200);
    assertThat(
            state
                .put(path.replace("activities/state", "activities/profile"), "{}", Map.of())
                .status())
        .isEqualTo(403);
  }

  @Test
  void oneWhoMayReadItsOwnSeesItsOwn() {
    var mine = client(wish(Scope.WRITE_STATEMENTS, Scope.READ_MINE));
    var own = UUID.randomUUID();
    var foreign = UUID.randomUUID();
    mine.putStatement(own, statement(own, ""));
    ROOT.putStatement(foreign, statement(foreign, ""));
    assertThat(Client.ids(mine.get("/xapi/statements"))).containsExactly(own.toString());
    assertThat(Client.ids(mine.get("/xapi/statements?verb=" + Client.encoded(VERB))))
        .containsExactly(own.toString());
    assertThat(mine.statement(own).status()).isEqualTo(200);
    assertThat(mine.statement(foreign).status()).isEqualTo(404);
  }

  @Test
  void theAuthorityIsTheCredentialWhateverTheSenderSays() {
    var id = UUID.randomUUID();
    var client = client(wish(Scope.ALL));
    client.putStatement(id, statement(id, ",\"authority\":{\"mbox\":\"mailto:forged@x.se\"}"));
    assertThat(client.statement(id).text()).contains("Region Norr").doesNotContain("forged");
  }

  @Test
  void aBoundCredentialStaysWithinItsBounds() {
    var registration = UUID.randomUUID();
    var bound =
        client(
            new Credentials.Wish(
                "",
                Set.of(Scope.ALL),
                Optional.of("http://x.se/tree/"),
                Optional.of(registration),
                Optional.empty()));
    var id = UUID.randomUUID();
    var within = statement(id, ",\"context\":{\"registration\":\"" + registration + "\"}");
    assertThat(bound.putStatement(id, within).status()).isEqualTo(204);
    var other = UUID.randomUUID();
    assertThat(bound.putStatement(other, statement(other, "")).status()).isEqualTo(403);
    assertThat(
            bound
                .putStatement(
                    other,
                    within.replace(id.toString(), other.toString()).replace("/tree/", "/wood/"))
                .status())
        .isEqualTo(403);
    assertThat(bound.get("/xapi/statements").status()).isEqualTo(403);
    assertThat(Client.ids(bound.get("/xapi/statements?activity=http://x.se/tree/leaf")))
        .containsExactly(id.toString());
    ROOT.putStatement(other, statement(other, ""));
    assertThat(bound.statement(other).status()).isEqualTo(404);
    assertThat(
            bound
                .get(
                    "/xapi/statements?activity=http://x.se/tree/leaf&registration="
                        + UUID.randomUUID())
                .status())
        .isEqualTo(403);
  }

  @Test
  void anExpiredOrRevokedCredentialIsNone() {
    var expired =
        client(
            new Credentials.Wish(
                "",
                Set.of(Scope.ALL),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Instant.now().minusSeconds(1))));
    assertThat(expired.get("/xapi/statements").status()).isEqualTo(401);
    var credentials = APP.bean(Credentials.class);
    var made = credentials.make(wish(Scope.ALL));
    var client = new Client(APP, "1.0.3", made.credential().key(), made.secret());
    assertThat(client.get("/xapi/statements").status()).isEqualTo(200);
    credentials.revoke(made.credential().key());
    assertThat(client.get("/xapi/statements").status()).isEqualTo(401);
  }

  @Test
  void noSecretIsInTheDatabase() {
    var made = APP.bean(Credentials.class).make(wish(Scope.ALL));
    var rows =
        APP.database()
            .asOwner()
            .sql("select c::text from lrs.credential c")
            .query(String.class)
            .list();
    assertThat(rows)
        .isNotEmpty()
        .noneMatch(row -> row.contains(made.secret()) || row.contains("secret\""));
    assertThat(rows)
        .as("the one of the environment is not written")
        .noneMatch(row -> row.startsWith("(key,"));
  }

  @Test
  void onlyOneWhoMayDefineChangesWhatAnActivityIs() {
    var activity = "http://x.se/" + UUID.randomUUID();
    var json =
        statement(UUID.randomUUID(), "")
            .replace(
                "http://x.se/tree/leaf\"",
                activity + "\",\"definition\":{\"name\":{\"sv\":\"Namn\"}}");
    assertThat(client(wish(Scope.WRITE_STATEMENTS)).post("/xapi/statements", json).status())
        .isEqualTo(200);
    assertThat(ROOT.get("/xapi/activities?activityId=" + activity).text()).doesNotContain("Namn");
    assertThat(
            client(wish(Scope.WRITE_STATEMENTS, Scope.DEFINE))
                .post(
                    "/xapi/statements",
                    json.replaceFirst("[0-9a-f-]{36}", UUID.randomUUID().toString()))
                .status())
        .isEqualTo(200);
    assertThat(ROOT.get("/xapi/activities?activityId=" + activity).text()).contains("Namn");
  }

  @Test
  void theCommandSaysWhatIsWrongWithItsWords() {
    assertThat(CredentialCommand.wish(List.of("lrs-credential")).scopes())
        .containsExactly(Scope.ALL);
    var wish =
        CredentialCommand.wish(
            List.of(
                "lrs-credential",
                "--scopes=state,statements/write",
                "--expires=2027-06-30",
                "--name=Norr"));
    assertThat(wish.scopes()).containsExactlyInAnyOrder(Scope.STATE, Scope.WRITE_STATEMENTS);
    assertThat(wish.expires()).contains(Instant.parse("2027-06-30T22:00:00Z"));
    for (var wrong :
        List.of(
            "--scopes=everything",
            "--expires=soon",
            "--registration=1",
            "--activities=x y",
            "--colour=red",
            "norr")) {
      assertThatThrownBy(() -> CredentialCommand.wish(List.of("lrs-credential", wrong)))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void moreRequestsASecondThanAllowedAreRefused() {
    var client = client(wish(Scope.ALL));
    var refused = 0;
    for (int i = 0; i < 1_500 && refused == 0; i++) {
      var status = client.get("/xapi/activities?activityId=http://x.se/a").status();
      assertThat(status).isIn(200, 429);
      refused += status == 429 ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }
}
