package se.samspel.thread;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinkType;
import se.samspel.core.LinksAsserted;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.VisibilityDecided;
import se.samspel.knowledge.RecommendationWithdrawn;

/** Records links: what modules tell, what people propose, confirm, reject and end. */
@Component
class Linking {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final int LONGEST = 1_000;

  private final LinkTable table;
  private final Changes changes;
  private final Clock clock;

  Linking(LinkTable table, Changes changes, Clock clock) {
    this.table = table;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Records what a module told, in the module's own transaction. What is told again unchanged
   * leaves everything as it is. A link with its grounds in order is confirmed at once; the others
   * stay proposed.
   */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(LinksAsserted told) {
    var person = CurrentPerson.get();
    var byKey = new LinkedHashMap<String, Link>();
    for (LinkAsserted link : told.links()) {
      if (!link.type().joins(link.from().kind(), link.to().kind())) {
        throw new IllegalArgumentException(
            link.type() + " can't join " + link.from() + " and " + link.to());
      }
      // What a region's coordinator tells holds for that region.
      byKey.put(link.key(), Link.of(link, link.region().or(person::region), person.username()));
    }
    record(byKey.values(), told.moment());
    end(told.ended(), told.moment(), person.username());
  }

  /** What only some may see is not told by its links either, in the same transaction. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(VisibilityDecided decided) {
    table.followVisibility(decided.nodes(), decided.moment(), CurrentPerson.get().username());
  }

  /**
   * A withdrawn edition is taught, worked by and answered with no longer, in the same transaction.
   */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(RecommendationWithdrawn withdrawn) {
    var keys = table.keysOfEdition(withdrawn.number(), withdrawn.edition());
    if (keys.isEmpty()) {
      return;
    }
    var ref = new NodeRef(NodeKind.RECOMMENDATION, withdrawn.number());
    var moment =
        changes.record(
            Changes.Change.changed(
                "links-ended-by-withdrawal", ref, keys, "edition " + withdrawn.edition()));
    end(keys, moment, CurrentPerson.get().username());
  }

  /** Records the links as new versions where they say something new. */
  void record(Collection<Link> links, Instant moment) {
    var current = table.current(links.stream().map(Link::key).toList());
    var changed = new ArrayList<Link>();
    var replaced = new ArrayList<String>();
    var waiting = new ArrayList<Link>();
    for (var link : links) {
      var before = current.get(link.key());
      if (before == null) {
        changed.add(link);
      } else if (!before.says(link) || revives(before)) {
        changed.add(succeeding(before, link, moment));
        replaced.add(link.key());
      } else if (before.state() == LinkState.PROPOSED
          && before.standing().involvement().isPresent()) {
        waiting.add(succeeding(before, link, moment));
      }
    }
    // What was told before its grounds were there is confirmed once they are.
    var still = table.lacking(waiting);
    waiting.stream()
        .filter(it -> !still.containsKey(it.key()))
        .forEach(it -> {
          changed.add(it);
          replaced.add(it.key());
        });
    var lacking = table.lacking(changed);
    supersede(replaced, moment);
    table.add(
        changed.stream()
            .map(link ->
                link.state() == LinkState.PROPOSED && !lacking.containsKey(link.key())
                    ? confirmed(link)
                    : link)
            .toList());
  }

  /** Told again after its module ended it; what a person rejected or ended stays so. */
  private static boolean revives(Link before) {
    return (before.state() == LinkState.ENDED || before.state() == LinkState.REJECTED)
        && before.standing().why().isEmpty();
  }

  private static Link succeeding(Link before, Link told, Instant moment) {
    var sameEnds = before.joins().key().equals(told.joins().key());
    var standing = told.standing();
    return new Link(
        told.key(),
        before.version() + 1,
        told.joins(),
        told.reason(),
        told.claim(),
        new Link.Standing(
            standing.state(),
            standing.why(),
            sameEnds ? standing.decision().or(before.standing()::decision) : standing.decision(),
            sameEnds
                ? standing.involvement().or(before.standing()::involvement)
                : standing.involvement()),
        told.span(),
        moment,
        moment,
        told.recordedBy(),
        told.source(),
        told.synthetic());
  }

  private static Link confirmed(Link link) {
    return new Link(
        link.key(),
        link.version(),
        link.joins(),
        link.reason(),
        link.claim(),
        link.standing().in(LinkState.CONFIRMED, Optional.empty()),
        link.span(),
        link.recordedAt(),
        link.replacedAt(),
        link.recordedBy(),
        link.source(),
        link.synthetic());
  }

  /** Ends the links: those that held end on the moment's day, those only proposed fall. */
  void end(List<String> keys, Instant moment, String by) {
    var day = LocalDate.ofInstant(moment, SWEDEN);
    var ending =
        table.current(keys).values().stream()
            .filter(it -> it.state() == LinkState.CONFIRMED || it.state() == LinkState.PROPOSED)
            .map(it -> ending(it, day, Optional.empty(), moment, by))
            .toList();
    supersede(ending.stream().map(Link::key).toList(), moment);
    table.add(ending);
  }

  private static Link ending(
      Link link, LocalDate day, Optional<String> why, Instant moment, String by) {
    var held = link.state() == LinkState.CONFIRMED && link.span().from().isBefore(day);
    return held
        ? link.next(
            link.standing().in(LinkState.ENDED, why),
            new DateSpan(
                link.span().from(), link.span().to().isBefore(day) ? link.span().to() : day),
            moment,
            by)
        : link.next(link.standing().in(LinkState.REJECTED, why), link.span(), moment, by);
  }

  private void supersede(Collection<String> keys, Instant moment) {
    if (table.replace(keys, moment) != keys.size()) {
      throw Refused.otherRegion();
    }
  }

  /**
   * Proposes a link that nobody has told.
   *
   * @return its key
   * @throws Refused when a field is wrong, the type can't join the two, or the link is there
   *     already
   */
  @Transactional
  public String propose(Map<String, String> sent) {
    var fields = new Fields(sent);
    var type = fields.oneOf("type", LinkType.class);
    var from = node(fields, "from");
    var to = node(fields, "to");
    var reason = fields.text("reason", LONGEST);
    var region = fields.find("region").map(it -> fields.region("region"));
    var quantity = fields.optionalDecimal("quantity", 0, 1e15).map(java.math.BigDecimal::valueOf);
    var strength = fields.find("strength").map(it -> fields.oneOf("strength", STRENGTHS));
    var rivals = fields.optional("rivals", LONGEST);
    var decision = fields.optional("decision", 100);
    var involvement = fields.optional("involvement", 200);
    var validFrom = fields.optionalDay("validFrom").orElse(DateSpan.EARLIEST);
    var validTo = fields.optionalDay("validTo").orElse(DateSpan.OPEN);
    if (!validFrom.isBefore(validTo)) {
      fields.fault("validTo", "link.fault.span");
    }
    if ((type == LinkType.CONTRIBUTED || strength.isPresent()) && rivals.isEmpty()) {
      fields.fault("rivals", "contract.rivals");
    }
    if (type == LinkType.CONTRIBUTED && strength.isEmpty()) {
      fields.fault("strength", "contract.strength");
    }
    fields.accept();
    if (!type.joins(from.kind(), to.kind())) {
      throw Refused.fields(List.of(new Refused.FieldFault("type", "link.fault.joins")));
    }
    var joins = new Link.Joins(type, from, Optional.empty(), to, Optional.empty(), region);
    guard(region);
    if (table.findCurrent(joins.key()).isPresent()) {
      throw new Refused(Refused.Kind.CONFLICT, "link.fault.exists");
    }
    var by = CurrentPerson.get().username();
    var moment = log("link-proposed", joins.key(), region, Optional.empty(), Optional.of(reason));
    table.add(
        List.of(
            new Link(
                joins.key(),
                1,
                joins,
                reason,
                new Link.Claim(
                    quantity,
                    quantity.map(it -> type == LinkType.FUNDS ? "ore" : "antal"),
                    strength,
                    rivals),
                Link.Standing.proposed(decision, involvement),
                new DateSpan(validFrom, validTo),
                moment,
                moment,
                by,
                Optional.empty(),
                false)));
    return joins.key();
  }

  private static final List<String> STRENGTHS = List.of("possible", "probable", "strong");

  private static NodeRef node(Fields fields, String field) {
    var text = fields.text(field, 200);
    try {
      return NodeRef.parse(text);
    } catch (IllegalArgumentException notANode) {
      if (!text.isEmpty()) {
        fields.fault(field, "link.fault.node");
      }
      return new NodeRef(se.samspel.core.NodeKind.NEED, "-");
    }
  }

  /**
   * Confirms a proposal.
   *
   * @throws Refused ({@code INVALID}) with a sentence for each ground that is missing; ({@code
   *     CONFLICT}) when it isn't a proposal or somebody changed it
   */
  @Transactional
  public void confirm(String key, Map<String, String> sent) {
    var fields = new Fields(sent);
    var version = fields.version();
    var involvement = fields.optional("involvement", 200);
    var decision = fields.optional("decision", 100);
    fields.accept();
    var before = step(key, version, LinkState.CONFIRMED);
    var standing =
        new Link.Standing(
            LinkState.CONFIRMED,
            Optional.empty(),
            decision.or(before.standing()::decision),
            involvement.or(before.standing()::involvement));
    var by = CurrentPerson.get().username();
    var tried = before.next(standing, before.span(), before.recordedAt(), by);
    var lacking = table.lacking(List.of(tried)).getOrDefault(key, List.of());
    if (!lacking.isEmpty()) {
      throw Refused.fields(
          lacking.stream().map(it -> new Refused.FieldFault(field(it), it)).toList());
    }
    save("link-confirmed", before, standing, before.span());
  }

  private static String field(String contract) {
    return switch (contract) {
      case "contract.involvement", "contract.involvement-unknown", "contract.involvement-other" ->
          "involvement";
      case "contract.decision", "contract.panel", "contract.deliverable" -> "decision";
      default -> contract;
    };
  }

  /** Rejects a proposal, with the reason. */
  @Transactional
  public void reject(String key, Map<String, String> sent) {
    var fields = new Fields(sent);
    var version = fields.version();
    var why = fields.text("why", LONGEST);
    fields.accept();
    var before = step(key, version, LinkState.REJECTED);
    save(
        "link-rejected",
        before,
        before.standing().in(LinkState.REJECTED, Optional.of(why)),
        before.span());
  }

  /** Takes a rejected proposal up again. */
  @Transactional
  public void reopen(String key, Map<String, String> sent) {
    var fields = new Fields(sent);
    var version = fields.version();
    var why = fields.text("why", LONGEST);
    fields.accept();
    var before = step(key, version, LinkState.PROPOSED);
    save(
        "link-reopened",
        before,
        before.standing().in(LinkState.PROPOSED, Optional.of(why)),
        before.span());
  }

  /** Ends a link that held; the day is the first that it no longer holds. */
  @Transactional
  public void end(String key, Map<String, String> sent) {
    var fields = new Fields(sent);
    var version = fields.version();
    var why = fields.text("why", LONGEST);
    var day = fields.optionalDay("day").orElse(LocalDate.ofInstant(clock.instant(), SWEDEN));
    fields.accept();
    var before = step(key, version, LinkState.ENDED);
    if (!before.span().from().isBefore(day) || day.isAfter(before.span().to())) {
      throw Refused.fields(List.of(new Refused.FieldFault("day", "link.fault.end")));
    }
    save(
        "link-ended",
        before,
        before.standing().in(LinkState.ENDED, Optional.of(why)),
        new DateSpan(before.span().from(), day));
  }

  private Link step(String key, int version, LinkState to) {
    var before = table.findCurrent(key).orElseThrow(Refused::notFound);
    guard(before.joins().region());
    LinkState.STEPS.require("link", before.state(), to);
    if (before.version() != version) {
      throw Refused.stale();
    }
    return before;
  }

  private void save(String action, Link before, Link.Standing standing, DateSpan span) {
    var moment =
        log(
            action,
            before.key(),
            before.joins().region(),
            Optional.of(before.toString()),
            Optional.of(standing.toString() + span));
    // Read again: another may have held the log's door in the meantime.
    var current = table.findCurrent(before.key()).orElseThrow(Refused::notFound);
    if (current.version() != before.version()) {
      throw Refused.stale();
    }
    supersede(List.of(before.key()), moment);
    table.add(List.of(before.next(standing, span, moment, CurrentPerson.get().username())));
  }

  private Instant log(
      String action,
      String key,
      Optional<RegionCode> region,
      Optional<String> before,
      Optional<String> after) {
    return changes.record(new Changes.Change(action, "link", key, region, before, after));
  }

  private static void guard(Optional<RegionCode> region) {
    var person = CurrentPerson.get();
    if (!person.may(Permission.LINK_THREAD)) {
      throw Refused.forbidden();
    }
    var mine = person.region();
    if (mine.isPresent() && !mine.equals(region)) {
      throw Refused.otherRegion();
    }
  }
}
