package se.samspel.funding;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
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
import se.samspel.involvement.InvolvementChoices;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Visit;

/** The economist's forms, and what must be reported. */
@Controller
class FundingEditing {

  private final Html html;
  private final Funding funding;
  private final Budgeting budgeting;
  private final FundingPages pages;
  private final InvolvementChoices behind;

  FundingEditing(
      Html html,
      Funding funding,
      Budgeting budgeting,
      FundingPages pages,
      InvolvementChoices behind) {
    this.html = html;
    this.funding = funding;
    this.budgeting = budgeting;
    this.pages = pages;
    this.behind = behind;
  }

  /**
   * The form of an agreement.
   *
   * @param isNew whether it makes a new one
   * @param action where it is sent
   */
  record AgreementForm(
      Frame frame,
      boolean isNew,
      String action,
      String back,
      Form form,
      List<Choice> kinds,
      List<Choice> parents,
      List<Choice> yesOrNo)
      implements MoneyPage {}

  record LineForm(
      Frame frame,
      boolean isNew,
      String action,
      String back,
      Form form,
      List<Choice> costTypes,
      List<Choice> regions,
      List<Choice> initiatives,
      List<Choice> decisions,
      List<Choice> records)
      implements MoneyPage {}

  record EntryForm(
      Frame frame,
      String action,
      String back,
      Form form,
      List<Choice> kinds,
      List<Choice> promises,
      List<Choice> regions,
      List<Choice> methods)
      implements MoneyPage {}

  record DutiesPage(
      Frame frame,
      LocalDate day,
      List<FundingPages.DutyRow> open,
      List<FundingPages.DutyRow> done,
      Form form,
      List<Choice> agreements)
      implements MoneyPage {}

  @GetMapping("/medel/nytt")
  @Permit(Permission.EDIT_FUNDING)
  View newAgreement(Visit visit) {
    return html.page(
        "funding/agreementform.jte", agreementForm(visit, Optional.empty(), Form.EMPTY));
  }

  @PostMapping("/medel")
  @Permit(Permission.EDIT_FUNDING)
  View addAgreement(Visit visit, @RequestParam Map<String, String> sent) {
    return saved(
        visit,
        sent,
        fields -> {
          var draft = FundingForm.agreement(fields);
          fields.accept();
          return "/medel/" + budgeting.save(draft).id();
        },
        form ->
            html.page(
                "funding/agreementform.jte",
                agreementForm(visit, Optional.empty(), form),
                HttpStatus.UNPROCESSABLE_CONTENT));
  }

  @GetMapping("/medel/{agreement}/andra")
  @Permit(Permission.EDIT_FUNDING)
  View editAgreement(Visit visit, @PathVariable String agreement) {
    var it = funding.book(now(visit)).agreement(agreement).orElseThrow(Refused::notFound);
    return html.page(
        "funding/agreementform.jte",
        agreementForm(visit, Optional.of(agreement), Form.of(values(it))));
  }

  @PostMapping("/medel/{agreement}")
  @Permit(Permission.EDIT_FUNDING)
  View changeAgreement(
      Visit visit, @PathVariable String agreement, @RequestParam Map<String, String> sent) {
    existing(visit, agreement);
    var all = new LinkedHashMap<>(sent);
    all.put("id", agreement);
    return saved(
        visit,
        all,
        fields -> {
          fields.version();
          var draft = FundingForm.agreement(fields);
          fields.accept();
          budgeting.save(draft);
          return "/medel/" + agreement;
        },
        form ->
            html.page(
                "funding/agreementform.jte",
                agreementForm(visit, Optional.of(agreement), form),
                HttpStatus.UNPROCESSABLE_CONTENT));
  }

  @GetMapping("/medel/{agreement}/rader/ny")
  @Permit(Permission.EDIT_FUNDING)
  View newLine(Visit visit, @PathVariable String agreement) {
    var it = funding.book(now(visit)).agreement(agreement).orElseThrow(Refused::notFound);
    var values = new LinkedHashMap<String, String>();
    if (!it.yearly()) {
      values.put("validFrom", it.span().from().toString());
      FundingForm.lastDay(it.span()).ifPresent(day -> values.put("validTo", day.toString()));
    }
    return html.page(
        "funding/lineform.jte", lineForm(visit, agreement, Optional.empty(), Form.of(values)));
  }

