package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Refused.MessageKey;

/**
 * 8: how long does knowledge take? Days from evidence to recommendation, to the first training in a
 * region, to the first unit that works so (stage 6), to the first that does so lastingly (stage 8).
 * A step that went backwards in time says nothing about waiting and is left out.
 */
@Component
class TimeOfKnowledge implements Question {

  private static final List<String> STEPS =
      List.of("to-recommendation", "to-training", "to-adoption", "to-lasting");

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("method", NODE),
          new Answer.Column("region", REGION),
          new Answer.Column("days-to-recommendation", WHOLE),
          new Answer.Column("days-to-training", WHOLE),
          new Answer.Column("days-to-adoption", WHOLE),
          new Answer.Column("days-to-lasting", WHOLE),
          new Answer.Column("slowest", WORD));

  private static final String SQL =
      "with "
          + Asking.TARGETS
          + ","
          + Asking.PLACES
          + """
          , evidence as materialized (
            select l.to_kind as kind, l.to_id as id, min(make_date(e.published_year, 12, 31)) as day
              from thread.link l join knowledge.public_evidence e on e.id = l.from_id and @known(e)
             where l.type = 'SUPPORTS' and @held(l) and l.state <> 'rejected' and e.published_year is not null
             group by 1, 2),
          adopted as materialized (
            select r.id, min(r.valid_from) as day from knowledge.public_recommendation r
             where @known(r) and r.valid_from > '1900-01-01' and r.valid_from <= :day group by r.id),
          training as materialized (
            select distinct on (t.id) t.id, t.target_kind, t.target_id from reach.public_training t
             where @known(t) and t.target_id is not null order by t.id, t.version desc),
          trained as (
            select t.target_kind as kind, t.target_id as id, x.region, min(x.day) as day
              from training t
              join (select o.training, o.region, min(o.held_on) as day from reach.public_occasion o
                     where @known(o) and o.held_on <= :day group by 1, 2
                    union all
                    select c.training, c.region, min(c.period_from) from reach.public_cell c
                     where @known(c) and c.period_to <= :day group by 1, 2) x on x.training = t.id
             group by 1, 2, 3),
          track as materialized (
            select distinct on (t.id) t.id, t.region, t.target_kind, t.target_id, t.synthetic
              from implementation.public_track t where @known(t) order by t.id, t.version desc),
          used as (
            select t.target_kind as kind, t.target_id as id, t.region, bool_and(t.synthetic) as synthetic,
                   min(s.day) filter (where s.stage between 6 and 8) as adopted, min(s.day) filter (where s.stage = 8) as lasting
              from track t join implementation.public_stage_event s on s.track = t.id
             where @known(s) and s.day <= :day and not s.not_applicable group by 1, 2, 3)
          select coalesce(u.kind, r.kind) as kind, coalesce(u.id, r.id) as id, t.title,
                 coalesce(u.region, r.region) as region, p.name as region_name, coalesce(u.synthetic, true) as synthetic,
                 a.day - e.day as to_recommendation, r.day - a.day as to_training, u.adopted - r.day as to_adoption,
                 u.lasting - u.adopted as to_lasting
            from used u
            full join trained r on r.kind = u.kind and r.id = u.id and r.region = u.region
            left join adopted a on a.id = coalesce(u.id, r.id) and coalesce(u.kind, r.kind) = 'recommendation'
            left join evidence e on e.kind = coalesce(u.kind, r.kind) and e.id = coalesce(u.id, r.id)
            left join target t on t.kind = coalesce(u.kind, r.kind) and t.id = coalesce(u.id, r.id)
            left join place p on p.code = coalesce(u.region, r.region)
           order by 1 desc, 2, 4\
          """;

  private static final String WAITING =
      """
      select w.step, w.days from (
        select t.id, 'decision' as step, min(t.day) filter (where t.to_state = 'approved')
                 - min(t.day) filter (where t.to_state = 'proposed') as days
          from programme.public_transition t
         where t.kind = 'initiative' and t.day <= :day and t.recorded_at <= :known group by t.id
        union all
        select t.id, 'money', min(t.day) filter (where t.to_state = 'funded')
                 - min(t.day) filter (where t.to_state = 'approved')
          from programme.public_transition t
         where t.kind = 'initiative' and t.day <= :day and t.recorded_at <= :known group by t.id) w
       where w.days >= 0\
      """;

  private final Asking asking;

  TimeOfKnowledge(Asking asking) {
    this.asking = asking;
  }

  private record Times(List<@Nullable Long> steps, Answer.Row row) {
    @Nullable Long step(int at) {
      return steps.get(at);
    }
  }

  @Override
  public int number() {
    return 8;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var all =
        asking
            .sql(SQL, asOf)
            .query((rs, n) -> {
              var steps = new ArrayList<@Nullable Long>();
              for (var step : STEPS) {
                var days = Asking.whole(rs, step.replace('-', '_'));
                steps.add(days != null && days < 0 ? null : days);
              }
              return new Times(
                  steps,
                  Answer.Row.of(
                      rs.getBoolean("synthetic"),
                      Asking.node(rs, rs.getString("kind"), "id", "title"),
                      Asking.place(rs),
                      steps.get(0),
                      steps.get(1),
                      steps.get(2),
                      steps.get(3),
                      slowest(steps)));
            })
            .list();
    var more = new ArrayList<Answer.Sentence>();
    for (int i = 0; i < STEPS.size(); i++) {
      var at = i;
      var median = Asking.median(known(all, it -> it.step(at)));
      if (median.isPresent()) {
        more.add(
            Answer.Sentence.of(
                "question.8.median." + STEPS.get(i), Math.round(median.getAsDouble())));
      }
    }
    waiting(asOf, more);
    var training = known(all, it -> it.step(1));
    var adoption = known(all, it -> it.step(2));
    var waited = training.stream().mapToLong(Long::longValue).sum();
    var used = adoption.stream().mapToLong(Long::longValue).sum();
    var medianTraining = Asking.median(training);
    var medianAdoption = Asking.median(adoption);
    return new Answer(
        8,
        asOf,
        medianAdoption.isEmpty()
            ? Answer.Sentence.of("question.8.none")
            : medianTraining.isEmpty()
                ? Answer.Sentence.of(
                    "question.8.adoption-only", Math.round(medianAdoption.getAsDouble()))
                : Answer.Sentence.of(
                    "question.8.answer",
                    Math.round(medianTraining.getAsDouble()),
                    Math.round(medianAdoption.getAsDouble()),
                    new Answer.Share(waited + used == 0 ? 0 : (double) waited / (waited + used))),
        COLUMNS,
        all.stream().map(Times::row).toList(),
        more,
        List.of(
            Answer.Sentence.of("question.8.missing-evidence"),
            Answer.Sentence.of("question.8.missing-start")));
  }

  private void waiting(AsOf asOf, List<Answer.Sentence> more) {
    var days = new java.util.TreeMap<String, List<Long>>();
    asking
        .sql(WAITING, asOf)
        .query(rs -> {
          days.computeIfAbsent(rs.getString("step"), it -> new ArrayList<>())
              .add(rs.getLong("days"));
        });
    days.forEach((step, waits) ->
        more.add(
            Answer.Sentence.of(
                "question.8.waiting." + step,
                Math.round(Asking.median(waits).orElse(0)),
                waits.size())));
  }

  private static List<Long> known(List<Times> all, Function<Times, @Nullable Long> step) {
    var found = new ArrayList<Long>();
    for (var times : all) {
      var days = step.apply(times);
      if (days != null) {
        found.add(days);
      }
    }
    return found;
  }

  private static @Nullable MessageKey slowest(List<@Nullable Long> steps) {
    var at = -1;
    var most = -1L;
    for (int i = 0; i < steps.size(); i++) {
      var days = steps.get(i);
      if (days != null && days > most) {
        most = days;
        at = i;
      }
    }
    return at < 0 ? null : new MessageKey("question.8.step." + STEPS.get(at));
  }
}
