package se.samspel.programme;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.NodeKind;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Aims, needs, knowledge gaps, initiatives and the timeline as data. */
@RestController
@RequestMapping("/api/v1")
class ProgrammeApi {

  private final Programme programme;

  ProgrammeApi(Programme programme) {
    this.programme = programme;
  }

  /**
   * An aim.
   *
   * @param validFrom first day; null where no source gives one
   * @param validTo first day after; null while it holds
   */
  record AimJson(
      String id,
      int version,
      String textSv,
      @Nullable String textEn,
      @Nullable String parent,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      Instant recordedAt,
      @Nullable String source,
      boolean synthetic) {
    static AimJson of(Aim it) {
      return new AimJson(
          it.id(),
          it.stamp().version(),
          it.textSv(),
          it.textEn().orElse(null),
          it.parent().orElse(null),
          from(it.span()),
          to(it.span()),
          it.stamp().recordedAt(),
          it.stamp().source().orElse(null),
          it.stamp().synthetic());
    }
  }

  /**
   * What is written in a new or edited aim.
   *
   * @param version the version seen by the one who edits; left out for a new aim
   */
  record AimInput(
      @Nullable Integer version,
      @Nullable String textSv,
      @Nullable String textEn,
      @Nullable String parent,
      @Nullable String validFrom,
      @Nullable String validTo,
      @Nullable String source) {
    Fields fields() {
      return Fields.of(
          "version",
          version,
          "textSv",
          textSv,
          "textEn",
          textEn,
          "parent",
          parent,
          "validFrom",
          validFrom,
          "validTo",
          validTo,
          "source",
          source);
    }
  }

  /**
   * A need.
   *
   * @param severity 1–5, null where nobody has set it
   * @param region region code, null for the whole country
   * @param state where it stood on the day asked about
   * @param stateSynthetic whether the step that led there was made up
   */
  record NeedJson(
      String id,
      int version,
      String statementSv,
      @Nullable String statementEn,
      @Nullable String populationSv,
      @Nullable Integer severity,
      @Nullable String saidBy,
      @Nullable Integer saidYear,
      @Nullable String aim,
      @Nullable String region,
      boolean regionOnly,
      @Nullable String state,
      boolean stateSynthetic,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      Instant recordedAt,
      @Nullable String source,
      boolean synthetic) {
    static NeedJson of(Need it, @Nullable Transition newest) {
      return new NeedJson(
          it.id(),
          it.stamp().version(),
          it.statementSv(),
          it.statementEn().orElse(null),
          it.populationSv().orElse(null),
          it.severity().orElse(null),
          it.saidBy().orElse(null),
          it.saidYear().orElse(null),
          it.aim().orElse(null),
          it.region().map(RegionCode::value).orElse(null),
          it.regionOnly(),
          newest == null ? null : newest.to(),
          newest != null && newest.synthetic(),
          from(it.span()),
          to(it.span()),
          it.stamp().recordedAt(),
          it.stamp().source().orElse(null),
          it.stamp().synthetic());
    }
  }

  /** What is written in a new or edited need. */
  record NeedInput(
      @Nullable Integer version,
      @Nullable String statementSv,
      @Nullable String statementEn,
      @Nullable String populationSv,
      @Nullable Integer severity,
      @Nullable String saidBy,
      @Nullable Integer saidYear,
      @Nullable String aim,
      @Nullable String region,
      @Nullable Boolean regionOnly,
      @Nullable String source) {
    Fields fields() {
      return Fields.of(
          "version",
          version,
          "statementSv",
          statementSv,
          "statementEn",
          statementEn,
          "populationSv",
          populationSv,
          "severity",
          severity,
          "saidBy",
          saidBy,
          "saidYear",
          saidYear,
          "aim",
          aim,
          "region",
          region,
          "regionOnly",
          regionOnly,
          "source",
          source);
    }
  }

