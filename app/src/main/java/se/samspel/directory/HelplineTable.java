package se.samspel.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;

/** The helplines, dated on two clocks. */
@Component
class HelplineTable {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batches;

  HelplineTable(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** The lines that held then. */
  List<Helpline> lines(AsOf asOf) {
    return jdbc.sql(
            """
            select * from directory.helpline
             where valid_from <= :day and :day < valid_to
               and recorded_at <= :known and replaced_at > :known
             order by name_sv\
            """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((rs, n) -> line(rs))
        .list();
  }

  /** The line as known now, of whatever day. */
  Optional<Helpline> current(String id) {
    return jdbc.sql("select * from directory.helpline where id = :id and replaced_at = 'infinity'")
        .param("id", id)
        .query((rs, n) -> line(rs))
        .optional();
  }

  /** Every line as known now, also those that no longer hold. */
  List<Helpline> all() {
    return jdbc.sql(
            "select * from directory.helpline where replaced_at = 'infinity' order by name_sv")
        .query((rs, n) -> line(rs))
        .list();
  }

  /** Ends what is known of each. */
  void end(List<String> ids, Instant moment) {
    batches.batchUpdate(
        """
        update directory.helpline set replaced_at = :moment
         where id = :id and replaced_at = 'infinity'\
        """,
        ids.stream()
            .map(id ->
                new MapSqlParameterSource("id", id).addValue("moment", Timestamp.from(moment)))
            .toArray(SqlParameterSource[]::new));
  }

  /** Puts each in the place of what is known of it; the version becomes the next. */
  void put(List<Helpline> lines, Instant moment) {
    end(lines.stream().map(Helpline::id).toList(), moment);
    batches.batchUpdate(
        """
        insert into directory.helpline
          (id, version, name_sv, contact, channel, audience_sv, last_verified, verified_how,
           valid_from, valid_to, recorded_at, source, synthetic)
        values
          (:id, coalesce((select max(version) from directory.helpline where id = :id), 0) + 1,
           :name, :contact, :channel, :audience, :verified, :how,
           :from, :to, :moment, :source, :synthetic)\
        """,
        lines.stream()
            .map(line ->
                new MapSqlParameterSource("id", line.id())
                    .addValue("name", line.name())
                    .addValue("contact", line.contact())
                    .addValue("channel", String.join("; ", line.channels()))
                    .addValue("audience", String.join("; ", line.audience()))
                    .addValue("verified", line.verified().orElse(null), java.sql.Types.DATE)
                    .addValue("how", line.verifiedHow().orElse(null))
                    .addValue("from", line.span().from())
                    .addValue("to", line.span().to())
                    .addValue("moment", Timestamp.from(moment))
                    .addValue("source", line.source().orElse(null))
                    .addValue("synthetic", line.synthetic()))
            .toArray(SqlParameterSource[]::new));
  }

  private static Helpline line(ResultSet rs) throws SQLException {
    return new Helpline(
        rs.getString("id"),
        rs.getString("name_sv"),
        rs.getString("contact"),
        Helpline.parts(rs.getString("channel")),
        Helpline.parts(rs.getString("audience_sv")),
        Optional.ofNullable(rs.getObject("last_verified", LocalDate.class)),
        Optional.ofNullable(rs.getString("verified_how")),
        rs.getInt("version"),
        new DateSpan(
            rs.getObject("valid_from", LocalDate.class), rs.getObject("valid_to", LocalDate.class)),
        Optional.ofNullable(rs.getString("source")),
        rs.getBoolean("synthetic"));
  }
}
