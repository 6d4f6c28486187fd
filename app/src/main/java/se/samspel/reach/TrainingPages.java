package se.samspel.reach;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import se.samspel.core.AsOf;
import se.samspel.core.Fields;
import se.samspel.core.NodeKind;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.involvement.InvolvementChoices;
import se.samspel.ui.Answers;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.FormField;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.NodeChoices;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** The form of a training, for those who keep them. */
@Controller
class TrainingPages {

  private final Html html;
  private final Reach reach;
  private final TrainingKeeping keeping;
  private final NodeChoices nodes;
  private final InvolvementChoices behind;

  TrainingPages(
      Html html,
      Reach reach,
      TrainingKeeping keeping,
      NodeChoices nodes,
      InvolvementChoices behind) {
    this.html = html;
    this.reach = reach;
    this.keeping = keeping;
    this.nodes = nodes;
    this.behind = behind;
  }

  record FormPage(Frame frame, String action, String back, Form form, List<FormField> fields)
      implements Page {}

  @GetMapping("/utbildningar/ny")
  @Permit(Permission.SIGNED_IN)
  View blank(Visit visit) {
    var values = new TreeMap<String, String>();
    values.put("validFrom", visit.today().toString());
    visit.query("om").ifPresent(it -> values.put("teaches", it));
    return form(visit, Optional.empty(), Form.of(values), HttpStatus.OK);
  }

  @PostMapping("/utbildningar/ny")
  @Permit(Permission.SIGNED_IN)
  View add(Visit visit, @RequestParam Map<String, String> sent) {
    try {
      return Answers.done("/utbildningar/" + keeping.add(new Fields(sent)).id(), "training-saved");
    } catch (Refused refused) {
      var status = Answers.again(refused);
      return form(visit, Optional.empty(), Form.refused(sent, refused, visit.locale()), status);
    }
  }

  @GetMapping("/utbildningar/{id}/andra")
  @Permit(Permission.SIGNED_IN)
  View edit(Visit visit, @PathVariable String id) {
    var training = reach.training(id, AsOf.day(visit.today()));
    return form(visit, Optional.of(id), Form.of(TrainingKeeping.written(training)), HttpStatus.OK);
  }

  @PostMapping("/utbildningar/{id}/andra")
  @Permit(Permission.SIGNED_IN)
  View change(Visit visit, @PathVariable String id, @RequestParam Map<String, String> sent) {
    try {
      keeping.change(id, new Fields(sent));
      return Answers.done("/utbildningar/" + id, "training-saved");
    } catch (Refused refused) {
      var status = Answers.again(refused);
      return form(visit, Optional.of(id), Form.refused(sent, refused, visit.locale()), status);
    }
  }

  private View form(Visit visit, Optional<String> id, Form form, HttpStatus status) {
    if (!TrainingKeeping.keeps(visit.person())) {
      throw Refused.forbidden();
    }
    var frame = visit.frame(id.isPresent() ? "training.change" : "training.new");
    return html.page(
        "reach/trainingform.jte",
        new FormPage(
            frame,
            id.map(it -> "/utbildningar/" + it + "/andra").orElse("/utbildningar/ny"),
            id.map(it -> "/utbildningar/" + it).orElse("/utbildningar"),
            form,
            List.of(
                FormField.hidden("version"),
                FormField.required("titleSv", "training.title", "text"),
                FormField.optional("titleEn", "training.title-en", "text"),
                FormField.required("form", "reach.form", "select")
                    .among(
                        TrainingKeeping.FORMS.stream()
                            .map(it -> new Choice(it, frame.t("reach.form." + it)))
                            .toList()),
                FormField.optional("teaches", "reach.teaches", "select")
                    .hinted("training.teaches-hint")
                    .among(
                        nodes.of(
                            visit,
                            List.of(NodeKind.RECOMMENDATION, NodeKind.METHOD),
                            form.value("teaches"))),
                FormField.optional("teachesVersion", "training.edition", "number")
                    .hinted("training.edition-hint"),
                FormField.optional("initiative", "training.initiative", "select")
                    .among(nodes.ofOne(visit, NodeKind.INITIATIVE, form.value("initiative"))),
                FormField.optional("owner", "reach.owner", "text").hinted("training.owner-hint"),
                FormField.optional("involvement", "training.involvement", "select")
                    .hinted("training.involvement-hint")
                    .among(behind.latest(visit, form.value("involvement"))),
                FormField.required("validFrom", "training.from", "date"),
                FormField.optional("validTo", "training.to", "date"),
                FormField.optional("source", "source", "text"))),
        status);
  }
}
