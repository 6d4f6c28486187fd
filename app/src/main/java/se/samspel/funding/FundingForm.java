package se.samspel.funding;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.RegionCode;

/** Reads agreements, budget lines, entries and duties from a form's or a JSON body's fields. */
final class FundingForm {

  /** Part of the addresses below {@code /medel}, so no agreement may be called so. */
  static final List<String> RESERVED = List.of("nytt", "redovisning", "medel-csv");

  static final String YES = "ja";
  static final String NO = "nej";

  private static final int NAME = 300;
  private static final int TEXT = 2_000;
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
  private static final Pattern INVOLVEMENT = Pattern.compile("(?:record|waiver):[a-z0-9-]+");

  private FundingForm() {}

  /** An agreement; its version is the one that the editor has seen, 0 when it is new. */
  static Agreement agreement(Fields fields) {
    var id = fields.text("id", 60);
    if (fields.find("id").isPresent() && (!ID.matcher(id).matches() || RESERVED.contains(id))) {
      fields.fault("id", "funding.fault.id");
    }
    var period = fields.text("period", 30);
    var span = Period.span(period);
    if (!period.isEmpty() && span.isEmpty()) {
      fields.fault("period", "funding.fault.period");
    }
    var parent = fields.optional("parent", 60);
    if (parent.isPresent() && parent.get().equals(id)) {
      fields.fault("parent", "funding.fault.parent-itself");
    }
    var agreement =
        new Agreement(
            id,
            version(fields),
            fields.text("name", NAME),
            fields.oneOf("kind", Agreement.Kind.class),
            period,
            parent,
            Amounts.optional(fields, "amount", false),
            fields.optional("purpose", TEXT),
            fields.optional("diaryNumber", 60),
            fields.optionalDay("spendBy"),
            fields.optionalDay("reportBy"),
            yesOrNo(fields, "carryOver"),
            span.orElse(DateSpan.since(DateSpan.EARLIEST)),
            fields.optional("source", NAME),
            false);
    if (agreement.spendBy().filter(it -> it.isBefore(agreement.span().from())).isPresent()) {
      fields.fault("spendBy", "funding.fault.spend-by");
    }
    return agreement;
  }

  /** A budget line of the agreement. */
  static BudgetLine budgetLine(String agreement, String id, Fields fields) {
    var from = fields.day("validFrom");
    var to = fields.day("validTo");
    var ordered = from.isBefore(to.plusDays(1));
    if (!ordered && fields.find("validTo").isPresent() && fields.find("validFrom").isPresent()) {
      fields.fault("validTo", "funding.fault.span");
    }
    var involvement = fields.optional("involvement", 100);
    if (involvement.isPresent() && !INVOLVEMENT.matcher(involvement.get()).matches()) {
      fields.fault("involvement", "funding.fault.involvement");
    }
    return new BudgetLine(
        id,
        version(fields),
        agreement,
        fields.optional("initiative", 60),
        fields.oneOf("costType", BudgetLine.CostType.class),
        region(fields),
        fields.optional("purpose", TEXT),
        Amounts.required(fields, "amount", false),
        fields.optional("overdraftDecision", 100),
        fields.optional("decision", 100),
        involvement,
        ordered ? new DateSpan(from, to.plusDays(1)) : DateSpan.since(from),
        fields.optional("source", NAME),
        false);
  }

  /** A commitment or an outcome on the line. */
  static Entry entry(String budgetLine, String id, Fields fields) {
    var kind = fields.oneOf("kind", Entry.Kind.class);
    var settles = fields.optional("settles", 100);
    if (settles.isPresent() && kind == Entry.Kind.COMMITMENT && fields.find("kind").isPresent()) {
      fields.fault("settles", "funding.fault.settles-kind");
    }
    var amount = Amounts.required(fields, "amount", true);
    if (amount.ore() == 0
        && fields.find("amount").filter(it -> it.matches("[-0,. ]+")).isPresent()) {
      fields.fault("amount", "funding.fault.nothing");
    }
    return new Entry(
        id,
        version(fields),
        budgetLine,
        kind,
        settles,
        fields.day("day"),
        amount,
        region(fields),
        fields.optional("method", 60),
        Optional.of(fields.text("text", NAME)),
        fields.optional("source", NAME),
        false);
  }

  /** A duty to report. */
  static Duty duty(String id, Fields fields) {
    return new Duty(
        id,
        version(fields),
        fields.text("agreement", 60),
        fields.text("who", NAME),
        fields.day("due"),
        fields.text("what", TEXT),
        fields.optionalDay("doneOn"),
        fields.optional("source", NAME),
        false);
  }

  private static int version(Fields fields) {
    return fields.optionalWhole("version", 0, Integer.MAX_VALUE).orElse(0L).intValue();
  }

  private static Optional<RegionCode> region(Fields fields) {
    return fields.find("region").isEmpty()
        ? Optional.empty()
        : Optional.of(fields.region("region"));
  }

  private static Optional<Boolean> yesOrNo(Fields fields, String field) {
    if (fields.find(field).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(fields.oneOf(field, Arrays.asList(YES, NO)).equals(YES));
  }

  /** The last day of a span, as a form shows it; empty when it is open. */
  static Optional<LocalDate> lastDay(DateSpan span) {
    return span.to().equals(DateSpan.OPEN) ? Optional.empty() : Optional.of(span.to().minusDays(1));
  }
}
