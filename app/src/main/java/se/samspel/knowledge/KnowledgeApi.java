package se.samspel.knowledge;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.AsOf;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Methods, recommendations, evidence and supplements for machines. */
@RestController
class KnowledgeApi {

  private final Knowledge knowledge;
  private final MethodEditing methods;
  private final EditionEditing editions;
  private final GroundEditing grounds;

  KnowledgeApi(
      Knowledge knowledge, MethodEditing methods, EditionEditing editions, GroundEditing grounds) {
    this.knowledge = knowledge;
    this.methods = methods;
    this.editions = editions;
    this.grounds = grounds;
  }

  /** A method with all its names. */
  record MethodItem(
      String id,
      int version,
      String nameSv,
      Optional<String> nameEn,
      List<String> synonyms,
      Optional<String> population,
      Optional<String> programmeRole,
      Optional<String> source,
      boolean synthetic,
      Optional<String> populationSv,
      Optional<String> programmeRoleSv) {

    static MethodItem of(Method it) {
      return new MethodItem(
          it.id(),
          it.version(),
          it.nameSv(),
          it.nameEn(),
          it.synonyms(),
          it.population(),
          it.programmeRole(),
          it.source(),
          it.synthetic(),
          it.inSwedish().population(),
          it.inSwedish().programmeRole());
    }
  }

  /**
   * An edition of a recommendation. {@code validFrom} is absent until it is published, {@code
   * validTo} (the first day it no longer holds) until it is superseded or withdrawn.
   */
  record EditionItem(
      String number,
      int edition,
      int version,
      String state,
      boolean inForce,
      String titleSv,
      Optional<String> titleEn,
      Optional<String> textSv,
      Optional<String> adopted,
      Optional<String> adoptedBy,
      List<String> basis,
      Optional<String> strength,
      Optional<String> direction,
      Optional<String> certainty,
      Optional<LocalDate> reviewDue,
      Optional<LocalDate> validFrom,
      Optional<LocalDate> validTo,
      List<String> retractedEvidence,
      Optional<String> source,
      boolean synthetic) {

    static EditionItem of(Edition it, List<Evidence> evidence, LocalDate day) {
      return new EditionItem(
          it.number(),
          it.edition(),
          it.revision(),
          it.state().code(),
          it.state().inForce(),
          it.titleSv(),
          it.titleEn(),
          it.textSv(),
          it.adopted(),
          it.adoptedBy(),
          it.basis(),
          it.strength(),
          it.direction(),
          it.certainty(),
          it.reviewDue(),
          Optional.of(it.span().from()).filter(from -> from.isBefore(Edition.NOT_YET)),
          Optional.of(it.span().to()).filter(to -> to.isBefore(se.samspel.core.DateSpan.OPEN)),
          evidence.stream()
              .filter(e -> e.supports().contains(it.key()) && e.retracted(day))
              .map(Evidence::id)
              .toList(),
          it.source(),
          it.synthetic());
    }
  }

  /** A step that an edition took, oldest first. */
  record StepItem(
      Optional<String> from,
      String to,
      LocalDate day,
      String reason,
      Optional<String> decision,
      Optional<String> involvement,
      boolean synthetic) {

    static StepItem of(EditorialStep it) {
      return new StepItem(
          it.from().map(EditionState::code),
          it.to().code(),
          it.day(),
          it.reason(),
          it.decision(),
          it.involvement(),
          it.synthetic());
    }
  }

  /** A piece of evidence with the editions it is a ground for, written {@code number@edition}. */
  record EvidenceItem(
      String id,
      int version,
      String titleSv,
      Optional<String> doi,
      Optional<Integer> publishedYear,
      Optional<String> certainty,
      List<String> supports,
      boolean retracted,
      Optional<LocalDate> retractedOn,
      Optional<String> retractionReason,
      Optional<String> source,
      boolean synthetic) {

    static EvidenceItem of(Evidence it, LocalDate day) {
      return new EvidenceItem(
          it.id(),
          it.version(),
          it.titleSv(),
          it.doi(),
          it.publishedYear(),
          it.certainty(),
          it.supports(),
          it.retracted(day),
          it.retractedOn(),
          it.retractionReason(),
          it.source(),
          it.synthetic());
    }
  }

