package org.kubosteward.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WholeBodiesTest {
  private static final int MOST = 64;

  private final AtomicInteger served = new AtomicInteger();
  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    Router router = Router.router(vertx);
    new WholeBodies(MOST, Duration.ofMillis(300)).route(router);
    router
        .route()
        .handler(
            exchange -> {
              served.incrementAndGet();
              exchange.end("got " + exchange.body().buffer().length());
            });
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void aResourceIsCalledWithTheWholeBodyAndNotBefore() throws IOException {
    try (Socket client = post("Content-Length: 10", "12345")) {
      client.getOutputStream().write("67890".getBytes(StandardCharsets.US_ASCII));
      assertThat(answer(client)).startsWith("HTTP/1.1 200 ").endsWith("got 10");
    }
  }

  @Test
  void anEmptyBodyIsABodySoThatNoThreadWaitsForIt() throws IOException {
    for (String[] how :
        new String[][] {
          {"Content-Length: 0", ""}, {"Transfer-Encoding: chunked", "0\r\n\r\n"}, {"X-None: 1", ""}
        }) {
      try (Socket client = post(how[0], how[1])) {
        assertThat(answer(client)).as(how[0]).startsWith("HTTP/1.1 200 ").endsWith("got 0");
      }
    }
  }

  @Test
  void aBodyThatIsNotWholeInTimeIsAnswered408AndTheConnectionEnds() throws IOException {
    for (String how : new String[] {"Content-Length: 10", "Transfer-Encoding: chunked"}) {
      try (Socket client = post(how, "3\r\nabc")) {
        String answer = answer(client);
        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("the body was not whole after");
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
    }
    assertThat(served).hasValue(0);
  }

  @Test
  void aBodyBeyondTheBoundIsRefusedThoughItsLengthIsNotSaid() throws IOException {
    try (Socket client = post("Transfer-Encoding: chunked", "41\r\n" + "x".repeat(0x41))) {
      assertThat(answer(client)).startsWith("HTTP/1.1 413 ");
    }
    assertThat(served).hasValue(0);
  }

  private Socket post(String how, String part) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    String request = "POST /login HTTP/1.1\r\nHost: a\r\n" + how + "\r\n\r\n" + part;
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private static String answer(Socket client) throws IOException {
    StringBuilder answer = new StringBuilder();
    int b;
    while (!whole(answer) && (b = client.getInputStream().read()) >= 0) {
      answer.append((char) b);
    }
    return answer.toString();
  }

  private static boolean whole(StringBuilder answer) {
    int headers = answer.indexOf("\r\n\r\n");
    if (headers < 0) {
      return false;
    }
    String length = answer.substring(0, headers).toLowerCase(java.util.Locale.ROOT);
    int at = length.indexOf("content-length: ");
    int end = length.indexOf('\r', at);
    int bytes =
        Integer.parseInt(length.substring(at + 16, end < 0 ? length.length() : end).strip());
    return answer.length() >= headers + 4 + bytes;
  }
}
