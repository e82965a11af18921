package org.kubosteward.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.kubosteward.act.Outcome;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.GrowVolume;
import org.kubosteward.remedy.RefreshLink;
import org.kubosteward.remedy.RestartPod;

/**
 * What the world makes of an action: it works, or it does not, or it does and nobody hears of it.
 */
final class Grip {
  private final World world;
  private final int plane;
  private final Sight sight;
  private final List<Daemon> collecting = new ArrayList<>();

  Grip(World world, int plane, Sight sight) {
    this.world = world;
    this.plane = plane;
    this.sight = sight;
  }

  /** The answer, some time later; {@code over} runs when the effect on the world is over. */
  CompletableFuture<Outcome> on(Action action, Runnable over) {
    Daemon target = daemon(action);
    return switch (action.kind()) {
      case RECONNECT_PEER, REFRESH_LINK -> dial(target, action, over);
      case COLLECT_GARBAGE -> collect(target, over);
      case RESTART_POD -> evict(target, (RestartPod) action, over);
      case GROW_VOLUME -> grow(target, (GrowVolume) action, over);
      case HEAL_BLOCKS -> heal(target, over);
      case COPY_CONTENT, HEAL_CONTENT, DROP_EXCESS ->
          throw new IllegalStateException("no content is in this world: " + action);
    };
  }

  private Daemon daemon(Action action) {
    return world.daemons.stream()
        .filter(d -> d.id.equals(action.target()))
        .min(Comparator.comparingInt(d -> d.number))
        .orElseThrow();
  }

  private CompletableFuture<Outcome> later(long delay, Result result, String detail) {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    world.after(delay, () -> answer.complete(new Outcome(result, detail)));
    return answer;
  }

  private CompletableFuture<Outcome> dial(Daemon target, Action action, Runnable over) {
    over.run();
    if (sight.silence(target).isPresent()) {
      return later(5_000, Result.FAILED, "no answer");
    }
    Daemon peer =
        world.daemons.stream()
            .filter(d -> action.sibling().filter(d.id::equals).isPresent())
            .findFirst()
            .orElseThrow();
    boolean refreshes = action instanceof RefreshLink;
    if (refreshes) {
      world.net.lose(target.number, peer.number, false, world.now());
    }
    boolean possible = peer.up() && !world.net.walled(target.number, peer.number, world.now());
    if (!possible) {
      return later(world.chance(50) ? 5_000 : 14_000, Result.FAILED, "dial failed");
    }
    if (world.chance(10)) {
      return later(1_000, Result.DONE, "connected, it says");
    }
    world.after(
        900,
        () -> {
          if (target.up() && peer.up() && !world.net.connected(target.number, peer.number)) {
            world.net.connect(target.number, peer.number, world.chance(refreshes ? 10 : 4));
          }
        });
    return later(1_000, Result.DONE, "connected in 900 ms");
  }

  private CompletableFuture<Outcome> collect(Daemon target, Runnable over) {
    long now = world.now();
    if (sight.silence(target).isPresent()) {
      over.run();
      return later(5_000, Result.FAILED, "no answer");
    }
    collecting.add(target);
    boolean stuck = target.pinning(now) || now < target.wedgeUntil;
    if (stuck) {
      target.gcSince = now;
      target.gcUntil = Math.max(target.pinUntil, target.wedgeUntil) + 60_000;
      whenGcEnds(target, over);
      return later(30 * 60_000L, Result.TIMED_OUT, "given up after 1800 s");
    }
    long takes = 5_000L + world.dice.nextInt(world.chance(20) ? 1_200_000 : 90_000);
    target.gcSince = now;
    target.gcUntil = now + takes;
    whenGcEnds(target, over);
    if (now < target.corruptUntil) {
      return later(
          takes, Result.FAILED, "aborted: ipld: could not find bafkreihdwdcefgh4dqkjv67uzcmw7o");
    }
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    int process = target.process;
    world.after(
        takes,
        () -> {
          boolean lived = target.process == process && target.gcUntil >= now + takes;
          if (lived) {
            target.holds(target.repoBytes - target.garbage, world.now());
            target.leaves(target.diskFree() + target.garbage, world.now());
            target.takesNoBlock(target.takesNoBlock() && target.garbage == 0, world.now());
            target.garbage = 0;
          }
          answer.complete(
              lived
                  ? new Outcome(Result.DONE, "freed")
                  : new Outcome(Result.FAILED, "the connection broke"));
        });
    return answer;
  }

  /** A sibling may have what is lost, and may be connected. */
  private CompletableFuture<Outcome> heal(Daemon target, Runnable over) {
    over.run();
    if (sight.silence(target).isPresent()) {
      return later(20_000, Result.FAILED, "no answer");
    }
    if (world.chance(40)) {
      return later(20_000, Result.FAILED, "no node that it is connected to has it");
    }
    target.corruptUntil = 0;
    return later(300, Result.DONE, "1 blocks fetched");
  }

  /** The process that called is gone: kubo lets go of most of what it did for it. */
  void abandoned() {
    for (Daemon daemon : collecting) {
      if (daemon.collecting(world.now()) && world.chance(80)) {
        daemon.gcUntil = world.now();
      }
    }
  }

  /** A collection is over when its daemon says so, or ends. */
  private void whenGcEnds(Daemon target, Runnable over) {
    world.after(
        1_000,
        () -> {
          if (target.collecting(world.now())) {
            whenGcEnds(target, over);
          } else {
            over.run();
          }
        });
  }

  private CompletableFuture<Outcome> evict(Daemon target, RestartPod action, Runnable over) {
    boolean unheard = !world.clusterAnswers(plane);
    if (unheard && world.chance(50)) {
      over.run();
      return later(15_000, Result.TIMED_OUT, "no answer from the API server");
    }
    if (!target.podUid().equals(action.podUid())) {
      over.run();
      return later(100, Result.FAILED, "the pod is gone");
    }
    boolean othersReady =
        world.daemons.stream().filter(d -> d != target).allMatch(d -> d.ready && !d.leaving);
    if (!othersReady || target.leaving) {
      over.run();
      return later(100, Result.REFUSED, "the disruption budget refuses");
    }
    world.replacePod(target);
    whenReady(target, target.podNumber, world.now() + 300_000, over);
    return unheard
        ? later(15_000, Result.TIMED_OUT, "no answer from the API server")
        : later(200, Result.DONE, "evicted");
  }

  private void whenReady(Daemon target, int pod, long atLast, Runnable over) {
    world.after(
        1_000,
        () -> {
          if ((target.podNumber > pod && target.ready) || world.now() >= atLast) {
            over.run();
          } else {
            whenReady(target, pod, atLast, over);
          }
        });
  }

  private CompletableFuture<Outcome> grow(Daemon target, GrowVolume action, Runnable over) {
    if (!world.clusterAnswers(plane)) {
      over.run();
      return later(15_000, Result.TIMED_OUT, "no answer from the API server");
    }
    if (target.requested != action.fromBytes()) {
      over.run();
      return later(100, Result.FAILED, "the claim asks for something else");
    }
    target.requested = action.toBytes();
    if (world.chance(85)) {
      world.after(
          10_000 + world.dice.nextInt(120_000),
          () -> {
            target.leaves(target.diskFree() + target.requested - target.capacity, world.now());
            target.takesNoBlock(false, world.now());
            target.capacity = target.requested;
            over.run();
          });
    } else {
      world.after(300_000, over);
    }
    return later(150, Result.DONE, "asks for more");
  }
}
