package se.samspel.actors;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import se.samspel.core.AsOf;
import se.samspel.core.DateSpan;

/** What every dated row has in common, between the database and the values. */
final class Dated {

  /** Holds the rows that answer {@code :day} as it was {@code :known}. */
  static final String HOLDS =
      " valid_from <= :day and :day < valid_to and recorded_at <= :known and replaced_at > :known";

  private Dated() {}

  static Map<String, Object> params(AsOf asOf) {
    return Map.of("day", asOf.day(), "known", Timestamp.from(asOf.known()));
  }

  static DateSpan span(ResultSet rs) throws SQLException {
    return new DateSpan(
        rs.getObject("valid_from", LocalDate.class), rs.getObject("valid_to", LocalDate.class));
  }

  static Optional<String> text(ResultSet rs, String column) throws SQLException {
    return Optional.ofNullable(rs.getString(column));
  }

  static Optional<Integer> whole(ResultSet rs, String column) throws SQLException {
    var number = rs.getInt(column);
    return rs.wasNull() ? Optional.empty() : Optional.of(number);
  }
}
