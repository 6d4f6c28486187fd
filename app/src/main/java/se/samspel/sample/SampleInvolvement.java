package se.samspel.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who with lived experience took part in what, and where nobody did and why. */
final class SampleInvolvement {

  private static final List<String> SAID =
      List.of(
          "Språket behöver vara enklare och mindre tekniskt.",
          "Det måste gå att få hjälp utan att först bli avvisad.",
          "Närstående behöver en egen väg in.",
          "Bemötandet är viktigare än vilken metod som väljs.",
          "Kontinuiteten brister mellan mottagningarna.");
  private static final List<String> CHANGED =
      List.of(
          "Texten skrevs om i samråd med rådet.",
          "En egen del för närstående lades till.",
          "Ordningen ändrades så att bemötandet kommer först.",
          "Frågorna till regionerna kompletterades.");
  private static final List<String> WHY_NOT =
      List.of("Förslaget rymdes inte i årets budget.", "Frågan tas upp igen vid nästa revidering.");
  private static final List<String> WAIVED =
      List.of(
          "Rent administrativt beslut utan påverkan på vården.",
          "Beslutet behövde tas före årsskiftet och rådet kunde inte samlas.",
          "Rådet hade redan lämnat synpunkter i samma fråga.");

  private SampleInvolvement() {}

  static void add(Rows rows, Country country) {
    rows.add("panels.csv", "id", "brukarrad", "name_sv", "Nationella brukarrådet");
    rows.add("panels.csv", "id", "narstaendepanel", "name_sv", "Närståendepanelen");
    for (var region : country.regions()) {
      if (region.does(60, "panel")) {
        rows.add(
            "panels.csv",
            "id",
            "panel-" + region.code(),
            "name_sv",
            "Brukarpanel, " + region.name(),
            "region",
            region.code());
      }
    }
    for (var decision : List.copyOf(rows.of("decisions.csv"))) {
      decision(rows, decision);
    }
    for (var need : SampleNeeds.FACTS) {
      record(
          rows,
          "behov-" + need,
          "need:" + need,
          "",
          "",
          3,
          need.equals("narstaende-stod") ? "relative" : "own-experience",
          "panel",
          "problem",
          need.equals("direktvag")
              ? LocalDate.of(2022, 1, 24)
              : LocalDate.of(2016, 4, 11).plusDays(need.length()));
    }
    for (var need : SampleNeeds.NATIONAL) {
      record(
          rows,
          "behov-" + need,
          "need:" + need,
          "",
          "",
          4,
          "own-experience",
          "panel",
          "problem",
          LocalDate.of(2022, 9, 12).plusDays(need.length()));
    }
    SampleDecisions.APPROVED.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(it ->
            record(
                rows,
                "insats-" + it.getKey(),
                "initiative:" + it.getKey(),
                "",
                "",
                it.getValue().getYear() < 2016 ? 2 : 3,
                "own-experience",
                "panel",
                "design",
                it.getValue().minusDays(21)));
    for (var number : List.of("1", "2", "3", "4", "5", "6")) {
      record(
          rows,
          "rek-" + number + "-granskning",
          "recommendation:" + number,
          "",
          "",
          3,
          "own-experience",
          "panel",
          "design",
          LocalDate.of(2015, 4, 13));
      record(
          rows,
          "rek-" + number + "-panel",
          "recommendation:" + number,
          "",
          "",
          4,
          "own-experience",
          "representative",
          "decision",
          LocalDate.of(2015, 11, 9));
    }
    for (var training : List.of("webbkurs", "kaskad-bemotande", "riskplan-paket", "ergt-kurs")) {
      record(
          rows,
          "utb-" + training,
          "training:" + training,
          "",
          "",
          4,
          "own-experience",
          "co-author",
          "design",
          LocalDate.of(2015, 2, 9));
    }
    for (var region : country.regions()) {
      for (var plan : SampleImplementation.plans(region)) {
        regional(rows, region, "plan:" + plan.id(), LocalDate.of(plan.year() - 1, 10, 3));
      }
      for (var target : SampleImplementation.targets()) {
        regional(rows, region, target, LocalDate.of(2022, 10, 3));
      }
    }
  }

