package se.samspel.sample;

import java.time.LocalDate;
import java.util.List;

/** Evidence behind the recommendations, regional supplements, and the editorial steps. */
final class SampleKnowledge {

  static final List<String> RECOMMENDATIONS = List.of("1", "2", "3", "4", "5", "6");

  private SampleKnowledge() {}

  static void add(Rows rows, Country country) {
    evidence(
        rows,
        "underlag-bemotande",
        "Exempelunderlag: hur bemötandet upplevs",
        2012,
        "moderate",
        "1@2",
        null);
    evidence(
        rows,
        "underlag-akut",
        "Exempelunderlag: bedömning på akutmottagning",
        2013,
        "low",
        "2@2",
        null);
    evidence(
        rows,
        "underlag-riskplan",
        "Exempelunderlag: plan för svåra stunder",
        2014,
        "moderate",
        "4@2",
        null);
    evidence(
        rows,
        "underlag-samarbete",
        "Exempelunderlag: överenskommelse om vården",
        2013,
        "very-low",
        "5@2",
        null);
    evidence(
        rows,
        "underlag-behandling",
        "Exempelunderlag: psykologisk behandling",
        2013,
        "high",
        "6@2",
        null);
    evidence(
        rows,
        "underlag-aterkallat",
        "Exempelunderlag som dragits tillbaka",
        2011,
        "low",
        "3@2",
        "2023-05-08");
    for (var number : RECOMMENDATIONS) {
      editorial(rows, number);
    }
    for (var region : country.regions()) {
      if (region.does(35, "supplement")) {
        var old = region.code().equals("14") || region.code().equals("06");
        rows.add(
            "supplements.csv",
            "id",
            "tillagg-" + region.code() + "-" + (old ? "1" : "4"),
            "region",
            region.code(),
            "recommendation",
            old ? "1" : "4",
            "edition",
            old ? "1" : "2",
            "part",
            Chance.of("part", region.code()).percent(25) ? "core" : "periphery",
            "text_sv",
            "I " + region.name() + " görs planen tillsammans med den fasta vårdkontakten.",
            "approved_by",
            "Verksamhetschef, " + region.name(),
            "valid_from",
            old ? "2015-06-01" : "2018-02-01");
      }
    }
  }

  private static void evidence(
      Rows rows,
      String id,
      String title,
      int year,
      String certainty,
      String supports,
      @org.jspecify.annotations.Nullable String retracted) {
    rows.add(
        "evidence.csv",
        "id",
        id,
        "title_sv",
        title,
        "published_year",
        year,
        "certainty",
        certainty,
        "supports",
        supports,
        "retracted_on",
        retracted,
        "retraction_reason",
        retracted == null ? null : "Underlaget gick inte att upprepa.");
  }

  private static void editorial(Rows rows, String number) {
    var day = LocalDate.of(2015, 1, 12);
    step(rows, number, "draft", day, "Arbetet med andra upplagan börjar.", "", "");
    step(
        rows,
        number,
        "evidence-review",
        day.plusDays(98),
        "Underlaget granskas.",
        "",
        "record:rek-" + number + "-granskning");
    step(rows, number, "coi-cleared", day.plusDays(160), "Jäv är prövat.", "", "");
    step(
        rows,
        number,
        "panel-decided",
        LocalDate.of(2015, 11, 16),
        "Panelen är enig.",
        "beslut-rek-" + number,
        "record:rek-" + number + "-panel");
    step(rows, number, "consultation", LocalDate.of(2015, 11, 23), "Regionerna får svara.", "", "");
    step(rows, number, "revised", LocalDate.of(2016, 1, 25), "Svaren är inarbetade.", "", "");
    step(rows, number, "approved", LocalDate.of(2016, 2, 15), "Texten är godkänd.", "", "");
    step(rows, number, "scheduled", LocalDate.of(2016, 2, 22), "Klar för publicering.", "", "");
    step(rows, number, "published", LocalDate.of(2016, 3, 1), "Andra upplagan gäller.", "", "");
    if (List.of("2", "3").contains(number)) {
      step(
          rows,
          number,
          "review-due",
          LocalDate.of(2024, 3, 1),
          "Dags att pröva upplagan igen.",
          "",
          "");
    }
  }

  private static void step(
      Rows rows,
      String number,
      String to,
      LocalDate day,
      String reason,
      String decision,
      String involvement) {
    rows.add(
        "editorial-steps.csv",
        "kind",
        "recommendation",
        "id",
        number + "/2",
        "to_state",
        to,
        "day",
        day,
        "reason",
        reason,
        "decision",
        decision,
        "involvement",
        involvement,
        "actor",
        to.equals("approved") ? "programledaren" : "redaktören");
  }
}
