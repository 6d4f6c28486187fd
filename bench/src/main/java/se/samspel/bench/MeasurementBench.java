package se.samspel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import se.samspel.database.EmbeddedPostgres;
import se.samspel.statistics.Proportions;
import se.samspel.statistics.Quantiles;

/**
 * The indicators at national scale: their pages under load, everything recomputed from a cube,
 * tables protected and audited, and the statistics beside R. {@code smoke} as argument runs small
 * sizes of each, to see that it runs, and writes no result page.
 */
final class MeasurementBench {

  private static final int REQUESTS = 400;
  private static final int WARM_UP = 60;
  private static final Duration MOST = Duration.ofSeconds(20);
  private static final List<String> PATHS = List.of("/indikatorer", "/indikatorer/v7");
  private static final int PAIRS = 20_000;
  private static final int NUMBERS = 1_000_000;

  private MeasurementBench() {}

  private record Loaded(int years, int values, Map<String, double[]> millis) {}

  private record Beside(String what, double ours, double theirs) {}

  /**
   * Runs the measurement.
   *
   * @param args {@code smoke}, or nothing for the real sizes
   */
  static void main(String[] args) throws IOException, SQLException, InterruptedException {
    var smoke = args.length > 0 && args[0].equals("smoke");
    var machine = Machine.line();
    var tables =
        MeasurementTables.measure(
            smoke
                ? List.of(new int[] {7, 6, 2}, new int[] {20, 6})
                : List.of(
                    new int[] {21, 5, 2},
                    new int[] {21, 10, 2},
                    new int[] {21, 19, 2},
                    new int[] {73, 12},
                    new int[] {145, 12},
                    new int[] {290, 12}));
    var cubes =
        MeasurementCube.measure(
            smoke
                ? List.of(new int[] {2, 36})
                : List.of(new int[] {10, 120}, new int[] {20, 120}, new int[] {40, 120}));
    var pages = pages(smoke ? List.of(1) : List.of(1, 5, 10));
    var r = besideR();
    var page = page(machine, pages, cubes, tables, r);
    if (!smoke) {
      Files.createDirectories(Installation.home().resolve("bench/results"));
      Files.writeString(Installation.home().resolve("bench/results/measurement.md"), page);
    }
    System.out.println(page);
  }

  private static List<Loaded> pages(List<Integer> years)
      throws IOException, SQLException, InterruptedException {
    var server =
        EmbeddedPostgres.start(
            Installation.home().resolve("bench/target/measurement").toAbsolutePath());
    var loaded = new ArrayList<Loaded>();
    try {
      for (int year : years) {
        loaded.add(pages(server, year));
      }
    } finally {
      server.stop();
    }
    return loaded;
  }

  private static Loaded pages(EmbeddedPostgres server, int years)
      throws SQLException, InterruptedException {
    var database = "bench_" + years;
    Installation.empty(server, database);
    int values;
    try (var owner = Installation.connect(server, database);
        var statement = owner.createStatement()) {
      for (var sql : DATA.split(";\n")) {
        statement.execute(sql.replace(":months", Integer.toString(12 * years)));
      }
      try (var counted = statement.executeQuery("select count(*) from indicators.value")) {
        counted.next();
        values = counted.getInt(1);
      }
    }
    try (var installation = Installation.start(server, database, "bench/target/measurement")) {
      var base = installation.address();
      var millis = new LinkedHashMap<String, double[]>();
      for (var path : PATHS) {
        Installation.load(WARM_UP, MOST, it -> base + path);
      }
      for (var path : PATHS) {
        var took = Installation.load(REQUESTS, MOST, it -> base + path);
        millis.put(path, took);
        System.err.printf(
            Locale.ROOT,
            "bench measurement: %d years %s p50 %.1f p99 %.1f ms%n",
            years,
            path,
            Installation.at(took, 0.5),
            Installation.at(took, 0.99));
      }
      return new Loaded(years, values, millis);
    }
  }

