package se.samspel.lrs;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many statements came on each day from each source, counted at most once a minute. */
@Component
class Volumes {

  private static final Duration BACK = Duration.ofDays(14);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final LoadingCache<String, List<Volume>> counted =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build(key -> count());

  Volumes(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One day of one source.
   *
   * @param day in Sweden
   * @param authority term of the agent that answers for the statements
   */
  record Volume(LocalDate day, UUID authority, long statements) {}

  /** The last two weeks, the newest day first. */
  List<Volume> recent() {
    return counted.get("recent");
  }

  private List<Volume> count() {
    return jdbc.sql(
            """
            select cast(stored at time zone 'Europe/Stockholm' as date) as day, authority,
                   count(*) as statements
              from lrs.statement where stored > :since
             group by 1, 2 order by 1 desc, 3 desc limit 500\
            """)
        .param("since", Timestamp.from(clock.instant().minus(BACK)))
        .query(Volume.class)
        .list();
  }
}
