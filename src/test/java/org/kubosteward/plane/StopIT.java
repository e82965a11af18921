package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged plane that is told to stop in the middle of a round. */
class StopIT {
  private static final String VERSION =
      "{\"Version\":\"0.43.0\",\"Commit\":\"\",\"Repo\":\"18\",\"System\":\"a\",\"Golang\":\"g\"}";

  private final Path directory;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<HttpServer> nodes = new ArrayList<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean thinking;

  StopIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void startThreeNodes() throws IOException {
    for (int n = 0; n < 3; n++) {
      HttpServer node =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      node.createContext("/", this::answer);
      node.setExecutor(threads);
      node.start();
      nodes.add(node);
    }
  }

  @AfterEach
  void close() {
    end.countDown();
    nodes.forEach(node -> node.stop(0));
    threads.shutdownNow();
  }

  @Test
  void whatTheStopCutsIsNoFindingAboutTheFleet() {
    try (PlaneProcess plane = plane().start()) {
      plane.await("a round in which all answer", () -> plane.logText().contains("nodes=3 up=3"));
      String before = plane.logText();
      thinking = true;
      plane.await("a round that waits for a node", () -> waiting.get() > 0);

      plane.signal("TERM");

      assertThat(plane.exitCode()).isEqualTo(143);
      assertThat(plane.logText().substring(before.length()))
          .doesNotContain("FLEET_MAJORITY_DOWN", "NODE_DOWN", "STEWARD_BLIND", "NODE_HUNG");
    }
  }

  private PlaneProcess plane() {
    PlaneProcess plane =
        new PlaneProcess(directory.resolve("plane"))
            // Longer than a plane takes to stop: what ends the questions is the stop.
            .with("steward.probe.deadline", "20s");
    for (String code : List.of("FLEET_MAJORITY_DOWN", "NODE_DOWN", "STEWARD_BLIND", "NODE_HUNG")) {
      plane.with("steward.health.codes.\"%s\".raise-after".formatted(code), "0s");
    }
    for (int n = 0; n < nodes.size(); n++) {
      plane.with(
          "steward.fleet.nodes.\"kubo-%d\".api".formatted(n),
          "http://127.0.0.1:" + nodes.get(n).getAddress().getPort());
    }
    return plane;
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean version = exchange.getRequestURI().getPath().endsWith("/version");
    if (thinking && version) {
      waiting.incrementAndGet();
      try {
        end.await();
      } catch (InterruptedException over) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    byte[] body = (version ? VERSION : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(version ? 200 : 500, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
