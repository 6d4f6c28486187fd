package se.samspel.reach;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import se.samspel.core.AsOf;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.knowledge.Edition;
import se.samspel.knowledge.EditionState;
import se.samspel.knowledge.Knowledge;
import se.samspel.ui.Choice;
import se.samspel.ui.Csv;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** Whom the trainings reached, nationally, and a region's reports of it. */
@Controller
class ReachPages {

  private final Html html;
  private final Reach reach;
  private final Knowledge knowledge;

  ReachPages(Html html, Reach reach, Knowledge knowledge) {
    this.html = html;
    this.reach = reach;
    this.knowledge = knowledge;
  }

  /** How a page writes counts. */
  interface Counts extends Page {

    /** The count in words of the page's language. */
    default String count(Tally tally) {
      return switch (tally.kind()) {
        case MISSING -> t("missing");
        case HIDDEN -> t("reach.hidden");
        case KNOWN ->
            tally.exact()
                ? numbers().whole(tally.low())
                : numbers().whole(tally.low()) + "–" + numbers().whole(tally.high());
      };
    }

    /** A line's name: sexes and generations are words of the interface. */
    default String label(By by, Split.Line line) {
      return switch (by) {
        case SEX -> t("reach.sex." + line.key());
        case GENERATION -> t("reach.generation.n", line.key());
        case REGION, TRAINING, ACTOR_TYPE, PERIOD -> line.label();
      };
    }

    default String basis(Basis basis) {
      return t("reach.basis." + StateMachine.code(basis));
    }
  }

  record ReachPage(Frame frame, LocalDate day, By chosen, Split split) implements Counts {
    List<By> bys() {
      return List.of(By.values());
    }

    String code(By by) {
      return StateMachine.code(by);
    }

    boolean mayReport() {
      return frame.person().may(Permission.REPORT_REGION);
    }

    boolean maySeeReports() {
      return mayReport() || frame.person().may(Permission.EDIT_PROGRAMME);
    }
  }

  record TrainingsPage(
      Frame frame, List<Training> trainings, String q, Map<String, EditionState> ended)
      implements Counts {
    boolean mayKeep() {
      return TrainingKeeping.keeps(frame.person());
    }

    /** What to know about the edition that a training teaches; empty when it is in force. */
    Optional<String> warning(Training training) {
      return ReachPages.warning(this, training, ended);
    }
  }

  /**
   * A training.
   *
   * @param generations occasions by cascade generation
   */
  record TrainingPage(
      Frame frame,
      Training training,
      Map<Integer, Long> generations,
      List<Occasion> occasions,
      Split split,
      Map<String, EditionState> ended)
      implements Counts {
    boolean mayKeep() {
      return TrainingKeeping.keeps(frame.person());
    }

    Optional<String> warning() {
      return ReachPages.warning(this, training, ended);
    }
  }

  private static Optional<String> warning(
      Page page, Training training, Map<String, EditionState> ended) {
    return training
        .teaches()
        .filter(it -> it.kind().equals("recommendation"))
        .flatMap(it ->
            Optional.ofNullable(ended.get(it.id() + "@" + it.version()))
                .map(
                    state -> page.t("training.edition-" + StateMachine.code(state), it.version())));
  }

  /** The editions that no longer hold, by key. */
  private Map<String, EditionState> ended(AsOf asOf) {
    return knowledge.listEditions(asOf).stream()
        .filter(it -> it.state() == EditionState.WITHDRAWN || it.state() == EditionState.SUPERSEDED)
        .collect(Collectors.toMap(Edition::key, Edition::state));
  }

  record ReportsPage(Frame frame, List<ReachReport.Saved> reports) implements Counts {

    String code(Enum<?> value) {
      return StateMachine.code(value);
    }

    String number(java.util.OptionalInt count) {
      return count.isPresent() ? numbers().whole(count.getAsInt()) : t("missing");
    }

    /** Where the one who reads may take the report, forward steps first. */
    List<ReachState> steps(ReachReport.Saved saved) {
      var programme = !frame.person().may(Permission.REPORT_REGION);
      return ReachState.STEPS.from(saved.state()).stream()
          .map(StateMachine.Step::to)
          .filter(to ->
              to == ReachState.ENTERED
                  ? programme == (saved.state().compareTo(ReachState.APPROVED_HERE) > 0)
                  : programme != to.regional())
          .toList();
    }

