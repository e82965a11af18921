package org.kubosteward.boot;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Wakes the loop once a second; the loop says itself when a round is due. */
@ApplicationScoped
class RoundTicker {
  private final Plane plane;

  @Inject
  RoundTicker(Plane plane) {
    this.plane = plane;
  }

  /**
   * On an event loop, as it only hands the tick on: the shared workers may all be taken. Never
   * before the settings are judged: the scheduler itself is up a moment earlier.
   */
  @NonBlocking
  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void tick() {
    plane.tick();
  }
}
