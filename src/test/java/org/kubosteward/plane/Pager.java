package org.kubosteward.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The end of the way: takes what Alertmanager sends and remembers it. */
final class Pager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  /**
   * One notification.
   *
   * @param path the receiver's: /page, /ticket, /alive
   */
  record Call(Instant at, String path, JsonNode body) {
    boolean about(Drill drill, String status) {
      return PlaneProcess.stream(body.path("alerts"))
          .filter(one -> one.path("status").asText().equals(status))
          .map(one -> one.path("labels"))
          .anyMatch(
              labels ->
                  labels.path("alertname").asText().equals(drill.alert())
                      && labels.path("severity").asText().contains(drill.tier())
                      && List.of("", drill.name()).contains(labels.path("cluster").asText()));
    }

    @Override
    public String toString() {
      return path
          + " "
          + body.path("status").asText()
          + " "
          + body.path("groupLabels")
          + " x"
          + body.path("alerts").size();
    }
  }

  Pager() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** What somebody was called for: pages and tickets, not signs of life. */
  List<Call> calls(String cluster, Instant since) {
    return calls.stream()
        .filter(call -> !call.path().equals("/alive") && !call.at().isBefore(since))
        .filter(
            call ->
                call.body().path("groupLabels").path("cluster").asText().equals(cluster)
                    || call.body().path("groupLabels").path("cluster").isMissingNode())
        .toList();
  }

  /** The first call that says so of the drill's alert. */
  Optional<Call> first(Drill drill, String status, Instant since) {
    return calls(drill.name(), since).stream()
        .filter(call -> call.about(drill, status))
        .findFirst();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      calls.add(new Call(Instant.now(), exchange.getRequestURI().getPath(), body));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
