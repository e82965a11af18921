package org.kubosteward.boot;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.kubosteward.loop.RoundConfig;
import org.kubosteward.loop.RoundWatch;

/**
 * Alive while rounds end: a loop that stands still is cured by a restart of the process. Told from
 * memory on an event loop, so that it is heard while every worker is taken.
 */
@Singleton
class Liveness implements AsyncHealthCheck {
  /** A round is bounded by its deadlines; this many missed ones mean that it hangs. */
  private static final int ROUNDS = 8;

  private final RoundWatch watch;
  private final RoundConfig config;

  @Inject
  Liveness(RoundWatch watch, RoundConfig config) {
    this.watch = watch;
    this.config = config;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(this::now);
  }

  private HealthCheckResponse now() {
    Duration age = watch.sinceRound();
    Duration most = config.every().multipliedBy(ROUNDS);
    return HealthCheckResponse.named("rounds")
        .withData("lastRoundSecondsAgo", age.toSeconds())
        .withData("mostSeconds", most.toSeconds())
        .status(age.compareTo(most) <= 0)
        .build();
  }
}
