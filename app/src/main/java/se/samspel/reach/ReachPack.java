package se.samspel.reach;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;

/** Trainings, occasions and reached people of a programme pack. */
@Component
@Order(50)
class ReachPack implements PackPart {

  private static final String TRAININGS = "trainings.csv";
  private static final String OCCASIONS = "occasions.csv";
  private static final String REACH = "reach.csv";
  private static final List<String> FORMS = List.of("web", "course", "cascade", "conference");

  private final NamedParameterJdbcTemplate jdbc;
  private final ReachTable table;
  private final ApplicationEventPublisher events;

  ReachPack(NamedParameterJdbcTemplate jdbc, ReachTable table, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.table = table;
    this.events = events;
  }

  @Override
  public List<PackFile> files() {
    return List.of(
        new PackFile(
            TRAININGS,
            List.of(
                "id",
                "title_sv",
                "title_en",
                "form",
                "target_kind",
                "target_id",
                "target_version",
                "initiative",
                "owner_sv",
                "involvement",
                "valid_from",
                "valid_to",
                "source"),
            List.of("id", "title_sv", "form"),
            List.of("id")),
        new PackFile(
            OCCASIONS,
            List.of("id", "training", "region", "held_on", "generation", "parent", "source"),
            List.of("id", "training", "region", "held_on"),
            List.of("id")),
        new PackFile(
            REACH,
            List.of(
                "id",
                "training",
                "occasion",
                "region",
                "municipality",
                "actor_type",
                "profession_sv",
                "sex",
                "period_from",
                "period_to",
                "generation",
                "basis",
                "contacts",
                "unique_people",
                "no_sex_split_reason",
                "state",
                "visibility",
                "source"),
            List.of(
                "id",
                "training",
                "region",
                "actor_type",
                "sex",
                "period_from",
                "period_to",
                "basis",
                "state"),
            List.of("id")));
  }

  @Override
  public void check(Pack pack, PackFaults faults) {
    var regions = pack.keys("regions.csv");
    for (var row : pack.rows(TRAININGS)) {
      oneOf(row, "form", FORMS, faults);
      dates(row, faults, "valid_from", "valid_to");
      checkTarget(pack, row, faults);
      refers(row, "initiative", pack.keys("initiatives.csv"), faults);
    }
    var generations = new HashMap<String, Long>();
    for (var row : pack.rows(OCCASIONS)) {
      refers(row, "training", pack.keys(TRAININGS), faults);
      refers(row, "region", regions, faults);
      refers(row, "parent", pack.keys(OCCASIONS), faults);
      dates(row, faults, "held_on");
      whole(row, "generation", 1, 20, faults)
          .ifPresent(generation -> generations.put(row.key(), generation));
    }
    for (var row : pack.rows(OCCASIONS)) {
      long generation = generations.getOrDefault(row.key(), 1L);
      if (generation > 1 && row.find("parent").isEmpty()) {
        faults.add(row, "parent", "reach.pack.parent", generation);
      }
      row.find("parent")
          .map(parent -> generations.getOrDefault(parent, 1L))
          .filter(parent -> pack.keys(OCCASIONS).contains(row.get("parent")))
          .filter(parent -> parent + 1 != generation)
          .ifPresent(parent -> faults.add(row, "generation", "reach.pack.generation", parent + 1));
    }
    for (var row : pack.rows(REACH)) {
      checkCell(pack, row, regions, faults);
    }
  }

  private static void checkTarget(Pack pack, PackRow row, PackFaults faults) {
    var kind = row.find("target_kind");
    if (kind.isEmpty()) {
      return;
    }
    switch (kind.get()) {
      case "recommendation" -> {
        var edition = row.get("target_id") + "|" + row.get("target_version");
        if (!pack.keys("recommendations.csv").contains(edition)) {
          faults.add(row, "target_id", "reach.pack.unknown", edition, "recommendations.csv");
        }
      }
      case "method" -> refers(row, "target_id", pack.keys("methods.csv"), faults);
      default ->
          faults.add(row, "target_kind", "reach.pack.one-of", kind.get(), "recommendation, method");
    }
    if (row.find("target_id").isEmpty()) {
      faults.add(row, "target_id", "reach.pack.target");
    }
    whole(row, "target_version", 1, 1000, faults);
  }

