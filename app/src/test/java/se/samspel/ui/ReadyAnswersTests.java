package se.samspel.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import se.samspel.core.Changes;
import se.samspel.core.Changes.Change;
import se.samspel.core.Person;
import se.samspel.testing.TestApp;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadyAnswersTests {

  private TestApp app;

  @BeforeAll
  void start() {
    app = TestApp.start("run", Map.of("samspel.keep-answers", true));
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @Test
  void aKeptPageIsTheSameWithTheSameProtection() {
    var first = app.visitor().get("/om");
    var second = app.visitor().get("/om");
    assertThat(second.body()).isEqualTo(first.body());
    for (var header :
        new String[] {
          "Content-Security-Policy",
          "X-Content-Type-Options",
          "Content-Type",
          "ETag",
          "Cache-Control"
        }) {
      assertThat(second.header(header)).as(header).isEqualTo(first.header(header)).isNotEmpty();
    }
  }

  @Test
  void whoHasThePageIsToldSo() {
    var tag = app.visitor().get("/om").header("ETag");
    app.visitor().get("/om");
    var again =
        app.visitor()
            .send(
                HttpRequest.newBuilder(URI.create(app.url("/om")))
                    .header("Accept", "text/html")
                    .header("If-None-Match", tag));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void aSignedInPersonGetsTheirOwnPage() {
    app.visitor().get("/om");
    assertThat(app.signedIn("ekonom").get("/om").body()).contains("Erik Ekonom");
    assertThat(app.visitor().get("/om").body()).doesNotContain("Erik Ekonom");
  }

  @Test
  void anythingChangedMakesThePageAnew() {
    app.visitor().get("/sok?q=panelen");
    var before = app.bean(Changes.class).mark();
    app.as(
        Person.SYSTEM,
        () ->
            app.bean(Changes.class)
                .record(
                    new Change(
                        "x", "need", "x", Optional.empty(), Optional.empty(), Optional.of("x"))));
    assertThat(app.bean(Changes.class).mark()).isNotEqualTo(before);
  }

  @Test
  void theSignInPageIsNeverKept() {
    var one = app.visitor().get("/login").html().select("input[name=_csrf]").attr("value");
    var two = app.visitor().get("/login").html().select("input[name=_csrf]").attr("value");
    assertThat(one).isNotEmpty().isNotEqualTo(two);
  }

  @Test
  void aPageNamesItsOwnLanguageAndNotTheReaders() {
    for (var time : new String[] {"first", "kept"}) {
      var page =
          app.visitor()
              .send(
                  HttpRequest.newBuilder(URI.create(app.url("/tillganglighet")))
                      .header("Accept", "text/html")
                      .header("Accept-Language", "de"));
      assertThat(page.header("Content-Language")).as(time).isEqualTo("sv");
    }
  }
}
