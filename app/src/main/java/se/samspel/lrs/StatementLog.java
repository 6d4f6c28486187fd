package se.samspel.lrs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.samspel.xapi.AgentId;
import se.samspel.xapi.Canonical;
import se.samspel.xapi.Json;
import se.samspel.xapi.Limits;
import se.samspel.xapi.Statement;

/** Appends statements to the store, in one transaction that its caller opens and commits. */
@Component
class StatementLog {

  private static final int REMEMBERED = 100_000;
  private static final int MOST_REFERRERS = 1_000;
  private static final UUID VOIDED = Term.verb(Statement.VOIDED);

  private final Clock clock;
  // What has been merged or noted already, so that a course's thousandth statement costs nothing.
  private final Cache<UUID, String> definitionsSeen =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final Cache<Map.Entry<UUID, UUID>, Boolean> namesSeen =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  StatementLog(Clock clock) {
    this.clock = clock;
  }

  /**
   * How it went for one batch.
   *
   * @param conflict the id that is taken by another statement; then nothing of the batch is stored
   * @param newest the moment of its last statement
   */
  record Outcome(Optional<UUID> conflict, Instant newest) {}

  /** A statement with the moment that it is stored at. */
  private record Row(Arrival arrival, Instant stored, String body) {}

  private record Taken(byte[] hash, @Nullable Instant stored, @Nullable Arrival pending) {}

  private record Found(
      Instant stored,
      UUID verb,
      @Nullable UUID actor,
      @Nullable UUID activity,
      @Nullable UUID registration,
      String body) {}

  private record Referrer(UUID id, Instant stored, boolean voids) {}

  /** Appends the batches; each is refused alone where one of its ids is taken. */
  List<Outcome> append(Connection connection, List<Batch> group) throws SQLException {
    var last = lock(connection);
    var taken = taken(connection, group);
    var rows = new ArrayList<Row>();
    var outcomes = new ArrayList<Outcome>();
    for (var batch : group) {
      var conflict = conflict(connection, batch, taken);
      if (conflict.isEmpty()) {
        for (var arrival : batch.arrivals()) {
          if (!taken.containsKey(arrival.id())) {
            last = Moments.after(last, clock.instant());
            rows.add(new Row(arrival, last, arrival.bodyAt(last)));
            taken.put(arrival.id(), new Taken(arrival.hash(), null, arrival));
          }
        }
      }
      outcomes.add(new Outcome(conflict, last));
    }
    if (rows.isEmpty()) {
      return outcomes;
    }
    insert(connection, rows);
    attach(connection, group, outcomes);
    define(connection, rows);
    name(connection, rows);
    link(connection, rows);
    move(connection, last);
    return outcomes;
  }

