package se.samspel.implementation;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinksAsserted;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackFaults;
import se.samspel.core.PackFile;
import se.samspel.core.PackPart;
import se.samspel.core.PackRow;
import se.samspel.core.StateMachine;

/** Tracks with their events, self-assessments, plans and pairs of a programme pack. */
@Component
@Order(60)
class ImplementationPack implements PackPart {

  private static final String TRACKS = "tracks.csv";
  private static final String EVENTS = "stage-events.csv";
  private static final String ASSESSMENTS = "assessments.csv";
  private static final String PLANS = "plans.csv";
  private static final String ITEMS = "plan-items.csv";
  private static final String PAIRS = "pairs.csv";
  private static final List<String> BOOLEANS = List.of("true", "false");

  private final NamedParameterJdbcTemplate jdbc;
  private final TrackLinks links;
  private final PlanTable plans;
  private final ApplicationEventPublisher events;

  ImplementationPack(
      NamedParameterJdbcTemplate jdbc,
      TrackLinks links,
      PlanTable plans,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.links = links;
    this.plans = plans;
    this.events = events;
  }

  @Override
  public List<PackFile> files() {
    return List.of(
        new PackFile(
            TRACKS,
            List.of(
                "id",
                "region",
                "unit",
                "target_kind",
                "target_id",
                "target_version",
                "owner_sv",
                "central_money",
                "one_person",
                "handed_over_to",
                "involvement",
                "valid_from",
                "valid_to",
                "source"),
            List.of("id", "region", "unit", "target_kind", "target_id", "target_version"),
            List.of("id")),
        new PackFile(
            EVENTS,
            List.of(
                "id",
                "track",
                "region",
                "stage",
                "activity_sv",
                "day",
                "reason_sv",
                "evidence",
                "not_applicable",
                "recorded_by"),
            List.of("id", "track", "stage", "day"),
            List.of("id")),
        new PackFile(
            ASSESSMENTS,
            List.of(
                "id", "region", "unit", "recommendation", "edition", "answer", "evidence", "day"),
            List.of("id", "region", "unit", "recommendation", "edition", "answer", "day"),
            List.of("id")),
        new PackFile(
            PLANS,
            List.of(
                "id",
                "region",
                "title_sv",
                "state",
                "adopted_on",
                "diary_number",
                "document",
                "involvement",
                "valid_from",
                "valid_to",
                "source"),
            List.of("id", "region", "title_sv", "state", "valid_from", "valid_to"),
            List.of("id")),
        new PackFile(
            ITEMS,
            List.of("plan", "region", "recommendation", "edition", "how_sv"),
            List.of("plan", "recommendation", "edition", "how_sv"),
            List.of("plan", "recommendation")),
        new PackFile(
            PAIRS,
            List.of(
                "id",
                "region",
                "actor_a",
                "actor_b",
                "shared_training",
                "signed_routine",
                "adopted_method",
                "named_contact",
                "valid_from",
                "valid_to",
                "source"),
            List.of("id", "region", "actor_a", "actor_b"),
            List.of("id")));
  }

  @Override
  public void check(Pack pack, PackFaults faults) {
    var regions = pack.keys("regions.csv");
    var units = pack.keys("units.csv");
    for (var row : pack.rows(TRACKS)) {
      refers(row, "region", regions, faults);
      refers(row, "unit", units, faults);
      oneOf(row, "target_kind", List.of("recommendation", "method"), faults);
      if (row.get("target_kind").equals("recommendation")) {
        edition(pack, row, "target_id", "target_version", faults);
      } else {
        refers(row, "target_id", pack.keys("methods.csv"), faults);
      }
      whole(row, "target_version", 1, 1000, faults);
      for (var column : List.of("central_money", "one_person")) {
        row.find(column).ifPresent(it -> oneOf(row, column, BOOLEANS, faults));
      }
      validity(row, faults);
    }
    for (var row : pack.rows(EVENTS)) {
      refers(row, "track", pack.keys(TRACKS), faults);
      row.find("region").ifPresent(it -> refers(row, "region", regions, faults));
      day(row, "day", faults);
      whole(row, "stage", 0, 9, faults);
      row.find("not_applicable").ifPresent(it -> oneOf(row, "not_applicable", BOOLEANS, faults));
      if (row.get("stage").equals("0") && row.find("reason_sv").isEmpty()) {
        faults.add(row, "reason_sv", "track.pack.reason");
      }
    }
    for (var row : pack.rows(ASSESSMENTS)) {
      refers(row, "region", regions, faults);
      refers(row, "unit", units, faults);
      edition(pack, row, "recommendation", "edition", faults);
      whole(row, "edition", 1, 1000, faults);
      oneOf(row, "answer", codes(Answer.class), faults);
      day(row, "day", faults);
    }
    for (var row : pack.rows(PLANS)) {
      refers(row, "region", regions, faults);
      oneOf(row, "state", codes(PlanState.class), faults);
      day(row, "adopted_on", faults);
      validity(row, faults);
    }
    for (var row : pack.rows(ITEMS)) {
      refers(row, "plan", pack.keys(PLANS), faults);
      edition(pack, row, "recommendation", "edition", faults);
      whole(row, "edition", 1, 1000, faults);
    }
    for (var row : pack.rows(PAIRS)) {
      checkPair(pack, row, regions, faults);
    }
  }

