package se.samspel.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.Fields;
import se.samspel.core.Kronor;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Bodies, meetings, decisions and actions as data. */
@RestController
@RequestMapping("/api/v1")
class DecisionApi {

  private final Decisions decisions;

  DecisionApi(Decisions decisions) {
    this.decisions = decisions;
  }

  /** A body. */
  record BodyJson(
      String id,
      int version,
      String nameSv,
      @Nullable String nameEn,
      @Nullable String taskSv,
      @Nullable String source,
      boolean synthetic) {
    static BodyJson of(Body it) {
      return new BodyJson(
          it.id(),
          it.stamp().version(),
          it.nameSv(),
          it.nameEn().orElse(null),
          it.taskSv().orElse(null),
          it.stamp().source().orElse(null),
          it.stamp().synthetic());
    }
  }

  /** What is written in a new or edited body. */
  record BodyInput(
      @Nullable Integer version,
      @Nullable String nameSv,
      @Nullable String nameEn,
      @Nullable String taskSv,
      @Nullable String source) {
    Fields fields() {
      return Fields.of(
          "version", version, "nameSv", nameSv, "nameEn", nameEn, "taskSv", taskSv, "source",
          source);
    }
  }

  /** A meeting. */
  record MeetingJson(
      String id,
      int version,
      String body,
      LocalDate heldOn,
      String titleSv,
      @Nullable String placeSv,
      List<AgendaItemJson> agenda,
      @Nullable String source,
      boolean synthetic) {
    static MeetingJson of(Meeting it, List<AgendaItem> agenda) {
      return new MeetingJson(
          it.id(),
          it.stamp().version(),
          it.body(),
          it.heldOn(),
          it.titleSv(),
          it.placeSv().orElse(null),
          agenda.stream().map(AgendaItemJson::of).toList(),
          it.stamp().source().orElse(null),
          it.stamp().synthetic());
    }
  }

  /** What is written in a new or edited meeting. */
  record MeetingInput(
      @Nullable Integer version,
      @Nullable String body,
      @Nullable String heldOn,
      @Nullable String titleSv,
      @Nullable String placeSv,
      @Nullable String source) {
    Fields fields() {
      return Fields.of(
          "version", version, "body", body, "heldOn", heldOn, "titleSv", titleSv, "placeSv",
          placeSv, "source", source);
    }
  }

  /** A point on an agenda. */
  record AgendaItemJson(
      String id,
      int version,
      int position,
      String titleSv,
      @Nullable String about,
      boolean synthetic) {
    static AgendaItemJson of(AgendaItem it) {
      return new AgendaItemJson(
          it.id(),
          it.stamp().version(),
          it.position(),
          it.titleSv(),
          it.about().orElse(null),
          it.stamp().synthetic());
    }
  }

  /** What is written in a new or edited point on an agenda. */
  record AgendaItemInput(
      @Nullable Integer version,
      @Nullable Integer position,
      @Nullable String titleSv,
      @Nullable String about) {
    Fields fields() {
      return Fields.of(
          "version", version, "position", position, "titleSv", titleSv, "about", about);
    }
  }

  /**
   * A decision.
   *
   * @param about the node it is about, written {@code kind:id}
   * @param amountOre money that it moved, öre; null where it moved none or none is known
   */
  record DecisionJson(
      String id,
      int version,
      String body,
      @Nullable String meeting,
      @Nullable String agendaItem,
      LocalDate decidedOn,
      String titleSv,
      @Nullable String textSv,
      @Nullable String diaryNumber,
      @Nullable String about,
      @Nullable Long amountOre,
      Instant recordedAt,
      @Nullable String source,
      boolean synthetic) {
    static DecisionJson of(Decision it) {
      return new DecisionJson(
          it.id(),
          it.stamp().version(),
          it.body(),
          it.meeting().orElse(null),
          it.agendaItem().orElse(null),
          it.decidedOn(),
          it.titleSv(),
          it.textSv().orElse(null),
          it.diaryNumber().orElse(null),
          it.about().orElse(null),
          it.amount().map(Kronor::ore).orElse(null),
          it.stamp().recordedAt(),
          it.stamp().source().orElse(null),
          it.stamp().synthetic());
    }
  }

  /** What is written in a new or edited decision; the amount in whole kronor. */
  record DecisionInput(
      @Nullable Integer version,
      @Nullable String body,
      @Nullable String meeting,
      @Nullable String agendaItem,
      @Nullable String decidedOn,
      @Nullable String titleSv,
      @Nullable String textSv,
      @Nullable String diaryNumber,
      @Nullable String about,
      @Nullable Long amountKronor,
      @Nullable String source) {
    Fields fields() {
      return Fields.of(
          "version",
          version,
          "body",
          body,
          "meeting",
          meeting,
          "agendaItem",
          agendaItem,
          "decidedOn",
          decidedOn,
          "titleSv",
          titleSv,
          "textSv",
          textSv,
          "diaryNumber",
          diaryNumber,
          "about",
          about,
          "amountKronor",
          amountKronor,
          "source",
          source);
    }
  }

