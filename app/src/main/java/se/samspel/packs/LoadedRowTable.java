package se.samspel.packs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.PackRow;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every row of every pack as it was last loaded. */
@Component
class LoadedRowTable {

  private static final int BATCH = 1_000;
  private static final long LOCK = 0x5041434BL;
  private static final TypeReference<Map<String, String>> CELLS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JdbcTemplate batches;
  private final JsonMapper json = new JsonMapper();

  LoadedRowTable(JdbcClient jdbc, JdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Which row. */
  record Key(String file, String key) {}

  /**
   * A row that another pack has loaded.
   *
   * @param pack the other pack
   * @param hash of its content
   */
  record Other(String pack, String hash) {}

  /**
   * Lets one load at a time through, until its transaction ends, and has PostgreSQL look rows up by
   * index in it. A statement that is planned while its table is empty would read the whole table
   * for each of the thousands of rows that follow, since nothing is analysed before the end.
   */
  void begin() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query(rs -> {});
    jdbc.sql("select set_config('enable_seqscan', 'off', true)").query(rs -> {});
  }

  /** The hash of each row that the pack has loaded. */
  Map<Key, String> hashes(String pack) {
    var hashes = new HashMap<Key, String>();
    jdbc.sql("select file, key, hash from packs.loaded_row where pack = :pack")
        .param("pack", pack)
        .query(rs -> {
          hashes.put(new Key(rs.getString(1), rs.getString(2)), rs.getString(3));
        });
    return hashes;
  }

  /** The rows that other packs have loaded of the same files. */
  Map<Key, Other> others(String pack, Collection<String> files) {
    var others = new HashMap<Key, Other>();
    jdbc.sql(
            """
            select file, key, pack, hash from packs.loaded_row
             where pack <> :pack and file = any(:files)\
            """)
        .param("pack", pack)
        .param("files", files.toArray(String[]::new))
        .query(rs -> {
          others.put(
              new Key(rs.getString(1), rs.getString(2)),
              new Other(rs.getString(3), rs.getString(4)));
        });
    return others;
  }

  /** The keys that other packs have loaded of the file. */
  Set<String> otherKeys(String pack, String file) {
    return new HashSet<>(
        jdbc.sql("select key from packs.loaded_row where pack <> :pack and file = :file")
            .param("pack", pack)
            .param("file", file)
            .query(String.class)
            .list());
  }

  /** The rows as they were loaded. */
  List<PackRow> rows(String pack, Collection<Key> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select r.file, r.key, r.cells
              from packs.loaded_row r
              join unnest(:files, :keys) as asked (file, key)
                on asked.file = r.file and asked.key = r.key
             where r.pack = :pack
             order by r.file, r.key\
            """)
        .param("pack", pack)
        .param("files", keys.stream().map(Key::file).toArray(String[]::new))
        .param("keys", keys.stream().map(Key::key).toArray(String[]::new))
        .query((rs, n) ->
            new PackRow(
                rs.getString(1), 0, rs.getString(2), json.readValue(rs.getString(3), CELLS)))
        .list();
  }

  /** Puts the rows in the place of what stood there. */
  void put(String pack, List<PackRow> rows, Map<PackRow, String> hashes, Instant moment) {
    for (var from = 0; from < rows.size(); from += BATCH) {
      var part = rows.subList(from, Math.min(rows.size(), from + BATCH));
      jdbc.sql(
              """
              insert into packs.loaded_row (pack, file, key, hash, cells, recorded_at)
              select :pack, file, key, hash, cells::jsonb, :at
                from unnest(:files, :keys, :hashes, :cells) as put (file, key, hash, cells)
              on conflict (pack, file, key) do update
                set hash = excluded.hash, cells = excluded.cells, recorded_at = excluded.recorded_at\
              """)
          .param("pack", pack)
          .param("files", texts(part, PackRow::file))
          .param("keys", texts(part, PackRow::key))
          .param("hashes", texts(part, hashes::get))
          .param("cells", texts(part, row -> json.writeValueAsString(new TreeMap<>(row.cells()))))
          .param("at", Timestamp.from(moment))
          .update();
    }
  }

  private static String[] texts(List<PackRow> rows, Function<PackRow, String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }

  /** How the pack was made the last time, where it was made by code. */
  Optional<String> recipe(String pack) {
    return jdbc.sql("select recipe from packs.made where pack = :pack")
        .param("pack", pack)
        .query(String.class)
        .optional();
  }

  /** Remembers how the pack was made. */
  void keepRecipe(String pack, String recipe) {
    jdbc.sql(
            """
            insert into packs.made (pack, recipe) values (:pack, :recipe)
            on conflict (pack) do update set recipe = excluded.recipe\
            """)
        .param("pack", pack)
        .param("recipe", recipe)
        .update();
  }

  /** That nothing has changed, with the size of what is loaded. */
  Loading.Unchanged asLoaded(String pack) {
    return jdbc.sql(
            "select count(distinct file), count(*) from packs.loaded_row where pack = :pack")
        .param("pack", pack)
        .query((rs, n) -> new Loading.Unchanged(pack, rs.getInt(1), rs.getInt(2)))
        .single();
  }

  /** Forgets the rows. */
  void remove(String pack, List<PackRow> rows) {
    batches.batchUpdate(
        "delete from packs.loaded_row where pack = ? and file = ? and key = ?",
        rows,
        BATCH,
        (statement, row) -> {
          statement.setString(1, pack);
          statement.setString(2, row.file());
          statement.setString(3, row.key());
        });
  }

  /** SHA-256 of a row's content; the order of columns and blank cells make no difference. */
  static String hash(PackRow row) {
    var text = new StringBuilder();
    new TreeMap<>(row.cells())
        .forEach(
            (column, cell) -> text.append(column).append('\u001f').append(cell).append('\u001e'));
    return sha256(text.toString());
  }

  /** One text that stands for everything a pack has loaded, for the audit log. */
  static String fingerprint(Map<Key, String> hashes) {
    var lines = new TreeMap<String, String>();
    hashes.forEach((key, hash) -> lines.put(key.file() + '\u001f' + key.key(), hash));
    return lines.toString();
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
