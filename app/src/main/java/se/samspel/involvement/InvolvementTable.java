package se.samspel.involvement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;

/** Panels, involvement records and waivers in the database. */
@Component
class InvolvementTable {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;

  InvolvementTable(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
    this.jdbc = jdbc;
    this.batch = batch;
  }

  List<Involvement> records(AsOf asOf) {
    return jdbc.sql(
            """
            select * from involvement.record
             where recorded_at <= :known and replaced_at > :known and held_on <= :day
             order by held_on desc, id\
            """)
        .param("known", Timestamp.from(asOf.known()))
        .param("day", asOf.day())
        .query(InvolvementTable::involvement)
        .list();
  }

  List<Involvement> recordsAbout(String subject, AsOf asOf) {
    return jdbc.sql(
            """
            select * from involvement.record
             where subject = :subject and recorded_at <= :known and replaced_at > :known
               and held_on <= :day
             order by held_on, id\
            """)
        .param("subject", subject)
        .param("known", Timestamp.from(asOf.known()))
        .param("day", asOf.day())
        .query(InvolvementTable::involvement)
        .list();
  }

  /** The row as it was known then, whatever its day. */
  Optional<Involvement> record(String id, Instant known) {
    return jdbc.sql(
            """
            select * from involvement.record
             where id = :id and recorded_at <= :known and replaced_at > :known\
            """)
        .param("id", id)
        .param("known", Timestamp.from(known))
        .query(InvolvementTable::involvement)
        .optional();
  }

  /** The versions that had been recorded then, the newest first. */
  List<Involvement> history(String id, Instant known) {
    return jdbc.sql(
            """
            select * from involvement.record
             where id = :id and recorded_at <= :known order by version desc\
            """)
        .param("id", id)
        .param("known", Timestamp.from(known))
        .query(InvolvementTable::involvement)
        .list();
  }

  List<Waiver> waivers(AsOf asOf) {
    return jdbc.sql(
            """
            select * from involvement.waiver
             where recorded_at <= :known and replaced_at > :known and decided_on <= :day
             order by decided_on desc, id\
            """)
        .param("known", Timestamp.from(asOf.known()))
        .param("day", asOf.day())
        .query(InvolvementTable::waiver)
        .list();
  }

  List<Waiver> waiversAbout(String subject, AsOf asOf) {
    return jdbc.sql(
            """
            select * from involvement.waiver
             where subject = :subject and recorded_at <= :known and replaced_at > :known
               and decided_on <= :day
             order by decided_on, id\
            """)
        .param("subject", subject)
        .param("known", Timestamp.from(asOf.known()))
        .param("day", asOf.day())
        .query(InvolvementTable::waiver)
        .list();
  }

  Optional<Waiver> waiver(String id, Instant known) {
    return jdbc.sql(
            """
            select * from involvement.waiver
             where id = :id and recorded_at <= :known and replaced_at > :known\
            """)
        .param("id", id)
        .param("known", Timestamp.from(known))
        .query(InvolvementTable::waiver)
        .optional();
  }

  List<Panel> panels(AsOf asOf) {
    return jdbc.sql(
            """
            select * from involvement.panel
             where recorded_at <= :known and replaced_at > :known order by name_sv\
            """)
        .param("known", Timestamp.from(asOf.known()))
        .query((rs, n) ->
            new Panel(
                rs.getString("id"),
                rs.getString("name_sv"),
                Optional.ofNullable(rs.getString("region")).map(RegionCode::new),
                Optional.ofNullable(rs.getString("source")),
                rs.getBoolean("synthetic")))
        .list();
  }

