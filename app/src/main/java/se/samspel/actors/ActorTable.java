package se.samspel.actors;

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
import se.samspel.core.RegionCode;

/** Regions, municipalities, organisations, units and contacts, dated on two clocks. */
@Component
class ActorTable {

  private final JdbcClient jdbc;

  ActorTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Region> regions(AsOf asOf) {
    return jdbc.sql("select * from actors.region where" + Dated.HOLDS + " order by code")
        .params(Dated.params(asOf))
        .query((rs, n) ->
            new Region(
                new RegionCode(rs.getString("code")),
                rs.getString("letter"),
                rs.getString("name_sv"),
                rs.getString("county_sv"),
                Dated.whole(rs, "population"),
                Optional.ofNullable(rs.getObject("population_on", LocalDate.class)),
                rs.getInt("tile_row"),
                rs.getInt("tile_col"),
                Dated.span(rs),
                Dated.text(rs, "source"),
                rs.getBoolean("synthetic")))
        .list();
  }

  List<Municipality> municipalities(AsOf asOf) {
    return jdbc.sql("select * from actors.municipality where" + Dated.HOLDS + " order by name_sv")
        .params(Dated.params(asOf))
        .query((rs, n) ->
            new Municipality(
                rs.getString("id"),
                rs.getString("name_sv"),
                new RegionCode(rs.getString("region")),
                Dated.span(rs),
                Dated.text(rs, "source"),
                rs.getBoolean("synthetic")))
        .list();
  }

  List<Organisation> organisations(AsOf asOf) {
    return jdbc.sql("select * from actors.organisation where" + Dated.HOLDS + " order by name_sv")
        .params(Dated.params(asOf))
        .query((rs, n) ->
            new Organisation(
                rs.getString("id"),
                rs.getString("kind"),
                rs.getString("name_sv"),
                Dated.text(rs, "name_en"),
                rs.getString("chain_link"),
                rs.getInt("version"),
                Dated.span(rs),
                Dated.text(rs, "source"),
                rs.getBoolean("synthetic")))
        .list();
  }

  List<Unit> units(AsOf asOf, Optional<RegionCode> region) {
    return jdbc.sql(
            "select * from actors.unit where"
                + Dated.HOLDS
                + (region.isPresent() ? " and region = :region" : "")
                + " order by region, name_sv, id")
        .params(Dated.params(asOf))
        .param("region", region.map(RegionCode::value).orElse(""))
        .query((rs, n) -> unit(rs))
        .list();
  }

  Optional<Unit> unit(String id, AsOf asOf) {
    return jdbc.sql("select * from actors.unit where id = :id and" + Dated.HOLDS)
        .params(Dated.params(asOf))
        .param("id", id)
        .query((rs, n) -> unit(rs))
        .optional();
  }

  /** What is known now of the unit, of every day. */
  List<Unit> currentUnit(String id) {
    return jdbc.sql(
            """
            select * from actors.unit where id = :id and replaced_at = 'infinity'
             order by valid_from\
            """)
        .param("id", id)
        .query((rs, n) -> unit(rs))
        .list();
  }

  /** The unit's versions, the newest first, as they were recorded. */
  List<Unit> unitHistory(String id) {
    return jdbc.sql(
            """
            select * from actors.unit where id = :id
             order by recorded_at desc, valid_from desc\
            """)
        .param("id", id)
        .query((rs, n) -> unit(rs))
        .list();
  }

