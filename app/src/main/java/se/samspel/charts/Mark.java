package se.samspel.charts;

/** Shape of a point. The shape carries the meaning; colour only repeats it. */
public enum Mark {
  /** Nothing out of the ordinary: a circle. */
  COMMON(Ink.COMMON),
  /** Better than chance explains: a triangle. */
  BETTER(Ink.BETTER),
  /** Worse than chance explains: a diamond. */
  WORSE(Ink.WORSE),
  /** Unlike what chance explains, neither better nor worse: a square. */
  NEUTRAL(Ink.NEUTRAL),
  /** Left out of all that is computed: a cross. */
  EXCLUDED(Ink.EXCLUDED);

  private final Ink ink;

  Mark(Ink ink) {
    this.ink = ink;
  }

  Ink ink() {
    return ink;
  }

  /** Message key of what the shape means. */
  public String key() {
    return "diagram.mark." + name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * The shape's corners about a centre; empty for the circle, and the ends of the two strokes for
   * the cross.
   *
   * @param r from the centre to the farthest point of a circle of the same weight
   */
  double[][] corners(double r) {
    var wide = 1.25 * r;
    return switch (this) {
      case COMMON -> new double[0][];
      case BETTER -> new double[][] {{0, -1.4 * r}, {1.3 * r, r}, {-1.3 * r, r}};
      case WORSE -> new double[][] {{0, -1.5 * r}, {1.5 * r, 0}, {0, 1.5 * r}, {-1.5 * r, 0}};
      case NEUTRAL -> new double[][] {{-wide, -wide}, {wide, -wide}, {wide, wide}, {-wide, wide}};
      case EXCLUDED -> new double[][] {{-r, -r}, {r, r}, {-r, r}, {r, -r}};
    };
  }
}
