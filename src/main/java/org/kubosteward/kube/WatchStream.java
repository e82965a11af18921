package org.kubosteward.kube;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One watch as lines, read by one thread. The server sends no more than is read. */
final class WatchStream implements AutoCloseable {
  /** etcd takes no object above 1.5 MB; the JSON of one is not much more. */
  private static final int MAX_LINE_BYTES = 4 << 20;

  /** What the connection handed over: bytes, the head of the answer, or its end. */
  private sealed interface Piece permits Bytes, Head, End {}

  private record Bytes(List<ByteBuffer> chunks) implements Piece {}

  private record Head(int status) implements Piece {}

  private record End(@Nullable Throwable why) implements Piece {}

  private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final Deque<byte[]> lines = new ArrayDeque<>();
  private ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private @Nullable AsyncBody body;
  private boolean closed;
  private boolean ended;
  private int status;

  /** Takes bytes from the connection; the next come when these have been read. */
  void take(List<ByteBuffer> chunks, AsyncBody source) {
    pieces.add(new Bytes(chunks));
  }

  /** Takes the head of the answer, or why there is none. */
  synchronized void opened(
      @Nullable HttpResponse<AsyncBody> response, @Nullable Throwable failure) {
    if (response == null) {
      pieces.add(new End(failure));
      return;
    }
    body = response.body();
    if (closed) {
      body.cancel();
      return;
    }
    pieces.add(new Head(response.code()));
    var unused = body.done().whenComplete((done, broken) -> pieces.add(new End(broken)));
    body.consume();
  }

  /** The status of the answer, once there was a line or an end; 0 before. */
  int status() {
    return status;
  }

  /** Whether the server ended the watch in good order. */
  boolean isEnded() {
    return ended;
  }

  /**
   * The next line; null at the end, or when none came in time.
   *
   * @throws ApiServerException when the connection broke
   */
  byte @Nullable [] next(long nanos) throws ApiServerException, InterruptedException {
    long patience = nanos;
    while (lines.isEmpty()) {
      Piece piece = pieces.poll(patience, TimeUnit.NANOSECONDS);
      if (piece == null) {
        return null;
      }
      if (piece instanceof Head head) {
        status = head.status();
        return new byte[0];
      }
      if (piece instanceof End end) {
        return end(end);
      }
      split(((Bytes) piece).chunks());
      more();
    }
    return lines.removeFirst();
  }

  private byte @Nullable [] end(End end) throws ApiServerException {
    if (end.why() != null) {
      throw new ApiServerException(ErrorMessages.of(end.why()));
    }
    ended = true;
    if (rest.size() == 0) {
      return null;
    }
    byte[] last = rest.toByteArray();
    rest = new ByteArrayOutputStream();
    return last;
  }

  private void split(List<ByteBuffer> chunks) throws ApiServerException {
    for (ByteBuffer chunk : chunks) {
      while (chunk.hasRemaining()) {
        byte one = chunk.get();
        if (one == '\n') {
          lines.add(rest.toByteArray());
          rest = new ByteArrayOutputStream();
        } else if (rest.size() >= MAX_LINE_BYTES) {
          throw new ApiServerException(
              "a line of the watch is longer than " + MAX_LINE_BYTES + " bytes");
        } else {
          rest.write(one);
        }
      }
    }
  }

  private synchronized void more() {
    if (body != null) {
      body.consume();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (body != null) {
      body.cancel();
    }
  }
}
