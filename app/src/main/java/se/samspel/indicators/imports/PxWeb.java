package se.samspel.indicators.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import se.samspel.core.Fields;

/**
 * A table of a PxWeb service as json-stat2. The table and the selection are chosen by the one who
 * imports; the contents that they hold become value, or numerator and denominator.
 *
 * <p>Source: domain reference §3.10; json-stat 2.0.
 */
abstract class PxWeb implements Source {

  /** Most cells of one question. */
  static final long MOST_CELLS = 150_000;

  @Override
  public List<Choosing> choices() {
    return List.of(
        Choosing.text("table", standardTable()),
        Choosing.lines("query", standardQuery()),
        Choosing.text("indicator", ""),
        Choosing.text("value", "").orNone(),
        Choosing.text("numerator", "").orNone(),
        Choosing.text("denominator", "").orNone());
  }

  abstract String standardTable();

  abstract String standardQuery();

  /** Asks for the table; {@code path} and {@code query} have been checked for form. */
  abstract Extract ask(String path, String query);

  @Override
  public List<String> endings() {
    return List.of(".json");
  }

  @Override
  public boolean fetches() {
    return true;
  }

  private record Asked(String indicator, Map<String, String> roles) {}

  private static Asked asked(Fields fields) {
    var indicator = fields.text("indicator", 20).toLowerCase(Locale.ROOT);
    var roles = new LinkedHashMap<String, String>();
    for (var role : List.of("value", "numerator", "denominator")) {
      fields
          .optional(role, 60)
          .ifPresent(code -> {
            if (roles.put(code, role) != null) {
              fields.fault(role, "import.choice-twice", code);
            }
          });
    }
    if (!roles.containsValue("value") && !roles.containsValue("numerator")) {
      fields.fault("value", "import.choice-contents");
    }
    return new Asked(indicator, roles);
  }

