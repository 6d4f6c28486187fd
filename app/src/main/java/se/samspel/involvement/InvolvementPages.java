package se.samspel.involvement;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
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
import se.samspel.core.Fields;
import se.samspel.core.NodeKind;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.ui.Answers;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.FormField;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Listing;
import se.samspel.ui.Messages;
import se.samspel.ui.NodeChoices;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** Lived experience in the work: how far, in what, and what came of it. */
@Controller
class InvolvementPages {

  private static final int ROWS = 50;
  private static final String LINK = "link:";

  /** What people most often take part in comes first. */
  private static final List<NodeKind> KINDS =
      List.of(
          NodeKind.NEED,
          NodeKind.INITIATIVE,
          NodeKind.RECOMMENDATION,
          NodeKind.METHOD,
          NodeKind.TRAINING,
          NodeKind.KNOWLEDGE_GAP,
          NodeKind.AIM,
          NodeKind.PLAN,
          NodeKind.INDICATOR,
          NodeKind.EVIDENCE,
          NodeKind.AGREEMENT,
          NodeKind.BUDGET_LINE,
          NodeKind.DECISION);

  private final Involvements involvements;
  private final NodeChoices nodes;
  private final Html html;

  InvolvementPages(Involvements involvements, NodeChoices nodes, Html html) {
    this.involvements = involvements;
    this.nodes = nodes;
    this.html = html;
  }

  /**
   * How a page names bodies, regions and the things that are spoken of.
   *
   * @param link what a link of the thread is called
   * @param notShown stands for what the reader may not see
   */
  record Names(
      Map<String, String> bodies,
      Map<String, String> regions,
      Map<String, Subject> things,
      String link,
      String notShown) {
    String region(String code) {
      return regions.getOrDefault(code, code);
    }

    String body(String id) {
      return bodies.getOrDefault(id, id);
    }

    String title(String key) {
      var thing = things.get(key);
      return thing != null ? thing.title() : key.startsWith(LINK) ? link : notShown;
    }

    Optional<String> path(String key) {
      return key.startsWith(LINK)
          ? Optional.of("/trad/lankar/" + key.substring(LINK.length()))
          : Optional.ofNullable(things.get(key)).map(Subject::path);
    }
  }

  /** Rows of a rollup with the name of what each is about. */
  record Group(String title, List<Named> rows) {}

  record Named(String name, Rollup rollup) {}

  record OverviewPage(
      Frame frame,
      AsOf asOf,
      Rollup all,
      boolean synthetic,
      List<Group> groups,
      Names names,
      List<Waiver> waivers,
      Listing<Involvement> records,
      Form search)
      implements Page {
    boolean mayRecord() {
      return frame.person().may(Permission.RECORD_INVOLVEMENT);
    }

    String percent(Optional<Double> share) {
      return share.map(numbers()::percent).orElse(t("missing"));
    }

    String level(Optional<Double> level) {
      return level.map(numbers()::plain).orElse(t("missing"));
    }

    int pages() {
      return (int) Math.max(1, (records.total() + records.limit() - 1) / records.limit());
    }
  }

  record RecordPage(
      Frame frame, Involvement record, Names names, List<Involvement> history, Form form)
      implements Page {
    boolean mayRecord() {
      return record
          .region()
          .map(region -> frame.person().may(Permission.RECORD_INVOLVEMENT, region))
          .orElse(frame.person().may(Permission.RECORD_INVOLVEMENT));
    }

    List<FormField> feedbackFields() {
      return List.of(
          FormField.hidden("version"),
          FormField.required("feedbackOn", "involvement.feedback-on", "date"),
          FormField.optional("feedbackChannel", "involvement.feedback-channel", "text"),
          FormField.optional("rating", "involvement.rating", "text")
              .hinted("involvement.rating-hint"));
    }

    String word(String group, Enum<?> value) {
      return t("involvement." + group + "." + StateMachine.code(value));
    }

    String yesOrNo(Optional<Boolean> answer) {
      return answer.map(it -> t(it ? "involvement.yes" : "involvement.no")).orElse(t("missing"));
    }

    /** Those who record see the number; others see that it is small. */
    String participants() {
      if (record.few() && !frame.person().may(Permission.RECORD_INVOLVEMENT)) {
        return t("involvement.few");
      }
      return record.participants().map(numbers()::whole).orElse(t("missing"));
    }
  }

