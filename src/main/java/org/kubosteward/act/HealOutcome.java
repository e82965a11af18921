package org.kubosteward.act;

import java.util.Optional;

/**
 * What came of a heal.
 *
 * @param healed blocks that were written and read back right
 * @param right blocks that were right already
 * @param bytes of those that were written
 * @param unpinned whether the root was unpinned for it and is pinned again
 * @param why the sentence that says why not all are right; empty when all are
 */
public record HealOutcome(
    int healed, int right, long bytes, boolean unpinned, Optional<String> why) {

  /** Whether every block that was named is right, and the root is pinned. */
  public boolean done() {
    return why.isEmpty();
  }

  /** The same for the record of an action. */
  public Outcome outcome() {
    String figures =
        "%d blocks healed, %d bytes; %d were right already%s"
            .formatted(healed, bytes, right, unpinned ? "; the root was pinned again" : "");
    return why.map(reason -> Outcome.failed(reason + "; " + figures))
        .orElseGet(() -> Outcome.done(figures));
  }
}
