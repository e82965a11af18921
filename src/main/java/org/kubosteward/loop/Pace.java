package org.kubosteward.loop;

import java.time.Duration;
import java.time.Instant;

/**
 * When the next round is due: at the settled pace, or at the quicker one for a bounded time after
 * something changed. Rounds follow our own clock: what is seen outside can only bring the next one
 * nearer, and never nearer than a beat to the last.
 */
public final class Pace {
  /** The loop is asked once a second. */
  private static final Duration HALF_A_BEAT = Duration.ofMillis(500);

  /** However much happens, rounds are so far apart: a beat, that may come a little early. */
  private static final Duration GAP = Duration.ofMillis(900);

  private static final int SHARE = 4;

  private final Duration settled;
  private final Duration unsettled;
  private final Duration unsettledFor;
  private Instant due;
  private Instant quickUntil;
  private Instant last = Instant.MIN;

  /**
   * The first round is due at {@code start}, and the start counts as a change.
   *
   * @throws IllegalArgumentException when the quicker pace is not quicker, with the settings' names
   */
  public Pace(RoundConfig config, Instant start) {
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
    return !now.isBefore(due.minus(HALF_A_BEAT)) && !now.isBefore(last.plus(GAP));
  }

  /**
   * How late a round is that begins now; never negative. The first is not late: how long the
   * process took to start says nothing about what it sees.
   */
  Duration lag(Instant now) {
    if (last.equals(Instant.MIN)) {
      return Duration.ZERO;
    }
    Duration lag = Duration.between(due, now);
    return lag.isNegative() ? Duration.ZERO : lag;
  }

  /** Something happened: be quick for a while. */
  void changed(Instant now) {
    quickUntil = now.plus(unsettledFor);
  }

  /** Something was seen that the next round should look at: it comes within a second. */
  void sooner(Instant now) {
    changed(now);
    Instant earliest = last.plus(GAP);
    Instant wanted = earliest.isAfter(now) ? earliest : now;
    due = due.isBefore(wanted) ? due : wanted;
  }

  /**
   * A round began at {@code began} and took so long; plans the next, sooner while something is
   * unsettled, but never so soon that the rounds fill more than a quarter of the time.
   */
  void next(Instant began, Duration took, boolean unsettledNow) {
    Duration stretched = took.multipliedBy(SHARE);
    Duration quick = stretched.compareTo(unsettled) > 0 ? stretched : unsettled;
    quick = quick.compareTo(settled) > 0 ? settled : quick;
    Duration pace = unsettledNow && began.isBefore(quickUntil) ? quick : settled;
    last = began;
    // A little lateness does not add up; after much of it the missed rounds are not made up for.
    due = (lag(began).compareTo(unsettled) < 0 ? due : began).plus(pace);
  }

  /** Something ended that is to be looked at now. */
  void restart(Instant now) {
    due = now;
  }
}