  record WaiverPage(Frame frame, Waiver waiver, Names names) implements Page {}

  record QueuePage(Frame frame, List<Subject> subjects, Names names) implements Page {}

  record FormPage(
      Frame frame, String lead, String action, String submit, Form form, List<FormField> fields)
      implements Page {}

  @GetMapping("/delaktighet")
  @Permit(Permission.PUBLIC)
  View overview(Visit visit) {
    var asOf = visit.asOf();
    var overview = involvements.overview(asOf);
    var records = involvements.list(asOf);
    var waivers = involvements.listWaivers(asOf);
    var names =
        names(
            visit,
            Stream.concat(
                    records.stream().map(Involvement::subject),
                    waivers.stream().map(Waiver::subject))
                .distinct()
                .toList());
    var asked = visit.query("q").map(it -> it.toLowerCase(Locale.ROOT));
    var kind = visit.query("slag");
    var region = visit.query("region");
    var shown =
        records.stream()
            .filter(it -> kind.isEmpty() || it.subject().startsWith(kind.get() + ":"))
            .filter(it -> region.isEmpty() || region.equals(it.region().map(RegionCode::value)))
            .filter(it -> asked.isEmpty() || says(it, names, asked.get()))
            .toList();
    var search = new HashMap<String, String>();
    visit.query("q").ifPresent(it -> search.put("q", it));
    kind.ifPresent(it -> search.put("slag", it));
    region.ifPresent(it -> search.put("region", it));
    return html.page(
        "involvement/overview.jte",
        new OverviewPage(
            visit.frame("involvement.title"),
            asOf,
            overview.all(),
            overview.synthetic(),
            List.of(
                new Group(
                    "involvement.by-body",
                    named(
                        overview.bodies(),
                        id ->
                            id.isEmpty()
                                ? visit.frame("involvement.no-body").title()
                                : names.body(id))),
                new Group(
                    "involvement.by-region",
                    named(
                        overview.regions(),
                        code ->
                            code.isEmpty()
                                ? visit.frame("involvement.country").title()
                                : names.region(code))),
                new Group(
                    "involvement.by-kind",
                    named(
                        overview.kinds(),
                        code -> visit.frame("involvement.kind." + code).title()))),
            names,
            waivers,
            Listing.of(shown, page(visit), ROWS),
            Form.of(search)));
  }

  private static int page(Visit visit) {
    return visit
        .query("sida")
        .filter(it -> it.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .filter(it -> it > 0)
        .orElse(1);
  }

  private static boolean says(Involvement record, Names names, String asked) {
    return Stream.of(
            Optional.of(names.title(record.subject())),
            record.said(),
            record.changed(),
            record.whyNot())
        .flatMap(Optional::stream)
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(asked));
  }

  private static List<Named> named(
      List<Rollup> rollups, java.util.function.Function<String, String> name) {
    return rollups.stream().map(it -> new Named(name.apply(it.group()), it)).toList();
  }

  private Names names(Visit visit, List<String> subjects) {
    var asOf = visit.asOf();
    return new Names(
        involvements.bodyNames(asOf),
        involvements.regionNames(asOf),
        involvements.describe(subjects, asOf),
        Messages.get(visit.locale(), "involvement.kind.link"),
        Messages.get(visit.locale(), "not-shown"));
  }

  @GetMapping("/delaktighet/granska")
  @Permit(Permission.RECORD_INVOLVEMENT)
  View queue(Visit visit) {
    var asOf = visit.asOf();
    return html.page(
        "involvement/queue.jte",
        new QueuePage(
            visit.frame("involvement.queue"), involvements.queue(asOf), names(visit, List.of())));
  }

  @GetMapping("/delaktighet/{id}")
  @Permit(Permission.PUBLIC)
  View record(@PathVariable String id, Visit visit) {
    return recordPage(visit, id, Optional.empty(), HttpStatus.OK);
  }

  private View recordPage(Visit visit, String id, Optional<Form> sent, HttpStatus status) {
    var asOf = visit.asOf();
    var record = involvements.find(id, asOf).orElseThrow(Refused::notFound);
    var names = names(visit, List.of(record.subject()));
    return html.page(
        "involvement/record.jte",
        new RecordPage(
            visit.frame("involvement.about", names.title(record.subject())),
            record,
            names,
            involvements.history(id, asOf),
            sent.orElseGet(() -> Form.of(InvolvementFields.written(record)))),
        status);
  }

