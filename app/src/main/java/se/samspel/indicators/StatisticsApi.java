package se.samspel.indicators;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.core.Refused;
import se.samspel.core.Windows;
import se.samspel.statistics.Answer;
import se.samspel.statistics.Operations;
import se.samspel.statistics.RefusalCode;
import se.samspel.ui.Messages;
import se.samspel.ui.Visit;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/**
 * The statistics by name, for anyone: numbers in, figures out, nothing kept.
 *
 * <p>A body is at most 1 MB and an address sends at most so many requests in a minute; a
 * computation gets five seconds.
 */
@RestController
class StatisticsApi {

  private static final int MOST_BYTES = 1_000_000;
  private static final int MOST_A_MINUTE = 3_000;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final String TYPE = "urn:samspel:problem:statistics";
  private static final TypeReference<Map<String, Object>> INPUT = new TypeReference<>() {};

  private final ObjectMapper json;
  private final Windows sent;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Computations compete for the processors; more at once would only make all of them late. */
  private final Semaphore places =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

  StatisticsApi(ObjectMapper json, Clock clock) {
    this.json = json;
    this.sent = new Windows(clock, Duration.ofMinutes(1), MOST_A_MINUTE);
  }

  /**
   * Computes a statistic. The body is the operation's input, the answer its figures with their
   * status and method; an input that can't be used is refused with a stable code.
   */
  @PostMapping("/api/v1/statistics/{operation}")
  @Permit(Permission.PUBLIC)
  ResponseEntity<?> compute(@PathVariable String operation, Visit visit, HttpServletRequest request)
      throws IOException {
    if (!sent.admit(request.getRemoteAddr())) {
      return problem(visit, HttpStatus.TOO_MANY_REQUESTS, "RATE", text(visit, "statistics.rate"));
    }
    var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return problem(
          visit, HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE", text(visit, "statistics.too-large"));
    }
    Map<String, Object> input;
    try {
      input = json.readValue(body, INPUT);
    } catch (JacksonException notAnObject) {
      return problem(visit, HttpStatus.BAD_REQUEST, "NOT_JSON", text(visit, "statistics.not-json"));
    }
    if (input == null) {
      return problem(visit, HttpStatus.BAD_REQUEST, "NOT_JSON", text(visit, "statistics.not-json"));
    }
    return answer(operation, input, visit);
  }

  private ResponseEntity<?> answer(String operation, Map<String, Object> input, Visit visit) {
    var deadline = System.nanoTime() + LONGEST.toNanos();
    try {
      if (!places.tryAcquire(LONGEST.toNanos(), TimeUnit.NANOSECONDS)) {
        return late(visit);
      }
      var working =
          threads.submit(() -> {
            try {
              return Operations.answer(operation, input);
            } finally {
              places.release();
            }
          });
      try {
        return told(
            working.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS), visit);
      } catch (TimeoutException tooLong) {
        working.cancel(true);
        return late(visit);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return late(visit);
    } catch (ExecutionException fault) {
      throw new IllegalStateException("the operation " + operation + " failed", fault.getCause());
    }
  }

  private ResponseEntity<?> told(Answer answer, Visit visit) {
    return switch (answer) {
      case Answer.Given given -> ResponseEntity.ok(given.fields());
      case Answer.Refused refused when refused.code() == RefusalCode.TIME_LIMIT -> late(visit);
      case Answer.Refused refused when refused.code() == RefusalCode.UNKNOWN_OPERATION ->
          throw Refused.notFound();
      case Answer.Refused refused ->
          problem(
              visit, HttpStatus.UNPROCESSABLE_CONTENT, refused.code().name(), refused.sentence());
    };
  }

  private ResponseEntity<?> late(Visit visit) {
    return problem(
        visit, HttpStatus.SERVICE_UNAVAILABLE, "TIME_LIMIT", text(visit, "statistics.late"));
  }

  private static String text(Visit visit, String key) {
    return Messages.get(visit.locale(), key);
  }

  private static ResponseEntity<ProblemDetail> problem(
      Visit visit, HttpStatus status, String code, String detail) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPE));
    problem.setTitle(Messages.get(visit.locale(), "statistics.refused"));
    problem.setInstance(URI.create(visit.path()));
    problem.setProperty("code", code);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
