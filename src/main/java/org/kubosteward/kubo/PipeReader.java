package org.kubosteward.kubo;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The side of a pipe that is read: tells the reader one thing after the other, as he asks. */
final class PipeReader {
  static final Next NOTHING = new Nothing();
  static final Next END = new End();

  /** What is to be told next. */
  sealed interface Next permits Nothing, End, Failed, Bytes {}

  /** Not now. */
  record Nothing() implements Next {}

  /** All was told. */
  record End() implements Next {}

  /** The maker failed. */
  record Failed(Throwable why) implements Next {}

  /** Bytes, and what to do once they were taken out. */
  record Bytes(Buffer bytes, Runnable taken) implements Next {}

  /** Where it comes from. */
  interface Source {
    /**
     * Takes the next out, holding the lock.
     *
     * @param wanted whether bytes may be told
     */
    Next next(boolean wanted);
  }

  private final Object lock;
  private final Source source;
  private @Nullable Context context;
  private @Nullable Handler<Buffer> onBytes;
  private @Nullable Handler<Void> onEnd;
  private @Nullable Handler<Throwable> onFailure;
  private long demand = Long.MAX_VALUE;
  private boolean scheduled;
  private boolean over;

  PipeReader(Object lock, Source source) {
    this.lock = lock;
    this.source = source;
  }

  void bytes(Context here, @Nullable Handler<Buffer> handler) {
    synchronized (lock) {
      context = here;
      onBytes = handler;
    }
    wake();
  }

  void ended(@Nullable Handler<Void> handler) {
    synchronized (lock) {
      onEnd = handler;
    }
  }

  void failed(@Nullable Handler<Throwable> handler) {
    synchronized (lock) {
      onFailure = handler;
    }
  }

  void demand(long pieces) {
    synchronized (lock) {
      demand = pieces;
    }
    wake();
  }

  void fetch(long pieces) {
    synchronized (lock) {
      demand = demand + pieces < 0 ? Long.MAX_VALUE : demand + pieces;
    }
    wake();
  }

  /** Looks for what is to be told, soon and on the reader's context. */
  void wake() {
    Context on;
    synchronized (lock) {
      on = context;
      if (on == null || scheduled || over) {
        return;
      }
      scheduled = true;
    }
    on.runOnContext(now -> tell());
  }

  private void tell() {
    while (true) {
      Next next;
      Handler<Buffer> bytes;
      Handler<Void> end;
      Handler<Throwable> failure;
      synchronized (lock) {
        bytes = onBytes;
        end = onEnd;
        failure = onFailure;
        next = bytes == null || over ? NOTHING : source.next(demand > 0);
        if (next instanceof Nothing) {
          scheduled = false;
          return;
        }
        over = !(next instanceof Bytes);
        demand -= demand == Long.MAX_VALUE || over ? 0 : 1;
      }
      if (next instanceof Bytes told && bytes != null) {
        told.taken().run();
        bytes.handle(told.bytes());
      } else if (next instanceof Failed told && failure != null) {
        failure.handle(told.why());
      } else if (next instanceof End && end != null) {
        end.handle(null);
      }
    }
  }
}
