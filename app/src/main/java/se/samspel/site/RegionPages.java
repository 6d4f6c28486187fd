package se.samspel.site;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import se.samspel.actors.Actors;
import se.samspel.actors.Region;
import se.samspel.core.AsOf;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.implementation.Answer;
import se.samspel.implementation.Assessment;
import se.samspel.implementation.Due;
import se.samspel.implementation.Flag;
import se.samspel.implementation.Implementation;
import se.samspel.implementation.Month;
import se.samspel.implementation.Pair;
import se.samspel.implementation.Plan;
import se.samspel.implementation.Plans;
import se.samspel.implementation.Stage;
import se.samspel.implementation.Track;
import se.samspel.indicators.Reading;
import se.samspel.reach.Basis;
import se.samspel.reach.Reach;
import se.samspel.reach.Split;
import se.samspel.reach.Tally;
import se.samspel.thread.Threads;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.ThreadLine;
import se.samspel.ui.Visit;

/** The regions, each with what is known of it, and the month of its coordinator. */
@Controller
class RegionPages {

  private final Html html;
  private final Actors actors;
  private final Threads threads;
  private final Implementation implementation;
  private final Plans plans;
  private final Reach reach;
  private final Month month;
  private final RegionChapters chapters;

  RegionPages(
      Html html,
      Actors actors,
      Threads threads,
      Implementation implementation,
      Plans plans,
      Reach reach,
      Month month,
      RegionChapters chapters) {
    this.html = html;
    this.actors = actors;
    this.threads = threads;
    this.implementation = implementation;
    this.plans = plans;
    this.reach = reach;
    this.month = month;
    this.chapters = chapters;
  }

  /**
   * A region in the list.
   *
   * @param line all its needs as one thread, empty when no need concerns it
   * @param inUse tracks in use or further
   */
  record Spot(Region head, Optional<ThreadLine> line, long tracks, long inUse) {

    /** How far the thread reaches, as a step of the scale 0–4. */
    int shade() {
      return line.map(it -> it.reaches() * 4 / 9).orElse(0);
    }
  }

  record RegionsPage(Frame frame, LocalDate day, List<Spot> spots, String q) implements Page {
    boolean own(Spot spot) {
      return frame.person().region().filter(spot.head().code()::equals).isPresent();
    }
  }

  /** What a goal's tracks add up to in the region. */
  record Goal(Track.Target target, List<Track> tracks) {
    Optional<Stage> furthest() {
      return tracks.stream()
          .flatMap(it -> it.stage().stream())
          .max(java.util.Comparator.naturalOrder());
    }
  }

