package se.samspel.funding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import se.samspel.core.AsOf;
import se.samspel.core.Kronor;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.ui.Csv;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Visit;

/** What was agreed, set aside, promised and spent, for everyone to read. */
@Controller
class FundingPages {

  private final Html html;
  private final Funding funding;

  FundingPages(Html html, Funding funding) {
    this.html = html;
    this.funding = funding;
  }

  /** One year's money. */
  record YearRow(int year, Total agreed, Total budget, Money money, boolean synthetic) {}

  /** One agreement's money. */
  record AgreementRow(Agreement agreement, Money money, Optional<Forecast> forecast) {}

  /**
   * The money of a region, an initiative or a sort of cost.
   *
   * @param href where to read more, empty where nowhere
   */
  record GroupRow(String name, Optional<String> href, Money money) {}

  record FundingPage(
      Frame frame,
      LocalDate day,
      Optional<Integer> year,
      List<Integer> years,
      String query,
      Money sum,
      boolean syntheticSum,
      List<YearRow> byYear,
      List<AgreementRow> agreements,
      List<GroupRow> byCostType,
      List<GroupRow> byInitiative,
      List<GroupRow> byRegion,
      List<DutyRow> dutiesNear)
      implements MoneyPage {

    /** How much of the year's budget is spent, per mille of the largest year's, for the drawing. */
    int width(Kronor amount) {
      var most =
          byYear.stream().mapToLong(it -> Math.max(it.money().budgeted().ore(), 1)).max().orElse(1);
      return (int) (Math.max(amount.ore(), 0) * 400 / most);
    }
  }

  record DutyRow(Duty duty, Duty.Clock clock, long daysLeft, String agreement) {}

  record LineRow(
      BudgetLine line, Money money, Optional<String> region, Optional<String> initiative) {}

  record AgreementPage(
      Frame frame,
      Agreement agreement,
      Optional<Agreement> parent,
      List<AgreementRow> parts,
      Money money,
      Optional<Kronor> undivided,
      Optional<Forecast> forecast,
      List<LineRow> lines,
      List<DutyRow> duties)
      implements MoneyPage {}

  record EntryRow(
      Entry entry, Optional<String> region, Optional<String> method, Optional<Kronor> open) {}

  record LinePage(
      Frame frame,
      Agreement agreement,
      LineRow row,
      List<EntryRow> entries,
      se.samspel.ui.Form form,
      List<se.samspel.ui.Choice> kinds,
      List<se.samspel.ui.Choice> promises,
      List<se.samspel.ui.Choice> regions,
      List<se.samspel.ui.Choice> methods)
      implements MoneyPage {
    BudgetLine line() {
      return row.line();
    }
  }

  @GetMapping("/medel")
  @Permit(Permission.PUBLIC)
  View overview(Visit visit) {
    var asOf = visit.asOf();
    var book = funding.book(asOf);
    var names = funding.names();
    var year = year(visit);
    var query = visit.query("q").orElse("").strip();
    Predicate<BudgetLine> chosen = line -> year.isEmpty() || Book.year(line) == year.get();
    var years = years(book);
    var duties = dutyRows(book, funding.duties(asOf), asOf.day());
    return html.page(
        "funding/funding.jte",
        new FundingPage(
            visit.frame("funding.title"),
            asOf.day(),
            year,
            years,
            query,
            book.of(chosen),
            book.lines().stream().filter(chosen).anyMatch(BudgetLine::synthetic),
            years.stream().map(it -> yearRow(book, it)).toList(),
            book.agreements().stream()
                .filter(it -> year.isEmpty() || it.touches(year.get()))
                .filter(it -> matches(it, query))
                .map(it -> agreementRow(book, it, asOf.day()))
                .toList(),
            costTypes(visit.frame("funding.title"), book, chosen),
            initiatives(book, names, chosen),
            regions(book, names, chosen),
            duties.stream()
                .filter(it ->
                    it.clock() == Duty.Clock.WITHIN_7
                        || it.clock() == Duty.Clock.WITHIN_30
                        || it.clock() == Duty.Clock.WITHIN_60
                        || (it.clock() == Duty.Clock.OVERDUE && it.daysLeft() > -366))
                .toList()));
  }

