package se.samspel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import se.samspel.testing.TestDatabase;

/** A thing has one current version, whatever goes wrong in the code above the database. */
class CurrentVersionTests {

  @Test
  void everyVersionedTableRefusesASecondCurrentVersion() {
    assertThat(
            TestDatabase.fresh()
                .asOwner()
                .sql(
                    """
                    select c.oid::regclass::text from pg_class c
                      join pg_attribute a on a.attrelid = c.oid and a.attname = 'replaced_at'
                     where c.relkind = 'r' and not exists (
                       select 1 from pg_index i
                        where i.indrelid = c.oid and i.indisunique
                          and not exists (
                            select 1 from pg_attribute x
                             where x.attrelid = c.oid and x.attnum = any(i.indkey::int2[])
                               and x.attname in ('recorded_at', 'version', 'revision')))\
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }

  @Test
  void twoCurrentVersionsOfANeedAreRefused() {
    var owner = TestDatabase.fresh().asOwner();
    var insert =
        """
        insert into programme.need (id, version, statement_sv, recorded_at)
        values ('n', %d, 'Behov', '2026-01-0%d')\
        """;
    owner.sql(insert.formatted(1, 1)).update();
    assertThatThrownBy(() -> owner.sql(insert.formatted(2, 2)).update())
        .hasMessageContaining("need_current");
  }
}
