package se.samspel.lrs;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import se.samspel.core.Windows;
import se.samspel.xapi.Invalid;
import se.samspel.xapi.Version;

/**
 * Everything below {@code /xapi}. A servlet of its own and no page handler, because documents are
 * kept as the bytes that came, of whatever type, and nothing may read a form or a part before it.
 * It asks for credentials of the store, knows no session and no cookie.
 */
class Endpoint extends HttpServlet {

  /** Where it is mounted. */
  static final String PATH = "/xapi";

  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
  private static final long serialVersionUID = 1;

  /**
   * What an answer to a request without a version is headed: such a request was read as of version
   * 0.95, which is refused (1.0.3 part three §3.3 tells clients of 0.95 by the missing header).
   */
  private static final String UNVERSIONED = "0.95";

  // Fewer than the pool has, so that a crowd waits here in a row and nobody there times out.
  private static final int AT_ONCE = 10;

  /** So many wrong credentials an address may send in so long a time. */
  private static final int MOST_GUESSES = 30;

  private static final Duration GUESSING = Duration.ofMinutes(1);

  private final transient StatementResource statements;
  private final transient DocumentResource documents;
  private final transient KnownThings things;
  private final transient Credentials credentials;
  private final transient Writing writing;
  private final transient Optional<Windows> rates;
  private final transient Windows guesses;
  private final transient Failures failures;
  private final transient LrsSettings settings;
  private final transient Semaphore turns = new Semaphore(AT_ONCE, true);

  Endpoint(
      StatementResource statements,
      DocumentResource documents,
      KnownThings things,
      Credentials credentials,
      Writing writing,
      Clock clock,
      Failures failures,
      LrsSettings settings) {
    this.statements = statements;
    this.documents = documents;
    this.things = things;
    this.credentials = credentials;
    this.writing = writing;
    this.rates =
        settings.rate() == 0
            ? Optional.empty()
            : Optional.of(new Windows(clock, Duration.ofSeconds(1), settings.rate()));
    this.guesses = new Windows(clock, GUESSING, MOST_GUESSES);
    this.failures = failures;
    this.settings = settings;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Answers carry the type that the document was sent with, without a charset put to it.
    response.setCharacterEncoding((String) null);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    allowOrigin(request, response);
    if (request.getMethod().equals("OPTIONS")) {
      response.setHeader("Allow", "GET, HEAD, POST, PUT, DELETE, OPTIONS");
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    var version = new Version[1];
    Answer answer;
    try {
      answer = answer(request, version);
    } catch (Refusal refusal) {
      answer = refused(request, refusal.status(), refusal.reason());
      if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
        answer = answer.with("WWW-Authenticate", "Basic realm=\"xAPI\", charset=\"UTF-8\"");
      }
    } catch (Invalid invalid) {
      answer = refused(request, HttpServletResponse.SC_BAD_REQUEST, invalid.reason());
    } catch (DataAccessException down) {
      LOG.error("the store does not answer at {}", request.getRequestURI(), down);
      answer = refused(request, 503, "the store does not answer now; send the request again");
    }
    response.setHeader(
        Version.HEADER, version[0] == null ? unversioned(request) : version[0].number());
    send(request, response, answer);
  }

  private Answer refused(HttpServletRequest request, int status, String reason) {
    failures.note(request.getMethod(), path(request), status, reason);
    return Answer.refusal(status, reason);
  }

  private static String unversioned(HttpServletRequest request) {
    if (request.getHeader(Version.HEADER) != null) {
      return Version.V2.number();
    }
    return path(request).equals("/about") ? Version.V2.number() : UNVERSIONED;
  }

  private static String path(HttpServletRequest request) {
    return Optional.ofNullable(request.getPathInfo()).orElse("");
  }

  private Answer answer(HttpServletRequest request, Version[] version) throws IOException {
    var call = read(request);
    var sentAs = call.header("x-experience-api-version").flatMap(Version::of);
    sentAs.ifPresent(it -> version[0] = it);
    var alternate = call.alternate();
    if (alternate && !sentAs.equals(Optional.of(Version.V2))) {
      call = call.unwrapped();
    }
    var spoken = call.header("x-experience-api-version");
    if (call.path().equals("/about")) {
      version[0] = spoken.flatMap(Version::of).orElse(Version.V2);
      return KnownThings.about(call);
    }
    if (spoken.isEmpty()) {
      throw Refusal.badRequest("the header X-Experience-API-Version is missing");
    }
    var agreed =
        Version.of(spoken.get())
            .orElseThrow(() ->
                Refusal.badRequest(
                    "this store speaks the versions 1.0.3 and 2.0.0 of the Experience API"));
    version[0] = agreed;
    if (agreed == Version.V2 && alternate) {
      throw Refusal.badRequest("version 2.0 has no alternate request syntax");
    }
    return route(call, authenticate(call, request.getRemoteAddr()), agreed);
  }

