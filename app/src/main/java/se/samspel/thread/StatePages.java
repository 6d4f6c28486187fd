package se.samspel.thread;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import se.samspel.core.AsOf;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Csv;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.ThreadLine;
import se.samspel.ui.ThreadLine.Knot;
import se.samspel.ui.Visit;

/** The national state: every need's thread in every region, and one of them knot by knot. */
@Controller
@Permit(Permission.PUBLIC)
class StatePages {

  private static final int NEEDS_SHOWN = 12;
  private static final int ROWS = 100;
  private static final String[] FILTERS = {"mal", "behov", "grupp", "dag", "kant"};

  private final Html html;
  private final Picturing picturing;
  private final Tracing tracing;

  StatePages(Html html, Picturing picturing, Tracing tracing) {
    this.html = html;
    this.picturing = picturing;
    this.tracing = tracing;
  }

  /**
   * A region in the tile grid.
   *
   * @param line empty when none of the needs concerns it
   * @param broken how many of the needs break there
   * @param reach 0–1: how far their threads reach in the mean
   * @param partly whether only some of its municipalities belong to the group asked about
   */
  record Tile(
      Picture.Region region,
      Optional<ThreadLine> line,
      long broken,
      double reach,
      boolean partly,
      String href) {

    /** 0–4: how far the threads reach, in fifths. */
    int shade() {
      return (int) Math.min(4, reach * 5);
    }
  }

  /** A need with its weight and where its thread breaks. */
  record NeedRow(
      Picture.Need need,
      Optional<Long> weight,
      Map<Knot, Long> breaks,
      long whole,
      boolean synthetic,
      String href) {}

  /** A filter link. */
  record Pick(String label, String href, boolean current) {}

  /** One need in one region. */
  record PairRow(Picture.Need need, Picture.Region region, ThreadLine line, boolean synthetic) {}

  record StatePage(
      Frame frame,
      AsOf asOf,
      boolean past,
      Address address,
      Optional<Picture.Aim> aim,
      Optional<Picture.Need> need,
      Optional<Picture.Group> group,
      List<Pick> aims,
      List<Pick> groups,
      List<Tile> tiles,
      List<NeedRow> needs,
      int total,
      long threads,
      long broken,
      boolean synthetic,
      List<PairRow> pairs,
      int page,
      int pages)
      implements Page {

    boolean table() {
      return address.value("visa").filter("tabell"::equals).isPresent();
    }

    boolean everything() {
      return address.value("visa").filter("alla"::equals).isPresent();
    }

    String permanent() {
      return address.without("sida").frozen(asOf).toString();
    }

    String csv() {
      return address.at("/lage.csv").without("visa").without("sida").frozen(asOf).toString();
    }

    String json() {
      return address.inApi("/api/v1/thread/gaps", asOf).toString();
    }

    String pair(PairRow row) {
      return new Address("/lage/" + row.need().id() + "/" + row.region().code(), Map.of())
          .within(address)
          .toString();
    }

    String groupKey() {
      return group.map(Picture.Group::key).orElse("");
    }
  }

  @GetMapping("/lage")
  View state(Visit visit) {
    var address =
        Address.of(visit, "/lage", "mal", "behov", "grupp", "dag", "kant", "visa", "sida");
    var picture = picturing.picture(visit.asOf());
    var cut = cut(picture, address);
    var look = picturing.look(picture, cut);
    var within = look.within();
    var ranked = look.ranked();
    var table = address.value("visa").filter("tabell"::equals).isPresent();
    var everything = address.value("visa").filter("alla"::equals).isPresent();
    var group =
        cut.group()
            .flatMap(
                key -> picture.groups().stream().filter(it -> it.key().equals(key)).findFirst());
    var pairs =
        table
            ? pairs(picture, ranked.stream().map(Picture.Ranked::strand).toList(), within)
            : List.<PairRow>of();
    var pages = Math.max(1, (pairs.size() + ROWS - 1) / ROWS);
    var page = Math.min(pages, page(address));
    return html.page(
        "thread/state.jte",
        new StatePage(
            visit.frame("gap.title"),
            picture.asOf(),
            visit.queryHas("dag") || visit.queryHas("kant"),
            address,
            cut.aim().map(picture.aims()::get),
            cut.need().map(it -> strand(picture, it).need()),
            group,
            aims(picture, address),
            groups(picture, address),
            tiles(look, group, address),
            ranked.stream()
                .limit(everything ? Integer.MAX_VALUE : NEEDS_SHOWN)
                .map(it -> row(it, within, address))
                .toList(),
            ranked.size(),
            look.threads(),
            look.broken(),
            look.synthetic(),
            pairs.subList(
                Math.min((page - 1) * ROWS, pairs.size()), Math.min(page * ROWS, pairs.size())),
            page,
            pages));
  }

  private static int page(Address address) {
    return address
        .value("sida")
        .filter(it -> it.matches("[1-9]\\d{0,5}"))
        .map(Integer::parseInt)
        .orElse(1);
  }

  private static Picture.Strand strand(Picture picture, String need) {
    var strand = picture.strands().get(need);
    if (strand == null) {
      throw Refused.notFound();
    }
    return strand;
  }

  /**
   * What the address asks for.
   *
   * @throws Refused when it names an aim, a need or a group that is not there that day
   */
  static Picture.Cut cut(Picture picture, Address address) {
    return cut(picture, address.value("mal"), address.value("behov"), address.value("grupp"));
  }