  @Override
  public Extract fetch(Map<String, String> choices) {
    var fields = new Fields(choices);
    asked(fields);
    var table = fields.text("table", 200);
    if (!table.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")) {
      fields.fault("table", "import.choice-table");
    }
    var query = fields.text("query", 20_000);
    try {
      if (!Json.of(
              new Extract.Part("query", query.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
              new Gathering())
          .node()
          .isObject()) {
        fields.fault("query", "import.choice-query");
      }
    } catch (Unreadable noJson) {
      fields.fault("query", "import.choice-query");
    }
    fields.accept();
    return ask(table, query);
  }

  @Override
  public Gathered read(Extract extract, Map<String, String> choices) {
    var fields = new Fields(choices);
    var asked = asked(fields);
    fields.accept();
    var gathering = new Gathering();
    try {
      for (var part : extract.parts()) {
        dataset(Json.of(part, gathering), asked, gathering);
      }
    } catch (Unreadable unreadable) {
      return gathering.endedBy(unreadable);
    }
    return gathering.done();
  }

  /** What a dimension's place in the table tells. */
  private enum Kind {
    REGION,
    TIME,
    SEX,
    AGE,
    CONTENTS,
    OTHER
  }

  /**
   * A dimension of the table.
   *
   * @param codes in the table's order
   * @param labels by code
   */
  private record Dimension(
      String id, Kind kind, Json at, List<String> codes, Map<String, String> labels) {

    String label(int position) {
      return labels.getOrDefault(codes.get(position), codes.get(position));
    }
  }

  private void dataset(Json data, Asked asked, Gathering gathering) {
    if (!data.node().isObject() || !data.has("id") || !data.has("size") || !data.has("dimension")) {
      throw new Unreadable(data.place(), "import.fault.not-json-stat");
    }
    var ids = data.field("id").list().stream().flatMap(it -> it.text().stream()).toList();
    var sizes = data.field("size").list().stream().flatMap(it -> it.whole().stream()).toList();
    if (ids.isEmpty() || ids.size() != sizes.size()) {
      throw new Unreadable(data.place(), "import.fault.not-json-stat");
    }
    long cells = 1;
    for (var size : sizes) {
      cells = size < 1 ? Long.MAX_VALUE : Math.multiplyExact(cells, size);
      if (cells > MOST_CELLS) {
        throw new Unreadable(data.field("size").place(), "import.fault.cells-most", MOST_CELLS);
      }
    }
    var dimensions = new ArrayList<Dimension>();
    for (int i = 0; i < ids.size(); i++) {
      dimensions.add(dimension(data, ids.get(i), sizes.get(i)));
    }
    if (gathering.count() > 0) {
      return;
    }
    cells(data, dimensions, (int) cells, asked, gathering);
  }

  private static Dimension dimension(Json data, String id, int size) {
    var at = data.field("dimension").field(id);
    var category = at.field("category");
    var labels = new HashMap<String, String>();
    var label = category.field("label").node();
    label.propertyNames().forEach(code -> labels.put(code, label.get(code).asString("")));
    var codes = new ArrayList<String>();
    var index = category.field("index");
    if (index.node().isArray()) {
      index.list().forEach(it -> it.text().ifPresent(codes::add));
    } else if (index.node().isObject()) {
      var byPosition = new java.util.TreeMap<Integer, String>();
      index
          .node()
          .propertyNames()
          .forEach(code -> index.field(code).whole().ifPresent(n -> byPosition.put(n, code)));
      codes.addAll(byPosition.values());
    } else {
      codes.addAll(labels.keySet());
    }
    if (codes.size() != size) {
      throw new Unreadable(category.place(), "import.fault.dimension-size", id, codes.size(), size);
    }
    var dimension = new Dimension(id, kind(data, id), at, List.copyOf(codes), labels);
    if (dimension.kind() == Kind.OTHER && size > 1) {
      at.fault("import.fault.dimension-open", id, size);
    }
    return dimension;
  }

  private static Kind kind(Json data, String id) {
    var role = data.field("role");
    if (holds(role.field("time"), id)) {
      return Kind.TIME;
    }
    if (holds(role.field("metric"), id)) {
      return Kind.CONTENTS;
    }
    if (holds(role.field("geo"), id)) {
      return Kind.REGION;
    }
    return switch (Tables.plain(id)) {
      case "tid", "ar", "time", "manad", "kvartal" -> Kind.TIME;
      case "region", "lan" -> Kind.REGION;
      case "kon", "sex", "gender" -> Kind.SEX;
      case "alder", "age", "aldersgrupp" -> Kind.AGE;
      case "contentscode", "tabellinnehall" -> Kind.CONTENTS;
      default -> Kind.OTHER;
    };
  }

  private static boolean holds(Json list, String id) {
    if (list.node().isArray()) {
      for (var it : list.node()) {
        if (it.isString() && it.stringValue().equals(id)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What the numbers of one place in the table are about. */
  private record Slot(String region, String sex, String age, String period) {}

  private void cells(
      Json data, List<Dimension> dimensions, int cells, Asked asked, Gathering gathering) {
    var values = data.field("value");
    var list = values.node().isArray();
    if (list && values.node().size() != cells) {
      throw new Unreadable(values.place(), "import.fault.value-size", values.node().size(), cells);
    }
    if (!list && !values.node().isObject()) {
      throw new Unreadable(data.place(), "import.fault.not-json-stat");
    }
    var found = new LinkedHashMap<Slot, Map<String, Double>>();
    var places = new HashMap<Slot, Place>();
    for (int cell = 0; cell < cells; cell++) {
      var at = position(dimensions, cell);
      var number =
          new Json(
              data.part(),
              values.path() + "[" + cell + "]",
              list
                  ? values.node().get(cell)
                  : values.node().has(Integer.toString(cell))
                      ? values.node().get(Integer.toString(cell))
                      : tools.jackson.databind.node.NullNode.getInstance(),
              gathering);
      var role = role(dimensions, at, asked);
      if (role.isEmpty()) {
        continue;
      }
      var slot = slot(dimensions, at, gathering);
      if (slot.isPresent()) {
        places.putIfAbsent(slot.get(), number.place());
        var figures = found.computeIfAbsent(slot.get(), it -> new HashMap<>());
        number.number().ifPresent(it -> figures.put(role.get(), it));
      }
    }
    if (found.isEmpty() && gathering.count() == 0) {
      throw new Unreadable(data.place(), "import.fault.no-contents", asked.roles().keySet());
    }
    var label = data.has("source") ? data.field("source").text().orElse(id()) : id();
    var table = data.has("label") ? data.field("label").text().orElse("") : "";
    found.forEach((slot, figures) ->
        gathering.add(
            new Row(
                places.getOrDefault(slot, data.place()),
                asked.indicator(),
                "",
                slot.region(),
                slot.sex(),
                slot.age(),
                slot.period(),
                new Row.Figures(
                    Optional.ofNullable(figures.get("value")),
                    Optional.ofNullable(figures.get("numerator")),
                    Optional.ofNullable(figures.get("denominator")),
                    Optional.empty()),
                Optional.empty(),
                false,
                (label + (table.isEmpty() ? "" : ", " + table))
                    .substring(
                        0,
                        Math.min(200, (label + (table.isEmpty() ? "" : ", " + table)).length())))));
  }

  private static int[] position(List<Dimension> dimensions, int cell) {
    var at = new int[dimensions.size()];
    int left = cell;
    for (int i = dimensions.size() - 1; i >= 0; i--) {
      at[i] = left % dimensions.get(i).codes().size();
      left /= dimensions.get(i).codes().size();
    }
    return at;
  }

  private static Optional<String> role(List<Dimension> dimensions, int[] at, Asked asked) {
    for (int i = 0; i < at.length; i++) {
      if (dimensions.get(i).kind() == Kind.CONTENTS) {
        return Optional.ofNullable(asked.roles().get(dimensions.get(i).codes().get(at[i])));
      }
    }
    // A table with one kind of contents may leave the dimension out.
    return asked.roles().values().stream().findFirst();
  }

  private static Optional<Slot> slot(List<Dimension> dimensions, int[] at, Gathering gathering) {
    var region = Optional.of("SE");
    var sex = Optional.of("total");
    var age = Optional.of("all");
    Optional<String> period = Optional.empty();
    for (int i = 0; i < at.length; i++) {
      var dimension = dimensions.get(i);
      var code = dimension.codes().get(at[i]);
      var label = dimension.label(at[i]);
      switch (dimension.kind()) {
        case REGION -> {
          region = Places.region(code);
          if (region.isEmpty()) {
            once(dimension, code, "import.fault.region", gathering);
          }
        }
        case SEX -> {
          // The codes mean different things in different instances; the words do not.
          sex = Places.sex(label);
          if (sex.isEmpty()) {
            once(dimension, code, "import.fault.sex", gathering);
          }
        }
        case AGE -> {
          age = Places.age(label).or(() -> Places.age(code));
          if (age.isEmpty()) {
            once(dimension, code, "import.fault.age", gathering);
          }
        }
        case TIME -> {
          period = Places.time(code);
          if (period.isEmpty()) {
            once(dimension, code, "import.fault.period", gathering);
          }
        }
        case CONTENTS, OTHER -> {
          // Chosen by its code, or a single one.
        }
      }
    }
    if (period.isEmpty() && dimensions.stream().noneMatch(it -> it.kind() == Kind.TIME)) {
      throw new Unreadable(Place.whole(dimensions.getFirst().at().part()), "import.fault.no-time");
    }
    return region.isPresent() && sex.isPresent() && age.isPresent() && period.isPresent()
        ? Optional.of(new Slot(region.get(), sex.get(), age.get(), period.get()))
        : Optional.empty();
  }

  /** A code that is wrong stands in many cells and is told once. */
  private static void once(Dimension dimension, String code, String key, Gathering gathering) {
    var fault = new Fault(dimension.at().field(code).place(), key, code);
    if (gathering.first(fault)) {
      gathering.fault(fault);
    }
  }
}
