package org.kubosteward.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.JavascriptExecutor;

/** axe-core, run in the page: what it finds that people with other eyes and hands trip over. */
final class Axe {
  private static final String SCRIPT = read();

  /** Runs every rule of it, the advice of good practice too, and answers a line for each fault. */
  private static final String RUN =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, { resultTypes: ["violations"] })
          .then(found => done(found.violations.flatMap(rule => rule.nodes.map(node =>
              rule.id + ": " + rule.help + ": " + node.html + ": " + node.failureSummary))))
          .catch(error => done(["axe-core did not run: " + error]));
      """;

  private Axe() {}

  /** What is wrong with the page, a line each; empty when nothing is. */
  static List<String> violations(JavascriptExecutor page) {
    Object unused = page.executeScript(SCRIPT);
    return ((List<?>) Objects.requireNonNull(page.executeAsyncScript(RUN)))
        .stream().map(String::valueOf).toList();
  }

  private static String read() {
    try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
