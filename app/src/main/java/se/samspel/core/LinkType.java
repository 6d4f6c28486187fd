package se.samspel.core;

/**
 * The typed links of the golden thread with the kinds that they join.
 *
 * <p>Source: link contracts, coordination reference §1.
 */
public enum LinkType {
  ADDRESSES(NodeKind.NEED, NodeKind.AIM),
  REVEALS(NodeKind.NEED, NodeKind.KNOWLEDGE_GAP),
  MOTIVATES(NodeKind.NEED, NodeKind.INITIATIVE),
  FUNDS(NodeKind.BUDGET_LINE, NodeKind.INITIATIVE),
  PRODUCES(NodeKind.INITIATIVE, null),
  SUPPORTS(NodeKind.EVIDENCE, NodeKind.RECOMMENDATION),
  ANSWERS(null, NodeKind.NEED),
  TEACHES(NodeKind.TRAINING, null),
  REACHED(NodeKind.TRAINING, NodeKind.REACH),
  ENABLES(NodeKind.REACH, NodeKind.TRACK),
  ADOPTS(NodeKind.TRACK, null),
  ADAPTS(NodeKind.PLAN, NodeKind.RECOMMENDATION),
  MEASURES(NodeKind.INDICATOR, null),
  /** May have contributed to what the indicator shows; never that it caused it. */
  CONTRIBUTED(null, NodeKind.INDICATOR),
  SUPERSEDES(null, null);

  private final @org.jspecify.annotations.Nullable NodeKind from;
  private final @org.jspecify.annotations.Nullable NodeKind to;

  LinkType(
      @org.jspecify.annotations.Nullable NodeKind from,
      @org.jspecify.annotations.Nullable NodeKind to) {
    this.from = from;
    this.to = to;
  }

  /** Whether a link of this type may join these kinds; an open end takes any kind. */
  public boolean joins(NodeKind fromKind, NodeKind toKind) {
    return (from == null || from == fromKind) && (to == null || to == toKind);
  }
}
