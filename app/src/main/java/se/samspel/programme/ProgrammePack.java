package se.samspel.programme;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.samspel.core.DateSpan;
import se.samspel.core.Kronor;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackFaults;
import se.samspel.core.PackFile;
import se.samspel.core.PackPart;
import se.samspel.core.PackRow;
import se.samspel.core.RegionCode;
import se.samspel.involvement.Backing;
import se.samspel.ui.Messages;

/**
 * Aims, needs, initiatives, the timeline, meetings, decisions and steps of a programme pack.
 *
 * <p>A need or a knowledge gap of a pack is raised or open from its first day on: {@code
 * valid_from} where given, otherwise 1 January of the year in which it was said, otherwise since
 * before anyone wrote it down. An initiative begins on its first day; until a step is recorded its
 * state follows from its dates.
 */
@Component
@Order(30)
class ProgrammePack implements PackPart {

  private static final String AIMS = "aims.csv";
  private static final String NEEDS = "needs.csv";
  private static final String INITIATIVES = "initiatives.csv";
  private static final String TIMELINE = "timeline.csv";
  private static final String BODIES = "bodies.csv";
  private static final String MEETINGS = "meetings.csv";
  private static final String AGENDA = "agenda-items.csv";
  private static final String DECISIONS = "decisions.csv";
  private static final String ACTIONS = "actions.csv";
  private static final String TRANSITIONS = "transitions.csv";

  private static final Map<String, String> FILE_OF_KIND =
      Map.of(
          "aim", AIMS,
          "need", NEEDS,
          "knowledge-gap", NEEDS,
          "initiative", INITIATIVES,
          "decision", DECISIONS,
          "method", "methods.csv");

  private final ProgrammeTables tables;
  private final TransitionTable transitions;
  private final ProgrammeLinks links;

  ProgrammePack(ProgrammeTables tables, TransitionTable transitions, ProgrammeLinks links) {
    this.tables = tables;
    this.transitions = transitions;
    this.links = links;
  }

  @Override
  public List<PackFile> files() {
    return List.of(
        file(AIMS, "key", "text_sv", "key text_sv text_en parent valid_from valid_to source"),
        file(
            NEEDS,
            "key",
            "kind statement_sv",
            "key kind statement_sv statement_en population_sv severity said_by year aim region"
                + " visibility involvement valid_from valid_to source"),
        file(
            INITIATIVES,
            "key",
            "name_sv",
            "key name_sv name_en parent need aim method lead started ended involvement valid_from"
                + " valid_to source"),
        file(
            TIMELINE,
            "date kind text_sv",
            "precision",
            "date precision kind text_sv text_en source"),
        file(BODIES, "id", "name_sv", "id name_sv name_en task_sv source"),
        file(MEETINGS, "id", "body held_on title_sv", "id body held_on title_sv place_sv source"),
        file(AGENDA, "id", "meeting position title_sv", "id meeting position title_sv about"),
        file(
            DECISIONS,
            "id",
            "body decided_on title_sv",
            "id body meeting agenda_item decided_on title_sv text_sv diary_number about amount_ore"
                + " source"),
        file(
            ACTIONS,
            "id",
            "decision text_sv owner_sv due_on",
            "id decision text_sv owner_sv region due_on done_on outcome_sv"),
        file(
            TRANSITIONS,
            "kind id to_state day",
            "reason",
            "kind id to_state day reason decision involvement actor revisit_on towards"));
  }

  private static PackFile file(String name, String key, String more, String columns) {
    var keys = List.of(key.split(" "));
    var required = new ArrayList<>(keys);
    required.addAll(List.of(more.split(" ")));
    return new PackFile(name, List.of(columns.split(" ")), required, keys);
  }

