package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules in the eyes of Prometheus itself. */
class AlertRulesIT {
  private static LabTool promtool;

  @BeforeAll
  static void find() throws Exception {
    promtool = new LabTool("promtool");
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
  void doWhatTheirTestsSay(Path test) throws IOException, InterruptedException {
    assertThat(promtool.run("test", "rules", test.toString())).contains("SUCCESS");
  }

  static List<Path> tests() {
    return AlertRule.in(AlertRule.ALERTS.resolve("tests"), ".yaml");
  }
}
