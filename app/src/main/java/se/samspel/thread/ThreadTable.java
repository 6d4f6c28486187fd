package se.samspel.thread;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.LinkType;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;

/** Reads the thread of a day as a few aggregated sets. */
@Component
class ThreadTable {

  private final JdbcClient jdbc;

  ThreadTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Regions in code order. */
  Map<String, Picture.Region> regions(AsOf asOf) {
    var found = new LinkedHashMap<String, Picture.Region>();
    asOf(
            """
            select distinct on (code) code, letter, name_sv, population, tile_row, tile_col
              from actors.public_region
             where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
             order by code, valid_from desc\
            """,
            asOf)
        .query((rs, n) ->
            new Picture.Region(
                rs.getString("code"),
                rs.getString("letter"),
                rs.getString("name_sv"),
                whole(rs, "population"),
                rs.getInt("tile_row"),
                rs.getInt("tile_col")))
        .list()
        .forEach(it -> found.put(it.code(), it));
    return found;
  }

  Map<String, Picture.Aim> aims(AsOf asOf) {
    var found = new LinkedHashMap<String, Picture.Aim>();
    asOf(
            """
            select distinct on (id) id, text_sv, synthetic
              from programme.public_aim
             where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
             order by id, version desc\
            """,
            asOf)
        .query((rs, n) ->
            new Picture.Aim(
                rs.getString("id"), rs.getString("text_sv"), rs.getBoolean("synthetic")))
        .list()
        .forEach(it -> found.put(it.id(), it));
    return found;
  }

  /**
   * The needs that are neither met, parked nor merged; the aim that each itself names is its first.
   */
  List<Picture.Need> needs(AsOf asOf) {
    return asOf(
            """
            select * from (
              select distinct on (n.id) n.id, n.version, n.statement_sv, n.severity, n.aim, n.region, n.source, n.synthetic,
                     coalesce(t.to_state, 'raised') as state
                from programme.public_need n
                left join lateral (
                  select to_state from programme.public_transition t
                   where t.kind = 'need' and t.id = n.id and t.day <= :day and t.recorded_at <= :known
                   order by t.day desc, t.recorded_at desc, t.seq desc limit 1) t on true
               where n.valid_from <= :day and :day < n.valid_to and n.recorded_at <= :known and n.replaced_at > :known
               order by n.id, n.version desc) living
             where state not in ('met', 'parked', 'merged')\
            """,
            asOf)
        .query((rs, n) -> {
          var aims = new HashSet<String>();
          var aim = rs.getString("aim");
          if (aim != null) {
            aims.add(aim);
          }
          return new Picture.Need(
              rs.getString("id"),
              rs.getInt("version"),
              rs.getString("statement_sv"),
              whole(rs, "severity"),
              rs.getString("state"),
              aims,
              Optional.ofNullable(rs.getString("region")),
              Optional.ofNullable(rs.getString("source")),
              rs.getBoolean("synthetic"));
        })
        .list();
  }

  /**
   * Every link that holds or is proposed on the day, brought together by what the thread asks.
   *
   * <p>Reach and adoption are by far the most; there only whether a training has reached a region,
   * and whether an answer is adopted in it, is looked up, so that the time hardly grows with them.
   */
  List<Edge> edges(AsOf asOf) {
    return asOf(EDGES, asOf).query((rs, n) -> edge(rs)).list();
  }

  private static final String EDGES =
      """
      with held as not materialized (
        select type, from_kind, from_id, to_kind, to_id, region, state, synthetic
          from thread.link
         where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
           and state <> 'rejected'),
      wide as materialized (
        select type, from_kind, from_id, to_kind, to_id, region,
               bool_or(state <> 'proposed') as confirmed, bool_and(synthetic) as synthetic
          from held where type in ('ADDRESSES', 'MOTIVATES', 'PRODUCES', 'ANSWERS', 'TEACHES', 'MEASURES')
         group by 1, 2, 3, 4, 5, 6),
      place as materialized (
        select distinct code from actors.public_region
         where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known),
      training as materialized (
        select from_kind as kind, from_id as id from wide where type = 'TEACHES'
        union
        select to_kind, to_id from wide where type = 'PRODUCES' and to_kind = 'training'),
      answer as materialized (
        select from_kind as kind, from_id as id from wide where type = 'ANSWERS'
        union
        select to_kind, to_id from wide where type = 'PRODUCES'),
      reached as (
        select t.kind, t.id, p.code,
               case when exists (select 1 from held h where h.type = 'REACHED' and h.from_kind = t.kind and h.from_id = t.id
                           and h.region = p.code and h.state <> 'proposed') then true
                    when exists (select 1 from held h where h.type = 'REACHED' and h.from_kind = t.kind and h.from_id = t.id
                           and h.region = p.code) then false end as confirmed,
               exists (select 1 from held h where h.type = 'REACHED' and h.from_kind = t.kind and h.from_id = t.id
                           and h.region = p.code and h.synthetic) as synthetic
          from training t cross join place p),
      adopted as (
        select a.kind, a.id, p.code,
               case when exists (select 1 from held h where h.type = 'ADOPTS' and h.to_kind = a.kind and h.to_id = a.id
                           and h.region = p.code and h.state <> 'proposed') then true
                    when exists (select 1 from held h where h.type = 'ADOPTS' and h.to_kind = a.kind and h.to_id = a.id
                           and h.region = p.code) then false end as confirmed,
               exists (select 1 from held h where h.type = 'ADOPTS' and h.to_kind = a.kind and h.to_id = a.id
                           and h.region = p.code and h.synthetic) as synthetic
          from answer a cross join place p)
      select * from wide
      union all
      select 'FUNDS', null, null, to_kind, to_id, region, bool_or(state <> 'proposed'), bool_and(synthetic)
        from held where type = 'FUNDS'
       group by to_kind, to_id, region
      union all
      select 'REACHED', kind, id, null, null, code, confirmed, synthetic from reached where confirmed is not null
      union all
      select 'ADOPTS', null, null, kind, id, code, confirmed, synthetic from adopted where confirmed is not null\
      """;

