package se.samspel.indicators.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.samspel.core.Fields;

/**
 * The table of first assessments in child and adolescent psychiatry for one month, as the waiting
 * time database gives it out. Its identities are checked: those who did not choose to wait are all
 * less those who did, the share is the part within 30 days rounded to a whole per cent, and the
 * rows add up to the country's.
 *
 * <p>Source: domain reference §3.12 and §7.
 */
@Component
@Order(50)
class FirstAssessments implements Source {

  private static final String INDICATOR = "i07";
  private static final String CHOSEN_WAITING = "Patientvald väntan";
  private static final String LABEL = "vantetider.se";
  private static final String UNDATED = "undated";

  private static final String TOTAL = "completed_total";
  private static final String EXCLUDING = "completed_excl_patient_chosen";
  private static final String WITHIN = "within_30_days";
  private static final String CHOSEN = "patient_chosen_31_plus";
  private static final List<String> COUNTS = List.of(TOTAL, EXCLUDING, WITHIN, CHOSEN);

  private static final Tables.Columns COLUMNS = columns();

  private static Tables.Columns columns() {
    var names = new LinkedHashMap<String, Set<String>>();
    names.put("region", Set.of("lan", "regionkod", "code"));
    names.put(
        TOTAL, Set.of("antal_genomforda_totalt", "genomforda_totalt", "antal_totalt", "total"));
    names.put(
        EXCLUDING,
        Set.of("antal_exkl_pvv", "antal_genomforda_exkl_pvv", "genomforda_exkl_pvv", "exclpvv"));
    names.put(WITHIN, Set.of("30_dagar", "inom_30_dagar", "antal_inom_30_dagar", "30"));
    names.put(CHOSEN, Set.of("pvv_31_dagar_eller_langre", "pvv_31"));
    names.put("share", Set.of("andel_genomforda_inom_30_dagar", "andel_inom_30_dagar", "andel"));
    names.put("response_rate", Set.of("svarsfrekvens"));
    return new Tables.Columns(names, List.of("region", TOTAL, EXCLUDING, WITHIN, CHOSEN));
  }

  @Override
  public String id() {
    return "bup-vantetider";
  }

  @Override
  public List<Choosing> choices() {
    return List.of(Choosing.text("month", ""));
  }

  @Override
  public List<String> endings() {
    return List.of(".csv", ".xlsx");
  }

  @Override
  public Gathered read(Extract extract, Map<String, String> choices) {
    var fields = new Fields(choices);
    var month = fields.text("month", 10);
    if (!month.isEmpty() && !month.matches("\\d{4}-(0[1-9]|1[0-2])|" + UNDATED)) {
      fields.fault("month", "import.choice-month");
    }
    fields.accept();
    var gathering = new Gathering();
    var lines = new ArrayList<Counted>();
    try {
      for (var part : extract.parts()) {
        Tables.read(
            part, COLUMNS, gathering, line -> counted(line, gathering).ifPresent(lines::add));
      }
      compareWithCountry(lines, gathering);
      lines.forEach(it -> rows(it, month, gathering));
    } catch (Unreadable unreadable) {
      return gathering.endedBy(unreadable);
    }
    return gathering.done();
  }

  /**
   * A line with its counts; without any when the region took no part.
   *
   * @param answered part of the units that answered, 0–1
   */
  private record Counted(
      Tables.Line line, String region, Map<String, Integer> counts, Optional<Double> answered) {
    int count(String column) {
      return counts.getOrDefault(column, 0);
    }
  }

