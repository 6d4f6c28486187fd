package se.samspel.ui;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The golden thread as it is drawn ({@code ui/threadline.jte}): nine knots in order, each whole,
 * unconfirmed or missing.
 *
 * @param states in the order of {@link Knot}
 */
public record ThreadLine(List<State> states) {

  public ThreadLine {
    if (states.size() != Knot.values().length) {
      throw new IllegalArgumentException("the thread has nine knots, not " + states.size());
    }
    states = List.copyOf(states);
  }

  /** How far a link has come. */
  public enum State {
    /** Confirmed. */
    WHOLE,
    /** Proposed, not confirmed. */
    UNCONFIRMED,
    /** Nothing there. */
    MISSING
  }

  /** The links in the order of the thread. */
  public enum Knot {
    AIM,
    NEED,
    INITIATIVE,
    MONEY,
    METHOD,
    TRAINING,
    REACH,
    ADOPTION,
    MEASURE;

    /** Message key of the knot's word. */
    public String key() {
      return "knot." + name().toLowerCase(Locale.ROOT);
    }
  }

  public State state(Knot knot) {
    return states.get(knot.ordinal());
  }

  /** The first missing knot, empty when the thread is whole. */
  public Optional<Knot> firstMissing() {
    var at = states.indexOf(State.MISSING);
    return at < 0 ? Optional.empty() : Optional.of(Knot.values()[at]);
  }

  /** How many knots from the beginning hold without a gap, 0–9. */
  public int reaches() {
    return firstMissing().map(Enum::ordinal).orElse(states.size());
  }

  /** The drawing in words. */
  public String words(Page page) {
    return firstMissing()
        .map(knot -> page.t("threadline.broken", page.t(knot.key())))
        .orElseGet(() -> page.t("threadline.whole"));
  }
}
