package se.samspel.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The figures. Rows are added and read, never changed. */
@Component
class FigureTable {

  private static final String COLUMNS =
      """
      select id, definition, definition_version, title, method, parameters::text as parameters, as_of_day, as_of_known,
             sentence_sv, result::text as result, sources, synthetic, hash, chain, taken_at, taken_by, previous
        from reporting.figure
      """;

  private final JdbcClient jdbc;

  FigureTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Every figure, the newest first. */
  List<Figure> all() {
    return jdbc.sql(COLUMNS + " order by seq desc").query(FigureTable::row).list();
  }

  Optional<Figure> find(String id) {
    return jdbc.sql(COLUMNS + " where id = :id").param("id", id).query(FigureTable::row).optional();
  }

  /** The figures of one definition in the order they were taken. */
  List<Figure> chain(String definition) {
    return jdbc.sql(COLUMNS + " where definition = :definition order by seq")
        .param("definition", definition)
        .query(FigureTable::row)
        .list();
  }

  void insert(Figure it) {
    jdbc.sql(
            """
            insert into reporting.figure
              (id, definition, definition_version, title, method, parameters, as_of_day, as_of_known, sentence_sv, result,
               sources, synthetic, hash, chain, taken_at, taken_by, previous)
            values (:id, :definition, :version, :title, :method, :parameters::jsonb, :day, :known, :sentence, :result::jsonb,
               :sources, :synthetic, :hash, :chain, :takenAt, :takenBy, :previous)\
            """)
        .param("id", it.id())
        .param("definition", it.definition())
        .param("version", it.definitionVersion())
        .param("title", it.title())
        .param("method", it.method())
        .param("parameters", CanonicalJson.of(it.parameters()))
        .param("day", it.day())
        .param("known", Timestamp.from(it.known()))
        .param("sentence", it.sentence())
        .param("result", it.result())
        .param("sources", it.sources().toArray(String[]::new))
        .param("synthetic", it.synthetic())
        .param("hash", it.hash())
        .param("chain", it.chain())
        .param("takenAt", Timestamp.from(it.takenAt()))
        .param("takenBy", it.takenBy())
        .param("previous", it.previous().orElse(null))
        .update();
  }

  private static Figure row(ResultSet rs, int n) throws SQLException {
    return new Figure(
        rs.getString("id"),
        rs.getString("definition"),
        rs.getInt("definition_version"),
        rs.getString("title"),
        rs.getString("method"),
        parameters(rs.getString("parameters")),
        rs.getDate("as_of_day").toLocalDate(),
        rs.getTimestamp("as_of_known").toInstant(),
        rs.getString("sentence_sv"),
        CanonicalJson.canonical(rs.getString("result")),
        List.of((String[]) rs.getArray("sources").getArray()),
        rs.getBoolean("synthetic"),
        rs.getString("hash"),
        rs.getString("chain"),
        rs.getTimestamp("taken_at").toInstant(),
        rs.getString("taken_by"),
        Optional.ofNullable(rs.getString("previous")));
  }

  private static Map<String, String> parameters(String json) {
    var parameters = new LinkedHashMap<String, String>();
    CanonicalJson.tree(json)
        .properties()
        .forEach(it -> parameters.put(it.getKey(), it.getValue().asString()));
    return parameters;
  }
}
