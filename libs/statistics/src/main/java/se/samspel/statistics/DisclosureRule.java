package se.samspel.statistics;

/**
 * What of an indicator may be published, in this order: no denominator; a denominator below the
 * minimum hides everything; a small numerator; a small complement, because 98 of 100 tells who the
 * 2 are not. With {@code protectZeros} 0 is small too, and so is "all" when the denominator is
 * below twice the threshold. Hidden means hidden everywhere the number could be read or worked out.
 * Source: spec 12.1 and 12.2.
 *
 * @param threshold least count that is shown, at least 1; 5 by the practice of SKR Väntetider
 * @param minimumDenominator least denominator that is shown, at least 0
 */
public record DisclosureRule(int threshold, int minimumDenominator, boolean protectZeros) {

  static final Method METHOD = Method.of("disclosure.indicator");

  /** Why something is hidden. */
  public enum Reason {
    NONE,
    NO_DENOMINATOR,
    SMALL_DENOMINATOR,
    SMALL_NUMERATOR,
    SMALL_COMPLEMENT
  }

  /** What may be shown. */
  public record Verdict(
      boolean publishNumerator,
      boolean publishDenominator,
      boolean publishValue,
      boolean publishInterval,
      Reason reason) {
    Status status() {
      return switch (reason) {
        case NONE -> Status.OK;
        case NO_DENOMINATOR -> Status.NO_DENOMINATOR;
        case SMALL_DENOMINATOR, SMALL_NUMERATOR, SMALL_COMPLEMENT -> Status.SUPPRESSED;
      };
    }
  }

  public DisclosureRule {
    Refusal.when(
        threshold < 1 || minimumDenominator < 0,
        RefusalCode.OUT_OF_RANGE,
        "The threshold is at least 1 and the minimum denominator at least 0.");
  }

  /** Threshold 5, minimum denominator 10, zeros shown. */
  public static DisclosureRule usual() {
    return new DisclosureRule(5, 10, false);
  }

  /**
   * Judges x of n.
   *
   * @throws Refusal NEGATIVE_NUMERATOR, NUMERATOR_EXCEEDS_DENOMINATOR
   */
  public Verdict judge(long x, long n) {
    Proportions.check(x, n);
    var reason = reason(x, n);
    return switch (reason) {
      case NONE -> new Verdict(true, true, true, true, reason);
      case NO_DENOMINATOR, SMALL_DENOMINATOR -> new Verdict(false, false, false, false, reason);
      case SMALL_NUMERATOR, SMALL_COMPLEMENT -> new Verdict(false, true, false, false, reason);
    };
  }

  private Reason reason(long x, long n) {
    if (n == 0) {
      return Reason.NO_DENOMINATOR;
    }
    if (n < minimumDenominator) {
      return Reason.SMALL_DENOMINATOR;
    }
    if ((x > 0 || protectZeros) && x < threshold) {
      return Reason.SMALL_NUMERATOR;
    }
    var rest = n - x;
    var everyone = protectZeros && rest == 0 && n < 2L * threshold;
    return (rest > 0 && rest < threshold) || everyone ? Reason.SMALL_COMPLEMENT : Reason.NONE;
  }
}
