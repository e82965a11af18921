package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.plane.FaultTrial.Seen;

/**
 * The faults in which nothing that can hurt may be done, again and again, with every action
 * allowed: {@code lab/faults --negative}. {@code -Dfaults.repeat=N} for more of each, {@code
 * -Dfaults.minutes=M} to begin none after that, {@code -Dfaults.lanes=L} for as many fleets side by
 * side, {@code -Dfaults.record} to keep the count in docs/faults.md.
 */
class FaultNegativesRun {
  private static final Path PAGE = Path.of("docs/faults.md");

  private final int lanes = Integer.getInteger("faults.lanes", 1);
  private final Instant last =
      Instant.now().plus(Duration.ofMinutes(Integer.getInteger("faults.minutes", 24 * 60)));
  private final Queue<Fault> due = new ConcurrentLinkedQueue<>();
  private final List<Seen> all = new ArrayList<>();
  private final DoubleSummaryStatistics load = new DoubleSummaryStatistics();

  @Test
  void nothingThatCanHurtIsDoneWhereThereIsNoNeed(@TempDir Path directory) throws Exception {
    for (int i = 0; i < Integer.getInteger("faults.repeat", 1); i++) {
      due.addAll(FaultList.chosen(FaultList.controls()));
      due.addAll(FaultList.chosen(FaultList.negatives()));
    }
    ExecutorService threads = Executors.newFixedThreadPool(lanes);
    List<Future<?>> running = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      Path own = Files.createDirectories(directory.resolve("lane" + lane));
      running.add(threads.submit(() -> hold(own)));
    }
    threads.shutdown();
    for (Future<?> lane : running) {
      lane.get();
    }
    if (System.getProperty("faults.record") != null) {
      write(PAGE);
    }
    assertThat(all).isNotEmpty().allMatch(seen -> seen.disruptive() == seen.fault().disruptive());
  }

  private Object hold(Path directory) throws Exception {
    try (FaultGround ground = new FaultGround(directory)) {
      for (Fault fault = due.poll();
          fault != null && Instant.now().isBefore(last);
          fault = due.poll()) {
        saw(FaultTrial.of(ground, fault));
      }
    }
    return directory;
  }

  private synchronized void saw(Seen seen) throws IOException {
    all.add(seen);
    load.accept(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    System.out.println(
        "fault %d: %s, %d disruptive"
            .formatted(all.size(), FaultPage.row(List.of(seen)), seen.disruptive()));
    write(Path.of("target/faults.md"));
  }

  private void write(Path page) throws IOException {
    FaultPage.write(page, FaultPage.withNegatives(FaultPage.read(PAGE), all, lanes, load));
  }
}
