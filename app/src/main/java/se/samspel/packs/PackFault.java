package se.samspel.packs;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import se.samspel.ui.Messages;

/**
 * Something wrong in a programme pack.
 *
 * @param file the file's name
 * @param line line in the file, the header being line 1; 0 when it is about the whole file
 * @param column the column's name; empty when it is about the whole row or file
 * @param key message key of what is wrong and what would be right
 * @param arguments for the message
 */
public record PackFault(String file, int line, String column, String key, List<Object> arguments) {

  static final Comparator<PackFault> IN_READING_ORDER =
      Comparator.comparing(PackFault::file)
          .thenComparing(PackFault::line)
          .thenComparing(PackFault::column)
          .thenComparing(PackFault::key);

  PackFault(String file, int line, String column, String key, Object... arguments) {
    this(file, line, column, key, List.of(arguments));
  }

  /** The fault in one sentence that begins with where it is. */
  public String text(Locale locale) {
    var where = new StringBuilder(file);
    if (line > 0) {
      where.append(", ").append(Messages.get(locale, "packs.line", line));
    }
    if (!column.isEmpty()) {
      where.append(", ").append(Messages.get(locale, "packs.column", column));
    }
    return where + ": " + Messages.get(locale, key, arguments);
  }
}
