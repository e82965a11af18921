package org.kubosteward.simulation;

import org.kubosteward.simulation.Daemon.Life;
import org.kubosteward.simulation.Daemon.Loop;

/** Lets happenings befall the nodes and what is around them. */
final class Fate {
  private final World world;

  Fate(World world) {
    this.world = world;
  }

  /** Whether it was one for the nodes, and is done. */
  boolean befalls(Happening what) {
    Daemon daemon = world.daemons.get(what.who() % world.spec.nodes());
    return ofProcess(what, daemon)
        || ofNetwork(what, daemon)
        || ofDisk(what, daemon)
        || ofSight(what, daemon);
  }

  private boolean ofProcess(Happening what, Daemon daemon) {
    switch (what.kind()) {
      case CRASH -> crash(daemon, what.span());
      case STORM ->
          world.daemons.stream()
              .filter(d -> d.number % 2 == what.who() % 2)
              .forEach(d -> crash(d, what.span()));
      case CRASH_LOOP -> loop(daemon, Loop.CONFIG, what.span());
      case OOM_LOOP -> loop(daemon, Loop.MEMORY, what.span());
      case HANG -> world.hang(daemon, what.span());
      case FLAP -> flap(daemon, what.span());
      case ROLLOUT -> rollout(what.span());
      case UNREADY -> {
        world.unready(daemon);
        world.ifStill(daemon, what.span(), () -> world.ready(daemon));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void crash(Daemon daemon, long span) {
    if (daemon.life != Life.DOWN) {
      world.crash(daemon, world.spec.pods() ? 2_000 + span / 10 : span);
    }
  }

  private void loop(Daemon daemon, Loop loop, long span) {
    daemon.loop = loop;
    daemon.loopUntil = world.now() + span;
    crash(daemon, 5_000);
  }

  private void flap(Daemon daemon, long left) {
    if (left > 0) {
      crash(daemon, 8_000);
      world.after(20_000, () -> flap(daemon, left - 20_000));
    }
  }

  private void rollout(long span) {
    world.rolloutUntil = world.now() + Math.max(60_000, span);
    Daemon last = world.daemons.get(world.spec.nodes() - 1);
    world.after(5_000, () -> world.replacePod(last));
  }

  private boolean ofNetwork(Happening what, Daemon daemon) {
    long until = world.now() + what.span();
    switch (what.kind()) {
      case API_CUT -> daemon.apiCutUntil = until;
      case DATA_CUT -> cut(daemon, world.daemons.get(what.other() % world.spec.nodes()), until);
      case OFFLINE_MODE -> {
        daemon.offlineUntil = until;
        world.daemons.forEach(other -> cut(daemon, other, until));
      }
      case ISLAND -> world.daemons.forEach(other -> cut(daemon, other, until));
      case DISCONNECT -> {
        Daemon other = world.daemons.get(what.other() % world.spec.nodes());
        if (other != daemon) {
          world.part(daemon, other, false, what.span());
        }
      }
      case LINK_FLAP ->
          flap(daemon, world.daemons.get(what.other() % world.spec.nodes()), what.span());
      case BLIND_LINK -> {
        int other = what.other() % world.spec.nodes();
        if (world.net.connected(daemon.number, other)) {
          world.net.blinded(daemon.number, other);
        }
      }
      case CLUSTER_CUT -> world.clusterCutUntil[what.who()] = until;
      case CLUSTER_GONE -> world.clusterGoneUntil = until;
      case STALE_PODS -> world.stalePodsUntil = until;
      case PLANE_CUT -> world.planeCutUntil[what.who()] = until;
      case SOURCE_DOUBT -> world.sourceDoubtUntil = until;
      default -> {
        return false;
      }
    }
    return true;
  }

  private void flap(Daemon one, Daemon other, long left) {
    if (left > 0 && one != other) {
      world.part(one, other, false, 60_000);
      world.after(20_000, () -> flap(one, other, left - 20_000));
    }
  }

  private void cut(Daemon one, Daemon other, long until) {
    if (one != other) {
      world.net.wall(one.number, other.number, until);
      world.part(one, other, true, until - world.now());
    }
  }

  private boolean ofDisk(Happening what, Daemon daemon) {
    long until = world.now() + what.span();
    switch (what.kind()) {
      case FILL -> {
        daemon.holds(
            (long) (Daemon.MAX_BYTES * (0.86 + what.span() / 1000 % 13 / 100.0)), world.now());
        daemon.garbage = daemon.repoBytes / 100 * what.other();
      }
      case VOLUME_LOST -> {
        crash(daemon, 5_000);
        daemon.anew = true;
        daemon.key = daemon.key + "anew";
        world.named(daemon, daemon.key);
        daemon.unpin(Daemon.ALL_ROOTS, world.now());
        daemon.garbage = 0;
        daemon.holds(1L << 30, world.now());
      }
      case DISK_FULL -> daemon.leaves(100L << 20, world.now());
      case BLOCKS_FULL -> daemon.takesNoBlock(true, world.now());
      case STUCK_PIN -> {
        if (daemon.up() && !daemon.pinning(world.now())) {
          daemon.pinSince = world.now();
          daemon.pinUntil = until;
        }
      }
      case FOREIGN_GC -> {
        if (daemon.up() && !daemon.collecting(world.now())) {
          daemon.gcSince = world.now();
          daemon.gcUntil = until;
        }
      }
      case GC_WEDGE -> daemon.wedgeUntil = until;
      case CORRUPT_BLOCK -> daemon.corruptUntil = until;
      case LOST_PIN -> daemon.unpin(1 << Math.floorMod(what.other(), Daemon.ROOTS), world.now());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean ofSight(Happening what, Daemon daemon) {
    long until = world.now() + what.span();
    switch (what.kind()) {
      case STALE -> daemon.staleUntil = until;
      case LATE -> daemon.lateUntil = until;
      case NOT_SERVING -> {
        daemon.servesNobodyUntil = until;
        daemon.servesNobodyByConfiguration = what.other() % 2 == 0;
      }
      case PARTIAL -> {
        daemon.partialUntil = until;
        daemon.partialQuestion = what.other();
      }
      case ODD_VERSION -> {
        daemon.release = what.other() % 2 == 0 ? "0.42.0" : "custom";
        world.after(what.span() * 10, () -> daemon.release = "0.43.0");
      }
      case ANNOTATED_PAUSE -> daemon.pausedUntil = until;
      case CLONE -> {
        world.named(daemon, world.daemons.get(what.other() % world.spec.nodes()).key);
        world.after(what.span(), () -> world.named(daemon, daemon.key));
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
