package se.samspel.lrs;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** The learning record store as other modules see it. */
@Component
public class Lrs {

  private final StatementTable table;

  Lrs(StatementTable table) {
    this.table = table;
  }

  /**
   * A statement with its place in the log.
   *
   * @param stored its moment, by which the log is ordered
   * @param json the statement as it was stored
   */
  public record Logged(Instant stored, String json) {}

  /**
   * The statements after a moment, in the order of their commit: none earlier ever appears later. A
   * reader that keeps the last moment in the same transaction as what it made of the statements
   * takes each exactly once.
   *
   * @param after the last moment seen; {@link Instant#EPOCH} for the beginning
   * @param limit most statements wanted, 1–1000
   */
  public List<Logged> after(Instant after, int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit is " + limit + ", should be 1–1000");
    }
    return table.after(after, limit).stream()
        .map(it -> new Logged(it.stored(), it.body()))
        .toList();
  }
}
