package org.kubosteward.loop;

import java.time.Duration;
import java.time.Instant;

/**
 * When the next round is due: at the settled pace, or at the quicker one for a bounded time after
 * something changed. Rounds follow our own clock, never an outside event.
 */
final class Pace {
  /** The loop is asked once a second. */
  private static final Duration HALF_A_BEAT = Duration.ofMillis(500);

  private final Duration settled;
  private final Duration unsettled;
  private final Duration unsettledFor;
  private Instant due;
  private Instant quickUntil;

  /** The first round is due at {@code start}, and the start counts as a change. */
  Pace(RoundConfig config, Instant start) {
    this.settled = config.every();
    this.unsettled = config.unsettledEvery();
    this.unsettledFor = config.unsettledFor();
    if (unsettled.isNegative() || unsettled.isZero() || unsettled.compareTo(settled) > 0) {
      throw new IllegalArgumentException(
          "steward.round.unsettled-every (%s) must be more than 0 and at most steward.round.every (%s)"
              .formatted(unsettled, settled));
    }
    this.due = start;
    this.quickUntil = start.plus(unsettledFor);
  }

  /** The beat that is nearest to the plan is on time. */
  boolean due(Instant now) {
    return !now.isBefore(due.minus(HALF_A_BEAT));
  }

  /** How late a round is that begins now; never negative. */
  Duration lag(Instant now) {
    Duration lag = Duration.between(due, now);
    return lag.isNegative() ? Duration.ZERO : lag;
  }

  /** Something happened: be quick for a while. */
  void changed(Instant now) {
    quickUntil = now.plus(unsettledFor);
  }

  /** A round began at {@code began}; plans the next, sooner while something is unsettled. */
  void next(Instant began, boolean unsettledNow) {
    Duration pace = unsettledNow && began.isBefore(quickUntil) ? unsettled : settled;
    // A little lateness does not add up; after much of it the missed rounds are not made up for.
    due = (lag(began).compareTo(unsettled) < 0 ? due : began).plus(pace);
  }

  /** After the wall clock stepped, an old plan means nothing. */
  void restart(Instant now) {
    due = now;
  }
}
