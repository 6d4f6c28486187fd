package se.samspel.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance that falls out the same every time: seeded by a constant and by what it is about, so that
 * a change in one part of the sample leaves the others as they are.
 */
final class Chance {

  private static final long SEED = 20_261_101L;

  private final SplittableRandom random;

  private Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The chance of a thing, named by its parts. */
  static Chance of(Object... about) {
    var seed = SEED;
    for (var part : about) {
      seed = seed * 1_000_003L + String.valueOf(part).hashCode();
    }
    return new Chance(seed);
  }

  /** True in so many of a hundred. */
  boolean percent(int hundredths) {
    return random.nextInt(100) < hundredths;
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** One of the things. */
  <T> T oneOf(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  /** A day from {@code first} to so many days later. */
  LocalDate after(LocalDate first, int least, int most) {
    return first.plusDays(between(least, most));
  }
}
