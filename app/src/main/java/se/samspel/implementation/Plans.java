package se.samspel.implementation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinksAsserted;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;

/** The regions' plans, and how each recommendation is met by them. */
@Component
@Transactional
public class Plans {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final int LONG = 4000;
  private static final int SHORT = 200;

  private final PlanTable table;
  private final TrackTable tracks;
  private final Changes changes;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Plans(
      PlanTable table,
      TrackTable tracks,
      Changes changes,
      ApplicationEventPublisher events,
      Clock clock) {
    this.table = table;
    this.tracks = tracks;
    this.changes = changes;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The plans that the one who asks may see, of one region where given; drafts are the region's
   * own.
   */
  @Transactional(readOnly = true)
  public List<Plan> plans(Optional<RegionCode> region, AsOf asOf) {
    return table.plans(region, Optional.empty(), asOf);
  }

  /**
   * The plan.
   *
   * @throws Refused when there is none that the one who asks may see
   */
  @Transactional(readOnly = true)
  public Plan plan(String id, AsOf asOf) {
    return table.plans(Optional.empty(), Optional.of(id), asOf).stream()
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  /** The recommendations that a plan speaks of, each in its newest edition. */
  @Transactional(readOnly = true)
  List<Track.Target> recommendations(AsOf asOf) {
    return tracks.targets(asOf).stream().filter(Track.Target::recommendation).toList();
  }

  /** The document that a plan had then, of a plan that the one who asks may see. */
  @Transactional(readOnly = true)
  Document document(String plan, AsOf asOf) {
    return plan(plan, asOf).document().flatMap(table::document).orElseThrow(Refused::notFound);
  }

  /**
   * Saves a plan, new as a draft or changed.
   *
   * @param id identity of the plan that is changed; empty for a new one
   * @param upload a document instead of the one before; empty to keep that
   * @return the plan's identity
   * @throws Refused with every fault; when it is another region's, withdrawn, or stale
   */
  public String save(
      RegionCode region, Optional<String> id, Fields fields, Optional<Upload> upload) {
    Implementation.requireOwn(region);
    var now = AsOf.day(today());
    var before = id.map(it -> plan(it, now));
    if (before.isPresent() && !before.get().region().equals(region)) {
      throw Refused.otherRegion();
    }
    var title = fields.text("title", SHORT);
    var from = fields.day("from");
    var last = fields.day("to");
    if (fields.find("from").isPresent() && fields.find("to").isPresent() && last.isBefore(from)) {
      fields.fault("to", "plan.fault.period");
    }
    var diary = fields.optional("diary_number", SHORT);
    var items = new ArrayList<Plan.Item>();
    for (var recommendation : recommendations(now)) {
      fields
          .optional("how_" + recommendation.id(), LONG)
          .ifPresent(
              how -> items.add(new Plan.Item(recommendation.id(), recommendation.version(), how)));
    }
    var version = id.isPresent() ? fields.version() : 0;
    var document = document(fields, upload);
    fields.accept();
    if (before.isPresent()) {
      if (version != before.get().version()) {
        throw Refused.stale();
      }
      if (before.get().state() == PlanState.WITHDRAWN) {
        throw new Refused(Refused.Kind.CONFLICT, "plan.fault.withdrawn");
      }
    }
    var planId = id.orElseGet(() -> "plan-" + Implementation.fresh());
    var documentId = document.map(it -> "document-" + Implementation.fresh());
    var plan =
        new Plan(
            planId,
            version + 1,
            region,
            title,
            before.map(Plan::state).orElse(PlanState.DRAFT),
            before.flatMap(Plan::adoptedOn),
            diary,
            documentId.or(() -> before.flatMap(Plan::document)),
            before.flatMap(Plan::involvement),
            new DateSpan(from, last.plusDays(1)),
            items,
            Optional.empty(),
            false);
    var moment =
        changes.record(
            new Changes.Change(
                before.isPresent() ? "plan-changed" : "plan-drafted",
                NodeKind.PLAN.code(),
                planId,
                Optional.of(region),
                before.map(Plan::toString),
                Optional.of(plan.toString())));
    before.ifPresent(it -> table.replace(it.id(), moment));
    if (document.isPresent() && documentId.isPresent()) {
      table.add(documentId.get(), region, document.get(), sha256(document.get().content()), moment);
    }
    table.add(plan, moment);
    if (before.isEmpty()) {
      table.step(plan, PlanState.DRAFT, today(), CurrentPerson.get().username(), "drafted", moment);
    }
    tell(before, plan, moment);
    return planId;
  }

  /** A file as it was sent. */
  public record Upload(String filename, byte[] content) {
    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  private static Optional<Document> document(Fields fields, Optional<Upload> upload) {
    try {
      return upload.map(it -> Document.of(it.filename(), it.content()));
    } catch (Refused refused) {
      refused.faults().forEach(fault -> fields.fault(fault.field(), fault.key()));
      return Optional.empty();
    }
  }

  /**
   * Adopts or withdraws a plan.
   *
   * @param fields {@code to}, {@code version}; {@code day} that the region decided; {@code reason}
   *     when withdrawn
   * @throws Refused with every fault; when it is another region's, stale, or not allowed
   */
  public void step(String id, Fields fields) {
    var plan = plan(id, AsOf.day(today()));
    Implementation.requireOwn(plan.region());
    var to = fields.oneOf("to", PlanState.class);
    var day = fields.optionalDay("day");
    if (to == PlanState.ADOPTED && day.isEmpty() && fields.find("day").isEmpty()) {
      fields.fault("day", "field.required");
    }
    if (day.filter(it -> it.isAfter(today())).isPresent()) {
      fields.fault("day", "track.fault.future");
    }
    var reason = fields.optional("reason", LONG);
    if (to == PlanState.WITHDRAWN && reason.isEmpty()) {
      fields.fault("reason", "plan.fault.reason");
    }
    var version = fields.version();
    fields.accept();
    PlanState.STEPS.require("plan", plan.state(), to);
    if (version != plan.version()) {
      throw Refused.stale();
    }
    var stepped =
        new Plan(
            plan.id(),
            plan.version() + 1,
            plan.region(),
            plan.title(),
            to,
            to == PlanState.ADOPTED ? day : plan.adoptedOn(),
            plan.diaryNumber(),
            plan.document(),
            plan.involvement(),
            plan.span(),
            plan.items(),
            plan.source(),
            plan.synthetic());
    var moment =
        changes.record(
            Changes.Change.changed(
                    "plan-" + StateMachine.code(to), new NodeRef(NodeKind.PLAN, id), plan, stepped)
                .in(plan.region()));
    table.replace(id, moment);
    table.add(stepped, moment);
    table.step(
        plan,
        to,
        day.orElse(today()),
        CurrentPerson.get().username(),
        reason.orElse(StateMachine.code(to)),
        moment);
    tell(Optional.of(plan), stepped, moment);
  }

  private void tell(Optional<Plan> before, Plan plan, Instant moment) {
    var links = new ArrayList<LinkAsserted>();
    var ended = new ArrayList<String>();
    TrackLinks.addAdapts(plan, moment, links, ended);
    before.ifPresent(it ->
        it.items().stream()
            .filter(item -> plan.how(item.recommendation()).isEmpty())
            .forEach(item ->
                ended.add(
                    TrackLinks.adaptsKey(it.id(), item.recommendation(), it.region().value()))));
    if (plan.state() == PlanState.ADOPTED
        || before.filter(it -> it.state() == PlanState.ADOPTED).isPresent()) {
      events.publishEvent(new LinksAsserted(links, ended, moment));
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), SWEDEN);
  }
}
