package se.samspel.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.RegionCode;

/**
 * Evidence and regional supplements: what stands behind a recommendation and what is added to it.
 */
@Component
class GroundTable {

  private final JdbcClient jdbc;

  GroundTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Evidence> evidence(AsOf asOf) {
    return jdbc.sql(
            """
            select id, version, title_sv, doi, published_year, certainty, supports, retracted_on, retraction_reason, source, synthetic
              from knowledge.evidence
             where recorded_at <= :known and replaced_at > :known order by title_sv, id\
            """)
        .param("known", Timestamp.from(asOf.known()))
        .query(GroundTable::evidenceRow)
        .list();
  }

  Optional<Evidence> currentEvidence(String id) {
    return evidence(AsOf.day(java.time.LocalDate.EPOCH)).stream()
        .filter(it -> it.id().equals(id))
        .findFirst();
  }

  void replaceEvidence(String id, Instant moment) {
    jdbc.sql(
            "update knowledge.evidence set replaced_at = :moment where id = :id and replaced_at ="
                + " 'infinity'")
        .param("moment", Timestamp.from(moment))
        .param("id", id)
        .update();
  }

  void insert(Evidence evidence, Instant moment) {
    jdbc.sql(
            """
            insert into knowledge.evidence
              (id, version, title_sv, doi, published_year, certainty, supports, retracted_on, retraction_reason, recorded_at, source, synthetic)
            values (:id, 1 + coalesce((select max(version) from knowledge.evidence where id = :id), 0),
              :title, :doi, :year, :certainty, :supports, :retractedOn, :retractionReason, :moment, :source, :synthetic)\
            """)
        .param("id", evidence.id())
        .param("title", evidence.titleSv())
        .param("doi", evidence.doi().orElse(null))
        .param("year", evidence.publishedYear().orElse(null))
        .param("certainty", evidence.certainty().orElse(null))
        .param("supports", evidence.supports().toArray(String[]::new))
        .param("retractedOn", evidence.retractedOn().orElse(null))
        .param("retractionReason", evidence.retractionReason().orElse(null))
        .param("moment", Timestamp.from(moment))
        .param("source", evidence.source().orElse(null))
        .param("synthetic", evidence.synthetic())
        .update();
  }

  List<Supplement> supplements(AsOf asOf) {
    return jdbc.sql(
            """
            select id, version, region, recommendation, edition, part, text_sv, approved_by, valid_from, valid_to, source, synthetic
              from knowledge.supplement
             where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
             order by recommendation, edition, region, id\
            """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query(GroundTable::supplementRow)
        .list();
  }

  Optional<Supplement> currentSupplement(String id) {
    return jdbc.sql(
            """
            select id, version, region, recommendation, edition, part, text_sv, approved_by, valid_from, valid_to, source, synthetic
              from knowledge.supplement where id = :id and replaced_at = 'infinity' order by valid_from desc limit 1\
            """)
        .param("id", id)
        .query(GroundTable::supplementRow)
        .optional();
  }

  void replaceSupplement(String id, Instant moment) {
    jdbc.sql(
            "update knowledge.supplement set replaced_at = :moment where id = :id and replaced_at ="
                + " 'infinity'")
        .param("moment", Timestamp.from(moment))
        .param("id", id)
        .update();
  }

  void insert(Supplement supplement, Instant moment) {
    jdbc.sql(
            """
            insert into knowledge.supplement
              (id, version, region, recommendation, edition, part, text_sv, approved_by, valid_from, valid_to, recorded_at, source, synthetic)
            values (:id, 1 + coalesce((select max(version) from knowledge.supplement where id = :id), 0),
              :region, :number, :edition, :part, :text, :approvedBy, :from, :to, :moment, :source, :synthetic)\
            """)
        .param("id", supplement.id())
        .param("region", supplement.region().value())
        .param("number", supplement.number())
        .param("edition", supplement.edition())
        .param("part", supplement.part())
        .param("text", supplement.textSv())
        .param("approvedBy", supplement.approvedBy().orElse(null))
        .param("from", supplement.span().from())
        .param("to", supplement.span().to())
        .param("moment", Timestamp.from(moment))
        .param("source", supplement.source().orElse(null))
        .param("synthetic", supplement.synthetic())
        .update();
  }

  boolean decisionExists(String id) {
    return jdbc.sql(
                "select count(*) from programme.public_decision where id = :id and replaced_at ="
                    + " 'infinity'")
            .param("id", id)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** A region that holds now. */
  record RegionName(RegionCode code, String name) {}

  List<RegionName> regions() {
    return jdbc.sql(
            """
            select code, name_sv from actors.public_region
             where replaced_at = 'infinity' and valid_to > current_date order by code\
            """)
        .query((rs, n) -> new RegionName(new RegionCode(rs.getString(1)), rs.getString(2)))
        .list();
  }

  private static Evidence evidenceRow(ResultSet rs, int n) throws SQLException {
    return new Evidence(
        rs.getString("id"),
        rs.getInt("version"),
        rs.getString("title_sv"),
        Optional.ofNullable(rs.getString("doi")),
        Optional.ofNullable(rs.getObject("published_year", Integer.class)),
        Optional.ofNullable(rs.getString("certainty")),
        MethodTable.list(rs.getArray("supports")),
        MethodTable.day(rs, "retracted_on"),
        Optional.ofNullable(rs.getString("retraction_reason")),
        Optional.ofNullable(rs.getString("source")),
        rs.getBoolean("synthetic"));
  }

  private static Supplement supplementRow(ResultSet rs, int n) throws SQLException {
    return new Supplement(
        rs.getString("id"),
        rs.getInt("version"),
        new RegionCode(rs.getString("region")),
        rs.getString("recommendation"),
        rs.getInt("edition"),
        rs.getString("part"),
        rs.getString("text_sv"),
        Optional.ofNullable(rs.getString("approved_by")),
        MethodTable.span(rs),
        Optional.ofNullable(rs.getString("source")),
        rs.getBoolean("synthetic"));
  }
}
