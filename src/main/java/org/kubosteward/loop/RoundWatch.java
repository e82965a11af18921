package org.kubosteward.loop;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.kubosteward.journal.LoopState;

/**
 * Knows when the latest round ended, on the clock that only goes forward. Written by the loop, read
 * by the probes, the scrapes and the lease.
 */
public final class RoundWatch implements LoopState.Source {
  private final SystemClock clock;
  private final LongAdder ownBeats = new LongAdder();
  private volatile long ended;
  private volatile BooleanSupplier leads = () -> false;

  /** Until a round has ended, time counts from here. */
  public RoundWatch(SystemClock clock) {
    this.clock = clock;
    this.ended = clock.nanos();
  }

  /** Who is asked whether this process leads. */
  void leadsBy(BooleanSupplier tenure) {
    leads = tenure;
  }

  void roundEnded() {
    ended = clock.nanos();
  }

  /** There is no fleet to look at yet, for good reason: no round is due, and none is missed. */
  void nothingDue() {
    ended = clock.nanos();
  }

  /** The loop went on although the scheduler was silent. */
  void beatItself() {
    ownBeats.increment();
  }

  /** How long ago the latest round ended, or the latest moment at which none was due. */
  public Duration sinceRound() {
    return Duration.ofNanos(clock.nanos() - ended);
  }

  @Override
  public LoopState now() {
    return new LoopState(sinceRound(), leads.getAsBoolean(), ownBeats.sum());
  }
}
