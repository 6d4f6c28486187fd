package se.samspel.charts;

/**
 * Where a region stands among the tiles.
 *
 * @param letter the county's letters
 * @param name of the region
 * @param row from 1 in the north
 * @param column from 1 in the west
 * @param href where it leads
 * @param own the reader's own
 */
public record Tile(String letter, String name, int row, int column, String href, boolean own) {}
