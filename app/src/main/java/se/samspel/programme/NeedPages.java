package se.samspel.programme;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import se.samspel.core.AsOf;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Fields;
import se.samspel.core.NodeKind;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.ui.Answers;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.FormField;
import se.samspel.ui.Html;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Needs and knowledge gaps: who says what is missing, and what became of it. */
@Controller
class NeedPages {

  private final Programme programme;
  private final Decisions decisions;
  private final Sheets sheets;
  private final Html html;

  NeedPages(Programme programme, Decisions decisions, Sheets sheets, Html html) {
    this.programme = programme;
    this.decisions = decisions;
    this.sheets = sheets;
    this.html = html;
  }

  @GetMapping("/behov")
  @Permit(Permission.PUBLIC)
  View list(Visit visit) {
    var asOf = visit.asOf();
    var aims = aimTexts(visit, asOf);
    var regions = programme.regionNames(asOf);
    var steps = programme.newestSteps(NodeKind.NEED, asOf);
    var state = visit.query("lage");
    var aim = visit.query("mal");
    var region = visit.query("region");
    var rows =
        programme.listNeeds(asOf).stream()
            .filter(it ->
                Sheets.says(
                    visit.query("q"),
                    Stream.of(
                        Optional.of(it.statementSv()),
                        it.statementEn(),
                        it.populationSv(),
                        it.saidBy())))
            .filter(it -> state.isEmpty() || state.equals(state(steps, it.id())))
            .filter(it -> aim.isEmpty() || aim.equals(it.aim()))
            .filter(it -> region.isEmpty() || region.equals(it.region().map(RegionCode::value)))
            .sorted(
                Comparator.comparing((Need it) -> it.severity().map(s -> -s).orElse(0))
                    .thenComparing(Need::statementSv))
            .map(it ->
                List.of(
                    Sheets.Cell.link(
                        Sheets.text(visit, it.statementSv(), it.statementEn()),
                        "/behov/" + it.id(),
                        it.stamp().synthetic()),
                    Sheets.Cell.of(
                            state(steps, it.id())
                                .map(code -> Sheets.t(visit, "state.need." + code))
                                .orElse(Sheets.t(visit, "missing")))
                        .marked(made(steps, it.id())),
                    Sheets.Cell.of(
                        it.severity().map(Object::toString).orElse(Sheets.t(visit, "missing"))),
                    Sheets.Cell.of(
                        it.aim()
                            .map(id -> aims.getOrDefault(id, id))
                            .orElse(Sheets.t(visit, "missing"))),
                    Sheets.Cell.of(sheets.region(visit, it.region(), regions)),
                    Sheets.Cell.of(said(visit, it.saidBy(), it.saidYear()))))
            .toList();
    var doors = new ArrayList<Sheets.Door>();
    if (visit.person().may(Permission.RAISE_NEED)) {
      doors.add(new Sheets.Door("/behov/nytt", "need.new"));
    }
    doors.add(new Sheets.Door("/behov/luckor", "gap.list"));
    doors.add(new Sheets.Door("/mal", "aim.list"));
    return html.page(
        "programme/list.jte",
        new Sheets.ListPage(
            visit.frame("need.list"),
            "need.lead",
            doors,
            "/behov",
            visit.query("q").orElse(""),
            List.of(
                new Sheets.Filter(
                    "lage", "programme.state", states(visit, NodeKind.NEED), state.orElse("")),
                new Sheets.Filter("mal", "programme.aim", sheets.aimChoices(asOf), aim.orElse("")),
                new Sheets.Filter(
                    "region", "programme.region", sheets.regionChoices(asOf), region.orElse(""))),
            List.of(
                "need.statement",
                "programme.state",
                "need.severity",
                "programme.aim",
                "programme.region",
                "need.said-by"),
            Listing.of(rows, Sheets.page(visit), Sheets.ROWS)));
  }

  static List<Choice> states(Visit visit, NodeKind kind) {
    return Machines.states(kind).stream()
        .map(it -> new Choice(it, Sheets.t(visit, "state." + kind.code() + "." + it)))
        .toList();
  }

  private static Optional<String> state(Map<String, Transition> steps, String id) {
    return Optional.ofNullable(steps.get(id)).map(Transition::to);
  }

