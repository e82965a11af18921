package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The drills that {@code lab/drill} asks for: {@code -Ddrill=NAME,...|all|healthy}, {@code
 * -Ddrill.fast}, {@code -Ddrill.minutes=15}, {@code -Ddrill.record} to keep the times in
 * docs/drills.md.
 */
class DrillRun {
  private static final boolean FAST = System.getProperty("drill.fast") != null;
  private static final boolean RECORDED = System.getProperty("drill.record") != null;

  /** A node that starts more than three times an hour is rightly told of. */
  private static final int ROLLOUTS = 2;

  @Test
  void holdsTheDrills() throws Exception {
    String asked = System.getProperty("drill", "all");
    Path directory = Path.of("target/drills/" + Instant.now().getEpochSecond()).toAbsolutePath();
    List<String> failed = new ArrayList<>();
    try (DrillGround ground = new DrillGround(directory, FAST ? Tempo.FAST : Tempo.SHIPPED)) {
      if (asked.equals("healthy")) {
        healthy(ground);
        return;
      }
      for (Drill drill : drills(asked)) {
        try {
          DrillReport report = ground.hold(drill);
          System.out.println("drill " + report);
          if (RECORDED) {
            DrillPages.record(DrillTimes.Run.of(report, !FAST, LocalDate.now(ZoneOffset.UTC)));
          }
        } catch (AssertionError | RuntimeException e) {
          System.out.println("drill " + drill.name() + " FAILED: " + e.getMessage());
          failed.add(drill.name());
        }
      }
    }
    assertThat(failed).isEmpty();
  }

  private static List<Drill> drills(String asked) {
    if (!asked.equals("all")) {
      return Stream.of(asked.split(",")).map(Drill::named).toList();
    }
    return Drill.all().stream().filter(drill -> FAST || !drill.longWait()).toList();
  }

  /** Restarts and scrape gaps that the fleet and the plane must bear without a call to anybody. */
  private static void healthy(DrillGround ground) {
    Duration length = Duration.ofMinutes(Integer.getInteger("drill.minutes", 15));
    Instant end = Instant.now().plus(length);
    List<Pager.Call> calls =
        ground.callsDuring(
            (scene, paging) -> {
              for (int turn = 0; Instant.now().isBefore(end); turn++) {
                if (turn < ROLLOUTS * 3) {
                  String node = "kubo-" + (1 + turn % 3);
                  scene.node(node).stop();
                  scene.node(node).start();
                  settle(scene);
                }
                if (turn % 3 == 2) {
                  scene.restartPlane("steward.probe.canary-max", 100);
                  settle(scene);
                }
                paging.lookAway();
                paging.watch(scene.plane(), "healthy");
                pass(Duration.ofSeconds(FAST ? 2 : 30));
              }
            });
    System.out.printf("drill healthy: %d calls in %s%n", calls.size(), length);
    assertThat(calls).isEmpty();
  }

  private static void settle(Scene scene) {
    scene
        .plane()
        .await("all well", () -> scene.plane().health().path("status").asText().equals("OK"));
  }

  private static void pass(Duration time) {
    Instant until = Instant.now().plus(time);
    org.awaitility.Awaitility.await()
        .atMost(time.plusSeconds(5))
        .until(() -> Instant.now().isAfter(until));
  }
}