  /** The same work in R, each timed inside its own process; empty where R is not installed. */
  private static List<Beside> besideR() throws IOException, InterruptedException {
    if (r("cat(1)") == null) {
      return List.of();
    }
    var random = new SplittableRandom(7);
    var of = new long[PAIRS];
    var by = new long[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      by[i] = random.nextInt(10, 5_000);
      of[i] = random.nextLong(0, by[i] + 1);
    }
    var numbers = random.doubles(NUMBERS).boxed().toList();
    return List.of(
        new Beside(
            "Clopper–Pearson intervals, " + PAIRS,
            ours(i -> Proportions.clopperPearson(of[i], by[i], 0.95), PAIRS),
            theirs(
                "n <- sample(10:4999, %1$d, TRUE); x <- floor(runif(%1$d) * (n + 1))",
                "l <- qbeta(0.025, x, n - x + 1); u <- qbeta(0.975, x + 1, n - x)", PAIRS)),
        new Beside(
            "Wilson intervals, " + PAIRS,
            ours(i -> Proportions.wilson(of[i], by[i], 0.95), PAIRS),
            theirs(
                "n <- sample(10:4999, %1$d, TRUE); x <- floor(runif(%1$d) * (n + 1))",
                "z <- qnorm(0.975); p <- x / n; h <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2));"
                    + " l <- (p + z^2 / (2 * n) - h) / (1 + z^2 / n)",
                PAIRS)),
        new Beside(
            "a quantile (type 7) of " + NUMBERS + " numbers",
            ours(i -> Quantiles.quantile(numbers, 0.9, 7), 1),
            theirs("x <- runif(%1$d)", "quantile(x, 0.9, type = 7)", NUMBERS)));
  }

