package org.kubosteward.plane;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.KuboBinary;

/** Real nodes, with a plane or without, on which the times of one fault are taken. */
final class TimedFleet implements AutoCloseable {
  /** Longer is not waited for. */
  static final Duration MOST = Duration.ofMinutes(2);

  /** Between two looks; a look at all links takes about as long. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private static final int NODES = 3;
  private static final Duration NEVER = Duration.ofMillis(-1);
  private static final String COLLECT = "steward.remedy.actions.\"collect-garbage\".";

  private final DemoFleet fleet;
  private final Optional<PlaneProcess> plane;
  private final TimedFault fault;

  /**
   * From the fault on.
   *
   * @param found negative when it was over before it was found
   * @param mended {@link #MOST} or more when it was not by then
   */
  record Times(Duration found, Duration mended) {}

  private TimedFleet(DemoFleet fleet, Optional<PlaneProcess> plane, TimedFault fault) {
    this.fleet = fleet;
    this.plane = plane;
    this.fault = fault;
  }

  static TimedFleet alone(KuboBinary kubo, Path directory, TimedFault fault) {
    return new TimedFleet(
        fleet(kubo, directory, Math.max(NODES, fault.batch())), Optional.empty(), fault);
  }

  /** Allowed to collect as often as there are repetitions; else as shipped. */
  static TimedFleet withPlane(KuboBinary kubo, Path directory, TimedFault fault) {
    DemoFleet fleet = fleet(kubo, directory, NODES);
    PlaneProcess plane =
        new PlaneProcess(directory.resolve("plane"))
            .compiledAsShipped()
            .atShippedPace()
            .with(COLLECT + "mode", "auto")
            .with(COLLECT + "cooldown", "1s")
            .with(COLLECT + "cooldown-max", "1s")
            .with("steward.remedy.disruptive-per-hour", 1000)
            .with("steward.remedy.disruptive-per-day", 1000)
            .over(fleet.nodes())
            .start();
    return new TimedFleet(fleet, Optional.of(plane), fault);
  }

  private static DemoFleet fleet(KuboBinary kubo, Path directory, int nodes) {
    return DemoFleet.start(
        kubo,
        DemoSpec.threeNodes()
            .in(directory.resolve("fleet"))
            .withNodes(nodes)
            .withStorageMax("20MB"));
  }

  /**
   * Waits until all is well and {@code pause} longer, then takes the times of the fault.
   *
   * @param turns which nodes: one turn, or several at once
   */
  List<Times> hold(List<Integer> turns, Duration pause) {
    await("all to be well", this::well);
    Instant well = Instant.now();
    await("the moment", () -> Instant.now().isAfter(well.plus(pause)));
    List<Watch> watches = turns.stream().map(Watch::new).toList();
    Awaitility.await()
        .pollInterval(LOOK_EVERY)
        .atMost(MOST.multipliedBy(2))
        .ignoreExceptions()
        .until(() -> watches.stream().filter(watch -> !watch.done()).findAny().isEmpty());
    turns.forEach(turn -> fault.end(fleet.nodes(), turn));
    return watches.stream().map(Watch::times).toList();
  }

  /** One fault, from its injection on. */
  private final class Watch {
    private final int turn;
    private final Instant since;
    private Duration found = NEVER;
    private Duration mended = MOST;

    Watch(int turn) {
      this.turn = turn;
      Instant before = Instant.now();
      fault.inject(fleet.nodes(), turn);
      // A repository is full when it has been filled; else the fault begins with its injection.
      since = fault == TimedFault.FULL ? Instant.now() : before;
    }

    /** Looks, and says whether there is nothing more to see. */
    boolean done() {
      if (found.isNegative() && plane.filter(p -> tells(p)).isPresent()) {
        found = passed();
      }
      if (mended.equals(MOST) && fault.over(fleet.nodes(), turn)) {
        mended = passed();
      }
      boolean told = plane.isEmpty() || !fault.endless() || !found.isNegative();
      return (told && mended.compareTo(MOST) < 0) || passed().compareTo(MOST) > 0;
    }

    private Duration passed() {
      return Duration.between(since, Instant.now());
    }

    Times times() {
      return new Times(found, mended);
    }
  }

  private boolean tells(PlaneProcess watching) {
    return PlaneProcess.stream(watching.health().path("findings"))
        .anyMatch(finding -> fault.codes().contains(finding.path("code").asText()));
  }

  private boolean well() {
    return plane.map(p -> p.health().path("status").asText().equals("OK")).orElse(true)
        && (fault == TimedFault.FULL || TimedFault.exchanging(fleet.nodes()));
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(MOST)
        .pollInterval(LOOK_EVERY)
        .ignoreExceptions()
        .until(condition);
  }

  @Override
  public void close() {
    plane.ifPresent(PlaneProcess::close);
    fleet.nodes().forEach(node -> node.pid().ifPresent(pid -> node.resume()));
    fleet.close();
  }
}