  record RegionPage(
      Frame frame,
      Region head,
      LocalDate day,
      List<Threads.NeedLine> lines,
      Optional<ThreadLine> together,
      List<Goal> goals,
      List<Assessment> assessments,
      List<Plan> plans,
      Split reach,
      RegionChapters.Chapters chapters,
      List<Pair> pairs,
      Optional<Due> due,
      Form form,
      String failed)
      implements Page {

    boolean own() {
      return due.isPresent();
    }

    String base() {
      return "/regioner/" + head.code();
    }

    List<Stage> stages() {
      return Arrays.asList(Stage.values()).subList(1, Stage.values().length);
    }

    List<String> answers() {
      return Arrays.stream(Answer.values()).map(StateMachine::code).toList();
    }

    String code(Enum<?> value) {
      return StateMachine.code(value);
    }

    String stage(Track track) {
      return track.stage().map(it -> t(it.key())).orElseGet(() -> t("stage.none"));
    }

    /** Identity of a thing's place on the page. */
    String anchor(String subject) {
      return anchorOf(subject);
    }

    String count(Tally tally) {
      return switch (tally.kind()) {
        case MISSING -> t("missing");
        case HIDDEN -> t("reach.hidden");
        case KNOWN ->
            tally.exact()
                ? numbers().whole(tally.low())
                : numbers().whole(tally.low()) + "–" + numbers().whole(tally.high());
      };
    }

    /** A value with its unit in words. */
    String value(Reading reading) {
      return reading
          .value()
          .map(it ->
              reading.unit().equals("percent")
                  ? numbers().percent(it / 100)
                  : numbers().plain(Math.round(it * 10) / 10.0)
                      + " "
                      + chapters.units().getOrDefault(reading.unit(), reading.unit()))
          .orElseGet(() -> t(reading.suppressed() ? "reach.hidden" : "missing"));
    }

    String period(Reading reading) {
      return reading.period().dated() ? reading.period().code() : t("value.undated");
    }

    String basis(Basis basis) {
      return t("reach.basis." + StateMachine.code(basis));
    }

    String title(String recommendation) {
      return goals.stream()
          .map(Goal::target)
          .filter(it -> it.ref().equals("recommendation:" + recommendation))
          .map(Track.Target::title)
          .findFirst()
          .orElseGet(() -> t("region.recommendation", recommendation));
    }

    /** Tracks that need somebody to act, worst first. */
    List<Track> flagged() {
      return goals.stream()
          .flatMap(it -> it.tracks().stream())
          .filter(it -> !it.flags().isEmpty())
          .sorted(java.util.Comparator.comparing(it -> -it.flags().size()))
          .toList();
    }

    String flags(Track track) {
      return track.flags().stream()
          .map(it -> t("flag." + StateMachine.code(it)))
          .collect(java.util.stream.Collectors.joining(", "));
    }

    long flagged(Flag flag) {
      return goals.stream()
          .flatMap(it -> it.tracks().stream())
          .filter(it -> it.flags().contains(flag))
          .count();
    }

    String yes(Optional<Boolean> answer) {
      return answer.map(it -> t(it ? "pair.yes" : "pair.no")).orElseGet(() -> t("missing"));
    }

    boolean synthetic() {
      return goals.stream().flatMap(it -> it.tracks().stream()).anyMatch(Track::synthetic);
    }
  }

  @GetMapping("/regioner")
  @Permit(Permission.PUBLIC)
  View regions(Visit visit) {
    var asOf = visit.asOf();
    var q = visit.query("q").orElse("");
    var tracks = new TreeMap<String, List<Track>>();
    implementation
        .tracks(Optional.empty(), asOf)
        .forEach(it ->
            tracks
                .computeIfAbsent(it.region().value(), key -> new java.util.ArrayList<>())
                .add(it));
    var spots =
        actors.regions(asOf).stream()
            .filter(it ->
                (it.name() + " " + it.county())
                    .toLowerCase(java.util.Locale.ROOT)
                    .contains(q.toLowerCase(java.util.Locale.ROOT)))
            .map(it -> {
              var own = tracks.getOrDefault(it.code().value(), List.of());
              return new Spot(
                  it,
                  threads.together(it.code(), asOf),
                  own.size(),
                  own.stream()
                      .filter(track ->
                          track
                              .stage()
                              .filter(stage ->
                                  stage.compareTo(Stage.IN_USE) >= 0 && stage != Stage.PHASED_OUT)
                              .isPresent())
                      .count());
            })
            .toList();
    return html.page(
        "site/regions.jte", new RegionsPage(visit.frame("regions.title"), asOf.day(), spots, q));
  }

  @GetMapping("/regioner/{code}")
  @Permit(Permission.PUBLIC)
  View region(Visit visit, @PathVariable String code) {
    return page(visit, region(code), Form.EMPTY, "", HttpStatus.OK);
  }

  private View page(Visit visit, RegionCode region, Form form, String failed, HttpStatus status) {
    var asOf = visit.asOf();
    var head = actors.findRegion(region, asOf).orElseThrow(Refused::notFound);
    var due =
        Month.own(region) && asOf.equals(AsOf.day(visit.today()))
            ? Optional.of(month.due(region))
            : Optional.<Due>empty();
    return html.page(
        "site/region.jte",
        new RegionPage(
            visit.titled(head.name()),
            head,
            asOf.day(),
            threads.linesOf(region, asOf),
            threads.together(region, asOf),
            goals(implementation.tracks(Optional.of(region), asOf)),
            implementation.assessments(Optional.of(region), asOf),
            plans.plans(Optional.of(region), asOf),
            reach.ofRegion(region, asOf),
            chapters.of(region, asOf),
            implementation.pairs(Optional.of(region), asOf),
            due,
            form,
            failed),
        status);
  }

