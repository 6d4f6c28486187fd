package se.samspel.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import se.samspel.core.AsOf;
import se.samspel.testing.TestApp;

/** The definitions that the programme's own pack brings. */
class DefinitionsTests {

  private static final TestApp APP = TestApp.demo();
  private static final AsOf NOW = AsOf.day(LocalDate.of(2026, 11, 25));

  @Test
  void everyDefinitionSaysDirectionSplitsOriginAndWhatIsProtected() {
    var all = APP.bean(Indicators.class).listIndicators(NOW);
    assertThat(all).hasSizeGreaterThanOrEqualTo(22);
    assertThat(all)
        .allSatisfy(it -> {
          assertThat(it.direction()).as(it.id()).isIn("up", "down", "none");
          assertThat(it.strata()).as(it.id()).isNotEmpty();
          assertThat(it.origin()).as(it.id()).isPresent();
          assertThat(it.counts()).as(it.id()).isIn("persons", "units");
          assertThat(it.leastCount()).as(it.id()).isGreaterThanOrEqualTo(5);
        });
  }

  @Test
  void whatNoSourceSaysAboutADefinitionIsSaidToBeMissing() {
    var page = APP.visitor().get("/indikatorer/i05").html();
    assertThat(page.select("dl.meta").text())
        .contains("Att tänka på uppgift saknas", "Dagar innan det kan synas uppgift saknas");
    assertThat(APP.visitor().get("/indikatorer/i07").html().select("dl.meta").text())
        .contains("Från 1 januari 2021 går värdena inte att jämföra");
  }
}