  @PostMapping("/medel/{agreement}/rader")
  @Permit(Permission.EDIT_FUNDING)
  View addLine(
      Visit visit, @PathVariable String agreement, @RequestParam Map<String, String> sent) {
    return saved(
        visit,
        sent,
        fields -> {
          var draft = FundingForm.budgetLine(agreement, Budgeting.newId(agreement), fields);
          fields.accept();
          return "/medel/" + agreement + "/rader/" + budgeting.save(draft).id();
        },
        form ->
            html.page(
                "funding/lineform.jte",
                lineForm(visit, agreement, Optional.empty(), form),
                HttpStatus.UNPROCESSABLE_CONTENT));
  }

  @GetMapping("/medel/{agreement}/rader/{line}/andra")
  @Permit(Permission.EDIT_FUNDING)
  View editLine(Visit visit, @PathVariable String agreement, @PathVariable String line) {
    return html.page(
        "funding/lineform.jte",
        lineForm(
            visit, agreement, Optional.of(line), Form.of(values(line(visit, agreement, line)))));
  }

  @PostMapping("/medel/{agreement}/rader/{line}")
  @Permit(Permission.EDIT_FUNDING)
  View changeLine(
      Visit visit,
      @PathVariable String agreement,
      @PathVariable String line,
      @RequestParam Map<String, String> sent) {
    line(visit, agreement, line);
    return saved(
        visit,
        sent,
        fields -> {
          fields.version();
          var draft = FundingForm.budgetLine(agreement, line, fields);
          fields.accept();
          budgeting.save(draft);
          return "/medel/" + agreement + "/rader/" + line;
        },
        form ->
            html.page(
                "funding/lineform.jte",
                lineForm(visit, agreement, Optional.of(line), form),
                HttpStatus.UNPROCESSABLE_CONTENT));
  }

  @PostMapping("/medel/{agreement}/rader/{line}/poster")
  @Permit(Permission.EDIT_FUNDING)
  View addEntry(
      Visit visit,
      @PathVariable String agreement,
      @PathVariable String line,
      @RequestParam Map<String, String> sent) {
    line(visit, agreement, line);
    return saved(
        visit,
        sent,
        fields -> {
          var draft = FundingForm.entry(line, Budgeting.newId(line), fields);
          fields.accept();
          budgeting.save(draft);
          return "/medel/" + agreement + "/rader/" + line;
        },
        form ->
            html.page(
                "funding/line.jte",
                pages.linePage(visit, now(visit), agreement, line, form),
                HttpStatus.UNPROCESSABLE_CONTENT));
  }

  @GetMapping("/medel/{agreement}/rader/{line}/poster/{entry}")
  @Permit(Permission.EDIT_FUNDING)
  View editEntry(
      Visit visit,
      @PathVariable String agreement,
      @PathVariable String line,
      @PathVariable String entry) {
    line(visit, agreement, line);
    var it = entry(visit, line, entry);
    return html.page(
        "funding/entryform.jte", entryForm(visit, agreement, line, entry, Form.of(values(it))));
  }

  @PostMapping("/medel/{agreement}/rader/{line}/poster/{entry}")
  @Permit(Permission.EDIT_FUNDING)
  View changeEntry(
      Visit visit,
      @PathVariable String agreement,
      @PathVariable String line,
      @PathVariable String entry,
      @RequestParam Map<String, String> sent) {
    line(visit, agreement, line);
    entry(visit, line, entry);
    return saved(
        visit,
        sent,
        fields -> {
          fields.version();
          var draft = FundingForm.entry(line, entry, fields);
          fields.accept();
          budgeting.save(draft);
          return "/medel/" + agreement + "/rader/" + line;
        },
        form ->
            html.page(
                "funding/entryform.jte",
                entryForm(visit, agreement, line, entry, form),
                HttpStatus.UNPROCESSABLE_CONTENT));
  }

  @GetMapping("/medel/redovisning")
  @Permit(Permission.PUBLIC)
  View duties(Visit visit) {
    return html.page("funding/duties.jte", dutiesPage(visit, Form.EMPTY));
  }

