package se.samspel.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.samspel.core.DateSpan;

class PeriodTests {

  @ParameterizedTest
  @CsvSource({
    "2022, 2022-01-01, 2023-01-01",
    "2021-05, 2021-05-01, 2021-06-01",
    "2021-12, 2021-12-01, 2022-01-01",
    "2024-H1, 2024-01-01, 2024-07-01",
    "2024-H2, 2024-07-01, 2025-01-01",
    "2024-Q1, 2024-01-01, 2024-04-01",
    "2024-Q4, 2024-10-01, 2025-01-01",
    "2018/2022, 2018-01-01, 2023-01-01"
  })
  void aPeriodIsItsDays(String code, LocalDate from, LocalDate to) {
    assertThat(Period.parse(code).span()).isEqualTo(new DateSpan(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "22", "2024-13", "2024-00", "2024-H3", "2024-Q5", "2022/2018", "2024-1", "nu"})
  void anythingElseIsNoPeriod(String code) {
    assertThat(Period.isPeriod(code)).isFalse();
    assertThatThrownBy(() -> Period.parse(code)).isInstanceOf(IllegalArgumentException.class);
  }
}
