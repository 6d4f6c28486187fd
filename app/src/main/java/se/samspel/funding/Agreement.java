package se.samspel.funding;

import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.Kronor;

/**
 * An agreement, frame or budget that money comes under.
 *
 * @param id identity: lower case, digits and hyphens
 * @param version from 1; what an edit must carry
 * @param name as the source names it, in Swedish
 * @param kind what sort
 * @param period the time it is for, as the source writes it: {@code 2016}, {@code 2011-10/2015-12}
 *     or {@code yearly}
 * @param parent identity of the agreement or frame whose money this one divides
 * @param amount what was agreed; empty where no source gives it
 * @param purpose what the money is for
 * @param diaryNumber where it is registered
 * @param spendBy last day the money may be used
 * @param reportBy last day to report it
 * @param carryOver whether what is left may be used later; empty where not known
 * @param span the days of its period
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record Agreement(
    String id,
    int version,
    String name,
    Kind kind,
    String period,
    Optional<String> parent,
    Optional<Kronor> amount,
    Optional<String> purpose,
    Optional<String> diaryNumber,
    Optional<LocalDate> spendBy,
    Optional<LocalDate> reportBy,
    Optional<Boolean> carryOver,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {

  /** What sort of agreement; each sort is summed by itself. */
  public enum Kind {
    /** Between the state and the regions' association, or between parties below them. */
    AGREEMENT,
    /** A state appropriation that agreements are paid from; shown, never added. */
    FRAME,
    /** The programme's own budget. */
    BUDGET
  }

  /** Whether it states a sum for each year rather than one sum; such a sum is never added. */
  public boolean yearly() {
    return period.equals(Period.YEARLY);
  }

  /** Whether any day of the year lies in its period. */
  public boolean touches(int year) {
    return span.overlaps(new DateSpan(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1)));
  }
}
