package se.samspel.programme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;
import se.samspel.core.AsOf;
import se.samspel.core.Fields;
import se.samspel.core.Kronor;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.ui.Answers;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.FormField;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Listing;
import se.samspel.ui.NodeChoices;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** Meetings and decisions: who decided what, on what ground, and what came of it. */
@Controller
class DecisionPages {

  /** Overdue actions on the first page; each decision's page has its own. */
  static final int SHOWN = 10;

  /** What bodies most often decide about comes first. */
  private static final List<NodeKind> ABOUT =
      List.of(
          NodeKind.NEED,
          NodeKind.INITIATIVE,
          NodeKind.RECOMMENDATION,
          NodeKind.METHOD,
          NodeKind.TRAINING,
          NodeKind.AGREEMENT,
          NodeKind.BUDGET_LINE,
          NodeKind.AIM,
          NodeKind.KNOWLEDGE_GAP,
          NodeKind.INDICATOR,
          NodeKind.PLAN,
          NodeKind.EVIDENCE,
          NodeKind.DECISION);

  private final Decisions decisions;
  private final Programme programme;
  private final Sheets sheets;
  private final NodeChoices nodes;
  private final Html html;

  DecisionPages(
      Decisions decisions, Programme programme, Sheets sheets, NodeChoices nodes, Html html) {
    this.decisions = decisions;
    this.programme = programme;
    this.sheets = sheets;
    this.nodes = nodes;
    this.html = html;
  }

  /** A decision as a list shows it. */
  record Line(Decision decision, String body, int done, int actions, int overdue) {}

  record DecisionsPage(
      Frame frame,
      List<Body> bodies,
      List<Meeting> meetings,
      List<Action> overdue,
      Map<String, String> bodyNames,
      String search,
      String body,
      List<Choice> bodyChoices,
      Listing<Line> lines)
      implements Page {
    boolean mayKeep() {
      return frame.person().may(Permission.KEEP_DECISIONS);
    }

    /** Those that should have been done last, the latest first. */
    List<Action> latestOverdue() {
      return overdue.reversed().stream().limit(SHOWN).toList();
    }

    int pages() {
      return (int) Math.max(1, (lines.total() + lines.limit() - 1) / lines.limit());
    }

    String bodyName(String id) {
      return bodyNames.getOrDefault(id, id);
    }
  }

  record BodyPage(Frame frame, Body body, List<Meeting> meetings, List<Line> lines)
      implements Page {
    boolean mayKeep() {
      return frame.person().may(Permission.KEEP_DECISIONS);
    }
  }

  record MeetingPage(
      Frame frame,
      Meeting meeting,
      Body body,
      List<AgendaItem> agenda,
      Map<String, Node> about,
      List<Line> lines)
      implements Page {
    boolean mayKeep() {
      return frame.person().may(Permission.KEEP_DECISIONS);
    }
  }

  record DecisionPage(
      Frame frame,
      Decision decision,
      Optional<Body> body,
      Optional<Meeting> meeting,
      Optional<AgendaItem> item,
      Optional<Node> about,
      List<Document> documents,
      List<Action> actions,
      Sheets.Related involvement,
      Sheets.Past past,
      Form upload,
      Map<String, String> regions,
      List<Sheets.Door> doors)
      implements Page {
    boolean mayKeep() {
      return frame.person().may(Permission.KEEP_DECISIONS);
    }

    /** What came of it, in a sentence. */
    String outcome() {
      if (actions.isEmpty()) {
        return t("decision.no-actions");
      }
      var day = frame.visit().asOf().day();
      return t(
          "decision.outcome",
          numbers().whole(actions.stream().filter(it -> it.doneOn().isPresent()).count()),
          numbers().whole(actions.size()),
          numbers().whole(actions.stream().filter(it -> it.overdue(day)).count()));
    }

    boolean overdue(Action action) {
      return action.overdue(frame.visit().asOf().day());
    }

    String size(Document document) {
      return numbers().whole(Math.max(1, document.bytes() / 1024)) + "\u00a0kB";
    }

    String region(RegionCode code) {
      return regions.getOrDefault(code.value(), code.value());
    }
  }

