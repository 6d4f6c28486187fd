package se.samspel.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;

/**
 * Every change, in commit order, each entry chained to the one before by SHA-256. Holds ids and
 * hashes, never names or free text; rows are inserted and read, never changed.
 *
 * <p>Source: security reference D13.
 */
@Component
public class AuditLog implements Changes {

  private final JdbcClient jdbc;

  AuditLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An entry.
   *
   * @param at its moment
   * @param actor who did it
   * @param region whose region's data, empty for national
   * @param hash SHA-256 over the previous hash and this entry
   */
  public record Entry(
      long seq,
      Instant at,
      String actor,
      String action,
      String objectKind,
      String objectId,
      Optional<String> region,
      String hash) {}

  @Override
  public Instant record(Change change) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a change is recorded inside a transaction");
    }
    jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", DOOR).query(rs -> {});
    var last =
        jdbc.sql(
                """
                select seq, hash, greatest(clock_timestamp(), at + interval '1 microsecond') as now
                  from access.audit_entry order by seq desc limit 1\
                """)
            .query(
                (rs, n) -> new Last(rs.getLong(1), rs.getString(2), rs.getTimestamp(3).toInstant()))
            .optional()
            .orElseGet(() ->
                new Last(
                    0,
                    "",
                    jdbc.sql("select clock_timestamp()")
                        .query(Timestamp.class)
                        .single()
                        .toInstant()));
    var actor = CurrentPerson.get().username();
    var region = change.region().map(Object::toString).orElse(null);
    var before = change.before().map(AuditLog::sha256).orElse(null);
    var after = change.after().map(AuditLog::sha256).orElse(null);
    var row =
        String.join(
            "\u001f",
            Long.toString(last.seq() + 1),
            last.now().toString(),
            actor,
            change.action(),
            change.objectKind(),
            change.objectId(),
            String.valueOf(region),
            String.valueOf(before),
            String.valueOf(after));
    jdbc.sql(
            """
            insert into access.audit_entry
              (seq, at, actor, action, object_kind, object_id, region, before_hash, after_hash, hash)
            values (:seq, :at, :actor, :action, :kind, :id, :region, :before, :after, :hash)\
            """)
        .param("seq", last.seq() + 1)
        .param("at", Timestamp.from(last.now()))
        .param("actor", actor)
        .param("action", change.action())
        .param("kind", change.objectKind())
        .param("id", change.objectId())
        .param("region", region)
        .param("before", before)
        .param("after", after)
        .param("hash", sha256(last.hash() + row))
        .update();
    markWhenCommitted();
    return last.now();
  }

  private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

  private final AtomicLong marks = new AtomicLong();
  private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - LOOK_AGAIN_NANOS);
  private final AtomicLong lastSeen = new AtomicLong(-1);

  @Override
  public long mark() {
    var looked = lookedAt.get();
    var now = System.nanoTime();
    if (now - looked >= LOOK_AGAIN_NANOS && lookedAt.compareAndSet(looked, now)) {
      var newest =
          jdbc.sql("select coalesce(max(seq), 0) from access.audit_entry")
              .query(Long.class)
              .single();
      if (lastSeen.getAndSet(newest) != newest) {
        marks.incrementAndGet();
      }
    }
    return marks.get();
  }

  private void markWhenCommitted() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            marks.incrementAndGet();
          }
        });
  }

  private record Last(long seq, String hash, Instant now) {}

  @Override
  public Instant latest() {
    return jdbc.sql("select at from access.audit_entry order by seq desc limit 1")
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant)
        .orElse(Instant.EPOCH);
  }

  /** The newest entries first. */
  public List<Entry> newest(int limit, long before) {
    return jdbc.sql(
            """
            select seq, at, actor, action, object_kind, object_id, region, hash
              from access.audit_entry where seq < :before order by seq desc limit :limit\
            """)
        .param("before", before)
        .param("limit", limit)
        .query((rs, n) ->
            new Entry(
                rs.getLong("seq"),
                rs.getTimestamp("at").toInstant(),
                rs.getString("actor"),
                rs.getString("action"),
                rs.getString("object_kind"),
                rs.getString("object_id"),
                Optional.ofNullable(rs.getString("region")),
                rs.getString("hash")))
        .list();
  }

  /**
   * Computes the chain anew.
   *
   * @return the first entry whose hash does not follow from the one before, empty when all do
   */
  public Optional<Long> firstBroken() {
    var previous = new String[] {""};
    return jdbc
        .sql(
            """
            select seq, at, actor, action, object_kind, object_id, region, before_hash, after_hash, hash
              from access.audit_entry order by seq\
            """)
        .query((rs, n) -> {
          var row =
              String.join(
                  "\u001f",
                  Long.toString(rs.getLong("seq")),
                  rs.getTimestamp("at").toInstant().toString(),
                  rs.getString("actor"),
                  rs.getString("action"),
                  rs.getString("object_kind"),
                  rs.getString("object_id"),
                  String.valueOf(rs.getString("region")),
                  String.valueOf(rs.getString("before_hash")),
                  String.valueOf(rs.getString("after_hash")));
          var right = sha256(previous[0] + row).equals(rs.getString("hash"));
          previous[0] = rs.getString("hash");
          return right ? -1L : rs.getLong("seq");
        })
        .list()
        .stream()
        .filter(seq -> seq >= 0)
        .findFirst();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
