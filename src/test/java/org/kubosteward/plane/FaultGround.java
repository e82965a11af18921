package org.kubosteward.plane;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.DemoSpec.Links;
import org.kubosteward.demo.KuboBinary;
import org.kubosteward.health.Code;

/** Three real nodes behind their fronts, a real PostgreSQL, one plane at a time, and all faults. */
final class FaultGround implements AutoCloseable {
  /** Room for a repository and what is put on it, and filled in a second. */
  private static final int DISK_MEBIBYTES = 1024;

  private static final String TOKEN = "a token of the matrix";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MIB = 1 << 20;
  private static final Pattern CID = Pattern.compile("\"Cid\":\"([^\"]+)\"");
  private static final String CODE = "steward.health.codes.\"%s\".raise-after";
  private static final Duration SOON = Duration.ofSeconds(1);

  /** The node with a file system of its own. */
  static final String ON_SMALL_DISK = "kubo-3";

  /** The node whose blocks are on one of their own. */
  static final String BLOCKS_APART = "kubo-2";

  private static final int BLOCKS_MEBIBYTES = 64;

  private static final Duration FLAP = Duration.ofSeconds(10);
  private static final int FLAPS = 6;
  private static final Duration LINK_FLAP = Duration.ofSeconds(12);
  private static final int LINK_FLAPS = 10;
  private static final long ROUNDS_FIRST = 4;
  private static final Duration STOPPED = Duration.ofSeconds(8);

  private final Path directory;
  final DemoFleet fleet;
  private final JournalGround journal;
  final OtherLives lives = new OtherLives();
  private final Deeds deeds = new Deeds();
  private final StubCluster cluster = new StubCluster(deeds);
  private final SmallDisk disk;
  private final BlocksDisk blocks;
  private final Tampering tampering;
  private final SortedMap<String, Front> fronts = new TreeMap<>();
  private final SortedMap<String, String> addresses = new TreeMap<>();
  private final List<Future<?>> begun = new ArrayList<>();
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private PlaneProcess plane;
  private SteppedClock clock;
  private int planes;

  FaultGround(Path directory) throws IOException {
    this.directory = directory;
    journal = new JournalGround(directory);
    disk = SmallDisk.at(directory.resolve("disk"), DISK_MEBIBYTES);
    fleet =
        DemoFleet.start(
            KuboBinary.obtain(System.err::println),
            DemoSpec.threeNodes()
                .in(directory.resolve("fleet"))
                .with(ON_SMALL_DISK, node -> node.in(disk.path()))
                .withLinks(Links.NONE)
                .withStorageMax("20MB"));
    blocks = BlocksDisk.under(fleet.node(BLOCKS_APART), BLOCKS_MEBIBYTES);
    int port = 0;
    for (DemoNode node : fleet.nodes()) {
      // As pods have it: an address each, and one port for all.
      String ip = "127.1.1." + (fronts.size() + 1);
      Front front = new Front(node.name(), new InetSocketAddress(ip, port), node.api(), deeds);
      port = front.api().getPort();
      fronts.put(node.name(), front);
      addresses.put(node.name(), ip);
    }
    tampering = new Tampering(fleet, fronts, deeds);
    plane = new PlaneProcess(directory.resolve("none"));
  }

  Deeds deeds() {
    return deeds;
  }

  PlaneProcess plane() {
    return plane;
  }

  Front front(String node) {
    Front front = fronts.get(node);
    if (front == null) {
      throw new AssertionError("no node " + node);
    }
    return front;
  }

