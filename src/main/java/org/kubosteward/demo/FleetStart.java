package org.kubosteward.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The start of a demo fleet in the background, and its end, whichever comes first. */
final class FleetStart {
  /** An interrupted start ends its nodes in a moment; the application does not wait for ever. */
  private static final Duration LONGEST_END = Duration.ofSeconds(15);

  private final Consumer<String> log;
  private volatile String progress = "the demo fleet is not started yet";
  private volatile @Nullable DemoFleet fleet;
  private @Nullable Thread thread;
  private boolean ended;

  FleetStart(Consumer<String> log) {
    this.log = log;
  }

  Optional<List<DemoNode>> nodes() {
    return Optional.ofNullable(fleet).map(DemoFleet::nodes);
  }

  String progress() {
    return progress;
  }

  void decline(String reason) {
    say(reason);
  }

  synchronized void begin(DemoSettings settings) {
    var starting = new Thread(() -> start(settings), "demo-fleet-start");
    starting.setDaemon(true);
    thread = starting;
    starting.start();
  }

  void end() {
    var starting = endStart();
    if (starting.isEmpty()) {
      return;
    }
    starting.get().interrupt();
    try {
      starting.get().join(LONGEST_END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var running = fleet;
    if (running != null) {
      running.close();
      fleet = null;
    }
    say("the demo fleet is stopped");
  }

  private synchronized Optional<Thread> endStart() {
    ended = true;
    return Optional.ofNullable(thread);
  }

  private void start(DemoSettings settings) {
    try {
      var project = projectDirectory(settings);
      var kubo =
          settings.kubo().isPresent()
              ? KuboBinary.at(settings.kubo().get())
              : KuboBinary.obtain(project, this::say);
      var spec =
          DemoSpec.threeNodes()
              .withNodes(settings.nodes())
              .withStorageMax(settings.storageMax())
              .in(project.resolve(settings.directory()))
              .onMemorablePorts();
      say("starting %s with %s".formatted(spec, kubo.executable()));
      keep(DemoFleet.start(kubo, spec, this::say));
    } catch (DemoException e) {
      say("no demo fleet: " + e.getMessage());
    }
  }

  private synchronized void keep(DemoFleet started) {
    if (ended) {
      started.close();
    } else {
      fleet = started;
    }
  }

  /** Without {@code lab/get} to ask, only a named kubo will do, and any directory. */
  private static Path projectDirectory(DemoSettings settings) {
    return settings.kubo().isPresent()
        ? Path.of("").toAbsolutePath()
        : KuboBinary.projectDirectory(Path.of(""));
  }

  private void say(String sentence) {
    progress = sentence;
    log.accept(sentence);
  }
}
