package se.samspel.statistics;

/**
 * The method a figure was computed by, stored with the figure so that it can be computed again.
 *
 * @param id stable name, such as {@code proportion.wilson}
 * @param version raised whenever the same input may give another double
 */
public record Method(String id, int version) {
  public Method {
    if (id.isBlank() || version < 1) {
      throw new IllegalArgumentException(
          "a method has a name and a version from 1: " + id + " " + version);
    }
  }

  static Method of(String id) {
    return new Method(id, 1);
  }

  @Override
  public String toString() {
    return id + "/" + version;
  }
}