  /** A fleet that is well, and a plane over it that has found it well. */
  void settle(Fault fault) throws Exception {
    deeds.forget();
    journal.begin(++planes, fault);
    plane =
        new PlaneProcess(directory.resolve("plane" + planes))
            .with("steward.journal.url", journal.url())
            .with("steward.journal.username", "postgres")
            .with("steward.journal.statement-timeout", "2s")
            .with("steward.remedy.actions.\"collect-garbage\".mode", "auto")
            .with("steward.api.tokens.\"matrix\".sha256", sha256())
            .with("steward.api.tokens.\"matrix\".scopes", "read,operate");
    fault
        .codes()
        .filter(code -> Code.valueOf(code).hold().raiseAfter().compareTo(SOON) > 0)
        .forEach(code -> plane.with(CODE.formatted(code), "1s"));
    if (fault.kubernetes()) {
      overPods();
    } else {
      fronts.forEach(
          (name, front) ->
              plane.with("steward.fleet.nodes.\"%s\".api".formatted(name), front.api()));
    }
    if (fault.ownClock()) {
      clock = SteppedClock.in(directory.resolve("clock"));
      clock.step(0);
      clock.under(plane);
    }
    fault.settings().forEach((name, value) -> plane.with(name, journal.onItsDisk(value)));
    boolean neverWell = fault.settings().containsValue("0s");
    if (neverWell) {
      plane.start();
      plane.await("a round", () -> plane.health().path("round").asLong() > 0);
    } else {
      plane.startAndSettle();
      // By then it knows who each node is, also where the first questions came late.
      plane.await("a few rounds", () -> plane.health().path("round").asLong() >= ROUNDS_FIRST);
    }
    if (deeds.all().stream().anyMatch(Auditor::disruptive)) {
      throw new AssertionError("done before anything was wrong: " + deeds.all());
    }
    deeds.forget();
  }

  private void overPods() {
    cluster.hold(addresses);
    plane
        .with("kubernetes.master", cluster.url())
        .with("kubernetes.auth.tryKubeConfig", false)
        .with("kubernetes.auth.tryServiceAccount", false)
        .with("steward.kubernetes.namespace", "ipfs")
        .with("steward.kubernetes.rpc-port", front("kubo-1").api().getPort())
        .with("steward.kubernetes.lease.namespace", "ipfs")
        .with("steward.remedy.actions.\"restart-pod\".mode", "auto");
  }

  /** Ends the plane and the fault. */
  void recover() throws IOException {
    plane.close();
    running.join();
    lives.end();
    disk.empty();
    blocks.disk().empty();
    journal.recover();
    begun.forEach(call -> call.cancel(true));
    begun.clear();
    tampering.undo();
    fronts.values().forEach(Front::shut);
    fronts.values().forEach(Front::open);
    fronts.values().forEach(Front::beHonest);
    for (DemoNode node : fleet.nodes()) {
      node.pid().ifPresent(pid -> node.resume());
      node.start();
    }
    for (DemoNode a : fleet.nodes()) {
      KuboCalls.post(a, "bootstrap/rm?all=true");
      CID.matcher(KuboCalls.post(a, "pin/ls?stream=true&type=recursive"))
          .results()
          .forEach(pin -> KuboCalls.post(a, "pin/rm?arg=" + pin.group(1)));
      KuboCalls.post(a, "repo/gc");
      for (DemoNode b : fleet.nodes()) {
        if (a != b && !KuboCalls.connected(a, b)) {
          KuboCalls.post(a, "swarm/connect?arg=" + b.address());
        }
      }
    }
  }

  void kill(String node) {
    fleet.node(node).kill();
    // A dead process refuses; its front must, too.
    front(node).shut();
  }

  void stop(String node) {
    fleet.node(node).pause();
  }

  void fill(String node) {
    KuboCalls.add(fleet.node(node), 20 * MIB, false);
  }

  JournalGround journal() {
    return journal;
  }

  /** The plane is killed, its file is emptied, and it starts again. */
  void emptyTheJournal() {
    plane.kill();
    journal.empty();
    plane.startAndSettle();
  }

  void pauseTheFleet() {
    plane.intend(TOKEN, "{\"kind\":\"pause\",\"reason\":\"the matrix\"}");
  }

  /** The switch beside the database and the API. */
  void pauseFile(boolean there) {
    plane.pauseFile(there);
  }

  StubCluster cluster() {
    return cluster;
  }

  Tampering tampering() {
    return tampering;
  }

  SmallDisk disk() {
    return disk;
  }

  SmallDisk blocksDisk() {
    return blocks.disk();
  }

  SteppedClock clock() {
    return clock;
  }

  /** Pins a file on the node, and on its sibling, if any. */
  String pin(String node, Optional<String> sibling) {
    String root = KuboCalls.add(fleet.node(node), 3 * MIB, true);
    sibling.ifPresent(other -> KuboCalls.post(fleet.node(other), "pin/add?arg=" + root));
    return root;
  }

