package se.samspel.core;

/** Collects what is wrong with a programme pack, so that every fault is told at once. */
public interface PackFaults {

  /**
   * A cell that is wrong.
   *
   * @param column which cell of the row
   * @param key message key of a sentence that says what is wrong and what would be right
   * @param arguments for the sentence
   */
  void add(PackRow row, String column, String key, Object... arguments);
}
