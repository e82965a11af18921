package org.kubosteward.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.RestartPod;

/** Stands in the world and notes every call that reaches it; holds the invariants against each. */
final class Auditor {
  private static final List<Invariant> INVARIANTS = Invariant.all();

  /** A minute as shipped, less what a call and its intent may lie apart. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(59);

  private static final long HOUR = 3_600_000;
  private static final long PINS_ARE_OLD = 720_000;

  private final World world;
  private final List<Deed> deeds = new ArrayList<>();
  private final Set<Integer> underWay = new TreeSet<>();
  private final List<String> breaches = new ArrayList<>();
  private final Map<Integer, Map<NodeId, Long>> pausesShown = new HashMap<>();
  private final Set<Integer> unanswered = new TreeSet<>();
  private final Set<Integer> refused = new TreeSet<>();
  private final Map<String, Long> blindAt = new HashMap<>();
  private final Map<String, Long> stormAt = new HashMap<>();
  private final Map<String, Integer> killedAt = new TreeMap<>();
  private final Map<String, Integer> stillAt = new TreeMap<>();

  /**
   * To be run when the effect of a call on the world is over, when it was answered, and when the
   * answer was that nothing was done.
   */
  record Call(Runnable over, Runnable answered, Runnable refused) {}

  Auditor(World world) {
    this.world = world;
  }

  /** A plane was shown this: from now on it knows of the annotations in it. */
  void looked(int plane, String process, long at, FleetSnapshot seen) {
    if (HandsOff.blind(seen).isPresent()) {
      blindAt.put(process, at);
    } else if (seen.views().filter(view -> !view.up() && !view.booting()).count()
        > Math.max(1, seen.nodes().size() / 3)) {
      stormAt.put(process, at);
    }
    if (!world.spec.pods()) {
      return;
    }
    Map<NodeId, Long> shown = pausesShown.computeIfAbsent(plane, p -> new HashMap<>());
    seen.views()
        .forEach(
            view ->
                view.pod()
                    .value()
                    .ifPresent(
                        pod -> {
                          if (pod.paused().isPresent()) {
                            shown.put(view.id(), at);
                          } else {
                            shown.remove(view.id());
                          }
                        }));
  }

  /** A call reaches the world; what comes back says what to do when it is over. */
  Call called(
      int plane,
      String process,
      Action action,
      Instant wall,
      FleetSnapshot look,
      long lookAt,
      List<Attempt> shelf) {
    Set<Long> used = new TreeSet<>();
    deeds.forEach(d -> d.row().ifPresent(row -> used.add(row.id())));
    Optional<Attempt> row =
        shelf.stream()
            .filter(a -> a.result() == Result.RUNNING && a.action().equals(action))
            .reduce((older, newer) -> newer);
    List<Attempt> unsettled =
        shelf.stream()
            .filter(a -> a.unsettled() && a.action().sameDeed(action))
            .filter(a -> row.filter(mine -> mine.id() == a.id()).isEmpty())
            .filter(a -> used.contains(a.id()))
            .toList();
    Deed deed =
        new Deed(
            deeds.size() + 1,
            world.now(),
            wall,
            plane,
            process,
            world.lease.holder(),
            action,
            look,
            lookAt,
            List.copyOf(world.wishes),
            row,
            unsettled,
            deeds.stream()
                .filter(d -> underWay.contains(d.number()) && !overAlready(d))
                .filter(d -> !mayGoOn(d, action, shelf))
                .toList(),
            (int) deeds.stream().filter(d -> waitsFor(d, process)).count(),
            blindAt.getOrDefault(process, -HOUR),
            stormAt.getOrDefault(process, -HOUR),
            troubleSince(action, row),
            truth(plane, action));
    askedTooSoon(deed).ifPresent(why -> breach("I3 cooled down", deed + ": " + why));
    List<Deed> done = deeds.stream().filter(d -> !refused.contains(d.number())).toList();
    for (Invariant invariant : INVARIANTS) {
      invariant
          .breach(deed, done, world.spec)
          .ifPresent(why -> breach(invariant.name(), deed + ": " + why));
    }
    deeds.add(deed);
    if (deed.disruptive()) {
      underWay.add(deed.number());
    }
    unanswered.add(deed.number());
    return new Call(
        () -> underWay.remove(deed.number()),
        () -> unanswered.remove(deed.number()),
        () -> refused.add(deed.number()));
  }

