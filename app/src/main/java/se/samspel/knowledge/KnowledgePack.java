package se.samspel.knowledge;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.LinksAsserted;
import se.samspel.core.Pack;
import se.samspel.core.PackChange;
import se.samspel.core.PackFaults;
import se.samspel.core.PackFile;
import se.samspel.core.PackPart;
import se.samspel.core.PackRow;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine.Ground;
import se.samspel.involvement.Backing;

/** Methods, recommendations, evidence, supplements and editorial steps of a programme pack. */
@Component
@Order(40)
class KnowledgePack implements PackPart {

  private static final String METHODS = "methods.csv";
  private static final String RECOMMENDATIONS = "recommendations.csv";
  private static final String EVIDENCE = "evidence.csv";
  private static final String SUPPLEMENTS = "supplements.csv";
  private static final String STEPS = "editorial-steps.csv";

  private static final Pattern EDITION_KEY = Pattern.compile("([1-9]\\d{0,2})[/@]([1-9]\\d{0,2})");
  private static final Pattern DOI = Pattern.compile("10\\.\\d{4,9}/\\S+");

  private final MethodTable methods;
  private final EditionTable editions;
  private final GroundTable grounds;
  private final GroundEditing groundEditing;
  private final ApplicationEventPublisher events;

  KnowledgePack(
      MethodTable methods,
      EditionTable editions,
      GroundTable grounds,
      GroundEditing groundEditing,
      ApplicationEventPublisher events) {
    this.methods = methods;
    this.editions = editions;
    this.grounds = grounds;
    this.groundEditing = groundEditing;
    this.events = events;
  }

  @Override
  public List<PackFile> files() {
    return List.of(
        new PackFile(
            METHODS,
            List.of(
                "key",
                "name_sv",
                "name_en",
                "synonyms",
                "population",
                "programme_role",
                "population_sv",
                "programme_role_sv",
                "valid_from",
                "valid_to",
                "source"),
            List.of("key", "name_sv"),
            List.of("key")),
        new PackFile(
            RECOMMENDATIONS,
            List.of(
                "number",
                "edition",
                "title_sv",
                "title_en",
                "text_sv",
                "adopted",
                "by",
                "basis",
                "strength",
                "direction",
                "certainty",
                "review_due",
                "source"),
            List.of("number", "edition", "title_sv"),
            List.of("number", "edition")),
        new PackFile(
            EVIDENCE,
            List.of(
                "id",
                "title_sv",
                "doi",
                "published_year",
                "certainty",
                "supports",
                "retracted_on",
                "retraction_reason",
                "source"),
            List.of("id", "title_sv"),
            List.of("id")),
        new PackFile(
            SUPPLEMENTS,
            List.of(
                "id",
                "region",
                "recommendation",
                "edition",
                "part",
                "text_sv",
                "approved_by",
                "valid_from",
                "valid_to",
                "source"),
            List.of("id", "region", "recommendation", "edition", "part", "text_sv"),
            List.of("id")),
        new PackFile(
            STEPS,
            List.of("kind", "id", "to_state", "day", "reason", "decision", "involvement", "actor"),
            List.of("kind", "id", "to_state", "day", "reason"),
            List.of("kind", "id", "to_state", "day")));
  }

  @Override
  public void check(Pack pack, PackFaults faults) {
    checkMethods(pack, faults);
    var known = new HashSet<String>();
    editions.asOf(AsOf.day(DateSpan.OPEN)).forEach(it -> known.add(it.key()));
    pack.rows(RECOMMENDATIONS)
        .forEach(row -> known.add(row.get("number") + "@" + row.get("edition")));
    checkRecommendations(pack, faults);
    checkEvidence(pack, faults, known);
    checkSupplements(pack, faults, known);
    checkSteps(pack, faults, known);
  }

  private void checkMethods(Pack pack, PackFaults faults) {
    var owners = new HashMap<String, String>();
    var own = new HashSet<String>();
    pack.rows(METHODS).forEach(row -> own.add(row.get("key")));
    methods.asOf(AsOf.day(DateSpan.OPEN.minusDays(1))).stream()
        .filter(it -> !own.contains(it.id()))
        .forEach(it -> it.foldedNames().forEach(name -> owners.put(name, it.id())));
    for (var row : pack.rows(METHODS)) {
      identity(row, "key", faults);
      validity(row, faults);
      if (!row.get("key").isEmpty() && datesRight(row)) {
        var method = method(row, false);
        for (var name : method.foldedNames()) {
          var owner = owners.putIfAbsent(name, method.id());
          if (owner != null && !owner.equals(method.id())) {
            faults.add(row, "synonyms", "pack.method.name-taken", name, owner);
          }
        }
      }
    }
  }

