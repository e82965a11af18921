package org.kubosteward.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that have no end, and what becomes of their connections. */
class BoundedTextTest {
  private static final Duration DEADLINE = Duration.ofMillis(500);
  private static final int PART = 64 << 10;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger met = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void anAnswerWithoutEndIsGivenUpAtItsBoundAndItsConnectionIsClosed() {
    Silences silences = silences(request -> flood(request.response().setChunked(true)));

    await().until(() -> silences.seen().trouble().isPresent());

    assertThat(silences.seen().trouble())
        .contains("Alertmanager: the answer is longer than 4194304 bytes");
    await().until(() -> met.get() == 1 && open.get() == 0);
    // What the sockets hold may have been sent, too.
    assertThat(sent.get()).isLessThan(32 << 20);
  }

  @Test
  void anAnswerThatTricklesIsGivenUpAtTheDeadlineAndItsConnectionIsClosed() {
    Silences silences =
        silences(
            request -> {
              HttpServerResponse response = request.response().setChunked(true);
              long timer = vertx.setPeriodic(20, tick -> response.write(" "));
              response.closeHandler(closed -> vertx.cancelTimer(timer));
            });

    assertThat(silences.remove("a"))
        .contains("Alertmanager does not answer in time (steward.alertmanager.url)");

    await().until(() -> met.get() == 1 && open.get() == 0);
  }

  @Test
  void anAnswerThatIsCutIsNoAnswer() {
    Silences silences =
        silences(
            request -> {
              request.response().putHeader("Content-Length", "100").write("[");
              request.connection().close();
            });

    assertThat(silences.remove("a"))
        .hasValueSatisfying(why -> assertThat(why).startsWith("Alertmanager: ").contains("closed"));
  }

  @Test
  void aRedirectionIsNotFollowed() {
    AtomicInteger asked = new AtomicInteger();
    Silences silences =
        silences(
            request -> {
              asked.incrementAndGet();
              request.response().setStatusCode(302).putHeader("Location", "/elsewhere").end();
            });

    assertThat(silences.remove("a")).contains("Alertmanager: it answers 302: ");
    assertThat(asked).hasValue(1);
  }

  @Test
  void noConnectionIsKeptAfterAnAnswer() {
    Silences silences = silences(request -> request.response().end("[]"));

    assertThat(silences.remove("a")).isEmpty();
    assertThat(silences.remove("a")).isEmpty();

    await().until(() -> met.get() == 2 && open.get() == 0);
  }

  private void flood(HttpServerResponse response) {
    while (!response.writeQueueFull()) {
      sent.addAndGet(PART);
      response.write(Buffer.buffer(new byte[PART]));
    }
    response.drainHandler(drained -> flood(response));
  }

  private Silences silences(Handler<HttpServerRequest> answers) {
    HttpServer server =
        vertx
            .createHttpServer()
            .connectionHandler(
                connection -> {
                  met.incrementAndGet();
                  open.incrementAndGet();
                  connection.closeHandler(closed -> open.decrementAndGet());
                })
            .requestHandler(answers)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    URI url = URI.create("http://127.0.0.1:" + server.actualPort());
    return new AlertmanagerSettings(Optional.of(url), Optional.empty(), DEADLINE)
        .silences(vertx, Instant::now);
  }
}
