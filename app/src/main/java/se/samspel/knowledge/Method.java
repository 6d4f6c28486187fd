package se.samspel.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import se.samspel.core.DateSpan;

/**
 * A treatment method or a way of working, with all its names.
 *
 * @param id stable identity: lower case, digits and hyphens
 * @param version from 1
 * @param nameSv the name in Swedish
 * @param synonyms other names for the same method
 * @param population for whom
 * @param programmeRole what the programme has done with it
 */
public record Method(
    String id,
    int version,
    String nameSv,
    Optional<String> nameEn,
    Optional<String> population,
    Optional<String> programmeRole,
    List<String> synonyms,
    DateSpan span,
    Optional<String> source,
    boolean synthetic) {

  private static final Pattern BRACKETS = Pattern.compile("\\(([^)]*)\\)");

  /**
   * Every name it goes by, folded: the Swedish and English names and the synonyms, each with its
   * brackets, without them, and what stands in them.
   */
  List<String> foldedNames() {
    var names = new ArrayList<String>();
    names.add(id);
    names.addAll(forms(nameSv));
    nameEn.ifPresent(name -> names.addAll(forms(name)));
    synonyms.forEach(name -> names.addAll(forms(name)));
    return names.stream().map(Method::fold).filter(it -> !it.isEmpty()).distinct().toList();
  }

  /** Whether it goes by the name, however it is cased and spaced. */
  public boolean isCalled(String name) {
    return foldedNames().contains(fold(name));
  }

  /** Whether one of its names begins with the words. */
  boolean beginsWith(String words) {
    var start = fold(words);
    return !start.isEmpty()
        && foldedNames().stream().anyMatch(name -> (name + " ").startsWith(start + " "));
  }

  /** Whether one of its names, or what it is for, has the text in it. */
  boolean mentions(String text) {
    var part = fold(text);
    return foldedNames().stream().anyMatch(name -> name.contains(part))
        || population.map(Method::fold).filter(it -> it.contains(part)).isPresent();
  }

  /**
   * The synonym that the text points at where it isn't the method's own name; shown so that whoever
   * searched knows that it is the same method.
   */
  Optional<String> synonymFor(String text) {
    var part = fold(text);
    return fold(nameSv).contains(part)
        ? Optional.empty()
        : synonyms.stream().filter(name -> fold(name).contains(part)).findFirst();
  }

  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s\\-–_./]+", " ").strip();
  }

  private static List<String> forms(String name) {
    var forms = new ArrayList<String>();
    forms.add(name);
    forms.add(BRACKETS.matcher(name).replaceAll(" "));
    BRACKETS.matcher(name).results().forEach(found -> forms.add(found.group(1)));
    return forms;
  }
}