  private static void checkRecommendations(Pack pack, PackFaults faults) {
    for (var row : pack.rows(RECOMMENDATIONS)) {
      whole(row, "number", faults);
      whole(row, "edition", faults);
      date(row, "adopted", faults);
      date(row, "review_due", faults);
      oneOf(row, "strength", EditionEditing.STRENGTHS, faults);
      oneOf(row, "direction", EditionEditing.DIRECTIONS, faults);
      oneOf(row, "certainty", EditionEditing.CERTAINTIES, faults);
    }
  }

  private static void checkEvidence(Pack pack, PackFaults faults, Set<String> known) {
    for (var row : pack.rows(EVIDENCE)) {
      identity(row, "id", faults);
      oneOf(row, "certainty", EditionEditing.CERTAINTIES, faults);
      date(row, "retracted_on", faults);
      if (row.find("published_year").filter(it -> !it.matches("(19|20)\\d{2}")).isPresent()) {
        faults.add(row, "published_year", "pack.evidence.year", row.get("published_year"));
      }
      if (row.find("doi").filter(it -> !DOI.matcher(it).matches()).isPresent()) {
        faults.add(row, "doi", "pack.evidence.doi", row.get("doi"));
      }
      row.list("supports").stream()
          .filter(it -> !known.contains(it))
          .forEach(it -> faults.add(row, "supports", "pack.knowledge.no-edition", it));
    }
  }

  private static void checkSupplements(Pack pack, PackFaults faults, Set<String> known) {
    var regions = pack.keys("regions.csv");
    for (var row : pack.rows(SUPPLEMENTS)) {
      identity(row, "id", faults);
      validity(row, faults);
      oneOf(row, "part", GroundEditing.PARTS, faults);
      if (!regions.contains(row.get("region"))) {
        faults.add(row, "region", "pack.knowledge.no-region", row.get("region"));
      }
      var edition = row.get("recommendation") + "@" + row.get("edition");
      if (!known.contains(edition)) {
        faults.add(row, "edition", "pack.knowledge.no-edition", edition);
      }
    }
  }

  private void checkSteps(Pack pack, PackFaults faults, Set<String> known) {
    var involvement = pack.keys("involvement.csv");
    var waivers = pack.keys("waivers.csv");
    var subjects = Backing.subjects(pack);
    var decisions = pack.keys("decisions.csv");
    var byEdition = new HashMap<String, List<PackRow>>();
    for (var row : pack.rows(STEPS)) {
      date(row, "day", faults);
      oneOf(row, "kind", List.of("recommendation"), faults);
      var key = EDITION_KEY.matcher(row.get("id"));
      if (!key.matches() || !known.contains(key.group(1) + "@" + key.group(2))) {
        faults.add(row, "id", "pack.knowledge.no-edition", row.get("id"));
      } else {
        byEdition
            .computeIfAbsent(key.group(1) + "@" + key.group(2), it -> new ArrayList<>())
            .add(row);
      }
      oneOf(
          row,
          "to_state",
          java.util.Arrays.stream(EditionState.values()).map(EditionState::code).toList(),
          faults);
      row.find("decision")
          .filter(it -> !decisions.contains(it))
          .ifPresent(it -> faults.add(row, "decision", "pack.knowledge.no-decision", it));
      row.find("involvement")
          .filter(it ->
              !(it.startsWith("record:") && involvement.contains(it.substring(7)))
                  && !(it.startsWith("waiver:") && waivers.contains(it.substring(7))))
          .ifPresent(it -> faults.add(row, "involvement", "pack.knowledge.no-involvement", it));
      row.find("involvement")
          .flatMap(it -> Optional.ofNullable(subjects.get(it)))
          .filter(subject ->
              key.matches()
                  && !EditionEditing.standsBehind(
                      subject, key.group(1), Integer.parseInt(key.group(2)), row.find("decision")))
          .ifPresent(subject -> faults.add(row, "involvement", "recommendation.other-involvement"));
    }
    byEdition.values().forEach(rows -> checkPath(rows, faults));
  }

