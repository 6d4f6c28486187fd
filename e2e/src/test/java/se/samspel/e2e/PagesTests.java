package se.samspel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOnlyOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of page: readable by all, in one column at 320 px, without JavaScript, asking nobody
 * else.
 */
@Execution(ExecutionMode.CONCURRENT)
class PagesTests {

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  static List<String> publicPages() {
    return List.of(
        "/",
        "/om",
        "/en/about",
        "/tillganglighet",
        "/integritet",
        "/hjalp",
        "/sok?q=inlaggning",
        "/login",
        "/lage",
        "/lage?visa=tabell",
        "/fragor",
        "/fragor/1",
        "/fragor/2",
        "/fragor/3",
        "/fragor/4",
        "/fragor/5",
        "/fragor/6",
        "/fragor/7",
        "/fragor/8",
        "/fragor/9",
        "/fragor/10",
        "/fragor/11",
        "/fragor/12",
        "/regioner",
        "/regioner/12",
        "/regioner/13",
        "/regioner/09",
        "/aktorer",
        "/indelningar",
        "/behov",
        "/behov/direktvag",
        "/mal",
        "/insatser",
        "/insatser/kaskad",
        "/rekommendationer",
        "/rekommendationer/4",
        "/rekommendationer/1",
        "/metoder",
        "/metoder/bis",
        "/historik",
        "/beslut",
        "/delaktighet",
        "/medel",
        "/medel/okpsyk-2016",
        "/datasets",
        "/datasets/needs",
        "/indikatorer",
        "/indikatorer/i11",
        "/indikatorer/i07",
        "/indikatorer/i07?region=24",
        "/jamlikhet",
        "/regioner/24/indikatorer",
        "/indikatorer/importer",
        "/indikatorer/importer/kolada",
        "/verkstad",
        "/verkstad?exempel=1",
        "/rackvidd",
        "/inforande",
        "/siffror",
        "/trad/need/direktvag",
        "/trad/recommendation/4",
        "/finns-inte");
  }

  static List<String> workPages() {
    return List.of(
        "programledare /lage",
        "programledare /behov/nytt",
        "programledare /beslut",
        "programledare /insatser",
        "programledare /logg",
        "samordnare-12 /regioner/12",
        "samordnare-12 /behov/nytt",
        "samordnare-12 /rackvidd/rapportera",
        "ekonom /medel",
        "redaktor /rekommendationer/4",
        "redaktor /metoder",
        "egenerfaren /delaktighet",
        "revisor /logg",
        "forskare /indikatorer",
        "forskare /indikatorer/importer/socialstyrelsen",
        "forskare /indikatorer/importer/egen-mall");
  }

  @ParameterizedTest
  @MethodSource("publicPages")
  void aPublicPageHasNoAccessibilityFaultOnAPhoneInLightAndOnADeskInDark(String path) {
    try (var phone = Browsers.person(360, true, ColorScheme.LIGHT);
        var desk = Browsers.person(1280, true, ColorScheme.DARK)) {
      for (var person : List.of(phone, desk)) {
        var page = person.newPage();
        var complaints = listen(page);
        page.navigate(Browsers.APP.url(path));
        if (person == phone) {
          faultless(page, "tag", RULES);
        } else {
          // The same markup: what dark colours and a wide window can break.
          faultless(page, "rule", List.of("color-contrast", "target-size"));
        }
        assertThat(complaints).isEmpty();
        assertThat(person.cookies())
            .as("cookies")
            .matches(it -> it.isEmpty() || path.equals("/login"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("publicPages")
  void aPublicPageReadsInOneColumnAt320PixelsWithoutJavaScript(String path) {
    try (var person = Browsers.person(320, false, ColorScheme.LIGHT)) {
      var page = person.newPage();
      page.navigate(Browsers.APP.url(path));
      var width = page.locator("html").boundingBox().width;
      assertThat(width).isLessThanOrEqualTo(320);
      for (var part : page.locator("main, header, footer, .help").all()) {
        assertThat(part.boundingBox().x + part.boundingBox().width).isLessThanOrEqualTo(321);
      }
      assertThat(page.locator("h1").count()).isEqualTo(1);
      assertThat(page.locator("[data-quick-exit]").isVisible()).isTrue();
      assertThat(page.locator("#hjalp li").count()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("workPages")
  void aPageOfWorkHasNoAccessibilityFault(String whoAndWhere) {
    var words = whoAndWhere.split(" ");
    try (var person = Browsers.person(1280)) {
      var page = Browsers.signIn(person, words[0]);
      var complaints = listen(page);
      page.navigate(Browsers.APP.url(words[1]));
      faultless(page, "tag", RULES);
      assertThat(complaints).isEmpty();
    }
  }

  private static List<String> listen(Page page) {
    var complaints = new ArrayList<String>();
    page.onConsoleMessage((ConsoleMessage message) -> {
      if (message.type().equals("error") && !message.text().contains("404")) {
        complaints.add(message.text());
      }
    });
    page.onRequest(request -> {
      if (!request.url().startsWith(Browsers.APP.url("/"))) {
        complaints.add("asks " + request.url());
      }
    });
    return complaints;
  }

  private static void faultless(Page page, String kind, List<String> rules) {
    // Only what is wrong is described node by node: to describe what is right takes most of the
    // time.
    var only = new AxeRunOnlyOptions();
    only.setType(kind);
    only.setValues(rules);
    var options = new AxeRunOptions();
    options.setRunOnly(only);
    options.setResultTypes(List.of("violations"));
    // Our pages have no frames, which the slower way is for.
    var found = new AxeBuilder(page).options(options).setLegacyMode(true).analyze();
    assertThat(found.getPasses()).as("rules that were tried on " + page.url()).isNotEmpty();
    assertThat(
            found.getViolations().stream()
                .map(rule ->
                    rule.getId()
                        + ": "
                        + rule.getHelp()
                        + " at "
                        + rule.getNodes().stream()
                            .limit(3)
                            .map(it -> it.getTarget() + " " + it.getHtml())
                            .toList())
                .toList())
        .as(page.url())
        .isEmpty();
  }
}