  @GetMapping("/delaktighet/undantag/{id}")
  @Permit(Permission.PUBLIC)
  View waiver(@PathVariable String id, Visit visit) {
    var asOf = visit.asOf();
    var waiver = involvements.findWaiver(id, asOf).orElseThrow(Refused::notFound);
    var names = names(visit, List.of(waiver.subject()));
    return html.page(
        "involvement/waiver.jte",
        new WaiverPage(visit.frame("waiver.about", names.title(waiver.subject())), waiver, names));
  }

  @GetMapping("/delaktighet/ny")
  @Permit(Permission.RECORD_INVOLVEMENT)
  View newRecord(Visit visit) {
    var values = new TreeMap<String, String>();
    values.put("heldOn", visit.today().toString());
    visit.query("om").ifPresent(about -> values.put("subject", about));
    return recordForm(visit, "/delaktighet/ny", Form.of(values), HttpStatus.OK);
  }

  @PostMapping("/delaktighet/ny")
  @Permit(Permission.RECORD_INVOLVEMENT)
  View addRecord(Visit visit, @RequestParam Map<String, String> sent) {
    return saved(
        () ->
            Answers.done(
                "/delaktighet/"
                    + involvements
                        .record(
                            InvolvementFields.involvement(newId(), new Fields(sent), visit.today()))
                        .id(),
                "involvement-recorded"),
        refused ->
            recordForm(
                visit,
                "/delaktighet/ny",
                Form.refused(sent, refused, visit.locale()),
                Answers.again(refused)));
  }

  @GetMapping("/delaktighet/{id}/andra")
  @Permit(Permission.RECORD_INVOLVEMENT)
  View editRecord(@PathVariable String id, Visit visit) {
    var record = involvements.find(id, AsOf.day(visit.today())).orElseThrow(Refused::notFound);
    return recordForm(
        visit,
        "/delaktighet/" + id + "/andra",
        Form.of(InvolvementFields.written(record)),
        HttpStatus.OK);
  }

  @PostMapping("/delaktighet/{id}/andra")
  @Permit(Permission.RECORD_INVOLVEMENT)
  View saveRecord(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    return saved(
        () -> {
          var fields = new Fields(sent);
          var seen = fields.version();
          involvements.edit(InvolvementFields.involvement(id, fields, visit.today()), seen);
          return Answers.done("/delaktighet/" + id, "involvement-edited");
        },
        refused ->
            recordForm(
                visit,
                "/delaktighet/" + id + "/andra",
                Form.refused(sent, refused, visit.locale()),
                Answers.again(refused)));
  }

  @PostMapping("/delaktighet/{id}/aterkoppling")
  @Permit(Permission.RECORD_INVOLVEMENT)
  View giveFeedback(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    return saved(
        () -> {
          var fields = new Fields(sent);
          var seen = fields.version();
          fields.day("feedbackOn");
          var feedback = InvolvementFields.feedback(fields, visit.today());
          fields.accept();
          involvements.giveFeedback(id, seen, feedback);
          return Answers.done("/delaktighet/" + id, "feedback-given");
        },
        refused ->
            recordPage(
                visit,
                id,
                Optional.of(Form.refused(sent, refused, visit.locale())),
                Answers.again(refused)));
  }

  @GetMapping("/delaktighet/undantag/nytt")
  @Permit(Permission.RECORD_INVOLVEMENT)
  View newWaiver(Visit visit) {
    var values = new TreeMap<String, String>();
    values.put("decidedOn", visit.today().toString());
    visit.query("om").ifPresent(about -> values.put("subject", about));
    return waiverForm(visit, Form.of(values), HttpStatus.OK);
  }

  @PostMapping("/delaktighet/undantag/nytt")
  @Permit(Permission.RECORD_INVOLVEMENT)
  View addWaiver(Visit visit, @RequestParam Map<String, String> sent) {
    return saved(
        () ->
            Answers.done(
                "/delaktighet/undantag/"
                    + involvements
                        .waive(InvolvementFields.waiver(newId(), new Fields(sent), visit.today()))
                        .id(),
                "involvement-waived"),
        refused ->
            waiverForm(visit, Form.refused(sent, refused, visit.locale()), Answers.again(refused)));
  }

