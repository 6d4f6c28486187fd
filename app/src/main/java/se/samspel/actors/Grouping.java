package se.samspel.actors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import se.samspel.core.RegionCode;

/**
 * The memberships of one hierarchy on one day, and the municipalities of that day.
 *
 * <p>Source: healthcare regions, lag 1982:777 (now förordning 2017:80); Halland is divided by
 * municipality.
 */
final class Grouping {

  private final List<Member> members;
  private final Map<String, Municipality> municipalities;

  Grouping(Collection<Member> members, Collection<Municipality> municipalities) {
    this.members = List.copyOf(members);
    this.municipalities =
        municipalities.stream().collect(Collectors.toMap(Municipality::id, Function.identity()));
  }

  /** Why a grouping is no partition. */
  enum Breach {
    /** A member is in two groups. */
    TWICE,
    /** A region is a member whole and by municipality. */
    WHOLE_AND_PART,
    /** A region, or some of the municipalities of one that is divided, is in no group. */
    LEFT_OUT
  }

  /**
   * A breach.
   *
   * @param member the region code or municipality id that it is about
   */
  record Fault(Breach breach, String member) {}

  List<GroupShare> groupsOf(RegionCode region) {
    var shares = new ArrayList<GroupShare>();
    byGroup()
        .forEach((group, inGroup) ->
            share(inGroup, region)
                .ifPresent(part ->
                    shares.add(
                        new GroupShare(
                            group,
                            inGroup.getFirst().groupName(),
                            part.partial(),
                            part.municipalities()))));
    return List.copyOf(shares);
  }

  List<RegionShare> membersOf(String group) {
    var inGroup = byGroup().getOrDefault(group, List.of());
    return inGroup.stream()
        .flatMap(member -> regionOf(member).stream())
        .distinct()
        .sorted()
        .flatMap(region -> share(inGroup, region).stream())
        .toList();
  }

  /** What keeps the grouping from being a partition of the regions; empty when it is one. */
  List<Fault> breaches(Collection<RegionCode> regions) {
    var faults = new ArrayList<Fault>();
    var groups = new HashMap<String, String>();
    var whole = new HashSet<RegionCode>();
    var divided = new HashSet<RegionCode>();
    for (var member : members) {
      if (member.kind() == Member.Kind.ORGANISATION) {
        continue;
      }
      if (groups.putIfAbsent(member.kind() + ":" + member.member(), member.group()) != null) {
        faults.add(new Fault(Breach.TWICE, member.member()));
      }
      regionOf(member)
          .ifPresent(region -> (member.kind() == Member.Kind.REGION ? whole : divided).add(region));
    }
    for (var region : regions) {
      if (whole.contains(region) && divided.contains(region)) {
        faults.add(new Fault(Breach.WHOLE_AND_PART, region.value()));
      } else if (!whole.contains(region) && !divided.contains(region)) {
        faults.add(new Fault(Breach.LEFT_OUT, region.value()));
      } else if (divided.contains(region)) {
        municipalities.values().stream()
            .filter(it -> it.region().equals(region))
            .filter(it -> !groups.containsKey(Member.Kind.MUNICIPALITY + ":" + it.id()))
            .forEach(it -> faults.add(new Fault(Breach.LEFT_OUT, it.id())));
      }
    }
    return faults;
  }

  private TreeMap<String, List<Member>> byGroup() {
    return members.stream()
        .collect(Collectors.groupingBy(Member::group, TreeMap::new, Collectors.toList()));
  }

  private Optional<RegionShare> share(List<Member> inGroup, RegionCode region) {
    var ofRegion =
        inGroup.stream()
            .filter(member -> regionOf(member).filter(region::equals).isPresent())
            .toList();
    if (ofRegion.isEmpty()) {
      return Optional.empty();
    }
    var whole = ofRegion.stream().anyMatch(it -> it.kind() == Member.Kind.REGION);
    return Optional.of(
        new RegionShare(
            region,
            !whole,
            whole ? List.of() : ofRegion.stream().map(Member::member).sorted().toList()));
  }

  private Optional<RegionCode> regionOf(Member member) {
    return switch (member.kind()) {
      case REGION -> Optional.of(new RegionCode(member.member()));
      case MUNICIPALITY ->
          Optional.ofNullable(municipalities.get(member.member())).map(Municipality::region);
      case ORGANISATION -> Optional.empty();
    };
  }
}
