package se.samspel.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import se.samspel.core.AsOf;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Answers;
import se.samspel.ui.Form;
import se.samspel.ui.FormField;
import se.samspel.ui.Html;
import se.samspel.ui.Listing;
import se.samspel.ui.Visit;

/** Aims: what the programme is to achieve, and when each held. */
@Controller
class AimPages {

  private final Programme programme;
  private final Sheets sheets;
  private final Html html;

  AimPages(Programme programme, Sheets sheets, Html html) {
    this.programme = programme;
    this.sheets = sheets;
    this.html = html;
  }

  @GetMapping("/mal")
  @Permit(Permission.PUBLIC)
  View list(Visit visit) {
    var asOf = visit.asOf();
    var texts = texts(visit, asOf);
    var rows =
        programme.listEveryAim(asOf).stream()
            .filter(it ->
                Sheets.says(visit.query("q"), Stream.of(Optional.of(it.textSv()), it.textEn())))
            .sorted(
                java.util.Comparator.comparing((Aim it) -> it.span().from())
                    .reversed()
                    .thenComparing(Aim::textSv))
            .map(it ->
                List.of(
                    Sheets.Cell.link(
                        Sheets.text(visit, it.textSv(), it.textEn()),
                        "/mal/" + it.id(),
                        it.stamp().synthetic()),
                    Sheets.Cell.of(
                        Sheets.t(visit, it.span().holds(asOf.day()) ? "aim.holds" : "aim.past")),
                    Sheets.Cell.of(visit.titled("").numbers().span(it.span())),
                    Sheets.Cell.of(it.parent().map(id -> texts.getOrDefault(id, id)).orElse("")),
                    Sheets.Cell.source(it.stamp())))
            .toList();
    return html.page(
        "programme/list.jte",
        new Sheets.ListPage(
            visit.frame("aim.list"),
            "aim.lead",
            visit.person().may(Permission.EDIT_PROGRAMME)
                ? List.of(new Sheets.Door("/mal/nytt", "aim.new"))
                : List.of(),
            "/mal",
            visit.query("q").orElse(""),
            List.of(),
            List.of("aim.text", "programme.state", "aim.span", "aim.parent", "source"),
            Listing.of(rows, Sheets.page(visit), Sheets.ROWS)));
  }

  private Map<String, String> texts(Visit visit, AsOf asOf) {
    return programme.listEveryAim(asOf).stream()
        .collect(Collectors.toMap(Aim::id, it -> Sheets.text(visit, it.textSv(), it.textEn())));
  }

  @GetMapping("/mal/{id}")
  @Permit(Permission.PUBLIC)
  View aim(@PathVariable String id, Visit visit) {
    var asOf = visit.asOf();
    var aim =
        programme.listEveryAim(asOf).stream()
            .filter(it -> it.id().equals(id))
            .findFirst()
            .orElseThrow(Refused::notFound);
    var texts = texts(visit, asOf);
    var doors = new ArrayList<Sheets.Door>();
    if (visit.person().may(Permission.EDIT_PROGRAMME)) {
      doors.add(new Sheets.Door("/mal/" + id + "/andra", "programme.edit"));
    }
    doors.addAll(Sheets.involvementDoors(visit, "aim:" + id));
    return html.page(
        "programme/sheet.jte",
        new Sheets.Sheet(
            visit.titled(Sheets.text(visit, aim.textSv(), aim.textEn())),
            "aim.kind",
            aim.stamp().synthetic(),
            facts(visit, aim, texts),
            Optional.empty(),
            Optional.empty(),
            List.of(
                new Sheets.Related(
                    "aim.parts",
                    programme.listEveryAim(asOf).stream()
                        .filter(it -> it.parent().filter(id::equals).isPresent())
                        .map(it ->
                            new Sheets.Row(
                                Sheets.text(visit, it.textSv(), it.textEn()),
                                Optional.of("/mal/" + it.id()),
                                "",
                                it.stamp().synthetic()))
                        .toList()),
                new Sheets.Related(
                    "aim.needs",
                    programme.listNeeds(asOf).stream()
                        .filter(it -> it.aim().filter(id::equals).isPresent())
                        .map(it ->
                            new Sheets.Row(
                                Sheets.text(visit, it.statementSv(), it.statementEn()),
                                Optional.of("/behov/" + it.id()),
                                "",
                                it.stamp().synthetic()))
                        .toList()),
                sheets.involvement(visit, "aim:" + id, asOf)),
            sheets.past(
                visit, programme.aimHistory(id, asOf), Aim::stamp, it -> facts(visit, it, texts)),
            aim.stamp().source(),
            Optional.of("/trad/aim/" + id),
            doors,
            "/mal/" + id));
  }

