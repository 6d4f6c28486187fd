package se.samspel.indicators.imports;

import java.util.List;

/**
 * Something that stops an import.
 *
 * @param place where it stands
 * @param key message key of what is wrong and what would be right
 * @param arguments for the message
 */
public record Fault(Place place, String key, List<Object> arguments) {
  public Fault(Place place, String key, Object... arguments) {
    this(place, key, List.of(arguments));
  }
}
