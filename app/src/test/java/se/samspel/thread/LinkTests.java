package se.samspel.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinkType;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackRow;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;

class LinkTests {

  private static final World WORLD = World.fresh();

  private static final Person LEADER =
      new Person(
          "programledare",
          "Pernilla",
          Set.of(Permission.PUBLIC, Permission.SIGNED_IN, Permission.LINK_THREAD),
          Optional.empty());
  private static final Person COORDINATOR_12 =
      new Person(
          "samordnare-12",
          "Samir",
          Set.of(Permission.PUBLIC, Permission.SIGNED_IN, Permission.REPORT_REGION),
          Optional.of(new RegionCode("12")));

  private final Linking linking = WORLD.app.bean(Linking.class);

  private static Link current(String key) {
    return WORLD
        .app
        .as(Person.SYSTEM, () -> WORLD.app.bean(LinkTable.class).findCurrent(key))
        .orElseThrow();
  }

  private static void tell(LinkAsserted... links) {
    WORLD.change((jdbc, at) -> WORLD.tell(List.of(links), List.of(), at));
  }

  private static LinkAsserted motivates(String to, String involvement, String decision) {
    return World.link(
        LinkType.MOTIVATES,
        "need:n1",
        "initiative:" + to,
        null,
        involvement,
        decision,
        java.time.Instant.now());
  }

  private void confirm(String key, Map<String, String> fields) {
    var all = new java.util.HashMap<>(fields);
    all.put("version", Integer.toString(current(key).version()));
    WORLD.app.as(
        LEADER,
        () -> {
          linking.confirm(key, all);
          return "";
        });
  }

  private List<String> refusals(String key, Map<String, String> fields) {
    try {
      confirm(key, fields);
      return List.of();
    } catch (Refused refused) {
      return refused.faults().stream().map(Refused.FieldFault::key).toList();
    }
  }

  @Test
  void whatIsToldTwiceIsRecordedOnceAndOtherContentSupersedes() {
    tell(motivates("once", null, null));
    tell(motivates("once", null, null));
    var key = "motivates:need:n1:initiative:once";
    assertThat(current(key).version()).isEqualTo(1);
    var told = motivates("once", null, null);
    tell(
        new LinkAsserted(
            told.key(),
            told.type(),
            told.from(),
            told.to(),
            told.region(),
            told.span(),
            "ett annat skäl",
            told.involvement(),
            told.decision(),
            told.moment(),
            told.source(),
            false));
    assertThat(current(key).version()).isEqualTo(2);
    assertThat(current(key).reason()).isEqualTo("ett annat skäl");
    assertThat(WORLD.app.bean(Lists.class).history(key, se.samspel.core.AsOf.day(World.DAY)))
        .hasSize(2);
  }

  @Test
  void whatWaitedForItsGroundsIsConfirmedWhenToldAgainAndWhatAPersonRejectedIsNot() {
    tell(
        World.link(
            LinkType.ADOPTS,
            "track:late",
            "recommendation:4",
            "12",
            "record:r4",
            null,
            java.time.Instant.now()));
    var key = "adopts:track:late:recommendation:4:12";
    assertThat(current(key).state()).isEqualTo(LinkState.PROPOSED);
    WORLD.change((jdbc, at) ->
        World.put(
            jdbc,
            at,
            "implementation.stage_event",
            "id, track, region, stage, day, recorded_by",
            "'late', 'late', '12', 6, '2023-01-01', 'x'"));
    tell(
        World.link(
            LinkType.ADOPTS,
            "track:late",
            "recommendation:4",
            "12",
            "record:r4",
            null,
            java.time.Instant.now()));
    assertThat(current(key).state()).isEqualTo(LinkState.CONFIRMED);
    WORLD.change((jdbc, at) -> WORLD.tell(List.of(), List.of(key), at));
    assertThat(current(key).state()).isEqualTo(LinkState.ENDED);
    tell(
        World.link(
            LinkType.ADOPTS,
            "track:late",
            "recommendation:4",
            "12",
            "record:r4",
            null,
            java.time.Instant.now()));
    assertThat(current(key).state()).isEqualTo(LinkState.CONFIRMED);
    tell(motivates("refused", null, null));
    var refused = "motivates:need:n1:initiative:refused";
    WORLD.app.as(
        LEADER,
        () -> {
          linking.reject(refused, Map.of("version", "1", "why", "fel"));
          return "";
        });
    tell(motivates("refused", null, null));
    assertThat(current(refused).state()).isEqualTo(LinkState.REJECTED);
  }

