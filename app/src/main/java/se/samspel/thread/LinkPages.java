package se.samspel.thread;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import se.samspel.core.AsOf;
import se.samspel.core.LinkType;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.involvement.InvolvementChoices;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Messages;
import se.samspel.ui.NodeChoices;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** Links one by one and in lists, and every node's place in the thread. */
@Controller
class LinkPages {

  private static final int ROWS = 50;

  private final Html html;
  private final Linking linking;
  private final Lists lists;
  private final Tracing tracing;
  private final Picturing picturing;
  private final NodeChoices nodes;
  private final InvolvementChoices behind;

  LinkPages(
      Html html,
      Linking linking,
      Lists lists,
      Tracing tracing,
      Picturing picturing,
      NodeChoices nodes,
      InvolvementChoices behind) {
    this.html = html;
    this.linking = linking;
    this.lists = lists;
    this.tracing = tracing;
    this.picturing = picturing;
    this.nodes = nodes;
    this.behind = behind;
  }

  /** What may be chosen to stand behind a link; nothing for those who make none. */
  record Grounds(List<Choice> decisions, List<Choice> records) {
    static final Grounds NONE = new Grounds(List.of(), List.of());
  }

  record LinksPage(
      Frame frame,
      Address address,
      AsOf asOf,
      Form form,
      Lists.Some some,
      int page,
      List<Choice> types,
      List<Choice> states,
      List<Choice> regions,
      Grounds grounds,
      List<Choice> ends)
      implements Page {

    boolean may() {
      return frame().person().may(Permission.LINK_THREAD);
    }

    long pages() {
      return Math.max(1, (some.total() + ROWS - 1) / ROWS);
    }

    String at(long number) {
      return address.with("sida", Long.toString(number)).toString();
    }

    List<Choice> strengths() {
      return List.of("possible", "probable", "strong").stream()
          .map(it -> new Choice(it, t("link.strength." + it)))
          .toList();
    }
  }

  @GetMapping("/trad/lankar")
  @Permit(Permission.PUBLIC)
  View links(Visit visit) {
    return html.page("thread/links.jte", linksPage(visit, started(visit)));
  }

  /** A link from what the reader came from. */
  private static Form started(Visit visit) {
    return Form.of(visit.query("fran").map(it -> Map.of("from", it)).orElse(Map.of()));
  }

  private LinksPage linksPage(Visit visit, Form form) {
    var address = Address.of(visit, "/trad/lankar", "typ", "lage", "region", "q", "dag", "kant");
    var page =
        visit
            .query("sida")
            .filter(it -> it.matches("[1-9]\\d{0,5}"))
            .map(Integer::parseInt)
            .orElse(1);
    var asOf = picturing.bound(visit.asOf());
    var wanted =
        new LinkTable.Wanted(
            address.value("typ").flatMap(LinkPages::type),
            Optional.of(address.value("lage").flatMap(LinkPages::state).orElse(LinkState.PROPOSED))
                .filter(it -> !address.value("lage").orElse("").equals("alla")),
            Lists.region(address.value("region")),
            address.value("q"));
    var locale = visit.locale();
    var may = visit.person().may(Permission.LINK_THREAD);
    return new LinksPage(
        visit.frame("link.list-title"),
        address,
        asOf,
        form,
        lists.list(wanted, asOf, page, ROWS),
        page,
        Arrays.stream(LinkType.values())
            .map(it -> new Choice(code(it), Messages.get(locale, "link.type." + code(it))))
            .toList(),
        Arrays.stream(LinkState.values())
            .map(it -> new Choice(it.code(), Messages.get(locale, "state.link." + it.code())))
            .toList(),
        picturing.picture(asOf).regions().values().stream()
            .map(it -> new Choice(it.code(), it.name()))
            .toList(),
        may
            ? new Grounds(
                nodes.ofOne(visit, NodeKind.DECISION, form.value("decision")),
                behind.latest(visit, form.value("involvement")))
            : Grounds.NONE,
        may
            ? nodes.of(visit, List.of(NodeKind.values()), form.value("from"), form.value("to"))
            : List.of());
  }

  static String code(LinkType type) {
    return se.samspel.core.StateMachine.code(type);
  }

  static Optional<LinkType> type(String code) {
    return Arrays.stream(LinkType.values()).filter(it -> code(it).equals(code)).findFirst();
  }

  static Optional<LinkState> state(String code) {
    return Arrays.stream(LinkState.values()).filter(it -> it.code().equals(code)).findFirst();
  }

