package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged plane before an API server has told it of the fleet. */
class FirstLookIT {
  private static final String VERSION =
      "{\"Version\":\"0.43.0\",\"Commit\":\"\",\"Repo\":\"18\",\"System\":\"a\",\"Golang\":\"g\"}";

  private final Path directory;
  private final Deeds deeds = new Deeds();
  private final StubCluster cluster = new StubCluster(deeds);
  private final List<HttpServer> nodes = new ArrayList<>();

  FirstLookIT(@TempDir Path directory) {
    this.directory = directory;
  }

  /** Nodes that live and answer nothing else: enough not to be blind. */
  @BeforeEach
  void startThreeNodes() throws IOException {
    TreeMap<String, String> pods = new TreeMap<>();
    int port = 0;
    for (int n = 1; n <= 3; n++) {
      String address = "127.0.7." + n;
      HttpServer node =
          HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 0);
      port = node.getAddress().getPort();
      node.createContext(
          "/",
          exchange -> {
            boolean version = exchange.getRequestURI().getPath().endsWith("/version");
            byte[] body = (version ? VERSION : "{}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(version ? 200 : 500, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      node.start();
      nodes.add(node);
      pods.put("kubo-" + n, address);
    }
    cluster.hold(pods);
  }

  @AfterEach
  void close() {
    cluster.close();
    nodes.forEach(node -> node.stop(0));
  }

  @Test
  void aStartBeforeTheFirstListIsNoBlindness() {
    CountDownLatch told = new CountDownLatch(1);
    cluster.holdLists(told);
    try (PlaneProcess plane = plane().start()) {
      plane.await("a leader that has beaten for a while", () -> cluster.renewals() >= 4);
      assertThat(plane.logText()).doesNotContain("round=");

      told.countDown();

      plane.await("two rounds", () -> plane.health().path("round").asLong() >= 2);
      assertThat(plane.fleet().path("nodes")).hasSize(3);
      assertThat(plane.logText()).contains("round=1").doesNotContain("STEWARD_BLIND");
    }
  }

  @Test
  void aListThatIsDeniedIsSaidInTheFindingWithTheRightThatIsLacking() {
    cluster.deny("pods");
    try (PlaneProcess plane = plane().start()) {
      plane.await("the blindness", () -> plane.has("STEWARD_BLIND", "fleet"));

      assertThat(plane.finding("STEWARD_BLIND", "fleet").toString())
          .contains("403: the Role kubo-steward in namespace ipfs lacks list on pods");

      cluster.deny("");

      plane.await("sight again", () -> !plane.has("STEWARD_BLIND", "fleet"));
      assertThat(plane.fleet().path("nodes")).hasSize(3);
    }
  }

  private PlaneProcess plane() {
    return new PlaneProcess(directory.resolve("plane"))
        .with("kubernetes.master", cluster.url())
        .with("kubernetes.auth.tryKubeConfig", false)
        .with("kubernetes.auth.tryServiceAccount", false)
        .with("steward.fleet.source", "kubernetes")
        .with("steward.kubernetes.namespace", "ipfs")
        .with("steward.kubernetes.rpc-port", nodes.get(0).getAddress().getPort())
        .with("steward.kubernetes.lease.namespace", "ipfs")
        .with("steward.kubernetes.lease.duration", "3s")
        .with("steward.kubernetes.lease.renew-every", "1s");
  }
}
