package se.samspel.funding;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samspel.core.Kronor;
import se.samspel.core.RegionCode;

/**
 * A dated amount on a budget line.
 *
 * @param id identity: lower case, digits and hyphens
 * @param version from 1; what an edit must carry
 * @param budgetLine the line it draws on
 * @param kind promised or come to
 * @param settles for an outcome: the commitment that it is paid of
 * @param day when
 * @param amount negative for a correction
 * @param region which region it went to, where other than the line's
 * @param method identity of the method it was for
 * @param text what it was, in Swedish
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record Entry(
    String id,
    int version,
    String budgetLine,
    Kind kind,
    Optional<String> settles,
    LocalDate day,
    Kronor amount,
    Optional<RegionCode> region,
    Optional<String> method,
    Optional<String> text,
    Optional<String> source,
    boolean synthetic) {

  /** Promised, or what it came to. */
  public enum Kind {
    COMMITMENT,
    OUTCOME
  }

  /**
   * What of each commitment still binds money, by id: its amount less the outcomes that settle it,
   * never less than nothing; a negative one, which corrects, as it is.
   */
  static Map<String, Kronor> open(List<Entry> entries) {
    var paid = new HashMap<String, Kronor>();
    for (var entry : entries) {
      if (entry.kind() == Kind.OUTCOME) {
        entry.settles().ifPresent(it -> paid.merge(it, entry.amount(), Kronor::plus));
      }
    }
    var open = new HashMap<String, Kronor>();
    for (var entry : entries) {
      if (entry.kind() == Kind.COMMITMENT) {
        var left = entry.amount().minus(paid.getOrDefault(entry.id(), Kronor.ZERO));
        open.put(
            entry.id(),
            entry.amount().ore() < 0
                ? entry.amount()
                : left.compareTo(Kronor.ZERO) < 0 ? Kronor.ZERO : left);
      }
    }
    return open;
  }

  /** What the entries of a budget line bind: open commitments and outcomes. */
  static Kronor bound(List<Entry> entries) {
    var spent =
        entries.stream()
            .filter(it -> it.kind() == Kind.OUTCOME)
            .map(Entry::amount)
            .reduce(Kronor.ZERO, Kronor::plus);
    return open(entries).values().stream().reduce(spent, Kronor::plus);
  }
}
