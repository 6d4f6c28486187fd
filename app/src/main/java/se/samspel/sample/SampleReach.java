package se.samspel.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trainings, occasions in up to three generations, and how many were reached. */
final class SampleReach {

  private static final List<String> SEXES = List.of("women", "men");
  private static final Map<String, String> PROFESSIONS =
      Map.of(
          "vuxenpsykiatri", "sjuksköterska",
          "bup", "psykolog",
          "akutmottagning", "sjuksköterska",
          "primarvard", "läkare",
          "elevhalsa", "skolsköterska",
          "ungdomsmottagning", "barnmorska",
          "socialtjanst", "socialsekreterare",
          "polis", "polis");

  private SampleReach() {}

  static void add(Rows rows, Country country) {
    training(
        rows,
        "webbkurs",
        "Webbkurs i bemötande",
        "web",
        "recommendation",
        "1",
        "2",
        "webbutbildning",
        "record:utb-webbkurs",
        "2015-03-01",
        "");
    training(
        rows,
        "kaskad-bemotande",
        "Kaskadkurs i bemötande",
        "cascade",
        "recommendation",
        "1",
        "2",
        "kaskad",
        "record:utb-kaskad-bemotande",
        "2017-03-01",
        "");
    training(
        rows,
        "bemotande-grund",
        "Grundkurs i bemötande (första upplagan)",
        "course",
        "recommendation",
        "1",
        "1",
        "",
        "",
        "2014-12-01",
        "");
    training(
        rows,
        "akut-bedomning",
        "Kurs i bedömning på akutmottagning",
        "course",
        "recommendation",
        "2",
        "2",
        "inforandepaket",
        "",
        "2017-01-01",
        "");
    training(
        rows,
        "riskplan-paket",
        "Kurs till införandepaketet om riskhanteringsplan",
        "course",
        "recommendation",
        "4",
        "2",
        "inforandepaket",
        "record:utb-riskplan-paket",
        "2016-09-01",
        "");
    training(
        rows,
        "ergt-kurs",
        "Kurs för ledare av ERGT-grupper",
        "course",
        "method",
        "ergt",
        "1",
        "ergt-inforande",
        "record:utb-ergt-kurs",
        "2014-03-01",
        "");
    training(
        rows,
        "erita-handledning",
        "Handledning i ERITA",
        "course",
        "method",
        "erita",
        "1",
        "erita-utveckling",
        "",
        "2015-01-01",
        "");
    training(
        rows,
        "dbt-introduktion",
        "Introduktion till DBT",
        "course",
        "method",
        "dbt",
        "1",
        "",
        "",
        "2016-01-01",
        "");
    for (var region : country.regions()) {
      web(rows, region);
      cascade(rows, region);
      courses(rows, region);
    }
  }

  private static void training(
      Rows rows,
      String id,
      String title,
      String form,
      String kind,
      String target,
      String version,
      String initiative,
      String involvement,
      String from,
      String to) {
    rows.add(
        "trainings.csv",
        "id",
        id,
        "title_sv",
        title,
        "form",
        form,
        "target_kind",
        kind,
        "target_id",
        target,
        "target_version",
        version,
        "initiative",
        initiative,
        "owner_sv",
        "utbildningsansvarig, programkansliet",
        "involvement",
        involvement,
        "valid_from",
        from,
        "valid_to",
        to);
  }

  /** Completions of the web course, year by year. */
  private static void web(Rows rows, Country.Place region) {
    for (int year = 2015; year <= Country.LAST_YEAR; year++) {
      for (var type : List.of("vuxenpsykiatri", "bup", "akutmottagning", "primarvard")) {
        if (!region.does(78, "web", year, type)) {
          continue;
        }
        var chance = Chance.of("web", region.code(), year, type);
        var size = Math.max(3, region.population() / 40_000);
        for (var sex : SEXES) {
          var people = chance.between(1, size) * (sex.equals("women") ? 3 : 1);
          cell(
              rows,
              region,
              "webbkurs",
              null,
              type,
              sex,
              LocalDate.of(year, 1, 1),
              LocalDate.of(year + 1, 1, 1),
              1,
              "web-completions",
              people + chance.between(0, people / 3 + 1),
              people,
              null,
              state(region, year));
        }
        if (chance.percent(12)) {
          var people = chance.between(1, 9);
          cell(
              rows,
              region,
              "webbkurs",
              null,
              type,
              "unknown",
              LocalDate.of(year, 1, 1),
              LocalDate.of(year + 1, 1, 1),
              1,
              "web-completions",
              people,
              people,
              "Kön registreras inte i den lokala lärplattformen.",
              state(region, year));
        }
      }
    }
  }

