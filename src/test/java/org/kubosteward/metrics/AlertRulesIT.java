package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules in the eyes of Prometheus itself. */
class AlertRulesIT {
  private static final Map<Path, CompletableFuture<String>> SAID = new ConcurrentHashMap<>();

  private static final ExecutorService CORES =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  private static LabTool promtool;

  @BeforeAll
  static void find() throws Exception {
    promtool = new LabTool("promtool");
    tests()
        .forEach(test -> SAID.put(test, CompletableFuture.supplyAsync(() -> judged(test), CORES)));
  }

  @AfterAll
  static void stop() {
    CORES.shutdownNow();
  }

  /** promtool uses one core, and the files are many. */
  private static String judged(Path test) {
    try {
      return promtool.run("test", "rules", test.toString());
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  @Test
  void areRulesForPrometheus() throws Exception {
    String said =
        promtool.run(
            Stream.concat(
                    Stream.of("check", "rules", "--lint=all", "--lint-fatal"),
                    AlertRule.files().stream().map(Path::toString))
                .toArray(String[]::new));

    assertThat(said).contains("SUCCESS").doesNotContain("FAILED");
  }

  @ParameterizedTest
  @MethodSource("tests")
  void doWhatTheirTestsSay(Path test) {
    assertThat(Objects.requireNonNull(SAID.get(test)).join()).contains("SUCCESS");
  }

  static List<Path> tests() {
    return AlertRule.in(AlertRule.ALERTS.resolve("tests"), ".yaml");
  }
}
