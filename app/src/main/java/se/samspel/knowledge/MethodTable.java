package se.samspel.knowledge;

import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;

/** The methods, all versions of each. */
@Component
class MethodTable {

  private final JdbcClient jdbc;

  MethodTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Method> asOf(AsOf asOf) {
    return jdbc.sql(
            """
            select id, version, name_sv, name_en, population, programme_role, synonyms, valid_from, valid_to, source, synthetic,
                   population_sv, programme_role_sv
              from knowledge.method
             where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
             order by name_sv, id\
            """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query(MethodTable::row)
        .list();
  }

  /** The versions of one method that had been recorded then, the newest first. */
  List<Method> versions(String id, Instant known) {
    return jdbc.sql(
            """
            select distinct on (version)
                   id, version, name_sv, name_en, population, programme_role, synonyms, valid_from, valid_to, source, synthetic,
                   population_sv, programme_role_sv
              from knowledge.method where id = :id and recorded_at <= :known
             order by version desc, recorded_at desc\
            """)
        .param("id", id)
        .param("known", Timestamp.from(known))
        .query(MethodTable::row)
        .list();
  }

  Optional<Method> current(String id) {
    return jdbc.sql(
            """
            select id, version, name_sv, name_en, population, programme_role, synonyms, valid_from, valid_to, source, synthetic,
                   population_sv, programme_role_sv
              from knowledge.method where id = :id and replaced_at = 'infinity' order by valid_from desc limit 1\
            """)
        .param("id", id)
        .query(MethodTable::row)
        .optional();
  }

  void replace(String id, Instant moment) {
    jdbc.sql(
            "update knowledge.method set replaced_at = :moment where id = :id and replaced_at ="
                + " 'infinity'")
        .param("moment", Timestamp.from(moment))
        .param("id", id)
        .update();
  }

  void insert(Method method, Instant moment) {
    jdbc.sql(
            """
            insert into knowledge.method
              (id, version, name_sv, name_en, population, programme_role, synonyms, valid_from, valid_to, recorded_at, source, synthetic,
               population_sv, programme_role_sv)
            values (:id, 1 + coalesce((select max(version) from knowledge.method where id = :id), 0),
              :nameSv, :nameEn, :population, :role, :synonyms, :from, :to, :moment, :source, :synthetic,
              :populationSv, :roleSv)\
            """)
        .param("id", method.id())
        .param("nameSv", method.nameSv())
        .param("nameEn", method.nameEn().orElse(null))
        .param("population", method.population().orElse(null))
        .param("role", method.programmeRole().orElse(null))
        .param("synonyms", method.synonyms().toArray(String[]::new))
        .param("from", method.span().from())
        .param("to", method.span().to())
        .param("moment", Timestamp.from(moment))
        .param("source", method.source().orElse(null))
        .param("synthetic", method.synthetic())
        .param("populationSv", method.inSwedish().population().orElse(null))
        .param("roleSv", method.inSwedish().programmeRole().orElse(null))
        .update();
  }

  private static Method row(ResultSet rs, int n) throws SQLException {
    return new Method(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("name_sv"),
        Optional.ofNullable(rs.getString("name_en")),
        Optional.ofNullable(rs.getString("population")),
        Optional.ofNullable(rs.getString("programme_role")),
        list(rs.getArray("synonyms")),
        span(rs),
        Optional.ofNullable(rs.getString("source")),
        rs.getBoolean("synthetic"),
        new Method.InSwedish(
            Optional.ofNullable(rs.getString("population_sv")),
            Optional.ofNullable(rs.getString("programme_role_sv"))));
  }

  static List<String> list(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  static DateSpan span(ResultSet rs) throws SQLException {
    return new DateSpan(
        rs.getDate("valid_from").toLocalDate(), rs.getDate("valid_to").toLocalDate());
  }

  static Optional<java.time.LocalDate> day(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getDate(column)).map(Date::toLocalDate);
  }
}
