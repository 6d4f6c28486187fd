package se.samspel.thread;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.LinkType;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.RegionCode;

/** The links as they are stored, and what each lacks before it can be confirmed. */
@Component
class LinkTable {

  private static final String COLUMNS =
      """
      key, version, type, from_kind, from_id, from_version, to_kind, to_id, to_version, region, reason,
      quantity, unit, strength, rivals, state, state_reason, decision, involvement, valid_from, valid_to,
      recorded_at, replaced_at, recorded_by, source, synthetic
      """;

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batches;

  LinkTable(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** The newest version, whatever its state. */
  Optional<Link> findCurrent(String key) {
    return jdbc.sql(
            "select " + COLUMNS + " from thread.link where key = :key and replaced_at = 'infinity'")
        .param("key", key)
        .query((rs, n) -> link(rs))
        .optional();
  }

  /** The newest versions by key. */
  Map<String, Link> current(Collection<String> keys) {
    var found = new HashMap<String, Link>();
    if (!keys.isEmpty()) {
      jdbc.sql(
              "select "
                  + COLUMNS
                  + " from thread.link where key = any(:keys) and replaced_at = 'infinity'")
          .param("keys", keys.toArray(String[]::new))
          .query((rs, n) -> link(rs))
          .list()
          .forEach(link -> found.put(link.key(), link));
    }
    return found;
  }

  /** Every version known then, the newest first. */
  List<Link> history(String key, Instant known) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from thread.link where key = :key and recorded_at <= :known order by version desc")
        .param("key", key)
        .param("known", Timestamp.from(known))
        .query((rs, n) -> link(rs))
        .list();
  }

  /**
   * Links of a list, the newest first.
   *
   * @param type empty for all
   * @param state empty for all but rejected
   * @param words part of the reason or of an end's id; empty for all
   */
  record Wanted(
      Optional<LinkType> type,
      Optional<LinkState> state,
      Optional<RegionCode> region,
      Optional<String> words) {}

  List<Link> list(Wanted wanted, AsOf asOf, int limit, long offset) {
    return filtered(
            "select " + COLUMNS,
            " order by recorded_at desc, key limit :limit offset :offset",
            wanted,
            asOf)
        .param("limit", limit)
        .param("offset", offset)
        .query((rs, n) -> link(rs))
        .list();
  }

