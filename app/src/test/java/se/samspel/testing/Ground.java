package se.samspel.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ground that regional tests stand on, laid past every rule: two regions with units, two
 * recommendations, actor types and trainings. Laying it twice changes nothing.
 */
public final class Ground {

  private Ground() {}

  /** Lays the ground in the application's database. */
  public static void lay(TestApp app) {
    var jdbc = app.database().asOwner();
    region(jdbc, "12", "M", "Region Skåne");
    region(jdbc, "01", "AB", "Region Stockholm");
    unit(jdbc, "enhet-malmo", "12", "Vuxenpsykiatri Malmö");
    unit(jdbc, "enhet-lund", "12", "Vuxenpsykiatri Lund");
    unit(jdbc, "enhet-solna", "01", "Vuxenpsykiatri Solna");
    actorType(jdbc, "type-vuxenpsykiatri", "Vuxenpsykiatri");
    actorType(jdbc, "type-polis", "Polisen");
    recommendation(jdbc, "g4", 1, "Riskplan, första", "2014-01-01", "2016-03-01");
    recommendation(jdbc, "g4", 2, "Riskplan", "2016-03-01", "9999-01-01");
    training(jdbc, "gutbildning", "Utbildning i riskplan");
  }

  private static void region(JdbcClient jdbc, String code, String letter, String name) {
    once(
        jdbc,
        "actors.region where code = '" + code + "'",
        """
        insert into actors.region (code, version, letter, name_sv, county_sv, tile_row, tile_col, recorded_at)
        values ('%s', 1, '%s', '%s', '%s', 1, 1, '2026-01-01')\
        """
            .formatted(code, letter, name, name));
  }

  private static void unit(JdbcClient jdbc, String id, String region, String name) {
    once(
        jdbc,
        "actors.unit where id = '" + id + "'",
        """
        insert into actors.unit (id, version, region, actor_type, name_sv, recorded_at)
        values ('%s', 1, '%s', 'type-vuxenpsykiatri', '%s', '2026-01-01')\
        """
            .formatted(id, region, name));
  }

  private static void actorType(JdbcClient jdbc, String id, String name) {
    once(
        jdbc,
        "actors.organisation where id = '" + id + "'",
        """
        insert into actors.organisation (id, version, kind, name_sv, chain_link, recorded_at)
        values ('%s', 1, 'actor-type', '%s', 'other', '2026-01-01')\
        """
            .formatted(id, name));
  }

  private static void recommendation(
      JdbcClient jdbc, String id, int edition, String title, String from, String to) {
    once(
        jdbc,
        "knowledge.recommendation where id = '" + id + "' and edition = " + edition,
        """
        insert into knowledge.recommendation (id, edition, title_sv, valid_from, valid_to, recorded_at)
        values ('%s', %d, '%s', '%s', '%s', '2026-01-01')\
        """
            .formatted(id, edition, title, from, to));
  }

  private static void training(JdbcClient jdbc, String id, String title) {
    once(
        jdbc,
        "reach.training where id = '" + id + "'",
        """
        insert into reach.training (id, version, title_sv, form, target_kind, target_id, target_version, recorded_at)
        values ('%s', 1, '%s', 'course', 'recommendation', 'g4', 2, '2026-01-01')\
        """
            .formatted(id, title));
  }

  /** A track that begins and comes to a stage on a day. */
  public static void track(
      TestApp app, String id, String region, String unit, int edition, int stage, String day) {
    var jdbc = app.database().asOwner();
    jdbc.sql(
            """
            insert into implementation.track (id, version, region, unit, target_kind, target_id, target_version, recorded_at)
            values (:id, 1, :region, :unit, 'recommendation', 'g4', :edition, '2026-01-01')\
            """)
        .param("id", id)
        .param("region", region)
        .param("unit", unit)
        .param("edition", edition)
        .update();
    jdbc.sql(
            """
            insert into implementation.stage_event (id, track, region, stage, day, recorded_by, recorded_at)
            values (:event, :id, :region, :stage, cast(:day as date), 'ground', '2026-01-01')\
            """)
        .param("event", id + "-first")
        .param("id", id)
        .param("region", region)
        .param("stage", stage)
        .param("day", day)
        .update();
  }

  private static void once(JdbcClient jdbc, String what, String insert) {
    if (jdbc.sql("select count(*) from " + what).query(Integer.class).single() == 0) {
      jdbc.sql(insert).update();
    }
  }
}
