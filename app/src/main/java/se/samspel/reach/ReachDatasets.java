package se.samspel.reach;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.StateMachine;
import se.samspel.ui.OpenData;

/** Trainings, and whom they reached with small numbers hidden, as open data. */
@Component
class ReachDatasets implements OpenData {

  private static final String TRAININGS = "trainings";
  private static final String REACH_BY = "reach-by-";

  private final Reach reach;

  ReachDatasets(Reach reach) {
    this.reach = reach;
  }

  @Override
  public List<Dataset> datasets(AsOf asOf) {
    return Stream.concat(
            Stream.of(TRAININGS),
            Arrays.stream(By.values()).map(by -> REACH_BY + StateMachine.code(by)))
        .map(id -> Dataset.list(id, Set.of(Theme.HEAL, Theme.EDUC)))
        .toList();
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<Rows> rows(String dataset, AsOf asOf) {
    if (dataset.equals(TRAININGS)) {
      return Optional.of(
          Rows.of(
              ReachApi.TrainingJson.class,
              reach.trainings(asOf).stream().map(ReachApi.TrainingJson::of).toList()));
    }
    return Arrays.stream(By.values())
        .filter(by -> dataset.equals(REACH_BY + StateMachine.code(by)))
        .findFirst()
        .map(by -> Rows.of(ReachApi.ReachLineJson.class, ReachApi.lines(reach.national(by, asOf))));
  }
}
