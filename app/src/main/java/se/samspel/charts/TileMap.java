package se.samspel.charts;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import se.samspel.statistics.Funnel;
import se.samspel.ui.Messages;

/**
 * The regions as tiles, marked by where each lies in the funnel, never by its bare value ({@code
 * charts/tilemap.jte}).
 *
 * @param title what it shows
 * @param places one per region
 */
public record TileMap(String title, List<Place> places) {

  /**
   * A region.
   *
   * @param category absent where there is no value, it is hidden, or it is left out
   * @param state says which
   * @param shown the value as it is read; {@code ..} where it is hidden
   */
  public record Place(
      Tile tile, Series.State state, Funnel.@Nullable Category category, String shown) {
    public Place {
      var absent = state == Series.State.MISSING || state == Series.State.SUPPRESSED;
      if (absent && category != null) {
        throw new IllegalArgumentException(tile.name() + " is " + state + " and has a category");
      }
    }

    /** Class in the style sheet. */
    public String css() {
      var it = category;
      return it != null
          ? "cat-" + SeriesFigure.key(it.name())
          : state == Series.State.SUPPRESSED ? "cat-hidden" : "cat-missing";
    }

    /** A sign that says the same as the colour. */
    public String sign() {
      var it = category;
      if (it == null) {
        return state == Series.State.SUPPRESSED ? ".." : "–";
      }
      return switch (it) {
        case HIGH_998 -> "▲▲";
        case HIGH_95 -> "▲";
        case NOT_SIGNIFICANT -> "●";
        case LOW_95 -> "▼";
        case LOW_998 -> "▼▼";
      };
    }

    /** What it says, without the value where it is hidden. */
    public String words(Locale locale) {
      var it = category;
      if (it != null) {
        return Messages.get(locale, FunnelChart.key(it));
      }
      return Messages.get(
          locale,
          switch (state) {
            case SUPPRESSED -> "diagram.suppressed";
            case INCOMPLETE -> "diagram.mark.incomplete";
            case OBSERVED, PROVISIONAL, MISSING -> "missing";
          });
    }
  }

  public TileMap {
    places = List.copyOf(places);
  }
}