  @Override
  public void check(Pack pack, PackFaults faults) {
    var subjects = Backing.subjects(pack);
    for (var row : pack.rows(AIMS)) {
      slug(row, "key", faults);
      refers(pack, row, "parent", AIMS, faults);
      validity(row, faults);
    }
    pack.rows(NEEDS).forEach(row -> checkNeed(pack, subjects, row, faults));
    pack.rows(INITIATIVES).forEach(row -> checkInitiative(pack, subjects, row, faults));
    pack.rows(TIMELINE).forEach(row -> checkTimeline(row, faults));
    pack.rows(BODIES).forEach(row -> slug(row, "id", faults));
    for (var row : pack.rows(MEETINGS)) {
      slug(row, "id", faults);
      refers(pack, row, "body", BODIES, faults);
      day(row, "held_on", faults);
    }
    for (var row : pack.rows(AGENDA)) {
      slug(row, "id", faults);
      refers(pack, row, "meeting", MEETINGS, faults);
      whole(row, "position", 1, 999, faults);
      about(pack, row, faults);
    }
    for (var row : pack.rows(DECISIONS)) {
      slug(row, "id", faults);
      refers(pack, row, "body", BODIES, faults);
      refers(pack, row, "meeting", MEETINGS, faults);
      refers(pack, row, "agenda_item", AGENDA, faults);
      day(row, "decided_on", faults);
      whole(row, "amount_ore", 0, 1_000_000_000_000_000L, faults);
      about(pack, row, faults);
    }
    for (var row : pack.rows(ACTIONS)) {
      slug(row, "id", faults);
      refers(pack, row, "decision", DECISIONS, faults);
      refers(pack, row, "region", "regions.csv", faults);
      day(row, "due_on", faults);
      day(row, "done_on", faults);
    }
    checkTransitions(pack, subjects, faults);
  }

  private static void checkNeed(
      Pack pack, Map<String, String> subjects, PackRow row, PackFaults faults) {
    slug(row, "key", faults);
    words(row, "kind", List.of("need", "knowledge-gap"), faults);
    refers(pack, row, "aim", AIMS, faults);
    refers(pack, row, "region", "regions.csv", faults);
    whole(row, "year", 1900, 2100, faults);
    whole(row, "severity", 1, 5, faults);
    words(row, "visibility", List.of("public", "region"), faults);
    if (row.get("visibility").equals("region") && row.find("region").isEmpty()) {
      faults.add(row, "region", "pack.programme.region-needed");
    }
    involvement(pack, subjects, row, row.get("kind") + ":" + row.key(), faults);
    validity(row, faults);
  }

  private static void checkInitiative(
      Pack pack, Map<String, String> subjects, PackRow row, PackFaults faults) {
    slug(row, "key", faults);
    refers(pack, row, "parent", INITIATIVES, faults);
    refers(pack, row, "aim", AIMS, faults);
    if (refers(pack, row, "need", NEEDS, faults)
        && pack.rows(NEEDS).stream()
            .anyMatch(
                it -> it.get("key").equals(row.get("need")) && !it.get("kind").equals("need"))) {
      faults.add(row, "need", "pack.programme.need-kind", row.get("need"));
    }
    refers(pack, row, "method", "methods.csv", faults);
    refers(pack, row, "lead", "actors.csv", faults);
    involvement(pack, subjects, row, "initiative:" + row.key(), faults);
    validity(row, faults);
    boolean dates = date(row, "started", faults) & date(row, "ended", faults);
    if (dates
        && row.find("started").isPresent()
        && row.find("ended").isPresent()
        && !Dates.first(row.get("started")).isBefore(Dates.dayAfter(row.get("ended")))) {
      faults.add(row, "ended", "pack.programme.order", row.get("started"));
    }
  }

  private static void checkTimeline(PackRow row, PackFaults faults) {
    words(row, "precision", List.of("day", "month", "year"), faults);
    if (date(row, "date", faults) && !precision(row.get("date")).equals(row.get("precision"))) {
      faults.add(row, "precision", "pack.programme.precision", precision(row.get("date")));
    }
    if (!row.get("kind").matches("[a-z-]{1,40}")) {
      faults.add(row, "kind", "pack.programme.slug");
    }
  }

  private static String precision(String date) {
    return switch (date.length()) {
      case 4 -> "year";
      case 7 -> "month";
      default -> "day";
    };
  }

