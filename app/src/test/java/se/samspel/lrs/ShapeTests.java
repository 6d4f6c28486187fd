package se.samspel.lrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import se.samspel.testing.TestDatabase;

/** The store keeps a shape that can move to a node of its own (reference/scale.md §5). */
class ShapeTests {

  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @Test
  void thereIsNoTrigger() {
    assertThat(
            DATABASE
                .asOwner()
                .sql(
                    """
                    select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
                     where c.relnamespace = 'lrs'::regnamespace and not tgisinternal\
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }

  @Test
  void thereIsNoForeignKey() {
    assertThat(
            DATABASE
                .asOwner()
                .sql(
                    "select conname from pg_constraint where contype = 'f' and connamespace = 'lrs'::regnamespace")
                .query(String.class)
                .list())
        .isEmpty();
  }

  @Test
  void everyTableHasAPrimaryKey() {
    assertThat(
            DATABASE
                .asOwner()
                .sql(
                    """
                    select relname from pg_class c
                     where relnamespace = 'lrs'::regnamespace and relkind in ('r', 'p')
                       and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'p')\
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }

  @Test
  void noSequenceHandsOutNumbers() {
    assertThat(
            DATABASE
                .asOwner()
                .sql(
                    "select relname from pg_class where relnamespace = 'lrs'::regnamespace and relkind = 'S'")
                .query(String.class)
                .list())
        .isEmpty();
  }

  @Test
  void sqlHasNoMergeAndNoVolatileUpdate() throws IOException {
    try (var files = Files.list(Path.of("src/main/java/se/samspel/lrs"))) {
      for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        assertThat(Files.readString(file).toLowerCase(java.util.Locale.ROOT))
            .as(file.toString())
            .doesNotContain("merge into")
            .doesNotContain("clock_timestamp()")
            .doesNotContain("prepare transaction");
      }
    }
  }
}
