package org.kubosteward.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that one round learned of one node, each fact a {@link Reading}: a node that answers half of
 * the questions is half known.
 *
 * @param version asked first, over a connection of its own: the question of life
 * @param peering the peer ids that the node itself keeps connections to
 * @param bootstrap the peer ids in the node's bootstrap list (slow tier)
 * @param pod the pod it lives in; not asked of a fleet outside Kubernetes
 * @param lastSuccess when the node last answered anything; empty when it never did
 * @param answeredIn how long the answer to the question of life took, connecting included; empty
 *     when there was none
 * @param config what its configuration says of the exchange of blocks (slow tier)
 */
public record NodeView(
    NodeId id,
    Reading<Version> version,
    Reading<Identity> identity,
    Reading<Swarm> swarm,
    Reading<Set<String>> peering,
    Reading<Bandwidth> bandwidth,
    Reading<RepoStat> repo,
    Reading<Disk> disk,
    Reading<Bitswap> bitswap,
    Reading<Provide> provide,
    Reading<Resources> resources,
    Reading<Commands> commands,
    Reading<Pins> pins,
    Reading<DaemonProcess> process,
    Reading<Set<String>> bootstrap,
    Reading<Pod> pod,
    Optional<Instant> lastSuccess,
    Optional<Duration> answeredIn,
    Reading<BitswapConfig> config) {

  /** A node of which nobody measured how fast it answers, nor asked for its configuration. */
  public NodeView(
      NodeId id,
      Reading<Version> version,
      Reading<Identity> identity,
      Reading<Swarm> swarm,
      Reading<Set<String>> peering,
      Reading<Bandwidth> bandwidth,
      Reading<RepoStat> repo,
      Reading<Disk> disk,
      Reading<Bitswap> bitswap,
      Reading<Provide> provide,
      Reading<Resources> resources,
      Reading<Commands> commands,
      Reading<Pins> pins,
      Reading<DaemonProcess> process,
      Reading<Set<String>> bootstrap,
      Reading<Pod> pod,
      Optional<Instant> lastSuccess) {
    this(
        id,
        version,
        identity,
        swarm,
        peering,
        bandwidth,
        repo,
        disk,
        bitswap,
        provide,
        resources,
        commands,
        pins,
        process,
        bootstrap,
        pod,
        lastSuccess,
        Optional.empty(),
        Reading.notAsked(version.at()));
  }

  /** A node of which only itself was asked. */
  public NodeView(
      NodeId id,
      Reading<Version> version,
      Reading<Identity> identity,
      Reading<Swarm> swarm,
      Reading<Set<String>> peering,
      Reading<Bandwidth> bandwidth,
      Reading<RepoStat> repo,
      Reading<Disk> disk,
      Reading<Bitswap> bitswap,
      Reading<Provide> provide,
      Reading<Resources> resources,
      Reading<Commands> commands,
      Reading<Pins> pins,
      Reading<DaemonProcess> process,
      Reading<Set<String>> bootstrap,
      Optional<Instant> lastSuccess) {
    this(
        id,
        version,
        identity,
        swarm,
        peering,
        bandwidth,
        repo,
        disk,
        bitswap,
        provide,
        resources,
        commands,
        pins,
        process,
        bootstrap,
        Reading.missing(Why.NOT_ASKED, "the fleet is not watched on Kubernetes", version.at()),
        lastSuccess);
  }

  /** The same node, with what Kubernetes says of its pod. */
  public NodeView in(Reading<Pod> told) {
    return new NodeView(
        id,
        version,
        identity,
        swarm,
        peering,
        bandwidth,
        repo,
        disk,
        bitswap,
        provide,
        resources,
        commands,
        pins,
        process,
        bootstrap,
        told,
        lastSuccess,
        answeredIn,
        config);
  }

  /** The same node, which took so long to answer. */
  public NodeView answering(Duration took) {
    return new NodeView(
        id,
        version,
        identity,
        swarm,
        peering,
        bandwidth,
        repo,
        disk,
        bitswap,
        provide,
        resources,
        commands,
        pins,
        process,
        bootstrap,
        pod,
        lastSuccess,
        Optional.of(took),
        config);
  }

  /** The same node, with what its configuration says. */
  public NodeView configured(Reading<BitswapConfig> told) {
    return new NodeView(
        id,
        version,
        identity,
        swarm,
        peering,
        bandwidth,
        repo,
        disk,
        bitswap,
        provide,
        resources,
        commands,
        pins,
        process,
        bootstrap,
        pod,
        lastSuccess,
        answeredIn,
        told);
  }

  /**
   * A node that has told nothing, every reading missing for the same reason. Its pod is not among
   * them: that is asked of the API server, and what stops the node need not stop that.
   */
  public static NodeView unknown(NodeId id, Why why, String detail, Instant at) {
    return new NodeView(
            id,
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Reading.missing(why, detail, at),
            Optional.empty())
        .configured(Reading.missing(why, detail, at));
  }

  /** Whether the node answered the question of life in this round. */
  public boolean up() {
    return version.known();
  }

  /** Whether it says itself that it runs without a network. */
  public boolean offline() {
    return up() && swarm.missing().filter(gap -> gap.why() == Why.OFFLINE).isPresent();
  }

  /** Whether its pod is new and has not been ready yet, so that its silence is no surprise. */
  public boolean booting() {
    return pod.value().filter(Pod::booting).isPresent();
  }

  /** The peer id, when it is known. */
  public Optional<String> peerId() {
    return identity.value().map(Identity::peerId);
  }

  /** Every reading by its question, in the order of {@link Question}. */
  public SortedMap<Question, Reading<?>> readings() {
    SortedMap<Question, Reading<?>> all = new TreeMap<>();
    all.put(Question.VERSION, version);
    all.put(Question.IDENTITY, identity);
    all.put(Question.SWARM, swarm);
    all.put(Question.PEERING, peering);
    all.put(Question.BANDWIDTH, bandwidth);
    all.put(Question.REPO, repo);
    all.put(Question.DISK, disk);
    all.put(Question.BITSWAP, bitswap);
    all.put(Question.PROVIDE, provide);
    all.put(Question.RESOURCES, resources);
    all.put(Question.COMMANDS, commands);
    all.put(Question.PINS, pins);
    all.put(Question.PROCESS, process);
    all.put(Question.BOOTSTRAP, bootstrap);
    all.put(Question.CONFIG, config);
    all.put(Question.POD, pod);
    return all;
  }

  /** The questions that have no answer, though they were put. */
  public Stream<Missing<?>> failures() {
    return readings().values().stream()
        .<Missing<?>>flatMap(reading -> reading.missing().stream())
        .filter(missing -> missing.why() != Why.NOT_ASKED);
  }
}
