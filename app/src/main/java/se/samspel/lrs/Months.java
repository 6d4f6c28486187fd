package se.samspel.lrs;

import java.sql.Date;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sees to it that the coming months have a place to lie in before they begin. */
@Component
class Months implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Months.class);
  private static final int AHEAD = 3;
  private static final Duration BETWEEN = Duration.ofHours(6);

  private final JdbcClient jdbc;
  private final Clock clock;
  private volatile Thread watch = new Thread();

  Months(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    make();
  }

  private void make() {
    var month = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
    // The month before too, for a clock that is set back a little.
    for (var m = month.minusMonths(1); !m.isAfter(month.plusMonths(AHEAD)); m = m.plusMonths(1)) {
      jdbc.sql("select lrs.make_month(:month)").param("month", Date.valueOf(m)).query(rs -> {});
    }
  }

  @Override
  public void start() {
    watch = Thread.ofVirtual().name("lrs-months").start(this::keepMaking);
  }

  private void keepMaking() {
    try {
      while (true) {
        Thread.sleep(BETWEEN);
        try {
          make();
        } catch (DataAccessException down) {
          LOG.error("the coming months could not be prepared; tried again later", down);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    watch.interrupt();
  }

  @Override
  public boolean isRunning() {
    return watch.isAlive();
  }
}
