package se.samspel.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import se.samspel.testing.TestApp;

/**
 * One demonstration for all browser tests of the process, and a browser for each of its threads: a
 * driver is used by the thread that made it alone.
 */
final class Browsers {

  static final TestApp APP = TestApp.demo();

  private static final int TIMEOUT_MS = 60_000;
  private static final Queue<Playwright> OPENED = new ConcurrentLinkedQueue<>();
  private static final ThreadLocal<Browser> BROWSER = ThreadLocal.withInitial(Browsers::open);

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> OPENED.forEach(Playwright::close)));
  }

  private Browsers() {}

  private static Browser open() {
    var playwright = Playwright.create();
    OPENED.add(playwright);
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(executable())
                .setArgs(
                    List.of(
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-gpu")));
  }

  /** Somebody who opens a browser window. */
  static BrowserContext person(int width, boolean javaScript, ColorScheme scheme) {
    var context =
        BROWSER
            .get()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, 900)
                    .setJavaScriptEnabled(javaScript)
                    .setColorScheme(scheme)
                    .setLocale("sv-SE"));
    context.setDefaultTimeout(TIMEOUT_MS);
    return context;
  }

  static BrowserContext person(int width) {
    return person(width, true, ColorScheme.LIGHT);
  }

  /** Signs in by the account's button, as a person does. */
  static Page signIn(BrowserContext person, String username) {
    var page = person.newPage();
    page.navigate(APP.url("/login"));
    page.locator("form:has(input[value=\"" + username + "\"]) button").first().click();
    page.waitForURL(url -> !url.contains("/login"));
    return page;
  }

  private static Path executable() {
    return Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        .flatMap(name ->
            Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));
  }
}
