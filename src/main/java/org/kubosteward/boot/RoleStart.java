package org.kubosteward.boot;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Starts what the roles of this process need, and ends it. Nothing else of a role listens for the
 * start of the process: what is not asked for here is not made.
 */
@Singleton
class RoleStart {
  private static final Logger LOG = Logger.getLogger("steward.start");

  private final Roles roles;
  private final Configs configs;
  private final Instance<PlaneRole> plane;
  private final Instance<RosterReader> roster;
  private Optional<LastResort> lastResort = Optional.empty();

  @Inject
  RoleStart(
      Roles roles, Configs configs, Instance<PlaneRole> plane, Instance<RosterReader> roster) {
    this.roles = roles;
    this.configs = configs;
    this.plane = plane;
    this.roster = roster;
  }

  /** Settings are judged before anything else happens; a wrong one stops the start. */
  void start(@Observes @Priority(1) StartupEvent event) {
    configs.refuseUnknown();
    configs.refuseWithoutPlane(roles);
    LastResort resort = LastResort.installed();
    lastResort = Optional.of(resort);
    if (roles.plane()) {
      plane.get().start(resort);
    } else {
      LOG.infof("roles=\"%s\" plane=elsewhere", roles.label());
      roster.get().start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (roles.plane()) {
      plane.get().stop();
    } else {
      roster.get().stop();
    }
    lastResort.ifPresent(LastResort::close);
  }

  /** Certificates are read again as often as {@code quarkus.tls.NAME.reload-period} says. */
  void renewed(@Observes CertificateUpdatedEvent event) {
    if (roles.plane()) {
      plane.get().renewed(event);
    }
  }
}
