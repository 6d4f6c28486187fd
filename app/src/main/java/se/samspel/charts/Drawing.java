package se.samspel.charts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines, areas, marks and words on a sheet: the one drawing that the page, the SVG file and the
 * picture are made from. Coordinates are pixels from the upper left corner.
 */
public final class Drawing {

  /** Room above the drawing for its title in a file. */
  private static final int HEADING = 34;

  private final int width;
  private final int height;
  private final String title;
  private final String description;
  private final List<Shape> shapes;

  private Drawing(Sheet sheet, String title, String description) {
    width = sheet.width;
    height = sheet.height;
    shapes = List.copyOf(sheet.shapes);
    this.title = title;
    this.description = description;
  }

  /** A place on the sheet. */
  record Spot(double x, double y) {}

  /** Which part of the words stands at their place. */
  enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String name;

    Anchor(String name) {
      this.name = name;
    }
  }

  /** Something drawn. */
  sealed interface Shape {
    /** Straight from place to place. */
    record Line(Ink ink, List<Spot> through) implements Shape {}

    /** Filled between its corners. */
    record Area(Ink ink, List<Spot> corners) implements Shape {}

    record Words(Ink ink, Spot at, Anchor anchor, String text) implements Shape {}

    /**
     * A point of the figures.
     *
     * @param hollow drawn as an outline: what it shows may still change
     * @param row of the table that says the same, from 0; -1 where there is none
     */
    record Dot(Mark mark, Spot at, double size, boolean hollow, int row) implements Shape {}
  }

  /** A sheet that is being drawn on, from the back to the front. */
  static final class Sheet {
    private final int width;
    private final int height;
    private final List<Shape> shapes = new ArrayList<>();

    Sheet(int width, int height) {
      this.width = width;
      this.height = height;
    }

    void line(Ink ink, double... xy) {
      var through = new ArrayList<Spot>();
      for (var i = 0; i + 1 < xy.length; i += 2) {
        through.add(new Spot(xy[i], xy[i + 1]));
      }
      line(ink, through);
    }

    void line(Ink ink, List<Spot> through) {
      if (through.size() > 1) {
        shapes.add(new Shape.Line(ink, List.copyOf(through)));
      }
    }

    void area(Ink ink, List<Spot> corners) {
      if (corners.size() > 2) {
        shapes.add(new Shape.Area(ink, List.copyOf(corners)));
      }
    }

    void words(Ink ink, double x, double y, Anchor anchor, String text) {
      shapes.add(new Shape.Words(ink, new Spot(x, y), anchor, text));
    }

    void dot(Mark mark, double x, double y, double size, boolean hollow, int row) {
      shapes.add(new Shape.Dot(mark, new Spot(x, y), size, hollow, row));
    }

    /** What was drawn, as a picture beside words that say the same. */
    String icon() {
      var out =
          new StringBuilder("<svg class=\"drawing icon\" viewBox=\"0 0 ")
              .append(width)
              .append(' ')
              .append(height)
              .append("\" aria-hidden=\"true\" focusable=\"false\">");
      shapes.forEach(it -> append(out, it));
      return out.append("</svg>").toString();
    }

    Drawing finish(String title, String description) {
      return new Drawing(this, title, description);
    }
  }

  /** Pixels across. */
  public int width() {
    return width;
  }

  /** Pixels from top to bottom. */
  public int height() {
    return height;
  }

  /** What it shows. */
  public String title() {
    return title;
  }

  /** What it says, in a few sentences. */
  public String description() {
    return description;
  }

  List<Shape> shapes() {
    return shapes;
  }

  /**
   * The drawing inside a page: looks are the style sheet's. Everything that comes from elsewhere is
   * escaped.
   *
   * @param id unique on the page, letters, digits and hyphens
   */
  public String markup(String id) {
    var out = new StringBuilder(256 + 64 * shapes.size());
    out.append("<svg class=\"drawing\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" role=\"img\" aria-labelledby=\"")
        .append(escape(id))
        .append("-t\" aria-describedby=\"")
        .append(escape(id))
        .append("-d\"><title id=\"")
        .append(escape(id))
        .append("-t\">")
        .append(escape(title))
        .append("</title><desc id=\"")
        .append(escape(id))
        .append("-d\">")
        .append(escape(description))
        .append("</desc>");
    shapes.forEach(it -> append(out, it));
    return out.append("</svg>").toString();
  }

  /** The drawing as a file of its own, with its title above, in light colours. */
  public byte[] svg() {
    var out = new StringBuilder(2_048 + 64 * shapes.size());
    var tall = height + HEADING;
    out.append(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"")
        .append(" width=\"")
        .append(width)
        .append("\" height=\"")
        .append(tall)
        .append("\" viewBox=\"0 ")
        .append(-HEADING)
        .append(' ')
        .append(width)
        .append(' ')
        .append(tall)
        .append("\" role=\"img\">\n<title>")
        .append(escape(title))
        .append("</title>\n<desc>")
        .append(escape(description))
        .append("</desc>\n<style>")
        .append(style())
        .append("</style>\n<rect class=\"sheet\" y=\"")
        .append(-HEADING)
        .append("\" width=\"")
        .append(width)
        .append("\" height=\"")
        .append(tall)
        .append("\"/>\n");
    append(out, heading());
    shapes.forEach(it -> append(out, it));
    return out.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The drawing as a PNG picture, with its title above, in light colours.
   *
   * @param scale pixels of the picture per pixel of the drawing, 1 to 4
   * @throws NoPicture when the machine has no fonts to write with
   */
  public byte[] png(int scale) {
    var out = new ByteArrayOutputStream();
    Painting.paint(this, HEADING, scale, out);
    return out.toByteArray();
  }

  /** This machine can't write words in a picture; the SVG file has the same drawing. */
  public static final class NoPicture extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoPicture(Throwable cause) {
      super("no picture can be drawn: " + cause.getMessage(), cause);
    }
  }

  Shape.Words heading() {
    return new Shape.Words(Ink.STRONG, new Spot(12, -12), Anchor.START, title);
  }

  private static String style() {
    var out =
        new StringBuilder(
            "text{font:12px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}"
                + ".sheet{fill:#fff}.strong{font-weight:600}");
    for (var ink : Ink.values()) {
      out.append('.').append(ink.css().replace(' ', '.')).append('{');
      var colour = String.format(Locale.ROOT, "#%06x", ink.colour());
      if (ink.line()) {
        out.append("fill:none;stroke:")
            .append(colour)
            .append(";stroke-width:")
            .append(number(ink.width()));
        if (ink.dash().length == 2) {
          out.append(";stroke-dasharray:")
              .append(number(ink.dash()[0]))
              .append(' ')
              .append(number(ink.dash()[1]));
        }
      } else {
        out.append("fill:").append(colour);
      }
      out.append('}');
      if (!ink.line()) {
        out.append('.')
            .append(ink.css().replace(' ', '.'))
            .append(".hollow{fill:#fff;stroke:")
            .append(colour)
            .append(";stroke-width:1.5}");
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, Shape shape) {
    switch (shape) {
      case Shape.Line line -> {
        out.append("<path class=\"").append(line.ink().css()).append("\" d=\"");
        path(out, line.through());
        out.append("\"/>");
      }
      case Shape.Area area -> {
        out.append("<path class=\"").append(area.ink().css()).append("\" d=\"");
        path(out, area.corners());
        out.append("Z\"/>");
      }
      case Shape.Words words ->
          out.append("<text class=\"")
              .append(words.ink().css())
              .append("\" x=\"")
              .append(number(words.at().x()))
              .append("\" y=\"")
              .append(number(words.at().y()))
              .append("\" text-anchor=\"")
              .append(words.anchor().name)
              .append("\">")
              .append(escape(words.text()))
              .append("</text>");
      case Shape.Dot dot -> append(out, dot);
    }
  }

  private static void append(StringBuilder out, Shape.Dot dot) {
    var css = "dot " + dot.mark().ink().css() + (dot.hollow() ? " hollow" : "");
    var row = dot.row() < 0 ? "" : " data-row=\"" + dot.row() + "\"";
    var corners = dot.mark().corners(dot.size());
    if (corners.length == 0) {
      out.append("<circle class=\"")
          .append(css)
          .append('"')
          .append(row)
          .append(" cx=\"")
          .append(number(dot.at().x()))
          .append("\" cy=\"")
          .append(number(dot.at().y()))
          .append("\" r=\"")
          .append(number(dot.size()))
          .append("\"/>");
      return;
    }
    out.append("<path class=\"").append(css).append('"').append(row).append(" d=\"");
    for (var i = 0; i < corners.length; i++) {
      var stroke = dot.mark() == Mark.EXCLUDED && i % 2 == 0;
      out.append(i == 0 || stroke ? 'M' : 'L')
          .append(number(dot.at().x() + corners[i][0]))
          .append(' ')
          .append(number(dot.at().y() + corners[i][1]));
    }
    out.append(dot.mark() == Mark.EXCLUDED ? "\"/>" : "Z\"/>");
  }

  private static void path(StringBuilder out, List<Spot> through) {
    for (var i = 0; i < through.size(); i++) {
      out.append(i == 0 ? 'M' : 'L')
          .append(number(through.get(i).x()))
          .append(' ')
          .append(number(through.get(i).y()));
    }
  }

  private static String number(double x) {
    var tenths = Math.round(x * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }

  private static String escape(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          // Control characters are no XML; nobody can read them either.
          if (c >= ' ') {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }
}
