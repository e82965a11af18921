package org.kubosteward.roster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Whoever waits for another roster than the one it has. While anybody does, the roster is looked at
 * once a {@link #PERIOD}, once for all of them: on a standby that is one small query.
 */
final class RosterWaiters {
  private static final Logger LOG = Logger.getLogger(RosterWaiters.class);

  /** A change is told no later than this. */
  static final Duration PERIOD = Duration.ofSeconds(1);

  /** As many wait at once; more are to ask again later. */
  static final int MOST = 500;

  private final Supplier<Optional<Posted>> current;
  private final Vertx vertx;
  private final Duration period;
  private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  /**
   * Nobody waits yet.
   *
   * @param current the roster as it is now; may wait for a database, and may fail
   */
  RosterWaiters(Supplier<Optional<Posted>> current, Vertx vertx, Duration period) {
    this.current = current;
    this.vertx = vertx;
    this.period = period;
  }

  /** One of them, and the roster as it was seen last. */
  private static final class Waiter {
    private final IfNoneMatch held;
    private final CompletableFuture<Posted> told = new CompletableFuture<>();
    private volatile Posted last;

    Waiter(IfNoneMatch held, Posted now) {
      this.held = held;
      this.last = now;
    }

    void see(Posted posted) {
      last = posted;
      if (!held.names(posted)) {
        told.complete(posted);
      }
    }
  }

  /** Whether there is no room for another one. */
  boolean full() {
    return waiting.size() >= MOST;
  }

  /** How many wait. */
  int size() {
    return waiting.size();
  }

  /**
   * The first roster that is another one than those held; when {@code most} has passed, the one
   * that was seen last.
   *
   * @param now the one of this moment, which is held
   */
  CompletionStage<Posted> another(IfNoneMatch held, Posted now, Duration most) {
    Waiter waiter = new Waiter(held, now);
    waiting.add(waiter);
    long timer =
        vertx.setTimer(Math.max(1, most.toMillis()), id -> waiter.told.complete(waiter.last));
    CompletionStage<Posted> told =
        waiter.told.whenComplete(
            (posted, never) -> {
              waiting.remove(waiter);
              vertx.cancelTimer(timer);
            });
    lookSoon();
    return told;
  }

  private void lookSoon() {
    if (!waiting.isEmpty() && looking.compareAndSet(false, true)) {
      vertx.setTimer(period.toMillis(), id -> look());
    }
  }

  private void look() {
    Future<Optional<Posted>> answer = vertx.executeBlocking(current::get, false);
    answer.onComplete(
        seen -> {
          looking.set(false);
          if (seen.succeeded()) {
            seen.result().ifPresent(posted -> waiting.forEach(waiter -> waiter.see(posted)));
          } else {
            // It may be known again before anybody has waited too long.
            LOG.debugf("roster=unknown why=\"%s\"", seen.cause().getMessage());
          }
          lookSoon();
        });
  }
}
