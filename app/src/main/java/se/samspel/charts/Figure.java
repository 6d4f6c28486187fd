package se.samspel.charts;

import java.util.List;

/**
 * A diagram as it stands on a page ({@code charts/figure.jte}): the sentence first, the drawing
 * second, the table third.
 *
 * @param id unique on the page, letters, digits and hyphens
 * @param drawing with title and description
 * @param sentences what it says
 * @param badges the state in a word or two, each with its mark
 * @param legend the marks that occur, each with its meaning
 * @param notes what has to be known to read it right
 * @param flags what happened, in the order of their numbers in the drawing
 * @param table the same values
 */
public record Figure(
    String id,
    Drawing drawing,
    List<String> sentences,
    List<Badge> badges,
    List<Badge> legend,
    List<String> notes,
    List<String> flags,
    ChartTable table) {

  /** The most rows that a page shows; the file has them all. */
  public static final int MOST_ROWS = 500;

  public Figure {
    if (!id.matches("[A-Za-z][A-Za-z0-9-]*")) {
      throw new IllegalArgumentException("no id: " + id);
    }
    sentences = List.copyOf(sentences);
    badges = List.copyOf(badges);
    legend = List.copyOf(legend);
    notes = List.copyOf(notes);
    flags = List.copyOf(flags);
  }

  /** A mark with words. */
  public record Badge(Mark mark, boolean hollow, String words) {
    public Badge(Mark mark, String words) {
      this(mark, false, words);
    }

    /** The mark alone, as a drawing beside its words. */
    public String icon() {
      var sheet = new Drawing.Sheet(16, 16);
      sheet.dot(mark, 8, 8, 4.2, hollow, -1);
      return sheet.icon();
    }
  }
}