  @GetMapping("/medel.csv")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> csv(Visit visit) {
    var asOf = visit.asOf();
    var book = funding.book(asOf);
    var year = year(visit);
    var rows = new ArrayList<List<? extends @Nullable Object>>();
    for (var line : book.lines()) {
      if (year.isPresent() && Book.year(line) != year.get()) {
        continue;
      }
      var money = book.of(line);
      rows.add(
          Arrays.asList(
              Book.year(line),
              line.agreement(),
              line.id(),
              line.initiative().orElse(null),
              StateMachine.code(line.costType()),
              line.region().map(RegionCode::value).orElse(null),
              line.purpose().orElse(null),
              Amounts.plain(money.budgeted()),
              Amounts.plain(money.committed()),
              Amounts.plain(money.spent()),
              Amounts.plain(money.free()),
              line.source().orElse(null),
              line.synthetic() ? "ja" : "nej"));
    }
    return Csv.answer(
        "medel-" + asOf.day() + ".csv",
        List.of(
            "ar",
            "avtal",
            "budgetrad",
            "insats",
            "kostnadsslag",
            "region",
            "andamal",
            "budget_kr",
            "atagande_kr",
            "utfall_kr",
            "fritt_kr",
            "kalla",
            "syntetisk"),
        rows);
  }

  @GetMapping("/medel/{agreement}")
  @Permit(Permission.PUBLIC)
  View agreement(Visit visit, @PathVariable String agreement) {
    var asOf = visit.asOf();
    var book = funding.book(asOf);
    var names = funding.names();
    var found = book.agreement(agreement).orElseThrow(Refused::notFound);
    return html.page(
        "funding/agreement.jte",
        new AgreementPage(
            visit.titled(found.name()),
            found,
            found.parent().flatMap(book::agreement),
            book.partsOf(agreement).stream().map(it -> agreementRow(book, it, asOf.day())).toList(),
            book.ofAgreement(agreement),
            book.undivided(found),
            book.forecast(found, asOf.day()),
            book.linesOf(agreement).stream().map(it -> lineRow(book, names, it)).toList(),
            dutyRows(
                book,
                funding.duties(asOf).stream()
                    .filter(it -> it.agreement().equals(agreement))
                    .toList(),
                asOf.day())));
  }

  @GetMapping("/medel/{agreement}/rader/{line}")
  @Permit(Permission.PUBLIC)
  View line(Visit visit, @PathVariable String agreement, @PathVariable String line) {
    return html.page(
        "funding/line.jte",
        linePage(visit, visit.asOf(), agreement, line, se.samspel.ui.Form.EMPTY));
  }

  LinePage linePage(
      Visit visit, AsOf asOf, String agreement, String line, se.samspel.ui.Form form) {
    var book = funding.book(asOf);
    var names = funding.names();
    var found =
        book.line(line)
            .filter(it -> it.agreement().equals(agreement))
            .orElseThrow(Refused::notFound);
    var entries = funding.entriesOf(line, asOf);
    var open = Entry.open(entries);
    var frame = visit.titled(found.purpose().orElse(found.id()));
    return new LinePage(
        frame,
        book.agreement(agreement).orElseThrow(Refused::notFound),
        lineRow(book, names, found),
        entries.stream()
            .map(it ->
                new EntryRow(
                    it,
                    it.region().map(code -> names.region(code.value())),
                    it.method().map(names::method),
                    Optional.ofNullable(open.get(it.id()))))
            .toList(),
        form,
        FundingChoices.kinds(frame),
        FundingChoices.promises(frame, entries),
        FundingChoices.of(names.regions()),
        FundingChoices.of(names.methods()));
  }

  @GetMapping("/medel/{agreement}/poster.csv")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> entriesCsv(Visit visit, @PathVariable String agreement) {
    var asOf = visit.asOf();
    var book = funding.book(asOf);
    if (book.agreement(agreement).isEmpty()) {
      throw Refused.notFound();
    }
    var lines = book.linesOf(agreement).stream().map(BudgetLine::id).toList();
    return Csv.answer(
        "poster-" + agreement + "-" + asOf.day() + ".csv",
        List.of(
            "post",
            "budgetrad",
            "slag",
            "reglerar",
            "dag",
            "belopp_kr",
            "region",
            "metod",
            "text",
            "kalla",
            "syntetisk"),
        funding.entries(asOf).stream()
            .filter(it -> lines.contains(it.budgetLine()))
            .map(it ->
                Arrays.<@Nullable Object>asList(
                    it.id(),
                    it.budgetLine(),
                    StateMachine.code(it.kind()),
                    it.settles().orElse(null),
                    it.day(),
                    Amounts.plain(it.amount()),
                    it.region().map(RegionCode::value).orElse(null),
                    it.method().orElse(null),
                    it.text().orElse(null),
                    it.source().orElse(null),
                    it.synthetic() ? "ja" : "nej"))
            .toList());
  }

