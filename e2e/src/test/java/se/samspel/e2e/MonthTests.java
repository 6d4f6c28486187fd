package se.samspel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** The regional coordinator's two minutes a month. */
class MonthTests {

  @Test
  void sheConfirmsAndChangesAStageWithTheKeyboardAlone() {
    try (var person = Browsers.person(1280)) {
      var page = person.newPage();
      page.navigate(Browsers.APP.url("/login"));
      tabTo(page, "button:has-text(\"Västerbotten\")");
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.contains("/regioner/24"));

      var left = items(page);
      tabTo(page, ".month form[action$=\"/bekrafta\"] button");
      page.keyboard().press("Enter");
      page.waitForURL(url -> url.contains("klart="));
      assertThat(page.locator("main .notice").isVisible()).isTrue();
      assertThat(items(page)).isLessThan(left);

      var before = items(page);
      tabTo(page, ".month form[action$=\"/steg\"] select");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      page.waitForLoadState();
      assertThat(page.locator("#fel").count()).isZero();
      assertThat(items(page)).isLessThan(before);
    }
  }

  @Test
  void theSameWorksWithoutJavaScriptOnAPhone() {
    try (var person = Browsers.person(360, false, ColorScheme.LIGHT)) {
      var page = Browsers.signIn(person, "samordnare-01");
      assertThat(page.url()).endsWith("/regioner/01");
      var left = items(page);
      page.locator(".month form[action$=\"/bekrafta\"] button").first().click();
      assertThat(page.locator("main .notice").isVisible()).isTrue();
      assertThat(items(page)).isLessThan(left);
    }
  }

  @Test
  void anotherRegionIsReadButNotChanged() {
    try (var person = Browsers.person(1280)) {
      var page = Browsers.signIn(person, "samordnare-12");
      page.navigate(Browsers.APP.url("/regioner/24"));
      assertThat(page.locator("h1").textContent()).contains("Västerbotten");
      assertThat(page.locator("#att-gora").count()).isZero();
      assertThat(page.locator("main form[method=post]").count()).isZero();
    }
  }

  /** Items that still ask for something: those with a button to confirm. */
  private static int items(Page page) {
    return page.locator(".month form[action$=\"/bekrafta\"] button").count();
  }

  /** Presses Tab until the focus is on the first element that matches. */
  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < 400; i++) {
      page.keyboard().press("Tab");
      var there =
          page.locator(selector).first().evaluate("element => element === document.activeElement");
      if (Boolean.TRUE.equals(there)) {
        return;
      }
    }
    throw new AssertionError("the keyboard never reached " + selector);
  }
}
