package se.samspel.sample;

import java.util.Map;

/**
 * The links that nothing else asserts: some with involvement behind them, some only proposed, some
 * absent, so that the thread breaks in different places.
 */
final class SampleThread {

  private static final Map<String, String> AIM_OF_NEED =
      Map.ofEntries(
          Map.entry("samordning", "jamlik"),
          Map.entry("bemotande-upplevelse", "bemotande"),
          Map.entry("kontinuitet", "bemotande"),
          Map.entry("ojamn-behandling", "jamlik"),
          Map.entry("narstaende-stod", "brukarperspektiv"),
          Map.entry("personal-utbildning", "bemotande"),
          Map.entry("svarast-sjuka", "jamlik"),
          Map.entry("direktvag", "jamlik"),
          Map.entry("matning", "jamlik"),
          Map.entry("vantetider-bup", "jamlik"));

  private SampleThread() {}

  static void add(Rows rows) {
    AIM_OF_NEED.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(it ->
            link(
                rows,
                "addresses",
                "need:" + it.getKey(),
                "aim:" + it.getValue(),
                "",
                "Behovet hör till målet enligt brukarrådet.",
                "record:behov-" + it.getKey(),
                "",
                "2016-05-16"));
    motivates(rows, "samordning", "noder");
    motivates(rows, "samordning", "danmark");
    motivates(rows, "ojamn-behandling", "ergt-inforande");
    motivates(rows, "ojamn-behandling", "erita-utveckling");
    motivates(rows, "ojamn-behandling", "kvalitetsdokument");
    motivates(rows, "kontinuitet", "inforandepaket");
    motivates(rows, "personal-utbildning", "webbutbildning");
    motivates(rows, "personal-utbildning", "kaskad");
    motivates(rows, "svarast-sjuka", "riksenheter");
    motivates(rows, "direktvag", "bis-forsok");
    link(
        rows,
        "motivates",
        "need:bemotande-upplevelse",
        "initiative:webbutbildning",
        "",
        "Webbkursen är tänkt att möta behovet.",
        "",
        "",
        "2016-09-19");

    link(
        rows,
        "motivates",
        "need:uppfoljning-utskrivning",
        "initiative:inforandepaket",
        "",
        "Införandepaketet ska också stärka uppföljningen.",
        "record:insats-inforandepaket",
        "beslut-insats-inforandepaket",
        "2023-02-06");
    link(
        rows,
        "motivates",
        "need:behandling-unga",
        "initiative:erita-utveckling",
        "",
        "ERITA kan nå fler unga.",
        "record:insats-erita-utveckling",
        "beslut-insats-erita-utveckling",
        "2023-02-06");
    link(
        rows,
        "motivates",
        "need:skola-kontakt",
        "initiative:kaskad",
        "",
        "Kaskadkursen når elevhälsan.",
        "record:insats-kaskad",
        "beslut-insats-kaskad",
        "2023-02-06");
    answers(rows, "recommendation:5", "uppfoljning-utskrivning", "record:rek-5-panel");
    answers(rows, "recommendation:1", "skola-kontakt", "record:rek-1-panel");
    measures(rows, "i15", "need:skola-kontakt", "record:behov-skola-kontakt");
    measures(rows, "i12", "need:behandling-unga", "");

    produces(rows, "ergt-inforande", "method:ergt");
    produces(rows, "erita-utveckling", "method:erita");
    produces(rows, "bis-forsok", "method:bis");
    produces(rows, "inforandepaket", "method:riskplan");
    produces(rows, "riksenheter", "method:nhv");
    link(
        rows,
        "produces",
        "initiative:kaskad",
        "method:kaskad",
        "",
        "Kaskadkursen är utarbetad.",
        "record:insats-kaskad",
        "beslut-insats-kaskad",
        "2017-09-01");

    answers(rows, "recommendation:4", "kontinuitet", "record:rek-4-panel");
    answers(rows, "recommendation:1", "personal-utbildning", "record:rek-1-panel");
    answers(rows, "recommendation:1", "bemotande-upplevelse", "record:rek-1-panel");
    answers(rows, "recommendation:6", "ojamn-behandling", "record:rek-6-panel");
    answers(rows, "method:bis", "direktvag", "");
    link(
        rows,
        "answers",
        "recommendation:2",
        "need:vantetider-bup",
        "",
        "Förslag: bedömningen kan börja tidigare.",
        "",
        "",
        "2024-02-05");

    for (var gap :
        Map.of(
                "akut-sakerhet", "bemotande-upplevelse",
                "dygnetrunt", "svarast-sjuka",
                "bis-rct", "direktvag",
                "grupper", "ojamn-behandling")
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .toList()) {
      link(
          rows,
          "reveals",
          "need:" + gap.getValue(),
          "knowledge-gap:" + gap.getKey(),
          "",
          "Behovet går inte att möta utan svar på frågan.",
          gap.getKey().equals("grupper") ? "" : "record:behov-" + gap.getValue(),
          "",
          "2024-10-14");
    }
    measures(rows, "i26", "recommendation:4", "record:rek-4-panel");
    measures(rows, "i15", "need:personal-utbildning", "record:behov-personal-utbildning");
    measures(rows, "i12", "need:ojamn-behandling", "record:behov-ojamn-behandling");
    measures(rows, "i11", "need:direktvag", "record:behov-direktvag");
    measures(rows, "i07", "need:vantetider-bup", "");
    measures(rows, "i27", "need:samordning", "record:behov-samordning");

    contributed(
        rows,
        "24",
        "i07",
        "training:webbkurs",
        "Fler platser på mottagningen samma år; ny väntetidsregistrering.");
    contributed(
        rows,
        "12",
        "i26",
        "training:riskplan-paket",
        "Regionens egen satsning på fasta vårdkontakter under samma tid.");
  }

