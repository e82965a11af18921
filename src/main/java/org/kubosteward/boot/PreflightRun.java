package org.kubosteward.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.kube.Permissions;
import org.kubosteward.preflight.CheckResult;
import org.kubosteward.preflight.Preflight;
import org.kubosteward.preflight.Rights;
import org.kubosteward.probe.FleetSource;

/** The preflight as a run of its own: waits for the list of nodes, proves, prints, and ends. */
final class PreflightRun {
  private static final Logger LOG = Logger.getLogger("steward.preflight");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private PreflightRun() {}

  /** Exit status 0 when nothing failed. */
  static int prove(FleetSource source, Preflight preflight, Optional<OnKubernetes> kubernetes) {
    try {
      await(source);
      List<CheckResult> results = new ArrayList<>();
      if (kubernetes.isPresent()) {
        Permissions permissions = kubernetes.get().rights().toCompletableFuture().join();
        results.addAll(Rights.results(permissions));
      }
      results.addAll(preflight.run());
      Preflight.lines(results).forEach(LOG::info);
      boolean sound = Preflight.sound(results);
      LOG.info(
          sound
              ? "preflight passed: the plane can be let loose"
              : "preflight failed: mend what is marked FAIL, and run it again");
      return sound ? 0 : 1;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (RuntimeException fault) {
      LOG.error("preflight failed by a fault of its own", fault);
      return 1;
    }
  }

  /** For a fleet that is being prepared as long as that goes on: its source ends it. */
  private static void await(FleetSource source) throws InterruptedException {
    while (source.preparation().filter(Preparation::underWay).isPresent()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    }
    long looks = PATIENCE.dividedBy(LOOK_EVERY);
    for (long look = 0; look < looks && !source.select().trouble().isEmpty(); look++) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    }
  }
}
