package se.samspel.actors;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;
import se.samspel.ui.Choice;
import se.samspel.ui.Form;
import se.samspel.ui.Frame;
import se.samspel.ui.Html;
import se.samspel.ui.Page;
import se.samspel.ui.Visit;

/** Organisations, actor types, units and contacts for people. */
@Controller
class ActorPages {

  private static final String UNIT_FORM = "actors/unit-form.jte";
  private static final String CONTACT_FORM = "actors/contact-form.jte";

  private final Html html;
  private final Actors actors;
  private final UnitKeeping keeping;

  ActorPages(Html html, Actors actors, UnitKeeping keeping) {
    this.html = html;
    this.actors = actors;
    this.keeping = keeping;
  }

  record ListPage(
      Frame frame,
      AsOf asOf,
      String q,
      String region,
      List<Region> regions,
      List<Organisation> organisations,
      List<Organisation> types,
      List<Unit> units,
      List<Contact> contacts,
      Map<String, String> typeNames)
      implements Page {
    boolean mayAdd() {
      return UnitKeeping.mayKeep();
    }

    boolean mayKeep(RegionCode code) {
      return UnitKeeping.mayKeep(code);
    }

    boolean nothing() {
      return organisations.isEmpty() && types.isEmpty() && units.isEmpty() && contacts.isEmpty();
    }

    String typeName(String id) {
      return typeNames.getOrDefault(id, id);
    }
  }

  /** A group that an organisation or a unit's region belongs to. */
  record Place(String hierarchy, String group, boolean partial) {}

  record OrganisationPage(Frame frame, Organisation organisation, List<Unit> units)
      implements Page {}

  record UnitPage(
      Frame frame,
      Unit unit,
      Region region,
      Optional<String> municipality,
      String typeName,
      List<Place> places,
      List<Unit> history)
      implements Page {
    boolean mayKeep() {
      return UnitKeeping.mayKeep(unit.region());
    }
  }

  record FormPage(
      Frame frame,
      Form form,
      String action,
      boolean fresh,
      List<Choice> regions,
      List<Choice> types,
      List<Choice> municipalities)
      implements Page {}

