package se.samspel.indicators;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;

/** The values of the indicators. Row-level security leaves out what is not yet everyone's. */
@Component
class ValueTable {

  private static final String COLUMNS =
      """
      select id, version, indicator, definition_version, series, region, sex, age, period, value, numerator, denominator, unit,
             completeness, provisional, state, source, synthetic, import_run, location, fetched_at, sha256
        from (select v.*, e.location, e.fetched_at, e.sha256
                from indicators.value v left join indicators.extract e on e.id = v.extract) v
      """;

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;
  private final ApplicationEventPublisher events;

  ValueTable(JdbcClient jdbc, NamedParameterJdbcTemplate batch, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.batch = batch;
    this.events = events;
  }

  /** The values known then of periods that had begun by the day. */
  List<Measured> asOf(String indicator, AsOf asOf) {
    return jdbc.sql(
            COLUMNS
                + """
                 where indicator = :indicator and period_from <= :day
                   and recorded_at <= :known and replaced_at > :known
                 order by series, period_from desc, period, unit, region, sex, age\
                """)
        .param("indicator", indicator)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query(ValueTable::row)
        .list();
  }

  /** Those of every indicator. */
  List<Measured> asOf(AsOf asOf) {
    return jdbc.sql(
            COLUMNS
                + """
                 where period_from <= :day and recorded_at <= :known and replaced_at > :known
                 order by indicator, series, period_from desc, period, unit, region, sex, age\
                """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query(ValueTable::row)
        .list();
  }

  Optional<Measured> current(String id) {
    return jdbc.sql(COLUMNS + " where id = :id and replaced_at = 'infinity'")
        .param("id", id)
        .query(ValueTable::row)
        .optional();
  }

  /** The rows that hold now, by identity, of those given. */
  Map<String, Measured> current(Collection<String> ids) {
    return ids.isEmpty()
        ? Map.of()
        : jdbc
            .sql(COLUMNS + " where id = any(:ids) and replaced_at = 'infinity'")
            .param("ids", ids.toArray(String[]::new))
            .query(ValueTable::row)
            .stream()
            .collect(Collectors.toMap(Measured::id, it -> it));
  }

  /** All values that hold now, of every period. */
  List<Measured> now(String indicator) {
    return jdbc.sql(COLUMNS + " where indicator = :indicator and replaced_at = 'infinity'")
        .param("indicator", indicator)
        .query(ValueTable::row)
        .list();
  }

  /** What an import entered, whether it still holds or not. */
  List<Measured> enteredBy(String run, Instant moment) {
    return jdbc.sql(COLUMNS + " where import_run = :run and recorded_at = :moment")
        .param("run", run)
        .param("moment", Timestamp.from(moment))
        .query(ValueTable::row)
        .list();
  }

  /** What was replaced at that moment, by identity. */
  Map<String, Measured> replacedAt(Collection<String> ids, Instant moment) {
    return jdbc
        .sql(COLUMNS + " where id = any(:ids) and replaced_at = :moment")
        .param("ids", ids.toArray(String[]::new))
        .param("moment", Timestamp.from(moment))
        .query(ValueTable::row)
        .stream()
        .collect(Collectors.toMap(Measured::id, it -> it));
  }

  void replace(List<String> ids, Instant moment) {
    batch.batchUpdate(
        "update indicators.value set replaced_at = :moment where id = :id and replaced_at ="
            + " 'infinity'",
        ids.stream()
            .map(id ->
                new MapSqlParameterSource("id", id).addValue("moment", Timestamp.from(moment)))
            .toArray(SqlParameterSource[]::new));
  }

  /** Stores the values and tells of them, so that no way in is forgotten. */
  void insert(List<Measured> values, Instant moment) {
    batch.batchUpdate(
        """
        insert into indicators.value
          (id, version, indicator, definition_version, series, region, sex, age, period, period_from, period_to, value,
           numerator, denominator, unit, completeness, provisional, state, recorded_at, source, synthetic, import_run, extract)
        values (:id, 1 + coalesce((select max(version) from indicators.value where id = :id), 0),
          :indicator, :definition, :series, :region, :sex, :age, :period, :from, :to, :value, :numerator, :denominator,
          :unit, :completeness, :provisional, :state, :moment, :source, :synthetic, :run, :run)\
        """,
        values.stream()
            .map(it ->
                new MapSqlParameterSource("id", it.id())
                    .addValue("indicator", it.indicator())
                    .addValue("definition", it.definitionVersion())
                    .addValue("series", it.series())
                    .addValue("region", it.region())
                    .addValue("sex", it.sex())
                    .addValue("age", it.age())
                    .addValue("period", it.period().code())
                    .addValue("from", it.period().span().from())
                    .addValue("to", it.period().span().to())
                    .addValue("value", decimal(it.value()))
                    .addValue("numerator", decimal(it.numerator()))
                    .addValue("denominator", decimal(it.denominator()))
                    .addValue("unit", it.unit().orElse(null))
                    .addValue("completeness", decimal(it.completeness()))
                    .addValue("provisional", it.provisional())
                    .addValue("state", it.state().code())
                    .addValue("moment", Timestamp.from(moment))
                    .addValue("source", it.source().orElse(null))
                    .addValue("synthetic", it.synthetic())
                    // An import and its extract have one identity.
                    .addValue("run", it.provenance().map(Provenance::run).orElse(null)))
            .toArray(SqlParameterSource[]::new));
    var indicators = values.stream().map(Measured::indicator).distinct().sorted().toList();
    if (!indicators.isEmpty()) {
      events.publishEvent(new ValuesRecorded(indicators, moment));
    }
  }

  private static @Nullable BigDecimal decimal(Optional<Double> number) {
    return number.map(BigDecimal::valueOf).orElse(null);
  }

  private static Optional<Double> number(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getBigDecimal(column)).map(BigDecimal::doubleValue);
  }

  private static Measured row(ResultSet rs, int n) throws SQLException {
    return new Measured(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("indicator"),
        rs.getInt("definition_version"),
        rs.getString("series"),
        rs.getString("region"),
        rs.getString("sex"),
        rs.getString("age"),
        Period.parse(rs.getString("period")),
        number(rs, "value"),
        number(rs, "numerator"),
        number(rs, "denominator"),
        Optional.ofNullable(rs.getString("unit")),
        number(rs, "completeness"),
        rs.getBoolean("provisional"),
        ValueState.ofCode(rs.getString("state")),
        Optional.ofNullable(rs.getString("source")),
        rs.getBoolean("synthetic"),
        provenance(rs));
  }

  private static Optional<Provenance> provenance(ResultSet rs) throws SQLException {
    var run = rs.getString("import_run");
    return run == null
        ? Optional.empty()
        : Optional.of(
            new Provenance(
                run,
                rs.getString("location"),
                rs.getTimestamp("fetched_at").toInstant(),
                rs.getString("sha256")));
  }
}
