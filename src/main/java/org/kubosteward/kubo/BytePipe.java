package org.kubosteward.kubo;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way from the one who makes them, on any thread, to the one transfer that sends
 * them. It holds little more than its bound, as long as the maker heeds {@link #isFull} or writes
 * with {@link #put}. Small pieces are put together, so that each does not cost a write of its own.
 */
public final class BytePipe implements ReadStream<Buffer> {
  /** Bytes that suit one write to a connection. */
  private static final int PIECE = 64 << 10;

  private final Object lock = new Object();
  private final Deque<Buffer> queue = new ArrayDeque<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private final long most;
  private final PipeReader reader = new PipeReader(lock, this::next);
  private long held;
  private boolean ended;
  private boolean abandoned;
  private @Nullable Throwable failure;

  /** One that is full from so many bytes on. */
  public BytePipe(long most) {
    if (most <= 0) {
      throw new IllegalArgumentException("A pipe's bound must be above zero, not " + most);
    }
    this.most = most;
  }

  /**
   * Takes a copy of the bytes, full or not.
   *
   * @return whether anybody will read them; if not, nothing more need be made
   */
  public boolean write(ByteBuffer bytes) {
    synchronized (lock) {
      if (abandoned) {
        return false;
      }
      add(bytes);
    }
    reader.wake();
    return true;
  }

  private void add(ByteBuffer bytes) {
    int size = bytes.remaining();
    Buffer last = queue.peekLast();
    if (last == null || last.length() + size > PIECE) {
      last = Buffer.buffer(Math.max(size, PIECE));
      queue.addLast(last);
    }
    last.setBytes(last.length(), bytes.slice());
    held += size;
  }

  /**
   * Waits until it is not full, and takes a copy of the bytes. Never on an event loop.
   *
   * @return as {@link #write}
   * @throws TimeoutException when it stayed full that long
   */
  public boolean put(ByteBuffer bytes, Duration patience)
      throws InterruptedException, TimeoutException {
    CompletableFuture<Boolean> room = new CompletableFuture<>();
    whenRoom(() -> room.complete(true));
    try {
      room.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("Room is never made exceptionally", impossible);
    }
    return write(bytes);
  }

  /** Says that all bytes were written. */
  public void end() {
    synchronized (lock) {
      ended = true;
    }
    reader.wake();
  }

  /** Says that no more bytes come, though some are missing: who sends them gives up. */
  public void fail(Throwable why) {
    synchronized (lock) {
      failure = why;
      queue.clear();
      held = 0;
    }
    reader.wake();
  }

  /** Says that nobody will read: what is held is dropped, and who waits to write goes on. */
  void abandon() {
    synchronized (lock) {
      abandoned = true;
      queue.clear();
      held = 0;
    }
    makeRoom();
  }

  /** Whether as many bytes wait as it may hold. */
  public boolean isFull() {
    synchronized (lock) {
      return !abandoned && held >= most;
    }
  }

  /** Runs that when it is not full, or nobody reads any more: at once, or later on any thread. */
  public void whenRoom(Runnable goOn) {
    synchronized (lock) {
      if (!abandoned && held >= most) {
        waiting.add(goOn);
        return;
      }
    }
    goOn.run();
  }

  private void makeRoom() {
    List<Runnable> ready;
    synchronized (lock) {
      ready = List.copyOf(waiting);
      waiting.clear();
    }
    ready.forEach(Runnable::run);
  }

  /** What is to be told to the reader next; it holds the lock. */
  private PipeReader.Next next(boolean wanted) {
    if (abandoned) {
      return PipeReader.NOTHING;
    }
    if (failure != null) {
      return new PipeReader.Failed(failure);
    }
    if (queue.isEmpty()) {
      return ended ? PipeReader.END : PipeReader.NOTHING;
    }
    if (!wanted) {
      return PipeReader.NOTHING;
    }
    Buffer bytes = queue.removeFirst();
    boolean wasFull = held >= most;
    held -= bytes.length();
    return new PipeReader.Bytes(bytes, wasFull && held < most ? this::makeRoom : () -> {});
  }

  @Override
  public BytePipe exceptionHandler(@Nullable Handler<Throwable> handler) {
    reader.failed(handler);
    return this;
  }

  /** Sets who reads; on a Vert.x context, on which all is told from then on. */
  @Override
  public BytePipe handler(@Nullable Handler<Buffer> handler) {
    Context here = Vertx.currentContext();
    if (here == null) {
      throw new IllegalStateException("A pipe is read on a Vert.x context");
    }
    reader.bytes(here, handler);
    return this;
  }

  @Override
  public BytePipe endHandler(@Nullable Handler<Void> handler) {
    reader.ended(handler);
    return this;
  }

  @Override
  public BytePipe pause() {
    reader.demand(0);
    return this;
  }

  @Override
  public BytePipe resume() {
    reader.demand(Long.MAX_VALUE);
    return this;
  }

  @Override
  public BytePipe fetch(long pieces) {
    reader.fetch(pieces);
    return this;
  }
}