  @GetMapping("/aktorer")
  @Permit(Permission.PUBLIC)
  View list(Visit visit) {
    var asOf = visit.asOf();
    var q = visit.query("q").orElse("").strip();
    var wanted = q.toLowerCase(Locale.ROOT);
    var region = visit.query("region").filter(it -> it.matches("\\d{2}"));
    var organisations =
        actors.organisations(asOf).stream()
            .filter(it -> region.isEmpty())
            .filter(it ->
                it.nameSv().toLowerCase(Locale.ROOT).contains(wanted)
                    || it.nameEn().orElse("").toLowerCase(Locale.ROOT).contains(wanted))
            .toList();
    var units =
        region
            .map(code -> actors.units(new RegionCode(code), asOf))
            .orElseGet(() -> wanted.isEmpty() ? List.of() : actors.units(asOf));
    return html.page(
        "actors/actors.jte",
        new ListPage(
            visit.frame("actors.list"),
            asOf,
            q,
            region.orElse(""),
            actors.regions(asOf),
            organisations.stream().filter(it -> !it.isType()).toList(),
            organisations.stream().filter(Organisation::isType).toList(),
            units.stream()
                .filter(it -> it.name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList(),
            region.map(code -> actors.contacts(new RegionCode(code), asOf)).orElse(List.of()),
            typeNames(asOf)));
  }

  @GetMapping("/aktorer/{id}")
  @Permit(Permission.PUBLIC)
  View actor(@PathVariable String id, Visit visit) {
    var asOf = visit.asOf();
    var organisation = actors.findOrganisation(id, asOf);
    if (organisation.isPresent()) {
      return html.page(
          "actors/organisation.jte",
          new OrganisationPage(
              visit.titled(organisation.get().nameSv()),
              organisation.get(),
              organisation.get().isType()
                  ? actors.units(asOf).stream().filter(it -> it.actorType().equals(id)).toList()
                  : List.of()));
    }
    var unit = actors.findUnit(id, asOf).orElseThrow(Refused::notFound);
    var places = new ArrayList<Place>();
    for (var hierarchy : actors.hierarchies(asOf)) {
      for (var share : actors.groupsOf(hierarchy.key(), unit.region(), asOf)) {
        var here =
            !share.partial()
                || unit.municipality().filter(share.municipalities()::contains).isPresent();
        if (here || unit.municipality().isEmpty()) {
          places.add(
              new Place(
                  hierarchy.nameSv(),
                  share.name(),
                  share.partial() && unit.municipality().isEmpty()));
        }
      }
    }
    return html.page(
        "actors/unit.jte",
        new UnitPage(
            visit.titled(unit.name()),
            unit,
            actors.region(unit.region(), asOf),
            unit.municipality()
                .map(it ->
                    actors.municipalities(asOf).stream()
                        .filter(one -> one.id().equals(it))
                        .findFirst()
                        .map(Municipality::name)
                        .orElse(it)),
            typeNames(asOf).getOrDefault(unit.actorType(), unit.actorType()),
            places,
            actors.unitHistory(id)));
  }

  @GetMapping("/aktorer/enheter/ny")
  @Permit(Permission.SIGNED_IN)
  View newUnit(Visit visit) {
    permitted();
    return unitForm(
        visit,
        "unit.new",
        Form.of(Map.of("region", ownRegion(visit).or(() -> visit.query("region")).orElse(""))),
        "/aktorer/enheter/ny",
        true,
        HttpStatus.OK);
  }

  @PostMapping("/aktorer/enheter/ny")
  @Permit(Permission.SIGNED_IN)
  View addUnit(@RequestParam Map<String, String> sent, Visit visit) {
    permitted();
    try {
      var unit = keeping.addUnit(new Fields(sent), visit.today());
      return see("/aktorer/" + unit.id() + "?klart=unit-saved");
    } catch (Refused refused) {
      fieldsOnly(refused);
      return unitForm(
          visit,
          "unit.new",
          Form.refused(sent, refused, visit.locale()),
          "/aktorer/enheter/ny",
          true,
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @GetMapping("/aktorer/enheter/{id}/andra")
  @Permit(Permission.SIGNED_IN)
  View editUnit(@PathVariable String id, Visit visit) {
    permitted();
    var unit = actors.latestUnit(id).orElseThrow(Refused::notFound);
    if (!UnitKeeping.mayKeep(unit.region())) {
      throw Refused.otherRegion();
    }
    return unitForm(
        visit,
        "unit.change",
        Form.of(
            Map.of(
                "region", unit.region().value(),
                "name", unit.name(),
                "municipality", unit.municipality().orElse(""),
                "actorType", unit.actorType(),
                "staff", unit.staff().map(String::valueOf).orElse(""),
                "until", lastDay(unit.span()),
                "source", unit.source().orElse(""),
                "version", Integer.toString(unit.version()))),
        "/aktorer/enheter/" + id + "/andra",
        false,
        HttpStatus.OK);
  }

  @PostMapping("/aktorer/enheter/{id}/andra")
  @Permit(Permission.SIGNED_IN)
  View changeUnit(@PathVariable String id, @RequestParam Map<String, String> sent, Visit visit) {
    permitted();
    try {
      keeping.changeUnit(id, new Fields(sent), visit.today());
      return see("/aktorer/" + id + "?klart=unit-saved");
    } catch (Refused refused) {
      fieldsOnly(refused);
      return unitForm(
          visit,
          "unit.change",
          Form.refused(sent, refused, visit.locale()),
          "/aktorer/enheter/" + id + "/andra",
          false,
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @GetMapping("/aktorer/kontakter/ny")
  @Permit(Permission.SIGNED_IN)
  View newContact(Visit visit) {
    permitted();
    return contactForm(
        visit,
        "contact.new",
        Form.of(Map.of("region", ownRegion(visit).or(() -> visit.query("region")).orElse(""))),
        "/aktorer/kontakter/ny",
        true,
        HttpStatus.OK);
  }

  @PostMapping("/aktorer/kontakter/ny")
  @Permit(Permission.SIGNED_IN)
  View addContact(@RequestParam Map<String, String> sent, Visit visit) {
    permitted();
    try {
      var contact = keeping.addContact(new Fields(sent), visit.today());
      return see("/aktorer?region=" + contact.region() + "&klart=contact-saved");
    } catch (Refused refused) {
      fieldsOnly(refused);
      return contactForm(
          visit,
          "contact.new",
          Form.refused(sent, refused, visit.locale()),
          "/aktorer/kontakter/ny",
          true,
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @GetMapping("/aktorer/kontakter/{id}/andra")
  @Permit(Permission.SIGNED_IN)
  View editContact(@PathVariable String id, Visit visit) {
    permitted();
    var contact = actors.latestContact(id).orElseThrow(Refused::notFound);
    if (!UnitKeeping.mayKeep(contact.region())) {
      throw Refused.otherRegion();
    }
    return contactForm(
        visit,
        "contact.change",
        Form.of(
            Map.of(
                "region", contact.region().value(),
                "function", contact.function(),
                "address", contact.address(),
                "until", lastDay(contact.span()),
                "source", contact.source().orElse(""),
                "version", Integer.toString(contact.version()))),
        "/aktorer/kontakter/" + id + "/andra",
        false,
        HttpStatus.OK);
  }

  @PostMapping("/aktorer/kontakter/{id}/andra")
  @Permit(Permission.SIGNED_IN)
  View changeContact(@PathVariable String id, @RequestParam Map<String, String> sent, Visit visit) {
    permitted();
    try {
      var contact = keeping.changeContact(id, new Fields(sent));
      return see("/aktorer?region=" + contact.region() + "&klart=contact-saved");
    } catch (Refused refused) {
      fieldsOnly(refused);
      return contactForm(
          visit,
          "contact.change",
          Form.refused(sent, refused, visit.locale()),
          "/aktorer/kontakter/" + id + "/andra",
          false,
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  private View unitForm(
      Visit visit, String title, Form form, String action, boolean fresh, HttpStatus status) {
    return html.page(UNIT_FORM, formPage(visit, title, form, action, fresh), status);
  }

  private View contactForm(
      Visit visit, String title, Form form, String action, boolean fresh, HttpStatus status) {
    return html.page(CONTACT_FORM, formPage(visit, title, form, action, fresh), status);
  }

  private FormPage formPage(Visit visit, String title, Form form, String action, boolean fresh) {
    var asOf = AsOf.day(visit.today());
    return new FormPage(
        visit.frame(title),
        form,
        action,
        fresh,
        actors.regions(asOf).stream()
            .filter(it -> UnitKeeping.mayKeep(it.code()))
            .map(it -> new Choice(it.code().value(), it.name()))
            .toList(),
        actors.actorTypes(asOf).stream().map(it -> new Choice(it.id(), it.nameSv())).toList(),
        actors.municipalities(asOf).stream()
            .filter(it -> UnitKeeping.mayKeep(it.region()))
            .filter(it -> fresh || it.region().value().equals(form.value("region")))
            .sorted(Comparator.comparing(Municipality::name))
            .map(it -> new Choice(it.id(), it.name()))
            .toList());
  }

  private Map<String, String> typeNames(AsOf asOf) {
    return actors.actorTypes(asOf).stream()
        .collect(Collectors.toMap(Organisation::id, Organisation::nameSv));
  }

  private static Optional<String> ownRegion(Visit visit) {
    return visit.person().region().map(RegionCode::value);
  }

  private static String lastDay(DateSpan span) {
    LocalDate to = span.to();
    return to.equals(DateSpan.OPEN) ? "" : to.minusDays(1).toString();
  }

  private static void permitted() {
    if (!UnitKeeping.mayKeep()) {
      throw Refused.forbidden();
    }
  }

  private static void fieldsOnly(Refused refused) {
    if (refused.kind() != Refused.Kind.INVALID) {
      throw refused;
    }
  }

  static View see(String path) {
    var view = new RedirectView(path);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExposeModelAttributes(false);
    return view;
  }
}
