package se.samspel.indicators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import se.samspel.actors.Actors;
import se.samspel.actors.Region;
import se.samspel.charts.Figure;
import se.samspel.core.Activity;
import se.samspel.core.Fields;
import se.samspel.core.Node;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.ui.Answers;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.NodeChoices;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** What the indicators show of one region, how equal it is, and the questions to the regions. */
@Controller
class FollowPages {

  private final Html html;
  private final Indicators indicators;
  private final Following following;
  private final Signals signals;
  private final Actors actors;
  private final NodeChoices choices;

  FollowPages(
      Html html,
      Indicators indicators,
      Following following,
      Signals signals,
      Actors actors,
      NodeChoices choices) {
    this.html = html;
    this.indicators = indicators;
    this.following = following;
    this.signals = signals;
    this.actors = actors;
    this.choices = choices;
  }

  /** An indicator in the region. */
  record Part(Findings findings, Findings.Line line, Optional<Figure> figure) {}

  /** A question with the names it needs. */
  record Asked(Signal signal, String indicator, String region) {}

  record RegionPage(
      Frame frame, Region head, List<Part> parts, List<Activity> activities, List<Asked> asked)
      implements Page {

    /** The newest value as it is read. */
    String newest(Part part) {
      return part.line()
          .last()
          .map(it ->
              Overview.shown(it, part.findings(), frame.locale())
                  + " ("
                  + PeriodName.of(it.period(), frame.locale())
                  + ")")
          .orElseGet(() -> t("missing"));
    }
  }

  /** An indicator whose equality was tested. */
  record Tested(Equality equality, Optional<Figure> chart) {}

  record EqualityPage(Frame frame, List<Tested> tested) implements Page {}

  /** A question, with what its answer leads to where that may be seen. */
  record SignalPage(
      Frame frame, Asked asked, Form form, List<Choice> actsOn, Optional<Node> leadsTo)
      implements Page {

    boolean mayAnswer() {
      return !asked.signal().withdrawn()
          && frame.person().may(Permission.REPORT_REGION, asked.signal().region());
    }

    List<Choice> answers() {
      return java.util.Arrays.stream(SignalAnswer.values())
          .map(it -> se.samspel.core.StateMachine.code(it))
          .map(it -> new Choice(it, t("signal.answer." + it)))
          .toList();
    }

    String period() {
      return PeriodName.of(asked.signal().period(), frame.locale());
    }
  }

  @GetMapping("/regioner/{code}/indikatorer")
  @Permit(Permission.PUBLIC)
  View region(@PathVariable String code, Visit visit) {
    if (!code.matches("\\d{2}")) {
      throw Refused.notFound();
    }
    var asOf = visit.asOf();
    var head = actors.findRegion(new RegionCode(code), asOf).orElseThrow(Refused::notFound);
    var activities = following.activities(code, asOf);
    var parts = new ArrayList<Part>();
    for (var it : following.all(asOf, visit.locale())) {
      var line = it.line(code);
      if (line.code().equals(code) && !line.readings().isEmpty()) {
        parts.add(
            new Part(
                it,
                line,
                line.chart()
                    .map(chart ->
                        Findings.flagged(chart, Following.flags(it, activities))
                            .figure("d-" + it.indicator().id(), visit.locale()))));
      }
    }
    return html.page(
        "indicators/region-indicators.jte",
        new RegionPage(
            visit.frame("finding.of-region", head.name()),
            head,
            parts,
            activities,
            asked(visit).stream()
                .filter(it -> it.signal().region().value().equals(code))
                .toList()));
  }

  private List<Asked> asked(Visit visit) {
    var names = new java.util.HashMap<String, String>();
    indicators
        .listIndicators(visit.asOf())
        .forEach(it -> names.put(it.id(), it.name(visit.locale())));
    var regions = new java.util.HashMap<String, String>();
    actors.regions(visit.asOf()).forEach(it -> regions.put(it.code().value(), it.name()));
    return signals.list(visit.asOf()).stream()
        .map(it ->
            new Asked(
                it,
                names.getOrDefault(it.indicator(), it.indicator()),
                regions.getOrDefault(it.region().value(), it.region().value())))
        .toList();
  }

  @GetMapping("/jamlikhet")
  @Permit(Permission.PUBLIC)
  View equality(Visit visit) {
    var tested = new ArrayList<Tested>();
    for (var it : following.all(visit.asOf(), visit.locale())) {
      Equality.of(following, it)
          .ifPresent(found ->
              tested.add(
                  new Tested(
                      found,
                      it.gapChart(following.gaps(it))
                          .map(
                              chart -> chart.figure("j-" + it.indicator().id(), visit.locale())))));
    }
    return html.page(
        "indicators/equality.jte", new EqualityPage(visit.frame("equality.title"), tested));
  }

  @GetMapping("/signaler/{id}")
  @Permit(Permission.PUBLIC)
  View signal(@PathVariable String id, Visit visit) {
    var it = signals.signal(id, visit.asOf());
    var form =
        Form.of(
            Map.of(
                "version",
                Integer.toString(it.version()),
                "answer",
                it.answer().map(se.samspel.core.StateMachine::code).orElse(""),
                "words",
                it.words().orElse(""),
                "actsOn",
                it.actsOn().orElse("")));
    return page(visit, id, form, HttpStatus.OK);
  }

  private View page(Visit visit, String id, Form form, HttpStatus status) {
    var asked =
        asked(visit).stream()
            .filter(it -> it.signal().id().equals(id))
            .findFirst()
            .orElseThrow(Refused::notFound);
    var may = visit.person().may(Permission.REPORT_REGION, asked.signal().region());
    return html.page(
        "indicators/signal.jte",
        new SignalPage(
            visit.frame("signal.title"),
            asked,
            form,
            may
                ? choices.of(visit, Signals.ACTS_ON, asked.signal().actsOn().orElse(""))
                : List.of(),
            asked.signal().actsOn().flatMap(it -> choices.find(visit, it))),
        status);
  }

  @PostMapping("/signaler/{id}")
  @Permit(Permission.REPORT_REGION)
  View answer(@PathVariable String id, @RequestParam Map<String, String> sent, Visit visit) {
    try {
      signals.answer(id, new Fields(sent));
      return Answers.done("/signaler/" + id, "signal-answered");
    } catch (Refused refused) {
      var status = Answers.again(refused);
      return page(visit, id, Form.refused(sent, refused, visit.locale()), status);
    }
  }
}