  private static List<Sheets.Fact> facts(Visit visit, Aim aim, Map<String, String> texts) {
    var missing = Sheets.t(visit, "missing");
    var span = visit.titled("").numbers().span(aim.span());
    return List.of(
        Sheets.Fact.of(Sheets.t(visit, "aim.text"), aim.textSv()),
        Sheets.Fact.of(Sheets.t(visit, "aim.span"), span.isEmpty() ? missing : span),
        new Sheets.Fact(
            Sheets.t(visit, "aim.parent"),
            aim.parent().map(it -> texts.getOrDefault(it, it)).orElse(Sheets.t(visit, "aim.whole")),
            aim.parent().map(it -> "/mal/" + it)));
  }

  @GetMapping("/mal/nytt")
  @Permit(Permission.EDIT_PROGRAMME)
  View add(Visit visit) {
    return form(
        visit,
        Optional.empty(),
        Form.of(new TreeMap<>(Map.of("validFrom", visit.today().toString()))),
        HttpStatus.OK);
  }

  @PostMapping("/mal/nytt")
  @Permit(Permission.EDIT_PROGRAMME)
  View added(Visit visit, @RequestParam Map<String, String> sent) {
    try {
      return Answers.done("/mal/" + programme.addAim(new Fields(sent)).id(), "programme-saved");
    } catch (Refused refused) {
      return form(
          visit,
          Optional.empty(),
          Form.refused(sent, refused, visit.locale()),
          Answers.again(refused));
    }
  }

  @GetMapping("/mal/{id}/andra")
  @Permit(Permission.EDIT_PROGRAMME)
  View edit(@PathVariable String id, Visit visit) {
    var aim = programme.newestAim(id).orElseThrow(Refused::notFound);
    return form(visit, Optional.of(id), Form.of(ProgrammeFields.written(aim)), HttpStatus.OK);
  }

  @PostMapping("/mal/{id}/andra")
  @Permit(Permission.EDIT_PROGRAMME)
  View save(@PathVariable String id, Visit visit, @RequestParam Map<String, String> sent) {
    try {
      programme.editAim(id, new Fields(sent));
      return Answers.done("/mal/" + id, "programme-saved");
    } catch (Refused refused) {
      return form(
          visit,
          Optional.of(id),
          Form.refused(sent, refused, visit.locale()),
          Answers.again(refused));
    }
  }

  private View form(Visit visit, Optional<String> id, Form form, HttpStatus status) {
    return html.page(
        "programme/form.jte",
        new Sheets.FormPage(
            visit.frame(id.isPresent() ? "aim.edit" : "aim.new"),
            id.isPresent() ? "programme.edit-lead" : "aim.new-lead",
            id.map(it -> "/mal/" + it + "/andra").orElse("/mal/nytt"),
            "programme.save",
            form,
            List.of(
                FormField.hidden("version"),
                FormField.required("textSv", "aim.text", "textarea"),
                FormField.optional("textEn", "aim.text-en", "textarea"),
                FormField.optional("parent", "aim.parent", "select")
                    .among(sheets.aimChoices(AsOf.day(visit.today()))),
                FormField.optional("validFrom", "aim.from", "date"),
                FormField.optional("validTo", "aim.to", "date"),
                FormField.optional("source", "source", "text").hinted("programme.source-hint")),
            id.map(it -> "/mal/" + it).orElse("/mal")),
        status);
  }
}
