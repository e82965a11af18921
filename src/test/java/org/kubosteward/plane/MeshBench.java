package org.kubosteward.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 1,000 nodes that all list each other, 30 % of them hung, canaries on, at the shipped pace: the
 * build of this tree in the heap that it is sized for and, where {@code -Dbench.before} names the
 * directory {@code quarkus-app} of another build, that one beside it in 256 MiB and in 1 GiB.
 *
 * <pre>./mvnw -Pbench verify -Dit.test=MeshBench -Dbench.before=DIRECTORY</pre>
 */
class MeshBench {
  private static final int NODES = 1000;

  /**
   * Ten minutes at the shipped pace. A plane runs for weeks, and in its first minutes the compiler
   * of the JVM takes as much as all the rest.
   */
  private static final int WARM_UP = 40;

  private static final int ROUNDS = 12;

  /** For one round. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path directory;

  MeshBench(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aThousandNodesThatListEachOther() {
    try (StubFleet fleet = StubFleet.mesh(NODES)) {
      measure("now, 256 MiB", fleet, Optional.empty(), "256m");
      Optional<Path> before =
          Optional.ofNullable(System.getProperty("bench.before"))
              .map(dir -> Path.of(dir, "quarkus-run.jar"));
      before.ifPresent(
          jar -> {
            measure("before, 256 MiB", fleet, Optional.of(jar), "256m");
            measure("before, 1 GiB", fleet, Optional.of(jar), "1g");
          });
    }
  }

  private void measure(String name, StubFleet fleet, Optional<Path> jar, String heap) {
    PlaneProcess plane = plane(directory.resolve(name.replaceAll("[^a-z0-9]+", "-")), fleet);
    jar.ifPresent(plane::builtAs);
    try (PlaneProcess running = plane.heap(heap).start()) {
      List<Double> rounds = new ArrayList<>();
      List<Long> scrapes = new ArrayList<>();
      double cpu = 0;
      try {
        double first = until(running, WARM_UP, scrapes);
        scrapes.clear();
        cpu = cpuSeconds(running.pid());
        for (double round = first; rounds.size() < ROUNDS; ) {
          round = next(running, round + 1, scrapes);
          rounds.add(figure(running.metrics(), "steward_round_duration_seconds").orElse(-1.0));
        }
        cpu = cpuSeconds(running.pid()) - cpu;
      } catch (ConditionTimeoutException stuck) {
        say("%s: stopped making rounds; %s", name, lastError(running));
      }
      scrapes.sort(null);
      rounds.sort(null);
      if (!rounds.isEmpty()) {
        say(
            "%s: %d rounds, median %.1f s, worst %.1f s; CPU a round %.2f s; scrapes %d, median %d"
                + " ms, p99 %d ms; resident %d MiB",
            name,
            rounds.size(),
            rounds.get(rounds.size() / 2),
            rounds.get(rounds.size() - 1),
            cpu / rounds.size(),
            scrapes.size(),
            scrapes.get(scrapes.size() / 2),
            scrapes.get((int) (scrapes.size() * 0.99)),
            resident(running.pid()));
      }
    }
  }

  /** The number of the first round from {@code wanted} on. */
  private static double until(PlaneProcess plane, double wanted, List<Long> scrapes) {
    double round = 0;
    while (round < wanted) {
      round = next(plane, round + 1, scrapes);
    }
    return round;
  }

  /**
   * The number of the first round from {@code wanted} on; scrapes every three seconds meanwhile.
   */
  private static double next(PlaneProcess plane, double wanted, List<Long> scrapes) {
    double[] round = {0};
    Awaitility.await("round " + wanted)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(3))
        .ignoreExceptions()
        .until(
            () -> {
              long start = System.nanoTime();
              String body = plane.metrics();
              scrapes.add((System.nanoTime() - start) / 1_000_000);
              round[0] = figure(body, "steward_rounds_total").orElse(0.0);
              return round[0] >= wanted;
            });
    return round[0];
  }

  private static PlaneProcess plane(Path directory, StubFleet fleet) {
    PlaneProcess plane =
        new PlaneProcess(directory)
            .compiledAsShipped()
            .atShippedPace()
            .with("steward.mode", "propose");
    IntStream.range(0, fleet.apis().size())
        .forEach(
            i -> plane.with("steward.fleet.nodes.\"n%04d\".api".formatted(i), fleet.apis().get(i)));
    return plane;
  }

  private static String lastError(PlaneProcess plane) {
    return plane
        .logText()
        .lines()
        .filter(line -> line.contains("OutOfMemory"))
        .findFirst()
        .orElse("no OutOfMemoryError in its log");
  }

  private static Optional<Double> figure(String metrics, String name) {
    Matcher line =
        Pattern.compile("^" + name + "(?:\\{[^}]*})? ([-+.0-9eE]+)$", Pattern.MULTILINE)
            .matcher(metrics);
    return line.find() ? Optional.of(Double.valueOf(line.group(1))) : Optional.empty();
  }

  private static double cpuSeconds(long pid) {
    String stat = read(pid, "stat");
    List<String> fields =
        Pattern.compile(" ").splitAsStream(stat.substring(stat.lastIndexOf(')') + 2)).toList();
    return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / 100.0;
  }

  private static long resident(long pid) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/" + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(String format, Object... figures) {
    System.out.println("bench: " + String.format(Locale.ROOT, format, figures));
  }
}
