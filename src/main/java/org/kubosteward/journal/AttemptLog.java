package org.kubosteward.journal;

import java.time.Instant;
import java.util.List;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Decision;

/**
 * Attempts as the one who acts writes them: the intent before the act, what came of it after. What
 * says nothing else may throw {@link JournalUnavailable}.
 */
public interface AttemptLog extends AttemptHistory {
  /** Writes the intent to act before the act; durable when this returns. */
  Attempt begin(Decision.Act act, Instant at);

  /** Writes what came of it; kept, and written later, while that cannot be. Never throws. */
  void end(Attempt attempt, Instant at, Attempt.Result result, String detail);

  /** Writes what later rounds saw of it; kept and written later as {@link #end}. Never throws. */
  void verified(Attempt attempt, Instant at, Attempt.Verification verification);

  /**
   * Turns every attempt that was under way when an earlier process died into {@code INTERRUPTED},
   * and answers them.
   */
  List<Attempt> interruptLeftovers(Instant at);
}
