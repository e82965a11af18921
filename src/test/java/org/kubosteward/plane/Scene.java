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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.KuboBinary;

/** A fleet of real nodes under the packaged plane, and what a drill can do to both. */
final class Scene implements AutoCloseable {
  private static final String TOKEN = "a token of the drill";
  private static final int MIB = 1 << 20;

  private final DemoFleet fleet;
  private final PlaneProcess plane;
  private final Map<String, HoldingProxy> proxies;
  private final Deque<AutoCloseable> loose = new ArrayDeque<>();

  private Scene(DemoFleet fleet, PlaneProcess plane, Map<String, HoldingProxy> proxies) {
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
    plane.with("steward.fleet.nodes.\"kubo-3\".api", proxy.api());
    plane.with("steward.api.tokens.\"drill\".sha256", sha256(TOKEN));
    plane.with("steward.api.tokens.\"drill\".scopes", "read,operate");
    drill.settings().forEach(plane::with);
    Scene scene = new Scene(fleet, plane, Map.of("kubo-3", proxy));
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

  /** The RPC of kubo-3 refuses connections; its swarm goes on. */
  void closeRpc() {
    proxies.get("kubo-3").close();
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
    send(HttpRequest.newBuilder(intents()).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI intents() {
    return plane.api().resolve("/api/v1/intents");
  }

  private static void send(HttpRequest.Builder request) {
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
