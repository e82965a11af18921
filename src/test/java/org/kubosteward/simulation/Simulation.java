package org.kubosteward.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Subject;
import org.kubosteward.journal.Round;

/** One world from its first beat to its evening, with real planes in it. */
final class Simulation {
  private final World world;
  private final Shelf shelf;
  private final Auditor auditor;
  private final Trace trace = new Trace();
  private final List<Steward> stewards = new ArrayList<>();
  private final Operators operators;
  private final Fate fate;
  private boolean acknowledged;

  /**
   * What came of it.
   *
   * @param steps looks of a plane at a node, happenings, and calls
   * @param spurious restarts of a node that had come back since it was looked at
   */
  record Result(
      Spec spec,
      long hash,
      long steps,
      int deeds,
      int disruptive,
      long spurious,
      List<String> breaches,
      Map<String, Integer> killedAt) {}

  private Simulation(Spec spec, Shelf shelf, Mutation mutation) {
    this.world = new World(spec);
    this.shelf = shelf;
    this.auditor = new Auditor(world);
    this.operators = new Operators(world, shelf);
    this.fate = new Fate(world);
    for (int n = 0; n < spec.planes(); n++) {
      stewards.add(new Steward(n, world, shelf, auditor, trace, mutation));
    }
  }

  static Result run(long seed, Mutation mutation) {
    Spec spec = Spec.of(seed);
    return run(spec, Weather.of(spec), mutation, MemoryShelf::new);
  }

  static Result run(
      Spec spec, List<Happening> weather, Mutation mutation, Supplier<Shelf> shelves) {
    Faults.hush();
    try (Shelf shelf = shelves.get()) {
      return new Simulation(spec, shelf, mutation).run(weather);
    }
  }

  private Result run(List<Happening> weather) {
    acknowledged = weather.stream().anyMatch(what -> what.kind() == Happening.Kind.ACKNOWLEDGE);
    Spec spec = world.spec;
    weather.forEach(what -> world.after(what.at(), () -> happen(what)));
    world.runUntil(spec.lasts() - Weather.EVENING);
    evening();
    world.runUntil(spec.lasts());
    List<Deed> deeds = auditor.deeds();
    Written.atTheEnd(deeds, shelf.attempts(), world.now())
        .ifPresent(why -> auditor.breach("I9 written", why));
    toldAtTheEnd().ifPresent(why -> auditor.breach("I10 mended or told", why));
    Faults.taken().forEach(fault -> auditor.breach("I0 no fault of its own", fault));
    return new Result(
        spec,
        trace.hash(),
        world.steps,
        deeds.size(),
        (int) deeds.stream().filter(Deed::disruptive).count(),
        deeds.stream().filter(Deed::disruptive).filter(Simulation::spurious).count(),
        auditor.breaches(),
        auditor.killedAt());
  }

  private static boolean spurious(Deed deed) {
    return deed.action().kind().label().equals("restart-pod") && deed.truth().serves();
  }

  private void happen(Happening what) {
    world.steps++;
    trace.add(what.kind().name());
    trace.add(world.now());
    Steward steward = stewards.get(what.who() % stewards.size());
    switch (what.kind()) {
      case KILL -> steward.killAfter(what.other(), what.span());
      case STANDSTILL -> steward.stillAfter(what.other(), what.span());
      case CLOCK_STEP -> world.clockStep[what.who() % stewards.size()] += what.other() * 1_000L;
      case JOURNAL_DOUBT -> shelf.doubt();
      case JOURNAL_DOWN -> {
        shelf.answers(false);
        world.after(what.span(), () -> shelf.answers(true));
      }
      default -> {
        if (!fate.befalls(what) && !operators.ask(what, stewards.get(0).wall())) {
          throw new IllegalStateException("nobody knows what to do about " + what);
        }
      }
    }
  }

  private void evening() {
    world.evening();
    shelf.answers(true);
    stewards.forEach(Steward::spare);
  }

  /**
   * I10: when what keeps the fleet from healing is gone, no trouble is left that is neither mended
   * nor told. The plane that leads has seen it for long enough by now.
   */
  private Optional<String> toldAtTheEnd() {
    Optional<HealthReport> report =
        stewards.stream()
            .flatMap(s -> s.latest().stream())
            .filter(Round::leader)
            .map(Round::report)
            .reduce((one, other) -> other);
    if (report.isEmpty()) {
      return Optional.of("nobody leads");
    }
    for (Daemon daemon : world.daemons) {
      boolean away = daemon.awaySince < world.now() - 120_000 && daemon.life == Daemon.Life.HUNG;
      boolean full = daemon.fullSince < world.now() - 120_000 && daemon.fill() >= 0.86;
      boolean tight = daemon.tightSince < world.now() - 120_000 && daemon.takesNoBlock();
      if ((away || ((full || tight) && daemon.up())) && !speaksOf(report.get(), daemon.id)) {
        return Optional.of("nothing is said of %s: %s".formatted(daemon.id, daemon.life));
      }
      if (daemon.anew && daemon.up() && !acknowledged && !speaksOf(report.get(), daemon.id)) {
        return Optional.of("nothing is said of the new identity of " + daemon.id);
      }
      for (Daemon other : world.daemons) {
        boolean apart =
            daemon.number < other.number
                && daemon.up()
                && other.up()
                && !world.net.connected(daemon.number, other.number)
                && world.net.apartSince(daemon.number, other.number) < world.now() - 120_000;
        if (apart && !speaksOf(report.get(), daemon.id) && !speaksOf(report.get(), other.id)) {
          return Optional.of("nothing is said of %s and %s".formatted(daemon.id, other.id));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean speaksOf(HealthReport report, NodeId node) {
    return report.findings().stream()
        .anyMatch(
            f -> f.subject().nodes().contains(node) || f.subject() instanceof Subject.OfFleet);
  }
}
