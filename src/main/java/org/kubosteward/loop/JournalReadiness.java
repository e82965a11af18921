package org.kubosteward.loop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.kubosteward.journal.Journal;

/**
 * Ready while what is asked can be kept: a plane whose journal is closed takes no pause and does
 * nothing. It goes on watching, so that this is no question of its liveness.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class JournalReadiness implements HealthCheck {
  private final Journal journal;

  @Inject
  JournalReadiness(Journal journal) {
    this.journal = journal;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("journal");
    journal.trouble().ifPresent(why -> answer.withData("why", why));
    return answer.status(journal.open()).build();
  }
}
