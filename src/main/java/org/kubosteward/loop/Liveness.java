package org.kubosteward.loop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.kubosteward.journal.Journal;

/** Alive while rounds end: a loop that stands still is cured by a restart of the process. */
@org.eclipse.microprofile.health.Liveness
@ApplicationScoped
class Liveness implements HealthCheck {
  /** A round is bounded by its deadlines; this many missed ones mean that it hangs. */
  private static final int ROUNDS = 8;

  private final Journal journal;
  private final SystemClock clock;
  private final RoundConfig config;
  private final Instant started;

  @Inject
  Liveness(Journal journal, SystemClock clock, RoundConfig config) {
    this.journal = journal;
    this.clock = clock;
    this.config = config;
    this.started = clock.instant();
  }

  @Override
  public HealthCheckResponse call() {
    Instant last = journal.latest().map(round -> round.picture().takenAt()).orElse(started);
    Duration age = Duration.between(last, clock.instant());
    Duration most = config.every().multipliedBy(ROUNDS);
    return HealthCheckResponse.named("rounds")
        .withData("lastRoundSecondsAgo", age.toSeconds())
        .withData("mostSeconds", most.toSeconds())
        .status(age.compareTo(most) <= 0)
        .build();
  }
}
