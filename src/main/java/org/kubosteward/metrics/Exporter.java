package org.kubosteward.metrics;

import io.micrometer.core.instrument.config.MeterFilter;
import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.kubosteward.journal.JournalView;
import org.kubosteward.journal.LoopState;

/** Puts the plane's families beside those of the runtime, at {@code /q/metrics}. */
@Singleton
public class Exporter {
  private static final Set<String> MISNAMED = Set.of("process.cpu.time", "system.cpu.count");

  private final CollectorRegistry registry;
  private final StewardCollector collector;

  @Inject
  Exporter(
      CollectorRegistry registry,
      JournalView journal,
      Tally tally,
      LoopState.Source loop,
      @ConfigProperty(name = "steward.round.every", defaultValue = "15s") Duration every) {
    this.registry = registry;
    this.collector = new StewardCollector(() -> Scrape.at(loop.now(), every, journal, tally));
  }

  /** The one registry of the process: the runtime's own would be another at each injection. */
  @Produces
  @Singleton
  static CollectorRegistry registry() {
    return new CollectorRegistry(true);
  }

  /** The runtime's own whose names the linter of Prometheus refuses; nothing of ours needs them. */
  @Produces
  @Singleton
  static MeterFilter wellNamed() {
    return MeterFilter.deny(meter -> MISNAMED.contains(meter.getName()));
  }

  /** Shows them from now on. */
  public void start() {
    registry.register(collector);
  }

  /** Dev mode starts again in the same process. */
  public void stop() {
    registry.unregister(collector);
  }
}
