package se.samspel.actors;

import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;
import se.samspel.core.DateSpan;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackFaults;
import se.samspel.core.PackFile;
import se.samspel.core.PackPart;
import se.samspel.core.PackRow;
import se.samspel.core.RegionCode;

/** Regions, municipalities, hierarchies, actors, units and contacts of a programme pack. */
@Component
@Order(10)
class ActorsPart implements PackPart {

  static final String REGIONS = "regions.csv";
  static final String MUNICIPALITIES = "municipalities.csv";
  static final String HIERARCHIES = "hierarchies.csv";
  static final String MEMBERS = "hierarchy-members.csv";
  static final String ACTORS = "actors.csv";
  static final String UNITS = "units.csv";
  static final String CONTACTS = "contacts.csv";

  /** What an organisation may be. */
  static final List<String> KINDS =
      List.of(
          "academia",
          "actor-type",
          "association",
          "authority",
          "care-unit",
          "civil-society",
          "international",
          "municipality",
          "patient-organisation",
          "programme",
          "region");

  /** The links of the chain around a person, and what stands beside it. */
  static final List<String> CHAIN_LINKS =
      List.of(
          "emergency",
          "governance",
          "helpline",
          "lived-experience",
          "other",
          "police",
          "primary-care",
          "research",
          "school",
          "social-services",
          "specialist-psychiatry",
          "youth");

  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern ACTOR_KEY = Pattern.compile("(type:)?[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern REGION = Pattern.compile("\\d{2}");
  private static final Pattern LETTER = Pattern.compile("[A-ZÅÄÖ]{1,2}");
  private static final LocalDate POPULATION_2023_ON = LocalDate.of(2023, 12, 31);
  private static final int MOST_TILES = 30;
  private static final int MOST_PEOPLE = 100_000_000;

  private final NamedParameterJdbcTemplate jdbc;

  ActorsPart(NamedParameterJdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<PackFile> files() {
    return List.of(
        new PackFile(
            REGIONS,
            List.of(
                "code",
                "letter",
                "name_sv",
                "county_sv",
                "population_2023",
                "tile_row",
                "tile_col",
                "valid_from",
                "valid_to",
                "source"),
            List.of("code", "letter", "name_sv", "county_sv", "tile_row", "tile_col"),
            List.of("code")),
        new PackFile(
            MUNICIPALITIES,
            List.of("id", "name_sv", "region", "valid_from", "valid_to", "source"),
            List.of("id", "name_sv", "region"),
            List.of("id")),
        new PackFile(
            HIERARCHIES,
            List.of("key", "name_sv", "name_en", "form", "valid_from", "valid_to", "source"),
            List.of("key", "name_sv", "form"),
            List.of("key")),
        new PackFile(
            MEMBERS,
            List.of(
                "hierarchy", "group", "member_kind", "member", "valid_from", "valid_to", "source"),
            List.of("hierarchy", "group", "member_kind", "member"),
            List.of("hierarchy", "group", "member_kind", "member", "valid_from")),
        new PackFile(
            ACTORS,
            List.of(
                "key",
                "kind",
                "name_sv",
                "name_en",
                "chain_link",
                "valid_from",
                "valid_to",
                "source"),
            List.of("key", "kind", "name_sv", "chain_link"),
            List.of("key")),
        new PackFile(
            UNITS,
            List.of(
                "id",
                "region",
                "municipality",
                "actor_type",
                "name_sv",
                "staff",
                "valid_from",
                "valid_to",
                "source"),
            List.of("id", "region", "actor_type", "name_sv"),
            List.of("id")),
        new PackFile(
            CONTACTS,
            List.of("id", "region", "function_sv", "address", "valid_from", "valid_to", "source"),
            List.of("id", "region", "function_sv", "address"),
            List.of("id")));
  }

  @Override
  public void check(Pack pack, PackFaults faults) {
    var checks = new Checks(pack, faults);
    for (var row : pack.rows(REGIONS)) {
      checks.form(row, "code", REGION, "actors.fault.region-form");
      checks.form(row, "letter", LETTER, "actors.fault.letter");
      checks.whole(row, "population_2023", 0, MOST_PEOPLE);
      checks.whole(row, "tile_row", 1, MOST_TILES);
      checks.whole(row, "tile_col", 1, MOST_TILES);
      checks.validity(row);
    }
    for (var row : pack.rows(MUNICIPALITIES)) {
      checks.form(row, "id", SLUG, "actors.fault.slug");
      checks.reference(row, "region", REGIONS);
      checks.validity(row);
    }
    for (var row : pack.rows(HIERARCHIES)) {
      checks.form(row, "key", SLUG, "actors.fault.slug");
      checks.oneOf(row, "form", List.of("partition", "overlap"));
      checks.validity(row);
    }
    for (var row : pack.rows(MEMBERS)) {
      checks.reference(row, "hierarchy", HIERARCHIES);
      checks.oneOf(row, "member_kind", List.of("region", "municipality", "organisation"));
      checks.member(row);
      checks.validity(row);
    }
    for (var row : pack.rows(ACTORS)) {
      checks.form(row, "key", ACTOR_KEY, "actors.fault.actor-key");
      checks.oneOf(row, "kind", KINDS);
      checks.oneOf(row, "chain_link", CHAIN_LINKS);
      if (row.get("key").startsWith("type:") != row.get("kind").equals(Organisation.ACTOR_TYPE)) {
        faults.add(row, "key", "actors.fault.type", row.get("key"));
      }
      checks.validity(row);
    }
    for (var row : pack.rows(UNITS)) {
      checks.form(row, "id", SLUG, "actors.fault.slug");
      checks.reference(row, "region", REGIONS);
      checks.reference(row, "municipality", MUNICIPALITIES);
      checks.actorType(row, "actor_type");
      checks.whole(row, "staff", 0, 100_000);
      checks.validity(row);
    }
    for (var row : pack.rows(CONTACTS)) {
      checks.form(row, "id", SLUG, "actors.fault.slug");
      checks.reference(row, "region", REGIONS);
      checks.validity(row);
    }
    if (checks.sound()) {
      checkPartitions(pack, faults);
    }
  }

  /** That each hierarchy which promises a partition is one, on every day that it has members. */
  private static void checkPartitions(Pack pack, PackFaults faults) {
    for (var hierarchy : pack.rows(HIERARCHIES)) {
      if (!hierarchy.get("form").equals("partition")) {
        continue;
      }
      var rows =
          pack.rows(MEMBERS).stream()
              .filter(row -> row.get("hierarchy").equals(hierarchy.get("key")))
              .toList();
      var told = new TreeSet<String>();
      for (var day : days(pack, rows)) {
        var held = rows.stream().filter(row -> row.validity().holds(day)).toList();
        if (held.isEmpty()) {
          continue;
        }
        var grouping =
            new Grouping(
                held.stream().map(ActorsPart::member).toList(),
                pack.rows(MUNICIPALITIES).stream()
                    .filter(row -> row.validity().holds(day))
                    .map(ActorsPart::municipality)
                    .toList());
        var regions =
            pack.rows(REGIONS).stream()
                .filter(row -> row.validity().holds(day))
                .map(row -> new RegionCode(row.get("code")))
                .toList();
        for (var breach : grouping.breaches(regions)) {
          if (told.add(breach.toString())) {
            blame(pack, held, breach)
                .ifPresent(row ->
                    faults.add(
                        row,
                        row.file().equals(MEMBERS)
                            ? "member"
                            : row.file().equals(REGIONS) ? "code" : "id",
                        "actors.fault.partition-"
                            + breach.breach().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        breach.member(),
                        hierarchy.get("name_sv")));
          }
        }
      }
    }
  }

  private static TreeSet<LocalDate> days(Pack pack, List<PackRow> members) {
    var days = new TreeSet<LocalDate>(List.of(DateSpan.EARLIEST));
    for (var rows : List.of(members, pack.rows(REGIONS), pack.rows(MUNICIPALITIES))) {
      for (var row : rows) {
        days.add(row.validity().from());
        days.add(row.validity().to());
      }
    }
    days.remove(DateSpan.OPEN);
    return days;
  }

  /** The row that the breach is best mended in. */
  private static Optional<PackRow> blame(Pack pack, List<PackRow> held, Grouping.Fault breach) {
    return switch (breach.breach()) {
      case TWICE, WHOLE_AND_PART ->
          held.stream()
              .filter(row -> member(row).member().equals(breach.member()))
              .reduce((earlier, later) -> later);
      case LEFT_OUT ->
          pack.rows(REGION.matcher(breach.member()).matches() ? REGIONS : MUNICIPALITIES).stream()
              .filter(row -> row.key().equals(breach.member()))
              .findFirst();
    };
  }

  @Override
  public void load(PackChange change) {
    load(
        change,
        REGIONS,
        "region",
        "code",
        row -> row.get("code"),
        List.of(
            "letter",
            "name_sv",
            "county_sv",
            "population",
            "population_on",
            "tile_row",
            "tile_col"),
        row -> {
          var population = row.number("population_2023").orElse(null);
          return values(
              "letter", row.get("letter"),
              "name_sv", row.get("name_sv"),
              "county_sv", row.get("county_sv"),
              "population", population,
              "population_on", population == null ? null : POPULATION_2023_ON,
              "tile_row", row.number("tile_row").orElseThrow(),
              "tile_col", row.number("tile_col").orElseThrow());
        });
    load(
        change,
        MUNICIPALITIES,
        "municipality",
        "id",
        row -> row.get("id"),
        List.of("name_sv", "region"),
        row -> values("name_sv", row.get("name_sv"), "region", row.get("region")));
    load(
        change,
        HIERARCHIES,
        "hierarchy",
        "key",
        row -> row.get("key"),
        List.of("name_sv", "name_en", "form"),
        row ->
            values(
                "name_sv", row.get("name_sv"),
                "name_en", row.find("name_en").orElse(null),
                "form", row.get("form")));
    load(
        change,
        MEMBERS,
        "membership",
        "id",
        row -> member(row).id(),
        List.of("hierarchy", "group_id", "group_name", "member_kind", "member"),
        row -> {
          var member = member(row);
          return values(
              "hierarchy", row.get("hierarchy"),
              "group_id", member.group(),
              "group_name", member.groupName(),
              "member_kind", row.get("member_kind"),
              "member", member.member());
        });
    load(
        change,
        ACTORS,
        "organisation",
        "id",
        row -> actorId(row.get("key")),
        List.of("kind", "name_sv", "name_en", "chain_link"),
        row ->
            values(
                "kind", row.get("kind"),
                "name_sv", row.get("name_sv"),
                "name_en", row.find("name_en").orElse(null),
                "chain_link", row.get("chain_link")));
    load(
        change,
        UNITS,
        "unit",
        "id",
        row -> row.get("id"),
        List.of("region", "municipality", "actor_type", "name_sv", "staff"),
        row ->
            values(
                "region", row.get("region"),
                "municipality", row.find("municipality").orElse(null),
                "actor_type", actorId(row.get("actor_type")),
                "name_sv", row.get("name_sv"),
                "staff", row.number("staff").orElse(null)));
    load(
        change,
        CONTACTS,
        "contact",
        "id",
        row -> row.get("id"),
        List.of("region", "function_sv", "address"),
        row ->
            values(
                "region", row.get("region"),
                "function_sv", row.get("function_sv"),
                "address", row.get("address")));
  }

  /** Supersedes what the file changes in one table. */
  private void load(
      PackChange change,
      String file,
      String table,
      String idColumn,
      Function<PackRow, String> id,
      List<String> columns,
      Function<PackRow, Map<String, @Nullable Object>> content) {
    var moment = Timestamp.from(change.moment());
    var put = change.put(file);
    var superseded = new ArrayList<SqlParameterSource>();
    change.removed(file).forEach(row -> superseded.add(replaced(id.apply(row), moment)));
    put.forEach(row -> superseded.add(replaced(id.apply(row), moment)));
    if (superseded.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        "update actors.%s set replaced_at = :moment where %s = :id and replaced_at = 'infinity'"
            .formatted(table, idColumn),
        superseded.toArray(SqlParameterSource[]::new));
    jdbc.batchUpdate(
        """
        insert into actors.%1$s
          (%2$s, version, %3$s, valid_from, valid_to, recorded_at, source, synthetic)
        values (:id, coalesce((select max(version) from actors.%1$s where %2$s = :id), 0) + 1,
          %4$s, :from, :to, :moment, :source, :synthetic)\
        """
            .formatted(
                table,
                idColumn,
                String.join(", ", columns),
                String.join(", ", columns.stream().map(column -> ":" + column).toList())),
        put.stream()
            .map(row ->
                new MapSqlParameterSource(content.apply(row))
                    .addValue("id", id.apply(row))
                    .addValue("from", row.validity().from())
                    .addValue("to", row.validity().to())
                    .addValue("moment", moment)
                    .addValue("source", row.find("source").orElse(null))
                    .addValue("synthetic", change.synthetic()))
            .toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource replaced(String id, Timestamp moment) {
    return new MapSqlParameterSource("id", id).addValue("moment", moment);
  }

  private static Map<String, @Nullable Object> values(@Nullable Object... pairs) {
    var values = new HashMap<String, @Nullable Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return values;
  }

  /** An actor's id: the pack writes types as {@code type:bup}. */
  static String actorId(String key) {
    return key.replace(':', '-');
  }

  /** A name as an id: {@code Stockholm–Gotland} becomes {@code stockholm-gotland}. */
  static String slug(String name) {
    return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  static Member member(PackRow row) {
    var kind = Member.Kind.valueOf(row.get("member_kind").toUpperCase(Locale.ROOT));
    var group = slug(row.get("group"));
    var member =
        switch (kind) {
          case REGION -> row.get("member");
          case MUNICIPALITY -> slug(row.get("member"));
          case ORGANISATION -> actorId(row.get("member"));
        };
    return new Member(
        membershipId(row.get("hierarchy"), group, kind, member)
            + row.find("valid_from").map(from -> "-" + from).orElse(""),
        group,
        row.get("group"),
        kind,
        member,
        1,
        row.validity(),
        row.find("source"),
        false);
  }

  static String membershipId(String hierarchy, String group, Member.Kind kind, String member) {
    return String.join("-", hierarchy, group, kind.name().toLowerCase(Locale.ROOT), member);
  }

  private static Municipality municipality(PackRow row) {
    return new Municipality(
        row.get("id"),
        row.get("name_sv"),
        new RegionCode(row.get("region")),
        row.validity(),
        row.find("source"),
        false);
  }

  /** The checks that several files share. */
  private static final class Checks {
    private final Pack pack;
    private final PackFaults faults;
    private boolean sound = true;

    Checks(Pack pack, PackFaults faults) {
      this.pack = pack;
      this.faults = faults;
    }

    boolean sound() {
      return sound;
    }

    void form(PackRow row, String column, Pattern form, String key) {
      if (!form.matcher(row.get(column)).matches()) {
        fault(row, column, key, row.get(column));
      }
    }

    void oneOf(PackRow row, String column, List<String> words) {
      if (!words.contains(row.get(column))) {
        fault(row, column, "actors.fault.one-of", row.get(column), String.join(", ", words));
      }
    }

    void whole(PackRow row, String column, int least, int most) {
      var text = row.get(column);
      if (text.isEmpty()) {
        return;
      }
      try {
        var number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return;
        }
      } catch (NumberFormatException notANumber) {
        // Told below with the bounds.
      }
      fault(row, column, "actors.fault.whole", text, least, most);
    }

    void reference(PackRow row, String column, String file) {
      row.find(column)
          .filter(key -> !pack.keys(file).contains(key))
          .ifPresent(key -> fault(row, column, "actors.fault.reference", key, file));
    }

    void actorType(PackRow row, String column) {
      var types = pack.keys(ACTORS);
      var type = row.get(column);
      if (!types.contains(type) && !types.contains(type.replaceFirst("^type-", "type:"))) {
        fault(row, column, "actors.fault.reference", type, ACTORS);
      }
    }

    void member(PackRow row) {
      var member = row.get("member");
      var reference =
          switch (row.get("member_kind")) {
            case "region" -> Map.entry(REGIONS, member);
            case "municipality" -> Map.entry(MUNICIPALITIES, slug(member));
            case "organisation" -> Map.entry(ACTORS, member);
            default -> null;
          };
      if (reference != null && !pack.keys(reference.getKey()).contains(reference.getValue())) {
        fault(row, "member", "actors.fault.reference", member, reference.getKey());
      }
    }

    void validity(PackRow row) {
      var dated = true;
      for (var column : List.of("valid_from", "valid_to")) {
        var text = row.get(column);
        if (!text.isEmpty() && !PackRow.isDate(text)) {
          fault(row, column, "actors.fault.date", text);
          dated = false;
        }
      }
      if (dated
          && !row.firstDay("valid_from")
              .orElse(DateSpan.EARLIEST)
              .isBefore(row.dayAfter("valid_to").orElse(DateSpan.OPEN))) {
        fault(row, "valid_to", "actors.fault.span", row.get("valid_from"), row.get("valid_to"));
      }
    }

    private void fault(PackRow row, String column, String key, Object... arguments) {
      sound = false;
      faults.add(row, column, key, arguments);
    }
  }
}
