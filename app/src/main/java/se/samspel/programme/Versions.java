package se.samspel.programme;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.samspel.core.AsOf;

/**
 * A table whose rows are superseded, never changed: a new version is added and the one before says
 * when it was replaced.
 *
 * @param <T> what a row holds
 */
final class Versions<T> {

  /**
   * The table's shape.
   *
   * @param name with its schema
   * @param dated whether rows hold for a span of days
   * @param columns those that {@code cells} gives, in that order; without id, version and moments
   */
  record Shape<T>(
      String name,
      boolean dated,
      List<String> columns,
      RowMapper<T> reader,
      Function<T, String> id,
      Function<T, List<? extends @Nullable Object>> cells) {}

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batch;
  private final Shape<T> shape;
  private final String insert;

  Versions(JdbcClient jdbc, NamedParameterJdbcTemplate batch, Shape<T> shape) {
    this.jdbc = jdbc;
    this.batch = batch;
    this.shape = shape;
    this.insert =
        "insert into %1$s (id, version, recorded_at, %2$s) values (:id, (select coalesce(max(version), 0) + 1 from %1$s where id = :id), :moment, %3$s)"
            .formatted(
                shape.name(),
                String.join(", ", shape.columns()),
                String.join(
                    ", ",
                    IntStream.range(0, shape.columns().size()).mapToObj(i -> ":c" + i).toList()));
  }

  /** The rows that answer. */
  List<T> list(AsOf asOf) {
    return select("true", asOf).query(shape.reader()).list();
  }

  /** The rows as they were known then, whatever days they hold. */
  List<T> everyDay(AsOf asOf) {
    return jdbc.sql(
            "select * from "
                + shape.name()
                + " where recorded_at <= :known and replaced_at > :known order by id")
        .param("known", Timestamp.from(asOf.known()))
        .query(shape.reader())
        .list();
  }

  /** The rows that answer and whose column has the value. */
  List<T> list(String column, String value, AsOf asOf) {
    return select(column + " = :value", asOf).param("value", value).query(shape.reader()).list();
  }

  /** The rows that answer, of those asked for. */
  List<T> list(Collection<String> ids, AsOf asOf) {
    return select("id = any(:ids)", asOf)
        .param("ids", ids.toArray(String[]::new))
        .query(shape.reader())
        .list();
  }

  Optional<T> find(String id, AsOf asOf) {
    return select("id = :id", asOf).param("id", id).query(shape.reader()).stream().findFirst();
  }

  /** The row as it is recorded now, whatever days it holds. */
  Optional<T> newest(String id) {
    return jdbc
        .sql("select * from " + shape.name() + " where id = :id and replaced_at = 'infinity'")
        .param("id", id)
        .query(shape.reader())
        .stream()
        .findFirst();
  }

  /** The rows as they are recorded now, of those asked for. */
  List<T> newest(Collection<String> ids) {
    return jdbc.sql(
            "select * from " + shape.name() + " where id = any(:ids) and replaced_at = 'infinity'")
        .param("ids", ids.toArray(String[]::new))
        .query(shape.reader())
        .list();
  }

  /** Every version, the newest first. */
  List<T> history(String id) {
    return history(id, AsOf.NOW_KNOWN);
  }

  /** The versions that had been recorded then, the newest first. */
  List<T> history(String id, Instant known) {
    return jdbc.sql(
            "select * from "
                + shape.name()
                + " where id = :id and recorded_at <= :known order by version desc")
        .param("id", id)
        .param("known", Timestamp.from(known))
        .query(shape.reader())
        .list();
  }

  private JdbcClient.StatementSpec select(String condition, AsOf asOf) {
    var days = shape.dated() ? " and valid_from <= :day and :day < valid_to" : "";
    var statement =
        jdbc.sql(
                "select * from "
                    + shape.name()
                    + " where "
                    + condition
                    + " and recorded_at <= :known and replaced_at > :known"
                    + days
                    + " order by id")
            .param("known", Timestamp.from(asOf.known()));
    return shape.dated() ? statement.param("day", asOf.day()) : statement;
  }

  /** Supersedes the rows' earlier versions and adds them as the next. */
  void put(Collection<T> rows, Instant moment) {
    end(rows.stream().map(shape.id()).toList(), moment);
    batch.batchUpdate(
        insert,
        rows.stream().map(row -> parameters(row, moment)).toArray(MapSqlParameterSource[]::new));
  }

  private MapSqlParameterSource parameters(T row, Instant moment) {
    var parameters =
        new MapSqlParameterSource()
            .addValue("id", shape.id().apply(row))
            .addValue("moment", Timestamp.from(moment));
    var cells = new ArrayList<@Nullable Object>(shape.cells().apply(row));
    for (int i = 0; i < cells.size(); i++) {
      parameters.addValue("c" + i, cells.get(i));
    }
    return parameters;
  }

  /** Ends the current versions. */
  void end(Collection<String> ids, Instant moment) {
    if (!ids.isEmpty()) {
      jdbc.sql(
              "update "
                  + shape.name()
                  + " set replaced_at = :moment where id = any(:ids) and replaced_at = 'infinity'")
          .param("moment", Timestamp.from(moment))
          .param("ids", ids.toArray(String[]::new))
          .update();
    }
  }
}
