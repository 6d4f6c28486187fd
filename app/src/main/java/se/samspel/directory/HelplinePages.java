package se.samspel.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import se.samspel.core.DateSpan;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** Where to turn: the page for everyone, and the forms of those who keep it right. */
@Controller
class HelplinePages {

  private static final String TEMPLATE = "directory/helpline-form.jte";

  private final Html html;
  private final Directory directory;

  HelplinePages(Html html, Directory directory) {
    this.html = html;
    this.directory = directory;
  }

  record HelpPage(Frame frame, LocalDate day, List<Helpline> lines, List<Helpline> others)
      implements Page {
    boolean mayEdit() {
      return frame.person().may(Permission.EDIT_KNOWLEDGE);
    }

    String channels(Helpline line) {
      return String.join(
          ", ", line.channels().stream().map(it -> t("helpline.channel." + it)).toList());
    }
  }

  record FormPage(Frame frame, String id, Form form, Form verification, boolean fresh)
      implements Page {
    String action() {
      return fresh ? "/hjalp/ny" : "/hjalp/" + id + "/andra";
    }
  }

  @GetMapping("/hjalp")
  @Permit(Permission.PUBLIC)
  View help(Visit visit) {
    var asOf = visit.asOf();
    var editor = visit.person().may(Permission.EDIT_KNOWLEDGE);
    return html.page(
        "directory/help.jte",
        new HelpPage(
            visit.frame("helpline.title"),
            asOf.day(),
            directory.list(asOf),
            editor ? directory.listOthers(asOf.day()) : List.of()));
  }

  @GetMapping("/hjalp/ny")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View blank(Visit visit) {
    return html.page(
        TEMPLATE, new FormPage(visit.frame("helpline.new"), "", Form.EMPTY, Form.EMPTY, true));
  }

  @PostMapping("/hjalp/ny")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View add(@RequestParam Map<String, String> sent, Visit visit) {
    try {
      directory.add(sent);
      return see("/hjalp?klart=helpline-saved");
    } catch (Refused refused) {
      fieldsOnly(refused);
      return html.page(
          TEMPLATE,
          new FormPage(
              visit.frame("helpline.new"),
              "",
              Form.refused(sent, refused, visit.locale()),
              Form.EMPTY,
              true),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @GetMapping("/hjalp/{id}/andra")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View edit(@PathVariable String id, Visit visit) {
    var line = directory.get(id);
    return html.page(
        TEMPLATE,
        new FormPage(
            visit.frame("helpline.change"), id, filled(line), verification(line, visit), false));
  }

  @PostMapping("/hjalp/{id}/andra")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View change(@PathVariable String id, @RequestParam Map<String, String> sent, Visit visit) {
    try {
      directory.change(id, sent);
      return see("/hjalp?klart=helpline-saved");
    } catch (Refused refused) {
      fieldsOnly(refused);
      return html.page(
          TEMPLATE,
          new FormPage(
              visit.frame("helpline.change"),
              id,
              Form.refused(sent, refused, visit.locale()),
              verification(directory.get(id), visit),
              false),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @PostMapping("/hjalp/{id}/kontroll")
  @Permit(Permission.EDIT_KNOWLEDGE)
  View verify(@PathVariable String id, @RequestParam Map<String, String> sent, Visit visit) {
    try {
      directory.verify(id, sent);
      return see("/hjalp?klart=helpline-verified");
    } catch (Refused refused) {
      fieldsOnly(refused);
      return html.page(
          TEMPLATE,
          new FormPage(
              visit.frame("helpline.change"),
              id,
              filled(directory.get(id)),
              Form.refused(sent, refused, visit.locale()),
              false),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private static void fieldsOnly(Refused refused) {
    if (refused.kind() != Refused.Kind.INVALID) {
      throw refused;
    }
  }

  private static Form filled(Helpline line) {
    var from = line.span().from();
    var to = line.span().to();
    return Form.of(
        Map.of(
            "name", line.name(),
            "contact", line.contact(),
            "channels", String.join("; ", line.channels()),
            "audience", String.join("; ", line.audience()),
            "validFrom", from.equals(DateSpan.EARLIEST) ? "" : from.toString(),
            "validTo", to.equals(DateSpan.OPEN) ? "" : to.minusDays(1).toString(),
            "source", line.source().orElse(""),
            "version", Integer.toString(line.version())));
  }

  private static Form verification(Helpline line, Visit visit) {
    return Form.of(
        Map.of("verified", visit.today().toString(), "version", Integer.toString(line.version())));
  }

  private static View see(String path) {
    var view = new RedirectView(path);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExposeModelAttributes(false);
    return view;
  }
}
