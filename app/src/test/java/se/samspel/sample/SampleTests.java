package se.samspel.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import se.samspel.core.Pack;
import se.samspel.core.PackRow;

class SampleTests {

  private static final Path FACTS = Path.of("..", "programmes", "sjalvskada");
  private static final Map<String, List<Map<String, String>>> ROWS = new Sample().rows(facts());

  @Test
  void twoGenerationsAreEqual() {
    assertThat(new Sample().rows(facts())).isEqualTo(ROWS);
  }

  @Test
  void itIsAsLargeAsADemonstrationNeeds() {
    var count = ROWS.values().stream().mapToInt(List::size).sum();
    assertThat(count).isBetween(9_000, 16_000);
    assertThat(ROWS.keySet())
        .contains(
            "units.csv",
            "contacts.csv",
            "hierarchy-members.csv",
            "bodies.csv",
            "meetings.csv",
            "agenda-items.csv",
            "decisions.csv",
            "actions.csv",
            "panels.csv",
            "involvement.csv",
            "waivers.csv",
            "needs.csv",
            "transitions.csv",
            "evidence.csv",
            "supplements.csv",
            "editorial-steps.csv",
            "trainings.csv",
            "occasions.csv",
            "reach.csv",
            "tracks.csv",
            "stage-events.csv",
            "assessments.csv",
            "plans.csv",
            "plan-items.csv",
            "pairs.csv",
            "agreements.csv",
            "reporting-duties.csv",
            "budget-lines.csv",
            "entries.csv",
            "observations.csv",
            "links.csv");
  }

  @Test
  void everyKeyIsUniqueWithinItsFile() {
    for (var file : ROWS.entrySet()) {
      var seen = new HashSet<String>();
      for (var row : file.getValue()) {
        if (row.containsKey("id") && !row.containsKey("to_state")) {
          assertThat(seen.add(row.get("id"))).as(file.getKey() + " " + row.get("id")).isTrue();
        }
      }
    }
  }

  @Test
  void nothingHappensAfterItsEnd() {
    var dates = Set.of("day", "held_on", "decided_on", "done_on", "adopted_on", "feedback_on");
    for (var file : ROWS.entrySet()) {
      for (var row : file.getValue()) {
        for (var column : dates) {
          var text = row.getOrDefault(column, "");
          if (!text.isEmpty()) {
            assertThat(LocalDate.parse(text))
                .as(file.getKey() + " " + row)
                .isBeforeOrEqualTo(Country.END);
          }
        }
      }
    }
  }

  @Test
  void everyRegionHasUnitsAContactMoneyAndAPlanOrTheLackOfOne() {
    var regions = facts().keys("regions.csv");
    assertThat(regions).hasSize(21);
    for (var file :
        List.of(
            "units.csv",
            "contacts.csv",
            "plans.csv",
            "reach.csv",
            "tracks.csv",
            "observations.csv",
            "pairs.csv")) {
      assertThat(regionsOf(file)).as(file).containsAll(regions);
    }
    for (var region : regions) {
      var units =
          ROWS.getOrDefault("units.csv", List.of()).stream()
              .filter(it -> region.equals(it.get("region")))
              .count();
      assertThat(units).as(region).isBetween(6L, 12L);
    }
    var adopted =
        ROWS.getOrDefault("plans.csv", List.of()).stream()
            .filter(it -> "adopted".equals(it.get("state")))
            .filter(it -> it.getOrDefault("valid_to", "").compareTo("2026-11-01") >= 0)
            .map(it -> it.getOrDefault("region", ""))
            .collect(Collectors.toSet());
    assertThat(adopted).hasSizeBetween(14, 18);
  }

  @Test
  void eachKindOfLinkIsMissingSomewhere() {
    var regions = facts().keys("regions.csv");
    assertThat(withTraining("riskplan-paket")).isNotEmpty().isNotEqualTo(regions);
    assertThat(withTraining("kaskad-bemotande")).isNotEmpty().isNotEqualTo(regions);
    assertThat(withTrack("4")).isNotEmpty().isNotEqualTo(regions);
    assertThat(withTrack("ergt")).isNotEmpty().isNotEqualTo(regions);
    assertThat(regionsOf("assessments.csv")).isNotEmpty().isNotEqualTo(regions);
    assertThat(
            ROWS.getOrDefault("budget-lines.csv", List.of()).stream()
                .filter(it -> "ergt-inforande".equals(it.get("initiative")))
                .map(it -> it.getOrDefault("region", ""))
                .collect(Collectors.toSet()))
        .isNotEmpty()
        .isNotEqualTo(regions);
    var states =
        ROWS.getOrDefault("links.csv", List.of()).stream()
            .collect(
                Collectors.groupingBy(it -> it.getOrDefault("state", ""), Collectors.counting()));
    assertThat(states.keySet()).contains("confirmed", "proposed");
  }

