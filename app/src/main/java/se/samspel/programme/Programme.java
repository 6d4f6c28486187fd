package se.samspel.programme;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Fields;
import se.samspel.core.Node;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Nodes;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.ui.Messages;

/** What the programme is for, what it does, and what its bodies decide. */
@Component
public class Programme {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final ProgrammeTables tables;
  private final TransitionTable transitions;
  private final Stepping stepping;
  private final ProgrammeLinks links;
  private final Changes changes;
  private final ObjectProvider<Nodes> nodes;
  private final Clock clock;

  Programme(
      ProgrammeTables tables,
      TransitionTable transitions,
      Stepping stepping,
      ProgrammeLinks links,
      Changes changes,
      ObjectProvider<Nodes> nodes,
      Clock clock) {
    this.tables = tables;
    this.transitions = transitions;
    this.stepping = stepping;
    this.links = links;
    this.changes = changes;
    this.nodes = nodes;
    this.clock = clock;
  }

  // Aims

  @Transactional(readOnly = true)
  public List<Aim> listAims(AsOf asOf) {
    return tables.aims.list(asOf);
  }

  @Transactional(readOnly = true)
  public Optional<Aim> findAim(String id, AsOf asOf) {
    return tables.aims.find(id, asOf);
  }

  /** The aim as it is recorded now, whatever days it holds. */
  @Transactional(readOnly = true)
  Optional<Aim> newestAim(String id) {
    return tables.aims.newest(id);
  }

  /** Every aim as it is recorded now, those that no longer hold too. */
  @Transactional(readOnly = true)
  List<Aim> listEveryAim(AsOf asOf) {
    return tables.aims.everyDay(asOf);
  }

  @Transactional(readOnly = true)
  List<Aim> aimHistory(String id, AsOf asOf) {
    return tables.aims.history(id, asOf.known());
  }

  @Transactional
  Aim addAim(Fields fields) {
    requireEdit(Permission.EDIT_PROGRAMME);
    var read = ProgrammeFields.aim(fields, today());
    known(fields, "parent", read.parent(), tables.aims::newest);
    fields.accept();
    var id = Slug.of(read.textSv(), it -> tables.aims.newest(it).isPresent());
    var aim = read.as(id, Stamp.draft(read.source(), false));
    tables.aims.put(List.of(aim), added(NodeKind.AIM, id, Optional.empty(), aim));
    return tables.aims.newest(id).orElseThrow();
  }

  @Transactional
  Aim editAim(String id, Fields fields) {
    requireEdit(Permission.EDIT_PROGRAMME);
    var before = tables.aims.newest(id).orElseThrow(Refused::notFound);
    var seen = fields.version();
    var read = ProgrammeFields.aim(fields, today());
    known(fields, "parent", read.parent(), tables.aims::newest);
    if (read.parent().filter(id::equals).isPresent()) {
      fields.fault("parent", "programme.own-parent");
    }
    fields.accept();
    var aim = read.as(id, Stamp.draft(read.source(), before.stamp().synthetic()));
    var moment = edited(NodeKind.AIM.code(), id, Optional.empty(), before, aim);
    still(seen, tables.aims.newest(id).orElseThrow().stamp());
    tables.aims.put(List.of(aim), moment);
    return tables.aims.newest(id).orElseThrow();
  }

  // Needs

  /** The needs that whoever asks may read. */
  @Transactional(readOnly = true)
  public List<Need> listNeeds(AsOf asOf) {
    return tables.needs.list(asOf);
  }

  @Transactional(readOnly = true)
  public Optional<Need> findNeed(String id, AsOf asOf) {
    return tables.needs.find(id, asOf);
  }

  @Transactional(readOnly = true)
  List<Need> needHistory(String id, AsOf asOf) {
    return tables.needs.history(id, asOf.known());
  }

  /**
   * Raises a need; one who acts for a region raises it there.
   *
   * @throws Refused with every wrong field, or for another region
   */
  @Transactional
  public Need raiseNeed(Fields fields) {
    requireEdit(Permission.RAISE_NEED);
    var person = CurrentPerson.get();
    var read = ProgrammeFields.need(fields, person, Optional.empty(), today());
    known(fields, "aim", read.aim(), tables.aims::newest);
    fields.accept();
    requireRegion(Permission.RAISE_NEED, read.region());
    // An address is public; a need that is the region's own must not be read from it.
    var id =
        read.regionOnly()
            ? "behov-" + UUID.randomUUID()
            : Slug.of(
                read.statementSv(),
                it -> !tables.needs.history(it).isEmpty() || !tables.gaps.history(it).isEmpty());
    var need = read.as(id, Stamp.draft(read.source(), false));
    var moment = added(NodeKind.NEED, id, need.region(), need);
    tables.needs.put(List.of(need), moment);
    stepping.begin(
        NodeKind.NEED,
        id,
        Messages.get(Messages.SWEDISH, "step.raised"),
        need.span().from(),
        moment);
    links.needs(List.of(), List.of(need), Map.of(), moment);
    return tables.needs.newest(id).orElseThrow();
  }

