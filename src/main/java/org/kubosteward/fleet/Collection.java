package org.kubosteward.fleet;

import java.time.Instant;

/**
 * How the last garbage collection that the plane ran on a node ended.
 *
 * @param endedAt when it ended, or was given up
 * @param error what kubo said went wrong, naming the block where it did; empty when all went well
 */
public record Collection(Instant endedAt, String error) {
  /** Whether it ended before it had looked at everything. */
  public boolean aborted() {
    return !error.isEmpty();
  }
}
