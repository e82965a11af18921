package org.kubosteward.plane;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.KuboBinary;

/** A fleet of real nodes under the packaged plane, and what a drill can do to both. */
final class Scene implements AutoCloseable {
  private static final String FRONTED = "kubo-3";
  private static final String LOOPBACK = "/ip4/127.0.0.0/ipcidr/8";
  private static final int MIB = 1 << 20;
  private static final Duration HELD_FOR = Duration.ofMinutes(1);

  private final DemoFleet fleet;
  private final PlaneProcess plane;
  private final SortedMap<String, Front> fronts;
  private final Front front;
  private final Operator operator;
  private final Props props;
  private final Tempo tempo;
  private final Loose loose = new Loose();
  private byte[] lost = {};

  private Scene(
      DemoFleet fleet,
      PlaneProcess plane,
      SortedMap<String, Front> fronts,
      Props props,
      Tempo tempo) {
    this.tempo = tempo;
    this.fleet = fleet;
    this.plane = plane;
    this.fronts = fronts;
    this.front = Optional.ofNullable(fronts.get(FRONTED)).orElseThrow();
    this.operator = new Operator(plane);
    this.props = props;
  }

  static Scene set(KuboBinary kubo, Drill drill, Path directory, Tempo tempo, Props props) {
    DemoFleet fleet =
        DemoFleet.start(
            kubo,
            props.placed(
                DemoSpec.threeNodes()
                    .in(directory.resolve("fleet"))
                    .withNodes(drill.stage().nodes())
                    .withLinks(drill.stage().links())
                    .withStorageMax("20MB")));
    SortedMap<String, Front> fronts = fronts(fleet, props.onKubernetes());
    PlaneProcess plane = new PlaneProcess(directory.resolve("plane"));
    if (tempo.shipped()) {
      plane.atShippedPace();
    } else {
      for (String code : drill.codes()) {
        plane.with("steward.health.codes.\"" + code + "\".raise-after", "1s");
        plane.with("steward.health.codes.\"" + code + "\".clear-after", "1s");
      }
    }
    if (!props.onKubernetes()) {
      plane.over(fleet.nodes());
      fronts.forEach(
          (name, front) -> plane.with("steward.fleet.nodes.\"" + name + "\".api", front.api()));
    } else if (!tempo.shipped()) {
      plane.with("steward.kubernetes.lease.duration", "3s");
      plane.with("steward.kubernetes.lease.renew-every", "1s");
    }
    props.settings(fronts.get(FRONTED).api().getPort()).forEach(plane::with);
    Operator.settings().forEach(plane::with);
    drill.stage().settings().forEach(plane::with);
    Scene scene = new Scene(fleet, plane, fronts, props, tempo);
    if (drill.stage().links() == DemoSpec.Links.NONE) {
      scene.linkAll();
    }
    return scene;
  }

  /** All of the pods of a fleet have one port and each its address; else one front is enough. */
  private static SortedMap<String, Front> fronts(DemoFleet fleet, boolean pods) {
    SortedMap<String, Front> fronts = new TreeMap<>();
    int port = 0;
    for (DemoNode node : fleet.nodes()) {
      if (pods || node.name().equals(FRONTED)) {
        String ip = "127.1.0." + (fronts.size() + 1);
        Front front =
            new Front(node.name(), new InetSocketAddress(ip, port), node.api(), new Deeds());
        port = front.api().getPort();
        fronts.put(node.name(), front);
      }
    }
    return fronts;
  }

  /** Starts the plane, over pods where the drill has an API server, and waits until all is well. */
  void begin() {
    if (props.onKubernetes()) {
      fronts.keySet().forEach(pods()::replace);
    }
    plane.startAndSettle();
  }

  PlaneProcess plane() {
    return plane;
  }

  DemoNode node(String name) {
    return fleet.node(name);
  }

  void linkAll() {
    for (DemoNode a : fleet.nodes()) {
      for (DemoNode b : fleet.nodes()) {
        if (a != b && !KuboCalls.connected(a, b)) {
          KuboCalls.post(a, "swarm/connect?arg=" + b.address());
        }
      }
    }
  }