  private static void checkPair(Pack pack, PackRow row, Set<String> regions, PackFaults faults) {
    refers(row, "region", regions, faults);
    for (var column : List.of("actor_a", "actor_b")) {
      var type = row.get(column);
      if (!pack.keys("actors.csv").contains(type.replaceFirst("^type-", "type:"))) {
        faults.add(row, column, "track.pack.unknown", type, "actors.csv");
      }
    }
    if (actor(row, "actor_a").compareTo(actor(row, "actor_b")) >= 0) {
      faults.add(row, "actor_b", "track.pack.order");
    }
    for (var column :
        List.of("shared_training", "signed_routine", "adopted_method", "named_contact")) {
      row.find(column).ifPresent(it -> oneOf(row, column, BOOLEANS, faults));
    }
    validity(row, faults);
  }

  @Override
  public void load(PackChange change) {
    supersede("track", "id", change, TRACKS);
    supersede("stage_event", "id", change, EVENTS);
    supersede("assessment", "id", change, ASSESSMENTS);
    supersede("plan", "id", change, PLANS);
    supersede("plan_item", "plan || '|' || recommendation", change, ITEMS);
    supersede("pair", "id", change, PAIRS);
    insertTracks(change);
    insertEvents(change);
    insertAssessments(change);
    insertPlans(change);
    insertPairs(change);
    link(change);
  }

  private void insertTracks(PackChange change) {
    var versions = versions("track", change, TRACKS);
    insert(
        """
        insert into implementation.track (id, version, region, unit, target_kind, target_id, target_version, owner_sv,
          central_money, one_person, handed_over_to, involvement, valid_from, valid_to, recorded_at, source, synthetic)
        values (:id, :version, :region, :unit, :target_kind, :target_id, :target_version, :owner_sv,
          :central_money, :one_person, :handed_over_to, :involvement, :from, :to, :moment, :source, :synthetic)\
        """,
        change,
        TRACKS,
        row ->
            cells(row, "id", "region", "unit", "target_kind", "target_id", "owner_sv")
                .addValue("handed_over_to", orNull(row.find("handed_over_to")))
                .addValue("involvement", orNull(row.find("involvement")))
                .addValue("version", versions.getOrDefault(row.key(), 0) + 1)
                .addValue("target_version", row.number("target_version").orElse(1L))
                .addValue("central_money", row.get("central_money").equals("true"))
                .addValue("one_person", row.get("one_person").equals("true"))
                .addValue("from", row.validity().from())
                .addValue("to", row.validity().to()));
  }

  private void insertEvents(PackChange change) {
    var regions = new HashMap<String, String>();
    if (!change.put(EVENTS).isEmpty()) {
      jdbc.query(
          "select id, region from implementation.track where replaced_at = 'infinity'",
          rs -> {
            regions.put(rs.getString("id"), rs.getString("region"));
          });
    }
    insert(
        """
        insert into implementation.stage_event (id, track, region, stage, activity_sv, day, reason_sv, evidence,
          not_applicable, recorded_by, recorded_at, synthetic)
        values (:id, :track, :region, :stage, :activity_sv, :day, :reason_sv, :evidence,
          :not_applicable, :by, :moment, :synthetic)\
        """,
        change,
        EVENTS,
        row ->
            cells(row, "id", "track", "activity_sv", "reason_sv", "evidence")
                .addValue("region", regions.get(row.get("track")))
                .addValue("stage", row.number("stage").orElse(0L))
                .addValue("day", row.firstDay("day").orElseThrow())
                .addValue("not_applicable", row.get("not_applicable").equals("true"))
                .addValue("by", row.find("recorded_by").orElse("system")));
  }