    boolean editable(ReachReport.Saved saved) {
      return saved.state().open() && frame.person().may(Permission.REPORT_REGION);
    }
  }

  record ReportPage(
      Frame frame, RegionCode region, Reporting.Known known, Form form, Optional<String> earlier)
      implements Counts {
    List<Choice> trainings() {
      return known.trainings().stream().map(it -> new Choice(it.id(), it.title())).toList();
    }

    List<Choice> actorTypes() {
      return choices(known.actorTypes());
    }

    List<Choice> municipalities() {
      return choices(known.municipalities());
    }

    List<Choice> bases() {
      return Arrays.stream(Basis.values())
          .map(it -> new Choice(StateMachine.code(it), basis(it)))
          .toList();
    }

    List<Choice> parents() {
      var titles = new HashMap<String, String>();
      known.trainings().forEach(it -> titles.put(it.id(), it.title()));
      return known.occasions().stream()
          .map(it ->
              new Choice(
                  it.id(),
                  titles.getOrDefault(it.training(), it.training())
                      + ", "
                      + numbers().day(it.heldOn())))
          .toList();
    }

    List<String> sexes() {
      return Arrays.stream(Sex.values()).map(StateMachine::code).toList();
    }

    private static List<Choice> choices(Map<String, String> names) {
      return names.entrySet().stream().map(it -> new Choice(it.getKey(), it.getValue())).toList();
    }
  }

  @GetMapping("/rackvidd")
  @Permit(Permission.PUBLIC)
  View national(Visit visit) {
    var by = by(visit.query("efter").orElse("region"));
    var asOf = visit.asOf();
    return html.page(
        "reach/reach.jte",
        new ReachPage(visit.frame("reach.title"), asOf.day(), by, reach.national(by, asOf)));
  }

  @GetMapping("/rackvidd.csv")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> csv(Visit visit) {
    var by = by(visit.query("efter").orElse("region"));
    var split = reach.national(by, visit.asOf());
    var rows = new ArrayList<List<Object>>();
    for (var line : split.lines()) {
      line.reached()
          .forEach((basis, it) ->
              rows.add(
                  List.of(
                      line.key(),
                      line.label(),
                      StateMachine.code(basis),
                      it.contacts().text(),
                      it.people().text(),
                      split.synthetic())));
    }
    return Csv.answer(
        "rackvidd-" + StateMachine.code(by) + ".csv",
        List.of(StateMachine.code(by), "namn", "grund", "kontakter", "unika", "syntetisk"),
        rows);
  }

  static By by(String code) {
    return Arrays.stream(By.values())
        .filter(it -> StateMachine.code(it).equals(code))
        .findFirst()
        .orElseThrow(() ->
            new Refused(
                Refused.Kind.MALFORMED,
                "reach.fault.by",
                String.join(", ", Arrays.stream(By.values()).map(StateMachine::code).toList())));
  }

  @GetMapping("/utbildningar")
  @Permit(Permission.PUBLIC)
  View trainings(Visit visit) {
    var q = visit.query("q").orElse("");
    var found =
        reach.trainings(visit.asOf()).stream()
            .filter(it ->
                (it.title() + " " + it.teaches().map(Training.Teaches::title).orElse(""))
                    .toLowerCase(java.util.Locale.ROOT)
                    .contains(q.toLowerCase(java.util.Locale.ROOT)))
            .toList();
    return html.page(
        "reach/trainings.jte",
        new TrainingsPage(visit.frame("reach.trainings"), found, q, ended(visit.asOf())));
  }

  @GetMapping("/utbildningar/{id}")
  @Permit(Permission.PUBLIC)
  View training(Visit visit, @PathVariable String id) {
    var asOf = visit.asOf();
    var training = reach.training(id, asOf);
    var occasions = reach.occasions(Optional.of(id), Optional.empty(), asOf);
    var generations = new java.util.TreeMap<Integer, Long>();
    occasions.forEach(it -> generations.merge(it.generation(), 1L, Long::sum));
    return html.page(
        "reach/training.jte",
        new TrainingPage(
            visit.titled(training.title()),
            training,
            generations,
            occasions,
            reach.ofTraining(id, asOf),
            ended(asOf)));
  }