  /** Milliseconds for all, the least of five. */
  private static double ours(IntConsumer one, int times) {
    var least = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      var began = System.nanoTime();
      for (int i = 0; i < times; i++) {
        one.accept(i);
      }
      least = Math.min(least, (System.nanoTime() - began) / 1e6);
    }
    return least;
  }

  private static double theirs(String given, String work, int size)
      throws IOException, InterruptedException {
    var script =
        given.formatted(size)
            + "; cat(min(sapply(1:5, function(i) { b <- proc.time()[[3]]; for (k in 1:20) { "
            + work
            + " }; (proc.time()[[3]] - b) * 50 })))";
    return Double.parseDouble(java.util.Objects.requireNonNull(r(script)));
  }

  private static @Nullable String r(String script) throws InterruptedException {
    try {
      var process = new ProcessBuilder("Rscript", "--vanilla", "-e", script).start();
      var answer = new String(process.getInputStream().readAllBytes()).strip();
      return process.waitFor() == 0 ? answer : null;
    } catch (IOException notInstalled) {
      return null;
    }
  }

  private static String page(
      String machine,
      List<Loaded> pages,
      List<MeasurementCube.Took> cubes,
      List<MeasurementTables.Took> tables,
      List<Beside> beside) {
    var text = new StringBuilder("# The indicators at national scale\n\n");
    text.append("`./samspel bench measurement` · ").append(machine).append("\n\n");
    text.append(
        """
        ## Pages

        21 regions × 30 indicators, monthly. Server, database and %d readers share the machine; the cache of whole pages is off, \
        so every request is worked out and drawn anew. At most %d requests or %d s each. Milliseconds. Aim: p99 at most 150 at 10 years.

        | years | values | page | requests | p50 | p99 |
        | ---: | ---: | --- | ---: | ---: | ---: |
        """
            .formatted(Installation.READERS, REQUESTS, MOST.toSeconds()));
    for (var it : pages) {
      it.millis()
          .forEach((path, took) ->
              text.append(
                  String.format(
                      Locale.ROOT,
                      "| %d | %d | %s | %d | %.1f | %.1f |%n",
                      it.years(),
                      it.values(),
                      path,
                      took.length,
                      Installation.at(took, 0.5),
                      Installation.at(took, 0.99))));
    }
    text.append(
        """

        ## Recompute from a cube

        The product keeps values by region and month and has no cube of its own yet: this measures `libs/statistics` over a cube made up in \
        memory (format: `MeasurementCube`), in one thread, without database or disk. *Full*: every cell is summed over sex and age; for each region \
        and the country the disclosure rule, a Wilson interval for every month, a p′ chart and an XmR chart with variation; for every year a funnel \
        and inequality between regions with 2 000 bootstrap draws. *Month*: the last month's cells, the same charts over the whole series, the last \
        year's funnel and inequality. Seconds, the middle of three. Aim: full at most 30, month at most 2, at 40 indicators.

        | indicators | months | cells | full | month | charts | intervals | funnels and inequalities |
        | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        """);
    for (var it : cubes) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %d | %d | %d | %.2f | %.2f | %d | %d | %d |%n",
              it.indicators(),
              it.months(),
              it.cells(),
              it.full(),
              it.month(),
              it.all().charts(),
              it.all().intervals(),
              it.all().funnels()));
    }
    text.append(
        """

        ## Disclosure

        Tables with all their margins, about one cell in six of 0–4, threshold 5, five tables of each shape. *Protect* chooses what to hide, its own \
        audits included, first among the cells alone and, where they do not suffice, among totals too; *audit* then works out every hidden cell's bounds from what is published, and the run stops if a small count can be told. \
        Milliseconds, median and worst. Aim: 21 × 19 × 2 at most 2000; 290 × 12 is reported.

        | shape | cells | hidden | protect | worst | audit | worst | outcome |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |
        """);
    for (var it : tables) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %.0f | %.0f | %.0f | %.0f | %s |%n",
              it.shape(),
              it.cells(),
              it.hidden(),
              Installation.at(it.protect(), 0.5),
              Installation.at(it.protect(), 1),
              Installation.at(it.audit(), 0.5),
              Installation.at(it.audit(), 1),
              it.outcome()));
    }
    text.append("\n## Beside R\n\n");
    if (beside.isEmpty()) {
      text.append(
          "R was not found on this machine (`Rscript`, Debian package `r-base-core`), so nothing was compared.\n");
    } else {
      text.append(
          "Each timed inside its own process, the least of five, milliseconds; R's are its own vectorised functions.\n\n"
              + "| what | ours | R | ratio |\n| --- | ---: | ---: | ---: |\n");
      for (var it : beside) {
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f× |%n",
                it.what(),
                it.ours(),
                it.theirs(),
                it.ours() / it.theirs()));
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
      insert into indicators.definition (id, version, name_sv, numerator, denominator, unit, direction, recorded_at)
        select 'v' || i, 1, 'Indikator ' || i, 'personer med åtgärd', 'alla personer', 'percent', 'up', '2016-01-01' from generate_series(1, 30) i;
      insert into indicators.value (id, version, indicator, definition_version, region, period, period_from, period_to, value, numerator, denominator, unit, state, source, recorded_at)
        select 'w' || i || '-' || r.code || '-' || m, 1, 'v' || i, 1, r.code, to_char(date '2016-07-01' + m * interval '1 month', 'YYYY-MM'),
               (date '2016-07-01' + m * interval '1 month')::date, (date '2016-07-01' + (m + 1) * interval '1 month')::date,
               100.0 * n.x / n.y, n.x, n.y, 'percent', 'accepted', 'bench', '2016-01-01'
          from generate_series(1, 30) i, actors.region r, generate_series(0, :months - 1) m,
               lateral (select 20 + abs(hashtext(i || r.code || m)) % 60 as x, 150 + abs(hashtext(r.code || m)) % 200 as y) n;
      analyze
      """;
}
