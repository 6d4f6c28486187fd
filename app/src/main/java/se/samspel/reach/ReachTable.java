package se.samspel.reach;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;

/** Trainings, occasions and cells in PostgreSQL. */
@Component
class ReachTable {

  private static final String TRAINING =
      """
      select t.*, case t.target_kind
               when 'recommendation' then (select r.title_sv from knowledge.public_recommendation r
                 where r.id = t.target_id and r.edition = t.target_version
                   and r.recorded_at <= :known and r.replaced_at > :known limit 1)
               when 'method' then (select m.name_sv from knowledge.public_method m
                 where m.id = t.target_id and m.recorded_at <= :known and m.replaced_at > :known limit 1)
             end as target_title
        from reach.training t
       where t.recorded_at <= :known and t.replaced_at > :known
      """;

  private final JdbcClient jdbc;

  ReachTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Training> trainings(AsOf asOf) {
    return jdbc.sql(
            TRAINING + " and t.valid_from <= :day and :day < t.valid_to order by t.title_sv, t.id")
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query(ReachTable::training)
        .list();
  }

  /** The training whatever day it is or was given. */
  Optional<Training> training(String id, AsOf asOf) {
    return jdbc.sql(TRAINING + " and t.id = :id order by t.valid_from desc limit 1")
        .param("id", id)
        .param("known", Timestamp.from(asOf.known()))
        .query(ReachTable::training)
        .optional();
  }

  List<Occasion> occasions(Optional<String> training, Optional<RegionCode> region, AsOf asOf) {
    return jdbc.sql(
            """
            select id, training, region, held_on, generation, parent, synthetic from reach.occasion
             where (cast(:training as text) is null or training = :training)
               and (cast(:region as text) is null or region = :region)
               and held_on <= :day and recorded_at <= :known and replaced_at > :known
             order by held_on desc, id\
            """)
        .param("training", training.orElse(null))
        .param("region", region.map(RegionCode::value).orElse(null))
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((rs, n) ->
            new Occasion(
                rs.getString("id"),
                rs.getString("training"),
                new RegionCode(rs.getString("region")),
                rs.getObject("held_on", LocalDate.class),
                rs.getInt("generation"),
                Optional.ofNullable(rs.getString("parent")),
                rs.getBoolean("synthetic")))
        .list();
  }

  /** What may be counted outside its region: approved there, and public. */
  List<Fact> facts(AsOf asOf) {
    return facts(asOf, "visibility = 'public' and state not in ('entered', 'validated')", null);
  }

  /** Everything that a region has reported. */
  List<Fact> factsOf(RegionCode region, AsOf asOf) {
    return facts(asOf, "region = :region", region.value());
  }

  private List<Fact> facts(
      AsOf asOf, String which, @org.jspecify.annotations.Nullable String region) {
    return jdbc.sql(
            """
            select training, region, actor_type, profession_sv, sex, period_from, period_to, generation, basis,
                   case when count(contacts) = count(*) then sum(contacts) end as contacts,
                   case when count(unique_people) = count(*) then sum(unique_people) end as people,
                   bool_or(synthetic) as synthetic
              from reach.cell
             where period_from <= :day and recorded_at <= :known and replaced_at > :known and %s
             group by training, region, actor_type, profession_sv, sex, period_from, period_to, generation, basis\
            """
                .formatted(which))
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .param("region", region)
        .query((rs, n) ->
            new Fact(
                rs.getString("training"),
                rs.getString("region"),
                rs.getString("actor_type"),
                Optional.ofNullable(rs.getString("profession_sv")),
                read(Sex.class, rs.getString("sex")),
                rs.getObject("period_from", LocalDate.class),
                rs.getObject("period_to", LocalDate.class),
                rs.getInt("generation"),
                read(Basis.class, rs.getString("basis")),
                optionalLong(rs, "contacts"),
                optionalLong(rs, "people"),
                rs.getBoolean("synthetic")))
        .list();
  }

  /** The reports as they stand, newest period first; of every region where none is given. */
  List<ReachReport.Saved> reports(Optional<RegionCode> region) {
    return saved("(cast(:region as text) is null or c.region = :region)", region, Optional.empty());
  }

  Optional<ReachReport.Saved> report(String cell) {
    return saved("true", Optional.empty(), Optional.of(cell)).stream().findFirst();
  }

