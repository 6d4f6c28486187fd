package se.samspel.reach;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import se.samspel.core.RegionCode;

/**
 * A region's report of whom a training reached: one count for each sex.
 *
 * @param training which
 * @param occasion the time it was held, where reported
 * @param municipality where narrower than the region
 * @param actorType organisation id of the kind of actor, {@code type-…}
 * @param profession in words; empty for several
 * @param to first day after the period
 * @param generation of the cascade, from 1
 * @param counts by sex; a sex that nobody reported is absent
 * @param noSplitReason why the counts are not split by sex
 */
public record ReachReport(
    String training,
    Optional<String> occasion,
    RegionCode region,
    Optional<String> municipality,
    String actorType,
    Optional<String> profession,
    LocalDate from,
    LocalDate to,
    int generation,
    Basis basis,
    Map<Sex, Count> counts,
    Optional<String> noSplitReason) {

  /**
   * The counts of one sex.
   *
   * @param contacts times somebody took part; empty when not known
   * @param unique different people, never more than {@code contacts}; empty when not known
   */
  public record Count(OptionalInt contacts, OptionalInt unique) {
    public Count {
      if (contacts.isPresent() && unique.isPresent() && unique.getAsInt() > contacts.getAsInt()) {
        throw new IllegalArgumentException(unique + " people in " + contacts + " contacts");
      }
    }
  }

  public ReachReport {
    if (!from.isBefore(to) || generation < 1 || counts.isEmpty()) {
      throw new IllegalArgumentException("a report has a period, a generation and a count");
    }
    counts = Map.copyOf(counts);
  }

  /** Whether the counts say anything about sex. */
  boolean split() {
    return counts.keySet().stream().anyMatch(sex -> sex != Sex.UNKNOWN);
  }

  /** All contacts; empty when a part is not known. */
  public OptionalInt contacts() {
    return sum(counts.values().stream().map(Count::contacts).toList());
  }

  /** All different people; empty when a part is not known. */
  public OptionalInt unique() {
    return sum(counts.values().stream().map(Count::unique).toList());
  }

  private static OptionalInt sum(List<OptionalInt> parts) {
    return parts.stream().allMatch(OptionalInt::isPresent)
        ? OptionalInt.of(parts.stream().mapToInt(OptionalInt::getAsInt).sum())
        : OptionalInt.empty();
  }

  /**
   * A report that has been saved.
   *
   * @param id identity, the smallest id of its cells
   * @param cells identity of the cell of each sex
   * @param version counted up by each save and each step
   * @param trainingTitle in Swedish
   */
  public record Saved(
      String id,
      Map<Sex, String> cells,
      int version,
      ReachState state,
      ReachReport report,
      String trainingTitle,
      String actorTypeName,
      boolean synthetic) {}
}
