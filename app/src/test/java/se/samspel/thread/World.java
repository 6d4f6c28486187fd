package se.samspel.thread;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.DateSpan;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinkType;
import se.samspel.core.LinksAsserted;
import se.samspel.core.NodeRef;
import se.samspel.core.Person;
import se.samspel.core.RegionCode;
import se.samspel.testing.TestApp;

/**
 * A country of three regions with one need that is followed all the way in Skåne, to reach in
 * Stockholm and no further than training in Halland.
 */
final class World {

  static final LocalDate DAY = LocalDate.of(2026, 6, 30);
  static final AsOf THEN = AsOf.day(DAY);
  static final RegionCode STOCKHOLM = new RegionCode("01");
  static final RegionCode SKANE = new RegionCode("12");
  static final RegionCode HALLAND = new RegionCode("13");

  private static @Nullable World shared;

  final TestApp app;

  private World(TestApp app) {
    this.app = app;
  }

  /** The one that all tests read; those that change it make one of their own. */
  static synchronized World shared() {
    if (shared == null) {
      shared = fresh();
    }
    return shared;
  }

  static World fresh() {
    var world = new World(TestApp.start("run", Map.of()));
    world.change(world::rows);
    world.change(world::links);
    return world;
  }

  interface Work {
    void with(JdbcClient jdbc, Instant moment);
  }

  /** One change as the system, with its moment. */
  Instant change(Work work) {
    return change(Person.SYSTEM, work);
  }

  Instant change(Person person, Work work) {
    return app.as(
        person,
        () -> {
          var moment =
              app.bean(Changes.class)
                  .record(
                      new Changes.Change(
                          "world-changed",
                          "test",
                          "world",
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty()));
          work.with(app.bean(JdbcClient.class), moment);
          return moment;
        });
  }

  /** Inserts a row; each {@code ?} of the values takes the moment. */
  static void put(JdbcClient jdbc, Instant moment, String table, String columns, String... rows) {
    for (var row : rows) {
      jdbc.sql(
              "insert into "
                  + table
                  + " ("
                  + columns
                  + ", recorded_at) values ("
                  + row
                  + ", :moment)")
          .param("moment", Timestamp.from(moment))
          .update();
    }
  }

