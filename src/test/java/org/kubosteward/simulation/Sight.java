package org.kubosteward.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.Bitswap;
import org.kubosteward.fleet.BitswapConfig;
import org.kubosteward.fleet.Collection;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.DaemonProcess;
import org.kubosteward.fleet.Disk;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Identity;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Pins;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Provide;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.RepoStat;
import org.kubosteward.fleet.Resources;
import org.kubosteward.fleet.Roots;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Volume;
import org.kubosteward.fleet.Why;
import org.kubosteward.fleet.Workload;

/** What one plane's process sees of the world: as it is, as it was, or not at all. */
final class Sight {
  private static final Duration PROVEN_EVERY = Duration.ofMinutes(3);
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final Reading<Bandwidth> BANDWIDTH = Reading.known(new Bandwidth(1, 2), LONG_AGO);
  private static final Reading<Bitswap> BITSWAP =
      Reading.known(new Bitswap(0, 1, 1, 1, 1, 0), LONG_AGO);
  private static final Reading<Provide> PROVIDE =
      Reading.known(new Provide("online", 0, 0, 7, Optional.empty()), LONG_AGO);
  private static final Resources.Use FEW = new Resources.Use(4, OptionalLong.empty());
  private static final Reading<Resources> RESOURCES =
      Reading.known(new Resources(FEW, FEW, FEW, FEW), LONG_AGO);
  private static final Reading<DaemonProcess> PROCESS =
      Reading.known(new DaemonProcess(LONG_AGO, 60, 10_000, 64L << 20), LONG_AGO);
  private static final Pins NO_PINS = new Pins(0, 0);
  private static final long PINS_EVERY = 300_000;
  private static final Reading<Set<String>> NOBODY = Reading.known(Set.of(), LONG_AGO);

  private final World world;
  private final int plane;
  private final NodeView[] last;
  private final Swarm[] swarms;
  private final int[] swarmsOf;
  private final long[] swarmsAt;
  private final long[] swarmsUntil;
  private final Identity[] names;
  private final Proof[][] proofs;

  Sight(World world, int plane) {
    this.world = world;
    this.plane = plane;
    int size = world.spec.nodes();
    last = new NodeView[size];
    swarms = new Swarm[size];
    swarmsOf = new int[size];
    swarmsAt = new long[size];
    swarmsUntil = new long[size];
    names = new Identity[size];
    proofs = new Proof[size][size];
  }

  /** Why that node gives this plane no answer; empty when it does. */
  Optional<Why> silence(Daemon daemon) {
    if (world.now() < world.planeCutUntil[plane]) {
      return Optional.of(Why.CONNECT_TIMED_OUT);
    }
    if (world.now() < daemon.apiCutUntil) {
      return Optional.of(Why.CONNECT_TIMED_OUT);
    }
    return switch (daemon.life) {
      case UP -> Optional.empty();
      case HUNG -> Optional.of(Why.STALLED);
      case DOWN, STARTING -> Optional.of(Why.REFUSED);
    };
  }