  private static void checkCell(Pack pack, PackRow row, Set<String> regions, PackFaults faults) {
    refers(row, "training", pack.keys(TRAININGS), faults);
    refers(row, "occasion", pack.keys(OCCASIONS), faults);
    refers(row, "region", regions, faults);
    refers(row, "municipality", pack.keys("municipalities.csv"), faults);
    var type = row.get("actor_type");
    var actors = pack.keys("actors.csv");
    if (!actors.contains(type) && !actors.contains(type.replaceFirst("^type-", "type:"))) {
      faults.add(row, "actor_type", "reach.pack.unknown", type, "actors.csv");
    }
    oneOf(row, "sex", codes(Sex.class), faults);
    oneOf(row, "basis", codes(Basis.class), faults);
    oneOf(row, "state", codes(ReachState.class), faults);
    row.find("visibility")
        .ifPresent(it -> oneOf(row, "visibility", List.of("public", "region"), faults));
    dates(row, faults, "period_from", "period_to");
    if (isDay(row.get("period_from"))
        && isDay(row.get("period_to"))
        && !LocalDate.parse(row.get("period_from"))
            .isBefore(LocalDate.parse(row.get("period_to")))) {
      faults.add(row, "period_to", "reach.pack.period");
    }
    whole(row, "generation", 1, 20, faults);
    var contacts = whole(row, "contacts", 0, 100_000_000, faults);
    var unique = whole(row, "unique_people", 0, 100_000_000, faults);
    if (contacts.isPresent() && unique.isPresent() && unique.get() > contacts.get()) {
      faults.add(row, "unique_people", "reach.pack.unique", contacts.get());
    }
  }

  @Override
  public void load(PackChange change) {
    supersede("reach.training", change, TRAININGS);
    supersede("reach.occasion", change, OCCASIONS);
    supersede("reach.cell", change, REACH);
    insertTrainings(change);
    insertCells(change);
    insertOccasions(change);
    followReports(change);
    link(change);
  }

  private void insertTrainings(PackChange change) {
    var versions = versions("reach.training", change, TRAININGS);
    insert(
        """
        insert into reach.training (id, version, title_sv, title_en, form, target_kind, target_id, target_version,
          initiative, owner_sv, involvement, valid_from, valid_to, recorded_at, source, synthetic)
        values (:id, :version, :title_sv, :title_en, :form, :target_kind, :target_id, :target_version,
          :initiative, :owner_sv, :involvement, :from, :to, :moment, :source, :synthetic)\
        """,
        change,
        TRAININGS,
        versions,
        row ->
            cells(row, "title_sv", "title_en", "form", "target_kind", "target_id")
                .addValue("initiative", orNull(row.find("initiative")))
                .addValue("owner_sv", orNull(row.find("owner_sv")))
                .addValue("involvement", orNull(row.find("involvement")))
                .addValue(
                    "target_version",
                    row.find("target_id").isEmpty()
                        ? null
                        : row.number("target_version").orElse(1L))
                .addValue("from", row.validity().from())
                .addValue("to", row.validity().to()));
  }

  private void insertOccasions(PackChange change) {
    insert(
        """
        insert into reach.occasion (id, version, training, region, held_on, generation, parent, visibility, recorded_at,
          source, synthetic)
        values (:id, :version, :training, :region, :held, :generation, :parent, %s, :moment, :source, :synthetic)\
        """
            .formatted(ReachTable.OCCASION_VISIBILITY.formatted(":id")),
        change,
        OCCASIONS,
        versions("reach.occasion", change, OCCASIONS),
        row ->
            cells(row, "training", "region", "parent")
                .addValue("held", row.firstDay("held_on").orElseThrow())
                .addValue("generation", row.number("generation").orElse(1L)));
  }

  /** Occasions whose reports changed are seen by those who may see the reports. */
  private void followReports(PackChange change) {
    var occasions = new LinkedHashSet<String>();
    change.put(REACH).forEach(row -> row.find("occasion").ifPresent(occasions::add));
    change.removed(REACH).forEach(row -> row.find("occasion").ifPresent(occasions::add));
    change.put(OCCASIONS).forEach(row -> occasions.remove(row.key()));
    table.follow(occasions, change.moment());
  }

  private void insertCells(PackChange change) {
    insert(
        """
        insert into reach.cell (id, version, training, occasion, region, municipality, actor_type, profession_sv, sex,
          period_from, period_to, generation, basis, contacts, unique_people, no_sex_split_reason, state, visibility,
          recorded_at, source, synthetic)
        values (:id, :version, :training, :occasion, :region, :municipality, :actor, :profession_sv, :sex,
          :from, :to, :generation, :basis, :contacts, :unique, :no_sex_split_reason, :state, :visibility,
          :moment, :source, :synthetic)\
        """,
        change,
        REACH,
        versions("reach.cell", change, REACH),
        row ->
            cells(row, "training", "occasion", "region", "municipality", "profession_sv", "sex")
                .addValue("basis", row.get("basis"))
                .addValue("state", row.get("state"))
                .addValue("no_sex_split_reason", orNull(row.find("no_sex_split_reason")))
                .addValue("actor", row.get("actor_type").replace(':', '-'))
                .addValue("from", row.firstDay("period_from").orElseThrow())
                .addValue("to", row.firstDay("period_to").orElseThrow())
                .addValue("generation", row.number("generation").orElse(1L))
                .addValue("contacts", orNull(row.number("contacts")))
                .addValue("unique", orNull(row.number("unique_people")))
                .addValue(
                    "visibility",
                    row.find("visibility")
                        .orElse(
                            ReachTable.read(ReachState.class, row.get("state")).counted()
                                ? "public"
                                : "region")));
  }