  private Answer route(Call call, Credential credential, Version version) {
    return switch (call.path()) {
      case "/statements" ->
          switch (call.method()) {
            case "GET", "HEAD" -> inTurn(() -> statements.get(call, credential));
            case "PUT" -> statements.put(call, credential, version);
            case "POST" -> statements.post(call, credential, version);
            default -> throw new Refusal(405, "statements know GET, PUT and POST");
          };
      case "/activities" -> inTurn(() -> things.activity(call, credential));
      case "/agents" -> inTurn(() -> things.person(call, credential));
      case "/activities/state" -> document(Document.Kind.STATE, call, credential, version);
      case "/agents/profile" -> document(Document.Kind.AGENT_PROFILE, call, credential, version);
      case "/activities/profile" ->
          document(Document.Kind.ACTIVITY_PROFILE, call, credential, version);
      default -> throw Refusal.notFound("there is no such resource");
    };
  }

  private Answer document(Document.Kind kind, Call call, Credential credential, Version version) {
    return inTurn(() -> documents.answer(kind, call, credential, version));
  }

  private Answer inTurn(java.util.function.Supplier<Answer> work) {
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private Credential authenticate(Call call, String address) {
    var sent = call.header("authorization");
    if (guesses.full(address)) {
      throw new Refusal(
          429, "too many wrong credentials have come from this address; try again in a minute");
    }
    var credential = sent.flatMap(this::credential);
    if (credential.isEmpty()) {
      sent.ifPresent(wrong -> guesses.admit(address));
      throw new Refusal(401, "the credential is missing, wrong, expired or revoked");
    }
    if (rates.filter(it -> !it.admit(credential.get().key())).isPresent()) {
      throw new Refusal(429, "more than " + settings.rate() + " requests a second");
    }
    return credential.get();
  }

  private Optional<Credential> credential(String header) {
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      var pair =
          new String(
              Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
      var colon = pair.indexOf(':');
      if (colon < 1 || pair.indexOf('\0') >= 0) {
        return Optional.empty();
      }
      turns.acquireUninterruptibly();
      try {
        return credentials.check(pair.substring(0, colon), pair.substring(colon + 1));
      } finally {
        turns.release();
      }
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private Call read(HttpServletRequest request) throws IOException {
    var headers = new LinkedHashMap<String, String>();
    for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
      var name = names.nextElement();
      headers.putIfAbsent(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    var largest = settings.body().toBytes();
    if (request.getContentLengthLong() > largest) {
      throw Refusal.tooLarge("a request may have at most " + largest + " octets");
    }
    var body = request.getInputStream().readNBytes((int) largest + 1);
    if (body.length > largest) {
      throw Refusal.tooLarge("a request may have at most " + largest + " octets");
    }
    var query = Optional.ofNullable(request.getQueryString()).map(Call::query).orElse(Map.of());
    return new Call(request.getMethod(), path(request), query, headers, body);
  }

  private void send(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    if (path(request).equals("/statements")) {
      response.setHeader(
          "X-Experience-API-Consistent-Through", Moments.text(writing.consistentThrough()));
    }
    if (!answer.contentType().isEmpty()) {
      response.setContentType(answer.contentType());
    }
    if (answer.status() != HttpServletResponse.SC_NO_CONTENT) {
      response.setContentLength(answer.body().length);
      if (!request.getMethod().equals("HEAD")) {
        response.getOutputStream().write(answer.body());
      }
    }
  }

  private void allowOrigin(HttpServletRequest request, HttpServletResponse response) {
    var origin = request.getHeader("Origin");
    if (origin == null || !settings.origins().contains(origin)) {
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Vary", "Origin");
    response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE");
    response.setHeader(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, If-Match, If-None-Match, Accept-Language,"
            + " X-Experience-API-Version");
    response.setHeader(
        "Access-Control-Expose-Headers",
        "ETag, Last-Modified, X-Experience-API-Version, X-Experience-API-Consistent-Through");
    response.setHeader("Access-Control-Max-Age", "600");
  }
}
