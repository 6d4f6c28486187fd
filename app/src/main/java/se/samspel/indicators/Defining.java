package se.samspel.indicators;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.Changes;
import se.samspel.core.Changes.Change;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.LinkAsserted;
import se.samspel.core.LinkType;
import se.samspel.core.LinksAsserted;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Permission;
import se.samspel.core.Refused;

/** Defining what an indicator measures; each change is a version with a first day of its own. */
@Component
class Defining {

  static final List<String> DIRECTIONS = List.of("up", "down", "none");
  static final List<String> COUNTS = List.of("persons", "units");

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_TEXT = 1000;

  private final DefinitionTable table;
  private final Changes changes;
  private final ApplicationEventPublisher events;

  Defining(DefinitionTable table, Changes changes, ApplicationEventPublisher events) {
    this.table = table;
    this.changes = changes;
    this.events = events;
  }

  /**
   * Adds an indicator.
   *
   * @throws Refused when a field is wrong or the identity is taken
   */
  @Transactional
  public Indicator add(Fields fields, LocalDate today) {
    require();
    var id = fields.text("id", 20);
    if (!id.isEmpty() && !id.matches("[a-z0-9-]+")) {
      fields.fault("id", "field.identity");
    } else if (!table.current(id).isEmpty()) {
      fields.fault("id", "field.identity-taken", id);
    }
    var indicator =
        read(id, table.nextVersion(id), DateSpan.since(DateSpan.EARLIEST), fields, today);
    fields.accept();
    var moment = changes.record(Change.created("indicator-defined", ref(id), indicator));
    table.insert(indicator, moment);
    events.publishEvent(links(Optional.empty(), indicator, moment));
    return indicator;
  }

  /**
   * Saves a new version that holds from {@code validFrom} on. The version before keeps the days up
   * to then, and every value keeps the version that it was measured by.
   *
   * @throws Refused when a field is wrong, when the first day is not after the version before's, or
   *     when somebody saved another version in between
   */
  @Transactional
  public Indicator redefine(String id, Fields fields, LocalDate today) {
    require();
    var versions = table.current(id);
    if (versions.isEmpty()) {
      throw Refused.notFound();
    }
    var before = versions.getFirst();
    int seen = fields.version();
    var from = fields.day("validFrom");
    if (!from.isAfter(before.span().from())) {
      fields.fault("validFrom", "indicator.from-later", before.span().from());
    }
    var after = read(id, table.nextVersion(id), DateSpan.since(from), fields, today);
    fields.accept();
    if (seen != before.version()) {
      throw Refused.stale();
    }
    var moment = changes.record(Change.changed("indicator-redefined", ref(id), before, after));
    table.replace(id, moment);
    for (var version : versions) {
      table.insert(
          version == before
              ? with(before, before.version(), new DateSpan(before.span().from(), from))
              : version,
          moment);
    }
    table.insert(after, moment);
    events.publishEvent(links(Optional.of(before), after, moment));
    return after;
  }

  static Indicator with(Indicator it, int version, DateSpan span) {
    return new Indicator(
        it.id(),
        version,
        it.nameSv(),
        it.nameEn(),
        it.numerator(),
        it.denominator(),
        it.unit(),
        it.direction(),
        it.origin(),
        it.strata(),
        it.caveat(),
        it.aim(),
        it.lagDays(),
        it.counts(),
        it.leastCount(),
        it.contextOnly(),
        span,
        it.source(),
        it.synthetic(),
        it.inSwedish());
  }

  /** The link from an indicator to the aim it measures. */
  static LinksAsserted links(Optional<Indicator> before, Indicator after, Instant moment) {
    var ended =
        before
            .flatMap(Indicator::aim)
            .filter(aim -> !after.aim().equals(Optional.of(aim)))
            .map(aim -> List.of(key(after.id(), aim)))
            .orElse(List.of());
    var links =
        after
            .aim()
            .map(aim ->
                List.of(
                    new LinkAsserted(
                        key(after.id(), aim),
                        LinkType.MEASURES,
                        ref(after.id()),
                        new NodeRef(NodeKind.AIM, aim),
                        Optional.empty(),
                        after.span(),
                        "%s mäter målet".formatted(after.nameSv()),
                        Optional.empty(),
                        Optional.empty(),
                        moment,
                        after.source(),
                        after.synthetic())))
            .orElse(List.of());
    return new LinksAsserted(links, ended, moment);
  }

  private static String key(String id, String aim) {
    return "measures:indicator:" + id + ":aim:" + aim;
  }

  private Indicator read(String id, int version, DateSpan span, Fields fields, LocalDate today) {
    var aim = fields.optional("aim", LONGEST_NAME);
    aim.filter(it -> table.aims(today).stream().noneMatch(known -> known.id().equals(it)))
        .ifPresent(it -> fields.fault("aim", "indicator.no-aim", it));
    var counts = fields.oneOf("counts", COUNTS);
    return new Indicator(
        id,
        version,
        fields.text("nameSv", LONGEST_NAME),
        fields.optional("nameEn", LONGEST_NAME),
        fields.text("numerator", LONGEST_TEXT),
        fields.optional("denominator", LONGEST_TEXT),
        fields.text("unit", 60),
        fields.oneOf("direction", DIRECTIONS),
        fields.optional("origin", LONGEST_NAME),
        fields.optional("strata", LONGEST_NAME).stream()
            .flatMap(it -> Arrays.stream(it.split(";")))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList(),
        fields.optional("caveat", LONGEST_TEXT),
        aim,
        fields.optionalWhole("lagDays", 0, 3650).map(Long::intValue),
        counts,
        fields
            .optionalWhole("leastCount", Indicator.LEAST_COUNT, 100)
            .map(Long::intValue)
            .orElse(Indicator.LEAST_COUNT),
        fields.ticked("contextOnly"),
        span,
        fields.optional("source", LONGEST_NAME),
        false,
        new Indicator.InSwedish(
            fields.optional("numeratorSv", LONGEST_TEXT),
            fields.optional("denominatorSv", LONGEST_TEXT),
            fields.optional("originSv", LONGEST_NAME),
            fields.optional("caveatSv", LONGEST_TEXT)));
  }

  private static void require() {
    if (!CurrentPerson.get().may(Permission.EDIT_INDICATORS)) {
      throw Refused.forbidden();
    }
  }

  private static NodeRef ref(String id) {
    return new NodeRef(NodeKind.INDICATOR, id);
  }
}
