package se.samspel.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import se.samspel.core.AsOf;
import se.samspel.core.Person;
import se.samspel.core.Refused;

/**
 * One request as the pages see it: who reads, in which language, where. Handler methods take it as
 * a parameter.
 */
public final class Visit {

  private final HttpServletRequest request;
  private final Locale locale;
  private final Person person;
  private final LocalDate today;
  private final boolean demo;
  private final Supplier<List<HelpLine>> help;

  Visit(
      HttpServletRequest request,
      Locale locale,
      Person person,
      LocalDate today,
      boolean demo,
      Supplier<List<HelpLine>> help) {
    this.request = request;
    this.locale = locale;
    this.person = person;
    this.today = today;
    this.demo = demo;
    this.help = help;
  }

  /** The frame of a page whose title is a message. */
  public Frame frame(String titleKey, Object... arguments) {
    return titled(Messages.get(locale, titleKey, arguments));
  }

  /** The frame of a page whose title is the name of a thing. */
  public Frame titled(String title) {
    return new Frame(this, title);
  }

  /** Who reads. */
  public Person person() {
    return person;
  }

  /** The language of the page. */
  public Locale locale() {
    return locale;
  }

  /** The day of the visit in Sweden. */
  public LocalDate today() {
    return today;
  }

  /** The path of the page, without query. */
  public String path() {
    return request.getRequestURI();
  }

  /** A query parameter, empty when absent or blank. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(request.getParameter(name)).filter(it -> !it.isBlank());
  }

  /** Whether the address carries the parameter, with or without a value. */
  public boolean queryHas(String name) {
    return request.getParameter(name) != null;
  }

  /**
   * Which day the page is about and what may be known: query {@code dag} (or {@code day}) and
   * {@code kant} (or {@code known}); today and everything where absent. What is sent to be saved is
   * always about today, as its fields may have the same names; {@link #asOfSent} reads them.
   *
   * @throws Refused when either can't be read
   */
  public AsOf asOf() {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      return AsOf.day(today);
    }
    return asOfSent();
  }

  /**
   * The same, read also from a form: for one that asks about a day, as freezing a figure does.
   *
   * @throws Refused when the day or the time can't be read
   */
  public AsOf asOfSent() {
    try {
      var day = query("dag").or(() -> query("day")).map(LocalDate::parse).orElse(today);
      var known = query("kant").or(() -> query("known")).map(Instant::parse);
      if (outside(day)
          || known.filter(it -> outside(it.atZone(ZoneOffset.UTC).toLocalDate())).isPresent()) {
        throw new Refused(Refused.Kind.MALFORMED, "refused.as-of");
      }
      return new AsOf(day, known.orElse(AsOf.NOW_KNOWN));
    } catch (DateTimeParseException notATime) {
      throw new Refused(Refused.Kind.MALFORMED, "refused.as-of");
    }
  }

  /** Days that nobody has an answer about; what waits to be published stands beyond them. */
  private static boolean outside(LocalDate day) {
    return day.getYear() < 1900 || day.getYear() > 2200;
  }

  /** Whether the installation is a demonstration with synthetic data. */
  public boolean demo() {
    return demo;
  }

  /** The token that a form must carry; asking for it opens a session. */
  String csrfToken() {
    var token =
        (org.springframework.security.web.csrf.CsrfToken)
            request.getAttribute(org.springframework.security.web.csrf.CsrfToken.class.getName());
    return token == null ? "" : token.getToken();
  }

  List<HelpLine> help() {
    return help.get();
  }

  /** A sentence shown once after a completed action, carried in the address as a message key. */
  Optional<String> notice() {
    return query("klart").filter(it -> it.matches("[a-z0-9.-]{1,60}")).map(it -> "notice." + it);
  }
}