  /** Invariant 1. */
  @Test
  void noLinkIsConfirmedWithoutInvolvementOrWaiver() {
    tell(motivates("without", null, "d1"));
    var key = "motivates:need:n1:initiative:without";
    assertThat(current(key).state()).isEqualTo(LinkState.PROPOSED);
    assertThat(refusals(key, Map.of())).containsExactly("contract.involvement");
    assertThat(refusals(key, Map.of("involvement", "record:finns-inte")))
        .containsExactly("contract.involvement-unknown");
    assertThat(current(key).version()).isEqualTo(1);
    assertThatThrownBy(() ->
            WORLD
                .app
                .database()
                .asOwner()
                .sql("update thread.link set state = 'confirmed' where key = :key")
                .param("key", key)
                .update())
        .hasMessageContaining("check");
    assertThat(refusals(key, Map.of("involvement", "waiver:w1")))
        .containsExactly("contract.involvement-other");
    assertThat(refusals(key, Map.of("involvement", "record:r4")))
        .containsExactly("contract.involvement-other");
    confirm(key, Map.of("involvement", "waiver:wn"));
    assertThat(current(key).state()).isEqualTo(LinkState.CONFIRMED);
  }

  @Test
  void eachTypeSaysWhatItStillLacks() {
    WORLD.change((jdbc, at) ->
        World.put(
            jdbc,
            at,
            "involvement.record",
            "id, version, subject, level, perspective, form, stage, held_on",
            "'om-lanken', 1, 'link:enables:reach:c1:track:inget:13', 2, 'relative', 'panel', 'design', '2024-01-01'"));
    tell(motivates("undecided", "record:r1", null));
    assertThat(refusals("motivates:need:n1:initiative:undecided", Map.of()))
        .containsExactly("contract.decision");
    tell(
        lacking(LinkType.FUNDS, "budget-line:finns-inte", "initiative:i1", null),
        lacking(LinkType.REACHED, "training:t1", "reach:inget", "13"),
        lacking(LinkType.ADOPTS, "track:inget", "recommendation:4", "13"),
        lacking(LinkType.MEASURES, "indicator:i02", "need:n1", null),
        lacking(LinkType.TEACHES, "training:t1", "method:m1", null),
        lacking(LinkType.ANSWERS, "method:m1", "need:n1", null),
        lacking(LinkType.PRODUCES, "initiative:i1", "method:m1", null),
        lacking(LinkType.SUPPORTS, "evidence:inget", "recommendation:4", null),
        lacking(LinkType.ADAPTS, "plan:inget", "recommendation:4", "13"),
        World.link(
            LinkType.ENABLES,
            "reach:c1",
            "track:inget",
            "13",
            "record:om-lanken",
            null,
            java.time.Instant.now()));
    assertThat(refusals("funds:budget-line:finns-inte:initiative:i1", Map.of()))
        .containsExactly("contract.budget-line");
    assertThat(refusals("reached:training:t1:reach:inget:13", Map.of()))
        .containsExactly("contract.counts");
    assertThat(refusals("adopts:track:inget:recommendation:4:13", Map.of()))
        .containsExactly("contract.stage");
    assertThat(refusals("measures:indicator:i02:need:n1", Map.of()))
        .containsExactly("contract.direction");
    assertThat(refusals("teaches:training:t1:method:m1", Map.of()))
        .containsExactly("contract.content");
    assertThat(refusals("answers:method:m1:need:n1", Map.of())).containsExactly("contract.panel");
    assertThat(refusals("produces:initiative:i1:method:m1", Map.of()))
        .containsExactly("contract.deliverable");
    assertThat(refusals("supports:evidence:inget:recommendation:4", Map.of()))
        .containsExactly("contract.certainty");
    assertThat(refusals("adapts:plan:inget:recommendation:4:13", Map.of()))
        .containsExactly("contract.plan");
    assertThat(refusals("enables:reach:c1:track:inget:13", Map.of()))
        .containsExactly("contract.unit");
  }