  /** The programme trains trainers, they train others, and those train others again. */
  private static void cascade(Rows rows, Country.Place region) {
    if (Country.NO_CASCADE.contains(region.code())) {
      return;
    }
    var first = Chance.of("cascade", region.code()).after(LocalDate.of(2017, 4, 3), 0, 700);
    var led = occasion(rows, "kaskad-bemotande", region, first, 1, null);
    reached(rows, region, "kaskad-bemotande", led, first, 1, "primarvard", 8);
    reached(rows, region, "kaskad-bemotande", led, first, 1, "akutmottagning", 6);
    for (int i = 0; i < 1 + region.zeal() / 15; i++) {
      var day = Chance.of("second", region.code(), i).after(first, 120 + i * 260, 300 + i * 330);
      if (day.isAfter(Country.END)) {
        continue;
      }
      var second = occasion(rows, "kaskad-bemotande", region, day, 2, led);
      reached(rows, region, "kaskad-bemotande", second, day, 2, "primarvard", 18);
      if (Chance.of("third", region.code(), i).percent(region.zeal())) {
        var later = day.plusDays(240);
        if (!later.isAfter(Country.END)) {
          var third = occasion(rows, "kaskad-bemotande", region, later, 3, second);
          reached(rows, region, "kaskad-bemotande", third, later, 3, "elevhalsa", 14);
          reached(rows, region, "kaskad-bemotande", third, later, 3, "socialtjanst", 10);
        }
      }
    }
  }

  private static void courses(Rows rows, Country.Place region) {
    var code = region.code();
    for (int year = 2014; year <= Country.LAST_YEAR; year++) {
      if (year >= 2014 && year <= 2025 && region.does(40, "ergt", year)) {
        course(rows, region, "ergt-kurs", year, "vuxenpsykiatri", 6);
      }
      if (year >= 2017 && !Country.NO_RISK_COURSE.contains(code) && region.does(58, "risk", year)) {
        course(rows, region, "riskplan-paket", year, "vuxenpsykiatri", 16);
        course(rows, region, "riskplan-paket", year, "bup", 9);
      }
      if (year >= 2017 && region.does(34, "akut", year)) {
        course(rows, region, "akut-bedomning", year, "akutmottagning", 12);
      }
      if (year >= 2015 && region.does(22, "erita", year)) {
        course(rows, region, "erita-handledning", year, "bup", 4);
      }
      if (year >= 2016 && region.does(25, "dbt", year)) {
        course(rows, region, "dbt-introduktion", year, "vuxenpsykiatri", 10);
      }
      if (year <= 2019 && region.does(30, "grund", year)) {
        course(rows, region, "bemotande-grund", year, "vuxenpsykiatri", 12);
      }
    }
  }

  private static void course(
      Rows rows, Country.Place region, String training, int year, String type, int most) {
    var day =
        Chance.of("day", training, region.code(), year, type)
            .after(LocalDate.of(year, 1, 15), 0, 300);
    if (training.equals("bemotande-grund") && year == 2014) {
      day = LocalDate.of(2014, 12, 8);
    }
    if (day.isAfter(Country.END)) {
      return;
    }
    var occasion = occasion(rows, training, region, day, 1, null);
    reached(rows, region, training, occasion, day, 1, type, most);
  }

  private static String occasion(
      Rows rows,
      String training,
      Country.Place region,
      LocalDate day,
      int generation,
      @Nullable String parent) {
    var id =
        "tillfalle-" + training + "-" + region.code() + "-" + (rows.of("occasions.csv").size() + 1);
    rows.add(
        "occasions.csv",
        "id",
        id,
        "training",
        training,
        "region",
        region.code(),
        "held_on",
        day,
        "generation",
        generation,
        "parent",
        parent);
    return id;
  }

  private static void reached(
      Rows rows,
      Country.Place region,
      String training,
      String occasion,
      LocalDate day,
      int generation,
      String type,
      int most) {
    var chance = Chance.of("reached", occasion, type);
    for (var sex : SEXES) {
      var people = chance.between(1, sex.equals("women") ? most : Math.max(2, most / 3));
      cell(
          rows,
          region,
          training,
          occasion,
          type,
          sex,
          day,
          day.plusDays(1),
          generation,
          chance.percent(70) ? "headcount" : "registered-seats",
          people,
          people,
          null,
          state(region, day.getYear()));
    }
  }

  private static String state(Country.Place region, int year) {
    if (year < 2026) {
      return "accepted";
    }
    return region.does(70, "approval")
        ? "accepted"
        : region.does(50, "entered") ? "validated" : "entered";
  }

  private static void cell(
      Rows rows,
      Country.Place region,
      String training,
      @Nullable String occasion,
      String type,
      String sex,
      LocalDate from,
      LocalDate to,
      int generation,
      String basis,
      int contacts,
      int people,
      @Nullable String noSplit,
      String state) {
    rows.add(
        "reach.csv",
        "id",
        "rackvidd-%05d".formatted(rows.of("reach.csv").size() + 1),
        "training",
        training,
        "occasion",
        occasion,
        "region",
        region.code(),
        "actor_type",
        "type-" + type,
        "profession_sv",
        PROFESSIONS.get(type),
        "sex",
        sex,
        "period_from",
        from,
        "period_to",
        to,
        "generation",
        generation,
        "basis",
        basis,
        "contacts",
        contacts,
        "unique_people",
        Math.min(people, contacts),
        "no_sex_split_reason",
        noSplit,
        "state",
        state);
  }
}
