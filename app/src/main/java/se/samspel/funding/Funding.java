package se.samspel.funding;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Kronor;
import se.samspel.core.Refused;

/** Agreements, budget lines, what was promised and what it came to, and what must be reported. */
@Component
@Transactional(readOnly = true)
public class Funding {

  private final FundingTable table;

  Funding(FundingTable table) {
    this.table = table;
  }

  /** Everything that totals of money are taken from. */
  public Book book(AsOf asOf) {
    return new Book(
        table.agreements(asOf.known()), table.budgetLines(asOf.known()), table.sums(asOf));
  }

  /**
   * What of a budget line is neither promised nor spent; negative when overdrawn.
   *
   * @throws Refused ({@code NOT_FOUND}) when there is no such line
   */
  public Kronor free(String budgetLine, AsOf asOf) {
    var book = book(asOf);
    return book.of(book.line(budgetLine).orElseThrow(Refused::notFound)).free();
  }

  /** Every commitment and outcome up to the day, the latest first. */
  public List<Entry> entries(AsOf asOf) {
    return table.entries(null, asOf);
  }

  /** The commitments and outcomes of a budget line up to the day, the latest first. */
  public List<Entry> entriesOf(String budgetLine, AsOf asOf) {
    return table.entries(budgetLine, asOf);
  }

  /** Everything that must be reported, by day. */
  public List<Duty> duties(AsOf asOf) {
    return table.duties(asOf.known());
  }

  /** What a form or a table of money names in other modules. */
  record Names(
      List<FundingTable.Named> regions,
      List<FundingTable.Named> initiatives,
      List<FundingTable.Named> methods,
      List<FundingTable.Named> decisions) {

    String region(String code) {
      return name(regions, code);
    }

    String initiative(String id) {
      return name(initiatives, id);
    }

    String method(String id) {
      return name(methods, id);
    }

    private static String name(List<FundingTable.Named> all, String id) {
      return all.stream()
          .filter(it -> it.id().equals(id))
          .map(FundingTable.Named::name)
          .findFirst()
          .orElse(id);
    }
  }

  /** Names of regions, initiatives, methods and the latest decisions. */
  Names names() {
    return new Names(table.regions(), table.initiatives(), table.methods(), table.decisions());
  }
}
