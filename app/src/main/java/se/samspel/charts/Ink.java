package se.samspel.charts;

/**
 * What a line, an area, a mark or a word in a drawing is about. On a page its look is the style
 * sheet's, by {@link #css}; in a file that leaves the page it is the one given here, which is the
 * page's in light colours.
 */
enum Ink {
  AXIS("axis", 0x7f8c92, 1, true),
  GRID("grid", 0xe3ddd2, 1, true),
  LINE("line", 0x6b6b6b, 1.5, true),
  CENTRE("centre", 0x1d2a2f, 1.2, true),
  LIMIT("limit", 0x55636a, 1.2, true, 6, 3),
  PROVISIONAL("limit provisional", 0x55636a, 1.4, true, 1.5f, 4),
  WARNING("warning", 0x7f8c92, 0.8, true),
  INNER("inner", 0x55636a, 1.2, true, 6, 3),
  OUTER("outer", 0x1d2a2f, 1.4, true),
  TARGET("target", 0x0f5c63, 1.8, true, 8, 3),
  PHASE("phase", 0x7f8c92, 1, true, 2, 2),
  FLAG("flag", 0x5b4a00, 1.5, true),
  BAND("band", 0xd9ebea, 0, false),
  CURVE("curve", 0x0f5c63, 2, true),
  WHISKER("whisker", 0x1d2a2f, 1.6, true),
  COMMON("common", 0x6b6b6b, 1.5, false),
  BETTER("better", 0x0072b2, 1.5, false),
  WORSE("worse", 0xc4500a, 1.5, false),
  NEUTRAL("neutral", 0x490092, 1.5, false),
  EXCLUDED("excluded", 0x55636a, 1.8, true),
  OWN("own", 0x0f5c63, 2.5, true),
  WORDS("words", 0x1d2a2f, 0, false),
  QUIET("words quiet", 0x55636a, 0, false),
  STRONG("words strong", 0x1d2a2f, 0, false);

  private final String css;
  private final int colour;
  private final double width;
  private final boolean line;
  private final float[] dash;

  Ink(String css, int colour, double width, boolean line, float... dash) {
    this.css = css;
    this.colour = colour;
    this.width = width;
    this.line = line;
    this.dash = dash;
  }

  /** Names of its classes in the style sheet. */
  String css() {
    return css;
  }

  /** Red, green and blue, 0xrrggbb. */
  int colour() {
    return colour;
  }

  /** Width of the line in pixels. */
  double width() {
    return width;
  }

  /** Lines are drawn, everything else is filled. */
  boolean line() {
    return line;
  }

  /** Lengths of dash and gap in pixels; empty for a whole line. */
  float[] dash() {
    return dash.clone();
  }

  boolean strong() {
    return this == STRONG;
  }
}