  static Picture.Cut cut(
      Picture picture, Optional<String> aim, Optional<String> need, Optional<String> group) {
    var known =
        aim.map(picture.aims()::containsKey).orElse(true)
            && need.map(picture.strands()::containsKey).orElse(true)
            && group
                .map(key -> picture.groups().stream().anyMatch(it -> it.key().equals(key)))
                .orElse(true);
    if (!known) {
      throw new Refused(Refused.Kind.NOT_FOUND, "gap.fault.filter");
    }
    return new Picture.Cut(aim, need, group);
  }

  private static List<Pick> aims(Picture picture, Address address) {
    var base = address.without("mal").without("behov").without("sida");
    return picture.aims().values().stream()
        .map(it ->
            new Pick(
                it.text(),
                base.with("mal", it.id()).toString(),
                address.value("mal").filter(it.id()::equals).isPresent()))
        .toList();
  }

  private static List<Pick> groups(Picture picture, Address address) {
    var base = address.without("grupp").without("sida");
    return picture.groups().stream()
        .map(it ->
            new Pick(
                it.name(),
                base.with("grupp", it.key()).toString(),
                address.value("grupp").filter(it.key()::equals).isPresent()))
        .toList();
  }

  private static List<Tile> tiles(
      Picture.Look look, Optional<Picture.Group> group, Address address) {
    return look.spots().stream()
        .map(it ->
            new Tile(
                it.region(),
                it.line(),
                it.broken(),
                it.reach(),
                group.filter(some -> some.partly().contains(it.region().code())).isPresent(),
                it.first()
                    .map(need ->
                        new Address("/lage/" + need + "/" + it.region().code(), Map.of())
                            .within(address)
                            .toString())
                    .orElse("/regioner/" + it.region().code())))
        .sorted(
            Comparator.comparingInt((Tile it) -> it.region().row())
                .thenComparingInt(it -> it.region().column()))
        .toList();
  }

  private static NeedRow row(Picture.Ranked ranked, Set<String> within, Address address) {
    var strand = ranked.strand();
    var breaks = strand.breaks(within);
    var concerned = strand.lines().keySet().stream().filter(within::contains).count();
    return new NeedRow(
        strand.need(),
        ranked.weight(),
        breaks,
        concerned - breaks.values().stream().mapToLong(Long::longValue).sum(),
        strand.synthetic(),
        address.without("visa").without("sida").with("behov", strand.need().id()).toString());
  }

  private static List<PairRow> pairs(
      Picture picture, List<Picture.Strand> chosen, Set<String> within) {
    var rows = new ArrayList<PairRow>();
    for (var strand : chosen) {
      strand
          .lines()
          .forEach((code, line) -> {
            var region = picture.regions().get(code);
            if (region != null && within.contains(code)) {
              rows.add(new PairRow(strand.need(), region, line, strand.synthetic()));
            }
          });
    }
    return rows;
  }

  @GetMapping("/lage.csv")
  ResponseEntity<byte[]> csv(Visit visit) {
    var address = Address.of(visit, "/lage", FILTERS);
    var picture = picturing.picture(visit.asOf());
    var cut = cut(picture, address);
    var within = picture.within(cut);
    var header =
        new ArrayList<String>(
            List.of(
                "behov",
                "behov_id",
                "allvar",
                "tillstand",
                "region",
                "region_namn",
                "forsta_brist"));
    for (var knot : Knot.values()) {
      header.add(knot.name().toLowerCase(java.util.Locale.ROOT));
    }
    header.addAll(List.of("vikt", "dag", "kant", "syntetisk"));
    var rows = new ArrayList<List<? extends @Nullable Object>>();
    for (var ranked : picture.weighed(cut)) {
      for (var pair : pairs(picture, List.of(ranked.strand()), within)) {
        var row = new ArrayList<@Nullable Object>();
        row.add(pair.need().statement());
        row.add(pair.need().id());
        row.add(pair.need().severity().orElse(null));
        row.add(pair.need().state());
        row.add(pair.region().code());
        row.add(pair.region().name());
        row.add(
            pair.line()
                .firstMissing()
                .map(it -> it.name().toLowerCase(java.util.Locale.ROOT))
                .orElse(""));
        for (var knot : Knot.values()) {
          row.add(pair.line().state(knot).name().toLowerCase(java.util.Locale.ROOT));
        }
        row.add(ranked.weight().orElse(null));
        row.add(picture.asOf().day());
        row.add(picture.asOf().known());
        row.add(pair.synthetic());
        rows.add(row);
      }
    }
    return Csv.answer("lage-" + picture.asOf().day() + ".csv", header, rows);
  }

  record ThreadPage(
      Frame frame, AsOf asOf, Address address, Tracing.Thread thread, List<Pick> others)
      implements Page {

    String permanent() {
      return address.frozen(asOf).toString();
    }

    String capital(String word) {
      return word.substring(0, 1).toUpperCase(frame().locale()) + word.substring(1);
    }

    String back() {
      return address.at("/lage").toString();
    }
  }

  @GetMapping("/lage/{need}/{region}")
  View thread(@PathVariable String need, @PathVariable String region, Visit visit) {
    var thread = tracing.thread(need, region, visit.asOf());
    var address = Address.of(visit, "/lage/" + need + "/" + region, "dag", "kant");
    var others =
        thread.picture().ranked(Picture.Cut.ALL).stream()
            .filter(it -> it.breaksIn(region))
            .filter(it -> !it.need().id().equals(need))
            .limit(NEEDS_SHOWN)
            .map(it ->
                new Pick(
                    it.need().statement(),
                    address.at("/lage/" + it.need().id() + "/" + region).toString(),
                    false))
            .toList();
    return html.page(
        "thread/needregion.jte",
        new ThreadPage(
            visit.titled(
                se.samspel.ui.Messages.get(
                    visit.locale(), "gap.thread-title", thread.region().name())),
            thread.picture().asOf(),
            address,
            thread,
            others));
  }
}
