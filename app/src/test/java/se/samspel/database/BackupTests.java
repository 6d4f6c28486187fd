package se.samspel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import se.samspel.testing.TestDatabase;

class BackupTests {

  private static final int FILLED_BY_MIGRATION = 1;

  private final TestDatabase from = TestDatabase.fresh();

  BackupTests() {
    from.asOwner()
        .sql(
            """
            insert into involvement.panel (id, version, name_sv, recorded_at)
            select 'panel-' || n, 1, E'Panel\\tmed "tecken" åäö ' || n, now() from generate_series(1, 1000) n\
            """)
        .update();
    from.asOwner()
        .sql(
            """
            insert into programme.transition (kind, id, to_state, day, recorded_at, actor, reason)
            values ('need', 'x', 'raised', '2026-01-01', now(), 'test', 'prov')\
            """)
        .update();
  }

  @Test
  void everyRowComesBackAsItWas(@TempDir Path folder) {
    var file = folder.resolve("a.zip");
    assertThat(Backup.save(owner(from), file))
        .isEqualTo(new Backup.Done(tables(), 1001 + FILLED_BY_MIGRATION));
    var to = TestDatabase.fresh();
    assertThat(Backup.restore(owner(to), file, false).rows()).isEqualTo(1001 + FILLED_BY_MIGRATION);
    assertThat(panels(to)).isEqualTo(panels(from));
    to.asOwner()
        .sql(
            """
            insert into programme.transition (kind, id, to_state, day, recorded_at, actor, reason)
            values ('need', 'y', 'raised', '2026-01-01', now(), 'test', 'numreringen går vidare')\
            """)
        .update();
  }

  @Test
  void monthsOfLearningRecordsThatANewDatabaseLacksAreMade(@TempDir Path folder) {
    from.asOwner().sql("select lrs.make_month('2031-05-01')").query(row -> {});
    from.asOwner()
        .sql(
            "insert into lrs.related (term, stored, via) select gen_random_uuid(), d, d from (select timestamptz '2031-05-07') x(d)")
        .update();
    var file = folder.resolve("a.zip");
    Backup.save(owner(from), file);
    var to = TestDatabase.fresh();
    Backup.restore(owner(to), file, false);
    assertThat(
            to.asOwner().sql("select count(*) from lrs.related_2031_05").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void aDatabaseThatHoldsDataIsNotThrownAwayUnasked(@TempDir Path folder) {
    var file = folder.resolve("a.zip");
    Backup.save(owner(from), file);
    var to = TestDatabase.fresh();
    to.asOwner()
        .sql(
            "insert into involvement.panel (id, version, name_sv, recorded_at) values ('q', 1, 'Q', now())")
        .update();
    assertThatThrownBy(() -> Backup.restore(owner(to), file, false))
        .isInstanceOf(Start.Refused.class)
        .hasMessageContaining("--replace");
    assertThat(panels(to)).contains("q");
    Backup.restore(owner(to), file, true);
    assertThat(panels(to)).isEqualTo(panels(from));
  }

  @Test
  void aDamagedFileIsRefusedBeforeAnythingChanges(@TempDir Path folder) throws IOException {
    var file = folder.resolve("a.zip");
    Backup.save(owner(from), file);
    try (var zip = FileSystems.newFileSystem(file)) {
      Files.writeString(
          zip.getPath("data/involvement.panel.copy"), "tampered\n", StandardOpenOption.APPEND);
    }
    var to = TestDatabase.fresh();
    assertThatThrownBy(() -> Backup.restore(owner(to), file, false))
        .isInstanceOf(Start.Refused.class)
        .hasMessageContaining("damaged");
    assertThat(panels(to)).isEmpty();
  }

  @Test
  void aMissingFileIsSaid(@TempDir Path folder) {
    assertThatThrownBy(() -> Backup.restore(owner(from), folder.resolve("none.zip"), true))
        .isInstanceOf(Start.Refused.class)
        .hasMessageContaining("there is no file");
  }

  private int tables() {
    return from.asOwner()
        .sql(
            """
            select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and not c.relispartition
               and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pg_toast')\
            """)
        .query(Integer.class)
        .single();
  }

  private static String panels(TestDatabase database) {
    return database
        .asOwner()
        .sql(
            "select coalesce(string_agg(id || name_sv || recorded_at, ';' order by id), '') from involvement.panel")
        .query(String.class)
        .single();
  }

  private static DataSource owner(TestDatabase database) {
    return new DriverManagerDataSource(database.url(), database.user(), database.password());
  }
}