  @GetMapping("/beslut")
  @Permit(Permission.PUBLIC)
  View list(Visit visit) {
    var asOf = visit.asOf();
    var bodies = decisions.listBodies(asOf);
    var names = bodies.stream().collect(Collectors.toMap(Body::id, Body::nameSv));
    var actions = decisions.listActions(asOf);
    var body = visit.query("organ");
    var lines =
        decisions.listDecisions(asOf).stream()
            .filter(it -> body.isEmpty() || body.get().equals(it.body()))
            .filter(it ->
                Sheets.says(
                    visit.query("q"),
                    Stream.of(Optional.of(it.titleSv()), it.textSv(), it.diaryNumber())))
            .map(it -> line(it, names, actions, asOf))
            .toList();
    return html.page(
        "programme/decisions.jte",
        new DecisionsPage(
            visit.frame("decision.list"),
            bodies,
            decisions.listMeetings(asOf).stream().limit(10).toList(),
            actions.stream().filter(it -> it.overdue(asOf.day())).toList(),
            names,
            visit.query("q").orElse(""),
            body.orElse(""),
            bodies.stream().map(it -> new Choice(it.id(), it.nameSv())).toList(),
            Listing.of(lines, Sheets.page(visit), Sheets.ROWS)));
  }

  private static Line line(
      Decision decision, Map<String, String> names, List<Action> actions, AsOf asOf) {
    var own = actions.stream().filter(it -> it.decision().equals(decision.id())).toList();
    return new Line(
        decision,
        names.getOrDefault(decision.body(), decision.body()),
        (int) own.stream().filter(it -> it.doneOn().isPresent()).count(),
        own.size(),
        (int) own.stream().filter(it -> it.overdue(asOf.day())).count());
  }

  @GetMapping("/beslut/organ/{id}")
  @Permit(Permission.PUBLIC)
  View body(@PathVariable String id, Visit visit) {
    var asOf = visit.asOf();
    var body = decisions.findBody(id, asOf).orElseThrow(Refused::notFound);
    var actions = decisions.listActions(asOf);
    return html.page(
        "programme/body.jte",
        new BodyPage(
            visit.titled(Sheets.text(visit, body.nameSv(), body.nameEn())),
            body,
            decisions.listMeetings(asOf).stream().filter(it -> it.body().equals(id)).toList(),
            decisions.listDecisions(asOf).stream()
                .filter(it -> it.body().equals(id))
                .map(it -> line(it, Map.of(), actions, asOf))
                .toList()));
  }

  @GetMapping("/beslut/moten/{id}")
  @Permit(Permission.PUBLIC)
  View meeting(@PathVariable String id, Visit visit) {
    var asOf = visit.asOf();
    var meeting = decisions.findMeeting(id, asOf).orElseThrow(Refused::notFound);
    var body = decisions.findBody(meeting.body(), asOf).orElseThrow(Refused::notFound);
    var agenda = decisions.listAgenda(id, asOf);
    var actions = decisions.listActions(asOf);
    return html.page(
        "programme/meeting.jte",
        new MeetingPage(
            visit.titled(meeting.titleSv()),
            meeting,
            body,
            agenda,
            programme.describe(agenda.stream().flatMap(it -> it.about().stream()).toList(), asOf),
            decisions.listDecisions(asOf).stream()
                .filter(it -> it.meeting().filter(id::equals).isPresent())
                .map(it -> line(it, Map.of(), actions, asOf))
                .toList()));
  }

  @GetMapping("/beslut/{id}")
  @Permit(Permission.PUBLIC)
  View decision(@PathVariable String id, Visit visit) {
    return decision(id, visit, Form.EMPTY, HttpStatus.OK);
  }

