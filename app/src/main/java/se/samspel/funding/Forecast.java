package se.samspel.funding;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import se.samspel.core.DateSpan;
import se.samspel.core.Kronor;

/**
 * What is likely to be left when the time for using the money is over.
 *
 * @param unspent likely left; never negative
 * @param by the last day the money may be used
 * @param closed whether that day has passed, so that {@code unspent} is what was left
 */
public record Forecast(Kronor unspent, LocalDate by, boolean closed) {

  /**
   * Looks ahead from a day: as much is used as has been spent and promised, or as much as the pace
   * of the spending so far gives over the whole time, whichever is more, and at most the budget.
   * After the last day only what was spent counts.
   *
   * @param span the days the money is for, from the first to the day after the last
   */
  static Forecast of(Money money, DateSpan span, LocalDate today) {
    var last = span.to().minusDays(1);
    if (today.isAfter(last)) {
      return new Forecast(left(money.budgeted(), money.spent()), last, true);
    }
    var passed = ChronoUnit.DAYS.between(span.from(), today) + 1;
    var all = ChronoUnit.DAYS.between(span.from(), span.to());
    var used = money.spent().plus(money.committed());
    if (passed > 0) {
      var pace =
          BigInteger.valueOf(money.spent().ore())
              .multiply(BigInteger.valueOf(all))
              .divide(BigInteger.valueOf(passed))
              .longValueExact();
      used = used.ore() >= pace ? used : new Kronor(pace);
    }
    return new Forecast(left(money.budgeted(), used), last, false);
  }

  private static Kronor left(Kronor budgeted, Kronor used) {
    var left = budgeted.minus(used);
    return left.compareTo(Kronor.ZERO) < 0 ? Kronor.ZERO : left;
  }
}
