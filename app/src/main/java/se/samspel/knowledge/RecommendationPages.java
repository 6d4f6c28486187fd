package se.samspel.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.involvement.InvolvementChoices;
import se.samspel.ui.Answers;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.NodeChoices;
import se.samspel.ui.Page;
import se.samspel.ui.TextDiff;
import se.samspel.ui.Visit;

/** The recommendations for people: list, page per edition, forms and editorial steps. */
@Controller
class RecommendationPages {

  private final Html html;
  private final Knowledge knowledge;
  private final EditionEditing editing;
  private final GroundEditing grounds;
  private final NodeChoices nodes;
  private final InvolvementChoices behind;

  RecommendationPages(
      Html html,
      Knowledge knowledge,
      EditionEditing editing,
      GroundEditing grounds,
      NodeChoices nodes,
      InvolvementChoices behind) {
    this.html = html;
    this.knowledge = knowledge;
    this.editing = editing;
    this.grounds = grounds;
    this.nodes = nodes;
    this.behind = behind;
  }

  /**
   * A recommendation in the list.
   *
   * @param shown the edition in force, or the last one when none is
   * @param editions how many editions the reader may see
   * @param flagged whether something it rests on was taken back, or it was withdrawn itself
   */
  record Row(Edition shown, int editions, boolean flagged) {}

  record ListPage(
      Frame frame, String q, String state, String basis, List<String> bases, List<Row> rows)
      implements Page {
    boolean mayEdit() {
      return frame.person().may(Permission.EDIT_KNOWLEDGE);
    }

    List<Choice> states() {
      return List.of(
          new Choice("i-kraft", t("recommendation.filter-in-force")),
          new Choice("att-se-over", t("recommendation.filter-overdue")),
          new Choice("pa-vag", t("recommendation.filter-coming")),
          new Choice("ur-bruk", t("recommendation.filter-ended")));
    }
  }

  record Difference(int earlier, TextDiff title, Optional<TextDiff> text) {}

  record EditionPage(
      Frame frame,
      AsOf asOf,
      Edition edition,
      List<Edition> editions,
      Optional<Difference> difference,
      List<EditorialStep> steps,
      List<Evidence> evidence,
      List<Supplement> supplements,
      List<GroundTable.RegionName> regions,
      Form stepForm,
      Form supplementForm,
      List<Choice> records,
      List<Choice> decisions)
      implements Page {

    String path() {
      return "/rekommendationer/" + edition.number() + "/" + edition.edition();
    }

    boolean mayEdit() {
      return frame.person().may(Permission.EDIT_KNOWLEDGE);
    }

    boolean mayAdd() {
      return mayEdit() || frame.person().may(Permission.REPORT_REGION);
    }

    boolean mayEnd(Supplement supplement) {
      return mayEdit() || frame.person().may(Permission.REPORT_REGION, supplement.region());
    }

    List<Choice> nextSteps() {
      return EditionEditing.stepsFor(frame.person(), edition.state()).stream()
          .map(it -> new Choice(it.code(), t(it.key())))
          .toList();
    }

    List<Choice> regionChoices() {
      Person person = frame.person();
      return regions.stream()
          .filter(it -> person.region().map(own -> own.equals(it.code())).orElse(true))
          .map(it -> new Choice(it.code().value(), it.name()))
          .toList();
    }

    String regionName(Supplement supplement) {
      return regions.stream()
          .filter(it -> it.code().equals(supplement.region()))
          .map(GroundTable.RegionName::name)
          .findFirst()
          .orElse(supplement.region().value());
    }

    List<Choice> parts() {
      return GroundEditing.PARTS.stream()
          .map(it -> new Choice(it, t("supplement.part." + it)))
          .toList();
    }

    List<Evidence> retracted() {
      return evidence.stream().filter(it -> it.retracted(asOf.day())).toList();
    }

    String word(String kind, Optional<String> code) {
      return code.map(it -> t("recommendation." + kind + "." + it)).orElse(t("missing"));
    }

    /** The step whose involvement carries the edition: the latest with one. */
    Optional<EditorialStep> involvement() {
      return steps.stream()
          .filter(it -> it.involvement().isPresent())
          .reduce((first, later) -> later);
    }

    String adopted() {
      return edition
          .adopted()
          .or(() ->
              steps.stream()
                  .filter(it -> it.to() == EditionState.PANEL_DECIDED)
                  .findFirst()
                  .map(it -> numbers().day(it.day())))
          .orElse(t("missing"));
    }

    Optional<Edition> inForceInstead() {
      return edition.state().inForce()
          ? Optional.empty()
          : editions.stream().filter(it -> it.state().inForce()).findFirst();
    }
  }

