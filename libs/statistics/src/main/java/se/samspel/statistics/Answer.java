package se.samspel.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operation answers: figures by name, or a refusal that says why. */
public sealed interface Answer {

  /**
   * Figures by field name. A name whose figure has no value is present with null; the field {@code
   * status} says why. Values are numbers, strings, booleans, lists and maps of these, ready for
   * JSON.
   */
  record Given(Map<String, @Nullable Object> fields) implements Answer {
    public Given {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /**
   * No answer.
   *
   * @param code stable, for machines
   * @param sentence English, for people
   */
  record Refused(RefusalCode code, String sentence) implements Answer {}
}
