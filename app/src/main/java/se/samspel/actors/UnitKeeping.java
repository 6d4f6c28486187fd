package se.samspel.actors;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;

/** Adding and changing units and contacts: the region's own coordinator, or the programme. */
@Component
@Transactional
class UnitKeeping {

  private final ActorTable table;
  private final Changes changes;

  UnitKeeping(ActorTable table, Changes changes) {
    this.table = table;
    this.changes = changes;
  }

  /** Whether the one who acts may keep units and contacts of some region. */
  static boolean mayKeep() {
    var person = CurrentPerson.get();
    return person.may(Permission.EDIT_PROGRAMME) || person.may(Permission.REPORT_REGION);
  }

  /** Whether the one who acts may keep the region's units and contacts. */
  static boolean mayKeep(RegionCode region) {
    var person = CurrentPerson.get();
    return person.may(Permission.EDIT_PROGRAMME, region)
        || person.may(Permission.REPORT_REGION, region);
  }

  /**
   * Adds a unit.
   *
   * @throws Refused when a field is wrong or the region is another's
   */
  Unit addUnit(Fields fields, LocalDate today) {
    var region = region(fields, today);
    var content = content(fields, region, today);
    var span = span(fields);
    fields.accept();
    permitted(region);
    var unit =
        new Unit(
            newUnitId(content.name(), region),
            region,
            content.municipality(),
            content.actorType(),
            content.name(),
            content.staff(),
            1,
            span,
            content.source(),
            false);
    var moment = record("unit-added", "unit", unit.id(), region, Optional.empty(), unit);
    table.replaceUnit(Optional.empty(), List.of(unit), moment);
    return unit;
  }

  /**
   * Saves a new version of a unit.
   *
   * @throws Refused when a field is wrong, the region is another's or somebody has saved a newer
   *     version
   */
  Unit changeUnit(String id, Fields fields, LocalDate today) {
    var current = table.currentUnit(id);
    if (current.isEmpty()) {
      throw Refused.notFound();
    }
    var old = current.getLast();
    permitted(old.region());
    var seen = fields.version();
    var content = content(fields, old.region(), today);
    var revising = Revising.read(old.span(), fields);
    fields.accept();
    var version = current.stream().mapToInt(Unit::version).max().orElseThrow();
    if (seen != version) {
      throw Refused.stale();
    }
    var news = new ArrayList<Unit>();
    revising
        .kept()
        .ifPresent(span ->
            news.add(
                new Unit(
                    id,
                    old.region(),
                    old.municipality(),
                    old.actorType(),
                    old.name(),
                    old.staff(),
                    version + 1,
                    span,
                    old.source(),
                    old.synthetic())));
    var unit =
        new Unit(
            id,
            old.region(),
            content.municipality(),
            content.actorType(),
            content.name(),
            content.staff(),
            version + 1,
            revising.renewed(),
            content.source(),
            old.synthetic());
    news.add(unit);
    var moment = record("unit-changed", "unit", id, old.region(), Optional.of(old), unit);
    table.replaceUnit(Optional.of(old), news, moment);
    return unit;
  }

  /**
   * Adds a contact.
   *
   * @throws Refused when a field is wrong or the region is another's
   */
  Contact addContact(Fields fields, LocalDate today) {
    var region = region(fields, today);
    var function = fields.text("function", 100);
    var address = fields.text("address", 200);
    var source = fields.optional("source", 200);
    var span = span(fields);
    fields.accept();
    permitted(region);
    var base = ActorsPart.slug(function) + "-" + region;
    var id = base;
    for (int n = 2; !table.contactHistory(id).isEmpty(); n++) {
      id = base + "-" + n;
    }
    var contact = new Contact(id, region, function, address, 1, span, source, false);
    var moment = record("contact-added", "contact", id, region, Optional.empty(), contact);
    table.replaceContact(Optional.empty(), List.of(contact), moment);
    return contact;
  }

