package org.kubosteward.alertmanager;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A body as text, up to a bound. One that is longer fails the answer at once. What is left of it is
 * not read, nor is what comes after the answer was given up; the client closes the connection at
 * the deadline. Failing the stream instead would have the rest read and thrown away without end.
 */
final class BoundedText implements BodyCodec<String> {
  private final int most;
  private final CompletableFuture<?> answer;

  /**
   * One body.
   *
   * @param most bytes
   * @param answer fails when the body is longer; nothing is read once it is done
   */
  BoundedText(int most, CompletableFuture<?> answer) {
    this.most = most;
    this.answer = answer;
  }

  @Override
  public void create(Handler<AsyncResult<BodyStream<String>>> handler) {
    handler.handle(Future.succeededFuture(new Text()));
  }

  private final class Text implements BodyStream<String> {
    private final Buffer read = Buffer.buffer();
    private final Promise<String> text = Promise.promise();

    @Override
    public Future<String> result() {
      return text.future();
    }

    @Override
    public Future<Void> write(Buffer part) {
      if (read.length() + part.length() > most) {
        answer.completeExceptionally(
            new IOException("the answer is longer than " + most + " bytes"));
      } else {
        read.appendBuffer(part);
      }
      return Future.succeededFuture();
    }

    @Override
    public void write(Buffer part, Handler<AsyncResult<Void>> handler) {
      handler.handle(write(part));
    }

    @Override
    public void end(@Nullable Handler<AsyncResult<Void>> handler) {
      text.tryComplete(read.toString(StandardCharsets.UTF_8));
      if (handler != null) {
        handler.handle(Future.succeededFuture());
      }
    }

    @Override
    public void handle(Throwable broken) {
      text.tryFail(broken);
    }

    /** A full queue pauses the connection, and it is never said to be empty again. */
    @Override
    public boolean writeQueueFull() {
      return answer.isDone();
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<@Nullable Void> handler) {
      return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
      return this;
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
      return this;
    }
  }
}
