package se.samspel.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A browser without JavaScript: keeps cookies, fills forms, does not follow redirects by itself.
 */
public final class Reader {

  private final TestApp app;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Reader(TestApp app) {
    this.app = app;
  }

  /** An answer. */
  public record Answer(int status, String body, HttpResponse<String> response) {
    public Document html() {
      return Jsoup.parse(body);
    }

    /** The text of the page's main part. */
    public String text() {
      var main = html().selectFirst("main");
      return main == null ? html().text() : main.text();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Answer get(String path) {
    return get(path, "text/html");
  }

  public Answer get(String path, String accept) {
    return send(HttpRequest.newBuilder(URI.create(app.url(path))).header("Accept", accept).GET());
  }

  public Answer json(String path) {
    return get(path, "application/json");
  }

  /**
   * Submits the page's form that leads to {@code action}: its own fields as they stand, with the
   * given ones instead or beside.
   *
   * @param page where the form stands
   * @param action the form's address
   */
  public Answer submit(String page, String action, Map<String, String> fields) {
    var form = get(page).html().selectFirst("form[action=\"" + action + "\"]");
    if (form == null) {
      throw new AssertionError("the page " + page + " has no form to " + action);
    }
    var all = new LinkedHashMap<String, String>();
    for (var field : form.select("input[name], textarea[name], select[name]")) {
      if (field.attr("type").matches("checkbox|radio") && !field.hasAttr("checked")) {
        continue;
      }
      var value =
          switch (field.tagName()) {
            case "textarea" -> field.wholeText();
            case "select" -> field.select("option[selected]").attr("value");
            default -> field.attr("value");
          };
      all.put(field.attr("name"), value);
    }
    all.putAll(fields);
    return post(action, all);
  }

  /** Posts fields as they are; {@link #submit} is what a person does. */
  public Answer post(String path, Map<String, String> fields) {
    var body =
        fields.entrySet().stream()
            .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(URI.create(app.url(path)))
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Sends any request, with the cookies of this reader. */
  public Answer send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  public String url(String path) {
    return app.url(path);
  }

  void signIn(String username) {
    var page = get("/login").html();
    var form = page.selectFirst("form:has(input[value=\"" + username + "\"])");
    if (form == null) {
      throw new AssertionError("there is no demo account " + username);
    }
    var fields = new LinkedHashMap<String, String>();
    form.select("input[name]").forEach(it -> fields.put(it.attr("name"), it.attr("value")));
    var answer = post("/login", fields);
    if (answer.status() != 302 || answer.header("Location").contains("fel")) {
      throw new AssertionError("could not sign in as " + username + ": " + answer.status());
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
