package se.samspel.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StretchTests {

  private static final Break MODEL = new Break(LocalDate.of(2021, 1, 1), "Ny modell");

  static Reading reading(String series, String period, double numerator, double denominator) {
    return new Reading(
        series + period,
        1,
        "i07",
        1,
        series,
        "12",
        "total",
        "all",
        Period.parse(period),
        Optional.of(100 * numerator / denominator),
        Optional.of(numerator),
        Optional.of(denominator),
        "percent",
        false,
        5,
        Optional.empty(),
        false,
        false,
        ValueState.ACCEPTED,
        Optional.empty(),
        false,
        Optional.empty());
  }

  @Test
  void nothingGoesOverABreak() {
    var stretches =
        Stretch.of(
            List.of(
                reading("", "2021-02", 5, 10),
                reading("", "2020-11", 5, 10),
                reading("", "2021-01", 5, 10),
                reading("", "2020-12", 5, 10)),
            List.of(MODEL));
    assertThat(stretches)
        .extracting(it -> it.readings().stream().map(r -> r.period().code()).toList())
        .containsExactlyInAnyOrder(List.of("2020-11", "2020-12"), List.of("2021-01", "2021-02"));
  }

  @Test
  void seriesLengthsOfPeriodAndPooledYearsAreKeptApartAndUndatedOnesLeftOut() {
    var stretches =
        Stretch.of(
            List.of(
                reading("", "2022", 5, 10),
                reading("SVOV", "2022", 5, 10),
                reading("", "2022-Q1", 5, 10),
                reading("", "2018/2022", 5, 10),
                reading("", "2020/2022", 5, 10),
                reading("", "undated", 5, 10)),
            List.of());
    assertThat(stretches).hasSize(5).allSatisfy(it -> assertThat(it.readings()).hasSize(1));
    assertThat(stretches)
        .extracting(Stretch::grain)
        .containsExactlyInAnyOrder(
            Period.Grain.YEARS,
            Period.Grain.YEARS,
            Period.Grain.YEAR,
            Period.Grain.YEAR,
            Period.Grain.QUARTER);
  }

  @Test
  void noLineIsDrawnOverABreak() {
    var readings =
        List.of(
            reading("", "2020-12", 5, 10),
            reading("", "2021-01", 6, 10),
            reading("", "2021-02", 7, 10));
    assertThat(strata(readings, List.of(MODEL))).isEqualTo(2);
    assertThat(strata(readings, List.of())).isEqualTo(1);
  }

  @Test
  void aBreakIsReadAsItIsWritten() {
    assertThat(Break.parse("2021-01-01 Ny modell")).contains(MODEL);
    assertThat(Break.parse(MODEL.text())).contains(MODEL);
    assertThat(Break.parse("2021-13-01 x")).isEmpty();
    assertThat(Break.parse("våren 2021")).isEmpty();
    assertThat(MODEL.inside(Period.parse("2019/2023"))).isTrue();
    assertThat(MODEL.inside(Period.parse("2020"))).isFalse();
    assertThat(MODEL.inside(Period.parse("2021"))).isFalse();
    assertThat(MODEL.inside(Period.parse("undated"))).isFalse();
  }

  @Test
  void aShareHasWilsonsIntervalInItsOwnUnit() {
    var interval = reading("", "2024", 13, 14).interval().orElseThrow();
    assertThat(interval.lower()).isCloseTo(68.53, within(0.01));
    assertThat(interval.upper()).isCloseTo(98.73, within(0.01));
    assertThat(interval.method()).contains("wilson");
    assertThat(reading("", "2024", 13.5, 14).interval()).isEmpty();
  }

  private static long strata(List<Reading> readings, List<Break> breaks) {
    return readings.stream().map(it -> Findings.Stratum.of(it, breaks)).distinct().count();
  }
}
