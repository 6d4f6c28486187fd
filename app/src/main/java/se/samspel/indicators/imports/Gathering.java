package se.samspel.indicators.imports;

import java.util.ArrayList;
import java.util.List;

/** Collects rows and faults while an extract is read, within bounds. */
final class Gathering {

  /** Most values in one import; more are divided into several. */
  static final int MOST_ROWS = 100_000;

  /** Beyond so many faults the reading stops: the file is of another kind. */
  static final int MOST_FAULTS = 2_000;

  private final List<Row> rows = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  void add(Row row) {
    rows.add(row);
    if (rows.size() > MOST_ROWS) {
      throw new Unreadable(
          Place.whole(row.place().part()), "import.fault.too-many-rows", MOST_ROWS);
    }
  }

  void fault(Place place, String key, Object... arguments) {
    fault(new Fault(place, key, arguments));
  }

  void fault(Fault fault) {
    faults.add(fault);
    if (faults.size() >= MOST_FAULTS) {
      throw new Unreadable(
          Place.whole(fault.place().part()), "import.fault.too-many-faults", MOST_FAULTS);
    }
  }

  /** Whether the same has not been told before. */
  boolean first(Fault fault) {
    return !faults.contains(fault);
  }

  int count() {
    return faults.size();
  }

  List<Row> rows() {
    return rows;
  }

  /** What has been gathered, with what stopped the reading. */
  Gathered endedBy(Unreadable unreadable) {
    faults.add(unreadable.fault());
    return done();
  }

  Gathered done() {
    return new Gathered(rows, faults);
  }
}
