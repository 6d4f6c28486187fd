package se.samspel.indicators;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.StateMachine;
import se.samspel.ui.Csv;
import se.samspel.ui.Listing;
import se.samspel.ui.NodeChoices;
import se.samspel.ui.Visit;

/** What the indicators show, how equal it is, and the questions to the regions, for machines. */
@RestController
class FollowApi {

  private final Following following;
  private final Indicators indicators;
  private final Signals signals;
  private final NodeChoices nodes;

  FollowApi(Following following, Indicators indicators, Signals signals, NodeChoices nodes) {
    this.following = following;
    this.indicators = indicators;
    this.signals = signals;
    this.nodes = nodes;
  }

  /**
   * A point of a chart. {@code state}: observed, provisional, incomplete, missing or suppressed; a
   * suppressed one has no figures. {@code rules}: what differs from chance.
   */
  record PointItem(
      String period,
      String state,
      Optional<Double> value,
      Optional<Double> centre,
      Optional<Double> lower,
      Optional<Double> upper,
      List<String> rules) {}

  /**
   * A place's chart, or why there is none in {@code absence}; {@code sentences} say what it shows.
   */
  record LineItem(
      String region,
      String name,
      Optional<String> chart,
      Optional<String> absence,
      List<String> sentences,
      List<PointItem> points) {

    static LineItem of(Findings findings, Findings.Line line) {
      var points = new ArrayList<PointItem>();
      line.chart()
          .ifPresent(chart -> {
            for (var i = 0; i < chart.points().size(); i++) {
              var it = chart.points().get(i);
              points.add(
                  new PointItem(
                      findings.axis().get(i).code(),
                      StateMachine.code(chart.series().moments().get(i).state()),
                      Optional.ofNullable(it.value()),
                      Optional.ofNullable(it.centre()),
                      Optional.ofNullable(it.lower()),
                      Optional.ofNullable(it.upper()),
                      it.rules().stream().map(StateMachine::code).toList()));
            }
          });
      return new LineItem(
          line.code(),
          line.name(),
          line.chart().map(it -> it.kind().label()),
          line.absence().map(StateMachine::code),
          line.chart().map(it -> it.sentences(findings.locale())).orElse(List.of()),
          points);
    }
  }

  /** What an indicator shows: the country and every region from north to south. */
  record FindingItem(
      String indicator,
      String name,
      String series,
      String unit,
      boolean synthetic,
      LineItem country,
      List<LineItem> regions) {}

  /**
   * Equality of an indicator in its newest measurable period. {@code gap} is highest minus lowest,
   * {@code chanceLower} and {@code chanceUpper} what it would be if all regions were alike, {@code
   * spread} how many times chance's the spread is, {@code outside} the regions outside 99.8 %.
   */
  record EqualityItem(
      String indicator,
      String period,
      Optional<Double> gap,
      Optional<Double> chanceLower,
      Optional<Double> chanceUpper,
      Optional<Double> spread,
      boolean beyondChance,
      List<String> outside,
      List<String> sentences,
      boolean synthetic) {}

  /** A question to a region about its newest value, with its published answer. */
  record SignalItem(
      String id,
      int version,
      String indicator,
      String series,
      String region,
      String period,
      String rule,
      String mark,
      LocalDate askedOn,
      Optional<String> answer,
      Optional<String> words,
      Optional<String> actsOn,
      Optional<LocalDate> answeredOn,
      boolean withdrawn,
      boolean synthetic) {

    /** {@code actsOn} is left out where the visitor may not see it. */
    static SignalItem of(Signal it, Visit visit, NodeChoices nodes) {
      return new SignalItem(
          it.id(),
          it.version(),
          it.indicator(),
          it.series(),
          it.region().value(),
          it.period().code(),
          it.rule(),
          it.mark(),
          it.askedOn(),
          it.answer().map(StateMachine::code),
          it.words(),
          it.actsOn().filter(key -> nodes.find(visit, key).isPresent()),
          it.answeredOn(),
          it.withdrawn(),
          it.synthetic());
    }
  }

