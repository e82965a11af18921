package org.kubosteward.boot;

import io.quarkus.tls.CertificateUpdatedEvent;
import io.smallrye.health.api.HealthRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.kubosteward.alertmanager.AlertmanagerConfig;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.content.Policies;
import org.kubosteward.metrics.Exporter;

/**
 * All that a process has by playing the plane: the rounds, what it answers to {@code /q/health},
 * its families at {@code /q/metrics}, the silences. Whoever makes this makes all of it.
 */
@Singleton
class PlaneRole {
  private static final Logger LOG = Logger.getLogger(PlaneRole.class);

  private final Plane plane;
  private final Exporter exporter;
  private final Silences silences;
  private final AlertmanagerConfig alertmanager;

  @Inject
  PlaneRole(Plane plane, Exporter exporter, Silences silences, AlertmanagerConfig alertmanager) {
    this.plane = plane;
    this.exporter = exporter;
    this.silences = silences;
    this.alertmanager = alertmanager;
  }

  /** Made with the rest, so that a wrong policy ends the start and not a request. */
  @Inject
  void policies(Policies policies) {
    LOG.debugf("policies=\"%s\"", policies.byName().keySet());
  }

  @Inject
  void probes(
      @org.eclipse.microprofile.health.Liveness HealthRegistry alive,
      @org.eclipse.microprofile.health.Readiness HealthRegistry ready,
      Liveness rounds,
      Readiness firstRound,
      JournalReadiness journal) {
    alive.register("rounds", rounds);
    ready.register("first round", firstRound);
    ready.register("journal", journal);
  }

  /** Begins to look; {@code resort} hears of what no round survives. */
  void start(LastResort resort) {
    plane.start(resort);
    exporter.start();
  }

  void stop() {
    plane.stop();
    exporter.stop();
  }

  /** New connections are made with the new certificates. */
  void renewed(CertificateUpdatedEvent event) {
    plane.renewed(event);
    if (alertmanager.tlsConfigurationName().filter(event.name()::equals).isPresent()) {
      silences
          .trust(event.tlsConfiguration().getSSLOptions())
          .whenComplete(
              (changed, broken) -> {
                if (broken != null) {
                  LOG.errorf("silences=old-certificates why=\"%s\"", broken.getMessage());
                }
              });
    }
  }
}
