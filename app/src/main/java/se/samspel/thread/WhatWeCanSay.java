package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Refused.MessageKey;
import se.samspel.indicators.Indicators;
import se.samspel.indicators.Reading;

/**
 * 11: what can we say, now? The newest national value of each indicator, split by sex, and each
 * recommendation in force, with whether it may be said today and why not when it may not.
 */
@Component
class WhatWeCanSay implements Question {

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("claim", WORD),
          new Answer.Column("about", NODE),
          new Answer.Column("population-said", TEXT),
          new Answer.Column("period", TEXT),
          new Answer.Column("total", DECIMAL),
          new Answer.Column("women", DECIMAL),
          new Answer.Column("men", DECIMAL),
          new Answer.Column("unit-said", TEXT),
          new Answer.Column("certainty", WORD),
          new Answer.Column("involvement-level", WHOLE),
          new Answer.Column("may-say", YES_NO),
          new Answer.Column("why-not", WORD),
          new Answer.Column("source", TEXT));

  private static final String SQL =
      """
      with definition as materialized (
        select distinct on (d.id) d.id, d.name_sv from indicators.public_definition d where @held(d)
         order by d.id, d.version desc),
      value as materialized (
        select v.*, rank() over (partition by v.indicator, v.series, v.age, v.unit order by v.period_from desc, v.period_to desc)
                 as back
          from unnest(:indicators::text[], :series::text[], :sexes::text[], :ages::text[], :units::text[], :periods::text[],
                      :froms::date[], :tos::date[], :values::numeric[], :provisional::boolean[], :sources::text[],
                      :synthetic::boolean[])
            as v(indicator, series, sex, age, unit, period, period_from, period_to, value, provisional, source, synthetic)),
      took_part as (
        select r.subject, max(r.level) as level from involvement.public_record r
         where @known(r) and r.held_on <= :day group by r.subject)
      select 'indicator' as claim, 'indicator' as kind, v.indicator as id, min(d.name_sv) as title,
             nullif(v.age, 'all') as population, v.period,
             max(v.value) filter (where v.sex = 'total') as total,
             max(v.value) filter (where v.sex = 'women') as women,
             max(v.value) filter (where v.sex = 'men') as men,
             v.unit, null as certainty, min(t.level) as level, min(v.source) as source, bool_or(v.synthetic) as synthetic,
             case when bool_or(v.synthetic) then 'synthetic' when bool_and(v.source is null) then 'no-source'
                  when bool_or(v.provisional) then 'provisional' end as why_not,
             (select min(u.name_sv) from indicators.public_unit u where u.unit = v.unit and @known(u)) as unit_sv
        from value v
        left join definition d on d.id = v.indicator
        left join took_part t on t.subject = 'indicator:' || v.indicator
       where v.back = 1
       group by v.indicator, v.series, v.age, v.unit, v.period
      union all
      select 'recommendation', 'recommendation', r.id, r.id || '. ' || r.title_sv, null, r.adopted, null, null, null, null,
             r.certainty, t.level, r.source, r.synthetic,
             case when r.synthetic then 'synthetic' when r.adopted_by is null then 'not-adopted'
                  when r.review_due < :day then 'review-overdue' end,
             null
        from (select distinct on (r.id) r.* from knowledge.public_recommendation r where @held(r)
               order by r.id, r.edition desc) r
        left join took_part t on t.subject in ('recommendation:' || r.id, 'recommendation:' || r.id || '@' || r.edition)
       order by 1, 4, 5, 10\
      """;

  private final Asking asking;
  private final Indicators indicators;

  WhatWeCanSay(Asking asking, Indicators indicators) {
    this.asking = asking;
    this.indicators = indicators;
  }

  private static Answer.@Nullable Words unit(@Nullable String unit, @Nullable String swedish) {
    return unit == null ? null : new Answer.Words(unit, Optional.ofNullable(swedish));
  }

  @Override
  public int number() {
    return 11;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var values =
        indicators.listOpenValues(asOf).stream()
            .filter(it -> it.region().equals("SE") && !it.summed())
            .filter(it -> it.value().or(it::numerator).isPresent())
            .toList();
    var rows =
        asking
            .sql(SQL, asOf)
            .param("indicators", all(values, Reading::indicator, String[]::new))
            .param("series", all(values, Reading::series, String[]::new))
            .param("sexes", all(values, Reading::sex, String[]::new))
            .param("ages", all(values, Reading::age, String[]::new))
            .param("units", all(values, Reading::unit, String[]::new))
            .param("periods", all(values, it -> it.period().code(), String[]::new))
            .param("froms", all(values, it -> Date.valueOf(it.period().span().from()), Date[]::new))
            .param("tos", all(values, it -> Date.valueOf(it.period().span().to()), Date[]::new))
            .param(
                "values",
                all(
                    values,
                    it -> BigDecimal.valueOf(it.value().or(it::numerator).orElseThrow()),
                    BigDecimal[]::new))
            .param("provisional", all(values, Reading::provisional, Boolean[]::new))
            .param("sources", all(values, it -> it.source().orElse(null), String[]::new))
            .param("synthetic", all(values, Reading::synthetic, Boolean[]::new))
            .query((rs, n) -> {
              var whyNot = rs.getString("why_not");
              var certainty = rs.getString("certainty");
              var title = rs.getString("title");
              return Answer.Row.of(
                  rs.getBoolean("synthetic"),
                  new MessageKey("question.11.claim." + rs.getString("claim")),
                  new Answer.Named(
                      new NodeRef(NodeKind.ofCode(rs.getString("kind")), rs.getString("id")),
                      title == null ? rs.getString("id") : title),
                  "patients".equals(rs.getString("population"))
                      ? new MessageKey("value.age-patients")
                      : rs.getString("population"),
                  rs.getString("period"),
                  Asking.decimal(rs, "total"),
                  Asking.decimal(rs, "women"),
                  Asking.decimal(rs, "men"),
                  unit(rs.getString("unit"), rs.getString("unit_sv")),
                  certainty == null ? null : new MessageKey("question.11.certainty." + certainty),
                  Asking.whole(rs, "level"),
                  whyNot == null,
                  new MessageKey("question.11.why." + (whyNot == null ? "may" : whyNot)),
                  rs.getString("source"));
            })
            .list();
    var may = rows.stream().filter(it -> Boolean.TRUE.equals(it.cells().get(10))).count();
    return new Answer(
        11,
        asOf,
        rows.isEmpty()
            ? Answer.Sentence.of("question.11.none")
            : Answer.Sentence.of("question.11.answer", may, rows.size() - may),
        COLUMNS,
        rows,
        List.of(Answer.Sentence.of("question.11.never")),
        List.of(
            Answer.Sentence.of("question.11.missing-people"),
            Answer.Sentence.of("question.11.missing-review")));
  }

  private static <T> @Nullable T[] all(
      List<Reading> values, Function<Reading, @Nullable T> part, IntFunction<@Nullable T[]> array) {
    return values.stream().map(part).toArray(array);
  }
}
