package se.samspel.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The programme's yearly budget on lines, with what was promised and what it came to. */
final class SampleMoney {

  private static final long ORE = 100;
  private static final Map<Integer, String> ABOVE =
      Map.of(
          2014,
          "prio-2011",
          2015,
          "prio-2011",
          2016,
          "okpsyk-2016",
          2017,
          "okpsyk-2017",
          2018,
          "frame-2018",
          2019,
          "okpsyk-2019",
          2020,
          "okpsyk-2020",
          2021,
          "frame-2021",
          2022,
          "frame-2022");

  /** One sort of line: the initiative, what it is for, and the years it runs. */
  private record Plan(
      String initiative,
      String costType,
      String purpose,
      int kronor,
      int from,
      int to,
      String method) {}

  private static final List<Plan> NATIONAL =
      List.of(
          new Plan("noder", "coordination", "Samordning av noderna", 1_200_000, 2014, 2018, ""),
          new Plan(
              "kvalitetsdokument",
              "method",
              "Rekommendationer, arbete och tryck",
              1_000_000,
              2014,
              2016,
              ""),
          new Plan(
              "webbutbildning",
              "training",
              "Webbkurs: innehåll och drift",
              1_100_000,
              2015,
              2026,
              ""),
          new Plan(
              "inforandepaket",
              "method",
              "Införandepaket och stöd på plats",
              1_200_000,
              2016,
              2026,
              "riskplan"),
          new Plan(
              "erita-utveckling",
              "method",
              "ERITA: utveckling och handledning",
              500_000,
              2014,
              2024,
              "erita"),
          new Plan(
              "bis-forsok",
              "evaluation",
              "Försök med brukarstyrd inläggning",
              500_000,
              2015,
              2021,
              "bis"),
          new Plan("riksenheter", "method", "Underlag för riksenheter", 300_000, 2016, 2018, "nhv"),
          new Plan(
              "danmark", "coordination", "Erfarenhetsutbyte med Danmark", 200_000, 2017, 2026, ""),
          new Plan("", "involvement", "Brukarråd och närståendepanel", 500_000, 2014, 2026, ""),
          new Plan("", "evaluation", "Uppföljning och årsrapport", 600_000, 2014, 2026, ""),
          new Plan("", "coordination", "Programkansli", 1_200_000, 2014, 2026, ""));

  private SampleMoney() {}

  static void add(Rows rows, Country country) {
    for (int year = Country.FIRST_YEAR; year <= Country.LAST_YEAR; year++) {
      year(rows, country, year);
    }
    duty(
        rows,
        2026,
        LocalDate.of(2026, 11, 30),
        "Delrapport med prognos för medel som inte används",
        null);
    duty(rows, 2026, LocalDate.of(2026, 10, 15), "Underlag till statens budgetdialog", null);
    duty(rows, 2026, LocalDate.of(2026, 12, 1), "Rekvisition av årets sista del", null);
  }

  private static void year(Rows rows, Country country, int year) {
    var agreement = agreement(year);
    rows.add(
        "agreements.csv",
        "key",
        agreement,
        "name_sv",
        "Programmets budget " + year,
        "period",
        Integer.toString(year),
        "amount_ore",
        10_000_000 * ORE,
        "kind",
        "budget",
        "parent",
        ABOVE.get(year),
        "purpose_sv",
        "Samordning, utbildning och metodstöd i självskadevården",
        "diary_number",
        "NSP " + year + "/002",
        "spend_by",
        year + "-12-31",
        "report_by",
        (year + 1) + "-03-31",
        "carry_over",
        "false");
    var done =
        year < 2025
            ? Chance.of("reported", year)
                .after(LocalDate.of(year + 1, 3, 31), -25, year % 4 == 0 ? 20 : -1)
            : year == 2025 ? LocalDate.of(2026, 4, 17) : null;
    duty(rows, year, LocalDate.of(year + 1, 3, 31), "Slutredovisning av årets medel", done);
    for (var plan : NATIONAL) {
      if (year >= plan.from() && year <= plan.to()) {
        line(rows, country, year, agreement, plan, "");
      }
    }
    for (var region : country.regions()) {
      if (year >= 2017 && !Country.NO_CASCADE.contains(region.code())) {
        line(
            rows,
            country,
            year,
            agreement,
            new Plan(
                "kaskad",
                "training",
                "Kaskadkurser, " + region.name(),
                70_000,
                2017,
                2026,
                "kaskad"),
            region.code());
      }
      if (year <= 2026 && !Country.NO_TREATMENT_MONEY.contains(region.code())) {
        line(
            rows,
            country,
            year,
            agreement,
            new Plan(
                "ergt-inforande",
                "training",
                "ERGT: kurs och handledning, " + region.name(),
                80_000,
                2014,
                2026,
                "ergt"),
            region.code());
      }
    }
    if (year >= 2019) {
      centre(rows, country, year, agreement);
    }
  }