  /**
   * The steps of one edition must be a path of the state machine from draft, each with its grounds.
   */
  private static void checkPath(List<PackRow> rows, PackFaults faults) {
    var sorted =
        rows.stream()
            .filter(row -> PackRow.isDate(row.get("day")) && isState(row.get("to_state")))
            .sorted(Comparator.comparing(row -> row.firstDay("day").orElseThrow()))
            .toList();
    var at = Optional.<EditionState>empty();
    for (var row : sorted) {
      var to = EditionState.ofCode(row.get("to_state"));
      if (at.isEmpty() && to != EditionState.DRAFT) {
        faults.add(row, "to_state", "pack.knowledge.first-step");
      }
      if (at.isPresent()) {
        var from = at.get();
        var step = EditionState.STEPS.from(from).stream().filter(it -> it.to() == to).findFirst();
        if (step.isEmpty() && !(from.inForce() && to == EditionState.SUPERSEDED)) {
          faults.add(
              row,
              "to_state",
              "pack.knowledge.step",
              new Refused.MessageKey(from.key()),
              new Refused.MessageKey(to.key()));
        }
        if (step.filter(it -> it.needs().contains(Ground.INVOLVEMENT)).isPresent()
            && row.find("involvement").isEmpty()) {
          faults.add(row, "involvement", "recommendation.needs-involvement");
        }
        if (step.filter(it -> it.needs().contains(Ground.DECISION)).isPresent()
            && row.find("decision").isEmpty()) {
          faults.add(row, "decision", "recommendation.needs-decision");
        }
      }
      at = Optional.of(to);
    }
  }

  private static boolean isState(String code) {
    return java.util.Arrays.stream(EditionState.values()).anyMatch(it -> it.code().equals(code));
  }

  private static void identity(PackRow row, String column, PackFaults faults) {
    if (row.find(column).filter(it -> !it.matches("[a-z0-9-]+")).isPresent()) {
      faults.add(row, column, "pack.knowledge.identity", row.get(column));
    }
  }

  private static void whole(PackRow row, String column, PackFaults faults) {
    if (row.find(column).filter(it -> !it.matches("[1-9]\\d{0,2}")).isPresent()) {
      faults.add(row, column, "pack.knowledge.whole", row.get(column));
    }
  }

  private static void date(PackRow row, String column, PackFaults faults) {
    if (row.find(column).filter(it -> !PackRow.isDate(it)).isPresent()) {
      faults.add(row, column, "pack.knowledge.date", row.get(column));
    }
  }

  private static boolean datesRight(PackRow row) {
    return row.find("valid_from").map(PackRow::isDate).orElse(true)
        && row.find("valid_to").map(PackRow::isDate).orElse(true);
  }

  private static void validity(PackRow row, PackFaults faults) {
    date(row, "valid_from", faults);
    date(row, "valid_to", faults);
    if (datesRight(row)) {
      var from = row.firstDay("valid_from").orElse(DateSpan.EARLIEST);
      if (!from.isBefore(row.dayAfter("valid_to").orElse(DateSpan.OPEN))) {
        faults.add(row, "valid_to", "pack.knowledge.ends-before");
      }
    }
  }

  private static void oneOf(PackRow row, String column, List<String> words, PackFaults faults) {
    if (row.find(column).filter(it -> !words.contains(it)).isPresent()) {
      faults.add(row, column, "pack.knowledge.one-of", row.get(column), String.join(", ", words));
    }
  }

  @Override
  public void load(PackChange change) {
    loadMethods(change);
    loadEditions(change);
    loadEvidence(change);
    loadSupplements(change);
  }

  private void loadMethods(PackChange change) {
    change.removed(METHODS).forEach(row -> methods.replace(row.get("key"), change.moment()));
    for (var row : change.put(METHODS)) {
      methods.replace(row.get("key"), change.moment());
      methods.insert(method(row, change.synthetic()), change.moment());
    }
  }

  private static Method method(PackRow row, boolean synthetic) {
    return new Method(
        row.get("key"),
        0,
        row.get("name_sv"),
        row.find("name_en"),
        row.find("population"),
        row.find("programme_role"),
        row.list("synonyms"),
        row.validity(),
        row.find("source"),
        synthetic,
        new Method.InSwedish(row.find("population_sv"), row.find("programme_role_sv")));
  }

