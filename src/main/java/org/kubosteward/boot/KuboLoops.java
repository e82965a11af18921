package org.kubosteward.boot;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The event loops that talk to kubo, apart from those of the surfaces: a thousand nodes answer in
 * the same second with a quarter of a megabyte each, and a scrape or a probe that came behind them
 * in the same queue would wait for all of them. They are as many as there are cores.
 */
final class KuboLoops implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(KuboLoops.class);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

  private final Vertx vertx;

  private KuboLoops(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Starts them. */
  static KuboLoops start() {
    return new KuboLoops(
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false))));
  }

  Vertx vertx() {
    return vertx;
  }

  /** Ends them, and waits for it for five seconds at most. */
  @Override
  public void close() {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(CLOSES_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      LOG.warn("The event loops of the nodes' answers did not end within 5 s", late);
    }
  }
}
