package se.samspel.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static se.samspel.ui.ThreadLine.State.MISSING;
import static se.samspel.ui.ThreadLine.State.UNCONFIRMED;
import static se.samspel.ui.ThreadLine.State.WHOLE;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.LinkType;
import se.samspel.ui.ThreadLine.Knot;

class StateTests {

  private final World world = World.shared();
  private final Threads threads = world.app.bean(Threads.class);

  private Picture picture(AsOf asOf) {
    return world.app.bean(Picturing.class).picture(asOf);
  }

  @Test
  void aNeedIsFollowedToTheFirstMissingLinkInEachRegion() {
    assertThat(threads.line("n1", World.SKANE, World.THEN).orElseThrow().states())
        .containsOnly(WHOLE);
    assertThat(threads.line("n1", World.STOCKHOLM, World.THEN).orElseThrow().states())
        .containsExactly(WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, UNCONFIRMED, MISSING, MISSING);
    assertThat(threads.line("n1", World.HALLAND, World.THEN).orElseThrow().firstMissing())
        .contains(Knot.REACH);
    assertThat(threads.line("n2", World.SKANE, World.THEN).orElseThrow().states())
        .containsExactly(
            UNCONFIRMED, WHOLE, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING, MISSING);
    assertThat(threads.line("none", World.SKANE, World.THEN)).isEmpty();
    assertThat(threads.breaks(World.THEN))
        .isEqualTo(Map.of(Knot.INITIATIVE, 3L, Knot.REACH, 1L, Knot.ADOPTION, 1L));
    assertThat(threads.linesOf(World.HALLAND, World.THEN))
        .extracting(Threads.NeedLine::need)
        .containsExactly("n1", "n2");
  }

  @Test
  void theNeedsAreRankedBySeverityTimesThePopulationInTheGap() {
    var ranked = picture(World.THEN).weighed(Picture.Cut.ALL);
    assertThat(ranked).extracting(it -> it.strand().need().id()).containsExactly("n1", "n2");
    assertThat(ranked)
        .extracting(Picture.Ranked::weight)
        .containsExactly(Optional.of(11_500_000L), Optional.of(6_600_000L));
  }

  /** Invariant 5. */
  @Test
  void aPastDayIsAnsweredWithTheGroupsThatHeldThen() {
    var before = picture(AsOf.day(LocalDate.of(2018, 12, 31)));
    var after = picture(AsOf.day(LocalDate.of(2019, 1, 1)));
    assertThat(members(before, "nod/syd")).containsExactlyInAnyOrder("12", "13");
    assertThat(members(after, "nod/syd")).containsExactly("13");
    assertThat(members(before, "nod/ost")).containsExactly("01");
    assertThat(members(after, "nod/ost")).containsExactlyInAnyOrder("01", "12");
  }

  /** Invariant 5. */
  @Test
  void hallandBelongsInPartToTwoSamverkansregioner() {
    var picture = picture(World.THEN);
    assertThat(members(picture, "samverkansregion/sodra")).containsExactlyInAnyOrder("12", "13");
    assertThat(members(picture, "samverkansregion/vastra")).containsExactly("13");
    assertThat(picture.groups())
        .filteredOn(it -> it.partly().contains("13"))
        .extracting(Picture.Group::id)
        .containsExactlyInAnyOrder("sodra", "vastra");
  }

  private static java.util.Set<String> members(Picture picture, String group) {
    return picture.within(new Picture.Cut(Optional.empty(), Optional.empty(), Optional.of(group)));
  }

  @Test
  void theDayDecidesWhichLinksHold() {
    var early = picture(AsOf.day(LocalDate.of(2019, 6, 1)));
    assertThat(
            java.util.Objects.requireNonNull(early.strands().get("n1"))
                .lines()
                .get("12")
                .state(Knot.INITIATIVE))
        .isEqualTo(MISSING);
    assertThat(picture(AsOf.day(LocalDate.of(2018, 1, 1))).strands()).isEmpty();
  }

  @Test
  void thePageShowsTilesNeedsAndFiltersThatNarrow() {
    var reader = world.app.visitor();
    var page = reader.get("/lage?dag=2026-06-30").html();
    assertThat(page.select(".tiles .tile")).hasSize(3);
    assertThat(page.select(".tiles li").first().className()).isEqualTo("row-6 col-4");
    assertThat(page.text()).contains("30 juni 2026 brister 5 av 6 trådar");
    assertThat(page.select("main ol:not(.tiles) > li")).hasSize(2);
    assertThat(reader.get("/lage?dag=2026-06-30&grupp=nod/ost").html().select(".tile")).hasSize(2);
    assertThat(reader.get("/lage?dag=2026-06-30&behov=n1").text())
        .contains("brister 2 av 3 trådar");
    assertThat(reader.get("/lage?dag=2026-06-30&mal=a2").text()).contains("inga behov");
    assertThat(reader.get("/lage?dag=2026-06-30&visa=tabell").html().select("tbody tr")).hasSize(6);
    assertThat(reader.get("/lage?mal=finns-inte").status()).isEqualTo(404);
    assertThat(reader.get("/lage?dag=2026-13-01").status()).isEqualTo(400);
    assertThat(reader.get("/lage.csv?dag=2026-06-30").body().lines()).hasSize(7);
    var json = reader.json("/api/v1/thread/gaps?day=2026-06-30&need=n1");
    assertThat(json.body()).contains("\"firstMissing\":\"adoption\"").contains("\"total\":3");
  }

