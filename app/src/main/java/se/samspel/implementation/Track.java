package se.samspel.implementation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.samspel.core.RegionCode;

/**
 * A unit's way towards one edition of a recommendation or one method, with what its history says.
 *
 * @param unitName in Swedish; the unit's id where it isn't known
 * @param owner who answers for it in the unit
 * @param centralMoney whether it rests on the programme's money
 * @param onePerson whether it rests on one person
 * @param handedOverTo who has agreed to carry it on
 * @param involvement the involvement record or waiver behind it
 * @param events all that is known of it by the day, the earliest first
 * @param current the event that says where it stands; empty before the first
 */
public record Track(
    String id,
    int version,
    RegionCode region,
    String unit,
    String unitName,
    Target target,
    Optional<String> owner,
    boolean centralMoney,
    boolean onePerson,
    Optional<String> handedOverTo,
    Optional<String> involvement,
    List<StageEvent> events,
    Optional<StageEvent> current,
    Set<Flag> flags,
    Optional<String> source,
    boolean synthetic) {

  /**
   * What the unit is on its way to.
   *
   * @param kind {@code recommendation} or {@code method}
   * @param version the edition, for a recommendation
   * @param title in Swedish; the id where it isn't known
   */
  public record Target(String kind, String id, int version, String title) {

    /** {@code kind:id}. */
    public String ref() {
      return kind + ":" + id;
    }

    public boolean recommendation() {
      return kind.equals("recommendation");
    }
  }

  /** The stage it stands at, empty before its first event. */
  public Optional<Stage> stage() {
    return current.map(StageEvent::stage);
  }

  /** The day of the last event. */
  public Optional<LocalDate> lastEvent() {
    return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast().day());
  }

  /** Stands against lost updates: how many events the one who adds another has seen. */
  public int seen() {
    return events.size();
  }
}
