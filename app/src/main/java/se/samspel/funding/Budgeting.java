package se.samspel.funding;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.Changes.Change;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Kronor;
import se.samspel.core.LinksAsserted;
import se.samspel.core.NodeKind;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.core.Refused.FieldFault;
import se.samspel.core.RegionCode;
import se.samspel.involvement.Backing;
import se.samspel.involvement.Involvements;
import se.samspel.ui.Numbers;

/**
 * Recording agreements, budget lines, promises and outcomes.
 *
 * <p>Every check is made after the change has been entered in the log: the log lets one writer in
 * at a time, so two promises can't both take the last kronor. Source: invariant 2, coordination
 * reference §3.
 */
@Component
@Transactional
class Budgeting {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  /** Later than any entry, so that all of them count. */
  private static final AsOf EVERYTHING = AsOf.day(LocalDate.of(9998, 1, 1));

  private final FundingTable table;
  private final Involvements involvements;
  private final Changes changes;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Budgeting(
      FundingTable table,
      Involvements involvements,
      Changes changes,
      ApplicationEventPublisher events,
      Clock clock) {
    this.table = table;
    this.involvements = involvements;
    this.changes = changes;
    this.events = events;
    this.clock = clock;
  }

  /** A new identity that begins with what it belongs to. */
  static String newId(String owner) {
    return owner + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * Records a new agreement (version 0) or a changed one (the version seen).
   *
   * @throws Refused when it may not be, is stale, or points wrong
   */
  Agreement save(Agreement draft) {
    allowed();
    var before = find(draft.id());
    var moment =
        record(NodeKind.AGREEMENT.code(), draft.id(), Optional.empty(), before, draft, "agreement");
    var current = find(draft.id());
    if (draft.version() == 0 && current.isPresent()) {
      throw fault("id", "funding.fault.id-taken");
    }
    current(draft.version(), current.map(Agreement::version));
    var book = book();
    if (draft.parent().isPresent()) {
      checkParent(draft, draft.parent().get(), book);
    }
    var used = book.divided(draft.id());
    if (draft.amount().filter(it -> it.compareTo(used) < 0).isPresent()) {
      throw fault("amount", "funding.fault.divided", words(used));
    }
    var saved = next(draft, current.map(Agreement::synthetic));
    if (current.isPresent()) {
      table.replaceAgreement(draft.id(), moment);
    }
    table.add(saved, moment);
    return saved;
  }

  /** Records a new or changed budget line and tells the thread what it pays for. */
  BudgetLine save(BudgetLine draft) {
    allowed();
    var before = findLine(draft.id());
    var moment =
        record(
            NodeKind.BUDGET_LINE.code(), draft.id(), draft.region(), before, draft, "budget-line");
    var current = findLine(draft.id());
    current(draft.version(), current.map(BudgetLine::version));
    var book = book();
    var faults = new ArrayList<FieldFault>();
    checkAgreement(draft, current, book, faults);
    checkPointers(draft, faults);
    var money = book.of(draft).free();
    var leave = overdraft(draft);
    if (money.plus(leave).compareTo(Kronor.ZERO) < 0) {
      faults.add(
          new FieldFault("amount", "funding.fault.below-used", words(draft.amount().minus(money))));
    }
    refuse(faults);
    var saved = next(draft, current.map(BudgetLine::synthetic));
    if (current.isPresent()) {
      table.replaceBudgetLine(draft.id(), moment);
    }
    table.add(saved, moment);
    tell(current, saved, moment);
    return saved;
  }

  /** Records a new or changed commitment or outcome, when the line's money allows it. */
  Entry save(Entry draft) {
    allowed();
    var moment = record("entry", draft.id(), draft.region(), findEntry(draft.id()), draft, "entry");
    var current = findEntry(draft.id());
    current(draft.version(), current.map(Entry::version));
    var book = book();
    var line = book.line(draft.budgetLine()).orElseThrow(Refused::notFound);
    var others =
        table.entries(line.id(), EVERYTHING).stream()
            .filter(it -> !it.id().equals(draft.id()))
            .toList();
    var faults = new ArrayList<FieldFault>();
    checkEntry(draft, line, others, faults);
    var all = new ArrayList<>(others);
    all.add(draft);
    var most = line.amount().plus(overdraft(line));
    var before = Entry.bound(others);
    var after = Entry.bound(all);
    // What already is too much may still be corrected downwards.
    if (after.compareTo(most) > 0 && after.compareTo(before) > 0) {
      faults.add(new FieldFault("amount", "funding.fault.overdrawn", words(most.minus(before))));
    }
    refuse(faults);
    var saved = next(draft, current.map(Entry::synthetic));
    if (current.isPresent()) {
      table.replaceEntry(draft.id(), moment);
    }
    table.add(saved, moment);
    return saved;
  }

  /** Records a new or changed duty to report. */
  Duty save(Duty draft) {
    allowed();
    var before = findDuty(draft.id());
    var moment = record("reporting-duty", draft.id(), Optional.empty(), before, draft, "duty");
    var current = findDuty(draft.id());
    current(draft.version(), current.map(Duty::version));
    if (find(draft.agreement()).isEmpty()) {
      throw fault("agreement", "funding.fault.no-agreement");
    }
    if (draft.doneOn().filter(it -> it.isAfter(today())).isPresent()) {
      throw fault("doneOn", "funding.fault.future");
    }
    var saved =
        new Duty(
            draft.id(),
            draft.version() + 1,
            draft.agreement(),
            draft.who(),
            draft.due(),
            draft.what(),
            draft.doneOn(),
            draft.source(),
            current.map(Duty::synthetic).orElse(draft.synthetic()));
    if (current.isPresent()) {
      table.replaceDuty(draft.id(), moment);
    }
    table.add(saved, moment);
    return saved;
  }

  private void checkParent(Agreement draft, String parent, Book book) {
    var whole = book.agreement(parent);
    if (whole.isEmpty()) {
      throw fault("parent", "funding.fault.no-agreement");
    }
    var seen = new HashSet<String>();
    var above = whole;
    while (above.isPresent() && seen.add(above.get().id())) {
      if (above.get().id().equals(draft.id())) {
        throw fault("parent", "funding.fault.parent-circle");
      }
      above = above.get().parent().flatMap(book::agreement);
    }
    var own =
        book.agreement(draft.id())
            .filter(it -> it.parent().equals(draft.parent()))
            .flatMap(Agreement::amount)
            .orElse(Kronor.ZERO);
    var left = book.undivided(whole.get()).map(it -> it.plus(own));
    if (!whole.get().yearly()
        && left.isPresent()
        && draft.amount().filter(it -> it.compareTo(left.get()) > 0).isPresent()) {
      throw fault("amount", "funding.fault.more-than-parent", words(left.get()));
    }
  }

  private static void checkAgreement(
      BudgetLine draft, Optional<BudgetLine> current, Book book, List<FieldFault> faults) {
    var agreement = book.agreement(draft.agreement()).orElseThrow(Refused::notFound);
    if (agreement.kind() == Agreement.Kind.FRAME) {
      faults.add(new FieldFault("amount", "funding.fault.frame"));
    }
    var own =
        current
            .filter(it -> it.agreement().equals(draft.agreement()))
            .map(BudgetLine::amount)
            .orElse(Kronor.ZERO);
    var left = book.undivided(agreement).map(it -> it.plus(own));
    if (!agreement.yearly() && left.isPresent() && draft.amount().compareTo(left.get()) > 0) {
      faults.add(new FieldFault("amount", "funding.fault.undivided", words(left.get())));
    }
    if (!agreement.span().overlaps(draft.span())) {
      faults.add(new FieldFault("validFrom", "funding.fault.outside-period"));
    }
  }

  private void checkPointers(BudgetLine draft, List<FieldFault> faults) {
    if (draft.initiative().filter(it -> !table.isInitiative(it)).isPresent()) {
      faults.add(new FieldFault("initiative", "funding.fault.no-initiative"));
    }
    if (draft.region().filter(it -> !table.isRegion(it.value())).isPresent()) {
      faults.add(new FieldFault("region", "field.region"));
    }
    if (draft.overdraftDecision().filter(it -> !table.isDecision(it)).isPresent()) {
      faults.add(new FieldFault("overdraftDecision", "funding.fault.no-decision"));
    }
    if (draft.decision().filter(it -> !table.isDecision(it)).isPresent()) {
      faults.add(new FieldFault("decision", "funding.fault.no-decision"));
    }
    if (draft.involvement().isPresent()) {
      var about = involvements.findSubject(draft.involvement().get());
      if (about.isEmpty()) {
        faults.add(new FieldFault("involvement", "funding.fault.no-involvement"));
      } else if (!Backing.of(about.get(), things(draft))) {
        faults.add(new FieldFault("involvement", "funding.fault.other-involvement"));
      }
    }
  }

  /** What the involvement behind a budget line may be about. */
  private static List<String> things(BudgetLine line) {
    return Stream.of(
            Optional.of("budget-line:" + line.id()),
            line.initiative().map(it -> "initiative:" + it),
            line.decision().map(it -> "decision:" + it))
        .flatMap(Optional::stream)
        .toList();
  }

  private void checkEntry(
      Entry draft, BudgetLine line, List<Entry> others, List<FieldFault> faults) {
    if (draft.day().isBefore(line.span().from())) {
      faults.add(new FieldFault("day", "funding.fault.before-line"));
    } else if (draft.kind() == Entry.Kind.COMMITMENT && !line.span().holds(draft.day())) {
      faults.add(new FieldFault("day", "funding.fault.after-line"));
    } else if (draft.kind() == Entry.Kind.OUTCOME && draft.day().isAfter(today())) {
      faults.add(new FieldFault("day", "funding.fault.future"));
    }
    if (draft.region().filter(it -> !table.isRegion(it.value())).isPresent()) {
      faults.add(new FieldFault("region", "field.region"));
    }
    if (draft.method().filter(it -> !table.isMethod(it)).isPresent()) {
      faults.add(new FieldFault("method", "funding.fault.no-method"));
    }
    if (draft.settles().isPresent()) {
      var promise =
          others.stream()
              .filter(it -> it.id().equals(draft.settles().get()))
              .filter(it -> it.kind() == Entry.Kind.COMMITMENT)
              .findFirst();
      if (promise.isEmpty()) {
        faults.add(new FieldFault("settles", "funding.fault.no-commitment"));
      }
    }
    if (draft.kind() == Entry.Kind.OUTCOME
        && others.stream().anyMatch(it -> it.settles().equals(Optional.of(draft.id())))) {
      faults.add(new FieldFault("kind", "funding.fault.settled"));
    }
  }

  /** How far below nothing the line may go. */
  private Kronor overdraft(BudgetLine line) {
    return line.overdraftDecision()
        .filter(table::isDecision)
        .map(it -> table.decidedAmount(it).orElse(new Kronor(Long.MAX_VALUE / 4)))
        .orElse(Kronor.ZERO);
  }

  private void tell(Optional<BudgetLine> before, BudgetLine after, Instant moment) {
    var link = FundsLink.of(after, moment);
    var ended =
        before.stream()
            .flatMap(it -> FundsLink.key(it).stream())
            .filter(key -> !FundsLink.key(after).equals(Optional.of(key)))
            .toList();
    if (link.isPresent() || !ended.isEmpty()) {
      events.publishEvent(new LinksAsserted(link.stream().toList(), ended, moment));
    }
  }

  private Instant record(
      String kind,
      String id,
      Optional<RegionCode> region,
      Optional<?> before,
      Object after,
      String what) {
    return changes.record(
        new Change(
            what + (before.isPresent() ? "-changed" : "-added"),
            kind,
            id,
            region,
            before.map(Object::toString),
            Optional.of(after.toString())));
  }

  private Book book() {
    return new Book(
        table.agreements(AsOf.NOW_KNOWN),
        table.budgetLines(AsOf.NOW_KNOWN),
        table.sums(EVERYTHING));
  }

  private Optional<Agreement> find(String id) {
    return table.agreements(AsOf.NOW_KNOWN).stream().filter(it -> it.id().equals(id)).findFirst();
  }

  private Optional<BudgetLine> findLine(String id) {
    return table.budgetLines(AsOf.NOW_KNOWN).stream().filter(it -> it.id().equals(id)).findFirst();
  }

  private Optional<Entry> findEntry(String id) {
    return table.entries(null, EVERYTHING).stream().filter(it -> it.id().equals(id)).findFirst();
  }

  private Optional<Duty> findDuty(String id) {
    return table.duties(AsOf.NOW_KNOWN).stream().filter(it -> it.id().equals(id)).findFirst();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), SWEDEN);
  }

  private static void allowed() {
    if (!CurrentPerson.get().may(Permission.EDIT_FUNDING)) {
      throw Refused.forbidden();
    }
  }

  private static void current(int seen, Optional<Integer> current) {
    if (current.orElse(0) != seen) {
      throw Refused.stale();
    }
  }

  private static Refused fault(String field, String key, Object... arguments) {
    return Refused.fields(List.of(new FieldFault(field, key, arguments)));
  }

  private static void refuse(List<FieldFault> faults) {
    if (!faults.isEmpty()) {
      throw Refused.fields(faults);
    }
  }

  private static String words(Kronor amount) {
    return Numbers.swedish().decimal(amount.ore() / 100.0, amount.ore() % 100 == 0 ? 0 : 2);
  }

  /* What was made up stays marked so, whoever edits it. */
  private static Agreement next(Agreement it, Optional<Boolean> synthetic) {
    return new Agreement(
        it.id(),
        it.version() + 1,
        it.name(),
        it.kind(),
        it.period(),
        it.parent(),
        it.amount(),
        it.purpose(),
        it.diaryNumber(),
        it.spendBy(),
        it.reportBy(),
        it.carryOver(),
        it.span(),
        it.source(),
        synthetic.orElse(it.synthetic()));
  }

  private static BudgetLine next(BudgetLine it, Optional<Boolean> synthetic) {
    return new BudgetLine(
        it.id(),
        it.version() + 1,
        it.agreement(),
        it.initiative(),
        it.costType(),
        it.region(),
        it.purpose(),
        it.amount(),
        it.overdraftDecision(),
        it.decision(),
        it.involvement(),
        it.span(),
        it.source(),
        synthetic.orElse(it.synthetic()));
  }

  private static Entry next(Entry it, Optional<Boolean> synthetic) {
    return new Entry(
        it.id(),
        it.version() + 1,
        it.budgetLine(),
        it.kind(),
        it.settles(),
        it.day(),
        it.amount(),
        it.region(),
        it.method(),
        it.text(),
        it.source(),
        synthetic.orElse(it.synthetic()));
  }
}
