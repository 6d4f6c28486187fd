package se.samspel.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import se.samspel.core.AsOf;
import se.samspel.core.NodeKind;
import se.samspel.packs.Loading;
import se.samspel.packs.PackFault;
import se.samspel.packs.Packs;
import se.samspel.testing.TestApp;

class ProgrammePackTests {

  private final TestApp app = TestApp.plain();
  private final Packs packs = app.bean(Packs.class);
  private final Programme programme = app.bean(Programme.class);

  private static Map<String, String> row(String... namesAndValues) {
    var row = new HashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }

  private static AsOf on(String day) {
    return AsOf.day(LocalDate.parse(day));
  }

  private static Map<String, List<Map<String, String>>> pack(String prefix, String ended) {
    return Map.of(
        "aims.csv", List.of(row("key", prefix + "-mal", "text_sv", "Målet")),
        "needs.csv",
            List.of(
                row(
                    "key",
                    prefix + "-behov",
                    "kind",
                    "need",
                    "statement_sv",
                    "Behovet",
                    "year",
                    "2012",
                    "aim",
                    prefix + "-mal",
                    "source",
                    "example.org"),
                row("key", prefix + "-lucka", "kind", "knowledge-gap", "statement_sv", "Frågan")),
        "initiatives.csv",
            List.of(
                row(
                    "key",
                    prefix + "-insats",
                    "name_sv",
                    "Insatsen",
                    "need",
                    prefix + "-behov",
                    "started",
                    "2013",
                    "ended",
                    ended)),
        "timeline.csv",
            List.of(
                row(
                    "date",
                    "2014-11",
                    "precision",
                    "month",
                    "kind",
                    "study",
                    "text_sv",
                    prefix + " provas")));
  }

  @Test
  void whatIsLoadedStandsWhereItsDatesPutIt() {
    assertThat(packs.load("pack-a", pack("pa", "2016"), true)).isInstanceOf(Loading.Changed.class);

    assertThat(programme.findNeed("pa-behov", on("2011-12-31"))).isEmpty();
    var need = programme.findNeed("pa-behov", on("2012-01-01")).orElseThrow();
    assertThat(need.stamp().source()).contains("example.org");
    assertThat(need.stamp().synthetic()).isTrue();
    assertThat(programme.newestSteps(NodeKind.NEED, on("2012-01-01")).get("pa-behov").to())
        .isEqualTo("raised");
    assertThat(programme.findGap("pa-lucka", on("1950-01-01"))).isPresent();
    assertThat(programme.newestSteps(NodeKind.KNOWLEDGE_GAP, on("1950-01-01")).get("pa-lucka").to())
        .isEqualTo("open");
    var initiative = programme.findInitiative("pa-insats", on("2020-01-01")).orElseThrow();
    assertThat(programme.findState(initiative, on("2016-12-31")))
        .contains(Initiative.State.RUNNING);
    assertThat(programme.findState(initiative, on("2017-01-01"))).contains(Initiative.State.CLOSED);
    assertThat(programme.listTimeline(on("2020-01-01")))
        .filteredOn(it -> it.textSv().equals("pa provas"))
        .extracting(TimelineEntry::date)
        .containsExactly("2014-11");
    assertThat(app.visitor().get("/historik?q=pa+provas").text()).contains("november 2014");
  }

  @Test
  void loadingAgainChangesNothingAndAnEditSupersedes() {
    packs.load("pack-b", pack("pb", "2016"), true);
    assertThat(packs.load("pack-b", pack("pb", "2016"), true))
        .isInstanceOf(Loading.Unchanged.class);
    assertThat(packs.load("pack-b", pack("pb", "2018"), true)).isInstanceOf(Loading.Changed.class);
    assertThat(programme.initiativeHistory("pb-insats", AsOf.day(LocalDate.now())))
        .extracting(it -> it.ended().orElse(""))
        .containsExactly("2018", "2016");
    assertThat(programme.listSteps(NodeKind.NEED, "pb-behov", on("2020-01-01"))).hasSize(1);
  }

  @Test
  void theLinksThatLieInTheRowsAreToldToTheThread() {
    packs.load("pack-c", pack("pc", "2016"), true);
    var keys =
        app.database()
            .asOwner()
            .sql("select key || ' ' || state from thread.link where key like '%:pc-%' order by key")
            .query(String.class)
            .list();
    assertThat(keys)
        .containsExactly(
            "addresses:need:pc-behov:aim:pc-mal proposed",
            "motivates:need:pc-behov:initiative:pc-insats proposed");
  }