  record FormPage(Frame frame, Form form, String action, boolean fresh) implements Page {
    List<Choice> choices(String kind, List<String> codes) {
      return codes.stream()
          .map(it -> new Choice(it, t("recommendation." + kind + "." + it)))
          .toList();
    }

    List<Choice> strengths() {
      return choices("strength", EditionEditing.STRENGTHS);
    }

    List<Choice> directions() {
      return choices("direction", EditionEditing.DIRECTIONS);
    }

    List<Choice> certainties() {
      return choices("certainty", EditionEditing.CERTAINTIES);
    }
  }

  @GetMapping("/rekommendationer")
  @Permit(Permission.PUBLIC)
  View list(Visit visit) {
    var asOf = visit.asOf();
    var q = visit.query("q").orElse("").strip();
    var state = visit.query("lage").orElse("");
    var basis = visit.query("grund").orElse("");
    var all = knowledge.listEditions(asOf);
    var evidence = knowledge.listEvidence(asOf);
    var byNumber = new LinkedHashMap<String, List<Edition>>();
    all.forEach(it -> byNumber.computeIfAbsent(it.number(), n -> new ArrayList<>()).add(it));
    var rows =
        byNumber.values().stream()
            .filter(it -> q.isEmpty() || it.stream().anyMatch(e -> mentions(e, q)))
            .map(editions -> {
              var shown =
                  editions.stream()
                      .filter(it -> chosen(it, state, asOf))
                      .reduce((first, later) -> later);
              return shown.map(it ->
                  new Row(
                      it,
                      editions.size(),
                      it.state() == EditionState.WITHDRAWN
                          || evidence.stream()
                              .anyMatch(e ->
                                  e.supports().contains(it.key()) && e.retracted(asOf.day()))));
            })
            .flatMap(Optional::stream)
            .filter(it -> basis.isEmpty() || it.shown().basis().contains(basis))
            .toList();
    var bases = all.stream().flatMap(it -> it.basis().stream()).distinct().sorted().toList();
    return html.page(
        "knowledge/recommendations.jte",
        new ListPage(visit.frame("recommendation.list"), q, state, basis, bases, rows));
  }

  private static boolean chosen(Edition it, String state, AsOf asOf) {
    return switch (state) {
      case "i-kraft" -> it.state().inForce();
      case "att-se-over" -> it.state() == EditionState.REVIEW_DUE || it.overdue(asOf.day());
      case "pa-vag" -> it.state().compareTo(EditionState.PUBLISHED) < 0;
      case "ur-bruk" ->
          it.state() == EditionState.SUPERSEDED || it.state() == EditionState.WITHDRAWN;
      default -> it.state().compareTo(EditionState.PUBLISHED) >= 0 || it.edition() == 1;
    };
  }

  private static boolean mentions(Edition edition, String q) {
    var part = q.toLowerCase(Locale.ROOT);
    return edition.number().equals(q)
        || edition.titleSv().toLowerCase(Locale.ROOT).contains(part)
        || edition.titleEn().filter(it -> it.toLowerCase(Locale.ROOT).contains(part)).isPresent()
        || edition.textSv().filter(it -> it.toLowerCase(Locale.ROOT).contains(part)).isPresent();
  }

  @GetMapping("/rekommendationer/{number}")
  @Permit(Permission.PUBLIC)
  View recommendation(@PathVariable String number, Visit visit) {
    var asOf = visit.asOf();
    var editions = editions(number, asOf);
    var shown =
        editions.stream()
            .filter(it -> it.state().inForce())
            .reduce((first, later) -> later)
            .or(() ->
                editions.stream()
                    .filter(it -> it.state().compareTo(EditionState.PUBLISHED) >= 0)
                    .reduce((first, later) -> later))
            .orElseGet(editions::getLast);
    return html.page(
        "knowledge/recommendation.jte", page(visit, asOf, shown, editions, Form.EMPTY, Form.EMPTY));
  }

