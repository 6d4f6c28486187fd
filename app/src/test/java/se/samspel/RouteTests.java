package se.samspel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import se.samspel.core.Permission;
import se.samspel.core.Permit;
import se.samspel.testing.TestApp;

/** Deny by default: every route declares who may use it, and nothing is changed by a visitor. */
class RouteTests {

  /** Posts that change nothing, and so may be open. */
  private static final Set<String> OPEN_POSTS =
      Set.of("/api/v1/statistics/{operation}", "/verkstad");

  private final TestApp app = TestApp.plain();

  @Test
  void everyRouteDeclaresAPermission() {
    var open = new ArrayList<String>();
    var mapping = app.bean(RequestMappingHandlerMapping.class);
    mapping
        .getHandlerMethods()
        .forEach((route, method) -> {
          if (!method.getBeanType().getName().startsWith("se.samspel.")) {
            return;
          }
          var permit = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Permit.class);
          var ofType =
              AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Permit.class);
          if (permit == null && ofType == null) {
            open.add(route + " declares no permission");
            return;
          }
          var asked = permit == null ? ofType.value() : permit.value();
          var writes =
              route.getMethodsCondition().getMethods().stream()
                  .anyMatch(it -> it != RequestMethod.GET && it != RequestMethod.HEAD);
          var paths = route.getPatternValues();
          var foreign = paths.stream().anyMatch(it -> it.startsWith("/xapi"));
          if (writes && asked == Permission.PUBLIC && !foreign && !OPEN_POSTS.containsAll(paths)) {
            open.add(route + " changes something and is open to all");
          }
        });
    assertThat(open).isEmpty();
  }

  @Test
  void aVisitorGetsNoCookieOnAPublicPage() {
    assertThat(app.visitor().get("/health").header("Set-Cookie")).isEmpty();
  }

  @Test
  void everyAnswerCarriesTheHeadersThatProtectTheReader() {
    var answer = app.visitor().get("/login");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isNotEmpty();
  }

  @Test
  void aPathThatDoesNotExistIsAKindPageOrAProblem() {
    assertThat(app.visitor().get("/finns-inte").status()).isEqualTo(404);
    var problem = app.visitor().json("/api/v1/finns-inte");
    assertThat(problem.status()).isEqualTo(404);
    assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void aCharacterThatCannotBeKeptIsTheSendersFault() {
    assertThat(app.visitor().get("/sok?q=%00").status()).isEqualTo(400);
    assertThat(app.visitor().json("/api/v1/timeline?q=%00").status()).isLessThan(500);
  }

  @Test
  void whatIsForSomeIsAnsweredAlikeToAVisitorEverywhereInTheApi() {
    var wrong = new ArrayList<String>();
    app.bean(RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach((route, method) -> {
          var permit = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Permit.class);
          if (permit == null || permit.value() == Permission.PUBLIC) {
            return;
          }
          for (var path : route.getPatternValues()) {
            for (var verb : route.getMethodsCondition().getMethods()) {
              if (path.startsWith("/api/")) {
                var answer =
                    app.visitor()
                        .send(
                            HttpRequest.newBuilder(
                                    URI.create(app.url(path.replaceAll("\\{[^}]*}", "1"))))
                                .header("Accept", "*/*")
                                .method(verb.name(), HttpRequest.BodyPublishers.noBody()));
                if (answer.status() != 401
                    || !answer
                        .header("Content-Type")
                        .startsWith("application/problem+json")) {
                  wrong.add(verb + " " + path + " answered " + answer.status());
                }
              }
            }
          }
        });
    assertThat(wrong).isEmpty();
  }
}
