package se.samspel.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** How heavy the needs are, needs of single regions, and the steps that each thing has taken. */
final class SampleNeeds {

  /** The needs of the facts. */
  static final List<String> FACTS =
      List.of(
          "samordning",
          "bemotande-upplevelse",
          "kontinuitet",
          "ojamn-behandling",
          "narstaende-stod",
          "personal-utbildning",
          "svarast-sjuka",
          "direktvag",
          "matning",
          "jamforbara-planer",
          "vantetider-bup");

  /** Made-up needs of the whole country. */
  static final List<String> NATIONAL =
      List.of("uppfoljning-utskrivning", "behandling-unga", "kvall-helg", "skola-kontakt");

  /** Those that the steering group prioritised in 2016. */
  static final List<String> PRIORITISED =
      List.of(
          "samordning",
          "bemotande-upplevelse",
          "kontinuitet",
          "ojamn-behandling",
          "narstaende-stod",
          "personal-utbildning",
          "svarast-sjuka",
          "matning",
          "vantetider-bup");

  /** Those that the facts say had begun before the sample does, and so were approved before it. */
  private static final List<String> BEGUN_BEFORE =
      List.of("noder", "ergt-inforande", "erita-utveckling", "kvalitetsdokument");

  private SampleNeeds() {}

  static void add(Rows rows) {
    national(rows);
    regional(rows);
    for (var need : FACTS) {
      needSteps(rows, need);
    }
    SampleDecisions.APPROVED.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(it -> initiativeSteps(rows, it.getKey(), it.getValue()));
    step(
        rows,
        "initiative",
        "pressrad",
        "proposed",
        LocalDate.of(2025, 9, 22),
        "Förslaget väntar på beslut.",
        "",
        "",
        "kommunikatören");
    towards(
        rows,
        "initiative",
        "noder",
        "handed-over",
        LocalDate.of(2019, 3, 18),
        "Noderna drivs vidare av regionerna tillsammans.",
        "Regionernas samverkan för psykisk hälsa");
    towards(
        rows,
        "initiative",
        "riksenheter",
        "handed-over",
        LocalDate.of(2023, 1, 1),
        "Vården är nationell högspecialiserad vård från den dagen.",
        "Socialstyrelsen");
    parked(
        rows,
        "skola-vard-14",
        LocalDate.of(2026, 1, 12),
        "Väntar på skolans nya riktlinjer.",
        LocalDate.of(2027, 1, 11));
    step(
        rows,
        "knowledge-gap",
        "akut-sakerhet",
        "scoped",
        LocalDate.of(2024, 10, 14),
        "Frågan är avgränsad tillsammans med brukarrådet.",
        "",
        "",
        "programkansliet");
    step(
        rows,
        "knowledge-gap",
        "akut-sakerhet",
        "commissioned",
        LocalDate.of(2025, 3, 17),
        "Ett uppdrag har lagts ut.",
        "",
        "",
        "styrgruppen");
    step(
        rows,
        "knowledge-gap",
        "bis-rct",
        "scoped",
        LocalDate.of(2024, 11, 18),
        "Frågan är avgränsad.",
        "",
        "",
        "programkansliet");
    step(
        rows,
        "knowledge-gap",
        "bis-rct",
        "studied",
        LocalDate.of(2025, 9, 22),
        "En studie är planerad i tre regioner.",
        "",
        "",
        "forskningssamordnaren");
    step(
        rows,
        "knowledge-gap",
        "dygnetrunt",
        "scoped",
        LocalDate.of(2025, 5, 19),
        "Frågan är avgränsad.",
        "",
        "",
        "programkansliet");
  }

  /**
   * Needs of the whole country, made up and weighed. The facts weigh none of theirs, which
   * therefore read "uppgift saknas".
   */
  private static void national(Rows rows) {
    national(
        rows,
        "uppfoljning-utskrivning",
        "Uppföljningen efter utskrivning kommer för sent",
        "personer som skrivs ut från heldygnsvård",
        5,
        "bemotande");
    national(
        rows, "behandling-unga", "Unga väntar för länge på behandling", "13–17 år", 5, "jamlik");
    national(
        rows,
        "kvall-helg",
        "Stöd på kvällar och helger saknas i stora delar av landet",
        "alla",
        4,
        "jamlik");
    national(
        rows,
        "skola-kontakt",
        "Skola och vård saknar en gemensam väg in",
        "elever",
        3,
        "brukarperspektiv");
  }

