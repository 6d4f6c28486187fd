package se.samspel.funding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.Kronor;

class MoneyRulesTests {

  @Test
  void oneKronaAppearsOnceFromTheStateToTheUnit() {
    var state = agreement("state", null, 1_000L);
    var programme = agreement("programme", "state", 100L);
    var region = agreement("region", "programme", 40L);
    var all = List.of(state, programme, region);
    assertThat(Total.of(all, all).known()).isEqualTo(Kronor.of(1_000));
    assertThat(Total.of(List.of(programme, region), all).known()).isEqualTo(Kronor.of(100));
    // The step between is not among those summed, and still joins them.
    assertThat(Total.of(List.of(state, region), all).known()).isEqualTo(Kronor.of(1_000));
  }

  @Test
  void anUnknownWholeIsToldByItsKnownParts() {
    var state = agreement("state", null, null);
    var a = agreement("a", "state", 30L);
    var b = agreement("b", "state", 12L);
    var alone = agreement("alone", null, null);
    var all = List.of(state, a, b, alone);
    assertThat(Total.of(all, all)).isEqualTo(new Total(Kronor.of(42), 1, 0));
  }

  @Test
  void framesAndYearlySumsAreNeverAdded() {
    var frame = of("frame", Agreement.Kind.FRAME, "2021", null, 1_788_893_000L);
    var yearly = of("yearly", Agreement.Kind.BUDGET, "yearly", null, 10_000_000L);
    var budget = of("budget", Agreement.Kind.BUDGET, "2021", "frame", 10_000_000L);
    var all = List.of(frame, yearly, budget);
    assertThat(Total.of(all, all)).isEqualTo(new Total(Kronor.of(10_000_000), 0, 1));
  }

  @Test
  void aCommitmentBindsWhatItsOutcomesHaveNotPaid() {
    var promise = entry("p", Entry.Kind.COMMITMENT, null, 100_00);
    var part = entry("o1", Entry.Kind.OUTCOME, "p", 60_00);
    var rest = entry("o2", Entry.Kind.OUTCOME, "p", 45_01);
    var credit = entry("c", Entry.Kind.COMMITMENT, null, -1_00);
    assertThat(Entry.bound(List.of(promise))).isEqualTo(new Kronor(100_00));
    assertThat(Entry.bound(List.of(promise, part))).isEqualTo(new Kronor(100_00));
    assertThat(Entry.open(List.of(promise, part))).isEqualTo(Map.of("p", new Kronor(40_00)));
    assertThat(Entry.bound(List.of(promise, part, rest))).isEqualTo(new Kronor(105_01));
    assertThat(Entry.bound(List.of(promise, part, rest, credit))).isEqualTo(new Kronor(104_01));
  }

  @Test
  void theClockTicksAtSixtyThirtyAndSevenDays() {
    var today = LocalDate.of(2026, 11, 25);
    assertThat(duty(today.minusDays(1), null).clock(today)).isEqualTo(Duty.Clock.OVERDUE);
    assertThat(duty(today, null).clock(today)).isEqualTo(Duty.Clock.WITHIN_7);
    assertThat(duty(today.plusDays(7), null).clock(today)).isEqualTo(Duty.Clock.WITHIN_7);
    assertThat(duty(today.plusDays(8), null).clock(today)).isEqualTo(Duty.Clock.WITHIN_30);
    assertThat(duty(today.plusDays(30), null).clock(today)).isEqualTo(Duty.Clock.WITHIN_30);
    assertThat(duty(today.plusDays(60), null).clock(today)).isEqualTo(Duty.Clock.WITHIN_60);
    assertThat(duty(today.plusDays(61), null).clock(today)).isEqualTo(Duty.Clock.LATER);
    assertThat(duty(today.minusDays(9), today).clock(today)).isEqualTo(Duty.Clock.DONE);
    // What was done later was not done then.
    assertThat(duty(today.minusDays(9), today).clock(today.minusDays(1)))
        .isEqualTo(Duty.Clock.OVERDUE);
  }