  long count(Wanted wanted, AsOf asOf) {
    return filtered("select count(*)", "", wanted, asOf).query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(String select, String end, Wanted wanted, AsOf asOf) {
    var where =
        new StringBuilder(
            """
             from thread.link
            where recorded_at <= :known and replaced_at > :known\
            """);
    // What has ended no longer holds on the day; it is listed by its state.
    where.append(
        wanted.state().filter(LinkState.ENDED::equals).isPresent()
            ? " and valid_from <= :day"
            : " and valid_from <= :day and :day < valid_to");
    wanted.type().ifPresent(it -> where.append(" and type = :type"));
    where.append(wanted.state().isPresent() ? " and state = :state" : " and state <> 'rejected'");
    wanted.region().ifPresent(it -> where.append(" and region = :region"));
    wanted
        .words()
        .ifPresent(it ->
            where.append(
                " and (position(lower(:words) in lower(reason)) > 0 or from_id = :words or to_id = :words)"));
    var sql =
        jdbc.sql(select + where + end)
            .param("day", asOf.day())
            .param("known", Timestamp.from(asOf.known()));
    if (wanted.type().isPresent()) {
      sql = sql.param("type", wanted.type().get().name());
    }
    if (wanted.state().isPresent()) {
      sql = sql.param("state", wanted.state().get().code());
    }
    if (wanted.region().isPresent()) {
      sql = sql.param("region", wanted.region().get().value());
    }
    if (wanted.words().isPresent()) {
      sql = sql.param("words", wanted.words().get());
    }
    return sql;
  }

  /** Links that end or begin in any of the nodes, those of the whole country and of the region. */
  List<Link> touching(
      Collection<NodeRef> nodes, Optional<RegionCode> region, AsOf asOf, int limit) {
    if (nodes.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            with node(kind, id) as (select * from unnest(:kinds::text[], :ids::text[])),
            touched as (
              select l.key, l.version from node n join thread.link l on l.from_kind = n.kind and l.from_id = n.id
              union
              select l.key, l.version from node n join thread.link l on l.to_kind = n.kind and l.to_id = n.id)
            select\
            """
                + " "
                + COLUMNS
                + """
                  from touched join thread.link using (key, version)
                 where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
                   and state <> 'rejected'
                   and (:region::text is null or region is null or region = :region)
                 order by type, key limit :limit\
                """)
        .param("kinds", nodes.stream().map(it -> it.kind().code()).toArray(String[]::new))
        .param("ids", nodes.stream().map(NodeRef::id).toArray(String[]::new))
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .param("region", region.map(RegionCode::value).orElse(null))
        .param("limit", limit)
        .query((rs, n) -> link(rs))
        .list();
  }

  /** The links of a type that the ends and the region point out, at most {@code limit}. */
  List<Link> between(
      LinkType type,
      Side side,
      Collection<NodeRef> nodes,
      Optional<RegionCode> region,
      AsOf asOf,
      int limit) {
    if (nodes.isEmpty()) {
      return List.of();
    }
    var end = side == Side.FROM ? "from" : "to";
    return jdbc.sql(
            ("select "
                    + COLUMNS
                    + """
                      from thread.link
                     where type = :type and (%s_kind, %s_id) in (select * from unnest(:kinds::text[], :ids::text[]))
                       and valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
                       and state <> 'rejected'
                       and (region is null or region = :region or :region::text is null)
                     order by state, key limit :limit\
                    """)
                .formatted(end, end))
        .param("type", type.name())
        .param("kinds", nodes.stream().map(it -> it.kind().code()).toArray(String[]::new))
        .param("ids", nodes.stream().map(NodeRef::id).toArray(String[]::new))
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .param("region", region.map(RegionCode::value).orElse(null))
        .param("limit", limit)
        .query((rs, n) -> link(rs))
        .list();
  }

  /** In which regions links of the type touch the node; true where any of them is confirmed. */
  Map<String, Boolean> regions(LinkType type, Side side, NodeRef node, AsOf asOf) {
    var end = side == Side.FROM ? "from" : "to";
    var found = new java.util.LinkedHashMap<String, Boolean>();
    jdbc.sql(
            """
            select region, bool_or(state <> 'proposed') as confirmed from thread.link
             where type = :type and %s_kind = :kind and %s_id = :id and region is not null
               and valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
               and state <> 'rejected'
             group by region order by region\
            """
                .formatted(end, end))
        .param("type", type.name())
        .param("kind", node.kind().code())
        .param("id", node.id())
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query(rs -> {
          found.put(rs.getString("region"), rs.getBoolean("confirmed"));
        });
    return found;
  }

  /** Which end of a link is meant. */
  enum Side {
    FROM,
    TO
  }

  /**
   * Marks the current versions as replaced.
   *
   * @return how many were; fewer than given when row-level security kept some from the one who acts
   */
  int replace(Collection<String> keys, Instant moment) {
    if (keys.isEmpty()) {
      return 0;
    }
    return jdbc.sql(
            """
            update thread.link set replaced_at = :moment
             where key = any(:keys) and replaced_at = 'infinity'\
            """)
        .param("moment", Timestamp.from(moment))
        .param("keys", keys.toArray(String[]::new))
        .update();
  }

  /** Current links that teach, adopt, adapt or answer with the edition. */
  List<String> keysOfEdition(String number, int edition) {
    return jdbc.sql(
            """
            select key from thread.link
             where replaced_at = 'infinity' and state in ('proposed', 'confirmed')
               and (to_kind = 'recommendation' and to_id = :number and to_version = :edition
                    and type in ('TEACHES', 'ADOPTS', 'ADAPTS')
                 or from_kind = 'recommendation' and from_id = :number and from_version = :edition
                    and type = 'ANSWERS')
             order by key\
            """)
        .param("number", number)
        .param("edition", edition)
        .query(String.class)
        .list();
  }

  /** Adds new current versions. */
  void add(Collection<Link> links) {
    if (links.isEmpty()) {
      return;
    }
    batches.batchUpdate(
        """
        insert into thread.link (key, version, type, from_kind, from_id, from_version, to_kind, to_id, to_version, region,
            reason, quantity, unit, strength, rivals, state, state_reason, decision, involvement, visibility,
            visible_region, valid_from, valid_to, recorded_at, recorded_by, source, synthetic)
        select :key, :version, :type, :fromKind, :fromId, :fromVersion,
               :toKind, :toId,
               coalesce(:toVersion::int,
                 case :type
                   when 'TEACHES' then (select t.target_version from reach.public_training t
                      where t.id = :fromId and t.target_id = :toId and t.replaced_at = 'infinity'
                      order by t.version desc limit 1)
                   when 'ADOPTS' then (select t.target_version from implementation.public_track t
                      where t.id = :fromId and t.target_id = :toId and t.replaced_at = 'infinity'
                      order by t.version desc limit 1)
                 end),
               :region, :reason, :quantity::numeric, :unit, :strength, :rivals, :state, :stateReason, :decision, :involvement,
               seen.visibility, seen.visible_region,
               :from::date, :to::date, :moment::timestamptz, :by, :source, :synthetic
          from (select case when count(*) = 0 then 'public' else 'region' end as visibility,
                       case when count(distinct k.region) = 1 then min(k.region) end as visible_region
                  from samspel_kept_by(concat_ws(':', :fromKind::text, :fromId::text, :toKind::text, :toId::text)) k(region)
               ) seen\
        """,
        links.stream().map(LinkTable::parameters).toArray(MapSqlParameterSource[]::new));
  }

  /** A link is seen by those who may see both its ends: follows when that has changed. */
  void followVisibility(Collection<NodeRef> nodes, Instant moment, String by) {
    jdbc.sql("select thread.follow_visibility(:nodes, :moment, :by)")
        .param("nodes", nodes.stream().map(NodeRef::toString).toArray(String[]::new))
        .param("moment", Timestamp.from(moment))
        .param("by", by)
        .query((rs, n) -> n)
        .list();
  }

  private static MapSqlParameterSource parameters(Link link) {
    var joins = link.joins();
    return new MapSqlParameterSource()
        .addValue("key", link.key())
        .addValue("version", link.version())
        .addValue("type", joins.type().name())
        .addValue("fromKind", joins.from().kind().code())
        .addValue("fromId", joins.from().id())
        .addValue("fromVersion", joins.fromVersion().orElse(null), java.sql.Types.INTEGER)
        .addValue("toKind", joins.to().kind().code())
        .addValue("toId", joins.to().id())
        .addValue("toVersion", joins.toVersion().orElse(null), java.sql.Types.INTEGER)
        .addValue(
            "region", joins.region().map(RegionCode::value).orElse(null), java.sql.Types.VARCHAR)
        .addValue("reason", link.reason())
        .addValue("quantity", link.claim().quantity().orElse(null), java.sql.Types.NUMERIC)
        .addValue("unit", link.claim().unit().orElse(null), java.sql.Types.VARCHAR)
        .addValue("strength", link.claim().strength().orElse(null), java.sql.Types.VARCHAR)
        .addValue("rivals", link.claim().rivals().orElse(null), java.sql.Types.VARCHAR)
        .addValue("state", link.state().code())
        .addValue("stateReason", link.standing().why().orElse(null), java.sql.Types.VARCHAR)
        .addValue("decision", link.standing().decision().orElse(null), java.sql.Types.VARCHAR)
        .addValue("involvement", link.standing().involvement().orElse(null), java.sql.Types.VARCHAR)
        .addValue("from", link.span().from())
        .addValue("to", link.span().to())
        .addValue("moment", Timestamp.from(link.recordedAt()))
        .addValue("by", link.recordedBy())
        .addValue("source", link.source().orElse(null), java.sql.Types.VARCHAR)
        .addValue("synthetic", link.synthetic());
  }

  /**
   * What each link lacks before it can be confirmed, as message keys; links that lack nothing are
   * absent. One statement for all, since a pack tells thousands of links at once.
   *
   * <p>Source: link contracts, coordination reference §1, as far as the data exists: nothing holds
   * conflicts of interest or evidence scan notes yet, so those are not asked for.
   */
  Map<String, List<String>> lacking(Collection<Link> links) {
    var lacking = new HashMap<String, List<String>>();
    if (links.isEmpty()) {
      return lacking;
    }
    var all = List.copyOf(links);
    jdbc.sql(CONTRACTS)
        .param("keys", texts(all, Link::key))
        .param("types", texts(all, it -> it.joins().type().name()))
        .param("fromKinds", texts(all, it -> it.joins().from().kind().code()))
        .param("fromIds", texts(all, it -> it.joins().from().id()))
        .param("toKinds", texts(all, it -> it.joins().to().kind().code()))
        .param("toIds", texts(all, it -> it.joins().to().id()))
        .param("regions", texts(all, it -> it.joins().region().map(RegionCode::value).orElse(null)))
        .param(
            "quantities",
            texts(all, it -> it.claim().quantity().map(Object::toString).orElse(null)))
        .param("strengths", texts(all, it -> it.claim().strength().orElse(null)))
        .param("rivals", texts(all, it -> it.claim().rivals().orElse(null)))
        .param("decisions", texts(all, it -> it.standing().decision().orElse(null)))
        .param("involvements", texts(all, it -> it.standing().involvement().orElse(null)))
        .param("sources", texts(all, it -> it.source().orElse(null)))
        .query((rs, n) -> lacking.put(rs.getString("key"), texts(rs.getArray("missing"))))
        .list();
    lacking.values().removeIf(List::isEmpty);
    return lacking;
  }

  private static String[] texts(
      List<Link> links,
      java.util.function.Function<Link, @org.jspecify.annotations.Nullable String> part) {
    return links.stream().map(part).toArray(String[]::new);
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
  }

  private static final String CONTRACTS =
      """
      with l as (
        select key, type, from_kind, from_id, to_kind, to_id, region, quantity::numeric as quantity, strength, rivals,
               regexp_replace(decision, '^decision:', '') as decision, involvement, source
          from unnest(:keys::text[], :types::text[], :fromKinds::text[], :fromIds::text[], :toKinds::text[], :toIds::text[],
                      :regions::text[], :quantities::text[], :strengths::text[], :rivals::text[], :decisions::text[],
                      :involvements::text[], :sources::text[])
            as l(key, type, from_kind, from_id, to_kind, to_id, region, quantity, strength, rivals, decision, involvement,
                 source)),
      decided as (
        select l.key from l join programme.public_decision d on d.id = l.decision and d.replaced_at = 'infinity')
      select l.key, array_remove(array[
        case when l.involvement is null then 'contract.involvement'
             when not exists (select 1 from involvement.public_record r
                               where 'record:' || r.id = l.involvement and r.replaced_at = 'infinity'
                                 and r.level >= 1)
              and not exists (select 1 from involvement.public_waiver w
                               where 'waiver:' || w.id = l.involvement and w.replaced_at = 'infinity')
             then 'contract.involvement-unknown'
             when not exists (
               select 1 from (select 'record:' || r.id as key, r.subject from involvement.public_record r where r.replaced_at = 'infinity'
                              union all
                              select 'waiver:' || w.id, w.subject from involvement.public_waiver w where w.replaced_at = 'infinity') i
                where i.key = l.involvement
                  and regexp_replace(i.subject, '@.*', '') in (l.from_kind || ':' || l.from_id, l.to_kind || ':' || l.to_id,
                        'link:' || l.key, 'decision:' || l.decision))
             then 'contract.involvement-other' end,
        case when l.type = 'ADDRESSES' and not exists (select 1 from programme.public_need n
                    where n.id = l.from_id and n.replaced_at = 'infinity' and coalesce(n.said_by, n.source) is not null)
             then 'contract.need-source' end,
        case when l.type = 'ADDRESSES' and l.involvement not like 'waiver:%'
              and not exists (select 1 from involvement.public_record r
                    where r.replaced_at = 'infinity' and r.perspective in ('own-experience', 'relative')
                      and r.level >= 1
                      and ('record:' || r.id = l.involvement or r.subject = 'need:' || l.from_id))
             then 'contract.lived-source' end,
        case when l.type = 'REVEALS' and l.source is null then 'contract.scan' end,
        case when l.type in ('MOTIVATES', 'SUPERSEDES') and not exists (select 1 from decided d where d.key = l.key)
             then 'contract.decision' end,
        case when l.type = 'FUNDS' and not exists (select 1 from funding.public_budget_line b
                    where b.id = l.from_id and b.replaced_at = 'infinity')
             then 'contract.budget-line' end,
        case when l.type = 'FUNDS' and exists (select 1 from funding.public_budget_line b
                    where b.id = l.from_id and b.replaced_at = 'infinity' and b.overdraft_decision is null
                      and coalesce(l.quantity, b.amount_ore) + coalesce((select sum(coalesce(o.quantity, b.amount_ore))
                            from thread.link o
                           where o.type = 'FUNDS' and o.from_kind = 'budget-line' and o.from_id = l.from_id
                             and o.state = 'confirmed' and o.replaced_at = 'infinity' and o.key <> l.key), 0) > b.amount_ore)
             then 'contract.free-budget' end,
        case when l.type = 'FUNDS' and exists (select 1 from funding.public_budget_line b
                    left join funding.public_agreement a on a.id = b.agreement and a.replaced_at = 'infinity'
                    where b.id = l.from_id and b.replaced_at = 'infinity'
                      and coalesce(b.purpose_sv, a.purpose_sv) is null)
             then 'contract.purpose' end,
        case when l.type = 'PRODUCES' and not exists (select 1 from decided d where d.key = l.key)
              and coalesce((select t.to_state from programme.public_transition t
                    where t.kind = 'initiative' and t.id = l.from_id order by t.day desc, t.recorded_at desc, t.seq desc
                    limit 1), '') not in ('delivering', 'closed', 'handed-over')
             then 'contract.deliverable' end,
        case when l.type = 'SUPPORTS' and not exists (select 1 from knowledge.public_evidence e
                    where e.id = l.from_id and e.replaced_at = 'infinity' and e.certainty is not null)
             then 'contract.certainty' end,
        case when l.type = 'SUPPORTS' and exists (select 1 from knowledge.public_evidence e
                    where e.id = l.from_id and e.replaced_at = 'infinity' and e.retracted_on is not null)
             then 'contract.retracted' end,
        case when l.type = 'ANSWERS' and not exists (select 1 from decided d where d.key = l.key)
              and not (l.from_kind = 'recommendation' and exists (select 1 from knowledge.public_recommendation r
                    where r.id = l.from_id and r.replaced_at = 'infinity' and r.adopted_by is not null))
             then 'contract.panel' end,
        case when l.type = 'TEACHES' and not (
                    l.to_kind = 'recommendation' and exists (select 1 from reach.public_training t
                      join knowledge.public_recommendation r on r.id = t.target_id and r.edition = t.target_version
                     where t.id = l.from_id and t.target_id = l.to_id and t.replaced_at = 'infinity'
                       and r.replaced_at = 'infinity')
                 or l.to_kind = 'method' and exists (select 1 from reach.public_training t
                     where t.id = l.from_id and t.target_id = l.to_id and t.replaced_at = 'infinity'))
             then 'contract.content' end,
        case when l.type = 'REACHED' and not exists (select 1 from reach.public_cell c
                    where (c.id = l.to_id or c.training = l.from_id and c.region = l.region)
                      and c.replaced_at = 'infinity' and c.counted)
             then 'contract.counts' end,
        case when l.type = 'REACHED' and exists (select 1 from reach.public_cell c
                    where c.id = l.to_id and c.replaced_at = 'infinity' and c.sex = 'unknown'
                      and c.no_sex_split_reason is null)
             then 'contract.sex-split' end,
        case when l.type = 'ENABLES' and not exists (select 1 from implementation.public_stage_event s
                    where s.track = l.to_id and s.stage between 1 and 8 and s.replaced_at = 'infinity')
             then 'contract.unit' end,
        case when l.type = 'ADOPTS' and not exists (select 1 from implementation.public_stage_event s
                    where s.track = l.from_id and s.stage between 1 and 8 and s.replaced_at = 'infinity')
             then 'contract.stage' end,
        case when l.type = 'ADAPTS' and not exists (select 1 from implementation.public_plan p
                    where p.id = l.from_id and p.state = 'adopted' and p.replaced_at = 'infinity')
             then 'contract.plan' end,
        case when l.type = 'MEASURES' and not exists (select 1 from indicators.public_definition i
                    where i.id = l.from_id and i.direction in ('up', 'down') and i.replaced_at = 'infinity')
             then 'contract.direction' end,
        case when (l.type = 'CONTRIBUTED' or l.strength is not null) and coalesce(btrim(l.rivals), '') = ''
             then 'contract.rivals' end,
        case when l.type = 'CONTRIBUTED' and l.strength is null then 'contract.strength' end
      ], null) as missing
        from l\
      """;

  private static Link link(ResultSet rs) throws SQLException {
    return new Link(
        rs.getString("key"),
        rs.getInt("version"),
        new Link.Joins(
            LinkType.valueOf(rs.getString("type")),
            new NodeRef(NodeKind.ofCode(rs.getString("from_kind")), rs.getString("from_id")),
            whole(rs, "from_version"),
            new NodeRef(NodeKind.ofCode(rs.getString("to_kind")), rs.getString("to_id")),
            whole(rs, "to_version"),
            Optional.ofNullable(rs.getString("region")).map(RegionCode::new)),
        rs.getString("reason"),
        new Link.Claim(
            Optional.ofNullable(rs.getBigDecimal("quantity")),
            Optional.ofNullable(rs.getString("unit")),
            Optional.ofNullable(rs.getString("strength")),
            Optional.ofNullable(rs.getString("rivals"))),
        new Link.Standing(
            LinkState.ofCode(rs.getString("state")),
            Optional.ofNullable(rs.getString("state_reason")),
            Optional.ofNullable(rs.getString("decision")),
            Optional.ofNullable(rs.getString("involvement"))),
        new DateSpan(
            rs.getObject("valid_from", java.time.LocalDate.class),
            rs.getObject("valid_to", java.time.LocalDate.class)),
        rs.getTimestamp("recorded_at").toInstant(),
        rs.getTimestamp("replaced_at").toInstant(),
        rs.getString("recorded_by"),
        Optional.ofNullable(rs.getString("source")),
        rs.getBoolean("synthetic"));
  }

  private static Optional<Integer> whole(ResultSet rs, String column) throws SQLException {
    var number = rs.getInt(column);
    return rs.wasNull() ? Optional.empty() : Optional.of(number);
  }
}