  @Test
  void someTracksStandStillGoBackLeanOnOnePersonOrFollowAnOldEdition() {
    var tracks = ROWS.getOrDefault("tracks.csv", List.of());
    assertThat(tracks).anyMatch(it -> "true".equals(it.get("one_person")));
    assertThat(tracks).anyMatch(it -> "true".equals(it.get("central_money")));
    assertThat(tracks)
        .anyMatch(it ->
            "recommendation".equals(it.get("target_kind")) && "1".equals(it.get("target_version")));
    var back = 0;
    var still = 0;
    var events =
        ROWS.getOrDefault("stage-events.csv", List.of()).stream()
            .collect(Collectors.groupingBy(it -> it.getOrDefault("track", "")));
    for (var of : events.values()) {
      var days =
          of.stream()
              .sorted((a, b) -> a.getOrDefault("day", "").compareTo(b.getOrDefault("day", "")))
              .toList();
      for (int i = 1; i < days.size(); i++) {
        if (stage(days.get(i)) < stage(days.get(i - 1))) {
          back++;
        }
      }
      var last = LocalDate.parse(days.getLast().getOrDefault("day", ""));
      if (last.isBefore(Country.END.minusDays(180)) && stage(days.getLast()) < 8) {
        still++;
      }
    }
    assertThat(back).isPositive();
    assertThat(still).isPositive();
  }

  @Test
  void feedbackIsLateOrMissingForSomeAndWaiversNameAFunction() {
    var records = ROWS.getOrDefault("involvement.csv", List.of());
    assertThat(records).anyMatch(it -> it.getOrDefault("feedback_on", "").isEmpty());
    assertThat(records)
        .anyMatch(it ->
            !it.getOrDefault("feedback_on", "").isEmpty()
                && LocalDate.parse(it.getOrDefault("feedback_on", ""))
                    .isAfter(LocalDate.parse(it.getOrDefault("held_on", "")).plusDays(30)));
    assertThat(records.stream().map(it -> it.get("level")).collect(Collectors.toSet()))
        .contains("0", "1", "2", "3", "4");
    assertThat(ROWS.getOrDefault("waivers.csv", List.of()))
        .isNotEmpty()
        .allMatch(it ->
            it.getOrDefault("decided_by", "")
                .matches("(Styrgruppens ordförande|Programledaren|Verksamhetschef, .*)"));
  }

  @Test
  void smallCountsOccurSoThatTheyCanBeHidden() {
    assertThat(ROWS.getOrDefault("reach.csv", List.of()))
        .anyMatch(it -> Integer.parseInt(it.getOrDefault("contacts", "9")) < 5);
    assertThat(ROWS.getOrDefault("observations.csv", List.of()))
        .anyMatch(it ->
            "I16".equals(it.get("indicator"))
                && Integer.parseInt(it.getOrDefault("value", "9")) < 5);
  }

  @Test
  void noAddressIsRealAndNoTextIsExplicit() {
    assertThat(ROWS.getOrDefault("contacts.csv", List.of()))
        .allMatch(it -> it.getOrDefault("address", "").endsWith("@example.org"));
    var text =
        ROWS.values().stream()
            .flatMap(List::stream)
            .flatMap(it -> it.values().stream())
            .collect(Collectors.joining(" "))
            .toLowerCase(java.util.Locale.ROOT);
    assertThat(text)
        .doesNotContainPattern(
            "\\b(skära|skär sig|skurit|bränn|överdos|blod|ärr|tabletter|strypa|hänga)\\b");
  }

  private static int stage(Map<String, String> event) {
    return Integer.parseInt(event.getOrDefault("stage", "0"));
  }

  private static Set<String> regionsOf(String file) {
    return ROWS.getOrDefault(file, List.of()).stream()
        .map(it -> it.getOrDefault("region", ""))
        .collect(Collectors.toSet());
  }

  private static Set<String> withTraining(String training) {
    return ROWS.getOrDefault("reach.csv", List.of()).stream()
        .filter(it -> training.equals(it.get("training")))
        .map(it -> it.getOrDefault("region", ""))
        .collect(Collectors.toSet());
  }

  private static Set<String> withTrack(String target) {
    return ROWS.getOrDefault("tracks.csv", List.of()).stream()
        .filter(it -> target.equals(it.get("target_id")))
        .map(it -> it.getOrDefault("region", ""))
        .collect(Collectors.toSet());
  }

  /** The facts' regions, read as plainly as can be. */
  private static Pack facts() {
    var rows = new ArrayList<PackRow>();
    try (var reader = Files.newBufferedReader(FACTS.resolve("regions.csv"));
        var csv =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      for (var record : csv) {
        rows.add(
            new PackRow(
                "regions.csv",
                (int) record.getRecordNumber() + 1,
                record.get("code"),
                new HashMap<>(record.toMap())));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return new Pack() {
      @Override
      public String id() {
        return "sjalvskada";
      }

      @Override
      public List<PackRow> rows(String file) {
        return file.equals("regions.csv") ? List.copyOf(rows) : List.of();
      }

      @Override
      public Set<String> keys(String file) {
        return rows(file).stream().map(PackRow::key).collect(Collectors.toSet());
      }
    };
  }
}
