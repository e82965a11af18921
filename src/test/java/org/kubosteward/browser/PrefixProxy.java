package org.kubosteward.browser;

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
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A reverse proxy that serves a plane under a path and tells the plane nothing of it. */
final class PrefixProxy implements AutoCloseable {
  private static final String PREFIX = "/ops/steward/";

  /** What a client may not set, or what is of one connection only. */
  private static final Set<String> HOPS =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final URI plane;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<String> strays = new ConcurrentLinkedQueue<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  PrefixProxy(URI plane) {
    this.plane = plane;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::stray);
    server.createContext(PREFIX, this::pass);
    server.start();
  }

  /** Where the plane is seen. */
  URI api() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PREFIX);
  }

  /** What was asked of it outside of the path; a page that keeps to the path asks for nothing. */
  List<String> strays() {
    return List.copyOf(strays);
  }

  private void stray(HttpExchange exchange) throws IOException {
    try (exchange) {
      strays.add(exchange.getRequestURI().toString());
      exchange.sendResponseHeaders(404, -1);
    }
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString().substring(PREFIX.length() - 1);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(plane.resolve(path))
              .method(
                  exchange.getRequestMethod(),
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      exchange.getRequestHeaders().entrySet().stream()
          .filter(header -> !HOPS.contains(header.getKey().toLowerCase(java.util.Locale.ROOT)))
          .forEach(header -> header.getValue().forEach(v -> request.header(header.getKey(), v)));
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      answer.headers().map().entrySet().stream()
          .filter(header -> !HOPS.contains(header.getKey().toLowerCase(java.util.Locale.ROOT)))
          .forEach(
              header ->
                  header
                      .getValue()
                      .forEach(v -> exchange.getResponseHeaders().add(header.getKey(), v)));
      byte[] body = answer.body();
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