  private static void national(
      Rows rows, String key, String statement, String population, int severity, String aim) {
    rows.add(
        "needs.csv",
        "key",
        key,
        "kind",
        "need",
        "statement_sv",
        statement,
        "population_sv",
        population,
        "said_by",
        "lived experience",
        "year",
        "2022",
        "aim",
        aim,
        "severity",
        severity,
        "visibility",
        "public",
        "involvement",
        "record:behov-" + key);
    step(
        rows,
        "need",
        key,
        "triaged",
        LocalDate.of(2022, 10, 3),
        "Behovet är granskat.",
        "",
        "",
        "programkansliet");
    step(
        rows,
        "need",
        key,
        "confirmed",
        LocalDate.of(2022, 12, 5),
        "Bekräftat tillsammans med brukarrådet.",
        "",
        "record:behov-" + key,
        "programledaren");
    step(
        rows,
        "need",
        key,
        "prioritised",
        LocalDate.of(2023, 1, 16),
        "Prioriterat utifrån svårighetsgrad och antal berörda.",
        "",
        "",
        "styrgruppen");
  }

  private static void regional(Rows rows) {
    regional(
        rows,
        "12",
        "overgang-vuxen-12",
        "Övergången från BUP till vuxenpsykiatrin tappar personer på vägen",
        4,
        "public");
    regional(
        rows,
        "24",
        "langa-resor-24",
        "Långa resvägar gör att behandling i grupp inte går att nå i inlandet",
        3,
        "public");
    regional(
        rows,
        "01",
        "jourtider-01",
        "Stöd på kvällar och helger finns bara i delar av länet",
        4,
        "public");
    regional(
        rows, "12", "personalbrist-12", "Vakanser gör att handledningen ställs in", 3, "region");
    regional(
        rows,
        "14",
        "skola-vard-14",
        "Skolan vet inte vem i vården den ska vända sig till",
        3,
        "public");
  }

  private static void regional(
      Rows rows, String region, String key, String statement, int severity, String visibility) {
    rows.add(
        "needs.csv",
        "key",
        key,
        "kind",
        "need",
        "statement_sv",
        statement,
        "said_by",
        "regional coordinator",
        "year",
        "2025",
        "aim",
        "jamlik",
        "severity",
        severity,
        "region",
        region,
        "visibility",
        visibility);
    step(
        rows,
        "need",
        key,
        "triaged",
        LocalDate.of(2025, 10, 6),
        "Behovet är granskat.",
        "",
        "",
        "programkansliet");
  }

  private static void needSteps(Rows rows, String need) {
    var late = need.equals("direktvag");
    var day = late ? LocalDate.of(2021, 12, 6) : LocalDate.of(2016, 2, 8);
    step(
        rows,
        "need",
        need,
        "triaged",
        day,
        "Behovet är granskat mot sina källor.",
        "",
        "",
        "programkansliet");
    step(
        rows,
        "need",
        need,
        "confirmed",
        late ? LocalDate.of(2022, 2, 7) : LocalDate.of(2016, 5, 16),
        "Bekräftat tillsammans med brukarrådet.",
        "",
        "record:behov-" + need,
        "programledaren");
    if (need.equals("jamforbara-planer")) {
      return;
    }
    var decision = PRIORITISED.contains(need) ? "beslut-behov-" + need : "";
    step(
        rows,
        "need",
        need,
        "prioritised",
        late ? LocalDate.of(2022, 3, 21) : LocalDate.of(2016, 9, 19),
        "Prioriterat utifrån svårighetsgrad och antal berörda.",
        decision,
        "",
        "styrgruppen");
    if (!List.of("matning", "narstaende-stod", "vantetider-bup").contains(need)) {
      step(
          rows,
          "need",
          need,
          "being-addressed",
          late ? LocalDate.of(2022, 9, 5) : LocalDate.of(2017, 1, 16),
          "Minst en insats är igång.",
          "",
          "",
          "programledaren");
    }
  }