  private static boolean made(Map<String, Transition> steps, String id) {
    return Optional.ofNullable(steps.get(id)).filter(Transition::synthetic).isPresent();
  }

  private static String said(Visit visit, Optional<String> by, Optional<Integer> year) {
    var words =
        Stream.of(by.map(it -> voice(visit, it)), year.map(Object::toString))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? Sheets.t(visit, "missing") : words;
  }

  /** Who says so, in the page's language where it is one of the usual voices. */
  private static String voice(Visit visit, String by) {
    var key = "need.voice." + by.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    return se.samspel.ui.Messages.has(visit.locale(), key) ? Sheets.t(visit, key) : by;
  }

  private Map<String, String> aimTexts(Visit visit, AsOf asOf) {
    return programme.listEveryAim(asOf).stream()
        .collect(Collectors.toMap(Aim::id, it -> Sheets.text(visit, it.textSv(), it.textEn())));
  }

  @GetMapping("/behov/{id}")
  @Permit(Permission.PUBLIC)
  View need(@PathVariable String id, Visit visit) {
    return need(id, visit, Optional.empty(), HttpStatus.OK);
  }

  private View need(String id, Visit visit, Optional<Form> sent, HttpStatus status) {
    var asOf = visit.asOf();
    var need = programme.findNeed(id, asOf).orElseThrow(Refused::notFound);
    var standing = sheets.standing(NodeKind.NEED, id, asOf);
    var aims = aimTexts(visit, asOf);
    var regions = programme.regionNames(asOf);
    var doors = new ArrayList<Sheets.Door>();
    if (mayEdit(need)) {
      doors.add(new Sheets.Door("/behov/" + id + "/andra", "programme.edit"));
    }
    doors.addAll(Sheets.involvementDoors(visit, "need:" + id));
    return html.page(
        "programme/sheet.jte",
        new Sheets.Sheet(
            visit.titled(Sheets.text(visit, need.statementSv(), need.statementEn())),
            need.regionOnly() ? "need.region-only-kind" : "need.kind",
            need.stamp().synthetic(),
            facts(visit, need, aims, regions),
            Optional.of(standing),
            sheets.stepForm(visit, NodeKind.NEED, id, "/behov/" + id + "/steg", standing, sent),
            List.of(
                new Sheets.Related(
                    "programme.initiatives",
                    programme.listInitiatives(asOf).stream()
                        .filter(it -> it.need().filter(id::equals).isPresent())
                        .map(it ->
                            new Sheets.Row(
                                it.nameSv(),
                                Optional.of("/insatser/" + it.id()),
                                "",
                                it.stamp().synthetic()))
                        .toList()),
                sheets.involvement(visit, "need:" + id, asOf),
                Sheets.decisions(visit, decisions.listDecisions(asOf), "need:" + id)),
            sheets.past(
                visit,
                programme.needHistory(id, asOf),
                Need::stamp,
                it -> facts(visit, it, aims, regions)),
            need.stamp().source(),
            Optional.of("/trad/need/" + id),
            doors,
            "/behov/" + id),
        status);
  }

  private boolean mayEdit(Need need) {
    if (!CurrentPerson.get().may(Permission.RAISE_NEED)) {
      return false;
    }
    try {
      programme.requireMayEdit(need);
      return true;
    } catch (Refused notAllowed) {
      return false;
    }
  }

  private List<Sheets.Fact> facts(
      Visit visit, Need need, Map<String, String> aims, Map<String, String> regions) {
    var missing = Sheets.t(visit, "missing");
    return List.of(
        Sheets.Fact.of(Sheets.t(visit, "need.statement"), need.statementSv()),
        Sheets.Fact.of(
            Sheets.t(visit, "need.said-by"), said(visit, need.saidBy(), need.saidYear())),
        Sheets.Fact.of(Sheets.t(visit, "need.population"), need.populationSv().orElse(missing)),
        Sheets.Fact.of(
            Sheets.t(visit, "need.severity"),
            need.severity().map(it -> Sheets.t(visit, "need.severity." + it)).orElse(missing)),
        new Sheets.Fact(
            Sheets.t(visit, "programme.aim"),
            need.aim().map(it -> aims.getOrDefault(it, it)).orElse(missing),
            need.aim().map(it -> "/mal/" + it)),
        new Sheets.Fact(
            Sheets.t(visit, "programme.region"),
            sheets.region(visit, need.region(), regions),
            need.region().map(it -> "/regioner/" + it)));
  }

