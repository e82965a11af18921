package org.kubosteward.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kubosteward.fleet.Preparation;

/** The start of a demo fleet in the background, and its end, whichever comes first. */
final class FleetStart {
  /** An interrupted start ends its nodes in a moment; the application does not wait for ever. */
  private static final Duration LONGEST_END = Duration.ofSeconds(15);

  private final Consumer<String> log;
  private final Consumer<String> alarm;
  // From the first moment on: a round may come before the settings were read, and see no fleet.
  private volatile Optional<Preparation> preparation =
      Optional.of(Preparation.of(List.of("see whether a demo fleet is wanted")));
  private volatile String word = "the demo fleet is not started yet";
  private volatile @Nullable DemoFleet fleet;
  private @Nullable Thread thread;
  private boolean ended;

  /** {@code log} hears what is done, {@code alarm} why there will be no fleet. */
  FleetStart(Consumer<String> log, Consumer<String> alarm) {
    this.log = log;
    this.alarm = alarm;
  }

  Optional<List<DemoNode>> nodes() {
    return Optional.ofNullable(fleet).map(DemoFleet::nodes);
  }

  /** The last thing that was said. */
  String word() {
    return word;
  }

  /** How far the start is, or how it failed; empty when none was wanted or it is over. */
  Optional<Preparation> preparation() {
    return fleet == null ? preparation : Optional.empty();
  }

  void decline(String reason) {
    preparation = Optional.empty();
    say(reason);
  }

  synchronized void begin(DemoSettings settings) {
    var steps = new StartSteps(settings.nodes(), settings.kubo().isPresent());
    // Before the thread runs: whoever asks from now on hears that a fleet is coming.
    preparation = Optional.of(steps.now());
    var starting = new Thread(() -> attempt(settings, steps), "demo-fleet-start");
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

  /** Whatever ends it is told: a start that ended in silence would be waited for without end. */
  private void attempt(DemoSettings settings, StartSteps steps) {
    try {
      start(settings, steps);
    } catch (DemoException e) {
      fail(steps, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      fail(steps, "its start ended in a fault of its own, " + e);
    }
  }

  private void start(DemoSettings settings, StartSteps steps) {
    var project = projectDirectory(settings);
    var kubo =
        settings.kubo().isPresent()
            ? KuboBinary.at(settings.kubo().get())
            : KuboBinary.obtain(project, line -> heard(line, steps));
    steps.starting();
    preparation = Optional.of(steps.now());
    var spec =
        DemoSpec.threeNodes()
            .withNodes(settings.nodes())
            .withStorageMax(settings.storageMax())
            .in(project.resolve(settings.directory()))
            .onMemorablePorts();
    say("starting %s with %s".formatted(spec, kubo.executable()));
    keep(DemoFleet.start(kubo, spec, this::say));
  }

  private void heard(String line, StartSteps steps) {
    steps.heard(line);
    preparation = Optional.of(steps.now());
    say(line);
  }

  private void fail(StartSteps steps, String cause) {
    var sentence = StartSteps.nextStep(cause);
    steps.failed(sentence);
    preparation = Optional.of(steps.now());
    word = sentence;
    if (!ended()) {
      alarm.accept(sentence);
    }
  }

  private synchronized boolean ended() {
    return ended;
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
    word = sentence;
    log.accept(sentence);
  }
}
