package org.kubosteward.roster;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/** A body that is read whole, and is a failure once it is longer than its bound. */
final class BoundedBody implements BodyStream<Buffer> {
  private final int most;
  private final Buffer body = Buffer.buffer();
  private final Promise<Buffer> whole = Promise.promise();

  private BoundedBody(int most) {
    this.most = most;
  }

  /** Reads bodies of so many bytes at most. */
  static BodyCodec<Buffer> of(int most) {
    return new BodyCodec<>() {
      @Override
      public void create(Handler<AsyncResult<BodyStream<Buffer>>> handler) {
        handler.handle(Future.succeededFuture(new BoundedBody(most)));
      }
    };
  }

  @Override
  public Future<Buffer> result() {
    return whole.future();
  }

  @Override
  public void handle(Throwable cause) {
    whole.tryFail(cause);
  }

  @Override
  public Future<Void> write(Buffer data) {
    if (body.length() + data.length() > most) {
      IllegalStateException tooLong =
          new IllegalStateException("the answer is longer than " + most + " bytes");
      whole.tryFail(tooLong);
      return Future.failedFuture(tooLong);
    }
    body.appendBuffer(data);
    return Future.succeededFuture();
  }

  @Override
  public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
    write(data).onComplete(handler);
  }

  @Override
  public void end(Handler<AsyncResult<Void>> handler) {
    whole.tryComplete(body);
    handler.handle(Future.succeededFuture());
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
    return this;
  }
}
