package org.kubosteward.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.kubosteward.simulation.Daemon.Life;
import org.kubosteward.simulation.Daemon.Loop;

/** The fleet as it truly is, and the true time. */
final class World {
  private static final int REDIAL_MOST = 600_000;

  final Spec spec;
  final Random dice;
  final List<Daemon> daemons = new ArrayList<>();
  final Net net;
  final Lease lease = new Lease();
  final List<Wish> wishes = new ArrayList<>();
  final long[] clockStep;
  final long[] planeCutUntil;
  final long[] clusterCutUntil;
  long clusterGoneUntil;
  long stalePodsUntil;
  long rolloutUntil;
  long sourceDoubtUntil;
  long steps;
  private final PriorityQueue<Due> queue = new PriorityQueue<>();
  private long now;
  private long entries;

  private record Due(long at, long order, Runnable what) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  World(Spec spec) {
    this.spec = spec;
    this.dice = new Random(spec.seed());
    this.net = new Net(spec.nodes());
    this.clockStep = new long[spec.planes()];
    this.planeCutUntil = new long[spec.planes()];
    this.clusterCutUntil = new long[spec.planes()];
    for (int n = 0; n < spec.nodes(); n++) {
      Daemon daemon = new Daemon(n);
      daemon.onVolume = dice.nextInt(5) > 0;
      daemon.roots = roots();
      daemons.add(daemon);
    }
  }

  /** A node keeps what all keep, or some of it, or little. */
  private int roots() {
    return switch (dice.nextInt(3)) {
      case 0 -> Daemon.ALL_ROOTS;
      case 1 -> dice.nextInt(Daemon.ALL_ROOTS + 1);
      default -> 1 << dice.nextInt(Daemon.ROOTS);
    };
  }

  long now() {
    return now;
  }

  boolean chance(int percent) {
    return dice.nextInt(100) < percent;
  }

  void after(long delay, Runnable what) {
    queue.add(new Due(now + Math.max(1, delay), entries++, what));
  }

  /** Lets everything happen that is due until then. What happens may itself let time pass. */
  void runUntil(long until) {
    while (!queue.isEmpty() && queue.peek().at() <= until) {
      Due due = queue.poll();
      now = Math.max(now, due.at());
      due.what().run();
    }
    now = Math.max(now, until);
  }

  boolean clusterAnswers() {
    return now >= clusterGoneUntil;
  }

  /** Whether the API server answers that plane. */
  boolean clusterAnswers(int plane) {
    return clusterAnswers() && now >= clusterCutUntil[plane];
  }

  void crash(Daemon daemon, long downFor) {
    end(daemon, Life.DOWN);
    daemon.endedAt = now;
    ifStill(daemon, downFor, () -> start(daemon));
  }

  /** The process ends: its siblings know at once, and what it did is over. */
  private void end(Daemon daemon, Life life) {
    daemon.process++;
    daemon.life = life;
    daemon.awaySince = Math.min(daemon.awaySince, now);
    daemon.gcUntil = 0;
    daemon.pinUntil = 0;
    unready(daemon);
    for (Daemon other : daemons) {
      if (other != daemon) {
        net.lose(daemon.number, other.number, false, now);
      }
    }
  }

  void start(Daemon daemon) {
    daemon.life = Life.STARTING;
    daemon.restarts += spec.pods() ? 1 : 0;
    long takes = daemon.slowStart;
    daemon.slowStart = 2_000L + dice.nextInt(chance(10) ? 240_000 : 8_000);
    ifStill(daemon, takes, () -> risen(daemon));
  }

  private void risen(Daemon daemon) {
    daemon.life = Life.UP;
    daemon.backingOff = false;
    for (Daemon other : daemons) {
      if (other != daemon) {
        redial(daemon, other, 1_000 + dice.nextInt(30_000));
      }
    }
    ifStill(daemon, 60_000, () -> daemon.awaySince = Daemon.NEVER);
    ifStill(daemon, 4_000, () -> ready(daemon));
    if (daemon.loop != Loop.NONE) {
      ifStill(daemon, 2_000 + dice.nextInt(9_000), () -> loopEnds(daemon));
    }
  }

  private void loopEnds(Daemon daemon) {
    if (daemon.loop == Loop.NONE) {
      return;
    }
    if (now >= daemon.loopUntil) {
      daemon.loop = Loop.NONE;
      return;
    }
    long backOff = Math.min(300_000, 10_000L << Math.min(5, daemon.restarts));
    crash(daemon, backOff);
    daemon.backingOff = spec.pods();
  }

