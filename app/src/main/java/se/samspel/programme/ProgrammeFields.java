package se.samspel.programme;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.RegionCode;

/**
 * Between the fields of a form or a JSON body and what the programme keeps. What is read is a
 * stand-in where a field is wrong: {@link Fields#accept} comes before anything is made of it.
 */
final class ProgrammeFields {

  static final int TITLE = 300;
  static final int LONGEST = 10_000;
  static final int KEY = 120;

  private ProgrammeFields() {}

  record ReadAim(
      String textSv,
      Optional<String> textEn,
      Optional<String> parent,
      DateSpan span,
      Optional<String> source) {
    Aim as(String id, Stamp stamp) {
      return new Aim(id, textSv, textEn, parent, span, stamp);
    }
  }

  static ReadAim aim(Fields fields, LocalDate today) {
    return new ReadAim(
        fields.text("textSv", LONGEST),
        fields.optional("textEn", LONGEST),
        fields.optional("parent", KEY),
        span(fields, today),
        fields.optional("source", TITLE));
  }

  /** The days it holds: from {@code validFrom}, or today, through {@code validTo}, or open. */
  private static DateSpan span(Fields fields, LocalDate today) {
    var from = fields.optionalDay("validFrom").orElse(today);
    var last = fields.optionalDay("validTo");
    if (last.filter(it -> it.isBefore(from)).isPresent()) {
      fields.fault("validTo", "programme.ends-before");
      return DateSpan.since(from);
    }
    return new DateSpan(from, last.map(it -> it.plusDays(1)).orElse(DateSpan.OPEN));
  }

