package se.samspel.knowledge;

import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.RegionCode;

/**
 * What a region adds to an edition of a recommendation.
 *
 * @param part {@code core} when it changes what is done, {@code periphery} when only how
 * @param approvedBy who approved it in the region
 */
public record Supplement(
    String id,
    int version,
    RegionCode region,
    String number,
    int edition,
    String part,
    String textSv,
    Optional<String> approvedBy,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {}
