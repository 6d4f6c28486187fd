package se.samspel.implementation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;

/** Tracks, their events, self-assessments, pairs and confirmations in PostgreSQL. */
@Component
class TrackTable {

  private final JdbcClient jdbc;

  TrackTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Track> tracks(Optional<RegionCode> region, AsOf asOf) {
    return tracks(region, Optional.empty(), asOf);
  }

  Optional<Track> track(String id, AsOf asOf) {
    return tracks(Optional.empty(), Optional.of(id), asOf).stream().findFirst();
  }

  private List<Track> tracks(Optional<RegionCode> region, Optional<String> id, AsOf asOf) {
    var events = events(region, id, asOf);
    var editions = editions(asOf);
    var titles = titles(asOf);
    var units = unitNames(asOf);
    return jdbc.sql(
            """
            select * from implementation.track t
             where (cast(:region as text) is null or t.region = :region)
               and (cast(:id as text) is null or t.id = :id)
               and t.valid_from <= :day and :day < t.valid_to and t.recorded_at <= :known and t.replaced_at > :known
             order by t.region, t.target_kind desc, t.target_id, t.id\
            """)
        .param("region", region.map(RegionCode::value).orElse(null))
        .param("id", id.orElse(null))
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((rs, n) -> track(rs, asOf.day(), events, editions, titles, units))
        .list();
  }

  private static Track track(
      ResultSet rs,
      LocalDate day,
      Map<String, List<StageEvent>> events,
      Map<String, Integer> editions,
      Map<String, String> titles,
      Map<String, String> units)
      throws SQLException {
    var id = rs.getString("id");
    var ordered = Staging.ordered(events.getOrDefault(id, List.of()));
    var kind = rs.getString("target_kind");
    var target = rs.getString("target_id");
    var version = rs.getInt("target_version");
    var central = rs.getBoolean("central_money");
    var one = rs.getBoolean("one_person");
    var handed = optional(rs, "handed_over_to");
    var old = kind.equals("recommendation") && version < editions.getOrDefault(target, version);
    var ref = kind + ":" + target;
    return new Track(
        id,
        rs.getInt("version"),
        new RegionCode(rs.getString("region")),
        rs.getString("unit"),
        units.getOrDefault(rs.getString("unit"), rs.getString("unit")),
        new Track.Target(
            kind,
            target,
            version,
            titles.getOrDefault(ref + "|" + version, titles.getOrDefault(ref, target))),
        optional(rs, "owner_sv"),
        central,
        one,
        handed,
        optional(rs, "involvement"),
        ordered,
        Staging.current(ordered),
        Staging.flags(ordered, (central || one) && handed.isEmpty(), old, day),
        optional(rs, "source"),
        rs.getBoolean("synthetic"));
  }

  /** A track as the thread names it. */
  record Named(int version, String title, boolean synthetic, Optional<String> source) {}

  /** Titles of the tracks, without their events. */
  Map<String, Named> names(java.util.Collection<String> ids, AsOf asOf) {
    var names = new HashMap<String, Named>();
    if (ids.isEmpty()) {
      return names;
    }
    var titles = titles(asOf);
    var units = unitNames(asOf);
    jdbc.sql(
            """
            select id, version, unit, target_kind || ':' || target_id as ref, target_version, source, synthetic
              from implementation.track
             where id = any(:ids) and valid_from <= :day and :day < valid_to
               and recorded_at <= :known and replaced_at > :known\
            """)
        .param("ids", ids.toArray(String[]::new))
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((ResultSet rs) -> {
          var ref = rs.getString("ref");
          names.put(
              rs.getString("id"),
              new Named(
                  rs.getInt("version"),
                  titles.getOrDefault(
                          ref + "|" + rs.getInt("target_version"), titles.getOrDefault(ref, ref))
                      + " – "
                      + units.getOrDefault(rs.getString("unit"), rs.getString("unit")),
                  rs.getBoolean("synthetic"),
                  optional(rs, "source")));
        });
    return names;
  }