  private static Instant lock(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement("select stored from lrs.position for update");
        var found = query.executeQuery()) {
      found.next();
      return moment(found, 1);
    }
  }

  private static void move(Connection connection, Instant last) throws SQLException {
    try (var update = connection.prepareStatement("update lrs.position set stored = ?")) {
      update.setObject(1, Moments.sql(last));
      update.executeUpdate();
    }
  }

  // ---- which ids are taken -----------------------------------------------------------------

  private static Map<UUID, Taken> taken(Connection connection, List<Batch> group)
      throws SQLException {
    var ids = group.stream().flatMap(batch -> batch.arrivals().stream()).map(Arrival::id).toArray();
    var taken = new HashMap<UUID, Taken>();
    try (var query =
        connection.prepareStatement(
            "select id, hash, stored from lrs.statement_key where id = any(?)")) {
      query.setArray(1, connection.createArrayOf("uuid", ids));
      try (var found = query.executeQuery()) {
        while (found.next()) {
          taken.put(
              found.getObject(1, UUID.class), new Taken(found.getBytes(2), moment(found, 3), null));
        }
      }
    }
    return taken;
  }

  private static Optional<UUID> conflict(Connection connection, Batch batch, Map<UUID, Taken> taken)
      throws SQLException {
    for (var arrival : batch.arrivals()) {
      var other = taken.get(arrival.id());
      if (other != null
          && !java.util.Arrays.equals(other.hash(), arrival.hash())
          && !same(connection, other, arrival)) {
        return Optional.of(arrival.id());
      }
    }
    return Optional.empty();
  }

  private static boolean same(Connection connection, Taken other, Arrival arrival)
      throws SQLException {
    if (other.pending() != null) {
      return Canonical.same(other.pending().statement().json(), arrival.statement().json());
    }
    var stored = java.util.Objects.requireNonNull(other.stored());
    var found = find(connection, List.of(stored));
    return Canonical.same(json(found.getFirst().body()), arrival.statement().json());
  }

  private static Json.Members json(String body) {
    return (Json.Members) Json.read(body, Limits.DEFAULT);
  }

  // ---- rows --------------------------------------------------------------------------------

  private static void insert(Connection connection, List<Row> rows) throws SQLException {
    insert(
        connection,
        """
        insert into lrs.statement_key (id, hash, stored)
        select * from unnest(?::uuid[], ?::bytea[], ?::timestamptz[])\
        """,
        array(connection, "uuid", rows, row -> row.arrival().id()),
        array(connection, "bytea", rows, row -> row.arrival().hash(), byte[][]::new),
        array(connection, "timestamptz", rows, row -> Moments.text(row.stored())));
    insert(
        connection,
        """
        insert into lrs.statement (stored, verb, actor, activity, registration, authority, body)
        select * from unnest(?::timestamptz[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[],
                             ?::text[])\
        """,
        array(connection, "timestamptz", rows, row -> Moments.text(row.stored())),
        array(connection, "uuid", rows, row -> row.arrival().terms().verb()),
        array(connection, "uuid", rows, row -> row.arrival().terms().actor().orElse(null)),
        array(connection, "uuid", rows, row -> row.arrival().terms().activity().orElse(null)),
        array(connection, "uuid", rows, row -> row.arrival().terms().registration().orElse(null)),
        array(connection, "uuid", rows, row -> row.arrival().authority()),
        array(connection, "text", rows, Row::body, String[]::new));
    var related = new ArrayList<Related>();
    for (var row : rows) {
      row.arrival()
          .terms()
          .related()
          .forEach(term -> related.add(new Related(term, row.stored(), row.stored())));
    }
    relate(connection, related);
  }

  private record Related(UUID term, Instant stored, Instant via) {}

  private static void relate(Connection connection, List<Related> rows) throws SQLException {
    if (!rows.isEmpty()) {
      insert(
          connection,
          """
          insert into lrs.related (term, stored, via)
          select * from unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[]) on conflict do nothing\
          """,
          array(connection, "uuid", rows, Related::term),
          array(connection, "timestamptz", rows, row -> Moments.text(row.stored())),
          array(connection, "timestamptz", rows, row -> Moments.text(row.via())));
    }
  }

  private static void insert(Connection connection, String sql, Array... columns)
      throws SQLException {
    try (var insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < columns.length; i++) {
        insert.setArray(i + 1, columns[i]);
      }
      insert.executeUpdate();
    }
  }

  private static <R> Array array(
      Connection connection, String type, List<R> rows, Function<R, @Nullable Object> column)
      throws SQLException {
    return array(connection, type, rows, column, Object[]::new);
  }

  private static <R> Array array(
      Connection connection,
      String type,
      List<R> rows,
      Function<R, @Nullable Object> column,
      IntFunction<@Nullable Object[]> empty)
      throws SQLException {
    var values = empty.apply(rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    return connection.createArrayOf(type, values);
  }

  private static void attach(Connection connection, List<Batch> group, List<Outcome> outcomes)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into lrs.attachment (hash, content) values (?, ?) on conflict do nothing")) {
      for (int i = 0; i < group.size(); i++) {
        if (outcomes.get(i).conflict().isEmpty()) {
          for (var attachment : group.get(i).attachments().entrySet()) {
            insert.setString(1, attachment.getKey());
            insert.setBytes(2, attachment.getValue());
            insert.executeUpdate();
          }
        }
      }
    }
  }

  // ---- activities and names ----------------------------------------------------------------

  private void define(Connection connection, List<Row> rows) throws SQLException {
    var fresh = new LinkedHashMap<UUID, List<Json.Members>>();
    for (var row : rows) {
      row.arrival()
          .definitions()
          .forEach((iri, definition) -> {
            var term = Term.activity(iri);
            if (!definition.write().equals(definitionsSeen.getIfPresent(term))) {
              fresh.computeIfAbsent(term, it -> new ArrayList<>()).add(definition);
            }
          });
    }
    if (fresh.isEmpty()) {
      return;
    }
    var known = new HashMap<UUID, Json.Members>();
    try (var query =
        connection.prepareStatement(
            "select term, definition from lrs.activity where term = any(?)")) {
      query.setArray(1, connection.createArrayOf("uuid", fresh.keySet().toArray()));
      try (var found = query.executeQuery()) {
        while (found.next()) {
          known.put(found.getObject(1, UUID.class), json(found.getString(2)));
        }
      }
    }
    try (var upsert =
        connection.prepareStatement(
            "insert into lrs.activity (term, definition) values (?, ?)"
                + " on conflict (term) do update set definition = excluded.definition")) {
      var any = false;
      for (var entry : fresh.entrySet()) {
        var before = known.get(entry.getKey());
        var merged = before == null ? new Json.Members(Map.of()) : before;
        for (var definition : entry.getValue()) {
          merged = Statement.merged(merged, definition);
        }
        if (!merged.equals(before)) {
          upsert.setObject(1, entry.getKey());
          upsert.setString(2, merged.write());
          upsert.addBatch();
          any = true;
        }
        definitionsSeen.put(entry.getKey(), entry.getValue().getLast().write());
      }
      if (any) {
        upsert.executeBatch();
      }
    }
  }

  private void name(Connection connection, List<Row> rows) throws SQLException {
    var fresh = new LinkedHashMap<Map.Entry<UUID, UUID>, String>();
    for (var row : rows) {
      for (var name : row.arrival().names()) {
        var key = Map.entry(name.getKey(), Term.name(name.getValue()));
        if (namesSeen.getIfPresent(key) == null) {
          fresh.put(key, name.getValue());
        }
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    try (var insert =
        connection.prepareStatement(
            "insert into lrs.agent_name (agent, name_term, name) values (?, ?, ?)"
                + " on conflict do nothing")) {
      for (var entry : fresh.entrySet()) {
        insert.setObject(1, entry.getKey().getKey());
        insert.setObject(2, entry.getKey().getValue());
        insert.setString(3, entry.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    fresh.keySet().forEach(key -> namesSeen.put(key, true));
  }

  // ---- statements about statements ---------------------------------------------------------

  private void link(Connection connection, List<Row> rows) throws SQLException {
    addReferences(connection, rows);
    var awaited = referrers(connection, rows.stream().map(row -> row.arrival().id()).toList());
    for (var row : rows) {
      var target = row.arrival().statement().target();
      var waiting = awaited.getOrDefault(row.arrival().id(), List.of());
      if (target.isEmpty() && waiting.isEmpty()) {
        continue;
      }
      var vias = new LinkedHashSet<Instant>();
      if (target.isPresent()) {
        var found = at(connection, target.get());
        if (found.isPresent()) {
          vias.add(found.get());
          vias.addAll(vias(connection, found.get()));
          if (row.arrival().statement().voids()) {
            voidAt(connection, found.get());
          }
        }
        addAliases(connection, row.stored(), vias);
      }
      if (!waiting.isEmpty()) {
        vias.add(row.stored());
        for (var referrer : ancestors(connection, row.arrival().id())) {
          addAliases(connection, referrer.stored(), vias);
        }
        if (waiting.stream().anyMatch(Referrer::voids)) {
          voidAt(connection, row.stored());
        }
      }
    }
  }

  private static void addReferences(Connection connection, List<Row> rows) throws SQLException {
    var referring =
        rows.stream().filter(row -> row.arrival().statement().target().isPresent()).toList();
    if (!referring.isEmpty()) {
      insert(
          connection,
          """
          insert into lrs.reference (target, id, stored, voids)
          select * from unnest(?::uuid[], ?::uuid[], ?::timestamptz[], ?::boolean[])\
          """,
          array(
              connection,
              "uuid",
              referring,
              row -> row.arrival().statement().target().orElseThrow()),
          array(connection, "uuid", referring, row -> row.arrival().id()),
          array(connection, "timestamptz", referring, row -> Moments.text(row.stored())),
          array(connection, "boolean", referring, row -> row.arrival().statement().voids()));
    }
  }

  private static Map<UUID, List<Referrer>> referrers(
      Connection connection, Collection<UUID> targets) throws SQLException {
    var result = new HashMap<UUID, List<Referrer>>();
    try (var query =
        connection.prepareStatement(
            "select target, id, stored, voids from lrs.reference where target = any(?)"
                + " order by stored limit "
                + MOST_REFERRERS)) {
      query.setArray(1, connection.createArrayOf("uuid", targets.toArray()));
      try (var found = query.executeQuery()) {
        while (found.next()) {
          result
              .computeIfAbsent(found.getObject(1, UUID.class), it -> new ArrayList<>())
              .add(
                  new Referrer(
                      found.getObject(2, UUID.class), moment(found, 3), found.getBoolean(4)));
        }
      }
    }
    return result;
  }

  /** Those who refer to the statement, those who refer to them, and so on, each once. */
  private static List<Referrer> ancestors(Connection connection, UUID id) throws SQLException {
    var seen = new HashSet<UUID>();
    var found = new ArrayList<Referrer>();
    Set<UUID> next = Set.of(id);
    while (!next.isEmpty() && found.size() < MOST_REFERRERS) {
      var further = new HashSet<UUID>();
      for (var referrers : referrers(connection, next).values()) {
        for (var referrer : referrers) {
          if (!referrer.id().equals(id) && seen.add(referrer.id())) {
            found.add(referrer);
            further.add(referrer.id());
          }
        }
      }
      next = further;
    }
    return found;
  }

  private static Optional<Instant> at(Connection connection, UUID id) throws SQLException {
    try (var query =
        connection.prepareStatement("select stored from lrs.statement_key where id = ?")) {
      query.setObject(1, id);
      try (var found = query.executeQuery()) {
        return found.next() ? Optional.of(moment(found, 1)) : Optional.empty();
      }
    }
  }

  private static List<Instant> vias(Connection connection, Instant stored) throws SQLException {
    var vias = new ArrayList<Instant>();
    try (var query =
        connection.prepareStatement(
            "select via from lrs.alias where stored = ? order by via limit " + MOST_REFERRERS)) {
      query.setObject(1, Moments.sql(stored));
      try (var found = query.executeQuery()) {
        while (found.next()) {
          vias.add(moment(found, 1));
        }
      }
    }
    return vias;
  }

  private static void addAliases(Connection connection, Instant stored, Set<Instant> vias)
      throws SQLException {
    var others = vias.stream().filter(via -> !via.equals(stored)).toList();
    if (others.isEmpty()) {
      return;
    }
    var found = find(connection, others);
    insert(
        connection,
        """
        insert into lrs.alias (stored, via, verb, actor, activity, registration)
        select * from unnest(?::timestamptz[], ?::timestamptz[], ?::uuid[], ?::uuid[], ?::uuid[],
                             ?::uuid[])
        on conflict do nothing\
        """,
        array(connection, "timestamptz", found, row -> Moments.text(stored)),
        array(connection, "timestamptz", found, row -> Moments.text(row.stored())),
        array(connection, "uuid", found, Found::verb),
        array(connection, "uuid", found, Found::actor),
        array(connection, "uuid", found, Found::activity),
        array(connection, "uuid", found, Found::registration));
    var related = new ArrayList<Related>();
    for (var row : found) {
      var statement = new Statement(json(row.body()));
      var terms = new LinkedHashSet<>(Arrival.Terms.of(statement).related());
      statement
          .json()
          .findMembers("authority")
          .flatMap(AgentId::of)
          .ifPresent(agent -> terms.add(Term.relatedAgent(agent)));
      terms.forEach(term -> related.add(new Related(term, stored, row.stored())));
    }
    relate(connection, related);
  }

  // A statement that voids can't itself be voided (1.0.3 part two §2.3.2).
  private static void voidAt(Connection connection, Instant stored) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "update lrs.statement set voided = true where stored = ? and verb <> ?")) {
      update.setObject(1, Moments.sql(stored));
      update.setObject(2, VOIDED);
      update.executeUpdate();
    }
  }

  private static List<Found> find(Connection connection, List<Instant> moments)
      throws SQLException {
    var result = new ArrayList<Found>();
    try (var query =
        connection.prepareStatement(
            "select stored, verb, actor, activity, registration, body"
                + " from lrs.statement where stored = any(?::timestamptz[])")) {
      query.setArray(1, array(connection, "timestamptz", moments, Moments::text));
      try (var found = query.executeQuery()) {
        while (found.next()) {
          result.add(
              new Found(
                  moment(found, 1),
                  found.getObject(2, UUID.class),
                  found.getObject(3, UUID.class),
                  found.getObject(4, UUID.class),
                  found.getObject(5, UUID.class),
                  found.getString(6)));
        }
      }
    }
    return result;
  }

  private static Instant moment(ResultSet found, int column) throws SQLException {
    return found.getObject(column, OffsetDateTime.class).toInstant();
  }
}
