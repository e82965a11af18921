package org.kubosteward.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamedBodiesTest {
  private static final int MOST = 64;

  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    StreamedRoutes routes =
        (method, path) -> method.equals(HttpMethod.PUT) && path.startsWith("/large");
    Router router = Router.router(vertx);
    new StreamedBodies(routes).route(router);
    new WholeBodies(MOST, Duration.ofMillis(300)).route(router);
    router
        .route("/large/refused")
        .handler(exchange -> exchange.response().setStatusCode(403).end());
    router.route().handler(StreamedBodiesTest::count);
    HttpServerOptions idleSoon =
        new HttpServerOptions().setIdleTimeout(500).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    server =
        vertx
            .createHttpServer(idleSoon)
            .requestHandler(
                request -> {
                  request.pause();
                  router.handle(request);
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
  }

  private static void count(RoutingContext exchange) {
    if (!StreamedBodies.streams(exchange)) {
      exchange.end("whole " + exchange.body().buffer().length());
      return;
    }
    long[] bytes = new long[1];
    exchange.request().handler(part -> bytes[0] += part.length());
    exchange
        .request()
        .endHandler(
            end ->
                exchange.end(
                    "streamed %d of %s".formatted(bytes[0], StreamedBodies.length(exchange))));
    exchange.request().resume();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private Socket put(String path, String... headers) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    String head = "PUT " + path + " HTTP/1.1\r\nHost: here\r\n" + String.join("\r\n", headers);
    send(client, head + "\r\n\r\n");
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }

  private static String answer(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void aBodyBeyondEveryBoundComesThroughAndTheConnectionEndsWithTheAnswer() throws Exception {
    try (Socket client = put("/large", "Content-Length: 100000")) {
      send(client, "x".repeat(100_000));
      assertThat(answer(client))
          .containsIgnoringCase("connection: close")
          .endsWith("streamed 100000 of OptionalLong[100000]");
    }
  }

  @Test
  void oneThatComesSlowerThanOtherBodiesMayIsReadToItsEnd() throws Exception {
    try (Socket client = put("/large", "Transfer-Encoding: chunked")) {
      send(client, "5\r\nhello\r\n");
      // Beyond the time for a whole body, and that in which a connection may be idle.
      client.setSoTimeout(1_500);
      assertThat(silent(client)).isTrue();
      client.setSoTimeout(0);
      send(client, "0\r\n\r\n");
      assertThat(answer(client)).endsWith("streamed 5 of OptionalLong.empty");
    }
  }

  private static boolean silent(Socket client) throws IOException {
    try {
      return client.getInputStream().read() == Integer.MIN_VALUE;
    } catch (SocketTimeoutException nothingCame) {
      return true;
    }
  }

  @Test
  void whoIsRefusedWhileSendingReadsWhy() throws Exception {
    try (Socket client = put("/large/refused", "Content-Length: 1000000")) {
      send(client, "x".repeat(200_000));
      assertThat(answer(client)).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void otherBodiesAreAsBoundedAsBefore() throws Exception {
    try (Socket client = put("/small", "Content-Length: 5", "Connection: close")) {
      send(client, "hello");
      assertThat(answer(client)).endsWith("whole 5");
    }
    try (Socket client = put("/small", "Content-Length: 100", "Connection: close")) {
      assertThat(answer(client)).startsWith("HTTP/1.1 413 ");
    }
  }
}
