package se.samspel.thread;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinkType;
import se.samspel.core.NodeRef;
import se.samspel.core.RegionCode;

/**
 * One version of a link of the thread.
 *
 * @param key identity of the link through its versions
 * @param version from 1
 * @param joins what it joins and where
 * @param reason why, in a sentence for people
 * @param claim how much, and how strong it is held to be
 * @param standing how far it has come and on what ground
 * @param span the days it holds
 * @param recordedAt when this version was recorded
 * @param replacedAt when a later one was; far in the future for the newest
 * @param recordedBy who recorded it
 * @param source where it is taken from
 * @param synthetic whether it was made up for a demonstration
 */
record Link(
    String key,
    int version,
    Joins joins,
    String reason,
    Claim claim,
    Standing standing,
    DateSpan span,
    Instant recordedAt,
    Instant replacedAt,
    String recordedBy,
    Optional<String> source,
    boolean synthetic) {

  /** The two ends, each with the version that the link was made about, and the region. */
  record Joins(
      LinkType type,
      NodeRef from,
      Optional<Integer> fromVersion,
      NodeRef to,
      Optional<Integer> toVersion,
      Optional<RegionCode> region) {

    /** {@code <type>:<from>:<to>[:<region>]}, the identity that the ends give. */
    String key() {
      return type.name().toLowerCase(java.util.Locale.ROOT)
          + ":"
          + from
          + ":"
          + to
          + region.map(code -> ":" + code).orElse("");
    }
  }

  /**
   * What the link says beyond that it is there.
   *
   * @param quantity for FUNDS öre
   * @param strength {@code possible}, {@code probable} or {@code strong}; never a cause
   * @param rivals what else may explain it; must be there when a strength is
   */
  record Claim(
      Optional<BigDecimal> quantity,
      Optional<String> unit,
      Optional<String> strength,
      Optional<String> rivals) {

    static final Claim NONE =
        new Claim(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The state with its grounds. */
  record Standing(
      LinkState state,
      Optional<String> why,
      Optional<String> decision,
      Optional<String> involvement) {

    static Standing proposed(Optional<String> decision, Optional<String> involvement) {
      return new Standing(LinkState.PROPOSED, Optional.empty(), decision, involvement);
    }

    Standing in(LinkState next, Optional<String> reason) {
      return new Standing(next, reason, decision, involvement);
    }
  }

  /** The link that a module told of, before anybody has looked at its grounds. */
  static Link of(LinkAsserted told, Optional<RegionCode> region, String by) {
    return new Link(
        told.key(),
        1,
        new Joins(told.type(), told.from(), Optional.empty(), told.to(), Optional.empty(), region),
        told.reason(),
        Claim.NONE,
        Standing.proposed(told.decision(), told.involvement()),
        told.span(),
        told.moment(),
        told.moment(),
        by,
        told.source(),
        told.synthetic());
  }

  /** Whether the other says the same, grounds that it leaves out aside. */
  boolean says(Link other) {
    return joins.type() == other.joins.type()
        && joins.from().equals(other.joins.from())
        && joins.to().equals(other.joins.to())
        && joins.region().equals(other.joins.region())
        && (other.joins.toVersion().isEmpty() || joins.toVersion().equals(other.joins.toVersion()))
        && reason.equals(other.reason)
        && (other.claim.equals(Claim.NONE) || claim.equals(other.claim))
        && span.from().equals(other.span.from())
        // One that has ended said the same until then.
        && (standing.state() == LinkState.ENDED || span.to().equals(other.span.to()))
        && source.equals(other.source)
        && synthetic == other.synthetic
        && (other.standing.decision().isEmpty()
            || standing.decision().equals(other.standing.decision()))
        && (other.standing.involvement().isEmpty()
            || standing.involvement().equals(other.standing.involvement()));
  }

  /** The next version, with another standing. */
  Link next(Standing then, DateSpan days, Instant moment, String by) {
    return new Link(
        key, version + 1, joins, reason, claim, then, days, moment, moment, by, source, synthetic);
  }

  LinkState state() {
    return standing.state();
  }
}