  private Map<String, List<StageEvent>> events(
      Optional<RegionCode> region, Optional<String> track, AsOf asOf) {
    var events = new HashMap<String, List<StageEvent>>();
    jdbc.sql(
            """
            select * from implementation.stage_event
             where (cast(:region as text) is null or region = :region)
               and (cast(:track as text) is null or track = :track)
               and day <= :day and recorded_at <= :known and replaced_at > :known\
            """)
        .param("region", region.map(RegionCode::value).orElse(null))
        .param("track", track.orElse(null))
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((ResultSet rs) -> {
          events.computeIfAbsent(rs.getString("track"), it -> new ArrayList<>()).add(event(rs));
        });
    return events;
  }

  private static StageEvent event(ResultSet rs) throws SQLException {
    return new StageEvent(
        rs.getString("id"),
        rs.getString("track"),
        Stage.of(rs.getInt("stage")),
        rs.getObject("day", LocalDate.class),
        optional(rs, "activity_sv"),
        optional(rs, "reason_sv"),
        optional(rs, "evidence"),
        rs.getBoolean("not_applicable"),
        rs.getString("recorded_by"),
        rs.getTimestamp("recorded_at").toInstant(),
        rs.getBoolean("synthetic"));
  }

  /** The edition of each recommendation that holds; one more than its last where none does. */
  private Map<String, Integer> editions(AsOf asOf) {
    var editions = new HashMap<String, Integer>();
    jdbc.sql(
            """
            select id, coalesce(max(edition) filter (where :day < valid_to), max(edition) + 1) as edition
              from knowledge.public_recommendation
             where valid_from <= :day and recorded_at <= :known and replaced_at > :known group by id\
            """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((ResultSet rs) -> {
          editions.put(rs.getString("id"), rs.getInt("edition"));
        });
    return editions;
  }

  /** Titles by {@code kind:id}, and by {@code kind:id|edition}. */
  Map<String, String> titles(AsOf asOf) {
    var titles = new LinkedHashMap<String, String>();
    jdbc.sql(
            """
            select 'recommendation:' || id as ref, edition, title_sv as title
              from knowledge.public_recommendation where recorded_at <= :known and replaced_at > :known
            union all
            select 'method:' || id, 0, name_sv from knowledge.public_method
             where recorded_at <= :known and replaced_at > :known
             order by 1, 2\
            """)
        .param("known", Timestamp.from(asOf.known()))
        .query((ResultSet rs) -> {
          titles.put(rs.getString("ref"), rs.getString("title"));
          titles.put(rs.getString("ref") + "|" + rs.getInt("edition"), rs.getString("title"));
        });
    return titles;
  }

  /** What a unit may begin with: each recommendation's newest edition, and each method. */
  List<Track.Target> targets(AsOf asOf) {
    return jdbc.sql(
            """
            (select distinct on (id) 'recommendation' as kind, id, edition, title_sv as title
               from knowledge.public_recommendation
              where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
              order by id, edition desc)
            union all
            select 'method', id, version, name_sv from knowledge.public_method
             where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
             order by 1 desc, 2\
            """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((rs, n) ->
            new Track.Target(
                rs.getString("kind"),
                rs.getString("id"),
                rs.getInt("edition"),
                rs.getString("title")))
        .list();
  }

  Map<String, String> unitNames(AsOf asOf) {
    return names("select id, name_sv from actors.public_unit where true", asOf);
  }

  Map<String, String> unitsOf(RegionCode region, AsOf asOf) {
    return names(
        "select id, name_sv from actors.public_unit where region = '" + region.value() + "'", asOf);
  }

  Map<String, String> regionNames(AsOf asOf) {
    return names("select code, name_sv from actors.public_region where true", asOf);
  }

  Map<String, String> actorTypeNames(AsOf asOf) {
    return names(
        "select id, name_sv from actors.public_organisation where kind = 'actor-type'", asOf);
  }

  private Map<String, String> names(String select, AsOf asOf) {
    var names = new LinkedHashMap<String, String>();
    jdbc.sql(
            select
                + """
                  and valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
                 order by 2\
                """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((ResultSet rs) -> {
          names.put(rs.getString(1), rs.getString(2));
        });
    return names;
  }

  void add(Track track, LocalDate from, Instant moment) {
    jdbc.sql(
            """
            insert into implementation.track (id, version, region, unit, target_kind, target_id, target_version,
              owner_sv, central_money, one_person, handed_over_to, involvement, valid_from, recorded_at, source, synthetic)
            values (:id, :version, :region, :unit, :kind, :target, :edition,
              :owner, :central, :one, :handed, :involvement, :from, :moment, :source, :synthetic)\
            """)
        .param("id", track.id())
        .param("version", track.version())
        .param("region", track.region().value())
        .param("unit", track.unit())
        .param("kind", track.target().kind())
        .param("target", track.target().id())
        .param("edition", track.target().version())
        .param("owner", track.owner().orElse(null))
        .param("central", track.centralMoney())
        .param("one", track.onePerson())
        .param("handed", track.handedOverTo().orElse(null))
        .param("involvement", track.involvement().orElse(null))
        .param("from", from)
        .param("moment", Timestamp.from(moment))
        .param("source", track.source().orElse(null))
        .param("synthetic", track.synthetic())
        .update();
  }

  /** Ends the track's current row. */
  void replaceTrack(String id, Instant moment) {
    replace("implementation.track", id, moment);
  }

  void add(StageEvent event, RegionCode region) {
    jdbc.sql(
            """
            insert into implementation.stage_event (id, track, region, stage, activity_sv, day, reason_sv, evidence,
              not_applicable, recorded_by, recorded_at, synthetic)
            values (:id, :track, :region, :stage, :activity, :day, :reason, :evidence, :na, :by, :moment, :synthetic)\
            """)
        .param("id", event.id())
        .param("track", event.track())
        .param("region", region.value())
        .param("stage", event.stage().number())
        .param("activity", event.activity().orElse(null))
        .param("day", event.day())
        .param("reason", event.reason().orElse(null))
        .param("evidence", event.evidence().orElse(null))
        .param("na", event.notApplicable())
        .param("by", event.recordedBy())
        .param("moment", Timestamp.from(event.recordedAt()))
        .param("synthetic", event.synthetic())
        .update();
  }

  boolean undoEvent(String id, Instant moment) {
    return replace("implementation.stage_event", id, moment);
  }

  boolean undoAssessment(String id, Instant moment) {
    return replace("implementation.assessment", id, moment);
  }

  private boolean replace(String table, String id, Instant moment) {
    return jdbc.sql(
                "update "
                    + table
                    + " set replaced_at = :moment where id = :id and replaced_at = 'infinity'")
            .param("moment", Timestamp.from(moment))
            .param("id", id)
            .update()
        > 0;
  }

  /** The newest answer of each unit about each recommendation. */
  List<Assessment> assessments(Optional<RegionCode> region, AsOf asOf) {
    var units = unitNames(asOf);
    return jdbc.sql(
            """
            select distinct on (a.region, a.recommendation, a.unit) a.* from implementation.assessment a
             where (cast(:region as text) is null or a.region = :region)
               and a.day <= :day and a.recorded_at <= :known and a.replaced_at > :known
             order by a.region, a.recommendation, a.unit, a.day desc, a.recorded_at desc\
            """)
        .param("region", region.map(RegionCode::value).orElse(null))
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((rs, n) -> assessment(rs, units))
        .list();
  }

  private static Assessment assessment(ResultSet rs, Map<String, String> units)
      throws SQLException {
    return new Assessment(
        rs.getString("id"),
        new RegionCode(rs.getString("region")),
        rs.getString("unit"),
        units.getOrDefault(rs.getString("unit"), rs.getString("unit")),
        rs.getString("recommendation"),
        rs.getInt("edition"),
        read(Answer.class, rs.getString("answer")),
        optional(rs, "evidence"),
        rs.getObject("day", LocalDate.class),
        rs.getBoolean("synthetic"));
  }

  void add(Assessment assessment, Instant moment) {
    jdbc.sql(
            """
            insert into implementation.assessment (id, region, unit, recommendation, edition, answer, evidence, day,
              recorded_at, synthetic)
            values (:id, :region, :unit, :recommendation, :edition, :answer, :evidence, :day, :moment, :synthetic)\
            """)
        .param("id", assessment.id())
        .param("region", assessment.region().value())
        .param("unit", assessment.unit())
        .param("recommendation", assessment.recommendation())
        .param("edition", assessment.edition())
        .param("answer", StateMachine.code(assessment.answer()))
        .param("evidence", assessment.evidence().orElse(null))
        .param("day", assessment.day())
        .param("moment", Timestamp.from(moment))
        .param("synthetic", assessment.synthetic())
        .update();
  }

  /** Adds that the subject was looked at and still holds. */
  void confirm(
      String id, RegionCode region, String subject, LocalDate day, String actor, Instant moment) {
    jdbc.sql(
            """
            insert into implementation.confirmation (id, region, subject, day, actor, recorded_at)
            values (:id, :region, :subject, :day, :actor, :moment)\
            """)
        .param("id", id)
        .param("region", region.value())
        .param("subject", subject)
        .param("day", day)
        .param("actor", actor)
        .param("moment", Timestamp.from(moment))
        .update();
  }

  /** The day that each subject was last confirmed in the region. */
  Map<String, LocalDate> confirmed(RegionCode region) {
    var confirmed = new HashMap<String, LocalDate>();
    jdbc.sql(
            """
            select subject, max(day) as day from implementation.confirmation
             where region = :region and replaced_at = 'infinity' group by subject\
            """)
        .param("region", region.value())
        .query((ResultSet rs) -> {
          confirmed.put(rs.getString("subject"), rs.getObject("day", LocalDate.class));
        });
    return confirmed;
  }

  /** Undoes every confirmation that was made together with the one given. */
  int undoConfirmation(String id, RegionCode region, Instant moment) {
    return jdbc.sql(
            """
            update implementation.confirmation set replaced_at = :moment
             where region = :region and replaced_at = 'infinity'
               and recorded_at = (select recorded_at from implementation.confirmation where id = :id and region = :region)\
            """)
        .param("moment", Timestamp.from(moment))
        .param("region", region.value())
        .param("id", id)
        .update();
  }

  /**
   * Something that was done in a region.
   *
   * @param kind {@code confirmation}, {@code stage} or {@code assessment}
   * @param subject what it was about, {@code kind:id}
   * @param value the stage or the answer; empty for a confirmation
   * @param times how many were confirmed together
   */
  record Done(String kind, String id, String subject, String value, int times, Instant at) {}

  /** What was done in the region since the moment and has not been undone, the latest first. */
  List<Done> doneSince(RegionCode region, Instant since) {
    return jdbc.sql(
            """
            select 'confirmation' as kind, min(id) as id, min(subject) as subject, '' as value,
                   count(*) as times, recorded_at
              from implementation.confirmation
             where region = :region and replaced_at = 'infinity' and recorded_at >= :since group by recorded_at
            union all
            select 'stage', id, 'track:' || track, cast(stage as text), 1, recorded_at
              from implementation.stage_event
             where region = :region and replaced_at = 'infinity' and recorded_at >= :since and not synthetic
            union all
            select 'assessment', id, 'recommendation:' || recommendation || '@' || unit, answer, 1, recorded_at
              from implementation.assessment
             where region = :region and replaced_at = 'infinity' and recorded_at >= :since and not synthetic
             order by recorded_at desc, id\
            """)
        .param("region", region.value())
        .param("since", Timestamp.from(since))
        .query((rs, n) ->
            new Done(
                rs.getString("kind"),
                rs.getString("id"),
                rs.getString("subject"),
                rs.getString("value"),
                rs.getInt("times"),
                rs.getTimestamp("recorded_at").toInstant()))
        .list();
  }

  /** Initiatives that run on the day and whose trainings have reached the region. */
  Map<String, String> initiativesIn(RegionCode region, AsOf asOf) {
    var names = new LinkedHashMap<String, String>();
    jdbc.sql(
            """
            select i.id, i.name_sv from programme.public_initiative i
             where i.valid_from <= :day and :day < i.valid_to and i.recorded_at <= :known and i.replaced_at > :known
               and (i.ended is null or i.ended >= left(cast(cast(:day as date) as text), length(i.ended)))
               and exists (select 1 from reach.public_training t join reach.public_cell c on c.training = t.id
                 where t.initiative = i.id and t.replaced_at > :known and c.region = :region and c.replaced_at > :known)
               and coalesce((select s.to_state from programme.public_transition s
                  where s.kind = 'initiative' and s.id = i.id and s.day <= :day and s.recorded_at <= :known
                  order by s.day desc, s.seq desc limit 1), 'running') in ('running', 'delivering', 'paused', 'funded')
             order by i.name_sv\
            """)
        .param("region", region.value())
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((ResultSet rs) -> {
          names.put(rs.getString("id"), rs.getString("name_sv"));
        });
    return names;
  }

  List<Pair> pairs(Optional<RegionCode> region, AsOf asOf) {
    var names = actorTypeNames(asOf);
    return jdbc.sql(
            """
            select * from implementation.pair
             where (cast(:region as text) is null or region = :region)
               and valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
             order by region, actor_a, actor_b\
            """)
        .param("region", region.map(RegionCode::value).orElse(null))
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((rs, n) ->
            new Pair(
                rs.getString("id"),
                rs.getInt("version"),
                new RegionCode(rs.getString("region")),
                rs.getString("actor_a"),
                names.getOrDefault(rs.getString("actor_a"), rs.getString("actor_a")),
                rs.getString("actor_b"),
                names.getOrDefault(rs.getString("actor_b"), rs.getString("actor_b")),
                Optional.ofNullable(rs.getObject("shared_training", Boolean.class)),
                Optional.ofNullable(rs.getObject("signed_routine", Boolean.class)),
                Optional.ofNullable(rs.getObject("adopted_method", Boolean.class)),
                Optional.ofNullable(rs.getObject("named_contact", Boolean.class)),
                rs.getBoolean("synthetic")))
        .list();
  }

  void add(Pair pair, LocalDate from, Instant moment) {
    jdbc.sql(
            """
            insert into implementation.pair (id, version, region, actor_a, actor_b, shared_training, signed_routine,
              adopted_method, named_contact, valid_from, recorded_at, synthetic)
            values (:id, :version, :region, :a, :b, :shared, :signed, :adopted, :named, :from, :moment, :synthetic)\
            """)
        .param("id", pair.id())
        .param("version", pair.version())
        .param("region", pair.region().value())
        .param("a", pair.actorA())
        .param("b", pair.actorB())
        .param("shared", pair.sharedTraining().orElse(null))
        .param("signed", pair.signedRoutine().orElse(null))
        .param("adopted", pair.adoptedMethod().orElse(null))
        .param("named", pair.namedContact().orElse(null))
        .param("from", from)
        .param("moment", Timestamp.from(moment))
        .param("synthetic", pair.synthetic())
        .update();
  }

  void replacePair(String id, Instant moment) {
    replace("implementation.pair", id, moment);
  }

  /**
   * A track that a region's reach may have made possible: the training teaches what the track is
   * about.
   */
  record Enabled(String training, String region, String track, boolean synthetic) {}

  /** What reach enables, in one region where given, and for one training or track where given. */
  List<Enabled> enabled(
      @Nullable String region, Set<String> trainings, Set<String> tracks, LocalDate day) {
    return jdbc.sql(
            """
            select distinct g.id as training, t.region, t.id as track, t.synthetic or g.synthetic as synthetic
              from implementation.track t
              join reach.public_training g
                on g.target_kind = t.target_kind and g.target_id = t.target_id and g.replaced_at = 'infinity'
             where t.replaced_at = 'infinity' and (cast(:region as text) is null or t.region = :region)
               and (g.id in (:trainings) or t.id in (:tracks))
               and exists (select 1 from reach.public_cell c
                  where c.training = g.id and c.region = t.region and c.replaced_at = 'infinity'
                    and c.state not in ('entered', 'validated') and c.period_from <= :day)
             order by 1, 2, 3\
            """)
        .param("region", region)
        .param("trainings", trainings.isEmpty() ? Set.of("") : trainings)
        .param("tracks", tracks.isEmpty() ? Set.of("") : tracks)
        .param("day", day)
        .query((rs, n) ->
            new Enabled(
                rs.getString("training"),
                rs.getString("region"),
                rs.getString("track"),
                rs.getBoolean("synthetic")))
        .list();
  }

  static <E extends Enum<E>> E read(Class<E> type, String code) {
    return Enum.valueOf(type, code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static Optional<String> optional(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getString(column));
  }
}