  /** Tells the thread what the changed trainings teach and whom they have reached. */
  private void link(PackChange change) {
    var links = new ArrayList<LinkAsserted>();
    var ended = new ArrayList<String>();
    var trainings = new HashMap<String, Training>();
    for (var row : change.put(TRAININGS)) {
      table
          .training(row.key(), AsOf.day(LocalDate.EPOCH))
          .ifPresent(training -> {
            trainings.put(training.id(), training);
            training
                .teaches()
                .ifPresent(what -> links.add(ReachLinks.teaches(training, what, change.moment())));
          });
    }
    for (var row : change.removed(TRAININGS)) {
      row.find("target_id")
          .ifPresent(target ->
              ended.add(ReachLinks.teachesKey(row.key(), row.get("target_kind"), target)));
    }
    var touched = new LinkedHashSet<String>();
    var nodes = new HashMap<String, PackRow>();
    for (var rows : List.of(change.put(REACH), change.removed(REACH))) {
      for (var row : rows) {
        var node = ReachReported.nodeId(row.get("training"), row.get("region"));
        touched.add(node);
        nodes.put(node, row);
      }
    }
    var since = table.reachedSince(touched, AsOf.day(LocalDate.of(9998, 1, 1)));
    for (var node : touched) {
      var row = nodes.get(node);
      if (row == null) {
        continue;
      }
      var from = since.get(node);
      var training =
          Optional.ofNullable(trainings.get(row.get("training")))
              .or(() -> table.training(row.get("training"), AsOf.day(LocalDate.EPOCH)));
      if (from == null || training.isEmpty()) {
        ended.add(ReachLinks.reachedKey(row.get("training"), row.get("region")));
      } else {
        trainings.put(training.get().id(), training.get());
        links.add(
            ReachLinks.reached(
                training.get(),
                new RegionCode(row.get("region")),
                from,
                change.moment(),
                change.synthetic()));
      }
    }
    if (!links.isEmpty() || !ended.isEmpty()) {
      events.publishEvent(new LinksAsserted(links, ended, change.moment()));
    }
  }

  private void supersede(String name, PackChange change, String file) {
    var ids = new HashSet<String>();
    change.put(file).forEach(row -> ids.add(row.key()));
    change.removed(file).forEach(row -> ids.add(row.key()));
    if (!ids.isEmpty()) {
      jdbc.update(
          "update "
              + name
              + " set replaced_at = :moment where replaced_at = 'infinity' and id = any(:ids)",
          new MapSqlParameterSource("ids", ids.toArray(String[]::new))
              .addValue("moment", Timestamp.from(change.moment())));
    }
  }

  private Map<String, Integer> versions(String name, PackChange change, String file) {
    var versions = new HashMap<String, Integer>();
    var ids = change.put(file).stream().map(PackRow::key).toArray(String[]::new);
    if (ids.length > 0) {
      jdbc.query(
          "select id, max(version) as version from " + name + " where id = any(:ids) group by id",
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
      Map<String, Integer> versions,
      java.util.function.Function<PackRow, MapSqlParameterSource> cells) {
    var rows =
        change.put(file).stream()
            .map(row ->
                cells
                    .apply(row)
                    .addValue("id", row.get("id"))
                    .addValue("version", versions.getOrDefault(row.key(), 0) + 1)
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

  private static <E extends Enum<E>> List<String> codes(Class<E> type) {
    return java.util.Arrays.stream(type.getEnumConstants()).map(StateMachine::code).toList();
  }

  private static void oneOf(PackRow row, String column, List<String> words, PackFaults faults) {
    if (!words.contains(row.get(column))) {
      faults.add(row, column, "reach.pack.one-of", row.get(column), String.join(", ", words));
    }
  }

  private static void refers(PackRow row, String column, Set<String> keys, PackFaults faults) {
    row.find(column)
        .filter(key -> !keys.contains(key))
        .ifPresent(key -> faults.add(row, column, "reach.pack.unknown", key, column));
  }

  private static void dates(PackRow row, PackFaults faults, String... columns) {
    for (var column : columns) {
      row.find(column)
          .filter(text -> column.startsWith("valid") ? !PackRow.isDate(text) : !isDay(text))
          .ifPresent(text -> faults.add(row, column, "reach.pack.date", text));
    }
  }

  private static boolean isDay(String text) {
    return text.length() == 10 && PackRow.isDate(text);
  }

  private static Optional<Long> whole(
      PackRow row, String column, long least, long most, PackFaults faults) {
    return row.find(column)
        .flatMap(text -> {
          if (text.matches("\\d{1,12}")
              && Long.parseLong(text) >= least
              && Long.parseLong(text) <= most) {
            return Optional.of(Long.parseLong(text));
          }
          faults.add(row, column, "reach.pack.whole", text, least, most);
          return Optional.empty();
        });
  }
}
