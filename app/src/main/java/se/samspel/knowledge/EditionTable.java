package se.samspel.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;

/** The editions of the recommendations and the steps that each has taken. */
@Component
class EditionTable {

  private final JdbcClient jdbc;

  EditionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Every edition that had taken a first step by then, by number and edition. */
  List<Edition> asOf(AsOf asOf) {
    return jdbc.sql(
            """
            select r.id, r.edition, r.revision, r.title_sv, r.title_en, r.text_sv, r.adopted, r.adopted_by, r.basis, r.strength,
                   r.direction, r.certainty, r.review_due, r.valid_from, r.valid_to, r.source, r.synthetic, s.to_state
              from knowledge.recommendation r
              cross join lateral (
                select t.to_state from knowledge.transition t
                 where t.kind = 'recommendation' and t.id = r.id || '/' || r.edition
                   and t.day <= :day and t.recorded_at <= :known
                 order by t.day desc, t.recorded_at desc, t.seq desc limit 1) s
             where r.recorded_at <= :known and r.replaced_at > :known
             order by length(r.id), r.id, r.edition\
            """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query(EditionTable::row)
        .list();
  }

  /** The editions of one number as they are now known, whatever the day, by edition. */
  List<Edition> current(String number) {
    return asOf(AsOf.day(LocalDate.of(9999, 1, 1))).stream()
        .filter(it -> it.number().equals(number))
        .toList();
  }

  void replace(String number, int edition, Instant moment) {
    jdbc.sql(
            """
            update knowledge.recommendation set replaced_at = :moment
             where id = :number and edition = :edition and replaced_at = 'infinity'\
            """)
        .param("moment", Timestamp.from(moment))
        .param("number", number)
        .param("edition", edition)
        .update();
  }

  void insert(Edition edition, Instant moment) {
    jdbc.sql(
            """
            insert into knowledge.recommendation
              (id, edition, revision, title_sv, title_en, text_sv, adopted, adopted_by, basis, strength, direction, certainty,
               review_due, valid_from, valid_to, recorded_at, source, synthetic)
            values (:number, :edition,
              1 + coalesce((select max(revision) from knowledge.recommendation where id = :number and edition = :edition), 0),
              :titleSv, :titleEn, :textSv, :adopted, :adoptedBy, :basis, :strength, :direction, :certainty,
              :reviewDue, :from, :to, :moment, :source, :synthetic)\
            """)
        .param("number", edition.number())
        .param("edition", edition.edition())
        .param("titleSv", edition.titleSv())
        .param("titleEn", edition.titleEn().orElse(null))
        .param("textSv", edition.textSv().orElse(null))
        .param("adopted", edition.adopted().orElse(null))
        .param("adoptedBy", edition.adoptedBy().orElse(null))
        .param("basis", edition.basis().toArray(String[]::new))
        .param("strength", edition.strength().orElse(null))
        .param("direction", edition.direction().orElse(null))
        .param("certainty", edition.certainty().orElse(null))
        .param("reviewDue", edition.reviewDue().orElse(null))
        .param("from", edition.span().from())
        .param("to", edition.span().to())
        .param("moment", Timestamp.from(moment))
        .param("source", edition.source().orElse(null))
        .param("synthetic", edition.synthetic())
        .update();
  }

  void insert(EditorialStep step, Instant moment) {
    jdbc.sql(
            """
            insert into knowledge.transition
              (kind, id, from_state, to_state, day, recorded_at, actor, reason, decision, involvement, synthetic)
            values ('recommendation', :id, :from, :to, :day, :moment, :actor, :reason, :decision, :involvement, :synthetic)\
            """)
        .param("id", step.number() + "/" + step.edition())
        .param("from", step.from().map(EditionState::code).orElse(null))
        .param("to", step.to().code())
        .param("day", step.day())
        .param("moment", Timestamp.from(moment))
        .param("actor", step.actor())
        .param("reason", step.reason())
        .param("decision", step.decision().orElse(null))
        .param("involvement", step.involvement().orElse(null))
        .param("synthetic", step.synthetic())
        .update();
  }

  /** The steps of one edition in the order of their days. */
  List<EditorialStep> steps(String number, int edition, AsOf asOf) {
    return jdbc.sql(
            """
            select from_state, to_state, day, actor, reason, decision, involvement, synthetic
              from knowledge.transition
             where kind = 'recommendation' and id = :id and day <= :day and recorded_at <= :known
             order by day, recorded_at, seq\
            """)
        .param("id", number + "/" + edition)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((rs, n) ->
            new EditorialStep(
                number,
                edition,
                Optional.ofNullable(rs.getString("from_state")).map(EditionState::ofCode),
                EditionState.ofCode(rs.getString("to_state")),
                rs.getDate("day").toLocalDate(),
                rs.getString("actor"),
                rs.getString("reason"),
                Optional.ofNullable(rs.getString("decision")),
                Optional.ofNullable(rs.getString("involvement")),
                rs.getBoolean("synthetic")))
        .list();
  }

  private static Edition row(ResultSet rs, int n) throws SQLException {
    return new Edition(
        rs.getString("id"),
        rs.getInt("edition"),
        rs.getInt("revision"),
        rs.getString("title_sv"),
        Optional.ofNullable(rs.getString("title_en")),
        Optional.ofNullable(rs.getString("text_sv")),
        Optional.ofNullable(rs.getString("adopted")),
        Optional.ofNullable(rs.getString("adopted_by")),
        MethodTable.list(rs.getArray("basis")),
        Optional.ofNullable(rs.getString("strength")),
        Optional.ofNullable(rs.getString("direction")),
        Optional.ofNullable(rs.getString("certainty")),
        MethodTable.day(rs, "review_due"),
        MethodTable.span(rs),
        EditionState.ofCode(rs.getString("to_state")),
        Optional.ofNullable(rs.getString("source")),
        rs.getBoolean("synthetic"));
  }
}