  /**
   * What somebody is to do because of a decision.
   *
   * @param overdue whether it ought to have been done by the day asked about and is not
   */
  record ActionJson(
      String id,
      int version,
      String decision,
      String textSv,
      String ownerSv,
      @Nullable String region,
      LocalDate dueOn,
      @Nullable LocalDate doneOn,
      @Nullable String outcomeSv,
      boolean overdue,
      boolean synthetic) {
    static ActionJson of(Action it, LocalDate day) {
      return new ActionJson(
          it.id(),
          it.stamp().version(),
          it.decision(),
          it.textSv(),
          it.ownerSv(),
          it.region().map(RegionCode::value).orElse(null),
          it.dueOn(),
          it.doneOn().orElse(null),
          it.outcomeSv().orElse(null),
          it.overdue(day),
          it.stamp().synthetic());
    }
  }

  /** What is written in a new or edited action. */
  record ActionInput(
      @Nullable Integer version,
      @Nullable String textSv,
      @Nullable String ownerSv,
      @Nullable String region,
      @Nullable String dueOn,
      @Nullable String doneOn,
      @Nullable String outcomeSv) {
    Fields fields() {
      return Fields.of(
          "version",
          version,
          "textSv",
          textSv,
          "ownerSv",
          ownerSv,
          "region",
          region,
          "dueOn",
          dueOn,
          "doneOn",
          doneOn,
          "outcomeSv",
          outcomeSv);
    }
  }

  /** A file that belongs to a decision; its content is at {@code path}. */
  record DocumentJson(
      String id, String name, String mediaType, long bytes, String sha256, String path) {
    static DocumentJson of(Document it) {
      return new DocumentJson(
          it.id(),
          it.name(),
          it.mediaType(),
          it.bytes(),
          it.sha256(),
          "/beslut/dokument/" + it.id());
    }
  }

  /** The bodies. */
  @GetMapping("/bodies")
  @Permit(Permission.PUBLIC)
  Listing<BodyJson> bodies(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(decisions.listBodies(visit.asOf()), page, limit).map(BodyJson::of);
  }

  /** One body. */
  @GetMapping("/bodies/{id}")
  @Permit(Permission.PUBLIC)
  BodyJson body(@PathVariable String id, Visit visit) {
    return BodyJson.of(decisions.findBody(id, visit.asOf()).orElseThrow(Refused::notFound));
  }

  /** Adds a body. */
  @PostMapping("/bodies")
  @Permit(Permission.KEEP_DECISIONS)
  @ResponseStatus(HttpStatus.CREATED)
  BodyJson addBody(@RequestBody BodyInput input) {
    return BodyJson.of(decisions.saveBody(Optional.empty(), input.fields()));
  }

  /** Edits a body. */
  @PutMapping("/bodies/{id}")
  @Permit(Permission.KEEP_DECISIONS)
  BodyJson editBody(@PathVariable String id, @RequestBody BodyInput input) {
    return BodyJson.of(decisions.saveBody(Optional.of(id), input.fields()));
  }

  /** The meetings with their agendas, the newest first; of one body with {@code body}. */
  @GetMapping("/meetings")
  @Permit(Permission.PUBLIC)
  Listing<MeetingJson> meetings(
      Visit visit,
      @RequestParam Optional<String> body,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asOf = visit.asOf();
    var found =
        decisions.listMeetings(asOf).stream()
            .filter(it -> body.isEmpty() || body.get().equals(it.body()))
            .toList();
    return Listing.of(found, page, limit)
        .map(it -> MeetingJson.of(it, decisions.listAgenda(it.id(), asOf)));
  }

  /** One meeting with its agenda. */
  @GetMapping("/meetings/{id}")
  @Permit(Permission.PUBLIC)
  MeetingJson meeting(@PathVariable String id, Visit visit) {
    var asOf = visit.asOf();
    return MeetingJson.of(
        decisions.findMeeting(id, asOf).orElseThrow(Refused::notFound),
        decisions.listAgenda(id, asOf));
  }

  /** Adds a meeting. */
  @PostMapping("/meetings")
  @Permit(Permission.KEEP_DECISIONS)
  @ResponseStatus(HttpStatus.CREATED)
  MeetingJson addMeeting(@RequestBody MeetingInput input) {
    return MeetingJson.of(decisions.saveMeeting(Optional.empty(), input.fields()), List.of());
  }

  /** Edits a meeting. */
  @PutMapping("/meetings/{id}")
  @Permit(Permission.KEEP_DECISIONS)
  MeetingJson editMeeting(@PathVariable String id, @RequestBody MeetingInput input, Visit visit) {
    return MeetingJson.of(
        decisions.saveMeeting(Optional.of(id), input.fields()),
        decisions.listAgenda(id, visit.asOf()));
  }

  /** Adds a point to a meeting's agenda. */
  @PostMapping("/meetings/{id}/agenda")
  @Permit(Permission.KEEP_DECISIONS)
  @ResponseStatus(HttpStatus.CREATED)
  AgendaItemJson addItem(@PathVariable String id, @RequestBody AgendaItemInput input) {
    return AgendaItemJson.of(decisions.saveAgendaItem(id, Optional.empty(), input.fields()));
  }

