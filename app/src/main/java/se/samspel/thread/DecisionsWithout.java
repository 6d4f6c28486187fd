package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Kronor;
import se.samspel.core.Refused.MessageKey;

/**
 * 5: decisions without lived experience. Decisions and money moved at involvement below level 2, by
 * body, for the last whole quarter and the three before it; and the same for confirmed links by the
 * kind of node that they begin in.
 */
@Component
class DecisionsWithout implements Question {

  private static final int QUARTERS = 4;

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("quarter", TEXT),
          new Answer.Column("by", WORD),
          new Answer.Column("body", WORD),
          new Answer.Column("decisions", WHOLE),
          new Answer.Column("below-level", WHOLE),
          new Answer.Column("waived", WHOLE),
          new Answer.Column("moved", MONEY),
          new Answer.Column("moved-below", MONEY),
          new Answer.Column("influence", PERCENT),
          new Answer.Column("feedback-in-time", PERCENT));

  private static final String SQL =
      """
      with decided as materialized (
        select distinct on (d.id) d.id, d.body, d.amount_ore, d.synthetic, date_trunc('quarter', d.decided_on)::date as quarter
          from programme.public_decision d
         where @known(d) and d.decided_on >= :from and d.decided_on < :to
         order by d.id, d.version desc),
      took_part as materialized (
        select r.subject, max(r.level) as level, sum(r.advice_given) as given, sum(r.advice_followed) as followed,
               count(*) filter (where r.held_on + 30 <= :day) as due,
               count(*) filter (where r.held_on + 30 <= :day and r.feedback_on <= r.held_on + 30) as told
          from involvement.public_record r where @known(r) and r.held_on <= :day group by r.subject),
      waived as materialized (
        select distinct w.subject from involvement.public_waiver w where @known(w) and w.decided_on <= :day),
      body as materialized (
        select distinct on (b.id) b.id, b.name_sv from programme.public_body b where @known(b) order by b.id, b.version desc)
      select d.quarter, 'body' as by, d.body as id, coalesce(min(b.name_sv), d.body) as name, count(*) as decisions,
             count(*) filter (where coalesce(t.level, 0) < 2) as below,
             count(*) filter (where coalesce(t.level, 0) < 2 and w.subject is not null) as waived,
             sum(d.amount_ore) as moved,
             case when sum(d.amount_ore) is not null
                  then coalesce(sum(d.amount_ore) filter (where coalesce(t.level, 0) < 2), 0) end as moved_below,
             sum(t.followed)::float8 / nullif(sum(t.given), 0) as influence,
             sum(t.told)::float8 / nullif(sum(t.due), 0) as in_time,
             bool_or(d.synthetic) as synthetic
        from decided d
        left join body b on b.id = d.body
        left join took_part t on t.subject = 'decision:' || d.id
        left join waived w on w.subject = 'decision:' || d.id
       group by d.quarter, d.body
      union all
      select c.quarter, 'kind', c.from_kind, c.from_kind, sum(c.links),
             coalesce(sum(c.links) filter (where coalesce(r.level, 0) < 2), 0),
             coalesce(sum(c.links) filter (where c.involvement like 'waiver:%'), 0),
             null, null, null, null, bool_and(c.synthetic)
        from (select date_trunc('quarter', l.valid_from)::date as quarter, l.from_kind, l.involvement, count(*) as links,
                     bool_and(l.synthetic) as synthetic
                from thread.link l
               where @known(l) and l.state in ('confirmed', 'ended') and l.valid_from >= :from and l.valid_from < :to
               group by 1, 2, 3) c
        left join involvement.public_record r on 'record:' || r.id = c.involvement and @known(r)
       group by c.quarter, c.from_kind
       order by 1 desc, 2, 6 desc, 3\
      """;

  private final Asking asking;

  DecisionsWithout(Asking asking) {
    this.asking = asking;
  }

  private record Line(
      LocalDate quarter,
      boolean body,
      long decisions,
      long below,
      @Nullable Kronor money,
      Answer.Row row) {}

  @Override
  public int number() {
    return 5;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var to = asOf.day().with(IsoFields.DAY_OF_QUARTER, 1);
    var last = to.minusMonths(3);
    var lines =
        asking
            .sql(SQL, asOf)
            .param("from", to.minusMonths(3L * QUARTERS))
            .param("to", to)
            .query((rs, n) -> {
              var quarter = rs.getObject("quarter", LocalDate.class);
              var body = rs.getString("by").equals("body");
              var below = Asking.money(rs, "moved_below");
              return new Line(
                  quarter,
                  body,
                  rs.getLong("decisions"),
                  rs.getLong("below"),
                  below,
                  Answer.Row.of(
                      rs.getBoolean("synthetic"),
                      name(quarter),
                      new MessageKey("question.5.by." + rs.getString("by")),
                      body
                          ? rs.getString("name")
                          : new MessageKey("thread.kind." + rs.getString("id")),
                      rs.getLong("decisions"),
                      rs.getLong("below"),
                      rs.getLong("waived"),
                      Asking.money(rs, "moved"),
                      below,
                      Asking.decimal(rs, "influence"),
                      Asking.decimal(rs, "in_time")));
            })
            .list();
    var asked = lines.stream().filter(it -> it.body() && it.quarter().equals(last)).toList();
    var decisions = asked.stream().mapToLong(Line::decisions).sum();
    var below = asked.stream().mapToLong(Line::below).sum();
    var money =
        asked.stream()
            .map(Line::money)
            .filter(java.util.Objects::nonNull)
            .reduce(Kronor.ZERO, Kronor::plus);
    return new Answer(
        5,
        asOf,
        decisions == 0
            ? Answer.Sentence.of("question.5.none", name(last))
            : Answer.Sentence.of("question.5.answer", name(last), below, decisions, money),
        COLUMNS,
        lines.stream().map(Line::row).toList(),
        List.of(),
        List.of(Answer.Sentence.of("question.5.missing-money")));
  }

  private static String name(LocalDate quarter) {
    return quarter.getYear() + " kv " + quarter.get(IsoFields.QUARTER_OF_YEAR);
  }
}