  /**
   * Saves a new version of a contact.
   *
   * @throws Refused when a field is wrong, the region is another's or somebody has saved a newer
   *     version
   */
  Contact changeContact(String id, Fields fields) {
    var current = table.currentContact(id);
    if (current.isEmpty()) {
      throw Refused.notFound();
    }
    var old = current.getLast();
    permitted(old.region());
    var seen = fields.version();
    var function = fields.text("function", 100);
    var address = fields.text("address", 200);
    var source = fields.optional("source", 200);
    var revising = Revising.read(old.span(), fields);
    fields.accept();
    var version = current.stream().mapToInt(Contact::version).max().orElseThrow();
    if (seen != version) {
      throw Refused.stale();
    }
    var news = new ArrayList<Contact>();
    revising
        .kept()
        .ifPresent(span ->
            news.add(
                new Contact(
                    id,
                    old.region(),
                    old.function(),
                    old.address(),
                    version + 1,
                    span,
                    old.source(),
                    old.synthetic())));
    var contact =
        new Contact(
            id,
            old.region(),
            function,
            address,
            version + 1,
            revising.renewed(),
            source,
            old.synthetic());
    news.add(contact);
    var moment = record("contact-changed", "contact", id, old.region(), Optional.of(old), contact);
    table.replaceContact(Optional.of(old), news, moment);
    return contact;
  }

  private record Content(
      String name,
      Optional<String> municipality,
      String actorType,
      Optional<Integer> staff,
      Optional<String> source) {}

  private Content content(Fields fields, RegionCode region, LocalDate today) {
    var asOf = AsOf.day(today);
    var types =
        table.organisations(asOf).stream()
            .filter(Organisation::isType)
            .map(Organisation::id)
            .toList();
    var type = fields.text("actorType", 60);
    if (!type.isEmpty() && !types.contains(type)) {
      fields.fault("actorType", "actors.unknown-type");
    }
    var municipality = fields.optional("municipality", 60);
    if (municipality.isPresent()
        && table.municipalities(asOf).stream()
            .noneMatch(it -> it.id().equals(municipality.get()) && it.region().equals(region))) {
      fields.fault("municipality", "actors.unknown-municipality");
    }
    return new Content(
        fields.text("name", 120),
        municipality,
        type,
        fields.optionalWhole("staff", 0, 100_000).map(Long::intValue),
        fields.optional("source", 200));
  }

  private RegionCode region(Fields fields, LocalDate today) {
    var region = fields.region("region");
    if (!region.value().equals("00")
        && table.regions(AsOf.day(today)).stream().noneMatch(it -> it.code().equals(region))) {
      fields.fault("region", "field.region");
    }
    return region;
  }

  private static DateSpan span(Fields fields) {
    var from = fields.optionalDay("from").orElse(DateSpan.EARLIEST);
    var to = fields.optionalDay("until").map(day -> day.plusDays(1)).orElse(DateSpan.OPEN);
    if (from.isBefore(to)) {
      return new DateSpan(from, to);
    }
    fields.fault("until", "actors.until-early");
    return new DateSpan(DateSpan.EARLIEST, DateSpan.OPEN);
  }

  private String newUnitId(String name, RegionCode region) {
    var base = ActorsPart.slug(name) + "-" + region;
    var id = base;
    for (int n = 2; !table.unitHistory(id).isEmpty(); n++) {
      id = base + "-" + n;
    }
    return id;
  }

  private static void permitted(RegionCode region) {
    if (mayKeep(region)) {
      return;
    }
    throw mayKeep() ? Refused.otherRegion() : Refused.forbidden();
  }

  private java.time.Instant record(
      String action,
      String kind,
      String id,
      RegionCode region,
      Optional<? extends Record> before,
      Record after) {
    return changes.record(
        new Changes.Change(
            action,
            kind,
            id,
            Optional.of(region),
            before.map(Record::toString),
            Optional.of(after.toString())));
  }
}
