package se.samspel.packs;

import java.util.List;

/**
 * A file as text in rows and cells, before anything is known about its columns.
 *
 * @param file the file's name
 * @param rows the header first; blank lines are left out
 * @param whole whether every row could be read; otherwise keys that seem to be missing may be in
 *     the part that couldn't
 */
record Sheet(String file, List<Row> rows, boolean whole) {

  /**
   * A row.
   *
   * @param line where it begins, from 1
   */
  record Row(int line, List<String> cells) {}
}
