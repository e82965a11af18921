package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bytes between a maker on any thread and one reader, in order and bounded. */
class BytePipeTest {
  private static final Duration AMPLE = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(50);

  private static Vertx vertx;
  private static Context context;

  private final BytePipe pipe = new BytePipe(100);
  private final List<String> told = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
    context = vertx.getOrCreateContext();
  }

  @AfterAll
  static void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private void read(long pieces) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    context.runOnContext(
        now -> {
          pipe.pause();
          pipe.exceptionHandler(why -> told.add("failed: " + why.getMessage()));
          pipe.endHandler(end -> told.add("end"));
          pipe.handler(piece -> told.add(piece.toString()));
          pipe.fetch(pieces);
          done.complete(true);
        });
    done.join();
  }

  private void awaitTold(String... all) {
    await().atMost(AMPLE).untilAsserted(() -> assertThat(told).containsExactly(all));
  }

  @Test
  void smallPiecesAreReadAsOneAndThenTheEnd() {
    assertThat(pipe.write(bytes("a"))).isTrue();
    pipe.write(bytes("b"));
    pipe.end();
    read(9);
    awaitTold("ab", "end");
  }

  @Test
  void whatIsWrittenWhileItIsReadComesInOrder() {
    BytePipe many = new BytePipe(1 << 10);
    Buffer all = Buffer.buffer();
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    context.runOnContext(
        now -> {
          many.endHandler(end -> ended.complete(true));
          many.handler(all::appendBuffer);
        });
    for (int n = 0; n < 10_000; n++) {
      try {
        many.put(ByteBuffer.allocate(4).putInt(0, n), AMPLE);
      } catch (InterruptedException | TimeoutException late) {
        throw new AssertionError(late);
      }
    }
    many.end();
    ended.join();
    assertThat(all.length()).isEqualTo(40_000);
    for (int n = 0; n < 10_000; n++) {
      assertThat(all.getInt(4 * n)).isEqualTo(n);
    }
  }

  @Test
  void nothingIsToldThatWasNotAskedFor() {
    pipe.write(ByteBuffer.wrap(new byte[70_000]));
    pipe.write(bytes("second"));
    pipe.end();
    read(0);
    CompletableFuture<Boolean> later = new CompletableFuture<>();
    context.runOnContext(now -> later.complete(told.isEmpty()));
    assertThat(later.join()).isTrue();
    context.runOnContext(now -> pipe.fetch(1));
    await().until(() -> told.size() == 1);
    context.runOnContext(now -> pipe.resume());
    await().until(() -> told.size() == 3);
    assertThat(told.subList(1, 3)).containsExactly("second", "end");
  }

  @Test
  void itIsFullFromItsBoundOnUntilSomebodyReads() {
    pipe.write(ByteBuffer.wrap(new byte[99]));
    assertThat(pipe.isFull()).isFalse();
    pipe.write(bytes("x"));
    assertThat(pipe.isFull()).isTrue();
    CompletableFuture<Boolean> room = new CompletableFuture<>();
    pipe.whenRoom(() -> room.complete(true));
    assertThat(room).isNotDone();
    read(1);
    assertThat(room.join()).isTrue();
    assertThat(pipe.isFull()).isFalse();
    CompletableFuture<Boolean> atOnce = new CompletableFuture<>();
    pipe.whenRoom(() -> atOnce.complete(true));
    assertThat(atOnce).isDone();
  }

  @Test
  void whoPutsWaitsForRoomAndNotForEver() throws Exception {
    pipe.write(ByteBuffer.wrap(new byte[100]));
    assertThatThrownBy(() -> pipe.put(bytes("late"), SHORT)).isInstanceOf(TimeoutException.class);
    CompletableFuture<Boolean> put =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return pipe.put(bytes("in time"), AMPLE);
              } catch (InterruptedException | TimeoutException late) {
                throw new AssertionError(late);
              }
            });
    read(1);
    assertThat(put.join()).isTrue();
  }

  @Test
  void whoWritesForNobodyHearsOfIt() throws Exception {
    pipe.write(ByteBuffer.wrap(new byte[100]));
    CompletableFuture<Boolean> room = new CompletableFuture<>();
    pipe.whenRoom(() -> room.complete(true));
    pipe.abandon();
    assertThat(room).isDone();
    assertThat(pipe.isFull()).isFalse();
    assertThat(pipe.write(bytes("more"))).isFalse();
    assertThat(pipe.put(bytes("more"), SHORT)).isFalse();
    read(9);
    CompletableFuture<Boolean> later = new CompletableFuture<>();
    context.runOnContext(now -> context.runOnContext(then -> later.complete(told.isEmpty())));
    assertThat(later.join()).isTrue();
  }

  @Test
  void aMakerThatFailsIsHeardBeforeWhatItWrote() {
    pipe.write(bytes("half"));
    pipe.fail(new IOException("the disk is gone"));
    read(9);
    awaitTold("failed: the disk is gone");
  }

  @Test
  void itIsReadOnAContextAndHoldsSomething() {
    assertThatThrownBy(() -> pipe.handler(piece -> {})).hasMessageContaining("Vert.x context");
    assertThatThrownBy(() -> new BytePipe(0)).hasMessageContaining("above zero");
  }
}