  @Transactional
  Need editNeed(String id, Fields fields) {
    var before = tables.needs.newest(id).orElseThrow(Refused::notFound);
    requireMayEdit(before);
    var seen = fields.version();
    var read = ProgrammeFields.need(fields, CurrentPerson.get(), Optional.of(before), today());
    known(fields, "aim", read.aim(), tables.aims::newest);
    fields.accept();
    if (!CurrentPerson.get().may(Permission.EDIT_PROGRAMME)) {
      requireRegion(Permission.RAISE_NEED, read.region());
    }
    var need = read.as(id, Stamp.draft(read.source(), before.stamp().synthetic()));
    var moment = edited(NodeKind.NEED.code(), id, need.region(), before, need);
    still(seen, tables.needs.newest(id).orElseThrow(Refused::stale).stamp());
    tables.needs.put(List.of(need), moment);
    links.needs(List.of(before), List.of(need), Map.of(), moment);
    return tables.needs.newest(id).orElseThrow();
  }

  /**
   * The programme may change every need; a region its own as long as nobody has dealt with it.
   *
   * @throws Refused when the one who acts may not change the need
   */
  @Transactional(readOnly = true)
  void requireMayEdit(Need need) {
    var person = CurrentPerson.get();
    if (person.may(Permission.EDIT_PROGRAMME)) {
      requireRegion(Permission.EDIT_PROGRAMME, need.region());
      return;
    }
    if (!person.may(Permission.RAISE_NEED) || person.region().isEmpty()) {
      throw Refused.forbidden();
    }
    if (!person.region().equals(need.region())) {
      throw Refused.otherRegion();
    }
    var state = transitions.newest(NodeKind.NEED.code(), AsOf.day(today())).get(need.id());
    if (state != null && !state.to().equals(StateMachine.code(Need.State.RAISED))) {
      throw new Refused(Refused.Kind.FORBIDDEN, "need.dealt-with");
    }
  }

  /** Those of the needs that whoever asks may see. */
  @Transactional(readOnly = true)
  Set<String> seenNeeds(Collection<String> ids) {
    return tables.needs.newest(ids).stream().map(Need::id).collect(Collectors.toSet());
  }

  // Knowledge gaps

  @Transactional(readOnly = true)
  public List<KnowledgeGap> listGaps(AsOf asOf) {
    return tables.gaps.list(asOf);
  }

  @Transactional(readOnly = true)
  public Optional<KnowledgeGap> findGap(String id, AsOf asOf) {
    return tables.gaps.find(id, asOf);
  }

  @Transactional(readOnly = true)
  List<KnowledgeGap> gapHistory(String id, AsOf asOf) {
    return tables.gaps.history(id, asOf.known());
  }

  @Transactional
  KnowledgeGap addGap(Fields fields) {
    requireEdit(Permission.EDIT_PROGRAMME);
    var read = ProgrammeFields.gap(fields, Optional.empty(), today());
    known(fields, "aim", read.aim(), tables.aims::newest);
    fields.accept();
    var id =
        Slug.of(
            read.questionSv(),
            it -> !tables.needs.history(it).isEmpty() || !tables.gaps.history(it).isEmpty());
    var gap = read.as(id, Stamp.draft(read.source(), false));
    var moment = added(NodeKind.KNOWLEDGE_GAP, id, Optional.empty(), gap);
    tables.gaps.put(List.of(gap), moment);
    stepping.begin(
        NodeKind.KNOWLEDGE_GAP,
        id,
        Messages.get(Messages.SWEDISH, "step.opened"),
        gap.span().from(),
        moment);
    return tables.gaps.newest(id).orElseThrow();
  }

  @Transactional
  KnowledgeGap editGap(String id, Fields fields) {
    requireEdit(Permission.EDIT_PROGRAMME);
    var before = tables.gaps.newest(id).orElseThrow(Refused::notFound);
    var seen = fields.version();
    var read = ProgrammeFields.gap(fields, Optional.of(before), today());
    known(fields, "aim", read.aim(), tables.aims::newest);
    fields.accept();
    var gap = read.as(id, Stamp.draft(read.source(), before.stamp().synthetic()));
    var moment = edited(NodeKind.KNOWLEDGE_GAP.code(), id, Optional.empty(), before, gap);
    still(seen, tables.gaps.newest(id).orElseThrow().stamp());
    tables.gaps.put(List.of(gap), moment);
    return tables.gaps.newest(id).orElseThrow();
  }

