package se.samspel.charts;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.samspel.statistics.ImprovementChart;
import se.samspel.statistics.Sentences;

/**
 * Figures in the order of time, as they are given to a chart.
 *
 * @param indicator what is counted, with a capital first letter
 * @param place region or unit; blank for none
 * @param step length of a period
 * @param measure how values are written
 * @param moments one per period, missing ones too: a missing period keeps its place
 * @param direction which way is better
 * @param target in the unit of the values; absent for none
 * @param flags what happened, by point from 0, in the words that are shown
 */
public record Series(
    String indicator,
    String place,
    Sentences.Step step,
    Measure measure,
    List<Moment> moments,
    ImprovementChart.Direction direction,
    @Nullable Double target,
    SortedMap<Integer, String> flags) {
  public Series {
    moments = List.copyOf(moments);
    flags = Collections.unmodifiableSortedMap(new TreeMap<>(flags));
  }

  /** How much is known of a period. */
  public enum State {
    /** Settled. */
    OBSERVED,
    /** May still change; counted, drawn hollow. */
    PROVISIONAL,
    /** Too few have reported; drawn hollow and left out of limits and rules. */
    INCOMPLETE,
    /** Not reported. */
    MISSING,
    /** Hidden by disclosure control. Its figures are not here, so that nothing can leak them. */
    SUPPRESSED
  }

  /**
   * A period and its figures.
   *
   * @param name as in a sentence: {@code mars 2026}
   * @param brief as on an axis: {@code mar 26}
   * @param numerator the value itself on charts without denominators; absent exactly when the state
   *     is missing or suppressed
   * @param denominator absent on charts without denominators
   */
  public record Moment(
      String name,
      String brief,
      State state,
      @Nullable Double numerator,
      @Nullable Double denominator) {
    public Moment {
      var absent = state == State.MISSING || state == State.SUPPRESSED;
      if (absent != (numerator == null) || (absent && denominator != null)) {
        throw new IllegalArgumentException(
            name + " is " + state + ", which does not go with its figures");
      }
    }

    /** A settled one. */
    public static Moment of(String name, String brief, double numerator, @Nullable Double of) {
      return new Moment(name, brief, State.OBSERVED, numerator, of);
    }

    /** One that nobody has reported. */
    public static Moment missing(String name, String brief) {
      return new Moment(name, brief, State.MISSING, null, null);
    }

    /** One whose figures are hidden. */
    public static Moment suppressed(String name, String brief) {
      return new Moment(name, brief, State.SUPPRESSED, null, null);
    }
  }

  /**
   * How the series is cut. Each cut is somebody's decision and carries the reason.
   *
   * @param phases first point of every phase but the first, from 0, with the reason
   * @param freezeAfter last point of the baseline, from 0; absent for none
   * @param freezeReason why; blank without a freeze
   * @param excluded points from 0 that are drawn but left out of limits and rules, with the reason
   */
  public record Cut(
      SortedMap<Integer, String> phases,
      @Nullable Integer freezeAfter,
      String freezeReason,
      SortedMap<Integer, String> excluded) {

    /** One phase, everything counted. */
    public static final Cut NONE = new Cut(new TreeMap<>(), null, "", new TreeMap<>());

    public Cut {
      phases = Collections.unmodifiableSortedMap(new TreeMap<>(phases));
      excluded = Collections.unmodifiableSortedMap(new TreeMap<>(excluded));
    }

    /** The same without phases. */
    public Cut unphased() {
      return new Cut(new TreeMap<>(), freezeAfter, freezeReason, excluded);
    }
  }

  /** Which rules speak on a chart of individual values. */
  public enum Profile {
    /** Making Data Count: a trend is seven points. */
    NHSR(7),
    /** The same with a trend of six, as NHS England's workbook has it. */
    MDC_EXCEL(6),
    /** Anhøj's two rules and the three sigma limits. */
    ANHOEJ(0);

    private final int trend;

    Profile(int trend) {
      this.trend = trend;
    }

    int trend() {
      return trend;
    }
  }
}
