package se.samspel.actors;

import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.RegionCode;

/**
 * A region as it was on a day.
 *
 * @param code SCB county code
 * @param letter the county's letter or letters, such as {@code AC}
 * @param name official name
 * @param county the county's name
 * @param population inhabitants, empty where no source gives it
 * @param populationOn the day they were counted
 * @param tileRow row in the tile grid, from 1 in the north
 * @param tileColumn column in the tile grid, from 1 in the west
 * @param span the days it holds
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
public record Region(
    RegionCode code,
    String letter,
    String name,
    String county,
    Optional<Integer> population,
    Optional<LocalDate> populationOn,
    int tileRow,
    int tileColumn,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {}