  /**
   * A knowledge gap.
   *
   * @param stateSynthetic whether the step that led to its state was made up
   */
  record KnowledgeGapJson(
      String id,
      int version,
      String questionSv,
      @Nullable String questionEn,
      @Nullable String saidBy,
      @Nullable Integer saidYear,
      @Nullable String aim,
      @Nullable String state,
      boolean stateSynthetic,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      Instant recordedAt,
      @Nullable String source,
      boolean synthetic) {
    static KnowledgeGapJson of(KnowledgeGap it, @Nullable Transition newest) {
      return new KnowledgeGapJson(
          it.id(),
          it.stamp().version(),
          it.questionSv(),
          it.questionEn().orElse(null),
          it.saidBy().orElse(null),
          it.saidYear().orElse(null),
          it.aim().orElse(null),
          newest == null ? null : newest.to(),
          newest != null && newest.synthetic(),
          from(it.span()),
          to(it.span()),
          it.stamp().recordedAt(),
          it.stamp().source().orElse(null),
          it.stamp().synthetic());
    }
  }

  /** What is written in a new or edited knowledge gap. */
  record KnowledgeGapInput(
      @Nullable Integer version,
      @Nullable String questionSv,
      @Nullable String questionEn,
      @Nullable String saidBy,
      @Nullable Integer saidYear,
      @Nullable String aim,
      @Nullable String source) {
    Fields fields() {
      return Fields.of(
          "version",
          version,
          "questionSv",
          questionSv,
          "questionEn",
          questionEn,
          "saidBy",
          saidBy,
          "saidYear",
          saidYear,
          "aim",
          aim,
          "source",
          source);
    }
  }

  /**
   * An initiative. {@code need} is left out where the reader may not see it.
   *
   * @param started first day as precisely as the source gives it: year, month or day
   * @param ended last day, likewise
   * @param state where it stood on the day asked about; null where no source says
   * @param stateSynthetic whether the step that led there was made up
   * @param stateByDates whether the state follows from the dates alone
   * @param confirmationOverdue whether nobody has confirmed the state for more than 90 days
   */
  record InitiativeJson(
      String id,
      int version,
      String nameSv,
      @Nullable String nameEn,
      @Nullable String parent,
      @Nullable String lead,
      @Nullable String aim,
      @Nullable String need,
      @Nullable String method,
      @Nullable String started,
      @Nullable String ended,
      @Nullable String state,
      boolean stateSynthetic,
      boolean stateByDates,
      boolean confirmationOverdue,
      Instant recordedAt,
      @Nullable String source,
      boolean synthetic) {
    static InitiativeJson of(
        Initiative it, Optional<Transition> newest, LocalDate day, Set<String> seenNeeds) {
      var state = Programme.state(it, newest, day);
      return new InitiativeJson(
          it.id(),
          it.stamp().version(),
          it.nameSv(),
          it.nameEn().orElse(null),
          it.parent().orElse(null),
          it.lead().orElse(null),
          it.aim().orElse(null),
          it.need().filter(seenNeeds::contains).orElse(null),
          it.method().orElse(null),
          it.started().orElse(null),
          it.ended().orElse(null),
          state.map(StateMachine::code).orElse(null),
          newest.filter(Transition::synthetic).isPresent(),
          newest.isEmpty(),
          Sheets.overdue(state, newest, day),
          it.stamp().recordedAt(),
          it.stamp().source().orElse(null),
          it.stamp().synthetic());
    }
  }

  private Set<String> seenNeeds(Collection<Initiative> initiatives) {
    return programme.seenNeeds(
        initiatives.stream().flatMap(it -> it.need().stream()).distinct().toList());
  }

