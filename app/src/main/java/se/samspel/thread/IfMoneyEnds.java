package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.util.List;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Refused.MessageKey;

/**
 * 12: if the money ends. Tracks that hang on central money or on one person, by region and method,
 * and trainings whose initiative has dated money; how many would fall back, who has taken over, and
 * the smallest thing to do first.
 */
@Component
class IfMoneyEnds implements Question {

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("depends", WORD),
          new Answer.Column("about", NODE),
          new Answer.Column("region", REGION),
          new Answer.Column("tracks", WHOLE),
          new Answer.Column("on-central-money", WHOLE),
          new Answer.Column("on-one-person", WHOLE),
          new Answer.Column("handed-over", WHOLE),
          new Answer.Column("would-fall-back", WHOLE),
          new Answer.Column("money-until", DAY),
          new Answer.Column("first-thing", WORD));

  private static final String SQL =
      "with "
          + Asking.TARGETS
          + ","
          + Asking.TRACKS
          + ","
          + Asking.PLACES
          + """
          , line as materialized (
            select distinct on (b.id) b.id, b.agreement, b.initiative from funding.public_budget_line b where @held(b)
             order by b.id, b.version desc),
          until as materialized (
            select l.initiative, max(a.spend_by) as day from line l
              join funding.public_agreement a on a.id = l.agreement and @held(a)
             where l.initiative is not null group by l.initiative)
          select 'tracks' as depends, w.target_kind as kind, w.target_id as id, min(t.title) as title, w.region,
                 min(p.name) as region_name, count(*) as tracks,
                 count(*) filter (where w.central_money) as central, count(*) filter (where w.one_person) as person,
                 count(*) filter (where w.handed_over_to is not null) as handed,
                 count(*) filter (where (w.central_money or w.one_person) and w.handed_over_to is null
                                    and coalesce(w.stage, 0) between 5 and 7) as falls,
                 null::date as until, bool_or(w.synthetic) as synthetic
            from track_now w
            left join target t on t.kind = w.target_kind and t.id = w.target_id
            left join place p on p.code = w.region
           where w.stage between 1 and 8 and (w.central_money or w.one_person)
           group by w.target_kind, w.target_id, w.region
          union all
          select 'training', 'training', r.id, r.title_sv, null, null, null, null, null, null, null, u.day, r.synthetic
            from (select distinct on (r.id) r.* from reach.public_training r where @held(r) order by r.id, r.version desc) r
            join until u on u.initiative = r.initiative
           order by 1, 11 desc nulls last, 3, 5\
          """;

  private final Asking asking;

  IfMoneyEnds(Asking asking) {
    this.asking = asking;
  }

  private record Line(boolean tracks, long count, long falls, long handed, Answer.Row row) {}

  @Override
  public int number() {
    return 12;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var lines =
        asking
            .sql(SQL, asOf)
            .query((rs, n) -> {
              var tracks = rs.getString("depends").equals("tracks");
              var falls = rs.getLong("falls");
              var handed = rs.getLong("handed");
              return new Line(
                  tracks,
                  rs.getLong("tracks"),
                  falls,
                  handed,
                  Answer.Row.of(
                      rs.getBoolean("synthetic"),
                      new MessageKey("question.12.depends." + rs.getString("depends")),
                      Asking.node(rs, rs.getString("kind"), "id", "title"),
                      Asking.place(rs),
                      tracks ? rs.getLong("tracks") : null,
                      tracks ? rs.getLong("central") : null,
                      tracks ? rs.getLong("person") : null,
                      tracks ? handed : null,
                      tracks ? falls : null,
                      Asking.day(rs, "until"),
                      new MessageKey(
                          "question.12.first."
                              + first(
                                  tracks, rs.getLong("person"), handed, rs.getLong("tracks")))));
            })
            .list();
    var depending = lines.stream().filter(Line::tracks).mapToLong(Line::count).sum();
    var falls = lines.stream().mapToLong(Line::falls).sum();
    var handed = lines.stream().mapToLong(Line::handed).sum();
    return new Answer(
        12,
        asOf,
        lines.isEmpty()
            ? Answer.Sentence.of("question.12.none")
            : Answer.Sentence.of("question.12.answer", depending, falls, handed),
        COLUMNS,
        lines.stream().map(Line::row).toList(),
        List.of(),
        List.of(
            Answer.Sentence.of("question.12.missing-panels"),
            Answer.Sentence.of("question.12.missing-price")));
  }

  /** The smallest thing that makes it last. */
  static String first(boolean tracks, long onOnePerson, long handedOver, long all) {
    if (!tracks) {
      return "training-owner";
    }
    if (handedOver >= all) {
      return "keep";
    }
    return onOnePerson > 0 ? "second-person" : "hand-over";
  }
}
