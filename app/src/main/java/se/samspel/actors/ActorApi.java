package se.samspel.actors;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Regions, organisations, hierarchies and units for machines. */
@RestController
class ActorApi {

  private final Actors actors;
  private final UnitKeeping keeping;
  private final Regrouping regrouping;

  ActorApi(Actors actors, UnitKeeping keeping, Regrouping regrouping) {
    this.actors = actors;
    this.keeping = keeping;
    this.regrouping = regrouping;
  }

  /**
   * A group that a region belongs to.
   *
   * @param partial whether only the municipalities named belong to it
   */
  record GroupItem(
      String hierarchy, String group, String name, boolean partial, List<String> municipalities) {}

  /**
   * A region.
   *
   * @param population inhabitants; null where no source gives it
   * @param validTo the last day that it holds; null when it holds until further notice
   */
  record RegionItem(
      String code,
      String letter,
      String name,
      String county,
      @Nullable Integer population,
      @Nullable LocalDate populationOn,
      int tileRow,
      int tileColumn,
      List<GroupItem> groups,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable String source,
      boolean synthetic) {}

  /** An organisation, or a type of actor when its kind is {@code actor-type}. */
  record OrganisationItem(
      String id,
      int version,
      String kind,
      String nameSv,
      @Nullable String nameEn,
      String chainLink,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable String source,
      boolean synthetic) {
    static OrganisationItem of(Organisation it) {
      return new OrganisationItem(
          it.id(),
          it.version(),
          it.kind(),
          it.nameSv(),
          it.nameEn().orElse(null),
          it.chainLink(),
          first(it.span()),
          last(it.span()),
          it.source().orElse(null),
          it.synthetic());
    }
  }

  /** A unit that meets people. */
  record UnitItem(
      String id,
      int version,
      String region,
      @Nullable String municipality,
      String actorType,
      String name,
      @Nullable Integer staff,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable String source,
      boolean synthetic) {
    static UnitItem of(Unit it) {
      return new UnitItem(
          it.id(),
          it.version(),
          it.region().value(),
          it.municipality().orElse(null),
          it.actorType(),
          it.name(),
          it.staff().orElse(null),
          first(it.span()),
          last(it.span()),
          it.source().orElse(null),
          it.synthetic());
    }
  }

  /**
   * A member of a group; {@code kind} is {@code region}, {@code municipality} or {@code
   * organisation}.
   */
  record MemberItem(
      String id,
      String kind,
      String member,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable String source,
      boolean synthetic) {
    static MemberItem of(Member it) {
      return new MemberItem(
          it.id(),
          it.kind().name().toLowerCase(Locale.ROOT),
          it.member(),
          first(it.span()),
          last(it.span()),
          it.source().orElse(null),
          it.synthetic());
    }
  }

  /** A group with those who belonged to it on the day. */
  record HierarchyGroupItem(String id, String name, List<MemberItem> members) {}

  /**
   * A way of grouping.
   *
   * @param form {@code partition}: every region in one group, or shared out by municipality; {@code
   *     overlap}: a member may be in several groups, or in none
   * @param version to send with a change
   */
  record HierarchyItem(
      String key,
      int version,
      String nameSv,
      @Nullable String nameEn,
      String form,
      List<HierarchyGroupItem> groups,
      @Nullable String source,
      boolean synthetic) {}

  /** The regions of the day, each with the groups that it belonged to. */
  @GetMapping("/api/v1/regions")
  @Permit(Permission.PUBLIC)
  Listing<RegionItem> regions(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asOf = visit.asOf();
    return Listing.of(actors.regions(asOf), page, limit).map(it -> item(it, asOf));
  }

  /** The region of the day with the code. */
  @GetMapping("/api/v1/regions/{code}")
  @Permit(Permission.PUBLIC)
  RegionItem region(@PathVariable String code, Visit visit) {
    if (!code.matches("\\d{2}")) {
      throw Refused.notFound();
    }
    return item(actors.region(new RegionCode(code), visit.asOf()), visit.asOf());
  }

  private RegionItem item(Region it, AsOf asOf) {
    var groups =
        actors.hierarchies(asOf).stream()
            .flatMap(hierarchy ->
                actors.groupsOf(hierarchy.key(), it.code(), asOf).stream()
                    .map(share ->
                        new GroupItem(
                            hierarchy.key(),
                            share.group(),
                            share.name(),
                            share.partial(),
                            share.municipalities())))
            .toList();
    return new RegionItem(
        it.code().value(),
        it.letter(),
        it.name(),
        it.county(),
        it.population().orElse(null),
        it.populationOn().orElse(null),
        it.tileRow(),
        it.tileColumn(),
        groups,
        first(it.span()),
        last(it.span()),
        it.source().orElse(null),
        it.synthetic());
  }

