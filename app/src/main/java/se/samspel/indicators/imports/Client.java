package se.samspel.indicators.imports;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Asks services. It only ever reaches the service that the settings name: an address that an answer
 * gives, or redirects to, must have the same scheme, host and port, whatever stands in the answer.
 */
@Component
class Client {

  /** Largest single answer. */
  static final int MOST_BYTES = 20_000_000;

  /** Most answers of one fetch. */
  static final int MOST_ANSWERS = 200;

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
  private static final Duration LONGEST_FETCH = Duration.ofMinutes(5);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final int MOST_TRIES = 4;
  private static final int MOST_REDIRECTS = 3;

  private final Clock clock;
  private final Pause pause;
  private final Duration longest;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpClient http;

  @Autowired
  Client(Clock clock, Pause pause) {
    this(clock, pause, LONGEST_ANSWER);
  }

  /**
   * @param longest time for one answer
   */
  Client(Clock clock, Pause pause, Duration longest) {
    this.clock = clock;
    this.pause = pause;
    this.longest = longest;
  }

  /**
   * Begins a conversation with the service.
   *
   * @param base its address, from the settings
   */
  Conversation with(String base) {
    return new Conversation(URI.create(base));
  }

  /** The answers of one fetch, in order. */
  final class Conversation {

    private final URI base;
    private final Instant until = clock.instant().plus(LONGEST_FETCH);
    private final List<Extract.Part> parts = new ArrayList<>();
    private int asked;

    private Conversation(URI base) {
      this.base = base;
    }

    /** Reads what is below the service's address. */
    Extract.Part get(String path) {
      return answer(URI.create(base + path), null, Map.of());
    }

    /** Reads an address that an answer named. */
    Extract.Part next(String address, Place where) {
      URI uri;
      try {
        uri = base.resolve(address);
      } catch (IllegalArgumentException notAnAddress) {
        throw new Unreadable(where, "import.fault.next", address);
      }
      if (!same(uri)) {
        throw new Unreadable(where, "import.fault.other-host", address, origin(base));
      }
      if (parts.stream().anyMatch(it -> it.location().equals(uri.toString()))) {
        throw new Unreadable(where, "import.fault.loop", address);
      }
      return answer(uri, null, Map.of());
    }

    /** Asks with a JSON body. */
    Extract.Part post(String path, String body, Map<String, String> headers) {
      return answer(URI.create(base + path), body, headers);
    }

    /** All that was answered. */
    Extract extract() {
      return new Extract(parts.getFirst().location(), clock.instant(), parts);
    }

    private Extract.Part answer(URI uri, @Nullable String body, Map<String, String> headers) {
      if (clock.instant().isAfter(until)) {
        throw new Unreadable(
            Place.whole(uri.toString()), "import.fault.slow", LONGEST_FETCH.toSeconds());
      }
      if (parts.size() >= MOST_ANSWERS) {
        throw new Unreadable(
            Place.whole(uri.toString()), "import.fault.too-many-answers", MOST_ANSWERS);
      }
      var part = new Extract.Part(uri.toString(), ask(uri, body, headers));
      parts.add(part);
      return part;
    }

    private byte[] ask(URI first, @Nullable String body, Map<String, String> headers) {
      var uri = first;
      int redirects = 0;
      for (int tried = 1; ; ) {
        var place = Place.whole(uri.toString());
        if (asked++ > 0) {
          rest(BETWEEN);
        }
        var answer = exchange(request(uri, body, headers), place);
        int status = answer.status();
        if (status == 429 || status == 503) {
          var wait = answer.retryAfter(clock.instant());
          if (tried++ >= MOST_TRIES || wait.compareTo(LONGEST_WAIT) > 0) {
            throw new Unreadable(place, "import.fault.busy", wait.toSeconds());
          }
          rest(wait);
        } else if (status >= 300 && status < 400) {
          uri = redirected(uri, answer, place);
          if (++redirects > MOST_REDIRECTS) {
            throw new Unreadable(place, "import.fault.redirects");
          }
        } else if (status == 404) {
          throw new Unreadable(place, "import.fault.http-404");
        } else if (status != 200) {
          throw new Unreadable(place, "import.fault.http", status);
        } else {
          return answer.bytes(place);
        }
      }
    }

    private URI redirected(URI from, Received answer, Place place) {
      var location = answer.header("Location");
      URI to;
      try {
        to = from.resolve(location);
      } catch (IllegalArgumentException notAnAddress) {
        throw new Unreadable(place, "import.fault.next", location);
      }
      if (!same(to)) {
        throw new Unreadable(place, "import.fault.other-host", location, origin(base));
      }
      return to;
    }

    private boolean same(URI uri) {
      return uri.getUserInfo() == null && origin(uri).equals(origin(base));
    }

    private HttpRequest request(URI uri, @Nullable String body, Map<String, String> headers) {
      var request =
          HttpRequest.newBuilder(uri)
              .header("Accept", "application/json")
              .header("User-Agent", "Samspel");
      headers.forEach(request::header);
      if (body == null) {
        request.GET();
      } else {
        request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
      }
      return request.build();
    }
  }

  private record Received(int status, HttpHeaders headers, byte[] body) {

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /**
     * How long the service asks us to wait: seconds or a moment; a second where it says nothing.
     */
    Duration retryAfter(Instant now) {
      var text = header("Retry-After").strip();
      if (text.matches("\\d{1,6}")) {
        return Duration.ofSeconds(Long.parseLong(text));
      }
      try {
        var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        var wait = Duration.between(now, until);
        return wait.isNegative() ? Duration.ZERO : wait;
      } catch (DateTimeException notAMoment) {
        return Duration.ofSeconds(1);
      }
    }

    byte[] bytes(Place place) {
      if (body.length > MOST_BYTES) {
        throw new Unreadable(place, "import.fault.too-large", MOST_BYTES / 1_000_000);
      }
      if (Texts.isHtml(body)) {
        throw new Unreadable(place, "import.fault.html");
      }
      return body;
    }
  }

  /** Asks and reads the whole answer within the time; a request's own limit ends at its headers. */
  private Received exchange(HttpRequest request, Place place) {
    var asking =
        threads.submit(() -> {
          var response = client().send(request, HttpResponse.BodyHandlers.ofInputStream());
          try (var body = response.body()) {
            return new Received(
                response.statusCode(), response.headers(), body.readNBytes(MOST_BYTES + 1));
          }
        });
    try {
      return asking.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException tooLong) {
      asking.cancel(true);
      throw new Unreadable(place, "import.fault.slow", longest.toSeconds());
    } catch (ExecutionException broken) {
      throw new Unreadable(
          place,
          broken.getCause() instanceof ConnectException
                  || broken.getCause() instanceof HttpConnectTimeoutException
              ? "import.fault.unreached"
              : "import.fault.broken-answer");
    } catch (InterruptedException interrupted) {
      asking.cancel(true);
      Thread.currentThread().interrupt();
      throw new Unreadable(place, "import.fault.unreached");
    }
  }

  private void rest(Duration time) {
    try {
      pause.of(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a service", interrupted);
    }
  }

  private synchronized HttpClient client() {
    // Made when first needed: most processes never ask anybody.
    if (http == null) {
      http =
          HttpClient.newBuilder()
              .connectTimeout(Duration.ofSeconds(10))
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return http;
  }

  private static String origin(URI uri) {
    int port =
        uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    return (uri.getScheme() + "://" + uri.getHost() + ":" + port)
        .toLowerCase(java.util.Locale.ROOT);
  }
}
