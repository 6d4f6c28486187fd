package se.samspel.workshop;

import java.util.ArrayList;
import java.util.List;
import se.samspel.core.Refused;
import se.samspel.core.Refused.FieldFault;

/** What is wrong with what was sent, gathered so that all of it can be mended at once. */
final class Faults {

  /** More would not be read by anyone. */
  static final int MOST = 20;

  private final List<FieldFault> found = new ArrayList<>();

  void add(String field, String key, Object... arguments) {
    if (found.size() < MOST) {
      found.add(new FieldFault(field, key, arguments));
    }
  }

  /** A cell that can't be read: where it stands and what stands in it. */
  void cell(Grid.Line line, int column, Layout layout, String key) {
    var cell = line.cells().get(column);
    add(
        "data",
        key,
        line.number(),
        layout.name(column),
        cell.length() <= 30 ? cell : cell.substring(0, 30) + "…");
  }

  boolean any() {
    return !found.isEmpty();
  }

  /**
   * Ends the reading.
   *
   * @throws Refused when there is any fault
   */
  void refuse() {
    if (any()) {
      throw Refused.fields(found);
    }
  }
}
