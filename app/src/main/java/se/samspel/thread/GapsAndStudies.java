package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.util.List;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Refused.MessageKey;

/**
 * 7: gaps, studies, the world. Knowledge gaps that no study is known to fill, whether money goes to
 * an initiative for a need that reveals them, what evidence stands beside, and which regions have
 * units enough at work to recruit.
 */
@Component
class GapsAndStudies implements Question {

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("gap", NODE),
          new Answer.Column("state", WORD),
          new Answer.Column("said-by", TEXT),
          new Answer.Column("said-year", TEXT),
          new Answer.Column("needs", WHOLE),
          new Answer.Column("funded", YES_NO),
          new Answer.Column("evidence", WHOLE),
          new Answer.Column("regions-that-can", TEXT));

  private static final String SQL =
      "with "
          + Asking.TRACKS
          + ","
          + Asking.PLACES
          + """
          , gap as materialized (
            select distinct on (g.id) g.id, g.question_sv, g.said_by, g.said_year, g.synthetic,
                   coalesce(t.to_state, 'open') as state
              from programme.public_knowledge_gap g
              left join lateral (select to_state from programme.public_transition t
                   where t.kind = 'knowledge-gap' and t.id = g.id and t.day <= :day and t.recorded_at <= :known
                   order by t.day desc, t.recorded_at desc, t.seq desc limit 1) t on true
             where @held(g) order by g.id, g.version desc),
          link as materialized (
            select l.type, l.from_kind, l.from_id, l.to_kind, l.to_id from thread.link l
             where l.type in ('REVEALS', 'MOTIVATES', 'ANSWERS', 'SUPPORTS') and @held(l) and l.state <> 'rejected'),
          funded as materialized (
            select distinct l.to_id from thread.link l where l.type = 'FUNDS' and @held(l) and l.state <> 'rejected'),
          reveals as (select to_id as gap, from_id as need from link where type = 'REVEALS'),
          answers as (
            select distinct r.gap, a.from_kind, a.from_id from reveals r
              join link a on a.type = 'ANSWERS' and a.to_kind = 'need' and a.to_id = r.need),
          strong as materialized (
            select target_kind, target_id, region, count(distinct unit) as units from track_now
             where stage between 6 and 8 group by 1, 2, 3)
          select g.id, g.question_sv, g.state, g.said_by, g.said_year, g.synthetic,
                 (select count(*) from reveals r where r.gap = g.id) as needs,
                 exists (select 1 from reveals r join link m on m.type = 'MOTIVATES' and m.from_id = r.need
                           join funded f on f.to_id = m.to_id where r.gap = g.id) as funded,
                 (select count(distinct s.from_id) from answers a
                    join link s on s.type = 'SUPPORTS' and s.to_kind = a.from_kind and s.to_id = a.from_id
                   where a.gap = g.id) as evidence,
                 (select string_agg(x.name, '; ' order by x.units desc, x.name) from (
                    select coalesce(p.name, s.region) as name, sum(s.units) as units from strong s
                      join answers a on a.gap = g.id and a.from_kind = s.target_kind and a.from_id = s.target_id
                      left join place p on p.code = s.region
                     group by 1 having sum(s.units) >= 3) x) as regions
            from gap g
           where g.state not in ('answered', 'accepted-as-unknown')
           order by funded, needs desc, g.id\
          """;

  private final Asking asking;

  GapsAndStudies(Asking asking) {
    this.asking = asking;
  }

  @Override
  public int number() {
    return 7;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var rows =
        asking
            .sql(SQL, asOf)
            .query((rs, n) ->
                Answer.Row.of(
                    rs.getBoolean("synthetic"),
                    Asking.node(rs, "knowledge-gap", "id", "question_sv"),
                    new MessageKey("question.7.state." + rs.getString("state")),
                    rs.getString("said_by"),
                    rs.getString("said_year"),
                    rs.getLong("needs"),
                    rs.getBoolean("funded"),
                    rs.getLong("evidence"),
                    rs.getString("regions")))
            .list();
    var unfunded = rows.stream().filter(it -> Boolean.FALSE.equals(it.cells().get(5))).count();
    var studied =
        rows.stream()
            .filter(it ->
                it.cells().get(1) instanceof MessageKey(var key)
                    && (key.endsWith(".studied") || key.endsWith(".commissioned")))
            .count();
    return new Answer(
        7,
        asOf,
        rows.isEmpty()
            ? Answer.Sentence.of("question.7.none")
            : Answer.Sentence.of("question.7.answer", rows.size(), unfunded, studied),
        COLUMNS,
        rows,
        List.of(),
        List.of(
            Answer.Sentence.of("question.7.missing-studies"),
            Answer.Sentence.of("question.7.missing-world")));
  }
}
