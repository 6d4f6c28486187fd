package se.samspel.involvement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import se.samspel.core.Fields;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;

/** Between the fields of a form or a JSON body and involvement records. */
final class InvolvementFields {

  private static final int LONGEST = 4_000;
  private static final int NAME = 200;
  private static final int MOST_PEOPLE = 1_000_000;
  private static final int MOST_ADVICE = 10_000;

  private InvolvementFields() {}

  /**
   * A record as written in the fields.
   *
   * @param id of the record
   * @param today nobody has taken part later than this
   * @throws se.samspel.core.Refused with every field that is wrong
   */
  static Involvement involvement(String id, Fields fields, LocalDate today) {
    var subject = fields.text("subject", NAME);
    if (!subject.isEmpty() && !Involvements.isSubject(subject)) {
      fields.fault("subject", "involvement.subject-form");
    }
    var region = region(fields);
    var level = (int) fields.whole("level", 0, 5);
    var perspective = fields.oneOf("perspective", Involvement.Perspective.class);
    var form = fields.oneOf("form", Involvement.Form.class);
    var stage = fields.oneOf("stage", Involvement.Stage.class);
    var participants = fields.optionalWhole("participants", 1, MOST_PEOPLE).map(Long::intValue);
    var heldOn = past(fields, "heldOn", fields.day("heldOn"), today);
    var given = fields.optionalWhole("adviceGiven", 0, MOST_ADVICE).orElse(0L).intValue();
    var followed = fields.optionalWhole("adviceFollowed", 0, MOST_ADVICE).orElse(0L).intValue();
    if (followed > given) {
      fields.fault("adviceFollowed", "involvement.advice-more");
    }
    var feedback = feedback(fields, today);
    if (feedback.on().filter(day -> day.isBefore(heldOn)).isPresent()) {
      fields.fault("feedbackOn", "involvement.feedback-before");
    }
    var said = fields.optional("said", LONGEST);
    var changed = fields.optional("changed", LONGEST);
    var whyNot = fields.optional("whyNot", LONGEST);
    var body = fields.optional("body", NAME);
    var panel = fields.optional("panel", NAME);
    var source = fields.optional("source", LONGEST);
    var terms =
        new Involvement.Terms(yesOrNo(fields, "compensated"), yesOrNo(fields, "supportOffered"));
    fields.accept();
    return new Involvement(
        id,
        0,
        subject,
        body,
        region,
        panel,
        level,
        perspective,
        form,
        stage,
        participants,
        heldOn,
        said,
        changed,
        whyNot,
        given,
        followed,
        feedback,
        terms,
        Instant.EPOCH,
        source,
        false);
  }

  /** What people were told afterwards, as written in the fields; without {@code accept}. */
  static Involvement.Feedback feedback(Fields fields, LocalDate today) {
    return new Involvement.Feedback(
        fields.optionalDay("feedbackOn").map(day -> past(fields, "feedbackOn", day, today)),
        fields.optional("feedbackChannel", NAME),
        fields.optionalDecimal("rating", 1, 5).map(it -> Math.round(it * 10) / 10.0));
  }

  /**
   * A waiver as written in the fields.
   *
   * @throws se.samspel.core.Refused with every field that is wrong
   */
  static Waiver waiver(String id, Fields fields, LocalDate today) {
    var subject = fields.text("subject", NAME);
    if (!subject.isEmpty() && !Involvements.isSubject(subject)) {
      fields.fault("subject", "involvement.subject-form");
    }
    var region = region(fields);
    var body = fields.optional("body", NAME);
    var reason = fields.text("reason", LONGEST);
    var decidedBy = fields.text("decidedBy", NAME);
    if (!decidedBy.isEmpty() && !Waiver.names(decidedBy)) {
      fields.fault("decidedBy", "waiver.decider-named");
    }
    var decidedOn = past(fields, "decidedOn", fields.day("decidedOn"), today);
    fields.accept();
    return new Waiver(
        id, 0, subject, body, region, reason, decidedBy, decidedOn, Instant.EPOCH, false);
  }

  /** The fields that would write the record. */
  static Map<String, String> written(Involvement record) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("version", Integer.toString(record.version()));
    fields.put("subject", record.subject());
    fields.put("body", record.body().orElse(""));
    fields.put("region", record.region().map(RegionCode::value).orElse(""));
    fields.put("panel", record.panel().orElse(""));
    fields.put("level", Integer.toString(record.level()));
    fields.put("perspective", StateMachine.code(record.perspective()));
    fields.put("form", StateMachine.code(record.form()));
    fields.put("stage", StateMachine.code(record.stage()));
    fields.put("participants", record.participants().map(Object::toString).orElse(""));
    fields.put("heldOn", record.heldOn().toString());
    fields.put("said", record.said().orElse(""));
    fields.put("changed", record.changed().orElse(""));
    fields.put("whyNot", record.whyNot().orElse(""));
    fields.put("adviceGiven", Integer.toString(record.adviceGiven()));
    fields.put("adviceFollowed", Integer.toString(record.adviceFollowed()));
    fields.put("feedbackOn", record.feedback().on().map(Object::toString).orElse(""));
    fields.put("feedbackChannel", record.feedback().channel().orElse(""));
    fields.put("rating", record.feedback().rating().map(Object::toString).orElse(""));
    fields.put("compensated", record.terms().compensated().map(Object::toString).orElse(""));
    fields.put("supportOffered", record.terms().supportOffered().map(Object::toString).orElse(""));
    fields.put("source", record.source().orElse(""));
    return fields;
  }

  private static LocalDate past(Fields fields, String field, LocalDate day, LocalDate today) {
    if (day.isAfter(today)) {
      fields.fault(field, "involvement.future");
    }
    return day;
  }

  private static Optional<RegionCode> region(Fields fields) {
    return fields.find("region").isEmpty()
        ? Optional.empty()
        : Optional.of(fields.region("region"));
  }

  private static Optional<Boolean> yesOrNo(Fields fields, String field) {
    return fields.find(field).isEmpty()
        ? Optional.empty()
        : Optional.of(fields.oneOf(field, java.util.List.of("true", "false")).equals("true"));
  }
}
