package se.samspel.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.samspel.statistics.ControlChart;
import se.samspel.statistics.ImprovementChart;
import se.samspel.statistics.ImprovementChart.Direction;
import se.samspel.statistics.Sentences;
import se.samspel.ui.Messages;

/** The model of control and run charts, and that drawing, sentences and table agree. */
class SeriesChartTests {

  private static final Locale SV = Messages.SWEDISH;
  private static final double[] CALM = {
    60, 62, 58, 61, 59, 60, 62, 58, 61, 59, 60, 62, 58, 61, 59, 60
  };

  private static Series series(
      List<Series.Moment> moments, Direction direction, @Nullable Double target) {
    return new Series(
        "Bedömning",
        "Region Skåne",
        Sentences.Step.MONTH,
        new Measure(Sentences.Unit.PERCENT, 1),
        moments,
        direction,
        target,
        new TreeMap<>());
  }

  private static List<Series.Moment> moments(double... values) {
    var out = new ArrayList<Series.Moment>();
    for (var value : values) {
      var name = "period " + (out.size() + 1);
      out.add(
          Double.isNaN(value)
              ? Series.Moment.missing(name, "p" + (out.size() + 1))
              : Series.Moment.of(name, "p" + (out.size() + 1), value, null));
    }
    return out;
  }

  private static double[] calmThen(double... end) {
    var out = java.util.Arrays.copyOf(CALM, CALM.length + end.length);
    System.arraycopy(end, 0, out, CALM.length, end.length);
    return out;
  }

  private static SeriesChart xmr(Series series, Series.Cut cut) {
    return SeriesChart.draw(series, ControlChart.Kind.I, Series.Profile.NHSR, cut);
  }

  @Test
  void aPointBeyondTheLimitIsMarkedByShapeInWordsAndInTheTable() {
    var chart = xmr(series(moments(calmThen(80)), Direction.INCREASE, null), Series.Cut.NONE);
    assertThat(chart.newestMark()).isEqualTo(Mark.BETTER);
    var figure = chart.figure("d", SV);
    assertThat(figure.drawing().markup("d"))
        .contains("class=\"dot better\"")
        .contains("data-row=\"16\"");
    assertThat(figure.badges().getFirst().words()).isEqualTo("Förbättring");
    assertThat(figure.table().rows().get(16)).contains("över den övre gränsen; Förbättring");
    assertThat(String.join(" ", figure.sentences())).contains("högre än vad som är vanligt");
    assertThat(
            xmr(series(moments(calmThen(80)), Direction.DECREASE, null), Series.Cut.NONE)
                .newestMark())
        .isEqualTo(Mark.WORSE);
    assertThat(
            xmr(series(moments(calmThen(80)), Direction.NEUTRAL, null), Series.Cut.NONE)
                .newestMark())
        .isEqualTo(Mark.NEUTRAL);
  }

  @Test
  void aMissingPeriodKeepsItsPlaceAndBreaksTheLine() {
    var chart =
        xmr(series(moments(calmThen(Double.NaN, 60)), Direction.NEUTRAL, null), Series.Cut.NONE);
    assertThat(chart.points()).hasSize(18);
    assertThat(chart.points().get(16).value()).isNull();
    var markup = chart.figure("d", SV).drawing().markup("d");
    assertThat(markup.split("class=\"line\"", -1)).hasSize(2);
    assertThat(chart.figure("d", SV).table().rows().get(16)).contains("uppgift saknas");
  }

