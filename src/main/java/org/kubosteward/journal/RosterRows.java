package org.kubosteward.journal;

import java.util.Optional;

/** What a leader leaves for other processes beside its rounds. */
public interface RosterRows {
  /**
   * What the leader left beside its latest round; empty before there is one.
   *
   * @throws JournalUnavailable when the database does not answer
   */
  default Optional<RosterRow> roster() {
    return Optional.empty();
  }
}