  // Initiatives

  @Transactional(readOnly = true)
  public List<Initiative> listInitiatives(AsOf asOf) {
    return tables.initiatives.list(asOf);
  }

  @Transactional(readOnly = true)
  public Optional<Initiative> findInitiative(String id, AsOf asOf) {
    return tables.initiatives.find(id, asOf);
  }

  @Transactional(readOnly = true)
  List<Initiative> initiativeHistory(String id, AsOf asOf) {
    return tables.initiatives.history(id, asOf.known());
  }

  /** The decisions about a thing, written {@code kind:id}. */
  @Transactional(readOnly = true)
  List<Decision> decisionsAbout(String thing, AsOf asOf) {
    return tables.decisions.list("about", thing, asOf);
  }

  /** Notes an idea for an initiative; anyone who may raise a need may have one. */
  @Transactional
  Initiative addInitiative(Fields fields) {
    requireEdit(Permission.RAISE_NEED);
    var read = ProgrammeFields.initiative(fields, Optional.empty(), today());
    checkInitiative(fields, read, Optional.empty());
    fields.accept();
    var id = Slug.of(read.nameSv(), it -> !tables.initiatives.history(it).isEmpty());
    var initiative = read.as(id, Stamp.draft(read.source(), false));
    var moment = added(NodeKind.INITIATIVE, id, Optional.empty(), initiative);
    tables.initiatives.put(List.of(initiative), moment);
    stepping.begin(
        NodeKind.INITIATIVE,
        id,
        Messages.get(Messages.SWEDISH, "step.idea"),
        initiative.span().from(),
        moment);
    links.initiatives(List.of(), List.of(initiative), Map.of(), moment);
    return tables.initiatives.newest(id).orElseThrow();
  }

  @Transactional
  Initiative editInitiative(String id, Fields fields) {
    requireEdit(Permission.EDIT_PROGRAMME);
    var before = tables.initiatives.newest(id).orElseThrow(Refused::notFound);
    var seen = fields.version();
    var read = ProgrammeFields.initiative(fields, Optional.of(before), today());
    checkInitiative(fields, read, Optional.of(before));
    if (read.parent().filter(id::equals).isPresent()) {
      fields.fault("parent", "programme.own-parent");
    }
    fields.accept();
    var initiative = read.as(id, Stamp.draft(read.source(), before.stamp().synthetic()));
    var moment = edited(NodeKind.INITIATIVE.code(), id, Optional.empty(), before, initiative);
    still(seen, tables.initiatives.newest(id).orElseThrow().stamp());
    tables.initiatives.put(List.of(initiative), moment);
    links.initiatives(List.of(before), List.of(initiative), Map.of(), moment);
    return tables.initiatives.newest(id).orElseThrow();
  }

  private void checkInitiative(
      Fields fields, ProgrammeFields.ReadInitiative read, Optional<Initiative> before) {
    known(fields, "aim", read.aim(), tables.aims::newest);
    known(fields, "need", read.need(), tables.needs::newest);
    known(fields, "parent", read.parent(), tables.initiatives::newest);
    if (!read.method().equals(before.flatMap(Initiative::method))) {
      known(
          fields,
          "method",
          read.method(),
          id -> {
            var ref = NodeKind.METHOD.code() + ":" + id;
            return Optional.ofNullable(describe(List.of(ref), AsOf.day(today())).get(ref));
          });
    }
  }

  // States

  /** The newest step of each thing of the kind; absent where none is recorded. */
  @Transactional(readOnly = true)
  public Map<String, Transition> newestSteps(NodeKind kind, AsOf asOf) {
    return transitions.newest(kind.code(), asOf);
  }

  /**
   * Every step of one thing, the newest first; without the need that it merged into where whoever
   * asks may not see that.
   */
  @Transactional(readOnly = true)
  public List<Transition> listSteps(NodeKind kind, String id, AsOf asOf) {
    var steps = transitions.history(kind.code(), id, asOf);
    if (kind != NodeKind.NEED) {
      return steps;
    }
    var seen = seenNeeds(steps.stream().flatMap(it -> it.towards().stream()).toList());
    return steps.stream()
        .map(it ->
            it.towards().filter(to -> !seen.contains(to)).isEmpty() ? it : it.withoutTowards())
        .toList();
  }

  /** Where an initiative stood: by its newest step, or else by its dates; empty where unknown. */
  @Transactional(readOnly = true)
  public Optional<Initiative.State> findState(Initiative initiative, AsOf asOf) {
    return state(
        initiative,
        transitions.history(NodeKind.INITIATIVE.code(), initiative.id(), asOf).stream().findFirst(),
        asOf.day());
  }

