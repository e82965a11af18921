package org.kubosteward.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A node while {@link Fleets} still changes it; it begins healthy. */
final class NodeDraft {
  final NodeId id;
  final Instant at;
  final Set<String> lists = new TreeSet<>();
  private final Map<Question<?>, Why> lost = new TreeMap<>();
  int strangers;
  Reading<Version> version;
  Reading<Identity> identity;
  Reading<Swarm> swarm;
  Reading<Set<String>> peering;
  Reading<Bandwidth> bandwidth;
  Reading<RepoStat> repo;
  Reading<Disk> disk;
  Reading<Bitswap> bitswap;
  Reading<Provide> provide;
  Reading<Resources> resources;
  Reading<Commands> commands;
  Reading<Pins> pins;
  Reading<DaemonProcess> process;
  Reading<Set<String>> bootstrap;
  Reading<BitswapConfig> config;
  Reading<Pod> pod;
  Optional<Instant> lastSuccess;

  NodeDraft(NodeId id, int number, Instant at) {
    this.id = id;
    this.at = at;
    version = Reading.known(new Version("0.43.0", "18", "amd64/linux"), at);
    identity =
        Reading.known(
            new Identity(
                Fleets.peerId(id.name()),
                "kubo/0.43.0",
                List.of(address(number) + "/p2p/" + Fleets.peerId(id.name()))),
            at);
    swarm = Reading.known(new Swarm(List.of()), at);
    peering = Reading.known(Set.of(), at);
    bandwidth = Reading.known(new Bandwidth(1L << 20, 2L << 20), at);
    repo = Reading.known(new RepoStat(1_000_000_000L, Fleets.STORAGE_MAX), at);
    disk = Reading.known(new Disk(50L << 30), at);
    bitswap = Reading.known(new Bitswap(0, 12, 3L << 20, 14, 4L << 20, 0), at);
    provide = Reading.known(new Provide("online", 0, 0, 70, Optional.empty()), at);
    resources =
        Reading.known(
            new Resources(
                new Resources.Use(4, OptionalLong.empty()),
                new Resources.Use(10, OptionalLong.empty()),
                new Resources.Use(2L << 20, OptionalLong.of(12L << 30)),
                new Resources.Use(4, OptionalLong.of(10_000))),
            at);
    commands = Reading.known(new Commands(List.of(), Optional.of(Duration.ZERO)), at);
    pins = Reading.known(new Pins(3, 0), at);
    process =
        Reading.known(new DaemonProcess(at.minus(Duration.ofHours(1)), 60, 10_000, 64L << 20), at);
    bootstrap = Reading.known(Set.of(), at);
    config = Reading.known(BitswapConfig.DEFAULT, at);
    pod = Reading.missing(Why.NOT_ASKED, "the fleet is not watched on Kubernetes", at);
    lastSuccess = Optional.of(at);
  }

  /** A pod of a StatefulSet of {@code wanted}, ready, on a volume of 10 GiB. */
  void inPod(int wanted) {
    Volume volume =
        new Volume(
            "repo-" + id.name(),
            "claim-uid-" + id.name(),
            true,
            10L << 30,
            10L << 30,
            OptionalLong.empty(),
            Optional.empty());
    pod =
        Reading.known(
            new Pod(
                "uid-" + id.name(),
                "Running",
                true,
                Optional.of(at.minus(Duration.ofHours(1))),
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.of("machine-1"),
                Optional.empty(),
                Optional.of(new Workload("kubo", wanted, wanted, false)),
                Optional.of(volume)),
            at);
  }

  static String address(int number) {
    return "/ip4/127.0.1." + number + "/tcp/4001";
  }

  /** Nothing but the identity, from an earlier round, is left of a node that does not answer. */
  void silent(Why why) {
    NodeView unknown = NodeView.unknown(id, Why.NOT_ASKED, "the node does not answer", at);
    version = Reading.missing(why, id + " " + why.phrase(), at);
    Instant before = at.minus(Duration.ofMinutes(1));
    identity = identity.value().map(who -> Reading.known(who, before)).orElse(identity);
    swarm = unknown.swarm();
    peering = unknown.peering();
    bandwidth = unknown.bandwidth();
    repo = unknown.repo();
    disk = unknown.disk();
    bitswap = unknown.bitswap();
    provide = unknown.provide();
    resources = unknown.resources();
    commands = unknown.commands();
    pins = unknown.pins();
    process = unknown.process();
    bootstrap = unknown.bootstrap();
    config = unknown.config();
    lastSuccess = Optional.of(before);
  }

  /** That question has no answer, whatever else is changed. */
  void lose(Question<?> question, Why why) {
    lost.put(question, why);
  }

  /** Adds a command that has been running for {@code runtime} by the node's clock. */
  void running(String command, Duration runtime) {
    List<Commands.Running> all =
        new ArrayList<>(commands.value().map(Commands::running).orElse(List.of()));
    all.add(new Commands.Running(command, at.minus(runtime)));
    commands = Reading.known(new Commands(all, clockAhead()), at);
  }

  void runs(String release) {
    version = Reading.known(new Version(release, "18", "amd64/linux"), at);
  }

  void exchanges(boolean server, boolean libp2p) {
    config = Reading.known(new BitswapConfig(server, libp2p), at);
  }

  void bears(String peerId) {
    identity = identity.map(who -> new Identity(peerId, who.agentVersion(), who.addresses()));
  }

  /** Its bootstrap list holds those siblings. */
  void bootstraps(String... siblings) {
    bootstrap =
        Reading.known(
            Arrays.stream(siblings)
                .map(Fleets::peerId)
                .collect(Collectors.toCollection(TreeSet::new)),
            at);
  }

  /** Its clock is off by that. */
  void clock(Duration ahead) {
    commands = commands.map(all -> new Commands(all.running(), Optional.of(ahead)));
  }

  private Optional<Duration> clockAhead() {
    return commands.value().flatMap(Commands::clockAhead);
  }

  NodeView view() {
    List<Swarm.Connection> connections = new ArrayList<>();
    lists.forEach(
        peer -> connections.add(new Swarm.Connection(peer, address(1), Swarm.Direction.OUTBOUND)));
    for (int i = 1; i <= strangers; i++) {
      connections.add(
          new Swarm.Connection(
              Fleets.peerId("stranger" + i),
              "/ip4/10.0.0.1/udp/4001/quic-v1",
              Swarm.Direction.INBOUND));
    }
    NodeView view =
        NodeView.notAsked(id, at)
            .with(Question.VERSION, version)
            .with(Question.IDENTITY, identity)
            .with(Question.SWARM, swarm.map(ignored -> new Swarm(connections)))
            .with(Question.PEERING, peering)
            .with(Question.BANDWIDTH, bandwidth)
            .with(Question.REPO, repo)
            .with(Question.DISK, disk)
            .with(Question.BITSWAP, bitswap)
            .with(Question.PROVIDE, provide)
            .with(Question.RESOURCES, resources)
            .with(Question.COMMANDS, commands)
            .with(Question.PINS, pins)
            .with(Question.PROCESS, process)
            .with(Question.BOOTSTRAP, bootstrap)
            .with(Question.POD, pod)
            .answered(lastSuccess)
            .with(Question.CONFIG, config);
    for (Map.Entry<Question<?>, Why> one : lost.entrySet()) {
      view = without(view, one.getKey(), one.getValue());
    }
    return view;
  }

  private <T> NodeView without(NodeView view, Question<T> question, Why why) {
    return view.lacking(question, why, question.label() + ": " + why.phrase(), at);
  }
}
