package se.samspel.core;

import java.util.List;

/**
 * What a file of a programme pack holds.
 *
 * @param name such as {@code needs.csv}
 * @param columns every column that the file may have
 * @param required those that it must have and that no row may leave blank
 * @param key the columns that together identify a row
 */
public record PackFile(String name, List<String> columns, List<String> required, List<String> key) {
  public PackFile {
    if (!columns.containsAll(required) || !columns.containsAll(key) || key.isEmpty()) {
      throw new IllegalArgumentException(name + ": required and key columns must be columns");
    }
  }
}
