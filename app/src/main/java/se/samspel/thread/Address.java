package se.samspel.thread;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import se.samspel.core.AsOf;
import se.samspel.ui.Visit;

/**
 * An address with its query, from which links to the same page with one thing changed are made.
 *
 * @param query parameters by name, in the order they are written
 */
record Address(String path, Map<String, String> query) {

  /** The address of the visit, with the parameters named where they are there. */
  static Address of(Visit visit, String path, String... names) {
    var query = new LinkedHashMap<String, String>();
    for (var name : names) {
      visit.query(name).ifPresent(it -> query.put(name, it));
    }
    return new Address(path, query);
  }

  Address with(String name, String value) {
    var changed = new LinkedHashMap<>(query);
    changed.put(name, value);
    return new Address(path, changed);
  }

  Address without(String name) {
    var changed = new LinkedHashMap<>(query);
    changed.remove(name);
    return new Address(path, changed);
  }

  Address at(String other) {
    return new Address(other, query);
  }

  /** Bound to a day and a moment, so that it gives the same answer for ever. */
  Address frozen(AsOf asOf) {
    return with("dag", asOf.day().toString()).with("kant", asOf.known().toString());
  }

  /** With the day and the moment of the other, where it has any. */
  Address within(Address other) {
    var changed = new LinkedHashMap<>(query);
    for (var clock : new String[] {"dag", "kant"}) {
      other.value(clock).ifPresent(it -> changed.put(clock, it));
    }
    return new Address(path, changed);
  }

  /** The same with parameters under the names that the API gives them, bound to a moment. */
  Address inApi(String apiPath, AsOf asOf) {
    var changed = new LinkedHashMap<String, String>();
    API_NAMES.forEach(
        (swedish, english) -> value(swedish).ifPresent(it -> changed.put(english, it)));
    changed.put("day", asOf.day().toString());
    changed.put("known", asOf.known().toString());
    return new Address(apiPath, changed);
  }

  private static final Map<String, String> API_NAMES =
      Map.of("mal", "aim", "behov", "need", "grupp", "group");

  Optional<String> value(String name) {
    return Optional.ofNullable(query.get(name));
  }

  @Override
  public String toString() {
    if (query.isEmpty()) {
      return path;
    }
    var text = new StringBuilder(path);
    var mark = '?';
    for (var entry : query.entrySet()) {
      text.append(mark)
          .append(entry.getKey())
          .append('=')
          .append(URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8));
      mark = '&';
    }
    return text.toString();
  }
}
