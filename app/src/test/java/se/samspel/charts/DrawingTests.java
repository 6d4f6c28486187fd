package se.samspel.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import se.samspel.statistics.ControlChart;
import se.samspel.statistics.Estimate;
import se.samspel.statistics.Funnel;
import se.samspel.statistics.ImprovementChart.Direction;
import se.samspel.statistics.Sentences;
import se.samspel.statistics.Waiting;
import se.samspel.ui.Messages;

/** The other diagrams, and drawings as files. */
class DrawingTests {

  private static final Locale SV = Messages.SWEDISH;

  private static FunnelChart funnel(int units, double odd, boolean adjusted) {
    var all = new ArrayList<FunnelChart.Unit>();
    for (var i = 0; i < units; i++) {
      var of = 50.0 + 40 * i;
      all.add(
          new FunnelChart.Unit(
              "Region " + (char) ('A' + i),
              Series.State.OBSERVED,
              Math.rint(of * (i == 3 ? odd : 0.5)),
              of,
              i == 1));
    }
    all.add(new FunnelChart.Unit("Gotland", Series.State.SUPPRESSED, null, null, false));
    return FunnelChart.draw(
        "Trygg", true, Funnel.Statistic.PROPORTION, Measure.SHARE, all, adjusted);
  }

  @Test
  void theFunnelNamesTheOwnUnitAndThoseOutsideAndHidesTheHidden() {
    var chart = funnel(12, 0.9, false);
    assertThat(chart.categories().get(3)).isEqualTo(Funnel.Category.HIGH_998);
    assertThat(chart.categories().getLast()).isNull();
    var figure = chart.figure("f", SV);
    var markup = figure.drawing().markup("f");
    assertThat(markup).contains(">Region B</text>").contains(">Region D</text>").contains("own");
    assertThat(markup).doesNotContain(">Region C</text>");
    assertThat(figure.table().rows().getLast())
        .containsExactly("Gotland", "..", "..", "..", "visas inte, för få personer");
    assertThat(String.join(" ", figure.sentences()))
        .contains("av 12 regioner")
        .contains("Region D");
  }

  @Test
  void anOverdispersedFunnelIsWidenedAndSaysSo() {
    var all = new ArrayList<FunnelChart.Unit>();
    for (var i = 0; i < 14; i++) {
      all.add(
          new FunnelChart.Unit(
              "E" + i, Series.State.OBSERVED, i % 2 == 0 ? 400.0 : 470.0, 1_000.0 + i, false));
    }
    var plain =
        FunnelChart.draw("t", false, Funnel.Statistic.PROPORTION, Measure.SHARE, all, false);
    var wide = FunnelChart.draw("t", false, Funnel.Statistic.PROPORTION, Measure.SHARE, all, true);
    assertThat(wide.adjusted()).isTrue();
    var outside = plain.categories().stream().filter(it -> it != Funnel.Category.NOT_SIGNIFICANT);
    var still = wide.categories().stream().filter(it -> it != Funnel.Category.NOT_SIGNIFICANT);
    assertThat(still.count()).isLessThan(outside.count());
    assertThat(wide.figure("f", SV).notes()).anyMatch(it -> it.contains("vidgade"));
  }

  @Test
  void intervalsKeepTheOrderTheyWereGivenIn() {
    var rows =
        List.of(
            new IntervalChart.Row("Z", Series.State.OBSERVED, 0.9, 0.8, 0.95, Mark.COMMON, false),
            new IntervalChart.Row("A", Series.State.OBSERVED, 0.2, 0.1, 0.4, Mark.COMMON, true),
            new IntervalChart.Row(
                "B", Series.State.SUPPRESSED, null, null, null, Mark.COMMON, false));
    var figure =
        new IntervalChart("t", List.of("En mening."), Measure.SHARE, rows, 0.5, "Riket")
            .figure("i", SV);
    assertThat(figure.table().rows().stream().map(List::getFirst)).containsExactly("Z", "A", "B");
    assertThat(figure.drawing().markup("i"))
        .contains("20,0\u00a0% (10,0\u00a0% till 40,0\u00a0%)")
        .contains(">..</text>");
  }

