package se.samspel.reach;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Fields;
import se.samspel.core.LinksAsserted;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.core.StateMachine.Ground;

/** Whom the trainings reached: what is shown to anyone, and the regions' reports behind it. */
@Component
@Transactional
public class Reach {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final int LONGEST_REASON = 500;

  private final ReachTable table;
  private final Changes changes;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Reach(ReachTable table, Changes changes, ApplicationEventPublisher events, Clock clock) {
    this.table = table;
    this.changes = changes;
    this.events = events;
    this.clock = clock;
  }

  /** The trainings given on the day. */
  @Transactional(readOnly = true)
  public List<Training> trainings(AsOf asOf) {
    return table.trainings(asOf);
  }

  /**
   * The training, whenever it is given.
   *
   * @throws Refused when there is none
   */
  @Transactional(readOnly = true)
  public Training training(String id, AsOf asOf) {
    return table.training(id, asOf).orElseThrow(Refused::notFound);
  }

  /** Occasions held by the day, the latest first; of one training or region where given. */
  @Transactional(readOnly = true)
  public List<Occasion> occasions(
      Optional<String> training, Optional<RegionCode> region, AsOf asOf) {
    return table.occasions(training, region, asOf);
  }

  /** The whole country's reach split by one thing, small numbers hidden. */
  @Transactional(readOnly = true)
  public Split national(By by, AsOf asOf) {
    return Split.open(by, table.facts(asOf), names(by, asOf)).shown();
  }

  /**
   * A region's reach by training. Those who report for the region see all that it has reported, as
   * it is; everyone else sees what is approved there, with small numbers hidden so that they can't
   * be reckoned from the national table either.
   */
  @Transactional(readOnly = true)
  public Split ofRegion(RegionCode region, AsOf asOf) {
    if (CurrentPerson.get().may(Permission.REPORT_REGION, region)) {
      return Split.open(By.TRAINING, table.factsOf(region, asOf), names(By.TRAINING, asOf));
    }
    var facts = table.facts(asOf);
    return Split.open(
            By.TRAINING,
            Protecting.part(facts, By.REGION, region.value()),
            names(By.TRAINING, asOf))
        .without(Protecting.hidden(facts, By.REGION, region.value()));
  }

  /** A training's reach by region, small numbers hidden. */
  @Transactional(readOnly = true)
  public Split ofTraining(String training, AsOf asOf) {
    var facts = table.facts(asOf);
    return Split.open(
            By.REGION, Protecting.part(facts, By.TRAINING, training), names(By.REGION, asOf))
        .without(Protecting.hidden(facts, By.TRAINING, training));
  }

  /**
   * Whom trainings reached in each region, by what they taught, kind of actor and profession, small
   * numbers hidden so that they can't be reckoned from the other tables either. The same for
   * everyone who asks.
   *
   * @param before the day that their reports had ended by to be counted
   */
  @Transactional(readOnly = true)
  public List<Trained> trained(AsOf asOf, LocalDate before) {
    var taught = new HashMap<String, Training.Teaches>();
    table.trainings(asOf).forEach(it -> it.teaches().ifPresent(what -> taught.put(it.id(), what)));
    return Trained.of(table.facts(asOf), taught, before);
  }

  private Map<String, String> names(By by, AsOf asOf) {
    return switch (by) {
      case REGION -> table.regionNames(asOf);
      case ACTOR_TYPE -> table.actorTypeNames(asOf);
      case TRAINING -> {
        var names = new HashMap<String, String>();
        table.trainings(asOf).forEach(it -> names.put(it.id(), it.title()));
        yield names;
      }
      case SEX, GENERATION, PERIOD -> Map.of();
    };
  }

  /**
   * The reports that the one who acts may see as they are: the own region's for a coordinator, all
   * that regions stand behind for the programme's office.
   *
   * @throws Refused for anyone else
   */
  @Transactional(readOnly = true)
  public List<ReachReport.Saved> reports() {
    var person = CurrentPerson.get();
    if (person.may(Permission.REPORT_REGION)) {
      return table.reports(person.region());
    }
    if (person.may(Permission.EDIT_PROGRAMME)) {
      return table.reports(Optional.empty()).stream().filter(it -> it.state().counted()).toList();
    }
    throw Refused.forbidden();
  }