  /** Money handed on to a resource centre: an agreement below the budget, counted once. */
  private static void centre(Rows rows, Country country, int year, String above) {
    var id = "exempel-resurscentrum-" + year;
    rows.add(
        "agreements.csv",
        "key",
        id,
        "name_sv",
        "Överenskommelse med Resurscentrum syd " + year,
        "period",
        Integer.toString(year),
        "amount_ore",
        600_000 * ORE,
        "kind",
        "budget",
        "parent",
        above,
        "purpose_sv",
        "Stöd till införandet i södra Sverige",
        "spend_by",
        year + "-12-31",
        "report_by",
        (year + 1) + "-02-28",
        "carry_over",
        "true");
    line(
        rows,
        country,
        year,
        id,
        new Plan(
            "inforandepaket",
            "method",
            "Resurscentrum syd: stöd på plats",
            400_000,
            2019,
            2026,
            "riskplan"),
        "12");
  }

  private static void line(
      Rows rows, Country country, int year, String agreement, Plan plan, String region) {
    var id =
        agreement
            + "-"
            + (plan.initiative().isEmpty() ? plan.costType() : plan.initiative())
            + (region.isEmpty() ? "" : "-" + region);
    var budget = plan.kronor() * ORE;
    var decision = "beslut-budget-" + year;
    rows.add(
        "budget-lines.csv",
        "id",
        id,
        "agreement",
        agreement,
        "initiative",
        plan.initiative(),
        "cost_type",
        plan.costType(),
        "region",
        region,
        "purpose_sv",
        plan.purpose(),
        "amount_ore",
        budget,
        "decision",
        decision,
        "involvement",
        plan.initiative().isEmpty()
            ? null
            : SampleInvolvement.ofDecision(rows, decision)
                .or(() ->
                    Chance.of("funds", id).percent(70)
                        ? java.util.Optional.of("record:insats-" + plan.initiative())
                        : java.util.Optional.empty()),
        "valid_from",
        year + "-01-01",
        "valid_to",
        year + "-12-31");
    entries(rows, country, year, id, plan, region, budget);
  }

  private static void entries(
      Rows rows, Country country, int year, String line, Plan plan, String region, long budget) {
    var chance = Chance.of("entries", line);
    var parts = region.isEmpty() ? 3 : 1;
    var used = budget * chance.between(86, 99) / 100;
    for (int i = 0; i < parts; i++) {
      // Whole hundreds of kronor, as orders are.
      var promised = used / parts / 10_000 * 10_000;
      var day = LocalDate.of(year, 1, 20).plusDays((long) i * 95 + chance.between(0, 40));
      if (day.isAfter(Country.END)) {
        continue;
      }
      var where =
          region.isEmpty() && !plan.method().isEmpty()
              ? country.regions().get(chance.between(0, country.regions().size() - 1)).code()
              : "";
      var commitment = line + "-a" + (i + 1);
      rows.add(
          "entries.csv",
          "id",
          commitment,
          "budget_line",
          line,
          "kind",
          "commitment",
          "day",
          day,
          "amount_ore",
          promised,
          "region",
          where,
          "method",
          plan.method(),
          "text_sv",
          "Beställning: " + plan.purpose());
      var paid = day.plusDays(chance.between(30, 110));
      var skipped = year == 2026 ? chance.percent(25) : chance.percent(3);
      if (!paid.isAfter(Country.END) && !skipped) {
        rows.add(
            "entries.csv",
            "id",
            line + "-u" + (i + 1),
            "budget_line",
            line,
            "kind",
            "outcome",
            "settles",
            commitment,
            "day",
            paid,
            "amount_ore",
            promised,
            "region",
            where,
            "method",
            plan.method(),
            "text_sv",
            "Faktura: " + plan.purpose());
      }
    }
  }

  private static void duty(
      Rows rows,
      int year,
      LocalDate due,
      String what,
      @org.jspecify.annotations.Nullable LocalDate done) {
    rows.add(
        "reporting-duties.csv",
        "agreement",
        agreement(year),
        "who",
        "programkansliet",
        "due",
        due,
        "what_sv",
        what,
        "done_on",
        done);
  }

  static String agreement(int year) {
    return "exempel-budget-" + year;
  }
}
