package se.samspel.indicators;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.Changes;
import se.samspel.core.Changes.Change;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.core.RegionCode;

/** Reporting values: a coordinator for the own region, an editor of indicators for any. */
@Component
class ValueReporting {

  static final List<String> SEXES = List.of("total", "women", "men");

  private static final double MOST = 1e9;
  private static final double ROUNDING = 0.05;

  private final DefinitionTable definitions;
  private final ValueTable values;
  private final Changes changes;

  ValueReporting(DefinitionTable definitions, ValueTable values, Changes changes) {
    this.definitions = definitions;
    this.values = values;
    this.changes = changes;
  }

  /**
   * Reports a value, or corrects the one already reported for the same region, sex, age, period,
   * series and unit. What a region reports waits for the programme's approval before it is shown to
   * everyone.
   *
   * @throws Refused when a field is wrong, when the region is another's, when the value is locked,
   *     or when somebody else reported it in between
   */
  @Transactional
  public Reading report(String indicator, Fields fields, LocalDate today) {
    var person = CurrentPerson.get();
    if (!person.may(Permission.EDIT_INDICATORS) && !person.may(Permission.REPORT_REGION)) {
      throw Refused.forbidden();
    }
    var versions = definitions.current(indicator);
    if (versions.isEmpty()) {
      throw Refused.notFound();
    }
    int seen = fields.optionalWhole("version", 0, Integer.MAX_VALUE).orElse(0L).intValue();
    var after = read(versions, fields, today);
    fields.accept();
    var own = ownRegion(after.region());
    if (!person.may(Permission.EDIT_INDICATORS)
        && own.filter(it -> person.may(Permission.REPORT_REGION, it)).isEmpty()) {
      throw Refused.otherRegion();
    }
    var before = values.current(after.id());
    if (seen != before.map(Measured::version).orElse(0)) {
      throw Refused.stale();
    }
    if (before.filter(it -> it.state() == ValueState.LOCKED).isPresent()) {
      throw new Refused(Refused.Kind.CONFLICT, "value.locked");
    }
    var moment = changes.record(change("value-reported", own, before, after));
    before.ifPresent(it -> values.replace(List.of(it.id()), moment));
    values.insert(List.of(after), moment);
    return shown(after.indicator(), after.id());
  }

  /**
   * Takes a value one step towards being everyone's, or locks it.
   *
   * @throws Refused when the step is not allowed from where it stands, or is another's to take
   */
  @Transactional
  public Reading step(String id, Fields fields) {
    var person = CurrentPerson.get();
    var before = values.current(id).orElseThrow(Refused::notFound);
    int seen = fields.version();
    var to = fields.oneOf("to", ValueState.class);
    fields.accept();
    mayStep(person, before, to);
    if (seen != before.version()) {
      throw Refused.stale();
    }
    ValueState.STEPS.require("indicator-value", before.state(), to);
    var after =
        new Measured(
            before.id(),
            0,
            before.indicator(),
            before.definitionVersion(),
            before.series(),
            before.region(),
            before.sex(),
            before.age(),
            before.period(),
            before.value(),
            before.numerator(),
            before.denominator(),
            before.unit(),
            before.completeness(),
            before.provisional(),
            to,
            before.source(),
            before.synthetic(),
            before.provenance());
    var moment =
        changes.record(
            change("value-" + to.code(), ownRegion(before.region()), Optional.of(before), after));
    values.replace(List.of(id), moment);
    values.insert(List.of(after), moment);
    return shown(after.indicator(), id);
  }

  /** The steps the person may take with a value that stands there. */
  static List<ValueState> stepsFor(Person person, String region, ValueState from) {
    return ValueState.STEPS.from(from).stream()
        .map(step -> step.to())
        .filter(to -> may(person, region, to))
        .toList();
  }

  private static void mayStep(Person person, Measured value, ValueState to) {
    if (!may(person, value.region(), to)) {
      throw person.may(Permission.REPORT_REGION) && to.compareTo(ValueState.APPROVED_HERE) <= 0
          ? Refused.otherRegion()
          : Refused.forbidden();
    }
  }

  private static boolean may(Person person, String region, ValueState to) {
    return person.may(Permission.EDIT_INDICATORS)
        || (to.compareTo(ValueState.APPROVED_HERE) <= 0
            && ownRegion(region)
                .filter(it -> person.may(Permission.REPORT_REGION, it))
                .isPresent());
  }

