package se.samspel.knowledge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
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
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.core.StateMachine;
import se.samspel.core.StateMachine.Ground;
import se.samspel.involvement.Involvements;

/** Writing editions of recommendations and taking them through their steps. */
@Component
class EditionEditing {

  static final List<String> STRENGTHS = List.of("strong", "weak");
  static final List<String> DIRECTIONS = List.of("for", "against");
  static final List<String> CERTAINTIES = List.of("high", "moderate", "low", "very-low");

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 20_000;

  private final EditionTable table;
  private final GroundTable grounds;
  private final Involvements involvements;
  private final Changes changes;
  private final ApplicationEventPublisher events;

  EditionEditing(
      EditionTable table,
      GroundTable grounds,
      Involvements involvements,
      Changes changes,
      ApplicationEventPublisher events) {
    this.table = table;
    this.grounds = grounds;
    this.involvements = involvements;
    this.changes = changes;
    this.events = events;
  }

  /**
   * Begins a new recommendation, edition 1, as a draft.
   *
   * @throws Refused when a field is wrong or the number is taken
   */
  @Transactional
  public Edition begin(Fields fields, LocalDate today) {
    require();
    var number = Long.toString(fields.whole("number", 1, 999));
    if (!table.current(number).isEmpty()) {
      fields.fault("number", "recommendation.number-taken", number);
    }
    return begin(number, 0, 0, fields, today);
  }

  /**
   * Begins the next edition of a recommendation, as a draft. The edition in force stays so until
   * the new one is published.
   *
   * @param fields {@code version}: the newest edition that the one who writes has seen
   * @throws Refused when a field is wrong, when an edition is being written already, or when there
   *     is a newer one than was seen
   */
  @Transactional
  public Edition beginNext(String number, Fields fields, LocalDate today) {
    require();
    var editions = table.current(number);
    if (editions.isEmpty()) {
      throw Refused.notFound();
    }
    var last = editions.getLast();
    if (last.span().from().equals(Edition.NOT_YET)) {
      throw new Refused(Refused.Kind.CONFLICT, "recommendation.already-begun", last.edition());
    }
    return begin(number, last.edition(), fields.version(), fields, today);
  }

  private Edition begin(String number, int last, int seen, Fields fields, LocalDate today) {
    int edition = last + 1;
    var draft = read(number, edition, EditionState.DRAFT, fields);
    fields.accept();
    if (seen != last) {
      throw Refused.stale();
    }
    var moment = changes.record(Change.created("edition-begun", ref(number), draft));
    // The door of changes is held now: whoever was first has written.
    if (table.current(number).stream().anyMatch(it -> it.edition() >= edition)) {
      throw Refused.stale();
    }
    table.insert(draft, moment);
    table.insert(
        new EditorialStep(
            number,
            edition,
            Optional.empty(),
            EditionState.DRAFT,
            today,
            CurrentPerson.get().username(),
            "Arbetet med upplaga " + edition + " börjar",
            Optional.empty(),
            Optional.empty(),
            false),
        moment);
    return find(number, edition);
  }

  /**
   * Changes the words of an edition that is not yet approved.
   *
   * @throws Refused when a field is wrong, when it is approved already, or when somebody saved
   *     another version in between
   */
  @Transactional
  public Edition change(String number, int edition, Fields fields) {
    require();
    var before = find(number, edition);
    int seen = fields.version();
    var after = read(number, edition, before.state(), fields);
    fields.accept();
    if (!before.state().editable()) {
      throw new Refused(Refused.Kind.CONFLICT, "recommendation.words-stand");
    }
    if (seen != before.revision()) {
      throw Refused.stale();
    }
    var moment = changes.record(Change.changed("edition-changed", ref(number), before, after));
    table.replace(number, edition, moment);
    table.insert(after, moment);
    return find(number, edition);
  }