  @PostMapping("/trad/lankar/ny")
  @Permit(Permission.LINK_THREAD)
  View propose(@RequestParam Map<String, String> sent, Visit visit) {
    try {
      return done("/trad/lankar/" + linking.propose(sent), "link-proposed");
    } catch (Refused refused) {
      return html.page(
          "thread/links.jte",
          linksPage(visit, form(sent, refused, visit)),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private static Form form(Map<String, String> sent, Refused refused, Visit visit) {
    if (refused.kind() != Refused.Kind.INVALID && refused.kind() != Refused.Kind.CONFLICT) {
      throw refused;
    }
    return Form.refused(sent, refused, visit.locale());
  }

  private static View done(String path, String notice) {
    var redirect = new RedirectView(path + "?klart=" + notice);
    redirect.setStatusCode(HttpStatus.SEE_OTHER);
    return redirect;
  }

  record LinkPage(
      Frame frame,
      AsOf asOf,
      Address address,
      List<Lists.Shown> history,
      List<String> lacking,
      Form form,
      Optional<Choice> decision,
      Grounds grounds)
      implements Page {

    Lists.Shown newest() {
      return history.getFirst();
    }

    Link link() {
      return newest().link();
    }

    boolean may() {
      var person = frame().person();
      return person.may(Permission.LINK_THREAD)
          && person
              .region()
              .map(it -> link().joins().region().filter(it::equals).isPresent())
              .orElse(true)
          && !asOf.known().isBefore(link().recordedAt())
          && address.value("kant").isEmpty();
    }

    List<LinkState> next() {
      return LinkState.STEPS.from(link().state()).stream().map(it -> it.to()).toList();
    }
  }

  @GetMapping("/trad/lankar/{key}")
  @Permit(Permission.PUBLIC)
  View link(@PathVariable String key, Visit visit) {
    return html.page("thread/link.jte", linkPage(key, Form.EMPTY, visit));
  }

  private LinkPage linkPage(String key, Form form, Visit visit) {
    var asOf = picturing.bound(visit.asOf());
    var history = lists.history(key, asOf);
    if (history.isEmpty()) {
      throw Refused.notFound();
    }
    var newest = history.getFirst();
    return new LinkPage(
        visit.titled(
            Messages.get(
                visit.locale(),
                "link.sentence." + code(newest.link().joins().type()),
                newest.fromTitle(Messages.get(visit.locale(), "not-shown")),
                newest.toTitle(Messages.get(visit.locale(), "not-shown")))),
        asOf,
        Address.of(visit, newest.path(), "dag", "kant"),
        history,
        newest.link().state() == LinkState.PROPOSED ? lists.lacking(newest.link()) : List.of(),
        form,
        newest
            .link()
            .standing()
            .decision()
            .flatMap(it ->
                nodes.ofOne(visit, NodeKind.DECISION, it).stream()
                    .filter(choice -> choice.value().equals(it))
                    .findFirst()),
        visit.person().may(Permission.LINK_THREAD)
            ? new Grounds(
                nodes.ofOne(visit, NodeKind.DECISION, form.value("decision")),
                behind.about(visit, carriers(key, newest.link())))
            : Grounds.NONE);
  }

  /** What involvement in stands behind a link: itself, its ends, and the decision it rests on. */
  private static List<String> carriers(String key, Link link) {
    return Stream.concat(
            Stream.of("link:" + key, link.joins().from().toString(), link.joins().to().toString()),
            link.standing().decision().stream().map(it -> "decision:" + it))
        .toList();
  }

  /** The page of the record or waiver behind a link. */
  static String involvementPath(Link link) {
    var key = link.standing().involvement().orElse("");
    return (key.startsWith("waiver:") ? "/delaktighet/undantag/" : "/delaktighet/")
        + key.substring(key.indexOf(':') + 1);
  }

  private interface Step {
    void take(String key, Map<String, String> sent);
  }

  private View step(String key, Map<String, String> sent, Visit visit, String notice, Step step) {
    try {
      step.take(key, sent);
      return done("/trad/lankar/" + key, notice);
    } catch (Refused refused) {
      if (refused.kind() == Refused.Kind.CONFLICT) {
        throw refused;
      }
      return html.page(
          "thread/link.jte",
          linkPage(key, form(sent, refused, visit), visit),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @PostMapping("/trad/lankar/{key}/bekrafta")
  @Permit(Permission.LINK_THREAD)
  View confirm(@PathVariable String key, @RequestParam Map<String, String> sent, Visit visit) {
    return step(key, sent, visit, "link-confirmed", linking::confirm);
  }

  @PostMapping("/trad/lankar/{key}/avvisa")
  @Permit(Permission.LINK_THREAD)
  View reject(@PathVariable String key, @RequestParam Map<String, String> sent, Visit visit) {
    return step(key, sent, visit, "link-rejected", linking::reject);
  }

  @PostMapping("/trad/lankar/{key}/ta-upp")
  @Permit(Permission.LINK_THREAD)
  View reopen(@PathVariable String key, @RequestParam Map<String, String> sent, Visit visit) {
    return step(key, sent, visit, "link-reopened", linking::reopen);
  }

  @PostMapping("/trad/lankar/{key}/avsluta")
  @Permit(Permission.LINK_THREAD)
  View end(@PathVariable String key, @RequestParam Map<String, String> sent, Visit visit) {
    return step(key, sent, visit, "link-ended", linking::end);
  }

  record NodePage(Frame frame, Tracing.Place place, Address address, List<Spot> spots)
      implements Page {
    String permanent() {
      return address.frozen(place.asOf()).toString();
    }

    boolean mayLink() {
      return place.node().isPresent() && frame.person().may(Permission.LINK_THREAD);
    }
  }

  /** A region in the tile grid of where the node is in force; empty where it isn't. */
  record Spot(Picture.Region region, Optional<Boolean> confirmed) {}

  @GetMapping("/trad/{kind:(?!lankar$)[a-z-]+}/{id}")
  @Permit(Permission.PUBLIC)
  View node(@PathVariable String kind, @PathVariable String id, Visit visit) {
    var place = tracing.place(ref(kind, id), visit.asOf());
    var spots =
        place.regions().isEmpty()
            ? List.<Spot>of()
            : picturing.picture(place.asOf()).regions().values().stream()
                .map(it -> new Spot(it, Optional.ofNullable(place.regions().get(it.code()))))
                .toList();
    return html.page(
        "thread/node.jte",
        new NodePage(
            visit.titled(place.node().map(it -> it.title()).orElse(id)),
            place,
            Address.of(visit, "/trad/" + kind + "/" + id, "dag", "kant"),
            spots));
  }

  static NodeRef ref(String kind, String id) {
    try {
      return new NodeRef(NodeKind.ofCode(kind), id);
    } catch (IllegalArgumentException unknown) {
      throw Refused.notFound();
    }
  }

  static Optional<String> code(Optional<RegionCode> region) {
    return region.map(RegionCode::value);
  }
}
