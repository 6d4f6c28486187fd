package se.samspel.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.TextDiff;
import se.samspel.ui.Visit;

/** The methods for people: list, page with versions, forms. */
@Controller
class MethodPages {

  private final Html html;
  private final Knowledge knowledge;
  private final MethodEditing editing;

  MethodPages(Html html, Knowledge knowledge, MethodEditing editing) {
    this.html = html;
    this.knowledge = knowledge;
    this.editing = editing;
  }

  /** A method in the list with the synonym that the search hit, if that is what it hit. */
  record Found(Method method, Optional<String> synonym) {}

  record ListPage(Frame frame, String q, List<Found> found, Optional<Method> resolved)
      implements Page {
    boolean mayEdit() {
      return frame.person().may(Permission.EDIT_KNOWLEDGE);
    }
  }

  /** What a version changed from the one before. */
  record Version(Method method, Optional<TextDiff> diff) {}

  record MethodPage(Frame frame, Method method, List<Version> versions) implements Page {
    boolean mayEdit() {
      return frame.person().may(Permission.EDIT_KNOWLEDGE);
    }
  }

  record FormPage(Frame frame, Form form, String action, boolean fresh) implements Page {}

  @GetMapping("/metoder")
  @Permit(Permission.PUBLIC)
  View list(Visit visit) {
    var q = visit.query("q").orElse("").strip();
    var asOf = visit.asOf();
    var resolved = q.isEmpty() ? Optional.<Method>empty() : knowledge.resolveMethod(q, asOf);
    var found =
        knowledge.listMethods(asOf).stream()
            .filter(it ->
                q.isEmpty()
                    || it.mentions(q)
                    || resolved.filter(one -> one.id().equals(it.id())).isPresent())
            .map(it -> new Found(it, q.isEmpty() ? Optional.empty() : it.synonymFor(q)))
            .toList();
    return html.page(
        "knowledge/methods.jte", new ListPage(visit.frame("method.list"), q, found, resolved));
  }

  @GetMapping("/metoder/{id}")
  @Permit(Permission.PUBLIC)
  View method(@PathVariable String id, Visit visit) {
    var method =
        knowledge.listMethods(visit.asOf()).stream()
            .filter(it -> it.id().equals(id))
            .findFirst()
            .orElseThrow(Refused::notFound);
    var all = knowledge.listVersions(id, visit.asOf());
    var versions = new java.util.ArrayList<Version>();
    for (int i = 0; i < all.size(); i++) {
      versions.add(
          new Version(
              all.get(i),
              i + 1 < all.size()
                  ? Optional.of(TextDiff.of(words(visit, all.get(i + 1)), words(visit, all.get(i))))
                  : Optional.empty()));
    }
    return html.page(
        "knowledge/method.jte",
        new MethodPage(visit.titled(method.name(visit.locale())), method, List.copyOf(versions)));
  }

  private static String words(Visit visit, Method method) {
    var locale = visit.locale();
    return String.join(
        ". ",
        method.name(locale),
        String.join("; ", method.synonyms()),
        method.population(locale).orElse(""),
        method.programmeRole(locale).orElse(""));
  }

  @GetMapping("/metoder/ny")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View blank(Visit visit) {
    return html.page(
        "knowledge/method-form.jte",
        new FormPage(visit.frame("method.new"), Form.EMPTY, "/metoder", true));
  }

  @PostMapping("/metoder")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View add(@RequestParam Map<String, String> sent, Visit visit) {
    try {
      var method = editing.add(new Fields(sent));
      return Answers.done("/metoder/" + method.id(), "method-saved");
    } catch (Refused refused) {
      return again(visit, "method.new", "/metoder", true, sent, refused);
    }
  }

  @GetMapping("/metoder/{id}/andra")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View edit(@PathVariable String id, Visit visit) {
    var method =
        knowledge.listMethods(visit.asOf()).stream()
            .filter(it -> it.id().equals(id))
            .findFirst()
            .orElseThrow(Refused::notFound);
    return html.page(
        "knowledge/method-form.jte",
        new FormPage(
            visit.frame("method.change"),
            Form.of(
                Map.of(
                    "nameSv", method.nameSv(),
                    "nameEn", method.nameEn().orElse(""),
                    "population", method.population().orElse(""),
                    "populationSv", method.inSwedish().population().orElse(""),
                    "programmeRole", method.programmeRole().orElse(""),
                    "programmeRoleSv", method.inSwedish().programmeRole().orElse(""),
                    "synonyms", String.join("; ", method.synonyms()),
                    "source", method.source().orElse(""),
                    "version", Integer.toString(method.version()))),
            "/metoder/" + id + "/andra",
            false));
  }

  @PostMapping("/metoder/{id}/andra")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View change(@PathVariable String id, @RequestParam Map<String, String> sent, Visit visit) {
    try {
      editing.change(id, new Fields(sent));
      return Answers.done("/metoder/" + id, "method-saved");
    } catch (Refused refused) {
      return again(visit, "method.change", "/metoder/" + id + "/andra", false, sent, refused);
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
        "knowledge/method-form.jte",
        new FormPage(
            visit.frame(titleKey), Form.refused(sent, refused, visit.locale()), action, fresh),
        status);
  }
}
