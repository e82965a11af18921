package org.kubosteward.boot;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.kubosteward.journal.JournalState;

/**
 * Ready while what is asked can be kept: a plane whose journal is closed takes no pause and does
 * nothing. It goes on watching, so that this is no question of its liveness.
 */
@Singleton
class JournalReadiness implements AsyncHealthCheck {
  private final JournalState journal;

  @Inject
  JournalReadiness(JournalState journal) {
    this.journal = journal;
  }

  /** From memory, on an event loop. */
  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(this::now);
  }

  HealthCheckResponse now() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("journal");
    journal.trouble().ifPresent(why -> answer.withData("why", why));
    return answer.status(journal.open()).build();
  }
}
