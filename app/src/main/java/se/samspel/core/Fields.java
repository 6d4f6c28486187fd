package se.samspel.core;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a form or of a JSON body, and gathers every fault before anything is refused.
 * A field that is wrong gives a stand-in value; {@link #accept} must be called before any is used.
 */
public final class Fields {

  private final Map<String, String> values;
  private final List<Refused.FieldFault> faults = new ArrayList<>();

  /** Fields by name; absent and blank are the same. */
  public Fields(Map<String, String> values) {
    this.values = values;
  }

  /** Fields of a JSON body: names and values in turn, those without a value left out. */
  public static Fields of(@Nullable Object... namesAndValues) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      var value = namesAndValues[i + 1];
      if (value != null) {
        values.put(String.valueOf(namesAndValues[i]), value.toString());
      }
    }
    return new Fields(values);
  }

  /** Text that must be there, at most {@code longest} characters. */
  public String text(String field, int longest) {
    var found = find(field);
    if (found.isEmpty()) {
      fault(field, "field.required");
    }
    return optional(field, longest).orElse("");
  }

  /** Text that may be left out, at most {@code longest} characters. */
  public Optional<String> optional(String field, int longest) {
    var found = find(field);
    if (found.isPresent() && found.get().length() > longest) {
      fault(field, "field.too-long", longest);
    }
    return found;
  }

  /** A day, {@code 2026-11-25}, that must be there. */
  public LocalDate day(String field) {
    if (find(field).isEmpty()) {
      fault(field, "field.required");
    }
    return optionalDay(field).orElse(LocalDate.EPOCH);
  }

  /** A day that may be left out. */
  public Optional<LocalDate> optionalDay(String field) {
    try {
      return find(field).map(LocalDate::parse);
    } catch (DateTimeParseException notADay) {
      fault(field, "field.day");
      return Optional.empty();
    }
  }

  /** A whole number within the bounds that must be there. Spaces between thousands are allowed. */
  public long whole(String field, long least, long most) {
    if (find(field).isEmpty()) {
      fault(field, "field.required");
    }
    return optionalWhole(field, least, most).orElse(least);
  }

  /** A whole number within the bounds that may be left out. */
  public Optional<Long> optionalWhole(String field, long least, long most) {
    return find(field)
        .flatMap(text -> {
          try {
            var number = Long.parseLong(text.replaceAll("[\\s\\u00a0\\u202f]", ""));
            if (number >= least && number <= most) {
              return Optional.of(number);
            }
          } catch (NumberFormatException notANumber) {
            // Told below with the bounds.
          }
          fault(field, "field.whole", least, most);
          return Optional.empty();
        });
  }

  /** A decimal number, comma or point, within the bounds that may be left out. */
  public Optional<Double> optionalDecimal(String field, double least, double most) {
    return find(field)
        .flatMap(text -> {
          try {
            var number =
                Double.parseDouble(text.replaceAll("[\\s\\u00a0\\u202f]", "").replace(',', '.'));
            if (number >= least && number <= most) {
              return Optional.of(number);
            }
          } catch (NumberFormatException notANumber) {
            // Told below with the bounds.
          }
          fault(field, "field.decimal", least, most);
          return Optional.empty();
        });
  }

  /** One of the words given; the first of them stands in when the field is wrong. */
  public String oneOf(String field, List<String> words) {
    var found = find(field);
    if (found.isEmpty()) {
      fault(field, "field.required");
    } else if (!words.contains(found.get())) {
      fault(field, "field.one-of", String.join(", ", words));
    } else {
      return found.get();
    }
    return words.getFirst();
  }

  /** One of an enum's values, written in lower case with hyphens. */
  public <E extends Enum<E>> E oneOf(String field, Class<E> type) {
    var values = Arrays.asList(type.getEnumConstants());
    var codes = values.stream().map(StateMachine::code).toList();
    return values.get(codes.indexOf(oneOf(field, codes)));
  }

  /** A region code of two digits that must be there. */
  public RegionCode region(String field) {
    var found = find(field);
    if (found.isEmpty() || !found.get().matches("\\d{2}")) {
      fault(field, "field.region");
      return new RegionCode("00");
    }
    return new RegionCode(found.get());
  }

  /** Whether a box is ticked: {@code true}; {@code false} or nothing where it is not. */
  public boolean ticked(String field) {
    return find(field).isPresent() && oneOf(field, List.of("false", "true")).equals("true");
  }

  /** The version that the one who edits has seen; stands against lost updates. */
  public int version() {
    return (int) whole("version", 0, Integer.MAX_VALUE);
  }

  /** The field as written, empty when absent or blank. */
  public Optional<String> find(String field) {
    return Optional.ofNullable(values.get(field)).map(String::strip).filter(it -> !it.isEmpty());
  }

  /** Notes a fault that the caller found. */
  public void fault(String field, String key, Object... arguments) {
    faults.add(new Refused.FieldFault(field, key, arguments));
  }

  /**
   * Ends the reading.
   *
   * @throws Refused ({@code INVALID}) with every fault when there is one
   */
  public void accept() {
    if (!faults.isEmpty()) {
      throw Refused.fields(faults);
    }
  }
}
