package se.samspel.reach;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.Activities;
import se.samspel.core.Activity;
import se.samspel.core.AsOf;
import se.samspel.core.RegionCode;

/** The occasions of trainings in a region. */
@Component
@Transactional(readOnly = true)
class TrainingActivities implements Activities {

  private final ReachTable table;

  TrainingActivities(ReachTable table) {
    this.table = table;
  }

  @Override
  public List<Activity> of(RegionCode region, AsOf asOf) {
    var titles =
        table.trainings(asOf).stream().collect(Collectors.toMap(Training::id, Training::title));
    return table.occasions(Optional.empty(), Optional.of(region), asOf).stream()
        .map(it ->
            new Activity(
                it.heldOn(),
                Activity.Kind.TRAINING,
                titles.getOrDefault(it.training(), it.training()),
                "/utbildningar/" + it.training(),
                it.synthetic()))
        .toList();
  }
}
