package se.samspel.indicators;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;

/** The definitions of the indicators, all versions of each. */
@Component
class DefinitionTable {

  private static final String COLUMNS =
      """
      select id, version, name_sv, name_en, numerator, denominator, unit, direction, origin, strata, caveat, aim, lag_days,
             counts, least_count, context_only, valid_from, valid_to, source, synthetic,
             numerator_sv, denominator_sv, origin_sv, caveat_sv
        from indicators.definition
      """;

  private final JdbcClient jdbc;

  DefinitionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Indicator> asOf(AsOf asOf) {
    return jdbc.sql(
            COLUMNS
                + """
                 where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
                 order by id\
                """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query(DefinitionTable::row)
        .list();
  }

  /** Every version there has been of one definition, the newest first. */
  List<Indicator> versions(String id) {
    return versions(id, AsOf.NOW_KNOWN);
  }

  /** The versions of one definition that had been recorded then, the newest first. */
  List<Indicator> versions(String id, Instant known) {
    return jdbc.sql(
            COLUMNS.replace("select id", "select distinct on (version) id")
                + " where id = :id and recorded_at <= :known"
                + " order by version desc, recorded_at desc")
        .param("id", id)
        .param("known", Timestamp.from(known))
        .query(DefinitionTable::row)
        .list();
  }

  /** The newest version of each, by identity. */
  List<Indicator> newest() {
    return jdbc.sql(
            COLUMNS.replace("select id", "select distinct on (id) id")
                + " order by id, version desc, recorded_at desc")
        .query(DefinitionTable::row)
        .list();
  }

  /** The versions that hold on some day as now known, the newest first. */
  List<Indicator> current(String id) {
    return jdbc.sql(
            COLUMNS + " where id = :id and replaced_at = 'infinity' order by valid_from desc")
        .param("id", id)
        .query(DefinitionTable::row)
        .list();
  }

  void replace(String id, Instant moment) {
    jdbc.sql(
            """
            update indicators.definition set replaced_at = :moment
             where id = :id and replaced_at = 'infinity'\
            """)
        .param("moment", Timestamp.from(moment))
        .param("id", id)
        .update();
  }

  /** Enters a version under its own number. */
  void insert(Indicator it, Instant moment) {
    jdbc.sql(
            """
            insert into indicators.definition
              (id, version, name_sv, name_en, numerator, denominator, unit, direction, origin, strata, caveat, aim, lag_days,
               counts, least_count, context_only, valid_from, valid_to, recorded_at, source, synthetic,
               numerator_sv, denominator_sv, origin_sv, caveat_sv)
            values (:id, :version, :nameSv, :nameEn, :numerator, :denominator, :unit, :direction, :origin, :strata, :caveat,
              :aim, :lagDays, :counts, :least, :context, :from, :to, :moment, :source, :synthetic,
              :numeratorSv, :denominatorSv, :originSv, :caveatSv)\
            """)
        .param("id", it.id())
        .param("version", it.version())
        .param("nameSv", it.nameSv())
        .param("nameEn", it.nameEn().orElse(null))
        .param("numerator", it.numerator())
        .param("denominator", it.denominator().orElse(null))
        .param("unit", it.unit())
        .param("direction", it.direction())
        .param("origin", it.origin().orElse(null))
        .param("strata", it.strata().toArray(String[]::new))
        .param("caveat", it.caveat().orElse(null))
        .param("aim", it.aim().orElse(null))
        .param("lagDays", it.lagDays().orElse(null))
        .param("counts", it.counts())
        .param("least", it.leastCount())
        .param("context", it.contextOnly())
        .param("from", it.span().from())
        .param("to", it.span().to())
        .param("moment", Timestamp.from(moment))
        .param("source", it.source().orElse(null))
        .param("synthetic", it.synthetic())
        .param("numeratorSv", it.inSwedish().numerator().orElse(null))
        .param("denominatorSv", it.inSwedish().denominator().orElse(null))
        .param("originSv", it.inSwedish().origin().orElse(null))
        .param("caveatSv", it.inSwedish().caveat().orElse(null))
        .update();
  }

  int nextVersion(String id) {
    return jdbc.sql(
            "select 1 + coalesce(max(version), 0) from indicators.definition where id = :id")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  /** A unit by its code, with its name in Swedish. */
  record UnitName(String unit, String nameSv) {}

  /** The names of the units that the packs give. */
  List<UnitName> units(Instant known) {
    return jdbc.sql(
            """
            select unit, name_sv from indicators.unit
             where recorded_at <= :known and replaced_at > :known order by unit\
            """)
        .param("known", Timestamp.from(known))
        .query((rs, n) -> new UnitName(rs.getString("unit"), rs.getString("name_sv")))
        .list();
  }

  /** Ends the unit's name, where it has one. */
  void replaceUnit(String unit, Instant moment) {
    jdbc.sql(
            """
            update indicators.unit set replaced_at = :moment
             where unit = :unit and replaced_at = 'infinity'\
            """)
        .param("moment", Timestamp.from(moment))
        .param("unit", unit)
        .update();
  }

  void insertUnit(UnitName name, Instant moment) {
    jdbc.sql(
            """
            insert into indicators.unit (unit, name_sv, recorded_at)
            values (:unit, :name, :moment)\
            """)
        .param("unit", name.unit())
        .param("name", name.nameSv())
        .param("moment", Timestamp.from(moment))
        .update();
  }

  /** An aim that holds now. */
  record AimName(String id, String text) {}

  List<AimName> aims(LocalDate day) {
    return jdbc.sql(
            """
            select id, text_sv from programme.public_aim
             where valid_from <= :day and :day < valid_to and replaced_at = 'infinity' order by text_sv\
            """)
        .param("day", day)
        .query((rs, n) -> new AimName(rs.getString(1), rs.getString(2)))
        .list();
  }

  /** A region that holds now. */
  record RegionName(String code, String name) {}

  List<RegionName> regions() {
    return jdbc.sql(
            """
            select code, name_sv from actors.public_region
             where replaced_at = 'infinity' and valid_to > current_date order by code\
            """)
        .query((rs, n) -> new RegionName(rs.getString(1), rs.getString(2)))
        .list();
  }

  private static Indicator row(ResultSet rs, int n) throws SQLException {
    return new Indicator(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("name_sv"),
        Optional.ofNullable(rs.getString("name_en")),
        rs.getString("numerator"),
        Optional.ofNullable(rs.getString("denominator")),
        rs.getString("unit"),
        rs.getString("direction"),
        Optional.ofNullable(rs.getString("origin")),
        List.of((String[]) rs.getArray("strata").getArray()),
        Optional.ofNullable(rs.getString("caveat")),
        Optional.ofNullable(rs.getString("aim")),
        Optional.ofNullable(rs.getObject("lag_days", Integer.class)),
        rs.getString("counts"),
        rs.getInt("least_count"),
        rs.getBoolean("context_only"),
        new DateSpan(rs.getDate("valid_from").toLocalDate(), rs.getDate("valid_to").toLocalDate()),
        Optional.ofNullable(rs.getString("source")),
        rs.getBoolean("synthetic"),
        new Indicator.InSwedish(
            Optional.ofNullable(rs.getString("numerator_sv")),
            Optional.ofNullable(rs.getString("denominator_sv")),
            Optional.ofNullable(rs.getString("origin_sv")),
            Optional.ofNullable(rs.getString("caveat_sv"))));
  }
}
