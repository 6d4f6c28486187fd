package se.samspel.actors;

import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.RegionCode;

/**
 * Where a region is reached: a function and its address, never a private person's.
 *
 * @param id lower case, digits and hyphens
 * @param region whose
 * @param function such as "regional samordnare"
 * @param address mail address, telephone number or web address
 * @param version from 1
 * @param span the days it holds
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record Contact(
    String id,
    RegionCode region,
    String function,
    String address,
    int version,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {}
