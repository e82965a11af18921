package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The exposition in the eyes of Prometheus' own linter. */
class MetricsIT {
  private static LabTool promtool;

  @BeforeAll
  static void find() throws Exception {
    promtool = new LabTool("promtool");
  }

  @ParameterizedTest
  @EnumSource
  void hasNothingThatPromtoolMinds(Scenes scene) throws Exception {
    String said =
        promtool.runOn(Path.of("src/test/resources/exposition", scene.file()), "check", "metrics");

    assertThat(said).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void hasNothingThatPromtoolMindsAsTheEndpointWritesIt(Scenes scene, @TempDir Path directory)
      throws Exception {
    CollectorRegistry registry = new CollectorRegistry(true);
    registry.register(new StewardCollector(scene::scrape));
    Path text = directory.resolve("metrics");
    try (Writer writer = Files.newBufferedWriter(text)) {
      TextFormat.write004(writer, registry.metricFamilySamples());
    }

    assertThat(promtool.runOn(text, "check", "metrics")).isEmpty();
  }
}