  void unpin(String node, String root) {
    KuboCalls.post(fleet.node(node), "pin/rm?arg=" + root);
  }

  /**
   * Pins a file and takes its root from the disk, behind the node's back. That somebody reads the
   * root there from now on is a deed.
   */
  void loseTheRoot(String node, Optional<String> sibling) {
    Set<Path> before = Flatfs.files(fleet.node(node));
    String root = pin(node, sibling);
    long length = KuboCalls.getBlock(fleet.node(node), root).length;
    Flatfs.delete(Flatfs.added(fleet.node(node), before, length));
    front(node)
        .be(
            (command, query, real) -> {
              if (command.equals("block/get") && query.contains(root)) {
                deeds.end(deeds.begin(command, node));
              }
              return real.ask();
            });
  }

  void corruptTheRoot(String node) {
    Set<Path> before = Flatfs.files(fleet.node(node));
    String root = pin(node, Optional.empty());
    long length = KuboCalls.getBlock(fleet.node(node), root).length;
    Flatfs.corrupt(Flatfs.added(fleet.node(node), before, length));
  }

  void corruptALeaf(String node) {
    Set<Path> before = Flatfs.files(fleet.node(node));
    pin(node, Optional.empty());
    Flatfs.corrupt(Flatfs.leaf(fleet.node(node), before));
  }

  /** Killed and started again and again; its pod is ready when it runs. */
  void flap(String node) {
    running =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < FLAPS; i++) {
                kill(node);
                cluster.ready(node, false);
                pass(FLAP);
                fleet.node(node).start();
                front(node).open();
                cluster.ready(node, true);
                pass(FLAP);
              }
            });
  }

  /** Their link is cut every 12 s for two minutes. */
  void flapLink(String one, String other) {
    running =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < LINK_FLAPS; i++) {
                cut(one, other);
                pass(LINK_FLAP);
              }
            });
  }

  /** Whether a fault is still going on by itself. */
  boolean busy() {
    return !running.isDone();
  }

  private static void pass(Duration time) {
    Instant until = Instant.now().plus(time);
    Awaitility.await().atMost(time.multipliedBy(2)).until(() -> Instant.now().isAfter(until));
  }

  void cut(String one, String other) {
    KuboCalls.disconnect(fleet.node(one), fleet.node(other));
  }

  void bootstrap(String node, String sibling) {
    KuboCalls.post(fleet.node(node), "bootstrap/add?arg=" + fleet.node(sibling).address());
  }

  void pinWhatNobodyHas(String node) {
    DemoNode writer = fleet.node("kubo-2");
    String root = KuboCalls.add(writer, 3 * MIB, false);
    byte[] block = KuboCalls.getBlock(writer, root);
    KuboCalls.post(writer, "repo/gc");
    KuboCalls.putBlock(fleet.node(node), block, "dag-pb");
    begin(node, "pin/add?arg=" + root);
  }

  /** Begins a call that does not end by itself, and waits until kubo says that it runs. */
  void begin(String node, String call) {
    begun.add(KuboCalls.begin(fleet.node(node), call));
    String command = call.split("\\?", 2)[0];
    Awaitility.await(call).until(() -> runs(node, command));
  }

  private boolean runs(String node, String command) throws IOException {
    return PlaneProcess.stream(JSON.readTree(KuboCalls.post(fleet.node(node), "diag/cmds")))
        .anyMatch(
            one -> one.path("Command").asText().equals(command) && one.path("Active").asBoolean());
  }

  /** The plane stands still for a while, as on a machine that swaps. */
  void stopThePlane() {
    plane.signal("STOP");
    pass(STOPPED);
    plane.signal("CONT");
  }

  void killThePlane() {
    plane.kill();
    plane.startAndSettle();
  }

  private static String sha256() throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() throws IOException {
    plane.close();
    begun.forEach(call -> call.cancel(true));
    tampering.undo();
    fronts.values().forEach(Front::close);
    fleet.nodes().forEach(node -> node.pid().ifPresent(pid -> node.resume()));
    fleet.close();
    blocks.disk().close();
    disk.close();
    cluster.close();
    journal.close();
  }
}
