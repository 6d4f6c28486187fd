package se.samspel.actors;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;

/** Regions, municipalities, organisations, units, contacts and the hierarchies they belong to. */
@Component
@Transactional(readOnly = true)
public class Actors {

  private final ActorTable table;
  private final HierarchyTable hierarchies;

  Actors(ActorTable table, HierarchyTable hierarchies) {
    this.table = table;
    this.hierarchies = hierarchies;
  }

  /** The regions in order of code. */
  public List<Region> regions(AsOf asOf) {
    return table.regions(asOf);
  }

  /**
   * The region.
   *
   * @throws Refused ({@code NOT_FOUND}) when there was none with the code
   */
  public Region region(RegionCode code, AsOf asOf) {
    return findRegion(code, asOf).orElseThrow(Refused::notFound);
  }

  /** The region, empty when there was none with the code. */
  public Optional<Region> findRegion(RegionCode code, AsOf asOf) {
    return table.regions(asOf).stream().filter(it -> it.code().equals(code)).findFirst();
  }

  /** The municipalities that some answer needs, in order of name. */
  public List<Municipality> municipalities(AsOf asOf) {
    return table.municipalities(asOf);
  }

  /** Organisations and actor types in order of name. */
  public List<Organisation> organisations(AsOf asOf) {
    return table.organisations(asOf);
  }

  /** The organisation or actor type, empty when there was none with the id. */
  public Optional<Organisation> findOrganisation(String id, AsOf asOf) {
    return table.organisations(asOf).stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** The types of actor in the chain around a person, in order of name. */
  public List<Organisation> actorTypes(AsOf asOf) {
    return table.organisations(asOf).stream().filter(Organisation::isType).toList();
  }

  /** Every unit in order of region and name. */
  public List<Unit> units(AsOf asOf) {
    return table.units(asOf, Optional.empty());
  }

  /** The region's units in order of name. */
  public List<Unit> units(RegionCode region, AsOf asOf) {
    return table.units(asOf, Optional.of(region));
  }

  /** The unit, empty when there was none with the id. */
  public Optional<Unit> findUnit(String id, AsOf asOf) {
    return table.unit(id, asOf);
  }

  /** The unit's newest content, whichever days it holds. */
  Optional<Unit> latestUnit(String id) {
    return table.currentUnit(id).stream().reduce((earlier, later) -> later);
  }

  /** Every version of the unit, the newest first. */
  List<Unit> unitHistory(String id) {
    return table.unitHistory(id);
  }

  /** The contact's newest content, whichever days it holds. */
  Optional<Contact> latestContact(String id) {
    return table.currentContact(id).stream().reduce((earlier, later) -> later);
  }

  /** Where the region is reached. */
  public List<Contact> contacts(RegionCode region, AsOf asOf) {
    return table.contacts(asOf, Optional.of(region));
  }

  /** The hierarchies that held, each with its groups and members, in order of name. */
  public List<Hierarchy> hierarchies(AsOf asOf) {
    return hierarchies.hierarchies(asOf);
  }

  /**
   * The groups of the hierarchy that the region belonged to, whole or in part: Halland is in two
   * samverkansregioner by municipality.
   */
  public List<GroupShare> groupsOf(String hierarchy, RegionCode region, AsOf asOf) {
    return new Grouping(hierarchies.members(hierarchy, asOf), table.municipalities(asOf))
        .groupsOf(region);
  }

  /** The regions that belonged to the group, whole or in part, in order of code. */
  public List<RegionShare> membersOf(String hierarchy, String group, AsOf asOf) {
    return new Grouping(hierarchies.members(hierarchy, asOf), table.municipalities(asOf))
        .membersOf(group);
  }
}
