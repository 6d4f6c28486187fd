package se.samspel.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tracks with their stages, self-assessments, regional plans, and what holds between actors. */
final class SampleImplementation {

  private static final Map<Integer, String> ACTIVITIES =
      Map.of(
          1, "Enheten har anmält intresse",
          2, "Förutsättningarna är genomgångna",
          3, "En plan för införandet är beslutad",
          4, "Personal är utbildad och tid avsatt",
          5, "De första personerna har fått en plan",
          6, "Arbetssättet används",
          7, "Följsamheten är granskad och god",
          8, "Arbetssättet är kvar efter två år",
          9, "Arbetssättet är avvecklat");

  private static final List<String> PAIR_TYPES =
      List.of(
          "akutmottagning",
          "bup",
          "elevhalsa",
          "polis",
          "primarvard",
          "socialtjanst",
          "ungdomsmottagning",
          "vuxenpsykiatri");

  private SampleImplementation() {}

  static void add(Rows rows, Country country) {
    for (var region : country.regions()) {
      tracks(rows, region);
      assessments(rows, region);
      plans(rows, region);
      pairs(rows, region);
    }
  }

  private record Aim(
      String kind, String id, int version, List<String> units, int share, int begins) {}

  private static final List<Aim> AIMS =
      List.of(
          new Aim(
              "recommendation",
              "1",
              2,
              List.of("vuxenpsykiatri", "bup", "akutmottagning", "primarvard"),
              55,
              2016),
          new Aim("recommendation", "2", 2, List.of("akutmottagning"), 55, 2017),
          new Aim("recommendation", "4", 2, List.of("vuxenpsykiatri", "bup"), 62, 2017),
          new Aim("recommendation", "6", 2, List.of("vuxenpsykiatri"), 35, 2018),
          new Aim("method", "ergt", 1, List.of("vuxenpsykiatri"), 64, 2015),
          new Aim("method", "erita", 1, List.of("bup"), 45, 2016),
          new Aim("method", "dbt", 1, List.of("vuxenpsykiatri", "bup"), 34, 2015),
          new Aim("method", "bis", 1, List.of("vuxenpsykiatri"), 50, 2017),
          new Aim("method", "riskplan", 1, List.of("vuxenpsykiatri", "bup"), 60, 2018));

  private static void tracks(Rows rows, Country.Place region) {
    for (var aim : AIMS) {
      if (aim.id().equals("4") && Country.NO_RISK_TRACK.contains(region.code())
          || aim.id().equals("ergt") && Country.NO_TREATMENT_MONEY.contains(region.code())) {
        continue;
      }
      for (var unit : SampleActors.units(rows, region.code(), aim.units())) {
        var id = String.valueOf(unit.get("id"));
        if (region.does(aim.share(), "track", aim.kind(), aim.id(), id)) {
          track(rows, region, aim, id);
        }
      }
    }
  }

  private static void track(Rows rows, Country.Place region, Aim aim, String unit) {
    var chance = Chance.of("track", unit, aim.kind(), aim.id());
    var old = aim.id().equals("1") && chance.percent(22);
    var id =
        "spar-" + unit.substring(6) + "-" + (aim.kind().equals("method") ? "" : "rek-") + aim.id();
    var fragile = chance.percent(35);
    rows.add(
        "tracks.csv",
        "id",
        id,
        "region",
        region.code(),
        "unit",
        unit,
        "target_kind",
        aim.kind(),
        "target_id",
        aim.id(),
        "target_version",
        old ? 1 : aim.version(),
        "owner_sv",
        chance.oneOf(List.of("enhetschefen", "vårdutvecklaren", "processledaren")),
        "central_money",
        fragile && chance.percent(70),
        "one_person",
        fragile && chance.percent(55),
        "handed_over_to",
        chance.percent(fragile ? 15 : 45) ? "linjeorganisationen" : null,
        "involvement",
        SampleInvolvement.ofRegion(region, aim.kind() + ":" + aim.id()),
        "valid_from",
        old ? "2015-01-01" : aim.begins() + "-01-01");
    var day = chance.after(LocalDate.of(old ? 2015 : aim.begins(), 2, 1), 0, 1_500);
    if (chance.percent(5)) {
      event(rows, region, id, 0, day, "Enheten saknar bemanning just nu.");
      return;
    }
    var reach = Math.clamp(chance.between(3, 9) + (region.zeal() - 55) / 20, 1, 8);
    var highest = 0;
    for (int stage = 1; stage <= reach; stage++) {
      if (day.isAfter(Country.END)) {
        break;
      }
      event(rows, region, id, stage, day, "");
      highest = stage;
      day = chance.after(day, stage == 7 ? 400 : 40, stage == 7 ? 900 : 260);
      if (stage == 3 && chance.percent(20)) {
        stage++;
      }
    }
    if (highest >= 6 && chance.percent(14) && !day.isAfter(Country.END)) {
      event(rows, region, id, chance.percent(70) ? 4 : 9, day, "Den som ledde arbetet har slutat.");
    } else if (highest >= 4 && highest < 8 && chance.percent(55)) {
      // Kept alive: the others stand still and are seen as stalled.
      event(rows, region, id, highest, chance.after(Country.END, -150, -3), "Läget är detsamma.");
    }
  }

  private static void event(
      Rows rows, Country.Place region, String track, int stage, LocalDate day, String reason) {
    rows.add(
        "stage-events.csv",
        "id",
        "steg-%05d".formatted(rows.of("stage-events.csv").size() + 1),
        "track",
        track,
        "region",
        region.code(),
        "stage",
        stage,
        "activity_sv",
        stage == 0 ? "Enheten har avböjt" : ACTIVITIES.get(stage),
        "day",
        day,
        "reason_sv",
        reason,
        "evidence",
        stage >= 6 ? "protokoll från enhetens uppföljning" : null);
  }

