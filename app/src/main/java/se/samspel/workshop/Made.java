package se.samspel.workshop;

import java.util.List;
import java.util.Optional;
import se.samspel.charts.Figure;
import se.samspel.charts.SeriesChart;

/**
 * A chart that was made.
 *
 * @param overTime the chart over time behind the figure; empty for a comparison of groups
 * @param suggestion which chart fits, and why
 * @param followed whether the suggestion was followed, nobody having chosen
 * @param layout the columns that were used
 * @param guessed the columns that would be used if nobody chose
 * @param notes what was done with the rows before they were drawn
 */
record Made(
    Figure figure,
    Optional<SeriesChart> overTime,
    Suggestion suggestion,
    boolean followed,
    Layout layout,
    Layout guessed,
    List<String> notes) {
  Made {
    notes = List.copyOf(notes);
  }
}
