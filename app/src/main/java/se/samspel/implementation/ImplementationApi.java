package se.samspel.implementation;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Tracks, self-assessments, regional plans and the chain around a person. */
@RestController
@RequestMapping("/api/v1")
class ImplementationApi {

  private final Implementation implementation;
  private final Plans plans;
  private final Month month;

  ImplementationApi(Implementation implementation, Plans plans, Month month) {
    this.implementation = implementation;
    this.plans = plans;
    this.month = month;
  }

  /**
   * A dated fact about a track.
   *
   * @param stage 0–9
   */
  record StageEventJson(
      String id,
      int stage,
      LocalDate day,
      @Nullable String activity,
      @Nullable String reason,
      @Nullable String evidence,
      boolean notApplicable,
      boolean synthetic) {}

  /**
   * A unit's way towards an edition of a recommendation or a method.
   *
   * @param target {@code kind:id}
   * @param stage where it stands, 0–9; null before its first event
   * @param flags {@code stalled}, {@code regressed}, {@code fragile}, {@code on-old-version}
   * @param seen how many events there are; the {@code version} that the next one carries
   */
  record TrackJson(
      String id,
      int version,
      String region,
      String unit,
      String unitName,
      String target,
      int targetVersion,
      String targetTitle,
      @Nullable Integer stage,
      List<String> flags,
      @Nullable String owner,
      boolean centralMoney,
      boolean onePerson,
      @Nullable String handedOverTo,
      int seen,
      List<StageEventJson> events,
      boolean synthetic) {
    static TrackJson of(Track it) {
      return new TrackJson(
          it.id(),
          it.version(),
          it.region().value(),
          it.unit(),
          it.unitName(),
          it.target().ref(),
          it.target().version(),
          it.target().title(),
          it.stage().map(Stage::number).orElse(null),
          it.flags().stream().map(StateMachine::code).toList(),
          it.owner().orElse(null),
          it.centralMoney(),
          it.onePerson(),
          it.handedOverTo().orElse(null),
          it.seen(),
          it.events().stream()
              .map(event ->
                  new StageEventJson(
                      event.id(),
                      event.stage().number(),
                      event.day(),
                      event.activity().orElse(null),
                      event.reason().orElse(null),
                      event.evidence().orElse(null),
                      event.notApplicable(),
                      event.synthetic()))
              .toList(),
          it.synthetic());
    }
  }

  /**
   * A unit's own answer about a recommendation.
   *
   * @param answer {@code fulfils}, {@code partly}, {@code not} or {@code unknown}
   * @param ageDays days since it was given
   */
  record AssessmentJson(
      String id,
      String region,
      String unit,
      String recommendation,
      int edition,
      String answer,
      @Nullable String evidence,
      LocalDate day,
      long ageDays,
      boolean synthetic) {}

  /** How a plan meets one recommendation. */
  record PlanItemJson(String recommendation, int edition, String howSv) {}

  /** A regional plan; drafts are shown to their region alone. */
  record PlanJson(
      String id,
      int version,
      String region,
      String titleSv,
      String state,
      @Nullable LocalDate adoptedOn,
      @Nullable String diaryNumber,
      LocalDate validFrom,
      LocalDate validTo,
      List<PlanItemJson> items,
      @Nullable String document,
      boolean synthetic) {
    static PlanJson of(Plan it) {
      return new PlanJson(
          it.id(),
          it.version(),
          it.region().value(),
          it.title(),
          StateMachine.code(it.state()),
          it.adoptedOn().orElse(null),
          it.diaryNumber().orElse(null),
          it.span().from(),
          it.span().to(),
          it.items().stream()
              .map(item -> new PlanItemJson(item.recommendation(), item.edition(), item.how()))
              .toList(),
          it.document().map(document -> "/planer/" + it.id() + "/dokument").orElse(null),
          it.synthetic());
    }
  }

  /** What holds between two kinds of actor in a region; null where nobody has said. */
  record PairJson(
      String id,
      int version,
      String region,
      String actorA,
      String actorB,
      @Nullable Boolean sharedTraining,
      @Nullable Boolean signedRoutine,
      @Nullable Boolean adoptedMethod,
      @Nullable Boolean namedContact,
      boolean synthetic) {}

  /** The identity of what was saved. */
  record SavedJson(String id) {}

  /** Tracks of the day, of a region or a target ({@code kind:id}) where given. */
  @GetMapping("/tracks")
  @Permit(Permission.PUBLIC)
  Listing<TrackJson> tracks(
      Visit visit,
      @RequestParam Optional<String> region,
      @RequestParam Optional<String> target,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var tracks =
        implementation.tracks(region.map(ImplementationApi::region), visit.asOf()).stream()
            .filter(it -> target.isEmpty() || it.target().ref().equals(target.get()))
            .toList();
    return Listing.of(tracks, page, limit).map(TrackJson::of);
  }

  /** One track with its history. */
  @GetMapping("/tracks/{id}")
  @Permit(Permission.PUBLIC)
  TrackJson track(Visit visit, @PathVariable String id) {
    return TrackJson.of(implementation.track(id, visit.asOf()));
  }

  /**
   * Begins a unit's way: {@code unit}, {@code target}, {@code owner}, {@code central_money}, {@code
   * one_person}, {@code handed_over_to}.
   */
  @PostMapping("/tracks")
  @Permit(Permission.REPORT_REGION)
  @ResponseStatus(HttpStatus.CREATED)
  SavedJson begin(Visit visit, @RequestBody Map<String, String> body) {
    return new SavedJson(implementation.begin(TrackPages.own(visit), new Fields(body)));
  }

