package se.samspel.indicators.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwedishNumberTests {

  @Test
  void decimalCommasAndSpacesBetweenThousandsOfEveryKindAreRead() {
    assertThat(SwedishNumber.parse("80,4")).contains(80.4);
    assertThat(SwedishNumber.parse("1 234,5")).contains(1234.5);
    assertThat(SwedishNumber.parse("1\u00a0234\u00a0567")).contains(1234567.0);
    assertThat(SwedishNumber.parse("12\u202f345,25")).contains(12345.25);
    assertThat(SwedishNumber.parse("1\u2009000")).contains(1000.0);
    assertThat(SwedishNumber.parse("\u22123,5")).contains(-3.5);
    assertThat(SwedishNumber.parse(" 75.4 ")).contains(75.4);
    assertThat(SwedishNumber.parse("0")).contains(0.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "..",
        "NaN",
        "Infinity",
        "1e999",
        "1,2,3",
        "1 23",
        "12 34 567",
        "1.234,5",
        "0x10",
        "5 %",
        "ett",
        "1,",
        ",5",
        "١٢"
      })
  void whatIsNoNumberIsNeverGuessedAt(String text) {
    assertThat(SwedishNumber.parse(text)).isEqualTo(Optional.empty());
  }
}
