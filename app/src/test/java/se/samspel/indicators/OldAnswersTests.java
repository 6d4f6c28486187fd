package se.samspel.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import se.samspel.core.AsOf;
import se.samspel.testing.TestApp;

/** What was known then is protected as was decided then, and never less than today. */
class OldAnswersTests {

  private static final Instant FIRST = Instant.parse("2024-03-01T10:00:00Z");
  private static final Instant THEN = Instant.parse("2024-06-01T10:00:00Z");
  private static final Instant CHANGED = Instant.parse("2025-01-01T10:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2025, 6, 1);

  private final TestApp app = TestApp.plain();
  private final Indicators indicators = app.bean(Indicators.class);

  /** An indicator whose least count was changed, with one value of eight persons. */
  private void given(String id, String counts, int before, int after) {
    var owner = app.database().asOwner();
    for (int version = 1; version <= 2; version++) {
      owner
          .sql(
              """
              insert into indicators.definition
                (id, version, name_sv, numerator, unit, direction, counts, least_count, recorded_at, replaced_at)
              values (:id, :version, 'Prov', 'n', 'antal', 'none', :counts, :least, cast(:at as timestamptz),
                      cast(:until as timestamptz))\
              """)
          .param("id", id)
          .param("version", version)
          .param("counts", version == 1 ? counts : "persons")
          .param("least", version == 1 ? before : after)
          .param("at", (version == 1 ? FIRST : CHANGED).toString())
          .param("until", version == 1 ? CHANGED.toString() : "infinity")
          .update();
    }
    owner
        .sql(
            """
            insert into indicators.value
              (id, version, indicator, definition_version, region, period, period_from, period_to, numerator, unit, recorded_at)
            values (cast(:id as text) || '-v', 1, :id, 1, '12', '2023', '2023-01-01', '2024-01-01', 8, 'antal', cast(:at as timestamptz))\
            """)
        .param("id", id)
        .param("at", FIRST.toString())
        .update();
  }

  private boolean tells(String id, Instant known) {
    return indicators.listValues(id, new AsOf(DAY, known)).getFirst().numerator().isPresent();
  }

  @Test
  void aLimitThatWasLoweredStillProtectsWhatWasKnownBefore() {
    given("i901", "persons", 10, 5);
    assertThat(tells("i901", THEN)).isFalse();
    assertThat(tells("i901", AsOf.NOW_KNOWN)).isTrue();
  }

  @Test
  void aLimitThatWasRaisedProtectsOldAnswersToo() {
    given("i902", "persons", 5, 10);
    assertThat(tells("i902", THEN)).isFalse();
    assertThat(tells("i902", AsOf.NOW_KNOWN)).isFalse();
  }

  @Test
  void whatWasCountedAsUnitsIsProtectedSinceItIsOfPersonsNow() {
    given("i903", "units", 50, 10);
    assertThat(tells("i903", THEN)).isFalse();
    given("i904", "units", 50, 5);
    assertThat(tells("i904", THEN)).isTrue();
  }
}