  @GetMapping("/behov/nytt")
  @Permit(Permission.RAISE_NEED)
  View raise(Visit visit) {
    var values = new TreeMap<String, String>();
    visit.person().region().ifPresent(it -> values.put("region", it.value()));
    visit.query("region").ifPresent(it -> values.put("region", it));
    return needForm(visit, Optional.empty(), Form.of(values), HttpStatus.OK);
  }

  @PostMapping("/behov/nytt")
  @Permit(Permission.RAISE_NEED)
  View raised(Visit visit, @RequestParam Map<String, String> sent) {
    try {
      return Answers.done("/behov/" + programme.raiseNeed(new Fields(sent)).id(), "need-raised");
    } catch (Refused refused) {
      return needForm(
          visit,
          Optional.empty(),
          Form.refused(sent, refused, visit.locale()),
          Answers.again(refused));
    }
  }

  @GetMapping("/behov/{id}/andra")
  @Permit(Permission.RAISE_NEED)
  View edit(@PathVariable String id, Visit visit) {
    var need = programme.findNeed(id, AsOf.day(visit.today())).orElseThrow(Refused::notFound);
    programme.requireMayEdit(need);
    return needForm(visit, Optional.of(id), Form.of(ProgrammeFields.written(need)), HttpStatus.OK);
  }

  @PostMapping("/behov/{id}/andra")
  @Permit(Permission.RAISE_NEED)
  View save(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    try {
      programme.editNeed(id, new Fields(sent));
      return Answers.done("/behov/" + id, "programme-saved");
    } catch (Refused refused) {
      return needForm(
          visit,
          Optional.of(id),
          Form.refused(sent, refused, visit.locale()),
          Answers.again(refused));
    }
  }

  @PostMapping("/behov/{id}/steg")
  @Permit(Permission.EDIT_PROGRAMME)
  View step(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    try {
      programme.step(NodeKind.NEED, id, new Fields(sent));
      return Answers.done("/behov/" + id, "step-taken");
    } catch (Refused refused) {
      return need(
          id,
          visit,
          Optional.of(Form.refused(sent, refused, visit.locale())),
          Answers.again(refused));
    }
  }

  private View needForm(Visit visit, Optional<String> id, Form form, HttpStatus status) {
    var asOf = AsOf.day(visit.today());
    var person = visit.person();
    var fields = new ArrayList<FormField>();
    fields.add(FormField.hidden("version"));
    fields.add(
        FormField.required("statementSv", "need.statement", "textarea")
            .hinted("need.statement-hint"));
    fields.add(
        FormField.optional("populationSv", "need.population", "text")
            .hinted("need.population-hint"));
    fields.add(FormField.optional("aim", "programme.aim", "select").among(sheets.aimChoices(asOf)));
    if (person.region().isPresent()) {
      fields.add(FormField.hidden("region"));
      fields.add(
          FormField.optional("regionOnly", "need.region-only", "select")
              .hinted("need.region-only-hint")
              .among(
                  List.of(
                      new Choice("false", Sheets.t(visit, "need.for-all")),
                      new Choice("true", Sheets.t(visit, "need.for-region")))));
    } else {
      fields.add(FormField.optional("saidBy", "need.said-by", "text").hinted("need.said-by-hint"));
      fields.add(FormField.optional("saidYear", "need.said-year", "number"));
      fields.add(
          FormField.optional("region", "programme.region", "select")
              .hinted("programme.region-hint")
              .among(sheets.regionChoices(asOf)));
      if (person.may(Permission.EDIT_PROGRAMME)) {
        fields.add(
            FormField.optional("severity", "need.severity", "select")
                .among(
                    IntStream.rangeClosed(1, 5)
                        .mapToObj(it ->
                            new Choice(
                                Integer.toString(it), Sheets.t(visit, "need.severity." + it)))
                        .toList()));
      }
      fields.add(FormField.hidden("regionOnly"));
      fields.add(FormField.optional("statementEn", "need.statement-en", "textarea"));
    }
    fields.add(FormField.optional("source", "source", "text").hinted("programme.source-hint"));
    return html.page(
        "programme/form.jte",
        new Sheets.FormPage(
            visit.frame(id.isPresent() ? "need.edit" : "need.new"),
            id.isPresent() ? "programme.edit-lead" : "need.new-lead",
            id.map(it -> "/behov/" + it + "/andra").orElse("/behov/nytt"),
            id.isPresent() ? "programme.save" : "need.raise",
            form,
            fields,
            id.map(it -> "/behov/" + it).orElse("/behov")),
        status);
  }

