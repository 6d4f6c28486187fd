package se.samspel.involvement;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.samspel.core.Kronor;
import se.samspel.core.RegionCode;

/**
 * How far lived experience took part in a group of things.
 *
 * @param group what they have in common: a body, a region, a kind; empty for what has none
 * @param subjects how many things there are
 * @param involved those with a record at level 1 or more
 * @param waived those with a waiver and no such record
 * @param records how many records there are, about these things or otherwise in the group
 * @param medianLevel of the records, 0–5; empty without any
 * @param feedbackSettled records whose thirty days have passed or that had feedback
 * @param feedbackInTime those of them with feedback within thirty days
 * @param amount money that the things moved
 * @param amountBelow the part of it that moved at a level below 2
 */
record Rollup(
    String group,
    int subjects,
    int involved,
    int waived,
    int records,
    Optional<Double> medianLevel,
    int adviceGiven,
    int adviceFollowed,
    int feedbackSettled,
    int feedbackInTime,
    Kronor amount,
    Kronor amountBelow) {

  /** From this level on people with lived experience had a say before the decision. */
  static final int CONSULTED = 2;

  /** Things with involvement of all things, 0–1; empty without any. */
  Optional<Double> rate() {
    return share(involved, subjects);
  }

  /** Advice followed of advice given, 0–1; empty where none was given. */
  Optional<Double> influence() {
    return share(adviceFollowed, adviceGiven);
  }

  /** Feedback within thirty days of those where it can be said, 0–1. */
  Optional<Double> feedback() {
    return share(feedbackInTime, feedbackSettled);
  }

  /** Money moved below level 2 of all money, 0–1; empty where none moved. */
  Optional<Double> belowShare() {
    return amount.ore() == 0
        ? Optional.empty()
        : Optional.of((double) amountBelow.ore() / amount.ore());
  }

  private static Optional<Double> share(int part, int whole) {
    return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
  }

  /**
   * All of it, and by body, region and kind.
   *
   * @param synthetic whether anything counted was made up for a demonstration
   */
  record Overview(
      Rollup all,
      List<Rollup> bodies,
      List<Rollup> regions,
      List<Rollup> kinds,
      boolean synthetic) {}

  static Overview overview(
      List<Subject> subjects, List<Involvement> records, List<Waiver> waivers, LocalDate day) {
    var byKey =
        subjects.stream()
            .collect(Collectors.toMap(Subject::key, Function.identity(), (one, other) -> one));
    Function<Subject, String> body = subject -> subject.body().orElse("");
    Function<Subject, String> region = subject -> code(subject.region());
    return new Overview(
        of("", subjects, records, waivers, day),
        grouped(
            subjects,
            records,
            waivers,
            day,
            body,
            record ->
                record
                    .body()
                    .orElseGet(() ->
                        Optional.ofNullable(byKey.get(record.subject())).map(body).orElse(""))),
        grouped(
            subjects,
            records,
            waivers,
            day,
            region,
            record ->
                record.region().isPresent()
                    ? code(record.region())
                    : Optional.ofNullable(byKey.get(record.subject())).map(region).orElse("")),
        grouped(
            subjects,
            records,
            waivers,
            day,
            Subject::kind,
            record -> record.subject().substring(0, record.subject().indexOf(':'))),
        subjects.stream().anyMatch(Subject::synthetic)
            || records.stream().anyMatch(Involvement::synthetic)
            || waivers.stream().anyMatch(Waiver::synthetic));
  }

  private static String code(Optional<RegionCode> region) {
    return region.map(RegionCode::value).orElse("");
  }

  private static List<Rollup> grouped(
      List<Subject> subjects,
      List<Involvement> records,
      List<Waiver> waivers,
      LocalDate day,
      Function<Subject, String> ofSubject,
      Function<Involvement, String> ofRecord) {
    var things =
        subjects.stream()
            .collect(Collectors.groupingBy(ofSubject, TreeMap::new, Collectors.toList()));
    var told = records.stream().collect(Collectors.groupingBy(ofRecord));
    var groups = new TreeSet<>(things.keySet());
    groups.addAll(told.keySet());
    return groups.stream()
        .map(group ->
            of(
                group,
                things.getOrDefault(group, List.of()),
                told.getOrDefault(group, List.of()),
                waivers,
                day))
        .toList();
  }

  private static Rollup of(
      String group,
      List<Subject> subjects,
      List<Involvement> records,
      List<Waiver> waivers,
      LocalDate day) {
    var levels = new HashMap<String, Integer>();
    records.forEach(record -> levels.merge(record.subject(), record.level(), Math::max));
    var waived = waivers.stream().map(Waiver::subject).collect(Collectors.toSet());
    return new Rollup(
        group,
        subjects.size(),
        count(subjects, subject -> level(levels, subject) >= 1),
        count(subjects, subject -> level(levels, subject) < 1 && waived.contains(subject.key())),
        records.size(),
        median(records.stream().mapToInt(Involvement::level).sorted().toArray()),
        records.stream().mapToInt(Involvement::adviceGiven).sum(),
        records.stream().mapToInt(Involvement::adviceFollowed).sum(),
        count(records, record -> record.feedbackSettled(day)),
        count(records, Involvement::feedbackInTime),
        money(subjects),
        money(subjects.stream().filter(subject -> level(levels, subject) < CONSULTED).toList()));
  }

  private static int level(Map<String, Integer> levels, Subject subject) {
    return levels.getOrDefault(subject.key(), 0);
  }

  private static <T> int count(List<T> all, java.util.function.Predicate<T> which) {
    return (int) all.stream().filter(which).count();
  }

  private static Kronor money(List<Subject> subjects) {
    return subjects.stream()
        .flatMap(subject -> subject.amount().stream())
        .reduce(Kronor.ZERO, Kronor::plus);
  }

  private static Optional<Double> median(int[] sorted) {
    if (sorted.length == 0) {
      return Optional.empty();
    }
    int middle = sorted.length / 2;
    return Optional.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0);
  }
}
