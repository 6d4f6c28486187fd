package se.samspel.reach;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinkType;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.RegionCode;

/** The links of the golden thread that trainings and reports are in themselves. */
final class ReachLinks {

  private ReachLinks() {}

  static String teachesKey(String training, String kind, String target) {
    return "teaches:training:" + training + ":" + kind + ":" + target;
  }

  static String reachedKey(String training, String region) {
    return "reached:training:"
        + training
        + ":reach:"
        + ReachReported.nodeId(training, region)
        + ":"
        + region;
  }

  static LinkAsserted teaches(Training training, Training.Teaches what, Instant moment) {
    return new LinkAsserted(
        teachesKey(training.id(), what.kind(), what.id()),
        LinkType.TEACHES,
        Reach.trainingRef(training.id()),
        new NodeRef(NodeKind.ofCode(what.kind()), what.id()),
        Optional.empty(),
        training.span(),
        what.kind().equals("recommendation")
            ? "Utbildningen lär ut upplaga " + what.version() + " av rekommendationen."
            : "Utbildningen lär ut metoden.",
        training.involvement(),
        Optional.empty(),
        moment,
        training.source(),
        training.synthetic());
  }

  static LinkAsserted reached(
      Training training, RegionCode region, LocalDate since, Instant moment, boolean synthetic) {
    return new LinkAsserted(
        reachedKey(training.id(), region.value()),
        LinkType.REACHED,
        Reach.trainingRef(training.id()),
        new NodeRef(NodeKind.REACH, ReachReported.nodeId(training.id(), region.value())),
        Optional.of(region),
        DateSpan.since(since),
        "Regionen har rapporterat deltagare från utbildningen.",
        training.involvement(),
        Optional.empty(),
        moment,
        training.source(),
        synthetic);
  }
}
