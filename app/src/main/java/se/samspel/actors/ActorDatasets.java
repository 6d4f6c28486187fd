package se.samspel.actors;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.ui.OpenData;

/** The regions and their groups as open data. */
@Component
class ActorDatasets implements OpenData {

  private static final String REGIONS = "regions";
  private static final String GROUPS = "region-groups";
  private static final String ORGANISATIONS = "organisations";

  private final Actors actors;

  ActorDatasets(Actors actors) {
    this.actors = actors;
  }

  /** A region; {@code validTo} is the last day that it holds. */
  record OpenRegion(
      String code,
      String letter,
      String name,
      String county,
      Optional<Integer> population,
      Optional<LocalDate> populationOn,
      Optional<LocalDate> validFrom,
      Optional<LocalDate> validTo,
      Optional<String> source,
      boolean synthetic) {}

  /** That a region, or the municipalities of it that are named, belongs to a group. */
  record OpenGroup(
      String region,
      String hierarchy,
      String group,
      String name,
      boolean partial,
      List<String> municipalities,
      boolean synthetic) {}

  @Override
  public List<Dataset> datasets(AsOf asOf) {
    return List.of(
        Dataset.list(REGIONS, Set.of(Theme.GOVE)),
        Dataset.list(GROUPS, Set.of(Theme.GOVE)),
        Dataset.list(ORGANISATIONS, Set.of(Theme.GOVE)));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Rows> rows(String dataset, AsOf asOf) {
    return switch (dataset) {
      case REGIONS ->
          Optional.of(
              Rows.of(OpenRegion.class, actors.regions(asOf).stream().map(this::open).toList()));
      case GROUPS -> Optional.of(Rows.of(OpenGroup.class, groups(asOf)));
      case ORGANISATIONS ->
          Optional.of(
              Rows.of(
                  ActorApi.OrganisationItem.class,
                  actors.organisations(asOf).stream().map(ActorApi.OrganisationItem::of).toList()));
      default -> Optional.empty();
    };
  }

  private OpenRegion open(Region it) {
    return new OpenRegion(
        it.code().value(),
        it.letter(),
        it.name(),
        it.county(),
        it.population(),
        it.populationOn(),
        Optional.of(it.span().from()).filter(day -> day.isAfter(DateSpan.EARLIEST)),
        Optional.of(it.span().to())
            .filter(day -> day.isBefore(DateSpan.OPEN))
            .map(day -> day.minusDays(1)),
        it.source(),
        it.synthetic());
  }

  private List<OpenGroup> groups(AsOf asOf) {
    var hierarchies = actors.hierarchies(asOf);
    return actors.regions(asOf).stream()
        .flatMap(region ->
            hierarchies.stream()
                .flatMap(hierarchy ->
                    actors.groupsOf(hierarchy.key(), region.code(), asOf).stream()
                        .map(share ->
                            new OpenGroup(
                                region.code().value(),
                                hierarchy.key(),
                                share.group(),
                                share.name(),
                                share.partial(),
                                share.municipalities(),
                                hierarchy.synthetic()))))
        .toList();
  }
}