  private void checkTransitions(Pack pack, Map<String, String> subjects, PackFaults faults) {
    var sound = new ArrayList<PackRow>();
    for (var row : pack.rows(TRANSITIONS)) {
      boolean right =
          words(row, "kind", List.of("need", "knowledge-gap", "initiative"), faults)
              && refers(pack, row, "id", FILE_OF_KIND.getOrDefault(row.get("kind"), NEEDS), faults)
              && words(row, "to_state", Machines.states(NodeKind.ofCode(row.get("kind"))), faults);
      right &= day(row, "day", faults);
      day(row, "revisit_on", faults);
      refers(pack, row, "decision", DECISIONS, faults);
      involvement(pack, subjects, row, row.get("kind") + ":" + row.get("id"), faults);
      if (row.get("to_state").equals("parked") && row.find("revisit_on").isEmpty()) {
        faults.add(row, "revisit_on", "field.required");
      }
      if (List.of("merged", "handed-over").contains(row.get("to_state"))
          && row.find("towards").isEmpty()) {
        faults.add(row, "towards", "field.required");
      }
      if (row.get("to_state").equals("merged")) {
        refers(pack, row, "towards", NEEDS, faults);
      }
      if (right) {
        sound.add(row);
      }
    }
    if (sound.isEmpty()) {
      return;
    }
    for (var stride : walk(pack.rows(INITIATIVES)).follow(sound, transitions.all())) {
      stride
          .wrong()
          .ifPresent(wrong ->
              faults.add(
                  stride.row(), column(wrong.key()), wrong.key(), wrong.arguments().toArray()));
    }
  }

  private static String column(String key) {
    return switch (key) {
      case "step.involvement-needed" -> "involvement";
      case "step.four-eyes" -> "actor";
      default -> "to_state";
    };
  }

  /** Knows the dates of the pack's initiatives and of those loaded before it. */
  private Walk walk(List<PackRow> rows) {
    var inPack = new HashMap<String, Initiative>();
    rows.stream()
        .filter(row ->
            row.find("started").map(Dates::valid).orElse(true)
                && row.find("ended").map(Dates::valid).orElse(true))
        .forEach(row ->
            inPack.put(row.get("key"), initiative(row, DateSpan.since(DateSpan.EARLIEST), false)));
    return new Walk((id, day) ->
        Optional.ofNullable(inPack.get(id))
            .or(() -> tables.initiatives.newest(id))
            .flatMap(it -> it.stateByDates(day)));
  }

  private static void validity(PackRow row, PackFaults faults) {
    boolean dates = date(row, "valid_from", faults) & date(row, "valid_to", faults);
    if (dates
        && row.find("valid_from").isPresent()
        && row.find("valid_to").isPresent()
        && !Dates.first(row.get("valid_from")).isBefore(Dates.dayAfter(row.get("valid_to")))) {
      faults.add(row, "valid_to", "pack.programme.order", row.get("valid_from"));
    }
  }

  private static void about(Pack pack, PackRow row, PackFaults faults) {
    if (row.find("about").isEmpty()) {
      return;
    }
    try {
      var ref = NodeRef.parse(row.get("about"));
      var file = FILE_OF_KIND.get(ref.kind().code());
      if (file != null && !pack.keys(file).contains(ref.id())) {
        faults.add(row, "about", "pack.involvement.missing", ref.id(), file);
      }
    } catch (IllegalArgumentException notARef) {
      faults.add(row, "about", "pack.involvement.subject", row.get("about"));
    }
  }

  /**
   * Checks the involvement or waiver behind a row.
   *
   * @param subjects of the pack's own records and waivers
   * @param thing that it must be about, unless it is about the row's decision
   */
  private static void involvement(
      Pack pack, Map<String, String> subjects, PackRow row, String thing, PackFaults faults) {
    var key = row.get("involvement");
    if (key.isEmpty()) {
      return;
    }
    var file =
        key.startsWith("record:")
            ? "involvement.csv"
            : key.startsWith("waiver:") ? "waivers.csv" : "";
    if (file.isEmpty()) {
      faults.add(row, "involvement", "pack.programme.involvement");
    } else if (!pack.keys(file).contains(key.substring(key.indexOf(':') + 1))) {
      faults.add(
          row,
          "involvement",
          "pack.involvement.missing",
          key.substring(key.indexOf(':') + 1),
          file);
    } else if (subjects.containsKey(key)
        && !Backing.of(subjects.get(key), List.of(thing, "decision:" + row.get("decision")))) {
      faults.add(row, "involvement", "pack.programme.involvement-other", thing);
    }
  }

