package se.samspel.actors;

import java.util.Optional;
import se.samspel.core.DateSpan;

/**
 * An organisation that the programme works with, or a type of actor in the chain around a person.
 *
 * @param id lower case; ids of actor types begin with {@code type-}
 * @param kind such as {@code authority}, {@code civil-society} or {@code actor-type}
 * @param nameSv Swedish name
 * @param nameEn English name, empty where there is none
 * @param chainLink its place in the chain around a person, such as {@code emergency}
 * @param version from 1
 * @param span the days it holds
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record Organisation(
    String id,
    String kind,
    String nameSv,
    Optional<String> nameEn,
    String chainLink,
    int version,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {

  /** Kind of an actor type. */
  public static final String ACTOR_TYPE = "actor-type";

  /** Whether it is a type of actor rather than an organisation. */
  public boolean isType() {
    return kind.equals(ACTOR_TYPE);
  }
}