  @GetMapping("/rekommendationer/{number}/{edition:\\d{1,3}}")
  @Permit(Permission.PUBLIC)
  View edition(@PathVariable String number, @PathVariable int edition, Visit visit) {
    return html.page(
        "knowledge/recommendation.jte", page(visit, number, edition, Form.EMPTY, Form.EMPTY));
  }

  private EditionPage page(
      Visit visit, String number, int edition, Form stepForm, Form supplementForm) {
    var asOf = visit.asOf();
    var editions = editions(number, asOf);
    var shown =
        editions.stream()
            .filter(it -> it.edition() == edition)
            .findFirst()
            .orElseThrow(Refused::notFound);
    return page(visit, asOf, shown, editions, stepForm, supplementForm);
  }

  private List<Edition> editions(String number, AsOf asOf) {
    var editions =
        knowledge.listEditions(asOf).stream().filter(it -> it.number().equals(number)).toList();
    if (editions.isEmpty()) {
      throw Refused.notFound();
    }
    return editions;
  }

  private EditionPage page(
      Visit visit,
      AsOf asOf,
      Edition shown,
      List<Edition> editions,
      Form stepForm,
      Form supplementForm) {
    var difference =
        editions.stream()
            .filter(it -> it.edition() < shown.edition())
            .reduce((first, later) -> later)
            .map(earlier ->
                new Difference(
                    earlier.edition(),
                    TextDiff.of(earlier.titleSv(), shown.titleSv()),
                    earlier.textSv().isPresent() && shown.textSv().isPresent()
                        ? Optional.of(TextDiff.of(earlier.textSv().get(), shown.textSv().get()))
                        : Optional.empty()));
    var stepping = !EditionEditing.stepsFor(visit.person(), shown.state()).isEmpty();
    return new EditionPage(
        visit.titled(shown.titleSv()),
        asOf,
        shown,
        editions,
        difference,
        knowledge.listSteps(shown.number(), shown.edition(), asOf),
        knowledge.listEvidence(shown, asOf),
        knowledge.listSupplements(asOf).stream()
            .filter(it -> it.number().equals(shown.number()) && it.edition() == shown.edition())
            .toList(),
        knowledge.regions(),
        stepForm,
        supplementForm,
        stepping ? behind.about(visit, List.of("recommendation:" + shown.number())) : List.of(),
        stepping ? nodes.ofOne(visit, NodeKind.DECISION, stepForm.value("decision")) : List.of());
  }

  @GetMapping("/rekommendationer/ny")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View blank(Visit visit) {
    return html.page(
        "knowledge/recommendation-form.jte",
        new FormPage(visit.frame("recommendation.new"), Form.EMPTY, "/rekommendationer", true));
  }

  @PostMapping("/rekommendationer")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View begin(@RequestParam Map<String, String> sent, Visit visit) {
    try {
      var begun = editing.begin(new Fields(sent), visit.today());
      return saved(begun, "edition-begun");
    } catch (Refused refused) {
      return again(visit, "recommendation.new", "/rekommendationer", true, sent, refused);
    }
  }

  @GetMapping("/rekommendationer/{number}/ny-upplaga")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View blankEdition(@PathVariable String number, Visit visit) {
    var last = editions(number, visit.asOf()).getLast();
    return html.page(
        "knowledge/recommendation-form.jte",
        new FormPage(
            visit.frame("recommendation.new-edition", number),
            form(last, last.edition()),
            "/rekommendationer/" + number + "/ny-upplaga",
            false));
  }

  @PostMapping("/rekommendationer/{number}/ny-upplaga")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View beginEdition(
      @PathVariable String number, @RequestParam Map<String, String> sent, Visit visit) {
    try {
      return saved(editing.beginNext(number, new Fields(sent), visit.today()), "edition-begun");
    } catch (Refused refused) {
      return again(
          visit,
          "recommendation.new-edition",
          "/rekommendationer/" + number + "/ny-upplaga",
          false,
          sent,
          refused,
          number);
    }
  }

