package se.samspel.actors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Messages;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** Who belonged where on a day, and changing it. */
@Controller
class HierarchyPages {

  private final Html html;
  private final Actors actors;
  private final Regrouping regrouping;

  HierarchyPages(Html html, Actors actors, Regrouping regrouping) {
    this.html = html;
    this.actors = actors;
    this.regrouping = regrouping;
  }

  /**
   * The hierarchies of a day.
   *
   * @param names of regions, municipalities and organisations by {@code kind:id}
   */
  record HierarchiesPage(
      Frame frame, AsOf asOf, List<Hierarchy> hierarchies, Map<String, String> names)
      implements Page {
    boolean mayEdit() {
      return frame.person().may(Permission.EDIT_PROGRAMME);
    }

    String name(Member member) {
      return names.getOrDefault(key(member.kind(), member.member()), member.member());
    }
  }

  record EditPage(
      Frame frame,
      Hierarchy hierarchy,
      int version,
      Form place,
      Form end,
      List<Choice> members,
      List<Choice> memberships)
      implements Page {}

  @GetMapping("/indelningar")
  @Permit(Permission.PUBLIC)
  View hierarchies(Visit visit) {
    var asOf = visit.asOf();
    return html.page(
        "actors/hierarchies.jte",
        new HierarchiesPage(
            visit.frame("hierarchy.list"), asOf, actors.hierarchies(asOf), names(asOf)));
  }

  @GetMapping("/indelningar/{key}/andra")
  @Permit(Permission.EDIT_PROGRAMME)
  View edit(@PathVariable String key, Visit visit) {
    return form(key, visit, Form.EMPTY, Form.EMPTY, HttpStatus.OK);
  }

  @PostMapping("/indelningar/{key}/andra")
  @Permit(Permission.EDIT_PROGRAMME)
  View place(@PathVariable String key, @RequestParam Map<String, String> sent, Visit visit) {
    try {
      regrouping.place(key, new Fields(sent), visit.today());
      return ActorPages.see("/indelningar?klart=hierarchy-saved");
    } catch (Refused refused) {
      if (refused.kind() != Refused.Kind.INVALID) {
        throw refused;
      }
      return form(
          key,
          visit,
          Form.refused(sent, refused, visit.locale()),
          Form.EMPTY,
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @PostMapping("/indelningar/{key}/avsluta")
  @Permit(Permission.EDIT_PROGRAMME)
  View end(@PathVariable String key, @RequestParam Map<String, String> sent, Visit visit) {
    try {
      regrouping.end(key, new Fields(sent), visit.today());
      return ActorPages.see("/indelningar?klart=hierarchy-saved");
    } catch (Refused refused) {
      if (refused.kind() != Refused.Kind.INVALID) {
        throw refused;
      }
      return form(
          key,
          visit,
          Form.EMPTY,
          Form.refused(sent, refused, visit.locale()),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private View form(String key, Visit visit, Form place, Form end, HttpStatus status) {
    var asOf = AsOf.day(visit.today());
    var hierarchy =
        actors.hierarchies(asOf).stream()
            .filter(it -> it.key().equals(key))
            .findFirst()
            .orElseThrow(Refused::notFound);
    var names = names(asOf);
    var members = new ArrayList<Choice>();
    actors
        .regions(asOf)
        .forEach(
            it -> members.add(new Choice(key(Member.Kind.REGION, it.code().value()), it.name())));
    actors
        .municipalities(asOf)
        .forEach(it ->
            members.add(
                new Choice(
                    key(Member.Kind.MUNICIPALITY, it.id()),
                    Messages.get(visit.locale(), "hierarchy.municipality", it.name()))));
    if (hierarchy.form() == Hierarchy.Form.OVERLAP) {
      actors
          .organisations(asOf)
          .forEach(
              it -> members.add(new Choice(key(Member.Kind.ORGANISATION, it.id()), it.nameSv())));
    }
    var memberships = new ArrayList<Choice>();
    for (var group : hierarchy.groups()) {
      for (var member : group.members()) {
        memberships.add(
            new Choice(
                member.id(),
                group.name()
                    + ": "
                    + names.getOrDefault(key(member.kind(), member.member()), member.member())));
      }
    }
    return html.page(
        "actors/hierarchy-form.jte",
        new EditPage(
            visit.frame("hierarchy.change", hierarchy.nameSv()),
            hierarchy,
            regrouping.revision(key),
            place,
            end,
            members,
            memberships),
        status);
  }

  private Map<String, String> names(AsOf asOf) {
    var names = new HashMap<String, String>();
    actors
        .regions(asOf)
        .forEach(it -> names.put(key(Member.Kind.REGION, it.code().value()), it.name()));
    actors
        .municipalities(asOf)
        .forEach(it -> names.put(key(Member.Kind.MUNICIPALITY, it.id()), it.name()));
    actors
        .organisations(asOf)
        .forEach(it -> names.put(key(Member.Kind.ORGANISATION, it.id()), it.nameSv()));
    return names;
  }

  private static String key(Member.Kind kind, String id) {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + id;
  }
}
