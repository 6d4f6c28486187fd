package se.samspel.implementation;

/**
 * How far a unit has come with a recommendation or method.
 *
 * <p>Source: Införandesteg, coordination reference section b.
 */
public enum Stage {
  DECLINED,
  INTEREST,
  FEASIBILITY,
  PLANNING,
  TRAINING,
  BEGINNING,
  IN_USE,
  IN_USE_WITH_FIDELITY,
  LASTING,
  PHASED_OUT;

  /** 0–9, as the database, the pack and the API write it. */
  public int number() {
    return ordinal();
  }

  /**
   * The stage with the number.
   *
   * @throws IllegalArgumentException outside 0–9
   */
  public static Stage of(int number) {
    if (number < 0 || number >= values().length) {
      throw new IllegalArgumentException("a stage is 0–9, not " + number);
    }
    return values()[number];
  }

  /** Message key of its name. */
  public String key() {
    return "stage." + number();
  }

  /** Whether the way ends here, until it begins anew: declined or phased out. */
  boolean ends() {
    return this == DECLINED || this == PHASED_OUT;
  }

  /** Whether the unit works so: from beginning until phased out. */
  boolean adopted() {
    return compareTo(BEGINNING) >= 0 && this != PHASED_OUT;
  }
}
