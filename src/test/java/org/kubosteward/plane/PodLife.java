package org.kubosteward.plane;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.demo.DemoFleet;

/** Real kubos as the containers of pods: what happens to the one is said of the other. */
final class PodLife {
  /** So many ends of a container are a loop, for the plane. */
  private static final int LOOPS = 3;

  private final DemoFleet fleet;
  private final Map<String, Front> fronts;
  private final DrillCluster cluster;
  private final Loose loose;
  private int restarts = LOOPS;

  PodLife(DemoFleet fleet, Map<String, Front> fronts, DrillCluster cluster, Loose loose) {
    this.fleet = fleet;
    this.fronts = fronts;
    this.cluster = cluster;
    this.loose = loose;
  }

  /** Its container ends and waits for the next start, which does not come. */
  void crash(String pod) {
    fleet.node(pod).kill();
    // Nobody is there now; a front that takes connections would say that somebody is.
    front(pod).shut();
    cluster.backingOff(pod, ip(pod), restarts);
  }

  /** Its container ends and is started again, after each pause, until all is let go. */
  void keepCrashing(String pod, Duration pause) {
    loose.repeat(
        () -> {
          crash(pod);
          start(pod);
          restarts++;
          cluster.restarted(pod, ip(pod), restarts);
        },
        pause);
  }

  /** A new pod in its place, which stays up. */
  void replace(String pod) {
    loose.letGo();
    if (fleet.node(pod).pid().isEmpty()) {
      start(pod);
    }
    cluster.ready(pod, ip(pod));
  }

  private void start(String pod) {
    fleet.node(pod).start();
    front(pod).open();
  }

  private Front front(String pod) {
    return Optional.ofNullable(fronts.get(pod)).orElseThrow();
  }

  private String ip(String pod) {
    return front(pod).api().getHost();
  }
}
