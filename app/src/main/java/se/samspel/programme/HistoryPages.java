package se.samspel.programme;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.ui.Choice;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Messages;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** What happened, as precisely as the sources say when. */
@Controller
class HistoryPages {

  private final Programme programme;
  private final Html html;

  HistoryPages(Programme programme, Html html) {
    this.programme = programme;
    this.html = html;
  }

  record HistoryPage(
      Frame frame,
      String search,
      String kind,
      String year,
      List<Choice> kinds,
      List<String> years,
      List<TimelineEntry> entries)
      implements Page {
    String date(TimelineEntry entry) {
      return Dates.words(this, entry.date());
    }

    String text(TimelineEntry entry) {
      return Sheets.text(frame.visit(), entry.textSv(), entry.textEn());
    }

    String word(TimelineEntry entry) {
      return HistoryPages.word(frame.visit(), entry.kind());
    }
  }

  @GetMapping("/historik")
  @Permit(Permission.PUBLIC)
  View history(Visit visit) {
    var all = programme.listTimeline(visit.asOf());
    var kind = visit.query("slag");
    var year = visit.query("ar");
    return html.page(
        "programme/history.jte",
        new HistoryPage(
            visit.frame("timeline.title"),
            visit.query("q").orElse(""),
            kind.orElse(""),
            year.orElse(""),
            all.stream()
                .map(TimelineEntry::kind)
                .distinct()
                .map(it -> new Choice(it, word(visit, it)))
                .sorted(java.util.Comparator.comparing(it -> it.label().toLowerCase(Locale.ROOT)))
                .toList(),
            all.stream().map(it -> it.date().substring(0, 4)).distinct().toList(),
            all.stream()
                .filter(it -> kind.isEmpty() || kind.get().equals(it.kind()))
                .filter(it -> year.isEmpty() || it.date().startsWith(year.get()))
                .filter(it ->
                    Sheets.says(visit.query("q"), Stream.of(Optional.of(it.textSv()), it.textEn())))
                .toList()));
  }

  private static String word(Visit visit, String kind) {
    var key = "timeline.kind." + kind;
    return Messages.has(visit.locale(), key) ? Sheets.t(visit, key) : kind;
  }
}
