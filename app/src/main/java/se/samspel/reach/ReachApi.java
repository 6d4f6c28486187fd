package se.samspel.reach;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Trainings and whom they reached. */
@RestController
@RequestMapping("/api/v1")
class ReachApi {

  private final Reach reach;
  private final TrainingKeeping keeping;

  ReachApi(Reach reach, TrainingKeeping keeping) {
    this.reach = reach;
    this.keeping = keeping;
  }

  /**
   * A count that may leave the system.
   *
   * @param status {@code known}, {@code missing} or {@code hidden}
   * @param low the least it can be, where known
   * @param high the most it can be, where known
   */
  record CountJson(String status, @Nullable Long low, @Nullable Long high) {
    static CountJson of(Tally tally) {
      return tally.known()
          ? new CountJson("known", tally.low(), tally.high())
          : new CountJson(StateMachine.code(tally.kind()), null, null);
    }
  }

  /**
   * Whom trainings reached, on one basis, for one value of what it is split by.
   *
   * @param key the value, such as a region code
   * @param label its name in Swedish
   * @param basis {@code web-completions}, {@code registered-seats} or {@code headcount}; never
   *     added together
   */
  record ReachLineJson(
      String by,
      String key,
      String label,
      String basis,
      CountJson contacts,
      CountJson uniquePeople,
      boolean synthetic) {}

  /** A training and what it teaches. */
  record TrainingJson(
      String id,
      int version,
      String titleSv,
      @Nullable String titleEn,
      String form,
      @Nullable String teaches,
      @Nullable Integer teachesVersion,
      @Nullable String initiative,
      @Nullable String owner,
      LocalDate validFrom,
      LocalDate validTo,
      @Nullable String source,
      boolean synthetic) {
    static TrainingJson of(Training it) {
      return new TrainingJson(
          it.id(),
          it.version(),
          it.title(),
          it.titleEn().orElse(null),
          it.form(),
          it.teaches().map(what -> what.kind() + ":" + what.id()).orElse(null),
          it.teaches().map(Training.Teaches::version).orElse(null),
          it.initiative().orElse(null),
          it.owner().orElse(null),
          it.span().from(),
          it.span().to(),
          it.source().orElse(null),
          it.synthetic());
    }
  }

  /** One time that a training was held. */
  record OccasionJson(
      String id,
      String training,
      String region,
      LocalDate heldOn,
      int generation,
      @Nullable String parent,
      boolean synthetic) {}

  /** A region's own report, as it is. */
  record ReachReportJson(
      String id,
      int version,
      String state,
      String training,
      String region,
      @Nullable String municipality,
      String actorType,
      @Nullable String profession,
      LocalDate periodFrom,
      LocalDate periodTo,
      int generation,
      String basis,
      List<SexCountJson> counts,
      @Nullable String noSexSplitReason,
      boolean synthetic) {
    static ReachReportJson of(ReachReport.Saved saved) {
      var it = saved.report();
      return new ReachReportJson(
          saved.id(),
          saved.version(),
          StateMachine.code(saved.state()),
          it.training(),
          it.region().value(),
          it.municipality().orElse(null),
          it.actorType(),
          it.profession().orElse(null),
          it.from(),
          it.to(),
          it.generation(),
          StateMachine.code(it.basis()),
          it.counts().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(e -> SexCountJson.of(e.getKey(), e.getValue()))
              .toList(),
          it.noSplitReason().orElse(null),
          saved.synthetic());
    }
  }

  /** The counts of one sex; null where not known. */
  record SexCountJson(String sex, @Nullable Integer contacts, @Nullable Integer uniquePeople) {
    static SexCountJson of(Sex sex, ReachReport.Count count) {
      return new SexCountJson(
          StateMachine.code(sex),
          count.contacts().isPresent() ? count.contacts().getAsInt() : null,
          count.unique().isPresent() ? count.unique().getAsInt() : null);
    }
  }

  /** The identity of what was saved. */
  record SavedJson(String id) {}

  /** Trainings given on the day. */
  @GetMapping("/trainings")
  @Permit(Permission.PUBLIC)
  Listing<TrainingJson> trainings(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(reach.trainings(visit.asOf()), page, limit).map(TrainingJson::of);
  }

  /** One training. */
  @GetMapping("/trainings/{id}")
  @Permit(Permission.PUBLIC)
  TrainingJson training(Visit visit, @PathVariable String id) {
    return TrainingJson.of(reach.training(id, visit.asOf()));
  }