  /** Once a year since 2021, for those that answer. */
  private static void assessments(Rows rows, Country.Place region) {
    if (Country.NO_ASSESSMENT.contains(region.code())) {
      return;
    }
    var units =
        SampleActors.units(rows, region.code(), List.of("vuxenpsykiatri", "bup", "akutmottagning"));
    for (var unit : units) {
      var id = String.valueOf(unit.get("id"));
      for (int year = 2021; year <= Country.LAST_YEAR; year++) {
        if (!region.does(72, "answers", id, year)) {
          continue;
        }
        for (var number : SampleKnowledge.RECOMMENDATIONS) {
          var chance = Chance.of("assessment", id, year, number);
          var score = chance.between(0, 100) + (region.zeal() - 60) / 2 + (year - 2021) * 4;
          var answer =
              score > 72 ? "fulfils" : score > 40 ? "partly" : score > 8 ? "not" : "unknown";
          rows.add(
              "assessments.csv",
              "id",
              "skattning-%05d".formatted(rows.of("assessments.csv").size() + 1),
              "region",
              region.code(),
              "unit",
              unit.get("id"),
              "recommendation",
              number,
              "edition",
              "2",
              "answer",
              answer,
              "evidence",
              answer.equals("fulfils") && chance.percent(70) ? "lokal rutin" : null,
              "day",
              LocalDate.of(year, 9, 1).plusDays(chance.between(0, 50)));
        }
      }
    }
  }

  /** A plan of a region. */
  record Planned(String id, String state, String from, String to, int year) {}

  static List<Planned> plans(Country.Place region) {
    var code = region.code();
    var plans = new ArrayList<Planned>();
    if (region.does(80, "plan", 2017)) {
      plans.add(new Planned("plan-" + code + "-2017", "adopted", "2017-01-01", "2020-12-31", 2017));
    }
    if (region.does(70, "plan", 2021)) {
      plans.add(new Planned("plan-" + code + "-2021", "adopted", "2021-01-01", "2022-12-31", 2021));
    }
    plans.add(
        new Planned(
            "plan-" + code + "-2023",
            Country.NO_PLAN.contains(code) ? "draft" : "adopted",
            "2023-01-01",
            Country.EXPIRED_PLAN.contains(code) ? "2025-12-31" : "2027-12-31",
            2023));
    return plans;
  }

  /** What units work towards, written kind:id. */
  static List<String> targets() {
    return AIMS.stream().map(it -> it.kind() + ":" + it.id()).distinct().toList();
  }

  private static void plans(Rows rows, Country.Place region) {
    for (var it : plans(region)) {
      plan(rows, region, it.id(), it.state(), it.from(), it.to(), it.year());
    }
  }

  private static void plan(
      Rows rows, Country.Place region, String id, String state, String from, String to, int year) {
    var adopted = state.equals("adopted");
    rows.add(
        "plans.csv",
        "id",
        id,
        "region",
        region.code(),
        "title_sv",
        "Handlingsplan för självskadevården "
            + from.substring(0, 4)
            + "–"
            + to.substring(0, 4)
            + ", "
            + region.name(),
        "state",
        state,
        "adopted_on",
        adopted ? Chance.of("adopted", id).after(LocalDate.of(year - 1, 11, 1), 0, 200) : null,
        "diary_number",
        adopted ? "RS " + year + "/" + (100 + region.zeal()) : null,
        "involvement",
        SampleInvolvement.ofRegion(region, "plan:" + id),
        "valid_from",
        from,
        "valid_to",
        to);
    for (var number : SampleKnowledge.RECOMMENDATIONS) {
      if (region.does(82, "item", id, number)) {
        rows.add(
            "plan-items.csv",
            "plan",
            id,
            "region",
            region.code(),
            "recommendation",
            number,
            "edition",
            year == 2017 && number.equals("1") && region.zeal() < 45 ? "1" : "2",
            "how_sv",
            Chance.of("how", id, number)
                .oneOf(
                    List.of(
                        "Alla mottagningar har en rutin och en ansvarig.",
                        "Införs först på två mottagningar och följs upp efter ett år.",
                        "Samordnas av resurscentrum och ingår i introduktionen.",
                        "Personalen erbjuds kurs varje termin.")));
      }
    }
  }

  private static void pairs(Rows rows, Country.Place region) {
    for (int i = 0; i < PAIR_TYPES.size(); i++) {
      for (int j = i + 1; j < PAIR_TYPES.size(); j++) {
        var a = PAIR_TYPES.get(i);
        var b = PAIR_TYPES.get(j);
        var chance = Chance.of("pair", region.code(), a, b);
        if (chance.percent(35)) {
          continue;
        }
        var values = new ArrayList<Object>();
        for (var share : List.of(45, 30, 22, 50)) {
          values.add(
              chance.percent(12)
                  ? ""
                  : chance.percent(Math.clamp(share + region.zeal() - 60, 3, 95)));
        }
        rows.add(
            "pairs.csv",
            "id",
            "par-" + region.code() + "-" + a + "-" + b,
            "region",
            region.code(),
            "actor_a",
            "type-" + a,
            "actor_b",
            "type-" + b,
            "shared_training",
            values.get(0),
            "signed_routine",
            values.get(1),
            "adopted_method",
            values.get(2),
            "named_contact",
            values.get(3),
            "valid_from",
            "2022-01-01");
      }
    }
  }
}
