package se.samspel.implementation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.Activities;
import se.samspel.core.Activity;
import se.samspel.core.AsOf;
import se.samspel.core.RegionCode;

/** When units of a region began to work in a new way, and when its plans were adopted. */
@Component
@Transactional(readOnly = true)
class ImplementationActivities implements Activities {

  private final Implementation implementation;
  private final Plans plans;

  ImplementationActivities(Implementation implementation, Plans plans) {
    this.implementation = implementation;
    this.plans = plans;
  }

  @Override
  public List<Activity> of(RegionCode region, AsOf asOf) {
    var done = new ArrayList<Activity>();
    for (var track : implementation.tracks(Optional.of(region), asOf)) {
      track.events().stream()
          .filter(it -> it.stage() == Stage.BEGINNING)
          .forEach(it ->
              done.add(
                  new Activity(
                      it.day(),
                      Activity.Kind.STAGE,
                      track.target().title(),
                      "/inforande/" + track.id(),
                      it.synthetic())));
    }
    for (var plan : plans.plans(Optional.of(region), asOf)) {
      // A draft is its region's own and is nobody's flag.
      if (plan.state() != PlanState.DRAFT) {
        plan.adoptedOn()
            .ifPresent(day ->
                done.add(
                    new Activity(
                        day,
                        Activity.Kind.PLAN,
                        plan.title(),
                        "/regioner/" + region + "#planer",
                        plan.synthetic())));
      }
    }
    return done;
  }
}