  /** What is written in a new or edited initiative. */
  record InitiativeInput(
      @Nullable Integer version,
      @Nullable String nameSv,
      @Nullable String nameEn,
      @Nullable String parent,
      @Nullable String lead,
      @Nullable String aim,
      @Nullable String need,
      @Nullable String method,
      @Nullable String started,
      @Nullable String ended,
      @Nullable String source) {
    Fields fields() {
      return Fields.of(
          "version", version, "nameSv", nameSv, "nameEn", nameEn, "parent", parent, "lead", lead,
          "aim", aim, "need", need, "method", method, "started", started, "ended", ended, "source",
          source);
    }
  }

  /**
   * A step between states, as it was taken.
   *
   * @param day the day it holds from; null where no source gives it
   * @param involvement key of the involvement record or waiver behind it
   * @param revisitOn when a parked need is taken up again
   * @param towards the need it merged into, or who took an initiative over
   */
  record StepJson(
      @Nullable String from,
      String to,
      @Nullable LocalDate day,
      Instant recordedAt,
      String reason,
      @Nullable String decision,
      @Nullable String involvement,
      @Nullable LocalDate revisitOn,
      @Nullable String towards,
      boolean synthetic) {
    static StepJson of(Transition it) {
      return new StepJson(
          it.from().orElse(null),
          it.to(),
          it.day().isAfter(DateSpan.EARLIEST) ? it.day() : null,
          it.recordedAt(),
          it.reason(),
          it.decision().orElse(null),
          it.involvement().orElse(null),
          it.revisitOn().orElse(null),
          it.towards().orElse(null),
          it.synthetic());
    }
  }

  /**
   * A step to take.
   *
   * @param from the state seen by the one who takes it
   * @param day the day it holds from; today where left out
   */
  record StepInput(
      @Nullable String from,
      @Nullable String to,
      @Nullable String reason,
      @Nullable String day,
      @Nullable String decision,
      @Nullable String involvement,
      @Nullable String revisitOn,
      @Nullable String towards) {
    Fields fields() {
      return Fields.of(
          "from",
          from,
          "to",
          to,
          "reason",
          reason,
          "day",
          day,
          "decision",
          decision,
          "involvement",
          involvement,
          "revisitOn",
          revisitOn,
          "towards",
          towards);
    }
  }

  /**
   * Something that happened.
   *
   * @param date as precisely as the source gives it
   */
  record TimelineJson(
      String id,
      String date,
      String precision,
      String kind,
      String textSv,
      @Nullable String textEn,
      @Nullable String source,
      boolean synthetic) {
    static TimelineJson of(TimelineEntry it) {
      return new TimelineJson(
          it.id(),
          it.date(),
          StateMachine.code(it.precision()),
          it.kind(),
          it.textSv(),
          it.textEn().orElse(null),
          it.stamp().source().orElse(null),
          it.stamp().synthetic());
    }
  }

  private static @Nullable LocalDate from(DateSpan span) {
    return span.from().equals(DateSpan.EARLIEST) ? null : span.from();
  }

  private static @Nullable LocalDate to(DateSpan span) {
    return span.to().equals(DateSpan.OPEN) ? null : span.to();
  }

  private static @Nullable String state(Map<String, Transition> steps, String id) {
    var step = steps.get(id);
    return step == null ? null : step.to();
  }

  /** The aims that hold on the day. */
  @GetMapping("/aims")
  @Permit(Permission.PUBLIC)
  Listing<AimJson> aims(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(programme.listAims(visit.asOf()), page, limit).map(AimJson::of);
  }

  /** One aim. */
  @GetMapping("/aims/{id}")
  @Permit(Permission.PUBLIC)
  AimJson aim(@PathVariable String id, Visit visit) {
    return AimJson.of(programme.findAim(id, visit.asOf()).orElseThrow(Refused::notFound));
  }

  /** Every version of an aim, the newest first. */
  @GetMapping("/aims/{id}/versions")
  @Permit(Permission.PUBLIC)
  Listing<AimJson> aimVersions(
      @PathVariable String id,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit,
      Visit visit) {
    return versions(programme.aimHistory(id, visit.asOf()), page, limit).map(AimJson::of);
  }

