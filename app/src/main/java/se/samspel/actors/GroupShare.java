package se.samspel.actors;

import java.util.List;

/**
 * A region's part in a group.
 *
 * @param group id of the group
 * @param name the group's name
 * @param partial whether only some of the region's municipalities belong to it
 * @param municipalities ids of those, empty when the whole region belongs to it
 */
public record GroupShare(String group, String name, boolean partial, List<String> municipalities) {}
