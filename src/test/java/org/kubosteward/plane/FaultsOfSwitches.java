package org.kubosteward.plane;

import static org.kubosteward.plane.Expectation.DONE;
import static org.kubosteward.plane.Expectation.REFUSED;

import java.util.List;

/** What stops the plane without its API, and fleets that come and go. */
final class FaultsOfSwitches {
  private static final String ONE = "kubo-1";
  private static final String CRITICAL = "critical";
  private static final String FULL = "REPO_FULL";
  private static final String BLIND = "STEWARD_BLIND";
  private static final String PAUSED = "kubo-steward.org/paused";
  private static final Expectation COLLECTED =
      Expectation.of(CRITICAL, FULL).then(DONE + "collect-garbage");

  private FaultsOfSwitches() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
                "pause-file",
                "a full repository while the pause file is there",
                g -> {
                  g.pauseFile(true);
                  g.fill(ONE);
                })
            .finds(CRITICAL, FULL)
            .then(REFUSED + "paused")
            .until("the file is deleted", g -> g.pauseFile(false), COLLECTED)
            .ofTheMonitor(),
        Fault.of(
                "pause-annotation",
                "a full repository on a pod that is annotated",
                g -> {
                  g.cluster().annotate(ONE, PAUSED, "true");
                  g.fill(ONE);
                })
            .onKubernetes()
            .finds(CRITICAL, FULL)
            .then(REFUSED + "paused")
            .until("the annotation is gone", g -> g.cluster().annotate(ONE, PAUSED, ""), COLLECTED)
            .ofTheMonitor(),
        Fault.of("flapping", "killed and started every 20 s for two minutes", g -> g.flap(ONE))
            .onKubernetes()
            .finds(CRITICAL, "NODE_DOWN"),
        Fault.of(
                "fleet-unlisted",
                "a full repository, and the API server lists nothing at all",
                g -> {
                  g.cluster().forget("pods", "statefulsets", "persistentvolumeclaims");
                  g.fill(ONE);
                })
            .onKubernetes()
            .finds(CRITICAL, BLIND)
            .until("all are listed again", g -> g.cluster().remember(), COLLECTED)
            .ofTheMonitor(),
        Fault.of(
                "fleet-without-pods",
                "a full repository, and the API server lists the set without its pods",
                g -> {
                  g.cluster().forget("pods");
                  g.fill(ONE);
                })
            .onKubernetes()
            .finds(CRITICAL, BLIND)
            .until("they are listed again", g -> g.cluster().remember(), COLLECTED)
            .ofTheMonitor(),
        Fault.of(
                "clock-step",
                "a full repository, and the wall clock of the plane steps by an hour",
                g -> {
                  g.clock().step(3600);
                  g.fill(ONE);
                })
            .finds(CRITICAL, BLIND)
            .onItsOwnClock()
            .until("it goes on from there", g -> {}, COLLECTED)
            .ofTheMonitor());
  }
}