  private Reading shown(String indicator, String id) {
    return Indicators.readings(
            definitions.current(indicator).getFirst(),
            values.asOf(indicator, se.samspel.core.AsOf.day(se.samspel.core.DateSpan.OPEN)))
        .stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  private Measured read(List<Indicator> versions, Fields fields, LocalDate today) {
    var region = fields.text("region", 2);
    if (!region.isEmpty()
        && !region.equals(Measured.COUNTRY)
        && definitions.regions().stream().noneMatch(it -> it.code().equals(region))) {
      fields.fault("region", "field.region");
    }
    var sex = fields.oneOf("sex", SEXES);
    var age = fields.optional("age", 20).orElse("all");
    if (!age.matches("all|\\d{1,3}\\+|\\d{1,3}-\\d{1,3}")) {
      fields.fault("age", "value.age-form");
    }
    var period = period(fields, today);
    var definition =
        versions.stream()
            .filter(it -> it.span().holds(period.span().from()))
            .findFirst()
            .orElse(versions.getLast());
    definition.breaks().stream()
        .filter(it -> it.inside(period))
        .forEach(it -> fields.fault("period", "value.break-inside", it.day()));
    var unit = fields.optional("unit", 60).orElse(definition.unit());
    var numerator = fields.optionalDecimal("numerator", 0, MOST);
    var denominator = fields.optionalDecimal("denominator", 0, MOST);
    var value = fields.optionalDecimal("value", -MOST, MOST);
    check(fields, unit, numerator, denominator, value);
    var completeness = fields.optionalDecimal("completeness", 0, 100).map(it -> it / 100);
    var series = fields.optional("series", 60).orElse("");
    var source = fields.text("source", 200);
    return new Measured(
        Measured.id(definition.id(), series, region, sex, age, period.code(), unit),
        0,
        definition.id(),
        definition.version(),
        series,
        region,
        sex,
        age,
        period,
        value.or(() -> Measured.computed(numerator, denominator, unit)),
        // A count told as a value is the same count, and is protected when it is small.
        isCount(unit) ? numerator.or(() -> value) : numerator,
        denominator,
        Optional.of(unit),
        completeness,
        fields.ticked("provisional"),
        CurrentPerson.get().may(Permission.EDIT_INDICATORS)
            ? ValueState.ACCEPTED
            : ValueState.APPROVED_HERE,
        Optional.of(source),
        false);
  }

  private static Period period(Fields fields, LocalDate today) {
    var text = fields.text("period", 10);
    if (!text.isEmpty() && (!Period.isPeriod(text) || text.equals(Period.UNDATED))) {
      fields.fault("period", "value.period-form");
    } else if (!text.isEmpty()) {
      var period = Period.parse(text);
      if (period.span().from().isAfter(today)) {
        fields.fault("period", "value.period-later");
      }
      return period;
    }
    return Period.parse("1900");
  }

  private static void check(
      Fields fields,
      String unit,
      Optional<Double> numerator,
      Optional<Double> denominator,
      Optional<Double> value) {
    var computed = Measured.computed(numerator, denominator, unit);
    if (value.isEmpty() && numerator.isEmpty()) {
      fields.fault("value", "value.none-given");
    }
    if (denominator.isPresent() && numerator.isEmpty()) {
      fields.fault("numerator", "field.required");
    }
    if (denominator.filter(it -> it == 0).isPresent()) {
      fields.fault("denominator", "value.of-nobody");
    }
    if (unit.equals("percent")) {
      if (numerator.isPresent() && denominator.filter(it -> it < numerator.get()).isPresent()) {
        fields.fault("numerator", "value.more-than-all");
      }
      if (value.filter(it -> it < 0 || it > 100).isPresent()) {
        fields.fault("value", "value.percent");
      }
    }
    if (value.isPresent()
        && computed.filter(it -> Math.abs(it - value.get()) > ROUNDING).isPresent()) {
      fields.fault("value", "value.disagrees");
    }
  }

  private static Change change(
      String action, Optional<RegionCode> region, Optional<Measured> before, Measured after) {
    return new Change(
        action,
        "indicator-value",
        after.id(),
        region,
        before.map(Object::toString),
        Optional.of(after.toString()));
  }

  private static Optional<RegionCode> ownRegion(String region) {
    return region.equals(Measured.COUNTRY) ? Optional.empty() : Optional.of(new RegionCode(region));
  }

  private static boolean isCount(String unit) {
    return unit.equals("count") || unit.startsWith("persons");
  }
}
