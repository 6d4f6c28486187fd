package se.samspel.ui;

import java.util.List;

/**
 * A field of a form that {@code ui/formfields.jte} draws.
 *
 * @param name as sent
 * @param label message key of its label
 * @param hint message key of what helps to fill it in; empty for none
 * @param type {@code text}, {@code textarea}, {@code select}, {@code date}, {@code number} or
 *     {@code hidden}
 * @param choices of a {@code select}
 * @param required whether it must be filled in
 */
public record FormField(
    String name, String label, String hint, String type, List<Choice> choices, boolean required) {

  /** A field that must be filled in. */
  public static FormField required(String name, String label, String type) {
    return new FormField(name, label, "", type, List.of(), true);
  }

  /** A field that may be left empty. */
  public static FormField optional(String name, String label, String type) {
    return new FormField(name, label, "", type, List.of(), false);
  }

  /** Carries a value that the reader doesn't see. */
  public static FormField hidden(String name) {
    return new FormField(name, "", "", "hidden", List.of(), false);
  }

  /** The same field with something that helps to fill it in. */
  public FormField hinted(String key) {
    return new FormField(name, label, key, type, choices, required);
  }

  /** The same field as a choice between the values. */
  public FormField among(List<Choice> values) {
    return new FormField(name, label, hint, "select", values, required);
  }
}
