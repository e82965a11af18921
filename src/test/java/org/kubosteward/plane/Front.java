package org.kubosteward.plane;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Stands before the RPC of a real node and is all that the plane sees of it: writes down every call
 * that changes something, and answers otherwise than the node where a test says so.
 */
final class Front implements AutoCloseable {
  private static final Set<String> CHANGES = Set.of("repo/gc", "swarm/connect", "swarm/disconnect");

  /** They write the configuration file, and so does {@code config} with a value. */
  private static final Set<String> WRITES_CONFIG =
      Set.of(
          "bootstrap/add", "bootstrap/rm", "config/replace", "config/profile/apply", "config/edit");

  private static final Pattern VALUE = Pattern.compile("arg=.*&arg=");

  static {
    // Else each answer waits for an acknowledgement that comes 40 ms later.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final String name;
  private final URI node;
  private final Deeds deeds;
  private final InetSocketAddress address;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Manner manner = Front::honest;
  private volatile boolean trickling;
  private HttpServer server;

  /** What is sent back; the body as bytes of ISO 8859-1, so that none is lost. */
  record Reply(int status, Map<String, String> headers, String body) {
    Reply with(String other) {
      return new Reply(status, headers, other);
    }

    static Reply of(int status, String type, String body) {
      return new Reply(status, Map.of("Content-Type", type), body);
    }
  }

  /** Passes the call on to the node. */
  interface Node {
    Reply ask() throws IOException, InterruptedException;
  }

  /** How a call is answered; an exception hangs up. */
  interface Manner {
    Reply answer(String command, String query, Node node) throws IOException, InterruptedException;
  }

  Front(String name, InetSocketAddress address, URI node, Deeds deeds) {
    this.name = name;
    this.node = node;
    this.deeds = deeds;
    this.server = listen(address);
    this.address = server.getAddress();
  }

  URI api() {
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
  }

  /** From now on it answers so. */
  void be(Manner other) {
    manner = other;
  }

  void beHonest() {
    manner = Front::honest;
    trickling = false;
  }

  /** From now on every answer comes at one byte a second. */
  void trickle() {
    trickling = true;
  }

  /** Refuses connections. */
  void shut() {
    server.stop(0);
  }

  /** Takes connections again. */
  void open() {
    server = listen(address);
  }

  /** Waits, unless it is closed before. */
  void idle(Duration time) throws InterruptedException {
    boolean unused = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Reply honest(String command, String query, Node node)
      throws IOException, InterruptedException {
    return node.ask();
  }

  private HttpServer listen(InetSocketAddress at) {
    try {
      HttpServer fresh = HttpServer.create(at, 0);
      fresh.setExecutor(threads);
      fresh.createContext("/", this::serve);
      fresh.start();
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    String command = uri.getPath().replaceFirst("^/api/v0/", "");
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String query = String.valueOf(uri.getQuery());
      Optional<String> deed = deed(command, query);
      Reply reply = manner.answer(command, query, () -> ask(exchange, deed, body));
      reply.headers().forEach((header, value) -> exchange.getResponseHeaders().set(header, value));
      byte[] bytes = reply.body().getBytes(StandardCharsets.ISO_8859_1);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      if (trickling) {
        for (byte one : bytes) {
          exchange.getResponseBody().write(one);
          exchange.getResponseBody().flush();
          idle(Duration.ofSeconds(1));
        }
      } else {
        exchange.getResponseBody().write(bytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<String> deed(String command, String query) {
    boolean config =
        WRITES_CONFIG.contains(command)
            || (command.equals("config") && VALUE.matcher(query).find());
    return config ? Optional.of(Deeds.CONFIG) : Optional.of(command).filter(CHANGES::contains);
  }

  private Reply ask(HttpExchange exchange, Optional<String> changes, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node + exchange.getRequestURI().toString()))
            .timeout(Duration.ofMinutes(1))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header : Set.of("Content-Type", "Authorization")) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    Optional<Integer> deed = changes.map(call -> deeds.begin(call, name));
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Map<String, String> headers = new TreeMap<>();
      for (String header : Set.of("Content-Type", "X-Stream-Error", "WWW-Authenticate")) {
        answer.headers().firstValue(header).ifPresent(value -> headers.put(header, value));
      }
      return new Reply(
          answer.statusCode(), headers, new String(answer.body(), StandardCharsets.ISO_8859_1));
    } finally {
      deed.ifPresent(deeds::end);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
