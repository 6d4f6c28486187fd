package se.samspel.lrs;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.springframework.stereotype.Component;

/** The newest requests that were refused, for the administrators' page. Holds no bodies. */
@Component
class Failures {

  private static final int KEPT = 200;

  private final Clock clock;
  private final Deque<Failure> newest = new ArrayDeque<>();

  Failures(Clock clock) {
    this.clock = clock;
  }

  /**
   * A refused request.
   *
   * @param path below {@code /xapi}, without parameters
   */
  record Failure(Instant at, String method, String path, int status, String reason) {}

  synchronized void note(String method, String path, int status, String reason) {
    if (newest.size() == KEPT) {
      newest.removeLast();
    }
    newest.addFirst(new Failure(clock.instant(), method, path, status, reason));
  }

  synchronized List<Failure> newest() {
    return new ArrayList<>(newest);
  }
}
