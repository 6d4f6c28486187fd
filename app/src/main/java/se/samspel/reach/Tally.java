package se.samspel.reach;

/**
 * A count as it may be shown.
 *
 * @param low the least it can be
 * @param high the most it can be; equal to {@code low} where the count is exact
 */
public record Tally(Kind kind, long low, long high) {

  /** What can be said. */
  public enum Kind {
    /** The bounds are shown. */
    KNOWN,
    /** Nobody knows: a part of the sum was never reported. */
    MISSING,
    /** Known, but not shown, so that no person can be singled out. */
    HIDDEN
  }

  /** Not known. */
  static final Tally UNKNOWN = new Tally(Kind.MISSING, 0, 0);

  /** Not shown. */
  static final Tally WITHHELD = new Tally(Kind.HIDDEN, 0, 0);

  public Tally {
    if (low < 0 || low > high) {
      throw new IllegalArgumentException(low + " to " + high);
    }
  }

  static Tally between(long low, long high) {
    return new Tally(Kind.KNOWN, low, high);
  }

  public boolean known() {
    return kind == Kind.KNOWN;
  }

  public boolean hidden() {
    return kind == Kind.HIDDEN;
  }

  /** Whether the bounds coincide. */
  public boolean exact() {
    return known() && low == high;
  }

  /** As files write it: the number, {@code low-high}, {@code dold}, or nothing where not known. */
  String text() {
    return switch (kind) {
      case KNOWN -> exact() ? Long.toString(low) : low + "-" + high;
      case MISSING -> "";
      case HIDDEN -> "dold";
    };
  }
}