  /**
   * What was refused changed nothing and costs no cool-down; it is not asked for at once either.
   */
  private Optional<String> askedTooSoon(Deed deed) {
    return deeds.stream()
        .filter(d -> refused.contains(d.number()) && d.action().sameDeed(deed.action()))
        .filter(d -> !deed.acknowledgedSince(d, intent -> intent.concerns(deed.action())))
        .reduce((older, newer) -> newer)
        .filter(d -> !deed.wall().isBefore(d.wall()))
        .filter(d -> deed.wall().isBefore(d.wall().plus(ASK_AGAIN)))
        .map(d -> "it was refused a moment ago, " + d);
  }

  /** The world looks for the end of an effect once a second; a plane may see it before that. */
  private boolean overAlready(Deed deed) {
    Daemon target = daemon(deed.action().target());
    return deed.action() instanceof RestartPod restart
        ? target.ready && !target.podUid().equals(restart.podUid())
        : deed.action().kind() == ActionKind.COLLECT_GARBAGE && !target.collecting(world.now());
  }

  /** Under a collection that is given up on its own node a volume may grow: that cannot hurt it. */
  private static boolean mayGoOn(Deed deed, Action action, List<Attempt> shelf) {
    return action.kind() == ActionKind.GROW_VOLUME
        && deed.action().kind() == ActionKind.COLLECT_GARBAGE
        && deed.action().target().equals(action.target())
        && deed.row().stream()
            .flatMap(row -> shelf.stream().filter(now -> now.id() == row.id()))
            .anyMatch(now -> now.result() != Result.RUNNING);
  }

  private boolean waitsFor(Deed deed, String process) {
    return !deed.disruptive()
        && deed.process().equals(process)
        && unanswered.contains(deed.number());
  }

  private Daemon daemon(NodeId id) {
    return world.daemons.stream().filter(d -> d.id.equals(id)).findFirst().orElseThrow();
  }

  private Deed.Truth truth(int plane, Action action) {
    Daemon target = daemon(action.target());
    boolean others = world.daemons.stream().anyMatch(d -> d != target && d.up());
    boolean paused =
        action.nodes().stream()
            .anyMatch(
                node ->
                    pausesShown.getOrDefault(plane, Map.of()).containsKey(node)
                        && daemon(node).pausedUntil > world.now());
    return new Deed.Truth(
        target.up() && target.ready && world.now() >= target.apiCutUntil,
        target.up() && target.roots != 0 && !others,
        !target.onVolume && losesRoots(target),
        target.pinning(world.now()),
        paused);
  }

  /** Whether it pins what no other does: of what was unpinned just now no plane can know. */
  private boolean losesRoots(Daemon target) {
    return IntStream.range(0, Daemon.ROOTS)
        .filter(root -> (target.roots & 1 << root) != 0)
        .anyMatch(
            root ->
                world.daemons.stream()
                    .noneMatch(d -> d != target && d.pinned(root, world.now() - PINS_ARE_OLD)));
  }

  private long troubleSince(Action action, Optional<Attempt> row) {
    Daemon target = daemon(action.target());
    boolean tight = row.filter(r -> r.cause().code() == Code.DISK_NEAR_FULL).isPresent();
    return switch (action.kind()) {
      case RECONNECT_PEER ->
          world.net.apartSince(target.number, daemon(action.sibling().orElseThrow()).number);
      case COLLECT_GARBAGE -> tight ? target.tightSince : target.fullSince;
      case RESTART_POD -> target.awaySince;
      default -> world.now();
    };
  }

  void breach(String invariant, String what) {
    breaches.add(invariant + ": " + what);
  }

  void killed(String where) {
    killedAt.merge(where, 1, Integer::sum);
  }

  void stoodStill(String where) {
    stillAt.merge(where, 1, Integer::sum);
  }

  List<Deed> deeds() {
    return deeds;
  }

  List<String> breaches() {
    return breaches;
  }

  Map<String, Integer> killedAt() {
    return killedAt;
  }
}