  /** Edits a point of a meeting's agenda. */
  @PutMapping("/meetings/{id}/agenda/{item}")
  @Permit(Permission.KEEP_DECISIONS)
  AgendaItemJson editItem(
      @PathVariable String id, @PathVariable String item, @RequestBody AgendaItemInput input) {
    return AgendaItemJson.of(decisions.saveAgendaItem(id, Optional.of(item), input.fields()));
  }

  /** The decisions, the newest first; of one body, about one node, or holding the words. */
  @GetMapping("/decisions")
  @Permit(Permission.PUBLIC)
  Listing<DecisionJson> decisions(
      Visit visit,
      @RequestParam Optional<String> q,
      @RequestParam Optional<String> body,
      @RequestParam Optional<String> about,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var found =
        decisions.listDecisions(visit.asOf()).stream()
            .filter(it -> body.isEmpty() || body.get().equals(it.body()))
            .filter(it -> about.isEmpty() || about.equals(it.about()))
            .filter(it ->
                Sheets.says(q, Stream.of(Optional.of(it.titleSv()), it.textSv(), it.diaryNumber())))
            .toList();
    return Listing.of(found, page, limit).map(DecisionJson::of);
  }

  /** One decision. */
  @GetMapping("/decisions/{id}")
  @Permit(Permission.PUBLIC)
  DecisionJson decision(@PathVariable String id, Visit visit) {
    return DecisionJson.of(decisions.findDecision(id, visit.asOf()).orElseThrow(Refused::notFound));
  }

  /** Every version of a decision, the newest first. */
  @GetMapping("/decisions/{id}/versions")
  @Permit(Permission.PUBLIC)
  Listing<DecisionJson> versions(
      @PathVariable String id,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
      Visit visit) {
    var history = decisions.decisionHistory(id, visit.asOf());
    if (history.isEmpty()) {
      throw Refused.notFound();
    }
    return Listing.of(history, page, limit).map(DecisionJson::of);
  }

  /** Adds a decision. */
  @PostMapping("/decisions")
  @Permit(Permission.KEEP_DECISIONS)
  @ResponseStatus(HttpStatus.CREATED)
  DecisionJson addDecision(@RequestBody DecisionInput input) {
    return DecisionJson.of(decisions.saveDecision(Optional.empty(), input.fields()));
  }

  /** Edits a decision; the earlier version stays readable. */
  @PutMapping("/decisions/{id}")
  @Permit(Permission.KEEP_DECISIONS)
  DecisionJson editDecision(@PathVariable String id, @RequestBody DecisionInput input) {
    return DecisionJson.of(decisions.saveDecision(Optional.of(id), input.fields()));
  }

  /** The files that belong to a decision. */
  @GetMapping("/decisions/{id}/documents")
  @Permit(Permission.PUBLIC)
  Listing<DocumentJson> documents(
      @PathVariable String id,
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    Programme.requireFound(decisions.findDecision(id, visit.asOf()));
    return Listing.of(decisions.listDocuments(id, visit.asOf()), page, limit).map(DocumentJson::of);
  }

  /** The actions, those due first; of one decision, or only those overdue. */
  @GetMapping("/actions")
  @Permit(Permission.PUBLIC)
  Listing<ActionJson> actions(
      Visit visit,
      @RequestParam Optional<String> decision,
      @RequestParam(defaultValue = "false") boolean overdue,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asOf = visit.asOf();
    var found =
        decisions.listActions(asOf).stream()
            .filter(it -> decision.isEmpty() || decision.get().equals(it.decision()))
            .filter(it -> !overdue || it.overdue(asOf.day()))
            .toList();
    return Listing.of(found, page, limit).map(it -> ActionJson.of(it, asOf.day()));
  }

  /** One action. */
  @GetMapping("/actions/{id}")
  @Permit(Permission.PUBLIC)
  ActionJson action(@PathVariable String id, Visit visit) {
    var asOf = visit.asOf();
    return ActionJson.of(decisions.findAction(id, asOf).orElseThrow(Refused::notFound), asOf.day());
  }

  /** Adds an action to a decision. */
  @PostMapping("/decisions/{id}/actions")
  @Permit(Permission.KEEP_DECISIONS)
  @ResponseStatus(HttpStatus.CREATED)
  ActionJson addAction(@PathVariable String id, @RequestBody ActionInput input, Visit visit) {
    return ActionJson.of(
        decisions.saveAction(id, Optional.empty(), input.fields()), visit.asOf().day());
  }

  /** Edits an action, or notes that it is done and what came of it. */
  @PutMapping("/decisions/{id}/actions/{action}")
  @Permit(Permission.KEEP_DECISIONS)
  ActionJson editAction(
      @PathVariable String id,
      @PathVariable String action,
      @RequestBody ActionInput input,
      Visit visit) {
    return ActionJson.of(
        decisions.saveAction(id, Optional.of(action), input.fields()), visit.asOf().day());
  }
}
