package org.kubosteward.journal;

import java.time.Instant;
import java.util.List;
import org.kubosteward.remedy.Attempt;

/** What was tried. */
public interface AttemptHistory {
  /**
   * The attempts started since then, oldest first, bounded.
   *
   * @throws JournalUnavailable when the database does not answer
   */
  List<Attempt> attemptsSince(Instant since);
}