  /**
   * Takes an edition one step. Publishing it supersedes the edition before; withdrawing it tells
   * every module that teaches it or works by it.
   *
   * @throws Refused when the step is not allowed from where it stands, when what must stand behind
   *     it is missing, or when somebody took a step in between
   */
  @Transactional
  public Edition step(String number, int edition, Fields fields, LocalDate today) {
    var before = find(number, edition);
    int seen = fields.version();
    var to = fields.oneOf("to", EditionState.class);
    mayStep(CurrentPerson.get(), to);
    var day = fields.optionalDay("day").orElse(today);
    var reason = fields.text("reason", 2000);
    var decision = fields.optional("decision", 100);
    var involvement = fields.optional("involvement", 100);
    var reviewDue = fields.optionalDay("reviewDue");
    var steps = table.steps(number, edition, se.samspel.core.AsOf.day(DateSpan.OPEN));
    var last = steps.getLast();
    if (day.isAfter(today) || day.isBefore(last.day())) {
      fields.fault("day", "recommendation.step-on", last.day(), today);
    }
    decision
        .filter(id -> !grounds.decisionExists(id))
        .ifPresent(id -> fields.fault("decision", "recommendation.no-decision", id));
    if (involvement.isPresent()) {
      var about = involvements.findSubject(involvement.get());
      if (about.isEmpty()) {
        fields.fault("involvement", "recommendation.no-involvement", involvement.get());
      } else if (!standsBehind(about.get(), number, edition, decision)) {
        fields.fault("involvement", "recommendation.other-involvement");
      }
    }
    reviewDue
        .filter(due -> !due.isAfter(day))
        .ifPresent(due -> fields.fault("reviewDue", "recommendation.review-passed"));
    fields.accept();
    if (seen != steps.size()) {
      throw Refused.stale();
    }
    var step = EditionState.STEPS.require("recommendation", before.state(), to);
    grounds(step, fields, last, decision, involvement);
    fields.accept();
    var taken =
        new EditorialStep(
            number,
            edition,
            Optional.of(before.state()),
            to,
            day,
            CurrentPerson.get().username(),
            reason,
            decision,
            involvement,
            false);
    var moment =
        changes.record(
            Change.changed("edition-" + to.code(), ref(number), before.state().code(), taken));
    table.insert(taken, moment);
    switch (to) {
      case PUBLISHED -> publish(before, day, reviewDue, moment);
      case REAFFIRMED -> {
        if (reviewDue.isPresent()) {
          put(before, before.span(), reviewDue, moment);
        }
      }
      case WITHDRAWN -> {
        put(before, until(before.span(), day), before.reviewDue(), moment);
        events.publishEvent(new RecommendationWithdrawn(number, edition, day, reason));
      }
      case DRAFT,
          EVIDENCE_REVIEW,
          COI_CLEARED,
          PANEL_DECIDED,
          CONSULTATION,
          REVISED,
          APPROVED,
          SCHEDULED,
          REVIEW_DUE,
          SUPERSEDED -> {}
    }
    return find(number, edition);
  }

  /** Whether what is about the subject may stand behind a step of the edition. */
  static boolean standsBehind(
      String subject, String number, int edition, Optional<String> decision) {
    var thing = "recommendation:" + number;
    return subject.equals(thing + "@" + edition)
        || subject.equals(thing)
        || decision.filter(it -> subject.equals("decision:" + it)).isPresent();
  }

  private void publish(
      Edition edition, LocalDate day, Optional<LocalDate> reviewDue, java.time.Instant moment) {
    put(edition, DateSpan.since(day), reviewDue.or(edition::reviewDue), moment);
    for (var earlier : table.current(edition.number())) {
      if (earlier.edition() < edition.edition() && earlier.state().inForce()) {
        put(earlier, until(earlier.span(), day), earlier.reviewDue(), moment);
        table.insert(
            new EditorialStep(
                edition.number(),
                earlier.edition(),
                Optional.of(earlier.state()),
                EditionState.SUPERSEDED,
                day,
                CurrentPerson.get().username(),
                "Upplaga " + edition.edition() + " är publicerad",
                Optional.empty(),
                Optional.empty(),
                edition.synthetic()),
            moment);
        events.publishEvent(
            new LinksAsserted(
                List.of(superseded(earlier, edition, day, decided(edition, moment), moment)),
                moment));
      }
    }
    events.publishEvent(new EditionPublished(edition.number(), edition.edition(), day));
  }

  private Optional<String> decided(Edition edition, java.time.Instant moment) {
    return table
        .steps(edition.number(), edition.edition(), new se.samspel.core.AsOf(DateSpan.OPEN, moment))
        .stream()
        .filter(it -> it.to() == EditionState.PANEL_DECIDED)
        .flatMap(it -> it.involvement().stream())
        .reduce((first, later) -> later);
  }

