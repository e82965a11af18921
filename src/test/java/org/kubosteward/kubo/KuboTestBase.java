package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A door with small bounds, and what the tests say about replies. */
abstract class KuboTestBase {
  static final Duration SOON = Duration.ofMillis(400);
  static final Duration AMPLE = Duration.ofSeconds(10);

  static final KuboLimits SMALL =
      new KuboLimits(
          Duration.ofMillis(500), Duration.ofSeconds(60), 2, 4, 2, 256 << 10, 1 << 20, 4 << 10);

  static Vertx vertx;
  static Kubo kubo;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    kubo = new Kubo(vertx, SMALL, InstantSource.system());
  }

  @AfterAll
  static void close() throws Exception {
    kubo.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  static <T> Reply<T> reply(CompletionStage<Reply<T>> reply) throws Exception {
    return reply.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  static <T> T answer(CompletionStage<Reply<T>> reply) throws Exception {
    return reply(reply)
        .fold(
            Answer::value,
            fault -> {
              throw new AssertionError(fault.toString());
            });
  }

  static <T> Fault<T> fault(FaultKind kind, CompletionStage<Reply<T>> reply) throws Exception {
    Fault<T> fault =
        reply(reply)
            .fold(
                answer -> {
                  throw new AssertionError(answer.toString());
                },
                failed -> failed);
    assertThat(fault.kind()).as(fault.toString()).isEqualTo(kind);
    assertThat(fault.detail()).doesNotContain("\n").hasSizeLessThan(500);
    return fault;
  }
}
