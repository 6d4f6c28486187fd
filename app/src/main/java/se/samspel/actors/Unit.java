package se.samspel.actors;

import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.RegionCode;

/**
 * A unit that meets people: a clinic, an emergency department, a school health team.
 *
 * @param id lower case, digits and hyphens
 * @param region the region that it lies in
 * @param municipality id of the municipality, empty where it serves more than one
 * @param actorType id of its actor type, such as {@code type-bup}
 * @param name as people say it
 * @param staff how many work there, empty where nobody has said
 * @param version from 1
 * @param span the days it holds
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record Unit(
    String id,
    RegionCode region,
    Optional<String> municipality,
    String actorType,
    String name,
    Optional<Integer> staff,
    int version,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {}
