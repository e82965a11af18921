package org.kubosteward.journal;

import java.time.Duration;

/**
 * The loop at this moment, as opposed to what its latest round saw. Spans are measured on a clock
 * that only goes forward, whatever happens to the wall clock.
 *
 * @param sinceRound how long ago the latest round ended; since the start while none has
 * @param leads whether this process holds the right to act now
 * @param ownBeats how often the loop went on by itself because the scheduler was silent
 */
public record LoopState(Duration sinceRound, boolean leads, long ownBeats) {
  /** Tells the state whenever it is asked; never waits. */
  @FunctionalInterface
  public interface Source {
    LoopState now();
  }
}
