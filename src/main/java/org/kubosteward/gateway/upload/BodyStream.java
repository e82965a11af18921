package org.kubosteward.gateway.upload;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request on its way from the event loop to the one thread that builds blocks of it.
 * It holds half a megabyte and what is read from the connection at a time: while the thread does
 * not take it, nothing more is read, and the sender has to wait.
 */
final class BodyStream extends InputStream {
  private static final int MOST = 512 << 10;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Buffer> queue = new ArrayDeque<>();
  private final HttpServerRequest request;
  private final Context context;
  private final long most;
  private final Duration silence;
  private ByteBuffer piece = NONE;
  private long taken;
  private int held;
  private boolean paused;
  private boolean ended;
  private @Nullable UploadRefused failure;

  /**
   * Begins to read; on the request's event loop.
   *
   * @param most bytes that it may have
   * @param silence how long none may come
   */
  static BodyStream open(HttpServerRequest request, Context context, long most, Duration silence) {
    BodyStream body = new BodyStream(request, context, most, silence);
    body.begin();
    return body;
  }

  private BodyStream(HttpServerRequest request, Context context, long most, Duration silence) {
    this.request = request;
    this.context = context;
    this.most = most;
    this.silence = silence;
  }

  private void begin() {
    if (request.isEnded()) {
      ended = true;
      return;
    }
    request.exceptionHandler(
        gone -> fail(new UploadRefused(UploadRefused.Why.CUT, "the sender hung up")));
    request.endHandler(end -> end());
    request.handler(this::arrived);
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  private void arrived(Buffer bytes) {
    lock.lock();
    try {
      taken += bytes.length();
      if (taken > most) {
        failure =
            new UploadRefused(
                UploadRefused.Why.TOO_LARGE, "the body has more than %d bytes".formatted(most));
        request.pause();
      } else {
        queue.addLast(bytes);
        held += bytes.length();
        if (held >= MOST && !paused) {
          paused = true;
          request.pause();
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void fail(UploadRefused why) {
    lock.lock();
    try {
      if (failure == null && !ended) {
        failure = why;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that have come so far, read or not. */
  long taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next bytes; empty at the end.
   *
   * @throws UploadRefused when the body is cut, too large, or does not come
   */
  @SuppressWarnings("deprecation") // The way to the bytes without a copy of a whole content.
  Optional<ByteBuffer> next() {
    if (!piece.hasRemaining()) {
      Optional<Buffer> next = await();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      piece = next.get().getByteBuf().nioBuffer();
    }
    ByteBuffer all = piece;
    piece = NONE;
    return Optional.of(all);
  }

  private Optional<Buffer> await() {
    lock.lock();
    try {
      long left = silence.toNanos();
      while (queue.isEmpty() && !ended && failure == null) {
        if (left <= 0) {
          throw new UploadRefused(
              UploadRefused.Why.SLOW_BODY,
              "no byte of the body came for %d s".formatted(silence.toSeconds()));
        }
        left = changed.awaitNanos(left);
      }
      if (failure != null && (queue.isEmpty() || failure.why() != UploadRefused.Why.CUT)) {
        throw failure;
      }
      return Optional.ofNullable(queue.pollFirst()).map(this::out);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UploadRefused(UploadRefused.Why.UNAVAILABLE, "this process stops; send it again");
    } finally {
      lock.unlock();
    }
  }

  private Buffer out(Buffer bytes) {
    held -= bytes.length();
    if (paused && held <= MOST / 2) {
      paused = false;
      context.runOnContext(now -> goOn());
    }
    return bytes;
  }

  private void goOn() {
    boolean wanted;
    lock.lock();
    try {
      wanted = !paused && failure == null;
    } finally {
      lock.unlock();
    }
    if (wanted) {
      request.resume();
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int size) {
    if (size == 0) {
      return 0;
    }
    while (!piece.hasRemaining()) {
      Optional<ByteBuffer> next = next();
      if (next.isEmpty()) {
        return -1;
      }
      piece = next.get();
    }
    int count = Math.min(size, piece.remaining());
    piece.get(into, from, count);
    return count;
  }
}