  private static Optional<Integer> year(Visit visit) {
    return visit
        .query("ar")
        .map(it -> {
          if (!it.matches("\\d{4}")) {
            throw new Refused(Refused.Kind.MALFORMED, "refused.malformed");
          }
          return Integer.valueOf(it);
        });
  }

  private static boolean matches(Agreement agreement, String query) {
    var words = query.toLowerCase(Locale.ROOT);
    return words.isEmpty()
        || (agreement.id() + " " + agreement.name() + " " + agreement.purpose().orElse(""))
            .toLowerCase(Locale.ROOT)
            .contains(words);
  }

  /** Every year that a line begins in or that an agreement is for alone, the latest first. */
  private static List<Integer> years(Book book) {
    var years = new java.util.TreeSet<Integer>(java.util.Comparator.reverseOrder());
    years.addAll(book.years());
    book.agreements().stream()
        .filter(it -> it.period().matches("\\d{4}"))
        .forEach(it -> years.add(Integer.valueOf(it.period())));
    return List.copyOf(years);
  }

  private static YearRow yearRow(Book book, int year) {
    Predicate<Agreement> alone = it -> it.period().equals(Integer.toString(year));
    return new YearRow(
        year,
        book.agreed(Agreement.Kind.AGREEMENT, alone),
        book.agreed(Agreement.Kind.BUDGET, alone),
        book.ofYear(year),
        book.lines().stream().anyMatch(it -> it.synthetic() && Book.year(it) == year)
            || book.agreements().stream().anyMatch(it -> it.synthetic() && alone.test(it)));
  }

  private static AgreementRow agreementRow(Book book, Agreement it, LocalDate day) {
    return new AgreementRow(it, book.ofAgreement(it.id()), book.forecast(it, day));
  }

  private static LineRow lineRow(Book book, Funding.Names names, BudgetLine line) {
    return new LineRow(
        line,
        book.of(line),
        line.region().map(it -> names.region(it.value())),
        line.initiative().map(names::initiative));
  }

  static List<DutyRow> dutyRows(Book book, List<Duty> duties, LocalDate day) {
    return duties.stream()
        .map(it ->
            new DutyRow(
                it,
                it.clock(day),
                it.daysLeft(day),
                book.agreement(it.agreement()).map(Agreement::name).orElse(it.agreement())))
        .toList();
  }

  private static List<GroupRow> costTypes(Frame frame, Book book, Predicate<BudgetLine> chosen) {
    return Arrays.stream(BudgetLine.CostType.values())
        .map(type ->
            new GroupRow(
                frame.t("funding.cost-type." + StateMachine.code(type)),
                Optional.empty(),
                book.of(chosen.and(it -> it.costType() == type))))
        .filter(it -> !it.money().equals(Money.NONE))
        .toList();
  }

  private static List<GroupRow> initiatives(
      Book book, Funding.Names names, Predicate<BudgetLine> chosen) {
    return book.lines().stream()
        .flatMap(it -> it.initiative().stream())
        .distinct()
        .map(id ->
            new GroupRow(
                names.initiative(id),
                Optional.of("/insatser/" + id),
                book.of(chosen.and(it -> it.initiative().equals(Optional.of(id))))))
        .filter(it -> !it.money().equals(Money.NONE))
        .sorted((a, b) -> b.money().budgeted().compareTo(a.money().budgeted()))
        .toList();
  }

  private static List<GroupRow> regions(
      Book book, Funding.Names names, Predicate<BudgetLine> chosen) {
    return names.regions().stream()
        .map(it ->
            new GroupRow(
                it.name(),
                Optional.of("/regioner/" + it.id()),
                book.ofRegion(new RegionCode(it.id()), chosen)))
        .filter(it -> !it.money().equals(Money.NONE))
        .toList();
  }
}