  @GetMapping("/behov/luckor")
  @Permit(Permission.PUBLIC)
  View gaps(Visit visit) {
    var asOf = visit.asOf();
    var aims = aimTexts(visit, asOf);
    var steps = programme.newestSteps(NodeKind.KNOWLEDGE_GAP, asOf);
    var state = visit.query("lage");
    var rows =
        programme.listGaps(asOf).stream()
            .filter(it ->
                Sheets.says(
                    visit.query("q"),
                    Stream.of(Optional.of(it.questionSv()), it.questionEn(), it.saidBy())))
            .filter(it -> state.isEmpty() || state.equals(state(steps, it.id())))
            .map(it ->
                List.of(
                    Sheets.Cell.link(
                        Sheets.text(visit, it.questionSv(), it.questionEn()),
                        "/behov/luckor/" + it.id(),
                        it.stamp().synthetic()),
                    Sheets.Cell.of(
                            state(steps, it.id())
                                .map(code -> Sheets.t(visit, "state.knowledge-gap." + code))
                                .orElse(Sheets.t(visit, "missing")))
                        .marked(made(steps, it.id())),
                    Sheets.Cell.of(
                        it.aim()
                            .map(id -> aims.getOrDefault(id, id))
                            .orElse(Sheets.t(visit, "missing"))),
                    Sheets.Cell.of(said(visit, it.saidBy(), it.saidYear()))))
            .toList();
    return html.page(
        "programme/list.jte",
        new Sheets.ListPage(
            visit.frame("gap.list"),
            "gap.lead",
            visit.person().may(Permission.EDIT_PROGRAMME)
                ? List.of(new Sheets.Door("/behov/luckor/ny", "gap.new"))
                : List.of(),
            "/behov/luckor",
            visit.query("q").orElse(""),
            List.of(
                new Sheets.Filter(
                    "lage",
                    "programme.state",
                    states(visit, NodeKind.KNOWLEDGE_GAP),
                    state.orElse(""))),
            List.of("gap.question", "programme.state", "programme.aim", "need.said-by"),
            Listing.of(rows, Sheets.page(visit), Sheets.ROWS)));
  }

  @GetMapping("/behov/luckor/{id}")
  @Permit(Permission.PUBLIC)
  View gap(@PathVariable String id, Visit visit) {
    return gap(id, visit, Optional.empty(), HttpStatus.OK);
  }

  private View gap(String id, Visit visit, Optional<Form> sent, HttpStatus status) {
    var asOf = visit.asOf();
    var gap = programme.findGap(id, asOf).orElseThrow(Refused::notFound);
    var standing = sheets.standing(NodeKind.KNOWLEDGE_GAP, id, asOf);
    var aims = aimTexts(visit, asOf);
    var doors = new ArrayList<Sheets.Door>();
    if (visit.person().may(Permission.EDIT_PROGRAMME)) {
      doors.add(new Sheets.Door("/behov/luckor/" + id + "/andra", "programme.edit"));
    }
    doors.addAll(Sheets.involvementDoors(visit, "knowledge-gap:" + id));
    return html.page(
        "programme/sheet.jte",
        new Sheets.Sheet(
            visit.titled(Sheets.text(visit, gap.questionSv(), gap.questionEn())),
            "gap.kind",
            gap.stamp().synthetic(),
            facts(visit, gap, aims),
            Optional.of(standing),
            sheets.stepForm(
                visit, NodeKind.KNOWLEDGE_GAP, id, "/behov/luckor/" + id + "/steg", standing, sent),
            List.of(
                sheets.involvement(visit, "knowledge-gap:" + id, asOf),
                Sheets.decisions(visit, decisions.listDecisions(asOf), "knowledge-gap:" + id)),
            sheets.past(
                visit,
                programme.gapHistory(id, asOf),
                KnowledgeGap::stamp,
                it -> facts(visit, it, aims)),
            gap.stamp().source(),
            Optional.of("/trad/knowledge-gap/" + id),
            doors,
            "/behov/luckor/" + id),
        status);
  }