  private static Optional<Counted> counted(Tables.Line line, Gathering gathering) {
    var region = line.find("region").flatMap(Places::regionNamed);
    if (region.isEmpty()) {
      gathering.fault(line.place("region"), "import.fault.region", line.get("region"));
      return Optional.empty();
    }
    if (line.cells().values().stream().anyMatch(FirstAssessments::tookNoPart)) {
      var numbers = COUNTS.stream().filter(it -> line.get(it).matches(".*\\d.*")).toList();
      if (!numbers.isEmpty()) {
        gathering.fault(
            line.place(numbers.getFirst()),
            "import.fault.no-part-with-number",
            line.get(numbers.getFirst()));
        return Optional.empty();
      }
      return Optional.of(new Counted(line, region.get(), Map.of(), Optional.of(0.0)));
    }
    int before = gathering.count();
    var counts = new HashMap<String, Integer>();
    for (var column : COUNTS) {
      var number = SwedishNumber.parse(line.get(column));
      if (number.filter(it -> it >= 0 && it == Math.rint(it) && it <= 1e9).isEmpty()) {
        gathering.fault(line.place(column), "import.fault.count", line.get(column));
      } else {
        counts.put(column, number.get().intValue());
      }
    }
    var answered = answered(line, gathering);
    if (gathering.count() > before) {
      return Optional.empty();
    }
    var counted = new Counted(line, region.get(), counts, answered);
    check(counted, gathering);
    return Optional.of(counted);
  }

  private static boolean tookNoPart(String cell) {
    return Tables.plain(cell).equals("ej_deltagit");
  }

  private static Optional<Double> answered(Tables.Line line, Gathering gathering) {
    var text = line.find("response_rate");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var number = SwedishNumber.parse(text.get().replaceAll("\\s*%$", ""));
    if (number.filter(it -> it >= 0 && it <= 100).isEmpty()) {
      gathering.fault(line.place("response_rate"), "import.fault.percent", text.get());
      return Optional.empty();
    }
    return number.map(it -> it / 100);
  }

  private static void check(Counted it, Gathering gathering) {
    if (it.count(EXCLUDING) != it.count(TOTAL) - it.count(CHOSEN)) {
      gathering.fault(
          it.line().place(EXCLUDING),
          "import.fault.excluding",
          it.count(EXCLUDING),
          it.count(TOTAL) - it.count(CHOSEN));
    }
    if (it.count(WITHIN) > it.count(EXCLUDING)) {
      gathering.fault(
          it.line().place(WITHIN),
          "import.fault.more-than-all",
          it.count(WITHIN),
          it.count(EXCLUDING));
    }
    var share = it.line().find("share").filter(text -> text.matches(".*\\d.*"));
    if (share.isPresent()) {
      var told = SwedishNumber.parse(share.get().replaceAll("\\s*%$", ""));
      long right =
          it.count(EXCLUDING) == 0 ? 0 : Math.round(100.0 * it.count(WITHIN) / it.count(EXCLUDING));
      if (told.isEmpty() || Math.round(told.get()) != right) {
        gathering.fault(it.line().place("share"), "import.fault.share", share.get(), right);
      }
    }
  }

  private static void compareWithCountry(List<Counted> lines, Gathering gathering) {
    for (var country : lines) {
      if (!country.region().equals("SE") || gathering.count() > 0) {
        continue;
      }
      for (var column : COUNTS) {
        int sum =
            lines.stream()
                .filter(it -> !it.region().equals("SE"))
                .mapToInt(it -> it.count(column))
                .sum();
        if (sum != country.count(column)) {
          gathering.fault(
              country.line().place(column), "import.fault.sum", country.count(column), sum);
        }
      }
    }
  }

  private static void rows(Counted it, String month, Gathering gathering) {
    gathering.add(row(it, month, "", WITHIN, EXCLUDING));
    gathering.add(row(it, month, CHOSEN_WAITING, CHOSEN, TOTAL));
  }

  private static Row row(
      Counted it, String month, String series, String numerator, String denominator) {
    boolean took = !it.counts().isEmpty();
    return new Row(
        it.line().place(),
        INDICATOR,
        series,
        it.region(),
        "total",
        "all",
        month,
        new Row.Figures(
            Optional.empty(),
            took ? Optional.of((double) it.count(numerator)) : Optional.empty(),
            took ? Optional.of((double) it.count(denominator)) : Optional.empty(),
            it.answered()),
        Optional.of("percent"),
        false,
        LABEL,
        Map.of(
            "region",
            it.line().place("region"),
            "numerator",
            it.line().place(numerator),
            "denominator",
            it.line().place(denominator)));
  }
}
