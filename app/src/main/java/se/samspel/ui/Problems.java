package se.samspel.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import se.samspel.core.CurrentPerson;
import se.samspel.core.Refused;

/**
 * The one place where a refusal becomes an answer: an RFC 9457 problem for machines, the same
 * problem as a page for people. Faults of ours answer 500 with a reference and no detail.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";

  /** Start of every problem's {@code type}; the rest is the message key. */
  public static final String TYPE = "urn:samspel:problem:";

  private final Html html;
  private final WebSetup.VisitResolver visits;

  Problems(Html html, WebSetup.VisitResolver visits) {
    this.html = html;
    this.visits = visits;
  }

  /**
   * The page that shows a problem.
   *
   * @param frame title and surroundings
   * @param status HTTP status
   * @param detail what is wrong and what to do
   * @param faults one sentence for each wrong field
   */
  public record ProblemPage(Frame frame, int status, String detail, List<String> faults)
      implements Page {}

  @ExceptionHandler(Refused.class)
  Object refused(Refused refused, HttpServletRequest request) {
    if (asksToSignIn(refused, request)) {
      return answer(request, HttpStatus.UNAUTHORIZED, "refused.sign-in", List.of(), List.of());
    }
    var status =
        switch (refused.kind()) {
          case MALFORMED -> HttpStatus.BAD_REQUEST;
          case FORBIDDEN -> HttpStatus.FORBIDDEN;
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case CONFLICT -> HttpStatus.CONFLICT;
          case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    return answer(request, status, refused.key(), refused.arguments(), refused.faults());
  }

  /**
   * Whether to answer 401: what a visitor may not do, one who signs in perhaps may. People get the
   * page that tells them so, with its link to the sign-in, as 403: a browser knows no way to sign
   * in here by 401.
   */
  private static boolean asksToSignIn(Refused refused, HttpServletRequest request) {
    return refused.kind() == Refused.Kind.FORBIDDEN
        && !CurrentPerson.get().signedIn()
        && !wantsPage(request);
  }

  @ExceptionHandler(Exception.class)
  Object fault(Exception fault, HttpServletRequest request) {
    if (fault instanceof ErrorResponse known) {
      var status = HttpStatus.valueOf(known.getStatusCode().value());
      var key =
          switch (status) {
            case NOT_FOUND -> "refused.not-found";
            case METHOD_NOT_ALLOWED -> "refused.method";
            case UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE -> "refused.media-type";
            case CONTENT_TOO_LARGE -> "refused.too-large";
            default -> status.is4xxClientError() ? "refused.malformed" : "refused.fault";
          };
      return answer(request, status, key, List.of(), List.of());
    }
    if (fault instanceof org.springframework.beans.TypeMismatchException
        || fault instanceof org.springframework.http.converter.HttpMessageNotReadableException
        || unwritable(fault)) {
      return answer(request, HttpStatus.BAD_REQUEST, "refused.malformed", List.of(), List.of());
    }
    var reference = Long.toHexString(System.nanoTime());
    LOG.error("fault {} at {} {}", reference, request.getMethod(), request.getRequestURI(), fault);
    return answer(
        request, HttpStatus.INTERNAL_SERVER_ERROR, "refused.fault", List.of(reference), List.of());
  }

  /** Whether a text was sent with a character that PostgreSQL keeps in no text: U+0000. */
  private static boolean unwritable(Throwable fault) {
    for (var cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException known
          && CHARACTER_NOT_IN_REPERTOIRE.equals(known.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /** The answer to a refusal, as a problem or as a page, by what the caller asked for. */
  Object answer(
      HttpServletRequest request,
      HttpStatus status,
      String key,
      List<Object> arguments,
      List<Refused.FieldFault> faults) {
    var visit = visits.visit(request);
    var locale = visit.locale();
    var detail = Messages.get(locale, key, arguments);
    if (wantsPage(request)) {
      return html.page(
          "ui/problem.jte",
          new ProblemPage(
              visit.frame("problem.title." + status.value()),
              status.value(),
              detail,
              faults.stream().map(it -> Messages.get(locale, it.key(), it.arguments())).toList()),
          status);
    }
    return json(request, locale, status, key, detail, faults);
  }

  private static ResponseEntity<ProblemDetail> json(
      HttpServletRequest request,
      Locale locale,
      HttpStatus status,
      String key,
      String detail,
      List<Refused.FieldFault> faults) {
    var problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPE + key.replace('.', ':')));
    problem.setTitle(Messages.get(locale, "problem.title." + status.value()));
    problem.setInstance(URI.create(request.getRequestURI()));
    if (!faults.isEmpty()) {
      problem.setProperty("errors", faults.stream().map(fault -> error(locale, fault)).toList());
    }
    var answer = ResponseEntity.status(status).header(HttpHeaders.CACHE_CONTROL, "no-store");
    if (status == HttpStatus.UNAUTHORIZED) {
      // RFC 9110 §11.6.1 asks for a challenge; the way in is the session of the sign-in page.
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Cookie realm=\"Samspel\", form-action=\"/login\"");
    }
    return answer
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static Map<String, String> error(Locale locale, Refused.FieldFault fault) {
    var error = new LinkedHashMap<String, String>();
    error.put("field", fault.field());
    error.put("detail", Messages.get(locale, fault.key(), fault.arguments()));
    return error;
  }

  static boolean wantsPage(HttpServletRequest request) {
    if (request.getRequestURI().startsWith("/api/")) {
      return false;
    }
    var accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null || accept.contains("text/html") || accept.contains("*/*");
  }
}
