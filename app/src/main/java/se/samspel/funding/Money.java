package se.samspel.funding;

import se.samspel.core.Kronor;

/**
 * What was set aside on some budget lines and what became of it.
 *
 * @param budgeted set aside
 * @param committed promised and not yet settled by an outcome
 * @param spent outcomes
 */
public record Money(Kronor budgeted, Kronor committed, Kronor spent) {

  /** None at all. */
  public static final Money NONE = new Money(Kronor.ZERO, Kronor.ZERO, Kronor.ZERO);

  /** The two together. */
  public Money plus(Money other) {
    return new Money(
        budgeted.plus(other.budgeted), committed.plus(other.committed), spent.plus(other.spent));
  }

  /** What is neither promised nor spent; negative when overdrawn. */
  public Kronor free() {
    return budgeted.minus(committed).minus(spent);
  }
}
