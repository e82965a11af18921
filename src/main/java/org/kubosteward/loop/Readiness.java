package org.kubosteward.loop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.kubosteward.journal.Journal;

/** Ready once there is something to show: the first round has ended. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class Readiness implements HealthCheck {
  private final Journal journal;

  @Inject
  Readiness(Journal journal) {
    this.journal = journal;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("first round")
        .withData("journalOpen", journal.open())
        .status(journal.latest().isPresent())
        .build();
  }
}
