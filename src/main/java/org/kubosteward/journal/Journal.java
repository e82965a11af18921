package org.kubosteward.journal;

import java.time.Instant;
import org.kubosteward.fleet.Identities;
import org.kubosteward.health.HealthReport;

/**
 * The whole record, as the loop keeps it; every other room takes the part that it needs. Reading
 * the latest round and the history never blocks and never fails; all else may throw {@link
 * JournalUnavailable}.
 */
public interface Journal extends JournalView, AttemptLog, IntentBook, WriterFence {
  /**
   * Keeps a round: in memory whole, in SQL only what changed (findings opened, changed and closed,
   * decisions that differ from the last about the same finding), and what other processes are told
   * of it. A database that fails is noted ({@link #open()}) and does not throw: observing goes on.
   */
  void append(Round round);

  /** The watches of the findings that were open when the last process stopped. */
  HealthReport lastReport(Instant at);

  /** Which peer id was last seen under each node's name, by whichever plane wrote last. */
  default Identities identities() {
    return Identities.NONE;
  }

  /** Deletes what retention no longer keeps; answers how many rows went. */
  int retain(Instant now);
}