  private static Edge edge(ResultSet rs) throws SQLException {
    return new Edge(
        LinkType.valueOf(rs.getString("type")),
        ref(rs, "from"),
        ref(rs, "to"),
        Optional.ofNullable(rs.getString("region")),
        rs.getBoolean("confirmed"),
        rs.getBoolean("synthetic"));
  }

  private static Optional<NodeRef> ref(ResultSet rs, String end) throws SQLException {
    var kind = rs.getString(end + "_kind");
    return kind == null
        ? Optional.empty()
        : Optional.of(new NodeRef(NodeKind.ofCode(kind), rs.getString(end + "_id")));
  }

  /**
   * Which regions have a value of which indicator of the thread; true where the newest was made up.
   */
  Map<String, Map<String, Boolean>> measured(AsOf asOf) {
    var found = new HashMap<String, Map<String, Boolean>>();
    asOf(
            """
            select i.indicator, r.code, v.synthetic
              from (select distinct from_id as indicator from thread.link
                     where type = 'MEASURES' and valid_from <= :day and :day < valid_to
                       and recorded_at <= :known and replaced_at > :known) i
             cross join (select distinct code from actors.public_region
                     where valid_from <= :day and :day < valid_to
                       and recorded_at <= :known and replaced_at > :known) r
              join lateral (
                select synthetic from indicators.public_value
                 where indicator = i.indicator and region = r.code and period_from <= :day
                   and recorded_at <= :known and replaced_at > :known and measured
                 order by period_from desc limit 1) v on true\
            """,
            asOf)
        .query(rs -> {
          found
              .computeIfAbsent(rs.getString("indicator"), it -> new HashMap<>())
              .put(rs.getString("code"), rs.getBoolean("synthetic"));
        });
    return found;
  }

  /** The groups of every hierarchy with the regions that belonged to them that day. */
  List<Picture.Group> groups(AsOf asOf) {
    return asOf(
            """
            with held as (
              select hierarchy, group_id, group_name, member_kind, member from actors.public_membership
               where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known),
            town as (
              select id, name_sv, region from actors.public_municipality
               where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known),
            part as (
              select hierarchy, group_id, group_name, member as region, true as wholly
                from held where member_kind = 'region'
              union all
              select h.hierarchy, h.group_id, h.group_name, t.region, false
                from held h join town t on t.id = h.member or lower(t.name_sv) = lower(h.member)
               where h.member_kind = 'municipality'),
            member as (
              select hierarchy, group_id, min(group_name) as group_name, region, bool_or(wholly) as wholly
                from part group by hierarchy, group_id, region)
            select hierarchy, group_id, min(group_name) as group_name, array_agg(region order by region) as members,
                   coalesce(array_agg(region order by region) filter (where not wholly), '{}') as partly
              from member group by hierarchy, group_id
             order by hierarchy, group_id\
            """,
            asOf)
        .query((rs, n) ->
            new Picture.Group(
                rs.getString("hierarchy"),
                rs.getString("group_id"),
                rs.getString("group_name"),
                texts(rs, "members"),
                texts(rs, "partly")))
        .list();
  }

  private JdbcClient.StatementSpec asOf(String sql, AsOf asOf) {
    return jdbc.sql(sql).param("day", asOf.day()).param("known", Timestamp.from(asOf.known()));
  }

  private static Set<String> texts(ResultSet rs, String column) throws SQLException {
    return new java.util.LinkedHashSet<>(Arrays.asList((String[]) rs.getArray(column).getArray()));
  }

  private static Optional<Integer> whole(ResultSet rs, String column) throws SQLException {
    var number = rs.getInt(column);
    return rs.wasNull() ? Optional.empty() : Optional.of(number);
  }
}
