package se.samspel.funding;

import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.Kronor;
import se.samspel.core.RegionCode;

/**
 * A part of an agreement's money set aside for something.
 *
 * @param id identity: lower case, digits and hyphens
 * @param version from 1; what an edit must carry
 * @param agreement whose money it is
 * @param initiative what it pays for
 * @param costType the sort of cost
 * @param region which region it is for, empty for the whole country
 * @param purpose in words
 * @param amount set aside
 * @param overdraftDecision the decision that lets it be overdrawn
 * @param decision the decision that set it aside
 * @param involvement the involvement record or waiver behind it: {@code record:id} or {@code
 *     waiver:id}
 * @param span the days its money is for
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record BudgetLine(
    String id,
    int version,
    String agreement,
    Optional<String> initiative,
    CostType costType,
    Optional<RegionCode> region,
    Optional<String> purpose,
    Kronor amount,
    Optional<String> overdraftDecision,
    Optional<String> decision,
    Optional<String> involvement,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {

  /** The sorts of cost that are told apart. */
  public enum CostType {
    COORDINATION,
    TRAINING,
    METHOD,
    EVALUATION,
    INVOLVEMENT,
    OTHER
  }
}
