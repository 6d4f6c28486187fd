package se.samspel.implementation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;
import se.samspel.knowledge.EditionState;
import se.samspel.knowledge.Knowledge;
import se.samspel.ui.Choice;
import se.samspel.ui.Csv;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** How far the regions have come, a track's history, and the chain around a person. */
@Controller
class TrackPages {

  private final Html html;
  private final Implementation implementation;
  private final Knowledge knowledge;

  TrackPages(Html html, Implementation implementation, Knowledge knowledge) {
    this.html = html;
    this.implementation = implementation;
    this.knowledge = knowledge;
  }

  /** Where the two cross in the matrix. */
  record Crossing(Optional<Stage> furthest, int units) {}

  /**
   * Regions × recommendations and methods.
   *
   * @param tracks those of the one crossing that was asked for
   */
  record MatrixPage(
      Frame frame,
      LocalDate day,
      List<Track.Target> targets,
      Map<String, String> regions,
      Map<String, Map<String, Crossing>> crossings,
      List<Track> tracks,
      Map<String, String> chosen,
      boolean synthetic)
      implements Page {

    Optional<Crossing> at(String region, Track.Target target) {
      return Optional.ofNullable(crossings.getOrDefault(region, Map.of()).get(target.ref()));
    }

    String value(String name) {
      return chosen.getOrDefault(name, "");
    }

    List<Stage> stages() {
      return List.of(Stage.values());
    }

    List<String> flags() {
      return Arrays.stream(Flag.values()).map(StateMachine::code).toList();
    }

    String flags(Track track) {
      return track.flags().stream()
          .map(it -> t("flag." + StateMachine.code(it)))
          .collect(java.util.stream.Collectors.joining(", "));
    }

    String stage(Track track) {
      return track.stage().map(it -> t(it.key())).orElseGet(() -> t("stage.none"));
    }

    boolean mayReport() {
      return frame.person().may(Permission.REPORT_REGION);
    }
  }

  /**
   * One unit's way.
   *
   * @param withdrawn whether the edition that it adopts has been withdrawn
   */
  record TrackPage(
      Frame frame, Track track, String regionName, boolean withdrawn, boolean own, Form form)
      implements Page {

    List<Choice> stages() {
      return Arrays.stream(Stage.values())
          .map(it -> new Choice(Integer.toString(it.number()), it.number() + " " + t(it.key())))
          .toList();
    }

    List<StageEvent> latestFirst() {
      return track.events().reversed();
    }

    String flag(Flag flag) {
      return StateMachine.code(flag);
    }
  }

  record BeginPage(Frame frame, List<Choice> units, List<Choice> targets, Form form)
      implements Page {}

  record ChainPage(
      Frame frame,
      RegionCode region,
      String regionName,
      List<Pair> pairs,
      List<Choice> types,
      boolean own,
      Form form)
      implements Page {
    String yes(Optional<Boolean> answer) {
      return answer.map(it -> t(it ? "pair.yes" : "pair.no")).orElseGet(() -> t("missing"));
    }

    List<Choice> answers() {
      return List.of(new Choice("yes", t("pair.yes")), new Choice("no", t("pair.no")));
    }
  }

  @GetMapping("/inforande")
  @Permit(Permission.PUBLIC)
  View matrix(Visit visit) {
    var asOf = visit.asOf();
    var chosen = new LinkedHashMap<String, String>();
    for (var name : List.of("sort", "steg", "flagga", "region", "mal")) {
      visit.query(name).ifPresent(it -> chosen.put(name, it));
    }
    var tracks = chosenTracks(visit, chosen);
    var targets = new LinkedHashMap<String, Track.Target>();
    var crossings = new LinkedHashMap<String, Map<String, Crossing>>();
    for (var track : tracks) {
      targets.merge(
          track.target().ref(), track.target(), (a, b) -> a.version() >= b.version() ? a : b);
      crossings
          .computeIfAbsent(track.region().value(), it -> new LinkedHashMap<>())
          .merge(track.target().ref(), new Crossing(track.stage(), 1), TrackPages::join);
    }
    var shown =
        chosen.containsKey("region") || chosen.containsKey("mal")
            ? tracks.stream()
                .filter(it ->
                    it.region().value().equals(chosen.getOrDefault("region", it.region().value()))
                        && it.target().ref().equals(chosen.getOrDefault("mal", it.target().ref())))
                .toList()
            : List.<Track>of();
    return html.page(
        "implementation/matrix.jte",
        new MatrixPage(
            visit.frame("track.title"),
            asOf.day(),
            targets.values().stream()
                .sorted(
                    Comparator.comparing((Track.Target it) -> !it.recommendation())
                        .thenComparing(Track.Target::id))
                .toList(),
            implementation.regionNames(asOf),
            crossings,
            shown,
            chosen,
            tracks.stream().anyMatch(Track::synthetic)));
  }

