package se.samspel.involvement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
import se.samspel.core.Kronor;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Involvement records and waivers as data. */
@RestController
@RequestMapping("/api/v1")
class InvolvementApi {

  private final Involvements involvements;

  InvolvementApi(Involvements involvements) {
    this.involvements = involvements;
  }

  /**
   * An involvement record.
   *
   * @param key how links and decisions point at it
   * @param participants people with lived experience who took part; null where not counted and
   *     where fewer than five
   * @param fewerThanFive whether the number is withheld because it is small
   */
  record InvolvementJson(
      String id,
      String key,
      int version,
      String subject,
      @Nullable String body,
      @Nullable String region,
      @Nullable String panel,
      int level,
      String perspective,
      String form,
      String stage,
      @Nullable Integer participants,
      boolean fewerThanFive,
      LocalDate heldOn,
      @Nullable String said,
      @Nullable String changed,
      @Nullable String whyNot,
      int adviceGiven,
      int adviceFollowed,
      @Nullable LocalDate feedbackOn,
      @Nullable String feedbackChannel,
      @Nullable Double rating,
      @Nullable Boolean compensated,
      @Nullable Boolean supportOffered,
      Instant recordedAt,
      @Nullable String source,
      boolean synthetic) {
    static InvolvementJson of(Involvement it) {
      return new InvolvementJson(
          it.id(),
          it.key(),
          it.version(),
          it.subject(),
          it.body().orElse(null),
          it.region().map(RegionCode::value).orElse(null),
          it.panel().orElse(null),
          it.level(),
          StateMachine.code(it.perspective()),
          StateMachine.code(it.form()),
          StateMachine.code(it.stage()),
          it.few() ? null : it.participants().orElse(null),
          it.few(),
          it.heldOn(),
          it.said().orElse(null),
          it.changed().orElse(null),
          it.whyNot().orElse(null),
          it.adviceGiven(),
          it.adviceFollowed(),
          it.feedback().on().orElse(null),
          it.feedback().channel().orElse(null),
          it.feedback().rating().orElse(null),
          it.terms().compensated().orElse(null),
          it.terms().supportOffered().orElse(null),
          it.recordedAt(),
          it.source().orElse(null),
          it.synthetic());
    }
  }

  /**
   * What is written in a new or edited involvement record.
   *
   * @param version the version seen by the one who edits; left out for a new record
   */
  record InvolvementInput(
      @Nullable Integer version,
      @Nullable String subject,
      @Nullable String body,
      @Nullable String region,
      @Nullable String panel,
      @Nullable Integer level,
      @Nullable String perspective,
      @Nullable String form,
      @Nullable String stage,
      @Nullable Integer participants,
      @Nullable String heldOn,
      @Nullable String said,
      @Nullable String changed,
      @Nullable String whyNot,
      @Nullable Integer adviceGiven,
      @Nullable Integer adviceFollowed,
      @Nullable String feedbackOn,
      @Nullable String feedbackChannel,
      @Nullable Double rating,
      @Nullable Boolean compensated,
      @Nullable Boolean supportOffered,
      @Nullable String source) {
    Fields fields() {
      return Fields.of(
          "version", version,
          "subject", subject,
          "body", body,
          "region", region,
          "panel", panel,
          "level", level,
          "perspective", perspective,
          "form", form,
          "stage", stage,
          "participants", participants,
          "heldOn", heldOn,
          "said", said,
          "changed", changed,
          "whyNot", whyNot,
          "adviceGiven", adviceGiven,
          "adviceFollowed", adviceFollowed,
          "feedbackOn", feedbackOn,
          "feedbackChannel", feedbackChannel,
          "rating", rating,
          "compensated", compensated,
          "supportOffered", supportOffered,
          "source", source);
    }
  }

  /** Feedback to those who took part. */
  record FeedbackInput(
      @Nullable Integer version,
      @Nullable String feedbackOn,
      @Nullable String feedbackChannel,
      @Nullable Double rating) {
    Fields fields() {
      return Fields.of(
          "version", version,
          "feedbackOn", feedbackOn,
          "feedbackChannel", feedbackChannel,
          "rating", rating);
    }
  }

  /** A waiver. */
  record WaiverJson(
      String id,
      String key,
      int version,
      String subject,
      @Nullable String body,
      @Nullable String region,
      String reason,
      String decidedBy,
      LocalDate decidedOn,
      Instant recordedAt,
      boolean synthetic) {
    static WaiverJson of(Waiver it) {
      return new WaiverJson(
          it.id(),
          it.key(),
          it.version(),
          it.subject(),
          it.body().orElse(null),
          it.region().map(RegionCode::value).orElse(null),
          it.reason(),
          it.decidedBy(),
          it.decidedOn(),
          it.recordedAt(),
          it.synthetic());
    }
  }

  /** What is written in a new waiver. */
  record WaiverInput(
      @Nullable String subject,
      @Nullable String body,
      @Nullable String region,
      @Nullable String reason,
      @Nullable String decidedBy,
      @Nullable String decidedOn) {
    Fields fields() {
      return Fields.of(
          "subject", subject,
          "body", body,
          "region", region,
          "reason", reason,
          "decidedBy", decidedBy,
          "decidedOn", decidedOn);
    }
  }

