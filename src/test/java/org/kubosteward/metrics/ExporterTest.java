package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.Round;

class ExporterTest {
  private static final Duration EVERY = Duration.ofSeconds(15);
  private final CollectorRegistry registry = new CollectorRegistry(true);

  @Test
  void isThereFromTheStartToTheEnd() {
    Exporter exporter = exporter(Duration.ofSeconds(5));

    exporter.start();
    List<String> running = names();
    exporter.stop();

    assertThat(running).contains("steward_node_up", "steward_health_status");
    assertThat(names()).isEmpty();
  }

  @Test
  void goesByTheTimeSinceTheLatestRoundWhetherItIsOld() {
    exporter(EVERY.multipliedBy(4)).start();

    assertThat(names()).contains("steward_health_status").doesNotContain("steward_node_up");
  }

  private Exporter exporter(Duration sinceRound) {
    Optional<Round> latest = Optional.of(Rounds.round(Rounds.mesh(2), List.of()));
    return new Exporter(
        registry,
        Rounds.journal(latest),
        Rounds.NOTHING_DONE,
        () -> new LoopState(sinceRound, true, 0),
        EVERY);
  }

  private List<String> names() {
    return Collections.list(registry.metricFamilySamples()).stream().map(f -> f.name).toList();
  }
}
