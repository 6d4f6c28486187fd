package se.samspel.involvement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import se.samspel.core.RegionCode;

/**
 * That people with lived experience took part in something, how, and what came of it. Holds counts,
 * never names.
 *
 * @param version from 1; 0 before it is recorded
 * @param subject what it is about, written {@code kind:id}, or {@code link:key} for a link
 * @param body the body that they worked with
 * @param region where, empty for the whole country
 * @param level 0 none, 1 informed, 2 consulted, 3 involved, 4 decided together, 5 led
 * @param participants how many people with lived experience, empty where not counted
 * @param said what they said, in short
 * @param changed what it changed
 * @param whyNot why advice was not followed
 * @param adviceFollowed how many of the pieces of advice given were followed
 * @param recordedAt when it was written down
 */
public record Involvement(
    String id,
    int version,
    String subject,
    Optional<String> body,
    Optional<RegionCode> region,
    Optional<String> panel,
    int level,
    Perspective perspective,
    Form form,
    Stage stage,
    Optional<Integer> participants,
    LocalDate heldOn,
    Optional<String> said,
    Optional<String> changed,
    Optional<String> whyNot,
    int adviceGiven,
    int adviceFollowed,
    Feedback feedback,
    Terms terms,
    Instant recordedAt,
    Optional<String> source,
    boolean synthetic) {

  /** Days within which people are told what came of what they said. */
  static final int FEEDBACK_DAYS = 30;

  /** Fewer people than this are never told apart in public. */
  static final int FEW = 5;

  public Involvement {
    if (level < 0 || level > 5) {
      throw new IllegalArgumentException("the level is 0–5, not " + level);
    }
    if (adviceFollowed < 0 || adviceFollowed > adviceGiven) {
      throw new IllegalArgumentException(adviceFollowed + " of " + adviceGiven + " followed");
    }
  }

  /** From where the people spoke. */
  public enum Perspective {
    OWN_EXPERIENCE,
    RELATIVE,
    ORGANISATION
  }

  /** How they took part. */
  public enum Form {
    PANEL,
    REPRESENTATIVE,
    SURVEY,
    INTERVIEW,
    CO_AUTHOR,
    MEETING
  }

  /** When in the work they took part. */
  public enum Stage {
    PROBLEM,
    DESIGN,
    DECISION,
    DELIVERY,
    EVALUATION
  }

  /**
   * What they were told afterwards.
   *
   * @param rating how they rated the work, 1–5
   */
  public record Feedback(
      Optional<LocalDate> on, Optional<String> channel, Optional<Double> rating) {
    static final Feedback NONE = new Feedback(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** On what terms they took part; empty where not written down. */
  public record Terms(Optional<Boolean> compensated, Optional<Boolean> supportOffered) {}

  /** How links and decisions point at it. */
  public String key() {
    return "record:" + id;
  }

  /** Whether feedback was given within thirty days. */
  boolean feedbackInTime() {
    return feedback
        .on()
        .filter(day -> ChronoUnit.DAYS.between(heldOn, day) <= FEEDBACK_DAYS)
        .isPresent();
  }

  /** Whether it can be said on the day if feedback came in time: it came, or the days have gone. */
  boolean feedbackSettled(LocalDate day) {
    return feedback.on().isPresent() || heldOn.plusDays(FEEDBACK_DAYS).isBefore(day);
  }

  /** Whether the people are so few that their number isn't published. */
  public boolean few() {
    return participants.filter(count -> count < FEW).isPresent();
  }

  Involvement with(Feedback given) {
    return new Involvement(
        id,
        version,
        subject,
        body,
        region,
        panel,
        level,
        perspective,
        form,
        stage,
        participants,
        heldOn,
        said,
        changed,
        whyNot,
        adviceGiven,
        adviceFollowed,
        given,
        terms,
        recordedAt,
        source,
        synthetic);
  }
}
