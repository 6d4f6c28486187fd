package se.samspel.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import se.samspel.core.AsOf;
import se.samspel.core.Fields;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.StateMachine;
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

/** Initiatives: what the programme does, for which need, and where it stands. */
@Controller
class InitiativePages {

  private final Programme programme;
  private final Decisions decisions;
  private final Sheets sheets;
  private final NodeChoices nodes;
  private final Html html;

  InitiativePages(
      Programme programme, Decisions decisions, Sheets sheets, NodeChoices nodes, Html html) {
    this.programme = programme;
    this.decisions = decisions;
    this.sheets = sheets;
    this.nodes = nodes;
    this.html = html;
  }

  private record Words(Frame frame) implements Page {}

  @GetMapping("/insatser")
  @Permit(Permission.PUBLIC)
  View list(Visit visit) {
    var asOf = visit.asOf();
    var steps = programme.newestSteps(NodeKind.INITIATIVE, asOf);
    var needs =
        programme.listNeeds(asOf).stream()
            .collect(
                Collectors.toMap(
                    Need::id, it -> Sheets.text(visit, it.statementSv(), it.statementEn())));
    var asked = visit.query("lage");
    var need = visit.query("behov");
    var rows =
        programme.listInitiatives(asOf).stream()
            .filter(it ->
                Sheets.says(
                    visit.query("q"), Stream.of(Optional.of(it.nameSv()), it.nameEn(), it.lead())))
            .filter(it ->
                asked.isEmpty() || asked.equals(state(it, steps, asOf).map(StateMachine::code)))
            .filter(
                it -> need.isEmpty() || (needs.containsKey(need.get()) && need.equals(it.need())))
            .map(it -> {
              var state = state(it, steps, asOf);
              var overdue =
                  Sheets.overdue(state, Optional.ofNullable(steps.get(it.id())), asOf.day());
              return List.of(
                  Sheets.Cell.link(
                      Sheets.text(visit, it.nameSv(), it.nameEn()),
                      "/insatser/" + it.id(),
                      it.stamp().synthetic()),
                  Sheets.Cell.of(
                          state
                              .map(code -> Sheets.t(visit, StateMachine.key("initiative", code)))
                              .orElse(Sheets.t(visit, "missing")))
                      .marked(
                          Optional.ofNullable(steps.get(it.id()))
                              .filter(Transition::synthetic)
                              .isPresent()),
                  Sheets.Cell.of(overdue ? Sheets.t(visit, "step.overdue-short") : "")
                      .alarming(overdue),
                  Sheets.Cell.of(period(visit, it)),
                  new Sheets.Cell(
                      it.need()
                          .map(id -> needs.getOrDefault(id, Sheets.t(visit, "not-shown")))
                          .orElse(Sheets.t(visit, "missing")),
                      it.need().filter(needs::containsKey).map(id -> "/behov/" + id),
                      false,
                      Optional.empty(),
                      false));
            })
            .toList();
    return html.page(
        "programme/list.jte",
        new Sheets.ListPage(
            visit.frame("initiative.list"),
            "initiative.lead",
            visit.person().may(Permission.RAISE_NEED)
                ? List.of(new Sheets.Door("/insatser/ny", "initiative.new"))
                : List.of(),
            "/insatser",
            visit.query("q").orElse(""),
            List.of(
                new Sheets.Filter(
                    "lage",
                    "programme.state",
                    NeedPages.states(visit, NodeKind.INITIATIVE),
                    asked.orElse("")),
                new Sheets.Filter(
                    "behov",
                    "programme.need",
                    needs.entrySet().stream()
                        .map(it -> new Choice(it.getKey(), it.getValue()))
                        .sorted(java.util.Comparator.comparing(Choice::label))
                        .toList(),
                    need.orElse(""))),
            List.of(
                "initiative.name",
                "programme.state",
                "initiative.confirmed",
                "initiative.period",
                "programme.need"),
            Listing.of(rows, Sheets.page(visit), Sheets.ROWS)));
  }

  private static Optional<Initiative.State> state(
      Initiative initiative, Map<String, Transition> steps, AsOf asOf) {
    return Programme.state(initiative, Optional.ofNullable(steps.get(initiative.id())), asOf.day());
  }