  private View decision(String id, Visit visit, Form upload, HttpStatus status) {
    var asOf = visit.asOf();
    var decision = decisions.findDecision(id, asOf).orElseThrow(Refused::notFound);
    var history = decisions.decisionHistory(id, asOf);
    var things =
        programme.describe(
            Stream.concat(Stream.of(decision), history.stream())
                .flatMap(it -> it.about().stream())
                .distinct()
                .toList(),
            asOf);
    return html.page(
        "programme/decision.jte",
        new DecisionPage(
            visit.titled(decision.titleSv()),
            decision,
            decisions.findBody(decision.body(), asOf),
            decision.meeting().flatMap(it -> decisions.findMeeting(it, asOf)),
            decision.agendaItem().flatMap(it -> decisions.findAgendaItem(it, asOf)),
            decision.about().flatMap(it -> Optional.ofNullable(things.get(it))),
            decisions.listDocuments(id, asOf),
            decisions.listActions(id, asOf),
            sheets.involvement(visit, "decision:" + id, asOf),
            sheets.past(visit, history, Decision::stamp, it -> facts(visit, it, things)),
            upload,
            programme.regionNames(asOf),
            Sheets.involvementDoors(visit, "decision:" + id)),
        status);
  }

  private static List<Sheets.Fact> facts(Visit visit, Decision decision, Map<String, Node> things) {
    var missing = Sheets.t(visit, "missing");
    var numbers = visit.titled("").numbers();
    return List.of(
        Sheets.Fact.of(Sheets.t(visit, "decision.title"), decision.titleSv()),
        Sheets.Fact.of(Sheets.t(visit, "decision.text"), decision.textSv().orElse(missing)),
        Sheets.Fact.of(Sheets.t(visit, "decision.decided-on"), numbers.day(decision.decidedOn())),
        Sheets.Fact.of(Sheets.t(visit, "decision.diary"), decision.diaryNumber().orElse(missing)),
        Sheets.Fact.of(
            Sheets.t(visit, "decision.about"),
            decision
                .about()
                .map(it ->
                    Optional.ofNullable(things.get(it))
                        .map(Node::title)
                        .orElse(Sheets.t(visit, "not-shown")))
                .orElse(missing)),
        Sheets.Fact.of(
            Sheets.t(visit, "decision.amount"),
            decision.amount().map(numbers::kronor).orElse(missing)));
  }

