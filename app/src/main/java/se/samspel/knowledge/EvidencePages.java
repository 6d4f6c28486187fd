package se.samspel.knowledge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Answers;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** The evidence behind the recommendations for people. */
@Controller
class EvidencePages {

  private final Html html;
  private final Knowledge knowledge;
  private final GroundEditing editing;

  EvidencePages(Html html, Knowledge knowledge, GroundEditing editing) {
    this.html = html;
    this.knowledge = knowledge;
    this.editing = editing;
  }

  record ListPage(Frame frame, String q, List<Evidence> evidence, java.time.LocalDate day)
      implements Page {
    boolean mayEdit() {
      return frame.person().may(Permission.EDIT_KNOWLEDGE);
    }
  }

  record EvidencePage(
      Frame frame, Evidence evidence, List<Edition> supports, java.time.LocalDate day, Form form)
      implements Page {
    boolean mayEdit() {
      return frame.person().may(Permission.EDIT_KNOWLEDGE);
    }
  }

  record FormPage(Frame frame, Form form, String action, boolean fresh) implements Page {
    List<Choice> certainties() {
      return EditionEditing.CERTAINTIES.stream()
          .map(it -> new Choice(it, t("recommendation.certainty." + it)))
          .toList();
    }
  }

  @GetMapping("/underlag")
  @Permit(Permission.PUBLIC)
  View list(Visit visit) {
    var q = visit.query("q").orElse("").strip();
    var part = q.toLowerCase(Locale.ROOT);
    var found =
        knowledge.listEvidence(visit.asOf()).stream()
            .filter(it ->
                it.titleSv().toLowerCase(Locale.ROOT).contains(part)
                    || it.doi().filter(doi -> doi.contains(part)).isPresent())
            .toList();
    return html.page(
        "knowledge/evidence-list.jte",
        new ListPage(visit.frame("evidence.list"), q, found, visit.asOf().day()));
  }

  @GetMapping("/underlag/{id}")
  @Permit(Permission.PUBLIC)
  View evidence(@PathVariable String id, Visit visit) {
    return html.page("knowledge/evidence.jte", page(id, visit, Form.EMPTY));
  }

  private EvidencePage page(String id, Visit visit, Form form) {
    var evidence = find(id, visit);
    var supports =
        knowledge.listEditions(visit.asOf()).stream()
            .filter(it -> evidence.supports().contains(it.key()))
            .toList();
    return new EvidencePage(
        visit.titled(evidence.titleSv()), evidence, supports, visit.asOf().day(), form);
  }

  private Evidence find(String id, Visit visit) {
    return knowledge.listEvidence(visit.asOf()).stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  @GetMapping("/underlag/nytt")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View blank(Visit visit) {
    return html.page(
        "knowledge/evidence-form.jte",
        new FormPage(visit.frame("evidence.new"), Form.EMPTY, "/underlag", true));
  }

  @PostMapping("/underlag")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View add(@RequestParam Map<String, String> sent, Visit visit) {
    try {
      var added = editing.add(new Fields(sent), visit.today());
      return Answers.done("/underlag/" + added.id(), "evidence-saved");
    } catch (Refused refused) {
      return again(visit, "evidence.new", "/underlag", true, sent, refused);
    }
  }

  @GetMapping("/underlag/{id}/andra")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View edit(@PathVariable String id, Visit visit) {
    var it = find(id, visit);
    var values = new LinkedHashMap<String, String>();
    values.put("titleSv", it.titleSv());
    values.put("doi", it.doi().orElse(""));
    values.put("publishedYear", it.publishedYear().map(Object::toString).orElse(""));
    values.put("certainty", it.certainty().orElse(""));
    values.put("supports", String.join("; ", it.supports()));
    values.put("source", it.source().orElse(""));
    values.put("version", Integer.toString(it.version()));
    return html.page(
        "knowledge/evidence-form.jte",
        new FormPage(
            visit.frame("evidence.change"), Form.of(values), "/underlag/" + id + "/andra", false));
  }

  @PostMapping("/underlag/{id}/andra")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View change(@PathVariable String id, @RequestParam Map<String, String> sent, Visit visit) {
    try {
      editing.change(id, new Fields(sent), visit.today());
      return Answers.done("/underlag/" + id, "evidence-saved");
    } catch (Refused refused) {
      return again(visit, "evidence.change", "/underlag/" + id + "/andra", false, sent, refused);
    }
  }

  @PostMapping("/underlag/{id}/aterkalla")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View retract(@PathVariable String id, @RequestParam Map<String, String> sent, Visit visit) {
    try {
      editing.retract(id, new Fields(sent), visit.today());
      return Answers.done("/underlag/" + id, "evidence-retracted");
    } catch (Refused refused) {
      var status = Answers.again(refused);
      return html.page(
          "knowledge/evidence.jte",
          page(id, visit, Form.refused(sent, refused, visit.locale())),
          status);
    }
  }

  private View again(
      Visit visit,
      String titleKey,
      String action,
      boolean fresh,
      Map<String, String> sent,
      Refused refused) {
    var status = Answers.again(refused);
    return html.page(
        "knowledge/evidence-form.jte",
        new FormPage(
            visit.frame(titleKey), Form.refused(sent, refused, visit.locale()), action, fresh),
        status);
  }
}
