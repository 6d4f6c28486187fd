package se.samspel.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;

/** Every step taken; the state of something is where its newest step led. */
@Component
class TransitionTable {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;

  TransitionTable(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
    this.jdbc = jdbc;
    this.batch = batch;
  }

  /** The newest step of each thing of the kind. */
  Map<String, Transition> newest(String kind, AsOf asOf) {
    return jdbc
        .sql(
            """
            select distinct on (id) * from programme.transition
             where kind = :kind and day <= :day and recorded_at <= :known
             order by id, day desc, recorded_at desc, seq desc\
            """)
        .param("kind", kind)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query(TransitionTable::row)
        .list()
        .stream()
        .collect(Collectors.toMap(Transition::id, Function.identity()));
  }

  /** The steps of one thing, the newest first. */
  List<Transition> history(String kind, String id, AsOf asOf) {
    return jdbc.sql(
            """
            select * from programme.transition
             where kind = :kind and id = :id and day <= :day and recorded_at <= :known
             order by day desc, recorded_at desc, seq desc\
            """)
        .param("kind", kind)
        .param("id", id)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query(TransitionTable::row)
        .list();
  }

  /** Every step, in the order that they hold. */
  List<Transition> all() {
    return jdbc.sql("select * from programme.transition order by kind, id, day, recorded_at, seq")
        .query(TransitionTable::row)
        .list();
  }

  void add(Collection<Transition> steps, Instant moment) {
    batch.batchUpdate(
        """
        insert into programme.transition
          (kind, id, from_state, to_state, day, recorded_at, actor, reason, decision, involvement,
           revisit_on, towards, synthetic)
        values
          (:kind, :id, :from, :to, :day, :moment, :actor, :reason, :decision, :involvement,
           :revisitOn, :towards, :synthetic)\
        """,
        steps.stream()
            .map(step ->
                new MapSqlParameterSource()
                    .addValue("kind", step.kind())
                    .addValue("id", step.id())
                    .addValue("from", step.from().orElse(null))
                    .addValue("to", step.to())
                    .addValue("day", step.day())
                    .addValue("moment", Timestamp.from(moment))
                    .addValue("actor", step.actor())
                    .addValue("reason", step.reason())
                    .addValue("decision", step.decision().orElse(null))
                    .addValue("involvement", step.involvement().orElse(null))
                    .addValue("revisitOn", step.revisitOn().orElse(null))
                    .addValue("towards", step.towards().orElse(null))
                    .addValue("synthetic", step.synthetic()))
            .toArray(MapSqlParameterSource[]::new));
  }

  private static Transition row(ResultSet rs, int n) throws SQLException {
    return new Transition(
        rs.getString("kind"),
        rs.getString("id"),
        Optional.ofNullable(rs.getString("from_state")),
        rs.getString("to_state"),
        rs.getObject("day", LocalDate.class),
        rs.getTimestamp("recorded_at").toInstant(),
        rs.getString("actor"),
        rs.getString("reason"),
        Optional.ofNullable(rs.getString("decision")),
        Optional.ofNullable(rs.getString("involvement")),
        Optional.ofNullable(rs.getObject("revisit_on", LocalDate.class)),
        Optional.ofNullable(rs.getString("towards")),
        rs.getBoolean("synthetic"));
  }
}
