package org.kubosteward.loop;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Lets the loop look at its clock once a second; the loop says itself when a round is due. */
@ApplicationScoped
class Beats {
  private final Plane plane;

  @Inject
  Beats(Plane plane) {
    this.plane = plane;
  }

  /**
   * On an event loop, as it only hands the beat on: the shared workers may all be taken. Never
   * before the settings are judged: the scheduler itself is up a moment earlier.
   */
  @NonBlocking
  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void beat() {
    plane.beat();
  }
}