  @GetMapping("/rackvidd/rapporter")
  @Permit(Permission.SIGNED_IN)
  View reports(Visit visit) {
    return html.page(
        "reach/reports.jte", new ReportsPage(visit.frame("reach.reports"), reach.reports()));
  }

  @PostMapping("/rackvidd/rapporter/{id}/steg")
  @Permit(Permission.SIGNED_IN)
  RedirectView step(@PathVariable String id, @RequestParam Map<String, String> sent) {
    var fields = new Fields(sent);
    var to = fields.oneOf("to", ReachState.class);
    var version = fields.version();
    var reason = fields.optional("reason", 500);
    fields.accept();
    reach.step(id, to, version, reason);
    return seeOther("/rackvidd/rapporter?klart=reach-step");
  }

  @GetMapping("/rackvidd/rapportera")
  @Permit(Permission.REPORT_REGION)
  View reportForm(Visit visit) {
    var region = own(visit);
    var earlier = visit.query("rapport");
    var form = earlier.map(reach::report).map(ReachPages::filled).orElseGet(() -> fresh(visit));
    return form(visit, region, Form.of(form), earlier, HttpStatus.OK);
  }

  @PostMapping("/rackvidd/rapportera")
  @Permit(Permission.REPORT_REGION)
  View report(Visit visit, @RequestParam Map<String, String> sent) {
    var region = own(visit);
    var fields = new Fields(sent);
    var earlier = fields.find("report");
    try {
      reach.save(region, fields, earlier, fields.ticked("approve"));
    } catch (Refused refused) {
      if (refused.kind() != Refused.Kind.INVALID && refused.kind() != Refused.Kind.CONFLICT) {
        throw refused;
      }
      return form(
          visit,
          region,
          Form.refused(sent, refused, visit.locale()),
          earlier,
          refused.kind() == Refused.Kind.INVALID
              ? HttpStatus.UNPROCESSABLE_CONTENT
              : HttpStatus.CONFLICT);
    }
    return seeOther("/rackvidd/rapporter?klart=reach-reported");
  }

  private View form(
      Visit visit, RegionCode region, Form form, Optional<String> earlier, HttpStatus status) {
    return html.page(
        "reach/report.jte",
        new ReportPage(visit.frame("reach.report"), region, reach.known(region), form, earlier),
        status);
  }

  /** The region that the one who reports acts for. */
  private static RegionCode own(Visit visit) {
    return visit.person().region().orElseThrow(Refused::forbidden);
  }

  /** Last month, and what the address asks for. */
  private static Map<String, String> fresh(Visit visit) {
    var month = YearMonth.from(visit.today()).minusMonths(1);
    var values = new LinkedHashMap<String, String>();
    values.put("from", month.atDay(1).toString());
    values.put("to", month.atEndOfMonth().toString());
    values.put("basis", StateMachine.code(Basis.REGISTERED_SEATS));
    visit.query("utbildning").ifPresent(it -> values.put("training", it));
    return values;
  }

  private static Map<String, String> filled(ReachReport.Saved saved) {
    var report = saved.report();
    var values = new LinkedHashMap<String, String>();
    values.put("version", Integer.toString(saved.version()));
    values.put("training", report.training());
    values.put("from", report.from().toString());
    values.put("to", report.to().minusDays(1).toString());
    values.put("actor_type", report.actorType());
    report.municipality().ifPresent(it -> values.put("municipality", it));
    report.profession().ifPresent(it -> values.put("profession", it));
    values.put("basis", StateMachine.code(report.basis()));
    report.noSplitReason().ifPresent(it -> values.put("reason", it));
    report
        .counts()
        .forEach((sex, count) -> {
          count
              .contacts()
              .ifPresent(
                  it -> values.put(StateMachine.code(sex) + "_contacts", Integer.toString(it)));
          count
              .unique()
              .ifPresent(
                  it -> values.put(StateMachine.code(sex) + "_unique", Integer.toString(it)));
        });
    return values;
  }

  private static RedirectView seeOther(String path) {
    var view = new RedirectView(path);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return view;
  }
}
