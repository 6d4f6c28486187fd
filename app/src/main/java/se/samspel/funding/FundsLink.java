package se.samspel.funding;

import java.time.Instant;
import java.util.Optional;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinkType;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.ui.Messages;

/** The link of the thread that a budget line is in itself: it pays for an initiative. */
final class FundsLink {

  private FundsLink() {}

  /** The link's key, empty when the line names no initiative. */
  static Optional<String> key(BudgetLine line) {
    return line.initiative()
        .map(initiative ->
            "funds:budget-line:"
                + line.id()
                + ":initiative:"
                + initiative
                + line.region().map(it -> ":" + it).orElse(""));
  }

  /** The link, proposed unless involvement or a waiver stands behind it. */
  static Optional<LinkAsserted> of(BudgetLine line, Instant moment) {
    return line.initiative()
        .map(initiative ->
            new LinkAsserted(
                key(line).orElseThrow(),
                LinkType.FUNDS,
                new NodeRef(NodeKind.BUDGET_LINE, line.id()),
                new NodeRef(NodeKind.INITIATIVE, initiative),
                line.region(),
                line.span(),
                line.purpose()
                    .orElseGet(() -> Messages.get(Messages.SWEDISH, "funding.link.reason")),
                line.involvement(),
                line.decision(),
                moment,
                line.source(),
                line.synthetic()));
  }
}