  private static void motivates(Rows rows, String need, String initiative) {
    link(
        rows,
        "motivates",
        "need:" + need,
        "initiative:" + initiative,
        "",
        "Insatsen beslutades för att möta behovet.",
        "record:insats-" + initiative,
        "beslut-insats-" + initiative,
        SampleDecisions.APPROVED
            .getOrDefault(initiative, Country.END)
            .withDayOfMonth(28)
            .toString());
  }

  private static void produces(Rows rows, String initiative, String what) {
    var chance = Chance.of("produces", initiative);
    link(
        rows,
        "produces",
        "initiative:" + initiative,
        what,
        "",
        "Insatsen har lämnat resultatet.",
        chance.percent(85) ? "record:insats-" + initiative : "",
        "beslut-insats-" + initiative,
        "2018-03-12");
  }

  private static void answers(Rows rows, String what, String need, String involvement) {
    link(
        rows,
        "answers",
        what,
        "need:" + need,
        "",
        "Svarar mot behovet enligt panelen.",
        involvement,
        what.startsWith("recommendation:") ? "beslut-rek-" + what.substring(15) : "",
        "2016-03-01");
  }

  private static void measures(Rows rows, String indicator, String what, String involvement) {
    link(
        rows,
        "measures",
        "indicator:" + indicator,
        what,
        "",
        "Måttet väntas förändras inom ett år om behovet möts.",
        involvement,
        "",
        "2018-01-01");
  }

  private static void contributed(
      Rows rows, String region, String indicator, String from, String rivals) {
    rows.add(
        "links.csv",
        "key",
        "contributed:" + from + ":indicator:" + indicator + ":" + region,
        "type",
        "CONTRIBUTED",
        "from",
        from,
        "to",
        "indicator:" + indicator,
        "region",
        region,
        "reason",
        "Förändringen följer i tid efter kursen; andra förklaringar är möjliga.",
        "strength",
        "possible",
        "rivals",
        rivals,
        "state",
        "confirmed",
        "involvement",
        "record:utb-" + from.substring("training:".length()),
        "valid_from",
        "2026-09-01");
  }

  private static void link(
      Rows rows,
      String type,
      String from,
      String to,
      String region,
      String reason,
      String involvement,
      String decision,
      String since) {
    rows.add(
        "links.csv",
        "key",
        type + ":" + from + ":" + to + (region.isEmpty() ? "" : ":" + region),
        "type",
        type.toUpperCase(java.util.Locale.ROOT),
        "from",
        from,
        "to",
        to,
        "region",
        region,
        "reason",
        reason,
        "state",
        involvement.isEmpty() ? "proposed" : "confirmed",
        "decision",
        decision,
        "involvement",
        involvement,
        "valid_from",
        since);
  }
}