  private List<Track> chosenTracks(Visit visit, Map<String, String> chosen) {
    var kind = chosen.getOrDefault("sort", "");
    var least = chosen.getOrDefault("steg", "");
    var flag = chosen.getOrDefault("flagga", "");
    if (!least.matches("[0-9]?")
        || !(flag.isEmpty()
            || Arrays.stream(Flag.values()).map(StateMachine::code).anyMatch(flag::equals))
        || !List.of("", "recommendation", "method").contains(kind)) {
      throw new Refused(Refused.Kind.MALFORMED, "refused.malformed");
    }
    return implementation.tracks(Optional.empty(), visit.asOf()).stream()
        .filter(it -> kind.isEmpty() || it.target().kind().equals(kind))
        .filter(it ->
            least.isEmpty()
                || it.stage()
                    .filter(stage -> stage.number() >= Integer.parseInt(least))
                    .isPresent())
        .filter(it ->
            flag.isEmpty() || it.flags().stream().map(StateMachine::code).anyMatch(flag::equals))
        .toList();
  }

  private static Crossing join(Crossing one, Crossing other) {
    var furthest =
        java.util.stream.Stream.of(one, other)
            .flatMap(it -> it.furthest().stream())
            .max(Comparator.comparing(TrackPages::way));
    return new Crossing(furthest, one.units() + other.units());
  }

  /** A stage as distance: phased out is not further than lasting. */
  private static int way(Stage stage) {
    return stage == Stage.PHASED_OUT ? 0 : stage.number();
  }

  @GetMapping("/inforande.csv")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> csv(Visit visit) {
    var rows = new ArrayList<List<Object>>();
    for (var track : implementation.tracks(Optional.empty(), visit.asOf())) {
      rows.add(
          List.of(
              track.id(),
              track.region().value(),
              track.unit(),
              track.unitName(),
              track.target().kind(),
              track.target().id(),
              track.target().version(),
              track.stage().map(it -> Integer.toString(it.number())).orElse(""),
              track.current().map(it -> it.day().toString()).orElse(""),
              String.join(";", track.flags().stream().map(StateMachine::code).toList()),
              track.synthetic()));
    }
    return Csv.answer(
        "inforande.csv",
        List.of(
            "id",
            "region",
            "enhet",
            "enhetsnamn",
            "sort",
            "mal",
            "upplaga",
            "steg",
            "dag",
            "flaggor",
            "syntetisk"),
        rows);
  }

  @GetMapping("/inforande/{id}")
  @Permit(Permission.PUBLIC)
  View track(Visit visit, @PathVariable String id) {
    return track(visit, id, Form.EMPTY, HttpStatus.OK);
  }

  private View track(Visit visit, String id, Form form, HttpStatus status) {
    var asOf = visit.asOf();
    var track = implementation.track(id, asOf);
    return html.page(
        "implementation/track.jte",
        new TrackPage(
            visit.titled(track.target().title() + " – " + track.unitName()),
            track,
            implementation
                .regionNames(asOf)
                .getOrDefault(track.region().value(), track.region().value()),
            track.target().recommendation()
                && knowledge
                    .findEdition(track.target().id(), track.target().version(), asOf)
                    .filter(it -> it.state() == EditionState.WITHDRAWN)
                    .isPresent(),
            Month.own(track.region()),
            form),
        status);
  }

