package org.kubosteward.kubo;

import java.time.InstantSource;

/**
 * What measures calls, and what the clock of a node is compared with.
 *
 * @param steady only ever goes forward, whatever happens to the wall clock; its instants are
 *     compared with each other alone
 * @param wall tells the time of day, as a node's {@code Date} does
 */
public record Clocks(InstantSource steady, InstantSource wall) {
  /** One clock for both, where nobody steps it. */
  public static Clocks of(InstantSource clock) {
    return new Clocks(clock, clock);
  }
}