  private static void initiativeSteps(Rows rows, String id, LocalDate approved) {
    if (!BEGUN_BEFORE.contains(id)) {
      approval(rows, id, approved);
    }
    switch (id) {
      case "noder", "riksenheter" -> {
        step(
            rows,
            "initiative",
            id,
            "delivering",
            LocalDate.of(2018, 6, 11),
            "Resultatet lämnas över till regionerna.",
            "",
            "",
            "programledaren");
        step(
            rows,
            "initiative",
            id,
            "closed",
            LocalDate.of(2018, 12, 17),
            "Insatsen är avslutad.",
            "",
            "",
            "programledaren");
      }
      case "kvalitetsdokument" -> {
        step(
            rows,
            "initiative",
            id,
            "delivering",
            LocalDate.of(2016, 2, 15),
            "Andra upplagan är klar.",
            "",
            "",
            "programledaren");
        step(
            rows,
            "initiative",
            id,
            "closed",
            LocalDate.of(2016, 12, 12),
            "Insatsen är avslutad.",
            "",
            "",
            "programledaren");
      }
      case "bis-forsok" -> {
        step(
            rows,
            "initiative",
            id,
            "paused",
            LocalDate.of(2020, 4, 6),
            "Pausad under pandemin.",
            "",
            "",
            "programledaren");
        step(
            rows,
            "initiative",
            id,
            "running",
            LocalDate.of(2021, 9, 13),
            "Återupptagen.",
            "",
            "",
            "programledaren");
      }
      case "inforandepaket", "webbutbildning" ->
          step(
              rows,
              "initiative",
              id,
              "delivering",
              LocalDate.of(2018, 3, 12),
              "Materialet används i regionerna.",
              "",
              "",
              "programledaren");
      default -> {
        // Still running.
      }
    }
  }

  private static void approval(Rows rows, String id, LocalDate approved) {
    var chance = Chance.of("initiative", id);
    var proposed = approved.minusDays(chance.between(30, 160));
    step(
        rows,
        "initiative",
        id,
        "proposed",
        proposed,
        "Förslag från regionerna.",
        "",
        "",
        "programkansliet");
    var meeting =
        rows.of("decisions.csv").stream()
            .filter(it -> ("beslut-insats-" + id).equals(it.get("id")))
            .map(it -> LocalDate.parse(String.valueOf(it.get("decided_on"))))
            .findFirst()
            .orElse(approved);
    step(
        rows,
        "initiative",
        id,
        "approved",
        meeting,
        "Godkänd av styrgruppen.",
        "beslut-insats-" + id,
        "record:insats-" + id,
        "styrgruppen");
    var funded = chance.after(meeting, 20, 200);
    step(
        rows,
        "initiative",
        id,
        "funded",
        funded,
        "Medel finns på en budgetrad.",
        "",
        "",
        "ekonomen");
    var running = chance.after(funded, 10, 90);
    step(
        rows,
        "initiative",
        id,
        "running",
        running,
        "Arbetet har börjat.",
        "",
        "",
        "programledaren");
  }

  private static void towards(
      Rows rows, String kind, String id, String to, LocalDate day, String reason, String towards) {
    rows.add(
        "transitions.csv",
        "kind",
        kind,
        "id",
        id,
        "to_state",
        to,
        "day",
        day,
        "reason",
        reason,
        "actor",
        "programledaren",
        "towards",
        towards);
  }

  private static void parked(
      Rows rows, String need, LocalDate day, String reason, LocalDate revisit) {
    rows.add(
        "transitions.csv",
        "kind",
        "need",
        "id",
        need,
        "to_state",
        "parked",
        "day",
        day,
        "reason",
        reason,
        "actor",
        "programkansliet",
        "revisit_on",
        revisit);
  }

  private static void step(
      Rows rows,
      String kind,
      String id,
      String to,
      LocalDate day,
      String reason,
      String decision,
      String involvement,
      String actor) {
    rows.add(
        "transitions.csv",
        "kind",
        kind,
        "id",
        id,
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
        actor);
  }
}