  /** The organisations and actor types of the day; {@code kind} narrows it. */
  @GetMapping("/api/v1/organisations")
  @Permit(Permission.PUBLIC)
  Listing<OrganisationItem> organisations(
      Visit visit,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var found =
        actors.organisations(visit.asOf()).stream()
            .filter(it -> kind.isEmpty() || it.kind().equals(kind))
            .toList();
    return Listing.of(found, page, limit).map(OrganisationItem::of);
  }

  /** The organisation or actor type of the day with the identity. */
  @GetMapping("/api/v1/organisations/{id}")
  @Permit(Permission.PUBLIC)
  OrganisationItem organisation(@PathVariable String id, Visit visit) {
    return actors
        .findOrganisation(id, visit.asOf())
        .map(OrganisationItem::of)
        .orElseThrow(Refused::notFound);
  }

  /** The hierarchies of the day, each with its groups and members. */
  @GetMapping("/api/v1/hierarchies")
  @Permit(Permission.PUBLIC)
  Listing<HierarchyItem> hierarchies(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(actors.hierarchies(visit.asOf()), page, limit).map(this::item);
  }

  /** The hierarchy of the day with the key. */
  @GetMapping("/api/v1/hierarchies/{key}")
  @Permit(Permission.PUBLIC)
  HierarchyItem hierarchy(@PathVariable String key, Visit visit) {
    return actors.hierarchies(visit.asOf()).stream()
        .filter(it -> it.key().equals(key))
        .findFirst()
        .map(this::item)
        .orElseThrow(Refused::notFound);
  }

  private HierarchyItem item(Hierarchy it) {
    return new HierarchyItem(
        it.key(),
        regrouping.revision(it.key()),
        it.nameSv(),
        it.nameEn().orElse(null),
        it.form().name().toLowerCase(Locale.ROOT),
        it.groups().stream()
            .map(group ->
                new HierarchyGroupItem(
                    group.id(),
                    group.name(),
                    group.members().stream().map(MemberItem::of).toList()))
            .toList(),
        it.source().orElse(null),
        it.synthetic());
  }

  /**
   * Places a member in a group from a day on: {@code member} written kind:id, {@code group} by
   * name, {@code from}, {@code source}, and the {@code version} that was read.
   */
  @PostMapping("/api/v1/hierarchies/{key}/members")
  @Permit(Permission.EDIT_PROGRAMME)
  @ResponseStatus(HttpStatus.CREATED)
  HierarchyItem place(
      @PathVariable String key, @RequestBody Map<String, String> body, Visit visit) {
    regrouping.place(key, new Fields(body), visit.today());
    return hierarchy(key, visit);
  }

  /** The units of the day; {@code region} narrows it. */
  @GetMapping("/api/v1/units")
  @Permit(Permission.PUBLIC)
  Listing<UnitItem> units(
      Visit visit,
      @RequestParam(defaultValue = "") String region,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    if (!region.isEmpty() && !region.matches("\\d{2}")) {
      throw new Refused(Refused.Kind.MALFORMED, "refused.malformed");
    }
    var found =
        region.isEmpty()
            ? actors.units(visit.asOf())
            : actors.units(new RegionCode(region), visit.asOf());
    return Listing.of(found, page, limit).map(UnitItem::of);
  }

  /** The unit of the day with the identity. */
  @GetMapping("/api/v1/units/{id}")
  @Permit(Permission.PUBLIC)
  UnitItem unit(@PathVariable String id, Visit visit) {
    return actors.findUnit(id, visit.asOf()).map(UnitItem::of).orElseThrow(Refused::notFound);
  }

  /** Adds a unit to one's own region. */
  @PostMapping("/api/v1/units")
  @Permit(Permission.SIGNED_IN)
  @ResponseStatus(HttpStatus.CREATED)
  UnitItem addUnit(@RequestBody Map<String, String> body, Visit visit) {
    return UnitItem.of(keeping.addUnit(new Fields(body), visit.today()));
  }

  /**
   * Saves a new version of a unit of one's own region; {@code version} is the one that was read.
   */
  @PutMapping("/api/v1/units/{id}")
  @Permit(Permission.SIGNED_IN)
  UnitItem changeUnit(@PathVariable String id, @RequestBody Map<String, String> body, Visit visit) {
    return UnitItem.of(keeping.changeUnit(id, new Fields(body), visit.today()));
  }

  private static @Nullable LocalDate first(DateSpan span) {
    return span.from().equals(DateSpan.EARLIEST) ? null : span.from();
  }

  private static @Nullable LocalDate last(DateSpan span) {
    return span.to().equals(DateSpan.OPEN) ? null : span.to().minusDays(1);
  }
}
