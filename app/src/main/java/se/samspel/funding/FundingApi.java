package se.samspel.funding;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
import se.samspel.core.StateMachine;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Agreements, budget lines, entries and reporting duties for machines. Amounts are in öre. */
@RestController
@RequestMapping("/api/v1")
class FundingApi {

  private final Funding funding;
  private final Budgeting budgeting;

  FundingApi(Funding funding, Budgeting budgeting) {
    this.funding = funding;
    this.budgeting = budgeting;
  }

  /**
   * What was set aside and what became of it, in öre.
   *
   * @param budgetedOre set aside
   * @param committedOre promised and not settled
   * @param spentOre outcomes
   * @param freeOre neither; negative when overdrawn
   */
  record MoneyJson(long budgetedOre, long committedOre, long spentOre, long freeOre) {
    static MoneyJson of(Money it) {
      return new MoneyJson(
          it.budgeted().ore(), it.committed().ore(), it.spent().ore(), it.free().ore());
    }
  }

  /**
   * An agreement, frame or budget.
   *
   * @param id identity
   * @param version what a change must carry
   * @param name in Swedish
   * @param kind {@code agreement}, {@code frame} or {@code budget}
   * @param period such as {@code 2016}, {@code 2011-10/2015-12} or {@code yearly}
   * @param parent the agreement whose money it divides
   * @param amountOre what was agreed; null where no source gives it
   * @param purpose what the money is for
   * @param diaryNumber where it is registered
   * @param spendBy last day to use the money
   * @param reportBy last day to report
   * @param carryOver whether what is left may be used later
   * @param money its budget lines, those of its parts included
   * @param source where it is taken from
   * @param synthetic whether it is made up
   */
  record AgreementJson(
      String id,
      int version,
      String name,
      String kind,
      String period,
      @Nullable String parent,
      @Nullable Long amountOre,
      @Nullable String purpose,
      @Nullable String diaryNumber,
      @Nullable LocalDate spendBy,
      @Nullable LocalDate reportBy,
      @Nullable Boolean carryOver,
      MoneyJson money,
      @Nullable String source,
      boolean synthetic) {
    static AgreementJson of(Agreement it, Book book) {
      return new AgreementJson(
          it.id(),
          it.version(),
          it.name(),
          StateMachine.code(it.kind()),
          it.period(),
          it.parent().orElse(null),
          it.amount().map(Kronor::ore).orElse(null),
          it.purpose().orElse(null),
          it.diaryNumber().orElse(null),
          it.spendBy().orElse(null),
          it.reportBy().orElse(null),
          it.carryOver().orElse(null),
          MoneyJson.of(book.ofAgreement(it.id())),
          it.source().orElse(null),
          it.synthetic());
    }
  }

  /** An agreement to record; {@code version} only when it changes one. */
  record AgreementBody(
      @Nullable String id,
      @Nullable Integer version,
      @Nullable String name,
      @Nullable String kind,
      @Nullable String period,
      @Nullable String parent,
      @Nullable Long amountOre,
      @Nullable String purpose,
      @Nullable String diaryNumber,
      @Nullable String spendBy,
      @Nullable String reportBy,
      @Nullable Boolean carryOver,
      @Nullable String source) {
    Map<String, String> fields() {
      return fieldsOf(
          "id",
          id,
          "version",
          version,
          "name",
          name,
          "kind",
          kind,
          "period",
          period,
          "parent",
          parent,
          "amount",
          kronor(amountOre),
          "purpose",
          purpose,
          "diaryNumber",
          diaryNumber,
          "spendBy",
          spendBy,
          "reportBy",
          reportBy,
          "carryOver",
          carryOver == null ? null : carryOver ? FundingForm.YES : FundingForm.NO,
          "source",
          source);
    }
  }

