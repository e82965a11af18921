package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the rounds make of a wall clock that is set back by an hour, ahead by two and back again:
 * how many are missed, and how many are marked as those of a plane that cannot trust what it sees.
 * With {@code -Dbench.before=PATH} the {@code quarkus-run.jar} of another build is measured beside
 * this one, in the same run.
 */
class ClockStepBench {
  private static final long[] STEPS = {-3_600, 7_200, -3_600};
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration WATCHED = Duration.ofSeconds(40);
  private static final Pattern ROUND = Pattern.compile("round=(\\d+) status=.* took=(-?\\d+)ms");

  /** A clock that moves by so much is more than the plane lets pass. */
  private static final String MARK = "the clock stepped by";

  private record Seen(String build, long step, long due, long missed, long marked, String live) {}

  @Test
  void roundsThatAreMissedAndMarkedWhenTheWallClockIsSet(@TempDir Path directory) {
    List<Seen> rows = new ArrayList<>();
    Optional.ofNullable(System.getProperty("bench.before"))
        .ifPresent(jar -> rows.addAll(measure("before", Path.of(jar), directory)));
    rows.addAll(measure("now", PlaneProcess.JAR, directory));

    System.out.printf(
        "%-8s %8s %6s %8s %8s  %s%n", "build", "step", "due", "missed", "marked", "live");
    rows.forEach(
        row ->
            System.out.printf(
                "%-8s %+7ds %6d %8d %8d  %s%n",
                row.build(), row.step(), row.due(), row.missed(), row.marked(), row.live()));
    assertThat(rows)
        .filteredOn(row -> row.build().equals("now"))
        .allSatisfy(
            row -> {
              assertThat(row.missed()).isZero();
              assertThat(row.marked()).isLessThanOrEqualTo(1);
            });
  }

  private static List<Seen> measure(String build, Path jar, Path directory) {
    List<Seen> rows = new ArrayList<>();
    Path home = directory.resolve(build);
    SteppedClock clock = SteppedClock.in(home.resolve("clock"));
    clock.step(0);
    try (StubFleet fleet = new StubFleet(3);
        PlaneProcess plane = new PlaneProcess(home).compiledAsShipped().builtAs(jar)) {
      clock.under(plane);
      plane.with("steward.round.every", "2s").with("steward.round.unsettled-every", "2s");
      List<String> apis = fleet.apis();
      for (int i = 0; i < apis.size(); i++) {
        plane.with("steward.fleet.nodes.\"kubo-" + i + "\".api", apis.get(i));
      }
      plane.start();
      plane.await("ten rounds", () -> rounds(plane) >= 10);
      long offset = 0;
      for (long step : STEPS) {
        offset += step;
        rows.add(step(build, plane, clock, step, offset));
      }
      if (build.equals("now")) {
        assertThat(plane.logText()).doesNotContain("took=-").doesNotContain("lag=-");
      }
    }
    return rows;
  }

  private static Seen step(
      String build, PlaneProcess plane, SteppedClock clock, long step, long offset) {
    long before = rounds(plane);
    long marksBefore = marks(plane);
    long began = System.nanoTime();
    clock.step(offset);
    Awaitility.await()
        .atMost(WATCHED.plusSeconds(20))
        .until(() -> System.nanoTime() - began >= WATCHED.toNanos());
    long done = rounds(plane) - before;
    long due = WATCHED.dividedBy(EVERY);
    // The first and the last of a span may fall outside of it.
    return new Seen(
        build,
        step,
        due,
        Math.max(0, due - 1 - done),
        marks(plane) - marksBefore,
        Integer.toString(plane.live()));
  }

  private static long rounds(PlaneProcess plane) {
    Matcher round = ROUND.matcher(plane.logText());
    long last = 0;
    while (round.find()) {
      last = Math.max(last, Long.parseLong(round.group(1)));
    }
    return last;
  }

  private static long marks(PlaneProcess plane) {
    return plane.logText().lines().filter(line -> line.contains(MARK)).count();
  }
}
