package se.samspel.actors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Fields;
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.testing.TestApp;

/** Dated, overlapping hierarchies: any day, any group. */
class HierarchyTests {

  private static final String SAMVERKANSREGION = "samverkansregion";
  private static final RegionCode HALLAND = new RegionCode("13");
  private static final List<String> IN_HALLAND =
      List.of("falkenberg", "halmstad", "hylte", "kungsbacka", "laholm", "varberg");
  private static final List<String> GROUPS =
      List.of("Mellansverige", "Norra", "Stockholm–Gotland", "Sydöstra", "Södra", "Västra", "Ny");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  @Test
  void hallandIsInTwoGroupsByMunicipalityAndGotlandIsRegionAndMunicipality() {
    var actors = SeededApp.get().bean(Actors.class);
    var now = AsOf.day(TODAY);

    assertThat(actors.groupsOf(SAMVERKANSREGION, HALLAND, now))
        .containsExactly(
            new GroupShare("sodra", "Södra", true, List.of("halmstad", "hylte", "laholm")),
            new GroupShare(
                "vastra", "Västra", true, List.of("falkenberg", "kungsbacka", "varberg")));
    assertThat(actors.groupsOf(SAMVERKANSREGION, new RegionCode("09"), now))
        .containsExactly(
            new GroupShare("stockholm-gotland", "Stockholm–Gotland", false, List.of()));
    assertThat(actors.municipalities(now))
        .filteredOn(it -> it.region().value().equals("09"))
        .extracting(Municipality::id)
        .containsExactly("gotland");
    assertThat(actors.membersOf(SAMVERKANSREGION, "sodra", now))
        .containsExactly(
            new RegionShare(new RegionCode("07"), false, List.of()),
            new RegionShare(new RegionCode("10"), false, List.of()),
            new RegionShare(new RegionCode("12"), false, List.of()),
            new RegionShare(HALLAND, true, List.of("halmstad", "hylte", "laholm")));
  }

  @Test
  void afterAnyChangesEveryRegionIsInOneGroupOrSharedOutOnAnyDayAndThePastAnswersAsBefore() {
    var app = TestApp.start("run", Map.of());
    SeededApp.load(app);
    try {
      changeAtRandom(app, new Random(1));
    } finally {
      app.close();
    }
  }

  private void changeAtRandom(TestApp app, Random random) {
    var actors = app.bean(Actors.class);
    var regrouping = app.bean(Regrouping.class);
    var changes = app.bean(Changes.class);
    var answers = new HashMap<AsOf, String>();
    var placed = 0;
    for (int n = 0; n < 60; n++) {
      var day = LocalDate.of(1995 + random.nextInt(40), 1 + random.nextInt(12), 1);
      var member =
          random.nextInt(3) == 0
              ? "municipality:" + pick(IN_HALLAND, random)
              : "region:" + pick(actors.regions(AsOf.day(TODAY)), random).code();
      var sent =
          Map.of(
              "member", member,
              "group", pick(GROUPS, random),
              "from", day.toString(),
              "source", "prov",
              "version", Integer.toString(regrouping.revision(SAMVERKANSREGION)));
      try {
        CurrentPerson.run(
            Person.SYSTEM, () -> regrouping.place(SAMVERKANSREGION, new Fields(sent), TODAY));
        placed++;
      } catch (Refused refused) {
        assertThat(refused.faults())
            .as("step %d: %s", n, sent)
            .allMatch(it -> it.key().startsWith("actors.breach-"));
      }
      var known = changes.latest();
      for (int d = 0; d < 3; d++) {
        var asOf = new AsOf(LocalDate.of(1990 + random.nextInt(50), 6, 15), known);
        holdsAsDeclared(actors, asOf, random, n);
        answers.put(asOf, actors.hierarchies(asOf).toString());
      }
    }
    assertThat(placed).isGreaterThan(10);
    answers.forEach((asOf, answer) ->
        assertThat(actors.hierarchies(asOf).toString()).as(asOf.toString()).isEqualTo(answer));
  }

  private static void holdsAsDeclared(Actors actors, AsOf asOf, Random random, int step) {
    var where = "step %d %s".formatted(step, asOf);
    var regions = actors.regions(asOf).stream().map(Region::code).toList();
    var hierarchy = actors.hierarchies(asOf).getFirst();
    var members = hierarchy.groups().stream().flatMap(it -> it.members().stream()).toList();
    var grouping = new Grouping(members, actors.municipalities(asOf));
    for (var region : regions) {
      var shares = grouping.groupsOf(region);
      assertThat(shares).as(where + " " + region).isNotEmpty();
      if (!shares.getFirst().partial()) {
        assertThat(shares).as(where + " " + region).hasSize(1);
        continue;
      }
      var covered = new ArrayList<String>();
      shares.forEach(share -> covered.addAll(share.municipalities()));
      assertThat(covered).as(where).containsExactlyInAnyOrderElementsOf(IN_HALLAND);
    }
    var members21 = new TreeSet<RegionCode>();
    for (var group : hierarchy.groups()) {
      for (var share : grouping.membersOf(group.id())) {
        assertThat(grouping.groupsOf(share.region()))
            .as(where)
            .contains(
                new GroupShare(group.id(), group.name(), share.partial(), share.municipalities()));
        members21.add(share.region());
      }
    }
    assertThat(members21).as(where).containsExactlyElementsOf(regions);
    var one = pick(regions, random);
    assertThat(actors.groupsOf(SAMVERKANSREGION, one, asOf)).isEqualTo(grouping.groupsOf(one));
    var group = pick(hierarchy.groups(), random).id();
    assertThat(actors.membersOf(SAMVERKANSREGION, group, asOf))
        .isEqualTo(grouping.membersOf(group));
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
