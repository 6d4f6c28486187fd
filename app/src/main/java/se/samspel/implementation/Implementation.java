package se.samspel.implementation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Fields;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;

/** How far units have come with recommendations and methods, and what they say themselves. */
@Component
@Transactional
public class Implementation {

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final int LONG = 2000;
  private static final int SHORT = 200;

  private final TrackTable table;
  private final TrackLinks links;
  private final Changes changes;
  private final Clock clock;

  Implementation(TrackTable table, TrackLinks links, Changes changes, Clock clock) {
    this.table = table;
    this.links = links;
    this.changes = changes;
    this.clock = clock;
  }

  /** The tracks of the day, of one region where given. */
  @Transactional(readOnly = true)
  public List<Track> tracks(Optional<RegionCode> region, AsOf asOf) {
    return table.tracks(region, asOf);
  }

  /**
   * The track.
   *
   * @throws Refused when there is none on the day
   */
  @Transactional(readOnly = true)
  public Track track(String id, AsOf asOf) {
    return table.track(id, asOf).orElseThrow(Refused::notFound);
  }

  /** The newest answer of each unit about each recommendation, of one region where given. */
  @Transactional(readOnly = true)
  public List<Assessment> assessments(Optional<RegionCode> region, AsOf asOf) {
    return table.assessments(region, asOf);
  }

  /** What holds between kinds of actor around a person, of one region where given. */
  @Transactional(readOnly = true)
  public List<Pair> pairs(Optional<RegionCode> region, AsOf asOf) {
    return table.pairs(region, asOf);
  }

  /** Names of regions by code. */
  @Transactional(readOnly = true)
  public Map<String, String> regionNames(AsOf asOf) {
    return table.regionNames(asOf);
  }

  /** Titles of recommendations and methods by {@code kind:id}. */
  @Transactional(readOnly = true)
  public Map<String, String> titles(AsOf asOf) {
    return table.titles(asOf);
  }

  /** What a unit may begin with today. */
  @Transactional(readOnly = true)
  List<Track.Target> targets() {
    return table.targets(AsOf.day(today()));
  }

  @Transactional(readOnly = true)
  Map<String, String> unitsOf(RegionCode region) {
    return table.unitsOf(region, AsOf.day(today()));
  }

  @Transactional(readOnly = true)
  Map<String, String> actorTypes() {
    return table.actorTypeNames(AsOf.day(today()));
  }

  /**
   * Begins a unit's way towards a recommendation or method.
   *
   * @return the track's identity
   * @throws Refused with every fault, or when it is another region's
   */
  public String begin(RegionCode region, Fields fields) {
    requireOwn(region);
    var units = unitsOf(region);
    var unit = fields.oneOf("unit", words(units.keySet()));
    var targets = targets();
    var ref = fields.oneOf("target", words(targets.stream().map(Track.Target::ref).toList()));
    var owner = fields.optional("owner", SHORT);
    var central = fields.ticked("central_money");
    var one = fields.ticked("one_person");
    var handed = fields.optional("handed_over_to", SHORT);
    fields.accept();
    var target = targets.stream().filter(it -> it.ref().equals(ref)).findFirst().orElseThrow();
    var twice =
        table.tracks(Optional.of(region), AsOf.day(today())).stream()
            .anyMatch(it ->
                it.unit().equals(unit)
                    && it.target().ref().equals(ref)
                    && it.target().version() == target.version());
    if (twice) {
      throw new Refused(Refused.Kind.CONFLICT, "track.fault.twice");
    }
    var id = "track-" + fresh();
    var track =
        new Track(
            id,
            1,
            region,
            unit,
            units.getOrDefault(unit, unit),
            target,
            owner,
            central,
            one,
            handed,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            false);
    var moment = changes.record(Changes.Change.created("track-begun", ref(id), track).in(region));
    table.add(track, today(), moment);
    links.tellEnables(Optional.of(region), Set.of(), Set.of(id), moment);
    return id;
  }

