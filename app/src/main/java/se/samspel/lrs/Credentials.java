package se.samspel.lrs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The credentials of the store, checked at every request.
 *
 * <p>A secret is 256 bits from the system's random source and is kept as one SHA-256 of it. A slow
 * hash protects passwords, which people choose from few; among 2²⁵⁶ secrets nobody finds one by
 * trying, however fast a try is, so the fast hash is safe here and cheap at every request. The
 * credential of {@code SAMSPEL_LRS_KEY}, whose secret people choose, is therefore never written to
 * the database at all.
 */
@Component
class Credentials {

  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int SECRET_BYTES = 32;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Optional<Known> fromEnvironment;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Optional<Known>> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  Credentials(JdbcClient jdbc, Clock clock, LrsSettings settings) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.fromEnvironment =
        settings
            .key()
            .map(key ->
                new Known(
                    new Credential(
                        key,
                        "",
                        Set.of(Scope.ALL),
                        Optional.empty(),
                        Optional.empty(),
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty()),
                    hash(settings.secret().orElseThrow())));
  }

  private record Known(Credential credential, byte[] secretHash) {}

  /**
   * A credential just made.
   *
   * @param secret its secret half, which can't be read again
   */
  record Made(Credential credential, String secret) {}

  /** What a new credential shall be. */
  record Wish(
      String name,
      Set<Scope> scopes,
      Optional<String> activityPrefix,
      Optional<UUID> registration,
      Optional<Instant> expires) {}

  /** The valid credential of the key and secret, empty where there is none. */
  Optional<Credential> check(String key, String secret) {
    var found =
        fromEnvironment
            .filter(it -> it.credential().key().equals(key))
            .or(() -> known.get(key, this::find));
    // Hashed also where the key is unknown, so that the time tells nothing about which keys exist.
    var hash = hash(secret);
    return found
        .filter(it -> MessageDigest.isEqual(it.secretHash(), hash))
        .map(Known::credential)
        .filter(it -> it.valid(clock.instant()));
  }

  /** Makes a credential. */
  Made make(Wish wish) {
    var key = UUID.randomUUID().toString();
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var credential =
        new Credential(
            key,
            wish.name(),
            wish.scopes(),
            wish.activityPrefix(),
            wish.registration(),
            clock.instant(),
            wish.expires(),
            Optional.empty());
    jdbc.sql(
            """
            insert into lrs.credential
              (key, secret_hash, name, scopes, activity_prefix, registration, created, expires)
            values (:key, :hash, :name, :scopes, :prefix, :registration, :created, :expires)\
            """)
        .param("key", key)
        .param("hash", hash(secret))
        .param("name", wish.name())
        .param("scopes", wish.scopes().stream().map(Scope::text).sorted().toArray(String[]::new))
        .param("prefix", wish.activityPrefix().orElse(null))
        .param("registration", wish.registration().orElse(null))
        .param("created", Timestamp.from(credential.created()))
        .param("expires", wish.expires().map(Timestamp::from).orElse(null))
        .update();
    return new Made(credential, secret);
  }

  /** Takes the credential back; it is refused from the next request here on. */
  void revoke(String key) {
    jdbc.sql("update lrs.credential set revoked = :now where key = :key and revoked is null")
        .param("now", Timestamp.from(clock.instant()))
        .param("key", key)
        .update();
    known.invalidate(key);
  }

  /** All credentials in the database, the newest first. */
  List<Credential> all() {
    return jdbc.sql("select " + COLUMNS + " from lrs.credential order by created desc, key")
        .query((rs, n) -> row(rs).credential())
        .list();
  }

  private static final String COLUMNS =
      "key, secret_hash, name, scopes, activity_prefix, registration, created, expires, revoked";

  private Optional<Known> find(String key) {
    return jdbc.sql("select " + COLUMNS + " from lrs.credential where key = :key")
        .param("key", key)
        .query((rs, n) -> row(rs))
        .optional();
  }

  private static Known row(ResultSet rs) throws SQLException {
    var scopes = (String[]) rs.getArray("scopes").getArray();
    return new Known(
        new Credential(
            rs.getString("key"),
            rs.getString("name"),
            Arrays.stream(scopes)
                .map(text -> Scope.of(text).orElseThrow())
                .collect(Collectors.toSet()),
            Optional.ofNullable(rs.getString("activity_prefix")),
            Optional.ofNullable(rs.getObject("registration", UUID.class)),
            rs.getTimestamp("created").toInstant(),
            Optional.ofNullable(rs.getTimestamp("expires")).map(Timestamp::toInstant),
            Optional.ofNullable(rs.getTimestamp("revoked")).map(Timestamp::toInstant)),
        rs.getBytes("secret_hash"));
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
