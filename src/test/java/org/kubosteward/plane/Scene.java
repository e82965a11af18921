package org.kubosteward.plane;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.KuboBinary;

/** A fleet of real nodes under the packaged plane, and what a drill can do to both. */
final class Scene implements AutoCloseable {
  private static final String TOKEN = "a token of the drill";
  private static final String API_OF_3 = "steward.fleet.nodes.\"kubo-3\".api";
  private static final String LOOPBACK = "/ip4/127.0.0.0/ipcidr/8";
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"?([^\",}]+)");
  private static final int MIB = 1 << 20;

  private final DemoFleet fleet;
  private final PlaneProcess plane;
  private final Map<String, HoldingProxy> proxies;
  private final Tempo tempo;
  private final Deque<AutoCloseable> loose = new ArrayDeque<>();
  private byte[] lost = {};
  private String intent = "";

  private Scene(
      DemoFleet fleet, PlaneProcess plane, Map<String, HoldingProxy> proxies, Tempo tempo) {
    this.tempo = tempo;
    this.fleet = fleet;
    this.plane = plane;
    this.proxies = proxies;
  }

  static Scene set(KuboBinary kubo, Drill drill, Path directory, Tempo tempo) {
    DemoFleet fleet =
        DemoFleet.start(
            kubo,
            DemoSpec.threeNodes()
                .in(directory.resolve("fleet"))
                .withNodes(drill.nodes())
                .withLinks(drill.links())
                .withStorageMax("20MB"));
    HoldingProxy proxy = new HoldingProxy(fleet.node("kubo-3").api(), "never held");
    PlaneProcess plane = new PlaneProcess(directory.resolve("plane"));
    if (tempo.shipped()) {
      plane.atShippedPace();
    } else {
      for (String code : drill.codes()) {
        plane.with("steward.health.codes.\"" + code + "\".raise-after", "1s");
        plane.with("steward.health.codes.\"" + code + "\".clear-after", "1s");
      }
    }
    plane.over(fleet.nodes());
    plane.with(API_OF_3, proxy.api());
    plane.with("steward.api.tokens.\"drill\".sha256", sha256(TOKEN));
    plane.with("steward.api.tokens.\"drill\".scopes", "read,operate");
    drill.settings().forEach(plane::with);
    Scene scene = new Scene(fleet, plane, Map.of("kubo-3", proxy), tempo);
    if (drill.links() == DemoSpec.Links.NONE) {
      scene.linkAll();
    }
    return scene;
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
    ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor();
    var cutting =
        again.scheduleWithFixedDelay(() -> cut(one, other), 0, 200, TimeUnit.MILLISECONDS);
    loose.push(
        () -> {
          cutting.cancel(true);
          again.shutdownNow();
          again.awaitTermination(20, TimeUnit.SECONDS);
        });
  }

  /** Lets go of what was cut and held. */
  void mend() {
    hangUp();
    linkAll();
  }

  /** The RPC of kubo-3 refuses connections; its swarm goes on. */
  void closeRpc() {
    proxies.get("kubo-3").close();
  }

  /** From now on kubo-3 answers everything but this call. */
  void holdBack(String call) {
    HoldingProxy proxy = new HoldingProxy(node("kubo-3").api(), call);
    loose.push(proxy);
    restartPlane(API_OF_3, proxy.api());
  }

  void holdNothingBack() {
    restartPlane(API_OF_3, node("kubo-3").api());
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

  /** Hangs up on everything that was begun. */
  void hangUp() {
    List<AutoCloseable> all = new ArrayList<>(loose);
    loose.clear();
    for (AutoCloseable one : all) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
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

  /** Asks the plane for something, as an operator. */
  void intend(String body) {
    String answer =
        send(HttpRequest.newBuilder(intents()).POST(HttpRequest.BodyPublishers.ofString(body)));
    Matcher id = ID.matcher(answer);
    intent = id.find() ? id.group(1) : "";
  }

  /** Takes back what was asked for last. */
  void withdraw() {
    send(HttpRequest.newBuilder(URI.create(intents() + "/" + intent)).DELETE());
  }

  private URI intents() {
    return plane.api().resolve("/api/v1/intents");
  }

  private static String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  request
                      .header("Authorization", "Bearer " + TOKEN)
                      .header("Content-Type", "application/json")
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    hangUp();
    plane.close();
    proxies.values().forEach(HoldingProxy::close);
    fleet.nodes().forEach(node -> node.pid().ifPresent(pid -> node.resume()));
    fleet.close();
  }
}
