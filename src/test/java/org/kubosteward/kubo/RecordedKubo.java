package org.kubosteward.kubo;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A node that answers every call with what a real kubo 0.43.0 once answered, until a test tells it
 * otherwise. For what a real node cannot be made to do; everything else is tested on real ones.
 */
public final class RecordedKubo implements AutoCloseable {
  private static final Set<String> TEXT = Set.of("block/get", "/debug/metrics/prometheus");

  private final Vertx vertx;
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  private volatile boolean remembers = true;
  private volatile Optional<Map<String, Buffer>> shared = Optional.empty();
  private final Map<String, Duration> late = new ConcurrentHashMap<>();

  private record Answer(int status, String body) {}

  /** Listens on a free port of the loopback. */
  public RecordedKubo(Vertx vertx) {
    this.vertx = vertx;
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** Where it listens. */
  public KuboEndpoint endpoint() {
    return new KuboEndpoint(
        URI.create("http://127.0.0.1:" + server.actualPort()), Optional.empty());
  }

  /** From now on the calls are not written down: for those who make millions of them. */
  public RecordedKubo quietly() {
    remembers = false;
    return this;
  }

  /** From now on {@code call} is answered with this body. */
  public RecordedKubo answering(String call, String body) {
    answers.put(call, new Answer(200, body));
    return this;
  }

  /** From now on {@code call} fails as kubo fails, with status 500 and this message. */
  public RecordedKubo failing(String call, String message) {
    answers.put(
        call,
        new Answer(
            500,
            "{\"Message\":\""
                + message.replace("\"", "\\\"")
                + "\",\"Code\":0,\"Type\":\"error\"}"));
    return this;
  }

  /** From now on the credential does not cover {@code call}. */
  public RecordedKubo forbidding(String call) {
    answers.put(call, new Answer(403, "Kubo RPC Access Denied"));
    return this;
  }

  /** From now on the answer to {@code call} comes so late. */
  public RecordedKubo late(String call, Duration by) {
    late.put(call, by);
    return this;
  }

  /**
   * From now on blocks cross between it and all that share {@code blocks}: block/put keeps the body
   * there, block/get takes it from there. The map holds the last few, as canaries are fetched soon.
   */
  public RecordedKubo exchanging(Map<String, Buffer> blocks) {
    shared = Optional.of(blocks);
    return this;
  }

  /** The calls so far with their options, in order. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** The calls so far without their options, in order. */
  public List<String> commands() {
    return calls.stream().map(call -> call.replaceAll("\\?.*", "")).toList();
  }

  private void answer(HttpServerRequest request) {
    String command = request.path().replaceFirst("^/api/v0/", "");
    if (remembers) {
      calls.add(request.query() == null ? command : command + "?" + request.query());
    }
    Duration by = late.getOrDefault(command, Duration.ZERO);
    request
        .body()
        .onSuccess(
            body -> {
              if (shared.isPresent() && command.startsWith("block/")) {
                exchange(command, request, body, shared.get());
              } else if (by.isZero()) {
                reply(command, request.response());
              } else {
                vertx.setTimer(by.toMillis(), due -> reply(command, request.response()));
              }
            });
  }

  private static void exchange(
      String command, HttpServerRequest request, Buffer body, Map<String, Buffer> blocks) {
    HttpServerResponse response = request.response().putHeader("Content-Type", "application/json");
    switch (command) {
      case "block/put" -> {
        Buffer block = part(body);
        String cid = "bafkrei" + Integer.toHexString(block.hashCode());
        blocks.put(cid, block);
        response.end("{\"Key\":\"" + cid + "\",\"Size\":" + block.length() + "}");
      }
      case "block/get" ->
          response
              .putHeader("Content-Type", "text/plain")
              .end(blocks.getOrDefault(request.getParam("arg"), Buffer.buffer()));
      default -> response.end("{\"Hash\":\"" + request.getParam("arg") + "\"}\n");
    }
  }

  /** The bytes of the only part of a multipart body: behind its head, before its last boundary. */
  private static Buffer part(Buffer body) {
    String text = body.toString(StandardCharsets.ISO_8859_1);
    return body.getBuffer(text.indexOf("\r\n\r\n") + 4, text.lastIndexOf("\r\n--"));
  }

  private void reply(String command, HttpServerResponse response) {
    Answer answer = answers.computeIfAbsent(command, RecordedKubo::recorded);
    response
        .setStatusCode(answer.status())
        .putHeader(
            "Content-Type",
            answer.status() == 200 && TEXT.contains(command) ? "text/plain" : "application/json")
        .putHeader("Server", "kubo/0.43.0")
        .end(answer.body());
  }

  private static Answer recorded(String command) {
    String name =
        command.startsWith("/debug/metrics")
            ? "metrics.txt"
            : command.replace('/', '-').replace("provide-stat", "provide-stat-lan") + ".json";
    try (InputStream body =
        RecordedKubo.class.getResourceAsStream("/recorded/kubo-0.43.0/" + name)) {
      return body == null
          ? new Answer(404, "404 page not found")
          : new Answer(200, new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns once nobody listens any more. The server says so a little early: its socket stays open
   * until the event loop has looked at it again, and who connects meanwhile is cut off rather than
   * refused.
   */
  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
    await().until(this::isRefused);
  }

  private boolean isRefused() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      return !socket.isConnected();
    } catch (IOException refused) {
      return true;
    }
  }
}
