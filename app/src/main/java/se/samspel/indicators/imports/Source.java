package se.samspel.indicators.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.samspel.core.Fields;

/**
 * Where values of indicators come from: reads a file of the source's own form, and where the source
 * is a service asks it. A new source is a bean of this type.
 *
 * <p>The texts that its page shows stand under {@code import.source.<id>.…}.
 */
public interface Source {

  /** In lower case with hyphens; part of the page's address. */
  String id();

  /** What the one who imports chooses, for the form and for machines. */
  List<Choosing> choices();

  /** Which files it reads, as the ends of their names. */
  List<String> endings();

  /** Whether it can be asked over the network. */
  default boolean fetches() {
    return false;
  }

  /**
   * Asks the service. Nothing is stored.
   *
   * @param choices by name, not yet checked
   * @throws Unreadable when the service can't be reached, refuses, or answers with something else
   * @throws se.samspel.core.Refused when a choice is wrong
   */
  default Extract fetch(Map<String, String> choices) {
    throw new IllegalStateException(id() + " can't be asked");
  }

  /**
   * Reads an extract. Nothing is stored.
   *
   * @throws se.samspel.core.Refused when a choice is wrong
   */
  Gathered read(Extract extract, Map<String, String> choices);

  /**
   * A choice that the one who imports makes.
   *
   * @param name as sent; its label is {@code import.choice.<name>} and its hint the same with
   *     {@code .hint}
   * @param type {@code text}, {@code textarea} or {@code select}
   * @param words of a {@code select}; their labels are {@code import.choice.<name>.<word>}
   * @param standard what stands there from the beginning
   * @param required whether it must be filled in
   */
  record Choosing(
      String name, String type, List<String> words, Optional<String> standard, boolean required) {

    static Choosing text(String name, String standard) {
      return new Choosing(
          name, "text", List.of(), Optional.of(standard).filter(it -> !it.isEmpty()), true);
    }

    static Choosing lines(String name, String standard) {
      return new Choosing(
          name, "textarea", List.of(), Optional.of(standard).filter(it -> !it.isEmpty()), true);
    }

    static Choosing among(String name, List<String> words) {
      return new Choosing(name, "select", words, Optional.of(words.getFirst()), true);
    }

    Choosing orNone() {
      return new Choosing(name, type, words, standard, false);
    }
  }

  /** The choices that the source knows, in its own order, blank ones left out. */
  default Map<String, String> own(Map<String, String> sent) {
    var fields = new Fields(sent);
    var own = new java.util.LinkedHashMap<String, String>();
    choices()
        .forEach(it ->
            fields
                .find(it.name())
                .ifPresent(text -> own.put(it.name(), text.replace("\r\n", "\n"))));
    return own;
  }
}