  /**
   * Records a stage: {@code stage}, {@code day}, {@code activity}, {@code reason}, {@code
   * evidence}, {@code not_applicable}, {@code version}.
   */
  @PostMapping("/tracks/{id}/stage-events")
  @Permit(Permission.REPORT_REGION)
  @ResponseStatus(HttpStatus.CREATED)
  SavedJson record(@PathVariable String id, @RequestBody Map<String, String> body) {
    return new SavedJson(implementation.record(id, new Fields(body)));
  }

  /** The newest self-assessment of each unit and recommendation. */
  @GetMapping("/assessments")
  @Permit(Permission.PUBLIC)
  Listing<AssessmentJson> assessments(
      Visit visit,
      @RequestParam Optional<String> region,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asOf = visit.asOf();
    return Listing.of(
            implementation.assessments(region.map(ImplementationApi::region), asOf), page, limit)
        .map(it ->
            new AssessmentJson(
                it.id(),
                it.region().value(),
                it.unit(),
                it.recommendation(),
                it.edition(),
                StateMachine.code(it.answer()),
                it.evidence().orElse(null),
                it.day(),
                it.age(asOf.day()),
                it.synthetic()));
  }

  /**
   * Records a unit's own answer: {@code unit}, {@code recommendation}, {@code answer}, {@code
   * evidence}, {@code day}.
   */
  @PostMapping("/assessments")
  @Permit(Permission.REPORT_REGION)
  @ResponseStatus(HttpStatus.CREATED)
  SavedJson assess(Visit visit, @RequestBody Map<String, String> body) {
    return new SavedJson(implementation.assess(TrackPages.own(visit), new Fields(body)));
  }

  /** Regional plans that the one who asks may see. */
  @GetMapping("/plans")
  @Permit(Permission.PUBLIC)
  Listing<PlanJson> plans(
      Visit visit,
      @RequestParam Optional<String> region,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(plans.plans(region.map(ImplementationApi::region), visit.asOf()), page, limit)
        .map(PlanJson::of);
  }

  /** One plan. */
  @GetMapping("/plans/{id}")
  @Permit(Permission.PUBLIC)
  PlanJson plan(Visit visit, @PathVariable String id) {
    return PlanJson.of(plans.plan(id, visit.asOf()));
  }

  /**
   * Drafts a plan for the signed-in coordinator's own region. The parts are the fields of the form:
   * {@code title}, {@code from}, {@code to} (the last day), {@code diary_number}, {@code how_N} for
   * how recommendation N is met, and the file {@code document} (PDF, DOCX or ODT, at most 10 MB).
   */
  @PostMapping(path = "/plans", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Permit(Permission.REPORT_REGION)
  @ResponseStatus(HttpStatus.CREATED)
  SavedJson draft(
      Visit visit,
      @RequestParam Map<String, String> fields,
      @RequestParam(name = "document", required = false) Optional<MultipartFile> document)
      throws IOException {
    return new SavedJson(
        plans.save(
            TrackPages.own(visit),
            Optional.empty(),
            new Fields(fields),
            PlanPages.upload(document)));
  }

  /**
   * Saves a new version of the signed-in coordinator's own plan; the parts are those of a new one
   * and {@code version}, the one that was read. Without a file the document stays.
   */
  @PutMapping(path = "/plans/{id}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Permit(Permission.REPORT_REGION)
  SavedJson change(
      Visit visit,
      @PathVariable String id,
      @RequestParam Map<String, String> fields,
      @RequestParam(name = "document", required = false) Optional<MultipartFile> document)
      throws IOException {
    return new SavedJson(
        plans.save(
            TrackPages.own(visit),
            Optional.of(id),
            new Fields(fields),
            PlanPages.upload(document)));
  }

  /** Adopts or withdraws a plan: {@code to}, {@code version}, {@code day}, {@code reason}. */
  @PostMapping("/plans/{id}/transitions")
  @Permit(Permission.REPORT_REGION)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void step(@PathVariable String id, @RequestBody Map<String, String> body) {
    plans.step(id, new Fields(body));
  }

  /** What holds between kinds of actor around a person. */
  @GetMapping("/pairs")
  @Permit(Permission.PUBLIC)
  Listing<PairJson> pairs(
      Visit visit,
      @RequestParam Optional<String> region,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(
            implementation.pairs(region.map(ImplementationApi::region), visit.asOf()), page, limit)
        .map(it ->
            new PairJson(
                it.id(),
                it.version(),
                it.region().value(),
                it.actorA(),
                it.actorB(),
                it.sharedTraining().orElse(null),
                it.signedRoutine().orElse(null),
                it.adoptedMethod().orElse(null),
                it.namedContact().orElse(null),
                it.synthetic()));
  }

  /** Says that a subject of the signed-in coordinator's region still holds: {@code subject}. */
  @PostMapping("/confirmations")
  @Permit(Permission.REPORT_REGION)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void confirm(Visit visit, @RequestBody Map<String, String> body) {
    var fields = new Fields(body);
    var subject = fields.text("subject", 200);
    fields.accept();
    month.confirm(TrackPages.own(visit), subject);
  }

  private static RegionCode region(String code) {
    if (!code.matches("\\d{2}")) {
      throw new Refused(Refused.Kind.MALFORMED, "refused.malformed");
    }
    return new RegionCode(code);
  }
}