  static Optional<Initiative.State> state(
      Initiative initiative, Optional<Transition> newest, LocalDate day) {
    return newest
        .map(step ->
            Initiative.State.valueOf(
                step.to().toUpperCase(java.util.Locale.ROOT).replace('-', '_')))
        .or(() -> initiative.stateByDates(day));
  }

  /** Takes a step; see {@link Stepping#take}. */
  @Transactional
  Transition step(NodeKind kind, String id, Fields fields) {
    return stepping.take(thing(kind, id), fields, today());
  }

  /** Confirms that an initiative stands where it is said to stand; see {@link Stepping#confirm}. */
  @Transactional
  Transition confirmInitiative(String id, Fields fields) {
    return stepping.confirm(thing(NodeKind.INITIATIVE, id), fields, today());
  }

  private Stepping.Thing thing(NodeKind kind, String id) {
    return switch (kind) {
      case NEED ->
          new Stepping.Thing(
              kind,
              id,
              tables.needs.newest(id).orElseThrow(Refused::notFound).region(),
              Machines.first(kind));
      case KNOWLEDGE_GAP -> {
        requireFound(tables.gaps.newest(id));
        yield new Stepping.Thing(kind, id, Optional.empty(), Machines.first(kind));
      }
      case INITIATIVE ->
          new Stepping.Thing(
              kind,
              id,
              Optional.empty(),
              tables
                  .initiatives
                  .newest(id)
                  .orElseThrow(Refused::notFound)
                  .stateByDates(today())
                  .map(StateMachine::code)
                  .orElse(Machines.first(kind)));
      default -> throw Refused.notFound();
    };
  }

  // Timeline and names

  @Transactional(readOnly = true)
  public List<TimelineEntry> listTimeline(AsOf asOf) {
    return tables.timeline.list(asOf).stream()
        .filter(it -> !it.day().isAfter(asOf.day()))
        .sorted(
            java.util.Comparator.comparing(TimelineEntry::date)
                .reversed()
                .thenComparing(TimelineEntry::id))
        .toList();
  }

  @Transactional(readOnly = true)
  Map<String, String> regionNames(AsOf asOf) {
    return tables.regionNames(asOf);
  }

  /** The nodes of any module that are written {@code kind:id}; those unknown are absent. */
  @Transactional(readOnly = true)
  Map<String, Node> describe(List<String> refs, AsOf asOf) {
    var found = new java.util.HashMap<String, Node>();
    for (var kind : NodeKind.values()) {
      var ids =
          refs.stream()
              .filter(it -> it.startsWith(kind.code() + ":"))
              .map(it -> it.substring(kind.code().length() + 1))
              .distinct()
              .toList();
      if (!ids.isEmpty()) {
        nodes.stream()
            .filter(owner -> owner.kinds().contains(kind))
            .flatMap(owner -> owner.describe(kind, ids, asOf).values().stream())
            .forEach(node -> found.put(node.ref().toString(), node));
      }
    }
    return found;
  }

  // Shared

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), SWEDEN);
  }

  /**
   * Goes on only when there is such a thing.
   *
   * @throws Refused when there is none
   */
  static void requireFound(Optional<?> found) {
    if (found.isEmpty()) {
      throw Refused.notFound();
    }
  }

  private static void requireEdit(Permission permission) {
    if (!CurrentPerson.get().may(permission)) {
      throw Refused.forbidden();
    }
  }

  private static void requireRegion(Permission permission, Optional<RegionCode> region) {
    var person = CurrentPerson.get();
    var allowed = region.map(it -> person.may(permission, it)).orElse(person.region().isEmpty());
    if (!allowed) {
      throw Refused.otherRegion();
    }
  }

  private static <T> void known(
      Fields fields,
      String field,
      Optional<String> id,
      java.util.function.Function<String, Optional<T>> newest) {
    if (id.filter(it -> newest.apply(it).isEmpty()).isPresent()) {
      fields.fault(field, "programme.unknown");
    }
  }

  private static void still(int seen, Stamp now) {
    if (now.version() != seen) {
      throw Refused.stale();
    }
  }

  private Instant added(NodeKind kind, String id, Optional<RegionCode> region, Object after) {
    var change = Changes.Change.created(kind.code() + "-added", new NodeRef(kind, id), after);
    return changes.record(region.map(change::in).orElse(change));
  }

  private Instant edited(
      String kind, String id, Optional<RegionCode> region, Object before, Object after) {
    return changes.record(
        new Changes.Change(
            kind + "-edited",
            kind,
            id,
            region,
            Optional.of(before.toString()),
            Optional.of(after.toString())));
  }
}