  private static View saved(Supplier<View> work, java.util.function.Function<Refused, View> again) {
    try {
      return work.get();
    } catch (Refused refused) {
      return again.apply(refused);
    }
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  private View recordForm(Visit visit, String action, Form form, HttpStatus status) {
    var asOf = AsOf.day(visit.today());
    var panels =
        involvements.panels(asOf).stream().map(it -> new Choice(it.id(), it.name())).toList();
    var levels =
        IntStream.rangeClosed(0, 5)
            .mapToObj(it ->
                new Choice(Integer.toString(it), visit.frame("involvement.level." + it).title()))
            .toList();
    return html.page(
        "involvement/form.jte",
        new FormPage(
            visit.frame("involvement.form"),
            "involvement.form-lead",
            action,
            "involvement.save",
            form,
            List.of(
                FormField.hidden("version"),
                FormField.required("subject", "involvement.subject", "select")
                    .hinted("involvement.subject-hint")
                    .among(nodes.of(visit, KINDS, form.value("subject"))),
                FormField.required("heldOn", "involvement.held-on", "date"),
                FormField.required("level", "involvement.level", "select").among(levels),
                FormField.required("perspective", "involvement.perspective", "select")
                    .among(words(visit, "perspective", Involvement.Perspective.class)),
                FormField.required("form", "involvement.way", "select")
                    .among(words(visit, "form", Involvement.Form.class)),
                FormField.required("stage", "involvement.stage", "select")
                    .among(words(visit, "stage", Involvement.Stage.class)),
                FormField.optional("participants", "involvement.participants", "number")
                    .hinted("involvement.participants-hint"),
                FormField.optional("body", "involvement.body", "select")
                    .among(choices(involvements.bodyNames(asOf))),
                FormField.optional("panel", "involvement.panel", "select").among(panels),
                FormField.optional("region", "involvement.region", "select")
                    .among(choices(involvements.regionNames(asOf))),
                FormField.optional("said", "involvement.said", "textarea")
                    .hinted("involvement.said-hint"),
                FormField.optional("adviceGiven", "involvement.advice-given", "number"),
                FormField.optional("adviceFollowed", "involvement.advice-followed", "number"),
                FormField.optional("changed", "involvement.changed", "textarea"),
                FormField.optional("whyNot", "involvement.why-not", "textarea"),
                FormField.optional("feedbackOn", "involvement.feedback-on", "date"),
                FormField.optional("feedbackChannel", "involvement.feedback-channel", "text"),
                FormField.optional("rating", "involvement.rating", "text")
                    .hinted("involvement.rating-hint"),
                FormField.optional("compensated", "involvement.compensated", "select")
                    .among(yesNo(visit)),
                FormField.optional("supportOffered", "involvement.support", "select")
                    .among(yesNo(visit)),
                FormField.optional("source", "source", "text"))),
        status);
  }

  private View waiverForm(Visit visit, Form form, HttpStatus status) {
    var asOf = AsOf.day(visit.today());
    return html.page(
        "involvement/form.jte",
        new FormPage(
            visit.frame("waiver.form"),
            "waiver.form-lead",
            "/delaktighet/undantag/nytt",
            "waiver.save",
            form,
            List.of(
                FormField.required("subject", "involvement.subject", "select")
                    .hinted("involvement.subject-hint")
                    .among(nodes.of(visit, KINDS, form.value("subject"))),
                FormField.required("reason", "waiver.reason", "textarea"),
                FormField.required("decidedBy", "waiver.decided-by", "text")
                    .hinted("waiver.decided-by-hint"),
                FormField.required("decidedOn", "waiver.decided-on", "date"),
                FormField.optional("body", "involvement.body", "select")
                    .among(choices(involvements.bodyNames(asOf))),
                FormField.optional("region", "involvement.region", "select")
                    .among(choices(involvements.regionNames(asOf))))),
        status);
  }

  private static List<Choice> choices(Map<String, String> names) {
    return names.entrySet().stream()
        .map(it -> new Choice(it.getKey(), it.getValue()))
        .sorted(java.util.Comparator.comparing(Choice::value))
        .toList();
  }

  private static List<Choice> yesNo(Visit visit) {
    return List.of(
        new Choice("true", visit.frame("involvement.yes").title()),
        new Choice("false", visit.frame("involvement.no").title()));
  }

  private static <E extends Enum<E>> List<Choice> words(Visit visit, String group, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(StateMachine::code)
        .map(code -> new Choice(code, visit.frame("involvement." + group + "." + code).title()))
        .toList();
  }
}
