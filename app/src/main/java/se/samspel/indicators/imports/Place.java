package se.samspel.indicators.imports;

/**
 * Where in an extract something stands.
 *
 * @param part the file's name, or the address that was asked
 * @param line from 1; 0 where the part has no lines
 * @param cell such as {@code taljare (F3)} or {@code $.values[2].period}; empty for the whole line
 *     or part
 */
public record Place(String part, int line, String cell) {

  /** The whole part. */
  public static Place whole(String part) {
    return new Place(part, 0, "");
  }

  @Override
  public String toString() {
    return part + (line > 0 ? ":" + line : "") + (cell.isEmpty() ? "" : " " + cell);
  }
}
