package se.samspel.indicators;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.RegionCode;

/** The questions to the regions. */
@Component
class SignalTable {

  private static final String COLUMNS =
      """
      select id, version, indicator, series, region, period, rule, mark, asked_on, answer, answer_sv, acts_on, answered_on,
             withdrawn, synthetic
        from indicators.signal
      """;

  private final JdbcClient jdbc;

  SignalTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those asked by the day, the newest first. */
  List<Signal> asOf(AsOf asOf) {
    return jdbc.sql(
            COLUMNS
                + """
                 where asked_on <= :day and recorded_at <= :known and replaced_at > :known
                 order by asked_on desc, period desc, indicator, region\
                """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query(SignalTable::row)
        .list();
  }

  Optional<Signal> current(String id) {
    return jdbc.sql(COLUMNS + " where id = :id and replaced_at = 'infinity'")
        .param("id", id)
        .query(SignalTable::row)
        .optional();
  }

  void put(Signal it, String actor, Instant moment) {
    jdbc.sql(
            """
            update indicators.signal set replaced_at = :moment
             where id = :id and replaced_at = 'infinity'\
            """)
        .param("moment", Timestamp.from(moment))
        .param("id", it.id())
        .update();
    jdbc.sql(
            """
            insert into indicators.signal
              (id, version, indicator, series, region, period, rule, mark, asked_on, answer, answer_sv, acts_on,
               answered_on, actor, withdrawn, recorded_at, synthetic)
            values (:id, :version, :indicator, :series, :region, :period, :rule, :mark, :asked, :answer, :words, :acts,
              :answered, :actor, :withdrawn, :moment, :synthetic)\
            """)
        .param("id", it.id())
        .param("version", it.version())
        .param("indicator", it.indicator())
        .param("series", it.series())
        .param("region", it.region().value())
        .param("period", it.period().code())
        .param("rule", it.rule())
        .param("mark", it.mark())
        .param("asked", it.askedOn())
        .param("answer", it.answer().map(a -> a.name().toLowerCase(Locale.ROOT)).orElse(null))
        .param("words", it.words().orElse(null))
        .param("acts", it.actsOn().orElse(null))
        .param("answered", it.answeredOn().orElse(null))
        .param("actor", actor)
        .param("withdrawn", it.withdrawn())
        .param("moment", Timestamp.from(moment))
        .param("synthetic", it.synthetic())
        .update();
  }

  private static Signal row(ResultSet rs, int n) throws SQLException {
    return new Signal(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("indicator"),
        rs.getString("series"),
        new RegionCode(rs.getString("region")),
        Period.parse(rs.getString("period")),
        rs.getString("rule"),
        rs.getString("mark"),
        rs.getDate("asked_on").toLocalDate(),
        Optional.ofNullable(rs.getString("answer"))
            .map(it -> SignalAnswer.valueOf(it.toUpperCase(Locale.ROOT))),
        Optional.ofNullable(rs.getString("answer_sv")),
        Optional.ofNullable(rs.getString("acts_on")),
        Optional.ofNullable(rs.getDate("answered_on")).map(Date::toLocalDate),
        rs.getBoolean("withdrawn"),
        rs.getBoolean("synthetic"));
  }

  /** The day that the row's first asking is counted from. */
  static LocalDate day(Instant moment) {
    return moment.atZone(java.time.ZoneId.of("Europe/Stockholm")).toLocalDate();
  }
}
