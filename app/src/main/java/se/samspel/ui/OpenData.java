package se.samspel.ui;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;

/**
 * What a module gives away as open data. Each such module has one bean of this type; {@code site}
 * collects them into the catalogue and sends their rows as files, so that the modules need not know
 * how they are published.
 *
 * <p>Always called as a visitor: what is given is what anyone may see, with small numbers already
 * protected as on the pages.
 */
public interface OpenData {

  /** The data sets of the day. */
  List<Dataset> datasets(AsOf asOf);

  /**
   * The rows of a data set, all of them.
   *
   * @return empty when the identity is none of {@link #datasets}
   */
  Optional<Rows> rows(String dataset, AsOf asOf);

  /** The same in the two languages of the catalogue. */
  record Text(String sv, String en) {

    /** What a message says in the two. */
    public static Text of(String key, Object... arguments) {
      return new Text(
          Messages.get(Messages.SWEDISH, key, arguments),
          Messages.get(Locale.ENGLISH, key, arguments));
    }

    /** In the language of a page. */
    public String in(Locale locale) {
      return locale.getLanguage().equals("sv") ? sv : en;
    }
  }

  /** What a data set is about, as EU's table of data themes names it. */
  enum Theme {
    HEAL,
    GOVE,
    EDUC,
    SOCI
  }

  /** How often a data set changes, as EU's table of frequencies names it. */
  enum Frequency {
    ANNUAL,
    IRREG
  }

  /**
   * A data set as the catalogue describes it.
   *
   * @param id lower case, digits and hyphens; unique over all modules and never changed, since the
   *     addresses of the data set and its files are made from it
   * @param title short, without publisher, year or format
   * @param keywords singular, in lower case
   * @param temporal the days that its rows are about, where they have any
   */
  record Dataset(
      String id,
      Text title,
      Text description,
      List<Text> keywords,
      Set<Theme> themes,
      Frequency frequency,
      Optional<DateSpan> temporal) {

    public Dataset {
      if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
        throw new IllegalArgumentException("not an identity of a data set: " + id);
      }
    }

    /**
     * A list of what the programme keeps, with the messages {@code open-data.<id>}, {@code
     * open-data.<id>.text} and {@code open-data.<id>.words}, the last separated by commas.
     */
    public static Dataset list(String id, Set<Theme> themes) {
      var key = "open-data." + id;
      return new Dataset(
          id,
          Text.of(key),
          Text.of(key + ".text"),
          words(Text.of(key + ".words")),
          themes,
          Frequency.IRREG,
          Optional.empty());
    }

    /**
     * Keywords that are written after one another with commas, as many in both languages.
     *
     * @throws IllegalArgumentException when they are not
     */
    public static List<Text> words(Text joined) {
      var sv = joined.sv().split(", ");
      var en = joined.en().split(", ");
      if (sv.length != en.length) {
        throw new IllegalArgumentException(Arrays.toString(sv) + " and " + Arrays.toString(en));
      }
      return java.util.stream.IntStream.range(0, sv.length)
          .mapToObj(i -> new Text(sv[i], en[i]))
          .toList();
    }
  }

  /**
   * What stands in a data set. The names of the record's components are those of the columns and of
   * the JSON fields.
   *
   * @param type the record that each row is
   */
  record Rows(Class<? extends Record> type, List<? extends Record> rows) {

    /** Rows of one kind. */
    public static <R extends Record> Rows of(Class<R> type, List<R> rows) {
      return new Rows(type, rows);
    }
  }
}
