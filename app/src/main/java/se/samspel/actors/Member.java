package se.samspel.actors;

import java.util.Optional;
import se.samspel.core.DateSpan;

/**
 * A membership of a group in a hierarchy.
 *
 * @param id identity of the membership
 * @param group id of the group
 * @param groupName the group's name
 * @param kind what the member is
 * @param member region code, municipality id or organisation id
 * @param version from 1
 * @param span the days it holds
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record Member(
    String id,
    String group,
    String groupName,
    Kind kind,
    String member,
    int version,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {

  /** What may be a member. */
  public enum Kind {
    /** A whole region. */
    REGION,
    /** One municipality of a region. */
    MUNICIPALITY,
    /** An organisation. */
    ORGANISATION
  }
}