  /** What a region adds to an edition. */
  record SupplementItem(
      String id,
      int version,
      String region,
      String recommendation,
      int edition,
      String part,
      String textSv,
      Optional<String> approvedBy,
      LocalDate validFrom,
      Optional<LocalDate> validTo,
      Optional<String> source,
      boolean synthetic) {

    static SupplementItem of(Supplement it) {
      return new SupplementItem(
          it.id(),
          it.version(),
          it.region().value(),
          it.number(),
          it.edition(),
          it.part(),
          it.textSv(),
          it.approvedBy(),
          it.span().from(),
          Optional.of(it.span().to()).filter(to -> to.isBefore(se.samspel.core.DateSpan.OPEN)),
          it.source(),
          it.synthetic());
    }
  }

  /** The methods of the day; {@code q} searches every name. */
  @GetMapping("/api/v1/methods")
  @Permit(Permission.PUBLIC)
  Listing<MethodItem> methods(
      Visit visit,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var resolved =
        q.isBlank() ? Optional.<Method>empty() : knowledge.resolveMethod(q, visit.asOf());
    var found =
        knowledge.listMethods(visit.asOf()).stream()
            .filter(it ->
                q.isBlank()
                    || it.mentions(q)
                    || resolved.filter(one -> one.id().equals(it.id())).isPresent())
            .map(MethodItem::of)
            .toList();
    return Listing.of(found, page, limit);
  }

  /** The method with the identity, or the one that goes by the name. */
  @GetMapping("/api/v1/methods/{id}")
  @Permit(Permission.PUBLIC)
  MethodItem method(@PathVariable String id, Visit visit) {
    return knowledge
        .resolveMethod(id, visit.asOf())
        .map(MethodItem::of)
        .orElseThrow(Refused::notFound);
  }

  /** Adds a method. */
  @PostMapping("/api/v1/methods")
  @Permit(Permission.EDIT_KNOWLEDGE)
  @ResponseStatus(HttpStatus.CREATED)
  MethodItem addMethod(@RequestBody Map<String, String> body) {
    return MethodItem.of(methods.add(new Fields(body)));
  }

  /** Saves a new version of a method; {@code version} is the one that was read. */
  @PutMapping("/api/v1/methods/{id}")
  @Permit(Permission.EDIT_KNOWLEDGE)
  MethodItem changeMethod(@PathVariable String id, @RequestBody Map<String, String> body) {
    return MethodItem.of(methods.change(id, new Fields(body)));
  }

  /** Every edition of every recommendation, by number and edition. */
  @GetMapping("/api/v1/recommendations")
  @Permit(Permission.PUBLIC)
  Listing<EditionItem> recommendations(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asOf = visit.asOf();
    var evidence = knowledge.listEvidence(asOf);
    return Listing.of(knowledge.listEditions(asOf), page, limit)
        .map(it -> EditionItem.of(it, evidence, asOf.day()));
  }

  /** The edition of the recommendation that is in force on the day. */
  @GetMapping("/api/v1/recommendations/{number}")
  @Permit(Permission.PUBLIC)
  EditionItem recommendation(@PathVariable String number, Visit visit) {
    var asOf = visit.asOf();
    return item(knowledge.findInForce(number, asOf).orElseThrow(Refused::notFound), asOf);
  }

  /** One edition of the recommendation. */
  @GetMapping("/api/v1/recommendations/{number}/{edition}")
  @Permit(Permission.PUBLIC)
  EditionItem edition(@PathVariable String number, @PathVariable int edition, Visit visit) {
    var asOf = visit.asOf();
    return item(knowledge.findEdition(number, edition, asOf).orElseThrow(Refused::notFound), asOf);
  }

  private EditionItem item(Edition edition, AsOf asOf) {
    return EditionItem.of(edition, knowledge.listEvidence(edition, asOf), asOf.day());
  }

  /** The steps that an edition has taken. */
  @GetMapping("/api/v1/recommendations/{number}/{edition}/steps")
  @Permit(Permission.PUBLIC)
  Listing<StepItem> steps(
      @PathVariable String number,
      @PathVariable int edition,
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var found = knowledge.findEdition(number, edition, visit.asOf()).orElseThrow(Refused::notFound);
    var steps = knowledge.listSteps(found.number(), found.edition(), visit.asOf());
    return Listing.of(steps, page, limit).map(StepItem::of);
  }