  @PostMapping("/medel/redovisning")
  @Permit(Permission.EDIT_FUNDING)
  View addDuty(Visit visit, @RequestParam Map<String, String> sent) {
    return saved(
        visit,
        sent,
        fields -> {
          var draft =
              FundingForm.duty(Budgeting.newId(fields.find("agreement").orElse("")), fields);
          fields.accept();
          budgeting.save(draft);
          return "/medel/redovisning";
        },
        form ->
            html.page(
                "funding/duties.jte", dutiesPage(visit, form), HttpStatus.UNPROCESSABLE_CONTENT));
  }

  @PostMapping("/medel/redovisning/{duty}")
  @Permit(Permission.EDIT_FUNDING)
  View dutyDone(Visit visit, @PathVariable String duty, @RequestParam Map<String, String> sent) {
    var it =
        funding.duties(now(visit)).stream()
            .filter(found -> found.id().equals(duty))
            .findFirst()
            .orElseThrow(Refused::notFound);
    var all = new LinkedHashMap<>(values(it));
    all.put("version", sent.getOrDefault("version", ""));
    all.put("doneOn", sent.getOrDefault("doneOn", ""));
    return saved(
        visit,
        all,
        fields -> {
          fields.version();
          fields.day("doneOn");
          var draft = FundingForm.duty(duty, fields);
          fields.accept();
          budgeting.save(draft);
          return "/medel/redovisning";
        },
        form ->
            html.page(
                "funding/duties.jte",
                dutiesPage(visit, new Form(Map.of(), form.errors())),
                HttpStatus.UNPROCESSABLE_CONTENT));
  }

  /** Forms have fields called as the day that a page is about, so they never ask the address. */
  private static AsOf now(Visit visit) {
    return AsOf.day(visit.today());
  }

  private View saved(
      Visit visit,
      Map<String, String> sent,
      Function<Fields, String> save,
      Function<Form, View> again) {
    try {
      var redirect = new RedirectView(save.apply(new Fields(sent)) + "?klart=funding-saved");
      redirect.setStatusCode(HttpStatus.SEE_OTHER);
      return redirect;
    } catch (Refused refused) {
      if (refused.kind() != Refused.Kind.INVALID) {
        throw refused;
      }
      return again.apply(Form.refused(sent, refused, visit.locale()));
    }
  }

  private AgreementForm agreementForm(Visit visit, Optional<String> agreement, Form form) {
    var frame = visit.frame(agreement.isEmpty() ? "funding.new.title" : "funding.edit.title");
    var address = agreement.map(it -> "/medel/" + it).orElse("/medel");
    return new AgreementForm(
        frame,
        agreement.isEmpty(),
        address,
        address,
        form,
        FundingChoices.agreementKinds(frame),
        FundingChoices.agreements(
            funding.book(now(visit)).agreements().stream()
                .filter(it -> !agreement.equals(Optional.of(it.id())))
                .toList()),
        FundingChoices.yesOrNo(frame));
  }

  private LineForm lineForm(Visit visit, String agreement, Optional<String> line, Form form) {
    existing(visit, agreement);
    var frame = visit.frame(line.isEmpty() ? "funding.line.new" : "funding.line.edit");
    var names = funding.names();
    var lines = "/medel/" + agreement + "/rader";
    return new LineForm(
        frame,
        line.isEmpty(),
        line.map(it -> lines + "/" + it).orElse(lines),
        line.map(it -> lines + "/" + it).orElse("/medel/" + agreement),
        form,
        FundingChoices.costTypes(frame),
        FundingChoices.of(names.regions()),
        FundingChoices.of(names.initiatives()),
        FundingChoices.of(names.decisions()),
        behind.latest(visit, form.value("involvement")));
  }

  private EntryForm entryForm(Visit visit, String agreement, String line, String entry, Form form) {
    var frame = visit.frame("funding.entry.edit");
    var names = funding.names();
    var back = "/medel/" + agreement + "/rader/" + line;
    var entries =
        funding.entriesOf(line, now(visit)).stream().filter(it -> !it.id().equals(entry)).toList();
    return new EntryForm(
        frame,
        back + "/poster/" + entry,
        back,
        form,
        FundingChoices.kinds(frame),
        FundingChoices.promises(frame, entries),
        FundingChoices.of(names.regions()),
        FundingChoices.of(names.methods()));
  }

