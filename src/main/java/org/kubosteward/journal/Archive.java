package org.kubosteward.journal;

import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Code;

/** What was decided and done, and why. All may throw {@link JournalUnavailable}. */
public interface Archive extends AttemptHistory {
  /** The newest decisions, newest first, at most {@code limit}. */
  List<DecisionRecord> decisions(int limit, Optional<Code> code, Optional<String> node);

  /** One decision with its attempts. */
  Optional<DecisionRecord> decision(long id);
}