  @Test
  void aHiddenValueStandsNowhere() {
    var moments = new ArrayList<>(moments(CALM));
    moments.set(7, Series.Moment.suppressed("period 8", "p8"));
    var figure = xmr(series(moments, Direction.INCREASE, null), Series.Cut.NONE).figure("d", SV);
    assertThat(figure.table().rows().get(7)).contains("..");
    assertThat(figure.drawing().markup("d")).doesNotContain("data-row=\"7\"");
    assertThatThrownBy(() -> new Series.Moment("p", "p", Series.State.SUPPRESSED, 3.0, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Series.Moment("p", "p", Series.State.SUPPRESSED, null, 3.0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FunnelChart.Unit("u", Series.State.SUPPRESSED, 3.0, 20.0, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anExcludedPointIsDrawnAsACrossAndCountsForNothing() {
    var excluded = new TreeMap<>(Map.of(5, "flytt"));
    var with = calmThen();
    with[5] = 95;
    var cut = new Series.Cut(new TreeMap<>(), null, "", excluded);
    var chart = xmr(series(moments(with), Direction.INCREASE, null), cut);
    var without = new ArrayList<Double>();
    for (var i = 0; i < with.length; i++) {
      if (i != 5) {
        without.add(with[i]);
      }
    }
    var alone = ImprovementChart.draw(without, ImprovementChart.Plan.of(Direction.INCREASE, null));
    assertThat(chart.points().get(0).upper()).isEqualTo(alone.upper().getFirst());
    assertThat(chart.points().get(5).mark()).isEqualTo(Mark.EXCLUDED);
    assertThat(chart.points().get(5).upper()).isEqualTo(alone.upper().getFirst());
    assertThat(chart.points().get(5).signals()).isFalse();
    assertThat(chart.figure("d", SV).notes()).anyMatch(it -> it.contains("flytt"));
  }

  @Test
  void phasesHaveLimitsOfTheirOwnAndTheReasonIsSaid() {
    var values = new double[32];
    for (var i = 0; i < 32; i++) {
      values[i] = CALM[i % 16] + (i < 16 ? 0 : 20);
    }
    var cut = new Series.Cut(new TreeMap<>(Map.of(16, "ny mottagning")), null, "", new TreeMap<>());
    for (var profile : Series.Profile.values()) {
      var chart =
          SeriesChart.draw(
              series(moments(values), Direction.INCREASE, null), ControlChart.Kind.I, profile, cut);
      assertThat(chart.phases()).hasSize(2);
      assertThat(chart.points().get(0).centre()).isEqualTo(60.0);
      assertThat(chart.points().get(31).centre()).isEqualTo(80.0);
      assertThat(chart.fired()).isEmpty();
      assertThat(chart.figure("d", SV).notes()).anyMatch(it -> it.contains("ny mottagning"));
      var unphased =
          SeriesChart.draw(
              series(moments(values), Direction.INCREASE, null),
              ControlChart.Kind.I,
              profile,
              cut.unphased());
      assertThat(unphased.phases()).hasSize(1);
    }
  }

  @Test
  void theFrozenBaselineDecidesTheLimitsInEveryProfile() {
    var values = calmThen(70, 71, 69, 72, 70, 71, 69, 72);
    var cut = new Series.Cut(new TreeMap<>(), 15, "före", new TreeMap<>());
    for (var profile : Series.Profile.values()) {
      var chart =
          SeriesChart.draw(
              series(moments(values), Direction.INCREASE, 65.0), ControlChart.Kind.I, profile, cut);
      assertThat(chart.points().getLast().centre()).isEqualTo(60.0);
      assertThat(chart.newestMark()).isEqualTo(Mark.BETTER);
    }
  }

  @Test
  void withFewerThanTenPointsThereAreNoLimits() {
    var chart = xmr(series(moments(1, 2, 3, 2, 1, 9), Direction.INCREASE, 5.0), Series.Cut.NONE);
    assertThat(chart.fellBack()).isTrue();
    assertThat(chart.kind()).isEqualTo(ControlChart.Kind.RUN);
    assertThat(chart.points()).allMatch(it -> it.upper() == null);
    assertThat(chart.assurance()).isNull();
    var figure = chart.figure("d", SV);
    assertThat(figure.badges()).isEmpty();
    assertThat(figure.notes()).anyMatch(it -> it.contains("färre än tio"));
    assertThat(figure.table().header()).doesNotContain("Övre gräns");
  }

  @Test
  void limitsOnFewerThanThirteenPointsAreDashedAndSaidToBeProvisional() {
    var chart =
        xmr(
            series(moments(java.util.Arrays.copyOf(CALM, 12)), Direction.INCREASE, null),
            Series.Cut.NONE);
    var figure = chart.figure("d", SV);
    assertThat(figure.drawing().markup("d")).contains("limit provisional");
    assertThat(String.join(" ", figure.sentences())).contains("preliminära");
  }

  @Test
  void theLimitsOfProportionsStepWithTheDenominators() {
    var moments = new ArrayList<Series.Moment>();
    for (var i = 0; i < 14; i++) {
      moments.add(
          Series.Moment.of("p" + i, "p" + i, i % 2 == 0 ? 50 : 20, i % 2 == 0 ? 100.0 : 40.0));
    }
    var chart =
        SeriesChart.draw(
            new Series(
                "Andel",
                "",
                Sentences.Step.MONTH,
                Measure.SHARE,
                moments,
                Direction.INCREASE,
                0.9,
                new TreeMap<>()),
            ControlChart.Kind.P,
            Series.Profile.NHSR,
            Series.Cut.NONE);
    assertThat(chart.points().get(0).upper()).isLessThan(chart.points().get(1).upper());
    assertThat(chart.assurance()).isEqualTo(ImprovementChart.Assurance.CONSISTENT_FAIL);
    assertThat(chart.figure("d", SV).badges().getLast().words()).isEqualTo("Målet nås inte");
    assertThat(chart.figure("d", SV).table().rows().getFirst())
        .startsWith("p0", "50", "100", "50,0\u00a0%");
  }

  @Test
  void anIncompletePeriodIsHollowAndLeftOutOfTheLimits() {
    var moments = new ArrayList<>(moments(calmThen(20)));
    moments.set(16, new Series.Moment("sist", "s", Series.State.INCOMPLETE, 20.0, null));
    var chart = xmr(series(moments, Direction.INCREASE, null), Series.Cut.NONE);
    assertThat(chart.points().get(16).counted()).isFalse();
    assertThat(chart.newest()).isEqualTo(15);
    assertThat(chart.figure("d", SV).drawing().markup("d")).contains("dot common hollow");
    assertThat(String.join(" ", chart.sentences(SV))).contains("period 16");
  }

  @Test
  void aFlagIsNumberedInTheDrawingAndToldInWords() {
    var series =
        new Series(
            "Bedömning",
            "",
            Sentences.Step.MONTH,
            new Measure(Sentences.Unit.NUMBER, 0),
            moments(CALM),
            Direction.NEUTRAL,
            null,
            new TreeMap<>(Map.of(4, "Utbildning på akuten")));
    var figure = xmr(series, Series.Cut.NONE).figure("d", SV);
    assertThat(figure.flags()).containsExactly("Utbildning på akuten");
    assertThat(figure.drawing().markup("d")).contains("class=\"flag\"");
    assertThat(figure.table().rows().get(4)).contains("Utbildning på akuten");
  }

  @Test
  void nothingInADrawingIsStyledInlineAndWordsAreEscaped() {
    var series =
        new Series(
            "<script>\"x\" & 'y'",
            "",
            Sentences.Step.MONTH,
            new Measure(Sentences.Unit.NUMBER, 0),
            moments(CALM),
            Direction.NEUTRAL,
            null,
            new TreeMap<>());
    var figure = xmr(series, Series.Cut.NONE).figure("d", SV);
    assertThat(figure.drawing().markup("d"))
        .doesNotContain("style=")
        .doesNotContain("<script>")
        .contains("&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;");
  }

  @Test
  void aHundredThousandPointsMakeADrawingThatCanBeSent() {
    var random = new java.util.Random(7);
    var values = new double[100_000];
    for (var i = 0; i < values.length; i++) {
      values[i] = 50 + 5 * random.nextGaussian();
    }
    var chart =
        SeriesChart.draw(
            series(moments(values), Direction.INCREASE, null),
            ControlChart.Kind.I,
            Series.Profile.ANHOEJ,
            Series.Cut.NONE);
    assertThat(chart.figure("d", SV).drawing().markup("d").length()).isLessThan(400_000);
  }
}
