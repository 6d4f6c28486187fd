package se.samspel.ui;

import java.util.List;
import java.util.function.Function;
import se.samspel.core.Refused;

/**
 * A page of a list, as every list of the API answers.
 *
 * @param items the rows of this page
 * @param page which page, from 1
 * @param limit rows on a page, 1–500
 * @param total rows in all
 */
public record Listing<T>(List<T> items, int page, int limit, long total) {

  /** Rows on a page where the caller does not say. */
  public static final String DEFAULT_LIMIT = "20";

  private static final int MOST = 500;

  /**
   * The page of a list that is at hand whole.
   *
   * @throws Refused when the page or the limit is out of bounds
   */
  public static <T> Listing<T> of(List<T> all, int page, int limit) {
    if (page < 1 || limit < 1 || limit > MOST) {
      throw new Refused(Refused.Kind.MALFORMED, "refused.paging");
    }
    var from = (int) Math.min((long) (page - 1) * limit, all.size());
    var to = Math.min(from + limit, all.size());
    return new Listing<>(List.copyOf(all.subList(from, to)), page, limit, all.size());
  }

  /** The same page with each row as something else. */
  public <U> Listing<U> map(Function<T, U> as) {
    return new Listing<>(items.stream().map(as).toList(), page, limit, total);
  }
}
