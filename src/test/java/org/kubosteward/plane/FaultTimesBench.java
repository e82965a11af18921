package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.demo.KuboBinary;
import org.kubosteward.plane.TimedFleet.Times;

/**
 * How long from a fault to the finding and to the repair, at the shipped pace, beside kubo alone:
 * each repetition is held on two fleets at the same moment, one with a plane and one without, so
 * that the noise of the machine hits both. {@code -Dbench.record} keeps the table.
 */
class FaultTimesBench {
  private static final int REPETITIONS = Integer.getInteger("bench.repetitions", 20);

  /**
   * No repetition begins after this; with the start and the last ones it is a quarter of an hour.
   */
  private static final Duration LAST_START = Duration.ofMinutes(13);

  private static final Path PAGE = Path.of("docs/benchmarks.md");

  private final Path directory;
  private final KuboBinary kubo = KuboBinary.obtain(System.err::println);
  private final Map<TimedFault, List<Times>> with = new TreeMap<>();
  private final Map<TimedFault, List<Times>> alone = new TreeMap<>();
  private final Instant last = Instant.now().plus(LAST_START);

  FaultTimesBench(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void fromFaultToVerdictAndToRepairBesideKuboAlone() throws Exception {
    ExecutorService lanes = Executors.newCachedThreadPool();
    List<CompletableFuture<Void>> running = new ArrayList<>();
    List<TimedFleet> fleets = Collections.synchronizedList(new ArrayList<>());
    try {
      for (TimedFault fault : TimedFault.values()) {
        with.put(fault, Collections.synchronizedList(new ArrayList<>()));
        alone.put(fault, Collections.synchronizedList(new ArrayList<>()));
        for (int lane = 0; lane < fault.lanes(); lane++) {
          String name = fault.name() + lane;
          TimedFleet one = TimedFleet.withPlane(kubo, directory.resolve(name + "-with"), fault);
          fleets.add(one);
          TimedFleet other = TimedFleet.alone(kubo, directory.resolve(name + "-alone"), fault);
          fleets.add(other);
          Random random = new Random(name.hashCode());
          running.add(
              CompletableFuture.runAsync(() -> repeat(fault, one, other, random, lanes), lanes));
        }
      }
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } finally {
      lanes.shutdownNow();
      fleets.forEach(TimedFleet::close);
    }
    List<String> table = table();
    table.forEach(System.out::println);
    if (System.getProperty("bench.record") != null) {
      record(table);
    }
    assertThat(with.values()).allSatisfy(times -> assertThat(times).isNotEmpty());
  }

  private void repeat(
      TimedFault fault, TimedFleet one, TimedFleet other, Random random, ExecutorService lanes) {
    CompletableFuture<Void> beside = CompletableFuture.completedFuture(null);
    for (int i = 0; i < REPETITIONS / fault.lanes() && Instant.now().isBefore(last); i++) {
      int turn = i;
      // The fault falls at any moment between two rounds.
      Duration pause = Duration.ofMillis(2_000L + random.nextInt(15_000));
      if (i % fault.batch() == 0) {
        beside.join();
        List<Integer> turns = IntStream.range(turn, turn + fault.batch()).boxed().toList();
        beside =
            CompletableFuture.runAsync(
                () -> hold(other, turns, pause, alone.getOrDefault(fault, List.of())), lanes);
      }
      hold(one, List.of(turn), pause, with.getOrDefault(fault, List.of()));
    }
    beside.join();
  }

  private static void hold(
      TimedFleet fleet, List<Integer> turns, Duration pause, List<Times> times) {
    try {
      times.addAll(fleet.hold(turns, pause));
    } catch (AssertionError | ConditionTimeoutException | IllegalStateException e) {
      System.out.println("not held: " + e.getMessage());
    }
  }

  private List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| fault | mended is | found by the plane | mended with the plane | mended by kubo alone |");
    lines.add("|---|---|---|---|---|");
    for (TimedFault fault : TimedFault.values()) {
      List<Times> mine = with.getOrDefault(fault, List.of());
      List<Times> others = alone.getOrDefault(fault, List.of());
      lines.add(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  fault.what(),
                  fault.mended(),
                  told(mine.stream().map(Times::found).toList()),
                  told(mine.stream().map(Times::mended).toList()),
                  told(others.stream().map(Times::mended).toList())));
    }
    return lines;
  }

  /** The times by nearest rank; a fault that was over before it was found has none. */
  private static String told(List<Duration> times) {
    List<Duration> reached = times.stream().filter(t -> !t.isNegative()).sorted().toList();
    if (reached.isEmpty()) {
      return "never (n " + times.size() + ")";
    }
    String count =
        reached.size() == times.size()
            ? "n " + times.size()
            : "n %d of %d".formatted(reached.size(), times.size());
    return "%s / %s (%s)".formatted(rank(reached, 0.5), rank(reached, 0.95), count);
  }

  private static String rank(List<Duration> sorted, double part) {
    Duration time = sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    return time.compareTo(TimedFleet.MOST) >= 0
        ? "> " + TimedFleet.MOST.toSeconds() + " s"
        : DrillReport.seconds(time);
  }

  private static void record(List<String> table) throws IOException {
    List<String> lines = new ArrayList<>(HEAD.lines().toList());
    lines.addAll(table);
    lines.add("");
    lines.add(
        "Measured on %s, %d cores."
            .formatted(LocalDate.now(ZoneOffset.UTC), Runtime.getRuntime().availableProcessors()));
    List<String> rest =
        Files.exists(PAGE)
            ? Files.readAllLines(PAGE).stream().dropWhile(l -> !l.startsWith("## ")).toList()
            : List.of();
    lines.add("");
    lines.addAll(rest);
    Files.write(PAGE, lines);
  }

  private static final String HEAD =
      """
      # Benchmarks

      Fault to verdict and to repair: `./mvnw -Pbench verify -Dit.test=FaultTimesBench
      -Dbench.record=true`, a quarter of an hour. Real kubo 0.43 nodes, three a fleet, in `Peering` with
      each other, and the packaged plane at the shipped pace: a round every 15 s, every second while
      something is unsettled. The fault falls at a random moment between two rounds. Each repetition is
      held at the same moment on two fleets, one with a plane and one without, so that the noise of the
      machine hits both; only the full repositories without a plane are held ten at a time. The plane
      may collect, and as often as there are repetitions; all else is as shipped.

      p50 / p95 by nearest rank. *n 7 of 20*: the other 13 were over before the plane had found them.

      """;
}
