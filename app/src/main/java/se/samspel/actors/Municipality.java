package se.samspel.actors;

import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.RegionCode;

/**
 * A municipality that some answer needs: those that divide a region between groups, and those that
 * units lie in.
 *
 * @param id lower case, such as {@code halmstad}
 * @param name as people say it
 * @param region the region that it lies in; Gotland is both
 * @param span the days it holds
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record Municipality(
    String id,
    String name,
    RegionCode region,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {}
