package se.samspel.knowledge;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A step that an edition took.
 *
 * @param from where it stood before, empty for the first step
 * @param actor account that recorded it
 * @param decision identity of the decision behind it
 * @param involvement {@code record:id} or {@code waiver:id}, who with experience of their own took
 *     part or why nobody did
 */
public record EditorialStep(
    String number,
    int edition,
    Optional<EditionState> from,
    EditionState to,
    LocalDate day,
    String actor,
    String reason,
    Optional<String> decision,
    Optional<String> involvement,
    boolean synthetic) {}