  /**
   * A budget line.
   *
   * @param costType {@code coordination}, {@code training}, {@code method}, {@code evaluation},
   *     {@code involvement} or {@code other}
   * @param region region code; null for the whole country
   * @param amountOre set aside
   * @param overdraftDecision decision that lets it be exceeded
   * @param involvement involvement record or waiver behind it
   * @param validFrom first day
   * @param validTo last day
   * @param money what became of it
   */
  record BudgetLineJson(
      String id,
      int version,
      String agreement,
      @Nullable String initiative,
      String costType,
      @Nullable String region,
      @Nullable String purpose,
      long amountOre,
      @Nullable String overdraftDecision,
      @Nullable String decision,
      @Nullable String involvement,
      LocalDate validFrom,
      @Nullable LocalDate validTo,
      MoneyJson money,
      @Nullable String source,
      boolean synthetic) {
    static BudgetLineJson of(BudgetLine it, Book book) {
      return new BudgetLineJson(
          it.id(),
          it.version(),
          it.agreement(),
          it.initiative().orElse(null),
          StateMachine.code(it.costType()),
          it.region().map(RegionCode::value).orElse(null),
          it.purpose().orElse(null),
          it.amount().ore(),
          it.overdraftDecision().orElse(null),
          it.decision().orElse(null),
          it.involvement().orElse(null),
          it.span().from(),
          FundingForm.lastDay(it.span()).orElse(null),
          MoneyJson.of(book.of(it)),
          it.source().orElse(null),
          it.synthetic());
    }
  }

  /** A budget line to record; {@code version} only when it changes one. */
  record BudgetLineBody(
      @Nullable String agreement,
      @Nullable Integer version,
      @Nullable String initiative,
      @Nullable String costType,
      @Nullable String region,
      @Nullable String purpose,
      @Nullable Long amountOre,
      @Nullable String overdraftDecision,
      @Nullable String decision,
      @Nullable String involvement,
      @Nullable String validFrom,
      @Nullable String validTo,
      @Nullable String source) {
    Map<String, String> fields() {
      return fieldsOf(
          "agreement",
          agreement,
          "version",
          version,
          "initiative",
          initiative,
          "costType",
          costType,
          "region",
          region,
          "purpose",
          purpose,
          "amount",
          kronor(amountOre),
          "overdraftDecision",
          overdraftDecision,
          "decision",
          decision,
          "involvement",
          involvement,
          "validFrom",
          validFrom,
          "validTo",
          validTo,
          "source",
          source);
    }
  }

  /**
   * A commitment or an outcome.
   *
   * @param kind {@code commitment} or {@code outcome}
   * @param settles the commitment that the outcome is paid of
   * @param amountOre negative for a correction
   */
  record EntryJson(
      String id,
      int version,
      String budgetLine,
      String kind,
      @Nullable String settles,
      LocalDate day,
      long amountOre,
      @Nullable String region,
      @Nullable String method,
      @Nullable String text,
      @Nullable String source,
      boolean synthetic) {
    static EntryJson of(Entry it) {
      return new EntryJson(
          it.id(),
          it.version(),
          it.budgetLine(),
          StateMachine.code(it.kind()),
          it.settles().orElse(null),
          it.day(),
          it.amount().ore(),
          it.region().map(RegionCode::value).orElse(null),
          it.method().orElse(null),
          it.text().orElse(null),
          it.source().orElse(null),
          it.synthetic());
    }
  }

  /** A commitment or outcome to record; {@code version} only when it changes one. */
  record EntryBody(
      @Nullable String budgetLine,
      @Nullable Integer version,
      @Nullable String kind,
      @Nullable String settles,
      @Nullable String day,
      @Nullable Long amountOre,
      @Nullable String region,
      @Nullable String method,
      @Nullable String text,
      @Nullable String source) {
    Map<String, String> fields() {
      return fieldsOf(
          "budgetLine",
          budgetLine,
          "version",
          version,
          "kind",
          kind,
          "settles",
          settles,
          "day",
          day,
          "amount",
          kronor(amountOre),
          "region",
          region,
          "method",
          method,
          "text",
          text,
          "source",
          source);
    }
  }

  /**
   * A duty to report.
   *
   * @param clock {@code overdue}, {@code within-7}, {@code within-30}, {@code within-60}, {@code
   *     later} or {@code done}, seen from the day asked about
   */
  record DutyJson(
      String id,
      int version,
      String agreement,
      String who,
      LocalDate due,
      String what,
      @Nullable LocalDate doneOn,
      String clock,
      @Nullable String source,
      boolean synthetic) {
    static DutyJson of(Duty it, LocalDate day) {
      return new DutyJson(
          it.id(),
          it.version(),
          it.agreement(),
          it.who(),
          it.due(),
          it.what(),
          it.doneOn().orElse(null),
          StateMachine.code(it.clock(day)),
          it.source().orElse(null),
          it.synthetic());
    }
  }