  private static List<Goal> goals(List<Track> tracks) {
    var goals = new LinkedHashMap<String, List<Track>>();
    tracks.forEach(
        it -> goals.computeIfAbsent(it.target().ref(), key -> new java.util.ArrayList<>()).add(it));
    return goals.values().stream().map(it -> new Goal(it.getFirst().target(), it)).toList();
  }

  @PostMapping("/regioner/{code}/bekrafta")
  @Permit(Permission.REPORT_REGION)
  View confirm(Visit visit, @PathVariable String code, @RequestParam Map<String, String> sent) {
    var region = region(code);
    return change(
        visit,
        region,
        sent,
        "month-confirmed",
        () -> {
          var fields = new Fields(sent);
          var subject = fields.text("subject", 200);
          fields.accept();
          month.confirm(region, subject);
        });
  }

  @PostMapping("/regioner/{code}/steg")
  @Permit(Permission.REPORT_REGION)
  View stage(Visit visit, @PathVariable String code, @RequestParam Map<String, String> sent) {
    var region = region(code);
    return change(
        visit,
        region,
        sent,
        "month-stage",
        () -> {
          var fields = new Fields(sent);
          var track = fields.text("track", 200);
          if (fields.find("track").isEmpty()) {
            fields.accept();
          }
          if (!implementation.track(track, AsOf.day(visit.today())).region().equals(region)) {
            throw Refused.otherRegion();
          }
          implementation.record(track, fields);
        });
  }

  @PostMapping("/regioner/{code}/svar")
  @Permit(Permission.REPORT_REGION)
  View answer(Visit visit, @PathVariable String code, @RequestParam Map<String, String> sent) {
    var region = region(code);
    return change(
        visit, region, sent, "month-answer", () -> implementation.assess(region, new Fields(sent)));
  }

  @PostMapping("/regioner/{code}/angra")
  @Permit(Permission.REPORT_REGION)
  View undo(Visit visit, @PathVariable String code, @RequestParam Map<String, String> sent) {
    var region = region(code);
    return change(
        visit,
        region,
        sent,
        "month-undone",
        () -> {
          month.undo(region, new Fields(sent));
        });
  }

  /**
   * Does the change and leads back to the next thing in the list, or shows what is wrong with it.
   */
  private View change(
      Visit visit, RegionCode region, Map<String, String> sent, String notice, Runnable change) {
    var next = place(sent, "next");
    place(sent, "here");
    try {
      change.run();
    } catch (Refused refused) {
      if (refused.kind() != Refused.Kind.INVALID) {
        throw refused;
      }
      return page(
          visit,
          region,
          Form.refused(sent, refused, visit.locale()),
          sent.getOrDefault("here", ""),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
    // What was next may have been done in another window since; then the list itself is the place.
    var anchor = next.filter(anchors(month.due(region))::contains).orElse("att-gora");
    var view = new RedirectView("/regioner/" + region + "?klart=" + notice + "#" + anchor);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return view;
  }

  /** A place in the list of what is left, as the page writes it; nothing where none is sent. */
  private static Optional<String> place(Map<String, String> sent, String field) {
    var place = Optional.ofNullable(sent.get(field)).filter(it -> !it.isEmpty());
    if (place.filter(it -> !it.matches("m-[a-z0-9-]{1,200}")).isPresent()) {
      throw new Refused(Refused.Kind.MALFORMED, "refused.malformed");
    }
    return place;
  }

  private static String anchorOf(String subject) {
    return "m-" + subject.replaceAll("[^a-z0-9-]", "-");
  }

  private static Set<String> anchors(Due due) {
    return due.goals().stream()
        .flatMap(it -> it.tracks().stream())
        .map(it -> anchorOf("track:" + it.id()))
        .collect(Collectors.toSet());
  }

  static RegionCode region(String code) {
    if (!code.matches("\\d{2}")) {
      throw Refused.notFound();
    }
    return new RegionCode(code);
  }
}