  private DutiesPage dutiesPage(Visit visit, Form form) {
    // The duties page is read as of any day; a form that comes back shows today.
    var asOf = form == Form.EMPTY ? visit.asOf() : now(visit);
    var book = funding.book(asOf);
    var rows = FundingPages.dutyRows(book, funding.duties(asOf), asOf.day());
    return new DutiesPage(
        visit.frame("funding.duties.title"),
        asOf.day(),
        rows.stream().filter(it -> it.clock() != Duty.Clock.DONE).toList(),
        rows.stream().filter(it -> it.clock() == Duty.Clock.DONE).toList().reversed(),
        form,
        FundingChoices.agreements(book.agreements()));
  }

  private void existing(Visit visit, String agreement) {
    if (funding.book(now(visit)).agreement(agreement).isEmpty()) {
      throw Refused.notFound();
    }
  }

  private BudgetLine line(Visit visit, String agreement, String line) {
    return funding
        .book(now(visit))
        .line(line)
        .filter(it -> it.agreement().equals(agreement))
        .orElseThrow(Refused::notFound);
  }

  private Entry entry(Visit visit, String line, String entry) {
    return funding.entriesOf(line, now(visit)).stream()
        .filter(it -> it.id().equals(entry))
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  private static Map<String, String> values(Agreement it) {
    var values = new LinkedHashMap<String, String>();
    values.put("version", Integer.toString(it.version()));
    values.put("id", it.id());
    values.put("name", it.name());
    values.put("kind", StateMachine.code(it.kind()));
    values.put("period", it.period());
    it.parent().ifPresent(text -> values.put("parent", text));
    it.amount().ifPresent(amount -> values.put("amount", Amounts.written(amount)));
    it.purpose().ifPresent(text -> values.put("purpose", text));
    it.diaryNumber().ifPresent(text -> values.put("diaryNumber", text));
    it.spendBy().ifPresent(day -> values.put("spendBy", day.toString()));
    it.reportBy().ifPresent(day -> values.put("reportBy", day.toString()));
    it.carryOver()
        .ifPresent(yes -> values.put("carryOver", yes ? FundingForm.YES : FundingForm.NO));
    it.source().ifPresent(text -> values.put("source", text));
    return values;
  }

  private static Map<String, String> values(BudgetLine it) {
    var values = new LinkedHashMap<String, String>();
    values.put("version", Integer.toString(it.version()));
    values.put("costType", StateMachine.code(it.costType()));
    it.initiative().ifPresent(text -> values.put("initiative", text));
    it.region().map(RegionCode::value).ifPresent(text -> values.put("region", text));
    it.purpose().ifPresent(text -> values.put("purpose", text));
    values.put("amount", Amounts.written(it.amount()));
    it.overdraftDecision().ifPresent(text -> values.put("overdraftDecision", text));
    it.decision().ifPresent(text -> values.put("decision", text));
    it.involvement().ifPresent(text -> values.put("involvement", text));
    values.put("validFrom", it.span().from().toString());
    FundingForm.lastDay(it.span()).ifPresent(day -> values.put("validTo", day.toString()));
    it.source().ifPresent(text -> values.put("source", text));
    return values;
  }

  private static Map<String, String> values(Entry it) {
    var values = new LinkedHashMap<String, String>();
    values.put("version", Integer.toString(it.version()));
    values.put("kind", StateMachine.code(it.kind()));
    it.settles().ifPresent(text -> values.put("settles", text));
    values.put("day", it.day().toString());
    values.put("amount", Amounts.written(it.amount()));
    it.region().map(RegionCode::value).ifPresent(text -> values.put("region", text));
    it.method().ifPresent(text -> values.put("method", text));
    it.text().ifPresent(text -> values.put("text", text));
    it.source().ifPresent(text -> values.put("source", text));
    return values;
  }

  private static Map<String, String> values(Duty it) {
    var values = new LinkedHashMap<String, String>();
    values.put("version", Integer.toString(it.version()));
    values.put("agreement", it.agreement());
    values.put("who", it.who());
    values.put("due", it.due().toString());
    values.put("what", it.what());
    it.doneOn().ifPresent(day -> values.put("doneOn", day.toString()));
    it.source().ifPresent(text -> values.put("source", text));
    return values;
  }
}
