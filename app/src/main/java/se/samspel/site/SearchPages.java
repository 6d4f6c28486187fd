package se.samspel.site;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** Search over everything public. */
@Controller
class SearchPages {

  private static final int LONGEST = 100;

  private final Html html;
  private final SearchTable table;

  SearchPages(Html html, SearchTable table) {
    this.html = html;
    this.table = table;
  }

  record SearchPage(Frame frame, String words, List<SearchTable.Hit> hits) implements Page {}

  @GetMapping("/sok")
  @Permit(Permission.PUBLIC)
  View search(Visit visit) {
    var words = visit.query("q").map(String::strip).orElse("");
    var shortened = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    var hits =
        shortened.isEmpty() ? List.<SearchTable.Hit>of() : table.find(shortened, visit.asOf());
    return html.page(
        "site/search.jte", new SearchPage(visit.frame("search.title"), shortened, hits));
  }
}
