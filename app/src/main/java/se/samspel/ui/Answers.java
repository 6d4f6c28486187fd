package se.samspel.ui;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;
import se.samspel.core.Refused;

/** How a form that was sent is answered. */
public final class Answers {

  private Answers() {}

  /**
   * Leads on to the page that shows what was done (303).
   *
   * @param path beginning with {@code /}, without query
   * @param done the part of the message key after {@code notice.}
   */
  public static View done(String path, String done) {
    var view = new RedirectView(path + "?klart=" + done);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setExposeModelAttributes(false);
    return view;
  }

  /**
   * The status of a form that is shown again: 422 for wrong fields, 409 where somebody was faster
   * or the step isn't allowed.
   *
   * @throws Refused itself when the form is of no use: not for this person, or about nothing
   */
  public static HttpStatus again(Refused refused) {
    return switch (refused.kind()) {
      case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
      case CONFLICT -> HttpStatus.CONFLICT;
      case MALFORMED, FORBIDDEN, NOT_FOUND -> throw refused;
    };
  }
}