  private void insertAssessments(PackChange change) {
    insert(
        """
        insert into implementation.assessment (id, region, unit, recommendation, edition, answer, evidence, day,
          recorded_at, synthetic)
        values (:id, :region, :unit, :recommendation, :edition, :answer, :evidence, :day, :moment, :synthetic)\
        """,
        change,
        ASSESSMENTS,
        row ->
            cells(row, "id", "region", "unit", "recommendation", "answer", "evidence")
                .addValue("edition", row.number("edition").orElse(1L))
                .addValue("day", row.firstDay("day").orElseThrow()));
  }

  private void insertPlans(PackChange change) {
    var versions = versions("plan", change, PLANS);
    insert(
        """
        insert into implementation.plan (id, version, region, title_sv, state, adopted_on, diary_number, document,
          involvement, valid_from, valid_to, recorded_at, source, synthetic)
        values (:id, :version, :region, :title_sv, :state, :adopted_on, :diary_number, :document,
          :involvement, :from, :to, :moment, :source, :synthetic)\
        """,
        change,
        PLANS,
        row ->
            cells(row, "id", "region", "title_sv", "state", "diary_number", "document")
                .addValue("involvement", orNull(row.find("involvement")))
                .addValue("version", versions.getOrDefault(row.key(), 0) + 1)
                .addValue("adopted_on", orNull(row.firstDay("adopted_on")))
                .addValue("from", row.validity().from())
                .addValue("to", row.validity().to()));
    var regions = new HashMap<String, String>();
    if (!change.put(ITEMS).isEmpty()) {
      jdbc.query(
          "select id, region from implementation.plan where replaced_at = 'infinity'",
          rs -> {
            regions.put(rs.getString("id"), rs.getString("region"));
          });
    }
    insert(
        """
        insert into implementation.plan_item (plan, region, recommendation, edition, how_sv, recorded_at, synthetic)
        values (:plan, :region, :recommendation, :edition, :how_sv, :moment, :synthetic)\
        """,
        change,
        ITEMS,
        row ->
            cells(row, "plan", "recommendation", "how_sv")
                .addValue("region", regions.get(row.get("plan")))
                .addValue("edition", row.number("edition").orElse(1L)));
  }

  private void insertPairs(PackChange change) {
    var versions = versions("pair", change, PAIRS);
    insert(
        """
        insert into implementation.pair (id, version, region, actor_a, actor_b, shared_training, signed_routine,
          adopted_method, named_contact, valid_from, valid_to, recorded_at, source, synthetic)
        values (:id, :version, :region, :a, :b, :shared_training, :signed_routine,
          :adopted_method, :named_contact, :from, :to, :moment, :source, :synthetic)\
        """,
        change,
        PAIRS,
        row -> {
          var cells =
              cells(row, "id", "region")
                  .addValue("a", actor(row, "actor_a"))
                  .addValue("b", actor(row, "actor_b"))
                  .addValue("version", versions.getOrDefault(row.key(), 0) + 1)
                  .addValue("from", row.validity().from())
                  .addValue("to", row.validity().to());
          for (var column :
              List.of("shared_training", "signed_routine", "adopted_method", "named_contact")) {
            cells.addValue(column, orNull(row.find(column).map("true"::equals)));
          }
          return cells;
        });
  }

  /** Tells the thread what the changed tracks adopt, what plans adapt, and what reach enables. */
  private void link(PackChange change) {
    var told = new ArrayList<LinkAsserted>();
    var ended = new ArrayList<String>();
    var ids = new HashSet<String>();
    change.put(TRACKS).forEach(row -> ids.add(row.key()));
    for (var rows : List.of(change.put(EVENTS), change.removed(EVENTS))) {
      rows.forEach(row -> ids.add(row.get("track")));
    }
    if (!ids.isEmpty()) {
      links.whole().stream()
          .filter(track -> ids.contains(track.id()))
          .forEach(track -> links.addAdopts(track, change.moment(), told, ended));
    }
    for (var row : change.removed(TRACKS)) {
      ended.add(
          TrackLinks.adoptsKey(
              row.key(), row.get("target_kind"), row.get("target_id"), row.get("region")));
    }
    var changed = new HashSet<String>();
    change.put(PLANS).forEach(row -> changed.add(row.key()));
    change.put(ITEMS).forEach(row -> changed.add(row.get("plan")));
    if (!changed.isEmpty()) {
      plans
          .plans(Optional.empty(), Optional.empty(), AsOf.day(java.time.LocalDate.of(9998, 1, 1)))
          .stream()
          .filter(plan -> changed.contains(plan.id()))
          .forEach(plan -> TrackLinks.addAdapts(plan, change.moment(), told, ended));
    }
    if (!told.isEmpty() || !ended.isEmpty()) {
      events.publishEvent(new LinksAsserted(told, ended, change.moment()));
    }
    var trainings = new HashSet<String>();
    change.put("trainings.csv").forEach(row -> trainings.add(row.key()));
    change.put("reach.csv").forEach(row -> trainings.add(row.get("training")));
    if (!trainings.isEmpty() || !ids.isEmpty()) {
      links.tellEnables(Optional.empty(), trainings, ids, change.moment());
    }
  }

