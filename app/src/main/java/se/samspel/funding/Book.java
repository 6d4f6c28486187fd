package se.samspel.funding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.samspel.core.DateSpan;
import se.samspel.core.Kronor;
import se.samspel.core.RegionCode;

/**
 * All agreements and budget lines as they were known at a moment, with what the entries up to a day
 * come to. Every total of money is taken from here.
 */
public final class Book {

  private final List<Agreement> agreements;
  private final List<BudgetLine> lines;
  private final Map<String, List<FundingTable.Sum>> sums;

  Book(List<Agreement> agreements, List<BudgetLine> lines, List<FundingTable.Sum> sums) {
    this.agreements = agreements;
    this.lines = lines;
    this.sums = sums.stream().collect(Collectors.groupingBy(FundingTable.Sum::budgetLine));
  }

  /** Every agreement, the latest period first. */
  public List<Agreement> agreements() {
    return agreements;
  }

  /** Every budget line, the latest period first. */
  public List<BudgetLine> lines() {
    return lines;
  }

  /** The agreement, empty when there is none. */
  public Optional<Agreement> agreement(String id) {
    return agreements.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** The budget line, empty when there is none. */
  public Optional<BudgetLine> line(String id) {
    return lines.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** The lines directly under the agreement. */
  public List<BudgetLine> linesOf(String agreement) {
    return lines.stream().filter(it -> it.agreement().equals(agreement)).toList();
  }

  /** The agreements that directly divide the agreement's money. */
  public List<Agreement> partsOf(String agreement) {
    return agreements.stream().filter(it -> it.parent().equals(Optional.of(agreement))).toList();
  }

  /** What was agreed, each krona once, in the agreements of a kind that the test accepts. */
  public Total agreed(Agreement.Kind kind, Predicate<Agreement> test) {
    return Total.of(
        agreements.stream().filter(it -> it.kind() == kind).filter(test).toList(), agreements);
  }

  /** The money of one budget line. */
  public Money of(BudgetLine line) {
    return sums.getOrDefault(line.id(), List.of()).stream()
        .map(it -> new Money(Kronor.ZERO, it.committed(), it.spent()))
        .reduce(new Money(line.amount(), Kronor.ZERO, Kronor.ZERO), Money::plus);
  }

  /** The money of the lines that the test accepts. */
  public Money of(Predicate<BudgetLine> test) {
    return lines.stream().filter(test).map(this::of).reduce(Money.NONE, Money::plus);
  }

  /** The money of an agreement's lines, those of the agreements that divide it included. */
  public Money ofAgreement(String id) {
    var below = withParts(id);
    return of(line -> below.contains(line.agreement()));
  }

  /** The money set aside for an initiative and what came of it. */
  public Money ofInitiative(String id) {
    return of(line -> line.initiative().equals(Optional.of(id)));
  }

  /** The money of a sort of cost. */
  public Money ofCostType(BudgetLine.CostType costType) {
    return of(line -> line.costType() == costType);
  }

  /**
   * The money of a region: what was set aside for it, and what was promised or paid to it, also
   * from lines for the whole country.
   */
  public Money ofRegion(RegionCode region) {
    return ofRegion(region, line -> true);
  }

  /** As {@link #ofRegion(RegionCode)}, of the lines that the test accepts. */
  public Money ofRegion(RegionCode region, Predicate<BudgetLine> test) {
    return lines.stream()
        .filter(test)
        .flatMap(line ->
            Stream.concat(
                Stream.of(line)
                    .filter(it -> it.region().equals(Optional.of(region)))
                    .map(it -> new Money(it.amount(), Kronor.ZERO, Kronor.ZERO)),
                sums.getOrDefault(line.id(), List.of()).stream()
                    .filter(it -> it.region().equals(Optional.of(region)))
                    .map(it -> new Money(Kronor.ZERO, it.committed(), it.spent()))))
        .reduce(Money.NONE, Money::plus);
  }

  /** The money of the lines whose time begins in the year. */
  public Money ofYear(int year) {
    return of(line -> year(line) == year);
  }

  /** The years that lines begin in, the latest first. */
  public List<Integer> years() {
    return lines.stream().map(Book::year).distinct().sorted((a, b) -> b - a).toList();
  }

  /** The year that a line's time begins in. */
  public static int year(BudgetLine line) {
    return line.span().from().getYear();
  }

  /** What of an agreement's own money is neither on its lines nor divided by other agreements. */
  public Optional<Kronor> undivided(Agreement agreement) {
    return agreement.amount().map(amount -> amount.minus(divided(agreement.id())));
  }

  Kronor divided(String agreement) {
    var onLines = linesOf(agreement).stream().map(BudgetLine::amount);
    var inParts = partsOf(agreement).stream().flatMap(it -> it.amount().stream());
    return Stream.concat(onLines, inParts).reduce(Kronor.ZERO, Kronor::plus);
  }

  /**
   * What is likely to be left of the agreement's budget lines when their time is over; empty when
   * it has none, or states no end.
   */
  public Optional<Forecast> forecast(Agreement agreement, LocalDate today) {
    var money = ofAgreement(agreement.id());
    var to = agreement.spendBy().map(it -> it.plusDays(1)).orElse(agreement.span().to());
    if (money.budgeted().ore() == 0
        || to.equals(DateSpan.OPEN)
        || agreement.yearly()
        || !agreement.span().from().isBefore(to)) {
      return Optional.empty();
    }
    return Optional.of(Forecast.of(money, new DateSpan(agreement.span().from(), to), today));
  }

  private List<String> withParts(String id) {
    var all = new ArrayList<>(List.of(id));
    for (var i = 0; i < all.size(); i++) {
      for (var part : partsOf(all.get(i))) {
        if (!all.contains(part.id())) {
          all.add(part.id());
        }
      }
    }
    return all;
  }
}
