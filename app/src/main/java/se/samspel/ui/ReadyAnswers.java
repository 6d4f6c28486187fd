package se.samspel.ui;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import se.samspel.core.Changes;

/**
 * Keeps the pages that visitors have read, ready to be sent again until anything changes or the day
 * does, and the style sheet and scripts for as long as the process lives. Somebody with a session
 * never meets it.
 *
 * <p>An answer is kept with the headers it was sent with, so that a page from here protects its
 * reader as the first one did.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReadyAnswers extends OncePerRequestFilter {

  /** Set on a request by {@link Html} when its page is the same for every visitor. */
  static final String SAME_FOR_ALL = "samspel.same-for-all";

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
  private static final long MOST_BYTES = 64L * 1024 * 1024;
  private static final int WORTH_COMPRESSING = 1024;
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("content-length", "transfer-encoding", "connection", "date", "keep-alive", "vary");

  private final Changes changes;
  private final Clock clock;
  private final boolean keep;
  private final Map<String, Answer> files = new HashMap<>();
  private final Cache<String, Answer> answers =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((String key, Answer answer) -> key.length() + answer.weight())
          .build();

  ReadyAnswers(Changes changes, Clock clock, @Value("${samspel.keep-answers:true}") boolean keep) {
    this.changes = changes;
    this.clock = clock;
    this.keep = keep;
    for (var file : Assets.all()) {
      files.put(file.path(), answer(file));
    }
  }

  /** What an answer was made from; another one makes it stale. */
  private record Made(long mark, LocalDate day) {}

  private record Header(String name, String value) {}

  private record Answer(
      Made made,
      String contentType,
      String tag,
      List<Header> headers,
      byte[] plain,
      byte @Nullable [] compressed) {
    int weight() {
      return plain.length + (compressed == null ? 0 : compressed.length) + 512;
    }
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    var path = request.getRequestURI();
    return !keep
        || !request.getMethod().equals("GET")
        || request.getHeader("Cookie") != null
        || request.getHeader("Authorization") != null
        || (path.equals("/datasets") && String.valueOf(request.getHeader("Accept")).contains("rdf"))
        || path.startsWith("/api/")
        || path.startsWith("/xapi/")
        || path.equals("/health")
        || path.equals("/ready");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var query = request.getQueryString();
    var path = request.getRequestURI();
    var file = files.get(path);
    if (file != null) {
      send(file, request, response);
      return;
    }
    var key = query == null ? path : path + "?" + query;
    var made = new Made(changes.mark(), LocalDate.ofInstant(clock.instant(), SWEDEN));
    var ready = answers.getIfPresent(key);
    if (ready != null && ready.made().equals(made)) {
      send(ready, request, response);
      return;
    }
    chain.doFilter(request, response);
    if (request.getAttribute(SAME_FOR_ALL) instanceof byte[] body
        && response.getStatus() == HttpServletResponse.SC_OK
        && response.getHeader("Set-Cookie") == null) {
      answers.put(key, answer(made, body, response));
    }
  }

  private static Answer answer(Assets.File file) {
    return new Answer(
        new Made(0, LocalDate.EPOCH),
        file.contentType(),
        '"' + file.mark() + '"',
        List.of(
            new Header("Cache-Control", "max-age=31536000, public, immutable"),
            new Header("X-Content-Type-Options", "nosniff"),
            new Header("Cross-Origin-Resource-Policy", "same-origin"),
            new Header("Content-Security-Policy", "default-src 'none'")),
        file.body(),
        compress(file.body()));
  }

  private static Answer answer(Made made, byte[] body, HttpServletResponse response) {
    var headers = new ArrayList<Header>();
    for (var name : response.getHeaderNames()) {
      var lower = name.toLowerCase(Locale.ROOT);
      if (!OF_THE_CONNECTION.contains(lower)
          && !lower.equals("content-type")
          && !lower.equals("etag")) {
        headers.add(new Header(name, String.valueOf(response.getHeader(name))));
      }
    }
    return new Answer(
        made,
        String.valueOf(response.getContentType()),
        String.valueOf(response.getHeader("ETag")),
        List.copyOf(headers),
        body,
        body.length < WORTH_COMPRESSING ? null : compress(body));
  }

  private static void send(Answer answer, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    for (var header : answer.headers()) {
      response.setHeader(header.name(), header.value());
    }
    response.setHeader("ETag", answer.tag());
    response.setHeader("Vary", "Accept-Encoding, Cookie");
    if (answer.tag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(answer.contentType());
    var body = answer.plain();
    var accepted = request.getHeader("Accept-Encoding");
    if (answer.compressed() != null && accepted != null && accepted.contains("gzip")) {
      body = answer.compressed();
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static byte[] compress(byte[] body) {
    var bytes = new ByteArrayOutputStream(body.length / 2);
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
