package se.samspel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;

/** Somebody who must leave the page at once. */
class LeavingTests {

  private static final String NEUTRAL = "https://www.smhi.se/";

  @Test
  void theButtonReplacesThePageSoThatBackDoesNotReturnToIt() {
    try (var person = Browsers.person(360)) {
      var page = person.newPage();
      page.route(NEUTRAL, route -> route.fulfill(new Route.FulfillOptions().setBody("väder")));
      page.navigate(Browsers.APP.url("/om"));
      page.navigate(Browsers.APP.url("/hjalp"));
      page.locator("[data-quick-exit]").click();
      page.waitForURL(NEUTRAL);
      page.goBack();
      assertThat(page.url()).endsWith("/om");
    }
  }

  @Test
  void threeEscapesDoTheSame() {
    try (var person = Browsers.person(1280)) {
      var page = person.newPage();
      page.route(NEUTRAL, route -> route.fulfill(new Route.FulfillOptions().setBody("väder")));
      page.navigate(Browsers.APP.url("/"));
      for (int i = 0; i < 3; i++) {
        page.keyboard().press("Escape");
      }
      page.waitForURL(NEUTRAL);
      assertThat(page.url()).isEqualTo(NEUTRAL);
    }
  }

  @Test
  void helpIsInViewOnAPhoneWithoutScrolling() {
    try (var person = Browsers.person(360)) {
      var page = person.newPage();
      page.setViewportSize(360, 640);
      page.navigate(Browsers.APP.url("/"));
      assertThat(page.locator("#hjalp a[href^=\"tel:\"]").first().boundingBox().y).isLessThan(640);
    }
  }
}
