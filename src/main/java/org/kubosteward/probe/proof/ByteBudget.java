package org.kubosteward.probe.proof;

import java.time.Duration;
import java.time.Instant;

/**
 * Keeps a reader to so many bytes a second. What is read is paid for before: a reader that took
 * more than there was waits until it is paid off. What was not used for a while is saved up to a
 * quarter of a second, and no more. Used by one thread at a time.
 */
final class ByteBudget {
  private static final Duration SAVED = Duration.ofMillis(250);
  private static final double NANOS = 1e9;

  private final long bytesPerSecond;
  private Instant paidUntil;

  ByteBudget(long bytesPerSecond, Instant now) {
    this.bytesPerSecond = bytesPerSecond;
    this.paidUntil = now;
  }

  /** How long to wait before the next is taken; zero when it may be taken now. */
  Duration wait(Instant now) {
    Duration left = Duration.between(now, paidUntil);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** So many bytes are taken; fewer than none when it was less than was paid for. */
  void take(long bytes, Instant now) {
    Instant least = now.minus(SAVED);
    Instant from = paidUntil.isBefore(least) ? least : paidUntil;
    paidUntil = from.plusNanos((long) (bytes * NANOS / bytesPerSecond));
  }
}
