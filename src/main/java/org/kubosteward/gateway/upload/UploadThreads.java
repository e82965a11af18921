package org.kubosteward.gateway.upload;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The threads that build blocks, one an upload; they end when there is nothing to do. */
final class UploadThreads implements AutoCloseable {
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor executor;

  UploadThreads(int most) {
    AtomicInteger count = new AtomicInteger();
    this.executor =
        new ThreadPoolExecutor(
            0,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "upload-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs it on one of them. The stage cannot be cancelled: when a sender hangs up, what answers it
   * cancels the stage that it was given, and what was to be done at its end would never be done.
   */
  <T> CompletionStage<T> run(Supplier<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    try {
      executor.execute(() -> complete(done, task));
    } catch (RejectedExecutionException full) {
      done.completeExceptionally(
          new UploadRefused(UploadRefused.Why.BUSY, "every thread for uploads is taken"));
    }
    return done.minimalCompletionStage();
  }

  private static <T> void complete(CompletableFuture<T> done, Supplier<T> task) {
    try {
      done.complete(task.get());
    } catch (RuntimeException | Error failed) {
      done.completeExceptionally(failed);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