  private static <T> Listing<T> versions(List<T> history, int page, int limit) {
    if (history.isEmpty()) {
      throw Refused.notFound();
    }
    return Listing.of(history, page, limit);
  }

  /** Adds an aim. */
  @PostMapping("/aims")
  @Permit(Permission.EDIT_PROGRAMME)
  @ResponseStatus(HttpStatus.CREATED)
  AimJson addAim(@RequestBody AimInput input) {
    return AimJson.of(programme.addAim(input.fields()));
  }

  /** Edits an aim; the earlier version stays readable. */
  @PutMapping("/aims/{id}")
  @Permit(Permission.EDIT_PROGRAMME)
  AimJson editAim(@PathVariable String id, @RequestBody AimInput input) {
    return AimJson.of(programme.editAim(id, input.fields()));
  }

  /** The needs, optionally in one state, of one region, or holding the words {@code q}. */
  @GetMapping("/needs")
  @Permit(Permission.PUBLIC)
  Listing<NeedJson> needs(
      Visit visit,
      @RequestParam Optional<String> q,
      @RequestParam Optional<String> state,
      @RequestParam Optional<String> region,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asOf = visit.asOf();
    var steps = programme.newestSteps(NodeKind.NEED, asOf);
    var needs =
        programme.listNeeds(asOf).stream()
            .filter(
                it -> Sheets.says(q, Stream.of(Optional.of(it.statementSv()), it.statementEn())))
            .filter(it -> region.isEmpty() || region.equals(it.region().map(RegionCode::value)))
            .filter(it -> state.isEmpty() || state.get().equals(state(steps, it.id())))
            .toList();
    return Listing.of(needs, page, limit).map(it -> NeedJson.of(it, steps.get(it.id())));
  }

  /** One need. */
  @GetMapping("/needs/{id}")
  @Permit(Permission.PUBLIC)
  NeedJson need(@PathVariable String id, Visit visit) {
    return json(programme.findNeed(id, visit.asOf()).orElseThrow(Refused::notFound), visit.asOf());
  }

  private NeedJson json(Need need, AsOf asOf) {
    return NeedJson.of(need, programme.newestSteps(NodeKind.NEED, asOf).get(need.id()));
  }

  /** Every version of a need, the newest first; each with the state of today. */
  @GetMapping("/needs/{id}/versions")
  @Permit(Permission.PUBLIC)
  Listing<NeedJson> needVersions(
      @PathVariable String id,
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return versions(programme.needHistory(id, visit.asOf()), page, limit)
        .map(it -> json(it, visit.asOf()));
  }

  /** Raises a need. */
  @PostMapping("/needs")
  @Permit(Permission.RAISE_NEED)
  @ResponseStatus(HttpStatus.CREATED)
  NeedJson raise(@RequestBody NeedInput input, Visit visit) {
    return json(programme.raiseNeed(input.fields()), visit.asOf());
  }

  /** Edits a need: the programme any, a region its own that nobody has dealt with yet. */
  @PutMapping("/needs/{id}")
  @Permit(Permission.RAISE_NEED)
  NeedJson editNeed(@PathVariable String id, @RequestBody NeedInput input, Visit visit) {
    return json(programme.editNeed(id, input.fields()), visit.asOf());
  }

  /** The steps of a need, the newest first. */
  @GetMapping("/needs/{id}/steps")
  @Permit(Permission.PUBLIC)
  Listing<StepJson> needSteps(
      @PathVariable String id,
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    Programme.requireFound(programme.findNeed(id, visit.asOf()));
    return steps(NodeKind.NEED, id, visit, page, limit);
  }

  private Listing<StepJson> steps(NodeKind kind, String id, Visit visit, int page, int limit) {
    return Listing.of(programme.listSteps(kind, id, visit.asOf()), page, limit).map(StepJson::of);
  }