  private static List<Sheets.Fact> facts(Visit visit, KnowledgeGap gap, Map<String, String> aims) {
    return List.of(
        Sheets.Fact.of(Sheets.t(visit, "gap.question"), gap.questionSv()),
        Sheets.Fact.of(Sheets.t(visit, "need.said-by"), said(visit, gap.saidBy(), gap.saidYear())),
        new Sheets.Fact(
            Sheets.t(visit, "programme.aim"),
            gap.aim().map(it -> aims.getOrDefault(it, it)).orElse(Sheets.t(visit, "missing")),
            gap.aim().map(it -> "/mal/" + it)));
  }

  @GetMapping("/behov/luckor/ny")
  @Permit(Permission.EDIT_PROGRAMME)
  View newGap(Visit visit) {
    return gapForm(visit, Optional.empty(), Form.EMPTY, HttpStatus.OK);
  }

  @PostMapping("/behov/luckor/ny")
  @Permit(Permission.EDIT_PROGRAMME)
  View addGap(Visit visit, @RequestParam Map<String, String> sent) {
    try {
      return Answers.done(
          "/behov/luckor/" + programme.addGap(new Fields(sent)).id(), "programme-saved");
    } catch (Refused refused) {
      return gapForm(
          visit,
          Optional.empty(),
          Form.refused(sent, refused, visit.locale()),
          Answers.again(refused));
    }
  }

  @GetMapping("/behov/luckor/{id}/andra")
  @Permit(Permission.EDIT_PROGRAMME)
  View editGap(@PathVariable String id, Visit visit) {
    var gap = programme.findGap(id, AsOf.day(visit.today())).orElseThrow(Refused::notFound);
    return gapForm(visit, Optional.of(id), Form.of(ProgrammeFields.written(gap)), HttpStatus.OK);
  }

  @PostMapping("/behov/luckor/{id}/andra")
  @Permit(Permission.EDIT_PROGRAMME)
  View saveGap(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    try {
      programme.editGap(id, new Fields(sent));
      return Answers.done("/behov/luckor/" + id, "programme-saved");
    } catch (Refused refused) {
      return gapForm(
          visit,
          Optional.of(id),
          Form.refused(sent, refused, visit.locale()),
          Answers.again(refused));
    }
  }

  @PostMapping("/behov/luckor/{id}/steg")
  @Permit(Permission.EDIT_PROGRAMME)
  View stepGap(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    try {
      programme.step(NodeKind.KNOWLEDGE_GAP, id, new Fields(sent));
      return Answers.done("/behov/luckor/" + id, "step-taken");
    } catch (Refused refused) {
      return gap(
          id,
          visit,
          Optional.of(Form.refused(sent, refused, visit.locale())),
          Answers.again(refused));
    }
  }

  private View gapForm(Visit visit, Optional<String> id, Form form, HttpStatus status) {
    return html.page(
        "programme/form.jte",
        new Sheets.FormPage(
            visit.frame(id.isPresent() ? "gap.edit" : "gap.new"),
            id.isPresent() ? "programme.edit-lead" : "gap.new-lead",
            id.map(it -> "/behov/luckor/" + it + "/andra").orElse("/behov/luckor/ny"),
            "programme.save",
            form,
            List.of(
                FormField.hidden("version"),
                FormField.required("questionSv", "gap.question", "textarea"),
                FormField.optional("questionEn", "gap.question-en", "textarea"),
                FormField.optional("saidBy", "need.said-by", "text"),
                FormField.optional("saidYear", "need.said-year", "number"),
                FormField.optional("aim", "programme.aim", "select")
                    .among(sheets.aimChoices(AsOf.day(visit.today()))),
                FormField.optional("source", "source", "text").hinted("programme.source-hint")),
            id.map(it -> "/behov/luckor/" + it).orElse("/behov/luckor")),
        status);
  }
}