  private void rows(JdbcClient jdbc, Instant at) {
    put(
        jdbc,
        at,
        "actors.region",
        "code, version, letter, name_sv, county_sv, population, tile_row, tile_col",
        "'01', 1, 'AB', 'Region Stockholm', 'Stockholms län', 2000000, 6, 4",
        "'12', 1, 'M', 'Region Skåne', 'Skåne län', 1000000, 8, 1",
        "'13', 1, 'N', 'Region Halland', 'Hallands län', 300000, 7, 1");
    put(
        jdbc,
        at,
        "actors.municipality",
        "id, version, name_sv, region",
        "'halmstad', 1, 'Halmstad', '13'",
        "'varberg', 1, 'Varberg', '13'");
    put(
        jdbc,
        at,
        "actors.membership",
        "id, version, hierarchy, group_id, group_name, member_kind, member, valid_from, valid_to",
        "'s1', 1, 'samverkansregion', 'sodra', 'Södra', 'region', '12', '1900-01-01', '9999-01-01'",
        "'s2', 1, 'samverkansregion', 'sodra', 'Södra', 'municipality', 'Halmstad', '1900-01-01', '9999-01-01'",
        "'v1', 1, 'samverkansregion', 'vastra', 'Västra', 'municipality', 'varberg', '1900-01-01', '9999-01-01'",
        "'n1', 1, 'nod', 'syd', 'Nod Syd', 'region', '12', '2011-01-01', '2019-01-01'",
        "'n2', 1, 'nod', 'syd', 'Nod Syd', 'region', '13', '2011-01-01', '9999-01-01'",
        "'n3', 1, 'nod', 'ost', 'Nod Öst', 'region', '12', '2019-01-01', '9999-01-01'",
        "'n4', 1, 'nod', 'ost', 'Nod Öst', 'region', '01', '2011-01-01', '9999-01-01'");
    put(
        jdbc,
        at,
        "actors.organisation",
        "id, version, kind, name_sv, chain_link",
        "'type-bup', 1, 'actor-type', 'BUP', 'specialist-psychiatry'",
        "'type-akut', 1, 'actor-type', 'Akutmottagning', 'emergency'",
        "'type-polis', 1, 'actor-type', 'Polisen', 'police'");
    put(
        jdbc,
        at,
        "actors.unit",
        "id, version, region, actor_type, name_sv",
        "'u1', 1, '12', 'type-bup', 'BUP Lund'",
        "'u2', 1, '01', 'type-akut', 'Akuten Solna'",
        "'u3', 1, '01', 'type-bup', 'BUP Solna'");
    put(
        jdbc,
        at,
        "programme.aim",
        "id, version, text_sv",
        "'a1', 1, 'Jämlik vård'",
        "'a2', 1, 'Annat'");
    put(
        jdbc,
        at,
        "programme.need",
        "id, version, statement_sv, severity, said_by, aim, source, valid_from",
        "'n1', 1, 'Personal saknar utbildning', 5, 'staff', 'a1', 'rapport', '2019-01-01'",
        "'n2', 1, 'Planer går inte att jämföra', 2, 'inspection', 'a1', 'rapport', '2019-01-01'");
    put(
        jdbc,
        at,
        "programme.knowledge_gap",
        "id, version, question_sv, said_by, said_year",
        "'kg1', 1, 'Vad hjälper direkt efter?', 'SBU', 2024");
    put(
        jdbc,
        at,
        "programme.initiative",
        "id, version, name_sv, aim",
        "'i1', 1, 'Utbilda alla', 'a1'");
    put(
        jdbc,
        at,
        "programme.transition",
        "kind, id, to_state, day, actor, reason",
        "'need', 'n1', 'raised', '2020-01-01', 'x', 'y'",
        "'need', 'n1', 'prioritised', '2021-01-01', 'x', 'y'",
        "'need', 'n2', 'confirmed', '2021-01-01', 'x', 'y'",
        "'initiative', 'i1', 'proposed', '2021-01-10', 'x', 'y'",
        "'initiative', 'i1', 'approved', '2021-02-09', 'x', 'y'",
        "'initiative', 'i1', 'funded', '2021-03-31', 'x', 'y'");
    put(jdbc, at, "programme.body", "id, version, name_sv", "'styrgrupp', 1, 'Styrgruppen'");
    put(
        jdbc,
        at,
        "programme.decision",
        "id, version, body, decided_on, title_sv, about, amount_ore",
        "'d1', 1, 'styrgrupp', '2026-02-10', 'Starta', 'initiative:i1', 50000",
        "'d2', 1, 'styrgrupp', '2026-03-01', 'Fortsätt', 'initiative:i1', 70000");
    put(
        jdbc,
        at,
        "involvement.record",
        "id, version, subject, level, perspective, form, stage, held_on, advice_given, advice_followed, feedback_on",
        "'r1', 1, 'need:n1', 3, 'own-experience', 'panel', 'problem', '2020-06-01', 0, 0, null",
        "'r2', 1, 'decision:d1', 3, 'own-experience', 'meeting', 'decision', '2026-02-01', 4, 3, '2026-02-20'",
        "'r4', 1, 'recommendation:4', 3, 'own-experience', 'panel', 'design', '2020-06-01', 0, 0, null",
        "'rt', 1, 'training:t1', 3, 'own-experience', 'panel', 'design', '2020-06-01', 0, 0, null",
        "'ri', 1, 'initiative:i1', 3, 'own-experience', 'panel', 'design', '2020-06-01', 0, 0, null");
    put(
        jdbc,
        at,
        "involvement.waiver",
        "id, version, subject, reason_sv, decided_by, decided_on",
        "'w1', 1, 'decision:d2', 'brådskande', 'Programledaren', '2026-03-01'",
        "'wn', 1, 'need:n1', 'brådskande', 'Programledaren', '2026-03-01'",
        "'wb1', 1, 'budget-line:b1', 'brådskande', 'Programledaren', '2026-03-01'",
        "'wb2', 1, 'budget-line:b2', 'brådskande', 'Programledaren', '2026-03-01'");
    put(jdbc, at, "knowledge.method", "id, version, name_sv", "'m1', 1, 'Riskplan'");
    put(
        jdbc,
        at,
        "knowledge.recommendation",
        "id, edition, title_sv, adopted, adopted_by, certainty, review_due, valid_from, valid_to, source",
        "'4', 1, 'Riskplan', '2015', 'styrgruppen', 'low', null, '2015-01-01', '2020-01-01', 'kvalitetsdokument'",
        "'4', 2, 'Riskhanteringsplan', '2020', 'styrgruppen', 'moderate', '2030-01-01', '2020-01-01', '9999-01-01', 'kvalitetsdokument'");
    put(
        jdbc,
        at,
        "knowledge.transition",
        "kind, id, to_state, day, actor, reason",
        "'recommendation', '4/1', 'published', '2015-01-01', 'x', 'y'",
        "'recommendation', '4/1', 'superseded', '2020-01-01', 'x', 'y'",
        "'recommendation', '4/2', 'published', '2020-01-01', 'x', 'y'");
    put(
        jdbc,
        at,
        "knowledge.evidence",
        "id, version, title_sv, published_year, certainty",
        "'e1', 1, 'Översikt', 2013, 'moderate'");
    put(
        jdbc,
        at,
        "reach.training",
        "id, version, title_sv, form, target_kind, target_id, target_version, initiative, owner_sv",
        "'t1', 1, 'Kurs i riskplan', 'course', 'recommendation', '4', 2, 'i1', 'Kansliet'",
        "'t0', 1, 'Gammal kurs', 'web', 'recommendation', '4', 1, null, 'Kansliet'");
    put(
        jdbc,
        at,
        "reach.cell",
        "id, version, training, region, actor_type, profession_sv, sex, period_from, period_to, basis, contacts, unique_people, state",
        "'c1', 1, 't1', '12', 'type-bup', 'sjuksköterska', 'women', '2021-05-01', '2021-06-01', 'headcount', 40, 30, 'accepted'",
        "'c2', 1, 't1', '01', 'type-bup', 'läkare', 'women', '2023-01-01', '2023-02-01', 'headcount', 25, 25, 'accepted'",
        "'c3', 1, 't1', '01', 'type-bup', 'kurator', 'men', '2023-01-01', '2023-02-01', 'headcount', 3, 3, 'accepted'",
        "'c4', 1, 't1', '01', 'type-bup', 'psykolog', 'men', '2023-01-01', '2023-02-01', 'headcount', 12, 12, 'accepted'");
    put(
        jdbc,
        at,
        "implementation.track",
        "id, version, region, unit, target_kind, target_id, target_version, owner_sv, central_money, one_person",
        "'k1', 1, '12', 'u1', 'recommendation', '4', 2, 'Verksamhetschef', true, false",
        "'k2', 1, '01', 'u2', 'recommendation', '4', 1, 'Verksamhetschef', false, true");
    put(
        jdbc,
        at,
        "implementation.stage_event",
        "id, track, region, stage, day, recorded_by",
        "'x1', 'k1', '12', 4, '2022-01-01', 'x'",
        "'x2', 'k1', '12', 6, '2022-06-01', 'x'",
        "'x3', 'k1', '12', 8, '2023-06-01', 'x'",
        "'x4', 'k2', '01', 6, '2023-01-01', 'x'");
    put(
        jdbc,
        at,
        "implementation.pair",
        "id, version, region, actor_a, actor_b, shared_training, signed_routine, adopted_method, named_contact",
        "'p1', 1, '12', 'type-bup', 'type-polis', true, false, null, false",
        "'p2', 1, '01', 'type-bup', 'type-polis', false, false, false, false",
        "'p3', 1, '12', 'type-akut', 'type-bup', true, true, true, true");
    put(
        jdbc,
        at,
        "funding.agreement",
        "id, version, name_sv, kind, period, amount_ore, purpose_sv, spend_by, carry_over, valid_from",
        "'g1', 1, 'Överenskommelse 2026', 'agreement', '2026', 100000000, 'Utbildning', '2026-12-31', false, '2026-01-01'");
    put(
        jdbc,
        at,
        "funding.budget_line",
        "id, version, agreement, initiative, cost_type, region, amount_ore",
        "'b1', 1, 'g1', 'i1', 'training', '12', 40000000",
        "'b2', 1, 'g1', null, 'coordination', null, 10000000");
    put(
        jdbc,
        at,
        "funding.entry",
        "id, version, budget_line, kind, day, amount_ore, region, method",
        "'f1', 1, 'b1', 'outcome', '2026-03-01', 10000000, '12', '4'",
        "'f2', 1, 'b1', 'commitment', '2026-03-01', 5000000, '12', '4'",
        "'f3', 1, 'b2', 'outcome', '2026-02-01', 2000000, null, null");
    put(
        jdbc,
        at,
        "indicators.definition",
        "id, version, name_sv, numerator, unit, direction",
        "'i01', 1, 'Inlagda', 'n', 'per 100 000', 'down'",
        "'i02', 1, 'Utan riktning', 'n', 'antal', 'none'");
    for (int i = 0; i < 10; i++) {
      var value = i == 9 ? 30 : 10 + i % 2 * 2;
      put(
          jdbc,
          at,
          "indicators.value",
          "id, version, indicator, definition_version, region, period, period_from, period_to, value",
          "'v%d', 1, 'i01', 1, '12', '2025-%02d', '2025-%02d-01', '2025-%02d-28', %d"
              .formatted(i, i + 1, i + 1, i + 1, value));
    }
    put(
        jdbc,
        at,
        "indicators.value",
        "id, version, indicator, definition_version, region, sex, period, period_from, period_to, value, unit, source, synthetic",
        "'se1', 1, 'i01', 1, 'SE', 'total', '2024', '2024-01-01', '2025-01-01', 80, 'per 100 000', 'Socialstyrelsen', false",
        "'se2', 1, 'i01', 1, 'SE', 'women', '2024', '2024-01-01', '2025-01-01', 110, 'per 100 000', 'Socialstyrelsen', false",
        "'se3', 1, 'i01', 1, 'SE', 'men', '2024', '2024-01-01', '2025-01-01', 50, 'per 100 000', 'Socialstyrelsen', false",
        "'se4', 1, 'i02', 1, 'SE', 'total', '2024', '2024-01-01', '2025-01-01', 7, 'antal', 'påhittat', true");
  }

