package se.samspel.programme;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Fields;
import se.samspel.core.Kronor;
import se.samspel.core.NodeRef;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;

/** Bodies, their meetings, what they decide, and what came of it. */
@Component
class Decisions {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final long MOST_KRONOR = 1_000_000_000_000L;

  private final ProgrammeTables tables;
  private final DecisionDocumentTable documents;
  private final Programme programme;
  private final Changes changes;
  private final Clock clock;

  Decisions(
      ProgrammeTables tables,
      DecisionDocumentTable documents,
      Programme programme,
      Changes changes,
      Clock clock) {
    this.tables = tables;
    this.documents = documents;
    this.programme = programme;
    this.changes = changes;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  List<Body> listBodies(AsOf asOf) {
    return tables.bodies.list(asOf).stream().sorted(Comparator.comparing(Body::nameSv)).toList();
  }

  @Transactional(readOnly = true)
  Optional<Body> findBody(String id, AsOf asOf) {
    return tables.bodies.find(id, asOf);
  }

  @Transactional(readOnly = true)
  List<Meeting> listMeetings(AsOf asOf) {
    return tables.meetings.list(asOf).stream()
        .sorted(Comparator.comparing(Meeting::heldOn).reversed().thenComparing(Meeting::id))
        .toList();
  }

  @Transactional(readOnly = true)
  Optional<Meeting> findMeeting(String id, AsOf asOf) {
    return tables.meetings.find(id, asOf);
  }

  @Transactional(readOnly = true)
  List<AgendaItem> listAgenda(String meeting, AsOf asOf) {
    return tables.agenda.list("meeting", meeting, asOf).stream()
        .sorted(Comparator.comparing(AgendaItem::position).thenComparing(AgendaItem::id))
        .toList();
  }

  @Transactional(readOnly = true)
  Optional<AgendaItem> findAgendaItem(String id, AsOf asOf) {
    return tables.agenda.find(id, asOf);
  }

  /** What was decided up to the day, the newest first. */
  @Transactional(readOnly = true)
  List<Decision> listDecisions(AsOf asOf) {
    return tables.decisions.list(asOf).stream()
        .filter(it -> !it.decidedOn().isAfter(asOf.day()))
        .sorted(Comparator.comparing(Decision::decidedOn).reversed().thenComparing(Decision::id))
        .toList();
  }

  @Transactional(readOnly = true)
  Optional<Decision> findDecision(String id, AsOf asOf) {
    return tables.decisions.find(id, asOf);
  }

  @Transactional(readOnly = true)
  List<Decision> decisionHistory(String id, AsOf asOf) {
    return tables.decisions.history(id, asOf.known());
  }

  /** Every action, those due first. */
  @Transactional(readOnly = true)
  List<Action> listActions(AsOf asOf) {
    return tables.actions.list(asOf).stream()
        .sorted(Comparator.comparing(Action::dueOn).thenComparing(Action::id))
        .toList();
  }

  @Transactional(readOnly = true)
  List<Action> listActions(String decision, AsOf asOf) {
    return tables.actions.list("decision", decision, asOf).stream()
        .sorted(Comparator.comparing(Action::dueOn).thenComparing(Action::id))
        .toList();
  }

  @Transactional(readOnly = true)
  Optional<Action> findAction(String id, AsOf asOf) {
    return tables.actions.find(id, asOf);
  }

  @Transactional(readOnly = true)
  List<Document> listDocuments(String decision, AsOf asOf) {
    return documents.about("decision:" + decision).stream()
        .filter(it -> !it.recordedAt().isAfter(asOf.known()))
        .toList();
  }

  @Transactional(readOnly = true)
  Document getDocument(String id) {
    return documents.find(id).orElseThrow(Refused::notFound);
  }

  @Transactional(readOnly = true)
  byte[] getContent(String document) {
    return documents.content(document);
  }

  /** Adds a body, or edits the one with the identity. */
  @Transactional
  Body saveBody(Optional<String> edited, Fields fields) {
    require(Permission.KEEP_DECISIONS);
    var before = edited.map(id -> tables.bodies.newest(id).orElseThrow(Refused::notFound));
    var seen = seen(edited, fields);
    var name = fields.text("nameSv", ProgrammeFields.TITLE);
    var nameEn = fields.optional("nameEn", ProgrammeFields.TITLE);
    var task = fields.optional("taskSv", ProgrammeFields.LONGEST);
    var source = fields.optional("source", ProgrammeFields.TITLE);
    fields.accept();
    var id = edited.orElseGet(() -> Slug.of(name, it -> !tables.bodies.history(it).isEmpty()));
    return save(
        tables.bodies,
        "body",
        id,
        before,
        seen,
        new Body(id, name, nameEn, task, stamp(source, before.map(Body::stamp))),
        Body::stamp);
  }

  /** Adds a meeting, or edits the one with the identity. */
  @Transactional
  Meeting saveMeeting(Optional<String> edited, Fields fields) {
    require(Permission.KEEP_DECISIONS);
    var before = edited.map(id -> tables.meetings.newest(id).orElseThrow(Refused::notFound));
    var seen = seen(edited, fields);
    var body = fields.text("body", ProgrammeFields.KEY);
    if (!body.isEmpty() && tables.bodies.newest(body).isEmpty()) {
      fields.fault("body", "programme.unknown");
    }
    var heldOn = fields.day("heldOn");
    var title = fields.text("titleSv", ProgrammeFields.TITLE);
    var place = fields.optional("placeSv", ProgrammeFields.TITLE);
    var source = fields.optional("source", ProgrammeFields.TITLE);
    fields.accept();
    var id =
        edited.orElseGet(
            () -> Slug.of(body + " " + heldOn, it -> !tables.meetings.history(it).isEmpty()));
    return save(
        tables.meetings,
        "meeting",
        id,
        before,
        seen,
        new Meeting(id, body, heldOn, title, place, stamp(source, before.map(Meeting::stamp))),
        Meeting::stamp);
  }

  /** Adds a point to a meeting's agenda, or edits the one with the identity. */
  @Transactional
  AgendaItem saveAgendaItem(String meeting, Optional<String> edited, Fields fields) {
    require(Permission.KEEP_DECISIONS);
    Programme.requireFound(tables.meetings.newest(meeting));
    var before =
        edited.map(id ->
            tables
                .agenda
                .newest(id)
                .filter(it -> it.meeting().equals(meeting))
                .orElseThrow(Refused::notFound));
    var seen = seen(edited, fields);
    var position = (int) fields.whole("position", 1, 999);
    var title = fields.text("titleSv", ProgrammeFields.TITLE);
    var about = about(fields);
    fields.accept();
    var id =
        edited.orElseGet(
            () -> Slug.of(meeting + " " + position, it -> !tables.agenda.history(it).isEmpty()));
    return save(
        tables.agenda,
        "agenda-item",
        id,
        before,
        seen,
        new AgendaItem(
            id,
            meeting,
            position,
            title,
            about,
            stamp(Optional.empty(), before.map(AgendaItem::stamp))),
        AgendaItem::stamp);
  }

  /** Adds a decision, or edits the one with the identity. */
  @Transactional
  Decision saveDecision(Optional<String> edited, Fields fields) {
    require(Permission.KEEP_DECISIONS);
    var before = edited.map(id -> tables.decisions.newest(id).orElseThrow(Refused::notFound));
    var seen = seen(edited, fields);
    var body = fields.text("body", ProgrammeFields.KEY);
    if (!body.isEmpty() && tables.bodies.newest(body).isEmpty()) {
      fields.fault("body", "programme.unknown");
    }
    var meeting = fields.optional("meeting", ProgrammeFields.KEY);
    if (meeting.isPresent()
        && tables.meetings.newest(meeting.get()).filter(it -> it.body().equals(body)).isEmpty()) {
      fields.fault("meeting", "decision.other-meeting");
    }
    var item = fields.optional("agendaItem", ProgrammeFields.KEY);
    if (item.isPresent()
        && tables
            .agenda
            .newest(item.get())
            .filter(it -> meeting.filter(it.meeting()::equals).isPresent())
            .isEmpty()) {
      fields.fault("agendaItem", "decision.other-item");
    }
    var decidedOn = fields.day("decidedOn");
    if (decidedOn.isAfter(today())) {
      fields.fault("decidedOn", "decision.later");
    }
    var title = fields.text("titleSv", ProgrammeFields.TITLE);
    var text = fields.optional("textSv", ProgrammeFields.LONGEST);
    var diary = fields.optional("diaryNumber", ProgrammeFields.KEY);
    var about = about(fields);
    var amount = fields.optionalWhole("amountKronor", 0, MOST_KRONOR).map(Kronor::of);
    var source = fields.optional("source", ProgrammeFields.TITLE);
    fields.accept();
    var id = edited.orElseGet(() -> Slug.of(title, it -> !tables.decisions.history(it).isEmpty()));
    return save(
        tables.decisions,
        "decision",
        id,
        before,
        seen,
        new Decision(
            id,
            body,
            meeting,
            item,
            decidedOn,
            title,
            text,
            diary,
            about,
            amount,
            stamp(source, before.map(Decision::stamp))),
        Decision::stamp);
  }

  /** Adds an action to a decision, or edits the one with the identity. */
  @Transactional
  Action saveAction(String decision, Optional<String> edited, Fields fields) {
    require(Permission.KEEP_DECISIONS);
    var behind = tables.decisions.newest(decision).orElseThrow(Refused::notFound);
    var before =
        edited.map(id ->
            tables
                .actions
                .newest(id)
                .filter(it -> it.decision().equals(decision))
                .orElseThrow(Refused::notFound));
    var seen = seen(edited, fields);
    var text = fields.text("textSv", ProgrammeFields.LONGEST);
    var owner = fields.text("ownerSv", ProgrammeFields.TITLE);
    var region =
        fields.find("region").isEmpty()
            ? Optional.<RegionCode>empty()
            : Optional.of(fields.region("region"));
    var due = fields.day("dueOn");
    if (fields.find("dueOn").isPresent() && due.isBefore(behind.decidedOn())) {
      fields.fault("dueOn", "action.due-before");
    }
    var done = fields.optionalDay("doneOn");
    if (done.filter(it -> it.isAfter(today()) || it.isBefore(behind.decidedOn())).isPresent()) {
      fields.fault("doneOn", "action.done-when");
    }
    var outcome = fields.optional("outcomeSv", ProgrammeFields.LONGEST);
    if (done.isPresent() && outcome.isEmpty()) {
      fields.fault("outcomeSv", "action.outcome-needed");
    }
    fields.accept();
    var id =
        edited.orElseGet(
            () -> Slug.of(decision + " " + text, it -> !tables.actions.history(it).isEmpty()));
    return save(
        tables.actions,
        "action",
        id,
        before,
        seen,
        new Action(
            id,
            decision,
            text,
            owner,
            region,
            due,
            done,
            outcome,
            stamp(Optional.empty(), before.map(Action::stamp))),
        Action::stamp);
  }

  /**
   * Adds a file to a decision.
   *
   * @throws Refused when the file is empty, too large or of a type that isn't allowed
   */
  @Transactional
  Document addDocument(String decision, String name, byte[] content) {
    require(Permission.KEEP_DECISIONS);
    Programme.requireFound(tables.decisions.newest(decision));
    var document =
        Uploads.accept(UUID.randomUUID().toString(), "decision:" + decision, name, content);
    var moment =
        changes.record(
            new Changes.Change(
                "document-added",
                "document",
                document.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(document.sha256())));
    documents.add(document, content, moment);
    return documents.find(document.id()).orElseThrow();
  }

  private Optional<String> about(Fields fields) {
    var about = fields.optional("about", ProgrammeFields.KEY);
    if (about.isPresent()) {
      try {
        var ref = NodeRef.parse(about.get()).toString();
        if (programme.describe(List.of(ref), AsOf.day(today())).isEmpty()) {
          fields.fault("about", "programme.unknown");
        }
      } catch (IllegalArgumentException notARef) {
        fields.fault("about", "involvement.subject-form");
      }
    }
    return about;
  }

  private <T> T save(
      Versions<T> table,
      String kind,
      String id,
      Optional<T> before,
      int seen,
      T after,
      Function<T, Stamp> stamp) {
    var moment =
        changes.record(
            new Changes.Change(
                kind + (before.isPresent() ? "-edited" : "-added"),
                kind,
                id,
                Optional.empty(),
                before.map(Object::toString),
                Optional.of(after.toString())));
    if (before.isPresent()
        && stamp.apply(table.newest(id).orElseThrow(Refused::stale)).version() != seen) {
      throw Refused.stale();
    }
    table.put(List.of(after), moment);
    return table.newest(id).orElseThrow();
  }

  private static int seen(Optional<String> edited, Fields fields) {
    return edited.isPresent() ? fields.version() : 0;
  }

  private static Stamp stamp(Optional<String> source, Optional<Stamp> before) {
    return new Stamp(0, Instant.EPOCH, source, before.map(Stamp::synthetic).orElse(false));
  }

  private static void require(Permission permission) {
    if (!CurrentPerson.get().may(permission)) {
      throw Refused.forbidden();
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), SWEDEN);
  }
}
