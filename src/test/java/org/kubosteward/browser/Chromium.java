package org.kubosteward.browser;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kubosteward.metrics.LabTool;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A Chromium without a screen, from {@code lab/get}. Starting one takes a second or two; windows of
 * it are opened one after the other.
 */
final class Chromium implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  /** It misses a library of Chromium's own commands, which nothing here speaks through. */
  private static final Logger UNUSED = Logger.getLogger("org.openqa.selenium.devtools");

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts one. It fails with what to install on a machine that has no Chromium and no Debian
   * packages of it.
   */
  static Chromium start() {
    UNUSED.setLevel(Level.SEVERE);
    try {
      ChromeDriverService service =
          new ChromeDriverService.Builder()
              .usingDriverExecutable(new File(new LabTool("chromedriver").path()))
              .usingAnyFreePort()
              .withTimeout(START)
              .build();
      return new Chromium(new ChromeDriver(service, options(new LabTool("chromium").path())));
    } catch (IOException e) {
      throw new AssertionError("lab/get could not be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Its window, as new: nobody is logged in, the console is empty, 1280 pixels wide and light. */
  Window window() {
    return new Window(driver);
  }

  private static ChromeOptions options(String binary) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(binary);
    options.addArguments(
        "--headless=new",
        // It loads pages of ours only, and root has no sandbox.
        "--no-sandbox",
        // Containers often have a small /dev/shm.
        "--disable-dev-shm-usage",
        "--disable-gpu",
        // Nothing is asked of the Internet.
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--no-proxy-server");
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
    return options;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
