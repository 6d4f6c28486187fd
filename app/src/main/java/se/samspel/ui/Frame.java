package se.samspel.ui;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.samspel.core.Person;

/**
 * What the layout needs around every page.
 *
 * @param visit the request
 * @param title of the page, without the product's name
 */
public record Frame(Visit visit, String title) {

  /** A sentence of the interface in the page's language. */
  public String t(String key, Object... arguments) {
    return Messages.get(visit.locale(), key, arguments);
  }

  /** Numbers, dates and money as the page's language writes them. */
  public Numbers numbers() {
    return Numbers.of(visit.locale());
  }

  public Locale locale() {
    return visit.locale();
  }

  public Person person() {
    return visit.person();
  }

  public boolean demo() {
    return visit.demo();
  }

  public String path() {
    return visit.path();
  }

  public String csrfToken() {
    return visit.csrfToken();
  }

  public List<HelpLine> help() {
    return visit.help();
  }

  public Optional<String> notice() {
    return visit.notice().filter(key -> Messages.has(visit.locale(), key)).map(this::t);
  }

  /** Whether the menu entry leads to the part of the site that this page stands in. */
  public boolean within(String prefix) {
    return path().equals(prefix) || path().startsWith(prefix + "/");
  }
}