  @PostMapping("/inforande/{id}/steg")
  @Permit(Permission.REPORT_REGION)
  View record(Visit visit, @PathVariable String id, @RequestParam Map<String, String> sent) {
    try {
      implementation.record(id, new Fields(sent));
    } catch (Refused refused) {
      return again(
          refused,
          () ->
              track(
                  visit,
                  id,
                  Form.refused(sent, refused, visit.locale()),
                  HttpStatus.UNPROCESSABLE_CONTENT));
    }
    return seeOther("/inforande/" + id + "?klart=track-stage");
  }

  @PostMapping("/inforande/{id}/andra")
  @Permit(Permission.REPORT_REGION)
  View change(Visit visit, @PathVariable String id, @RequestParam Map<String, String> sent) {
    try {
      implementation.change(id, new Fields(sent));
    } catch (Refused refused) {
      return again(
          refused,
          () ->
              track(
                  visit,
                  id,
                  Form.refused(sent, refused, visit.locale()),
                  HttpStatus.UNPROCESSABLE_CONTENT));
    }
    return seeOther("/inforande/" + id + "?klart=track-changed");
  }

  @GetMapping("/inforande/ny")
  @Permit(Permission.REPORT_REGION)
  View beginForm(Visit visit) {
    return begin(visit, Form.EMPTY, HttpStatus.OK);
  }

  private View begin(Visit visit, Form form, HttpStatus status) {
    var region = own(visit);
    return html.page(
        "implementation/begin.jte",
        new BeginPage(
            visit.frame("track.new"),
            implementation.unitsOf(region).entrySet().stream()
                .map(it -> new Choice(it.getKey(), it.getValue()))
                .toList(),
            implementation.targets().stream().map(it -> new Choice(it.ref(), it.title())).toList(),
            form),
        status);
  }

  @PostMapping("/inforande/ny")
  @Permit(Permission.REPORT_REGION)
  View begin(Visit visit, @RequestParam Map<String, String> sent) {
    try {
      var id = implementation.begin(own(visit), new Fields(sent));
      return seeOther("/inforande/" + id + "?klart=track-begun");
    } catch (Refused refused) {
      return again(
          refused,
          () ->
              begin(
                  visit,
                  Form.refused(sent, refused, visit.locale()),
                  HttpStatus.UNPROCESSABLE_CONTENT));
    }
  }

  @GetMapping("/kedjan/{code}")
  @Permit(Permission.PUBLIC)
  View chain(Visit visit, @PathVariable String code) {
    return chain(visit, region(code), Form.EMPTY, HttpStatus.OK);
  }

  private View chain(Visit visit, RegionCode region, Form form, HttpStatus status) {
    var name = implementation.regionNames(visit.asOf()).get(region.value());
    if (name == null) {
      throw Refused.notFound();
    }
    return html.page(
        "implementation/chain.jte",
        new ChainPage(
            visit.frame("pair.title", name),
            region,
            name,
            implementation.pairs(Optional.of(region), visit.asOf()),
            implementation.actorTypes().entrySet().stream()
                .map(it -> new Choice(it.getKey(), it.getValue()))
                .toList(),
            Month.own(region),
            form),
        status);
  }

  @PostMapping("/kedjan/{code}")
  @Permit(Permission.REPORT_REGION)
  View pair(Visit visit, @PathVariable String code, @RequestParam Map<String, String> sent) {
    var region = region(code);
    try {
      implementation.pair(region, new Fields(sent));
    } catch (Refused refused) {
      return again(
          refused,
          () ->
              chain(
                  visit,
                  region,
                  Form.refused(sent, refused, visit.locale()),
                  HttpStatus.UNPROCESSABLE_CONTENT));
    }
    return seeOther("/kedjan/" + region + "?klart=pair-recorded");
  }

  /** Shows the form again with its faults; any other refusal is answered as it is. */
  static View again(Refused refused, java.util.function.Supplier<View> form) {
    if (refused.kind() != Refused.Kind.INVALID) {
      throw refused;
    }
    return form.get();
  }

  static RegionCode own(Visit visit) {
    return visit.person().region().orElseThrow(Refused::forbidden);
  }

  static RegionCode region(String code) {
    if (!code.matches("\\d{2}")) {
      throw Refused.notFound();
    }
    return new RegionCode(code);
  }

  static View seeOther(String path) {
    var view = new RedirectView(path);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return view;
  }
}