  @Test
  void theForecastTakesTheMoreOfPaceAndPromises() {
    var year = new DateSpan(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1));
    var halfway = LocalDate.of(2026, 7, 2);
    assertThat(Forecast.of(money(1000, 0, 250), year, halfway).unspent())
        .as("a quarter spent in 183 of 365 days")
        .isEqualTo(new Kronor(1000_00 - 250_00L * 365 / 183));
    assertThat(Forecast.of(money(1000, 700, 250), year, halfway).unspent())
        .isEqualTo(Kronor.of(50));
    assertThat(Forecast.of(money(1000, 0, 900), year, halfway).unspent()).isEqualTo(Kronor.ZERO);
    var after = Forecast.of(money(1000, 700, 250), year, LocalDate.of(2027, 1, 1));
    assertThat(after).isEqualTo(new Forecast(Kronor.of(750), LocalDate.of(2026, 12, 31), true));
  }

  @Test
  void amountsAreReadToTheOreAndNeverRounded() {
    assertThat(read("1 234,50")).contains(new Kronor(123_450));
    assertThat(read("0.01")).contains(new Kronor(1));
    assertThat(read("90071992547,93")).contains(new Kronor(9_007_199_254_793L));
    assertThat(read("\u22127")).contains(Kronor.of(-7));
    for (var wrong : List.of("1,234", "tio", "1e3", "12:50", "1 000 000 000 001")) {
      assertThat(read(wrong)).as(wrong).isEmpty();
    }
    assertThat(Amounts.written(new Kronor(123_450))).isEqualTo("1234,50");
    assertThat(Amounts.written(new Kronor(-5))).isEqualTo("-0,05");
    assertThat(Amounts.written(Kronor.of(70))).isEqualTo("70");
  }

  @Test
  void periodsAreReadAsWritten() {
    assertThat(Period.span("2016"))
        .contains(new DateSpan(LocalDate.of(2016, 1, 1), LocalDate.of(2017, 1, 1)));
    assertThat(Period.span("2011-10/2015-12"))
        .contains(new DateSpan(LocalDate.of(2011, 10, 1), LocalDate.of(2016, 1, 1)));
    assertThat(Period.span("yearly")).contains(new DateSpan(DateSpan.EARLIEST, DateSpan.OPEN));
    for (var wrong : List.of("2016-13", "2016/2015", "i år", "2016-02-30", "16")) {
      assertThat(Period.span(wrong)).as(wrong).isEmpty();
    }
  }

  private static Optional<Kronor> read(String text) {
    return Amounts.optional(new Fields(Map.of("amount", text)), "amount", true);
  }

  private static Money money(long budgeted, long committed, long spent) {
    return new Money(Kronor.of(budgeted), Kronor.of(committed), Kronor.of(spent));
  }

  private static Duty duty(LocalDate due, @org.jspecify.annotations.Nullable LocalDate done) {
    return new Duty(
        "d",
        1,
        "a",
        "kansliet",
        due,
        "rapport",
        Optional.ofNullable(done),
        Optional.empty(),
        false);
  }

  private static Entry entry(
      String id, Entry.Kind kind, @org.jspecify.annotations.Nullable String settles, long ore) {
    return new Entry(
        id,
        1,
        "line",
        kind,
        Optional.ofNullable(settles),
        LocalDate.of(2026, 1, 1),
        new Kronor(ore),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static Agreement agreement(
      String id,
      @org.jspecify.annotations.Nullable String parent,
      @org.jspecify.annotations.Nullable Long kronor) {
    return of(id, Agreement.Kind.AGREEMENT, "2026", parent, kronor);
  }

  private static Agreement of(
      String id,
      Agreement.Kind kind,
      String period,
      @org.jspecify.annotations.Nullable String parent,
      @org.jspecify.annotations.Nullable Long kronor) {
    return new Agreement(
        id,
        1,
        id,
        kind,
        period,
        Optional.ofNullable(parent),
        Optional.ofNullable(kronor).map(Kronor::of),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Period.span(period).orElseThrow(),
        Optional.empty(),
        false);
  }
}
