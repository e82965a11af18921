package org.kubosteward.journal;

import java.time.Instant;
import java.util.List;
import org.kubosteward.remedy.Intent;

/** What operators asked for. */
public interface IntentList {
  /**
   * Intents that have not expired and were not withdrawn, oldest first.
   *
   * @throws JournalUnavailable when the database does not answer
   */
  List<Intent> intents(Instant now);
}
