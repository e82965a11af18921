package org.kubosteward.act.content;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.kubosteward.act.Delay;

/**
 * So many bytes a second for all transfers together: a bucket that holds one second's worth, and
 * may be overdrawn by what has arrived already. Any thread may use it.
 */
public final class RateLimit {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final long bytesPerSecond;
  private final Supplier<Instant> clock;
  private final Delay delay;
  private double tokens;
  private Instant filledAt;

  /** A bucket that is full. */
  public RateLimit(long bytesPerSecond, Supplier<Instant> clock, Delay delay) {
    this.bytesPerSecond = bytesPerSecond;
    this.clock = clock;
    this.delay = delay;
    this.tokens = bytesPerSecond;
    this.filledAt = clock.get();
  }

  /** These bytes have passed. */
  synchronized void spend(long bytes) {
    refill();
    tokens -= bytes;
  }

  /** Whether nothing more is to pass for now. */
  synchronized boolean spent() {
    refill();
    return tokens <= 0;
  }

  /** Runs that once something may pass again: at once, or later. */
  void whenRefilled(Runnable goOn) {
    if (!spent()) {
      goOn.run();
      return;
    }
    delay.after(LOOK_AGAIN).thenRun(() -> whenRefilled(goOn));
  }

  private void refill() {
    Instant now = clock.get();
    double passed = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
    tokens = Math.min((double) bytesPerSecond, tokens + passed * (double) bytesPerSecond);
    filledAt = now;
  }
}
