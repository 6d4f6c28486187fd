package se.samspel.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Csv;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** The twelve questions as pages and files. */
@Controller
@Permit(Permission.PUBLIC)
class QuestionPages {

  /** Rows on the page; the files have all. */
  private static final int ROWS = 100;

  private final Html html;
  private final Questions questions;

  QuestionPages(Html html, Questions questions) {
    this.html = html;
    this.questions = questions;
  }

  /** A question with its answer in one sentence. */
  record Line(int number, String answer, boolean synthetic) {}

  record QuestionsPage(Frame frame, List<Line> lines, Address address, java.time.LocalDate day)
      implements Page {
    String href(Line line) {
      return address.at("/fragor/" + line.number()).toString();
    }
  }

  record QuestionPage(Frame frame, Answer answer, Address address) implements Page {
    String permanent() {
      return address.frozen(answer.asOf()).toString();
    }

    String csv() {
      return address.at("/fragor/" + answer.number() + ".csv").frozen(answer.asOf()).toString();
    }

    String json() {
      return address.inApi("/api/v1/questions/" + answer.number(), answer.asOf()).toString();
    }

    List<Answer.Row> rows() {
      return answer.rows().subList(0, Math.min(ROWS, answer.rows().size()));
    }

    boolean mayFreeze() {
      return frame().person().may(Permission.FREEZE_FIGURE);
    }

    boolean shortened() {
      return answer.rows().size() > ROWS;
    }

    String text(Answer.Column column, @Nullable Object cell) {
      return answer.text(column, cell, frame().locale());
    }

    String say(Answer.Sentence sentence) {
      return sentence.text(frame().locale());
    }

    /** Where a cell leads; empty for one that leads nowhere. */
    String href(@Nullable Object cell) {
      return switch (cell) {
        case Answer.Named node -> address.at(node.path()).toString();
        case Answer.Place place -> "/regioner/" + place.code();
        case null, default -> "";
      };
    }
  }

  @GetMapping("/fragor")
  View questions(Visit visit) {
    var asOf = visit.asOf();
    var lines =
        questions.numbers().stream()
            .map(number -> {
              var answer = questions.answer(number, asOf);
              return new Line(number, answer.sentence().text(visit.locale()), answer.synthetic());
            })
            .toList();
    return html.page(
        "thread/questions.jte",
        new QuestionsPage(
            visit.frame("question.title"),
            lines,
            Address.of(visit, "/fragor", "dag", "kant"),
            asOf.day()));
  }

  @GetMapping("/fragor/{number:[0-9]{1,2}}")
  View question(@PathVariable int number, Visit visit) {
    var answer = questions.answer(number, visit.asOf());
    return html.page(
        "thread/question.jte",
        new QuestionPage(
            visit.frame("question." + number + ".title"),
            answer,
            Address.of(visit, "/fragor/" + number, "dag", "kant")));
  }

  @GetMapping("/fragor/{file:[0-9]{1,2}[.]csv}")
  ResponseEntity<byte[]> csv(@PathVariable String file, Visit visit) {
    var number = Integer.parseInt(file.substring(0, file.length() - ".csv".length()));
    var answer = questions.answer(number, visit.asOf());
    var header = new ArrayList<>(answer.columns().stream().map(Answer.Column::key).toList());
    header.addAll(List.of("dag", "kant", "syntetisk"));
    var rows = new ArrayList<List<? extends @Nullable Object>>();
    for (var row : answer.rows()) {
      var cells = new ArrayList<@Nullable Object>();
      for (var cell : row.cells()) {
        cells.add(cell instanceof Answer.Few ? "<" + Answer.FEWEST : plain(cell, visit.locale()));
      }
      cells.add(answer.asOf().day());
      cells.add(answer.asOf().known());
      cells.add(row.synthetic());
      rows.add(cells);
    }
    return Csv.answer("fraga-" + number + "-" + answer.asOf().day() + ".csv", header, rows);
  }

  private static @Nullable Object plain(@Nullable Object cell, Locale locale) {
    return cell instanceof Refused.MessageKey word
        ? se.samspel.ui.Messages.get(locale, word.key())
        : Answer.plain(cell);
  }
}