  private static LinkAsserted lacking(LinkType type, String from, String to, String region) {
    var record =
        Map.of(
            "need:n1", "r1", "recommendation:4", "r4", "training:t1", "rt", "initiative:i1", "ri");
    var about = record.containsKey(to) ? record.get(to) : record.get(from);
    return World.link(
        type,
        from,
        to,
        region,
        about == null ? null : "record:" + about,
        null,
        java.time.Instant.now());
  }

  @Test
  void moneyIsConfirmedOnlyWithinTheFreeBudget() {
    var key =
        WORLD.app.as(
            LEADER,
            () ->
                linking.propose(
                    Map.of(
                        "type",
                        "funds",
                        "from",
                        "budget-line:b2",
                        "to",
                        "initiative:i1",
                        "reason",
                        "betalar",
                        "quantity",
                        "10000001",
                        "involvement",
                        "waiver:wb2")));
    assertThat(refusals(key, Map.of())).containsExactly("contract.free-budget");
    tell(
        World.link(
            LinkType.FUNDS,
            "budget-line:b2",
            "initiative:i2",
            null,
            "waiver:wb2",
            null,
            java.time.Instant.now()));
    assertThat(current("funds:budget-line:b2:initiative:i2").state())
        .isEqualTo(LinkState.CONFIRMED);
    tell(
        World.link(
            LinkType.FUNDS,
            "budget-line:b2",
            "initiative:i3",
            null,
            "waiver:wb2",
            null,
            java.time.Instant.now()));
    assertThat(refusals("funds:budget-line:b2:initiative:i3", Map.of()))
        .containsExactly("contract.free-budget");
  }

