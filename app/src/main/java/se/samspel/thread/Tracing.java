package se.samspel.thread;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.LinkType;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.thread.LinkTable.Side;
import se.samspel.ui.ThreadLine;
import se.samspel.ui.ThreadLine.Knot;

/** Follows the thread from a node, towards the aim and towards what came of it. */
@Component
class Tracing {

  private static final int HOPS = 8;
  private static final int MOST = 200;
  private static final int PER_KNOT = 20;

  private final LinkTable table;
  private final Lists lists;
  private final Names names;
  private final Picturing picturing;

  Tracing(LinkTable table, Lists lists, Names names, Picturing picturing) {
    this.table = table;
    this.lists = lists;
    this.names = names;
    this.picturing = picturing;
  }

  /**
   * A node's place in the thread.
   *
   * @param towardsAim links on the way from the aim to the node
   * @param onwards links on the way from the node to what came of it
   * @param cut whether there are more than are shown
   * @param regions where it is in force, by code; true where that is confirmed
   */
  record Place(
      NodeRef ref,
      Optional<Node> node,
      AsOf asOf,
      List<Lists.Shown> towardsAim,
      List<Lists.Shown> onwards,
      boolean cut,
      Map<String, Boolean> regions) {}

  /**
   * The node's place as of the day.
   *
   * @throws Refused when nobody knows such a node and no link names it
   */
  @Transactional(readOnly = true)
  public Place place(NodeRef ref, AsOf asked) {
    var asOf = picturing.bound(asked);
    var node = names.find(ref, asOf);
    var up = follow(ref, asOf, -1);
    var down = follow(ref, asOf, 1);
    if (node.isEmpty() && up.isEmpty() && down.isEmpty()) {
      throw Refused.notFound();
    }
    return new Place(
        ref,
        node,
        asOf,
        lists.shown(up, asOf),
        lists.shown(down, asOf),
        up.size() >= MOST || down.size() >= MOST,
        regions(ref, asOf));
  }

  private List<Link> follow(NodeRef start, AsOf asOf, int way) {
    var found = new LinkedHashMap<String, Link>();
    var seen = new HashSet<NodeRef>(Set.of(start));
    Set<NodeRef> frontier = Set.of(start);
    for (int hop = 0; hop < HOPS && !frontier.isEmpty() && found.size() < MOST; hop++) {
      var next = new LinkedHashSet<NodeRef>();
      for (var link : table.touching(frontier, Optional.empty(), asOf, MOST)) {
        var from = link.joins().from();
        var to = link.joins().to();
        var near = frontier.contains(from) ? from : to;
        var far = near.equals(from) ? to : from;
        if (Integer.signum(order(far.kind()) - order(near.kind())) == way && found.size() < MOST) {
          found.put(link.key(), link);
          if (seen.add(far)) {
            next.add(far);
          }
        }
      }
      frontier = next;
    }
    return List.copyOf(found.values());
  }

  /** Where a kind stands along the thread, from the aim on. */
  private static int order(NodeKind kind) {
    return switch (kind) {
      case AIM -> 0;
      case NEED -> 1;
      case KNOWLEDGE_GAP, DECISION -> 2;
      case INITIATIVE -> 3;
      case AGREEMENT, BUDGET_LINE, EVIDENCE -> 4;
      case METHOD, RECOMMENDATION -> 5;
      case TRAINING -> 6;
      case REACH -> 7;
      case TRACK, PLAN -> 8;
      case INDICATOR -> 9;
    };
  }

  private Map<String, Boolean> regions(NodeRef ref, AsOf asOf) {
    return switch (ref.kind()) {
      case METHOD, RECOMMENDATION -> table.regions(LinkType.ADOPTS, Side.TO, ref, asOf);
      case TRAINING -> table.regions(LinkType.REACHED, Side.FROM, ref, asOf);
      case NEED -> {
        var strand = picturing.picture(asOf).strands().get(ref.id());
        var found = new LinkedHashMap<String, Boolean>();
        if (strand != null) {
          strand
              .lines()
              .forEach((code, line) -> {
                if (line.state(Knot.ADOPTION) != ThreadLine.State.MISSING) {
                  found.put(code, line.state(Knot.ADOPTION) == ThreadLine.State.WHOLE);
                }
              });
        }
        yield found;
      }
      default -> Map.of();
    };
  }

