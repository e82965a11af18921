package org.kubosteward.kube;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An API server on loopback that says what a test tells it to. */
final class StubApi implements AutoCloseable {
  /** One request as it came in. */
  record Request(String method, String path, String query, String token, String body) {
    boolean isWatch() {
      return query.contains("watch=1");
    }
  }

  /** Answers one request. */
  interface Script {
    void answer(Request request, HttpExchange exchange) throws IOException, InterruptedException;
  }

  static final String PODS = "/api/v1/namespaces/ipfs/pods";
  static final String SETS = "/apis/apps/v1/namespaces/ipfs/statefulsets";
  static final String CLAIMS = "/api/v1/namespaces/ipfs/persistentvolumeclaims";

  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  StubApi() {
    this(0);
  }

  StubApi(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** A fleet of three as recorded, with watches that say nothing. */
  static StubApi ofThree(int port) {
    StubApi api = new StubApi(port);
    api.on("GET", PODS, json(200, Recorded.text("pods.json")));
    api.on("GET", SETS, json(200, Recorded.text("statefulsets.json")));
    api.on("GET", CLAIMS, json(200, Recorded.text("claims.json")));
    List.of(PODS, SETS, CLAIMS).forEach(path -> api.on("WATCH", path, api.quiet()));
    api.on(
        "GET",
        "/apis/storage.k8s.io/v1/storageclasses/grows",
        json(200, Recorded.text("storageclass-grows.json")));
    return api;
  }

  /** Says how a path is answered from now on; {@code WATCH} is a GET that watches. */
  StubApi on(String method, String path, Script script) {
    scripts.put(method + " " + path, script);
    return this;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  List<Request> requests() {
    return requests;
  }

  long count(String method, String path) {
    return requests.stream()
        .filter(r -> r.path().equals(path) && key(r).startsWith(method + " "))
        .count();
  }

  ApiServer connect() {
    return ApiServer.with(config(url()));
  }

  static Config config(String url) {
    return new ConfigBuilder(Config.empty()).withMasterUrl(url).withOauthToken("the-token").build();
  }

  static Script json(int status, String body) {
    return (request, exchange) -> send(exchange, status, body);
  }

  /** Says nothing at all until the end. */
  Script silence() {
    return (request, exchange) -> closing.await();
  }

  /** A watch that says these lines and ends in good order when its time is over. */
  Script events(String... lines) {
    return (request, exchange) -> {
      exchange.getResponseHeaders().add("Connection", "close");
      exchange.sendResponseHeaders(200, 0);
      for (String line : lines) {
        exchange.getResponseBody().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
      String seconds = request.query().replaceAll(".*timeoutSeconds=(\\d+).*", "$1");
      closing.await(Long.parseLong(seconds), TimeUnit.SECONDS);
      exchange.close();
    };
  }

  Script quiet() {
    return events();
  }

  /** A watch that is accepted and then hangs, as when the other end has vanished. */
  Script hang() {
    return (request, exchange) -> {
      exchange.getResponseHeaders().add("Connection", "close");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write('\n');
      exchange.getResponseBody().flush();
      closing.await();
    };
  }

  /** A watch that is cut in the middle of a line. */
  static Script cut() {
    return (request, exchange) -> {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write("{\"type\":\"MOD".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            query == null ? "" : query,
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    requests.add(request);
    try {
      scripts
          .getOrDefault(key(request), json(404, "{\"message\":\"no such path\"}"))
          .answer(request, exchange);
    } catch (InterruptedException closed) {
      exchange.close();
    }
  }

  private static String key(Request request) {
    return (request.isWatch() ? "WATCH" : request.method()) + " " + request.path();
  }
}