  /**
   * Adds a training. The fields are those of the form: {@code titleSv}, {@code titleEn}, {@code
   * form}, {@code teaches} written {@code recommendation:4} or {@code method:dbt}, {@code
   * teachesVersion} for another edition than the one in force, {@code initiative}, {@code owner},
   * {@code involvement}, {@code validFrom}, {@code validTo} (the last day), {@code source}.
   */
  @PostMapping("/trainings")
  @Permit(Permission.SIGNED_IN)
  @ResponseStatus(HttpStatus.CREATED)
  TrainingJson addTraining(@RequestBody Map<String, String> body) {
    return TrainingJson.of(keeping.add(new Fields(body)));
  }

  /** Saves a new version of a training; {@code version} is the one that was read. */
  @PutMapping("/trainings/{id}")
  @Permit(Permission.SIGNED_IN)
  TrainingJson changeTraining(@PathVariable String id, @RequestBody Map<String, String> body) {
    return TrainingJson.of(keeping.change(id, new Fields(body)));
  }

  /** Occasions held by the day, of a training or a region where given. */
  @GetMapping("/occasions")
  @Permit(Permission.PUBLIC)
  Listing<OccasionJson> occasions(
      Visit visit,
      @RequestParam Optional<String> training,
      @RequestParam Optional<String> region,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(
            reach.occasions(training, region.map(ReachApi::region), visit.asOf()), page, limit)
        .map(it ->
            new OccasionJson(
                it.id(),
                it.training(),
                it.region().value(),
                it.heldOn(),
                it.generation(),
                it.parent().orElse(null),
                it.synthetic()));
  }

  /**
   * Whom trainings reached, split by {@code region}, {@code training}, {@code actor-type}, {@code
   * sex}, {@code generation} or {@code period}; counts of 1–4, and those that would give them away,
   * are hidden.
   */
  @GetMapping("/reach")
  @Permit(Permission.PUBLIC)
  Listing<ReachLineJson> reach(
      Visit visit,
      @RequestParam(defaultValue = "region") String by,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var lines = lines(reach.national(ReachPages.by(by), visit.asOf()));
    return Listing.of(lines, page, limit);
  }

  /** The lines of a split, one for each basis that its values were counted on. */
  static List<ReachLineJson> lines(Split split) {
    return split.lines().stream()
        .flatMap(line ->
            line.reached().entrySet().stream()
                .map(it ->
                    new ReachLineJson(
                        StateMachine.code(split.by()),
                        line.key(),
                        line.label(),
                        StateMachine.code(it.getKey()),
                        CountJson.of(it.getValue().contacts()),
                        CountJson.of(it.getValue().people()),
                        split.synthetic())))
        .toList();
  }

  /** The reports that the signed-in person may see as they are. */
  @GetMapping("/reach-reports")
  @Permit(Permission.SIGNED_IN)
  Listing<ReachReportJson> reports(
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(reach.reports(), page, limit).map(ReachReportJson::of);
  }

  /**
   * Reports reach for the signed-in coordinator's own region; the fields are those of the form.
   * {@code approve} is {@code true} when the region stands behind it at once.
   */
  @PostMapping("/reach-reports")
  @Permit(Permission.REPORT_REGION)
  @ResponseStatus(HttpStatus.CREATED)
  SavedJson report(Visit visit, @RequestBody Map<String, String> body) {
    var fields = new Fields(body);
    var region = visit.person().region().orElseThrow(Refused::forbidden);
    return new SavedJson(
        reach.save(region, fields, fields.find("report"), fields.ticked("approve")));
  }

  /**
   * Takes a report one step: {@code to}, {@code version}, and {@code reason} where it is sent back.
   */
  @PostMapping("/reach-reports/{id}/transitions")
  @Permit(Permission.SIGNED_IN)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void step(@PathVariable String id, @RequestBody Map<String, String> body) {
    var fields = new Fields(body);
    var to = fields.oneOf("to", ReachState.class);
    var version = fields.version();
    var reason = fields.optional("reason", 500);
    fields.accept();
    reach.step(id, to, version, reason);
  }

  static RegionCode region(String code) {
    if (!code.matches("\\d{2}")) {
      throw new Refused(Refused.Kind.MALFORMED, "refused.malformed");
    }
    return new RegionCode(code);
  }
}
