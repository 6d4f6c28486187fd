package se.samspel.involvement;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Nodes;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;

/**
 * Who with lived experience took part in what. Other modules ask here before a step that lived
 * experience must stand behind, and point at the answer by its key: {@code record:<id>} or {@code
 * waiver:<id>}.
 */
@Component
public class Involvements {

  static final String RECORD = "record:";
  static final String WAIVER = "waiver:";

  private final InvolvementTable table;
  private final Changes changes;
  private final ObjectProvider<Subjects> subjects;
  private final ObjectProvider<Nodes> nodes;
  private final Clock clock;

  Involvements(
      InvolvementTable table,
      Changes changes,
      ObjectProvider<Subjects> subjects,
      ObjectProvider<Nodes> nodes,
      Clock clock) {
    this.table = table;
    this.changes = changes;
    this.subjects = subjects;
    this.nodes = nodes;
    this.clock = clock;
  }

  /** Whether there is a record or a waiver with the key. */
  @Transactional(readOnly = true)
  public boolean carries(String key) {
    return findSubject(key).isPresent();
  }

  /** What the record or waiver is about; empty when there is none with the key. */
  @Transactional(readOnly = true)
  public Optional<String> findSubject(String key) {
    if (key.startsWith(RECORD)) {
      return table.record(key.substring(RECORD.length()), AsOf.NOW_KNOWN).map(Involvement::subject);
    }
    if (key.startsWith(WAIVER)) {
      return table.waiver(key.substring(WAIVER.length()), AsOf.NOW_KNOWN).map(Waiver::subject);
    }
    return Optional.empty();
  }

  /** The level that the key stands for: a record's own, 0 for a waiver; empty for no such key. */
  @Transactional(readOnly = true)
  public OptionalInt findLevel(String key) {
    if (key.startsWith(WAIVER)) {
      return carries(key) ? OptionalInt.of(0) : OptionalInt.empty();
    }
    return key.startsWith(RECORD)
        ? table
            .record(key.substring(RECORD.length()), AsOf.NOW_KNOWN)
            .map(record -> OptionalInt.of(record.level()))
            .orElse(OptionalInt.empty())
        : OptionalInt.empty();
  }

  /** The records about something, the earliest first. */
  @Transactional(readOnly = true)
  public List<Involvement> listAbout(String subject, AsOf asOf) {
    return table.recordsAbout(subject, asOf);
  }

  /** The waivers about something, the earliest first. */
  @Transactional(readOnly = true)
  public List<Waiver> listWaiversAbout(String subject, AsOf asOf) {
    return table.waiversAbout(subject, asOf);
  }

  /** Every record, the newest first. */
  @Transactional(readOnly = true)
  public List<Involvement> list(AsOf asOf) {
    return table.records(asOf);
  }

  /** Every waiver, the newest first. */
  @Transactional(readOnly = true)
  public List<Waiver> listWaivers(AsOf asOf) {
    return table.waivers(asOf);
  }

  @Transactional(readOnly = true)
  public Optional<Involvement> find(String id, AsOf asOf) {
    return table.record(id, asOf.known());
  }

  @Transactional(readOnly = true)
  public Optional<Waiver> findWaiver(String id, AsOf asOf) {
    return table.waiver(id, asOf.known());
  }

  /** The versions of a record that had been recorded then, the newest first. */
  @Transactional(readOnly = true)
  List<Involvement> history(String id, AsOf asOf) {
    return table.history(id, asOf.known());
  }

  @Transactional(readOnly = true)
  List<Panel> panels(AsOf asOf) {
    return table.panels(asOf);
  }

  @Transactional(readOnly = true)
  Map<String, String> regionNames(AsOf asOf) {
    return table.regionNames(asOf);
  }

  @Transactional(readOnly = true)
  Map<String, String> bodyNames(AsOf asOf) {
    var names = new HashMap<String, String>();
    subjects.forEach(owner -> names.putAll(owner.bodyNames(asOf)));
    return names;
  }

