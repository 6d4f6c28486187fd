package se.samspel.programme;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import se.samspel.core.DateSpan;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinkType;
import se.samspel.core.LinksAsserted;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.VisibilityDecided;
import se.samspel.ui.Messages;

/** Tells the thread which links lie in needs and initiatives themselves. */
@Component
class ProgrammeLinks {

  private final ApplicationEventPublisher events;

  ProgrammeLinks(ApplicationEventPublisher events) {
    this.events = events;
  }

  /**
   * Tells what the needs assert now and that who may see them is decided, and ends what they
   * asserted before and no longer do.
   *
   * @param involvement key of the record or waiver behind a need, by its identity
   */
  void needs(
      Collection<Need> before,
      Collection<Need> after,
      Map<String, String> involvement,
      Instant moment) {
    tell(
        before.stream().flatMap(need -> links(need, Map.of(), moment).stream()).toList(),
        after.stream().flatMap(need -> links(need, involvement, moment).stream()).toList(),
        moment);
    if (!after.isEmpty()) {
      events.publishEvent(
          new VisibilityDecided(
              after.stream().map(need -> new NodeRef(NodeKind.NEED, need.id())).toList(), moment));
    }
  }

  /** The same for initiatives. */
  void initiatives(
      Collection<Initiative> before,
      Collection<Initiative> after,
      Map<String, String> involvement,
      Instant moment) {
    tell(
        before.stream().flatMap(it -> links(it, Map.of(), moment).stream()).toList(),
        after.stream().flatMap(it -> links(it, involvement, moment).stream()).toList(),
        moment);
  }

  private void tell(List<LinkAsserted> before, List<LinkAsserted> after, Instant moment) {
    var ended = new HashSet<String>();
    before.forEach(link -> ended.add(link.key()));
    after.forEach(link -> ended.remove(link.key()));
    if (!after.isEmpty() || !ended.isEmpty()) {
      events.publishEvent(new LinksAsserted(after, List.copyOf(ended), moment));
    }
  }

  private static List<LinkAsserted> links(
      Need need, Map<String, String> involvement, Instant moment) {
    var ref = new NodeRef(NodeKind.NEED, need.id());
    return need.aim().stream()
        .map(aim ->
            link(
                LinkType.ADDRESSES,
                ref,
                new NodeRef(NodeKind.AIM, aim),
                need.region(),
                need.span(),
                Optional.ofNullable(involvement.get(need.id())),
                moment,
                need.stamp()))
        .toList();
  }

  private static List<LinkAsserted> links(
      Initiative initiative, Map<String, String> involvement, Instant moment) {
    var ref = new NodeRef(NodeKind.INITIATIVE, initiative.id());
    var need = initiative.need().map(id -> new NodeRef(NodeKind.NEED, id));
    var method = initiative.method().map(id -> new NodeRef(NodeKind.METHOD, id));
    var key = Optional.ofNullable(involvement.get(initiative.id()));
    var links = new ArrayList<LinkAsserted>();
    need.ifPresent(it ->
        links.add(
            link(
                LinkType.MOTIVATES,
                it,
                ref,
                Optional.empty(),
                initiative.span(),
                key,
                moment,
                initiative.stamp())));
    method.ifPresent(it ->
        links.add(
            link(
                LinkType.PRODUCES,
                ref,
                it,
                Optional.empty(),
                initiative.span(),
                key,
                moment,
                initiative.stamp())));
    if (need.isPresent() && method.isPresent()) {
      links.add(
          link(
              LinkType.ANSWERS,
              method.get(),
              need.get(),
              Optional.empty(),
              initiative.span(),
              Optional.empty(),
              moment,
              initiative.stamp()));
    }
    return links;
  }

  private static LinkAsserted link(
      LinkType type,
      NodeRef from,
      NodeRef to,
      Optional<se.samspel.core.RegionCode> region,
      DateSpan span,
      Optional<String> involvement,
      Instant moment,
      Stamp stamp) {
    var code = type.name().toLowerCase(java.util.Locale.ROOT);
    return new LinkAsserted(
        code + ":" + from + ":" + to + region.map(it -> ":" + it).orElse(""),
        type,
        from,
        to,
        region,
        span,
        Messages.get(Messages.SWEDISH, "programme.link." + code),
        involvement,
        Optional.empty(),
        moment,
        stamp.source(),
        stamp.synthetic());
  }
}