  /** Begins a new recommendation as a draft of edition 1. */
  @PostMapping("/api/v1/recommendations")
  @Permit(Permission.EDIT_KNOWLEDGE)
  @ResponseStatus(HttpStatus.CREATED)
  EditionItem begin(@RequestBody Map<String, String> body, Visit visit) {
    return item(editions.begin(new Fields(body), visit.today()), visit.asOf());
  }

  /**
   * Begins the next edition of a recommendation as a draft; {@code version} is the newest edition
   * that was read.
   */
  @PostMapping("/api/v1/recommendations/{number}")
  @Permit(Permission.EDIT_KNOWLEDGE)
  @ResponseStatus(HttpStatus.CREATED)
  EditionItem beginNext(
      @PathVariable String number, @RequestBody Map<String, String> body, Visit visit) {
    return item(editions.beginNext(number, new Fields(body), visit.today()), visit.asOf());
  }

  /** Changes an edition that is not yet approved; {@code version} is the one that was read. */
  @PutMapping("/api/v1/recommendations/{number}/{edition}")
  @Permit(Permission.EDIT_KNOWLEDGE)
  EditionItem change(
      @PathVariable String number,
      @PathVariable int edition,
      @RequestBody Map<String, String> body,
      Visit visit) {
    return item(editions.change(number, edition, new Fields(body)), visit.asOf());
  }

  /** Takes an edition one step; {@code version} is the number of steps it had when it was read. */
  @PostMapping("/api/v1/recommendations/{number}/{edition}/steps")
  @Permit(Permission.SIGNED_IN)
  EditionItem step(
      @PathVariable String number,
      @PathVariable int edition,
      @RequestBody Map<String, String> body,
      Visit visit) {
    return item(editions.step(number, edition, new Fields(body), visit.today()), visit.asOf());
  }

  /** All evidence, that which its publisher has taken back included. */
  @GetMapping("/api/v1/evidence")
  @Permit(Permission.PUBLIC)
  Listing<EvidenceItem> evidence(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asOf = visit.asOf();
    return Listing.of(knowledge.listEvidence(asOf), page, limit)
        .map(it -> EvidenceItem.of(it, asOf.day()));
  }

  /** Adds a piece of evidence. */
  @PostMapping("/api/v1/evidence")
  @Permit(Permission.EDIT_KNOWLEDGE)
  @ResponseStatus(HttpStatus.CREATED)
  EvidenceItem addEvidence(@RequestBody Map<String, String> body, Visit visit) {
    return EvidenceItem.of(grounds.add(new Fields(body), visit.today()), visit.today());
  }

  /** Saves a new version of a piece of evidence; {@code version} is the one that was read. */
  @PutMapping("/api/v1/evidence/{id}")
  @Permit(Permission.EDIT_KNOWLEDGE)
  EvidenceItem changeEvidence(
      @PathVariable String id, @RequestBody Map<String, String> body, Visit visit) {
    return EvidenceItem.of(grounds.change(id, new Fields(body), visit.today()), visit.today());
  }

  /** Notes that the publisher took a piece of evidence back. */
  @PostMapping("/api/v1/evidence/{id}/retraction")
  @Permit(Permission.EDIT_KNOWLEDGE)
  EvidenceItem retract(
      @PathVariable String id, @RequestBody Map<String, String> body, Visit visit) {
    return EvidenceItem.of(grounds.retract(id, new Fields(body), visit.today()), visit.today());
  }

  /** What the regions add to the recommendations on the day. */
  @GetMapping("/api/v1/supplements")
  @Permit(Permission.PUBLIC)
  Listing<SupplementItem> supplements(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    return Listing.of(knowledge.listSupplements(visit.asOf()), page, limit).map(SupplementItem::of);
  }

  /** Adds a region's supplement to an edition. */
  @PostMapping("/api/v1/recommendations/{number}/{edition}/supplements")
  @Permit(Permission.SIGNED_IN)
  @ResponseStatus(HttpStatus.CREATED)
  SupplementItem supplement(
      @PathVariable String number,
      @PathVariable int edition,
      @RequestBody Map<String, String> body,
      Visit visit) {
    return SupplementItem.of(grounds.supplement(number, edition, new Fields(body), visit.today()));
  }
}