  private void links(JdbcClient jdbc, Instant at) {
    var told = new ArrayList<LinkAsserted>();
    told.add(link(LinkType.ADDRESSES, "need:n1", "aim:a1", null, "record:r1", null, at));
    told.add(link(LinkType.MOTIVATES, "need:n1", "initiative:i1", null, "record:r1", "d1", at));
    told.add(link(LinkType.FUNDS, "budget-line:b1", "initiative:i1", null, "waiver:wb1", null, at));
    told.add(link(LinkType.ANSWERS, "recommendation:4", "need:n1", null, "record:r1", null, at));
    told.add(
        link(LinkType.TEACHES, "training:t1", "recommendation:4", null, "record:rt", null, at));
    told.add(link(LinkType.REACHED, "training:t1", "reach:c1", "12", "record:rt", null, at));
    told.add(link(LinkType.REACHED, "training:t1", "reach:c2", "01", null, null, at));
    told.add(link(LinkType.ADOPTS, "track:k1", "recommendation:4", "12", "record:r4", null, at));
    told.add(
        link(LinkType.MEASURES, "indicator:i01", "recommendation:4", null, "record:r4", null, at));
    told.add(link(LinkType.REVEALS, "need:n1", "knowledge-gap:kg1", null, null, null, at));
    told.add(
        link(LinkType.SUPPORTS, "evidence:e1", "recommendation:4", null, "record:r4", null, at));
    tell(told, List.of(), at);
  }

  void tell(List<LinkAsserted> links, List<String> ended, Instant at) {
    app.bean(ApplicationEventMulticaster.class)
        .multicastEvent(new PayloadApplicationEvent<>(this, new LinksAsserted(links, ended, at)));
  }

  static LinkAsserted link(
      LinkType type,
      String from,
      String to,
      @Nullable String region,
      @Nullable String involvement,
      @Nullable String decision,
      Instant at) {
    return new LinkAsserted(
        type.name().toLowerCase(java.util.Locale.ROOT)
            + ":"
            + from
            + ":"
            + to
            + (region == null ? "" : ":" + region),
        type,
        NodeRef.parse(from),
        NodeRef.parse(to),
        Optional.ofNullable(region).map(RegionCode::new),
        new DateSpan(LocalDate.of(2020, 1, 1), DateSpan.OPEN),
        "så är det",
        Optional.ofNullable(involvement),
        Optional.ofNullable(decision),
        at,
        Optional.of("styrgruppen"),
        false);
  }

  AsOf now() {
    return new AsOf(DAY, app.bean(Changes.class).latest());
  }

  Answer ask(int number) {
    return app.bean(Questions.class).answer(number, THEN);
  }
}
