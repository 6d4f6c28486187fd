package se.samspel.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * @param inSwedish both of these in Swedish, where they are written in another language
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
    boolean synthetic,
    InSwedish inSwedish) {

  /** A method's words in Swedish; empty where what is written is Swedish already. */
  public record InSwedish(Optional<String> population, Optional<String> programmeRole) {

    /** What is written is Swedish already, or has not been translated. */
    public static final InSwedish NONE = new InSwedish(Optional.empty(), Optional.empty());
  }

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

  String name(Locale locale) {
    return swedish(locale) ? nameSv : nameEn.orElse(nameSv);
  }

  /** For whom, in the language, or as it is written where there is no translation. */
  Optional<String> population(Locale locale) {
    return swedish(locale) ? inSwedish.population().or(() -> population) : population;
  }

  Optional<String> programmeRole(Locale locale) {
    return swedish(locale) ? inSwedish.programmeRole().or(() -> programmeRole) : programmeRole;
  }

  private static boolean swedish(Locale locale) {
    return locale.getLanguage().equals("sv");
  }

  /** Whether one of its names, or what it is for, has the text in it. */
  boolean mentions(String text) {
    var part = fold(text);
    return foldedNames().stream().anyMatch(name -> name.contains(part))
        || Stream.of(population, inSwedish.population())
            .flatMap(Optional::stream)
            .anyMatch(it -> fold(it).contains(part));
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