  /**
   * Records where a track stands.
   *
   * @param fields {@code stage}, {@code day} (today where blank), {@code activity}, {@code reason},
   *     {@code evidence}, {@code not_applicable}, and {@code version}: how many events the one who
   *     records has seen
   * @return the event's identity
   * @throws Refused with every fault; when it is another region's, or stale
   */
  public String record(String trackId, Fields fields) {
    var track = table.track(trackId, AsOf.day(today())).orElseThrow(Refused::notFound);
    requireOwn(track.region());
    var number = fields.whole("stage", 0, Stage.values().length - 1);
    var day = fields.optionalDay("day").orElse(today());
    if (day.isAfter(today())) {
      fields.fault("day", "track.fault.future");
    }
    var activity = fields.optional("activity", LONG);
    var reason = fields.optional("reason", LONG);
    var evidence = address(fields, "evidence");
    var notApplicable = fields.ticked("not_applicable");
    if (number == Stage.DECLINED.number() && fields.find("stage").isPresent() && reason.isEmpty()) {
      fields.fault("reason", "track.fault.reason");
    }
    var version = fields.version();
    fields.accept();
    if (version != track.seen()) {
      throw Refused.stale();
    }
    var id = "stage-" + fresh();
    var moment =
        changes.record(
            Changes.Change.changed(
                    "stage-recorded",
                    ref(trackId),
                    track.stage().map(Enum::name).orElse(""),
                    Stage.of((int) number) + " " + day)
                .in(track.region()));
    table.add(
        new StageEvent(
            id,
            trackId,
            Stage.of((int) number),
            day,
            activity,
            reason,
            evidence,
            notApplicable,
            CurrentPerson.get().username(),
            moment,
            false),
        track.region());
    tellAdopts(trackId, moment);
    return id;
  }

  /** Takes back a stage that was recorded by mistake; it stays in the history of what was known. */
  void undoStage(RegionCode region, String trackId, String event) {
    requireOwn(region);
    var track = links.whole(trackId).orElseThrow(Refused::notFound);
    if (!track.region().equals(region)) {
      throw Refused.otherRegion();
    }
    var found =
        track.events().stream()
            .filter(it -> it.id().equals(event))
            .findFirst()
            .orElseThrow(Refused::stale);
    var moment =
        changes.record(Changes.Change.changed("stage-undone", ref(trackId), found, "").in(region));
    table.undoEvent(event, moment);
    tellAdopts(trackId, moment);
  }

  private void tellAdopts(String track, Instant moment) {
    links.whole(track).ifPresent(it -> links.tellAdopts(it, moment));
  }

  /**
   * Changes what a track rests on.
   *
   * @throws Refused with every fault; when it is another region's, or stale
   */
  public void change(String trackId, Fields fields) {
    var track = table.track(trackId, AsOf.day(today())).orElseThrow(Refused::notFound);
    requireOwn(track.region());
    var owner = fields.optional("owner", SHORT);
    var handed = fields.optional("handed_over_to", SHORT);
    var central = fields.ticked("central_money");
    var one = fields.ticked("one_person");
    var version = fields.version();
    fields.accept();
    if (version != track.version()) {
      throw Refused.stale();
    }
    var changed =
        new Track(
            track.id(),
            track.version() + 1,
            track.region(),
            track.unit(),
            track.unitName(),
            track.target(),
            owner,
            central,
            one,
            handed,
            track.involvement(),
            track.events(),
            track.current(),
            track.flags(),
            track.source(),
            track.synthetic());
    var moment =
        changes.record(
            Changes.Change.changed("track-changed", ref(trackId), track, changed)
                .in(track.region()));
    table.replaceTrack(trackId, moment);
    table.add(changed, se.samspel.core.DateSpan.EARLIEST, moment);
  }