  /** Invariant 7. */
  @Test
  void aContributionIsNeverRecordedWithoutItsRivals() {
    var fields =
        new java.util.HashMap<>(
            Map.of(
                "type",
                "contributed",
                "from",
                "initiative:i1",
                "to",
                "indicator:i01",
                "reason",
                "samma tid",
                "strength",
                "possible",
                "involvement",
                "record:ri"));
    assertThatThrownBy(() -> WORLD.app.as(LEADER, () -> linking.propose(fields)))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.faultsByField()).containsOnlyKeys("rivals"));
    fields.put("strength", "caused");
    fields.put("rivals", "ändrad registrering");
    assertThatThrownBy(() -> WORLD.app.as(LEADER, () -> linking.propose(fields)))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.faultsByField()).containsOnlyKeys("strength"));
    fields.put("strength", "possible");
    var key = WORLD.app.as(LEADER, () -> linking.propose(fields));
    confirm(key, Map.of());
    assertThat(current(key).claim().rivals()).contains("ändrad registrering");
    assertThatThrownBy(() ->
            WORLD
                .app
                .database()
                .asOwner()
                .sql("update thread.link set rivals = ' ' where key = :key")
                .param("key", key)
                .update())
        .hasMessageContaining("check");
  }

  @Test
  void stepsThatAreNotAllowedAndVersionsThatAreOldAreRefused() {
    tell(motivates("steps", "record:r1", "d1"));
    var key = "motivates:need:n1:initiative:steps";
    assertThat(current(key).state()).isEqualTo(LinkState.CONFIRMED);
    assertThatThrownBy(() -> confirm(key, Map.of()))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.kind()).isEqualTo(Refused.Kind.CONFLICT));
    assertThatThrownBy(() ->
            WORLD.app.as(
                LEADER,
                () -> {
                  linking.end(key, Map.of("version", "7", "why", "slut"));
                  return "";
                }))
        .isInstanceOfSatisfying(
            Refused.class, it -> assertThat(it.key()).isEqualTo("refused.stale"));
    WORLD.app.as(
        LEADER,
        () -> {
          linking.end(key, Map.of("version", "1", "why", "slut", "day", "2025-01-01"));
          return "";
        });
    assertThat(current(key).state()).isEqualTo(LinkState.ENDED);
    assertThat(current(key).span().to()).isEqualTo(java.time.LocalDate.of(2025, 1, 1));
    tell(motivates("fallen", null, null));
    var fallen = "motivates:need:n1:initiative:fallen";
    WORLD.app.as(
        LEADER,
        () -> {
          linking.reject(fallen, Map.of("version", "1", "why", "fel"));
          return "";
        });
    assertThat(current(fallen).standing().why()).contains("fel");
    WORLD.app.as(
        LEADER,
        () -> {
          linking.reopen(fallen, Map.of("version", "2", "why", "ändå"));
          return "";
        });
    assertThat(current(fallen).state()).isEqualTo(LinkState.PROPOSED);
  }

  @Test
  void aCoordinatorTellsLinksOfHerOwnRegionAlone() {
    WORLD.change(
        COORDINATOR_12,
        (jdbc, at) ->
            WORLD.tell(
                List.of(
                    World.link(
                        LinkType.ADOPTS, "track:k9", "recommendation:4", "12", null, null, at)),
                List.of(),
                at));
    assertThat(current("adopts:track:k9:recommendation:4:12").joins().region())
        .contains(new RegionCode("12"));
    assertThatThrownBy(() ->
            WORLD.change(
                COORDINATOR_12,
                (jdbc, at) ->
                    WORLD.tell(
                        List.of(
                            World.link(
                                LinkType.ADOPTS,
                                "track:k8",
                                "recommendation:4",
                                "13",
                                null,
                                null,
                                at)),
                        List.of(),
                        at)))
        .rootCause()
        .hasMessageContaining("row-level security");
    assertThatThrownBy(() ->
            WORLD.change(
                COORDINATOR_12,
                (jdbc, at) ->
                    WORLD.tell(List.of(), List.of("motivates:need:n1:initiative:i1"), at)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aLinkOfARegionsOwnNeedIsSeenThereAlone() {
    WORLD.change((jdbc, at) -> {
      World.put(
          jdbc,
          at,
          "programme.need",
          "id, version, statement_sv, region, visibility",
          "'eget', 1, 'Eget', '12', 'region'");
      WORLD.tell(
          List.of(World.link(LinkType.ADDRESSES, "need:eget", "aim:a1", "12", null, null, at)),
          List.of(),
          at);
    });
    var sql = "select count(*) from thread.public_link where from_id = 'eget'";
    assertThat(WORLD.app.bean(JdbcClient.class).sql(sql).query(Long.class).single()).isZero();
    assertThat(
            WORLD.app.as(
                COORDINATOR_12,
                () -> WORLD.app.bean(JdbcClient.class).sql(sql).query(Long.class).single()))
        .isEqualTo(1);
    var other =
        new Person(
            "samordnare-01", "Sara", COORDINATOR_12.permissions(), Optional.of(World.STOCKHOLM));
    assertThat(
            WORLD.app.as(
                other, () -> WORLD.app.bean(JdbcClient.class).sql(sql).query(Long.class).single()))
        .isZero();
    assertThat(WORLD.app.bean(Threads.class).line("eget", World.SKANE, World.THEN)).isEmpty();
    assertThat(
            WORLD.app.as(
                COORDINATOR_12,
                () -> WORLD.app.bean(Threads.class).line("eget", World.SKANE, World.THEN)))
        .isPresent();
  }

  @Test
  void aLinkOfTheWholeCountryIsSeenByThoseWhoMaySeeBothItsEndsAndFollowsThem() {
    WORLD.change((jdbc, at) -> {
      need(jdbc, at, 1, "public");
      WORLD.tell(
          List.of(
              World.link(
                  LinkType.MOTIVATES, "need:blir-eget", "initiative:i1", null, null, null, at)),
          List.of(),
          at);
    });
    var key = "motivates:need:blir-eget:initiative:i1";
    var path = "/trad/lankar/" + key;
    assertThat(WORLD.app.visitor().get(path).status()).isEqualTo(200);
    WORLD.change((jdbc, at) -> {
      jdbc.sql("update programme.need set replaced_at = :at where id = 'blir-eget'")
          .param("at", java.sql.Timestamp.from(at))
          .update();
      need(jdbc, at, 2, "region");
      decided(at);
      WORLD.tell(
          List.of(
              World.link(
                  LinkType.MOTIVATES, "need:blir-eget", "initiative:i2", null, null, null, at)),
          List.of(),
          at);
    });
    assertThat(current(key).version()).isEqualTo(2);
    assertThat(WORLD.app.visitor().get(path).status()).isEqualTo(404);
    assertThat(WORLD.app.signedIn("samordnare-01").get(path).status()).isEqualTo(404);
    assertThat(WORLD.app.signedIn("samordnare-12").get(path).status()).isEqualTo(200);
    assertThat(WORLD.app.signedIn("programledare").get(path).status()).isEqualTo(200);
    assertThat(WORLD.app.visitor().get(path.replace("i1", "i2")).status()).isEqualTo(404);
    WORLD.change((jdbc, at) -> {
      jdbc.sql("update programme.need set replaced_at = :at where id = 'blir-eget' and version = 2")
          .param("at", java.sql.Timestamp.from(at))
          .update();
      need(jdbc, at, 3, "public");
      decided(at);
      decided(at);
    });
    assertThat(current(key).version()).isEqualTo(3);
    assertThat(WORLD.app.visitor().get(path).status()).isEqualTo(200);
  }

  private static void need(JdbcClient jdbc, java.time.Instant at, int version, String visibility) {
    World.put(
        jdbc,
        at,
        "programme.need",
        "id, version, statement_sv, region, visibility",
        "'blir-eget', %d, 'Blir eget', '12', '%s'".formatted(version, visibility));
  }

  private static void decided(java.time.Instant at) {
    WORLD
        .app
        .bean(org.springframework.context.event.ApplicationEventMulticaster.class)
        .multicastEvent(
            new org.springframework.context.PayloadApplicationEvent<>(
                WORLD,
                new se.samspel.core.VisibilityDecided(
                    List.of(se.samspel.core.NodeRef.parse("need:blir-eget")), at)));
  }

  @Test
  void thePagesAreForThoseWhoMayAndKeepWhatWasWritten() {
    var leader = WORLD.app.signedIn("programledare");
    var answer =
        leader.submit(
            "/trad/lankar",
            "/trad/lankar/ny",
            Map.of("type", "motivates", "from", "fel", "reason", "därför att"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html().select("#f-reason").val()).isEqualTo("därför att");
    assertThat(answer.html().select(".error-summary a").eachAttr("href"))
        .contains("#f-from", "#f-to");
    var proposed =
        leader.submit(
            "/trad/lankar",
            "/trad/lankar/ny",
            Map.of(
                "type",
                "motivates",
                "from",
                "need:n1",
                "to",
                "initiative:sidan",
                "reason",
                "därför att"));
    assertThat(proposed.status()).isEqualTo(303);
    var path = "/trad/lankar/motivates:need:n1:initiative:sidan";
    assertThat(proposed.header("Location")).startsWith(path);
    assertThat(leader.get(path).text())
        .contains("Det här saknas för att bekräfta")
        .contains("undantag med namngiven beslutare");
    assertThat(leader.submit(path, path + "/bekrafta", Map.of("decision", "d1")).status())
        .isEqualTo(422);
    assertThat(
            leader
                .submit(
                    path, path + "/bekrafta", Map.of("decision", "d1", "involvement", "record:r1"))
                .status())
        .isEqualTo(303);
    assertThat(leader.get(path).text()).contains("bekräftad");
    assertThat(leader.submit(path, path + "/avsluta", Map.of("why", "klart")).status())
        .isEqualTo(303);
    assertThat(WORLD.app.visitor().get(path).html().select("form[action^=/trad]")).isEmpty();
    assertThat(WORLD.app.visitor().get("/trad/lankar?lage=ended").text()).contains("därför att");
    var coordinator = WORLD.app.signedIn("samordnare-12");
    assertThat(coordinator.get("/trad/lankar").html().select("form[action=/trad/lankar/ny]"))
        .isEmpty();
    var token = coordinator.get("/trad/lankar").html().select("input[name=_csrf]").val();
    assertThat(
            coordinator
                .post("/trad/lankar/ny", Map.of("_csrf", token, "type", "motivates"))
                .status())
        .isEqualTo(403);
    assertThat(WORLD.app.visitor().json("/api/v1/thread/links?limit=2&type=motivates").body())
        .contains("\"limit\":2");
    assertThat(
            WORLD
                .app
                .visitor()
                .json("/api/v1/thread/links/motivates:need:n1:initiative:sidan")
                .body())
        .contains("\"versions\"");
    assertThat(WORLD.app.visitor().json("/api/v1/thread/links?page=0").status()).isEqualTo(400);
    assertThat(WORLD.app.visitor().get("/trad/lankar/ingen").status()).isEqualTo(404);
  }

  @Test
  void everyFaultOfAPacksLinksIsToldAndGoodRowsLoadOnce() {
    var part = WORLD.app.bean(LinkPack.class);
    var bad =
        row(
            2,
            cells(
                "key",
                "x",
                "type",
                "OKÄNT",
                "from",
                "need",
                "to",
                "aim:a1",
                "reason",
                "r",
                "state",
                "confirmed",
                "quantity",
                "mycket",
                "strength",
                "caused",
                "involvement",
                "r1",
                "valid_from",
                "igår",
                "region",
                "99"));
    var good =
        row(
            3,
            cells(
                "key",
                "pack-1",
                "type",
                "MOTIVATES",
                "from",
                "need:n1",
                "to",
                "initiative:i9@2",
                "reason",
                "r",
                "state",
                "confirmed",
                "involvement",
                "record:r1",
                "decision",
                "d1",
                "valid_from",
                "2024"));
    var found = new ArrayList<String>();
    part.check(
        pack(List.of(bad, good)),
        (row, column, key, arguments) -> found.add(row.line() + " " + column));
    assertThat(found)
        .containsExactlyInAnyOrder(
            "2 type",
            "2 from",
            "2 quantity",
            "2 strength",
            "2 rivals",
            "2 involvement",
            "2 valid_from",
            "2 region");
    found.clear();
    part.check(
        pack(
            List.of(good),
            List.of(
                new PackRow("involvement.csv", 2, "r1", Map.of("id", "r1", "subject", "need:n2")))),
        (row, column, key, arguments) -> found.add(row.line() + " " + key));
    assertThat(found).containsExactly("3 contract.involvement-other");
    for (int i = 0; i < 2; i++) {
      WORLD.change((jdbc, at) -> part.load(change(List.of(good), List.of(), at)));
    }
    assertThat(current("pack-1").version()).isEqualTo(1);
    assertThat(current("pack-1").state()).isEqualTo(LinkState.CONFIRMED);
    assertThat(current("pack-1").joins().toVersion()).contains(2);
    WORLD.change((jdbc, at) -> part.load(change(List.of(), List.of(good), at)));
    assertThat(current("pack-1").state()).isEqualTo(LinkState.ENDED);
  }

  private static Map<String, String> cells(String... pairs) {
    var cells = new java.util.LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      cells.put(pairs[i], pairs[i + 1]);
    }
    return cells;
  }

  private static PackRow row(int line, Map<String, String> cells) {
    return new PackRow("links.csv", line, cells.getOrDefault("key", ""), cells);
  }

  private static Pack pack(List<PackRow> rows) {
    return pack(rows, List.of());
  }

  private static Pack pack(List<PackRow> rows, List<PackRow> involvement) {
    return new Pack() {
      @Override
      public String id() {
        return "test";
      }

      @Override
      public List<PackRow> rows(String file) {
        return switch (file) {
          case "links.csv" -> rows;
          case "involvement.csv" -> involvement;
          default -> List.of();
        };
      }

      @Override
      public Set<String> keys(String file) {
        return Set.of("01", "12", "13");
      }
    };
  }

  private static PackChange change(
      List<PackRow> put, List<PackRow> removed, java.time.Instant moment) {
    return new PackChange() {
      @Override
      public Pack pack() {
        return LinkTests.pack(put);
      }

      @Override
      public List<PackRow> put(String file) {
        return put;
      }

      @Override
      public List<PackRow> removed(String file) {
        return removed;
      }

      @Override
      public boolean synthetic() {
        return false;
      }

      @Override
      public java.time.Instant moment() {
        return moment;
      }
    };
  }
}
