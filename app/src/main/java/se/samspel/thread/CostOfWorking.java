package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.Kronor;

/**
 * 2: what does a working implementation cost? Outcome per method, region and agreement, over the
 * units that work by the method (stage 6–8) and by it lastingly (stage 8).
 */
@Component
class CostOfWorking implements Question {

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("method", NODE),
          new Answer.Column("region", REGION),
          new Answer.Column("agreement", NODE),
          new Answer.Column("spent", MONEY),
          new Answer.Column("spent-training", MONEY),
          new Answer.Column("spent-coordination", MONEY),
          new Answer.Column("spent-other", MONEY),
          new Answer.Column("units-working", WHOLE),
          new Answer.Column("units-lasting", WHOLE),
          new Answer.Column("cost-per-working", MONEY),
          new Answer.Column("cost-per-lasting", MONEY));

  private static final String SQL =
      "with "
          + Asking.TARGETS
          + ","
          + Asking.TRACKS
          + ","
          + Asking.PLACES
          + """
          , line as materialized (
            select distinct on (b.id) b.id, b.agreement, b.cost_type, b.region, b.synthetic
              from funding.public_budget_line b where @known(b) order by b.id, b.valid_from desc),
          spent as (
            select regexp_replace(e.method, '^(method|recommendation):', '') as method,
                   coalesce(e.region, l.region) as region, l.agreement,
                   sum(e.amount_ore) as ore,
                   sum(e.amount_ore) filter (where l.cost_type = 'training') as training,
                   sum(e.amount_ore) filter (where l.cost_type = 'coordination') as coordination,
                   sum(e.amount_ore) filter (where l.cost_type not in ('training', 'coordination')) as other,
                   bool_or(e.synthetic or l.synthetic) as synthetic
              from funding.public_entry e join line l on l.id = e.budget_line
             where e.kind = 'outcome' and e.day <= :day and @known(e)
             group by 1, 2, 3),
          working as (
            select target_kind, target_id, region, count(distinct unit) filter (where stage between 6 and 8) as working,
                   count(distinct unit) filter (where stage = 8) as lasting
              from track_now group by target_kind, target_id, region)
          select s.method, t.kind, t.title, s.region, p.name as region_name, s.agreement,
                 (select a.name_sv from funding.public_agreement a where a.id = s.agreement and @known(a)
                   order by a.valid_from desc limit 1) as agreement_name,
                 s.ore, coalesce(s.training, 0) as training, coalesce(s.coordination, 0) as coordination,
                 coalesce(s.other, 0) as other, s.synthetic,
                 coalesce(w.working, 0) as working, coalesce(w.lasting, 0) as lasting
            from spent s
            left join target t on t.id = s.method
            left join place p on p.code = s.region
            left join working w on w.target_id = s.method and w.target_kind = t.kind and w.region = s.region
           order by s.method is null, s.ore desc, s.method, s.region, s.agreement\
          """;

  private final Asking asking;

  CostOfWorking(Asking asking) {
    this.asking = asking;
  }

  private record Cost(
      Answer.Row row, boolean placed, long ore, long working, String unitsOf, long lasting) {}

  @Override
  public int number() {
    return 2;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var costs =
        asking
            .sql(SQL, asOf)
            .query((rs, n) -> {
              var ore = rs.getLong("ore");
              var working = rs.getLong("working");
              var lasting = rs.getLong("lasting");
              var kind = rs.getString("kind");
              var placed = kind != null && rs.getString("region") != null;
              return new Cost(
                  Answer.Row.of(
                      rs.getBoolean("synthetic"),
                      kind == null ? null : Asking.node(rs, kind, "method", "title"),
                      Asking.place(rs),
                      Asking.node(rs, "agreement", "agreement", "agreement_name"),
                      new Kronor(ore),
                      Asking.money(rs, "training"),
                      Asking.money(rs, "coordination"),
                      Asking.money(rs, "other"),
                      placed ? working : null,
                      placed ? lasting : null,
                      placed && working > 0 ? new Kronor(ore / working) : null,
                      placed && lasting > 0 ? new Kronor(ore / lasting) : null),
                  placed,
                  ore,
                  working,
                  rs.getString("method") + "/" + rs.getString("region"),
                  lasting);
            })
            .list();
    var placed = costs.stream().filter(Cost::placed).toList();
    var spent = placed.stream().mapToLong(Cost::ore).sum();
    var units = new java.util.HashMap<String, Long>();
    placed.forEach(it -> units.put(it.unitsOf(), it.working()));
    var working = units.values().stream().mapToLong(Long::longValue).sum();
    var missing = new ArrayList<Answer.Sentence>();
    var loose = costs.stream().filter(it -> !it.placed()).mapToLong(Cost::ore).sum();
    if (loose != 0) {
      missing.add(Answer.Sentence.of("question.2.missing-place", new Kronor(loose)));
    }
    missing.add(Answer.Sentence.of("question.2.missing-local"));
    return new Answer(
        2,
        asOf,
        costs.isEmpty()
            ? Answer.Sentence.of("question.2.none")
            : working == 0
                ? Answer.Sentence.of("question.2.no-units", new Kronor(spent))
                : Answer.Sentence.of(
                    "question.2.answer", new Kronor(spent / working), working, new Kronor(spent)),
        COLUMNS,
        costs.stream().map(Cost::row).toList(),
        List.of(),
        missing);
  }
}