  /**
   * Records a unit's own answer about a recommendation.
   *
   * @param fields {@code unit}, {@code recommendation}, {@code answer}, {@code evidence}, {@code
   *     day} (today where blank)
   * @return the answer's identity
   * @throws Refused with every fault, or when it is another region's
   */
  public String assess(RegionCode region, Fields fields) {
    requireOwn(region);
    var unit = fields.oneOf("unit", words(unitsOf(region).keySet()));
    var targets = targets().stream().filter(Track.Target::recommendation).toList();
    var recommendation =
        fields.oneOf("recommendation", words(targets.stream().map(Track.Target::id).toList()));
    var answer = fields.oneOf("answer", Answer.class);
    var evidence = address(fields, "evidence");
    var day = fields.optionalDay("day").orElse(today());
    if (day.isAfter(today())) {
      fields.fault("day", "track.fault.future");
    }
    fields.accept();
    var edition =
        targets.stream()
            .filter(it -> it.id().equals(recommendation))
            .findFirst()
            .orElseThrow()
            .version();
    var id = "answer-" + fresh();
    var assessment =
        new Assessment(
            id, region, unit, unit, recommendation, edition, answer, evidence, day, false);
    var moment =
        changes.record(
            Changes.Change.created(
                    "assessed", new NodeRef(NodeKind.RECOMMENDATION, recommendation), assessment)
                .in(region));
    table.add(assessment, moment);
    return id;
  }

  /**
   * Records what holds between two kinds of actor.
   *
   * @param fields {@code a}, {@code b}, the four answers ({@code yes}, {@code no} or blank), {@code
   *     version} (0 when new)
   * @throws Refused with every fault; when it is another region's, or stale
   */
  public void pair(RegionCode region, Fields fields) {
    requireOwn(region);
    var types = words(actorTypes().keySet());
    var one = fields.oneOf("a", types);
    var other = fields.oneOf("b", types);
    if (one.equals(other) && fields.find("a").isPresent() && fields.find("b").isPresent()) {
      fields.fault("b", "pair.fault.same");
    }
    var shared = yesOrNo(fields, "shared_training");
    var signed = yesOrNo(fields, "signed_routine");
    var adopted = yesOrNo(fields, "adopted_method");
    var named = yesOrNo(fields, "named_contact");
    var version = fields.version();
    fields.accept();
    var a = one.compareTo(other) < 0 ? one : other;
    var b = one.compareTo(other) < 0 ? other : one;
    var before =
        table.pairs(Optional.of(region), AsOf.day(today())).stream()
            .filter(it -> it.actorA().equals(a) && it.actorB().equals(b))
            .findFirst();
    if (version != before.map(Pair::version).orElse(0)) {
      throw Refused.stale();
    }
    var id = before.map(Pair::id).orElse(region + "-" + a + "-" + b);
    var pair = new Pair(id, version + 1, region, a, a, b, b, shared, signed, adopted, named, false);
    var moment =
        changes.record(
            new Changes.Change(
                "pair-recorded",
                "pair",
                id,
                Optional.of(region),
                before.map(Pair::toString),
                Optional.of(pair.toString())));
    before.ifPresent(it -> table.replacePair(it.id(), moment));
    table.add(pair, today(), moment);
  }

  private static Optional<Boolean> yesOrNo(Fields fields, String field) {
    return fields.find(field).isEmpty()
        ? Optional.empty()
        : Optional.of(fields.oneOf(field, List.of("yes", "no")).equals("yes"));
  }

  static Optional<String> address(Fields fields, String field) {
    var address = fields.optional(field, 500);
    if (address.isPresent() && !address.get().matches("https?://[^\\s<>\"]+")) {
      fields.fault(field, "track.fault.address");
    }
    return address;
  }

  static void requireOwn(RegionCode region) {
    var person = CurrentPerson.get();
    if (!person.may(Permission.REPORT_REGION)) {
      throw Refused.forbidden();
    }
    if (!person.may(Permission.REPORT_REGION, region)) {
      throw Refused.otherRegion();
    }
  }

  static NodeRef ref(String track) {
    return new NodeRef(NodeKind.TRACK, track);
  }

  static List<String> words(java.util.Collection<String> words) {
    return words.isEmpty() ? List.of("–") : List.copyOf(words);
  }

  static String fresh() {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), SWEDEN);
  }
}
