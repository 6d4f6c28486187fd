package se.samspel.knowledge;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.Changes.Change;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinkType;
import se.samspel.core.LinksAsserted;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Permission;
import se.samspel.core.Refused;

/** Keeping the evidence behind recommendations, and what the regions add to them. */
@Component
class GroundEditing {

  static final List<String> PARTS = List.of("core", "periphery");

  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_TEXT = 10_000;

  private final GroundTable table;
  private final EditionTable editions;
  private final Changes changes;
  private final ApplicationEventPublisher events;
  private final Supplier<UUID> ids = UUID::randomUUID;

  GroundEditing(
      GroundTable table, EditionTable editions, Changes changes, ApplicationEventPublisher events) {
    this.table = table;
    this.editions = editions;
    this.changes = changes;
    this.events = events;
  }

  /**
   * Adds a piece of evidence.
   *
   * @throws Refused when a field is wrong or the identity is taken
   */
  @Transactional
  public Evidence add(Fields fields, LocalDate today) {
    require();
    var id = fields.text("id", 60);
    if (!id.isEmpty() && !id.matches("[a-z0-9-]+")) {
      fields.fault("id", "field.identity");
    } else if (table.currentEvidence(id).isPresent()) {
      fields.fault("id", "field.identity-taken", id);
    }
    var evidence = read(id, Optional.empty(), fields, today);
    fields.accept();
    var moment = changes.record(Change.created("evidence-added", ref(id), evidence));
    table.insert(evidence, moment);
    events.publishEvent(links(Optional.empty(), evidence, moment));
    return table.currentEvidence(id).orElseThrow();
  }

  /**
   * Saves a new version of a piece of evidence.
   *
   * @throws Refused when a field is wrong or somebody saved another version in between
   */
  @Transactional
  public Evidence change(String id, Fields fields, LocalDate today) {
    require();
    var before = table.currentEvidence(id).orElseThrow(Refused::notFound);
    int seen = fields.version();
    var after = read(id, Optional.of(before), fields, today);
    fields.accept();
    if (seen != before.version()) {
      throw Refused.stale();
    }
    return put("evidence-changed", before, after);
  }

  /**
   * Notes that the publisher took a piece of evidence back. The editions that rest on it are
   * flagged from then on, and its links of the thread end.
   *
   * @throws Refused when a field is wrong, when it was taken back already, or when somebody saved
   *     another version in between
   */
  @Transactional
  public Evidence retract(String id, Fields fields, LocalDate today) {
    require();
    var before = table.currentEvidence(id).orElseThrow(Refused::notFound);
    int seen = fields.version();
    var day = fields.day("retractedOn");
    if (day.isAfter(today)) {
      fields.fault("retractedOn", "evidence.retracted-later");
    }
    var reason = fields.text("retractionReason", 2000);
    fields.accept();
    if (before.retractedOn().isPresent()) {
      throw new Refused(Refused.Kind.CONFLICT, "evidence.already-retracted");
    }
    if (seen != before.version()) {
      throw Refused.stale();
    }
    var after =
        new Evidence(
            id,
            0,
            before.titleSv(),
            before.doi(),
            before.publishedYear(),
            before.certainty(),
            before.supports(),
            Optional.of(day),
            Optional.of(reason),
            before.source(),
            before.synthetic());
    return put("evidence-retracted", before, after);
  }

  private Evidence put(String action, Evidence before, Evidence after) {
    var moment = changes.record(Change.changed(action, ref(before.id()), before, after));
    table.replaceEvidence(before.id(), moment);
    table.insert(after, moment);
    tell(Optional.of(before), after, moment);
    return table.currentEvidence(before.id()).orElseThrow();
  }

  /** Tells the thread and the other modules what follows from a piece of evidence being so. */
  private void tell(Optional<Evidence> before, Evidence after, Instant moment) {
    tell(before, after, Set.of(), moment);
  }

  /**
   * The same for evidence of a pack.
   *
   * @param stated keys of the links that the pack states itself, with their grounds
   */
  void tell(Optional<Evidence> before, Evidence after, Set<String> stated, Instant moment) {
    var links = links(before, after, moment);
    events.publishEvent(
        new LinksAsserted(
            links.links().stream().filter(it -> !stated.contains(it.key())).toList(),
            links.ended().stream().filter(it -> !stated.contains(it)).toList(),
            moment));
    if (after.retractedOn().isPresent() && before.flatMap(Evidence::retractedOn).isEmpty()) {
      events.publishEvent(
          new EvidenceRetracted(after.id(), after.supports(), after.retractedOn().get()));
    }
  }

  private static LinksAsserted links(Optional<Evidence> before, Evidence after, Instant moment) {
    var holding = after.retractedOn().isPresent() ? List.<String>of() : after.supports();
    var links = new ArrayList<LinkAsserted>();
    for (var edition : holding) {
      links.add(
          new LinkAsserted(
              key(after.id(), edition),
              LinkType.SUPPORTS,
              ref(after.id()),
              new NodeRef(NodeKind.RECOMMENDATION, number(edition)),
              Optional.empty(),
              DateSpan.since(
                  after.publishedYear().map(y -> LocalDate.of(y, 1, 1)).orElse(DateSpan.EARLIEST)),
              "Underlag för upplaga " + edition.substring(edition.indexOf('@') + 1),
              Optional.empty(),
              Optional.empty(),
              moment,
              after.source(),
              after.synthetic()));
    }
    var kept = holding.stream().map(it -> key(after.id(), it)).toList();
    var ended =
        before.map(Evidence::supports).orElse(List.of()).stream()
            .map(it -> key(after.id(), it))
            .filter(it -> !kept.contains(it))
            .distinct()
            .toList();
    return new LinksAsserted(List.copyOf(links), ended, moment);
  }