  /** What the indicator shows; {@code serie} chooses another of its series. */
  @GetMapping("/api/v1/indicator-findings/{id}")
  @Permit(Permission.PUBLIC)
  FindingItem finding(@PathVariable String id, Visit visit) {
    var it = find(id, visit);
    var stratum = it.stratum();
    return new FindingItem(
        it.indicator().id(),
        it.indicator().name(visit.locale()),
        stratum.map(Findings.Stratum::series).orElse(""),
        stratum.map(Findings.Stratum::unit).orElse(it.indicator().unit()),
        it.synthetic(),
        LineItem.of(it, it.country()),
        it.lines().stream().map(line -> LineItem.of(it, line)).toList());
  }

  private Findings find(String id, Visit visit) {
    var indicator =
        indicators
            .findIndicator(id.toLowerCase(Locale.ROOT), visit.asOf())
            .orElseThrow(Refused::notFound);
    return following.of(indicator, visit.asOf(), visit.query("serie"), visit.locale());
  }

  /** The points of every region's chart as a table. */
  @GetMapping("/api/v1/indicator-findings/{id}/points.csv")
  @Permit(Permission.PUBLIC)
  ResponseEntity<byte[]> csv(@PathVariable String id, Visit visit) {
    var it = find(id, visit);
    var rows = new ArrayList<List<@Nullable Object>>();
    var lines = new ArrayList<Findings.Line>();
    lines.add(it.country());
    lines.addAll(it.lines());
    for (var line : lines) {
      for (var point : LineItem.of(it, line).points()) {
        rows.add(
            Arrays.<@Nullable Object>asList(
                it.indicator().id(),
                line.code(),
                point.period(),
                point.state(),
                point.value().map(Objects::toString).orElse(""),
                point.centre().map(Objects::toString).orElse(""),
                point.lower().map(Objects::toString).orElse(""),
                point.upper().map(Objects::toString).orElse(""),
                String.join(" ", point.rules()),
                it.synthetic()));
      }
    }
    return Csv.answer(
        it.indicator().id() + "-diagram.csv",
        List.of(
            "indikator",
            "region",
            "period",
            "lage",
            "varde",
            "mittlinje",
            "undre_grans",
            "ovre_grans",
            "regler",
            "syntetisk"),
        rows);
  }

  /** Equality as a tested claim, one entry per indicator that could be tested. */
  @GetMapping("/api/v1/equality")
  @Permit(Permission.PUBLIC)
  Listing<EqualityItem> equality(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var tested =
        following.all(visit.asOf(), visit.locale()).stream()
            .flatMap(it -> Equality.of(following, it).stream())
            .toList();
    return Listing.of(tested, page, limit)
        .map(it ->
            new EqualityItem(
                it.findings().indicator().id(),
                it.gap().period().code(),
                it.gap().difference(),
                it.gap().chance().map(Findings::least),
                it.gap().chance().map(Findings::most),
                it.spread(),
                it.beyondChance(),
                it.outside(),
                it.findings().said(it.gap()),
                it.findings().synthetic()));
  }

  /** The questions to the regions, the newest first; {@code region} chooses. */
  @GetMapping("/api/v1/signals")
  @Permit(Permission.PUBLIC)
  Listing<SignalItem> signals(
      Visit visit,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    var asked =
        signals.list(visit.asOf()).stream()
            .filter(it -> visit.query("region").map(it.region().value()::equals).orElse(true))
            .toList();
    return Listing.of(asked, page, limit).map(it -> SignalItem.of(it, visit, nodes));
  }

  /**
   * A region's answer.
   *
   * @param version the question's as it was read
   * @param answer {@code accept}, {@code explain} or {@code act}
   * @param words in the region's own words
   * @param actsOn {@code need:id} or {@code initiative:id}, where it will act
   */
  record AnswerInput(
      @Nullable Integer version,
      @Nullable String answer,
      @Nullable String words,
      @Nullable String actsOn) {
    Fields fields() {
      return Fields.of(
          "version", version,
          "answer", answer,
          "words", words,
          "actsOn", actsOn);
    }
  }

  /** Publishes the region's answer to a question about its newest value. */
  @PostMapping("/api/v1/signals/{id}/answer")
  @Permit(Permission.REPORT_REGION)
  SignalItem answer(@PathVariable String id, @RequestBody AnswerInput input, Visit visit) {
    return SignalItem.of(signals.answer(id, input.fields()), visit, nodes);
  }
}
