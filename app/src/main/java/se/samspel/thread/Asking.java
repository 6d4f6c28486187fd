package se.samspel.thread;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Kronor;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;

/**
 * How the questions ask the database: as of a day and a moment. In their SQL {@code @held(x)} is
 * "the row x held that day and was known then", {@code @known(x)} only the latter.
 */
@Component
class Asking {

  private static final Pattern CLOCK = Pattern.compile("@(held|known)\\((\\w+)\\)");

  private final JdbcClient jdbc;

  Asking(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  JdbcClient.StatementSpec sql(String sql, AsOf asOf) {
    var expanded =
        CLOCK
            .matcher(sql)
            .replaceAll(found -> {
              var known = "%1$s.recorded_at <= :known and %1$s.replaced_at > :known";
              var held = "%1$s.valid_from <= :day and :day < %1$s.valid_to and " + known;
              return (found.group(1).equals("held") ? held : known).formatted(found.group(2));
            });
    return jdbc.sql(expanded).param("day", asOf.day()).param("known", Timestamp.from(asOf.known()));
  }

  /** What the tracks work towards, by name: {@code target(kind, id, title)}. */
  static final String TARGETS =
      """
      target as materialized (
        (select distinct on (m.id) 'method' as kind, m.id, m.name_sv as title
           from knowledge.public_method m where @held(m) order by m.id, m.version desc)
        union all
        (select distinct on (r.id) 'recommendation', r.id, r.title_sv
           from knowledge.public_recommendation r where @held(r) order by r.id, r.edition desc))
      """;

  /** Tracks that run, with the stage that each has come to: {@code track_now(…, stage, since)}. */
  static final String TRACKS =
      """
      stage_now as materialized (
        select distinct on (s.track) s.track, s.stage, s.day
          from implementation.public_stage_event s
         where s.day <= :day and @known(s) and not s.not_applicable
         order by s.track, s.day desc, s.recorded_at desc),
      track_now as materialized (
        select distinct on (t.id) t.id, t.region, t.unit, t.target_kind, t.target_id, t.target_version, t.owner_sv,
               t.central_money, t.one_person, t.handed_over_to, t.synthetic, s.stage, s.day as since
          from implementation.public_track t left join stage_now s on s.track = t.id
         where @held(t)
         order by t.id, t.version desc)
      """;

  /** Regions by name: {@code place(code, name, population)}. */
  static final String PLACES =
      """
      place as materialized (
        select distinct on (r.code) r.code, r.name_sv as name, r.population
          from actors.public_region r where @held(r) order by r.code, r.valid_from desc)
      """;

  static Answer.@Nullable Named node(ResultSet rs, String kind, String id, String title)
      throws SQLException {
    var found = rs.getString(id);
    if (found == null) {
      return null;
    }
    var name = rs.getString(title);
    return new Answer.Named(new NodeRef(NodeKind.ofCode(kind), found), name == null ? found : name);
  }

  static Answer.@Nullable Place place(ResultSet rs) throws SQLException {
    var code = rs.getString("region");
    if (code == null) {
      return null;
    }
    var name = rs.getString("region_name");
    return new Answer.Place(code, name == null ? code : name);
  }

  static @Nullable Long whole(ResultSet rs, String column) throws SQLException {
    var number = rs.getLong(column);
    return rs.wasNull() ? null : number;
  }

  static @Nullable Double decimal(ResultSet rs, String column) throws SQLException {
    var number = rs.getDouble(column);
    return rs.wasNull() ? null : number;
  }

  static @Nullable Kronor money(ResultSet rs, String column) throws SQLException {
    var ore = whole(rs, column);
    return ore == null ? null : new Kronor(ore);
  }

  static @Nullable Boolean yes(ResultSet rs, String column) throws SQLException {
    var yes = rs.getBoolean(column);
    return rs.wasNull() ? null : yes;
  }

  static java.time.@Nullable LocalDate day(ResultSet rs, String column) throws SQLException {
    return rs.getObject(column, java.time.LocalDate.class);
  }

  /** The middle of the numbers; empty when there is none. */
  static java.util.OptionalDouble median(List<? extends Number> numbers) {
    if (numbers.isEmpty()) {
      return java.util.OptionalDouble.empty();
    }
    var sorted = numbers.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    var middle = sorted.length / 2;
    return java.util.OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }
}
