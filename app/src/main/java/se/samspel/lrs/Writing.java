package se.samspel.lrs;

import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes what arrives: one thread, one transaction after the other, each with every request that
 * came in while the last one was being committed. So a single statement waits for no timer, many at
 * once share the cost of one commit, and two writers never block each other. A request is answered
 * after its commit.
 */
@Component
class Writing {

  private static final Logger LOG = LoggerFactory.getLogger(Writing.class);
  private static final int WAITING = 1_024;
  private static final int GROUP = 1_000;

  private final DataSource source;
  private final StatementLog log;
  private final Clock clock;
  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(WAITING);
  private final AtomicInteger underway = new AtomicInteger();
  private final Thread writer;
  private volatile Instant newest = Instant.EPOCH;
  private volatile boolean stopping;

  Writing(DataSource source, StatementLog log, Clock clock) {
    this.source = source;
    this.log = log;
    this.clock = clock;
    this.writer = Thread.ofPlatform().name("lrs-writing").daemon().start(this::work);
  }

  /** Stores the batch and returns when it is on disk. */
  void store(Batch batch) {
    if (stopping) {
      throw new Refusal(503, "the store is stopping; send the request again");
    }
    underway.incrementAndGet();
    try {
      queue.put(batch);
    } catch (InterruptedException interrupted) {
      underway.decrementAndGet();
      Thread.currentThread().interrupt();
      throw new Refusal(503, "the store is stopping; send the request again");
    }
    batch.await();
  }

  /**
   * The moment up to which every statement can be read.
   *
   * <p>Source: xAPI 1.0.3 part three §2.1.3, header {@code X-Experience-API-Consistent-Through}.
   */
  Instant consistentThrough() {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS).minus(1, ChronoUnit.MICROS);
    return underway.get() == 0 ? now : newest;
  }

  private void work() {
    var group = new ArrayList<Batch>();
    while (!stopping || !queue.isEmpty()) {
      try {
        group.clear();
        group.add(queue.take());
        drain(group);
        write(group);
      } catch (InterruptedException stop) {
        // The loop's condition decides whether anything is left to write.
      }
    }
  }

  private void drain(List<Batch> group) {
    var statements = group.getFirst().arrivals().size();
    for (var next = queue.peek();
        next != null && statements + next.arrivals().size() <= GROUP;
        next = queue.peek()) {
      group.add(queue.remove());
      statements += next.arrivals().size();
    }
  }

  private void write(List<Batch> group) {
    try {
      attempt(group);
    } catch (SQLException | RuntimeException fault) {
      if (group.size() == 1) {
        LOG.error("statements could not be stored", fault);
        finish(group.getFirst(), new Refusal(503, "the store can't write now; send it again"));
        return;
      }
      // One request may have spoilt it for the others; alone each gets its own answer.
      LOG.warn("a group of {} requests is stored one by one", group.size(), fault);
      group.forEach(batch -> write(List.of(batch)));
    }
  }

  private void attempt(List<Batch> group) throws SQLException {
    List<StatementLog.Outcome> outcomes;
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        outcomes = log.append(connection, group);
        connection.commit();
      } catch (SQLException | RuntimeException fault) {
        rollBack(connection);
        throw fault;
      } finally {
        connection.setAutoCommit(true);
      }
    }
    for (int i = 0; i < group.size(); i++) {
      var outcome = outcomes.get(i);
      if (outcome.newest().isAfter(newest)) {
        newest = outcome.newest();
      }
    }
    for (int i = 0; i < group.size(); i++) {
      var conflict = outcomes.get(i).conflict();
      if (conflict.isPresent()) {
        finish(
            group.get(i),
            Refusal.conflict("the store holds another statement with the id " + conflict.get()));
      } else {
        underway.decrementAndGet();
        group.get(i).stored();
      }
    }
  }

  private void finish(Batch batch, RuntimeException why) {
    underway.decrementAndGet();
    batch.failed(why);
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException gone) {
      LOG.warn("a broken transaction could not be rolled back: {}", gone.getMessage());
    }
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping = true;
    writer.interrupt();
    writer.join(10_000);
  }
}