  /** Whether a node that was silent at the last look answers now. */
  boolean stirred() {
    for (Daemon daemon : world.daemons) {
      NodeView view = last[daemon.number];
      if (view != null && !view.up() && silence(daemon).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  boolean proving() {
    for (Proof[] row : proofs) {
      for (Proof proof : row) {
        if (proof != null && proof.failures() == 1) {
          return true;
        }
      }
    }
    return false;
  }

  FleetSnapshot look(
      long round,
      Instant at,
      Duration lag,
      Duration step,
      SortedMap<NodeId, Collection> collections) {
    SortedMap<NodeId, NodeView> nodes = new TreeMap<>();
    for (Daemon daemon : world.daemons) {
      NodeView view = view(daemon, at);
      last[daemon.number] = view;
      nodes.put(daemon.id, view);
    }
    String cluster =
        world.spec.pods() && !world.clusterAnswers(plane) ? "the API server does not answer" : "";
    boolean doubted = world.now() < world.sourceDoubtUntil;
    Observer observer =
        new Observer(
            lag,
            step,
            world.spec.nodes(),
            List.of(),
            cluster,
            doubted ? "it had twice as many" : "");
    return new FleetSnapshot(round, at, nodes, links(at), collections, observer);
  }

  private NodeView view(Daemon daemon, Instant at) {
    Reading<Pod> pod = world.spec.pods() ? pod(daemon, at) : Reading.notAsked(at);
    Optional<Why> silence = silence(daemon);
    if (silence.isPresent()) {
      return silent(daemon, silence.get(), pod, at);
    }
    NodeView before = last[daemon.number];
    if (world.now() < daemon.staleUntil && before != null && before.up()) {
      return before;
    }
    boolean partial = world.now() < daemon.partialUntil;
    int lost = partial ? daemon.partialQuestion : -1;
    return NodeView.notAsked(daemon.id, at)
        .knowing(Question.VERSION, new Version(daemon.release, "18", "amd64/linux"), at)
        .with(Question.IDENTITY, told(lost != 0, identity(daemon), at))
        .with(
            Question.SWARM,
            world.now() < daemon.offlineUntil
                ? Reading.missing(Why.OFFLINE, "must be run in online mode", at)
                : told(lost != 1, swarm(daemon), at))
        .with(Question.PEERING, NOBODY)
        .with(Question.BANDWIDTH, BANDWIDTH)
        .with(Question.REPO, told(lost != 2, new RepoStat(daemon.repoBytes, Daemon.MAX_BYTES), at))
        .with(Question.DISK, told(lost != 3, new Disk(daemon.diskFree()), at))
        .with(Question.BITSWAP, BITSWAP)
        .with(Question.PROVIDE, PROVIDE)
        .with(Question.RESOURCES, RESOURCES)
        .with(Question.COMMANDS, told(lost != 4, commands(daemon, at), at))
        .with(Question.PINS, lost == 5 ? told(false, NO_PINS, at) : pins(daemon, before, at))
        .with(Question.PROCESS, PROCESS)
        .with(Question.BOOTSTRAP, NOBODY)
        .with(Question.POD, pod)
        .answered(Optional.of(at))
        .with(
            Question.CONFIG,
            Reading.known(
                new BitswapConfig(
                    daemon.serves(world.now()) || !daemon.servesNobodyByConfiguration, true),
                at))
        .answering(Duration.ofMillis(world.now() < daemon.lateUntil ? 3_000 : 20));
  }

  private static <T> Reading<T> told(boolean tells, T fact, Instant at) {
    return tells
        ? Reading.known(fact, at)
        : Reading.missing(Why.TIMED_OUT, "did not finish in time", at);
  }

  private NodeView silent(Daemon daemon, Why why, Reading<Pod> pod, Instant at) {
    NodeView before = last[daemon.number];
    NodeView unknown = NodeView.unknown(daemon.id, Why.NOT_ASKED, "the node does not answer", at);
    return unknown
        .lacking(Question.VERSION, why, why.phrase(), at)
        .with(Question.IDENTITY, before == null ? unknown.identity() : before.identity())
        .with(
            Question.PINS, before != null && before.pins().known() ? before.pins() : unknown.pins())
        .with(Question.POD, pod)
        .answered(before == null ? Optional.empty() : before.lastSuccess());
  }

  /** As the slow tier has them: asked every five minutes, and when a node is back. */
  private static Reading<Pins> pins(Daemon daemon, @Nullable NodeView before, Instant at) {
    if (before != null && before.up() && before.pins().known()) {
      Duration age = Duration.between(before.pins().at(), at);
      if (!age.isNegative() && age.toMillis() < PINS_EVERY) {
        return before.pins();
      }
    }
    long[] roots =
        IntStream.range(0, Daemon.ROOTS)
            .filter(root -> (daemon.roots & 1 << root) != 0)
            .mapToLong(root -> root + 1)
            .toArray();
    return Reading.known(new Pins(roots.length, 0, Roots.of(roots)), at);
  }

  private Identity identity(Daemon daemon) {
    Identity name = names[daemon.number];
    if (name == null || !name.peerId().equals(daemon.peerId)) {
      name =
          new Identity(
              daemon.peerId,
              "kubo/0.43.0",
              List.of("/ip4/10.0.0." + daemon.number + "/tcp/4001/p2p/" + daemon.peerId));
      names[daemon.number] = name;
    }
    return name;
  }

  private Swarm swarm(Daemon daemon) {
    int n = daemon.number;
    int changes = world.net.changes[n] + 1;
    if (swarms[n] == null || swarmsOf[n] != changes || swarmsAt[n] < swarmsUntil[n]) {
      List<Swarm.Connection> connections = new ArrayList<>();
      connections.add(
          new Swarm.Connection("stranger", "/ip4/10.9.9.9/tcp/4001", Swarm.Direction.INBOUND));
      for (Daemon other : world.daemons) {
        if (!other.peerId.equals(daemon.peerId) && world.net.lists(n, other.number, world.now())) {
          connections.add(
              new Swarm.Connection(
                  other.peerId, "/ip4/10.0.0.1/tcp/4001", Swarm.Direction.OUTBOUND));
        }
      }
      swarmsUntil[n] =
          swarmsOf[n] == changes ? swarmsUntil[n] : world.now() + Net.LISTS_LIE_FOR + 1_000;
      swarmsAt[n] = world.now();
      swarmsOf[n] = changes;
      swarms[n] = new Swarm(connections);
    }
    return swarms[n];
  }

  private Commands commands(Daemon daemon, Instant at) {
    List<Commands.Running> running = new ArrayList<>();
    long now = world.now();
    if (daemon.pinning(now)) {
      running.add(new Commands.Running("pin/add", at.minusMillis(now - daemon.pinSince)));
    }
    if (daemon.collecting(now)) {
      running.add(new Commands.Running("repo/gc", at.minusMillis(now - daemon.gcSince)));
    }
    return new Commands(running);
  }

  private Reading<Pod> pod(Daemon daemon, Instant at) {
    if (!world.clusterAnswers(plane)) {
      return Reading.missing(Why.UNREACHABLE, "the API server does not answer", at);
    }
    NodeView before = last[daemon.number];
    if (world.now() < world.stalePodsUntil && before != null && before.pod().known()) {
      return before.pod();
    }
    long now = world.now();
    Volume volume =
        new Volume(
            "repo-" + daemon.id.name(),
            "claim-" + daemon.number,
            true,
            daemon.capacity,
            daemon.requested,
            OptionalLong.of(200L << 30),
            Optional.empty());
    boolean updating = now < world.rolloutUntil;
    return Reading.known(
        new Pod(
            daemon.podUid(),
            "Running",
            daemon.ready,
            Optional.of(at.minusMillis(now - daemon.readySince)),
            Math.max(0, daemon.restarts),
            daemon.backingOff ? Optional.of("CrashLoopBackOff") : Optional.empty(),
            ending(daemon, at),
            daemon.leaving,
            daemon.booting(now),
            Optional.of("machine"),
            now < daemon.pausedUntil ? Optional.of("paused=true") : Optional.empty(),
            Optional.of(new Workload("kubo", world.spec.nodes(), world.spec.nodes(), updating)),
            daemon.onVolume ? Optional.of(volume) : Optional.empty()),
        at);
  }

  private Optional<Pod.Ending> ending(Daemon daemon, Instant at) {
    return daemon.endedAt < 0
        ? Optional.empty()
        : Optional.of(
            new Pod.Ending(
                daemon.loop == Daemon.Loop.MEMORY ? "OOMKilled" : "Error",
                1,
                Optional.of(at.minusMillis(world.now() - daemon.endedAt))));
  }

  private SortedMap<Link, Proof> links(Instant at) {
    SortedMap<Link, Proof> links = new TreeMap<>();
    for (Daemon from : world.daemons) {
      for (Daemon to : world.daemons) {
        if (from != to) {
          Proof proof = proof(from, to, at);
          if (proof != null) {
            links.put(new Link(from.id, to.id), proof);
          }
        }
      }
    }
    return links;
  }

  /** As the rota has it: another link from the same holder began to fail since. */
  private boolean inDoubt(Daemon from, Proof before) {
    for (Proof other : proofs[from.number]) {
      if (other != null
          && other.failures() > 0
          && other.failures() <= 2
          && before.at().isBefore(other.at())) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Proof proof(Daemon from, Daemon to, Instant at) {
    Proof before = proofs[from.number][to.number];
    boolean possible =
        world.net.connected(from.number, to.number)
            && silence(from).isEmpty()
            && silence(to).isEmpty();
    boolean due =
        before == null
            || before.failures() > 0
            || before.at().isAfter(at)
            || Duration.between(before.at(), at).compareTo(PROVEN_EVERY) >= 0
            || inDoubt(from, before);
    if (!possible || !due) {
      return before;
    }
    Proof proof = tried(from, to, before == null ? 0 : before.failures(), at);
    proofs[from.number][to.number] = proof;
    return proof;
  }

  private Proof tried(Daemon from, Daemon to, int failures, Instant at) {
    Duration took = Duration.ofMillis(20);
    // Of two nodes with one id the other is asked.
    boolean lost =
        world.net.blind(from.number, to.number)
            || !from.serves(world.now())
            || world.ambiguous(from)
            || world.ambiguous(to);
    if (from.takesNoBlock() || (!lost && to.takesNoBlock())) {
      return new Proof(Proof.Outcome.NOT_TRIED, failures + 1, at, took, "no space")
          .fullAt(from.takesNoBlock() ? from.id : to.id);
    }
    return lost
        ? new Proof(Proof.Outcome.NOT_EXCHANGED, failures + 1, at, took, "the block did not come")
        : new Proof(Proof.Outcome.EXCHANGED, 0, at, took, "");
  }
}
