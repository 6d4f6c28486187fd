package se.samspel.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import se.samspel.database.EmbeddedPostgres;

/**
 * How fast the national state and each of the twelve questions answer at national scale, and how
 * that grows with the number of links. The data are made here, in databases of their own; the
 * server is the real one, on loopback, with its cache of whole pages switched off so that every
 * request is worked out and drawn.
 */
final class ThreadBench {

  private static final int REQUESTS = 800;
  private static final int WARM_UP = 60;
  private static final int FIRST = 5;
  private static final int DAYS_ANEW = 16;
  private static final Duration MOST = Duration.ofSeconds(12);
  private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
  private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);

  private ThreadBench() {}

  /**
   * What one address took.
   *
   * @param first milliseconds of first answers, one reader, nothing kept
   * @param kept milliseconds with eight readers and the data kept
   * @param anew milliseconds with eight readers, each request another day, nothing kept
   * @param work processor milliseconds that a first answer takes, server, database and reader in
   *     all
   */
  private record Took(double[] first, double[] kept, double[] anew, double work) {}

  /**
   * Runs the measurement.
   *
   * @param args numbers of links; 10 000, 100 000 and 1 000 000 where there are none
   */
  static void main(String[] args) throws IOException, SQLException, InterruptedException {
    var sizes = args.length == 0 ? SIZES : Arrays.stream(args).map(Integer::parseInt).toList();
    var home = Installation.home();
    var machine = Machine.line();
    var server = EmbeddedPostgres.start(home.resolve("bench/target/thread").toAbsolutePath());
    var took = new LinkedHashMap<Integer, Map<String, Took>>();
    var counts = new LinkedHashMap<Integer, String>();
    try {
      for (var size : sizes) {
        System.err.println("bench thread: " + size + " links");
        var database = "bench_" + size;
        counts.put(size, make(server, database, size));
        took.put(size, measure(server, database));
      }
    } finally {
      server.stop();
    }
    var page = page(machine, took, counts);
    Files.createDirectories(home.resolve("bench/results"));
    Files.writeString(home.resolve("bench/results/thread.md"), page);
    System.out.println(page);
  }

  private static String make(EmbeddedPostgres server, String database, int links)
      throws SQLException {
    Installation.empty(server, database);
    try (var owner = Installation.connect(server, database);
        var statement = owner.createStatement()) {
      for (var sql : DATA.split(";\n")) {
        statement.execute(sql.replace(":links", Integer.toString(links)));
      }
      try (var counted =
          statement.executeQuery(
              """
              select format('%s links, %s needs, %s units, %s tracks, %s stage events, %s reach cells, %s indicator values, %s entries',
                (select count(*) from thread.link), (select count(*) from programme.need), (select count(*) from actors.unit),
                (select count(*) from implementation.track), (select count(*) from implementation.stage_event),
                (select count(*) from reach.cell), (select count(*) from indicators.value), (select count(*) from funding.entry))\
              """)) {
        counted.next();
        return counted.getString(1);
      }
    }
  }

  private static Map<String, Took> measure(EmbeddedPostgres server, String database)
      throws IOException, InterruptedException {
    try (var installation = Installation.start(server, database, "bench/target/thread")) {
      var base = installation.address();
      var took = new LinkedHashMap<String, Took>();
      var paths = new ArrayList<String>(List.of("/lage"));
      for (int question = 1; question <= 12; question++) {
        paths.add("/fragor/" + question);
      }
      // The machine's own warm-up: every page drawn often enough to be compiled.
      var day = new AtomicInteger(1);
      for (var path : paths) {
        Installation.load(WARM_UP, MOST, it -> base + path + "?dag=" + DAY);
        Installation.load(
            Installation.READERS,
            MOST,
            it -> base + path + "?dag=" + DAY.minusDays(day.getAndIncrement()));
      }
      for (var path : paths) {
        var first = new double[FIRST];
        var before = processorMillis();
        try (var client = HttpClient.newHttpClient()) {
          for (int i = 0; i < first.length; i++) {
            first[i] =
                Installation.ask(
                    client, base + path + "?dag=" + DAY.minusDays(day.getAndIncrement()));
          }
        }
        var work = (processorMillis() - before) / first.length;
        var kept = Installation.load(REQUESTS, MOST, it -> base + path + "?dag=" + DAY);
        var anew =
            Installation.load(
                DAYS_ANEW,
                MOST,
                it -> base + path + "?dag=" + DAY.minusDays(day.getAndIncrement()));
        Arrays.sort(first);
        took.put(path, new Took(first, kept, anew, work));
        System.err.printf(
            Locale.ROOT,
            "  %-11s work %.0f ms, first %.0f ms, kept p50 %.1f p99 %.1f ms, anew p99 %.0f ms%n",
            path,
            work,
            Installation.at(first, 0.5),
            Installation.at(kept, 0.5),
            Installation.at(kept, 0.99),
            Installation.at(anew, 0.99));
      }
      return took;
    }
  }

  /** Processor time of this process and of every process of the database, in milliseconds. */
  private static double processorMillis() {
    var own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    return own
        + ProcessHandle.allProcesses()
            .filter(it -> it.info().command().orElse("").startsWith(binaries()))
            .mapToLong(it -> it.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
            .sum();
  }

  private static String binaries() {
    return Installation.home()
        .resolve("bench/target/thread")
        .toAbsolutePath()
        .normalize()
        .toString();
  }

  private static String page(
      String machine, Map<Integer, Map<String, Took>> took, Map<Integer, String> counts)
      throws IOException {
    var text = new StringBuilder("# The golden thread at national scale\n\n");
    text.append("`./samspel bench thread` · ").append(machine).append("\n\n");
    text.append(
        """
        Server, database and readers share the machine. The cache of whole pages is off, so every request is worked out \
        from the data that is kept and drawn anew. *Kept*: %d requests, 8 readers at once, the same day. *First*: the first \
        answer for a day that nobody has asked about, one reader, median and worst of %d; *work* is the processor time it takes, server, \
        database and reader together, which a busy machine does not change much. *Anew*: 8 readers at once, every one of %d \
        requests about another day, so nothing is ever kept. Milliseconds. Aim: kept p99 at most 100 for /lage, 300 for each question; \
        growth no worse than linear.

        """
            .formatted(REQUESTS, FIRST, DAYS_ANEW));
    counts.forEach((size, line) -> text.append("- ").append(line).append('\n'));
    for (var size : took.keySet()) {
      text.append("\n## ")
          .append(String.format(Locale.ROOT, "%,d", size).replace(',', ' '))
          .append(" links\n\n");
      text.append(
          "| page | kept p50 | kept p99 | first work | first median | first worst | anew p50 | anew p99 |\n");
      text.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
      java.util.Objects.requireNonNull(took.get(size))
          .forEach((path, it) ->
              text.append(
                  String.format(
                      Locale.ROOT,
                      "| %s | %.1f | %.1f | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                      path,
                      Installation.at(it.kept(), 0.5),
                      Installation.at(it.kept(), 0.99),
                      it.work(),
                      Installation.at(it.first(), 0.5),
                      Installation.at(it.first(), 1),
                      Installation.at(it.anew(), 0.5),
                      Installation.at(it.anew(), 0.99))));
    }
    if (took.size() > 1) {
      text.append("\n## Growth of the first answer (processor work, ms)\n\n| page |");
      took.keySet().forEach(size -> text.append(' ').append(size).append(" |"));
      text.append("\n| --- |").append(" ---: |".repeat(took.size())).append('\n');
      var paths = took.values().iterator().next().keySet();
      for (var path : paths) {
        text.append("| ").append(path).append(" |");
        took.values()
            .forEach(it ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        " %.0f |",
                        java.util.Objects.requireNonNull(it.get(path)).work())));
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static final String DATA =
      """
      insert into access.audit_entry (seq, at, actor, action, object_kind, object_id, hash)
        values (1, '2026-01-01T00:00:00Z', 'bench', 'bench-made', 'bench', 'all', 'none');
      insert into actors.region (code, version, letter, name_sv, county_sv, population, tile_row, tile_col, recorded_at)
        select code, 1, letter, 'Region ' || letter, 'Län ' || letter, 100000 + 90000 * n, 1 + (n - 1) / 4, 1 + (n - 1) % 4, '2016-01-01'
          from unnest(string_to_array('01 03 04 05 06 07 08 09 10 12 13 14 17 18 19 20 21 22 23 24 25', ' '),
                      string_to_array('AB C D E F G H I K M N O S T U W X Y Z AC BD', ' ')) with ordinality as r(code, letter, n);
      create temporary table r as select row_number() over (order by code) as n, code from actors.region;
      insert into actors.membership (id, version, hierarchy, group_id, group_name, member_kind, member, recorded_at)
        select 's' || code, 1, 'samverkansregion', 'g' || n % 6, 'Grupp ' || n % 6, 'region', code, '2016-01-01' from r;
      insert into actors.unit (id, version, region, actor_type, name_sv, recorded_at)
        select 'u' || i, 1, r.code, 'type-' || i % 9, 'Enhet ' || i, '2016-01-01'
          from generate_series(1, 1000) i join r on r.n = 1 + i % 21;
      insert into programme.aim (id, version, text_sv, recorded_at) select 'a' || i, 1, 'Mål ' || i, '2016-01-01' from generate_series(1, 6) i;
      insert into programme.need (id, version, statement_sv, severity, aim, said_by, source, valid_from, recorded_at)
        select 'n' || i, 1, 'Behov nummer ' || i || ' som någon har uttryckt med en hel mening', 1 + i % 5, 'a' || 1 + i % 6, 'staff', 'bench', '2016-01-01', '2016-01-01'
          from generate_series(1, 300) i;
      insert into programme.transition (kind, id, to_state, day, actor, reason, recorded_at)
        select 'need', 'n' || i, s.state, date '2016-01-01' + s.n::int * 90 + i % 60, 'bench', 'bench', '2016-01-01'
          from generate_series(1, 300) i, unnest(array['raised', 'triaged', 'confirmed', 'prioritised']) with ordinality as s(state, n);
      insert into programme.knowledge_gap (id, version, question_sv, said_by, said_year, recorded_at)
        select 'k' || i, 1, 'Fråga ' || i, 'SBU', 2024, '2016-01-01' from generate_series(1, 60) i;
      insert into programme.initiative (id, version, name_sv, aim, recorded_at)
        select 'i' || i, 1, 'Insats ' || i, 'a' || 1 + i % 6, '2016-01-01' from generate_series(1, 150) i;
      insert into programme.transition (kind, id, to_state, day, actor, reason, recorded_at)
        select 'initiative', 'i' || i, s.state, date '2017-01-01' + s.n::int * (20 + i % 70), 'bench', 'bench', '2016-01-01'
          from generate_series(1, 150) i, unnest(array['proposed', 'approved', 'funded', 'running']) with ordinality as s(state, n);
      insert into programme.body (id, version, name_sv, recorded_at) select 'b' || i, 1, 'Organ ' || i, '2016-01-01' from generate_series(1, 12) i;
      insert into programme.decision (id, version, body, decided_on, title_sv, amount_ore, recorded_at)
        select 'd' || i, 1, 'b' || 1 + i % 12, date '2016-07-01' + i * 3650 / 5000, 'Beslut ' || i, i * 1000, '2016-01-01' from generate_series(1, 5000) i;
      insert into involvement.record (id, version, subject, level, perspective, form, stage, held_on, advice_given, advice_followed, feedback_on, recorded_at)
        select 'r' || i, 1, case when i <= 4000 then 'decision:d' || i else 'need:n' || 1 + i % 300 end, i % 6, 'own-experience', 'panel', 'decision',
               date '2016-06-01' + i * 3650 / 20000, 3, i % 4, date '2016-06-01' + i * 3650 / 20000 + i % 50, '2016-01-01' from generate_series(1, 20000) i;
      insert into knowledge.method (id, version, name_sv, recorded_at) select 'm' || i, 1, 'Metod ' || i, '2016-01-01' from generate_series(1, 20) i;
      insert into knowledge.recommendation (id, edition, title_sv, adopted_by, certainty, valid_from, valid_to, recorded_at)
        select i::text, e, 'Rekommendation ' || i, 'styrgruppen', 'moderate', case e when 1 then date '2016-01-01' else date '2021-01-01' end,
               case e when 1 then date '2021-01-01' else date '9999-01-01' end, '2016-01-01' from generate_series(1, 40) i, generate_series(1, 2) e;
      insert into knowledge.evidence (id, version, title_sv, published_year, certainty, recorded_at)
        select 'e' || i, 1, 'Underlag ' || i, 2005 + i % 11, 'moderate', '2016-01-01' from generate_series(1, 300) i;
      insert into reach.training (id, version, title_sv, form, target_kind, target_id, target_version, initiative, recorded_at)
        select 't' || i, 1, 'Utbildning ' || i, 'course', case when i % 3 = 0 then 'method' else 'recommendation' end,
               case when i % 3 = 0 then 'm' || 1 + i % 20 else (1 + i % 40)::text end, 1 + i % 2, 'i' || 1 + i % 150, '2016-01-01' from generate_series(1, 120) i;
      insert into reach.occasion (id, version, training, region, held_on, recorded_at)
        select 'o' || i, 1, 't' || 1 + i % 120, r.code, date '2016-07-01' + i * 3650 / 20000, '2016-01-01' from generate_series(1, 20000) i join r on r.n = 1 + i % 21;
      insert into reach.cell (id, version, training, region, actor_type, profession_sv, sex, period_from, period_to, basis, contacts, unique_people, state, recorded_at)
        select 'c' || i, 1, 't' || 1 + i % 120, r.code, 'type-' || i % 9, 'yrke ' || i % 7, case when i % 2 = 0 then 'women' else 'men' end,
               date '2016-07-01' + i * 36 / 1000, date '2016-07-01' + i * 36 / 1000 + 30, 'headcount', 6 + i % 40, 5 + (i % 40) * 2 / 3, 'accepted', '2016-01-01'
          from generate_series(1, 100000) i join r on r.n = 1 + (i / 7) % 21;
      insert into implementation.track (id, version, region, unit, target_kind, target_id, target_version, owner_sv, central_money, one_person, recorded_at)
        select 'k' || i, 1, u.region, u.id, case when i % 3 = 0 then 'method' else 'recommendation' end,
               case when i % 3 = 0 then 'm' || 1 + i % 20 else (1 + i % 40)::text end, 1 + i % 2, 'Chef', i % 4 = 0, i % 7 = 0, '2016-01-01'
          from generate_series(1, 5000) i join actors.unit u on u.id = 'u' || 1 + i % 1000;
      insert into implementation.stage_event (id, track, region, stage, day, recorded_by, recorded_at)
        select 'x' || t.id || '-' || s, t.id, t.region, 1 + s, date '2016-09-01' + s * (80 + length(t.id) * 40) + (hashtext(t.id) & 255), 'bench', '2016-01-01'
          from implementation.track t, generate_series(1, 6) s;
      insert into implementation.plan (id, version, region, title_sv, state, adopted_on, valid_from, valid_to, recorded_at)
        select 'p' || r.code || y, 1, r.code, 'Plan ' || y, 'adopted', make_date(y, 1, 15), make_date(y, 1, 1), make_date(y + 1, 1, 1), '2016-01-01' from r, generate_series(2017, 2026) y;
      insert into implementation.plan_item (plan, region, recommendation, edition, how_sv, recorded_at)
        select p.id, p.region, i::text, 1 + i % 2, 'så', '2016-01-01' from implementation.plan p, generate_series(1, 40) i;
      insert into implementation.pair (id, version, region, actor_a, actor_b, shared_training, signed_routine, adopted_method, named_contact, recorded_at)
        select 'q' || r.code || a || b, 1, r.code, 'type-' || a, 'type-' || b, (a + r.n) % 2 = 0, (b + r.n) % 3 = 0, (a * b) % 5 = 0, null, '2016-01-01'
          from r, generate_series(0, 8) a, generate_series(0, 8) b where a < b;
      insert into funding.agreement (id, version, name_sv, kind, period, amount_ore, purpose_sv, spend_by, carry_over, valid_from, recorded_at)
        select 'g' || y || '-' || i, 1, 'Överenskommelse ' || y, 'agreement', y::text, 100000000, 'ändamål', make_date(y, 12, 31), false, make_date(y, 1, 1), '2016-01-01'
          from generate_series(2016, 2026) y, generate_series(1, 6) i;
      insert into funding.budget_line (id, version, agreement, initiative, cost_type, region, amount_ore, recorded_at)
        select 'l' || i, 1, 'g' || 2016 + i % 11 || '-' || 1 + i % 6, 'i' || 1 + i % 150, (array['coordination', 'training', 'method', 'evaluation'])[1 + i % 4],
               r.code, 1000000, '2016-01-01' from generate_series(1, 3000) i join r on r.n = 1 + i % 21;
      insert into funding.entry (id, version, budget_line, kind, day, amount_ore, region, method, recorded_at)
        select 'f' || i, 1, 'l' || 1 + i % 3000, case when i % 4 = 0 then 'commitment' else 'outcome' end, date '2016-02-01' + i * 3700 / 50000, 20000 + i,
               r.code, case when i % 3 = 0 then 'm' || 1 + i % 20 else (1 + i % 40)::text end, '2016-01-01' from generate_series(1, 50000) i join r on r.n = 1 + i % 21;
      insert into indicators.definition (id, version, name_sv, numerator, unit, direction, recorded_at)
        select 'v' || i, 1, 'Indikator ' || i, 'n', 'procent', 'up', '2016-01-01' from generate_series(1, 30) i;
      insert into indicators.value (id, version, indicator, definition_version, region, period, period_from, period_to, value, source, recorded_at)
        select 'w' || i || '-' || r.code || '-' || q, 1, 'v' || i, 1, r.code, 'q' || q, (date '2016-07-01' + q * 30)::date, (date '2016-07-01' + q * 30 + 30)::date,
               50 + (hashtext(i || r.code || q) & 15), 'bench', '2016-01-01' from generate_series(1, 30) i, (select code from r union all select 'SE') r, generate_series(1, 118) q;
      create temporary table l as
        select 'ADDRESSES' as type, 'need' as fk, 'n' || i as fi, 'aim' as tk, 'a' || 1 + i % 6 as ti, null as region, i from generate_series(1, 300) i
        union all select 'MOTIVATES', 'need', 'n' || 1 + i % 280, 'initiative', 'i' || 1 + (i * 7) % 150, null, i from generate_series(1, 600) i
        union all select 'FUNDS', 'budget-line', 'l' || i, 'initiative', 'i' || 1 + i % 130, r.code, i from generate_series(1, 3000) i join r on r.n = 1 + i % 21
        union all select 'ANSWERS', 'recommendation', (1 + i % 40)::text, 'need', 'n' || 1 + i % 270, null, i from generate_series(1, 500) i
        union all select 'ANSWERS', 'method', 'm' || 1 + i % 20, 'need', 'n' || 1 + (i * 3) % 270, null, i from generate_series(1, 300) i
        union all select 'TEACHES', 'training', t.id, t.target_kind, t.target_id, null, 1 from reach.training t
        union all select 'MEASURES', 'indicator', 'v' || 1 + i % 30, 'need', 'n' || i, null, i from generate_series(1, 290) i
        union all select 'MEASURES', 'indicator', 'v' || 1 + i % 30, 'recommendation', i::text, null, i from generate_series(1, 40) i
        union all select 'REVEALS', 'need', 'n' || i, 'knowledge-gap', 'k' || 1 + i % 60, null, i from generate_series(1, 120) i
        union all select 'SUPPORTS', 'evidence', 'e' || i, 'recommendation', (1 + i % 40)::text, null, i from generate_series(1, 300) i;
      insert into thread.link (key, version, type, from_kind, from_id, to_kind, to_id, region, reason, state, involvement, valid_from, recorded_at, recorded_by, source)
        select lower(type) || ':' || fk || ':' || fi || ':' || tk || ':' || ti || ':' || n, 1, type, fk, fi, tk, ti, region, 'så är det enligt underlaget',
               case when n % 9 = 0 then 'proposed' else 'confirmed' end, 'record:r' || 1 + n % 20000, date '2016-07-01' + (n % 1500)::int, '2016-01-01', 'bench', 'bench'
          from (select *, row_number() over () as n from l) l;
      insert into thread.link (key, version, type, from_kind, from_id, to_kind, to_id, region, reason, state, involvement, valid_from, valid_to, recorded_at, replaced_at, recorded_by, source)
        select x.type || i || '-' || v, v, x.type, x.fk, x.fi, x.tk, x.ti, r.code, 'så är det enligt rapporten', case when i % 9 = 0 then 'proposed' else 'confirmed' end,
               'record:r' || 1 + i % 20000, date '2016-07-01' + (i::bigint * 3640 / :links)::int, case when i % 5 = 0 then date '2016-07-01' + (i::bigint * 3640 / :links)::int + 400 else date '9999-01-01' end,
               '2016-01-01'::timestamptz + v * interval '1 day', case when v = 1 and i % 10 = 0 then '2016-01-03'::timestamptz else 'infinity' end, 'bench', 'bench'
          from generate_series(1, :links - (select count(*)::int from thread.link)) i
          join r on r.n = 1 + (i / 11) % (1 + i % 21)
          cross join lateral (values (1)) version(v)
          cross join lateral (values
            ('REACHED', 'training', 't' || 1 + i % 110, 'reach', 'c' || 1 + i % 100000, 0, 5),
            ('ADOPTS', 'track', 'k' || 1 + i % 5000, case when i % 3 = 0 then 'method' else 'recommendation' end, case when i % 3 = 0 then 'm' || 1 + i % 18 else (1 + i % 37)::text end, 6, 7),
            ('ENABLES', 'reach', 'c' || 1 + i % 100000, 'track', 'k' || 1 + i % 5000, 8, 9)) x(type, fk, fi, tk, ti, least_of, most_of)
         where (i / 3) % 10 between x.least_of and x.most_of;
      drop table l;
      drop table r;
      vacuum (analyze)\
      """;
}