  @Test
  void aGapInsideTheBandIsChanceAndOneOutsideIsNot() {
    var figure =
        new InequalityChart(
                "Skillnad",
                List.of(),
                Measure.SHARE,
                List.of(
                    new InequalityChart.Moment("2024", "2024", 0.1, 0.05, 0.2, 0.6, 0.5),
                    new InequalityChart.Moment("2025", "2025", null, null, null, null, null),
                    new InequalityChart.Moment("2026", "2026", 0.4, 0.05, 0.2, 0.8, 0.4)))
            .figure("o", SV);
    assertThat(figure.table().rows().get(0)).contains("kan förklaras av slumpen");
    assertThat(figure.table().rows().get(1)).contains("uppgift saknas");
    assertThat(figure.table().rows().get(2))
        .contains("större än slumpen brukar ge", "40,0 procentenheter", "80,0\u00a0%");
    assertThat(figure.drawing().markup("o").split("class=\"band\"", -1)).hasSize(3);
  }

  @Test
  void theWaitingCurveIsTheLibrarysEstimateAtEveryStep() {
    var cohort =
        List.of(
            new Waiting.Referral(5, true),
            new Waiting.Referral(20, true),
            new Waiting.Referral(25, false),
            new Waiting.Referral(60, true));
    var chart = WaitingChart.draw("Väntan", List.of(), cohort, 30.0);
    assertThat(chart.days()).containsExactly(0.0, 5.0, 20.0, 60.0);
    assertThat(chart.started().stream().map(Estimate::value)).containsExactly(0.0, 0.25, 0.5, 1.0);
    assertThat(chart.figure("v", SV).drawing().markup("v")).contains("30 dagar");
  }

  @Test
  void smallMultiplesShareOneScaleAndSayTheValueInWords() {
    var panels = new ArrayList<Panels.Panel>();
    for (var letter : List.of("BD", "M")) {
      var moments = new ArrayList<Series.Moment>();
      for (var i = 0; i < 12; i++) {
        moments.add(
            Series.Moment.of("p" + i, "p" + i, letter.equals("M") ? 10 + i % 3 : 90 + i % 3, null));
      }
      moments.add(Series.Moment.suppressed("p12", "p12"));
      panels.add(
          new Panels.Panel(
              new Tile(letter, "Region " + letter, 1, 1, "/regioner/12", false),
              SeriesChart.draw(
                  new Series(
                      "Värde",
                      letter,
                      Sentences.Step.MONTH,
                      new Measure(Sentences.Unit.NUMBER, 0),
                      moments,
                      Direction.INCREASE,
                      null,
                      new TreeMap<>()),
                  ControlChart.Kind.I,
                  Series.Profile.NHSR,
                  Series.Cut.NONE)));
    }
    var shared = new Panels("Alla", panels, false);
    var own = new Panels("Alla", panels, true);
    assertThat(shared.drawing(panels.getFirst(), SV).markup("x"))
        .isNotEqualTo(own.drawing(panels.getFirst(), SV).markup("x"));
    assertThat(panels.getFirst().newest(SV)).isEqualTo("..");
    assertThat(shared.table(SV).rows()).hasSize(2);
  }

  @Test
  void aTileMapHasNoCategoryWhereTheValueIsHidden() {
    var tile = new Tile("I", "Gotland", 7, 4, "/regioner/09", false);
    var hidden = new TileMap.Place(tile, Series.State.SUPPRESSED, null, "..");
    assertThat(hidden.css()).isEqualTo("cat-hidden");
    assertThat(hidden.words(SV)).contains("visas inte");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new TileMap.Place(tile, Series.State.SUPPRESSED, Funnel.Category.HIGH_95, ".."))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFileIsWellFormedAndStandsAlone() throws Exception {
    var svg = funnel(12, 0.9, false).figure("f", SV).drawing().svg();
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(new String(svg, StandardCharsets.UTF_8)).contains("<style>").contains("Trygg");
  }

  @Test
  void thePictureHasTheDrawingsInk() throws Exception {
    var drawing = funnel(12, 0.9, false).figure("f", SV).drawing();
    var image = ImageIO.read(new ByteArrayInputStream(drawing.png(2)));
    assertThat(image.getWidth()).isEqualTo(2 * drawing.width());
    var dark = 0;
    for (var x = 0; x < image.getWidth(); x++) {
      for (var y = 0; y < image.getHeight(); y++) {
        dark += (image.getRGB(x, y) & 0xffffff) == 0x490092 ? 1 : 0;
      }
    }
    assertThat(dark).as("pixels of the odd unit's square").isGreaterThan(30);
  }

  @Test
  void axesCountInNumbersPeopleUse() {
    assertThat(Axis.of(0, 97, 0, 1, 5).marks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
    assertThat(Axis.of(5, 5, 0, 1, 5).high()).isGreaterThan(5);
    assertThat(Axis.of(0, 0, 0, 1, 5).high()).isGreaterThan(0);
    assertThat(Axis.of(0.12, 0.19, 0, 1, 5).decimals()).isEqualTo(2);
  }
}
