package org.kubosteward.plane;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kubosteward.kubo.RecordedKubo;

/**
 * Many nodes that answer recorded bodies, in a process of their own, so that what they cost is not
 * counted with what asks them.
 */
final class StubFleet implements AutoCloseable {
  private final Process process;
  private final List<String> apis = new ArrayList<>();

  /** Starts so many nodes and waits until all listen. */
  StubFleet(int nodes) {
    this(nodes, "apart");
  }

  private StubFleet(int nodes, String how) {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  StubFleet.class.getName(),
                  Integer.toString(nodes),
                  how)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (int i = 0; i < nodes; i++) {
        apis.add(lines.readLine());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts so many nodes that all list each other and exchange blocks; three of ten take
   * connections and say nothing.
   */
  static StubFleet mesh(int nodes) {
    return new StubFleet(nodes, "mesh");
  }

  /** Where the nodes listen. */
  List<String> apis() {
    return List.copyOf(apis);
  }

  /** Listens until its parent is gone or ends it. */
  public static void main(String[] arguments) throws IOException {
    Vertx vertx = Vertx.vertx();
    int nodes = Integer.parseInt(arguments[0]);
    boolean mesh = arguments[1].equals("mesh");
    Map<String, Buffer> blocks = new ConcurrentHashMap<>();
    String peers = mesh ? peers(nodes) : "";
    for (int i = 0; i < nodes; i++) {
      RecordedKubo node = new RecordedKubo(vertx).quietly();
      if (mesh) {
        node.answering("id", identity(i)).answering("swarm/peers", peers).exchanging(blocks);
      }
      if (mesh && i % 10 < 3) {
        node.late("version", Duration.ofHours(1));
      }
      System.out.println(node.endpoint().api());
    }
    while (System.in.read() >= 0) {
      // Nothing is said to it; the end of its input is the end of its parent.
    }
    System.exit(0);
  }

  private static String identity(int node) {
    return """
    {"ID":"%s","PublicKey":"","Addresses":["%s/p2p/%s"],"AgentVersion":"kubo/0.43.0","Protocols":[]}
    """
        .formatted(peer(node), address(node), peer(node));
  }

  private static String peers(int nodes) {
    return IntStream.range(0, nodes)
        .mapToObj(
            n ->
                """
                {"Addr":"%s","Peer":"%s","Direction":%d,"Identify":{"ID":"","PublicKey":"","Addresses":null,"AgentVersion":"","Protocols":null}}\
                """
                    .formatted(address(n), peer(n), 1 + n % 2))
        .collect(Collectors.joining(",", "{\"Peers\":[", "]}"));
  }

  private static String peer(int node) {
    return "12D3KooWL82SMoKuQuS3PELVsLTGU8P5gJRVfKYu6kXAQPT" + (10_000 + node);
  }

  private static String address(int node) {
    return "/ip4/10.%d.%d.7/tcp/4001".formatted(node / 250, node % 250);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
