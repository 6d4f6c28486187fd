package se.samspel.lrs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import se.samspel.xapi.Json;

/**
 * What a resource answers.
 *
 * @param status of HTTP
 * @param headers beside those that every answer has
 * @param contentType of the body; empty where there is none
 * @param body may be empty
 */
record Answer(int status, Map<String, String> headers, String contentType, byte[] body) {

  private static final byte[] NOTHING = {};
  // RFC 9110 §5.6.7: two digits for the day, which the formatter of the JDK doesn't give.
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer noContent() {
    return new Answer(204, Map.of(), "", NOTHING);
  }

  static Answer json(String json) {
    return new Answer(200, Map.of(), "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  static Answer of(String contentType, byte[] body) {
    return new Answer(200, Map.of(), contentType, body);
  }

  static Answer refusal(int status, String reason) {
    var problem = new LinkedHashMap<String, Json>();
    problem.put("type", Json.text("urn:samspel:problem:xapi"));
    problem.put("status", new Json.Numeral(Integer.toString(status)));
    problem.put("detail", Json.text(reason));
    return new Answer(
        status,
        Map.of(),
        "application/problem+json",
        new Json.Members(problem).write().getBytes(StandardCharsets.UTF_8));
  }

  Answer with(String header, String value) {
    var changed = new LinkedHashMap<>(headers);
    changed.put(header, value);
    return new Answer(status, changed, contentType, body);
  }

  Answer lastModified(Instant moment) {
    return with("Last-Modified", HTTP_DATE.format(moment));
  }
}
