package se.samspel.thread;

import static se.samspel.thread.Answer.Kind.*;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;

/**
 * 9: does the chain around the person hold? For each pair of actors in a region: shared training,
 * signed routine, adopted method, named contact; the weakest pairs first.
 */
@Component
class ChainAround implements Question {

  private static final List<Answer.Column> COLUMNS =
      List.of(
          new Answer.Column("region", REGION),
          new Answer.Column("actor-a", TEXT),
          new Answer.Column("actor-b", TEXT),
          new Answer.Column("shared-training", YES_NO),
          new Answer.Column("signed-routine", YES_NO),
          new Answer.Column("adopted-method", YES_NO),
          new Answer.Column("named-contact", YES_NO),
          new Answer.Column("strength-of-four", WHOLE));

  private static final String SQL =
      "with "
          + Asking.PLACES
          + """
          , actor as materialized (
            select distinct on (o.id) o.id, o.name_sv from actors.public_organisation o where @held(o)
             order by o.id, o.version desc),
          pair as materialized (
            select distinct on (p.id) p.id, p.region, p.actor_a, p.actor_b, p.shared_training, p.signed_routine,
                   p.adopted_method, p.named_contact, p.synthetic
              from implementation.public_pair p where @held(p) order by p.id, p.version desc)
          select c.region, p.name as region_name, coalesce(a.name_sv, c.actor_a) as a, coalesce(b.name_sv, c.actor_b) as b,
                 c.shared_training, c.signed_routine, c.adopted_method, c.named_contact, c.synthetic,
                 coalesce(c.shared_training, false)::int + coalesce(c.signed_routine, false)::int
                   + coalesce(c.adopted_method, false)::int + coalesce(c.named_contact, false)::int as strength,
                 num_nulls(c.shared_training, c.signed_routine, c.adopted_method, c.named_contact) as unknown
            from pair c
            left join actor a on a.id = c.actor_a
            left join actor b on b.id = c.actor_b
            left join place p on p.code = c.region
           order by strength, unknown desc, c.region, 3, 4\
          """;

  private final Asking asking;

  ChainAround(Asking asking) {
    this.asking = asking;
  }

  private record Pair(String names, String region, long strength, long unknown, Answer.Row row) {}

  @Override
  public int number() {
    return 9;
  }

  @Override
  public Answer answer(AsOf asOf) {
    var pairs =
        asking
            .sql(SQL, asOf)
            .query((rs, n) -> {
              var strength = rs.getLong("strength");
              return new Pair(
                  rs.getString("a") + " – " + rs.getString("b"),
                  rs.getString("region"),
                  strength,
                  rs.getLong("unknown"),
                  Answer.Row.of(
                      rs.getBoolean("synthetic"),
                      Asking.place(rs),
                      rs.getString("a"),
                      rs.getString("b"),
                      yes(rs, "shared_training"),
                      yes(rs, "signed_routine"),
                      yes(rs, "adopted_method"),
                      yes(rs, "named_contact"),
                      strength));
            })
            .list();
    var unknown = pairs.stream().mapToLong(Pair::unknown).sum();
    var missing = new java.util.ArrayList<Answer.Sentence>();
    if (unknown > 0) {
      missing.add(Answer.Sentence.of("question.9.missing-answers", unknown));
    }
    missing.add(Answer.Sentence.of("question.9.missing-pairs"));
    return new Answer(
        9,
        asOf,
        sentence(pairs),
        COLUMNS,
        pairs.stream().map(Pair::row).toList(),
        List.of(),
        missing);
  }

  private static @Nullable Boolean yes(java.sql.ResultSet rs, String column)
      throws java.sql.SQLException {
    return Asking.yes(rs, column);
  }

  /** The pair with the lowest mean strength over its regions; the first by name of several. */
  private static Answer.Sentence sentence(List<Pair> pairs) {
    if (pairs.isEmpty()) {
      return Answer.Sentence.of("question.9.none");
    }
    var byNames = new TreeMap<String, List<Pair>>();
    pairs.forEach(
        it -> byNames.computeIfAbsent(it.names(), names -> new java.util.ArrayList<>()).add(it));
    var weakest =
        byNames.entrySet().stream()
            .min(
                java.util.Comparator.comparingDouble(
                    it -> it.getValue().stream().mapToLong(Pair::strength).average().orElse(0)))
            .orElseThrow();
    var broken = pairs.stream().filter(it -> it.strength() == 0).count();
    return Answer.Sentence.of(
        "question.9.answer",
        weakest.getKey(),
        weakest.getValue().stream().mapToLong(Pair::strength).average().orElse(0),
        broken,
        pairs.size());
  }
}