  private void loadEditions(PackChange change) {
    if (!change.removed(STEPS).isEmpty()) {
      // A step that was taken stays taken; what it led to is changed by a new step.
      throw new Refused(
          Refused.Kind.CONFLICT,
          "pack.knowledge.step-removed",
          change.removed(STEPS).getFirst().get("id"));
    }
    var moment = change.moment();
    var touched = new TreeSet<String>();
    var steps = steps(change);
    for (var row : change.removed(RECOMMENDATIONS)) {
      touched.add(row.get("number"));
      editions.replace(row.get("number"), edition(row), moment);
    }
    for (var row : change.put(RECOMMENDATIONS)) {
      touched.add(row.get("number"));
      editions.replace(row.get("number"), edition(row), moment);
      editions.insert(edition(row, change.synthetic()), moment);
      var first = firstStep(row, change.synthetic());
      var taken = editions.steps(row.get("number"), edition(row), AsOf.day(DateSpan.OPEN));
      if (!steps.containsKey(row.get("number") + "@" + row.get("edition"))
          && (taken.isEmpty() || first.day().isBefore(taken.getFirst().day()))) {
        editions.insert(first, moment);
      }
    }
    steps.forEach((key, taken) -> {
      touched.add(taken.getFirst().number());
      taken.forEach(step -> editions.insert(step, moment));
    });
    for (var number : touched) {
      settle(number, moment);
    }
  }

  private static int edition(PackRow row) {
    return Integer.parseInt(row.get("edition"));
  }

  private static Edition edition(PackRow row, boolean synthetic) {
    return new Edition(
        row.get("number"),
        edition(row),
        0,
        row.get("title_sv"),
        row.find("title_en"),
        row.find("text_sv"),
        row.find("adopted"),
        row.find("by"),
        row.list("basis"),
        row.find("strength"),
        row.find("direction"),
        row.find("certainty"),
        row.firstDay("review_due"),
        DateSpan.since(row.firstDay("adopted").orElse(Edition.NOT_YET)),
        row.find("adopted").isPresent() ? EditionState.PUBLISHED : EditionState.DRAFT,
        row.find("source"),
        synthetic);
  }

  /** What a source says of an edition without its steps: adopted, or still being written. */
  private static EditorialStep firstStep(PackRow row, boolean synthetic) {
    var adopted = row.firstDay("adopted");
    return new EditorialStep(
        row.get("number"),
        edition(row),
        Optional.empty(),
        adopted.isPresent() ? EditionState.PUBLISHED : EditionState.DRAFT,
        adopted.orElse(LocalDate.now(ZoneId.of("Europe/Stockholm"))),
        CurrentPerson.get().username(),
        adopted.isPresent()
            ? "Antagen" + row.find("by").map(it -> " av " + it).orElse("") + ", enligt källan"
            : "Utkast",
        Optional.empty(),
        Optional.empty(),
        synthetic);
  }

  /** The new steps of the pack by edition, in order of day. */
  private static Map<String, List<EditorialStep>> steps(PackChange change) {
    var rows =
        change.put(STEPS).stream()
            .sorted(Comparator.comparing(row -> row.firstDay("day").orElseThrow()))
            .toList();
    var byEdition = new java.util.TreeMap<String, List<EditorialStep>>();
    for (var row : rows) {
      var key = EDITION_KEY.matcher(row.get("id"));
      if (!key.matches()) {
        throw new IllegalStateException("unchecked pack: " + row);
      }
      var taken =
          byEdition.computeIfAbsent(key.group(1) + "@" + key.group(2), it -> new ArrayList<>());
      taken.add(
          new EditorialStep(
              key.group(1),
              Integer.parseInt(key.group(2)),
              taken.isEmpty() ? Optional.empty() : Optional.of(taken.getLast().to()),
              EditionState.ofCode(row.get("to_state")),
              row.firstDay("day").orElseThrow(),
              row.find("actor").orElse(CurrentPerson.get().username()),
              row.get("reason"),
              row.find("decision"),
              row.find("involvement"),
              change.synthetic()));
    }
    return byEdition;
  }

  /**
   * Lets each edition in force supersede the one before it, and gives each the span that follows.
   */
  private void settle(String number, Instant moment) {
    var all = editions.current(number);
    for (int i = 0; i < all.size(); i++) {
      var edition = all.get(i);
      var later = all.subList(i + 1, all.size()).stream().filter(it -> began(it)).findFirst();
      var from = begun(edition);
      if (edition.state().inForce() && later.isPresent()) {
        supersede(edition, later.get(), moment);
      } else if (edition.state() == EditionState.SUPERSEDED && later.isEmpty()) {
        editions.insert(
            step(
                edition,
                EditionState.PUBLISHED,
                supersededOn(edition),
                "Den senare upplagan finns inte längre i underlaget"),
            moment);
      }
      var to = ended(edition).or(() -> later.flatMap(this::begun)).orElse(DateSpan.OPEN);
      var start = from.orElse(Edition.NOT_YET);
      var span = new DateSpan(start, to.isAfter(start) ? to : start.plusDays(1));
      if (!span.equals(edition.span())) {
        editions.replace(number, edition.edition(), moment);
        editions.insert(EditionEditing.with(edition, span, edition.reviewDue()), moment);
      }
    }
  }

