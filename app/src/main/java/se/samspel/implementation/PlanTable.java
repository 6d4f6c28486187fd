package se.samspel.implementation;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;
import se.samspel.core.RegionCode;
import se.samspel.core.StateMachine;

/** Regional plans and their documents in PostgreSQL. */
@Component
class PlanTable {

  private final JdbcClient jdbc;

  PlanTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Plan> plans(Optional<RegionCode> region, Optional<String> id, AsOf asOf) {
    var items = items(asOf);
    return jdbc.sql(
            """
            select * from implementation.plan
             where (cast(:region as text) is null or region = :region) and (cast(:id as text) is null or id = :id)
               and recorded_at <= :known and replaced_at > :known
             order by region, valid_from desc, id\
            """)
        .param("region", region.map(RegionCode::value).orElse(null))
        .param("id", id.orElse(null))
        .param("known", Timestamp.from(asOf.known()))
        .query((rs, n) ->
            new Plan(
                rs.getString("id"),
                rs.getInt("version"),
                new RegionCode(rs.getString("region")),
                rs.getString("title_sv"),
                TrackTable.read(PlanState.class, rs.getString("state")),
                Optional.ofNullable(rs.getObject("adopted_on", LocalDate.class)),
                TrackTable.optional(rs, "diary_number"),
                TrackTable.optional(rs, "document"),
                TrackTable.optional(rs, "involvement"),
                new DateSpan(
                    rs.getObject("valid_from", LocalDate.class),
                    rs.getObject("valid_to", LocalDate.class)),
                items.getOrDefault(rs.getString("id"), List.of()),
                TrackTable.optional(rs, "source"),
                rs.getBoolean("synthetic")))
        .list();
  }

  private Map<String, List<Plan.Item>> items(AsOf asOf) {
    var items = new HashMap<String, List<Plan.Item>>();
    jdbc.sql(
            """
            select plan, recommendation, edition, how_sv from implementation.plan_item
             where recorded_at <= :known and replaced_at > :known order by plan, recommendation\
            """)
        .param("known", Timestamp.from(asOf.known()))
        .query((ResultSet rs) -> {
          items
              .computeIfAbsent(rs.getString("plan"), it -> new ArrayList<>())
              .add(
                  new Plan.Item(
                      rs.getString("recommendation"),
                      rs.getInt("edition"),
                      rs.getString("how_sv")));
        });
    return items;
  }

  /** Ends the plan's current row and items. */
  void replace(String id, Instant moment) {
    for (var sql :
        List.of(
            "update implementation.plan set replaced_at = :moment where id = :id and replaced_at = 'infinity'",
            "update implementation.plan_item set replaced_at = :moment where plan = :id and replaced_at = 'infinity'")) {
      jdbc.sql(sql).param("moment", Timestamp.from(moment)).param("id", id).update();
    }
  }

  void add(Plan plan, Instant moment) {
    jdbc.sql(
            """
            insert into implementation.plan (id, version, region, title_sv, state, adopted_on, diary_number, document,
              involvement, valid_from, valid_to, recorded_at, source, synthetic)
            values (:id, :version, :region, :title, :state, :adopted, :diary, :document,
              :involvement, :from, :to, :moment, :source, :synthetic)\
            """)
        .param("id", plan.id())
        .param("version", plan.version())
        .param("region", plan.region().value())
        .param("title", plan.title())
        .param("state", StateMachine.code(plan.state()))
        .param("adopted", plan.adoptedOn().orElse(null))
        .param("diary", plan.diaryNumber().orElse(null))
        .param("document", plan.document().orElse(null))
        .param("involvement", plan.involvement().orElse(null))
        .param("from", plan.span().from())
        .param("to", plan.span().to())
        .param("moment", Timestamp.from(moment))
        .param("source", plan.source().orElse(null))
        .param("synthetic", plan.synthetic())
        .update();
    for (var item : plan.items()) {
      jdbc.sql(
              """
              insert into implementation.plan_item (plan, region, recommendation, edition, how_sv, recorded_at, synthetic)
              values (:plan, :region, :recommendation, :edition, :how, :moment, :synthetic)\
              """)
          .param("plan", plan.id())
          .param("region", plan.region().value())
          .param("recommendation", item.recommendation())
          .param("edition", item.edition())
          .param("how", item.how())
          .param("moment", Timestamp.from(moment))
          .param("synthetic", plan.synthetic())
          .update();
    }
  }

  void step(Plan plan, PlanState to, LocalDate day, String actor, String reason, Instant moment) {
    jdbc.sql(
            """
            insert into implementation.transition (id, region, from_state, to_state, day, recorded_at, actor, reason)
            values (:id, :region, :from, :to, :day, :moment, :actor, :reason)\
            """)
        .param("id", plan.id())
        .param("region", plan.region().value())
        .param("from", plan.state() == to ? null : StateMachine.code(plan.state()))
        .param("to", StateMachine.code(to))
        .param("day", day)
        .param("moment", Timestamp.from(moment))
        .param("actor", actor)
        .param("reason", reason)
        .update();
  }

  void add(String id, RegionCode region, Document document, String sha256, Instant moment) {
    jdbc.sql(
            """
            insert into implementation.document (id, region, name, media_type, sha256, content, recorded_at)
            values (:id, :region, :name, :type, :sha, :content, :moment)\
            """)
        .param("id", id)
        .param("region", region.value())
        .param("name", document.name())
        .param("type", document.mediaType())
        .param("sha", sha256)
        .param("content", document.content())
        .param("moment", Timestamp.from(moment))
        .update();
  }

  Optional<Document> document(String id) {
    return jdbc.sql("select name, media_type, content from implementation.document where id = :id")
        .param("id", id)
        .query((rs, n) ->
            new Document(rs.getString("name"), rs.getString("media_type"), rs.getBytes("content")))
        .optional();
  }
}