  private List<ReachReport.Saved> saved(
      String which, Optional<RegionCode> region, Optional<String> cell) {
    var reports = new LinkedHashMap<Object, Building>();
    jdbc.sql(
            """
            select c.*, coalesce(t.title_sv, c.training) as title, coalesce(o.name_sv, c.actor_type) as actor
              from reach.cell c
              left join reach.training t on t.id = c.training and t.replaced_at = 'infinity'
              left join actors.public_organisation o on o.id = c.actor_type and o.replaced_at = 'infinity'
             where c.replaced_at = 'infinity' and %s
               and (cast(:cell as text) is null or exists (
                 select 1 from reach.cell x where x.id = :cell and x.replaced_at = 'infinity'
                    and x.training = c.training and x.region = c.region
                    and x.occasion is not distinct from c.occasion
                    and x.municipality is not distinct from c.municipality
                    and x.actor_type = c.actor_type and x.profession_sv is not distinct from c.profession_sv
                    and x.period_from = c.period_from and x.period_to = c.period_to
                    and x.generation = c.generation and x.basis = c.basis))
             order by c.period_from desc, title, c.region, c.id\
            """
                .formatted(which))
        .param("region", region.map(RegionCode::value).orElse(null))
        .param("cell", cell.orElse(null))
        .query((ResultSet rs) -> {
          var key =
              List.of(
                  rs.getString("training"),
                  rs.getString("region"),
                  String.valueOf(rs.getString("occasion")),
                  String.valueOf(rs.getString("municipality")),
                  rs.getString("actor_type"),
                  String.valueOf(rs.getString("profession_sv")),
                  rs.getString("period_from"),
                  rs.getString("period_to"),
                  rs.getInt("generation"),
                  rs.getString("basis"));
          var building = reports.get(key);
          if (building == null) {
            building = new Building(rs);
            reports.put(key, building);
          }
          building.add(rs);
        });
    return reports.values().stream().map(Building::build).toList();
  }

  /** Gathers the cells of a report. */
  private static final class Building {
    private final String id;
    private final ReachState state;
    private final String title;
    private final String actor;
    private final boolean synthetic;
    private final ReachReport first;
    private final Map<Sex, ReachReport.Count> counts = new EnumMap<>(Sex.class);
    private final Map<Sex, String> cells = new EnumMap<>(Sex.class);
    private int version;

    Building(ResultSet rs) throws SQLException {
      id = rs.getString("id");
      state = read(ReachState.class, rs.getString("state"));
      title = rs.getString("title");
      actor = rs.getString("actor");
      synthetic = rs.getBoolean("synthetic");
      first =
          new ReachReport(
              rs.getString("training"),
              Optional.ofNullable(rs.getString("occasion")),
              new RegionCode(rs.getString("region")),
              Optional.ofNullable(rs.getString("municipality")),
              rs.getString("actor_type"),
              Optional.ofNullable(rs.getString("profession_sv")),
              rs.getObject("period_from", LocalDate.class),
              rs.getObject("period_to", LocalDate.class),
              rs.getInt("generation"),
              read(Basis.class, rs.getString("basis")),
              Map.of(Sex.UNKNOWN, new ReachReport.Count(OptionalInt.empty(), OptionalInt.empty())),
              Optional.ofNullable(rs.getString("no_sex_split_reason")));
    }

    void add(ResultSet rs) throws SQLException {
      version = Math.max(version, rs.getInt("version"));
      cells.put(read(Sex.class, rs.getString("sex")), rs.getString("id"));
      counts.put(
          read(Sex.class, rs.getString("sex")),
          new ReachReport.Count(optionalInt(rs, "contacts"), optionalInt(rs, "unique_people")));
    }

    ReachReport.Saved build() {
      var report =
          new ReachReport(
              first.training(),
              first.occasion(),
              first.region(),
              first.municipality(),
              first.actorType(),
              first.profession(),
              first.from(),
              first.to(),
              first.generation(),
              first.basis(),
              counts,
              first.noSplitReason());
      return new ReachReport.Saved(
          id, Map.copyOf(cells), version, state, report, title, actor, synthetic);
    }
  }