  private static String period(Visit visit, Initiative initiative) {
    var words = new Words(visit.titled(""));
    if (initiative.started().isEmpty() && initiative.ended().isEmpty()) {
      return Sheets.t(visit, "missing");
    }
    return (initiative.started().map(it -> Dates.words(words, it)).orElse("")
            + " – "
            + initiative.ended().map(it -> Dates.words(words, it)).orElse(""))
        .strip();
  }

  @GetMapping("/insatser/{id}")
  @Permit(Permission.PUBLIC)
  View initiative(@PathVariable String id, Visit visit) {
    return initiative(id, visit, Optional.empty(), HttpStatus.OK);
  }

  private View initiative(String id, Visit visit, Optional<Form> sent, HttpStatus status) {
    var asOf = visit.asOf();
    var initiative = programme.findInitiative(id, asOf).orElseThrow(Refused::notFound);
    var standing = sheets.standing(initiative, visit.person(), asOf);
    var doors = new ArrayList<Sheets.Door>();
    if (visit.person().may(Permission.EDIT_PROGRAMME)) {
      doors.add(new Sheets.Door("/insatser/" + id + "/andra", "programme.edit"));
    }
    doors.addAll(Sheets.involvementDoors(visit, "initiative:" + id));
    var history = programme.initiativeHistory(id, asOf);
    var nodes =
        programme.describe(
            history.stream()
                .flatMap(it ->
                    Stream.of(
                            it.aim().map(a -> "aim:" + a),
                            it.need().map(n -> "need:" + n),
                            it.method().map(m -> "method:" + m),
                            it.parent().map(p -> "initiative:" + p))
                        .flatMap(Optional::stream))
                .distinct()
                .toList(),
            asOf);
    return html.page(
        "programme/sheet.jte",
        new Sheets.Sheet(
            visit.titled(Sheets.text(visit, initiative.nameSv(), initiative.nameEn())),
            "initiative.kind",
            initiative.stamp().synthetic(),
            facts(visit, initiative, nodes),
            Optional.of(standing),
            sheets.stepForm(
                visit, NodeKind.INITIATIVE, id, "/insatser/" + id + "/steg", standing, sent),
            List.of(
                new Sheets.Related(
                    "initiative.parts",
                    programme.listInitiatives(asOf).stream()
                        .filter(it -> it.parent().filter(id::equals).isPresent())
                        .map(it ->
                            new Sheets.Row(
                                it.nameSv(),
                                Optional.of("/insatser/" + it.id()),
                                "",
                                it.stamp().synthetic()))
                        .toList()),
                sheets.involvement(visit, "initiative:" + id, asOf),
                Sheets.decisions(visit, decisions.listDecisions(asOf), "initiative:" + id)),
            sheets.past(visit, history, Initiative::stamp, it -> facts(visit, it, nodes)),
            initiative.stamp().source(),
            Optional.of("/trad/initiative/" + id),
            doors,
            "/insatser/" + id),
        status);
  }

  private static List<Sheets.Fact> facts(
      Visit visit, Initiative initiative, Map<String, Node> nodes) {
    return List.of(
        Sheets.Fact.of(Sheets.t(visit, "initiative.name"), initiative.nameSv()),
        Sheets.Fact.of(Sheets.t(visit, "initiative.period"), period(visit, initiative)),
        Sheets.Fact.of(
            Sheets.t(visit, "initiative.led-by"),
            initiative.lead().orElse(Sheets.t(visit, "missing"))),
        fact(visit, "programme.need", "need:", initiative.need(), nodes),
        fact(visit, "programme.aim", "aim:", initiative.aim(), nodes),
        fact(visit, "programme.method", "method:", initiative.method(), nodes),
        fact(visit, "initiative.parent", "initiative:", initiative.parent(), nodes));
  }

  private static Sheets.Fact fact(
      Visit visit, String label, String kind, Optional<String> id, Map<String, Node> nodes) {
    var node = id.map(it -> kind + it).flatMap(it -> Optional.ofNullable(nodes.get(it)));
    return new Sheets.Fact(
        Sheets.t(visit, label),
        node.map(Node::title).orElse(Sheets.t(visit, id.isPresent() ? "not-shown" : "missing")),
        node.map(Node::path));
  }