  @Test
  void aTileLeadsToTheNeedInTheRegionWithEveryLinkBehindIt() {
    var reader = world.app.visitor();
    var tile = reader.get("/lage?dag=2026-06-30").html().select("a.tile[title=Region Stockholm]");
    assertThat(tile.attr("href")).isEqualTo("/lage/n1/01?dag=2026-06-30");
    var page = reader.get("/lage/n1/12?dag=2026-06-30");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.html().select("section")).hasSize(9);
    assertThat(page.text())
        .contains("Tråden är hel.")
        .contains("så är det")
        .contains("med egen erfarenhet")
        .contains("styrgruppen");
    assertThat(page.html().select("a[href=/beslut/d1]")).isNotEmpty();
    assertThat(page.html().select("a[href=/delaktighet/r1]")).isNotEmpty();
    assertThat(reader.get("/lage/n1/01?dag=2026-06-30").text())
        .contains("Tråden brister vid införande");
    assertThat(reader.get("/lage/n1/99").status()).isEqualTo(404);
  }

  @Test
  void aFrozenPageIsTheSameAfterALinkHasEnded() {
    var own = World.fresh();
    var known = own.app.bean(Changes.class).latest();
    var path = "/lage?dag=2026-06-30&kant=" + known;
    var before = own.app.visitor().get(path).text();
    own.change((jdbc, at) ->
        own.tell(
            java.util.List.of(), java.util.List.of("adopts:track:k1:recommendation:4:12"), at));
    var later = own.app.visitor();
    assertThat(later.get(path).text()).isEqualTo(before);
    var today = AsOf.day(LocalDate.now().plusDays(1));
    assertThat(
            own.app.bean(Threads.class).line("n1", World.SKANE, today).orElseThrow().firstMissing())
        .contains(Knot.ADOPTION);
    // It held until today, so the past day still answers whole.
    assertThat(
            own.app
                .bean(Threads.class)
                .line("n1", World.SKANE, World.THEN)
                .orElseThrow()
                .firstMissing())
        .isEmpty();
    own.app.close();
  }

  @Test
  void aNodeShowsItsWayToTheAimAndOnwards() {
    var reader = world.app.visitor();
    var page = reader.get("/trad/recommendation/4?dag=2026-06-30");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("Personal saknar utbildning svarar mot målet Jämlik vård")
        .contains("Kurs i riskplan lär ut Riskhanteringsplan")
        .contains("arbetar enligt Riskhanteringsplan");
    assertThat(page.html().select("a.tile[data-reach=4]").eachAttr("title"))
        .containsExactly("Region Skåne");
    assertThat(reader.get("/trad/recommendation/ingen").status()).isEqualTo(404);
    assertThat(reader.get("/trad/okant/4").status()).isEqualTo(404);
    assertThat(reader.json("/api/v1/thread/nodes/recommendation/4?day=2026-06-30").body())
        .contains("\"complete\":true")
        .contains("\"12\":true");
  }

  @Test
  void anIndicatorOfTheNeedMeasuresOnlyWhereItHasAValue() {
    var weaving =
        new Weaving(
            java.util.List.of(
                new Edge(
                    LinkType.MEASURES,
                    Optional.of(se.samspel.core.NodeRef.parse("indicator:i01")),
                    Optional.of(se.samspel.core.NodeRef.parse("need:n9")),
                    Optional.empty(),
                    true,
                    false)),
            Map.of("i01", Map.of("12", false)));
    var strand =
        weaving.strand(
            new Picture.Need(
                "n9",
                1,
                "x",
                Optional.empty(),
                "raised",
                java.util.Set.of(),
                Optional.empty(),
                Optional.empty(),
                false),
            java.util.List.of("12", "13"));
    assertThat(strand.lines().get("12").state(Knot.MEASURE)).isEqualTo(WHOLE);
    assertThat(strand.lines().get("13").state(Knot.MEASURE)).isEqualTo(MISSING);
    assertThat(strand.lines().get("12").state(Knot.NEED)).isEqualTo(UNCONFIRMED);
  }

  @Test
  void aNeedThatNobodyHasWeighedIsRankedLastAndHasNoWeight() {
    var own = World.fresh();
    own.change((jdbc, at) -> {
      World.put(
          jdbc,
          at,
          "programme.need",
          "id, version, statement_sv, aim, valid_from",
          "'a-ovagt', 1, 'Ett behov utan allvar', 'a1', '2019-01-01'");
      World.put(
          jdbc,
          at,
          "programme.transition",
          "kind, id, to_state, day, actor, reason",
          "'need', 'a-ovagt', 'confirmed', '2021-01-01', 'x', 'y'");
    });
    var ranked = own.app.bean(Picturing.class).picture(World.THEN).weighed(Picture.Cut.ALL);
    assertThat(ranked)
        .extracting(it -> it.strand().need().id())
        .containsExactly("n1", "n2", "a-ovagt");
    assertThat(ranked.getLast().weight()).isEmpty();
    assertThat(own.app.visitor().get("/lage?dag=" + World.DAY).text())
        .contains("Ett behov utan allvar", "Allvar: uppgift saknas");
    assertThat(
            own.app.visitor().json("/api/v1/thread/gaps?day=" + World.DAY + "&need=a-ovagt").body())
        .contains("\"weight\":null");
    own.app.close();
  }
}