  /** A duty to record; {@code version} only when it changes one. */
  record DutyBody(
      @Nullable String agreement,
      @Nullable Integer version,
      @Nullable String who,
      @Nullable String due,
      @Nullable String what,
      @Nullable String doneOn,
      @Nullable String source) {
    Map<String, String> fields() {
      return fieldsOf(
          "agreement",
          agreement,
          "version",
          version,
          "who",
          who,
          "due",
          due,
          "what",
          what,
          "doneOn",
          doneOn,
          "source",
          source);
    }
  }

  /** Every agreement, the latest period first. */
  @GetMapping("/agreements")
  @Permit(Permission.PUBLIC)
  Listing<AgreementJson> agreements(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var book = funding.book(visit.asOf());
    return Listing.of(book.agreements(), page, limit).map(it -> AgreementJson.of(it, book));
  }

  /** One agreement. */
  @GetMapping("/agreements/{id}")
  @Permit(Permission.PUBLIC)
  AgreementJson agreement(Visit visit, @PathVariable String id) {
    var book = funding.book(visit.asOf());
    return AgreementJson.of(book.agreement(id).orElseThrow(Refused::notFound), book);
  }

  /** Records a new agreement. */
  @PostMapping("/agreements")
  @Permit(Permission.EDIT_FUNDING)
  @ResponseStatus(HttpStatus.CREATED)
  AgreementJson addAgreement(Visit visit, @RequestBody AgreementBody body) {
    var fields = new Fields(body.fields());
    var draft = FundingForm.agreement(fields);
    fields.accept();
    return agreement(visit, budgeting.save(draft).id());
  }

  /** Changes an agreement. */
  @PutMapping("/agreements/{id}")
  @Permit(Permission.EDIT_FUNDING)
  AgreementJson changeAgreement(
      Visit visit, @PathVariable String id, @RequestBody AgreementBody body) {
    agreement(visit, id);
    var all = body.fields();
    all.put("id", id);
    var fields = changed(all);
    var draft = FundingForm.agreement(fields);
    fields.accept();
    return agreement(visit, budgeting.save(draft).id());
  }

  /** Budget lines, also of one agreement, initiative or region. */
  @GetMapping("/budget-lines")
  @Permit(Permission.PUBLIC)
  Listing<BudgetLineJson> budgetLines(
      Visit visit,
      @RequestParam Optional<String> agreement,
      @RequestParam Optional<String> initiative,
      @RequestParam Optional<String> region,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var book = funding.book(visit.asOf());
    Predicate<BudgetLine> test =
        it ->
            agreement.filter(id -> !id.equals(it.agreement())).isEmpty()
                && initiative.filter(id -> !it.initiative().equals(Optional.of(id))).isEmpty()
                && region
                    .filter(code -> !it.region().map(RegionCode::value).equals(Optional.of(code)))
                    .isEmpty();
    return Listing.of(book.lines().stream().filter(test).toList(), page, limit)
        .map(it -> BudgetLineJson.of(it, book));
  }

  /** One budget line. */
  @GetMapping("/budget-lines/{id}")
  @Permit(Permission.PUBLIC)
  BudgetLineJson budgetLine(Visit visit, @PathVariable String id) {
    var book = funding.book(visit.asOf());
    return BudgetLineJson.of(book.line(id).orElseThrow(Refused::notFound), book);
  }

  /** Records a new budget line. */
  @PostMapping("/budget-lines")
  @Permit(Permission.EDIT_FUNDING)
  @ResponseStatus(HttpStatus.CREATED)
  BudgetLineJson addBudgetLine(Visit visit, @RequestBody BudgetLineBody body) {
    var fields = new Fields(body.fields());
    var agreement = existing(visit, fields);
    var draft = FundingForm.budgetLine(agreement, Budgeting.newId(agreement), fields);
    fields.accept();
    return budgetLine(visit, budgeting.save(draft).id());
  }

  /** Changes a budget line; its agreement stays. */
  @PutMapping("/budget-lines/{id}")
  @Permit(Permission.EDIT_FUNDING)
  BudgetLineJson changeBudgetLine(
      Visit visit, @PathVariable String id, @RequestBody BudgetLineBody body) {
    var agreement = budgetLine(visit, id).agreement();
    var fields = changed(body.fields());
    var draft = FundingForm.budgetLine(agreement, id, fields);
    fields.accept();
    return budgetLine(visit, budgeting.save(draft).id());
  }

