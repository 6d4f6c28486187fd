package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Refused.MessageKey;
import se.samspel.reach.Reach;
import se.samspel.reach.Trained;

/**
 * 3: trained but not adopted, and the other way round. A kind of actor in a region where at least
 * {@value #ENOUGH} were reached more than a year ago and no unit has come past stage 4; and units
 * at stage 6–8 whose kind of actor was never reached there. Those whose number {@code reach} hides
 * are not listed, for that they are would tell that they are that many.
 */
@Component
class TrainedNotAdopted implements Question {

  private static final int ENOUGH = 20;

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("mismatch", WORD),
          new Answer.Column("region", REGION),
          new Answer.Column("method", NODE),
          new Answer.Column("actor-type", TEXT),
          new Answer.Column("profession", TEXT),
          new Answer.Column("reached", PEOPLE),
          new Answer.Column("since", DAY),
          new Answer.Column("generation", WHOLE),
          new Answer.Column("highest-stage", WHOLE),
          new Answer.Column("unit", TEXT));

  private static final String SQL =
      "with "
          + Asking.TARGETS
          + ","
          + Asking.TRACKS
          + ","
          + Asking.PLACES
          + """
          , unit as materialized (
            select distinct on (u.id) u.id, u.name_sv, u.actor_type
              from actors.public_unit u where @held(u) order by u.id, u.version desc),
          actor as materialized (
            select distinct on (o.id) o.id, o.name_sv from actors.public_organisation o where @held(o)
             order by o.id, o.version desc),
          seen as materialized (
            select * from unnest(:regions::text[], :actors::text[], :kinds::text[], :targets::text[], :professions::text[],
                                 :people::bigint[], :since::date[], :generations::int[], :synthetic::boolean[])
              as s(region, actor_type, target_kind, target_id, profession_sv, people, since, generation, synthetic)),
          come as materialized (
            select w.region, u.actor_type, w.target_kind, w.target_id, max(w.stage) filter (where w.stage <> 9) as highest
              from track_now w join unit u on u.id = w.unit
             group by 1, 2, 3, 4)
          select 'trained' as mismatch, s.region, p.name as region_name, s.target_kind, s.target_id, t.title,
                 coalesce(a.name_sv, s.actor_type) as actor_type, s.profession_sv, s.people, s.since, s.generation,
                 coalesce(c.highest, 0) as highest, null as unit, s.synthetic
            from seen s
            left join come c on c.region = s.region and c.actor_type = s.actor_type
              and c.target_kind = s.target_kind and c.target_id = s.target_id
            left join target t on t.kind = s.target_kind and t.id = s.target_id
            left join place p on p.code = s.region
            left join actor a on a.id = s.actor_type
           where s.people >= :enough and coalesce(c.highest, 0) <= 4
          union all
          select 'untrained', w.region, p.name, w.target_kind, w.target_id, t.title, coalesce(a.name_sv, u.actor_type),
                 null, 0, w.since, null, w.stage, u.name_sv, w.synthetic
            from track_now w
            join unit u on u.id = w.unit
            left join target t on t.kind = w.target_kind and t.id = w.target_id
            left join place p on p.code = w.region
            left join actor a on a.id = u.actor_type
           where w.stage between 6 and 8
             and not exists (select 1 from seen s where s.region = w.region and s.actor_type = u.actor_type
                   and s.target_kind = w.target_kind and s.target_id = w.target_id)
           order by 1, 9 desc nulls last, 2, 5, 7, 8, 13\
          """;

  private final Asking asking;
  private final Reach reach;

  TrainedNotAdopted(Asking asking, Reach reach) {
    this.asking = asking;
    this.reach = reach;
  }

  @Override
  public int number() {
    return 3;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var seen = reach.trained(asOf, asOf.day().minusMonths(12));
    var rows =
        asking
            .sql(SQL, asOf)
            .param("regions", all(seen, it -> it.region().value(), String[]::new))
            .param("actors", all(seen, Trained::actorType, String[]::new))
            .param("kinds", all(seen, Trained::taughtKind, String[]::new))
            .param("targets", all(seen, Trained::taught, String[]::new))
            .param("professions", all(seen, it -> it.profession().orElse(null), String[]::new))
            .param(
                "people",
                all(seen, it -> it.people().known() ? it.people().low() : null, Long[]::new))
            .param(
                "since", all(seen, it -> java.sql.Date.valueOf(it.since()), java.sql.Date[]::new))
            .param("generations", all(seen, Trained::generation, Integer[]::new))
            .param("synthetic", all(seen, Trained::synthetic, Boolean[]::new))
            .param("enough", ENOUGH)
            .query((rs, n) ->
                Answer.Row.of(
                    rs.getBoolean("synthetic"),
                    new MessageKey("question.3." + rs.getString("mismatch")),
                    Asking.place(rs),
                    Asking.node(rs, rs.getString("target_kind"), "target_id", "title"),
                    rs.getString("actor_type"),
                    rs.getString("profession_sv"),
                    Answer.people(Asking.whole(rs, "people")),
                    Asking.day(rs, "since"),
                    Asking.whole(rs, "generation"),
                    Asking.whole(rs, "highest"),
                    rs.getString("unit")))
            .list();
    var trained = count(rows, "question.3.trained");
    var untrained = count(rows, "question.3.untrained");
    return new Answer(
        3,
        asOf,
        rows.isEmpty()
            ? Answer.Sentence.of("question.3.none", ENOUGH)
            : Answer.Sentence.of("question.3.answer", trained, untrained, ENOUGH),
        COLUMNS,
        rows,
        List.of(),
        List.of(
            Answer.Sentence.of("question.3.missing-person"),
            Answer.Sentence.of("question.3.missing-overlap"),
            Answer.Sentence.of("question.3.missing-hidden")));
  }

  private static <T> @Nullable T[] all(
      List<Trained> seen, Function<Trained, @Nullable T> part, IntFunction<@Nullable T[]> array) {
    return seen.stream().map(part).toArray(array);
  }

  private static long count(List<Answer.Row> rows, String key) {
    var word = new MessageKey(key);
    return rows.stream().filter(it -> word.equals(it.cells().getFirst())).count();
  }
}
