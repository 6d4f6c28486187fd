package se.samspel.lrs;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import se.samspel.testing.TestApp;
import se.samspel.xapi.Json;
import se.samspel.xapi.Limits;

/** A learning platform that speaks to the store. */
final class Client {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final TestApp app;
  private final String version;
  private final String authorization;

  Client(TestApp app, String version, String key, String secret) {
    this.app = app;
    this.version = version;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  /** An answer, its body as octets. */
  record Reply(int status, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    Json.Members json() {
      return (Json.Members) Json.read(body, Limits.DEFAULT);
    }
  }

  /** Which statements an answer holds, by id, in its order. */
  static java.util.List<String> ids(Reply reply) {
    return reply.json().items("statements").stream()
        .map(it -> ((Json.Members) it).findText("id").orElseThrow())
        .toList();
  }

  static String more(Reply reply) {
    return reply.json().findText("more").orElse("");
  }

  Reply send(String method, String path, Map<String, String> headers, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create(app.url(path)))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    var all = new LinkedHashMap<>(headers);
    all.putIfAbsent("Authorization", authorization);
    all.putIfAbsent("X-Experience-API-Version", version);
    if (body.length > 0) {
      all.putIfAbsent("Content-Type", "application/json");
    }
    all.forEach((name, value) -> {
      if (!value.isEmpty()) {
        request.header(name, value);
      }
    });
    try {
      var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      var found = new LinkedHashMap<String, String>();
      response
          .headers()
          .map()
          .forEach((name, values) ->
              found.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
      return new Reply(response.statusCode(), found, response.body());
    } catch (IOException broken) {
      throw new IllegalStateException(method + " " + path, broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  Reply get(String path) {
    return send("GET", path, Map.of(), new byte[0]);
  }

  Reply post(String path, String body) {
    return send("POST", path, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  Reply put(String path, String body, Map<String, String> headers) {
    return send("PUT", path, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  Reply putStatement(UUID id, String body) {
    return put("/xapi/statements?statementId=" + id, body, Map.of());
  }

  Reply statement(UUID id) {
    return get("/xapi/statements?statementId=" + id);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
