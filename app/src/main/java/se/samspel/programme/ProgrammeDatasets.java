package se.samspel.programme;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.NodeKind;
import se.samspel.ui.OpenData;

/** The programme's aims, needs, knowledge gaps, initiatives and history as open data. */
@Component
class ProgrammeDatasets implements OpenData {

  private static final String AIMS = "aims";
  private static final String NEEDS = "needs";
  private static final String GAPS = "knowledge-gaps";
  private static final String INITIATIVES = "initiatives";
  private static final String TIMELINE = "timeline";

  private final Programme programme;

  ProgrammeDatasets(Programme programme) {
    this.programme = programme;
  }

  @Override
  public List<Dataset> datasets(AsOf asOf) {
    var themes = Set.of(Theme.HEAL, Theme.GOVE);
    return List.of(
        Dataset.list(AIMS, themes),
        Dataset.list(NEEDS, themes),
        Dataset.list(GAPS, Set.of(Theme.HEAL)),
        Dataset.list(INITIATIVES, themes),
        Dataset.list(TIMELINE, themes));
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Rows> rows(String dataset, AsOf asOf) {
    return switch (dataset) {
      case AIMS ->
          Optional.of(
              Rows.of(
                  ProgrammeApi.AimJson.class,
                  programme.listAims(asOf).stream().map(ProgrammeApi.AimJson::of).toList()));
      case NEEDS -> {
        var steps = programme.newestSteps(NodeKind.NEED, asOf);
        yield Optional.of(
            Rows.of(
                ProgrammeApi.NeedJson.class,
                programme.listNeeds(asOf).stream()
                    .map(it -> ProgrammeApi.NeedJson.of(it, steps.get(it.id())))
                    .toList()));
      }
      case GAPS -> {
        var steps = programme.newestSteps(NodeKind.KNOWLEDGE_GAP, asOf);
        yield Optional.of(
            Rows.of(
                ProgrammeApi.KnowledgeGapJson.class,
                programme.listGaps(asOf).stream()
                    .map(it -> ProgrammeApi.KnowledgeGapJson.of(it, steps.get(it.id())))
                    .toList()));
      }
      case INITIATIVES ->
          Optional.of(Rows.of(ProgrammeApi.InitiativeJson.class, initiatives(asOf)));
      case TIMELINE ->
          Optional.of(
              Rows.of(
                  ProgrammeApi.TimelineJson.class,
                  programme.listTimeline(asOf).stream()
                      .map(ProgrammeApi.TimelineJson::of)
                      .toList()));
      default -> Optional.empty();
    };
  }

  private List<ProgrammeApi.InitiativeJson> initiatives(AsOf asOf) {
    var all = programme.listInitiatives(asOf);
    var steps = programme.newestSteps(NodeKind.INITIATIVE, asOf);
    var seen =
        programme.seenNeeds(all.stream().flatMap(it -> it.need().stream()).distinct().toList());
    return all.stream()
        .map(it ->
            ProgrammeApi.InitiativeJson.of(
                it, Optional.ofNullable(steps.get(it.id())), asOf.day(), seen))
        .toList();
  }
}