  /** Takes a step with a need. */
  @PostMapping("/needs/{id}/steps")
  @Permit(Permission.EDIT_PROGRAMME)
  @ResponseStatus(HttpStatus.CREATED)
  StepJson stepNeed(@PathVariable String id, @RequestBody StepInput input) {
    return StepJson.of(programme.step(NodeKind.NEED, id, input.fields()));
  }

  /** The knowledge gaps. */
  @GetMapping("/knowledge-gaps")
  @Permit(Permission.PUBLIC)
  Listing<KnowledgeGapJson> gaps(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asOf = visit.asOf();
    var steps = programme.newestSteps(NodeKind.KNOWLEDGE_GAP, asOf);
    return Listing.of(programme.listGaps(asOf), page, limit)
        .map(it -> KnowledgeGapJson.of(it, steps.get(it.id())));
  }

  /** One knowledge gap. */
  @GetMapping("/knowledge-gaps/{id}")
  @Permit(Permission.PUBLIC)
  KnowledgeGapJson gap(@PathVariable String id, Visit visit) {
    return json(programme.findGap(id, visit.asOf()).orElseThrow(Refused::notFound), visit.asOf());
  }

  private KnowledgeGapJson json(KnowledgeGap gap, AsOf asOf) {
    return KnowledgeGapJson.of(
        gap, programme.newestSteps(NodeKind.KNOWLEDGE_GAP, asOf).get(gap.id()));
  }

  /** Adds a knowledge gap. */
  @PostMapping("/knowledge-gaps")
  @Permit(Permission.EDIT_PROGRAMME)
  @ResponseStatus(HttpStatus.CREATED)
  KnowledgeGapJson addGap(@RequestBody KnowledgeGapInput input, Visit visit) {
    return json(programme.addGap(input.fields()), visit.asOf());
  }

  /** Edits a knowledge gap. */
  @PutMapping("/knowledge-gaps/{id}")
  @Permit(Permission.EDIT_PROGRAMME)
  KnowledgeGapJson editGap(
      @PathVariable String id, @RequestBody KnowledgeGapInput input, Visit visit) {
    return json(programme.editGap(id, input.fields()), visit.asOf());
  }

  /** The steps of a knowledge gap, the newest first. */
  @GetMapping("/knowledge-gaps/{id}/steps")
  @Permit(Permission.PUBLIC)
  Listing<StepJson> gapSteps(
      @PathVariable String id,
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    Programme.requireFound(programme.findGap(id, visit.asOf()));
    return steps(NodeKind.KNOWLEDGE_GAP, id, visit, page, limit);
  }

  /** Takes a step with a knowledge gap. */
  @PostMapping("/knowledge-gaps/{id}/steps")
  @Permit(Permission.EDIT_PROGRAMME)
  @ResponseStatus(HttpStatus.CREATED)
  StepJson stepGap(@PathVariable String id, @RequestBody StepInput input) {
    return StepJson.of(programme.step(NodeKind.KNOWLEDGE_GAP, id, input.fields()));
  }

  /** The initiatives, optionally for one need or holding the words {@code q}. */
  @GetMapping("/initiatives")
  @Permit(Permission.PUBLIC)
  Listing<InitiativeJson> initiatives(
      Visit visit,
      @RequestParam Optional<String> q,
      @RequestParam Optional<String> need,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asOf = visit.asOf();
    var steps = programme.newestSteps(NodeKind.INITIATIVE, asOf);
    var all = programme.listInitiatives(asOf);
    var seen = seenNeeds(all);
    var found =
        all.stream()
            .filter(it -> Sheets.says(q, Stream.of(Optional.of(it.nameSv()), it.nameEn())))
            .filter(it -> need.isEmpty() || need.equals(it.need().filter(seen::contains)))
            .toList();
    return Listing.of(found, page, limit)
        .map(
            it -> InitiativeJson.of(it, Optional.ofNullable(steps.get(it.id())), asOf.day(), seen));
  }

