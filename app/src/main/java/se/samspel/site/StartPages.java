package se.samspel.site;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** The start and the pages about the service. */
@Controller
@Permit(Permission.PUBLIC)
class StartPages {

  private final Html html;

  StartPages(Html html) {
    this.html = html;
  }

  record PlainPage(Frame frame) implements Page {}

  @GetMapping("/")
  View start(Visit visit) {
    return html.page("site/start.jte", new PlainPage(visit.frame("start.title")));
  }

  @GetMapping("/om")
  View about(Visit visit) {
    return html.page("site/about.jte", new PlainPage(visit.frame("about.title")));
  }

  @GetMapping({"/en", "/en/about"})
  View aboutInEnglish(Visit visit) {
    return html.page("site/about.jte", new PlainPage(visit.frame("about.title")));
  }

  @GetMapping("/tillganglighet")
  View accessibility(Visit visit) {
    return html.page("site/accessibility.jte", new PlainPage(visit.frame("accessibility.title")));
  }

  @GetMapping("/integritet")
  View privacy(Visit visit) {
    return html.page("site/privacy.jte", new PlainPage(visit.frame("privacy.title")));
  }
}
