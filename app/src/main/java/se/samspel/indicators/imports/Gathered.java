package se.samspel.indicators.imports;

import java.util.List;

/**
 * What a source's reading of an extract gives.
 *
 * @param rows the values, in the order they stand
 * @param faults everything that is wrong; with any, nothing is imported
 */
public record Gathered(List<Row> rows, List<Fault> faults) {
  public Gathered {
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
  }
}