  /** One initiative. */
  @GetMapping("/initiatives/{id}")
  @Permit(Permission.PUBLIC)
  InitiativeJson initiative(@PathVariable String id, Visit visit) {
    return json(
        programme.findInitiative(id, visit.asOf()).orElseThrow(Refused::notFound), visit.asOf());
  }

  private InitiativeJson json(Initiative initiative, AsOf asOf) {
    return InitiativeJson.of(
        initiative,
        programme.listSteps(NodeKind.INITIATIVE, initiative.id(), asOf).stream().findFirst(),
        asOf.day(),
        seenNeeds(List.of(initiative)));
  }

  /** Every version of an initiative, the newest first; each with the state of today. */
  @GetMapping("/initiatives/{id}/versions")
  @Permit(Permission.PUBLIC)
  Listing<InitiativeJson> initiativeVersions(
      @PathVariable String id,
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return versions(programme.initiativeHistory(id, visit.asOf()), page, limit)
        .map(it -> json(it, visit.asOf()));
  }

  /** Notes an idea for an initiative. */
  @PostMapping("/initiatives")
  @Permit(Permission.RAISE_NEED)
  @ResponseStatus(HttpStatus.CREATED)
  InitiativeJson addInitiative(@RequestBody InitiativeInput input, Visit visit) {
    return json(programme.addInitiative(input.fields()), visit.asOf());
  }

  /** Edits an initiative. */
  @PutMapping("/initiatives/{id}")
  @Permit(Permission.EDIT_PROGRAMME)
  InitiativeJson editInitiative(
      @PathVariable String id, @RequestBody InitiativeInput input, Visit visit) {
    return json(programme.editInitiative(id, input.fields()), visit.asOf());
  }

  /** The steps of an initiative, the newest first. */
  @GetMapping("/initiatives/{id}/steps")
  @Permit(Permission.PUBLIC)
  Listing<StepJson> initiativeSteps(
      @PathVariable String id,
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    Programme.requireFound(programme.findInitiative(id, visit.asOf()));
    return steps(NodeKind.INITIATIVE, id, visit, page, limit);
  }

  /** Takes a step with an initiative; proposing one is anyone's who may raise a need. */
  @PostMapping("/initiatives/{id}/steps")
  @Permit(Permission.RAISE_NEED)
  @ResponseStatus(HttpStatus.CREATED)
  StepJson stepInitiative(@PathVariable String id, @RequestBody StepInput input) {
    return StepJson.of(programme.step(NodeKind.INITIATIVE, id, input.fields()));
  }

  /**
   * Confirms that a living initiative stands where it is said to stand; {@code version} is the
   * number of steps it had when it was read.
   */
  @PostMapping("/initiatives/{id}/confirmations")
  @Permit(Permission.EDIT_PROGRAMME)
  @ResponseStatus(HttpStatus.CREATED)
  StepJson confirmInitiative(@PathVariable String id, @RequestBody Map<String, String> body) {
    return StepJson.of(programme.confirmInitiative(id, new Fields(body)));
  }

  /** What happened, the latest first; of one kind, from one year, or holding the words. */
  @GetMapping("/timeline")
  @Permit(Permission.PUBLIC)
  Listing<TimelineJson> timeline(
      Visit visit,
      @RequestParam Optional<String> q,
      @RequestParam Optional<String> kind,
      @RequestParam Optional<String> year,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var found =
        programme.listTimeline(visit.asOf()).stream()
            .filter(it -> kind.isEmpty() || kind.get().equals(it.kind()))
            .filter(it -> year.isEmpty() || it.date().startsWith(year.get()))
            .filter(it -> Sheets.says(q, Stream.of(Optional.of(it.textSv()), it.textEn())))
            .toList();
    return Listing.of(found, page, limit).map(TimelineJson::of);
  }
}