  void hang(Daemon daemon, long span) {
    if (!daemon.up()) {
      return;
    }
    daemon.life = Life.HUNG;
    daemon.awaySince = Math.min(daemon.awaySince, now);
    int process = ++daemon.process;
    for (Daemon other : daemons) {
      if (other != daemon) {
        net.lose(daemon.number, other.number, true, now);
      }
    }
    if (spec.probes()) {
      ifStill(daemon, 20_000, () -> unready(daemon));
    }
    after(
        span,
        () -> {
          if (daemon.process == process && daemon.life == Life.HUNG) {
            risen(daemon);
          }
        });
  }

  void ready(Daemon daemon) {
    daemon.ready = true;
    daemon.bootingSince = Daemon.NEVER;
    daemon.readySince = now;
  }

  void unready(Daemon daemon) {
    if (daemon.ready) {
      daemon.ready = false;
      daemon.readySince = now;
    }
  }

  /** The pod goes, and its StatefulSet makes it anew. */
  void replacePod(Daemon daemon) {
    daemon.leaving = true;
    long grace = 1_000L + dice.nextInt(20_000);
    int pod = daemon.podNumber;
    after(
        grace,
        () -> {
          if (daemon.podNumber == pod) {
            renewPod(daemon);
          }
        });
  }

  private void renewPod(Daemon daemon) {
    end(daemon, Life.DOWN);
    daemon.podNumber++;
    daemon.leaving = false;
    daemon.endedAt = -1;
    daemon.bootingSince = now;
    daemon.restarts = -1;
    daemon.backingOff = false;
    if (daemon.loop == Loop.CONFIG && chance(70)) {
      daemon.loop = Loop.NONE;
    }
    if (!daemon.onVolume) {
      daemon.unpin(Daemon.ALL_ROOTS, now);
      daemon.holds(1L << 30, now);
      daemon.garbage = 0;
    }
    ifStill(daemon, 2_000 + dice.nextInt(20_000), () -> start(daemon));
  }

  /** They dial each other some time, as kubo does by itself. */
  void redial(Daemon one, Daemon other, long delay) {
    after(
        delay,
        () -> {
          if (!one.up() || !other.up() || net.connected(one.number, other.number)) {
            return;
          }
          if (net.walled(one.number, other.number, now)) {
            redial(one, other, Math.min(REDIAL_MOST, delay * 2));
          } else {
            net.connect(one.number, other.number, chance(6));
          }
        });
  }

  void part(Daemon one, Daemon other, boolean silently, long redialWithin) {
    net.lose(one.number, other.number, silently, now);
    redial(one, other, 20_000 + dice.nextInt((int) Math.max(1, redialWithin)));
  }

  /** It says from now on that this is its peer id, and all who list it list that. */
  void named(Daemon daemon, String peerId) {
    daemon.peerId = peerId;
    for (int n = 0; n < spec.nodes(); n++) {
      net.changes[n]++;
    }
  }

  /** Whether another node bears its peer id. */
  boolean ambiguous(Daemon daemon) {
    return daemons.stream().anyMatch(d -> d != daemon && d.peerId.equals(daemon.peerId));
  }

  /** What keeps the fleet from healing ends; what only an action cures stays. */
  void evening() {
    net.open();
    clusterGoneUntil = 0;
    stalePodsUntil = 0;
    rolloutUntil = 0;
    sourceDoubtUntil = 0;
    Arrays.fill(planeCutUntil, 0);
    Arrays.fill(clusterCutUntil, 0);
    for (Daemon daemon : daemons) {
      named(daemon, daemon.key);
      daemon.loop = Loop.NONE;
      daemon.apiCutUntil = 0;
      daemon.staleUntil = 0;
      daemon.lateUntil = 0;
      daemon.servesNobodyUntil = 0;
      daemon.offlineUntil = 0;
      daemon.partialUntil = 0;
      daemon.pausedUntil = 0;
      daemon.wedgeUntil = 0;
    }
  }

  /** Does it later, unless the process that it is meant for has ended by then. */
  void ifStill(Daemon daemon, long delay, Runnable what) {
    int process = daemon.process;
    after(
        delay,
        () -> {
          if (daemon.process == process) {
            what.run();
          }
        });
  }
}
