package org.kubosteward.journal;

import java.util.Optional;

/** Whether the record can be written. */
public interface JournalState {
  /** Whether the last write or check of the database succeeded. */
  default boolean open() {
    return trouble().isEmpty();
  }

  /** Why the journal is not {@link #open()}, a sentence with the fix; empty when it is. */
  Optional<String> trouble();

  /** Tries the database now and notes the answer. */
  boolean check();
}