  private void supersede(Edition edition, Edition later, Instant moment) {
    var day = begun(later).orElseThrow();
    editions.insert(
        step(edition, EditionState.SUPERSEDED, day, "Upplaga " + later.edition() + " är antagen"),
        moment);
    events.publishEvent(
        new LinksAsserted(
            List.of(EditionEditing.superseded(edition, later, day, involvement(later), moment)),
            moment));
  }

  private static EditorialStep step(
      Edition edition, EditionState to, LocalDate day, String reason) {
    return new EditorialStep(
        edition.number(),
        edition.edition(),
        Optional.of(edition.state()),
        to,
        day,
        CurrentPerson.get().username(),
        reason,
        Optional.empty(),
        Optional.empty(),
        edition.synthetic());
  }

  private boolean began(Edition edition) {
    return begun(edition).isPresent();
  }

  /**
   * The first day the edition was in force, empty when it never was: the day a source says it was
   * adopted, or the day of its last step where its steps are known.
   */
  private Optional<LocalDate> begun(Edition edition) {
    var taken = editions.steps(edition.number(), edition.edition(), AsOf.day(DateSpan.OPEN));
    if (taken.getFirst().to() == EditionState.PUBLISHED) {
      return Optional.of(edition.span().from());
    }
    return taken.stream()
        .filter(it -> it.to() == EditionState.PUBLISHED)
        .map(EditorialStep::day)
        .findFirst();
  }

  private LocalDate supersededOn(Edition edition) {
    return editions.steps(edition.number(), edition.edition(), AsOf.day(DateSpan.OPEN)).stream()
        .filter(it -> it.to() == EditionState.SUPERSEDED)
        .map(EditorialStep::day)
        .reduce((first, later) -> later)
        .orElseThrow();
  }

  private Optional<LocalDate> ended(Edition edition) {
    return edition.state() == EditionState.WITHDRAWN
        ? editions.steps(edition.number(), edition.edition(), AsOf.day(DateSpan.OPEN)).stream()
            .filter(it -> it.to() == EditionState.WITHDRAWN)
            .map(EditorialStep::day)
            .findFirst()
        : Optional.empty();
  }

  private Optional<String> involvement(Edition edition) {
    return editions.steps(edition.number(), edition.edition(), AsOf.day(DateSpan.OPEN)).stream()
        .filter(it -> it.to() == EditionState.PANEL_DECIDED)
        .flatMap(it -> it.involvement().stream())
        .findFirst();
  }

  private void loadEvidence(PackChange change) {
    for (var row : change.removed(EVIDENCE)) {
      grounds
          .currentEvidence(row.get("id"))
          .ifPresent(it -> groundEditing.forget(it, change.moment()));
      grounds.replaceEvidence(row.get("id"), change.moment());
    }
    for (var row : change.put(EVIDENCE)) {
      var before = grounds.currentEvidence(row.get("id"));
      var after =
          new Evidence(
              row.get("id"),
              0,
              row.get("title_sv"),
              row.find("doi"),
              row.number("published_year").map(Long::intValue),
              row.find("certainty"),
              row.list("supports"),
              row.firstDay("retracted_on"),
              row.find("retraction_reason"),
              row.find("source"),
              change.synthetic());
      grounds.replaceEvidence(after.id(), change.moment());
      grounds.insert(after, change.moment());
      groundEditing.tell(before, after, change.pack().keys("links.csv"), change.moment());
    }
  }

  private void loadSupplements(PackChange change) {
    change
        .removed(SUPPLEMENTS)
        .forEach(row -> grounds.replaceSupplement(row.get("id"), change.moment()));
    for (var row : change.put(SUPPLEMENTS)) {
      grounds.replaceSupplement(row.get("id"), change.moment());
      grounds.insert(
          new Supplement(
              row.get("id"),
              0,
              new RegionCode(row.get("region")),
              row.get("recommendation"),
              edition(row),
              row.get("part"),
              row.get("text_sv"),
              row.find("approved_by"),
              row.validity(),
              row.find("source"),
              change.synthetic()),
          change.moment());
    }
  }
}
