package se.samspel.reach;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.Changes;
import se.samspel.core.Changes.Change;
import se.samspel.core.CurrentPerson;
import se.samspel.core.DateSpan;
import se.samspel.core.Fields;
import se.samspel.core.LinksAsserted;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Permission;
import se.samspel.core.Person;
import se.samspel.core.Refused;
import se.samspel.involvement.Involvements;
import se.samspel.knowledge.Knowledge;
import se.samspel.programme.Programme;

/** Adding trainings and changing them: each change is a new version. */
@Component
class TrainingKeeping {

  static final List<String> FORMS = List.of("web", "course", "cascade", "conference");

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final int NAME = 300;
  private static final int KEY = 200;

  private final JdbcClient jdbc;
  private final ReachTable table;
  private final Grounds grounds;
  private final Changes changes;
  private final ApplicationEventPublisher events;

  /** What a training may rest on, and today. */
  @Component
  record Grounds(Knowledge knowledge, Programme programme, Involvements involvements, Clock clock) {
    AsOf now() {
      return AsOf.day(LocalDate.ofInstant(clock.instant(), SWEDEN));
    }
  }

  TrainingKeeping(
      JdbcClient jdbc,
      ReachTable table,
      Grounds grounds,
      Changes changes,
      ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.table = table;
    this.grounds = grounds;
    this.changes = changes;
    this.events = events;
  }

  /** The programme's office and the editors keep the trainings. */
  static boolean keeps(Person person) {
    return person.may(Permission.EDIT_PROGRAMME) || person.may(Permission.EDIT_KNOWLEDGE);
  }

  /**
   * Adds a training.
   *
   * @throws Refused with every field that is wrong
   */
  @Transactional
  Training add(Fields fields) {
    require();
    var id = "utbildning-" + UUID.randomUUID().toString().substring(0, 8);
    var training = read(id, 1, fields, Optional.empty());
    fields.accept();
    return put(
        training,
        Optional.empty(),
        changes.record(Change.created("training-added", ref(id), training)));
  }

  /**
   * Saves a new version of a training.
   *
   * @throws Refused with every field that is wrong, or when somebody was faster
   */
  @Transactional
  Training change(String id, Fields fields) {
    require();
    var before = table.training(id, grounds.now()).orElseThrow(Refused::notFound);
    var seen = fields.version();
    var training = read(id, before.version() + 1, fields, Optional.of(before));
    fields.accept();
    var moment = changes.record(Change.changed("training-changed", ref(id), before, training));
    if (seen != table.training(id, grounds.now()).orElseThrow(Refused::stale).version()) {
      throw Refused.stale();
    }
    return put(training, Optional.of(before), moment);
  }

  private Training read(String id, int version, Fields fields, Optional<Training> before) {
    var from = fields.day("validFrom");
    var last = fields.optionalDay("validTo");
    if (last.filter(it -> it.isBefore(from)).isPresent()) {
      fields.fault("validTo", "reach.fault.period");
    }
    var initiative = fields.optional("initiative", KEY);
    if (initiative
        .filter(it -> grounds.programme().findInitiative(it, grounds.now()).isEmpty())
        .isPresent()) {
      fields.fault("initiative", "reach.fault.unknown");
    }
    var involvement = fields.optional("involvement", KEY);
    if (involvement.filter(it -> !grounds.involvements().carries(it)).isPresent()) {
      fields.fault("involvement", "reach.fault.unknown");
    }
    return new Training(
        id,
        version,
        fields.text("titleSv", NAME),
        fields.optional("titleEn", NAME),
        fields.oneOf("form", FORMS),
        teaches(fields),
        initiative,
        fields.optional("owner", NAME),
        involvement,
        last.filter(it -> !it.isBefore(from))
            .map(it -> new DateSpan(from, it.plusDays(1)))
            .orElse(DateSpan.since(from)),
        fields.optional("source", NAME),
        before.map(Training::synthetic).orElse(false));
  }

  private Optional<Training.Teaches> teaches(Fields fields) {
    var written = fields.optional("teaches", KEY);
    var edition = fields.optionalWhole("teachesVersion", 1, 1000).map(Long::intValue);
    var found =
        written.flatMap(it -> {
          try {
            return teaches(NodeRef.parse(it), edition);
          } catch (IllegalArgumentException notARef) {
            return Optional.empty();
          }
        });
    if (written.isPresent() && found.isEmpty()) {
      fields.fault(edition.isPresent() ? "teachesVersion" : "teaches", "reach.fault.teaches");
    }
    return found;
  }

