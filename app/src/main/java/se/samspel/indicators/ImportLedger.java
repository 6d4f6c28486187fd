package se.samspel.indicators;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.indicators.imports.Extract;
import se.samspel.indicators.imports.Fault;
import se.samspel.indicators.imports.Gathered;

/**
 * The steps of an import, each in one transaction: what was read is checked against what holds now,
 * kept, entered or undone. Reading itself is done before, outside the door.
 */
@Component
class ImportLedger {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final ImportTable imports;
  private final DefinitionTable definitions;
  private final ValueTable values;
  private final Changes changes;
  private final Clock clock;

  ImportLedger(
      ImportTable imports,
      DefinitionTable definitions,
      ValueTable values,
      Changes changes,
      Clock clock) {
    this.imports = imports;
    this.definitions = definitions;
    this.values = values;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Works out what the rows would change, and keeps the extract so that it can be committed.
   * Nothing is kept when anything is wrong.
   *
   * @throws Refused when the person may not
   */
  @Transactional
  public Trial stage(
      String source, Map<String, String> choices, Extract extract, Gathered gathered) {
    require();
    var sha256 = extract.sha256();
    var known = imports.same(source, choices, sha256);
    if (known.filter(it -> it.state() == ImportRun.State.COMMITTED).isPresent()) {
      return new Trial.Known(known.get());
    }
    var provenance =
        known
            .map(ImportRun::extract)
            .orElseGet(() ->
                new Provenance(
                    identity(source, choices, sha256),
                    extract.location(),
                    extract.fetchedAt(),
                    sha256));
    var plan = plan(gathered, provenance);
    if (!plan.faults().isEmpty()) {
      return new Trial.Faulty(plan.faults(), shown(plan));
    }
    if (known.isPresent()) {
      return ready(known.get().of(plan), plan);
    }
    var run =
        new ImportRun(
                provenance.run(),
                1,
                source,
                provenance,
                extract.bytes(),
                choices,
                "",
                ImportRun.State.TRIED,
                0,
                0,
                0,
                CurrentPerson.get().username(),
                Instant.EPOCH)
            .of(plan);
    var moment = record("import-tried", run);
    imports.keep(run, extract, moment);
    imports.enter(run, moment);
    return ready(run, plan);
  }

  /**
   * What a tried import would change now.
   *
   * @param gathered what reading its extract again gives
   */
  @Transactional(readOnly = true)
  public Trial review(ImportRun run, Gathered gathered) {
    require();
    var plan = plan(gathered, run.extract());
    return plan.faults().isEmpty()
        ? ready(run.of(plan), plan)
        : new Trial.Faulty(plan.faults(), shown(plan));
  }

  /**
   * Enters everything that a tried import changes, or nothing. An import that is already committed
   * changes nothing more.
   *
   * @param gathered what reading its extract again gives
   * @param fingerprint of the changes that the person has seen
   * @throws Refused when the person may not, when the changes are no longer those that were seen,
   *     or when it has been undone
   */
  @Transactional
  public Trial commit(String id, Gathered gathered, String fingerprint) {
    require();
    var run = imports.current(id).orElseThrow(Refused::notFound);
    if (run.state() == ImportRun.State.COMMITTED) {
      return new Trial.Known(run);
    }
    if (run.state() == ImportRun.State.UNDONE) {
      throw new Refused(Refused.Kind.CONFLICT, "import.undone-already");
    }
    var plan = plan(gathered, run.extract());
    if (!plan.faults().isEmpty()) {
      return new Trial.Faulty(plan.faults(), shown(plan));
    }
    if (!plan.fingerprint().equals(fingerprint)) {
      throw new Refused(Refused.Kind.CONFLICT, "import.changed-since");
    }
    var changed = new ArrayList<ImportPlan.Proposal>(plan.of(ImportPlan.Kind.FRESH));
    changed.addAll(plan.of(ImportPlan.Kind.CORRECTED));
    var shown = shown(plan);
    var after = run.of(plan).step(ImportRun.State.COMMITTED, CurrentPerson.get().username());
    var moment = record("import-committed", after);
    values.replace(
        plan.of(ImportPlan.Kind.CORRECTED).stream().map(it -> it.after().id()).toList(), moment);
    values.insert(changed.stream().map(ImportPlan.Proposal::after).toList(), moment);
    imports.enter(after, moment);
    return new Trial.Ready(
        imports.current(id).orElseThrow(), shown, plan.absent(), plan.fingerprint());
  }

  /**
   * Takes an import back: what it corrected is entered again as it was before, and what was new
   * ends. All of it stays readable as it was known then.
   *
   * @param version of the import, as the person saw it
   * @throws Refused when the person may not, when it isn't committed, or when any of its values has
   *     been changed or locked since
   */
  @Transactional
  public ImportRun undo(String id, int version) {
    require();
    var run = imports.current(id).orElseThrow(Refused::notFound);
    if (run.state() != ImportRun.State.COMMITTED) {
      throw new Refused(Refused.Kind.CONFLICT, "import.not-committed");
    }
    if (run.version() != version) {
      throw Refused.stale();
    }
    var entered = values.enteredBy(id, run.recordedAt());
    var ids = entered.stream().map(Measured::id).toList();
    var now = values.current(ids);
    long changed =
        entered.stream()
            .filter(it ->
                Optional.ofNullable(now.get(it.id()))
                    .filter(
                        current -> enteredBy(current, id) && current.state() != ValueState.LOCKED)
                    .isEmpty())
            .count();
    if (changed > 0) {
      throw new Refused(Refused.Kind.CONFLICT, "import.changed-later", changed);
    }
    var before = values.replacedAt(ids, run.recordedAt());
    var after = run.step(ImportRun.State.UNDONE, CurrentPerson.get().username());
    var moment = record("import-undone", after);
    values.replace(ids, moment);
    values.insert(List.copyOf(before.values()), moment);
    imports.enter(after, moment);
    return imports.current(id).orElseThrow();
  }

  @Transactional(readOnly = true)
  public List<ImportRun> listRuns() {
    return imports.history();
  }

  @Transactional(readOnly = true)
  public Optional<ImportRun> findRun(String id) {
    return imports.current(id);
  }

  /** The bytes of an import's extract. */
  @Transactional(readOnly = true)
  public Extract extract(ImportRun run) {
    require();
    return imports.extract(run);
  }

  /** The values that an import entered and that still hold, under disclosure control. */
  @Transactional(readOnly = true)
  public List<Reading> listEntered(ImportRun run) {
    var entered = values.enteredBy(run.id(), run.recordedAt());
    var ids = entered.stream().map(Measured::id).collect(Collectors.toSet());
    return entered.stream()
        .map(Measured::indicator)
        .distinct()
        .flatMap(it -> Indicators.readings(definition(it), values.now(it)).stream())
        .filter(it -> ids.contains(it.id()))
        .filter(it -> it.provenance().filter(from -> from.run().equals(run.id())).isPresent())
        .toList();
  }

  private static boolean enteredBy(Measured value, String run) {
    return value.provenance().filter(it -> it.run().equals(run)).isPresent();
  }

  private Trial.Ready ready(ImportRun run, ImportPlan plan) {
    return new Trial.Ready(run, shown(plan), plan.absent(), plan.fingerprint());
  }

  private ImportPlan plan(Gathered gathered, Provenance provenance) {
    return ImportPlan.of(
        gathered.rows(),
        gathered.faults(),
        definitions::current,
        definitions.regions().stream()
            .map(DefinitionTable.RegionName::code)
            .collect(Collectors.toSet()),
        values::current,
        provenance,
        LocalDate.now(clock.withZone(SWEDEN)));
  }

  /** The changes as they may be shown: what is too small now or would be then is left out. */
  private List<Trial.Change> shown(ImportPlan plan) {
    var byIndicator = new LinkedHashMap<String, List<ImportPlan.Proposal>>();
    plan.proposals()
        .forEach(it ->
            byIndicator.computeIfAbsent(it.after().indicator(), k -> new ArrayList<>()).add(it));
    var shown = new ArrayList<Trial.Change>();
    byIndicator.forEach((id, proposals) -> {
      var definition = definition(id);
      var now = values.now(id);
      var then = new HashMap<String, Measured>();
      now.forEach(it -> then.put(it.id(), it));
      proposals.forEach(it -> then.put(it.after().id(), it.after()));
      Set<String> hiddenNow = Disclosure.hidden(now, definition);
      Set<String> hiddenThen = Disclosure.hidden(List.copyOf(then.values()), definition);
      proposals.forEach(it ->
          shown.add(
              new Trial.Change(
                  it.kind(),
                  it.before()
                      .map(
                          old -> Indicators.reading(definition, old, hiddenNow.contains(old.id()))),
                  Indicators.reading(
                      definition, it.after(), hiddenThen.contains(it.after().id())))));
    });
    return List.copyOf(shown);
  }

  private Indicator definition(String id) {
    return definitions.current(id).getFirst();
  }

  private Instant record(String action, ImportRun run) {
    return changes.record(
        new Changes.Change(
            action,
            "indicator-import",
            run.id(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(
                "%s %s sha256 %s, %s: %d new, %d corrected, %d unchanged"
                    .formatted(
                        run.source(),
                        run.extract().location(),
                        run.extract().sha256(),
                        run.periods(),
                        run.fresh(),
                        run.corrected(),
                        run.unchanged()))));
  }

  /** Follows from what is imported, and from how many times it has been. */
  private String identity(String source, Map<String, String> choices, String sha256) {
    return Measured.id(
            source,
            choices.toString(),
            sha256,
            Integer.toString(imports.times(source, choices, sha256)),
            "",
            "",
            "")
        .substring(0, 16);
  }

  private static void require() {
    if (!CurrentPerson.get().may(Permission.EDIT_INDICATORS)) {
      throw Refused.forbidden();
    }
  }

  /** The faults as a refusal. */
  static Refused refused(List<Fault> faults) {
    return Refused.fields(
        faults.stream()
            .map(it -> new Refused.FieldFault(it.place().toString(), it.key(), it.arguments()))
            .toList());
  }
}
