package se.samspel.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings the schemas up to date: each module has its own schema, its own numbered files under
 * {@code db/migration/<module>} and its own history table.
 *
 * <p>When the files are exactly those of the last run nothing but one query is done, which keeps
 * the second start quick.
 */
public final class Migrations {

  /** The modules with a schema, each after those that it depends on. */
  public static final List<String> MODULES =
      List.of(
          "access",
          "actors",
          "packs",
          "directory",
          "programme",
          "involvement",
          "knowledge",
          "reach",
          "implementation",
          "funding",
          "indicators",
          "thread",
          "reporting",
          "lrs");

  private Migrations() {}

  /**
   * Migrates every schema.
   *
   * @param owner connects as the owner of the database
   */
  public static void run(DataSource owner) {
    var hash = hash();
    var jdbc = JdbcClient.create(owner);
    if (upToDate(owner, hash)) {
      return;
    }
    flyway(owner, "__root", "public", "flyway_schema_history").migrate();
    for (var module : MODULES) {
      if (files(module).length > 0) {
        flyway(owner, module, module, "flyway_schema_history_" + module).migrate();
      }
    }
    jdbc.sql(
            """
            insert into public.samspel_schema (only_row, hash) values (true, :hash)
            on conflict (only_row) do update set hash = excluded.hash\
            """)
        .param("hash", hash)
        .update();
  }

  private static Flyway flyway(DataSource owner, String module, String schema, String table) {
    return Flyway.configure()
        .dataSource(owner)
        .locations("classpath:db/migration/" + module)
        .schemas(schema)
        .defaultSchema("public")
        .table(table)
        .createSchemas(false)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load();
  }

  private static boolean upToDate(DataSource owner, String hash) {
    try (var connection = owner.getConnection();
        var statement = connection.createStatement()) {
      try (var exists =
          statement.executeQuery("select to_regclass('public.samspel_schema') is not null")) {
        exists.next();
        if (!exists.getBoolean(1)) {
          return false;
        }
      }
      try (var known = statement.executeQuery("select hash from public.samspel_schema")) {
        return known.next() && known.getString(1).equals(hash);
      }
    } catch (SQLException broken) {
      throw new IllegalStateException("the database does not answer", broken);
    }
  }

  private static String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var module : Stream.concat(Stream.of("__root"), MODULES.stream()).toList()) {
        for (var file : files(module)) {
          digest.update(module.getBytes(StandardCharsets.UTF_8));
          digest.update(String.valueOf(file.getFilename()).getBytes(StandardCharsets.UTF_8));
          digest.update(file.getContentAsByteArray());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | NoSuchAlgorithmException broken) {
      throw new IllegalStateException("the migrations can't be read", broken);
    }
  }

  private static Resource[] files(String module) {
    try {
      var found =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:db/migration/" + module + "/*.sql");
      java.util.Arrays.sort(
          found, Comparator.comparing(file -> String.valueOf(file.getFilename())));
      return found;
    } catch (IOException broken) {
      throw new IllegalStateException("the migrations can't be read", broken);
    }
  }
}
