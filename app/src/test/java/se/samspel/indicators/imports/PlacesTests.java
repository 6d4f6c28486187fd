package se.samspel.indicators.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlacesTests {

  @Test
  void everyRegionIsFoundByItsCodeAndByItsNames() throws IOException {
    var lines = Files.readAllLines(Path.of("../programmes/sjalvskada/regions.csv"));
    assertThat(lines).hasSize(22);
    for (var line : lines.subList(1, lines.size())) {
      var cells = line.split(",");
      assertThat(Places.REGIONS).contains(cells[0]);
      assertThat(Places.regionNamed(cells[0])).contains(cells[0]);
      assertThat(Places.regionNamed(cells[2])).as(cells[2]).contains(cells[0]);
      assertThat(Places.regionNamed(cells[3])).as(cells[3]).contains(cells[0]);
      assertThat(Places.regionNamed(cells[2].replace("Region ", "")))
          .as(cells[2])
          .contains(cells[0]);
    }
    assertThat(Places.regionNamed("Riket")).contains("SE");
    assertThat(Places.regionNamed("00")).contains("SE");
    assertThat(Places.regionNamed("1")).contains("01");
    assertThat(Places.regionNamed("Månen")).isEmpty();
    assertThat(Places.regionNamed("0180")).isEmpty();
  }

  @Test
  void timesAndAgesAreReadAsTheSourcesWriteThem() {
    assertThat(Places.time("2023M05")).contains("2023-05");
    assertThat(Places.time("2023K2")).contains("2023-Q2");
    assertThat(Places.time("2018-2022")).contains("2018/2022");
    assertThat(Places.time("2023M13")).isEmpty();
    assertThat(Places.age("15–19 år")).contains("15-19");
    assertThat(Places.age("85 år och äldre")).contains("85+");
    assertThat(Places.age("85+")).contains("85+");
    assertThat(Places.age("Totalt")).contains("all");
    assertThat(Places.age("ung")).isEmpty();
  }
}
