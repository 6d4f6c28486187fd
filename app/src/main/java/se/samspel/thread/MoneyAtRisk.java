package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Kronor;
import se.samspel.ui.ThreadLine.Knot;
import se.samspel.ui.ThreadLine.State;

/**
 * 6: money at risk. For each agreement whose deadline lies ahead: what will be unspent when
 * spending goes on as until now, and which confirmed needs without money share an aim with what the
 * agreement pays for.
 *
 * <p>The forecast is the larger of what has been spent and promised, and the outcome drawn out
 * along a straight line to the deadline.
 */
@Component
class MoneyAtRisk implements Question {

  /** Days that a new start takes at the least. */
  private static final int START_DAYS = 90;

  private static final Set<String> CONFIRMED =
      Set.of("confirmed", "prioritised", "being-addressed");

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("agreement", NODE),
          new Answer.Column("deadline", DAY),
          new Answer.Column("days-left", WHOLE),
          new Answer.Column("amount", MONEY),
          new Answer.Column("spent", MONEY),
          new Answer.Column("promised", MONEY),
          new Answer.Column("forecast-unspent", MONEY),
          new Answer.Column("carry-over", YES_NO),
          new Answer.Column("to-return", MONEY),
          new Answer.Column("needs-that-fit", TEXT),
          new Answer.Column("can-start", YES_NO));

  private static final String SQL =
      """
      with running as materialized (
        select distinct on (a.id) a.id, a.name_sv, a.amount_ore, a.spend_by, a.carry_over, a.parent, a.synthetic,
               case when a.valid_from > '1900-01-01' then a.valid_from
                    else date_trunc('year', a.spend_by)::date end as began
          from funding.public_agreement a
         where @known(a) and a.spend_by >= :day and a.valid_from <= :day
         order by a.id, a.valid_from desc),
      line as materialized (
        select distinct on (b.id) b.id, b.agreement, b.amount_ore, b.initiative, b.synthetic
          from funding.public_budget_line b
         where @known(b) and b.agreement in (select id from running) order by b.id, b.valid_from desc),
      entry as materialized (
        select e.id, l.agreement, e.kind, e.settles, e.amount_ore, e.synthetic
          from funding.public_entry e join line l on l.id = e.budget_line
         where e.day <= :day and @known(e)),
      open as (
        select c.agreement, sum(c.amount_ore) as ore from entry c
         where c.kind = 'commitment' and not exists (select 1 from entry s where s.kind = 'outcome' and s.settles = c.id)
         group by c.agreement)
      select r.id, r.name_sv, r.spend_by, r.began, r.carry_over,
             coalesce(r.amount_ore, (select sum(l.amount_ore) from line l where l.agreement = r.id)) as amount,
             coalesce((select sum(c.amount_ore) from running c where c.parent = r.id), 0) as shared_out,
             coalesce((select sum(e.amount_ore) from entry e where e.agreement = r.id and e.kind = 'outcome'), 0) as spent,
             coalesce(o.ore, 0) as promised,
             r.synthetic or coalesce((select bool_or(e.synthetic) from entry e where e.agreement = r.id), false) as synthetic,
             array(select distinct i.aim from line l
                     join programme.public_initiative i on i.id = l.initiative and @held(i)
                    where l.agreement = r.id and i.aim is not null) as aims
        from running r left join open o on o.agreement = r.id
       order by r.spend_by, r.id\
      """;

  private final Asking asking;
  private final Picturing picturing;

  MoneyAtRisk(Asking asking, Picturing picturing) {
    this.asking = asking;
    this.picturing = picturing;
  }

  private record Line(@Nullable Kronor unspent, boolean unknown, Answer.Row row) {}

  @Override
  public int number() {
    return 6;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var unfunded =
        picturing.picture(asOf).strands().values().stream()
            .filter(it -> CONFIRMED.contains(it.need().state()))
            .filter(it ->
                !it.lines().isEmpty()
                    && it.lines().values().stream()
                        .allMatch(line -> line.state(Knot.MONEY) == State.MISSING))
            .toList();
    var lines =
        asking
            .sql(SQL, asOf)
            .query((rs, n) -> {
              var amount = Asking.money(rs, "amount");
              var spent = new Kronor(rs.getLong("spent"));
              var promised = new Kronor(rs.getLong("promised"));
              var deadline = rs.getObject("spend_by", java.time.LocalDate.class);
              var began = rs.getObject("began", java.time.LocalDate.class);
              var left = ChronoUnit.DAYS.between(asOf.day(), deadline);
              var unspent =
                  amount == null
                      ? null
                      : unspent(
                          amount.minus(new Kronor(rs.getLong("shared_out"))),
                          spent,
                          promised,
                          ChronoUnit.DAYS.between(began, asOf.day()) + 1,
                          ChronoUnit.DAYS.between(began, deadline) + 1);
              var carried = Asking.yes(rs, "carry_over");
              var aims = new TreeSet<>(Arrays.asList((String[]) rs.getArray("aims").getArray()));
              var fitting =
                  unfunded.stream()
                      .filter(it -> it.need().aims().stream().anyMatch(aims::contains))
                      .map(it -> it.need().statement())
                      .sorted()
                      .toList();
              return new Line(
                  unspent,
                  amount == null,
                  Answer.Row.of(
                      rs.getBoolean("synthetic"),
                      Asking.node(rs, "agreement", "id", "name_sv"),
                      deadline,
                      left,
                      amount,
                      spent,
                      promised,
                      unspent,
                      carried,
                      carried == null || unspent == null ? null : carried ? Kronor.ZERO : unspent,
                      String.join("; ", fitting),
                      !fitting.isEmpty() && left >= START_DAYS));
            })
            .list();
    // One krona counts once: what an agreement shares out to others is theirs to forecast.
    var total =
        lines.stream()
            .map(Line::unspent)
            .filter(java.util.Objects::nonNull)
            .reduce(Kronor.ZERO, Kronor::plus);
    var unknown = lines.stream().filter(Line::unknown).count();
    var missing = new java.util.ArrayList<Answer.Sentence>();
    if (unknown > 0) {
      missing.add(Answer.Sentence.of("question.6.missing-amount", unknown));
    }
    missing.add(Answer.Sentence.of("question.6.missing-purpose"));
    return new Answer(
        6,
        asOf,
        lines.isEmpty()
            ? Answer.Sentence.of("question.6.none")
            : Answer.Sentence.of("question.6.answer", total, lines.size(), unfunded.size()),
        COLUMNS,
        lines.stream().map(Line::row).toList(),
        List.of(),
        missing);
  }

  /**
   * What is left at the deadline, never below zero.
   *
   * @param amount what it has for itself
   * @param passed days since the agreement began, today included
   * @param whole days from its beginning to its deadline, both included
   */
  static Kronor unspent(Kronor amount, Kronor spent, Kronor promised, long passed, long whole) {
    var drawn = passed <= 0 ? 0 : Math.round((double) spent.ore() * whole / passed);
    var forecast = Math.max(spent.plus(promised).ore(), drawn);
    return new Kronor(Math.max(amount.ore() - forecast, 0));
  }
}