  /** A need in a region, knot by knot, with the links behind each. */
  record Thread(
      Picture picture,
      Picture.Strand strand,
      Picture.Region region,
      ThreadLine line,
      Map<Knot, List<Lists.Shown>> links) {}

  /**
   * The need's thread in the region.
   *
   * @throws Refused when either is not there that day, or the need does not concern the region
   */
  @Transactional(readOnly = true)
  public Thread thread(String need, String region, AsOf asked) {
    var picture = picturing.picture(asked);
    var asOf = picture.asOf();
    var strand = picture.strands().get(need);
    var where = picture.regions().get(region);
    if (strand == null || where == null || strand.lines().get(region) == null) {
      throw Refused.notFound();
    }
    var code = Optional.of(new RegionCode(region));
    var ties = strand.ties();
    var itself = Set.of(new NodeRef(NodeKind.NEED, need));
    var measured = new LinkedHashSet<NodeRef>(itself);
    measured.addAll(ties.answers());
    strand.need().aims().forEach(it -> measured.add(new NodeRef(NodeKind.AIM, it)));
    var produced =
        table.between(LinkType.PRODUCES, Side.FROM, ties.initiatives(), code, asOf, PER_KNOT);
    var links = new EnumMap<Knot, List<Link>>(Knot.class);
    links.put(Knot.AIM, table.between(LinkType.ADDRESSES, Side.FROM, itself, code, asOf, PER_KNOT));
    links.put(Knot.NEED, List.of());
    links.put(
        Knot.INITIATIVE,
        table.between(LinkType.MOTIVATES, Side.FROM, itself, code, asOf, PER_KNOT));
    links.put(
        Knot.MONEY,
        table.between(LinkType.FUNDS, Side.TO, ties.initiatives(), code, asOf, PER_KNOT));
    links.put(
        Knot.METHOD,
        both(
            table.between(LinkType.ANSWERS, Side.TO, itself, code, asOf, PER_KNOT),
            produced,
            Set.of(NodeKind.METHOD, NodeKind.RECOMMENDATION)));
    links.put(
        Knot.TRAINING,
        both(
            table.between(LinkType.TEACHES, Side.TO, ties.answers(), code, asOf, PER_KNOT),
            produced,
            Set.of(NodeKind.TRAINING)));
    links.put(
        Knot.REACH,
        table.between(LinkType.REACHED, Side.FROM, ties.trainings(), code, asOf, PER_KNOT));
    links.put(
        Knot.ADOPTION,
        table.between(LinkType.ADOPTS, Side.TO, ties.answers(), code, asOf, PER_KNOT));
    links.put(
        Knot.MEASURE, table.between(LinkType.MEASURES, Side.TO, measured, code, asOf, PER_KNOT));
    var all = lists.shown(links.values().stream().flatMap(List::stream).toList(), asOf);
    var byKey = new java.util.HashMap<String, Lists.Shown>();
    all.forEach(it -> byKey.put(it.link().key(), it));
    var shown = new EnumMap<Knot, List<Lists.Shown>>(Knot.class);
    links.forEach((knot, some) ->
        shown.put(
            knot,
            some.stream()
                .map(it -> java.util.Objects.requireNonNull(byKey.get(it.key())))
                .toList()));
    return new Thread(
        picture,
        strand,
        where,
        java.util.Objects.requireNonNull(strand.lines().get(region)),
        shown);
  }

  private static List<Link> both(List<Link> told, List<Link> produced, Set<NodeKind> kinds) {
    var all = new ArrayList<>(told);
    produced.stream().filter(it -> kinds.contains(it.joins().to().kind())).forEach(all::add);
    return all;
  }
}
