package se.samspel.implementation;

import java.util.Optional;
import java.util.stream.Stream;
import se.samspel.core.RegionCode;

/**
 * What holds between two kinds of actor around a person in a region. Each answer is empty where
 * nobody has said.
 */
public record Pair(
    String id,
    int version,
    RegionCode region,
    String actorA,
    String nameA,
    String actorB,
    String nameB,
    Optional<Boolean> sharedTraining,
    Optional<Boolean> signedRoutine,
    Optional<Boolean> adoptedMethod,
    Optional<Boolean> namedContact,
    boolean synthetic) {

  /** How many of the four hold, 0–4. */
  public int holds() {
    return (int)
        Stream.of(sharedTraining, signedRoutine, adoptedMethod, namedContact)
            .filter(it -> it.orElse(false))
            .count();
  }
}
