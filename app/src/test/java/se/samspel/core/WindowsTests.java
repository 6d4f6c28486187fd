package se.samspel.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WindowsTests {

  private Instant now = Instant.parse("2026-03-01T10:00:10Z");

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @Test
  void eachSenderHasItsOwnLimitAndEachWindowBeginsAnew() {
    var windows = new Windows(clock, Duration.ofMinutes(1), 2);
    assertThat(windows.full("a")).isFalse();
    assertThat(windows.admit("a")).isTrue();
    assertThat(windows.full("a")).isFalse();
    assertThat(windows.admit("a")).isTrue();
    assertThat(windows.full("a")).isTrue();
    assertThat(windows.admit("a")).isFalse();
    assertThat(windows.admit("b")).isTrue();
    now = now.plusSeconds(49);
    assertThat(windows.full("a")).isTrue();
    now = now.plusSeconds(1);
    assertThat(windows.full("a")).isFalse();
    assertThat(windows.admit("a")).isTrue();
  }

  @Test
  void manySendersShareALimitInsteadOfFillingTheMemory() {
    var windows = new Windows(clock, Duration.ofMinutes(1), 3);
    for (int i = 0; i < 50_000; i++) {
      assertThat(windows.admit("sender-" + i)).isTrue();
    }
    for (int i = 0; i < 3; i++) {
      assertThat(windows.admit("late-" + i)).isTrue();
    }
    assertThat(windows.full("somebody new")).isTrue();
    assertThat(windows.admit("somebody new")).isFalse();
    assertThat(windows.admit("sender-7")).isTrue();
  }
}
