package se.samspel.ui;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import se.samspel.core.Refused;

/**
 * A form as it is shown: what stands in its fields and what is wrong with them.
 *
 * @param values text by field
 * @param errors sentence by field, in the reader's language
 */
public record Form(Map<String, String> values, Map<String, String> errors) {

  /** With nothing filled in. */
  public static final Form EMPTY = new Form(Map.of(), Map.of());

  /** With the values given. */
  public static Form of(Map<String, String> values) {
    return new Form(values, Map.of());
  }

  /** As it was sent, with what was refused. */
  public static Form refused(Map<String, String> sent, Refused refused, Locale locale) {
    var errors = new LinkedHashMap<String, String>();
    refused
        .faultsByField()
        .forEach((field, fault) ->
            errors.put(field, Messages.get(locale, fault.key(), fault.arguments())));
    if (errors.isEmpty()) {
      errors.put("", Messages.get(locale, refused.key(), refused.arguments()));
    }
    return new Form(sent, errors);
  }

  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  public boolean wrong(String field) {
    return errors.containsKey(field);
  }

  public String error(String field) {
    return errors.getOrDefault(field, "");
  }
}