  @GetMapping("/beslut/dokument/{id}")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> document(@PathVariable String id) {
    var document = decisions.getDocument(id);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(document.mediaType()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(document.name(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("X-Content-Type-Options", "nosniff")
        .body(decisions.getContent(id));
  }

  @PostMapping("/beslut/{id}/dokument")
  @Permit(Permission.KEEP_DECISIONS)
  View upload(
      @PathVariable String id,
      Visit visit,
      @RequestParam(required = false) @Nullable MultipartFile file)
      throws IOException {
    var name = file == null ? "" : Optional.ofNullable(file.getOriginalFilename()).orElse("");
    var content = file == null ? new byte[0] : file.getBytes();
    try {
      decisions.addDocument(id, name, content);
      return Answers.done("/beslut/" + id, "document-added");
    } catch (Refused refused) {
      return decision(
          id, visit, Form.refused(Map.of(), refused, visit.locale()), Answers.again(refused));
    }
  }

  // Forms

  private View kept(
      Supplier<View> work,
      java.util.function.BiFunction<Form, HttpStatus, View> again,
      Visit visit,
      Map<String, String> sent) {
    try {
      return work.get();
    } catch (Refused refused) {
      return again.apply(Form.refused(sent, refused, visit.locale()), Answers.again(refused));
    }
  }

  private View form(
      Visit visit,
      String title,
      String lead,
      String action,
      String back,
      List<FormField> fields,
      Form form,
      HttpStatus status) {
    return html.page(
        "programme/form.jte",
        new Sheets.FormPage(visit.frame(title), lead, action, "programme.save", form, fields, back),
        status);
  }

  @GetMapping("/beslut/organ/nytt")
  @Permit(Permission.KEEP_DECISIONS)
  View newBody(Visit visit) {
    return bodyForm(visit, Optional.empty(), Form.EMPTY, HttpStatus.OK);
  }

  @PostMapping("/beslut/organ/nytt")
  @Permit(Permission.KEEP_DECISIONS)
  View addBody(Visit visit, @RequestParam Map<String, String> sent) {
    return kept(
        () ->
            Answers.done(
                "/beslut/organ/" + decisions.saveBody(Optional.empty(), new Fields(sent)).id(),
                "programme-saved"),
        (form, status) -> bodyForm(visit, Optional.empty(), form, status),
        visit,
        sent);
  }

  @GetMapping("/beslut/organ/{id}/andra")
  @Permit(Permission.KEEP_DECISIONS)
  View editBody(@PathVariable String id, Visit visit) {
    var body = decisions.findBody(id, AsOf.day(visit.today())).orElseThrow(Refused::notFound);
    return bodyForm(
        visit,
        Optional.of(id),
        Form.of(
            Map.of(
                "version", Integer.toString(body.stamp().version()),
                "nameSv", body.nameSv(),
                "nameEn", body.nameEn().orElse(""),
                "taskSv", body.taskSv().orElse(""),
                "source", body.stamp().source().orElse(""))),
        HttpStatus.OK);
  }

  @PostMapping("/beslut/organ/{id}/andra")
  @Permit(Permission.KEEP_DECISIONS)
  View saveBody(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    return kept(
        () -> {
          decisions.saveBody(Optional.of(id), new Fields(sent));
          return Answers.done("/beslut/organ/" + id, "programme-saved");
        },
        (form, status) -> bodyForm(visit, Optional.of(id), form, status),
        visit,
        sent);
  }

  private View bodyForm(Visit visit, Optional<String> id, Form form, HttpStatus status) {
    return form(
        visit,
        id.isPresent() ? "body.edit" : "body.new",
        "body.form-lead",
        id.map(it -> "/beslut/organ/" + it + "/andra").orElse("/beslut/organ/nytt"),
        id.map(it -> "/beslut/organ/" + it).orElse("/beslut"),
        List.of(
            FormField.hidden("version"),
            FormField.required("nameSv", "body.name", "text"),
            FormField.optional("nameEn", "body.name-en", "text"),
            FormField.optional("taskSv", "body.task", "textarea"),
            FormField.optional("source", "source", "text")),
        form,
        status);
  }

  @GetMapping("/beslut/moten/nytt")
  @Permit(Permission.KEEP_DECISIONS)
  View newMeeting(Visit visit) {
    var values = new TreeMap<String, String>();
    values.put("heldOn", visit.today().toString());
    visit.query("organ").ifPresent(it -> values.put("body", it));
    return meetingForm(visit, Optional.empty(), Form.of(values), HttpStatus.OK);
  }

  @PostMapping("/beslut/moten/nytt")
  @Permit(Permission.KEEP_DECISIONS)
  View addMeeting(Visit visit, @RequestParam Map<String, String> sent) {
    return kept(
        () ->
            Answers.done(
                "/beslut/moten/" + decisions.saveMeeting(Optional.empty(), new Fields(sent)).id(),
                "programme-saved"),
        (form, status) -> meetingForm(visit, Optional.empty(), form, status),
        visit,
        sent);
  }

  @GetMapping("/beslut/moten/{id}/andra")
  @Permit(Permission.KEEP_DECISIONS)
  View editMeeting(@PathVariable String id, Visit visit) {
    var meeting = decisions.findMeeting(id, AsOf.day(visit.today())).orElseThrow(Refused::notFound);
    return meetingForm(
        visit,
        Optional.of(id),
        Form.of(
            Map.of(
                "version", Integer.toString(meeting.stamp().version()),
                "body", meeting.body(),
                "heldOn", meeting.heldOn().toString(),
                "titleSv", meeting.titleSv(),
                "placeSv", meeting.placeSv().orElse(""),
                "source", meeting.stamp().source().orElse(""))),
        HttpStatus.OK);
  }

  @PostMapping("/beslut/moten/{id}/andra")
  @Permit(Permission.KEEP_DECISIONS)
  View saveMeeting(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    return kept(
        () -> {
          decisions.saveMeeting(Optional.of(id), new Fields(sent));
          return Answers.done("/beslut/moten/" + id, "programme-saved");
        },
        (form, status) -> meetingForm(visit, Optional.of(id), form, status),
        visit,
        sent);
  }

  private View meetingForm(Visit visit, Optional<String> id, Form form, HttpStatus status) {
    return form(
        visit,
        id.isPresent() ? "meeting.edit" : "meeting.new",
        "meeting.form-lead",
        id.map(it -> "/beslut/moten/" + it + "/andra").orElse("/beslut/moten/nytt"),
        id.map(it -> "/beslut/moten/" + it).orElse("/beslut"),
        List.of(
            FormField.hidden("version"),
            FormField.required("body", "meeting.body", "select").among(bodyChoices(visit)),
            FormField.required("heldOn", "meeting.held-on", "date"),
            FormField.required("titleSv", "meeting.title", "text"),
            FormField.optional("placeSv", "meeting.place", "text"),
            FormField.optional("source", "source", "text")),
        form,
        status);
  }

  private FormField aboutField(Visit visit, Form form) {
    return FormField.optional("about", "decision.about", "select")
        .hinted("decision.about-hint")
        .among(nodes.of(visit, ABOUT, form.value("about")));
  }

  private List<Choice> bodyChoices(Visit visit) {
    return decisions.listBodies(AsOf.day(visit.today())).stream()
        .map(it -> new Choice(it.id(), it.nameSv()))
        .toList();
  }

  @GetMapping("/beslut/moten/{id}/dagordning")
  @Permit(Permission.KEEP_DECISIONS)
  View newItem(@PathVariable String id, Visit visit) {
    var next = decisions.listAgenda(id, AsOf.day(visit.today())).size() + 1;
    return itemForm(
        visit, id, Optional.empty(), Form.of(Map.of("position", "" + next)), HttpStatus.OK);
  }

  @PostMapping("/beslut/moten/{id}/dagordning")
  @Permit(Permission.KEEP_DECISIONS)
  View addItem(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    return kept(
        () -> {
          decisions.saveAgendaItem(id, Optional.empty(), new Fields(sent));
          return Answers.done("/beslut/moten/" + id, "programme-saved");
        },
        (form, status) -> itemForm(visit, id, Optional.empty(), form, status),
        visit,
        sent);
  }

  @GetMapping("/beslut/moten/{id}/dagordning/{item}")
  @Permit(Permission.KEEP_DECISIONS)
  View editItem(@PathVariable String id, @PathVariable String item, Visit visit) {
    var row =
        decisions
            .findAgendaItem(item, AsOf.day(visit.today()))
            .filter(it -> it.meeting().equals(id))
            .orElseThrow(Refused::notFound);
    return itemForm(
        visit,
        id,
        Optional.of(item),
        Form.of(
            Map.of(
                "version", Integer.toString(row.stamp().version()),
                "position", Integer.toString(row.position()),
                "titleSv", row.titleSv(),
                "about", row.about().orElse(""))),
        HttpStatus.OK);
  }

  @PostMapping("/beslut/moten/{id}/dagordning/{item}")
  @Permit(Permission.KEEP_DECISIONS)
  View saveItem(
      @PathVariable String id,
      @PathVariable String item,
      Visit visit,
      @RequestParam Map<String, String> sent) {
    return kept(
        () -> {
          decisions.saveAgendaItem(id, Optional.of(item), new Fields(sent));
          return Answers.done("/beslut/moten/" + id, "programme-saved");
        },
        (form, status) -> itemForm(visit, id, Optional.of(item), form, status),
        visit,
        sent);
  }

  private View itemForm(
      Visit visit, String meeting, Optional<String> item, Form form, HttpStatus status) {
    return form(
        visit,
        item.isPresent() ? "agenda.edit" : "agenda.new",
        "agenda.form-lead",
        "/beslut/moten/" + meeting + "/dagordning" + item.map(it -> "/" + it).orElse(""),
        "/beslut/moten/" + meeting,
        List.of(
            FormField.hidden("version"),
            FormField.required("position", "agenda.position", "number"),
            FormField.required("titleSv", "agenda.title", "text"),
            aboutField(visit, form)),
        form,
        status);
  }

  @GetMapping("/beslut/nytt")
  @Permit(Permission.KEEP_DECISIONS)
  View newDecision(Visit visit) {
    var values = new TreeMap<String, String>();
    values.put("decidedOn", visit.today().toString());
    visit.query("organ").ifPresent(it -> values.put("body", it));
    visit
        .query("mote")
        .ifPresent(it -> {
          values.put("meeting", it);
          decisions
              .findMeeting(it, AsOf.day(visit.today()))
              .ifPresent(meeting -> {
                values.put("body", meeting.body());
                values.put("decidedOn", meeting.heldOn().toString());
              });
        });
    visit.query("punkt").ifPresent(it -> values.put("agendaItem", it));
    visit.query("om").ifPresent(it -> values.put("about", it));
    return decisionForm(visit, Optional.empty(), Form.of(values), HttpStatus.OK);
  }

  @PostMapping("/beslut/nytt")
  @Permit(Permission.KEEP_DECISIONS)
  View addDecision(Visit visit, @RequestParam Map<String, String> sent) {
    return kept(
        () ->
            Answers.done(
                "/beslut/" + decisions.saveDecision(Optional.empty(), new Fields(sent)).id(),
                "programme-saved"),
        (form, status) -> decisionForm(visit, Optional.empty(), form, status),
        visit,
        sent);
  }

  @GetMapping("/beslut/{id}/andra")
  @Permit(Permission.KEEP_DECISIONS)
  View editDecision(@PathVariable String id, Visit visit) {
    var decision =
        decisions.findDecision(id, AsOf.day(visit.today())).orElseThrow(Refused::notFound);
    return decisionForm(visit, Optional.of(id), Form.of(written(decision)), HttpStatus.OK);
  }

  private static Map<String, String> written(Decision decision) {
    var fields = new HashMap<String, String>();
    fields.put("version", Integer.toString(decision.stamp().version()));
    fields.put("body", decision.body());
    fields.put("meeting", decision.meeting().orElse(""));
    fields.put("agendaItem", decision.agendaItem().orElse(""));
    fields.put("decidedOn", decision.decidedOn().toString());
    fields.put("titleSv", decision.titleSv());
    fields.put("textSv", decision.textSv().orElse(""));
    fields.put("diaryNumber", decision.diaryNumber().orElse(""));
    fields.put("about", decision.about().orElse(""));
    fields.put(
        "amountKronor", decision.amount().map(Kronor::ore).map(it -> "" + it / 100).orElse(""));
    fields.put("source", decision.stamp().source().orElse(""));
    return fields;
  }

  @PostMapping("/beslut/{id}/andra")
  @Permit(Permission.KEEP_DECISIONS)
  View saveDecision(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    return kept(
        () -> {
          decisions.saveDecision(Optional.of(id), new Fields(sent));
          return Answers.done("/beslut/" + id, "programme-saved");
        },
        (form, status) -> decisionForm(visit, Optional.of(id), form, status),
        visit,
        sent);
  }

  private View decisionForm(Visit visit, Optional<String> id, Form form, HttpStatus status) {
    var asOf = AsOf.day(visit.today());
    var fields = new ArrayList<FormField>();
    fields.add(FormField.hidden("version"));
    fields.add(FormField.hidden("agendaItem"));
    fields.add(FormField.required("body", "meeting.body", "select").among(bodyChoices(visit)));
    fields.add(
        FormField.optional("meeting", "decision.meeting", "select")
            .among(
                decisions.listMeetings(asOf).stream()
                    .map(it -> new Choice(it.id(), it.heldOn() + " " + it.titleSv()))
                    .toList()));
    fields.add(FormField.required("decidedOn", "decision.decided-on", "date"));
    fields.add(FormField.required("titleSv", "decision.title", "text"));
    fields.add(FormField.optional("textSv", "decision.text", "textarea"));
    fields.add(FormField.optional("diaryNumber", "decision.diary", "text"));
    fields.add(aboutField(visit, form));
    fields.add(
        FormField.optional("amountKronor", "decision.amount-kronor", "text")
            .hinted("decision.amount-hint"));
    fields.add(FormField.optional("source", "source", "text"));
    return form(
        visit,
        id.isPresent() ? "decision.edit" : "decision.new",
        "decision.form-lead",
        id.map(it -> "/beslut/" + it + "/andra").orElse("/beslut/nytt"),
        id.map(it -> "/beslut/" + it).orElse("/beslut"),
        fields,
        form,
        status);
  }

  @GetMapping("/beslut/{id}/atgarder/ny")
  @Permit(Permission.KEEP_DECISIONS)
  View newAction(@PathVariable String id, Visit visit) {
    Programme.requireFound(decisions.findDecision(id, AsOf.day(visit.today())));
    return actionForm(visit, id, Optional.empty(), Form.EMPTY, HttpStatus.OK);
  }

  @PostMapping("/beslut/{id}/atgarder/ny")
  @Permit(Permission.KEEP_DECISIONS)
  View addAction(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    return kept(
        () -> {
          decisions.saveAction(id, Optional.empty(), new Fields(sent));
          return Answers.done("/beslut/" + id, "programme-saved");
        },
        (form, status) -> actionForm(visit, id, Optional.empty(), form, status),
        visit,
        sent);
  }

  @GetMapping("/beslut/{id}/atgarder/{action}")
  @Permit(Permission.KEEP_DECISIONS)
  View editAction(@PathVariable String id, @PathVariable String action, Visit visit) {
    var row =
        decisions
            .findAction(action, AsOf.day(visit.today()))
            .filter(it -> it.decision().equals(id))
            .orElseThrow(Refused::notFound);
    return actionForm(
        visit,
        id,
        Optional.of(action),
        Form.of(
            Map.of(
                "version", Integer.toString(row.stamp().version()),
                "textSv", row.textSv(),
                "ownerSv", row.ownerSv(),
                "region", row.region().map(RegionCode::value).orElse(""),
                "dueOn", row.dueOn().toString(),
                "doneOn", row.doneOn().map(Object::toString).orElse(""),
                "outcomeSv", row.outcomeSv().orElse(""))),
        HttpStatus.OK);
  }

  @PostMapping("/beslut/{id}/atgarder/{action}")
  @Permit(Permission.KEEP_DECISIONS)
  View saveAction(
      @PathVariable String id,
      @PathVariable String action,
      Visit visit,
      @RequestParam Map<String, String> sent) {
    return kept(
        () -> {
          decisions.saveAction(id, Optional.of(action), new Fields(sent));
          return Answers.done("/beslut/" + id, "programme-saved");
        },
        (form, status) -> actionForm(visit, id, Optional.of(action), form, status),
        visit,
        sent);
  }

  private View actionForm(
      Visit visit, String decision, Optional<String> id, Form form, HttpStatus status) {
    return form(
        visit,
        id.isPresent() ? "action.edit" : "action.new",
        "action.form-lead",
        "/beslut/" + decision + "/atgarder/" + id.orElse("ny"),
        "/beslut/" + decision,
        List.of(
            FormField.hidden("version"),
            FormField.required("textSv", "action.text", "textarea"),
            FormField.required("ownerSv", "action.owner", "text").hinted("action.owner-hint"),
            FormField.optional("region", "programme.region", "select")
                .among(sheets.regionChoices(AsOf.day(visit.today()))),
            FormField.required("dueOn", "action.due", "date"),
            FormField.optional("doneOn", "action.done", "date"),
            FormField.optional("outcomeSv", "action.outcome", "textarea")),
        form,
        status);
  }
}