  @GetMapping("/rekommendationer/{number}/{edition:\\d{1,3}}/andra")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View edit(@PathVariable String number, @PathVariable int edition, Visit visit) {
    var found = knowledge.findEdition(number, edition, visit.asOf()).orElseThrow(Refused::notFound);
    return html.page(
        "knowledge/recommendation-form.jte",
        new FormPage(
            visit.frame("recommendation.change", number, edition),
            form(found, found.revision()),
            "/rekommendationer/" + number + "/" + edition + "/andra",
            false));
  }

  @PostMapping("/rekommendationer/{number}/{edition:\\d{1,3}}/andra")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View change(
      @PathVariable String number,
      @PathVariable int edition,
      @RequestParam Map<String, String> sent,
      Visit visit) {
    try {
      return saved(editing.change(number, edition, new Fields(sent)), "edition-saved");
    } catch (Refused refused) {
      return again(
          visit,
          "recommendation.change",
          "/rekommendationer/" + number + "/" + edition + "/andra",
          false,
          sent,
          refused,
          number,
          edition);
    }
  }

  @PostMapping("/rekommendationer/{number}/{edition:\\d{1,3}}/steg")
  @Permit(Permission.SIGNED_IN)
  View step(
      @PathVariable String number,
      @PathVariable int edition,
      @RequestParam Map<String, String> sent,
      Visit visit) {
    try {
      return saved(editing.step(number, edition, new Fields(sent), visit.today()), "edition-step");
    } catch (Refused refused) {
      var status = Answers.again(refused);
      return html.page(
          "knowledge/recommendation.jte",
          page(visit, number, edition, Form.refused(sent, refused, visit.locale()), Form.EMPTY),
          status);
    }
  }

  @PostMapping("/rekommendationer/{number}/{edition:\\d{1,3}}/tillagg")
  @Permit(Permission.SIGNED_IN)
  View supplement(
      @PathVariable String number,
      @PathVariable int edition,
      @RequestParam Map<String, String> sent,
      Visit visit) {
    try {
      grounds.supplement(number, edition, new Fields(sent), visit.today());
      return Answers.done("/rekommendationer/" + number + "/" + edition, "supplement-saved");
    } catch (Refused refused) {
      var status = Answers.again(refused);
      return html.page(
          "knowledge/recommendation.jte",
          page(visit, number, edition, Form.EMPTY, Form.refused(sent, refused, visit.locale())),
          status);
    }
  }

  @PostMapping("/tillagg/{id}/avsluta")
  @Permit(Permission.SIGNED_IN)
  View endSupplement(@PathVariable String id, @RequestParam Map<String, String> sent, Visit visit) {
    var ended = grounds.endSupplement(id, new Fields(sent), visit.today());
    return Answers.done(
        "/rekommendationer/" + ended.number() + "/" + ended.edition(), "supplement-ended");
  }

  private static View saved(Edition edition, String notice) {
    return Answers.done("/rekommendationer/" + edition.number() + "/" + edition.edition(), notice);
  }

  /** The words of an edition, and what the one who writes has seen. */
  private static Form form(Edition it, int seen) {
    var values = new LinkedHashMap<String, String>();
    values.put("titleSv", it.titleSv());
    values.put("titleEn", it.titleEn().orElse(""));
    values.put("textSv", it.textSv().orElse(""));
    values.put("adoptedBy", it.adoptedBy().orElse(""));
    values.put("basis", String.join("; ", it.basis()));
    values.put("strength", it.strength().orElse(""));
    values.put("direction", it.direction().orElse(""));
    values.put("certainty", it.certainty().orElse(""));
    values.put("reviewDue", it.reviewDue().map(Object::toString).orElse(""));
    values.put("source", it.source().orElse(""));
    values.put("version", Integer.toString(seen));
    return Form.of(values);
  }

  private View again(
      Visit visit,
      String titleKey,
      String action,
      boolean fresh,
      Map<String, String> sent,
      Refused refused,
      Object... titleArguments) {
    var status = Answers.again(refused);
    return html.page(
        "knowledge/recommendation-form.jte",
        new FormPage(
            visit.frame(titleKey, titleArguments),
            Form.refused(sent, refused, visit.locale()),
            action,
            fresh),
        status);
  }
}