  /** Counts over all that other modules offer to be counted. */
  @Transactional(readOnly = true)
  Rollup.Overview overview(AsOf asOf) {
    return Rollup.overview(
        subjects.stream().flatMap(owner -> owner.list(asOf).stream()).toList(),
        table.records(asOf),
        table.waivers(asOf),
        asOf.day());
  }

  /** What waits for a step and has neither a record nor a waiver, the oldest first. */
  @Transactional(readOnly = true)
  List<Subject> queue(AsOf asOf) {
    var seen = new HashSet<String>();
    table.records(asOf).forEach(record -> seen.add(record.subject()));
    table.waivers(asOf).forEach(waiver -> seen.add(waiver.subject()));
    return subjects.stream()
        .flatMap(owner -> owner.list(asOf).stream())
        .filter(subject -> subject.open() && !seen.contains(subject.key()))
        .sorted(
            java.util.Comparator.comparing((Subject subject) -> subject.day().orElse(LocalDate.MIN))
                .thenComparing(Subject::key))
        .toList();
  }

  /** The things by key, those that exist: as other modules' subjects, or else as nodes. */
  @Transactional(readOnly = true)
  Map<String, Subject> describe(Collection<String> keys, AsOf asOf) {
    var found = new HashMap<String, Subject>();
    var rest = new HashSet<>(keys);
    if (keys.size() == 1) {
      var key = keys.iterator().next();
      subjects.forEach(owner -> owner.find(key, asOf).ifPresent(it -> found.put(key, it)));
    } else {
      subjects.forEach(owner ->
          owner.list(asOf).stream()
              .filter(subject -> rest.contains(subject.key()))
              .forEach(subject -> found.put(subject.key(), subject)));
    }
    rest.removeAll(found.keySet());
    for (var kind : NodeKind.values()) {
      var ids =
          rest.stream()
              .filter(key -> key.startsWith(kind.code() + ":"))
              .map(key -> key.substring(kind.code().length() + 1))
              .toList();
      if (!ids.isEmpty()) {
        nodes.stream()
            .filter(owner -> owner.kinds().contains(kind))
            .flatMap(owner -> owner.describe(kind, ids, asOf).values().stream())
            .map(Involvements::subject)
            .forEach(subject -> found.put(subject.key(), subject));
      }
    }
    return found;
  }