  void cut(String one, String other) {
    KuboCalls.disconnect(node(one), node(other));
  }

  /** Cuts a link as often as the nodes make it anew, until {@link #hangUp}. */
  void keepCut(String one, String other) {
    loose.repeat(() -> cut(one, other), Duration.ofMillis(200));
  }

  /** Cuts their link again and again, and lets it be mended in between. */
  void flap(String one, String other) {
    loose.repeat(() -> cut(one, other), Duration.ofSeconds(5));
  }

  /** The node runs on a copy of the key of another, until {@link #hangUp}. */
  void cloneIdentity(String name, String of) {
    loose.push(ClonedIdentity.of(node(of), node(name))::giveBack);
  }

  /** Lets go of what was cut and held. */
  void mend() {
    hangUp();
    linkAll();
  }

  /** The RPC of kubo-3 refuses connections; its swarm goes on. */
  void closeRpc() {
    front.shut();
  }

  void openRpc() {
    front.open();
  }

  /** From now on kubo-3 answers everything but this call. */
  void holdBack(String call) {
    front.be(
        (command, query, node) -> {
          if (command.equals(call)) {
            front.idle(HELD_FOR);
          }
          return node.ask();
        });
  }

  /** From now on kubo-3 answers so late. */
  void slow(Duration late) {
    front.be(
        (command, query, node) -> {
          front.idle(late);
          return node.ask();
        });
  }

  /** From now on this is told otherwise than kubo-3 tells it. */
  void retell(String call, String pattern, String replacement) {
    front.be(
        (command, query, node) -> {
          Front.Reply reply = node.ask();
          return command.equals(call)
              ? reply.with(reply.body().replaceAll(pattern, replacement))
              : reply;
        });
  }

  void beHonest() {
    front.beHonest();
  }

  /** The API server; only in drills that need one. */
  DrillCluster cluster() {
    return props.cluster();
  }

  /** Its pods; only in drills that need an API server. */
  PodLife pods() {
    return new PodLife(fleet, fronts, cluster(), loose);
  }

  /** The API server takes connections and says nothing, until {@link #hangUp}. */
  void freezeApiServer() {
    cluster().freeze();
    loose.push(cluster()::thaw);
  }

  /** The plane may not touch its lease any more, until {@link #hangUp}. */
  void forbidTheLease() {
    cluster().forbidTheLease();
    loose.push(cluster()::grant);
  }

  Operator operator() {
    return operator;
  }

