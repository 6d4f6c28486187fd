package se.samspel.indicators.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.samspel.core.Fields;

/** The product's own table, a row a value, as {@link Template} gives it out. */
@Component
@Order(60)
class OwnTable implements Source {

  static final String ID = "egen-mall";

  private static final Map<String, String> PARTS =
      Map.ofEntries(
          Map.entry("indicator", "indikator"),
          Map.entry("series", "serie"),
          Map.entry("region", "region"),
          Map.entry("sex", "kon"),
          Map.entry("age", "alder"),
          Map.entry("period", "period"),
          Map.entry("numerator", "taljare"),
          Map.entry("denominator", "namnare"),
          Map.entry("value", "varde"),
          Map.entry("unit", "enhet"),
          Map.entry("completeness", "tackning"));

  private static final Tables.Columns COLUMNS = columns();

  private static Tables.Columns columns() {
    var names = new LinkedHashMap<String, Set<String>>();
    Template.COLUMNS.forEach(it -> names.put(it, Set.of()));
    return new Tables.Columns(names, List.of("indikator", "region", "period"));
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Choosing> choices() {
    return List.of(Choosing.text("origin", ""));
  }

  @Override
  public List<String> endings() {
    return List.of(".csv", ".xlsx");
  }

  @Override
  public Gathered read(Extract extract, Map<String, String> choices) {
    var fields = new Fields(choices);
    var origin = fields.text("origin", 200);
    fields.accept();
    var gathering = new Gathering();
    try {
      for (var part : extract.parts()) {
        Tables.read(
            part,
            COLUMNS,
            gathering,
            line -> row(line, origin, gathering).ifPresent(gathering::add));
      }
    } catch (Unreadable unreadable) {
      return gathering.endedBy(unreadable);
    }
    return gathering.done();
  }

  private static Optional<Row> row(Tables.Line line, String origin, Gathering gathering) {
    int before = gathering.count();
    for (var column : List.of("indikator", "region", "period")) {
      if (line.find(column).isEmpty()) {
        gathering.fault(line.place(column), "import.fault.required", column);
      }
    }
    if (line.get("period").equals("undated")) {
      gathering.fault(line.place("period"), "import.fault.undated");
    }
    var region = line.find("region").flatMap(Places::regionNamed);
    if (line.find("region").isPresent() && region.isEmpty()) {
      gathering.fault(line.place("region"), "import.fault.region", line.get("region"));
    }
    var sex = line.find("kon").map(Places::sex).orElse(Optional.of("total"));
    if (sex.isEmpty()) {
      gathering.fault(line.place("kon"), "import.fault.sex", line.get("kon"));
    }
    var age = line.find("alder").map(Places::age).orElse(Optional.of("all"));
    if (age.isEmpty()) {
      gathering.fault(line.place("alder"), "import.fault.age", line.get("alder"));
    }
    var figures =
        new Row.Figures(
            number(line, "varde", gathering),
            number(line, "taljare", gathering),
            number(line, "namnare", gathering),
            covered(line, gathering));
    var provisional = yes(line, gathering);
    if (gathering.count() > before) {
      return Optional.empty();
    }
    return Optional.of(
        new Row(
            line.place(),
            line.get("indikator").toLowerCase(Locale.ROOT),
            line.get("serie"),
            region.orElseThrow(),
            sex.orElseThrow(),
            age.orElseThrow(),
            line.get("period"),
            figures,
            line.find("enhet"),
            provisional,
            line.find("kalla").orElse(origin),
            cells(line)));
  }

  private static Map<String, Place> cells(Tables.Line line) {
    var cells = new LinkedHashMap<String, Place>();
    PARTS.forEach((part, column) -> {
      if (line.addresses().containsKey(column)) {
        cells.put(part, line.place(column));
      }
    });
    return cells;
  }

  private static Optional<Double> number(Tables.Line line, String column, Gathering gathering) {
    var text = line.find(column);
    var number = text.flatMap(SwedishNumber::parse);
    if (text.isPresent() && number.isEmpty()) {
      gathering.fault(line.place(column), "import.fault.number", text.get());
    }
    return number;
  }

  /** 0–1, or with a per cent sign 0–100. */
  private static Optional<Double> covered(Tables.Line line, Gathering gathering) {
    var text = line.find("tackning");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean percent = text.get().endsWith("%");
    var number =
        SwedishNumber.parse(text.get().replaceAll("\\s*%$", "")).map(it -> percent ? it / 100 : it);
    if (number.filter(it -> it >= 0 && it <= 1).isEmpty()) {
      gathering.fault(line.place("tackning"), "import.fault.covered", text.get());
      return Optional.empty();
    }
    return number;
  }

  private static boolean yes(Tables.Line line, Gathering gathering) {
    var text = line.get("preliminar").toLowerCase(Locale.ROOT);
    if (!List.of("", "ja", "nej", "true", "false").contains(text)) {
      gathering.fault(line.place("preliminar"), "import.fault.yes-no", text);
    }
    return text.equals("ja") || text.equals("true");
  }
}
