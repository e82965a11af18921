package org.kubosteward.boot;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.kubosteward.journal.JournalView;

/** Ready once there is something to show: the first round has ended. */
@Singleton
class Readiness implements AsyncHealthCheck {
  private final JournalView journal;

  @Inject
  Readiness(JournalView journal) {
    this.journal = journal;
  }

  /** From memory, on an event loop. */
  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(this::now);
  }

  private HealthCheckResponse now() {
    return HealthCheckResponse.named("first round")
        .withData("journalOpen", journal.open())
        .status(journal.latest().isPresent())
        .build();
  }
}
