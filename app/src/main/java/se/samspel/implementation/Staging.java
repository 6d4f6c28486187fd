package se.samspel.implementation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.samspel.core.DateSpan;

/** What dated stage events say: where a track stands, and how well. */
final class Staging {

  /** Days without an event after which a track on its way has stalled. */
  static final int STALLED_DAYS = 180;

  private static final Comparator<StageEvent> ORDER =
      Comparator.comparing(StageEvent::day).thenComparing(StageEvent::recordedAt);

  private Staging() {}

  /** The events in order of what they are about. */
  static List<StageEvent> ordered(List<StageEvent> events) {
    return events.stream().sorted(ORDER).toList();
  }

  /** The last event that says where the track stands. */
  static Optional<StageEvent> current(List<StageEvent> ordered) {
    return ordered.stream().filter(it -> !it.notApplicable()).reduce((a, b) -> b);
  }

  /**
   * What to look out for.
   *
   * @param rests whether it rests on central money or one person and nobody has taken it over
   * @param oldVersion whether its edition no longer holds
   */
  static Set<Flag> flags(
      List<StageEvent> ordered, boolean rests, boolean oldVersion, LocalDate day) {
    var flags = EnumSet.noneOf(Flag.class);
    var current = current(ordered);
    if (current.isEmpty()) {
      return flags;
    }
    var stage = current.get().stage();
    var under = !stage.ends();
    if (under
        && stage != Stage.LASTING
        && ordered.getLast().day().plusDays(STALLED_DAYS).isBefore(day)) {
      flags.add(Flag.STALLED);
    }
    if (under && stage.compareTo(furthestSinceAnEnd(ordered)) < 0) {
      flags.add(Flag.REGRESSED);
    }
    if (rests && under && stage.compareTo(Stage.TRAINING) >= 0) {
      flags.add(Flag.FRAGILE);
    }
    if (oldVersion && under) {
      flags.add(Flag.ON_OLD_VERSION);
    }
    return flags;
  }

  /** The furthest stage since the track was last declined or phased out. */
  private static Stage furthestSinceAnEnd(List<StageEvent> ordered) {
    var furthest = Stage.DECLINED;
    for (var event : ordered) {
      if (event.notApplicable()) {
        continue;
      }
      if (event.stage().ends()) {
        furthest = Stage.DECLINED;
      } else if (event.stage().compareTo(furthest) > 0) {
        furthest = event.stage();
      }
    }
    return furthest;
  }

  /**
   * The last span of days in which the unit has worked so: from its first event at {@link
   * Stage#BEGINNING} or further until it is phased out or declined.
   */
  static Optional<DateSpan> adopted(List<StageEvent> ordered) {
    var from = Optional.<LocalDate>empty();
    var span = Optional.<DateSpan>empty();
    for (var event : ordered) {
      if (event.notApplicable()) {
        continue;
      }
      if (event.stage().adopted() && from.isEmpty()) {
        from = Optional.of(event.day());
        span = from.map(DateSpan::since);
      } else if (event.stage().ends() && from.isPresent()) {
        span =
            event.day().isAfter(from.get())
                ? Optional.of(new DateSpan(from.get(), event.day()))
                : Optional.empty();
        from = Optional.empty();
      }
    }
    return span;
  }
}
