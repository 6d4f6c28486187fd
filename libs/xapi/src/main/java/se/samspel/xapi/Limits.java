package se.samspel.xapi;

/**
 * How large a JSON text may be; each limit is refused with its reason.
 *
 * @param depth how many objects and arrays may stand inside each other, 1 or more
 * @param text longest text, in characters
 * @param name longest property name, in characters
 * @param numeral longest number, in characters
 */
public record Limits(int depth, int text, int name, int numeral) {

  /** What no honest client comes near. */
  public static final Limits DEFAULT = new Limits(100, 4_000_000, 20_000, 400);

  public Limits {
    if (depth < 1 || text < 1 || name < 1 || numeral < 1) {
      throw new IllegalArgumentException("a limit is 1 or more");
    }
  }
}
