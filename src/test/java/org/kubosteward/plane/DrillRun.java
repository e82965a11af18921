package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.plane.DrillReport.seconds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The drills that {@code lab/drill} asks for: {@code -Ddrill=NAME,...|all|healthy}, {@code
 * -Ddrill.fast}, {@code -Ddrill.minutes=15}, {@code -Ddrill.record} to keep the times in
 * docs/drills.md.
 */
class DrillRun {
  private static final Path RECORD = Path.of("docs/drills.md");
  private static final boolean FAST = System.getProperty("drill.fast") != null;

  @Test
  void holdsTheDrills() throws Exception {
    String asked = System.getProperty("drill", "all");
    Path directory = Path.of("target/drills/" + Instant.now().getEpochSecond()).toAbsolutePath();
    List<String> failed = new ArrayList<>();
    List<DrillReport> reports = new ArrayList<>();
    try (DrillGround ground = new DrillGround(directory, FAST ? Tempo.FAST : Tempo.SHIPPED)) {
      if (asked.equals("healthy")) {
        healthy(ground);
        return;
      }
      for (Drill drill : drills(asked)) {
        try {
          reports.add(ground.hold(drill));
          System.out.println("drill " + reports.get(reports.size() - 1));
        } catch (AssertionError | RuntimeException e) {
          System.out.println("drill " + drill.name() + " FAILED: " + e.getMessage());
          failed.add(drill.name());
        }
      }
    }
    if (System.getProperty("drill.record") != null) {
      record(reports);
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
                String node = "kubo-" + (1 + turn % 3);
                scene.node(node).stop();
                scene.node(node).start();
                settle(scene);
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

  /** Puts the new times in the place of the old ones. */
  private static void record(List<DrillReport> reports) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    if (Files.exists(RECORD)) {
      Files.readAllLines(RECORD).stream()
          .filter(line -> line.startsWith("| `"))
          .forEach(line -> rows.put(line.split("`", -1)[1], line));
    }
    String when = LocalDate.now(ZoneOffset.UTC) + (FAST ? ", quick" : "");
    for (DrillReport r : reports) {
      rows.put(
          r.drill().name(),
          "| `%s` | [%s](runbooks/%s.md) | %s | %s | %s | %s | %s | %s |"
              .formatted(
                  r.drill().name(),
                  r.drill().alert(),
                  r.drill().alert(),
                  r.drill().fault(),
                  seconds(r.to("finding")),
                  seconds(r.to("alert")),
                  seconds(r.to("page")),
                  seconds(r.to("resolved").minus(r.to("repair begun"))),
                  when));
    }
    List<String> page = new ArrayList<>(HEAD.lines().toList());
    page.addAll(rows.values());
    Files.write(RECORD, page);
  }

  private static final String HEAD =
      """
      # Drills

      Written by `lab/drill all --record`. Each drill starts three real kubo nodes, the packaged plane,
      a real Prometheus and a real Alertmanager with the files under `alerts/`, and a pager; it injects
      the fault, waits for the call, repairs, and waits for the call that says so. Times run from the
      fault; the last one from the repair. Shipped pace: rounds, scrapes and evaluations every 15 s,
      10 s of group wait. *Quick*: all of it every second and each `for` a thirtieth, at most 10 s, as
      `./mvnw verify` does it; such times say that the way works, and nothing about how long it takes.

      | drill | alert | fault | finding | alert fires | page | resolved after | measured |
      |---|---|---|---|---|---|---|---|
      """;
}