  @Test
  void everyFaultIsToldAndNothingIsLoaded() {
    var loading =
        packs.load(
            "pack-d",
            Map.of(
                "needs.csv",
                List.of(
                    row(
                        "key",
                        "Fel Nyckel",
                        "kind",
                        "annat",
                        "statement_sv",
                        "x",
                        "year",
                        "tolv",
                        "severity",
                        "7",
                        "aim",
                        "finns-inte",
                        "visibility",
                        "region")),
                "initiatives.csv",
                List.of(
                    row("key", "pd-insats", "name_sv", "x", "started", "2016", "ended", "2013")),
                "timeline.csv",
                List.of(
                    row("date", "2014-13", "precision", "month", "kind", "study", "text_sv", "x"),
                    row("date", "2014", "precision", "day", "kind", "study", "text_sv", "y")),
                "decisions.csv",
                List.of(
                    row(
                        "id",
                        "pd-beslut",
                        "body",
                        "finns-inte",
                        "decided_on",
                        "2014",
                        "title_sv",
                        "x",
                        "amount_ore",
                        "-5",
                        "about",
                        "need"))),
            true);
    assertThat(((Loading.Faulty) loading).faults())
        .extracting(fault -> fault.file() + " " + fault.column())
        .contains(
            "needs.csv key",
            "needs.csv kind",
            "needs.csv year",
            "needs.csv severity",
            "needs.csv aim",
            "needs.csv region",
            "initiatives.csv ended",
            "timeline.csv date",
            "timeline.csv precision",
            "decisions.csv body",
            "decisions.csv decided_on",
            "decisions.csv amount_ore",
            "decisions.csv about");
    assertThat(programme.findInitiative("pd-insats", on("2020-01-01"))).isEmpty();
  }

  @Test
  void stepsOfAPackAreHeldToTheSameRules() {
    packs.load("pack-e", pack("pe", "2016"), true);
    var faults =
        faults(
            step("pe-behov", "need", "triaged", "2013-01-01", Map.of()),
            step("pe-behov", "need", "confirmed", "2013-02-01", Map.of()),
            step("pe-behov", "need", "met", "2013-03-01", Map.of()),
            step("pe-lucka", "knowledge-gap", "answered", "2013-03-01", Map.of()));
    assertThat(faults)
        .extracting(fault -> fault.line() + " " + fault.column())
        .containsExactly("3 involvement", "4 to_state", "5 to_state");

    var waiver =
        row(
            "id",
            "pe-undantag",
            "subject",
            "need:pe-behov",
            "reason_sv",
            "Brådskande",
            "decided_by",
            "Styrgruppen",
            "decided_on",
            "2013-01-15");
    var loaded =
        packs.load(
            "pack-e-steg",
            Map.of(
                "waivers.csv", List.of(waiver),
                "transitions.csv",
                    List.of(
                        step("pe-behov", "need", "triaged", "2013-01-01", Map.of()),
                        step(
                            "pe-behov",
                            "need",
                            "confirmed",
                            "2013-02-01",
                            Map.of("involvement", "waiver:pe-undantag")),
                        step("pe-insats", "initiative", "paused", "2014-02-01", Map.of()))),
            true);
    assertThat(loaded).as(loaded.toString()).isInstanceOf(Loading.Changed.class);
    assertThat(programme.newestSteps(NodeKind.NEED, on("2013-01-31")).get("pe-behov").to())
        .isEqualTo("triaged");
    var confirmed = programme.newestSteps(NodeKind.NEED, on("2013-02-01")).get("pe-behov");
    assertThat(confirmed.from()).contains("triaged");
    assertThat(confirmed.involvement()).contains("waiver:pe-undantag");
  }

  private static Map<String, String> step(
      String id, String kind, String to, String day, Map<String, String> more) {
    var row = row("id", id, "kind", kind, "to_state", to, "day", day, "reason", "Prov.");
    row.putAll(more);
    return row;
  }

  @SafeVarargs
  private List<PackFault> faults(Map<String, String>... steps) {
    return ((Loading.Faulty)
            packs.load("pack-e-fel", Map.of("transitions.csv", List.of(steps)), true))
        .faults();
  }
}