  private void supersede(String table, String identity, PackChange change, String file) {
    var ids = new HashSet<String>();
    change.put(file).forEach(row -> ids.add(row.key()));
    change.removed(file).forEach(row -> ids.add(row.key()));
    if (!ids.isEmpty()) {
      jdbc.update(
          "update implementation."
              + table
              + " set replaced_at = :moment where replaced_at = 'infinity' and "
              + identity
              + " = any(:ids)",
          new MapSqlParameterSource("ids", ids.toArray(String[]::new))
              .addValue("moment", Timestamp.from(change.moment())));
    }
  }

  private Map<String, Integer> versions(String table, PackChange change, String file) {
    var versions = new HashMap<String, Integer>();
    var ids = change.put(file).stream().map(PackRow::key).toArray(String[]::new);
    if (ids.length > 0) {
      jdbc.query(
          "select id, max(version) as version from implementation."
              + table
              + " where id = any(:ids) group by id",
          new MapSqlParameterSource("ids", ids),
          rs -> {
            versions.put(rs.getString("id"), rs.getInt("version"));
          });
    }
    return versions;
  }

  private void insert(
      String sql,
      PackChange change,
      String file,
      java.util.function.Function<PackRow, MapSqlParameterSource> cells) {
    var rows =
        change.put(file).stream()
            .map(row ->
                cells
                    .apply(row)
                    .addValue("moment", Timestamp.from(change.moment()))
                    .addValue("source", orNull(row.find("source")))
                    .addValue("synthetic", change.synthetic()))
            .toArray(SqlParameterSource[]::new);
    if (rows.length > 0) {
      jdbc.batchUpdate(sql, rows);
    }
  }

  private static MapSqlParameterSource cells(PackRow row, String... columns) {
    var cells = new MapSqlParameterSource();
    for (var column : columns) {
      cells.addValue(column, orNull(row.find(column)));
    }
    return cells;
  }

  private static <T> @org.jspecify.annotations.Nullable T orNull(Optional<T> value) {
    return value.orElse(null);
  }

  private static String actor(PackRow row, String column) {
    return row.get(column).replace(':', '-');
  }

  private static <E extends Enum<E>> List<String> codes(Class<E> type) {
    return java.util.Arrays.stream(type.getEnumConstants()).map(StateMachine::code).toList();
  }

  private static void edition(
      Pack pack, PackRow row, String id, String version, PackFaults faults) {
    var edition = row.get(id) + "|" + row.get(version);
    if (!pack.keys("recommendations.csv").contains(edition)) {
      faults.add(row, id, "track.pack.unknown", edition, "recommendations.csv");
    }
  }

  private static void oneOf(PackRow row, String column, List<String> words, PackFaults faults) {
    if (!words.contains(row.get(column))) {
      faults.add(row, column, "track.pack.one-of", row.get(column), String.join(", ", words));
    }
  }

  private static void refers(PackRow row, String column, Set<String> keys, PackFaults faults) {
    if (!keys.contains(row.get(column))) {
      faults.add(row, column, "track.pack.unknown", row.get(column), column);
    }
  }

  private static void validity(PackRow row, PackFaults faults) {
    var good = true;
    for (var column : List.of("valid_from", "valid_to")) {
      var text = row.find(column);
      if (text.isPresent() && !PackRow.isDate(text.get())) {
        faults.add(row, column, "track.pack.date", text.get());
        good = false;
      }
    }
    if (good
        && row.firstDay("valid_from").isPresent()
        && row.dayAfter("valid_to").isPresent()
        && !row.firstDay("valid_from").get().isBefore(row.dayAfter("valid_to").get())) {
      faults.add(row, "valid_to", "track.pack.validity");
    }
  }

  private static void day(PackRow row, String column, PackFaults faults) {
    row.find(column)
        .filter(text -> text.length() != 10 || !PackRow.isDate(text))
        .ifPresent(text -> faults.add(row, column, "track.pack.date", text));
  }

  private static void whole(PackRow row, String column, long least, long most, PackFaults faults) {
    var text = row.get(column);
    if (!text.matches("\\d{1,9}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
      faults.add(row, column, "track.pack.whole", text, least, most);
    }
  }
}