  /** Ends what is known of the unit and puts the given in its place. */
  void replaceUnit(Optional<Unit> old, List<Unit> news, Instant moment) {
    old.ifPresent(unit ->
        jdbc.sql(
                """
                update actors.unit set replaced_at = :moment
                 where id = :id and valid_from = :from and replaced_at = 'infinity'\
                """)
            .param("moment", Timestamp.from(moment))
            .param("id", unit.id())
            .param("from", unit.span().from())
            .update());
    for (var unit : news) {
      jdbc.sql(
              """
              insert into actors.unit
                (id, version, region, municipality, actor_type, name_sv, staff,
                 valid_from, valid_to, recorded_at, source, synthetic)
              values (:id, :version, :region, :municipality, :actorType, :name, :staff,
                 :from, :to, :moment, :source, :synthetic)\
              """)
          .param("id", unit.id())
          .param("version", unit.version())
          .param("region", unit.region().value())
          .param("municipality", unit.municipality().orElse(null))
          .param("actorType", unit.actorType())
          .param("name", unit.name())
          .param("staff", unit.staff().orElse(null))
          .param("from", unit.span().from())
          .param("to", unit.span().to())
          .param("moment", Timestamp.from(moment))
          .param("source", unit.source().orElse(null))
          .param("synthetic", unit.synthetic())
          .update();
    }
  }

  List<Contact> contacts(AsOf asOf, Optional<RegionCode> region) {
    return jdbc.sql(
            "select * from actors.contact where"
                + Dated.HOLDS
                + (region.isPresent() ? " and region = :region" : "")
                + " order by region, function_sv, id")
        .params(Dated.params(asOf))
        .param("region", region.map(RegionCode::value).orElse(""))
        .query((rs, n) -> contact(rs))
        .list();
  }

  /** What is known now of the contact, of every day. */
  List<Contact> currentContact(String id) {
    return jdbc.sql(
            """
            select * from actors.contact where id = :id and replaced_at = 'infinity'
             order by valid_from\
            """)
        .param("id", id)
        .query((rs, n) -> contact(rs))
        .list();
  }

  /** The contact's versions, the newest first, as they were recorded. */
  List<Contact> contactHistory(String id) {
    return jdbc.sql(
            """
            select * from actors.contact where id = :id
             order by recorded_at desc, valid_from desc\
            """)
        .param("id", id)
        .query((rs, n) -> contact(rs))
        .list();
  }

  /** Ends what is known of the contact and puts the given in its place. */
  void replaceContact(Optional<Contact> old, List<Contact> news, Instant moment) {
    old.ifPresent(contact ->
        jdbc.sql(
                """
                update actors.contact set replaced_at = :moment
                 where id = :id and valid_from = :from and replaced_at = 'infinity'\
                """)
            .param("moment", Timestamp.from(moment))
            .param("id", contact.id())
            .param("from", contact.span().from())
            .update());
    for (var contact : news) {
      jdbc.sql(
              """
              insert into actors.contact
                (id, version, region, function_sv, address,
                 valid_from, valid_to, recorded_at, source, synthetic)
              values (:id, :version, :region, :function, :address,
                 :from, :to, :moment, :source, :synthetic)\
              """)
          .param("id", contact.id())
          .param("version", contact.version())
          .param("region", contact.region().value())
          .param("function", contact.function())
          .param("address", contact.address())
          .param("from", contact.span().from())
          .param("to", contact.span().to())
          .param("moment", Timestamp.from(moment))
          .param("source", contact.source().orElse(null))
          .param("synthetic", contact.synthetic())
          .update();
    }
  }

  private static Unit unit(ResultSet rs) throws SQLException {
    return new Unit(
        rs.getString("id"),
        new RegionCode(rs.getString("region")),
        Dated.text(rs, "municipality"),
        rs.getString("actor_type"),
        rs.getString("name_sv"),
        Dated.whole(rs, "staff"),
        rs.getInt("version"),
        Dated.span(rs),
        Dated.text(rs, "source"),
        rs.getBoolean("synthetic"));
  }

  private static Contact contact(ResultSet rs) throws SQLException {
    return new Contact(
        rs.getString("id"),
        new RegionCode(rs.getString("region")),
        rs.getString("function_sv"),
        rs.getString("address"),
        rs.getInt("version"),
        Dated.span(rs),
        Dated.text(rs, "source"),
        rs.getBoolean("synthetic"));
  }
}