  /** Commitments and outcomes up to the day, the latest first, also of one budget line. */
  @GetMapping("/entries")
  @Permit(Permission.PUBLIC)
  Listing<EntryJson> entries(
      Visit visit,
      @RequestParam Optional<String> budgetLine,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var all =
        budgetLine
            .map(it -> funding.entriesOf(it, visit.asOf()))
            .orElseGet(() -> funding.entries(visit.asOf()));
    return Listing.of(all, page, limit).map(EntryJson::of);
  }

  /** One commitment or outcome. */
  @GetMapping("/entries/{id}")
  @Permit(Permission.PUBLIC)
  EntryJson entry(Visit visit, @PathVariable String id) {
    return EntryJson.of(
        funding.entries(visit.asOf()).stream()
            .filter(it -> it.id().equals(id))
            .findFirst()
            .orElseThrow(Refused::notFound));
  }

  /** Records a commitment or an outcome. */
  @PostMapping("/entries")
  @Permit(Permission.EDIT_FUNDING)
  @ResponseStatus(HttpStatus.CREATED)
  EntryJson addEntry(Visit visit, @RequestBody EntryBody body) {
    var fields = new Fields(body.fields());
    var line = fields.text("budgetLine", 100);
    if (!line.isEmpty() && funding.book(visit.asOf()).line(line).isEmpty()) {
      fields.fault("budgetLine", "funding.fault.no-line");
    }
    var draft = FundingForm.entry(line, Budgeting.newId(line), fields);
    fields.accept();
    return EntryJson.of(budgeting.save(draft));
  }

  /** Corrects a commitment or an outcome; its budget line stays. */
  @PutMapping("/entries/{id}")
  @Permit(Permission.EDIT_FUNDING)
  EntryJson changeEntry(Visit visit, @PathVariable String id, @RequestBody EntryBody body) {
    var line = entry(visit, id).budgetLine();
    var fields = changed(body.fields());
    var draft = FundingForm.entry(line, id, fields);
    fields.accept();
    return EntryJson.of(budgeting.save(draft));
  }

  /** Everything that must be reported, by day. */
  @GetMapping("/reporting-duties")
  @Permit(Permission.PUBLIC)
  Listing<DutyJson> duties(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var day = visit.asOf().day();
    return Listing.of(funding.duties(visit.asOf()), page, limit).map(it -> DutyJson.of(it, day));
  }

  /** Records a duty to report. */
  @PostMapping("/reporting-duties")
  @Permit(Permission.EDIT_FUNDING)
  @ResponseStatus(HttpStatus.CREATED)
  DutyJson addDuty(Visit visit, @RequestBody DutyBody body) {
    var fields = new Fields(body.fields());
    var draft = FundingForm.duty(Budgeting.newId(fields.find("agreement").orElse("")), fields);
    fields.accept();
    return DutyJson.of(budgeting.save(draft), visit.today());
  }

  /** Changes a duty, such as when it was done. */
  @PutMapping("/reporting-duties/{id}")
  @Permit(Permission.EDIT_FUNDING)
  DutyJson changeDuty(Visit visit, @PathVariable String id, @RequestBody DutyBody body) {
    if (funding.duties(visit.asOf()).stream().noneMatch(it -> it.id().equals(id))) {
      throw Refused.notFound();
    }
    var fields = changed(body.fields());
    var draft = FundingForm.duty(id, fields);
    fields.accept();
    return DutyJson.of(budgeting.save(draft), visit.today());
  }

  private String existing(Visit visit, Fields fields) {
    var agreement = fields.text("agreement", 60);
    if (!agreement.isEmpty() && funding.book(visit.asOf()).agreement(agreement).isEmpty()) {
      fields.fault("agreement", "funding.fault.no-agreement");
    }
    return agreement;
  }

  /** The fields of a change, which must say what version it changes. */
  private static Fields changed(Map<String, String> sent) {
    var fields = new Fields(sent);
    fields.version();
    return fields;
  }

  private static @Nullable String kronor(@Nullable Long ore) {
    return ore == null ? null : Amounts.plain(new Kronor(ore));
  }

  private static Map<String, String> fieldsOf(@Nullable Object... namesAndValues) {
    var fields = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      var value = namesAndValues[i + 1];
      if (value != null) {
        fields.put(String.valueOf(namesAndValues[i]), value.toString());
      }
    }
    return fields;
  }
}