  /** Ends every link of a piece of evidence that is no longer known. */
  void forget(Evidence evidence, Instant moment) {
    events.publishEvent(
        new LinksAsserted(
            List.of(),
            evidence.supports().stream().map(it -> key(evidence.id(), it)).toList(),
            moment));
  }

  private static String key(String id, String edition) {
    return "supports:evidence:" + id + ":recommendation:" + edition.replace('@', '-');
  }

  private static String number(String edition) {
    return edition.substring(0, edition.indexOf('@'));
  }

  private Evidence read(String id, Optional<Evidence> before, Fields fields, LocalDate today) {
    var title = fields.text("titleSv", LONGEST_NAME);
    var doi =
        fields
            .optional("doi", 200)
            .map(
                it -> it.replaceFirst("^https?://(dx\\.)?doi\\.org/", "").toLowerCase(Locale.ROOT));
    if (doi.filter(it -> !it.matches("10\\.\\d{4,9}/\\S+")).isPresent()) {
      fields.fault("doi", "evidence.doi");
    }
    var supports = MethodEditing.list(fields.optional("supports", LONGEST_NAME));
    var known = editions.asOf(AsOf.day(DateSpan.OPEN)).stream().map(Edition::key).toList();
    supports.stream()
        .filter(it -> !known.contains(it))
        .findFirst()
        .ifPresent(it -> fields.fault("supports", "evidence.no-edition", it));
    return new Evidence(
        id,
        0,
        title,
        doi,
        fields.optionalWhole("publishedYear", 1900, today.getYear()).map(Long::intValue),
        EditionEditing.optionalOf(fields, "certainty", EditionEditing.CERTAINTIES),
        supports,
        before.flatMap(Evidence::retractedOn),
        before.flatMap(Evidence::retractionReason),
        fields.optional("source", LONGEST_NAME),
        false);
  }

  /**
   * Adds what a region adds to an edition: its coordinator for the own region, an editor for any.
   *
   * @throws Refused when a field is wrong or the region is another's
   */
  @Transactional
  public Supplement supplement(String number, int edition, Fields fields, LocalDate today) {
    var person = CurrentPerson.get();
    if (!person.may(Permission.REPORT_REGION) && !person.may(Permission.EDIT_KNOWLEDGE)) {
      throw Refused.forbidden();
    }
    if (editions.current(number).stream().noneMatch(it -> it.edition() == edition)) {
      throw Refused.notFound();
    }
    var region = fields.region("region");
    var part = fields.oneOf("part", PARTS);
    var text = fields.text("textSv", LONGEST_TEXT);
    var approvedBy = fields.text("approvedBy", LONGEST_NAME);
    var from = fields.optionalDay("validFrom").orElse(today);
    var to = fields.optionalDay("validTo");
    if (to.filter(it -> it.isBefore(from)).isPresent()) {
      fields.fault("validTo", "supplement.ends-before");
    }
    if (table.regions().stream().noneMatch(it -> it.code().equals(region))) {
      fields.fault("region", "field.region");
    }
    fields.accept();
    if (!person.may(Permission.EDIT_KNOWLEDGE) && !person.may(Permission.REPORT_REGION, region)) {
      throw Refused.otherRegion();
    }
    var supplement =
        new Supplement(
            ids.get().toString(),
            0,
            region,
            number,
            edition,
            part,
            text,
            Optional.of(approvedBy),
            new DateSpan(from, to.map(it -> it.plusDays(1)).orElse(DateSpan.OPEN)),
            fields.optional("source", LONGEST_NAME),
            false);
    var moment =
        changes.record(
            new Change(
                "supplement-added",
                "supplement",
                supplement.id(),
                Optional.of(region),
                Optional.empty(),
                Optional.of(supplement.toString())));
    table.insert(supplement, moment);
    return table.currentSupplement(supplement.id()).orElseThrow();
  }

  /**
   * Ends what a region adds, from today.
   *
   * @throws Refused when it is another region's, or when somebody changed it in between
   */
  @Transactional
  public Supplement endSupplement(String id, Fields fields, LocalDate today) {
    var person = CurrentPerson.get();
    var before = table.currentSupplement(id).orElseThrow(Refused::notFound);
    if (!person.may(Permission.EDIT_KNOWLEDGE)
        && !person.may(Permission.REPORT_REGION, before.region())) {
      throw person.may(Permission.REPORT_REGION) ? Refused.otherRegion() : Refused.forbidden();
    }
    int seen = fields.version();
    fields.accept();
    if (seen != before.version()) {
      throw Refused.stale();
    }
    var after =
        new Supplement(
            id,
            0,
            before.region(),
            before.number(),
            before.edition(),
            before.part(),
            before.textSv(),
            before.approvedBy(),
            EditionEditing.until(before.span(), today),
            before.source(),
            before.synthetic());
    var moment =
        changes.record(
            new Change(
                "supplement-ended",
                "supplement",
                id,
                Optional.of(before.region()),
                Optional.of(before.toString()),
                Optional.of(after.toString())));
    table.replaceSupplement(id, moment);
    // One that ends on its first day never held.
    if (today.isAfter(before.span().from())) {
      table.insert(after, moment);
    }
    return after;
  }

  private static void require() {
    if (!CurrentPerson.get().may(Permission.EDIT_KNOWLEDGE)) {
      throw Refused.forbidden();
    }
  }

  private static NodeRef ref(String id) {
    return new NodeRef(NodeKind.EVIDENCE, id);
  }
}
