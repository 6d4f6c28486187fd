package se.samspel.reporting;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import se.samspel.core.FigureSource;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Answers;
import se.samspel.ui.Choice;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Listing;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** The figure register for people. */
@Controller
class FigurePages {

  private static final int ROWS = 50;
  private static final String PARAMETER = "p.";

  private final Html html;
  private final Figures figures;
  private final Freezing freezing;

  FigurePages(Html html, Figures figures, Freezing freezing) {
    this.html = html;
    this.figures = figures;
    this.freezing = freezing;
  }

  record ListPage(
      Frame frame, String q, Listing<Figure> figures, List<FigureSource.Definition> definitions)
      implements Page {
    boolean mayFreeze() {
      return frame.person().may(Permission.FREEZE_FIGURE) && !definitions.isEmpty();
    }

    List<Choice> choices() {
      return definitions.stream().map(it -> new Choice(it.id(), it.title())).toList();
    }

    String today() {
      return frame.visit().today().toString();
    }
  }

  record FigurePage(Frame frame, Figure figure, boolean whole, String json) implements Page {}

  @GetMapping("/siffror")
  @Permit(Permission.PUBLIC)
  View list(@RequestParam(defaultValue = "1") int sida, Visit visit) {
    var q = visit.query("q").orElse("").strip();
    var part = q.toLowerCase(Locale.ROOT);
    var found =
        figures.list(visit.asOf()).stream()
            .filter(it ->
                it.sentence().toLowerCase(Locale.ROOT).contains(part)
                    || it.title().toLowerCase(Locale.ROOT).contains(part)
                    || it.definition().contains(part))
            .toList();
    return html.page(
        "reporting/figures.jte",
        new ListPage(
            visit.frame("figure.list"), q, Listing.of(found, sida, ROWS), freezing.definitions()));
  }

  @GetMapping("/siffror/{id}")
  @Permit(Permission.PUBLIC)
  View figure(@PathVariable String id, Visit visit) {
    var figure = figures.find(id).orElseThrow(Refused::notFound);
    return html.page(
        "reporting/figure.jte",
        new FigurePage(
            visit.titled(figure.title()),
            figure,
            figures.verify(figure),
            CanonicalJson.readable(figure.result())));
  }

  @PostMapping("/siffror")
  @Permit(Permission.FREEZE_FIGURE)
  View freeze(@RequestParam Map<String, String> sent, Visit visit) {
    var parameters = new HashMap<String, String>();
    sent.forEach((name, value) -> {
      if (name.startsWith(PARAMETER)) {
        parameters.put(name.substring(PARAMETER.length()), value);
      }
    });
    var figure = freezing.freeze(sent.getOrDefault("definition", ""), parameters, visit.asOfSent());
    return Answers.done("/siffror/" + figure.id(), "figure-frozen");
  }
}
