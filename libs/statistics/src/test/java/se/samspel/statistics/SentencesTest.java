package se.samspel.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The sentences, word for word per status, rule and direction (golden files), and never at odds
 * with the figures. Run with {@code -Dgolden=write} to write the golden files anew, and read the
 * difference.
 */
class SentencesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static Sentences in(String language) {
    return language.equals("sv") ? Sentences.swedish() : Sentences.english();
  }

  private static double[] calm(double... end) {
    var base = new double[] {60, 62, 58, 61, 59, 60, 62, 58, 61, 59, 60, 62, 58, 61, 59, 60};
    var out = Arrays.copyOf(base, base.length + end.length);
    System.arraycopy(end, 0, out, base.length, end.length);
    return out;
  }

  /** A series per rule, with a baseline of sixteen calm points. */
  private static Map<String, double[]> series() {
    var out = new TreeMap<String, double[]>();
    out.put("common", calm(60.5));
    out.put("above", calm(75));
    out.put("below", calm(45));
    out.put("trend up", calm(58, 58.6, 59.2, 60.3, 60.8, 61.4, 62));
    out.put("trend down", calm(62, 61.4, 60.8, 59.3, 58.8, 58.4, 58));
    out.put("two of three high", calm(65.5, 61, 65.8));
    out.put("two of three low", calm(54.5, 59, 54.2));
    out.put("three of three high", calm(65.5, 65.2, 65.8));
    out.put("three of three low", calm(54.5, 54.8, 54.2));
    out.put("shift high", calm(61, 62, 61, 62.5, 61, 62, 61.5));
    out.put("shift low", calm(59, 58, 59, 57.5, 59, 58, 58.5));
    out.put("above and trend and shift", calm(61, 62, 63, 64, 65, 66, 75));
    out.put("latest missing", calm(60.5, Double.NaN));
    out.put("all missing", new double[] {Double.NaN, Double.NaN});
    out.put("constant", new double[] {12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12});
    out.put("one point", new double[] {12});
    out.put("short", new double[] {10, 12, 11, 9, 14});
    return out;
  }

  private static Sentences.Subject subject(int points, Sentences.Unit unit) {
    var periods = new ArrayList<String>();
    for (var i = 1; i <= points; i++) {
      periods.add("2026-" + i);
    }
    return new Sentences.Subject(
        "Bedömning inom 30 dagar", "Region Skåne", periods, Sentences.Step.MONTH, unit, 1);
  }

  private static ImprovementChart.Plan plan(
      ImprovementChart.Direction direction, @Nullable Double target) {
    return new ImprovementChart.Plan(direction, target, new TreeSet<>(), 16, true, 7, 7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sv", "en"})
  void everyStatusRuleAndDirectionIsWordedAsAgreed(String language) throws IOException {
    var lines = new ArrayList<String>();
    var targets = new TreeMap<String, @Nullable Double>();
    targets.put("no target", null);
    targets.put("low target", 30.0);
    targets.put("middle target", 60.0);
    targets.put("high target", 90.0);
    for (var direction : ImprovementChart.Direction.values()) {
      series()
          .forEach((name, values) -> {
            var plan = plan(direction, null);
            var chart = ImprovementChart.draw(values, plan);
            var subject = subject(values.length, Sentences.Unit.PERCENT);
            lines.add("# " + direction + ", " + name);
            lines.addAll(in(language).of(chart, plan, subject));
          });
      targets.forEach((name, target) -> {
        var plan = plan(direction, target);
        var values = calm(60.5);
        lines.add("# " + direction + ", " + name);
        lines.addAll(
            in(language)
                .of(
                    ImprovementChart.draw(values, plan),
                    plan,
                    subject(values.length, Sentences.Unit.PERCENT)));
      });
    }
    for (var status : Status.values()) {
      lines.add("# " + status);
      lines.add(in(language).of(status, DisclosureRule.usual()).orElse("(nothing)"));
    }
    lines.add("# funnel");
    var names = List.of("Skåne", "Gotland", "Halland", "Uppsala");
    lines.addAll(
        in(language)
            .ofFunnel(
                names,
                Arrays.asList(
                    Funnel.Category.HIGH_998,
                    null,
                    Funnel.Category.NOT_SIGNIFICANT,
                    Funnel.Category.LOW_95),
                null));
    lines.add("# inequality");
    var groups = new ArrayList<Inequality.Group>();
    for (var i = 0; i < 5; i++) {
      groups.add(new Inequality.Group("g" + i, 60.0 + 5 * i, 1_000 + i, 2.0, false));
    }
    for (var favourable : List.of(true, false)) {
      var of = Inequality.measure(groups, Inequality.Question.of(favourable));
      lines.addAll(in(language).ofInequality(of, groups, Sentences.Unit.PERCENT, 1));
    }
    lines.add("# waiting");
    var waits = List.of(new Waiting.Wait(10, false), new Waiting.Wait(45, false));
    var started =
        Waiting.cohort(
                List.of(new Waiting.Referral(10, true), new Waiting.Referral(90, false)),
                new double[] {30},
                0.95)
            .startedWithin()
            .getFirst();
    lines.addAll(
        in(language)
            .ofWaiting(
                Waiting.compliance(waits, waits, 30, 0.95), "2026-09", 30, started, "2026-07"));
    lines.addAll(
        in(language)
            .ofWaiting(
                Waiting.compliance(List.of(), List.of(), 30, 0.95), "2026-09", 30, null, ""));
    lines.add("# alarms");
    lines.add(in(language).ofAlarms(630, 14));
    var file = GOLDEN.resolve("sentences_" + language + ".txt");
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN);
      Files.write(file, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(file));
  }

  /** Series per chart: what the newest point and Anhøj's rules can say, each kind once. */
  private static Map<String, ControlChart> controlCharts() {
    var out = new TreeMap<String, ControlChart>();
    var kinds = ControlChart.Kind.values();
    for (var kind : kinds) {
      var scale = kind == ControlChart.Kind.G || kind == ControlChart.Kind.T ? 1.0 : 0.5;
      for (var end : List.of("calm", "above", "below", "shifted", "missing")) {
        var counts = new ArrayList<@Nullable Double>();
        var sizes = new ArrayList<@Nullable Double>();
        for (var i = 0; i < 20; i++) {
          var wave = scale * (60 + (i % 2 == 0 ? 3 : -3) + i % 3);
          counts.add(
              switch (end) {
                case "above" -> i == 19 ? 400 * scale : wave;
                case "below" -> i == 19 ? scale : wave;
                case "shifted" -> i < 10 ? wave : wave + 12 * scale;
                case "missing" -> i == 19 ? null : Double.valueOf(wave);
                default -> wave;
              });
          sizes.add(i == 19 && end.equals("above") ? 420.0 : 100.0);
        }
        var plain = kind == ControlChart.Kind.RUN || kind == ControlChart.Kind.I;
        out.put(
            kind + ", " + end,
            ControlChart.draw(kind, counts, plain ? null : sizes, ControlChart.Plan.plain()));
      }
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sv", "en"})
  void everyControlChartIsWordedAsAgreed(String language) throws IOException {
    var lines = new ArrayList<String>();
    for (var direction : ImprovementChart.Direction.values()) {
      controlCharts()
          .forEach((name, chart) -> {
            var share = name.startsWith("P");
            lines.add("# " + direction + ", " + name);
            lines.addAll(
                in(language)
                    .of(
                        chart,
                        direction,
                        share ? 0.9 : 90.0,
                        java.util.Set.of(),
                        subject(20, share ? Sentences.Unit.SHARE : Sentences.Unit.NUMBER)));
          });
    }
    for (var place : List.of("Skåne", "")) {
      for (var step : Sentences.Step.values()) {
        lines.add("# " + step + (place.isEmpty() ? ", no place" : ""));
        var chart =
            ControlChart.draw(
                ControlChart.Kind.I,
                Arrays.asList(1.0, 2.0, null),
                null,
                ControlChart.Plan.plain());
        lines.addAll(
            in(language)
                .of(
                    chart,
                    ImprovementChart.Direction.NEUTRAL,
                    null,
                    java.util.Set.of(2),
                    new Sentences.Subject(
                        "Besök", place, List.of("a", "b", "c"), step, Sentences.Unit.NUMBER, 0)));
      }
    }
    lines.add("# funnel of units");
    lines.addAll(
        in(language)
            .ofFunnelOfUnits(
                List.of("A", "B"),
                Arrays.asList(Funnel.Category.HIGH_95, Funnel.Category.NOT_SIGNIFICANT),
                null));
    lines.addAll(
        in(language)
            .ofFunnelOfUnits(
                List.of("A", "B"),
                Arrays.asList(Funnel.Category.NOT_SIGNIFICANT, Funnel.Category.NOT_SIGNIFICANT),
                null));
    var file = GOLDEN.resolve("control_sentences_" + language + ".txt");
    if ("write".equals(System.getProperty("golden"))) {
      Files.write(file, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(file));
  }

  @Test
  void aControlChartsTextNeverDisagreesWithItsFigures() {
    controlCharts()
        .forEach((name, chart) -> {
          var text =
              String.join(
                  " ",
                  Sentences.english()
                      .of(
                          chart,
                          ImprovementChart.Direction.INCREASE,
                          null,
                          java.util.Set.of(),
                          subject(20, Sentences.Unit.NUMBER)));
          var last = name.endsWith("missing") ? 18 : 19;
          assertThat(text.contains("chance seldom") || text.contains("usual ("))
              .as(name + ": " + text)
              .isEqualTo(chart.sigmaSignal().get(last));
          var runs = chart.phases().getLast().runs();
          assertThat(text.contains("may have changed")).as(name + text).isEqualTo(runs.signal());
          assertThat(text.contains("Nothing suggests a real change"))
              .as(name + text)
              .isEqualTo(!runs.signal() && !chart.sigmaSignal().get(last));
        });
  }

  @Test
  void aFrozenBaselineSetsTheLimitsOfItsPhaseAlone() {
    var values = new ArrayList<@Nullable Double>();
    for (var it : calm(70, 71, 69, 70, 72, 68, 71, 70)) {
      values.add(it);
    }
    var plan = plan(ImprovementChart.Direction.NEUTRAL, null);
    var none =
        new ImprovementChart.Plan(
            ImprovementChart.Direction.NEUTRAL, null, new TreeSet<>(), null, true, 7, 7);
    assertThat(ImprovementChart.draw(values, none, 16))
        .isEqualTo(ImprovementChart.draw(values, plan));
    var phased =
        new ImprovementChart.Plan(
            ImprovementChart.Direction.NEUTRAL, null, new TreeSet<>(List.of(17)), null, true, 7, 7);
    var frozen = ImprovementChart.draw(values, phased, 12);
    assertThat(frozen.mean().subList(16, 24))
        .isEqualTo(ImprovementChart.draw(values, phased).mean().subList(16, 24));
    assertThat(frozen.mean().getFirst())
        .isEqualTo(ImprovementChart.draw(values.subList(0, 12), none).mean().getFirst());
  }

  @Test
  void everyRuleIsInTheGoldenFiles() {
    var fired = EnumSet.noneOf(ImprovementChart.Cause.class);
    for (var values : series().values()) {
      var chart = ImprovementChart.draw(values, plan(ImprovementChart.Direction.INCREASE, null));
      for (var i = values.length - 1; i >= 0; i--) {
        if (!Double.isNaN(values[i])) {
          fired.addAll(chart.rules().get(i));
          break;
        }
      }
    }
    assertThat(fired).hasSize(ImprovementChart.Cause.values().length - 1);
  }

  @Test
  void theTextNeverDisagreesWithTheFigures() {
    for (var seed = 1; seed <= 400; seed++) {
      var random = new Random(seed);
      var values = new double[26];
      for (var i = 0; i < values.length; i++) {
        values[i] = 50 + 4 * random.nextGaussian() + (seed % 3 == 0 && i > 17 ? 9 : 0);
      }
      var direction = ImprovementChart.Direction.values()[seed % 3];
      var plan = plan(direction, 50.0);
      var chart = ImprovementChart.draw(values, plan);
      var text =
          String.join(" ", Sentences.english().of(chart, plan, subject(26, Sentences.Unit.NUMBER)));
      var rules = chart.rules().getLast();
      assertThat(text.contains("higher than usual"))
          .as(text)
          .isEqualTo(rules.contains(ImprovementChart.Cause.ABOVE_LIMIT));
      assertThat(text.contains("lower than usual"))
          .isEqualTo(rules.contains(ImprovementChart.Cause.BELOW_LIMIT));
      assertThat(text.contains("Nothing suggests a real change")).isEqualTo(rules.isEmpty());
      assertThat(text.contains("above the usual level"))
          .isEqualTo(rules.contains(ImprovementChart.Cause.SHIFT_HIGH));
      assertThat(text.contains("(good)"))
          .isEqualTo(
              rules.stream()
                  .anyMatch(c ->
                      direction != ImprovementChart.Direction.NEUTRAL
                          && c.high() == (direction == ImprovementChart.Direction.INCREASE)));
      var shift =
          Pattern.compile(
                  "The latest (\\d+) months have all been (above|below) the usual level ([0-9.]+)")
              .matcher(text);
      if (shift.find()) {
        var n = Integer.parseInt(shift.group(1));
        var mean = chart.mean().getLast();
        assertThat(n).isGreaterThanOrEqualTo(7);
        for (var i = 26 - n; i < 26; i++) {
          assertThat(values[i] > (mean == null ? 0 : mean))
              .isEqualTo(shift.group(2).equals("above"));
        }
        assertThat(Double.parseDouble(shift.group(3)))
            .isBetween(mean == null ? 0 : mean - 0.051, mean == null ? 0 : mean + 0.051);
      }
      var opening = Pattern.compile("was ([0-9.]+) in 2026-26").matcher(text);
      assertThat(opening.find()).isTrue();
      assertThat(Math.abs(Double.parseDouble(opening.group(1)) - values[25]))
          .isLessThanOrEqualTo(0.0501);
    }
  }

  @Test
  void numbersAreWrittenAsInSwedish() {
    var values = new double[] {1234567.25, 1234567.25};
    var plan = plan(ImprovementChart.Direction.NEUTRAL, null);
    var periods = List.of("a", "b");
    var text =
        Sentences.swedish()
            .of(
                ImprovementChart.draw(values, plan),
                plan,
                new Sentences.Subject(
                    "Kontakter", "riket", periods, Sentences.Step.YEAR, Sentences.Unit.NUMBER, 1))
            .getFirst();
    assertThat(text).contains("1\u00a0234\u00a0567,3");
    var share =
        Sentences.swedish()
            .of(
                ImprovementChart.draw(new double[] {0.285}, plan),
                plan,
                new Sentences.Subject(
                    "Andel", "riket", List.of("a"), Sentences.Step.YEAR, Sentences.Unit.SHARE, 0))
            .getFirst();
    assertThat(share).contains("29\u00a0%");
  }

  @Test
  void bothLanguagesSayTheSameThings() throws IOException {
    var keys = new ArrayList<HashSet<Object>>();
    for (var language : List.of("sv", "en")) {
      var words = new Properties();
      try (var reader =
          Files.newBufferedReader(
              Path.of("src/main/resources/messages/statistics_" + language + ".properties"))) {
        words.load(reader);
      }
      keys.add(new HashSet<>(words.keySet()));
    }
    assertThat(keys.getFirst()).isEqualTo(keys.getLast());
  }
}
