package se.samspel.indicators;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.indicators.imports.Extract;

/** The imports with their extracts. */
@Component
class ImportTable {

  private static final String COLUMNS =
      """
      select r.id, r.version, r.source, e.location, e.fetched_at, e.sha256, e.bytes, r.choices, r.periods, r.state, r.fresh,
             r.corrected, r.unchanged, r.person, r.recorded_at
        from indicators.import_run r join indicators.extract e on e.id = r.extract
      """;

  private final JdbcClient jdbc;

  ImportTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<ImportRun> current(String id) {
    return jdbc.sql(COLUMNS + " where r.id = :id and r.replaced_at = 'infinity'")
        .param("id", id)
        .query(ImportTable::row)
        .optional();
  }

  /** Imports that were committed, undone ones among them, the newest first. */
  List<ImportRun> history() {
    return jdbc.sql(
            COLUMNS
                + """
                 where r.replaced_at = 'infinity' and r.state <> 'tried' order by r.recorded_at desc, r.id\
                """)
        .query(ImportTable::row)
        .list();
  }

  /** The import of the same bytes with the same choices that is tried or committed now. */
  Optional<ImportRun> same(String source, Map<String, String> choices, String sha256) {
    return jdbc.sql(
            COLUMNS
                + """
                 where r.source = :source and r.choices = :choices and r.sha256 = :sha and r.state <> 'undone'
                   and r.replaced_at = 'infinity'\
                """)
        .param("source", source)
        .param("choices", text(choices))
        .param("sha", sha256)
        .query(ImportTable::row)
        .optional();
  }

  /** How many imports there have been of the same. */
  int times(String source, Map<String, String> choices, String sha256) {
    return jdbc.sql(
            """
            select count(distinct id) from indicators.import_run
             where source = :source and choices = :choices and sha256 = :sha\
            """)
        .param("source", source)
        .param("choices", text(choices))
        .param("sha", sha256)
        .query(Integer.class)
        .single();
  }

  void keep(ImportRun run, Extract extract, Instant moment) {
    jdbc.sql(
            """
            insert into indicators.extract (id, source, location, fetched_at, sha256, bytes, recorded_at)
            values (:id, :source, :location, :fetched, :sha, :bytes, :moment)\
            """)
        .param("id", run.id())
        .param("source", run.source())
        .param("location", extract.location())
        .param("fetched", Timestamp.from(extract.fetchedAt()))
        .param("sha", run.extract().sha256())
        .param("bytes", extract.bytes())
        .param("moment", Timestamp.from(moment))
        .update();
    for (int i = 0; i < extract.parts().size(); i++) {
      jdbc.sql(
              """
              insert into indicators.extract_part (extract, number, location, content)
              values (:extract, :number, :location, :content)\
              """)
          .param("extract", run.id())
          .param("number", i + 1)
          .param("location", extract.parts().get(i).location())
          .param("content", extract.parts().get(i).content())
          .update();
    }
  }

  /** The extract with its bytes, for reading it again. */
  Extract extract(ImportRun run) {
    var parts =
        jdbc.sql(
                """
                select location, content from indicators.extract_part where extract = :id order by number\
                """)
            .param("id", run.id())
            .query((rs, n) -> new Extract.Part(rs.getString(1), rs.getBytes(2)))
            .list();
    return new Extract(run.extract().location(), run.extract().fetchedAt(), parts);
  }

  /** Enters a step of an import, and ends the one before. */
  void enter(ImportRun run, Instant moment) {
    jdbc.sql(
            """
            update indicators.import_run set replaced_at = :moment where id = :id and replaced_at = 'infinity'\
            """)
        .param("moment", Timestamp.from(moment))
        .param("id", run.id())
        .update();
    jdbc.sql(
            """
            insert into indicators.import_run
              (id, version, source, extract, sha256, choices, periods, state, fresh, corrected, unchanged, person, recorded_at)
            values (:id, :version, :source, :id, :sha, :choices, :periods, :state, :fresh, :corrected, :unchanged, :person,
              :moment)\
            """)
        .param("id", run.id())
        .param("version", run.version())
        .param("source", run.source())
        .param("sha", run.extract().sha256())
        .param("choices", text(run.choices()))
        .param("periods", run.periods())
        .param("state", run.state().code())
        .param("fresh", run.fresh())
        .param("corrected", run.corrected())
        .param("unchanged", run.unchanged())
        .param("person", run.person())
        .param("moment", Timestamp.from(moment))
        .update();
  }

  private static String text(Map<String, String> choices) {
    return choices.entrySet().stream()
        .map(it -> it.getKey() + "=" + it.getValue().replace("\\", "\\\\").replace("\n", "\\n"))
        .collect(Collectors.joining("\n"));
  }

  private static Map<String, String> choices(String text) {
    var choices = new LinkedHashMap<String, String>();
    for (var line : text.split("\n")) {
      int at = line.indexOf('=');
      if (at > 0) {
        choices.put(line.substring(0, at), unescaped(line.substring(at + 1)));
      }
    }
    return choices;
  }

  private static String unescaped(String text) {
    var plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        plain.append(text.charAt(++i) == 'n' ? '\n' : text.charAt(i));
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }

  private static ImportRun row(ResultSet rs, int n) throws SQLException {
    return new ImportRun(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("source"),
        new Provenance(
            rs.getString("id"),
            rs.getString("location"),
            rs.getTimestamp("fetched_at").toInstant(),
            rs.getString("sha256")),
        rs.getLong("bytes"),
        choices(rs.getString("choices")),
        rs.getString("periods"),
        ImportRun.State.valueOf(rs.getString("state").toUpperCase(Locale.ROOT)),
        rs.getInt("fresh"),
        rs.getInt("corrected"),
        rs.getInt("unchanged"),
        rs.getString("person"),
        rs.getTimestamp("recorded_at").toInstant());
  }
}
