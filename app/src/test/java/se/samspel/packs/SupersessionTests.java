package se.samspel.packs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import se.samspel.actors.Actors;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.testing.TestApp;

/** Any edit of a pack: what holds is the last pack, and what held is still answered. */
class SupersessionTests {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  @Test
  void afterAnyEditsThePackThatWasLoadedLastHoldsAndEveryEarlierOneIsStillKnown() {
    var app = TestApp.start("run", Map.of());
    try {
      var packs = app.bean(Packs.class);
      var random = new Random(7);
      var known = new HashMap<AsOf, Map<String, String>>();
      var pack = new TreeMap<String, String>();
      for (int edition = 0; edition < 25; edition++) {
        var before = Map.copyOf(pack);
        edit(pack, random);
        var loading = packs.load(written(pack));
        if (pack.equals(before)) {
          assertThat(loading).as("edition %d", edition).isInstanceOf(Loading.Unchanged.class);
        } else {
          var changed = (Loading.Changed) loading;
          assertThat(changed.added())
              .isEqualTo(
                  (int) pack.keySet().stream().filter(it -> !before.containsKey(it)).count());
          assertThat(changed.ended())
              .isEqualTo(
                  (int) before.keySet().stream().filter(it -> !pack.containsKey(it)).count());
        }
        assertThat(packs.load(written(pack))).isInstanceOf(Loading.Unchanged.class);
        known.put(new AsOf(TODAY, app.bean(Changes.class).latest()), Map.copyOf(pack));
        assertThat(names(app, AsOf.day(TODAY))).as("edition %d", edition).isEqualTo(pack);
      }
      known.forEach(
          (asOf, then) -> assertThat(names(app, asOf)).as(asOf.toString()).isEqualTo(then));
    } finally {
      app.close();
    }
  }

  private static void edit(Map<String, String> pack, Random random) {
    for (int n = random.nextInt(4); n > 0; n--) {
      var code = Integer.toString(30 + random.nextInt(12));
      switch (random.nextInt(3)) {
        case 0 -> pack.remove(code);
        default -> pack.put(code, "Region " + random.nextInt(5));
      }
    }
  }

  private static PackSource written(Map<String, String> pack) {
    var lines = new java.util.ArrayList<String>();
    lines.add("code,letter,name_sv,county_sv,tile_row,tile_col");
    pack.forEach((code, name) ->
        lines.add(code + ",Q," + name + ",Län,1," + (1 + Integer.parseInt(code) % 30)));
    return new PackFolder("editions").with("regions.csv", lines.toArray(String[]::new)).source();
  }

  private static Map<String, String> names(TestApp app, AsOf asOf) {
    return app.bean(Actors.class).regions(asOf).stream()
        .collect(Collectors.toMap(it -> it.code().value(), it -> it.name()));
  }
}
