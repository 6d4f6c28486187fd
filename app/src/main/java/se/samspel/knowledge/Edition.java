package se.samspel.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.samspel.core.DateSpan;

/**
 * A recommendation as one edition of it words it. A later edition supersedes an earlier; none is
 * overwritten.
 *
 * @param number the recommendation's number, from 1
 * @param edition from 1
 * @param revision counts the changes made to this edition before it was approved; stands against
 *     lost updates
 * @param textSv its words, where they may be shown
 * @param adopted when it was adopted, as precise as the source gives it
 * @param basis what it rests on, such as research and lived experience
 * @param strength {@code strong} or {@code weak}
 * @param direction {@code for} or {@code against}
 * @param certainty of the evidence: {@code high}, {@code moderate}, {@code low}, {@code very-low}
 * @param reviewDue the day it is to be looked over at the latest
 * @param span the days it holds; from {@link #NOT_YET} while it isn't published
 */
public record Edition(
    String number,
    int edition,
    int revision,
    String titleSv,
    Optional<String> titleEn,
    Optional<String> textSv,
    Optional<String> adopted,
    Optional<String> adoptedBy,
    List<String> basis,
    Optional<String> strength,
    Optional<String> direction,
    Optional<String> certainty,
    Optional<LocalDate> reviewDue,
    DateSpan span,
    EditionState state,
    Optional<String> source,
    boolean synthetic) {

  /** Stands for the first day of something that is not yet in force. */
  public static final LocalDate NOT_YET = LocalDate.of(9998, 12, 31);

  /** How an edition's evidence points at it: {@code 4@2}. */
  public String key() {
    return number + "@" + edition;
  }

  /** Whether it should have been looked over by now. */
  public boolean overdue(LocalDate day) {
    return state.inForce() && reviewDue.filter(due -> due.isBefore(day)).isPresent();
  }
}
