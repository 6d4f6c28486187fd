package se.samspel.thread;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Node;
import se.samspel.core.NodeRef;
import se.samspel.core.RegionCode;

/** Links with the names of what they join, as pages and the API show them. */
@Component
class Lists {

  private final LinkTable table;
  private final Names names;
  private final Picturing picturing;

  Lists(LinkTable table, Names names, Picturing picturing) {
    this.table = table;
    this.names = names;
    this.picturing = picturing;
  }

  /** A link with the names of its ends. */
  record Shown(Link link, Optional<Node> from, Optional<Node> to) {
    /**
     * The name of the end.
     *
     * @param notShown stands for one that the reader may not see, or that is not there that day
     */
    String fromTitle(String notShown) {
      return from.map(Node::title).orElse(notShown);
    }

    String toTitle(String notShown) {
      return to.map(Node::title).orElse(notShown);
    }

    String path() {
      return "/trad/lankar/" + link.key();
    }
  }

  /**
   * A page of a list.
   *
   * @param total rows in all
   */
  record Some(List<Shown> links, long total) {}

  @Transactional(readOnly = true)
  public Some list(LinkTable.Wanted wanted, AsOf asked, int page, int limit) {
    var asOf = picturing.bound(asked);
    return new Some(
        shown(table.list(wanted, asOf, limit, (long) (page - 1) * limit), asOf),
        table.count(wanted, asOf));
  }

  /**
   * Every version of the link known then, the newest first; empty when there is none, or when the
   * one that held then is not the reader's to see.
   */
  @Transactional(readOnly = true)
  public List<Shown> history(String key, AsOf asked) {
    var asOf = picturing.bound(asked);
    var versions = table.history(key, asOf.known());
    return versions.stream().anyMatch(it -> it.replacedAt().isAfter(asOf.known()))
        ? shown(versions, asOf)
        : List.of();
  }

  /** The links given, with names. */
  List<Shown> shown(Collection<Link> links, AsOf asOf) {
    var refs = new HashSet<NodeRef>();
    links.forEach(it -> {
      refs.add(it.joins().from());
      refs.add(it.joins().to());
    });
    Map<NodeRef, Node> named = names.describe(refs, asOf);
    return links.stream()
        .map(it ->
            new Shown(
                it,
                Optional.ofNullable(named.get(it.joins().from())),
                Optional.ofNullable(named.get(it.joins().to()))))
        .toList();
  }

  /** What a link lacks before it can be confirmed, as message keys. */
  @Transactional(readOnly = true)
  public List<String> lacking(Link link) {
    return table.lacking(List.of(link)).getOrDefault(link.key(), List.of());
  }

  /** The region as a code where it is one. */
  static Optional<RegionCode> region(Optional<String> code) {
    return code.filter(it -> it.matches("\\d{2}")).map(RegionCode::new);
  }
}