  /** Ends the cells of a report as they were. */
  int replace(ReachReport.Saved saved, Instant moment) {
    return jdbc.sql(
            """
            update reach.cell set replaced_at = :moment
             where replaced_at = 'infinity' and training = :training and region = :region
               and occasion is not distinct from cast(:occasion as text)
               and municipality is not distinct from cast(:municipality as text)
               and actor_type = :actor and profession_sv is not distinct from cast(:profession as text)
               and period_from = :from and period_to = :to and generation = :generation and basis = :basis\
            """)
        .param("moment", Timestamp.from(moment))
        .param("training", saved.report().training())
        .param("region", saved.report().region().value())
        .param("occasion", saved.report().occasion().orElse(null))
        .param("municipality", saved.report().municipality().orElse(null))
        .param("actor", saved.report().actorType())
        .param("profession", saved.report().profession().orElse(null))
        .param("from", saved.report().from())
        .param("to", saved.report().to())
        .param("generation", saved.report().generation())
        .param("basis", StateMachine.code(saved.report().basis()))
        .update();
  }

  /**
   * Adds a report's cells.
   *
   * @param cells identity of the cell of each sex; a sex without one is named after the stem
   */
  void add(
      String stem,
      Map<Sex, String> cells,
      int version,
      ReachState state,
      ReachReport report,
      Mark mark) {
    report
        .counts()
        .forEach((sex, count) ->
            jdbc.sql(
                    """
                    insert into reach.cell (id, version, training, occasion, region, municipality, actor_type,
                      profession_sv, sex, period_from, period_to, generation, basis, contacts, unique_people,
                      no_sex_split_reason, state, visibility, recorded_at, source, synthetic)
                    values (:id, :version, :training, :occasion, :region, :municipality, :actor,
                      :profession, :sex, :from, :to, :generation, :basis, :contacts, :unique,
                      :reason, :state, :visibility, :moment, :source, :synthetic)\
                    """)
                .param("id", cells.getOrDefault(sex, stem + "-" + StateMachine.code(sex)))
                .param("version", version)
                .param("training", report.training())
                .param("occasion", report.occasion().orElse(null))
                .param("region", report.region().value())
                .param("municipality", report.municipality().orElse(null))
                .param("actor", report.actorType())
                .param("profession", report.profession().orElse(null))
                .param("sex", StateMachine.code(sex))
                .param("from", report.from())
                .param("to", report.to())
                .param("generation", report.generation())
                .param("basis", StateMachine.code(report.basis()))
                .param("contacts", boxed(count.contacts()))
                .param("unique", boxed(count.unique()))
                .param("reason", report.noSplitReason().orElse(null))
                .param("state", StateMachine.code(state))
                .param("visibility", state.counted() ? "public" : "region")
                .param("moment", Timestamp.from(mark.moment()))
                .param("source", mark.source().orElse(null))
                .param("synthetic", mark.synthetic())
                .update());
  }

  /** What every row that is written carries. */
  record Mark(Instant moment, Optional<String> source, boolean synthetic) {}

  /** Adds an occasion; it is everyone's once a report about it is. */
  void add(Occasion occasion, boolean open, Instant moment) {
    jdbc.sql(
            """
            insert into reach.occasion (id, version, training, region, held_on, generation, parent, visibility, recorded_at,
              synthetic)
            values (:id, 1, :training, :region, :held, :generation, :parent, :visibility, :moment, :synthetic)\
            """)
        .param("visibility", open ? "public" : "region")
        .param("id", occasion.id())
        .param("training", occasion.training())
        .param("region", occasion.region().value())
        .param("held", occasion.heldOn())
        .param("generation", occasion.generation())
        .param("parent", occasion.parent().orElse(null))
        .param("moment", Timestamp.from(moment))
        .param("synthetic", occasion.synthetic())
        .update();
  }

  /**
   * Whether anyone may see an occasion: one that no report is about, or some report that its region
   * stands behind.
   */
  static final String OCCASION_VISIBILITY =
      """
      (select case when count(*) = 0 or bool_or(c.visibility = 'public') then 'public' else 'region' end
         from reach.cell c where c.occasion = %s and c.replaced_at = 'infinity')\
      """;