  /**
   * How far lived experience took part in a group of things.
   *
   * @param group body, region code or kind; null for all and empty for those that have none
   * @param rate things with involvement of all things, 0–1
   * @param medianLevel of the records, 0–5
   * @param influenceRate advice followed of advice given, 0–1
   * @param feedbackRate feedback within thirty days, 0–1
   * @param amountOre money that the things moved, öre
   * @param amountBelowLevel2Ore the part of it that moved at a level below 2, öre
   */
  record RollupJson(
      String group,
      int subjects,
      int involved,
      int waived,
      @Nullable Double rate,
      @Nullable Double medianLevel,
      int adviceGiven,
      int adviceFollowed,
      @Nullable Double influenceRate,
      @Nullable Double feedbackRate,
      long amountOre,
      long amountBelowLevel2Ore) {
    static RollupJson of(Rollup it) {
      return new RollupJson(
          it.group(),
          it.subjects(),
          it.involved(),
          it.waived(),
          it.rate().orElse(null),
          it.medianLevel().orElse(null),
          it.adviceGiven(),
          it.adviceFollowed(),
          it.influence().orElse(null),
          it.feedback().orElse(null),
          ore(it.amount()),
          ore(it.amountBelow()));
    }

    private static long ore(Kronor amount) {
      return amount.ore();
    }
  }

  /** The rollups: all, and by body, region and kind. */
  record OverviewJson(
      LocalDate day,
      RollupJson all,
      List<RollupJson> byBody,
      List<RollupJson> byRegion,
      List<RollupJson> byKind,
      boolean synthetic) {}

  /** Involvement records, the newest first; of one subject with {@code subject}. */
  @GetMapping("/involvement")
  @Permit(Permission.PUBLIC)
  Listing<InvolvementJson> list(
      Visit visit,
      @RequestParam Optional<String> subject,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asOf = visit.asOf();
    var records =
        subject
            .map(it -> involvements.listAbout(it, asOf))
            .orElseGet(() -> involvements.list(asOf));
    return Listing.of(records, page, limit).map(InvolvementJson::of);
  }

  /** Involvement rate, level, influence and feedback by body, region, kind and krona. */
  @GetMapping("/involvement/rollups")
  @Permit(Permission.PUBLIC)
  OverviewJson rollups(Visit visit) {
    var asOf = visit.asOf();
    var overview = involvements.overview(asOf);
    return new OverviewJson(
        asOf.day(),
        RollupJson.of(overview.all()),
        overview.bodies().stream().map(RollupJson::of).toList(),
        overview.regions().stream().map(RollupJson::of).toList(),
        overview.kinds().stream().map(RollupJson::of).toList(),
        overview.synthetic());
  }

  /** One involvement record. */
  @GetMapping("/involvement/{id}")
  @Permit(Permission.PUBLIC)
  InvolvementJson find(@PathVariable String id, Visit visit) {
    return InvolvementJson.of(involvements.find(id, visit.asOf()).orElseThrow(Refused::notFound));
  }

  /** Records that people with lived experience took part. */
  @PostMapping("/involvement")
  @Permit(Permission.RECORD_INVOLVEMENT)
  @ResponseStatus(HttpStatus.CREATED)
  InvolvementJson record(@RequestBody InvolvementInput input, Visit visit) {
    return InvolvementJson.of(
        involvements.record(
            InvolvementFields.involvement(
                InvolvementPages.newId(), input.fields(), visit.today())));
  }

  /** Corrects an involvement record. */
  @PutMapping("/involvement/{id}")
  @Permit(Permission.RECORD_INVOLVEMENT)
  InvolvementJson edit(@PathVariable String id, @RequestBody InvolvementInput input, Visit visit) {
    var fields = input.fields();
    var seen = fields.version();
    return InvolvementJson.of(
        involvements.edit(InvolvementFields.involvement(id, fields, visit.today()), seen));
  }

  /** Notes that people were told what came of what they said. */
  @PutMapping("/involvement/{id}/feedback")
  @Permit(Permission.RECORD_INVOLVEMENT)
  InvolvementJson feedback(@PathVariable String id, @RequestBody FeedbackInput input, Visit visit) {
    var fields = input.fields();
    var seen = fields.version();
    fields.day("feedbackOn");
    var feedback = InvolvementFields.feedback(fields, visit.today());
    fields.accept();
    return InvolvementJson.of(involvements.giveFeedback(id, seen, feedback));
  }

  /** Waivers, the newest first; of one subject with {@code subject}. */
  @GetMapping("/waivers")
  @Permit(Permission.PUBLIC)
  Listing<WaiverJson> waivers(
      Visit visit,
      @RequestParam Optional<String> subject,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asOf = visit.asOf();
    var waivers =
        subject
            .map(it -> involvements.listWaiversAbout(it, asOf))
            .orElseGet(() -> involvements.listWaivers(asOf));
    return Listing.of(waivers, page, limit).map(WaiverJson::of);
  }

  /** One waiver. */
  @GetMapping("/waivers/{id}")
  @Permit(Permission.PUBLIC)
  WaiverJson waiver(@PathVariable String id, Visit visit) {
    return WaiverJson.of(involvements.findWaiver(id, visit.asOf()).orElseThrow(Refused::notFound));
  }

  /** Records that nobody with lived experience took part, why, and who decided so. */
  @PostMapping("/waivers")
  @Permit(Permission.RECORD_INVOLVEMENT)
  @ResponseStatus(HttpStatus.CREATED)
  WaiverJson waive(@RequestBody WaiverInput input, Visit visit) {
    return WaiverJson.of(
        involvements.waive(
            InvolvementFields.waiver(InvolvementPages.newId(), input.fields(), visit.today())));
  }
}