  static Map<String, String> written(Aim aim) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("version", Integer.toString(aim.stamp().version()));
    fields.put("textSv", aim.textSv());
    fields.put("textEn", aim.textEn().orElse(""));
    fields.put("parent", aim.parent().orElse(""));
    fields.put("validFrom", aim.span().from().toString());
    fields.put(
        "validTo",
        aim.span().to().equals(DateSpan.OPEN) ? "" : aim.span().to().minusDays(1).toString());
    fields.put("source", aim.stamp().source().orElse(""));
    return fields;
  }

  record ReadNeed(
      String statementSv,
      Optional<String> statementEn,
      Optional<String> populationSv,
      Optional<Integer> severity,
      Optional<String> saidBy,
      Optional<Integer> saidYear,
      Optional<String> aim,
      Optional<RegionCode> region,
      boolean regionOnly,
      DateSpan span,
      Optional<String> source) {
    Need as(String id, Stamp stamp) {
      return new Need(
          id,
          statementSv,
          statementEn,
          populationSv,
          severity,
          saidBy,
          saidYear,
          aim,
          region,
          regionOnly,
          span,
          stamp);
    }
  }

  /** Reads a need; how severe it is, is the programme's to say. */
  static ReadNeed need(Fields fields, Person person, Optional<Need> before, LocalDate today) {
    var region =
        fields.find("region").isPresent()
            ? Optional.of(fields.region("region"))
            : before.flatMap(Need::region).or(person::region);
    if (person.region().isEmpty() && fields.find("region").isEmpty()) {
      region = Optional.empty();
    }
    var regionOnly = fields.ticked("regionOnly");
    if (regionOnly && region.isEmpty()) {
      fields.fault("region", "need.region-needed");
      regionOnly = false;
    }
    var severity =
        person.may(Permission.EDIT_PROGRAMME)
            ? fields.optionalWhole("severity", 1, 5).map(Long::intValue)
            : before.flatMap(Need::severity);
    return new ReadNeed(
        fields.text("statementSv", LONGEST),
        fields.optional("statementEn", LONGEST),
        fields.optional("populationSv", TITLE),
        severity,
        fields.optional("saidBy", TITLE),
        fields.optionalWhole("saidYear", 1900, today.getYear()).map(Long::intValue),
        fields.optional("aim", KEY),
        region,
        regionOnly,
        before.map(Need::span).orElseGet(() -> DateSpan.since(today)),
        fields.optional("source", TITLE));
  }

  static Map<String, String> written(Need need) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("version", Integer.toString(need.stamp().version()));
    fields.put("statementSv", need.statementSv());
    fields.put("statementEn", need.statementEn().orElse(""));
    fields.put("populationSv", need.populationSv().orElse(""));
    fields.put("severity", need.severity().map(Object::toString).orElse(""));
    fields.put("saidBy", need.saidBy().orElse(""));
    fields.put("saidYear", need.saidYear().map(Object::toString).orElse(""));
    fields.put("aim", need.aim().orElse(""));
    fields.put("region", need.region().map(RegionCode::value).orElse(""));
    fields.put("regionOnly", need.regionOnly() ? "true" : "false");
    fields.put("source", need.stamp().source().orElse(""));
    return fields;
  }

  record ReadGap(
      String questionSv,
      Optional<String> questionEn,
      Optional<String> saidBy,
      Optional<Integer> saidYear,
      Optional<String> aim,
      DateSpan span,
      Optional<String> source) {
    KnowledgeGap as(String id, Stamp stamp) {
      return new KnowledgeGap(id, questionSv, questionEn, saidBy, saidYear, aim, span, stamp);
    }
  }

  static ReadGap gap(Fields fields, Optional<KnowledgeGap> before, LocalDate today) {
    return new ReadGap(
        fields.text("questionSv", LONGEST),
        fields.optional("questionEn", LONGEST),
        fields.optional("saidBy", TITLE),
        fields.optionalWhole("saidYear", 1900, today.getYear()).map(Long::intValue),
        fields.optional("aim", KEY),
        before.map(KnowledgeGap::span).orElseGet(() -> DateSpan.since(today)),
        fields.optional("source", TITLE));
  }

  static Map<String, String> written(KnowledgeGap gap) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("version", Integer.toString(gap.stamp().version()));
    fields.put("questionSv", gap.questionSv());
    fields.put("questionEn", gap.questionEn().orElse(""));
    fields.put("saidBy", gap.saidBy().orElse(""));
    fields.put("saidYear", gap.saidYear().map(Object::toString).orElse(""));
    fields.put("aim", gap.aim().orElse(""));
    fields.put("source", gap.stamp().source().orElse(""));
    return fields;
  }

  record ReadInitiative(
      String nameSv,
      Optional<String> nameEn,
      Optional<String> parent,
      Optional<String> lead,
      Optional<String> aim,
      Optional<String> need,
      Optional<String> method,
      Optional<String> started,
      Optional<String> ended,
      DateSpan span,
      Optional<String> source) {
    Initiative as(String id, Stamp stamp) {
      return new Initiative(
          id, nameSv, nameEn, parent, lead, aim, need, method, started, ended, span, stamp);
    }
  }

  static ReadInitiative initiative(Fields fields, Optional<Initiative> before, LocalDate today) {
    var started = date(fields, "started");
    var ended = date(fields, "ended");
    if (started.isPresent()
        && ended.isPresent()
        && !Dates.first(started.get()).isBefore(Dates.dayAfter(ended.get()))) {
      fields.fault("ended", "programme.ends-before");
    }
    return new ReadInitiative(
        fields.text("nameSv", TITLE),
        fields.optional("nameEn", TITLE),
        fields.optional("parent", KEY),
        fields.optional("lead", TITLE),
        fields.optional("aim", KEY),
        fields.optional("need", KEY),
        fields.optional("method", KEY),
        started,
        ended,
        before.map(Initiative::span).orElseGet(() -> DateSpan.since(today)),
        fields.optional("source", TITLE));
  }

  private static Optional<String> date(Fields fields, String field) {
    var found = fields.find(field);
    if (found.filter(it -> !Dates.valid(it)).isPresent()) {
      fields.fault(field, "programme.date");
      return Optional.empty();
    }
    return found;
  }

  static Map<String, String> written(Initiative initiative) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("version", Integer.toString(initiative.stamp().version()));
    fields.put("nameSv", initiative.nameSv());
    fields.put("nameEn", initiative.nameEn().orElse(""));
    fields.put("parent", initiative.parent().orElse(""));
    fields.put("lead", initiative.lead().orElse(""));
    fields.put("aim", initiative.aim().orElse(""));
    fields.put("need", initiative.need().orElse(""));
    fields.put("method", initiative.method().orElse(""));
    fields.put("started", initiative.started().orElse(""));
    fields.put("ended", initiative.ended().orElse(""));
    fields.put("source", initiative.stamp().source().orElse(""));
    return fields;
  }
}