  private Optional<Training.Teaches> teaches(NodeRef what, Optional<Integer> edition) {
    var knowledge = grounds.knowledge();
    var now = grounds.now();
    return switch (what.kind()) {
      case METHOD ->
          knowledge.listMethods(now).stream()
              .filter(it -> it.id().equals(what.id()))
              .findFirst()
              .map(it ->
                  new Training.Teaches(what.kind().code(), it.id(), it.version(), it.nameSv()));
      case RECOMMENDATION ->
          edition
              .map(it -> knowledge.findEdition(what.id(), it, now))
              .orElseGet(() -> knowledge.findInForce(what.id(), now))
              .map(it ->
                  new Training.Teaches(
                      what.kind().code(), it.number(), it.edition(), it.titleSv()));
      default -> Optional.empty();
    };
  }

  private Training put(Training training, Optional<Training> before, Instant moment) {
    jdbc.sql(
            """
            update reach.training set replaced_at = :moment
             where id = :id and replaced_at = 'infinity'\
            """)
        .param("moment", Timestamp.from(moment))
        .param("id", training.id())
        .update();
    jdbc.sql(
            """
            insert into reach.training (id, version, title_sv, title_en, form, target_kind, target_id, target_version,
              initiative, owner_sv, involvement, valid_from, valid_to, recorded_at, source, synthetic)
            values (:id, :version, :title, :titleEn, :form, :kind, :target, :targetVersion,
              :initiative, :owner, :involvement, :from, :to, :moment, :source, :synthetic)\
            """)
        .param("id", training.id())
        .param("version", training.version())
        .param("title", training.title())
        .param("titleEn", training.titleEn().orElse(null))
        .param("form", training.form())
        .param("kind", training.teaches().map(Training.Teaches::kind).orElse(null))
        .param("target", training.teaches().map(Training.Teaches::id).orElse(null))
        .param("targetVersion", training.teaches().map(Training.Teaches::version).orElse(null))
        .param("initiative", training.initiative().orElse(null))
        .param("owner", training.owner().orElse(null))
        .param("involvement", training.involvement().orElse(null))
        .param("from", training.span().from())
        .param("to", training.span().to())
        .param("moment", Timestamp.from(moment))
        .param("source", training.source().orElse(null))
        .param("synthetic", training.synthetic())
        .update();
    tell(training, before, moment);
    return table.training(training.id(), grounds.now()).orElseThrow();
  }

  private void tell(Training training, Optional<Training> before, Instant moment) {
    var links =
        training
            .teaches()
            .map(what -> List.of(ReachLinks.teaches(training, what, moment)))
            .orElse(List.of());
    var ended =
        before
            .flatMap(Training::teaches)
            .map(what -> ReachLinks.teachesKey(training.id(), what.kind(), what.id()))
            .filter(key -> links.stream().noneMatch(it -> it.key().equals(key)))
            .map(List::of)
            .orElse(List.of());
    if (!links.isEmpty() || !ended.isEmpty()) {
      events.publishEvent(new LinksAsserted(links, ended, moment));
    }
  }

  /** The fields that would write the training. */
  static Map<String, String> written(Training training) {
    var fields = new java.util.LinkedHashMap<String, String>();
    fields.put("version", Integer.toString(training.version()));
    fields.put("titleSv", training.title());
    fields.put("titleEn", training.titleEn().orElse(""));
    fields.put("form", training.form());
    fields.put("teaches", training.teaches().map(it -> it.kind() + ":" + it.id()).orElse(""));
    fields.put(
        "teachesVersion",
        training
            .teaches()
            .filter(it -> it.kind().equals(NodeKind.RECOMMENDATION.code()))
            .map(it -> Integer.toString(it.version()))
            .orElse(""));
    fields.put("initiative", training.initiative().orElse(""));
    fields.put("owner", training.owner().orElse(""));
    fields.put("involvement", training.involvement().orElse(""));
    fields.put("validFrom", training.span().from().toString());
    fields.put(
        "validTo",
        training.span().to().equals(DateSpan.OPEN)
            ? ""
            : training.span().to().minusDays(1).toString());
    fields.put("source", training.source().orElse(""));
    return fields;
  }

  private static void require() {
    if (!keeps(CurrentPerson.get())) {
      throw Refused.forbidden();
    }
  }

  private static NodeRef ref(String id) {
    return Reach.trainingRef(id);
  }
}
