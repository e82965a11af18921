package org.kubosteward.plane;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stands between the plane and a real node, counts the calls, and holds the answer of one call back
 * until it is let go: so that the plane can be killed in the middle of an action.
 */
final class HoldingProxy implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI node;
  private final String held;
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();

  HoldingProxy(URI node, String held) {
    this.node = node;
    this.held = held;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::forward);
    server.start();
  }

  URI api() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How often that call reached the node. */
  int calls(String command) {
    return calls.getOrDefault(command, 0);
  }

  void letGo() {
    letGo.countDown();
  }

  private void forward(HttpExchange exchange) throws IOException {
    String command = exchange.getRequestURI().getPath().replaceFirst("^/api/v0/", "");
    calls.merge(command, 1, Integer::sum);
    try (exchange) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(node + exchange.getRequestURI().toString()))
              .method(
                  exchange.getRequestMethod(),
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type != null) {
        request.header("Content-Type", type);
      }
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (command.equals(held) && !letGo.await(60, TimeUnit.SECONDS)) {
        return;
      }
      exchange
          .getResponseHeaders()
          .set("Content-Type", answer.headers().firstValue("Content-Type").orElse("text/plain"));
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    letGo.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