  private static Subject subject(Node node) {
    return new Subject(
        node.ref().toString(),
        node.title(),
        node.path(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        node.synthetic());
  }

  /**
   * Records that people with lived experience took part.
   *
   * @return the record as it now stands
   * @throws Refused when the subject is unknown, or the one who acts may not do so there
   */
  @Transactional
  public Involvement record(Involvement draft) {
    allow(draft.region());
    requireSubject(draft.subject(), draft.heldOn());
    requireWith(draft.body(), draft.panel());
    if (table.record(draft.id(), AsOf.NOW_KNOWN).isPresent()) {
      throw Refused.stale();
    }
    var moment =
        changes.record(
            change("involvement-recorded", draft.id(), draft.region(), Optional.empty(), draft));
    table.putRecords(List.of(draft), moment);
    return get(draft.id());
  }

  /**
   * Corrects a record.
   *
   * @param seen the version that the one who edits has seen
   * @throws Refused when somebody was faster
   */
  @Transactional
  public Involvement edit(Involvement edited, int seen) {
    return replace("involvement-edited", edited.id(), seen, before -> edited);
  }

  /**
   * Notes that people were told what came of what they said.
   *
   * @throws Refused when the day lies before the involvement, or somebody was faster
   */
  @Transactional
  public Involvement giveFeedback(String id, int seen, Involvement.Feedback feedback) {
    return replace(
        "feedback-given",
        id,
        seen,
        before -> {
          if (feedback.on().filter(day -> day.isBefore(before.heldOn())).isPresent()) {
            throw Refused.fields(
                List.of(new Refused.FieldFault("feedbackOn", "involvement.feedback-before")));
          }
          return before.with(feedback);
        });
  }

  private Involvement replace(
      String action, String id, int seen, Function<Involvement, Involvement> edit) {
    var before = table.record(id, AsOf.NOW_KNOWN).orElseThrow(Refused::notFound);
    allow(before.region());
    var after = edit.apply(before);
    allow(after.region());
    if (!after.subject().equals(before.subject())) {
      requireSubject(after.subject(), after.heldOn());
    }
    requireWith(
        after.body().filter(it -> !before.body().equals(Optional.of(it))),
        after.panel().filter(it -> !before.panel().equals(Optional.of(it))));
    var moment = changes.record(change(action, id, after.region(), Optional.of(before), after));
    if (get(id).version() != seen) {
      throw Refused.stale();
    }
    table.putRecords(List.of(after), moment);
    return get(id);
  }

  /**
   * Records that nobody with lived experience took part, why, and who decided so.
   *
   * @throws Refused when the subject is unknown, or the one who acts may not do so there
   */
  @Transactional
  public Waiver waive(Waiver draft) {
    allow(draft.region());
    requireSubject(draft.subject(), draft.decidedOn());
    requireWith(draft.body(), Optional.empty());
    if (table.waiver(draft.id(), AsOf.NOW_KNOWN).isPresent()) {
      throw Refused.stale();
    }
    var moment =
        changes.record(
            change("involvement-waived", draft.id(), draft.region(), Optional.empty(), draft));
    table.putWaivers(List.of(draft), moment);
    return table.waiver(draft.id(), AsOf.NOW_KNOWN).orElseThrow();
  }

  private Involvement get(String id) {
    return table.record(id, AsOf.NOW_KNOWN).orElseThrow(Refused::notFound);
  }

  /** Refuses a body or a panel that does not exist today, each fault at its field. */
  private void requireWith(Optional<String> body, Optional<String> panel) {
    var today = AsOf.day(LocalDate.now(clock));
    var faults = new ArrayList<Refused.FieldFault>();
    if (body.filter(it -> !bodyNames(today).containsKey(it)).isPresent()) {
      faults.add(new Refused.FieldFault("body", "involvement.body-unknown"));
    }
    if (panel
        .filter(it -> table.panels(today).stream().noneMatch(known -> known.id().equals(it)))
        .isPresent()) {
      faults.add(new Refused.FieldFault("panel", "involvement.panel-unknown"));
    }
    if (!faults.isEmpty()) {
      throw Refused.fields(faults);
    }
  }

  private void requireSubject(String subject, LocalDate day) {
    // A thing may be recorded later than people took part in it, so today's are known too.
    if (Stream.of(day, LocalDate.now(clock))
        .allMatch(it -> describe(List.of(subject), AsOf.day(it)).isEmpty())) {
      throw Refused.fields(
          List.of(new Refused.FieldFault("subject", "involvement.subject-unknown")));
    }
  }

  private static void allow(Optional<RegionCode> region) {
    var person = CurrentPerson.get();
    if (!person.may(Permission.RECORD_INVOLVEMENT)) {
      throw Refused.forbidden();
    }
    if (region.isPresent() && !person.may(Permission.RECORD_INVOLVEMENT, region.get())) {
      throw Refused.otherRegion();
    }
  }

  private static Changes.Change change(
      String action,
      String id,
      Optional<RegionCode> region,
      Optional<Involvement> before,
      Object after) {
    return new Changes.Change(
        action,
        after instanceof Waiver ? "waiver" : "involvement",
        id,
        region,
        before.map(Object::toString),
        Optional.of(after.toString()));
  }

  /** Tells whether a subject is written as one, without asking if it exists. */
  static boolean isSubject(String text) {
    if (text.startsWith("link:") && text.length() > "link:".length()) {
      return true;
    }
    try {
      NodeRef.parse(text);
      return true;
    } catch (IllegalArgumentException notARef) {
      return false;
    }
  }
}
