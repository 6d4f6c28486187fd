package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.NodeKind;
import se.samspel.core.NodeRef;
import se.samspel.core.Refused.MessageKey;
import se.samspel.indicators.Indicators;
import se.samspel.indicators.Reading;

/**
 * 10: what may have mattered for the outcome? Indicator values outside what the region's own
 * earlier values let expect, with what happened in the thread inside the indicator's lag, the other
 * explanations that are noted, and the regions without the way of working beside. Never a cause.
 *
 * <p>Limits: individuals chart, mean ± 2.66 × mean moving range of at least {@value #POINTS}
 * earlier values of the same series.
 */
@Component
class WhatMayHaveMattered implements Question {

  private static final int POINTS = 8;
  private static final int LAG_DAYS = 365;

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("indicator", NODE),
          new Answer.Column("region", REGION),
          new Answer.Column("period", TEXT),
          new Answer.Column("value", DECIMAL),
          new Answer.Column("expected-low", DECIMAL),
          new Answer.Column("expected-high", DECIMAL),
          new Answer.Column("direction", WORD),
          new Answer.Column("new-adoptions", WHOLE),
          new Answer.Column("trainings", WHOLE),
          new Answer.Column("plans", WHOLE),
          new Answer.Column("rivals", TEXT),
          new Answer.Column("strength", WORD),
          new Answer.Column("regions-without", WHOLE),
          new Answer.Column("regions-without-same", WHOLE));

  private static final String SQL =
      "with "
          + Asking.TRACKS
          + ","
          + Asking.PLACES
          + """
          , point as materialized (
            select v.*, row_number() over w as back, abs(v.value - lead(v.value) over w) as moved
              from unnest(:indicators::text[], :series::text[], :regions::text[], :ages::text[], :units::text[],
                          :periods::text[], :froms::date[], :tos::date[], :values::numeric[], :synthetic::boolean[])
                as v(indicator, series, region, age, unit, period, period_from, period_to, value, synthetic)
             where v.period_to <= :day + 1
            window w as (partition by v.indicator, v.series, v.region, v.age, v.unit order by v.period_from desc)),
          expected as (
            select indicator, series, region, age, unit, avg(value) as mean, avg(moved) as moved
              from point where back > 1 group by 1, 2, 3, 4, 5 having count(*) >= :points),
          definition as materialized (
            select distinct on (d.id) d.id, d.name_sv, d.direction, coalesce(d.lag_days, :lag) as lag
              from indicators.public_definition d where @held(d) order by d.id, d.version desc),
          signal as materialized (
            select p.indicator, d.name_sv, d.direction, d.lag, p.region, p.period, p.period_from, p.period_to, p.value,
                   e.mean - 2.66 * e.moved as low, e.mean + 2.66 * e.moved as high, sign(p.value - e.mean) as way,
                   p.synthetic
              from point p
              join expected e using (indicator, series, region, age, unit)
              left join definition d on d.id = p.indicator
             where p.back = 1 and (p.value < e.mean - 2.66 * e.moved or p.value > e.mean + 2.66 * e.moved)),
          measured as materialized (
            select distinct l.from_id as indicator, l.to_kind, l.to_id from thread.link l
             where l.type = 'MEASURES' and @held(l) and l.state <> 'rejected' and l.to_kind in ('recommendation', 'method')),
          working as materialized (
            select distinct m.indicator, w.region from measured m
              join track_now w on w.target_kind = m.to_kind and w.target_id = m.to_id and w.stage between 6 and 8)
          select s.*, p.name as region_name,
                 (select count(*) from implementation.public_stage_event x
                   where x.region = s.region and x.stage = 6 and @known(x)
                     and x.day >= s.period_from - coalesce(s.lag, :lag) and x.day < s.period_to) as adoptions,
                 (select count(*) from reach.public_occasion o
                   where o.region = s.region and @known(o)
                     and o.held_on >= s.period_from - coalesce(s.lag, :lag) and o.held_on < s.period_to) as trainings,
                 (select count(*) from implementation.public_plan l
                   where l.region = s.region and l.state = 'adopted' and @known(l)
                     and l.adopted_on >= s.period_from - coalesce(s.lag, :lag) and l.adopted_on < s.period_to) as plans,
                 c.rivals, c.strength,
                 case when exists (select 1 from measured m where m.indicator = s.indicator) then
                   (select count(*) from place q where q.code <> s.region and not exists (
                      select 1 from working w where w.indicator = s.indicator and w.region = q.code)) end as without,
                 case when exists (select 1 from measured m where m.indicator = s.indicator) then
                   (select count(distinct o.region) from signal o
                     where o.indicator = s.indicator and o.way = s.way and o.region <> s.region
                       and not exists (select 1 from working w where w.indicator = s.indicator and w.region = o.region)) end
                   as without_same
            from signal s
            left join place p on p.code = s.region
            left join lateral (
              select string_agg(distinct l.rivals, '; ') as rivals, max(l.strength) as strength from thread.link l
               where l.type = 'CONTRIBUTED' and l.to_kind = 'indicator' and l.to_id = s.indicator
                 and (l.region is null or l.region = s.region) and @held(l) and l.state <> 'rejected') c on true
           order by s.indicator, s.region, s.period\
          """;

  private final Asking asking;
  private final Indicators indicators;

  WhatMayHaveMattered(Asking asking, Indicators indicators) {
    this.asking = asking;
    this.indicators = indicators;
  }

  @Override
  public int number() {
    return 10;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var values =
        indicators.listOpenValues(asOf).stream()
            .filter(it -> it.value().isPresent() && it.period().dated())
            .filter(it -> it.sex().equals("total") && !it.region().equals("SE"))
            .toList();
    var rows =
        asking
            .sql(SQL, asOf)
            .param("indicators", all(values, Reading::indicator, String[]::new))
            .param("series", all(values, Reading::series, String[]::new))
            .param("regions", all(values, Reading::region, String[]::new))
            .param("ages", all(values, Reading::age, String[]::new))
            .param("units", all(values, Reading::unit, String[]::new))
            .param("periods", all(values, it -> it.period().code(), String[]::new))
            .param("froms", all(values, it -> Date.valueOf(it.period().span().from()), Date[]::new))
            .param("tos", all(values, it -> Date.valueOf(it.period().span().to()), Date[]::new))
            .param(
                "values",
                all(values, it -> BigDecimal.valueOf(it.value().orElseThrow()), BigDecimal[]::new))
            .param("synthetic", all(values, Reading::synthetic, Boolean[]::new))
            .param("points", POINTS)
            .param("lag", LAG_DAYS)
            .query((rs, n) -> {
              var strength = rs.getString("strength");
              return Answer.Row.of(
                  rs.getBoolean("synthetic"),
                  new Answer.Named(
                      new NodeRef(NodeKind.INDICATOR, rs.getString("indicator")),
                      rs.getString("name_sv") == null
                          ? rs.getString("indicator")
                          : rs.getString("name_sv")),
                  Asking.place(rs),
                  rs.getString("period"),
                  Asking.decimal(rs, "value"),
                  Asking.decimal(rs, "low"),
                  Asking.decimal(rs, "high"),
                  new MessageKey(
                      "question.10.way." + way(rs.getString("direction"), rs.getInt("way"))),
                  rs.getLong("adoptions"),
                  rs.getLong("trainings"),
                  rs.getLong("plans"),
                  rs.getString("rivals"),
                  strength == null ? null : new MessageKey("link.strength." + strength),
                  Asking.whole(rs, "without"),
                  Asking.whole(rs, "without_same"));
            })
            .list();
    var better = count(rows, "question.10.way.better");
    var worse = count(rows, "question.10.way.worse");
    return new Answer(
        10,
        asOf,
        rows.isEmpty()
            ? Answer.Sentence.of("question.10.none", POINTS)
            : Answer.Sentence.of("question.10.answer", rows.size(), better, worse),
        COLUMNS,
        rows,
        List.of(),
        List.of(
            Answer.Sentence.of("question.10.missing-cause"),
            Answer.Sentence.of("question.10.missing-points", POINTS + 1),
            Answer.Sentence.of("question.10.missing-hidden")));
  }

  private static <T> T[] all(
      List<Reading> values, Function<Reading, T> part, IntFunction<T[]> array) {
    return values.stream().map(part).toArray(array);
  }

  private static long count(List<Answer.Row> rows, String key) {
    var word = new MessageKey(key);
    return rows.stream().filter(it -> word.equals(it.cells().get(6))).count();
  }

  /** Whether the change is for the better, by the direction that the definition wants. */
  static String way(@org.jspecify.annotations.Nullable String direction, int sign) {
    if (direction == null || direction.equals("none")) {
      return "changed";
    }
    return direction.equals("up") == sign > 0 ? "better" : "worse";
  }
}
