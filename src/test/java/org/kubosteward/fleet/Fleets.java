package org.kubosteward.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Pictures of fleets for tests: a healthy fleet of {@code kubo-1} to {@code kubo-N}, all connected,
 * and what is wrong with it by name. Immutable: every method returns a new one.
 *
 * <pre>{@code
 * FleetSnapshot picture = Fleets.threeHealthy().withRepoFill("kubo-1", 0.97).picture();
 * Fleets fleet = Fleets.healthy(5).down("kubo-2").disconnected("kubo-1", "kubo-3");
 * fleet.after(Duration.ofSeconds(10)).picture();       // the same fleet, ten seconds later
 * fleet.change("kubo-4", view -> ...)                   // anything else, on the finished view
 * }</pre>
 *
 * <p>The deviations apply in the order in which they were named. {@link #id} and {@link #peerId}
 * say who is who.
 */
public final class Fleets {
  /** When every fleet is first looked at. */
  public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  /** StorageMax of every node; decimal, so that a ratio given is the ratio read. */
  public static final long STORAGE_MAX = 10_000_000_000L;

  private static final String NAMESPACE = "ipfs";

  private final int size;
  private final long round;
  private final Instant at;
  private final List<Consumer<Draft>> deviations;

  private Fleets(int size, long round, Instant at, List<Consumer<Draft>> deviations) {
    this.size = size;
    this.round = round;
    this.at = at;
    this.deviations = List.copyOf(deviations);
  }

  /** Three nodes with nothing wrong. */
  public static Fleets threeHealthy() {
    return healthy(3);
  }

  /** {@code kubo-1} to {@code kubo-<size>} with nothing wrong; 0 is an empty fleet. */
  public static Fleets healthy(int size) {
    return new Fleets(size, 1, START, List.of());
  }

  /** The node of that name. */
  public static NodeId id(String name) {
    return new NodeId(NAMESPACE, name);
  }

  /** The peer id of the node of that name. */
  public static String peerId(String name) {
    return "12D3KooW" + name.replace("-", "");
  }

  /** The link over which {@code to} asks {@code from} for a block. */
  public static Link link(String from, String to) {
    return new Link(id(from), id(to));
  }

  /** The same fleet in the next round, {@code later} than this one. */
  public Fleets after(Duration later) {
    return new Fleets(size, round + 1, at.plus(later), deviations);
  }

  /** The same fleet, looked at by {@code observer}. */
  public Fleets seenBy(Observer observer) {
    return with(draft -> draft.observer = observer);
  }

  /** The source of the fleet names one more node, healthy and connected to all. */
  public Fleets joinedBy(String name) {
    return with(draft -> draft.join(name));
  }

  /** The source of the fleet no longer names it, and nobody is connected to it. */
  public Fleets leftBy(String name) {
    return with(draft -> draft.leave(name));
  }

  /** Nothing listens at its RPC, and its siblings have noticed. */
  public Fleets down(String name) {
    return down(name, Why.REFUSED);
  }

  /** No answer for that reason, and its siblings have lost it. */
  public Fleets down(String name, Why why) {
    return isolated(name).node(name, node -> node.silent(why));
  }

  /** It accepts connections and says nothing; its siblings have lost it. */
  public Fleets hung(String name) {
    return down(name, Why.STALLED);
  }

  /** Its RPC is of no use for that reason, while its siblings are connected to it. */
  public Fleets apiLost(String name, Why why) {
    return node(name, node -> node.silent(why));
  }

  /** It answered {@code ago} for the last time; say it after {@link #down} or {@link #apiLost}. */
  public Fleets lastAnswered(String name, Duration ago) {
    return node(name, node -> node.lastSuccess = Optional.of(node.at.minus(ago)));
  }

  /** It never answered; say it after {@link #down} or {@link #apiLost}. */
  public Fleets neverAnswered(String name) {
    return node(name, node -> node.lastSuccess = Optional.empty());
  }

  /** One question has no answer for that reason; the others have. */
  public Fleets without(String name, Question<?> question, Why why) {
    return node(name, node -> node.lose(question, why));
  }

  /** Neither of the two lists the other. */
  public Fleets disconnected(String one, String other) {
    return listsNot(one, other).listsNot(other, one);
  }

  /** {@code seer} does not list {@code seen}; what {@code seen} lists stays as it was. */
  public Fleets listsNot(String seer, String seen) {
    return node(seer, node -> node.lists.remove(peerId(seen)));
  }

  /** Connected to nobody. */
  public Fleets isolated(String name) {
    return with(
        draft ->
            draft
                .nodes
                .values()
                .forEach(
                    node -> {
                      node.lists.remove(peerId(name));
                      if (node.id.name().equals(name)) {
                        node.lists.clear();
                        node.strangers = 0;
                      }
                    }));
  }

  /** Connected to that many peers outside the fleet besides. */
  public Fleets withStrangers(String name, int strangers) {
    return node(name, node -> node.strangers = strangers);
  }

  /** Its repository holds that ratio of StorageMax. */
  public Fleets withRepoFill(String name, double ratio) {
    return withRepo(name, Math.round(ratio * STORAGE_MAX), STORAGE_MAX);
  }

  /** Its repository in bytes. */
  public Fleets withRepo(String name, long sizeBytes, long storageMaxBytes) {
    return node(
        name, node -> node.repo = Reading.known(new RepoStat(sizeBytes, storageMaxBytes), node.at));
  }

  /** The bytes that its file system has left. */
  public Fleets withDiskAvailable(String name, long bytes) {
    return node(name, node -> node.disk = Reading.known(new Disk(bytes), node.at));
  }

  /** It runs that release of kubo. */
  public Fleets withVersion(String name, String release) {
    return node(name, node -> node.runs(release));
  }

  /** A command ({@code repo/gc}, {@code pin/add}) has been running there for that long. */
  public Fleets running(String name, String command, Duration runtime) {
    return node(name, node -> node.running(command, runtime));
  }

  /** Its clock is that far ahead of ours, or behind. */
  public Fleets withClock(String name, Duration ahead) {
    return node(name, node -> node.clock(ahead));
  }

  /** Its daemon's process has that many file descriptors open, of that many it may have. */
  public Fleets withFileDescriptors(String name, long open, long max) {
    return node(
        name,
        node ->
            node.process =
                Reading.known(
                    new DaemonProcess(node.at.minusSeconds(3600), open, max, 64L << 20), node.at));
  }

  /** Its bootstrap list holds those siblings. */
  public Fleets withBootstrap(String name, String... siblings) {
    return node(name, node -> node.bootstraps(siblings));
  }

  /** The plane's last collection on it ended {@code ago} with that error, empty for none. */
  public Fleets collected(String name, Duration ago, String error) {
    return with(d -> d.collections.put(id(name), new Collection(d.at.minus(ago), error)));
  }

  /** A block of {@code from} did not reach {@code to}, that many times in a row. */
  public Fleets notExchanging(String from, String to, int failures) {
    return proven(from, to, Proof.Outcome.NOT_EXCHANGED, failures, Duration.ofSeconds(5));
  }

  /** The canary between the two failed by itself, that many times in a row. */
  public Fleets notTried(String from, String to, int failures) {
    return proven(from, to, Proof.Outcome.NOT_TRIED, failures, Duration.ofSeconds(5));
  }

  /** The last try over a link, {@code ago}. */
  public Fleets proven(String from, String to, Proof.Outcome outcome, int failures, Duration ago) {
    return with(
        draft ->
            draft.links.put(
                link(from, to),
                new Proof(
                    outcome,
                    failures,
                    draft.at.minus(ago),
                    Duration.ofMillis(30),
                    failures == 0 ? "" : "the block did not come within 10 s")));
  }

  /** The last try over a link was stopped by the full disk of that node. */
  public Fleets fullAt(String node, String from, String to) {
    return with(d -> d.links.computeIfPresent(link(from, to), (l, p) -> p.fullAt(id(node))));
  }

  /** No canary has been over that link yet. */
  public Fleets neverTried(String from, String to) {
    return with(draft -> draft.links.remove(link(from, to)));
  }

  /** No canary has been over any link yet. */
  public Fleets neverTried() {
    return with(draft -> draft.links.clear());
  }

  /** The whole fleet lives in ready pods of one StatefulSet, each on a volume of its own. */
  public Fleets inPods() {
    return with(draft -> draft.nodes.values().forEach(node -> node.inPod(draft.nodes.size())));
  }

  /** Its pod, after {@link #inPods}, with something changed. */
  public Fleets pod(String name, UnaryOperator<Pod> change) {
    return node(name, node -> node.pod = node.pod.map(change));
  }

  /** It says that it can be dialled there. */
  public Fleets announcing(String name, String... addresses) {
    return node(
        name,
        node ->
            node.identity =
                node.identity.map(
                    who -> new Identity(who.peerId(), who.agentVersion(), List.of(addresses))));
  }

  /** It runs on a copy of the repository of {@code other}; the two do not list each other. */
  public Fleets cloneOf(String name, String other) {
    return disconnected(name, other).bearing(name, peerId(other));
  }

  /** What its configuration says of the exchange of blocks. */
  public Fleets exchanging(String name, boolean server, boolean libp2p) {
    return node(name, node -> node.exchanges(server, libp2p));
  }

  /** It says that this is its peer id; its siblings go on listing the one that it had. */
  public Fleets bearing(String name, String peerId) {
    return node(name, node -> node.bears(peerId));
  }

  /** It keeps connections to those siblings itself, and to nobody else. */
  public Fleets peeredWith(String name, String... siblings) {
    return node(
        name,
        node ->
            node.peering =
                Reading.known(
                    Arrays.stream(siblings)
                        .map(Fleets::peerId)
                        .collect(Collectors.toCollection(TreeSet::new)),
                    node.at));
  }

  /** Its pins, known although it may be silent. */
  public Fleets withPins(String name, long recursive, long direct) {
    return node(name, node -> node.pins = Reading.known(new Pins(recursive, direct), node.at));
  }

  /** It has told that it keeps these roots, {@code ago}; known although it may be silent. */
  public Fleets keeps(String name, Duration ago, long... roots) {
    return node(
        name,
        node ->
            node.pins =
                Reading.known(new Pins(roots.length, 0, Roots.of(roots)), node.at.minus(ago)));
  }

  /** Anything else: replaces the finished view of one node. */
  public Fleets change(String name, UnaryOperator<NodeView> change) {
    return with(draft -> draft.changes.merge(id(name), change, Fleets::inTurn));
  }

  /** The picture. */
  public FleetSnapshot picture() {
    Draft draft = new Draft(at);
    for (int number = 1; number <= size; number++) {
      draft.join("kubo-" + number);
    }
    deviations.forEach(deviation -> deviation.accept(draft));
    return draft.picture(round);
  }

  /** The finished view of one node. */
  public NodeView view(String name) {
    return picture().node(id(name)).orElseThrow();
  }

  private static UnaryOperator<NodeView> inTurn(
      UnaryOperator<NodeView> first, UnaryOperator<NodeView> then) {
    return view -> then.apply(first.apply(view));
  }

  private Fleets node(String name, Consumer<NodeDraft> deviation) {
    return with(
        draft -> {
          NodeDraft node = draft.nodes.get(id(name));
          if (node == null) {
            throw new IllegalArgumentException("the fleet has no node " + name);
          }
          deviation.accept(node);
        });
  }

  private Fleets with(Consumer<Draft> deviation) {
    List<Consumer<Draft>> more = new ArrayList<>(deviations);
    more.add(deviation);
    return new Fleets(size, round, at, more);
  }

  /** The fleet while it is being changed. */
  private static final class Draft {
    final Instant at;
    final SortedMap<NodeId, NodeDraft> nodes = new TreeMap<>();
    final SortedMap<Link, Proof> links = new TreeMap<>();
    final SortedMap<NodeId, Collection> collections = new TreeMap<>();
    final Map<NodeId, UnaryOperator<NodeView>> changes = new TreeMap<>();
    Observer observer = Observer.steady(0);

    Draft(Instant at) {
      this.at = at;
    }

    void join(String name) {
      NodeDraft fresh = new NodeDraft(id(name), nodes.size() + 1, at);
      for (NodeDraft other : nodes.values()) {
        other.lists.add(peerId(name));
        fresh.lists.add(peerId(other.id.name()));
        Proof proof = new Proof(Proof.Outcome.EXCHANGED, 0, at, Duration.ofMillis(30), "");
        links.put(new Link(other.id, fresh.id), proof);
        links.put(new Link(fresh.id, other.id), proof);
      }
      nodes.put(fresh.id, fresh);
      observer = Observer.steady(nodes.size());
    }

    void leave(String name) {
      nodes.remove(id(name));
      nodes.values().forEach(node -> node.lists.remove(peerId(name)));
      links.keySet().removeIf(l -> l.from().equals(id(name)) || l.to().equals(id(name)));
      collections.remove(id(name));
      observer = Observer.steady(nodes.size());
    }

    FleetSnapshot picture(long round) {
      SortedMap<NodeId, NodeView> views = new TreeMap<>();
      nodes.forEach(
          (id, node) ->
              views.put(id, changes.getOrDefault(id, UnaryOperator.identity()).apply(node.view())));
      return new FleetSnapshot(round, at, views, links, collections, observer);
    }
  }
}
