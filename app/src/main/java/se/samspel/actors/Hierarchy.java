package se.samspel.actors;

import java.util.List;
import java.util.Optional;

/**
 * A way of grouping regions, municipalities or organisations, as it was on a day. Several hold at
 * the same time.
 *
 * @param key such as {@code samverkansregion}
 * @param nameSv Swedish name
 * @param nameEn English name, empty where there is none
 * @param form what its groups promise
 * @param groups in order of name
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record Hierarchy(
    String key,
    String nameSv,
    Optional<String> nameEn,
    Form form,
    List<Group> groups,
    Optional<String> source,
    boolean synthetic) {

  /** What the groups of a hierarchy promise. */
  public enum Form {
    /** Every region is in one group, or shared out between groups by municipality. */
    PARTITION,
    /** A member may be in several groups, or in none. */
    OVERLAP
  }

  /**
   * A group on the day.
   *
   * @param members those who belong to it
   */
  public record Group(String id, String name, List<Member> members) {}
}
