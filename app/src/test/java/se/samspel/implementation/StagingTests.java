package se.samspel.implementation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.samspel.core.DateSpan;

class StagingTests {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

  private static List<StageEvent> history(Object... stagesAndDays) {
    var events = new ArrayList<StageEvent>();
    for (int i = 0; i < stagesAndDays.length; i += 2) {
      events.add(
          event((int) stagesAndDays[i], LocalDate.parse((String) stagesAndDays[i + 1]), i, false));
    }
    return Staging.ordered(events);
  }

  private static StageEvent event(int stage, LocalDate day, int order, boolean notApplicable) {
    return new StageEvent(
        "e" + order,
        "t",
        Stage.of(stage),
        day,
        Optional.empty(),
        Optional.of("skäl"),
        Optional.empty(),
        notApplicable,
        "ground",
        Instant.EPOCH.plusSeconds(order),
        false);
  }

  @Test
  void theLatestDayDecidesWhateverOrderItWasRecordedIn() {
    var events = history(6, "2026-09-01", 3, "2026-01-01");
    assertThat(Staging.current(events).map(StageEvent::stage)).contains(Stage.IN_USE);
  }

  @Test
  void ofTwoOnTheSameDayTheLaterRecordedDecides() {
    var events = history(6, "2026-09-01", 5, "2026-09-01");
    assertThat(Staging.current(events).map(StageEvent::stage)).contains(Stage.BEGINNING);
  }

  @Test
  void aStageThatDoesNotConcernTheUnitSaysNothingOfWhereItStands() {
    var events =
        Staging.ordered(
            List.of(
                event(3, LocalDate.of(2026, 9, 1), 1, false),
                event(7, LocalDate.of(2026, 10, 1), 2, true)));
    assertThat(Staging.current(events).map(StageEvent::stage)).contains(Stage.PLANNING);
  }

  @Test
  void itHasStalledAfterHalfAYearAndADay() {
    assertThat(Staging.flags(history(3, "2026-05-29"), false, false, DAY)).isEmpty();
    assertThat(Staging.flags(history(3, "2026-05-28"), false, false, DAY))
        .containsExactly(Flag.STALLED);
  }

  @Test
  void whatLastsOrHasEndedNeverStalls() {
    assertThat(Staging.flags(history(8, "2020-01-01"), false, false, DAY)).isEmpty();
    assertThat(Staging.flags(history(9, "2020-01-01"), true, true, DAY)).isEmpty();
    assertThat(Staging.flags(history(0, "2020-01-01"), true, true, DAY)).isEmpty();
  }

  @Test
  void itHasRegressedWhenItWasFurtherSinceItLastEnded() {
    assertThat(Staging.flags(history(6, "2026-09-01", 4, "2026-10-01"), false, false, DAY))
        .containsExactly(Flag.REGRESSED);
    assertThat(
            Staging.flags(
                history(6, "2026-01-01", 9, "2026-02-01", 1, "2026-10-01"), false, false, DAY))
        .isEmpty();
  }

  @Test
  void itIsFragileFromTrainingOnAndOldWhileUnderWay() {
    assertThat(Staging.flags(history(3, "2026-11-01"), true, false, DAY)).isEmpty();
    assertThat(Staging.flags(history(4, "2026-11-01"), true, true, DAY))
        .containsExactly(Flag.FRAGILE, Flag.ON_OLD_VERSION);
  }

  @Test
  void itAdoptsFromBeginningUntilPhasedOut() {
    assertThat(Staging.adopted(history(4, "2026-01-01"))).isEmpty();
    assertThat(Staging.adopted(history(5, "2026-01-01", 7, "2026-03-01")))
        .contains(DateSpan.since(LocalDate.of(2026, 1, 1)));
    assertThat(Staging.adopted(history(5, "2026-01-01", 9, "2026-03-01")))
        .contains(new DateSpan(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 1)));
    assertThat(
            Staging.adopted(
                history(5, "2026-01-01", 9, "2026-03-01", 1, "2026-04-01", 6, "2026-05-01")))
        .contains(DateSpan.since(LocalDate.of(2026, 5, 1)));
  }

  @Test
  void decliningNeedsAReason() {
    assertThatThrownBy(() ->
            new StageEvent(
                "e",
                "t",
                Stage.DECLINED,
                DAY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                "ground",
                Instant.EPOCH,
                false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
