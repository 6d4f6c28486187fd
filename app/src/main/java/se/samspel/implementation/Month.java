package se.samspel.implementation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.reach.Reach;
import se.samspel.reach.ReachReport;

/**
 * The coordinator's month: what is due in a region, and saying of each thing that it still holds.
 * Something is due when nobody has looked at it for {@value #DAYS} days.
 */
@Component
@Transactional
public class Month {

  /** Days that a confirmation holds. */
  static final int DAYS = 30;

  /** Days that a unit's own answer holds: half a year. */
  static final int ANSWER_DAYS = 182;

  /** Days before a plan's end that it is time to make the next. */
  static final int PLAN_DAYS = 90;

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final TrackTable table;
  private final PlanTable plans;
  private final Reach reach;
  private final Implementation implementation;
  private final Changes changes;
  private final Clock clock;

  Month(
      TrackTable table,
      PlanTable plans,
      Reach reach,
      Implementation implementation,
      Changes changes,
      Clock clock) {
    this.table = table;
    this.plans = plans;
    this.reach = reach;
    this.implementation = implementation;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * What the region's coordinator has to look at today.
   *
   * @throws Refused for anyone else
   */
  @Transactional(readOnly = true)
  public Due due(RegionCode region) {
    Implementation.requireOwn(region);
    var now = AsOf.day(today());
    var confirmed = table.confirmed(region);
    var tracks = table.tracks(Optional.of(region), now);
    var noPlan = new ArrayList<Plan>();
    var expiring = expiring(region, now, noPlan);
    return new Due(
        goals(tracks, confirmed),
        table.initiativesIn(region, now).entrySet().stream()
            .map(it -> new Due.Initiative(it.getKey(), it.getValue()))
            .filter(it -> due(confirmed.get(it.subject())))
            .toList(),
        questions(region, tracks, now),
        expiring,
        noPlan.isEmpty(),
        unreported(region, confirmed, now),
        done(region, tracks, now));
  }

  private List<Due.Goal> goals(List<Track> tracks, Map<String, LocalDate> confirmed) {
    var byTarget = new LinkedHashMap<String, List<Track>>();
    for (var track : tracks) {
      if (trackDue(track, confirmed)) {
        byTarget.computeIfAbsent(track.target().ref(), it -> new ArrayList<>()).add(track);
      }
    }
    return byTarget.values().stream().map(it -> new Due.Goal(it.getFirst().target(), it)).toList();
  }

  /** A track that ended is not asked about again. */
  private boolean trackDue(Track track, Map<String, LocalDate> confirmed) {
    return track.stage().filter(Stage::ends).isEmpty()
        && due(confirmed.get("track:" + track.id()))
        && track.lastEvent().map(this::due).orElse(true);
  }

  private boolean due(@org.jspecify.annotations.Nullable LocalDate last) {
    return last == null || last.plusDays(DAYS).isBefore(today());
  }

  private List<Due.Question> questions(RegionCode region, List<Track> tracks, AsOf now) {
    var answers = new HashMap<String, Assessment>();
    table
        .assessments(Optional.of(region), now)
        .forEach(it -> answers.put(it.unit() + "|" + it.recommendation(), it));
    var seen = new LinkedHashSet<String>();
    var questions = new ArrayList<Due.Question>();
    for (var track : tracks) {
      var key = track.unit() + "|" + track.target().id();
      if (!track.target().recommendation()
          || track.stage().filter(Stage::ends).isPresent()
          || !seen.add(key)) {
        continue;
      }
      var last = Optional.ofNullable(answers.get(key));
      if (last.isEmpty() || last.get().age(today()) > ANSWER_DAYS) {
        questions.add(new Due.Question(track.unit(), track.unitName(), track.target(), last));
      }
    }
    return questions;
  }

  /** Plans that end soon and have no successor; {@code holding} gets those that hold today. */
  private List<Plan> expiring(RegionCode region, AsOf now, List<Plan> holding) {
    var adopted =
        plans.plans(Optional.of(region), Optional.empty(), now).stream()
            .filter(it -> it.state() == PlanState.ADOPTED)
            .toList();
    adopted.stream().filter(it -> it.span().holds(today())).forEach(holding::add);
    var horizon = today().plusDays(PLAN_DAYS);
    if (adopted.stream().anyMatch(it -> it.span().holds(horizon))) {
      return List.of();
    }
    return List.copyOf(holding);
  }

  private List<Due.Unreported> unreported(
      RegionCode region, Map<String, LocalDate> confirmed, AsOf now) {
    var month = YearMonth.from(today()).minusMonths(1);
    var period = new DateSpan(month.atDay(1), month.plusMonths(1).atDay(1));
    var reported =
        reach.reports().stream()
            .map(ReachReport.Saved::report)
            .filter(it ->
                it.region().equals(region)
                    && it.from().isBefore(period.to())
                    && period.from().isBefore(it.to()))
            .map(ReachReport::training)
            .collect(Collectors.toSet());
    return reach.trainings(now).stream()
        .filter(it -> it.span().overlaps(period) && !it.form().equals("conference"))
        .filter(it -> !reported.contains(it.id()))
        .map(it -> new Due.Unreported(it.id(), it.title(), period))
        .filter(it -> due(confirmed.get(it.subject())))
        .toList();
  }

  private List<Due.Done> done(RegionCode region, List<Track> tracks, AsOf now) {
    var names = new HashMap<String, String>(table.titles(now));
    var units = table.unitNames(now);
    for (var track : tracks) {
      names.put("track:" + track.id(), track.target().title() + ", " + track.unitName());
      names.put("tracks:" + track.id(), track.target().title());
    }
    table.initiativesIn(region, now).forEach((id, name) -> names.put("initiative:" + id, name));
    reach.trainings(now).forEach(it -> names.put("reach:" + it.id(), it.title()));
    var since = YearMonth.from(today()).atDay(1).atStartOfDay(SWEDEN).toInstant();
    return table.doneSince(region, since).stream()
        .map(it -> {
          var subject =
              it.times() > 1 ? it.subject().replaceFirst("^track:", "tracks:") : it.subject();
          var at = subject.indexOf('@');
          var title =
              at < 0
                  ? names.getOrDefault(subject, subject)
                  : names.getOrDefault(subject.substring(0, at), subject)
                      + ", "
                      + units.getOrDefault(subject.substring(at + 1), subject.substring(at + 1));
          return new Due.Done(
              it.kind(),
              it.id(),
              it.subject(),
              title,
              switch (it.kind()) {
                case "stage" -> "stage." + it.value();
                case "assessment" -> "answer." + it.value();
                default -> "";
              },
              it.times(),
              LocalDate.ofInstant(it.at(), SWEDEN));
        })
        .toList();
  }

  /**
   * Says that something still holds. Saying it twice changes nothing.
   *
   * @param subject {@code track:id}, {@code target:kind:id} for all its tracks that are due, {@code
   *     initiative:id} or {@code reach:training} (nothing to report)
   * @throws Refused when the region or the subject is another's
   */
  public void confirm(RegionCode region, String subject) {
    Implementation.requireOwn(region);
    var now = AsOf.day(today());
    var confirmed = table.confirmed(region);
    var subjects = subjects(region, subject, confirmed, now);
    var fresh = subjects.stream().filter(it -> due(confirmed.get(it))).toList();
    if (fresh.isEmpty()) {
      return;
    }
    var moment =
        changes.record(
            new Changes.Change(
                "still-so",
                "confirmation",
                subject,
                Optional.of(region),
                Optional.empty(),
                Optional.of(String.join(" ", fresh))));
    for (var it : fresh) {
      table.confirm(
          "still-" + Implementation.fresh(),
          region,
          it,
          today(),
          CurrentPerson.get().username(),
          moment);
    }
  }

  private List<String> subjects(
      RegionCode region, String subject, Map<String, LocalDate> confirmed, AsOf now) {
    var colon = subject.indexOf(':');
    var kind = colon < 0 ? "" : subject.substring(0, colon);
    var id = subject.substring(colon + 1);
    return switch (kind) {
      case "track" -> {
        var track = table.track(id, now).orElseThrow(Refused::notFound);
        if (!track.region().equals(region)) {
          throw Refused.otherRegion();
        }
        yield List.of(subject);
      }
      case "target" ->
          table.tracks(Optional.of(region), now).stream()
              .filter(it -> it.target().ref().equals(id) && trackDue(it, confirmed))
              .map(it -> "track:" + it.id())
              .toList();
      case "initiative" -> {
        if (!table.initiativesIn(region, now).containsKey(id)) {
          throw Refused.notFound();
        }
        yield List.of(subject);
      }
      case "reach" -> {
        reach.training(id, now);
        yield List.of(subject);
      }
      default -> throw Refused.notFound();
    };
  }

  /**
   * Undoes what was done this month.
   *
   * @param fields {@code kind}, {@code id}, {@code subject} as the list gave them
   * @throws Refused when it is another region's, or has been undone already
   */
  public void undo(RegionCode region, Fields fields) {
    Implementation.requireOwn(region);
    var kind = fields.oneOf("kind", List.of("confirmation", "stage", "assessment"));
    var id = fields.text("id", 100);
    fields.accept();
    var since = YearMonth.from(today()).atDay(1).atStartOfDay(SWEDEN).toInstant();
    var done =
        table.doneSince(region, since).stream()
            .filter(it -> it.kind().equals(kind) && it.id().equals(id))
            .findFirst()
            .orElseThrow(Refused::stale);
    if (kind.equals("stage")) {
      implementation.undoStage(region, done.subject().substring("track:".length()), id);
      return;
    }
    var moment =
        changes.record(
            new Changes.Change(
                kind + "-undone",
                kind,
                id,
                Optional.of(region),
                Optional.of(done.toString()),
                Optional.empty()));
    if (kind.equals("confirmation")) {
      table.undoConfirmation(id, region, moment);
    } else {
      table.undoAssessment(id, moment);
    }
  }

  /** Whether the one who acts is the region's own coordinator. */
  public static boolean own(RegionCode region) {
    return CurrentPerson.get().may(Permission.REPORT_REGION, region);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), SWEDEN);
  }
}