  @GetMapping("/insatser/ny")
  @Permit(Permission.RAISE_NEED)
  View add(Visit visit) {
    var values = new TreeMap<String, String>();
    visit.query("behov").ifPresent(it -> values.put("need", it));
    return form(visit, Optional.empty(), Form.of(values), HttpStatus.OK);
  }

  @PostMapping("/insatser/ny")
  @Permit(Permission.RAISE_NEED)
  View added(Visit visit, @RequestParam Map<String, String> sent) {
    try {
      return Answers.done(
          "/insatser/" + programme.addInitiative(new Fields(sent)).id(), "initiative-added");
    } catch (Refused refused) {
      return form(
          visit,
          Optional.empty(),
          Form.refused(sent, refused, visit.locale()),
          Answers.again(refused));
    }
  }

  @GetMapping("/insatser/{id}/andra")
  @Permit(Permission.EDIT_PROGRAMME)
  View edit(@PathVariable String id, Visit visit) {
    var initiative =
        programme.findInitiative(id, AsOf.day(visit.today())).orElseThrow(Refused::notFound);
    return form(
        visit, Optional.of(id), Form.of(ProgrammeFields.written(initiative)), HttpStatus.OK);
  }

  @PostMapping("/insatser/{id}/andra")
  @Permit(Permission.EDIT_PROGRAMME)
  View save(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    try {
      programme.editInitiative(id, new Fields(sent));
      return Answers.done("/insatser/" + id, "programme-saved");
    } catch (Refused refused) {
      return form(
          visit,
          Optional.of(id),
          Form.refused(sent, refused, visit.locale()),
          Answers.again(refused));
    }
  }

  @PostMapping("/insatser/{id}/steg")
  @Permit(Permission.RAISE_NEED)
  View step(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    try {
      programme.step(NodeKind.INITIATIVE, id, new Fields(sent));
      return Answers.done("/insatser/" + id, "step-taken");
    } catch (Refused refused) {
      return initiative(
          id,
          visit,
          Optional.of(Form.refused(sent, refused, visit.locale())),
          Answers.again(refused));
    }
  }

  @PostMapping("/insatser/{id}/bekrafta")
  @Permit(Permission.EDIT_PROGRAMME)
  View confirm(@PathVariable String id, @RequestParam Map<String, String> sent) {
    programme.confirmInitiative(id, new Fields(sent));
    return Answers.done("/insatser/" + id, "step-confirmed");
  }

  private View form(Visit visit, Optional<String> id, Form form, HttpStatus status) {
    var asOf = AsOf.day(visit.today());
    return html.page(
        "programme/form.jte",
        new Sheets.FormPage(
            visit.frame(id.isPresent() ? "initiative.edit" : "initiative.new"),
            id.isPresent() ? "programme.edit-lead" : "initiative.new-lead",
            id.map(it -> "/insatser/" + it + "/andra").orElse("/insatser/ny"),
            "programme.save",
            form,
            List.of(
                FormField.hidden("version"),
                FormField.required("nameSv", "initiative.name", "text"),
                FormField.optional("nameEn", "initiative.name-en", "text"),
                FormField.optional("need", "programme.need", "select")
                    .among(
                        programme.listNeeds(asOf).stream()
                            .map(it -> new Choice(it.id(), it.statementSv()))
                            .toList()),
                FormField.optional("method", "programme.method", "select")
                    .hinted("initiative.method-hint")
                    .among(nodes.ofOne(visit, NodeKind.METHOD, form.value("method"))),
                FormField.optional("aim", "programme.aim", "select").among(sheets.aimChoices(asOf)),
                FormField.optional("lead", "initiative.led-by", "text"),
                FormField.optional("parent", "initiative.parent", "select")
                    .among(
                        programme.listInitiatives(asOf).stream()
                            .filter(it -> id.filter(it.id()::equals).isEmpty())
                            .map(it -> new Choice(it.id(), it.nameSv()))
                            .toList()),
                FormField.optional("started", "initiative.started", "text")
                    .hinted("initiative.date-hint"),
                FormField.optional("ended", "initiative.ended", "text")
                    .hinted("initiative.date-hint"),
                FormField.optional("source", "source", "text").hinted("programme.source-hint")),
            id.map(it -> "/insatser/" + it).orElse("/insatser")),
        status);
  }
}