  private static boolean refers(
      Pack pack, PackRow row, String column, String file, PackFaults faults) {
    return cell(
        row,
        column,
        pack.keys(file)::contains,
        "pack.involvement.missing",
        faults,
        row.get(column),
        file);
  }

  private static void slug(PackRow row, String column, PackFaults faults) {
    cell(row, column, text -> text.matches("[a-z0-9-]{1,80}"), "pack.programme.slug", faults);
  }

  private static boolean words(PackRow row, String column, List<String> words, PackFaults faults) {
    return cell(row, column, words::contains, "field.one-of", faults, String.join(", ", words));
  }

  private static boolean whole(
      PackRow row, String column, long least, long most, PackFaults faults) {
    return cell(
        row,
        column,
        text ->
            text.matches("\\d{1,17}")
                && Long.parseLong(text) >= least
                && Long.parseLong(text) <= most,
        "field.whole",
        faults,
        least,
        most);
  }

  private static boolean day(PackRow row, String column, PackFaults faults) {
    return cell(
        row, column, text -> text.length() == 10 && PackRow.isDate(text), "field.day", faults);
  }

  private static boolean date(PackRow row, String column, PackFaults faults) {
    return cell(row, column, Dates::valid, "pack.programme.date", faults);
  }

  private static boolean cell(
      PackRow row,
      String column,
      Predicate<String> right,
      String key,
      PackFaults faults,
      Object... arguments) {
    if (row.find(column).filter(right.negate()).isPresent()) {
      faults.add(row, column, key, arguments);
      return false;
    }
    return true;
  }

  @Override
  public void load(PackChange change) {
    var synthetic = change.synthetic();
    var moment = change.moment();
    tables.aims.put(
        change.put(AIMS).stream()
            .map(row ->
                new Aim(
                    row.get("key"),
                    row.get("text_sv"),
                    row.find("text_en"),
                    row.find("parent"),
                    row.validity(),
                    stamp(row, synthetic)))
            .toList(),
        moment);
    tables.aims.end(ids(change.removed(AIMS), "key"), moment);
    loadNeeds(change);
    loadInitiatives(change);
    tables.timeline.put(
        change.put(TIMELINE).stream().map(row -> timelineEntry(row, synthetic)).toList(), moment);
    tables.timeline.end(
        change.removed(TIMELINE).stream().map(ProgrammePack::timelineId).toList(), moment);
    loadMeetings(change);
    loadTransitions(change);
  }

  private void loadNeeds(PackChange change) {
    var rows = change.put(NEEDS);
    var moment = change.moment();
    var needs =
        rows.stream()
            .filter(row -> row.get("kind").equals("need"))
            .map(row -> need(row, change.synthetic()))
            .toList();
    var gaps =
        rows.stream()
            .filter(row -> !row.get("kind").equals("need"))
            .map(row -> gap(row, change.synthetic()))
            .toList();
    var removed = ids(change.removed(NEEDS), "key");
    var touched = new ArrayList<>(removed);
    needs.forEach(need -> touched.add(need.id()));
    // A row whose kind changed ends as what it was.
    gaps.forEach(gap -> touched.add(gap.id()));
    var before = tables.needs.newest(touched);
    var knownGaps = tables.gaps.newest(touched);
    tables.needs.end(touched, moment);
    tables.gaps.end(touched, moment);
    tables.needs.put(needs, moment);
    tables.gaps.put(gaps, moment);
    begin(
        NodeKind.NEED,
        needs.stream().collect(Collectors.toMap(Need::id, Need::span)),
        before.stream().map(Need::id).collect(Collectors.toSet()),
        change);
    begin(
        NodeKind.KNOWLEDGE_GAP,
        gaps.stream().collect(Collectors.toMap(KnowledgeGap::id, KnowledgeGap::span)),
        knownGaps.stream().map(KnowledgeGap::id).collect(Collectors.toSet()),
        change);
    links.needs(before, needs, keys(rows), moment);
  }