  /** Opens and closes the occasions to everyone, as the reports about them now stand. */
  void follow(Collection<String> occasions, Instant moment) {
    if (occasions.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            with before as (
              update reach.occasion o set replaced_at = :moment
               where o.id = any(:ids) and o.replaced_at = 'infinity' and o.recorded_at < :moment and o.visibility <> %s
              returning o.*)
            insert into reach.occasion (id, version, training, region, held_on, generation, parent, visibility, recorded_at,
              source, synthetic)
            select id, version + 1, training, region, held_on, generation, parent,
                   case visibility when 'public' then 'region' else 'public' end, :moment, source, synthetic
              from before\
            """
                .formatted(OCCASION_VISIBILITY.formatted("o.id")))
        .param("ids", occasions.toArray(String[]::new))
        .param("moment", Timestamp.from(moment))
        .update();
  }

  /**
   * A step of a report.
   *
   * @param from empty for its first
   */
  record Step(
      String id,
      RegionCode region,
      Optional<ReachState> from,
      ReachState to,
      LocalDate day,
      String actor,
      String reason) {}

  void add(Step step, Instant moment) {
    jdbc.sql(
            """
            insert into reach.transition (id, region, from_state, to_state, day, recorded_at, actor, reason)
            values (:id, :region, :from, :to, :day, :moment, :actor, :reason)\
            """)
        .param("id", step.id())
        .param("region", step.region().value())
        .param("from", step.from().map(StateMachine::code).orElse(null))
        .param("to", StateMachine.code(step.to()))
        .param("day", step.day())
        .param("moment", Timestamp.from(moment))
        .param("actor", step.actor())
        .param("reason", step.reason())
        .update();
  }

  /** Who took the report's last step, empty where it was loaded. */
  Optional<String> lastActor(String id) {
    return jdbc.sql("select actor from reach.transition where id = :id order by seq desc limit 1")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /** Since which day a training has reached people of a region, for those that it has. */
  Map<String, LocalDate> reachedSince(Collection<String> nodes, AsOf asOf) {
    var since = new HashMap<String, LocalDate>();
    if (nodes.isEmpty()) {
      return since;
    }
    jdbc.sql(
            """
            select training || '-' || region as node, min(period_from) as since from reach.cell
             where training || '-' || region in (:nodes) and state not in ('entered', 'validated')
               and period_from <= :day and recorded_at <= :known and replaced_at > :known
             group by training, region\
            """)
        .param("nodes", nodes)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((ResultSet rs) -> {
          since.put(rs.getString("node"), rs.getObject("since", LocalDate.class));
        });
    return since;
  }

  Map<String, String> regionNames(AsOf asOf) {
    return names("select code as id, name_sv from actors.public_region where true", asOf);
  }

  Map<String, String> actorTypeNames(AsOf asOf) {
    return names(
        "select id, name_sv from actors.public_organisation where kind = 'actor-type'", asOf);
  }

  Map<String, String> municipalityNames(RegionCode region, AsOf asOf) {
    return names(
        "select id, name_sv from actors.public_municipality where region = '"
            + region.value()
            + "'",
        asOf);
  }

  private Map<String, String> names(String select, AsOf asOf) {
    var names = new LinkedHashMap<String, String>();
    jdbc.sql(
            select
                + """
                  and valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
                 order by 1\
                """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((ResultSet rs) -> {
          names.put(rs.getString(1), rs.getString(2));
        });
    return names;
  }

  private static Training training(ResultSet rs, int n) throws SQLException {
    var kind = rs.getString("target_kind");
    var target = rs.getString("target_id");
    var title = rs.getString("target_title");
    return new Training(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("title_sv"),
        Optional.ofNullable(rs.getString("title_en")),
        rs.getString("form"),
        kind == null || target == null
            ? Optional.empty()
            : Optional.of(
                new Training.Teaches(
                    kind, target, rs.getInt("target_version"), title == null ? target : title)),
        Optional.ofNullable(rs.getString("initiative")),
        Optional.ofNullable(rs.getString("owner_sv")),
        Optional.ofNullable(rs.getString("involvement")),
        new DateSpan(
            rs.getObject("valid_from", LocalDate.class), rs.getObject("valid_to", LocalDate.class)),
        Optional.ofNullable(rs.getString("source")),
        rs.getBoolean("synthetic"));
  }

  static <E extends Enum<E>> E read(Class<E> type, String code) {
    return Enum.valueOf(type, code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static OptionalLong optionalLong(ResultSet rs, String column) throws SQLException {
    var value = rs.getLong(column);
    return rs.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static OptionalInt optionalInt(ResultSet rs, String column) throws SQLException {
    var value = rs.getInt(column);
    return rs.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static @org.jspecify.annotations.Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