  /** A report as it is, for those who may change it. */
  @Transactional(readOnly = true)
  public ReachReport.Saved report(String id) {
    var saved = table.report(id).orElseThrow(Refused::notFound);
    if (!CurrentPerson.get().may(Permission.REPORT_REGION, saved.report().region())) {
      throw Refused.otherRegion();
    }
    return saved;
  }

  /** What a region may choose among when it reports. */
  @Transactional(readOnly = true)
  Reporting.Known known(RegionCode region) {
    var today = today();
    var now = AsOf.day(today);
    return new Reporting.Known(
        table.trainings(now),
        table.actorTypeNames(now),
        table.municipalityNames(region, now),
        table.occasions(Optional.empty(), Optional.empty(), now),
        today);
  }

  /**
   * Saves a report, new or instead of an earlier one, and has it checked.
   *
   * @param earlier identity of the report that is corrected, with {@code version} among the fields
   * @param approve whether the region stands behind it at once
   * @return the report's identity
   * @throws Refused with every fault; when it is another region's, stale, no longer open, or
   *     reported already
   */
  public String save(RegionCode region, Fields fields, Optional<String> earlier, boolean approve) {
    if (!CurrentPerson.get().may(Permission.REPORT_REGION, region)) {
      throw Refused.otherRegion();
    }
    var before = earlier.map(this::report);
    var id = before.map(it -> stem(it.id())).orElseGet(() -> "reach-" + fresh());
    var read = Reporting.read(fields, region, known(region), id + "-held");
    var report = before.map(it -> keepOccasion(read, it)).orElse(read.report());
    if (before.isPresent()) {
      if (fields.version() != before.get().version()) {
        throw Refused.stale();
      }
      if (!before.get().state().open()) {
        throw new Refused(Refused.Kind.CONFLICT, "reach.fault.not-open");
      }
    } else {
      refuseTwice(read.report());
    }
    var change = "reach-" + (before.isPresent() ? "corrected" : "reported");
    var moment =
        changes.record(
            new Changes.Change(
                change,
                "reach-report",
                id,
                Optional.of(region),
                before.map(it -> it.report().toString()),
                Optional.of(report.toString())));
    before.ifPresent(it -> table.replace(it, moment));
    if (before.isEmpty()) {
      read.occasion().ifPresent(occasion -> table.add(occasion, approve, moment));
    }
    var state = approve ? ReachState.APPROVED_HERE : ReachState.VALIDATED;
    var version = before.map(it -> it.version() + 1).orElse(1);
    var cells = before.map(ReachReport.Saved::cells).orElse(Map.of());
    table.add(
        id, cells, version, state, report, new ReachTable.Mark(moment, Optional.empty(), false));
    table.follow(report.occasion().stream().toList(), moment);
    var saved = report(anyCell(id, cells, report));
    log(saved.id(), region, Optional.empty(), ReachState.ENTERED, change, moment);
    log(
        saved.id(),
        region,
        Optional.of(ReachState.ENTERED),
        ReachState.VALIDATED,
        "checks",
        moment);
    if (approve) {
      log(
          saved.id(),
          region,
          Optional.of(ReachState.VALIDATED),
          ReachState.APPROVED_HERE,
          "approved",
          moment);
      tell(saved, moment);
    }
    return saved.id();
  }

  /** A correction keeps the occasion that the report was about. */
  private static ReachReport keepOccasion(Reporting.Read read, ReachReport.Saved before) {
    var report = read.report();
    return new ReachReport(
        report.training(),
        before.report().occasion(),
        report.region(),
        report.municipality(),
        report.actorType(),
        report.profession(),
        report.from(),
        report.to(),
        before.report().generation(),
        report.basis(),
        report.counts(),
        report.noSplitReason());
  }

  private void refuseTwice(ReachReport report) {
    var twice =
        table.reports(Optional.of(report.region())).stream()
            .map(ReachReport.Saved::report)
            .anyMatch(it ->
                it.training().equals(report.training())
                    && it.municipality().equals(report.municipality())
                    && it.actorType().equals(report.actorType())
                    && it.profession().equals(report.profession())
                    && it.from().equals(report.from())
                    && it.to().equals(report.to())
                    && it.basis() == report.basis()
                    && it.generation() == report.generation()
                    && it.occasion().isEmpty() == report.occasion().isEmpty()
                    && report.occasion().isEmpty());
    if (twice) {
      throw new Refused(Refused.Kind.CONFLICT, "reach.fault.twice");
    }
  }