  Map<String, String> regionNames(AsOf asOf) {
    return jdbc
        .sql(
            """
            select code, name_sv from actors.public_region
             where recorded_at <= :known and replaced_at > :known order by code\
            """)
        .param("known", Timestamp.from(asOf.known()))
        .query((rs, n) -> Map.entry(rs.getString(1), rs.getString(2)))
        .list()
        .stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                Map.Entry::getValue,
                (one, other) -> one,
                java.util.TreeMap::new));
  }

  /** Supersedes the rows' earlier versions and adds them as the next. */
  void putRecords(Collection<Involvement> rows, Instant moment) {
    end("record", rows.stream().map(Involvement::id).toList(), moment);
    batch.batchUpdate(
        """
        insert into involvement.record
          (id, version, subject, body, region, panel, level, perspective, form, stage, participants,
           held_on, said_sv, changed_sv, why_not_sv, advice_given, advice_followed, feedback_on,
           feedback_channel, rating, compensated, support_offered, recorded_at, source, synthetic)
        values
          (:id, (select coalesce(max(version), 0) + 1 from involvement.record where id = :id),
           :subject, :body, :region, :panel, :level, :perspective, :form, :stage, :participants,
           :heldOn, :said, :changed, :whyNot, :adviceGiven, :adviceFollowed, :feedbackOn,
           :feedbackChannel, :rating, :compensated, :supportOffered, :moment, :source, :synthetic)\
        """,
        rows.stream()
            .map(row ->
                new MapSqlParameterSource()
                    .addValue("id", row.id())
                    .addValue("subject", row.subject())
                    .addValue("body", row.body().orElse(null))
                    .addValue("region", row.region().map(RegionCode::value).orElse(null))
                    .addValue("panel", row.panel().orElse(null))
                    .addValue("level", row.level())
                    .addValue("perspective", StateMachine.code(row.perspective()))
                    .addValue("form", StateMachine.code(row.form()))
                    .addValue("stage", StateMachine.code(row.stage()))
                    .addValue("participants", row.participants().orElse(null))
                    .addValue("heldOn", row.heldOn())
                    .addValue("said", row.said().orElse(null))
                    .addValue("changed", row.changed().orElse(null))
                    .addValue("whyNot", row.whyNot().orElse(null))
                    .addValue("adviceGiven", row.adviceGiven())
                    .addValue("adviceFollowed", row.adviceFollowed())
                    .addValue("feedbackOn", row.feedback().on().orElse(null))
                    .addValue("feedbackChannel", row.feedback().channel().orElse(null))
                    .addValue("rating", row.feedback().rating().orElse(null))
                    .addValue("compensated", row.terms().compensated().orElse(null))
                    .addValue("supportOffered", row.terms().supportOffered().orElse(null))
                    .addValue("moment", Timestamp.from(moment))
                    .addValue("source", row.source().orElse(null))
                    .addValue("synthetic", row.synthetic()))
            .toArray(MapSqlParameterSource[]::new));
  }

  void putWaivers(Collection<Waiver> rows, Instant moment) {
    end("waiver", rows.stream().map(Waiver::id).toList(), moment);
    batch.batchUpdate(
        """
        insert into involvement.waiver
          (id, version, subject, body, region, reason_sv, decided_by, decided_on, recorded_at,
           synthetic)
        values
          (:id, (select coalesce(max(version), 0) + 1 from involvement.waiver where id = :id),
           :subject, :body, :region, :reason, :decidedBy, :decidedOn, :moment, :synthetic)\
        """,
        rows.stream()
            .map(row ->
                new MapSqlParameterSource()
                    .addValue("id", row.id())
                    .addValue("subject", row.subject())
                    .addValue("body", row.body().orElse(null))
                    .addValue("region", row.region().map(RegionCode::value).orElse(null))
                    .addValue("reason", row.reason())
                    .addValue("decidedBy", row.decidedBy())
                    .addValue("decidedOn", row.decidedOn())
                    .addValue("moment", Timestamp.from(moment))
                    .addValue("synthetic", row.synthetic()))
            .toArray(MapSqlParameterSource[]::new));
  }

  void putPanels(Collection<Panel> rows, Instant moment) {
    end("panel", rows.stream().map(Panel::id).toList(), moment);
    batch.batchUpdate(
        """
        insert into involvement.panel
          (id, version, name_sv, region, recorded_at, source, synthetic)
        values
          (:id, (select coalesce(max(version), 0) + 1 from involvement.panel where id = :id),
           :name, :region, :moment, :source, :synthetic)\
        """,
        rows.stream()
            .map(row ->
                new MapSqlParameterSource()
                    .addValue("id", row.id())
                    .addValue("name", row.name())
                    .addValue("region", row.region().map(RegionCode::value).orElse(null))
                    .addValue("moment", Timestamp.from(moment))
                    .addValue("source", row.source().orElse(null))
                    .addValue("synthetic", row.synthetic()))
            .toArray(MapSqlParameterSource[]::new));
  }

  /**
   * Ends the current versions.
   *
   * @param table {@code record}, {@code waiver} or {@code panel}
   */
  void end(String table, List<String> ids, Instant moment) {
    if (ids.isEmpty()) {
      return;
    }
    jdbc.sql(
            "update involvement."
                + table
                + " set replaced_at = :moment where id = any(:ids) and replaced_at = 'infinity'")
        .param("moment", Timestamp.from(moment))
        .param("ids", ids.toArray(String[]::new))
        .update();
  }

  private static Involvement involvement(ResultSet rs, int n) throws SQLException {
    return new Involvement(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("subject"),
        text(rs, "body"),
        text(rs, "region").map(RegionCode::new),
        text(rs, "panel"),
        rs.getInt("level"),
        Involvement.Perspective.valueOf(constant(rs.getString("perspective"))),
        Involvement.Form.valueOf(constant(rs.getString("form"))),
        Involvement.Stage.valueOf(constant(rs.getString("stage"))),
        Optional.ofNullable(rs.getObject("participants", Integer.class)),
        rs.getObject("held_on", LocalDate.class),
        text(rs, "said_sv"),
        text(rs, "changed_sv"),
        text(rs, "why_not_sv"),
        rs.getInt("advice_given"),
        rs.getInt("advice_followed"),
        new Involvement.Feedback(
            Optional.ofNullable(rs.getObject("feedback_on", LocalDate.class)),
            text(rs, "feedback_channel"),
            Optional.ofNullable(rs.getBigDecimal("rating")).map(Number::doubleValue)),
        new Involvement.Terms(
            Optional.ofNullable(rs.getObject("compensated", Boolean.class)),
            Optional.ofNullable(rs.getObject("support_offered", Boolean.class))),
        rs.getTimestamp("recorded_at").toInstant(),
        text(rs, "source"),
        rs.getBoolean("synthetic"));
  }

  private static Waiver waiver(ResultSet rs, int n) throws SQLException {
    return new Waiver(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("subject"),
        text(rs, "body"),
        text(rs, "region").map(RegionCode::new),
        rs.getString("reason_sv"),
        rs.getString("decided_by"),
        rs.getObject("decided_on", LocalDate.class),
        rs.getTimestamp("recorded_at").toInstant(),
        rs.getBoolean("synthetic"));
  }

  private static Optional<String> text(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getString(column));
  }

  private static String constant(String code) {
    return code.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
