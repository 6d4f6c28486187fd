package se.samspel.core;

import java.util.List;
import java.util.Map;

/**
 * A programme pack that is made by code instead of read from files: the synthetic sample of a
 * demonstration. Every bean of this type is loaded by {@code ./samspel demo}, after the facts and
 * through the same checks as they; every row is marked as synthetic.
 *
 * <p>The same installation must give the same rows at every start, whatever the day: a row that
 * differs from the one loaded before supersedes it and stays in the history.
 */
public interface DemoPack {

  /** The pack's identity, such as {@code exempel}; lower case, digits and hyphens. */
  String id();

  /**
   * The rows by file name, each row a text by column; blank and absent are the same.
   *
   * @param facts the pack of facts, as it has just been loaded
   */
  Map<String, List<Map<String, String>>> rows(Pack facts);

  /**
   * What tells one way of making the rows from another: while it and the facts are the same, so are
   * the rows, and they need not be made again.
   */
  String recipe();
}
