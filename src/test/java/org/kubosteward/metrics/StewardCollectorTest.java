package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StewardCollectorTest {
  @ParameterizedTest
  @EnumSource
  void handsTheClientWhatTheExpositionShows(Scenes scene) throws IOException {
    CollectorRegistry registry = new CollectorRegistry(true);
    registry.register(new StewardCollector(scene::scrape));

    assertThat(lines(scraped(registry)))
        .isEqualTo(lines(Exposition.text(scene.scrape().families())));
  }

  @Test
  void showsTheRoundOfTheMoment() throws IOException {
    List<Scenes> scenes = new ArrayList<>(List.of(Scenes.BEFORE_THE_FIRST_ROUND));
    CollectorRegistry registry = new CollectorRegistry(true);
    registry.register(new StewardCollector(() -> scenes.get(0).scrape()));
    String before = scraped(registry);

    scenes.set(0, Scenes.HEALTHY);

    assertThat(before).doesNotContain("steward_node_up");
    assertThat(scraped(registry))
        .contains("steward_node_up{namespace=\"ipfs\",node=\"kubo-0\",} 1");
  }

  private static String scraped(CollectorRegistry registry) throws IOException {
    StringWriter text = new StringWriter();
    TextFormat.write004(text, registry.metricFamilySamples());
    return text.toString();
  }

  /** The lines without the client's trailing commas, numbers in one form. */
  private static List<String> lines(String text) {
    return text.lines().map(StewardCollectorTest::line).toList();
  }

  private static String line(String line) {
    int number = line.lastIndexOf(' ') + 1;
    return line.startsWith("#")
        ? line
        : line.substring(0, number).replace(",}", "}") + Double.parseDouble(line.substring(number));
  }
}
