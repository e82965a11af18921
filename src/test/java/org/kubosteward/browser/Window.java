package org.kubosteward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * One window and the person before it: looks until something is there, clicks, types, takes
 * pictures, and remembers every complaint of the browser.
 */
final class Window {
  /** Where the pictures are kept. */
  static final Path PICTURES = Path.of("target/pictures");

  /** A round, a renewal of the page and the time that a busy machine adds to both. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int PHONE = 360;
  private static final String SESSION = "steward-session";

  /** More than a page has. */
  private static final int MOST_STOPS = 150;

  /** The outline, the text and the placeholder; the body has the focus at the end of the round. */
  private static final String FOCUSED =
      """
      const focused = document.activeElement;
      return focused === document.body ? ["", "", ""]
          : [getComputedStyle(focused).outlineStyle, focused.textContent, focused.placeholder];
      """;

  private final ChromeDriver driver;
  private final List<String> complaints = new ArrayList<>();

  Window(ChromeDriver driver) {
    this.driver = driver;
    driver.get("about:blank");
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    wide();
    light();
    forget();
  }

  /** As wide as a desk. */
  Window wide() {
    return sized(1280, 900);
  }

  /** As wide as a small phone. */
  Window phone() {
    return sized(PHONE, 740);
  }

  private Window sized(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width == PHONE));
    return this;
  }

  /** Of a person who wants dark pages. */
  Window dark() {
    return coloured("dark");
  }

  /** Of a person who wants light ones. */
  Window light() {
    return coloured("light");
  }

  private Window coloured(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    return this;
  }

  Window open(URI page) {
    driver.get(page.toString());
    return this;
  }

  URI address() {
    return URI.create(String.valueOf(driver.getCurrentUrl()));
  }

  String title() {
    return String.valueOf(driver.getTitle());
  }

  /** Types the token into the page that asks for it. */
  Window logIn(String token) {
    type("input[name=token]", token);
    return click("main button");
  }

  /** The cookie of whoever is logged in. */
  Cookie session() {
    return Objects.requireNonNull(driver.manage().getCookieNamed(SESSION), "nobody is logged in");
  }

  /** Forgets who is logged in, and tells nobody. */
  Window forgetSession() {
    driver.manage().deleteCookieNamed(SESSION);
    return this;
  }

  /** Is logged in as another browser is. */
  Window takeSession(Cookie cookie) {
    driver.manage().addCookie(cookie);
    return this;
  }

  /** Waits until an element of these has that text in it. */
  Window see(String css, String text) {
    return until(
        css + " with the text: " + text,
        d ->
            d.findElements(By.cssSelector(css)).stream()
                .anyMatch(element -> element.getText().contains(text)));
  }

  /** Waits until none of these elements has that text in it. */
  Window miss(String css, String text) {
    return until(
        "no " + css + " with the text: " + text,
        d ->
            d.findElements(By.cssSelector(css)).stream()
                .noneMatch(element -> element.getText().contains(text)));
  }

  Window click(String css) {
    return until("a click on " + css, d -> clicked(d.findElement(By.cssSelector(css))));
  }

  /** Clicks the element of these that has the text in it. */
  Window click(String css, String text) {
    return until(
        "a click on " + css + " with the text: " + text,
        d ->
            d.findElements(By.cssSelector(css)).stream()
                .filter(element -> element.getText().contains(text))
                .findFirst()
                .map(Window::clicked)
                .orElse(false));
  }

  /** Clicks {@code inner} within the element of these that has the text in it. */
  Window click(String css, String text, String inner) {
    return until(
        "a click on " + inner + " in " + css + " with the text: " + text,
        d ->
            d.findElements(By.cssSelector(css)).stream()
                .filter(element -> element.getText().contains(text))
                .findFirst()
                .map(element -> clicked(element.findElement(By.cssSelector(inner))))
                .orElse(false));
  }

  private static boolean clicked(WebElement element) {
    element.click();
    return true;
  }

  Window type(String css, String text) {
    return until(
        "typing into " + css,
        d -> {
          WebElement field = d.findElement(By.cssSelector(css));
          field.clear();
          field.sendKeys(text);
          return text.equals(field.getDomProperty("value"));
        });
  }

  Window choose(String css, String option) {
    return until(
        "choosing " + option + " in " + css,
        d -> {
          new Select(d.findElement(By.cssSelector(css))).selectByVisibleText(option);
          return true;
        });
  }

  /** Presses keys, wherever the focus is. */
  Window press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
    return this;
  }

  /**
   * Presses Tab until what has the focus has this for its text or its placeholder; fails when it is
   * not reached, or when on the way it cannot be seen what has the focus.
   */
  Window tabTo(String name) {
    List<String> passed = new ArrayList<>();
    for (int presses = 0; presses < MOST_STOPS; presses++) {
      press(Keys.TAB);
      // In one call, since the page renews itself.
      List<?> focused = (List<?>) Objects.requireNonNull(driver.executeScript(FOCUSED));
      passed.add(focused.toString());
      assertThat(focused.get(0)).as("the outline of " + focused).isNotEqualTo("none");
      if (focused.contains(name)) {
        return this;
      }
    }
    throw new AssertionError("Tab does not lead to " + name + "; it leads to " + passed);
  }

  /** What JavaScript answers in the page. */
  String run(String script, Object... arguments) {
    return String.valueOf(driver.executeScript(script, arguments));
  }

  /** Waits for something that is to be seen. */
  Window until(String what, Predicate<ChromeDriver> seen) {
    boolean unused = await(what, d -> seen.test(d) ? Boolean.TRUE : null);
    return this;
  }

  private <T> T await(String what, java.util.function.Function<ChromeDriver, T> seen) {
    WebDriverWait wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(100));
    return wait.withMessage(() -> what + "; the page is " + address() + " and says\n" + page())
        // The page renews itself under the hands of who looks at it.
        .ignoring(StaleElementReferenceException.class)
        .ignoring(org.openqa.selenium.WebDriverException.class)
        .until(d -> seen.apply(driver));
  }

  private String page() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** Keeps a picture of the whole page. */
  Window picture(String name) {
    Map<String, Object> answer =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    try {
      Files.createDirectories(PICTURES);
      Files.write(
          PICTURES.resolve(name + ".png"),
          Base64.getDecoder().decode(String.valueOf(answer.get("data"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Keeps a picture, and fails when the page has a fault that a machine can find. */
  Window flawless(String name) {
    picture(name);
    assertThat(faults()).as("what axe-core finds in %s at %s", name, address()).isEmpty();
    assertThat(Long.parseLong(String.valueOf(run("return document.documentElement.scrollWidth"))))
        .as("the width of %s", name)
        .isLessThanOrEqualTo(
            Long.parseLong(String.valueOf(run("return document.documentElement.clientWidth"))));
    return quiet();
  }

  /** What axe-core finds wrong with the page. */
  List<String> faults() {
    // Nobody's page renews itself while they copy from it: what is judged holds still.
    run("getSelection().selectAllChildren(document.querySelector('h1'))");
    try {
      return Axe.violations(driver);
    } finally {
      run("getSelection().removeAllRanges()");
    }
  }

  /** Fails when the browser has complained: of a script, of what did not load, of a policy. */
  Window quiet() {
    assertThat(complaints()).as("what the browser complained of").isEmpty();
    return this;
  }

  /** Fails unless it has complained, and of nothing else; forgets that. */
  Window complained(String of) {
    assertThat(complaints()).isNotEmpty().allMatch(said -> said.contains(of));
    return forget();
  }

  /** Forgets what it has complained of so far. */
  Window forget() {
    complaints();
    complaints.clear();
    return this;
  }

  /** What it complained of since that was last forgotten. */
  List<String> complaints() {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        complaints.add(entry.getMessage());
      }
    }
    return List.copyOf(complaints);
  }
}
