package se.samspel.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTests {

  @Test
  void aBoxIsTickedOrNotAndNothingElse() {
    assertThat(new Fields(Map.of("box", "true")).ticked("box")).isTrue();
    assertThat(new Fields(Map.of("box", "false")).ticked("box")).isFalse();
    assertThat(new Fields(Map.of("box", " ")).ticked("box")).isFalse();
    assertThat(new Fields(Map.of()).ticked("box")).isFalse();
    for (var garbage : List.of("x", "TRUE", "1", "on", "ja")) {
      var fields = new Fields(Map.of("box", garbage));
      assertThat(fields.ticked("box")).isFalse();
      assertThatThrownBy(fields::accept)
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.faultsByField()).containsOnlyKeys("box"));
    }
  }
}
