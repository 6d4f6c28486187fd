package se.samspel.programme;

import java.util.Optional;
import se.samspel.core.DateSpan;

/**
 * What the programme is to achieve.
 *
 * @param parent the aim that it is a part of
 * @param span the days it holds
 */
public record Aim(
    String id,
    String textSv,
    Optional<String> textEn,
    Optional<String> parent,
    DateSpan span,
    Stamp stamp) {}