  /** The link of the thread from an edition to the one it supersedes. */
  static LinkAsserted superseded(
      Edition earlier,
      Edition later,
      LocalDate day,
      Optional<String> involvement,
      java.time.Instant moment) {
    var ref = ref(later.number());
    return new LinkAsserted(
        "supersedes:recommendation:%s:recommendation:%s:upplaga-%d"
            .formatted(later.number(), later.number(), later.edition()),
        LinkType.SUPERSEDES,
        ref,
        ref,
        Optional.empty(),
        DateSpan.since(day),
        "Upplaga %d ersätter upplaga %d".formatted(later.edition(), earlier.edition()),
        involvement,
        Optional.empty(),
        moment,
        later.source(),
        later.synthetic());
  }

  private void put(
      Edition edition, DateSpan span, Optional<LocalDate> reviewDue, java.time.Instant moment) {
    table.replace(edition.number(), edition.edition(), moment);
    table.insert(with(edition, span, reviewDue), moment);
  }

  static Edition with(Edition it, DateSpan span, Optional<LocalDate> reviewDue) {
    return new Edition(
        it.number(),
        it.edition(),
        it.revision(),
        it.titleSv(),
        it.titleEn(),
        it.textSv(),
        it.adopted(),
        it.adoptedBy(),
        it.basis(),
        it.strength(),
        it.direction(),
        it.certainty(),
        reviewDue,
        span,
        it.state(),
        it.source(),
        it.synthetic());
  }

  /** The span ended on the day; one that would hold no day is left with its first. */
  static DateSpan until(DateSpan span, LocalDate day) {
    return new DateSpan(span.from(), day.isAfter(span.from()) ? day : span.from().plusDays(1));
  }

  private static void grounds(
      StateMachine.Step<EditionState> step,
      Fields fields,
      EditorialStep last,
      Optional<String> decision,
      Optional<String> involvement) {
    for (var ground : step.needs()) {
      switch (ground) {
        case INVOLVEMENT -> {
          if (involvement.isEmpty()) {
            fields.fault("involvement", "recommendation.needs-involvement");
          }
        }
        case DECISION -> {
          if (decision.isEmpty()) {
            fields.fault("decision", "recommendation.needs-decision");
          }
        }
        case FOUR_EYES -> {
          if (last.actor().equals(CurrentPerson.get().username())) {
            fields.fault("to", "recommendation.needs-other-person");
          }
        }
      }
    }
  }

  /** The steps the person may take from where the edition stands. */
  static List<EditionState> stepsFor(Person person, EditionState from) {
    var steps = new ArrayList<EditionState>();
    for (var step : EditionState.STEPS.from(from)) {
      if (person.may(Permission.EDIT_KNOWLEDGE)
          || (approves(step.needs()) && person.may(Permission.KEEP_DECISIONS))) {
        steps.add(step.to());
      }
    }
    return steps;
  }

  // The second pair of eyes may be the programme leader's, who edits no recommendation.
  private static boolean approves(List<Ground> needs) {
    return needs.contains(Ground.FOUR_EYES);
  }

  private static void mayStep(Person person, EditionState to) {
    var approves = to == EditionState.APPROVED && person.may(Permission.KEEP_DECISIONS);
    if (!approves && !person.may(Permission.EDIT_KNOWLEDGE)) {
      throw Refused.forbidden();
    }
  }

  private Edition find(String number, int edition) {
    return table.current(number).stream()
        .filter(it -> it.edition() == edition)
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  private static Edition read(String number, int edition, EditionState state, Fields fields) {
    return new Edition(
        number,
        edition,
        0,
        fields.text("titleSv", LONGEST_NAME),
        fields.optional("titleEn", LONGEST_NAME),
        fields.optional("textSv", LONGEST_TEXT),
        Optional.empty(),
        fields.optional("adoptedBy", LONGEST_NAME),
        MethodEditing.list(fields.optional("basis", LONGEST_NAME)),
        optionalOf(fields, "strength", STRENGTHS),
        optionalOf(fields, "direction", DIRECTIONS),
        optionalOf(fields, "certainty", CERTAINTIES),
        fields.optionalDay("reviewDue"),
        DateSpan.since(Edition.NOT_YET),
        state,
        fields.optional("source", LONGEST_NAME),
        false);
  }

  static Optional<String> optionalOf(Fields fields, String field, List<String> words) {
    return fields.find(field).map(found -> fields.oneOf(field, words));
  }

  private static void require() {
    if (!CurrentPerson.get().may(Permission.EDIT_KNOWLEDGE)) {
      throw Refused.forbidden();
    }
  }

  private static NodeRef ref(String number) {
    return new NodeRef(NodeKind.RECOMMENDATION, number);
  }
}
