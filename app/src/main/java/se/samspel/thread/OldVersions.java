package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.util.List;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Refused.MessageKey;

/**
 * 4: who works by an old edition? Tracks, trainings, regional supplements and plans that stand on
 * an edition that is superseded, withdrawn or overdue for review, and who has to act.
 */
@Component
class OldVersions implements Question {

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("use", WORD),
          new Answer.Column("name", TEXT),
          new Answer.Column("region", REGION),
          new Answer.Column("recommendation", NODE),
          new Answer.Column("edition-used", WHOLE),
          new Answer.Column("edition-current", WHOLE),
          new Answer.Column("why-old", WORD),
          new Answer.Column("since", DAY),
          new Answer.Column("acts", WORD),
          new Answer.Column("owner", TEXT));

  private static final String SQL =
      "with "
          + Asking.TRACKS
          + ","
          + Asking.PLACES
          + """
          , current as materialized (
            select distinct on (r.id) r.id, r.edition, r.title_sv, r.review_due
              from knowledge.public_recommendation r where @held(r) order by r.id, r.edition desc),
          edition as materialized (
            select distinct on (r.id, r.edition) r.id, r.edition, r.title_sv, r.valid_to
              from knowledge.public_recommendation r where @known(r) order by r.id, r.edition, r.valid_to desc),
          step as materialized (
            select distinct on (t.id) t.id, t.to_state, t.day from knowledge.public_transition t
             where t.kind = 'recommendation' and t.day <= :day and t.recorded_at <= :known
             order by t.id, t.day desc, t.recorded_at desc, t.seq desc),
          used as (
            select 'track' as use, u.name_sv as name, w.region, w.target_id as recommendation, w.target_version as edition,
                   w.owner_sv as owner, w.synthetic
              from track_now w
              left join lateral (select u.name_sv from actors.public_unit u where u.id = w.unit and @held(u)
                   order by u.version desc limit 1) u on true
             where w.target_kind = 'recommendation' and w.stage between 1 and 8
            union all
            select 'training', t.title_sv, null, t.target_id, t.target_version, t.owner_sv, t.synthetic
              from (select distinct on (t.id) t.* from reach.public_training t where @held(t) order by t.id, t.version desc) t
             where t.target_kind = 'recommendation'
            union all
            select 'supplement', left(s.text_sv, 80), s.region, s.recommendation, s.edition, s.approved_by, s.synthetic
              from knowledge.public_supplement s where @held(s)
            union all
            select 'plan', p.title_sv, p.region, i.recommendation, i.edition, null, i.synthetic or p.synthetic
              from implementation.public_plan p
              join implementation.public_plan_item i on i.plan = p.id and @known(i)
             where @held(p) and p.state = 'adopted')
          select u.use, u.name, u.region, p.name as region_name, u.recommendation, coalesce(c.title_sv, e.title_sv) as title,
                 u.edition, c.edition as current, u.owner, u.synthetic,
                 case when s.to_state = 'withdrawn' then 'withdrawn'
                      when c.edition is null or u.edition < c.edition then 'superseded' else 'review-overdue' end as why,
                 case when s.to_state = 'withdrawn' then s.day
                      when c.edition is null or u.edition < c.edition then nullif(e.valid_to, '9999-01-01')
                      else c.review_due end as since
            from used u
            left join current c on c.id = u.recommendation
            left join edition e on e.id = u.recommendation and e.edition = u.edition
            left join step s on s.id = u.recommendation || '/' || u.edition
            left join place p on p.code = u.region
           where s.to_state = 'withdrawn' or c.edition is null or u.edition < c.edition or c.review_due < :day
           order by why desc, since nulls last, u.use, u.region nulls first, u.name\
          """;

  private final Asking asking;

  OldVersions(Asking asking) {
    this.asking = asking;
  }

  @Override
  public int number() {
    return 4;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var rows =
        asking
            .sql(SQL, asOf)
            .query((rs, n) ->
                Answer.Row.of(
                    rs.getBoolean("synthetic"),
                    new MessageKey("question.4.use." + rs.getString("use")),
                    rs.getString("name"),
                    Asking.place(rs),
                    new Answer.Named(
                        new NodeRef(NodeKind.RECOMMENDATION, rs.getString("recommendation")),
                        rs.getString("recommendation")
                            + ". "
                            + (rs.getString("title") == null ? "" : rs.getString("title"))),
                    Asking.whole(rs, "edition"),
                    Asking.whole(rs, "current"),
                    new MessageKey("question.4.why." + rs.getString("why")),
                    Asking.day(rs, "since"),
                    new MessageKey(
                        "question.4.acts."
                            + (rs.getString("region") == null ? "programme" : "region")),
                    rs.getString("owner")))
            .list();
    var overdue = new MessageKey("question.4.why.review-overdue");
    var old = rows.stream().filter(it -> !overdue.equals(it.cells().get(6))).count();
    var regions =
        rows.stream()
            .filter(it -> !overdue.equals(it.cells().get(6)) && it.cells().get(2) != null)
            .map(it -> it.cells().get(2))
            .distinct()
            .count();
    return new Answer(
        4,
        asOf,
        rows.isEmpty()
            ? Answer.Sentence.of("question.4.none")
            : Answer.Sentence.of("question.4.answer", old, regions, rows.size() - old),
        COLUMNS,
        rows,
        List.of(),
        List.of(Answer.Sentence.of("question.4.missing-press")));
  }
}
