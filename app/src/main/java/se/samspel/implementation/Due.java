package se.samspel.implementation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.samspel.core.DateSpan;

/**
 * What a region's coordinator has to look at now.
 *
 * @param goals tracks to confirm, gathered by what they are on their way to
 * @param initiatives to confirm
 * @param answers self-assessments that are missing or too old
 * @param plans that have run out or soon will; empty with {@code noPlan} when there is none
 * @param noPlan whether the region has no adopted plan for the day
 * @param reach trainings whose reach last month is not reported
 * @param done what was done this month and can be undone
 */
public record Due(
    List<Goal> goals,
    List<Initiative> initiatives,
    List<Question> answers,
    List<Plan> plans,
    boolean noPlan,
    List<Unreported> reach,
    List<Done> done) {

  /** Tracks towards one thing, that nobody has looked at for a month. */
  public record Goal(Track.Target target, List<Track> tracks) {

    /** {@code target:kind:id}. */
    public String subject() {
      return "target:" + target.ref();
    }
  }

  /** An initiative that runs in the region. */
  public record Initiative(String id, String title) {
    public String subject() {
      return "initiative:" + id;
    }
  }

  /**
   * A recommendation that a unit is to judge itself by.
   *
   * @param last its last answer, empty when it has given none
   */
  public record Question(
      String unit, String unitName, Track.Target recommendation, Optional<Assessment> last) {}

  /** A training whose reach in the period is not reported. */
  public record Unreported(String training, String title, DateSpan period) {
    public String subject() {
      return "reach:" + training;
    }
  }

  /**
   * Something that was done.
   *
   * @param kind {@code confirmation}, {@code stage} or {@code assessment}
   * @param title what it was about
   * @param value the stage or answer as a message key; empty for a confirmation
   * @param times how many were confirmed together
   * @param subject {@code kind:id} of what it was about
   */
  public record Done(
      String kind,
      String id,
      String subject,
      String title,
      String value,
      int times,
      LocalDate day) {}

  /** How many things are left. */
  public int left() {
    return goals.stream().mapToInt(it -> it.tracks().size()).sum()
        + initiatives.size()
        + answers.size()
        + plans.size()
        + (noPlan ? 1 : 0)
        + reach.size();
  }
}