  void stopDatabase() {
    try {
      props.database().stop();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  void startDatabase() {
    props.database().start();
  }

  /** The node dials nobody and takes no call, as behind a firewall; what it had is cut. */
  void isolate(String node) {
    KuboCalls.post(node(node), "swarm/filters/add?arg=" + LOOPBACK);
    siblings(node(node)).forEach(other -> KuboCalls.disconnect(node(node), other));
  }

  void admit(String node) {
    KuboCalls.post(node(node), "swarm/filters/rm?arg=" + LOOPBACK);
    linkAll();
  }

  /** Boots the node with its siblings in Bootstrap until a link of it moves no block. */
  void blind(String name) {
    DemoNode booted = node(name);
    siblings(booted).forEach(s -> KuboCalls.post(booted, "bootstrap/add?arg=" + s.address()));
    for (int boots = 0; boots < 6; boots++) {
      booted.stop();
      booted.start();
      for (DemoNode other : siblings(booted)) {
        if (KuboCalls.connected(booted, other)
            && (!KuboCalls.exchanges(other, booted) || !KuboCalls.exchanges(booted, other))) {
          return;
        }
      }
    }
    throw new AssertionError("six boots with siblings in Bootstrap left no blind link");
  }

  /**
   * Gives blocks to who asks, or to nobody; a restart makes it so, and then its configuration may
   * say something else.
   */
  void serving(String name, boolean on, boolean saidThen) {
    KuboCalls.post(node(name), "config?bool=true&arg=Bitswap.ServerEnabled&arg=" + on);
    node(name).stop();
    node(name).start();
    KuboCalls.post(node(name), "config?bool=true&arg=Bitswap.ServerEnabled&arg=" + saidThen);
  }

  /** Pins what nobody else has. */
  void pin(String name) {
    KuboCalls.add(node(name), 1 << 20, true);
  }

  /** From now on kubo-3 says of every block of others that it did not come. */
  void starve() {
    front.be(
        (command, query, node) ->
            command.equals("block/get")
                ? Front.Reply.of(
                    500,
                    "application/json",
                    "{\"Message\":\"context deadline exceeded\",\"Code\":0,\"Type\":\"error\"}")
                : node.ask());
  }

  /** Makes its links anew. */
  void cure(String name) {
    for (DemoNode other : siblings(node(name))) {
      KuboCalls.post(node(name), "bootstrap/rm?arg=" + other.address());
      KuboCalls.disconnect(node(name), other);
      KuboCalls.post(node(name), "swarm/connect?arg=" + other.address());
    }
  }

  private List<DemoNode> siblings(DemoNode node) {
    return fleet.nodes().stream().filter(other -> other != node).toList();
  }

  /** Pins a file and takes its root from the disk. */
  void loseAPinnedBlock(String name) {
    Set<Path> before = Flatfs.files(node(name));
    String root = KuboCalls.add(node(name), 3 * MIB, true);
    lost = KuboCalls.getBlock(node(name), root);
    Flatfs.delete(Flatfs.added(node(name), before, lost.length));
  }

  void giveBack(String name) {
    KuboCalls.putBlock(node(name), lost, "dag-pb");
  }

  /** Adds a mebibyte at a time, two seconds apart. */
  void fillSlowly(String node, int mebibytes) {
    for (int i = 0; i < mebibytes; i++) {
      fill(node, 1);
      Instant next = Instant.now().plusSeconds(2);
      Awaitility.await().until(() -> Instant.now().isAfter(next));
    }
  }

  /** Adds so many small blocks that nobody keeps, and then a few more every other second. */
  void useUpInodes(String node, int blocks) {
    KuboCalls.addSmall(node(node), blocks);
    for (int i = 0; i < 10; i++) {
      KuboCalls.addSmall(node(node), 96);
      Instant next = Instant.now().plusSeconds(2);
      Awaitility.await().until(() -> Instant.now().isAfter(next));
    }
  }

  /** How often the plane looks when it is well. */
  String pace() {
    return tempo.shipped() ? "15s" : "2s";
  }

  /** Adds so much that nobody keeps. */
  void fill(String node, int mebibytes) {
    KuboCalls.add(node(node), mebibytes * MIB, false);
  }

  void collect(String node) {
    KuboCalls.post(node(node), "repo/gc");
  }

  /** A pin of content of which a part is nowhere: it runs until its client hangs up. */
  void pinWhatNobodyHas(String node) {
    DemoNode writer = node("kubo-2");
    String root = KuboCalls.add(writer, 3 * MIB, false);
    byte[] block = KuboCalls.getBlock(writer, root);
    KuboCalls.post(writer, "repo/gc");
    KuboCalls.putBlock(node(node), block, "dag-pb");
    begin(node, "pin/add?arg=" + root);
  }

  /** Begins a call that does not end by itself. */
  void begin(String node, String call) {
    var running = KuboCalls.begin(node(node), call);
    loose.push(() -> running.cancel(true));
  }

  /** Ends everything that was begun. */
  void hangUp() {
    loose.letGo();
  }

  /** Starts the plane again with a setting changed, as a rollout does. */
  void restartPlane(String setting, Object value) {
    plane.close();
    plane.with(setting, value).start();
  }

  /** The same with the setting taken back. */
  void restartPlaneWithout(String setting) {
    plane.close();
    plane.without(setting).start();
  }

  @Override
  public void close() {
    hangUp();
    plane.close();
    fronts.values().forEach(Front::close);
    fleet.nodes().forEach(node -> node.pid().ifPresent(pid -> node.resume()));
    fleet.close();
    props.close();
  }
}