  /** Whether people with lived experience took part in what a region does, or why they didn't. */
  private static void regional(Rows rows, Country.Place region, String subject, LocalDate about) {
    var id = regionalId(region.code(), subject);
    if (region.does(70, "involved")) {
      record(
          rows,
          id,
          subject,
          "",
          region.code(),
          Chance.of("level", region.code()).between(1, 4),
          Chance.of("who", region.code()).percent(75) ? "own-experience" : "relative",
          "panel",
          "design",
          about.plusDays(region.zeal()));
    } else {
      rows.add(
          "waivers.csv",
          "id",
          id,
          "subject",
          subject,
          "region",
          region.code(),
          "reason_sv",
          "Regionen hade ingen brukarpanel när arbetet planerades.",
          "decided_by",
          "Verksamhetschef, " + region.name(),
          "decided_on",
          about.plusDays(42));
    }
  }

  private static String regionalId(String region, String subject) {
    return "region-" + region + "-" + subject.replace(':', '-');
  }

  /** The key of what stands behind the region's work with the subject: a record or a waiver. */
  static String ofRegion(Country.Place region, String subject) {
    return (region.does(70, "involved") ? "record:" : "waiver:")
        + regionalId(region.code(), subject);
  }

  /** The key of what stands behind a decision, empty when nothing does. */
  static Optional<String> ofDecision(Rows rows, String decision) {
    if (rows.of("involvement.csv").stream().anyMatch(it -> decision.equals(it.get("id")))) {
      return Optional.of("record:" + decision);
    }
    return rows.of("waivers.csv").stream().anyMatch(it -> decision.equals(it.get("id")))
        ? Optional.of("waiver:" + decision)
        : Optional.empty();
  }

  private static void decision(Rows rows, Map<String, String> decision) {
    var id = String.valueOf(decision.get("id"));
    var body = String.valueOf(decision.get("body"));
    var day = LocalDate.parse(String.valueOf(decision.get("decided_on")));
    var chance = Chance.of("involved", id);
    var board = body.equals(SampleDecisions.BOARD);
    var share = board ? Math.min(92, 45 + 4 * (day.getYear() - 2014)) : 45;
    if (chance.percent(share)) {
      var most = board ? Math.min(4, 1 + (day.getYear() - 2013) / 3) : 2;
      record(
          rows,
          id,
          "decision:" + id,
          body,
          "",
          chance.between(most > 2 ? 1 : 0, most),
          chance.percent(80) ? "own-experience" : "relative",
          board ? "representative" : "meeting",
          "decision",
          day);
    } else if (chance.percent(board ? 80 : 55)) {
      rows.add(
          "waivers.csv",
          "id",
          id,
          "subject",
          "decision:" + id,
          "body",
          body,
          "reason_sv",
          chance.oneOf(WAIVED),
          "decided_by",
          board ? "Styrgruppens ordförande" : "Programledaren",
          "decided_on",
          day);
    }
  }

  private static void record(
      Rows rows,
      String id,
      String subject,
      String body,
      String region,
      int level,
      String perspective,
      String form,
      String stage,
      LocalDate day) {
    var chance = Chance.of("record", id);
    var given = level == 0 ? 0 : chance.between(1, 6);
    var followed = given == 0 ? 0 : Math.min(given, chance.between(0, given) + level / 3);
    var feedback =
        chance.percent(60)
            ? chance.after(day, 3, 28)
            : chance.percent(55) ? chance.after(day, 35, 110) : null;
    if (feedback != null && feedback.isAfter(Country.END)) {
      feedback = null;
    }
    rows.add(
        "involvement.csv",
        "id",
        id,
        "subject",
        subject,
        "body",
        body,
        "region",
        region,
        "panel",
        perspective.equals("relative") ? "narstaendepanel" : "brukarrad",
        "level",
        level,
        "perspective",
        perspective,
        "form",
        form,
        "stage",
        stage,
        "participants",
        chance.between(1, 9),
        "held_on",
        day,
        "said_sv",
        level == 0 ? null : chance.oneOf(SAID),
        "changed_sv",
        followed > 0 ? chance.oneOf(CHANGED) : null,
        "why_not_sv",
        given > followed && chance.percent(60) ? chance.oneOf(WHY_NOT) : null,
        "advice_given",
        given,
        "advice_followed",
        followed,
        "feedback_on",
        feedback,
        "feedback_channel",
        feedback == null ? null : chance.oneOf(List.of("brev", "möte", "telefon")),
        "rating",
        feedback == null || chance.percent(40) ? null : chance.between(2, 5),
        "compensated",
        chance.percent(82),
        "support_offered",
        chance.percent(90));
  }
}
