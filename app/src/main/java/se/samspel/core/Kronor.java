package se.samspel.core;

/**
 * An amount of Swedish money as whole öre, so that no sum ever loses one.
 *
 * @param ore öre; may be negative
 */
public record Kronor(long ore) implements Comparable<Kronor> {

  /** No money. */
  public static final Kronor ZERO = new Kronor(0);

  /** The amount of so many whole kronor. */
  public static Kronor of(long kronor) {
    return new Kronor(Math.multiplyExact(kronor, 100));
  }

  /** The sum of the two. */
  public Kronor plus(Kronor other) {
    return new Kronor(Math.addExact(ore, other.ore));
  }

  /** This less the other. */
  public Kronor minus(Kronor other) {
    return new Kronor(Math.subtractExact(ore, other.ore));
  }

  @Override
  public int compareTo(Kronor other) {
    return Long.compare(ore, other.ore);
  }
}
