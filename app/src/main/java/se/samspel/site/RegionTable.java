package se.samspel.site;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.samspel.core.AsOf;
import se.samspel.core.RegionCode;

/** What a region page says before its chapters, from the views that modules publish. */
@Component
class RegionTable {

  private final JdbcClient jdbc;

  RegionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A region's head.
   *
   * @param letter county letter
   * @param population inhabitants, empty where no source gives them
   * @param populationOn the day they were counted
   * @param row place in the tile grid, from 1
   * @param column place in the tile grid, from 1
   */
  record Head(
      RegionCode code,
      String letter,
      String name,
      String county,
      Optional<Integer> population,
      Optional<LocalDate> populationOn,
      int row,
      int column,
      Optional<String> source) {}

  /** The regions of the day. */
  @Transactional(readOnly = true)
  public List<Head> all(AsOf asOf) {
    return jdbc.sql(
            """
            select * from actors.public_region
             where valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known
             order by code\
            """)
        .param("day", asOf.day())
        .param("known", Timestamp.from(asOf.known()))
        .query((rs, n) ->
            new Head(
                new RegionCode(rs.getString("code")),
                rs.getString("letter"),
                rs.getString("name_sv"),
                rs.getString("county_sv"),
                Optional.ofNullable(rs.getObject("population", Integer.class)),
                Optional.ofNullable(rs.getObject("population_on", LocalDate.class)),
                rs.getInt("tile_row"),
                rs.getInt("tile_col"),
                Optional.ofNullable(rs.getString("source"))))
        .list();
  }
}