  /** The first state of what is new, unless the pack says it itself. */
  private void begin(
      NodeKind kind, Map<String, DateSpan> spans, Set<String> known, PackChange change) {
    var told =
        change.pack().rows(TRANSITIONS).stream()
            .filter(row ->
                row.get("kind").equals(kind.code())
                    && row.get("to_state").equals(Machines.first(kind)))
            .map(row -> row.get("id"))
            .collect(Collectors.toSet());
    transitions.add(
        spans.entrySet().stream()
            .filter(it -> !known.contains(it.getKey()) && !told.contains(it.getKey()))
            .map(it ->
                new Transition(
                    kind.code(),
                    it.getKey(),
                    Optional.empty(),
                    Machines.first(kind),
                    it.getValue().from(),
                    change.moment(),
                    "system",
                    Messages.get(Messages.SWEDISH, "step.from-source"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    change.synthetic()))
            .toList(),
        change.moment());
  }

  private void loadInitiatives(PackChange change) {
    var rows = change.put(INITIATIVES);
    var moment = change.moment();
    var initiatives =
        rows.stream()
            .map(row ->
                initiative(
                    row,
                    row.find("valid_from").isPresent()
                        ? row.validity()
                        : new DateSpan(
                            row.firstDay("started").orElse(DateSpan.EARLIEST),
                            row.dayAfter("valid_to").orElse(DateSpan.OPEN)),
                    change.synthetic()))
            .toList();
    var removed = ids(change.removed(INITIATIVES), "key");
    var touched = new ArrayList<>(removed);
    initiatives.forEach(it -> touched.add(it.id()));
    var before = tables.initiatives.newest(touched);
    tables.initiatives.end(removed, moment);
    tables.initiatives.put(initiatives, moment);
    links.initiatives(before, initiatives, keys(rows), moment);
  }

  private void loadMeetings(PackChange change) {
    var moment = change.moment();
    var synthetic = change.synthetic();
    tables.bodies.put(
        change.put(BODIES).stream()
            .map(row ->
                new Body(
                    row.get("id"),
                    row.get("name_sv"),
                    row.find("name_en"),
                    row.find("task_sv"),
                    stamp(row, synthetic)))
            .toList(),
        moment);
    tables.meetings.put(
        change.put(MEETINGS).stream()
            .map(row ->
                new Meeting(
                    row.get("id"),
                    row.get("body"),
                    LocalDate.parse(row.get("held_on")),
                    row.get("title_sv"),
                    row.find("place_sv"),
                    stamp(row, synthetic)))
            .toList(),
        moment);
    tables.agenda.put(
        change.put(AGENDA).stream()
            .map(row ->
                new AgendaItem(
                    row.get("id"),
                    row.get("meeting"),
                    row.number("position").orElse(1L).intValue(),
                    row.get("title_sv"),
                    row.find("about"),
                    stamp(row, synthetic)))
            .toList(),
        moment);
    tables.decisions.put(
        change.put(DECISIONS).stream()
            .map(row ->
                new Decision(
                    row.get("id"),
                    row.get("body"),
                    row.find("meeting"),
                    row.find("agenda_item"),
                    LocalDate.parse(row.get("decided_on")),
                    row.get("title_sv"),
                    row.find("text_sv"),
                    row.find("diary_number"),
                    row.find("about"),
                    row.number("amount_ore").map(Kronor::new),
                    stamp(row, synthetic)))
            .toList(),
        moment);
    tables.actions.put(
        change.put(ACTIONS).stream()
            .map(row ->
                new Action(
                    row.get("id"),
                    row.get("decision"),
                    row.get("text_sv"),
                    row.get("owner_sv"),
                    row.find("region").map(RegionCode::new),
                    LocalDate.parse(row.get("due_on")),
                    row.find("done_on").map(LocalDate::parse),
                    row.find("outcome_sv"),
                    stamp(row, synthetic)))
            .toList(),
        moment);
    tables.bodies.end(ids(change.removed(BODIES), "id"), moment);
    tables.meetings.end(ids(change.removed(MEETINGS), "id"), moment);
    tables.agenda.end(ids(change.removed(AGENDA), "id"), moment);
    tables.decisions.end(ids(change.removed(DECISIONS), "id"), moment);
    tables.actions.end(ids(change.removed(ACTIONS), "id"), moment);
  }

  private void loadTransitions(PackChange change) {
    var rows = change.put(TRANSITIONS);
    var removed = change.removed(TRANSITIONS);
    if (rows.isEmpty() && removed.isEmpty()) {
      return;
    }
    var earlier = transitions.all();
    var steps = new ArrayList<Transition>();
    for (var stride : walk(List.of()).follow(rows, earlier)) {
      steps.add(transition(stride, change));
    }
    // Steps are never taken away; a corrected one leads back on the same day.
    for (var row : removed) {
      earlier.reversed().stream()
          .filter(it ->
              it.kind().equals(row.get("kind"))
                  && it.id().equals(row.get("id"))
                  && it.to().equals(row.get("to_state"))
                  && it.day().toString().equals(row.get("day")))
          .findFirst()
          .ifPresent(it ->
              steps.add(
                  new Transition(
                      it.kind(),
                      it.id(),
                      Optional.of(it.to()),
                      it.from().orElse(Machines.first(NodeKind.ofCode(it.kind()))),
                      it.day(),
                      change.moment(),
                      "system",
                      Messages.get(Messages.SWEDISH, "step.corrected"),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      change.synthetic())));
    }
    transitions.add(steps, change.moment());
  }

  private static Transition transition(Walk.Stride stride, PackChange change) {
    var row = stride.row();
    return new Transition(
        row.get("kind"),
        row.get("id"),
        stride.from(),
        row.get("to_state"),
        LocalDate.parse(row.get("day")),
        change.moment(),
        row.find("actor").orElse("system"),
        row.get("reason"),
        row.find("decision"),
        row.find("involvement"),
        row.find("revisit_on").map(LocalDate::parse),
        row.find("towards"),
        change.synthetic());
  }

  private static Need need(PackRow row, boolean synthetic) {
    return new Need(
        row.get("key"),
        row.get("statement_sv"),
        row.find("statement_en"),
        row.find("population_sv"),
        row.number("severity").map(Long::intValue),
        row.find("said_by"),
        row.number("year").map(Long::intValue),
        row.find("aim"),
        row.find("region").map(RegionCode::new),
        row.get("visibility").equals("region"),
        said(row),
        stamp(row, synthetic));
  }

  private static KnowledgeGap gap(PackRow row, boolean synthetic) {
    return new KnowledgeGap(
        row.get("key"),
        row.get("statement_sv"),
        row.find("statement_en"),
        row.find("said_by"),
        row.number("year").map(Long::intValue),
        row.find("aim"),
        said(row),
        stamp(row, synthetic));
  }

  private static DateSpan said(PackRow row) {
    return new DateSpan(
        row.firstDay("valid_from").or(() -> row.firstDay("year")).orElse(DateSpan.EARLIEST),
        row.dayAfter("valid_to").orElse(DateSpan.OPEN));
  }

  private static Initiative initiative(PackRow row, DateSpan span, boolean synthetic) {
    return new Initiative(
        row.get("key"),
        row.get("name_sv"),
        row.find("name_en"),
        row.find("parent"),
        row.find("lead"),
        row.find("aim"),
        row.find("need"),
        row.find("method"),
        row.find("started"),
        row.find("ended"),
        span,
        stamp(row, synthetic));
  }

  private static TimelineEntry timelineEntry(PackRow row, boolean synthetic) {
    return new TimelineEntry(
        timelineId(row),
        Dates.first(row.get("date")),
        TimelineEntry.Precision.valueOf(row.get("precision").toUpperCase(java.util.Locale.ROOT)),
        row.get("kind"),
        row.get("text_sv"),
        row.find("text_en"),
        stamp(row, synthetic));
  }

  private static String timelineId(PackRow row) {
    var sum = new CRC32();
    sum.update(row.get("text_sv").getBytes(StandardCharsets.UTF_8));
    return row.get("date") + "-" + row.get("kind") + "-" + Long.toHexString(sum.getValue());
  }

  private static Map<String, String> keys(Collection<PackRow> rows) {
    return rows.stream()
        .filter(row -> row.find("involvement").isPresent())
        .collect(Collectors.toMap(row -> row.get("key"), row -> row.get("involvement")));
  }

  private static List<String> ids(Collection<PackRow> rows, String column) {
    return rows.stream().map(row -> row.get(column)).toList();
  }

  private static Stamp stamp(PackRow row, boolean synthetic) {
    return new Stamp(0, Instant.EPOCH, row.find("source"), synthetic);
  }
}