  /**
   * Takes a report one step further, or back to be corrected.
   *
   * @param version that the one who acts has seen
   * @param reason why, in a sentence; needed when it is sent back
   * @throws Refused when the step isn't allowed, is somebody else's to take, or is stale
   */
  public void step(String id, ReachState to, int version, Optional<String> reason) {
    var saved = table.report(id).orElseThrow(Refused::notFound);
    var region = saved.report().region();
    var person = CurrentPerson.get();
    var back = to == ReachState.ENTERED && saved.state().compareTo(ReachState.APPROVED_HERE) > 0;
    if (to.regional() && !back) {
      if (!person.may(Permission.REPORT_REGION)) {
        throw Refused.forbidden();
      }
      if (!person.may(Permission.REPORT_REGION, region)) {
        throw Refused.otherRegion();
      }
    } else if (!person.may(Permission.EDIT_PROGRAMME)) {
      throw Refused.forbidden();
    }
    var step = ReachState.STEPS.require("reach", saved.state(), to);
    if (saved.version() != version) {
      throw Refused.stale();
    }
    if (to == ReachState.ENTERED && reason.isEmpty()) {
      throw Refused.fields(List.of(new Refused.FieldFault("reason", "reach.fault.reason")));
    }
    if (reason.isPresent() && reason.get().length() > LONGEST_REASON) {
      throw Refused.fields(
          List.of(new Refused.FieldFault("reason", "field.too-long", LONGEST_REASON)));
    }
    if (step.needs().contains(Ground.FOUR_EYES)
        && table.lastActor(saved.id()).filter(person.username()::equals).isPresent()) {
      throw new Refused(Refused.Kind.CONFLICT, "reach.fault.four-eyes");
    }
    var moment =
        changes.record(
            new Changes.Change(
                "reach-" + StateMachine.code(to),
                "reach-report",
                saved.id(),
                Optional.of(region),
                Optional.of(saved.state().name()),
                Optional.of(to.name())));
    table.replace(saved, moment);
    table.add(
        stem(saved.id()),
        saved.cells(),
        saved.version() + 1,
        to,
        saved.report(),
        new ReachTable.Mark(moment, Optional.empty(), saved.synthetic()));
    table.follow(saved.report().occasion().stream().toList(), moment);
    log(
        saved.id(),
        region,
        Optional.of(saved.state()),
        to,
        reason.orElse(StateMachine.code(to)),
        moment);
    if (to == ReachState.APPROVED_HERE) {
      tell(saved, moment);
    }
  }

  private void log(
      String id,
      RegionCode region,
      Optional<ReachState> from,
      ReachState to,
      String reason,
      Instant moment) {
    table.add(
        new ReachTable.Step(id, region, from, to, today(), CurrentPerson.get().username(), reason),
        moment);
  }

  private void tell(ReachReport.Saved saved, Instant moment) {
    var report = saved.report();
    table
        .training(report.training(), AsOf.day(today()))
        .ifPresent(training -> {
          var node = ReachReported.nodeId(training.id(), report.region().value());
          var since =
              table
                  .reachedSince(List.of(node), AsOf.day(today()))
                  .getOrDefault(node, report.from());
          events.publishEvent(
              new LinksAsserted(
                  List.of(
                      ReachLinks.reached(
                          training, report.region(), since, moment, saved.synthetic())),
                  moment));
        });
    events.publishEvent(
        new ReachReported(report.training(), report.region(), moment, saved.synthetic()));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), SWEDEN);
  }

  private static String fresh() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  private static String anyCell(String stem, Map<Sex, String> cells, ReachReport report) {
    var sex = report.counts().keySet().iterator().next();
    return cells.getOrDefault(sex, stem + "-" + StateMachine.code(sex));
  }

  /** A cell's id without its sex. */
  private static String stem(String cell) {
    for (var sex : Sex.values()) {
      var ending = "-" + StateMachine.code(sex);
      if (cell.endsWith(ending)) {
        return cell.substring(0, cell.length() - ending.length());
      }
    }
    return cell;
  }

  /** The node of a training. */
  static NodeRef trainingRef(String id) {
    return new NodeRef(NodeKind.TRAINING, id);
  }
}
