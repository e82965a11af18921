package org.kubosteward.kube;

import java.time.Duration;

/**
 * The lease that one plane of several holds.
 *
 * @param namespace of the Lease
 * @param name of the Lease
 * @param duration how long a holder that falls silent keeps the others waiting
 * @param renewEvery how often the holder renews
 */
public record LeaseSettings(String namespace, String name, Duration duration, Duration renewEvery) {
  /**
   * Checks that the times leave room for a failed renewal.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public LeaseSettings {
    if (renewEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "the lease's renew-every must be a second or more, not " + renewEvery);
    }
    if (duration.compareTo(renewEvery.multipliedBy(3)) < 0) {
      throw new IllegalArgumentException(
          "the lease's duration must be three times its renew-every or more: "
              + duration
              + " is less than 3 x "
              + renewEvery);
    }
  }

  /**
   * How old the last renewal may be for its holder to act on: two thirds of the duration, so that
   * it stops well before another may take over.
   */
  Duration actFor() {
    return duration.multipliedBy(2).dividedBy(3);
  }

  /** How long one call may take, so that a renewal that hangs leaves time for another. */
  Duration callDeadline() {
    return renewEvery.multipliedBy(3).dividedBy(5);
  }
}
