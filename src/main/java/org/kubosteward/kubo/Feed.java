package org.kubosteward.kubo;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.ReadStream;
import java.util.function.Consumer;

/**
 * Sends what a source makes as the one file of a multipart body, no faster than the node takes it:
 * it asks the source for a piece when the last one has left, and so holds one. All of it happens on
 * the exchange's context.
 */
final class Feed {
  private final Context context;
  private final ReadStream<Buffer> source;
  private final MultipartFile file;
  private final HttpClientRequest request;
  private final Runnable moved;
  private boolean starving;
  private boolean over;

  /**
   * Nothing is sent yet.
   *
   * @param moved runs whenever the node took bytes
   */
  Feed(Context context, ReadStream<Buffer> source, HttpClientRequest request, Runnable moved) {
    this.context = context;
    this.source = source;
    this.file = MultipartFile.fresh();
    this.request = request;
    this.moved = moved;
  }

  /** Sends the head, and then all that comes. */
  void start(Consumer<Throwable> failed) {
    request.putHeader("Content-Type", file.contentType());
    request.setChunked(true);
    send(Buffer.buffer(file.head()));
    source.pause();
    source.exceptionHandler(cause -> here(() -> stopped(failed, cause)));
    source.endHandler(end -> here(this::finish));
    source.handler(piece -> here(() -> take(piece)));
    ask();
  }

  private void here(Runnable step) {
    if (context.equals(Vertx.currentContext())) {
      step.run();
    } else {
      context.runOnContext(now -> step.run());
    }
  }

  private void ask() {
    starving = true;
    source.fetch(1);
  }

  private void take(Buffer piece) {
    if (over) {
      return;
    }
    starving = false;
    send(piece);
    if (request.writeQueueFull()) {
      request.drainHandler(room -> drained());
    } else {
      ask();
    }
  }

  private void drained() {
    if (!over) {
      request.drainHandler(null);
      ask();
    }
  }

  private void send(Buffer bytes) {
    request.write(bytes).onSuccess(sent -> moved.run());
  }

  private void stopped(Consumer<Throwable> failed, Throwable cause) {
    if (!over) {
      over = true;
      failed.accept(cause);
    }
  }

  private void finish() {
    if (!over) {
      over = true;
      starving = false;
      request.end(Buffer.buffer(file.tail())).onSuccess(sent -> moved.run());
    }
  }

  /** Sends nothing more. */
  void stop() {
    over = true;
  }

  /** Whether the node waits for the source. */
  boolean isStarving() {
    return starving && !over;
  }

  /** Whether all was sent, or nothing more will be. */
  boolean isOver() {
    return over;
  }
}
