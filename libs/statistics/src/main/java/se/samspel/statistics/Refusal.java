package se.samspel.statistics;

/**
 * The input cannot be answered honestly, so it is not answered at all. Thrown by the statistics
 * themselves; {@link Operations} turns it into {@link Answer.Refused}.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RefusalCode code;

  Refusal(RefusalCode code, String sentence) {
    super(sentence, null, false, false);
    this.code = code;
  }

  public RefusalCode code() {
    return code;
  }

  static void when(boolean wrong, RefusalCode code, String sentence) {
    if (wrong) {
      throw new Refusal(code, sentence);
    }
  }
}
