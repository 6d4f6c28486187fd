package se.samspel.implementation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinkType;
import se.samspel.core.LinksAsserted;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.RegionCode;
import se.samspel.reach.ReachReported;

/** The links of the golden thread that tracks and plans are in themselves. */
@Component
class TrackLinks {

  /** A day after every event; links are told for all that is recorded. */
  private static final AsOf ALWAYS = AsOf.day(LocalDate.of(9998, 1, 1));

  private final TrackTable table;
  private final ApplicationEventPublisher events;

  TrackLinks(TrackTable table, ApplicationEventPublisher events) {
    this.table = table;
    this.events = events;
  }

  static String adoptsKey(String track, String kind, String target, String region) {
    return "adopts:track:" + track + ":" + kind + ":" + target + ":" + region;
  }

  static String adaptsKey(String plan, String recommendation, String region) {
    return "adapts:plan:" + plan + ":recommendation:" + recommendation + ":" + region;
  }

  /** Tells what the track adopts, or that it adopts nothing. */
  void tellAdopts(Track track, Instant moment) {
    var links = new ArrayList<LinkAsserted>();
    var ended = new ArrayList<String>();
    addAdopts(track, moment, links, ended);
    events.publishEvent(new LinksAsserted(links, ended, moment));
  }

  void addAdopts(
      Track track, Instant moment, ArrayList<LinkAsserted> links, ArrayList<String> ended) {
    var target = track.target();
    var key = adoptsKey(track.id(), target.kind(), target.id(), track.region().value());
    var span = Staging.adopted(track.events());
    if (span.isEmpty()) {
      ended.add(key);
      return;
    }
    links.add(
        new LinkAsserted(
            key,
            LinkType.ADOPTS,
            new NodeRef(NodeKind.TRACK, track.id()),
            new NodeRef(NodeKind.ofCode(target.kind()), target.id()),
            Optional.of(track.region()),
            span.get(),
            "Enheten arbetar så, enligt sina införandesteg.",
            track.involvement(),
            Optional.empty(),
            moment,
            track.source(),
            track.synthetic()));
  }

  /** Everything that is recorded of the track, whatever day it is about. */
  Optional<Track> whole(String id) {
    return table.track(id, ALWAYS);
  }

  /** Everything that is recorded of every track, whatever day it is about. */
  java.util.List<Track> whole() {
    return table.tracks(Optional.empty(), ALWAYS);
  }

  /** Tells what the trainings' reach makes possible for tracks, for those given. */
  void tellEnables(
      Optional<RegionCode> region, Set<String> trainings, Set<String> tracks, Instant moment) {
    var links =
        table
            .enabled(region.map(RegionCode::value).orElse(null), trainings, tracks, ALWAYS.day())
            .stream()
            .map(it -> enables(it, moment))
            .toList();
    if (!links.isEmpty()) {
      events.publishEvent(new LinksAsserted(links, moment));
    }
  }

  private static LinkAsserted enables(TrackTable.Enabled it, Instant moment) {
    var node = ReachReported.nodeId(it.training(), it.region());
    return new LinkAsserted(
        "enables:reach:" + node + ":track:" + it.track() + ":" + it.region(),
        LinkType.ENABLES,
        new NodeRef(NodeKind.REACH, node),
        new NodeRef(NodeKind.TRACK, it.track()),
        Optional.of(new RegionCode(it.region())),
        DateSpan.since(DateSpan.EARLIEST),
        "Utbildningen lär ut det som enheten inför, och har nått regionen.",
        Optional.empty(),
        Optional.empty(),
        moment,
        Optional.empty(),
        it.synthetic());
  }

  /** Tells what an adopted plan adapts, or that it adapts nothing any longer. */
  static void addAdapts(
      Plan plan, Instant moment, ArrayList<LinkAsserted> links, ArrayList<String> ended) {
    for (var item : plan.items()) {
      var key = adaptsKey(plan.id(), item.recommendation(), plan.region().value());
      if (plan.state() == PlanState.ADOPTED) {
        links.add(
            new LinkAsserted(
                key,
                LinkType.ADAPTS,
                new NodeRef(NodeKind.PLAN, plan.id()),
                new NodeRef(NodeKind.RECOMMENDATION, item.recommendation()),
                Optional.of(plan.region()),
                plan.span(),
                item.how(),
                plan.involvement(),
                Optional.empty(),
                moment,
                plan.source(),
                plan.synthetic()));
      } else {
        ended.add(key);
      }
    }
  }

  @EventListener
  void on(ReachReported reported) {
    tellEnables(
        Optional.of(reported.region()), Set.of(reported.training()), Set.of(), reported.moment());
  }
}
