package se.samspel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import se.samspel.database.Migrations;
import se.samspel.testing.TestDatabase;

/**
 * The database keeps to the same map as the code: a module's SQL names its own schema, or a view
 * {@code public_…} of a module that it may depend on.
 */
class SchemaBoundaryTests {

  private static final Path SOURCES = Path.of("src/main/java/se/samspel");
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Pattern TEXT_BLOCK =
      Pattern.compile("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", Pattern.DOTALL);

  @Test
  void sqlInCodeNamesOnlyWhatTheModuleMayRead() throws IOException {
    var faults = new ArrayList<String>();
    for (var module : modules()) {
      var allowed = allowed(module);
      for (var file : files(SOURCES.resolve(module), ".java")) {
        var strings = TEXT_BLOCK.matcher(Files.readString(file));
        while (strings.find()) {
          named(sqlOf(strings.group()))
              .forEach((schema, tables) -> {
                if (schema.equals(module)) {
                  return;
                }
                for (var table : tables) {
                  if (!allowed.contains(schema)) {
                    faults.add(
                        file
                            + " names "
                            + schema
                            + "."
                            + table
                            + ", which "
                            + module
                            + " may not depend on");
                  } else if (!table.startsWith("public_")) {
                    faults.add(
                        file
                            + " names "
                            + schema
                            + "."
                            + table
                            + ", which is not a published view");
                  }
                }
              });
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void aMigrationTouchesItsOwnSchemaOnly() throws IOException {
    var faults = new ArrayList<String>();
    for (var module : modules()) {
      for (var file : files(MIGRATIONS.resolve(module), ".sql")) {
        named(Files.readString(file)).keySet().stream()
            .filter(schema -> !schema.equals(module))
            .forEach(schema -> faults.add(file + " names the schema " + schema));
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void noForeignKeyCrossesSchemas() {
    assertThat(
            TestDatabase.fresh()
                .asOwner()
                .sql(
                    """
                    select conname from pg_constraint k
                      join pg_class a on a.oid = k.conrelid join pg_class b on b.oid = k.confrelid
                     where k.contype = 'f' and a.relnamespace <> b.relnamespace\
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }

  @Test
  void theApplicationOwnsNoTableAndCannotPassRowLevelSecurity() {
    var owner = TestDatabase.fresh().asOwner();
    assertThat(
            owner
                .sql("select rolbypassrls or rolsuper from pg_roles where rolname = 'samspel_app'")
                .query(Boolean.class)
                .single())
        .isFalse();
    assertThat(
            owner
                .sql("select tablename from pg_tables where tableowner = 'samspel_app'")
                .query(String.class)
                .list())
        .isEmpty();
  }

  /**
   * Text blocks hold SQL; a short string is SQL where a table follows one of its words, else it is
   * a key.
   */
  private static String sqlOf(String literal) {
    var sql = Pattern.compile("(?i)\\b(from|join|into|update)\\s+[a-z]+\\.[a-z_]+");
    return literal.startsWith("\"\"\"") || sql.matcher(literal).find() ? literal : "";
  }

  /** Schema-qualified names in the text, by schema. */
  private static Map<String, Set<String>> named(String text) {
    var schemas = String.join("|", Migrations.MODULES);
    var found = Pattern.compile("(?<![\\w./:-])(" + schemas + ")\\.([a-z_]+)\\b").matcher(text);
    var names = new TreeMap<String, Set<String>>();
    while (found.find()) {
      names.merge(
          found.group(1),
          Set.of(found.group(2)),
          (a, b) -> Stream.concat(a.stream(), b.stream()).collect(Collectors.toSet()));
    }
    // A file name, a message key or a property is no table.
    names
        .values()
        .removeIf(tables -> tables.stream().allMatch(it -> it.matches("jte|csv|sql|properties")));
    return names;
  }

  private static List<String> modules() {
    return Migrations.MODULES;
  }

  private static Set<String> allowed(String module) {
    try {
      var info = Class.forName("se.samspel." + module + ".package-info");
      return Set.of(info.getPackage().getAnnotation(ApplicationModule.class).allowedDependencies());
    } catch (ClassNotFoundException missing) {
      throw new AssertionError("the module " + module + " has no package-info", missing);
    }
  }

  private static List<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(it -> it.toString().endsWith(ending)).sorted().toList();
    }
  }
}
