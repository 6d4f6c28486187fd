package se.samspel.actors;

import java.util.List;
import se.samspel.core.RegionCode;

/**
 * A group's part in a region.
 *
 * @param region a member, whole or in part
 * @param partial whether only some of the region's municipalities belong to the group
 * @param municipalities ids of those, empty when the whole region belongs to it
 */
public record RegionShare(RegionCode region, boolean partial, List<String> municipalities) {}
